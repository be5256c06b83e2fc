//! How far a pattern of answers lies from those of other people.

use nalgebra::{DMatrix, DVector};

use super::{Error, ItemMoments};
use crate::psychometrics::{finite, tail};

/// The share of an item's variance that has to be its own; below it the item follows from the others.
const OWN_VARIANCE: f64 = 1e-10;

/// The cloud of a sample's answers, to measure Mahalanobis distances from its centre.
///
/// Its fields are private because the factor and the inverse belong to checked covariances.
///
/// *Model*: D² = (x − x̄)ᵀ S⁻¹ (x − x̄). For normal answers D² is χ² with as many degrees of freedom as items.
///
/// *Takes / gives*: one person's answers to the items of the moments; D² (not its root), the number of items answered,
/// and the probability of a larger D².
///
/// *Edges*: where answers are missing the distance is that of the answered items alone, with as many degrees of freedom.
/// Rating scales are not normal, so the probabilities are rough: they order people, they do not prove anything.
///
/// *Errors*: fewer complete cases than items + 2; an item that follows from the items before it.
///
/// *Source*: Mahalanobis (1936), *Proceedings of the National Institute of Sciences of India* 2, 49–55; as an index of
/// care, Meade & Craig (2012), *Psychological Methods* 17, 437–455.
///
/// ```
/// use composure::psychometrics::quality::{AnswerCloud, ItemMoments};
/// // Two independent items with mean 0 and variance 4 / 3: the corner lies 3 / 4 + 3 / 4 away.
/// let corners = [[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]];
/// let answers = corners.map(|person| person.map(Some).to_vec());
/// let cloud = AnswerCloud::new(&ItemMoments::of(&answers)?)?;
/// let distance = cloud.distance(&[Some(1.0), Some(1.0)]).unwrap();
/// assert!((distance.squared - 1.5).abs() < 1e-12);
/// assert!((distance.p - (-0.75_f64).exp()).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::quality::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerCloud {
    means: DVector<f64>,
    factor: DMatrix<f64>,
    inverse: DMatrix<f64>,
}

/// A distance from the centre of a cloud.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distance {
    /// D², 0 or above.
    pub squared: f64,
    /// How many items were answered: the degrees of freedom.
    pub n_items: usize,
    /// Probability of a larger D² in a normal cloud.
    pub p: f64,
}

impl AnswerCloud {
    /// The cloud with these moments.
    pub fn new(moments: &ItemMoments) -> Result<Self, Error> {
        let (n, minimum) = (moments.n_persons(), moments.n_items() + 2);
        if n < minimum {
            return Err(Error::TooFewPersons { n, minimum });
        }
        let factor = lower_factor(moments.covariances())?;
        let n_items = moments.n_items();
        let root = factor
            .solve_lower_triangular(&DMatrix::identity(n_items, n_items))
            .ok_or(Error::NotFinite)?;
        let inverse = root.tr_mul(&root);
        if inverse.iter().all(|value| value.is_finite()) {
            Ok(Self {
                means: moments.means().clone(),
                factor,
                inverse,
            })
        } else {
            Err(Error::NotFinite)
        }
    }

    /// How far these answers lie from the centre; `None` for another number of answers, none at all, or answers that
    /// are not finite numbers of a usable size.
    pub fn distance(&self, answers: &[Option<f64>]) -> Option<Distance> {
        if answers.len() != self.means.len() {
            return None;
        }
        let from_centre = answers.iter().zip(self.means.iter());
        let deviations = DVector::from_iterator(
            answers.len(),
            from_centre.map(|(answer, mean)| answer.map_or(0.0, |answer| answer - mean)),
        );
        let missing: Vec<usize> = (0..answers.len())
            .filter(|idx| answers[*idx].is_none())
            .collect();
        let n_items = answers.len() - missing.len();
        if n_items == 0 {
            return None;
        }
        let squared = if missing.is_empty() {
            self.factor
                .solve_lower_triangular(&deviations)?
                .norm_squared()
        } else {
            self.squared_without(&deviations, &missing)?
        };
        let squared = finite(squared)?.max(0.0);
        Some(Distance {
            squared,
            n_items,
            p: tail::chi_square(squared, n_items as f64)?,
        })
    }

    /// D² of the answered items. It equals the smallest D² that any answers to the missing ones could give, so the
    /// inverse of the whole can be used: with zeros for the missing deviations, v = S⁻¹d, w the missing part of v and B that
    /// of S⁻¹, D² = dᵀv − wᵀ B⁻¹ w.
    fn squared_without(&self, deviations: &DVector<f64>, missing: &[usize]) -> Option<f64> {
        let solved = &self.inverse * deviations;
        let of_missing = DVector::from_iterator(missing.len(), missing.iter().map(|i| solved[*i]));
        let among_missing = DMatrix::from_fn(missing.len(), missing.len(), |row, column| {
            self.inverse[(missing[row], missing[column])]
        });
        let gain = among_missing.cholesky()?.solve(&of_missing);
        Some(deviations.dot(&solved) - of_missing.dot(&gain))
    }
}

/// The lower triangle L with L Lᵀ = S; names the first item that has no variance of its own.
fn lower_factor(covariances: &DMatrix<f64>) -> Result<DMatrix<f64>, Error> {
    let n_items = covariances.nrows();
    let mut factor = DMatrix::zeros(n_items, n_items);
    for row in 0..n_items {
        for column in 0..=row {
            let explained: f64 = (0..column)
                .map(|k| factor[(row, k)] * factor[(column, k)])
                .sum();
            let rest: f64 = covariances[(row, column)] - explained;
            if row > column {
                factor[(row, column)] = rest / factor[(column, column)];
            } else if rest > OWN_VARIANCE * covariances[(row, row)] {
                factor[(row, row)] = rest.sqrt();
            } else {
                return Err(Error::DependentItem { item_idx: row });
            }
        }
    }
    Ok(factor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::simulate::LatentTraits;

    fn sample() -> Vec<Vec<Option<f64>>> {
        let row = |values: [f64; 3]| values.to_vec();
        let correlations = [
            row([1.0, 0.6, 0.3]),
            row([0.6, 1.0, -0.2]),
            row([0.3, -0.2, 1.0]),
        ];
        let traits = LatentTraits::new(&correlations).unwrap();
        let mut rng = seeded(11);
        (0..300)
            .map(|_| traits.draw(&mut rng).into_iter().map(Some).collect())
            .collect()
    }

    fn cloud(people: &[Vec<Option<f64>>]) -> Result<AnswerCloud, Error> {
        AnswerCloud::new(&ItemMoments::of(people)?)
    }

    #[test]
    fn a_missing_answer_leaves_the_distance_of_the_others() {
        let people = sample();
        let whole = cloud(&people).unwrap();
        let without_second: Vec<Vec<Option<f64>>> =
            people.iter().map(|p| vec![p[0], p[2]]).collect();
        let part = cloud(&without_second).unwrap();
        for person in people.iter().take(20) {
            let found = whole.distance(&[person[0], None, person[2]]).unwrap();
            let expected = part.distance(&[person[0], person[2]]).unwrap();
            assert!((found.squared - expected.squared).abs() < 1e-9);
            assert_eq!(found.n_items, 2);
        }
        assert_eq!(whole.distance(&[None, None, None]), None);
        assert_eq!(whole.distance(&[Some(1.0)]), None);
        assert_eq!(whole.distance(&[Some(f64::NAN), None, None]), None);
    }

    #[test]
    fn distances_of_the_sample_sum_to_n_minus_one_for_each_item() {
        // Σ D² = trace(S⁻¹ Σ dᵀd) = (n − 1) items.
        let people = sample();
        let cloud = cloud(&people).unwrap();
        let sum: f64 = people
            .iter()
            .map(|p| cloud.distance(p).unwrap().squared)
            .sum();
        assert!((sum - 299.0 * 3.0).abs() < 1e-6, "{sum}");
    }

    #[test]
    fn scaling_and_turning_the_answers_changes_no_distance() {
        let people = sample();
        let turned: Vec<Vec<Option<f64>>> = people
            .iter()
            .map(|p| vec![p[2].map(|x| 7.0 - 3.0 * x), p[0].map(|x| 100.0 * x), p[1]])
            .collect();
        let (before, after) = (cloud(&people).unwrap(), cloud(&turned).unwrap());
        for (one, other) in people.iter().zip(&turned) {
            let (a, b) = (
                before.distance(one).unwrap(),
                after.distance(other).unwrap(),
            );
            assert!((a.squared - b.squared).abs() < 1e-9);
        }
    }

    #[test]
    fn an_item_that_is_the_sum_of_others_is_named() {
        let people: Vec<Vec<Option<f64>>> = sample()
            .into_iter()
            .map(|p| vec![p[0], p[1], p[0].zip(p[1]).map(|(a, b)| a + b)])
            .collect();
        assert_eq!(
            cloud(&people).unwrap_err(),
            Error::DependentItem { item_idx: 2 }
        );
        let few = &sample()[..4];
        assert_eq!(
            cloud(few).unwrap_err(),
            Error::TooFewPersons { n: 4, minimum: 5 }
        );
    }
}
