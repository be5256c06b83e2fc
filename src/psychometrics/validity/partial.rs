//! Correlations without what a third variable has in both.

use super::{Error, checked_correlation};
use crate::psychometrics::finite;

/// The correlation of x and y among people alike in z.
///
/// *Model*: `(r_xy − r_xz r_yz) / √((1 − r_xz²)(1 − r_yz²))`.
///
/// *Takes / gives*: three correlations from −1 to 1; a correlation.
///
/// *Errors*: a number outside its range, z that leaves nothing of x or y, correlations that contradict each other.
///
/// *Source*: Yule (1907), *Proceedings of the Royal Society A* 79, 182–193.
///
/// ```
/// use composure::psychometrics::validity::partial_correlation;
/// // All of x and y's correlation runs through z.
/// assert!(partial_correlation(0.42, 0.6, 0.7)?.abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::validity::Error>(())
/// ```
pub fn partial_correlation(r_xy: f64, r_xz: f64, r_yz: f64) -> Result<f64, Error> {
    let own = own(r_yz)?;
    within(semipartial_of(r_xy, r_xz, r_yz)? / own)
}

/// The correlation of y with what x has beside z: what x adds to z as a predictor of y.
///
/// *Model*: `(r_xy − r_xz r_yz) / √(1 − r_xz²)`; its square is the increment of r² when x follows z.
///
/// *Takes / gives*, *Errors*: as [`partial_correlation`].
///
/// *Source*: Cohen, Cohen, West & Aiken (2003), *Applied multiple regression/correlation analysis*, chapter 3.
///
/// ```
/// use composure::psychometrics::validity::semipartial_correlation;
/// assert!((semipartial_correlation(0.5, 0.6, 0.3)? - 0.32 / 0.8).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::validity::Error>(())
/// ```
pub fn semipartial_correlation(r_xy: f64, r_xz: f64, r_yz: f64) -> Result<f64, Error> {
    within(semipartial_of(r_xy, r_xz, r_yz)?)
}

fn semipartial_of(r_xy: f64, r_xz: f64, r_yz: f64) -> Result<f64, Error> {
    let numerator =
        checked_correlation(r_xy)? - checked_correlation(r_xz)? * checked_correlation(r_yz)?;
    Ok(numerator / own(r_xz)?)
}

/// What z leaves of a variable.
fn own(r: f64) -> Result<f64, Error> {
    let own = (1.0 - checked_correlation(r)?.powi(2)).sqrt();
    if own <= 0.0 {
        return Err(Error::NoVariance);
    }
    Ok(own)
}

fn within(r: f64) -> Result<f64, Error> {
    // A little beyond 1 is rounding, more is a contradiction.
    let r = finite(r).ok_or(Error::NotFinite)?;
    let near = if r.abs() < 1.0 + 1e-9 {
        r.clamp(-1.0, 1.0)
    } else {
        r
    };
    checked_correlation(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contradictions_and_nothing_left_are_refused() {
        assert!(partial_correlation(0.0, 0.99, 0.99).is_err());
        assert_eq!(partial_correlation(0.5, 1.0, 0.5), Err(Error::NoVariance));
        assert_eq!(
            semipartial_correlation(0.5, 1.0, 0.5),
            Err(Error::NoVariance)
        );
        assert!(partial_correlation(f64::NAN, 0.1, 0.1).is_err());
        // .58 / √(.64 · .91) by hand.
        let r = partial_correlation(0.76, 0.6, 0.3).unwrap();
        assert!((r - 0.58 / (0.64_f64 * 0.91).sqrt()).abs() < 1e-12);
    }
}
