//! Newton's method with step control, for likelihoods that bend downwards everywhere.

use nalgebra::{DMatrix, DVector};

use super::Error;

/// More iterations than any fit with a maximum needs; without one the coefficients have grown out of bounds by then.
const MOST_ITERATIONS: usize = 100;
/// A step halved so often is no step any more.
const MOST_HALVINGS: usize = 40;

/// A log-likelihood at one point, with its slope and its bend.
#[derive(Debug)]
pub(super) struct Point {
    pub(super) log_likelihood: f64,
    /// First derivatives.
    pub(super) gradient: DVector<f64>,
    /// Second derivatives with the sign changed.
    pub(super) information: DMatrix<f64>,
}

/// Where a log-likelihood is highest.
#[derive(Debug)]
pub(super) struct Maximum {
    pub(super) parameters: DVector<f64>,
    pub(super) log_likelihood: f64,
    pub(super) covariance: DMatrix<f64>,
    pub(super) n_iterations: usize,
}

/// A likelihood that Newton's method can climb.
pub(super) trait Likelihood {
    /// The log-likelihood at these parameters; `None` where they are impossible.
    fn at(&self, parameters: &DVector<f64>) -> Option<Point>;

    /// Whether the likelihood rises for ever in this direction.
    fn rises_for_ever(&self, direction: &DVector<f64>) -> bool;
}

/// Climbs from `start` to the maximum.
///
/// *Model*: steps of I⁻¹g, halved until the likelihood does not fall. It has arrived when a full step promises less
/// than 1e-12 of the log-likelihood and moves no parameter by more than 1e-6.
///
/// *Errors*: a direction in which the likelihood rises for ever; an information that cannot be inverted; too many
/// iterations.
pub(super) fn maximise(
    likelihood: &impl Likelihood,
    start: DVector<f64>,
) -> Result<Maximum, Error> {
    let mut parameters = start;
    let mut point = likelihood.at(&parameters).ok_or(Error::NotFinite)?;
    for n_iterations in 1..=MOST_ITERATIONS {
        let not_converged = Error::NotConverged { n_iterations };
        let Some(factor) = point.information.clone().cholesky() else {
            return Err(not_converged);
        };
        let step = factor.solve(&point.gradient);
        let promised = 0.5 * step.dot(&point.gradient);
        let scale = 1.0 + point.log_likelihood.abs();
        if likelihood.rises_for_ever(&step) {
            return Err(Error::Separated);
        }
        let has_arrived = promised <= 1e-12 * scale && step.amax() <= 1e-6;
        let Some((next, next_point)) = climbed(likelihood, &parameters, &step, &point) else {
            return Err(not_converged);
        };
        parameters = next;
        point = next_point;
        if has_arrived {
            let inverse = point.information.clone().cholesky().ok_or(not_converged)?;
            return Ok(Maximum {
                parameters,
                log_likelihood: point.log_likelihood,
                covariance: inverse.inverse(),
                n_iterations,
            });
        }
    }
    Err(Error::NotConverged {
        n_iterations: MOST_ITERATIONS,
    })
}

/// The first of the steps 1, ½, ¼ … of `step` after which the likelihood has not fallen, but for rounding.
fn climbed(
    likelihood: &impl Likelihood,
    from: &DVector<f64>,
    step: &DVector<f64>,
    point: &Point,
) -> Option<(DVector<f64>, Point)> {
    let rounding = 1e-11 * (1.0 + point.log_likelihood.abs());
    let mut share = 1.0;
    for _ in 0..MOST_HALVINGS {
        let next = from + step * share;
        if let Some(next_point) = likelihood.at(&next)
            && point.log_likelihood - rounding <= next_point.log_likelihood
        {
            return Some((next, next_point));
        }
        share *= 0.5;
    }
    None
}
