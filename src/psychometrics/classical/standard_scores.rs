//! Scores in units of a group's spread.

use super::{Error, checked_deviation};
use crate::psychometrics::{finite, normal};

/// How many standard deviations a score lies above its group's mean.
///
/// *Takes / gives*: score, mean and standard deviation (above 0) in one unit; a number without unit.
///
/// *Errors*: a spread that is not above 0; numbers too far apart to compute with.
///
/// ```
/// use composure::psychometrics::classical::z_score;
/// assert_eq!(z_score(118.0, 100.0, 15.0), Ok(1.2));
/// assert!(z_score(118.0, 100.0, 0.0).is_err());
/// ```
pub fn z_score(score: f64, mean: f64, standard_deviation: f64) -> Result<f64, Error> {
    let spread = checked_deviation(standard_deviation)?;
    finite((score - mean) / spread).ok_or(Error::NotFinite)
}

/// A z score on the T scale, with mean 50 and standard deviation 10.
///
/// *Source*: `McCall` (1922), *How to measure in education*.
///
/// ```
/// use composure::psychometrics::classical::t_score;
/// assert_eq!(t_score(1.2), Ok(62.0));
/// ```
pub fn t_score(z: f64) -> Result<f64, Error> {
    finite(50.0 + 10.0 * z).ok_or(Error::NotFinite)
}

/// The percentile of a z score if the group's scores are normally distributed, 0 to 100.
///
/// *Edges*: for norms counted from people use [`FrequencyTable`](crate::psychometrics::norms::FrequencyTable), which
/// does not suppose a distribution.
///
/// *Errors*: a z that is not finite.
///
/// ```
/// use composure::psychometrics::classical::normal_percentile;
/// assert!((normal_percentile(1.2)? - 88.49).abs() < 0.005);
/// # Ok::<(), composure::psychometrics::classical::Error>(())
/// ```
pub fn normal_percentile(z: f64) -> Result<f64, Error> {
    let z = finite(z).ok_or(Error::NotFinite)?;
    Ok(100.0 * normal::probability(z))
}
