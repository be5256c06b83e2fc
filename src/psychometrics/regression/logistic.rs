//! Regression of yes and no.

use super::Error;
use super::ordinal::{LogOdds, OrdinalFit, nagelkerke, weighted_proportional_odds};
use crate::psychometrics::finite;

/// A fitted logistic regression.
#[derive(Debug, Clone, PartialEq)]
pub struct LogisticFit {
    /// How many people it rests on: the sum of the weights.
    pub n_persons: f64,
    /// Log odds where every predictor is 0.
    pub intercept: LogOdds,
    /// One slope for each predictor, in their order.
    pub slopes: Vec<LogOdds>,
    /// Covariances of the intercept and then the slopes.
    pub covariance: Vec<Vec<f64>>,
    /// The log-likelihood.
    pub log_likelihood: f64,
    /// The log-likelihood of the share alone, without predictors.
    pub null_log_likelihood: f64,
    /// How many steps the search took.
    pub n_iterations: usize,
}

impl LogisticFit {
    /// Nagelkerke's R², see [`OrdinalFit::nagelkerke_r2`].
    pub fn nagelkerke_r2(&self) -> Option<f64> {
        nagelkerke(
            self.log_likelihood,
            self.null_log_likelihood,
            self.n_persons,
        )
    }

    /// The probability of yes for somebody with these predictors; `None` where there are too many or too few, or
    /// where they are too large.
    pub fn probability(&self, predictors: &[f64]) -> Option<f64> {
        if predictors.len() != self.slopes.len() {
            return None;
        }
        let slopes = self.slopes.iter().zip(predictors);
        let log_odds = self.intercept.estimate + slopes.map(|(b, x)| b.estimate * x).sum::<f64>();
        finite(log_odds).map(|log_odds| 1.0 / (1.0 + (-log_odds).exp()))
    }
}

/// Logistic regression by maximum likelihood.
///
/// *Model*: logit P(yes) = b₀ + Σ bⱼ xⱼ, fitted by Newton's method (which here is iteratively reweighted least
/// squares) with steps halved where the likelihood would fall. Standard errors are from the information.
///
/// *Takes / gives*: predictors `persons × predictors` without an intercept, and one outcome for each person; log odds.
///
/// *Edges*: without predictors the intercept is the logit of the share.
///
/// *Errors*: an outcome that is the same for everybody; a predictor that is constant or follows from those before it;
/// outcomes that the predictors part perfectly, wholly or at a border (Albert & Anderson, 1984): then no finite
/// coefficients are the best, and none are given.
///
/// *Source*: Agresti (2013), *Categorical data analysis*, section 5.5; Albert & Anderson (1984), *Biometrika* 71, 1–10.
///
/// ```
/// use composure::psychometrics::regression::logistic;
/// // 1 of 4 with x = 0 and 3 of 4 with x = 1: odds 1 / 3 and 3, so the slope is ln 9.
/// let x = [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0].map(|x| vec![x]);
/// let fit = logistic(&x, &[true, false, false, false, true, true, true, false])?;
/// assert!((fit.slopes[0].estimate - 9_f64.ln()).abs() < 1e-9);
/// # Ok::<(), composure::psychometrics::regression::Error>(())
/// ```
pub fn logistic(predictors: &[Vec<f64>], outcome: &[bool]) -> Result<LogisticFit, Error> {
    weighted_logistic(predictors, outcome, &vec![1.0; predictors.len()])
}

/// Logistic regression in which a row stands for as many people as its weight says.
///
/// *Model, edges, errors*: as [`logistic`], and a weight that is negative or not a number. A row of weight 0 is left
/// out.
///
/// ```
/// use composure::psychometrics::regression::weighted_logistic;
/// let x = [0.0, 0.0, 1.0, 1.0].map(|x| vec![x]);
/// let fit = weighted_logistic(&x, &[true, false, true, false], &[1.0, 3.0, 3.0, 1.0])?;
/// // The log odds ratio has the variance 1 + 1/3 + 1/3 + 1 (Woolf, 1955).
/// assert!((fit.slopes[0].standard_error - (8.0_f64 / 3.0).sqrt()).abs() < 1e-9);
/// # Ok::<(), composure::psychometrics::regression::Error>(())
/// ```
pub fn weighted_logistic(
    predictors: &[Vec<f64>],
    outcome: &[bool],
    weights: &[f64],
) -> Result<LogisticFit, Error> {
    let categories: Vec<usize> = outcome.iter().map(|yes| usize::from(*yes)).collect();
    // Two ordered categories have one step, which is the whole model.
    let fit: OrdinalFit = match weighted_proportional_odds(predictors, &categories, weights) {
        Err(Error::UnusedCategory { .. }) => return Err(Error::ConstantOutcome),
        other => other?,
    };
    Ok(LogisticFit {
        n_persons: fit.n_persons,
        intercept: fit
            .intercepts
            .first()
            .copied()
            .ok_or(Error::ConstantOutcome)?,
        slopes: fit.slopes,
        covariance: fit.covariance,
        log_likelihood: fit.log_likelihood,
        null_log_likelihood: fit.null_log_likelihood,
        n_iterations: fit.n_iterations,
    })
}

#[cfg(test)]
#[path = "logistic_tests.rs"]
mod tests;
