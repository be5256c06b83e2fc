//! From a value to a place on the drawing.

/// A straight axis from left to right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    /// The value at the left end.
    pub(super) from: f64,
    /// The value at the right end, above `from`.
    pub(super) to: f64,
    /// Where the left end is.
    pub(super) left: f64,
    /// Where the right end is.
    pub(super) right: f64,
}

impl Axis {
    /// Where a value is; values beyond an end are at that end.
    pub(super) fn place(&self, value: f64) -> f64 {
        let share = (value.clamp(self.from, self.to) - self.from) / (self.to - self.from);
        self.left + share * (self.right - self.left)
    }
}

/// A length as an attribute: one decimal is a tenth of a pixel.
pub(super) fn length(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_beyond_the_end_stay_on_the_drawing() {
        let axis = Axis {
            from: 20.0,
            to: 80.0,
            left: 100.0,
            right: 160.0,
        };
        assert_eq!(length(axis.place(50.0)), "130.0");
        assert_eq!(length(axis.place(95.0)), "160.0");
        assert_eq!(length(axis.place(3.0)), "100.0");
    }
}
