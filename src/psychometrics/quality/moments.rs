//! Means and covariances of the items in a sample.

use nalgebra::{DMatrix, DVector};

use super::Error;

/// Means and covariances of items, from the people who answered every one of them.
///
/// Its fields are private because the covariances belong to the means and no item is constant.
///
/// *Model*: x̄ and S with divisor n − 1.
///
/// *Takes / gives*: answers `persons × items` as given, missing = `None`; correlations from −1 to 1.
///
/// *Edges*: a person with a missing answer is left out, so that S is the covariance of real people.
///
/// *Errors*: unequal lists, no item, fewer than two complete cases, an item that everybody answered alike, answers that
/// are not finite.
///
/// ```
/// use composure::psychometrics::quality::ItemMoments;
/// let answers = [[1.0, 2.0], [2.0, 1.0], [3.0, 3.0]].map(|person| person.map(Some).to_vec());
/// let moments = ItemMoments::of(&answers)?;
/// assert!((moments.correlation(0, 1) - 0.5).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::quality::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ItemMoments {
    n_persons: usize,
    means: DVector<f64>,
    covariances: DMatrix<f64>,
}

/// So many people are multiplied at once: enough to be quick, too few to need much memory.
const CHUNK: usize = 2048;

impl ItemMoments {
    /// The moments of these people's answers.
    pub fn of(answers: &[Vec<Option<f64>>]) -> Result<Self, Error> {
        let n_items = shape(answers)?;
        let complete: Vec<Vec<f64>> = answers
            .iter()
            .filter_map(|person| person.iter().copied().collect())
            .collect();
        if !complete.iter().flatten().all(|answer| answer.is_finite()) {
            return Err(Error::NotFinite);
        }
        let n_persons = complete.len();
        let Some(first) = complete.first().filter(|_| n_persons >= 2) else {
            return Err(Error::TooFewPersons {
                n: n_persons,
                minimum: 2,
            });
        };
        let is_constant = |item_idx: &usize| {
            complete
                .iter()
                .all(|person| person[*item_idx].total_cmp(&first[*item_idx]).is_eq())
        };
        if let Some(item_idx) = (0..n_items).find(is_constant) {
            return Err(Error::ConstantItem { item_idx });
        }
        let means = means(&complete, first);
        let covariances = covariances(&complete, &means);
        if covariances.iter().all(|value| value.is_finite()) {
            Ok(Self {
                n_persons,
                means,
                covariances,
            })
        } else {
            Err(Error::NotFinite)
        }
    }

    /// How many people answered every item.
    pub fn n_persons(&self) -> usize {
        self.n_persons
    }

    /// How many items there are.
    pub fn n_items(&self) -> usize {
        self.means.len()
    }

    /// The correlation of two items counted from 0, −1 to 1; 0 for an item that there is not.
    pub fn correlation(&self, first_idx: usize, second_idx: usize) -> f64 {
        let n_items = self.n_items();
        if first_idx >= n_items || second_idx >= n_items {
            return 0.0;
        }
        // The roots are taken one by one, because the product of variances can overflow or vanish.
        let deviation = |idx: usize| self.covariances[(idx, idx)].sqrt();
        let r = self.covariances[(first_idx, second_idx)]
            / deviation(first_idx)
            / deviation(second_idx);
        if r.is_finite() {
            r.clamp(-1.0, 1.0)
        } else {
            0.0
        }
    }

    pub(super) fn means(&self) -> &DVector<f64> {
        &self.means
    }

    pub(super) fn covariances(&self) -> &DMatrix<f64> {
        &self.covariances
    }
}

/// The number of items, one at least, that every person's list has.
pub(super) fn shape(answers: &[Vec<Option<f64>>]) -> Result<usize, Error> {
    let expected = answers.first().map_or(0, Vec::len);
    for (person_idx, person) in answers.iter().enumerate() {
        if person.len() != expected {
            return Err(Error::Ragged {
                person_idx,
                n_answers: person.len(),
                expected,
            });
        }
    }
    if answers.is_empty() {
        return Err(Error::TooFewPersons { n: 0, minimum: 2 });
    }
    if expected == 0 {
        return Err(Error::NoItem);
    }
    Ok(expected)
}

/// Means as distances from the first person, so that large equal parts do not cost digits.
fn means(complete: &[Vec<f64>], first: &[f64]) -> DVector<f64> {
    let mut distances = vec![0.0; first.len()];
    for person in complete {
        for ((distance, answer), origin) in distances.iter_mut().zip(person).zip(first) {
            *distance += answer - origin;
        }
    }
    let n = complete.len() as f64;
    let each = distances.iter().zip(first);
    DVector::from_iterator(first.len(), each.map(|(sum, origin)| origin + sum / n))
}

fn covariances(complete: &[Vec<f64>], means: &DVector<f64>) -> DMatrix<f64> {
    let n_items = means.len();
    let mut products = DMatrix::zeros(n_items, n_items);
    for chunk in complete.chunks(CHUNK) {
        let deviations = DMatrix::from_fn(n_items, chunk.len(), |item_idx, person_idx| {
            chunk[person_idx][item_idx] - means[item_idx]
        });
        products += &deviations * deviations.transpose();
    }
    products / (complete.len() - 1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psychometrics::classical::correlation;

    #[test]
    fn correlations_equal_those_of_two_lists_across_chunks() {
        // 5000 people, so that the sums run over more than two chunks.
        let people: Vec<Vec<Option<f64>>> = (0..5000_u32)
            .map(|n| vec![Some(f64::from(n % 7)), Some(f64::from(n % 11 + n % 7))])
            .collect();
        let column = |idx: usize| -> Vec<f64> { people.iter().map(|p| p[idx].unwrap()).collect() };
        let moments = ItemMoments::of(&people).unwrap();
        let expected = correlation(&column(0), &column(1)).unwrap();
        assert!((moments.correlation(0, 1) - expected).abs() < 1e-12);
        assert_eq!((moments.n_persons(), moments.n_items()), (5000, 2));
        assert!(moments.correlation(0, 2).abs() < 1e-300);
    }

    #[test]
    fn what_cannot_be_summarised_is_refused_with_its_place() {
        let all = |rows: &[&[f64]]| -> Vec<Vec<Option<f64>>> {
            rows.iter()
                .map(|row| row.iter().copied().map(Some).collect())
                .collect()
        };
        let check = |rows: &[&[f64]], expected: Error| {
            assert_eq!(ItemMoments::of(&all(rows)).unwrap_err(), expected);
        };
        check(&[], Error::TooFewPersons { n: 0, minimum: 2 });
        check(&[&[1.0]], Error::TooFewPersons { n: 1, minimum: 2 });
        check(&[&[], &[]], Error::NoItem);
        check(
            &[&[1.0, 4.0], &[2.0, 4.0]],
            Error::ConstantItem { item_idx: 1 },
        );
        check(&[&[1.0], &[f64::NAN]], Error::NotFinite);
        check(&[&[1.0], &[f64::MAX]], Error::NotFinite);
        let ragged = Error::Ragged {
            person_idx: 1,
            n_answers: 1,
            expected: 2,
        };
        check(&[&[1.0, 2.0], &[2.0]], ragged);
    }
}
