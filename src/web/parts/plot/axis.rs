//! From a value to a place on the drawing.
//!
//! Places are percentages of the drawing's width, so that one drawing fits every screen and its words are real text.

/// A straight axis from left to right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    /// The value at the left end.
    pub(super) from: f64,
    /// The value at the right end, above `from`.
    pub(super) to: f64,
    /// How much of the width is left free before the left end and after the right end, in percent.
    pub(super) margin: f64,
}

impl Axis {
    /// Where a value is, in percent of the width; values beyond an end are at that end.
    pub(super) fn place(&self, value: f64) -> String {
        let share = (value.clamp(self.from, self.to) - self.from) / (self.to - self.from);
        format!("{:.2}%", self.margin + share * (100.0 - 2.0 * self.margin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_beyond_the_end_stay_on_the_drawing() {
        let axis = Axis {
            from: 20.0,
            to: 80.0,
            margin: 5.0,
        };
        assert_eq!(axis.place(50.0), "50.00%");
        assert_eq!(axis.place(95.0), "95.00%");
        assert_eq!(axis.place(3.0), "5.00%");
    }
}
