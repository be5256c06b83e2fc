//! Regression: what an outcome owes to each of several predictors.
//!
//! | Outcome | Start with |
//! |---|---|
//! | A number | [`least_squares`], [`weighted_least_squares`] |
//! | Yes or no | [`logistic()`] |
//! | Ordered categories | [`proportional_odds`] |
//! | A count over a time that differs | [`CountRegression`](super::validity::CountRegression) |
//!
//! Predictors are `persons × predictors`: one inner list per person, all of one length, without an intercept, which
//! every model here adds by itself.

mod linear;
mod logistic;
mod newton;
mod ordinal;
mod scaling;

pub use linear::{Coefficient, LinearFit, Step, least_squares, weighted_least_squares};
pub use logistic::{LogisticFit, logistic, weighted_logistic};
pub use ordinal::{LogOdds, OrdinalFit, proportional_odds, weighted_proportional_odds};

/// Why a regression cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// A person has another number of predictors than the first one.
    #[error("person {person_idx} has {n_values} predictors, the first has {expected}")]
    Ragged {
        /// Which person, counted from 0.
        person_idx: usize,
        /// How many values they have.
        n_values: usize,
        /// How many the first person has.
        expected: usize,
    },
    /// Predictors, outcomes or weights are of different numbers of people.
    #[error("there are {n} {what} for {n_persons} persons")]
    UnequalLengths {
        /// What there are too many or too few of.
        what: &'static str,
        /// How many there are.
        n: usize,
        /// How many people have predictors.
        n_persons: usize,
    },
    /// There are not enough people for so many coefficients.
    #[error("{n} persons are too few; at least {minimum} are needed")]
    TooFewPersons {
        /// How many there are (with a weight above 0).
        n: usize,
        /// How many are needed.
        minimum: usize,
    },
    /// A predictor is the same for everybody.
    #[error("predictor {predictor_idx} (counted from 0) is the same for everybody")]
    ConstantPredictor {
        /// Which one, counted from 0.
        predictor_idx: usize,
    },
    /// A predictor follows from those before it.
    #[error("predictor {predictor_idx} (counted from 0) is a weighted sum of those before it")]
    Collinear {
        /// Which one, counted from 0.
        predictor_idx: usize,
    },
    /// The outcome is the same for everybody.
    #[error("the outcome is the same for everybody")]
    ConstantOutcome,
    /// A weight is negative or not a number.
    #[error("the weight of person {person_idx} is {weight}, not 0 or above")]
    Weight {
        /// Which person, counted from 0.
        person_idx: usize,
        /// The weight.
        weight: f64,
    },
    /// Steps do not add up to the predictors.
    #[error("the steps take {n} predictors, but there are {expected}")]
    Steps {
        /// How many the steps take together.
        n: usize,
        /// How many predictors there are.
        expected: usize,
    },
    /// A category between others was chosen by nobody.
    #[error("nobody has category {category} (counted from 0)")]
    UnusedCategory {
        /// Which one, counted from 0.
        category: usize,
    },
    /// An outcome has more categories than a model of steps is made for.
    #[error("the outcome has {n} categories, more than {maximum}")]
    TooManyCategories {
        /// How many it has.
        n: usize,
        /// How many are allowed.
        maximum: usize,
    },
    /// The predictors tell the outcome without a fault, so that no finite coefficients are the best.
    #[error(
        "the predictors part the outcomes perfectly, so that the coefficients grow without end"
    )]
    Separated,
    /// The search stopped before the maximum.
    #[error("the likelihood has no maximum after {n_iterations} iterations")]
    NotConverged {
        /// How many were made.
        n_iterations: usize,
    },
    /// A value is not a finite number, or too large to compute with.
    #[error("a value or the result is not a finite number")]
    NotFinite,
}

/// The number of predictors, after checking that everybody has as many and that all are numbers.
fn checked_predictors(predictors: &[Vec<f64>]) -> Result<usize, Error> {
    let expected = predictors.first().map_or(0, Vec::len);
    for (person_idx, person) in predictors.iter().enumerate() {
        let n_values = person.len();
        if n_values != expected {
            return Err(Error::Ragged {
                person_idx,
                n_values,
                expected,
            });
        }
        if !super::descriptive::all_finite(person) {
            return Err(Error::NotFinite);
        }
    }
    Ok(expected)
}

/// Refuses a list that is not as long as the list of people.
fn checked_length(what: &'static str, n: usize, n_persons: usize) -> Result<(), Error> {
    if n == n_persons {
        return Ok(());
    }
    Err(Error::UnequalLengths { what, n, n_persons })
}

#[cfg(test)]
mod linear_tests;
