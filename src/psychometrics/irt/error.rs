//! Why a figure of item response theory cannot be given.

/// Why a figure of item response theory cannot be given.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// A person has another number of answers than there are items.
    #[error("person {person_idx} has {n_answers} answers to {n_items} items")]
    Ragged {
        /// Which person, counted from 0.
        person_idx: usize,
        /// How many answers they have.
        n_answers: usize,
        /// How many items there are.
        n_items: usize,
    },
    /// An answer is not a category of its item.
    #[error("item `{item}`: the answer {value} of person {person_idx} is not {expected}")]
    NotACategory {
        /// The item.
        item: String,
        /// Which person, counted from 0.
        person_idx: usize,
        /// The answer.
        value: f64,
        /// What it has to be.
        expected: &'static str,
    },
    /// There are not enough people.
    #[error("{n} persons with an answer are too few; at least {minimum} are needed")]
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
    /// Nobody answered an item.
    #[error("item `{item}` was answered by nobody")]
    NoAnswers {
        /// The item.
        item: String,
    },
    /// Everybody gave the same answer to an item, so that nothing can be learnt about it.
    #[error("item `{item}` is constant: every answer is {code}")]
    ConstantItem {
        /// The item.
        item: String,
        /// The answer that everybody gave.
        code: i64,
    },
    /// Nobody chose a category between those that were chosen, so that its place cannot be estimated.
    #[error("item `{item}`: nobody chose category {code}")]
    UnusedCategory {
        /// The item.
        item: String,
        /// The category, as the answers are coded.
        code: i64,
    },
    /// A model is made for another number of categories.
    #[error("item `{item}` has {n_categories} categories, but the {model} model is for {expected}")]
    WrongCategories {
        /// The item.
        item: String,
        /// How many categories it has.
        n_categories: usize,
        /// The model.
        model: &'static str,
        /// How many the model is for.
        expected: &'static str,
    },
    /// A parameter or option is outside what the formula is made for.
    #[error("{what} is {value}, but has to be {expected}")]
    OutOfRange {
        /// The parameter or option.
        what: &'static str,
        /// Its value.
        value: f64,
        /// What it has to be.
        expected: &'static str,
    },
    /// The search was broken off by whoever watched it.
    #[error("the calibration was broken off after {cycle} cycles")]
    Cancelled {
        /// How many cycles were done.
        cycle: usize,
    },
    /// The search did not arrive at a maximum.
    #[error(
        "the calibration did not converge in {cycles} cycles; the largest gradient is {largest_gradient:.2e}"
    )]
    NoConvergence {
        /// How many cycles were done.
        cycles: usize,
        /// The largest scaled gradient at the end.
        largest_gradient: f64,
    },
    /// The likelihood rises without end as an item's slope grows.
    #[error("the slope of item `{item}` grows without bound; it was {slope:.1} at the end")]
    RunawaySlope {
        /// The item.
        item: String,
        /// The slope at the end.
        slope: f64,
    },
    /// The information about the parameters has no inverse: the answers do not settle them.
    #[error("the answers do not settle all parameters, so that they have no standard errors")]
    NotIdentified,
    /// The numbers are too large or too far apart to compute with.
    #[error("the result is not a finite number")]
    NotFinite,
}

/// The value if it is right, else a refusal with what it has to be.
pub(crate) fn checked(
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
