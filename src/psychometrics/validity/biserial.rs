//! Correlations with a criterion of yes or no.

use super::Error;
use crate::psychometrics::classical::correlation;
use crate::psychometrics::{finite, normal};

/// Pearson's correlation of scores with yes (1) and no (0).
///
/// *Edges*: it cannot reach 1 however well the scores part the groups, least of all where one of them is small.
///
/// *Errors*: unequal lengths, fewer than two people, scores or answers that are all the same.
///
/// *Source*: Lord & Novick (1968), *Statistical theories of mental test scores*, section 15.5.
///
/// ```
/// use composure::psychometrics::validity::point_biserial;
/// let r = point_biserial(&[2.0, 3.0, 1.0, 2.0], &[true, true, false, false])?;
/// assert!((r - 0.5_f64.sqrt()).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::validity::Error>(())
/// ```
pub fn point_biserial(scores: &[f64], is_case: &[bool]) -> Result<f64, Error> {
    let codes: Vec<f64> = is_case
        .iter()
        .map(|case| f64::from(u8::from(*case)))
        .collect();
    Ok(correlation(scores, &codes)?)
}

/// The correlation with the normal variable that the yes and no are a cut of.
///
/// *Model*: r √(p q) / φ(z), with the point-biserial r, the share p of cases, q = 1 − p, and the normal density at the z
/// that cuts off p.
///
/// *Edges*: beyond −1 or 1 where the scores are far from normal; given as it is.
///
/// *Errors*: those of [`point_biserial`].
///
/// *Source*: Pearson (1909), *Biometrika* 7, 96–105.
///
/// ```
/// use composure::psychometrics::validity::{biserial, point_biserial};
/// let (scores, is_case) = ([2.0, 3.0, 1.0, 2.0], [true, true, false, false]);
/// // Half are cases: .5 / φ(0) = 1.2533.
/// let ratio = biserial(&scores, &is_case)? / point_biserial(&scores, &is_case)?;
/// assert!((ratio - 1.2533141373155).abs() < 1e-10);
/// # Ok::<(), composure::psychometrics::validity::Error>(())
/// ```
pub fn biserial(scores: &[f64], is_case: &[bool]) -> Result<f64, Error> {
    let r = point_biserial(scores, is_case)?;
    let cases = is_case.iter().filter(|case| **case).count();
    let share = cases as f64 / is_case.len() as f64;
    let z = normal::quantile(share).ok_or(Error::NoVariance)?;
    finite(r * (share * (1.0 - share)).sqrt() / normal::density(z)).ok_or(Error::NotFinite)
}
