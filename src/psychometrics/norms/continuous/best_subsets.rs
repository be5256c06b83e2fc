//! The best few of many predictors, for every number of them.

use nalgebra::{DMatrix, DVector};

use super::{Error, same_lengths};
use crate::psychometrics::descriptive::all_finite;
use crate::psychometrics::finite;

/// The predictors that explain most, of all sets of their number.
#[derive(Debug, Clone, PartialEq)]
pub struct BestSubset {
    /// Places of the predictors, counted from 0 and rising.
    pub predictors: Vec<usize>,
    /// Squared multiple correlation, 0 to 1.
    pub r2: f64,
    /// The same, less what chance alone would give.
    pub adjusted_r2: f64,
}

/// How many predictors a search may choose from: beyond, even a search that prunes takes too long.
pub const MOST_PREDICTORS: usize = 30;

/// A predictor counts as following from others when less than this share of its spread is its own.
const LEAST_OWN_SPREAD: f64 = 1e-10;

/// For each number of predictors from 1 to `most`, the set whose regression leaves the least residual.
///
/// *Model*: ordinary least squares with an intercept. The search is exact: it visits sets by dropping predictors from
/// the triangular factor one by one (Givens rotations) and leaves a branch only when all of its sets are known to be
/// worse than the best found, because a subset cannot explain more than the set it is taken from.
///
/// *Takes / gives*: predictors `persons × predictors` without an intercept, at most [`MOST_PREDICTORS`]; one set for
/// each number, by rising number.
///
/// *Edges*: of sets that explain equally much, one is given. A predictor that is constant or follows from those before
/// it (less than 1e-10 of its spread its own) is in no set, and the list is shorter by it.
///
/// *Errors*: lists of unequal length, numbers that are not finite, an outcome that does not vary, too few people (fewer
/// than predictors + 2) or too many predictors.
///
/// *Source*: Gatu & Kontoghiorghes (2006), *Journal of Computational and Graphical Statistics* 15, 139–156; Furnival &
/// Wilson (1974), *Technometrics* 16, 499–511.
///
/// ```
/// use composure::psychometrics::norms::continuous::best_subsets;
/// // The outcome is the second predictor doubled.
/// let people: Vec<Vec<f64>> = [[1., 1.], [4., 2.], [0., 3.], [1., 4.], [2., 5.]].map(Vec::from).to_vec();
/// let best = best_subsets(&people, &[2., 4., 6., 8., 10.], 1)?;
/// assert_eq!(best[0].predictors, [1]);
/// assert!((best[0].r2 - 1.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::norms::continuous::Error>(())
/// ```
pub fn best_subsets(
    predictors: &[Vec<f64>],
    outcome: &[f64],
    most: usize,
) -> Result<Vec<BestSubset>, Error> {
    same_lengths(predictors.len(), outcome.len())?;
    let n_predictors = predictors.first().map_or(0, Vec::len);
    for person in predictors {
        same_lengths(n_predictors, person.len())?;
    }
    if !all_finite(outcome) || !predictors.iter().all(|person| all_finite(person)) {
        return Err(Error::NotFinite);
    }
    check_range("the number of predictors", n_predictors, MOST_PREDICTORS)?;
    let n = outcome.len();
    if n < n_predictors + 2 {
        return Err(Error::OutOfRange {
            what: "the number of people",
            value: n as f64,
            expected: "at least two more than the predictors",
        });
    }
    let (triangle, total) = reduced(predictors, outcome)?;
    let most = most.min(triangle.n());
    let mut search = Search {
        best: vec![(f64::INFINITY, Vec::new()); most],
    };
    search.visit(&triangle.sorted(0), 0);
    let degrees = (n - 1) as f64;
    search
        .best
        .into_iter()
        .map(|(residual, mut predictors)| {
            predictors.sort_unstable();
            let unexplained = finite(residual / total).ok_or(Error::NotFinite)?;
            let left = degrees - predictors.len() as f64;
            Ok(BestSubset {
                predictors,
                r2: 1.0 - unexplained,
                adjusted_r2: 1.0 - unexplained * degrees / left,
            })
        })
        .collect()
}

fn check_range(what: &'static str, value: usize, most: usize) -> Result<(), Error> {
    if value == 0 || most < value {
        return Err(Error::OutOfRange {
            what,
            value: value as f64,
            expected: "from 1 to 30",
        });
    }
    Ok(())
}

/// The regression of all predictors as a triangle, and the outcome's sum of squares.
fn reduced(predictors: &[Vec<f64>], outcome: &[f64]) -> Result<(Triangle, f64), Error> {
    let n_predictors = predictors.first().map_or(0, Vec::len);
    let columns: Vec<Vec<f64>> = (0..n_predictors)
        .map(|predictor_idx| centred(predictors.iter().map(|person| person[predictor_idx])))
        .collect();
    let centred_outcome = centred(outcome.iter().copied());
    let total: f64 = centred_outcome.iter().map(|y| y * y).sum();
    if total <= 0.0 {
        return Err(Error::ScoreDoesNotVary);
    }
    let design = DMatrix::from_fn(outcome.len(), n_predictors, |row, column| {
        columns[column][row]
    });
    let decomposition = design.qr();
    let mut rotated = DVector::from_vec(centred_outcome);
    decomposition.q_tr_mul(&mut rotated);
    let upper = decomposition.r();
    let triangle = Triangle {
        predictors: (0..n_predictors).collect(),
        columns: (0..n_predictors)
            .map(|column| (0..=column).map(|row| upper[(row, column)]).collect())
            .collect(),
        rotated: rotated.iter().take(n_predictors).copied().collect(),
        residual: rotated.iter().skip(n_predictors).map(|y| y * y).sum(),
    };
    Ok((triangle.independent(), total))
}

/// Deviations from the mean, brought to unit length where the values vary.
///
/// The outcome too: residuals are only compared with its own total.
fn centred(values: impl ExactSizeIterator<Item = f64> + Clone) -> Vec<f64> {
    let n = values.len() as f64;
    let largest = values.clone().fold(0.0, |most: f64, x| most.max(x.abs()));
    if largest <= 0.0 {
        return values.collect();
    }
    let mean = values.clone().map(|x| x / largest).sum::<f64>() / n;
    let deviations: Vec<f64> = values.map(|x| x / largest - mean).collect();
    let length = deviations.iter().map(|x| x * x).sum::<f64>().sqrt();
    // What is left of a constant is rounding.
    if length <= 1e-14 * n.sqrt() {
        return vec![0.0; deviations.len()];
    }
    deviations.into_iter().map(|x| x / length).collect()
}

/// Several predictors and the outcome after an orthogonal rotation.
#[derive(Clone)]
struct Triangle {
    /// Which predictors they are, in the order of the columns.
    predictors: Vec<usize>,
    /// The upper triangle: column j has j + 1 entries.
    columns: Vec<Vec<f64>>,
    /// The outcome's parts along the rotated axes.
    rotated: Vec<f64>,
    /// The sum of squares that all predictors leave.
    residual: f64,
}

impl Triangle {
    fn n(&self) -> usize {
        self.predictors.len()
    }

    /// The regression without predictors that follow from those before them: what rounding leaves of such a one points
    /// anywhere, and would seem to explain something.
    fn independent(self) -> Self {
        let mut triangle = self;
        while let Some(place) = (0..triangle.n())
            .find(|place| triangle.columns[*place][*place].abs() < LEAST_OWN_SPREAD)
        {
            triangle = triangle.without(place);
        }
        triangle
    }

    /// The regression without the predictor at this place.
    fn without(&self, place: usize) -> Self {
        let mut smaller = self.clone();
        smaller.predictors.remove(place);
        smaller.columns.remove(place);
        // Each later column now reaches one below the diagonal; a rotation of two rows mends each in turn.
        for diagonal in place..smaller.columns.len() {
            let (upper, lower) = (
                smaller.columns[diagonal][diagonal],
                smaller.columns[diagonal][diagonal + 1],
            );
            let length = upper.hypot(lower);
            let (cosine, sine) = if length > 0.0 {
                (upper / length, lower / length)
            } else {
                (1.0, 0.0)
            };
            for column in &mut smaller.columns[diagonal..] {
                (column[diagonal], column[diagonal + 1]) = (
                    cosine * column[diagonal] + sine * column[diagonal + 1],
                    cosine * column[diagonal + 1] - sine * column[diagonal],
                );
            }
            smaller.columns[diagonal].truncate(diagonal + 1);
            (smaller.rotated[diagonal], smaller.rotated[diagonal + 1]) = (
                cosine * smaller.rotated[diagonal] + sine * smaller.rotated[diagonal + 1],
                cosine * smaller.rotated[diagonal + 1] - sine * smaller.rotated[diagonal],
            );
        }
        let dropped = smaller.rotated.pop().unwrap_or(0.0);
        smaller.residual += dropped * dropped;
        smaller
    }

    /// The same regression with the predictors from a place on in the order of what the rest would lose without them,
    /// most first: then the largest branches start from sets that lack an important predictor, and end soon.
    fn sorted(&self, from: usize) -> Self {
        let mut lost: Vec<(f64, usize)> = (from..self.n())
            .map(|place| (self.without(place).residual, place))
            .collect();
        lost.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let order = (0..from).chain(lost.into_iter().map(|(_, place)| place));
        let order: Vec<usize> = order.collect();
        let n = self.n();
        let reordered = DMatrix::from_fn(n, n, |row, column| {
            let column = &self.columns[order[column]];
            column.get(row).copied().unwrap_or(0.0)
        });
        let decomposition = reordered.qr();
        let mut rotated = DVector::from_column_slice(&self.rotated);
        decomposition.q_tr_mul(&mut rotated);
        let upper = decomposition.r();
        Self {
            predictors: order.iter().map(|place| self.predictors[*place]).collect(),
            columns: (0..n)
                .map(|column| (0..=column).map(|row| upper[(row, column)]).collect())
                .collect(),
            rotated: rotated.iter().copied().collect(),
            residual: self.residual,
        }
    }
}

/// The best sets found so far.
struct Search {
    /// Residual sum of squares and predictors of the best set with one predictor, with two, …
    best: Vec<(f64, Vec<usize>)>,
}

/// Branches with fewer predictors to drop than this are not worth sorting.
const WORTH_SORTING: usize = 6;

impl Search {
    /// Looks at all sets that keep the first `n_kept` predictors of this one.
    fn visit(&mut self, set: &Triangle, n_kept: usize) {
        self.note(set, n_kept);
        let n = set.n();
        for place in n_kept..n.saturating_sub(1) {
            // Sets of this branch have from place + 1 to n − 1 predictors.
            if !self.may_improve(set.residual, place + 1, n - 1) {
                continue;
            }
            let smaller = set.without(place);
            if !self.may_improve(smaller.residual, place + 1, n - 1) {
                continue;
            }
            if n - place > WORTH_SORTING {
                self.visit(&smaller.sorted(place), place);
            } else {
                self.visit(&smaller, place);
            }
        }
    }

    /// Whether sets of these sizes could be better than the best, when none leaves less than `residual`.
    fn may_improve(&self, residual: f64, smallest: usize, largest: usize) -> bool {
        let largest = largest.min(self.best.len());
        (smallest..=largest).any(|size| residual < self.best[size - 1].0)
    }

    /// Notes the sets made of the first few predictors, of which more than `n_kept` are there.
    fn note(&mut self, set: &Triangle, n_kept: usize) {
        let mut residual = set.residual;
        for size in (n_kept + 1..=set.n()).rev() {
            if let Some(best) = self.best.get_mut(size - 1)
                && residual < best.0
            {
                *best = (residual, set.predictors[..size].to_vec());
            }
            let part = set.rotated[size - 1];
            residual += part * part;
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::RngExt;

    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::regression::least_squares;

    #[test]
    fn the_search_finds_what_trying_all_sets_finds() {
        let mut rng = seeded(24);
        for round in 0..5 {
            let common: Vec<f64> = (0..40).map(|_| rng.random_range(-1.0..1.0)).collect();
            let people: Vec<Vec<f64>> = common
                .iter()
                .map(|c| {
                    (0..7)
                        .map(|j| c * f64::from(j) + rng.random_range(-1.0..1.0))
                        .collect()
                })
                .collect();
            let outcome: Vec<f64> = people
                .iter()
                .map(|x| x[1] - x[4] + f64::from(round) * x[2] * x[2] + rng.random_range(-1.0..1.0))
                .collect();
            let found = best_subsets(&people, &outcome, 7).unwrap();
            for size in 1..=7_u32 {
                let best = (1_u32..128)
                    .filter(|set| set.count_ones() == size)
                    .map(|set| {
                        let of = |x: &Vec<f64>| -> Vec<f64> {
                            (0..7).filter(|j| set >> j & 1 == 1).map(|j| x[j]).collect()
                        };
                        let chosen: Vec<Vec<f64>> = people.iter().map(of).collect();
                        let fit = least_squares(&chosen, &outcome).unwrap();
                        (fit.r2, fit.adjusted_r2, set)
                    })
                    .max_by(|a, b| a.0.total_cmp(&b.0))
                    .unwrap();
                let subset = &found[size as usize - 1];
                let set = subset.predictors.iter().fold(0, |set, j| set | 1 << j);
                assert_eq!(best.2, set);
                assert!((subset.r2 - best.0).abs() < 1e-12);
                assert!((subset.adjusted_r2 - best.1).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn a_constant_or_doubled_predictor_is_in_no_set() {
        let people: Vec<Vec<f64>> = (0..9)
            .map(|i| {
                let x = f64::from(i);
                vec![3.3, x, x, x * x]
            })
            .collect();
        let outcome: Vec<f64> = people
            .iter()
            .map(|x| x[1] + 2.0 * x[3] + (x[1] * 9.0).sin())
            .collect();
        let best = best_subsets(&people, &outcome, 9).unwrap();
        assert_eq!(best.len(), 2);
        assert_eq!(best[0].predictors, [3]);
        assert_eq!(best[1].predictors, [1, 3]);
    }

    #[test]
    fn what_cannot_be_searched_is_refused() {
        assert!(best_subsets(&[], &[], 2).is_err());
        assert!(best_subsets(&[vec![1.0], vec![2.0]], &[1.0, 2.0], 2).is_err());
        let people = vec![vec![1.0], vec![2.0], vec![4.0]];
        assert_eq!(
            best_subsets(&people, &[2.0; 3], 1),
            Err(Error::ScoreDoesNotVary)
        );
        assert!(best_subsets(&people, &[2.0; 2], 1).is_err());
        assert!(best_subsets(&people, &[1.0, f64::NAN, 2.0], 1).is_err());
        assert!(best_subsets(&vec![vec![1.0; 31]; 40], &[1.0; 40], 1).is_err());
    }
}
