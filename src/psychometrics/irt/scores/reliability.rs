//! How much of the differences between scores is not error.

use super::Score;
use crate::psychometrics::descriptive::{mean, variance};
use crate::psychometrics::finite;
use crate::psychometrics::irt::{Error, ItemModel, Latent, Quadrature};

/// Fisher's information of all items about an ability: the sum of theirs.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, scores::test_information};
/// let item = ItemModel::Logistic { slope: 2.0, intercept: 0.0 };
/// // a² P (1 − P) = 4 × 1/4 for each.
/// assert!((test_information(&[item.clone(), item], 0.0) - 2.0).abs() < 1e-12);
/// ```
pub fn test_information(models: &[ItemModel], theta: f64) -> f64 {
    models.iter().map(|model| model.information(theta)).sum()
}

/// The reliability that scores can be expected to have in the population, from the items alone.
///
/// *Model*: ∫ I(θ) / (I(θ) + 1 / σ²) φ(θ; μ, σ²) dθ, the share of the variance of ability that a posterior with
/// information I leaves explained. It does not depend on the unit of ability: equal slopes with variance 1 and slope 1
/// with a free variance give the same.
///
/// *Takes / gives*: the items and the distribution of ability; from 0 to 1.
///
/// *Errors*: a variance that is not above 0.
///
/// *Source*: Green, Bock, Humphreys, Linn & Reckase (1984), *Journal of Educational Measurement* 21, 347–360; Thissen &
/// Wainer (2001), *Test Scoring*, chapter 3.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, Latent, scores::marginal_reliability};
/// let item = ItemModel::Logistic { slope: 1.2, intercept: 0.3 };
/// let reliability = marginal_reliability(&vec![item; 20], Latent::STANDARD)?;
/// assert!((0.8..0.9).contains(&reliability));
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
pub fn marginal_reliability(models: &[ItemModel], latent: Latent) -> Result<f64, Error> {
    let spread = super::eap::checked_spread(latent)?;
    let standard = Quadrature::new(401, 8.0)?;
    let weights = standard.weights(Latent::STANDARD);
    let explained = standard.nodes().iter().zip(&weights).map(|(z, weight)| {
        let information = test_information(models, latent.mean + spread * z);
        weight * information / (information + 1.0 / latent.variance)
    });
    finite(explained.sum()).ok_or(Error::NotFinite)
}

/// The reliability of the expected a posteriori scores of these people.
///
/// *Model*: Var(θ̂) / (Var(θ̂) + mean of the squared standard errors).
///
/// *Takes / gives*: scores by [`super::eap()`] of at least two people; from 0 to 1. It differs from
/// [`marginal_reliability`], which speaks of the population and not of these people.
///
/// *Errors*: fewer than two people.
///
/// *Source*: du Toit (2003), *IRT from SSI*, page 34.
///
/// ```
/// use composure::psychometrics::irt::scores::{Score, empirical_reliability};
/// let scores = [-1.0, 0.0, 1.0].map(|theta| Score { theta, standard_error: 0.5 });
/// assert!((empirical_reliability(&scores)? - 0.8).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
pub fn empirical_reliability(scores: &[Score]) -> Result<f64, Error> {
    let thetas: Vec<f64> = scores.iter().map(|score| score.theta).collect();
    let squares: Vec<f64> = scores
        .iter()
        .map(|score| score.standard_error.powi(2))
        .collect();
    let (Some(between), Some(error)) = (variance(&thetas), mean(&squares)) else {
        return Err(Error::TooFewPersons {
            n: scores.len(),
            minimum: 2,
        });
    };
    finite(between / (between + error)).ok_or(Error::NotFinite)
}
