//! Where a function falls through zero.

/// The place between two abilities where a function falls from above zero to zero or below, by Newton's steps kept
/// inside a bracket that halves whenever they do not; to about 1e-13.
///
/// `function` gives the value and, where it is known, the slope; else the slope is that of the last two values.
pub(super) fn falling(
    (mut above, mut below): (f64, f64),
    function: impl Fn(f64) -> (f64, Option<f64>),
) -> f64 {
    let mut here = f64::midpoint(above, below);
    let mut last: Option<(f64, f64)> = None;
    for _ in 0..200 {
        let (value, slope) = function(here);
        let secant = |(place, before): (f64, f64)| (value - before) / (here - place);
        let slope = slope.or_else(|| last.map(secant));
        last = Some((here, value));
        if value > 0.0 {
            above = here;
        } else {
            below = here;
        }
        let newton = slope.map_or(f64::NAN, |slope| here - value / slope);
        let (low, high) = (above.min(below), above.max(below));
        let next = if low < newton && newton < high {
            newton
        } else {
            f64::midpoint(above, below)
        };
        if (next - here).abs() <= 1e-13 * (1.0 + here.abs()) {
            return next;
        }
        here = next;
    }
    here
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_with_and_without_a_slope() {
        let with = falling((-3.0, 40.0), |x| (2.0 - x.exp(), Some(-x.exp())));
        let without = falling((-3.0, 40.0), |x| (2.0 - x.exp(), None));
        for found in [with, without] {
            assert!((found - 2.0f64.ln()).abs() < 1e-12, "{found}");
        }
    }
}
