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
pub(super) const MOST_PREDICTORS: usize = 30;

/// A predictor counts as following from others when less than this share of its spread is its own.
const LEAST_OWN_SPREAD: f64 = 1e-10;

/// The few sets of one predictor, of two, … whose regressions leave the least residual.
///
/// *Model*: ordinary least squares with an intercept. The search is exact: it visits sets by dropping predictors from
/// the triangular factor one by one (Givens rotations) and leaves a branch only when all of its sets are known to be
/// worse than the best found, because a subset cannot explain more than the set it is taken from.
///
/// *Takes / gives*: predictors `persons × predictors` without an intercept, at most 30, and how many sets are `wanted` of
/// one predictor, of two, and so on (0 for none); that many sets (fewer where there are not so many), the best first.
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
/// let best = best_subsets(&people, &[2., 4., 6., 8., 10.], &[2])?;
/// assert_eq!((best[0][0].predictors[0], best[0][1].predictors[0]), (1, 0));
/// assert!((best[0][0].r2 - 1.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::norms::continuous::Error>(())
/// ```
pub fn best_subsets(
    predictors: &[Vec<f64>],
    outcome: &[f64],
    wanted: &[usize],
) -> Result<Vec<Vec<BestSubset>>, Error> {
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
    let n_sizes = wanted.len().min(triangle.n());
    let mut search = Search {
        best: vec![Vec::new(); n_sizes],
        wanted,
    };
    search.visit(&triangle.sorted(0), 0);
    let degrees = (n - 1) as f64;
    let described = |(residual, mut predictors): (f64, Vec<usize>)| {
        predictors.sort_unstable();
        let unexplained = finite(residual / total).ok_or(Error::NotFinite)?;
        let left = degrees - predictors.len() as f64;
        Ok(BestSubset {
            predictors,
            r2: 1.0 - unexplained,
            adjusted_r2: 1.0 - unexplained * degrees / left,
        })
    };
    let of_size = |sets: Vec<_>| sets.into_iter().map(described).collect();
    search.best.into_iter().map(of_size).collect()
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
    let triangle = Triangle {
        predictors: (0..n_predictors).collect(),
        height: n_predictors,
        cells: decomposition.r().as_slice().to_vec(),
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
    /// How many cells a column takes.
    height: usize,
    /// The columns one after the other; only cells down to the diagonal have a meaning.
    cells: Vec<f64>,
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
            .find(|place| triangle.cells[place * (triangle.height + 1)].abs() < LEAST_OWN_SPREAD)
        {
            triangle = triangle.without(place);
        }
        triangle
    }

    /// The regression without the predictor at this place.
    fn without(&self, place: usize) -> Self {
        let mut smaller = self.clone();
        smaller.predictors.remove(place);
        let height = self.height;
        smaller.cells.drain(place * height..(place + 1) * height);
        // Each later column now reaches one below the diagonal; a rotation of two rows mends each in turn.
        for diagonal in place..smaller.n() {
            let upper = diagonal * height + diagonal;
            let rotation = Rotation::of(smaller.cells[upper], smaller.cells[upper + 1]);
            for column in smaller.cells[diagonal * height..].chunks_exact_mut(height) {
                rotation.turn(&mut column[diagonal..diagonal + 2]);
            }
            rotation.turn(&mut smaller.rotated[diagonal..diagonal + 2]);
        }
        let dropped = smaller.rotated.pop().unwrap_or(0.0);
        smaller.residual += dropped * dropped;
        smaller
    }

    /// What all predictors but the one at this place leave; as [`Self::without`], without its columns.
    fn residual_without(&self, place: usize) -> f64 {
        // The direction in which only this predictor points, from the top: the last part of the outcome along it is
        // what it adds. It solves the transposed triangle for a unit vector from `place` on.
        let (n, height) = (self.n(), self.height);
        let mut direction = [0.0; MOST_PREDICTORS];
        let (mut along, mut length) = (0.0, 0.0);
        for column in place..n {
            let cells = &self.cells[column * height..=column * height + column];
            let before: f64 = (place..column).map(|row| cells[row] * direction[row]).sum();
            let wanted = if column == place { 1.0 } else { 0.0 };
            direction[column] = (wanted - before) / cells[column];
            along += direction[column] * self.rotated[column];
            length += direction[column] * direction[column];
        }
        self.residual + along * along / length
    }

    /// The same regression with the predictors from a place on in the order of what the rest would lose without them,
    /// most first: then the largest branches start from sets that lack an important predictor, and end soon.
    fn sorted(&self, from: usize) -> Self {
        let mut lost: Vec<(f64, usize)> = (from..self.n())
            .map(|place| (self.residual_without(place), place))
            .collect();
        lost.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let order = (0..from).chain(lost.into_iter().map(|(_, place)| place));
        let order: Vec<usize> = order.collect();
        let n = self.n();
        let reordered = DMatrix::from_fn(n, n, |row, column| {
            // Below the diagonal of its old place a column has nothing.
            let column = order[column];
            if row <= column {
                self.cells[column * self.height + row]
            } else {
                0.0
            }
        });
        let decomposition = reordered.qr();
        let mut rotated = DVector::from_column_slice(&self.rotated);
        decomposition.q_tr_mul(&mut rotated);
        Self {
            predictors: order.iter().map(|place| self.predictors[*place]).collect(),
            height: n,
            cells: decomposition.r().as_slice().to_vec(),
            rotated: rotated.iter().copied().collect(),
            residual: self.residual,
        }
    }
}

/// A rotation of two rows that leaves nothing in the lower one of some column (Givens).
struct Rotation {
    cosine: f64,
    sine: f64,
}

impl Rotation {
    fn of(upper: f64, lower: f64) -> Self {
        let length = upper.hypot(lower);
        if length > 0.0 {
            Self {
                cosine: upper / length,
                sine: lower / length,
            }
        } else {
            Self {
                cosine: 1.0,
                sine: 0.0,
            }
        }
    }

    /// Turns an upper and a lower cell.
    fn turn(&self, pair: &mut [f64]) {
        let (upper, lower) = (pair[0], pair[1]);
        pair[0] = self.cosine * upper + self.sine * lower;
        pair[1] = self.cosine * lower - self.sine * upper;
    }
}

/// The best sets found so far.
struct Search<'sizes> {
    /// Residual sums of squares and predictors of the best sets with one predictor, with two, …; the best first.
    best: Vec<Vec<(f64, Vec<usize>)>>,
    /// How many of each size are kept.
    wanted: &'sizes [usize],
}

/// Branches with fewer predictors to drop than this are not worth sorting.
const WORTH_SORTING: usize = 6;

impl Search<'_> {
    /// Looks at all sets that keep the first `n_kept` predictors of this one.
    fn visit(&mut self, set: &Triangle, n_kept: usize) {
        self.note(set, n_kept);
        let n = set.n();
        for place in n_kept..n.saturating_sub(1) {
            // Sets of this branch have from place + 1 to n − 1 predictors.
            if !self.may_improve(set.residual, place + 1, n - 1) {
                continue;
            }
            // A little less, because the two ways to compute it round differently.
            let least = set.residual_without(place) * (1.0 - 1e-6);
            if !self.may_improve(least, place + 1, n - 1) {
                continue;
            }
            let smaller = set.without(place);
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
        (smallest..=largest).any(|size| residual < self.to_beat(size))
    }

    /// What a set of this size has to leave less than to be kept.
    fn to_beat(&self, size: usize) -> f64 {
        let Some(last) = self.wanted[size - 1].checked_sub(1) else {
            return f64::NEG_INFINITY;
        };
        let worst = self.best[size - 1].get(last);
        worst.map_or(f64::INFINITY, |(residual, _)| *residual)
    }

    /// Notes the sets made of the first few predictors, of which more than `n_kept` are there.
    fn note(&mut self, set: &Triangle, n_kept: usize) {
        let mut residual = set.residual;
        for size in (n_kept + 1..=set.n()).rev() {
            if size <= self.best.len() && residual < self.to_beat(size) {
                let kept = &mut self.best[size - 1];
                let place = kept.partition_point(|(better, _)| *better <= residual);
                kept.insert(place, (residual, set.predictors[..size].to_vec()));
                kept.truncate(self.wanted[size - 1]);
            }
            let part = set.rotated[size - 1];
            residual += part * part;
        }
    }
}

#[cfg(test)]
#[path = "best_subsets_tests.rs"]
mod tests;
