//! Many facets: how good a person's performance is, when tasks differ in difficulty and raters in severity.
//!
//! A rating is one rater's scores for one person on a few items. The many-facet Rasch model (Linacre, 1989) lays
//! persons, items, raters and the steps of the scale on one line of logits, so that a person who met severe raters is
//! not the worse for it ([`fit`]). Ratings are an incomplete design as a rule: each person is seen by a few raters
//! only. They have to hang together all the same, or severities of raters who share nobody would be compared by
//! guess ([`Ratings::new`] refuses such designs and names the parts).
//!
//! What comes after the estimate: whether a rater's severity moves with time ([`drift()`]), and whether a rater is
//! harder on one item or on one group of persons than the model allows ([`rater_by_item`], [`rater_by_group`]).

mod connection;
mod drift;
mod engine;
mod estimate;
mod fit_statistics;
mod information;
mod interaction;
mod layout;
mod newton;
mod pattern;
mod quadrature;
mod ratings;
mod start;

pub use drift::{Change, Drift, DriftFit, Element, PeriodRatings, drift};
pub use estimate::{Fit, Item, Options, Person, Rater, fit};
pub use interaction::{Interaction, InteractionTest, rater_by_group, rater_by_item};
pub use layout::{StepModel, UnusedCategory};
pub use newton::Progress;
pub use quadrature::Nodes;
pub use ratings::{Rating, Ratings};

#[cfg(test)]
mod edge_tests;
#[cfg(test)]
mod invariance_tests;
#[cfg(test)]
mod recovery_tests;
#[cfg(test)]
mod reference_tests;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod single_rater_tests;

/// Why severities cannot be estimated. Persons, raters, items and ratings are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// A rating has another number of scores than there are items.
    #[error("rating {rating_idx} has {n} scores, but there are {expected} items")]
    Ragged {
        /// The rating.
        rating_idx: usize,
        /// How many scores it has.
        n: usize,
        /// How many items there are.
        expected: usize,
    },
    /// The same rater rated the same person twice.
    #[error("ratings {first} and {second} are of one person by one rater")]
    RatedTwice {
        /// The earlier rating.
        first: usize,
        /// The later rating.
        second: usize,
    },
    /// A list that belongs to the ratings or persons has another length.
    #[error("{what} are {n}, but {expected} are needed")]
    UnequalLengths {
        /// What is counted.
        what: &'static str,
        /// How many there are.
        n: usize,
        /// How many are needed.
        expected: usize,
    },
    /// A score is too high to be the step of a scale.
    #[error("rating {rating_idx} gives item {item_idx} the score {score}, above {highest}")]
    ScoreTooHigh {
        /// The rating.
        rating_idx: usize,
        /// The item.
        item_idx: usize,
        /// The score.
        score: u32,
        /// The highest score there may be.
        highest: u32,
    },
    /// There are not enough persons with a score.
    #[error("{n} persons with a score are too few; at least {minimum} are needed")]
    TooFewPersons {
        /// How many there are.
        n: usize,
        /// How many are needed.
        minimum: usize,
    },
    /// No score was given on an item.
    #[error("item {item_idx} has no score")]
    ItemWithoutScores {
        /// The item.
        item_idx: usize,
    },
    /// A rater gave no score.
    #[error("rater {rater_idx} gave no score")]
    RaterWithoutScores {
        /// The rater.
        rater_idx: usize,
    },
    /// All scores of an item are the same end of the scale, so that its difficulty has no bound.
    #[error("every score of item {item_idx} is {score}, so its difficulty has no bound")]
    ConstantItem {
        /// The item.
        item_idx: usize,
        /// The score that they all are.
        score: u32,
    },
    /// All scores of a rater are the same end of the scale, so that the severity has no bound.
    #[error("rater {rater_idx} gave the end of the scale every time, so the severity has no bound")]
    ExtremeRater {
        /// The rater; in a model with periods the element of rater and period.
        rater_idx: usize,
    },
    /// A category between others was never used, so that its step has no bound.
    #[error("{} never got the score {category}, which lies between scores that were given", of_item(*.item_idx))]
    UnusedCategory {
        /// The item; `None` where the steps are common to all.
        item_idx: Option<usize>,
        /// The score.
        category: u32,
    },
    /// Raters fall into parts that share no person.
    #[error("the raters fall into {} parts that share no person", .subsets.len())]
    DisconnectedRaters {
        /// The raters of each part, the largest part first.
        subsets: Vec<Vec<usize>>,
    },
    /// Items fall into parts that share no rater, so that severity and difficulty cannot be told apart.
    #[error("the items fall into {} parts that share no rater", .subsets.len())]
    DisconnectedItems {
        /// The items of each part, the largest part first.
        subsets: Vec<Vec<usize>>,
    },
    /// The persons do not differ beyond chance, so that they give no scale to lay severities on.
    #[error("the persons' variance goes to 0: they do not differ more than chance allows")]
    NoVariance,
    /// An option is outside its range.
    #[error("{what} is {value}, but has to be {expected}")]
    OutOfRange {
        /// The option.
        what: &'static str,
        /// Its value.
        value: f64,
        /// What it has to be.
        expected: &'static str,
    },
    /// An estimate has no bound.
    #[error(
        "an estimate runs to infinity, because scores agree or separate more perfectly than any finite one explains"
    )]
    Unbounded,
    /// The data do not determine every parameter.
    #[error("the data do not determine every difficulty, severity and step")]
    NotIdentified,
    /// The maximum was not reached.
    #[error("no convergence after {cycles} cycles (log-likelihood {log_likelihood})")]
    NotConverged {
        /// How many cycles were made.
        cycles: usize,
        /// The log-likelihood reached.
        log_likelihood: f64,
    },
    /// The caller asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The numbers are too large or too far apart to compute with.
    #[error("the result is not a finite number")]
    NotFinite,
}

/// The value, unless it overflowed or has no meaning.
fn finite_or(value: f64) -> Result<f64, Error> {
    super::finite(value).ok_or(Error::NotFinite)
}

fn of_item(item_idx: Option<usize>) -> String {
    item_idx.map_or_else(
        || "a rating".to_owned(),
        |item_idx| format!("item {item_idx}"),
    )
}
