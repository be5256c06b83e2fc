//! Norms: where a score lies among people.
//!
//! A [`FrequencyTable`] says how often each raw score was seen in a group; from it come the mid-rank
//! [`percentile`](FrequencyTable::percentile) of any score and the T score that a normal distribution would give it. A
//! [`Reference`] joins the table with the group's mean and spread and carries the error of a score into T scores and
//! percentiles ([`Placement`]).
//!
//! A [`norm_table()`] is what a manual prints: every score with its percentile, interval and standard scores, of people
//! who may count by weights. Where norms change steadily with something (age, months of training), the
//! [`continuous`] ones borrow strength from neighbouring groups.

pub mod continuous;

mod frequency_table;
mod norm_table;
mod normal_scores;
mod reference_group;
mod standard_nines;
mod wilson;

pub use frequency_table::FrequencyTable;
pub use norm_table::{NormRow, NormTable, WeightedScore, norm_table};
pub use normal_scores::{RankFormula, normal_scores};
pub use reference_group::{Placement, Reference};
pub use standard_nines::{stanine, sten};
pub use wilson::wilson_interval;

/// Why a norm cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// The table counts nobody.
    #[error("the frequency table counts nobody")]
    Empty,
    /// A value of the table is not a finite number.
    #[error("value {0} of the frequency table is not a finite number")]
    Value(f64),
    /// The values do not rise.
    #[error("{next} follows {previous} in the frequency table, but values have to rise")]
    NotRising {
        /// The value before.
        previous: f64,
        /// The value that is not higher.
        next: f64,
    },
    /// A spread is not above 0.
    #[error("the standard deviation is {0}, not above 0")]
    StandardDeviation(f64),
    /// An error is negative.
    #[error("the standard error is {0}, not 0 or above")]
    StandardError(f64),
    /// A confidence is not between 0 and 1.
    #[error("the confidence is {0}, not between 0 and 1")]
    Confidence(f64),
    /// A proportion is not from 0 to 1, or of nobody.
    #[error("{proportion} of {n} is no proportion")]
    Proportion {
        /// The proportion.
        proportion: f64,
        /// Of how many.
        n: u64,
    },
    /// A weight is not above 0.
    #[error("the weight of score {score} is {weight}, not a number above 0")]
    Weight {
        /// Whose weight.
        score: f64,
        /// The weight.
        weight: f64,
    },
    /// Some people weigh nothing beside the others.
    #[error("the weights are so far apart that people at score {0} count for nothing")]
    WeightRange(f64),
    /// A score or mean is not a finite number, or they are too far apart.
    #[error("the score cannot be placed: it is not a finite number of usable size")]
    NotFinite,
}
