//! Variances and covariances of items, from which most figures of a scale follow.

use super::Error;
use crate::psychometrics::finite;

/// Means, variances and covariances of the items of a scale.
///
/// Its fields are private because they belong together: there are two items' answers or more behind every figure, and
/// every figure is finite.
///
/// *Model*: with divisor n − 1. [`Covariances::complete`] takes the people who answered every item;
/// [`Covariances::pairwise`] takes for each mean the people who answered the item, and for each covariance those who
/// answered both.
///
/// *Takes / gives*: answers `persons × items`, reverse-keyed already; covariances `items × items`.
///
/// *Edges*: pairwise covariances come from different people, so that together they can contradict each other; figures
/// that need them to agree are then refused.
///
/// *Errors*: unequal lists, no item, fewer than two people for a mean or a covariance, numbers too large.
///
/// *Source*: Chan, Golub & `LeVeque` (1983), *The American Statistician* 37, 242–247 (two passes, for exactness).
///
/// ```
/// use composure::psychometrics::classical::Covariances;
/// let answers = [[1.0, 2.0], [2.0, 2.0], [3.0, 5.0]].map(|person| person.map(Some).to_vec());
/// let items = Covariances::complete(&answers)?;
/// assert_eq!(items.means(), [2.0, 3.0]);
/// assert_eq!(items.matrix(), [[1.0, 1.5], [1.5, 3.0]]);
/// # Ok::<(), composure::psychometrics::classical::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Covariances {
    n_persons: usize,
    n_answers: Vec<usize>,
    means: Vec<f64>,
    matrix: Vec<Vec<f64>>,
}

impl Covariances {
    /// Of the people who answered every item.
    pub fn complete(answers: &[Vec<Option<f64>>]) -> Result<Self, Error> {
        let n_items = checked_shape(answers)?;
        let is_complete = |person: &&Vec<Option<f64>>| person.iter().all(Option::is_some);
        let complete = || answers.iter().filter(is_complete);
        let n_persons = complete().count();
        let minimum = 2;
        if n_persons < minimum {
            return Err(Error::TooFewPersons {
                n: n_persons,
                minimum,
            });
        }
        if n_items == 0 {
            return Err(Error::TooFewItems { n: 0, minimum: 1 });
        }
        let (means, _) = means_of(complete(), n_items)?;
        let mut products = vec![0.0; n_items * n_items];
        let mut deviations = vec![0.0; n_items];
        for person in complete() {
            for ((deviation, answer), mean) in deviations.iter_mut().zip(person).zip(&means) {
                *deviation = answer.unwrap_or_default() - mean;
            }
            for (row, (item_idx, first)) in products
                .chunks_exact_mut(n_items)
                .zip(deviations.iter().enumerate())
            {
                for (product, second) in row.iter_mut().zip(&deviations).skip(item_idx) {
                    *product += first * second;
                }
            }
        }
        let at = |first: usize, second: usize| {
            let (low, high) = (first.min(second), first.max(second));
            finite(products[low * n_items + high] / (n_persons - 1) as f64).ok_or(Error::NotFinite)
        };
        Ok(Self {
            n_persons,
            n_answers: vec![n_persons; n_items],
            means,
            matrix: square(n_items, at)?,
        })
    }

    /// Of the people who answered both items of a pair. People without any answer do not count.
    pub fn pairwise(answers: &[Vec<Option<f64>>]) -> Result<Self, Error> {
        let n_items = checked_shape(answers)?;
        let answered = || {
            answers
                .iter()
                .filter(|person| person.iter().any(Option::is_some))
        };
        let n_persons = answered().count();
        let minimum = 2;
        if n_persons < minimum {
            return Err(Error::TooFewPersons {
                n: n_persons,
                minimum,
            });
        }
        let (means, n_answers) = means_of(answered(), n_items)?;
        let mut sums = PairSums::new(n_items);
        for person in answered() {
            sums.add(person, &means);
        }
        Ok(Self {
            n_persons,
            n_answers,
            means,
            matrix: square(n_items, |first, second| sums.covariance(first, second))?,
        })
    }

    /// How many people are behind the figures; with pairwise ones, how many answered any item.
    pub fn n_persons(&self) -> usize {
        self.n_persons
    }

    /// How many items there are.
    pub fn n_items(&self) -> usize {
        self.means.len()
    }

    /// How many people are behind each item's mean.
    pub fn n_answers(&self) -> &[usize] {
        &self.n_answers
    }

    /// Each item's mean.
    pub fn means(&self) -> &[f64] {
        &self.means
    }

    /// Variances on the diagonal, covariances beside it.
    pub fn matrix(&self) -> &[Vec<f64>] {
        &self.matrix
    }

    /// Each item's variance.
    pub fn variances(&self) -> Vec<f64> {
        let rows = self.matrix.iter().enumerate();
        rows.filter_map(|(item_idx, row)| row.get(item_idx).copied())
            .collect()
    }

    /// The variance of the items' sum.
    pub fn sum_variance(&self) -> f64 {
        self.matrix.iter().flatten().sum()
    }

    /// The items' correlations, `items × items`.
    ///
    /// *Edges*: of pairwise covariances, each is divided by the spreads of all who answered the item, so that one of
    /// few pairs may come out beyond −1 or 1.
    ///
    /// *Errors*: an item everybody answers alike, with its place.
    pub fn correlations(&self) -> Result<Vec<Vec<f64>>, Error> {
        let spreads: Vec<f64> = self.variances().iter().map(|v| v.sqrt()).collect();
        if let Some(item_idx) = spreads.iter().position(|spread| *spread <= 0.0) {
            return Err(Error::ConstantItem { item_idx });
        }
        square(self.n_items(), |first, second| {
            if first == second {
                return Ok(1.0);
            }
            let r = self.matrix[first][second] / spreads[first] / spreads[second];
            finite(r).ok_or(Error::NotFinite)
        })
    }
}

/// Sums over the people who answered both items of a pair, all `items × items` in one row after another.
struct PairSums {
    n_items: usize,
    /// How many answered both.
    counts: Vec<f64>,
    /// The first item's deviations, of those who answered both.
    firsts: Vec<f64>,
    products: Vec<f64>,
    /// One person's deviations, 0 where an answer is missing.
    deviations: Vec<f64>,
    /// 1 for an answer, 0 for a missing one.
    marks: Vec<f64>,
}

impl PairSums {
    fn new(n_items: usize) -> Self {
        let zeros = vec![0.0; n_items * n_items];
        Self {
            n_items,
            counts: zeros.clone(),
            firsts: zeros.clone(),
            products: zeros,
            deviations: vec![0.0; n_items],
            marks: vec![0.0; n_items],
        }
    }

    fn add(&mut self, person: &[Option<f64>], means: &[f64]) {
        let own = self.deviations.iter_mut().zip(&mut self.marks);
        for ((deviation, mark), (answer, mean)) in own.zip(person.iter().zip(means)) {
            *deviation = answer.map_or(0.0, |answer| answer - mean);
            *mark = f64::from(u8::from(answer.is_some()));
        }
        let rows = self
            .counts
            .chunks_exact_mut(self.n_items)
            .zip(self.firsts.chunks_exact_mut(self.n_items))
            .zip(self.products.chunks_exact_mut(self.n_items));
        let firsts = self.deviations.iter().zip(&self.marks);
        for (((counts, sums), products), (deviation, mark)) in rows.zip(firsts) {
            // Without this item's answer the whole row would add zeros.
            if *mark <= 0.0 {
                continue;
            }
            let entries = counts.iter_mut().zip(sums).zip(products);
            let seconds = self.deviations.iter().zip(&self.marks);
            for (((count, sum), product), (other, both)) in entries.zip(seconds) {
                *count += both;
                *sum += deviation * both;
                *product += deviation * other;
            }
        }
    }

    fn covariance(&self, first: usize, second: usize) -> Result<f64, Error> {
        // Always from the upper triangle, so that the matrix is symmetric to the last digit.
        let (first, second) = (first.min(second), first.max(second));
        let (there, back) = (first * self.n_items + second, second * self.n_items + first);
        let n = self.counts[there];
        if n < 2.0 {
            return Err(Error::TooFewPairs {
                first_idx: first,
                second_idx: second,
            });
        }
        // All deviations of a constant item are exactly 0, so its variance is too.
        let centred = self.products[there] - self.firsts[there] * self.firsts[back] / n;
        finite(centred / (n - 1.0)).ok_or(Error::NotFinite)
    }
}

/// The number of items, after checking that everybody has as many answers and that all are numbers.
fn checked_shape(answers: &[Vec<Option<f64>>]) -> Result<usize, Error> {
    let expected = answers.first().map_or(0, Vec::len);
    for (person_idx, person) in answers.iter().enumerate() {
        let n_answers = person.len();
        if n_answers != expected {
            return Err(Error::Ragged {
                person_idx,
                n_answers,
                expected,
            });
        }
        if !person.iter().flatten().all(|answer| answer.is_finite()) {
            return Err(Error::NotFinite);
        }
    }
    Ok(expected)
}

/// Each item's mean over those who answered it, and their number.
fn means_of<'a>(
    persons: impl Iterator<Item = &'a Vec<Option<f64>>> + Clone,
    n_items: usize,
) -> Result<(Vec<f64>, Vec<usize>), Error> {
    // Distances from the first answer: items that all answer alike have exactly that mean, and so no variance.
    let mut firsts: Vec<Option<f64>> = vec![None; n_items];
    for person in persons.clone() {
        for (first, answer) in firsts.iter_mut().zip(person) {
            *first = first.or(*answer);
        }
        if firsts.iter().all(Option::is_some) {
            break;
        }
    }
    let firsts: Vec<f64> = firsts.into_iter().map(Option::unwrap_or_default).collect();
    let mut sums = vec![0.0; n_items];
    let mut counts = vec![0_usize; n_items];
    for person in persons {
        let items = sums.iter_mut().zip(&mut counts).zip(&firsts);
        for (((sum, count), first), answer) in items.zip(person) {
            if let Some(answer) = answer {
                *sum += answer - first;
                *count += 1;
            }
        }
    }
    let means = firsts.iter().zip(&sums).zip(&counts).enumerate();
    let means = means.map(|(item_idx, ((first, sum), count))| {
        if *count < 2 {
            return Err(Error::TooFewPairs {
                first_idx: item_idx,
                second_idx: item_idx,
            });
        }
        finite(first + sum / *count as f64).ok_or(Error::NotFinite)
    });
    Ok((means.collect::<Result<_, _>>()?, counts))
}

fn square(
    n: usize,
    at: impl Fn(usize, usize) -> Result<f64, Error>,
) -> Result<Vec<Vec<f64>>, Error> {
    (0..n)
        .map(|row| (0..n).map(|column| at(row, column)).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pairs_take_everybody_who_answered_both() {
        // Items 1 and 2: persons 1, 2, 3 with 1 2, 2 2, 3 5. Item 3 and item 1: persons 2 and 4 with 1 2, 4 6.
        let answers = vec![
            vec![Some(1.0), Some(2.0), None],
            vec![Some(2.0), Some(2.0), Some(1.0)],
            vec![Some(3.0), Some(5.0), None],
            vec![Some(6.0), None, Some(4.0)],
            vec![None, Some(3.0), Some(4.0)],
            vec![None, None, None],
        ];
        let items = Covariances::pairwise(&answers).unwrap();
        assert_eq!(items.n_persons(), 5);
        assert_eq!(items.n_answers(), [4, 4, 3]);
        assert_eq!(items.means(), [3.0, 3.0, 3.0]);
        let matrix = items.matrix();
        assert!((matrix[0][1] - 1.5).abs() < 1e-12);
        assert!((matrix[0][2] - 6.0).abs() < 1e-12);
        assert!((matrix[2][2] - 3.0).abs() < 1e-12);
        assert!((matrix[0][0] - 14.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn without_gaps_both_ways_are_one() {
        let answers: Vec<Vec<Option<f64>>> = (0..30)
            .map(|i| (0..4).map(|j| Some(f64::from(i * (j + 3) % 7))).collect())
            .collect();
        let complete = Covariances::complete(&answers).unwrap();
        let pairwise = Covariances::pairwise(&answers).unwrap();
        assert_eq!(complete.means(), pairwise.means());
        let both = complete.matrix().iter().zip(pairwise.matrix());
        for (a, b) in both.flat_map(|(a, b)| a.iter().zip(b)) {
            assert!((a - b).abs() < 1e-12);
        }
    }

    #[test]
    fn a_pair_that_nobody_answered_is_named() {
        let answers = vec![
            vec![Some(1.0), None],
            vec![Some(2.0), None],
            vec![None, Some(1.0)],
            vec![None, Some(2.0)],
        ];
        assert_eq!(
            Covariances::pairwise(&answers),
            Err(Error::TooFewPairs {
                first_idx: 0,
                second_idx: 1
            })
        );
        assert_eq!(
            Covariances::complete(&answers),
            Err(Error::TooFewPersons { n: 0, minimum: 2 })
        );
        assert!(Covariances::pairwise(&[vec![None, None], vec![None, None]]).is_err());
    }

    #[test]
    fn a_constant_item_has_no_correlations() {
        let answers = [[1.0, 0.1], [2.0, 0.1], [4.0, 0.1]].map(|p| p.map(Some).to_vec());
        for items in [
            Covariances::complete(&answers).unwrap(),
            Covariances::pairwise(&answers).unwrap(),
        ] {
            assert_eq!(
                items.correlations(),
                Err(Error::ConstantItem { item_idx: 1 })
            );
        }
    }

    proptest! {
        #[test]
        fn any_answers_give_finite_figures_or_a_reason(
            answers in prop::collection::vec(prop::collection::vec(any::<Option<f64>>(), 2), 0..7),
        ) {
            for items in [Covariances::complete(&answers), Covariances::pairwise(&answers)].into_iter().flatten() {
                prop_assert!(items.matrix().iter().flatten().chain(items.means()).all(|x| x.is_finite()));
                prop_assert!(items.correlations().map_or(true, |r| r.iter().flatten().all(|x| x.is_finite())));
            }
        }
    }
}
