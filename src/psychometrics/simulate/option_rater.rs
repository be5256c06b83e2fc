//! Rating what could be done, more or less as experts do.

use rand::Rng;

use super::{Error, checked, standard_normal};
use crate::psychometrics::descriptive::mean;

/// Somebody who rates options: how well they tell good from bad, and how they use the scale.
///
/// Its fields are private because the accuracy is a correlation and the scatter is not negative.
///
/// *Model*: with kⱼ the key standardised over the options, seenⱼ = ρ kⱼ + √(1 − ρ²) εⱼ, ε standard normal; the rating
/// is elevation + scatter · seenⱼ, rounded and kept on the scale.
///
/// *Takes / gives*: an accuracy ρ from −1 to 1, elevation and scatter in points of the scale, a key in any unit; codes
/// from 1.
///
/// *Edges*: without scatter all ratings are the same; where the key does not differ, only chance does.
///
/// *Errors*: numbers outside their ranges.
///
/// *Source*: Cronbach & Gleser (1953), *Psychological Bulletin* 50, 456–473, for elevation, scatter and shape.
///
/// ```
/// use composure::psychometrics::simulate::OptionRater;
/// let judge = OptionRater::new(1.0, (4.0, 2.0))?;
/// // The key's z are −1 and 1: two points below and above the middle.
/// assert_eq!(judge.rate(&[1.5, 6.5], 7, &mut composure::clock::seeded(1)), [2, 6]);
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OptionRater {
    accuracy: f64,
    elevation: f64,
    scatter: f64,
}

impl OptionRater {
    /// Somebody of that accuracy who uses the scale with this elevation and scatter.
    pub fn new(accuracy: f64, (elevation, scatter): (f64, f64)) -> Result<Self, Error> {
        let is_correlation = (-1.0..=1.0).contains(&accuracy);
        let is_spread = scatter.is_finite() && scatter >= 0.0;
        Ok(Self {
            accuracy: checked(accuracy, is_correlation, "accuracy", "from -1 to 1")?,
            elevation: checked(elevation, elevation.is_finite(), "elevation", "finite")?,
            scatter: checked(scatter, is_spread, "scatter", "finite and not negative")?,
        })
    }

    /// A rating of each option on a scale of so many points.
    pub fn rate(&self, key: &[f64], points: u8, rng: &mut impl Rng) -> Vec<u8> {
        let rest = (1.0 - self.accuracy.powi(2)).sqrt();
        standardised(key)
            .into_iter()
            .map(|k| {
                let seen = self.accuracy * k + rest * standard_normal(rng);
                code(self.elevation + self.scatter * seen, points)
            })
            .collect()
    }
}

/// z scores with divisor n; all 0 where nothing differs or the numbers are of no use.
fn standardised(key: &[f64]) -> Vec<f64> {
    let centre = mean(key).unwrap_or_default();
    let squares: f64 = key.iter().map(|value| (value - centre).powi(2)).sum();
    let deviation = (squares / key.len().max(1) as f64).sqrt();
    let z = |value: &f64| (value - centre) / deviation;
    key.iter()
        .map(|value| Some(z(value)).filter(|z| z.is_finite()).unwrap_or_default())
        .collect()
}

fn code(rating: f64, points: u8) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "kept between 1 and a u8 just before"
    )]
    let code = rating.round().clamp(1.0, f64::from(points.max(1))) as u8;
    code
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::descriptive::standard_deviation;

    #[test]
    fn ratings_have_the_level_and_spread_asked_for() {
        let key: Vec<f64> = (0..2000).map(|option| f64::from(option % 7)).collect();
        let judge = OptionRater::new(0.6, (4.2, 1.1)).unwrap();
        let ratings: Vec<f64> = judge
            .rate(&key, 7, &mut seeded(7))
            .into_iter()
            .map(f64::from)
            .collect();
        // Rounding adds 1/12 to the variance: √(1.21 + .083) = 1.137; the standard errors are .025 and .018.
        assert!((mean(&ratings).unwrap() - 4.2).abs() < 0.1);
        assert!((standard_deviation(&ratings).unwrap() - 1.137).abs() < 0.08);
    }

    #[test]
    fn codes_stay_on_the_scale_and_odd_keys_do_no_harm() {
        let judge = OptionRater::new(-1.0, (100.0, 3.0)).unwrap();
        assert_eq!(judge.rate(&[1.0, 2.0], 7, &mut seeded(1)), [7, 7]);
        assert_eq!(judge.rate(&[], 7, &mut seeded(1)), Vec::<u8>::new());
        assert_eq!(
            judge.rate(&[f64::NAN, f64::MAX], 7, &mut seeded(1)).len(),
            2
        );
        assert_eq!(judge.rate(&[1.0], 0, &mut seeded(1)), [1]);
    }

    #[test]
    fn numbers_outside_their_ranges_are_refused() {
        for (accuracy, elevation, scatter) in
            [(1.1, 4.0, 1.0), (0.5, f64::NAN, 1.0), (0.5, 4.0, -1.0)]
        {
            assert!(OptionRater::new(accuracy, (elevation, scatter)).is_err());
        }
    }
}
