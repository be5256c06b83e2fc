//! Validity: do scores tell what they are used for?
//!
//! A predictor's correlation with a criterion ([`pearson`], [`spearman`], [`kendall_tau_b`]; [`auc()`] where the criterion
//! is yes or no; [`CountRegression`] where it is a count over a time that differs between people), what a further
//! predictor adds ([`LinearFit::steps`](super::regression::LinearFit::steps)), and what it says in plain numbers
//! ([`expectancy()`]). In a group that was chosen by the predictor the correlation is too low:
//! [`corrected_for_direct_restriction`] and [`corrected_for_indirect_restriction`] estimate it for everybody, as
//! [`disattenuated`](super::classical::disattenuated) does for an unreliable criterion.
//!
//! Corrected figures are for interpretation: significance and interval are those of the uncorrected ones, and both stand
//! side by side.

mod auc;
mod biserial;
mod correlations;
mod counts;
mod expectancy;
mod partial;
mod range_restriction;
mod ranks;

pub use auc::{Auc, Cut, auc, best_cut};
pub use biserial::{biserial, point_biserial};
pub use correlations::{CorrelationTest, kendall_tau_b, pearson, spearman};
pub use counts::{CountCoefficient, CountRegression, ObservedCount};
pub use expectancy::{Expectancy, expectancy};
pub use partial::{partial_correlation, semipartial_correlation};
pub use range_restriction::{
    IndirectRestriction, corrected_for_direct_restriction, corrected_for_indirect_restriction,
};

use super::classical;

/// Why a figure of validity cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// Two lists that belong together are of different lengths.
    #[error("the lists have {first} and {second} values")]
    UnequalLengths {
        /// Length of the first.
        first: usize,
        /// Length of the second.
        second: usize,
    },
    /// There are not enough people.
    #[error("{n} persons are too few; at least {minimum} are needed")]
    TooFewPersons {
        /// How many there are.
        n: usize,
        /// How many are needed.
        minimum: usize,
    },
    /// Not enough people with, or without, what the criterion asks for.
    #[error(
        "{cases} cases and {others} others are too few; at least {minimum} of either are needed"
    )]
    OneSided {
        /// How many people are cases.
        cases: usize,
        /// How many are not.
        others: usize,
        /// How many of either are needed.
        minimum: usize,
    },
    /// Everybody has the same value.
    #[error("the values do not vary")]
    NoVariance,
    /// A predictor is constant or follows from others.
    #[error(
        "predictor {predictor_idx} (counted from 0) is constant or follows from those before it"
    )]
    Collinear {
        /// Which one, counted from 0.
        predictor_idx: usize,
    },
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
    /// The search for the best figures did not end.
    #[error("no solution was reached in {iterations} iterations")]
    NotConverged {
        /// How many were made.
        iterations: usize,
    },
    /// The numbers are too large or too far apart to compute with.
    #[error("a value or the result is not a finite number")]
    NotFinite,
}

impl From<classical::Error> for Error {
    fn from(error: classical::Error) -> Self {
        match error {
            classical::Error::UnequalLengths { first, second } => {
                Self::UnequalLengths { first, second }
            }
            classical::Error::TooFewPersons { n, minimum } => Self::TooFewPersons { n, minimum },
            classical::Error::NoVariance => Self::NoVariance,
            _ => Self::NotFinite,
        }
    }
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

fn checked_correlation(value: f64) -> Result<f64, Error> {
    let is_right = (-1.0..=1.0).contains(&value);
    checked(value, is_right, "correlation", "from −1 to 1")
}

/// The normal quantile that leaves half of `1 - confidence` on either side.
fn checked_normal(confidence: f64) -> Result<f64, Error> {
    let z = super::normal::two_sided(confidence);
    z.ok_or(Error::OutOfRange {
        what: "confidence",
        value: confidence,
        expected: "between 0 and 1",
    })
}

#[cfg(test)]
mod coverage_tests;
#[cfg(test)]
mod reference_tests;
