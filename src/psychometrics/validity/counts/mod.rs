//! Counts of events over times that differ: complaints, commendations, uses of force.

mod dispersion;
mod fit;

use super::Error;
use crate::psychometrics::tail;

/// What is known of one person's events.
#[derive(Debug, Clone, PartialEq)]
pub struct ObservedCount {
    /// How many events.
    pub events: u32,
    /// Over how much: shifts, contacts, months; above 0.
    pub exposure: f64,
    /// The predictors, as many for everybody.
    pub predictors: Vec<f64>,
}

/// One coefficient of a regression of counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountCoefficient {
    /// Change of the logarithm of the rate for one unit of the predictor.
    pub estimate: f64,
    /// Standard error of it.
    pub standard_error: f64,
    /// Estimate divided by standard error.
    pub z: f64,
    /// Two-sided probability of a z as far from 0, if the coefficient were 0.
    pub p: f64,
}

impl CountCoefficient {
    /// By what the rate is multiplied for one unit of the predictor; `None` where it overflows.
    pub fn rate_ratio(&self) -> Option<f64> {
        crate::psychometrics::finite(self.estimate.exp())
    }

    fn new(estimate: f64, standard_error: f64) -> Result<Self, Error> {
        let z = estimate / standard_error;
        let p = tail::z_two_sided(z);
        match p {
            Some(p) if standard_error > 0.0 => Ok(Self {
                estimate,
                standard_error,
                z,
                p,
            }),
            _ => Err(Error::NotFinite),
        }
    }
}

/// A negative binomial regression of counts on predictors.
///
/// *Model*: a person with exposure E has events of mean μ = E exp(b₀ + Σ bⱼ xⱼ) and variance μ + α μ²; α, the dispersion,
/// is how much people of equal predictors differ in their rates (their variance, if the mean rate is 1). All by maximum
/// likelihood: b by Fisher scoring, α by Newton's method, in turn until neither moves. Standard errors of b are those of
/// expected information, that of α of observed information.
///
/// *Takes / gives*: one [`ObservedCount`] for each person; coefficients on the scale of ln rate.
///
/// *Edges*: where counts vary no more than Poisson's do, α is 0 and the model Poisson's.
///
/// *Errors*: fewer people than coefficients plus one, an exposure that is not above 0, nobody with an event, a predictor
/// that is constant or follows from others, no solution (a group in which nobody has an event has no finite one).
///
/// *Source*: Lawless (1987), *Canadian Journal of Statistics* 15, 209–225; Hilbe (2011), *Negative binomial regression*,
/// chapter 8.
///
/// ```
/// use composure::psychometrics::validity::{CountRegression, ObservedCount};
/// // Rates 1 and 2 per unit of exposure: the logarithm of the ratio is ln 2.
/// let people: Vec<ObservedCount> = [(1, 1.0, 0.0), (3, 3.0, 0.0), (4, 2.0, 1.0), (2, 1.0, 1.0)]
///     .map(|(events, exposure, x)| ObservedCount { events, exposure, predictors: vec![x] })
///     .to_vec();
/// let fit = CountRegression::fit(&people)?;
/// assert!((fit.slopes[0].estimate - 2.0_f64.ln()).abs() < 1e-9);
/// assert_eq!(fit.dispersion, 0.0);
/// # Ok::<(), composure::psychometrics::validity::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CountRegression {
    /// How many people.
    pub n_persons: usize,
    /// How many events they have together.
    pub n_events: u64,
    /// ln rate where every predictor is 0.
    pub intercept: CountCoefficient,
    /// One for each predictor, in their order.
    pub slopes: Vec<CountCoefficient>,
    /// α: 0 or above.
    pub dispersion: f64,
    /// Standard error of α; `None` where it is 0, on the edge of what it can be.
    pub dispersion_standard_error: Option<f64>,
    /// The logarithm of the likelihood, factorials among it.
    pub log_likelihood: f64,
    /// The same of Poisson's model with the coefficients that are best for it.
    pub poisson_log_likelihood: f64,
    /// How often turns were taken.
    pub cycles: usize,
}

impl CountRegression {
    /// The regression of these people's counts.
    pub fn fit(people: &[ObservedCount]) -> Result<Self, Error> {
        fit::fitted(people)
    }

    /// Probability that Poisson's model would look as overdispersed by chance.
    ///
    /// *Model*: half the upper tail of χ² with 1 degree of freedom at twice the difference of the log-likelihoods,
    /// because α = 0 is the edge of what it can be.
    ///
    /// *Source*: Self & Liang (1987), *Journal of the American Statistical Association* 82, 605–610.
    pub fn overdispersion_p(&self) -> Option<f64> {
        let ratio = 2.0 * (self.log_likelihood - self.poisson_log_likelihood);
        if ratio <= 0.0 {
            return Some(1.0);
        }
        Some(tail::chi_square(ratio, 1.0)? / 2.0)
    }

    /// The expected number of events of a person with these predictors over this exposure; `None` where the number of
    /// predictors is another or the result overflows.
    pub fn expected(&self, predictors: &[f64], exposure: f64) -> Option<f64> {
        if predictors.len() != self.slopes.len() {
            return None;
        }
        let terms = self.slopes.iter().zip(predictors);
        let sum: f64 = terms.map(|(slope, x)| slope.estimate * x).sum();
        crate::psychometrics::finite(exposure * (self.intercept.estimate + sum).exp())
    }
}

#[cfg(test)]
mod tests;
