//! The expected ability after the answers.

use super::Score;
use crate::psychometrics::irt::calibrate::{Curves, Patterns, posterior_moments};
use crate::psychometrics::irt::error::checked;
use crate::psychometrics::irt::{Error, ItemModel, Latent, Quadrature, Responses};

/// Every person's expected ability a posteriori, with the posterior's standard deviation as its error.
///
/// *Model*: E[θ | answers] = Σ xₜ wₜ L(xₜ) / Σ wₜ L(xₜ) over the nodes of the quadrature; the error is the root of the
/// posterior variance.
///
/// *Takes / gives*: answers to these items in this order; one score for each person in their order.
///
/// *Edges*: a person without an answer has the mean and standard deviation of the distribution of ability.
///
/// *Errors*: another number of items or categories than the answers have; a variance that is not above 0.
///
/// *Source*: Bock & Mislevy (1982), *Applied Psychological Measurement* 6, 431–444, equations 6 and 7.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, Latent, Quadrature, Responses, scores::eap};
/// let items = ["only".to_owned()];
/// let responses = Responses::from_categories(&items, &[2], &[vec![Some(1)], vec![Some(0)], vec![None]])?;
/// let model = ItemModel::Logistic { slope: 1.0, intercept: 0.0 };
/// let scores = eap(&responses, &[model], (&Quadrature::default(), Latent::STANDARD))?;
/// assert!((scores[0].theta + scores[1].theta).abs() < 1e-12);
/// assert!(scores[2].theta.abs() < 1e-12 && (scores[2].standard_error - 1.0).abs() < 1e-6);
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
pub fn eap(
    responses: &Responses,
    models: &[ItemModel],
    (quadrature, latent): (&Quadrature, Latent),
) -> Result<Vec<Score>, Error> {
    let n_models = models.len();
    let n_items = responses.n_items();
    let is_same = n_models == n_items;
    checked(
        n_models as f64,
        is_same,
        "number of items",
        "that of the answers",
    )?;
    for (model, &n_categories) in models.iter().zip(responses.n_categories()) {
        let n = model.n_categories();
        checked(
            n as f64,
            n == n_categories,
            "number of categories",
            "that of the answers",
        )?;
    }
    checked_spread(latent)?;
    let patterns = Patterns::new(responses)?;
    let curves = Curves::new(models, quadrature);
    let moments = posterior_moments(&patterns, &curves, (quadrature, latent));
    let of_person = patterns.pattern_of_person().iter();
    let score = |&pattern_idx: &u32| {
        let (theta, standard_error) = moments[pattern_idx as usize];
        let is_right = theta.is_finite() && standard_error.is_finite();
        is_right.then_some(Score {
            theta,
            standard_error,
        })
    };
    of_person
        .map(score)
        .collect::<Option<_>>()
        .ok_or(Error::NotFinite)
}

/// The standard deviation of a distribution of ability that can be used.
pub(super) fn checked_spread(latent: Latent) -> Result<f64, Error> {
    let Latent { mean, variance } = latent;
    checked(
        mean,
        mean.abs() <= 1e3,
        "mean of ability",
        "within 1000 of 0",
    )?;
    let is_right = (1e-8..=1e6).contains(&variance);
    checked(
        variance,
        is_right,
        "variance of ability",
        "from 1e-8 to 1e6",
    )?;
    Ok(variance.sqrt())
}
