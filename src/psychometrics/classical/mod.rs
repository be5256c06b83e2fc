//! Classical test theory: scores, their reliability and their error.
//!
//! An observed score is a true score plus error that is independent of it; reliability is the true share of the
//! observed variance (Lord & Novick, 1968, chapter 3). From there follow the error of a score
//! ([`MeasurementError`]), what a longer test would gain ([`spearman_brown`]), and estimates of reliability from one
//! sitting ([`alpha()`], [`split_half()`]).
//!
//! Answers of several people are `persons × items`: one inner list per person, all of one length, missing = `None`.

mod alpha;
mod correlation;
mod error_of_measurement;
mod items;
mod split_half;
mod standard_scores;
mod sum_score;

pub use alpha::{Alpha, alpha};
pub use correlation::correlation;
pub use error_of_measurement::{Interval, MeasurementError};
pub use items::{ItemStatistics, item_statistics};
pub use split_half::{SplitHalf, spearman_brown, split_half};
pub use standard_scores::{normal_percentile, t_score, z_score};
pub use sum_score::{SumScore, prorated_sum, reverse_keyed};

use super::descriptive::all_finite;

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

/// The people without a missing answer, after checking the shape.
fn complete_cases(answers: &[Vec<Option<f64>>]) -> Result<Vec<Vec<f64>>, Error> {
    let expected = answers.first().map_or(0, Vec::len);
    let mut complete: Vec<Vec<f64>> = Vec::with_capacity(answers.len());
    for (person_idx, person) in answers.iter().enumerate() {
        let n_answers = person.len();
        if n_answers != expected {
            return Err(Error::Ragged {
                person_idx,
                n_answers,
                expected,
            });
        }
        complete.extend(person.iter().copied().collect::<Option<Vec<f64>>>());
    }
    if complete.iter().all(|person| all_finite(person)) {
        Ok(complete)
    } else {
        Err(Error::NotFinite)
    }
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
