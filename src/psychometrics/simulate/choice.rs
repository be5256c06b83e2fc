//! Choosing among options of which some are better.

use rand::Rng;

use super::{Error, checked, drawn};

/// How strongly expert-key points draw people, and how much more they draw people high on a trait.
///
/// Its fields are private because both numbers are finite.
///
/// *Model*: the probability of option j is softmaxⱼ((pull + slope · θ) · pointsⱼ), Bock's nominal model with the points
/// as category slopes.
///
/// *Takes / gives*: points of each option in any unit, a trait as z score; the place of an option, counted from 0.
///
/// *Edges*: no option gives `None`; equal points are chosen equally often; points or a trait that are not finite count
/// as 0.
///
/// *Errors*: a pull or slope that is not finite.
///
/// *Source*: Bock (1972), *Psychometrika* 37, 29–51; Luce (1959), *Individual choice behavior*.
///
/// ```
/// use composure::psychometrics::simulate::KeyedChoice;
/// let choice = KeyedChoice::new(0.4, 0.3)?;
/// let mut rng = composure::clock::seeded(3);
/// assert!(choice.choose(&[0.0, 1.0, 4.0], 0.5, &mut rng).is_some_and(|place| place < 3));
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeyedChoice {
    pull: f64,
    slope: f64,
}

impl KeyedChoice {
    /// A choice by this pull per point at an average trait, and this change of it per z of the trait.
    pub fn new(pull: f64, slope: f64) -> Result<Self, Error> {
        Ok(Self {
            pull: checked(pull, pull.is_finite(), "pull", "finite")?,
            slope: checked(slope, slope.is_finite(), "slope", "finite")?,
        })
    }

    /// The probability of each option, adding to 1.
    pub fn probabilities(&self, points: &[f64], theta: f64) -> Vec<f64> {
        let utilities: Vec<f64> = points
            .iter()
            .map(|points| usable((self.pull + self.slope * usable(theta)) * usable(*points)))
            .collect();
        // The largest is taken off before the exponential, so that nothing overflows.
        let largest = utilities
            .iter()
            .copied()
            .max_by(f64::total_cmp)
            .unwrap_or_default();
        let weights: Vec<f64> = utilities
            .iter()
            .map(|utility| (utility - largest).exp())
            .collect();
        let total: f64 = weights.iter().sum();
        weights.iter().map(|weight| weight / total).collect()
    }

    /// The option that a person with this trait chooses.
    pub fn choose(&self, points: &[f64], theta: f64, rng: &mut impl Rng) -> Option<usize> {
        drawn(&self.probabilities(points, theta), rng)
    }
}

fn usable(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::seeded;

    #[test]
    fn options_are_chosen_as_often_as_their_probability_says() {
        let choice = KeyedChoice::new(0.5, 0.0).unwrap();
        let points = [0.0, 2.0];
        // 1 / (1 + e⁻¹) = .73106; the standard error at 4000 draws is .007: four of them.
        let mut rng = seeded(11);
        let n_second = (0..4000)
            .filter(|_| choice.choose(&points, 0.0, &mut rng) == Some(1))
            .count();
        assert!(
            (n_second as f64 / 4000.0 - 0.73106).abs() < 0.028,
            "{n_second}"
        );
    }

    #[test]
    fn who_is_higher_on_the_trait_chooses_the_better_option_more_often() {
        let choice = KeyedChoice::new(0.3, 0.4).unwrap();
        let best = |theta: f64| choice.probabilities(&[0.0, 1.0, 4.0], theta)[2];
        assert!(best(-1.0) < best(0.0) && best(0.0) < best(1.0));
    }

    #[test]
    fn without_options_nothing_is_chosen() {
        assert_eq!(
            KeyedChoice::new(1.0, 1.0)
                .unwrap()
                .choose(&[], 0.0, &mut seeded(1)),
            None
        );
        assert!(KeyedChoice::new(f64::NAN, 1.0).is_err());
    }

    proptest! {
        #[test]
        fn any_points_give_probabilities_that_add_to_1(points in prop::collection::vec(any::<f64>(), 1..6), theta in any::<f64>(), pull in any::<f64>(), slope in any::<f64>()) {
            if let Ok(choice) = KeyedChoice::new(pull, slope) {
                let probabilities = choice.probabilities(&points, theta);
                prop_assert!((probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                prop_assert!(choice.choose(&points, theta, &mut seeded(1)).is_some_and(|place| place < points.len()));
            }
        }
    }
}
