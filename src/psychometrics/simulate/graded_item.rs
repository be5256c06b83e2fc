//! Answers on a scale of agreement.

use rand::Rng;

use super::{Error, checked, standard_normal};

/// A graded item: a trait and chance decide together between which thresholds an answer falls.
///
/// Its fields are private because the loading is a correlation and the thresholds rise.
///
/// *Model*: y* = λ θ + √(1 − λ²) e with e standard normal; the answer is 1 + the number of thresholds below y*. It is
/// Samejima's graded model with normal ogives: slope λ / √(1 − λ²).
///
/// *Takes / gives*: loading from −1 to 1, k − 1 rising thresholds in z units, a trait as z score; a code from 1 to k.
///
/// *Edges*: loading 0 is answered by chance alone; no threshold always gives 1. A trait that is not finite counts as 0.
///
/// *Errors*: a loading outside its range, thresholds that do not rise or are not finite, more than 254 of them.
///
/// *Source*: Samejima (1969), *Psychometrika Monograph* 17; Takane & de Leeuw (1987), *Psychometrika* 52, 393–408.
///
/// ```
/// use composure::psychometrics::simulate::GradedItem;
/// let item = GradedItem::new(0.7, &[-1.5, -0.5, 0.5, 1.5])?;
/// let mut rng = composure::clock::seeded(7);
/// assert!((1..=5).contains(&item.answer(0.4, &mut rng)));
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct GradedItem {
    loading: f64,
    thresholds: Vec<f64>,
}

impl GradedItem {
    /// The item with this loading and these rising thresholds.
    pub fn new(loading: f64, thresholds: &[f64]) -> Result<Self, Error> {
        checked(
            loading,
            (-1.0..=1.0).contains(&loading),
            "loading",
            "from -1 to 1",
        )?;
        let n_thresholds = thresholds.len();
        checked(
            n_thresholds as f64,
            n_thresholds < 255,
            "number of thresholds",
            "under 255",
        )?;
        let is_finite = thresholds.iter().all(|threshold| threshold.is_finite());
        if !is_finite || !thresholds.is_sorted_by(|lower, upper| lower < upper) {
            return Err(Error::Thresholds);
        }
        Ok(Self {
            loading,
            thresholds: thresholds.to_vec(),
        })
    }

    /// One answer of a person with this trait: a code from 1 to the number of thresholds + 1.
    pub fn answer(&self, theta: f64, rng: &mut impl Rng) -> u8 {
        let theta = if theta.is_finite() { theta } else { 0.0 };
        let noise = (1.0 - self.loading.powi(2)).sqrt() * standard_normal(rng);
        let inclination = self.loading * theta + noise;
        let n_below = self
            .thresholds
            .iter()
            .filter(|threshold| **threshold < inclination)
            .count();
        u8::try_from(n_below + 1).unwrap_or(u8::MAX)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::classical::{alpha, spearman_brown};

    #[test]
    fn ten_items_have_the_alpha_that_their_loading_makes() {
        // Two answers cut at 0 correlate (2 / π) asin(λ²) (Sheppard, 1899); ten parallel items by Spearman and Brown.
        let loading = 0.7_f64;
        let between = std::f64::consts::FRAC_2_PI * loading.powi(2).asin();
        let expected = spearman_brown(between, 10.0).unwrap();
        let item = GradedItem::new(loading, &[0.0]).unwrap();
        let mut rng = seeded(42);
        let answers: Vec<Vec<Option<f64>>> = (0..2000)
            .map(|_| {
                let theta = standard_normal(&mut rng);
                (0..10)
                    .map(|_| Some(f64::from(item.answer(theta, &mut rng))))
                    .collect()
            })
            .collect();
        let estimate = alpha(&answers, 0.999).unwrap();
        assert!(
            estimate.interval.lower < expected && expected < estimate.interval.upper,
            "{estimate:?} {expected}"
        );
    }

    #[test]
    fn a_negative_loading_turns_the_answers_round() {
        let item = GradedItem::new(-1.0, &[0.0]).unwrap();
        assert_eq!(
            (
                item.answer(1.0, &mut seeded(1)),
                item.answer(-1.0, &mut seeded(1))
            ),
            (1, 2)
        );
    }

    #[test]
    fn what_is_no_item_is_refused() {
        assert_eq!(GradedItem::new(0.5, &[0.0, 0.0]), Err(Error::Thresholds));
        assert_eq!(GradedItem::new(0.5, &[f64::NAN]), Err(Error::Thresholds));
        assert!(GradedItem::new(1.5, &[]).is_err());
    }

    proptest! {
        #[test]
        fn any_trait_gives_a_code_of_the_item(loading in -1.0..=1.0, theta in any::<f64>(), seed in any::<u64>()) {
            let item = GradedItem::new(loading, &[-1.0, 0.0, 1.0]).unwrap();
            prop_assert!((1..=4).contains(&item.answer(theta, &mut seeded(seed))));
        }
    }
}
