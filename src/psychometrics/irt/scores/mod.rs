//! Abilities of people whose items are calibrated.
//!
//! Three estimates are usual. The expected a posteriori ([`eap()`]) is the mean of what is known after the answers, and
//! exists for every pattern; the maximum a posteriori ([`map`]) is the top of the same; Warm's weighted likelihood
//! ([`wle`]) does without a distribution of ability and is nearly unbiased, but does not exist for people without
//! answers. All come with their standard errors.

mod answered;
mod bayes;
mod eap;
mod reliability;
mod root;
mod warm;

pub use bayes::map;
pub use eap::eap;
pub use reliability::{empirical_reliability, marginal_reliability, test_information};
pub use warm::wle;

use rayon::prelude::*;

use super::calibrate::Patterns;
use super::{Error, ItemModel, Latent, Quadrature, Responses};

#[cfg(test)]
mod reference_tests;

/// An ability with its standard error, in logits of an item with slope 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The ability.
    pub theta: f64,
    /// Its standard error, above 0.
    pub standard_error: f64,
}

/// One person's scores by all three estimators.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// Expected a posteriori.
    pub eap: Score,
    /// Maximum a posteriori.
    pub map: Score,
    /// Weighted likelihood; `None` where the answers give no finite estimate.
    pub wle: Option<Score>,
}

/// Every person's scores by [`eap()`], [`map`] and [`wle`]; each response pattern is computed once.
///
/// *Takes / gives*: answers to these items in this order; one set of scores for each person in their order.
///
/// *Errors*: another number of items or categories than the answers have.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, Latent, Quadrature, Responses, scores::all_scores};
/// let items = ["a".to_owned(), "b".to_owned()];
/// let answers = [vec![Some(1), Some(1)], vec![Some(0), Some(1)], vec![None, None]];
/// let responses = Responses::from_categories(&items, &[2, 2], &answers)?;
/// let model = ItemModel::Logistic { slope: 1.0, intercept: 0.0 };
/// let at = (&Quadrature::default(), Latent::STANDARD);
/// let scores = all_scores(&responses, &[model.clone(), model], at)?;
/// assert!(scores[0].map.theta > scores[1].map.theta);
/// assert_eq!(scores[2].wle, None);
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
pub fn all_scores(
    responses: &Responses,
    models: &[ItemModel],
    (quadrature, latent): (&Quadrature, Latent),
) -> Result<Vec<Scores>, Error> {
    let expected = eap(responses, models, (quadrature, latent))?;
    let patterns = Patterns::new(responses)?;
    let mut first_of_pattern = vec![0; patterns.len()];
    for (person_idx, &pattern_idx) in patterns.pattern_of_person().iter().enumerate() {
        first_of_pattern[pattern_idx as usize] = person_idx;
    }
    let of_patterns: Vec<Scores> = first_of_pattern
        .par_iter()
        .map(|&person_idx| {
            let answers: Vec<Option<u8>> = responses.person(person_idx).collect();
            Ok(Scores {
                eap: expected[person_idx],
                map: map(models, &answers, latent)?,
                wle: wle(models, &answers, latent)?,
            })
        })
        .collect::<Result<_, Error>>()?;
    let of_person = patterns.pattern_of_person().iter();
    Ok(of_person
        .map(|&pattern_idx| of_patterns[pattern_idx as usize])
        .collect())
}
