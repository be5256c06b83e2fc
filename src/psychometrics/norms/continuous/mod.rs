//! Continuous norms: places that change steadily with another variable.
//!
//! Where scores grow with age or with months of training, a table for each group throws away what neighbouring groups
//! tell about it, and jumps at its borders. Continuous norming models all groups at once, in two ways:
//!
//! - **By regression** ([`ContinuousNorm`]): everybody is ranked within their group ([`locations_in_groups`]) or among
//!   people near them ([`locations_in_windows`]), the rank becomes a T score, the *location* L, and the raw score is
//!   regressed on the best few products Lⁱ Aʲ of powers of location and explanatory variable A ([`best_subsets()`]).
//!   No distribution is supposed. (Lenhard, Lenhard, Suggate & Segerer, 2018, *Assessment* 25, 112–125.)
//! - **By a distribution** ([`BetaBinomialNorm`]): the number of points out of a highest number is beta-binomial, and
//!   both its shapes change with A. (Lenhard, Lenhard & Gary, 2019, *PLOS ONE* 14(9), e0222279.)

mod best_subsets;
mod beta_binomial;
mod curve;
mod locations;
mod powers;
mod regression_norm;

pub use best_subsets::{BestSubset, best_subsets};
pub use beta_binomial::{BetaBinomialNorm, BetaBinomialRow, ScoredPerson};
pub use curve::Fall;
pub use locations::{
    FEWEST_IN_A_GROUP, HIGHEST_LOCATION, LOWEST_LOCATION, locations_in_groups, locations_in_windows,
};
pub use powers::{Powers, Term};
pub use regression_norm::{ContinuousNorm, LocatedPerson, NormQuality};

use crate::psychometrics::{norms, regression};

/// Why continuous norms cannot be had.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// Two lists that belong together are of different lengths.
    #[error("the lists have {first} and {second} values")]
    UnequalLengths {
        /// Length of the first.
        first: usize,
        /// Length of the second.
        second: usize,
    },
    /// Too few people stand together to be ranked.
    #[error("only {n} people are ranked together around {by}; at least {minimum} are needed")]
    GroupTooSmall {
        /// The explanatory variable of one of them.
        by: f64,
        /// How many they are.
        n: usize,
        /// How many are needed.
        minimum: usize,
    },
    /// The explanatory variable does not vary.
    #[error("the explanatory variable is {0} for everybody")]
    ByDoesNotVary(f64),
    /// The scores do not vary.
    #[error("the scores do not vary")]
    ScoreDoesNotVary,
    /// A value is not a finite number, or too large to compute with.
    #[error("a value or a result is not a finite number")]
    NotFinite,
    /// A norm is asked for where nobody was.
    #[error(
        "{by} lies outside {lowest} to {highest}, where the people of the norm sample are, and norms must not be extrapolated"
    )]
    Outside {
        /// The value asked for.
        by: f64,
        /// The lowest in the sample.
        lowest: f64,
        /// The highest in the sample.
        highest: f64,
    },
    /// An argument is outside what the method is made for.
    #[error("{what} is {value}, but has to be {expected}")]
    OutOfRange {
        /// The argument.
        what: &'static str,
        /// Its value.
        value: f64,
        /// What it has to be.
        expected: &'static str,
    },
    /// A score is not a number of points.
    #[error("score {score} is not a whole number from 0 to {highest}")]
    NotAnItemCount {
        /// The score.
        score: f64,
        /// The highest possible.
        highest: u32,
    },
    /// The search for the likelihood's maximum did not arrive.
    #[error("the likelihood's maximum was not found within {0} steps")]
    NoConvergence(usize),
    /// A place cannot be computed.
    #[error(transparent)]
    Norm(#[from] norms::Error),
    /// The regression cannot be computed.
    #[error("the regression on powers cannot be computed: {0}")]
    Regression(#[from] regression::Error),
}

fn same_lengths(first: usize, second: usize) -> Result<(), Error> {
    if first == second {
        Ok(())
    } else {
        Err(Error::UnequalLengths { first, second })
    }
}
