//! Bias: do items and decisions treat groups alike?
//!
//! Two questions. Of scores and decisions: how far are the groups apart ([`group_difference`]), are they selected at
//! rates that differ, by how much, and is it more than chance ([`impact()`], [`fisher()`], [`mantel_haenszel`] over years
//! or jobs, [`above_median`] for scores)? Of items: do people of equal ability from two groups have different chances
//! ([`mantel_haenszel_dif`], [`logistic_dif`], [`ordinal_dif`])? Either rests on a [`TwoByTwo`] of a focal group, the one
//! that may be treated worse, beside a reference group.
//!
//! A difference in rates is not yet unfairness, and a rule of thumb is no proof: the figures come together, size and
//! significance, and a [`Finding`] says what both allow to conclude.

mod two_by_two;

pub mod group_difference;

mod fisher;
mod hypergeometric;
mod strata;

mod dif;
mod impact;

pub use dif::{
    DifSample, EtsClass, LikelihoodRatio, MantelHaenszelDif, Membership, Purified, RegressionDif,
    logistic_dif, mantel_haenszel_dif, ordinal_dif, purified_mantel_haenszel_dif,
};
pub use fisher::{Fisher, conditional_odds_ratio, conditional_odds_ratio_interval, fisher};
pub use impact::{
    AboveMedian, Comparison, Finding, GroupImpact, GroupSelection, Impact, above_median, impact,
    in_words, ratios_to_highest, verdict,
};
pub use strata::{BreslowDay, MantelHaenszel, breslow_day, mantel_haenszel};
pub use two_by_two::{RatioInterval, Split, TwoByTwo};

use super::regression;

/// Why a figure of bias cannot be given.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// There are not two groups to compare.
    #[error("groups with people: {n}; at least 2 are needed")]
    TooFewGroups {
        /// How many groups have people.
        n: usize,
    },
    /// The group to compare with is not there.
    #[error("there is no group `{group}` with people to compare with")]
    UnknownGroup {
        /// Its name.
        group: String,
    },
    /// Lists that belong together are of different lengths.
    #[error("there are {n} {what}, but {expected} are needed")]
    UnequalLengths {
        /// What there are too many or too few of.
        what: &'static str,
        /// How many there are.
        n: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A group has nobody who answered every item.
    #[error("the {group} group has nobody who answered every item")]
    EmptyGroup {
        /// `focal` or `reference`.
        group: &'static str,
    },
    /// Not enough items to match people by.
    #[error("{n} items are too few to match people by; at least 2 are needed")]
    TooFewItems {
        /// How many there are.
        n: usize,
    },
    /// Everybody gave the same answer.
    #[error("everybody answered item `{item}` alike")]
    ConstantItem {
        /// The item's name.
        item: String,
    },
    /// An answer is neither 0 nor 1.
    #[error("item `{item}` has an answer {value}, which is neither 0 nor 1")]
    NotDichotomous {
        /// The item's name.
        item: String,
        /// The answer.
        value: f64,
    },
    /// People cannot be compared on an item, whatever they answered.
    #[error("item `{item}`: {reason}")]
    Incomparable {
        /// The item's name.
        item: String,
        /// Why not.
        reason: &'static str,
    },
    /// The regression of an item has no solution.
    #[error("item `{item}`: {source}")]
    Regression {
        /// The item's name.
        item: String,
        /// Why not.
        source: regression::Error,
    },
    /// A number is missing or too large to compute with.
    #[error("a number is not finite")]
    NotFinite,
    /// Nothing to take a median of.
    #[error("there is no score")]
    NoScore,
}
