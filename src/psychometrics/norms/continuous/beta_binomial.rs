//! Norms by a beta-binomial distribution whose shape changes with a variable.

use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;

use super::Error;
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::psychometrics::{finite, normal};

/// One person of a norm sample with a number of points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoredPerson {
    /// The number of points, a whole number from 0 to the highest.
    pub score: f64,
    /// The explanatory variable.
    pub by: f64,
}

/// One number of points and its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BetaBinomialRow {
    /// The number of points.
    pub raw: u32,
    /// Its probability.
    pub probability: f64,
    /// The probability of no more than it.
    pub cumulative: f64,
    /// Mid-rank percentile, 0 to 100.
    pub percentile: f64,
    /// The z score that a normal distribution gives to the percentile, held within −3 and 3.
    pub z: f64,
}

/// Continuous norms by a beta-binomial distribution.
///
/// Its fields are private because the coefficients are those of a fit.
///
/// *Model*: P(x) = C(n, x) B(x + α, n − x + β) / B(α, β), with log α and log β polynomials of the standardised
/// explanatory variable s = (A − mean) / sd. Coefficients by maximum likelihood (Newton's method with exact second
/// derivatives), errors from the inverse of the observed information.
///
/// *Takes / gives*: whole numbers of points from 0 to a highest; percentiles from 0 to 100.
///
/// *Edges*: z is held within ±3, beyond which no sample says anything.
///
/// *Errors*: a score that is no such number, an explanatory variable or scores that do not vary, fewer than 10 people
/// for each coefficient, no convergence (scores more evenly spread than any beta-binomial's), norms outside the range.
///
/// *Source*: Lenhard, Lenhard & Gary (2019), *PLOS ONE* 14(9), e0222279; Skellam (1948), *Journal of the Royal
/// Statistical Society B* 10, 257–261.
///
/// ```
/// use composure::psychometrics::norms::continuous::{BetaBinomialNorm, ScoredPerson};
/// let people: Vec<ScoredPerson> = (0..200)
///     .map(|i| ScoredPerson { score: f64::from((i * 7) % 10 + i / 100), by: f64::from(i / 100) })
///     .collect();
/// let norm = BetaBinomialNorm::fit(&people, 10, 1)?;
/// let rows = norm.table(1.0)?;
/// assert!((rows[10].cumulative - 1.0).abs() < 1e-9 && rows[3].percentile < rows[4].percentile);
/// # Ok::<(), composure::psychometrics::norms::continuous::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct BetaBinomialNorm {
    /// Coefficients of log α by rising powers of s.
    alpha: Vec<f64>,
    /// Coefficients of log β by rising powers of s.
    beta: Vec<f64>,
    standard_errors: Vec<f64>,
    log_likelihood: f64,
    highest: u32,
    centre: f64,
    spread: f64,
    by_range: (f64, f64),
}

/// The highest number of points a table is made for.
const MOST_POINTS: u32 = 10_000;
const MOST_STEPS: usize = 200;

impl BetaBinomialNorm {
    /// The model with polynomials of this degree (0 to 5) for scores from 0 to `highest`.
    pub fn fit(people: &[ScoredPerson], highest: u32, degree: usize) -> Result<Self, Error> {
        check_range(
            "the highest score",
            highest as usize,
            1,
            MOST_POINTS as usize,
        )?;
        check_range("the degree", degree, 0, 5)?;
        check_range(
            "the number of people",
            people.len(),
            20 * (degree + 1),
            usize::MAX,
        )?;
        let mut points = Vec::with_capacity(people.len());
        for person in people {
            points.push(whole(person.score, highest)?);
        }
        let by: Vec<f64> = people.iter().map(|person| person.by).collect();
        let centre = mean(&by).ok_or(Error::NotFinite)?;
        let spread = standard_deviation(&by).ok_or(Error::NotFinite)?;
        if spread <= 0.0 {
            return Err(Error::ByDoesNotVary(centre));
        }
        if points.iter().all(|x| Some(x) == points.first()) {
            return Err(Error::ScoreDoesNotVary);
        }
        let cells = cells(&points, &by, highest, |by| (by - centre) / spread);
        let likelihood = Likelihood {
            cells,
            highest,
            n_coefficients: degree + 1,
        };
        let (coefficients, log_likelihood, covariance) = likelihood.maximum()?;
        let errors = covariance.diagonal().map(f64::sqrt);
        if !errors.iter().all(|error| error.is_finite()) {
            return Err(Error::NoConvergence(MOST_STEPS));
        }
        Ok(Self {
            alpha: coefficients.iter().take(degree + 1).copied().collect(),
            beta: coefficients.iter().skip(degree + 1).copied().collect(),
            standard_errors: errors.iter().copied().collect(),
            log_likelihood,
            highest,
            centre,
            spread,
            by_range: (
                by.iter().copied().fold(f64::INFINITY, f64::min),
                by.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            ),
        })
    }

    /// Coefficients of log α, by rising powers of the standardised explanatory variable.
    pub fn alpha(&self) -> &[f64] {
        &self.alpha
    }

    /// Coefficients of log β, by rising powers of the standardised explanatory variable.
    pub fn beta(&self) -> &[f64] {
        &self.beta
    }

    /// Standard errors of the coefficients of log α, then of log β.
    pub fn standard_errors(&self) -> &[f64] {
        &self.standard_errors
    }

    /// The log-likelihood at its maximum.
    pub fn log_likelihood(&self) -> f64 {
        self.log_likelihood
    }

    /// Mean and standard deviation by which the explanatory variable is standardised.
    pub fn standardisation(&self) -> (f64, f64) {
        (self.centre, self.spread)
    }

    /// The norms of every number of points at this value of the explanatory variable.
    pub fn table(&self, by: f64) -> Result<Vec<BetaBinomialRow>, Error> {
        let (lowest, highest) = self.by_range;
        if !(lowest..=highest).contains(&by) {
            return Err(Error::Outside {
                by,
                lowest,
                highest,
            });
        }
        let s = (by - self.centre) / self.spread;
        let shapes = (
            polynomial(&self.alpha, s).exp(),
            polynomial(&self.beta, s).exp(),
        );
        let probabilities = probabilities(shapes, self.highest).ok_or(Error::NotFinite)?;
        let mut cumulative = 0.0;
        let mut rows = Vec::with_capacity(probabilities.len());
        for (raw, probability) in (0..=self.highest).zip(probabilities) {
            let share = cumulative + probability / 2.0;
            cumulative += probability;
            let z = normal::quantile(share)
                .map_or(if share < 0.5 { -3.0 } else { 3.0 }, |z| z.clamp(-3.0, 3.0));
            rows.push(BetaBinomialRow {
                raw,
                probability,
                cumulative: cumulative.min(1.0),
                percentile: (100.0 * share).min(100.0),
                z,
            });
        }
        Ok(rows)
    }
}

fn check_range(what: &'static str, value: usize, least: usize, most: usize) -> Result<(), Error> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(Error::OutOfRange {
        what,
        value: value as f64,
        expected: "a highest score from 1 to 10000, a degree from 0 to 5, and 10 people or more for each coefficient",
    })
}

fn whole(score: f64, highest: u32) -> Result<u32, Error> {
    let is_whole = (0.0..=f64::from(highest)).contains(&score) && score.fract().abs() <= 0.0;
    if !is_whole {
        return Err(Error::NotAnItemCount { score, highest });
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 0 to the highest"
    )]
    let points = score as u32;
    Ok(points)
}

/// People of one number of points and one value of the explanatory variable.
struct Cell {
    points: u32,
    s: f64,
    n: f64,
    /// Log of the number of ways to have so many points.
    log_ways: f64,
}

fn cells(points: &[u32], by: &[f64], highest: u32, standardised: impl Fn(f64) -> f64) -> Vec<Cell> {
    let log_ways: Vec<f64> = (0..=highest)
        .map(|x| rising(f64::from(highest - x) + 1.0, x).0 - rising(1.0, x).0)
        .collect();
    let mut people: Vec<(f64, u32)> = by.iter().copied().zip(points.iter().copied()).collect();
    people.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    people
        .chunk_by(|a, b| a.0 >= b.0 && a.1 == b.1)
        .map(|cell| Cell {
            points: cell[0].1,
            s: standardised(cell[0].0),
            n: cell.len() as f64,
            log_ways: log_ways[cell[0].1 as usize],
        })
        .collect()
}

fn polynomial(coefficients: &[f64], s: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * s + c)
}

/// Probabilities of 0 to `highest` points: each from the one before, from the most likely one outwards, in logs.
fn probabilities((alpha, beta): (f64, f64), highest: u32) -> Option<Vec<f64>> {
    let mut logs = Vec::with_capacity(highest as usize + 1);
    let mut log = 0.0;
    for x in 0..=highest {
        logs.push(log);
        let (x, left) = (f64::from(x), f64::from(highest - x));
        // P(x + 1) / P(x) = (n − x) / (x + 1) · (x + α) / (n − x − 1 + β)
        log += (left / (x + 1.0)).ln() + ((x + alpha) / (left - 1.0 + beta)).ln();
    }
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let parts: Vec<f64> = logs.iter().map(|log| (log - most).exp()).collect();
    let total: f64 = parts.iter().sum();
    parts.into_iter().map(|part| finite(part / total)).collect()
}

/// The likelihood of the coefficients.
struct Likelihood {
    cells: Vec<Cell>,
    highest: u32,
    n_coefficients: usize,
}

/// Value, gradient and second derivatives.
struct Slope {
    value: f64,
    gradient: DVector<f64>,
    curvature: DMatrix<f64>,
}

/// Σ over r < m of ln(c + r), 1 / (c + r) and 1 / (c + r)²: what a rising factorial and its derivatives need.
fn rising(c: f64, m: u32) -> (f64, f64, f64) {
    let (mut log, mut product, mut first, mut second) = (0.0, 1.0, 0.0, 0.0);
    for r in 0..m {
        let term = c + f64::from(r);
        product *= term;
        // One logarithm for many terms, taken before the product leaves the range of numbers.
        if !(1e-200..1e200).contains(&product) {
            log += product.ln();
            product = 1.0;
        }
        let inverse = 1.0 / term;
        first += inverse;
        second += inverse * inverse;
    }
    (log + product.ln(), first, second)
}

impl Slope {
    fn flat(n_parameters: usize) -> Self {
        Self {
            value: 0.0,
            gradient: DVector::zeros(n_parameters),
            curvature: DMatrix::zeros(n_parameters, n_parameters),
        }
    }
}

/// How many cells are added up together; the sums do not depend on how many processors there are.
const TOGETHER: usize = 1_000;

impl Likelihood {
    fn at(&self, coefficients: &DVector<f64>) -> Option<Slope> {
        let parts: Vec<Slope> = self
            .cells
            .par_chunks(TOGETHER)
            .map(|cells| {
                let mut slope = Slope::flat(2 * self.n_coefficients);
                for cell in cells {
                    self.add(cell, coefficients, &mut slope);
                }
                slope
            })
            .collect();
        let mut slope = Slope::flat(2 * self.n_coefficients);
        for part in parts {
            slope.value += part.value;
            slope.gradient += part.gradient;
            slope.curvature += part.curvature;
        }
        let is_finite = slope.value.is_finite()
            && slope.gradient.iter().all(|part| part.is_finite())
            && slope.curvature.iter().all(|part| part.is_finite());
        is_finite.then_some(slope)
    }

    fn add(&self, cell: &Cell, coefficients: &DVector<f64>, slope: &mut Slope) {
        let k = self.n_coefficients;
        let alpha = polynomial(&coefficients.as_slice()[..k], cell.s).exp();
        let beta = polynomial(&coefficients.as_slice()[k..], cell.s).exp();
        let (log_a, first_a, second_a) = rising(alpha, cell.points);
        let (log_b, first_b, second_b) = rising(beta, self.highest - cell.points);
        let (log_c, first_c, second_c) = rising(alpha + beta, self.highest);
        slope.value += cell.n * (cell.log_ways + log_a + log_b - log_c);
        // Derivatives by ln α and ln β.
        let by_alpha = alpha * (first_a - first_c);
        let by_beta = beta * (first_b - first_c);
        let alpha_alpha = by_alpha + alpha * alpha * (second_c - second_a);
        let beta_beta = by_beta + beta * beta * (second_c - second_b);
        let alpha_beta = alpha * beta * second_c;
        let powers: Vec<f64> = std::iter::successors(Some(1.0), |power| Some(power * cell.s))
            .take(k)
            .collect();
        for (i, power) in powers.iter().enumerate() {
            slope.gradient[i] += cell.n * by_alpha * power;
            slope.gradient[k + i] += cell.n * by_beta * power;
            for (j, other) in powers.iter().enumerate() {
                let both = cell.n * power * other;
                slope.curvature[(i, j)] += both * alpha_alpha;
                slope.curvature[(k + i, k + j)] += both * beta_beta;
                slope.curvature[(i, k + j)] += both * alpha_beta;
                slope.curvature[(k + j, i)] += both * alpha_beta;
            }
        }
    }

    /// The coefficients at the maximum, its height, and their covariances.
    fn maximum(&self) -> Result<(DVector<f64>, f64, DMatrix<f64>), Error> {
        let n_parameters = 2 * self.n_coefficients;
        let mut at = DVector::zeros(n_parameters);
        let mut slope = self.at(&at).ok_or(Error::NotFinite)?;
        let mut damping = 1.0;
        for _ in 0..MOST_STEPS {
            let information = -&slope.curvature;
            if slope.gradient.amax() < 1e-9 * slope.value.abs().max(1.0)
                && let Some(certain) = information.clone().cholesky()
            {
                return Ok((at, slope.value, certain.inverse()));
            }
            let damped = &information
                + DMatrix::from_diagonal(
                    &information.diagonal().map(|d| damping * d.abs().max(1e-6)),
                );
            let step = damped
                .cholesky()
                .map(|factor| factor.solve(&slope.gradient));
            let next = step.map(|step| &at + step);
            let reached = next.and_then(|next| self.at(&next).map(|slope| (next, slope)));
            match reached {
                Some((next, next_slope)) if slope.value <= next_slope.value => {
                    (at, slope) = (next, next_slope);
                    damping = if damping < 1e-9 { 0.0 } else { damping / 10.0 };
                }
                _ => damping = (damping * 10.0).max(1e-8),
            }
        }
        Err(Error::NoConvergence(MOST_STEPS))
    }
}

#[cfg(test)]
#[path = "beta_binomial_tests.rs"]
mod tests;
