//! The same items in several groups: which parameters are equal, how the groups differ, which items are unfair.
//!
//! Groups can be compared on a scale only if it measures the same in each. [`multigroup`] fits all groups together
//! under an [`Invariance`], and differences of log-likelihoods say what holds: slopes (metric), then intercepts
//! (scalar), which makes means comparable. [`likelihood_ratio_dif`] frees one item after the other against all others
//! as anchors.

mod design;
mod dif;
mod fit;

pub use dif::{ItemDif, likelihood_ratio_dif};
pub use fit::{GroupFit, Groups, Multigroup, Plan, multigroup};

use super::Error as IrtError;

/// What is equal in all groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Invariance {
    /// Only the form of the model: every group has parameters and a scale of its own.
    Configural,
    /// The slopes; the variances of the other groups are then free, their means are 0.
    Metric,
    /// All item parameters; means and variances of the other groups are then free.
    Scalar,
}

/// Why several groups cannot be compared.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// There is only one group, or none.
    #[error("{n} groups are too few; at least 2 are needed")]
    TooFewGroups {
        /// How many there are.
        n: usize,
    },
    /// A person has no group, or there are more persons than groups say.
    #[error("{n_persons} persons have {n_groups} group labels")]
    UnequalLengths {
        /// How many persons there are.
        n_persons: usize,
        /// How many labels.
        n_groups: usize,
    },
    /// The reference is none of the groups.
    #[error("no person belongs to the reference group `{reference}`")]
    UnknownReference {
        /// The group asked for.
        reference: String,
    },
    /// A group is too small.
    #[error("group `{group}` has {n} persons with an answer; at least {minimum} are needed")]
    SmallGroup {
        /// The group.
        group: String,
        /// How many there are.
        n: usize,
        /// How many are needed.
        minimum: usize,
    },
    /// A category was not chosen in a group that is to have an intercept of its own for it.
    #[error("item `{item}`: nobody in group `{group}` chose category {code}")]
    UnusedInGroup {
        /// The item.
        item: String,
        /// The group.
        group: String,
        /// The category, as the answers are coded.
        code: i64,
    },
    /// DIF was asked for without a scalar model to measure it against.
    #[error("DIF is measured against the scalar model, in which all items are equal in all groups")]
    NotScalar,
    /// Likelihood ratios have no known distribution where priors pull the parameters.
    #[error("likelihood ratios cannot be taken with a prior on the lower asymptotes")]
    Prior,
    /// A calibration failed.
    #[error(transparent)]
    Calibration(#[from] IrtError),
}

#[cfg(test)]
mod error_rate_tests;
#[cfg(test)]
mod tests;
