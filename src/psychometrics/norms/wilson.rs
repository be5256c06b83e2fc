//! The interval of a proportion.

use super::Error;
use crate::psychometrics::classical::Interval;
use crate::psychometrics::normal;

/// Wilson's score interval of a proportion.
///
/// *Model*: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
///
/// *Takes / gives*: a proportion from 0 to 1 of n observations (it need not be a whole count); ends from 0 to 1.
///
/// *Edges*: at 0 and 1 the interval still has a width, which the usual normal interval loses.
///
/// *Errors*: a proportion outside 0 to 1, no observation, a confidence that is not between 0 and 1.
///
/// *Source*: Wilson (1927), *Journal of the American Statistical Association* 22, 209–212.
///
/// ```
/// use composure::psychometrics::norms::wilson_interval;
/// let interval = wilson_interval(0.5, 100, 0.95)?;
/// assert!((interval.lower - 0.4038).abs() < 5e-5 && (interval.upper - 0.5962).abs() < 5e-5);
/// # Ok::<(), composure::psychometrics::norms::Error>(())
/// ```
pub fn wilson_interval(proportion: f64, n: u64, confidence: f64) -> Result<Interval, Error> {
    if n == 0 || !(0.0..=1.0).contains(&proportion) {
        return Err(Error::Proportion { proportion, n });
    }
    of_effective(proportion, n as f64, confidence)
}

/// Wilson's interval for a number of people that need not be whole, above 0, as weights make it.
pub(super) fn of_effective(proportion: f64, n: f64, confidence: f64) -> Result<Interval, Error> {
    let z = normal::two_sided(confidence).ok_or(Error::Confidence(confidence))?;
    let shrink = 1.0 + z * z / n;
    let centre = (proportion + z * z / (2.0 * n)) / shrink;
    let variance = proportion * (1.0 - proportion) / n + z * z / (4.0 * n * n);
    let half = z * variance.sqrt() / shrink;
    Ok(Interval {
        lower: (centre - half).max(0.0),
        upper: (centre + half).min(1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_of_ten_still_leaves_room_above() {
        // Upper end z² / (n + z²) = 3.8415 / 13.8415 = .27753.
        let interval = wilson_interval(0.0, 10, 0.95).unwrap();
        assert!(interval.lower.abs() < 1e-12 && (interval.upper - 0.27753).abs() < 5e-6);
    }

    #[test]
    fn what_is_no_proportion_is_refused() {
        assert!(wilson_interval(0.5, 0, 0.95).is_err());
        assert!(wilson_interval(1.5, 10, 0.95).is_err());
        assert!(wilson_interval(f64::NAN, 10, 0.95).is_err());
        assert_eq!(wilson_interval(0.5, 10, 1.0), Err(Error::Confidence(1.0)));
    }
}
