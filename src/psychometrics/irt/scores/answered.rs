//! The likelihood of one person's answers as a function of the ability.

use crate::psychometrics::irt::{Category, Error, ItemModel, Latent};

/// The answers that a person gave, each with its item.
#[derive(Debug)]
pub(super) struct Answered<'a> {
    answers: Vec<(&'a ItemModel, usize)>,
}

/// First and second derivative of a log-likelihood.
#[derive(Debug, Clone, Copy)]
pub(super) struct Derivatives {
    pub(super) slope: f64,
    pub(super) curvature: f64,
}

impl<'a> Answered<'a> {
    pub(super) fn new(models: &'a [ItemModel], answers: &[Option<u8>]) -> Result<Self, Error> {
        if models.len() != answers.len() {
            return Err(Error::Ragged {
                person_idx: 0,
                n_answers: answers.len(),
                n_items: models.len(),
            });
        }
        let mut answered = Vec::with_capacity(answers.len());
        for (item_idx, (model, answer)) in models.iter().zip(answers).enumerate() {
            let Some(category) = *answer else { continue };
            if model.n_categories() <= usize::from(category) {
                return Err(Error::NotACategory {
                    item: format!("number {}", item_idx + 1),
                    person_idx: 0,
                    value: f64::from(category),
                    expected: "a category of it",
                });
            }
            answered.push((model, usize::from(category)));
        }
        Ok(Self { answers: answered })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// Whether some item may give the likelihood a second top.
    pub(super) fn may_have_two_tops(&self) -> bool {
        let guesses = |(model, _): &(&ItemModel, usize)| 0.0 < model.lower_asymptote();
        self.answers.iter().any(guesses)
    }

    /// ln of the likelihood.
    pub(super) fn log_likelihood(&self, theta: f64) -> f64 {
        self.categories(theta).map(|c| c.log_probability).sum()
    }

    /// Derivatives of the log-likelihood.
    pub(super) fn derivatives(&self, theta: f64) -> Derivatives {
        let start = Derivatives {
            slope: 0.0,
            curvature: 0.0,
        };
        self.categories(theta)
            .fold(start, |sum, category| Derivatives {
                slope: sum.slope + category.log_slope,
                curvature: sum.curvature + category.log_curvature,
            })
    }

    /// Derivatives of the log-likelihood with a normal prior.
    pub(super) fn with_prior(&self, theta: f64, latent: Latent) -> Derivatives {
        let Derivatives { slope, curvature } = self.derivatives(theta);
        Derivatives {
            slope: slope - (theta - latent.mean) / latent.variance,
            curvature: curvature - 1.0 / latent.variance,
        }
    }

    /// Warm's estimating function l′ + J / (2 I), with I = Σ P′² / P and J = Σ P′ P″ / P; `None` where the items tell
    /// nothing.
    pub(super) fn warm(&self, theta: f64) -> Option<f64> {
        let (mut slope, mut information, mut bias) = (0.0, 0.0, 0.0);
        for (model, answer) in &self.answers {
            for (category_idx, category) in model.categories(theta).iter().enumerate() {
                if category_idx == *answer {
                    slope += category.log_slope;
                }
                information += category.probability() * category.log_slope.powi(2);
                bias += category.log_slope * category.curvature();
            }
        }
        let is_enough = information > 1e-280;
        is_enough.then(|| slope + bias / (2.0 * information))
    }

    fn categories(&self, theta: f64) -> impl Iterator<Item = Category> {
        self.answers
            .iter()
            .filter_map(move |(model, answer)| model.categories(theta).get(*answer).copied())
    }
}
