//! What error takes from a correlation.

use super::{Error, checked};
use crate::psychometrics::finite;

/// A correlation without the error of one or both measures.
///
/// *Model*: r / √(r₁ r₂), with the reliabilities of the two; 1 leaves a measure as it is.
///
/// *Takes / gives*: a correlation from −1 to 1 and reliabilities above 0, up to 1; a correlation.
///
/// *Edges*: beyond −1 or 1 where a reliability is lower than the correlation allows: that says that the reliability is
/// underestimated or the correlation too high by chance, and is given as it is.
///
/// *Errors*: a number outside its range.
///
/// *Source*: Spearman (1904), *American Journal of Psychology* 15, 72–101.
///
/// ```
/// use composure::psychometrics::classical::disattenuated;
/// assert!((disattenuated(0.3, 0.81, 1.0)? - 0.3 / 0.9).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::classical::Error>(())
/// ```
pub fn disattenuated(
    correlation: f64,
    first_reliability: f64,
    second_reliability: f64,
) -> Result<f64, Error> {
    let is_correlation = (-1.0..=1.0).contains(&correlation);
    checked(correlation, is_correlation, "correlation", "from −1 to 1")?;
    for reliability in [first_reliability, second_reliability] {
        let is_usable = reliability > 0.0 && reliability <= 1.0;
        checked(reliability, is_usable, "reliability", "above 0, up to 1")?;
    }
    // The roots one by one, because the product of two tiny reliabilities vanishes.
    finite(correlation / first_reliability.sqrt() / second_reliability.sqrt())
        .ok_or(Error::NotFinite)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correlation_of_one_half_between_measures_of_80_and_60_grows_as_worked_by_hand() {
        // .5 / √.48 = .5 / .692820 = .721688.
        assert!((disattenuated(0.5, 0.8, 0.6).unwrap() - 0.721687836487032).abs() < 1e-12);
    }

    #[test]
    fn a_measure_without_reliability_is_refused() {
        assert!(disattenuated(0.1, 0.0, 1.0).is_err());
        assert!(disattenuated(0.1, 1.0, 1.1).is_err());
        assert!(disattenuated(f64::NAN, 1.0, 1.0).is_err());
        assert!(disattenuated(0.9, 0.5, 1.0).unwrap() > 1.0);
    }
}
