//! The usual models of all items of a test.

use super::design::NormalPrior;
use super::family::Family;

/// The model of all items, and with it what fixes the scale of ability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Model {
    /// Two categories, slope 1, the variance of ability is estimated.
    Rasch,
    /// Two categories, one slope for all items, ability has variance 1.
    OneParameter,
    /// Two categories, a slope for each item, ability has variance 1.
    TwoParameter,
    /// As [`Model::TwoParameter`] with a lower asymptote for each item, on whose logit there may be a prior.
    ThreeParameter {
        /// What is known of the logit of the lower asymptotes.
        guessing_prior: Option<NormalPrior>,
    },
    /// Ordered categories by adjacent logits, slope 1, the variance of ability is estimated.
    PartialCredit,
    /// As [`Model::PartialCredit`] with a slope for each item, ability has variance 1.
    GeneralisedPartialCredit,
    /// Ordered categories by cumulative logits, a slope for each item, ability has variance 1.
    Graded,
}

impl Model {
    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rasch => "Rasch",
            Self::OneParameter => "one-parameter",
            Self::TwoParameter => "two-parameter",
            Self::ThreeParameter { .. } => "three-parameter",
            Self::PartialCredit => "partial credit",
            Self::GeneralisedPartialCredit => "generalised partial credit",
            Self::Graded => "graded",
        }
    }

    /// The form of its items.
    pub fn family(self) -> Family {
        match self {
            Self::Rasch | Self::OneParameter | Self::TwoParameter => Family::Logistic,
            Self::ThreeParameter { .. } => Family::Guessing,
            Self::PartialCredit | Self::GeneralisedPartialCredit => Family::PartialCredit,
            Self::Graded => Family::Graded,
        }
    }

    pub(super) fn slopes(self) -> Slopes {
        match self {
            Self::Rasch | Self::PartialCredit => Slopes::One,
            Self::OneParameter => Slopes::Common,
            _ => Slopes::Own,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slopes {
    One,
    Common,
    Own,
}
