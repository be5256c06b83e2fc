//! Least squares.

use nalgebra::{DMatrix, DVector};

use super::{Error, checked_length, checked_predictors};
use crate::psychometrics::descriptive::all_finite;
use crate::psychometrics::{finite, tail};

/// A predictor counts as following from others when less than this share of its spread is its own.
const LEAST_OWN_SPREAD: f64 = 1e-10;

/// One coefficient with its error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// Units of the outcome for one unit of the predictor.
    pub estimate: f64,
    /// Standard error, in the same unit.
    pub standard_error: f64,
    /// Estimate divided by standard error; `None` where the fit is perfect.
    pub t: Option<f64>,
    /// Two-sided probability of a t as far from 0, if the coefficient were 0; `None` where there is no t.
    pub p: Option<f64>,
}

/// What one or more predictors add to those before them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// How many predictors this step adds.
    pub n_added: usize,
    /// Squared multiple correlation after this step, 0 to 1.
    pub r2: f64,
    /// How much this step added to it.
    pub r2_change: f64,
    /// F of the change, against the residual after this step; `None` where the fit is perfect.
    pub f: Option<f64>,
    /// Residual degrees of freedom after this step; those of the change are `n_added`.
    pub residual_degrees_of_freedom: usize,
    /// Probability of an F as large, if the step added nothing; `None` where there is no F.
    pub p: Option<f64>,
}

/// A fitted linear regression.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearFit {
    /// How many people it rests on (with a weight above 0).
    pub n_persons: usize,
    /// The expected outcome where every predictor is 0.
    pub intercept: Coefficient,
    /// One slope for each predictor, in their order.
    pub slopes: Vec<Coefficient>,
    /// One slope for each predictor with predictors and outcome in standard deviations.
    pub standardised_slopes: Vec<f64>,
    /// Squared multiple correlation, 0 to 1.
    pub r2: f64,
    /// The same, less what chance alone would give; may be below 0.
    pub adjusted_r2: f64,
    /// Standard deviation of the residuals, with divisor n − predictors − 1.
    pub residual_standard_deviation: f64,
    /// n − predictors − 1.
    pub residual_degrees_of_freedom: usize,
    /// F of all predictors together; `None` without predictors or where the fit is perfect.
    pub f: Option<f64>,
    /// Probability of an F as large, if no predictor mattered; `None` where there is no F.
    pub p: Option<f64>,
    /// The sum of squares that each predictor adds to those before it.
    added_squares: Vec<f64>,
    residual_squares: f64,
}

/// Ordinary least squares with an intercept.
///
/// *Model*: y = b₀ + Σ bⱼ xⱼ + e, with the b that make Σ e² smallest, found by Householder's QR decomposition of the
/// centred predictors. Standard errors are those of independent e of one variance.
///
/// *Takes / gives*: predictors `persons × predictors` without an intercept, and one outcome for each person.
///
/// *Edges*: without predictors the intercept is the mean. A fit without residual has errors of 0 and may have no t.
///
/// *Errors*: fewer people than coefficients plus one; a predictor that is constant or follows from those before it
/// (less than 1e-10 of its spread its own), with its place; an outcome that is the same for everybody.
///
/// *Source*: Golub & Van Loan (2013), *Matrix computations*, section 5.3; Cohen, Cohen, West & Aiken (2003), *Applied
/// multiple regression/correlation analysis*, chapter 3.
///
/// ```
/// use composure::psychometrics::regression::least_squares;
/// // Deviations of x −1 0 1 and y −1 1 0: products 1, squares of x 2, so the slope is 1 / 2.
/// let fit = least_squares(&[vec![1.0], vec![2.0], vec![3.0]], &[1.0, 3.0, 2.0])?;
/// assert!((fit.slopes[0].estimate - 0.5).abs() < 1e-12);
/// assert!((fit.intercept.estimate - 1.0).abs() < 1e-12);
/// assert!((fit.r2 - 0.25).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::regression::Error>(())
/// ```
pub fn least_squares(predictors: &[Vec<f64>], outcome: &[f64]) -> Result<LinearFit, Error> {
    weighted_least_squares(predictors, outcome, &vec![1.0; predictors.len()])
}

/// Least squares in which people count by weights.
///
/// *Model*: as [`least_squares`], with the b that make Σ w e² smallest: e has variance σ² / w. Weights only say how
/// people count against each other, so multiplying all of them changes nothing but the residuals' scale.
///
/// *Takes / gives*: as [`least_squares`], and one weight of 0 or above for each person; r² is of weighted squares.
///
/// *Edges*: a person of weight 0 is left out and not counted.
///
/// *Errors*: as [`least_squares`], and a weight that is negative or not a number.
///
/// *Source*: Draper & Smith (1998), *Applied regression analysis*, section 9.2.
///
/// ```
/// use composure::psychometrics::regression::weighted_least_squares;
/// // Without predictors the intercept is the weighted mean: (3 × 1 + 1 × 5) / 4.
/// let fit = weighted_least_squares(&[vec![], vec![]], &[1.0, 5.0], &[3.0, 1.0])?;
/// assert!((fit.intercept.estimate - 2.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::regression::Error>(())
/// ```
pub fn weighted_least_squares(
    predictors: &[Vec<f64>],
    outcome: &[f64],
    weights: &[f64],
) -> Result<LinearFit, Error> {
    let n_predictors = checked_predictors(predictors)?;
    checked_length("outcomes", outcome.len(), predictors.len())?;
    checked_length("weights", weights.len(), predictors.len())?;
    for (person_idx, &weight) in weights.iter().enumerate() {
        if !weight.is_finite() || weight < 0.0 {
            return Err(Error::Weight { person_idx, weight });
        }
    }
    if !all_finite(outcome) {
        return Err(Error::NotFinite);
    }
    let counted: Vec<usize> = (0..weights.len()).filter(|i| 0.0 < weights[*i]).collect();
    let minimum = n_predictors + 2;
    if counted.len() < minimum {
        return Err(Error::TooFewPersons {
            n: counted.len(),
            minimum,
        });
    }
    let weights: Vec<f64> = counted.iter().map(|i| weights[*i]).collect();
    let outcome = Centred::of(counted.iter().map(|i| outcome[*i]), &weights)?;
    if outcome.is_constant() {
        return Err(Error::ConstantOutcome);
    }
    let column = |predictor_idx: usize| {
        let values = counted.iter().map(|i| predictors[*i][predictor_idx]);
        let column = Centred::of(values, &weights)?;
        if column.is_constant() {
            return Err(Error::ConstantPredictor { predictor_idx });
        }
        Ok(column)
    };
    let columns = (0..n_predictors)
        .map(column)
        .collect::<Result<Vec<_>, _>>()?;
    fitted(&columns, outcome, weights.iter().sum())
}

/// Weighted deviations from the weighted mean, brought to length 1.
struct Centred {
    mean: f64,
    /// Root of the weighted sum of squared deviations.
    length: f64,
    /// The same of the values themselves, to tell a spread from rounding.
    raw_length: f64,
    deviations: Vec<f64>,
}

impl Centred {
    fn of(
        values: impl ExactSizeIterator<Item = f64> + Clone,
        weights: &[f64],
    ) -> Result<Self, Error> {
        // Distances from the first value keep the digits of values that are large beside their spread.
        let first = values.clone().next().unwrap_or_default();
        let total: f64 = weights.iter().sum();
        let distances = values.clone().zip(weights).map(|(x, w)| w * (x - first));
        let mean = finite(first + distances.sum::<f64>() / total).ok_or(Error::NotFinite)?;
        let raw = values.clone().zip(weights).map(|(x, w)| w * x * x);
        let raw_length = raw.sum::<f64>().sqrt();
        let mut deviations: Vec<f64> = values
            .zip(weights)
            .map(|(x, w)| w.sqrt() * (x - mean))
            .collect();
        let length = deviations.iter().map(|d| d * d).sum::<f64>().sqrt();
        if !length.is_finite() || !raw_length.is_finite() {
            return Err(Error::NotFinite);
        }
        if 0.0 < length {
            for deviation in &mut deviations {
                *deviation /= length;
            }
        }
        Ok(Self {
            mean,
            length,
            raw_length,
            deviations,
        })
    }

    fn is_constant(&self) -> bool {
        self.length <= 1e-14 * self.raw_length
    }
}

fn fitted(columns: &[Centred], outcome: Centred, total_weight: f64) -> Result<LinearFit, Error> {
    let (n, k) = (outcome.deviations.len(), columns.len());
    let design = DMatrix::from_fn(n, k, |row, column| columns[column].deviations[row]);
    let decomposition = design.qr();
    let mut rotated = DVector::from_vec(outcome.deviations);
    decomposition.q_tr_mul(&mut rotated);
    let triangle = decomposition.r();
    if let Some(predictor_idx) = (0..k).find(|j| triangle[(*j, *j)].abs() < LEAST_OWN_SPREAD) {
        return Err(Error::Collinear { predictor_idx });
    }
    // In units of the outcome's own squares, the first k places hold what each predictor adds, the rest what is left.
    let added: Vec<f64> = rotated.iter().take(k).map(|q| q * q).collect();
    let residual: f64 = rotated.iter().skip(k).map(|q| q * q).sum();
    let explained: f64 = added.iter().sum();
    let total = explained + residual;
    let (r2, degrees) = (explained / total, n - k - 1);
    let spread = (residual / degrees as f64).sqrt() * outcome.length;
    let top = rotated.rows(0, k).into_owned();
    let standardised = triangle.solve_upper_triangular(&top);
    let inverse = triangle.solve_upper_triangular(&DMatrix::identity(k, k));
    let (Some(standardised), Some(inverse)) = (standardised, inverse) else {
        return Err(Error::NotFinite);
    };
    let mut slopes = Vec::with_capacity(k);
    let mut centre = outcome.mean;
    for (j, column) in columns.iter().enumerate() {
        let estimate = standardised[j] * outcome.length / column.length;
        let error = spread * inverse.row(j).norm() / column.length;
        centre -= estimate * column.mean;
        slopes.push(Coefficient::new(estimate, error, degrees)?);
    }
    // The intercept's error is that of the mean and that of every slope carried from the means to 0.
    let means = DVector::from_iterator(k, columns.iter().map(|c| c.mean / c.length));
    let leverage = 1.0 / total_weight + inverse.tr_mul(&means).norm_squared();
    let squares = outcome.length.powi(2);
    let overall = f_of(explained, k, residual, degrees);
    Ok(LinearFit {
        n_persons: n,
        intercept: Coefficient::new(centre, spread * leverage.sqrt(), degrees)?,
        slopes,
        standardised_slopes: standardised.iter().copied().collect(),
        r2: finite(r2).ok_or(Error::NotFinite)?,
        adjusted_r2: 1.0 - (1.0 - r2) * (n - 1) as f64 / degrees as f64,
        residual_standard_deviation: finite(spread).ok_or(Error::NotFinite)?,
        residual_degrees_of_freedom: degrees,
        f: overall.map(|(f, _)| f),
        p: overall.map(|(_, p)| p),
        added_squares: added.iter().map(|square| square * squares).collect(),
        residual_squares: residual * squares,
    })
}

impl Coefficient {
    fn new(estimate: f64, error: f64, degrees_of_freedom: usize) -> Result<Self, Error> {
        let t = finite(estimate / error);
        Ok(Self {
            estimate: finite(estimate).ok_or(Error::NotFinite)?,
            standard_error: finite(error).ok_or(Error::NotFinite)?,
            t,
            p: t.and_then(|t| tail::t_two_sided(t, degrees_of_freedom as f64)),
        })
    }
}

impl LinearFit {
    /// The expected outcome of a person with these predictors; `None` where their number is another, or the outcome
    /// would not be a finite number.
    pub fn expected(&self, predictors: &[f64]) -> Option<f64> {
        if predictors.len() != self.slopes.len() {
            return None;
        }
        let terms = self.slopes.iter().zip(predictors);
        let sum: f64 = terms.map(|(slope, value)| slope.estimate * value).sum();
        finite(self.intercept.estimate + sum)
    }

    /// What each step adds, when the predictors enter in their order, so many at each step.
    ///
    /// *Model*: F = (Δr² / added) / ((1 − r²) / (n − predictors so far − 1)), with r² after the step: the test of the
    /// model with the step against the one without it.
    ///
    /// *Errors*: step sizes of 0, or that do not add up to the number of predictors.
    ///
    /// *Source*: Cohen et al. (2003), chapter 5.
    ///
    /// ```
    /// use composure::psychometrics::regression::least_squares;
    /// let people = [vec![1.0, 0.0], vec![2.0, 1.0], vec![3.0, 0.0], vec![4.0, 1.0]];
    /// let fit = least_squares(&people, &[1.0, 4.0, 2.0, 6.0])?;
    /// let steps = fit.steps(&[1, 1])?;
    /// assert!((steps[0].r2_change + steps[1].r2_change - fit.r2).abs() < 1e-12);
    /// # Ok::<(), composure::psychometrics::regression::Error>(())
    /// ```
    pub fn steps(&self, sizes: &[usize]) -> Result<Vec<Step>, Error> {
        let expected = self.added_squares.len();
        let n = sizes
            .iter()
            .fold(0, |n: usize, size| n.saturating_add(*size));
        if n != expected || sizes.contains(&0) {
            return Err(Error::Steps { n, expected });
        }
        let total: f64 = self.added_squares.iter().sum::<f64>() + self.residual_squares;
        let mut steps = Vec::with_capacity(sizes.len());
        let mut n_entered = 0;
        for &n_added in sizes {
            let before = n_entered;
            n_entered += n_added;
            let added: f64 = self.added_squares[before..n_entered].iter().sum();
            let later: f64 = self.added_squares[n_entered..].iter().sum();
            // What later steps will explain is still residual now.
            let residual = self.residual_squares + later;
            let degrees = self.n_persons - n_entered - 1;
            let test = f_of(added, n_added, residual, degrees);
            steps.push(Step {
                n_added,
                r2: 1.0 - residual / total,
                r2_change: added / total,
                f: test.map(|(f, _)| f),
                residual_degrees_of_freedom: degrees,
                p: test.map(|(_, p)| p),
            });
        }
        Ok(steps)
    }
}

/// F of sums of squares, with its probability.
fn f_of(added: f64, n_added: usize, residual: f64, degrees: usize) -> Option<(f64, f64)> {
    if n_added == 0 {
        return None;
    }
    let f = finite((added / n_added as f64) / (residual / degrees as f64))?;
    Some((f, tail::f(f, n_added as f64, degrees as f64)?))
}
