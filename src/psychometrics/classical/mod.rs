//! Classical test theory: scores, their reliability and their error.
//!
//! An observed score is a true score plus error that is independent of it; reliability is the true share of the
//! observed variance (Lord & Novick, 1968, chapter 3). From there follow the error of a score
//! ([`MeasurementError`]), what a longer test would gain ([`spearman_brown`]), and estimates of reliability from one
//! sitting ([`alpha()`], [`split_half()`], [`OneFactor::omega_total`]). Most of them follow from the [`Covariances`] of
//! the items alone, which are counted once.
//!
//! Answers of several people are `persons × items`: one inner list per person, all of one length, missing = `None`.

mod alpha;
mod attenuation;
mod correlation;
mod covariances;
mod error_of_measurement;
mod items;
mod one_factor;
mod split_half;
mod standard_scores;
mod standardised;
mod sum_score;

pub use alpha::{Alpha, alpha};
pub use attenuation::disattenuated;
pub use correlation::correlation;
pub use covariances::Covariances;
pub use error_of_measurement::{Interval, MeasurementError};
pub use items::{ItemStatistics, item_statistics};
pub use one_factor::OneFactor;
pub use split_half::{SplitHalf, horst, spearman_brown, split_half};
pub use standard_scores::{normal_percentile, t_score, z_score};
pub use sum_score::{SumScore, prorated_sum, reverse_keyed};

/// Why a figure of classical test theory cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// A person has another number of answers than the first one.
    #[error("person {person_idx} has {n_answers} answers, the first has {expected}")]
    Ragged {
        /// Which person, counted from 0.
        person_idx: usize,
        /// How many answers they have.
        n_answers: usize,
        /// How many the first person has.
        expected: usize,
    },
    /// Two lists that belong together are of different lengths.
    #[error("the lists have {first} and {second} values")]
    UnequalLengths {
        /// Length of the first.
        first: usize,
        /// Length of the second.
        second: usize,
    },
    /// There are not enough people.
    #[error("{n} complete cases are too few; at least {minimum} are needed")]
    TooFewPersons {
        /// How many there are.
        n: usize,
        /// How many are needed.
        minimum: usize,
    },
    /// There are not enough items.
    #[error("{n} items are too few; at least {minimum} are needed")]
    TooFewItems {
        /// How many there are.
        n: usize,
        /// How many are needed.
        minimum: usize,
    },
    /// Two people who answered both items of a pair are needed.
    #[error(
        "fewer than two persons answered both items {first_idx} and {second_idx} (counted from 0)"
    )]
    TooFewPairs {
        /// One item, counted from 0.
        first_idx: usize,
        /// The other; the same where one item has too few answers.
        second_idx: usize,
    },
    /// Everybody answers an item alike.
    #[error("item {item_idx} (counted from 0) has the same answer from everybody")]
    ConstantItem {
        /// Which one, counted from 0.
        item_idx: usize,
    },
    /// An item follows from the others, or pairwise correlations contradict each other.
    #[error("the items' correlations follow from each other or contradict each other")]
    Dependent,
    /// The search for the best figures did not end.
    #[error("no solution was reached in {iterations} iterations")]
    NotConverged {
        /// How many were made.
        iterations: usize,
    },
    /// Everybody has the same score.
    #[error("the scores do not vary")]
    NoVariance,
    /// A value is outside what the formula is made for.
    #[error("{what} is {value}, but has to be {expected}")]
    OutOfRange {
        /// The argument.
        what: &'static str,
        /// Its value.
        value: f64,
        /// What it has to be.
        expected: &'static str,
    },
    /// More is missing than may be filled in.
    #[error(
        "{n_missing} of {n_items} answers are missing, more than the share of {maximum} allowed"
    )]
    TooManyMissing {
        /// How many are missing.
        n_missing: usize,
        /// How many there should be.
        n_items: usize,
        /// The highest share allowed, 0 to 1.
        maximum: f64,
    },
    /// The numbers are too large or too far apart to compute with.
    #[error("the result is not a finite number")]
    NotFinite,
}

/// A reliability between 0 and 1, both included.
fn checked_reliability(reliability: f64) -> Result<f64, Error> {
    checked(
        reliability,
        (0.0..=1.0).contains(&reliability),
        "reliability",
        "from 0 to 1",
    )
}

/// A standard deviation that can be divided by.
fn checked_deviation(standard_deviation: f64) -> Result<f64, Error> {
    let is_positive = standard_deviation.is_finite() && standard_deviation > 0.0;
    checked(
        standard_deviation,
        is_positive,
        "standard deviation",
        "above 0",
    )
}

fn checked(
    value: f64,
    is_right: bool,
    what: &'static str,
    expected: &'static str,
) -> Result<f64, Error> {
    if is_right {
        Ok(value)
    } else {
        Err(Error::OutOfRange {
            what,
            value,
            expected,
        })
    }
}

#[cfg(test)]
mod coverage_tests;
#[cfg(test)]
mod reference_tests;
