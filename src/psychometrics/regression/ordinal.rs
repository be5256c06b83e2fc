//! Regression of ordered categories.

use nalgebra::{DMatrix, DVector};

use super::newton::{self, Likelihood, Point};
use super::scaling::Scaled;
use super::{Error, checked_length, checked_predictors};
use crate::psychometrics::descriptive::all_finite;
use crate::psychometrics::{finite, tail};

/// Answers have a dozen categories at most; measurements have more and want another model.
const MOST_CATEGORIES: usize = 50;

/// A coefficient on the scale of log odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogOdds {
    /// Log odds, for a slope those for one unit of the predictor.
    pub estimate: f64,
    /// Standard error from the observed information.
    pub standard_error: f64,
}

impl LogOdds {
    /// Wald's z: the estimate in standard errors.
    pub fn z(&self) -> Option<f64> {
        finite(self.estimate / self.standard_error)
    }

    /// Two-sided probability of a z as far from 0, if the coefficient were 0.
    pub fn p(&self) -> Option<f64> {
        tail::z_two_sided(self.z()?)
    }
}

/// A fitted model of proportional odds.
#[derive(Debug, Clone, PartialEq)]
pub struct OrdinalFit {
    /// How many people it rests on: the sum of the weights.
    pub n_persons: f64,
    /// Log odds of at least category 1, 2, … where every predictor is 0; they fall.
    pub intercepts: Vec<LogOdds>,
    /// One slope for each predictor, in their order.
    pub slopes: Vec<LogOdds>,
    /// Covariances of the intercepts and then the slopes.
    pub covariance: Vec<Vec<f64>>,
    /// The log-likelihood.
    pub log_likelihood: f64,
    /// The log-likelihood of the shares of the categories, without predictors.
    pub null_log_likelihood: f64,
    /// How many steps the search took.
    pub n_iterations: usize,
}

impl OrdinalFit {
    /// Nagelkerke's R²: how much of the way from knowing nothing to knowing all, 0 to 1.
    ///
    /// *Model*: (1 − (L₀ / L)^(2/n)) / (1 − L₀^(2/n)), with the likelihoods L₀ without predictors and L with them.
    ///
    /// *Source*: Nagelkerke (1991), *Biometrika* 78, 691–692, equation 4.
    pub fn nagelkerke_r2(&self) -> Option<f64> {
        nagelkerke(
            self.log_likelihood,
            self.null_log_likelihood,
            self.n_persons,
        )
    }
}

pub(super) fn nagelkerke(log_likelihood: f64, null_log_likelihood: f64, n: f64) -> Option<f64> {
    let explained = -(2.0 * (null_log_likelihood - log_likelihood) / n).exp_m1();
    let most = -(2.0 * null_log_likelihood / n).exp_m1();
    finite(explained / most)
}

/// Regression of ordered categories by proportional odds.
///
/// *Model*: logit P(y ≥ k) = αₖ + Σ βⱼ xⱼ for k = 1 … K − 1, with falling α and the same β at every step; maximum
/// likelihood by Newton's method. Standard errors are from the observed information.
///
/// *Takes / gives*: predictors `persons × predictors` without an intercept, and for each person a category counted
/// from 0; log odds.
///
/// *Edges*: with two categories it is logistic regression. Without predictors the intercepts are the logits of the
/// shares.
///
/// *Errors*: a category that nobody has, only one or more than 50 categories; a predictor that is constant or follows
/// from those before it; outcomes that the predictors part perfectly (no finite maximum).
///
/// *Source*: Walker & Duncan (1967), *Biometrika* 54, 167–179; Agresti (2010), *Analysis of ordinal categorical data*,
/// chapter 3; that the likelihood bends downwards everywhere: Pratt (1981), *Journal of the American Statistical
/// Association* 76, 103–106.
///
/// ```
/// use composure::psychometrics::regression::proportional_odds;
/// // Without predictors: 3 of 4 have at least category 1, 1 of 4 has category 2.
/// let fit = proportional_odds(&[vec![], vec![], vec![], vec![]], &[0, 1, 1, 2])?;
/// assert!((fit.intercepts[0].estimate - 3_f64.ln()).abs() < 1e-9);
/// assert!((fit.intercepts[1].estimate + 3_f64.ln()).abs() < 1e-9);
/// # Ok::<(), composure::psychometrics::regression::Error>(())
/// ```
pub fn proportional_odds(
    predictors: &[Vec<f64>],
    categories: &[usize],
) -> Result<OrdinalFit, Error> {
    weighted_proportional_odds(predictors, categories, &vec![1.0; predictors.len()])
}

/// Regression of ordered categories in which a row stands for as many people as its weight says.
///
/// *Model, edges, errors*: as [`proportional_odds`], and a weight that is negative or not a number. A row of weight 0
/// is left out.
///
/// ```
/// use composure::psychometrics::regression::weighted_proportional_odds;
/// let fit = weighted_proportional_odds(&[vec![], vec![]], &[0, 1], &[1.0, 3.0])?;
/// assert!((fit.intercepts[0].estimate - 3_f64.ln()).abs() < 1e-9);
/// assert_eq!(fit.n_persons, 4.0);
/// # Ok::<(), composure::psychometrics::regression::Error>(())
/// ```
pub fn weighted_proportional_odds(
    predictors: &[Vec<f64>],
    categories: &[usize],
    weights: &[f64],
) -> Result<OrdinalFit, Error> {
    checked_predictors(predictors)?;
    checked_length("categories", categories.len(), predictors.len())?;
    checked_length("weights", weights.len(), predictors.len())?;
    for (person_idx, &weight) in weights.iter().enumerate() {
        if !weight.is_finite() || weight < 0.0 {
            return Err(Error::Weight { person_idx, weight });
        }
    }
    let counted: Vec<usize> = (0..weights.len()).filter(|i| 0.0 < weights[*i]).collect();
    let categories: Vec<usize> = counted.iter().map(|i| categories[*i]).collect();
    let weights: Vec<f64> = counted.iter().map(|i| weights[*i]).collect();
    let predictors: Vec<Vec<f64>> = counted.iter().map(|i| predictors[*i].clone()).collect();
    let counts = counted_categories(&categories, &weights)?;
    let n_persons: f64 = counts.iter().sum();
    let scaled = Scaled::new(&predictors, &weights)?;
    let odds = ProportionalOdds {
        n_intercepts: counts.len() - 1,
        scaled: &scaled,
        categories: &categories,
        weights: &weights,
    };
    let maximum = newton::maximise(&odds, odds.start(&counts, n_persons))?;
    let back = scaled.back(odds.n_intercepts);
    let covariance = &back * maximum.covariance * back.transpose();
    let estimates = back * maximum.parameters;
    let coefficients: Vec<LogOdds> = estimates
        .iter()
        .zip(covariance.diagonal().iter())
        .map(|(&estimate, variance)| LogOdds {
            estimate,
            standard_error: variance.max(0.0).sqrt(),
        })
        .collect();
    if !all_finite(covariance.as_slice()) || !all_finite(estimates.as_slice()) {
        return Err(Error::NotFinite);
    }
    let (intercepts, slopes) = coefficients.split_at(odds.n_intercepts);
    let shares = counts.iter().map(|count| count * (count / n_persons).ln());
    Ok(OrdinalFit {
        n_persons,
        intercepts: intercepts.to_vec(),
        slopes: slopes.to_vec(),
        covariance: covariance
            .row_iter()
            .map(|row| row.iter().copied().collect())
            .collect(),
        log_likelihood: maximum.log_likelihood,
        null_log_likelihood: finite(shares.sum()).ok_or(Error::NotFinite)?,
        n_iterations: maximum.n_iterations,
    })
}

/// How many people have each category; none may have nobody.
fn counted_categories(categories: &[usize], weights: &[f64]) -> Result<Vec<f64>, Error> {
    let n = match categories.iter().max() {
        None => return Err(Error::TooFewPersons { n: 0, minimum: 2 }),
        Some(highest) => highest.saturating_add(1),
    };
    if MOST_CATEGORIES < n {
        return Err(Error::TooManyCategories {
            n,
            maximum: MOST_CATEGORIES,
        });
    }
    let mut counts = vec![0.0; n];
    for (category, weight) in categories.iter().zip(weights) {
        counts[*category] += weight;
    }
    if counts.iter().filter(|count| 0.0 < **count).count() < 2 {
        return Err(Error::ConstantOutcome);
    }
    match counts.iter().position(|count| *count <= 0.0) {
        Some(category) => Err(Error::UnusedCategory { category }),
        None => Ok(counts),
    }
}

/// The likelihood of proportional odds on scaled predictors.
struct ProportionalOdds<'a> {
    n_intercepts: usize,
    scaled: &'a Scaled,
    categories: &'a [usize],
    weights: &'a [f64],
}

/// Log odds of reaching a person's own category and of reaching the next one; `None` where that is sure or impossible.
struct Bounds {
    reached: Option<f64>,
    passed: Option<f64>,
}

impl ProportionalOdds<'_> {
    /// Slopes of 0 and the logits of the shares.
    fn start(&self, counts: &[f64], n_persons: f64) -> DVector<f64> {
        let n = self.n_intercepts + self.n_slopes();
        let mut start = DVector::zeros(n);
        let mut below = 0.0;
        for (step, count) in counts.iter().take(self.n_intercepts).enumerate() {
            below += count;
            start[step] = ((n_persons - below) / below).ln();
        }
        start
    }

    fn n_slopes(&self) -> usize {
        self.scaled.rows.first().map_or(0, Vec::len)
    }

    /// What `parameters`, or a change of them, make of a row's two steps.
    fn bounds(&self, parameters: &DVector<f64>, row_idx: usize) -> Bounds {
        let category = self.categories[row_idx];
        let slopes = parameters.iter().skip(self.n_intercepts);
        let effect: f64 = slopes
            .zip(&self.scaled.rows[row_idx])
            .map(|(b, x)| b * x)
            .sum();
        Bounds {
            reached: (0 < category).then(|| parameters[category - 1] + effect),
            passed: (category < self.n_intercepts).then(|| parameters[category] + effect),
        }
    }

    /// Adds a row's derivatives: `places` are those of its one or two intercepts.
    fn add(&self, point: &mut Point, row_idx: usize, term: &Term) {
        let (weight, category) = (self.weights[row_idx], self.categories[row_idx]);
        let row = &self.scaled.rows[row_idx];
        let first = category.saturating_sub(1);
        let steps = [(term.reached, first), (term.passed, category)];
        for (derivative, place) in steps {
            let Some(Derivative { first, own, cross }) = derivative else {
                continue;
            };
            point.gradient[place] += weight * first;
            point.information[(place, place)] += weight * own;
            for (j, x) in row.iter().enumerate() {
                point.information[(self.n_intercepts + j, place)] += weight * (own + cross) * x;
            }
        }
        if let (Some(passed), Some(_)) = (term.passed, term.reached) {
            point.information[(category, first)] += weight * passed.cross;
        }
        let sum = |part: fn(&Derivative) -> f64| -> f64 {
            let both = [term.reached.as_ref(), term.passed.as_ref()];
            both.into_iter().flatten().map(part).sum()
        };
        let slope = weight * sum(|derivative| derivative.first);
        let bend = weight * sum(|derivative| derivative.own + derivative.cross);
        for (j, x) in row.iter().enumerate() {
            point.gradient[self.n_intercepts + j] += slope * x;
            for (k, y) in row.iter().enumerate().take(j + 1) {
                point.information[(self.n_intercepts + j, self.n_intercepts + k)] += bend * x * y;
            }
        }
    }
}

impl Likelihood for ProportionalOdds<'_> {
    fn at(&self, parameters: &DVector<f64>) -> Option<Point> {
        let n = parameters.len();
        let mut point = Point {
            log_likelihood: 0.0,
            gradient: DVector::zeros(n),
            information: DMatrix::zeros(n, n),
        };
        for row_idx in 0..self.categories.len() {
            let term = Term::new(&self.bounds(parameters, row_idx))?;
            point.log_likelihood += self.weights[row_idx] * term.log_probability;
            self.add(&mut point, row_idx, &term);
        }
        // Only the lower triangle was filled.
        for row in 0..n {
            for column in row + 1..n {
                point.information[(row, column)] = point.information[(column, row)];
            }
        }
        point.log_likelihood.is_finite().then_some(point)
    }

    /// A direction makes no row less probable when its own step is not harder to reach and the next not easier.
    fn rises_for_ever(&self, direction: &DVector<f64>) -> bool {
        let bounds = (0..self.categories.len()).map(|row_idx| self.bounds(direction, row_idx));
        let gains = bounds.flat_map(|bounds| {
            let passed = bounds.passed.map(|change| -change);
            [bounds.reached, passed].into_iter().flatten()
        });
        let (mut lowest, mut highest) = (0.0_f64, 0.0_f64);
        for gain in gains {
            lowest = lowest.min(gain);
            highest = highest.max(gain);
        }
        0.1 < highest && -lowest <= 1e-6 * highest
    }
}

/// The log probability of one row's category and its derivatives by the two log odds.
struct Term {
    log_probability: f64,
    reached: Option<Derivative>,
    passed: Option<Derivative>,
}

/// Derivatives by one of the two log odds.
#[derive(Clone, Copy)]
struct Derivative {
    /// The first derivative.
    first: f64,
    /// The second by itself, with the sign changed.
    own: f64,
    /// The second with the other one, with the sign changed.
    cross: f64,
}

impl Term {
    /// With u to be reached and v not to be passed, P = F(u) − F(v) = F(u) · (1 − F(v)) · (1 − e^(v − u)), which keeps
    /// its digits in both tails; `None` where the two steps are out of order.
    fn new(bounds: &Bounds) -> Option<Self> {
        let (mut log_probability, mut between) = (0.0, 0.0);
        if let (Some(u), Some(v)) = (bounds.reached, bounds.passed) {
            let gap = u - v;
            if gap.is_nan() || gap <= 0.0 {
                return None;
            }
            log_probability += (-(-gap).exp_m1()).ln();
            between = 1.0 / gap.exp_m1();
        }
        let bend = between * (1.0 + between);
        let derivative = |first: f64, probability: f64| Derivative {
            first,
            own: probability * (1.0 - probability) + bend,
            cross: -bend,
        };
        let reached = bounds.reached.map(|u| {
            log_probability += log_chance(u);
            derivative(chance(-u) + between, chance(u))
        });
        let passed = bounds.passed.map(|v| {
            log_probability += log_chance(-v);
            derivative(-chance(v) - between, chance(v))
        });
        Some(Self {
            log_probability: finite(log_probability)?,
            reached,
            passed,
        })
    }
}

/// The probability that has these log odds.
fn chance(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Its logarithm, also where it is nearly 0.
fn log_chance(log_odds: f64) -> f64 {
    if log_odds < 0.0 {
        return log_odds - log_odds.exp().ln_1p();
    }
    -(-log_odds).exp().ln_1p()
}

#[cfg(test)]
#[path = "ordinal_tests.rs"]
mod tests;
