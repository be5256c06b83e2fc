//! Whether the halves of each scale say the same.

use super::Error;
use crate::psychometrics::classical::correlation;

/// How many items each scale has, in the order of the items.
///
/// Its field is private because there are two scales or more, of two items or more each.
///
/// ```
/// use composure::psychometrics::quality::{Error, Factors};
/// assert_eq!(Factors::new(&[5, 5, 5])?.n_items(), 15);
/// assert_eq!(Factors::new(&[5, 1]), Err(Error::ShortFactor { factor_idx: 1, n_items: 1 }));
/// # Ok::<(), Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factors(Vec<usize>);

impl Factors {
    /// Scales with so many items each.
    ///
    /// *Errors*: fewer than two scales, a scale of fewer than two items.
    pub fn new(n_items_each: &[usize]) -> Result<Self, Error> {
        let n = n_items_each.len();
        if n < 2 {
            return Err(Error::TooFewFactors { n });
        }
        let mut each = n_items_each.iter().copied().enumerate();
        if let Some((factor_idx, n_items)) = each.find(|(_, n_items)| *n_items < 2) {
            return Err(Error::ShortFactor {
                factor_idx,
                n_items,
            });
        }
        Ok(Self(n_items_each.to_vec()))
    }

    /// How many items they have together.
    pub fn n_items(&self) -> usize {
        // Saturating, so that absurd sizes are merely unequal to any number of answers.
        self.0.iter().copied().fold(0, usize::saturating_add)
    }
}

/// Even-odd consistency of one person: whether the halves of each scale agree, as a reliability from −1 to 1.
///
/// *Model*: for each scale the mean of the first, third, … item and that of the second, fourth, … item; the two lists of
/// means are correlated over the scales within the person, and carried to full length by Spearman and Brown,
/// 2r / (1 + r), held at −1. Higher is more consistent; the R package careless prints the same number with the opposite
/// sign.
///
/// *Takes / gives*: the person's answers in the order of the scales, keyed to each scale's direction; −1 to 1.
///
/// *Edges*: missing answers are left out of their half; a scale of which a half is missing is left out. `None` when
/// fewer than two scales are left or a list of means does not vary. Two scales can only give −1 or 1.
///
/// *Errors*: another number of answers than the scales have.
///
/// *Source*: Johnson (2005), *Journal of Research in Personality* 39, 103–129; Meade & Craig (2012), *Psychological
/// Methods* 17, 437–455.
///
/// ```
/// use composure::psychometrics::quality::{Factors, even_odd};
/// let factors = Factors::new(&[2, 2, 2])?;
/// // Halves 1 2 3 and 1 3 2 correlate .5: 2 × .5 / 1.5.
/// let answers = [1.0, 1.0, 2.0, 3.0, 3.0, 2.0].map(Some);
/// assert!((even_odd(&answers, &factors)?.unwrap() - 2.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::quality::Error>(())
/// ```
pub fn even_odd(answers: &[Option<f64>], factors: &Factors) -> Result<Option<f64>, Error> {
    if factors.n_items() != answers.len() {
        return Err(Error::FactorItems {
            n_items: factors.n_items(),
            expected: answers.len(),
        });
    }
    let mut rest = answers;
    let (mut odd, mut even) = (Vec::new(), Vec::new());
    for n_items in &factors.0 {
        let (scale, after) = rest.split_at(*n_items);
        rest = after;
        if let (Some(first), Some(second)) = (half(scale, 0), half(scale, 1)) {
            odd.push(first);
            even.push(second);
        }
    }
    Ok(correlation(&odd, &even).ok().map(full_length))
}

fn half(scale: &[Option<f64>], start: usize) -> Option<f64> {
    let given: Vec<f64> = scale
        .iter()
        .skip(start)
        .step_by(2)
        .flatten()
        .copied()
        .collect();
    // The plain sum of whole numbers is exact, so that halves with equal sums have equal means.
    let sum: f64 = given.iter().sum();
    (!given.is_empty()).then(|| sum / given.len() as f64)
}

/// Spearman and Brown's 2r / (1 + r), which falls below −1 for r under −1/3 and is held there.
fn full_length(r: f64) -> f64 {
    if r <= -1.0 / 3.0 {
        return -1.0;
    }
    2.0 * r / (1.0 + r)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_that_contradict_each_other_give_minus_one() {
        let factors = Factors::new(&[2, 2]).unwrap();
        let check = |answers: [Option<f64>; 4], expected: Option<f64>| {
            let found = even_odd(&answers, &factors).unwrap();
            assert_eq!(found.is_some(), expected.is_some());
            let difference = found.unwrap_or(0.0) - expected.unwrap_or(0.0);
            assert!(difference.abs() < 1e-12, "{found:?}");
        };
        check([1.0, 5.0, 5.0, 1.0].map(Some), Some(-1.0));
        check([1.0, 2.0, 5.0, 6.0].map(Some), Some(1.0));
        check([3.0, 1.0, 3.0, 2.0].map(Some), None);
        check([Some(1.0), None, Some(2.0), Some(3.0)], None);
        check([Some(f64::NAN), Some(1.0), Some(2.0), Some(3.0)], None);
    }

    #[test]
    fn the_factors_have_to_cover_the_answers() {
        let factors = Factors::new(&[2, 2]).unwrap();
        let fault = Error::FactorItems {
            n_items: 4,
            expected: 5,
        };
        assert_eq!(even_odd(&[Some(1.0); 5], &factors), Err(fault));
        assert_eq!(Factors::new(&[5]), Err(Error::TooFewFactors { n: 1 }));
        assert!(even_odd(&[], &Factors::new(&[usize::MAX, 3]).unwrap()).is_err());
    }
}
