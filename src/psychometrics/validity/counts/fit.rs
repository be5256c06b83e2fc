//! Coefficients and dispersion in turn, until neither moves.

use nalgebra::{DMatrix, DVector};
use statrs::function::gamma::ln_gamma;

use super::dispersion::Spread;
use super::{CountCoefficient, CountRegression, Error, ObservedCount};
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::psychometrics::finite;

const MOST_STEPS: usize = 100;
const MOST_CYCLES: usize = 200;

/// More events of one person than anybody has.
const MOST_EVENTS: u32 = 1_000_000;

pub(super) fn fitted(people: &[ObservedCount]) -> Result<CountRegression, Error> {
    let problem = Problem::of(people)?;
    let start = problem.start();
    let poisson = problem.coefficients(start, 0.0)?;
    let (mut current, mut alpha) = (poisson.clone(), 0.0);
    for cycle in 1..=MOST_CYCLES {
        let best = problem
            .spread(&current.means)
            .best()
            .ok_or(Error::NotFinite)?;
        let next = problem.coefficients(current.vector.clone(), best)?;
        let moved = (&next.vector - &current.vector).amax();
        let is_still = (best - alpha).abs() <= 1e-11 * (1.0 + alpha) && moved <= 1e-11;
        (current, alpha) = (next, best);
        if is_still {
            return problem.result(&current, alpha, (cycle, &poisson));
        }
    }
    Err(Error::NotConverged {
        iterations: MOST_CYCLES,
    })
}

/// Counts and standardised predictors.
struct Problem {
    counts: Vec<f64>,
    log_exposures: Vec<f64>,
    /// A column of ones, then the predictors as z scores.
    design: DMatrix<f64>,
    /// Mean and spread of each predictor, to undo that.
    scales: Vec<(f64, f64)>,
    /// For each j from 0: how many people have more than j events.
    above: Vec<f64>,
    /// Σ ln y!
    log_factorials: f64,
}

/// Coefficients that are best for one dispersion.
#[derive(Clone)]
struct Solution {
    vector: DVector<f64>,
    means: Vec<f64>,
    log_likelihood: f64,
    information: DMatrix<f64>,
}

impl Problem {
    fn of(people: &[ObservedCount]) -> Result<Self, Error> {
        let k = people.first().map_or(0, |person| person.predictors.len());
        let (n, minimum) = (people.len(), k + 2);
        if n < minimum {
            return Err(Error::TooFewPersons { n, minimum });
        }
        for person in people {
            checked_person(person, k)?;
        }
        let most = people.iter().map(|person| person.events).max();
        let most = most.filter(|most| 0 < *most).ok_or(Error::NoVariance)?;
        let mut scales = Vec::with_capacity(k);
        for predictor_idx in 0..k {
            let column = people.iter().map(|person| person.predictors[predictor_idx]);
            let column: Vec<f64> = column.collect();
            let centre = mean(&column).ok_or(Error::NotFinite)?;
            let spread = standard_deviation(&column).ok_or(Error::NotFinite)?;
            if spread <= 1e-12 * centre.abs() || spread <= 0.0 {
                return Err(Error::Collinear { predictor_idx });
            }
            scales.push((centre, spread));
        }
        let design = DMatrix::from_fn(n, k + 1, |row, column| match column.checked_sub(1) {
            None => 1.0,
            Some(place) => (people[row].predictors[place] - scales[place].0) / scales[place].1,
        });
        check_rank(&design)?;
        let mut above = vec![0.0; most as usize];
        for person in people {
            if let Some(last) = person.events.checked_sub(1) {
                above[last as usize] += 1.0;
            }
        }
        // From "exactly j + 1" to "more than j".
        let mut sum = 0.0;
        for entry in above.iter_mut().rev() {
            sum += *entry;
            *entry = sum;
        }
        let events = people.iter().map(|person| f64::from(person.events));
        Ok(Self {
            log_factorials: events.clone().map(|y| ln_gamma(y + 1.0)).sum(),
            counts: events.collect(),
            log_exposures: people.iter().map(|person| person.exposure.ln()).collect(),
            design,
            scales,
            above,
        })
    }

    /// The common rate, and no effect of any predictor.
    fn start(&self) -> DVector<f64> {
        let events: f64 = self.counts.iter().sum();
        let exposure: f64 = self.log_exposures.iter().map(|log| log.exp()).sum();
        let mut start = DVector::zeros(self.design.ncols());
        start[0] = (events / exposure).ln();
        start
    }

    fn spread<'a>(&'a self, means: &'a [f64]) -> Spread<'a> {
        Spread {
            above: &self.above,
            counts: &self.counts,
            means,
        }
    }

    /// Means, likelihood and information of these coefficients; `None` where something overflows.
    fn at(&self, vector: DVector<f64>, alpha: f64) -> Option<Solution> {
        let lines = &self.design * &vector;
        let people = lines.iter().zip(&self.log_exposures);
        let means: Vec<f64> = people.map(|(line, log)| (line + log).exp()).collect();
        if !means.iter().all(|mean| mean.is_finite() && *mean > 0.0) {
            return None;
        }
        let log_likelihood = finite(self.spread(&means).log_likelihood(alpha))?;
        let weights = means
            .iter()
            .map(|mean| (mean / (1.0 + alpha * mean)).sqrt());
        let mut weighted = self.design.clone();
        for (mut row, weight) in weighted.row_iter_mut().zip(weights) {
            row *= weight;
        }
        Some(Solution {
            information: weighted.tr_mul(&weighted),
            vector,
            means,
            log_likelihood,
        })
    }

    /// The best coefficients for a dispersion, by Fisher scoring with halved steps where a whole one leads down.
    fn coefficients(&self, start: DVector<f64>, alpha: f64) -> Result<Solution, Error> {
        let mut current = self.at(start, alpha).ok_or(Error::NotFinite)?;
        for _ in 0..MOST_STEPS {
            let people = self.counts.iter().zip(&current.means);
            let residuals = people.map(|(y, mean)| (y - mean) / (1.0 + alpha * mean));
            let slope = self
                .design
                .tr_mul(&DVector::from_iterator(self.counts.len(), residuals));
            let factor = current.information.clone().cholesky();
            let step = factor.ok_or(Error::NotFinite)?.solve(&slope);
            // Steps that small move the log-likelihood by less than its rounding.
            if step.amax() <= 1e-12 * (1.0 + current.vector.amax()) {
                return Ok(current);
            }
            let mut size = 1.0;
            let mut next = None;
            for _ in 0..40 {
                let point = self.at(&current.vector + &step * size, alpha);
                let least = current.log_likelihood - 1e-12 * current.log_likelihood.abs();
                next = point.filter(|point| least <= point.log_likelihood);
                if next.is_some() {
                    break;
                }
                size /= 2.0;
            }
            current = next.ok_or(Error::NotConverged {
                iterations: MOST_STEPS,
            })?;
        }
        Err(Error::NotConverged {
            iterations: MOST_STEPS,
        })
    }

    fn result(
        &self,
        solution: &Solution,
        alpha: f64,
        (cycles, poisson): (usize, &Solution),
    ) -> Result<CountRegression, Error> {
        let inverse = solution.information.clone().cholesky();
        let covariance = inverse.ok_or(Error::NotFinite)?.inverse();
        // From z scores to the predictors' own units: b / s, and the intercept carried from the means to 0.
        let mut carry = DVector::zeros(self.scales.len() + 1);
        carry[0] = 1.0;
        let mut slopes = Vec::with_capacity(self.scales.len());
        for (place, (centre, spread)) in self.scales.iter().enumerate() {
            carry[place + 1] = -centre / spread;
            let error = covariance[(place + 1, place + 1)].sqrt() / spread;
            slopes.push(CountCoefficient::new(
                solution.vector[place + 1] / spread,
                error,
            )?);
        }
        let error = (&covariance * &carry).dot(&carry).sqrt();
        let (_, bend) = self.spread(&solution.means).derivatives(alpha);
        Ok(CountRegression {
            n_persons: self.counts.len(),
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a sum of counts is whole and not negative"
            )]
            n_events: self.counts.iter().sum::<f64>() as u64,
            intercept: CountCoefficient::new(carry.dot(&solution.vector), error)?,
            slopes,
            dispersion: alpha,
            dispersion_standard_error: finite((-1.0 / bend).sqrt()).filter(|_| alpha > 0.0),
            log_likelihood: solution.log_likelihood - self.log_factorials,
            poisson_log_likelihood: poisson.log_likelihood - self.log_factorials,
            cycles,
        })
    }
}

fn checked_person(person: &ObservedCount, k: usize) -> Result<(), Error> {
    if person.predictors.len() != k {
        return Err(Error::UnequalLengths {
            first: k,
            second: person.predictors.len(),
        });
    }
    let (exposure, events) = (person.exposure, person.events);
    super::super::checked(
        exposure,
        exposure.is_finite() && exposure > 0.0,
        "exposure",
        "above 0",
    )?;
    let is_countable = events <= MOST_EVENTS;
    super::super::checked(
        f64::from(events),
        is_countable,
        "number of events",
        "at most 1000000",
    )?;
    if person.predictors.iter().all(|value| value.is_finite()) {
        return Ok(());
    }
    Err(Error::NotFinite)
}

/// Refuses predictors that follow from those before them.
fn check_rank(design: &DMatrix<f64>) -> Result<(), Error> {
    let triangle = design.clone().qr().r();
    // Predictors are z scores, so a column's length is about √n.
    let least = 1e-8 * (design.nrows() as f64).sqrt();
    let own = |column: &usize| triangle[(*column, *column)].abs() < least;
    match (1..design.ncols()).find(own) {
        Some(column) => Err(Error::Collinear {
            predictor_idx: column - 1,
        }),
        None => Ok(()),
    }
}
