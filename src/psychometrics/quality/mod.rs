//! How far answers may be trusted: signs of answering without reading.
//!
//! No index is proof. Each catches another kind of carelessness (long runs one key held down, little spread 4-5-4-5,
//! speed whoever did not read), so they are looked at together, and none lowers a score
//! (Curran, 2016, *Journal of Experimental Social Psychology* 66, 4–19).
//!
//! | Question | Function |
//! |---|---|
//! | Were plain instructions followed? | [`missed_checks`] |
//! | Do answers that should agree agree? | [`inconsistency()`], [`even_odd()`], [`pair_agreement`] |
//! | Was one key held down, or two in turn? | [`longest_run`], [`average_run`], [`irv`] |
//! | Is the pattern rare among people? | [`AnswerCloud`] |
//! | Does the pattern fit the scale's model? | [`person_fit()`], [`GuttmanOrder`] |
//! | Was there time to read? | [`too_fast_share`] |
//! | Are virtues claimed that hardly anybody has? | [`claimed_virtues`] |
//! | Was the person elsewhere meanwhile? | [`OffTask`] |

mod attention;
mod cloud;
mod even_odd;
mod guttman;
mod impression;
mod inconsistency;
mod moments;
mod off_task;
mod pace;
mod person_fit;
mod runs;
mod spread;
mod synonyms;

#[cfg(test)]
mod careless_tests;

pub use attention::missed_checks;
pub use cloud::{AnswerCloud, Distance};
pub use even_odd::{Factors, even_odd};
pub use guttman::{GuttmanFit, GuttmanOrder};
pub use impression::{Virtues, claimed_virtues};
pub use inconsistency::{Inconsistency, Keying, StatedPair, inconsistency};
pub use moments::ItemMoments;
pub use off_task::{Absence, OffTask};
pub use pace::{PageTime, too_fast_share};
pub use person_fit::{
    AbilityRange, Category, PersonFit, ResponseModel, TwoParameterItem, most_likely_ability,
    person_fit,
};
pub use runs::{average_run, longest_run};
pub use spread::irv;
pub use synonyms::{ItemPair, Likeness, pair_agreement, psychometric_pairs};

/// Why a figure of response quality cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// A person has another number of answers than there are items.
    #[error("person {person_idx} has {n_answers} answers, not {expected}")]
    Ragged {
        /// Which person, counted from 0.
        person_idx: usize,
        /// How many answers they have.
        n_answers: usize,
        /// How many there should be.
        expected: usize,
    },
    /// There are not enough people to compare with.
    #[error("{n} complete cases are too few; at least {minimum} are needed")]
    TooFewPersons {
        /// How many there are.
        n: usize,
        /// How many are needed.
        minimum: usize,
    },
    /// There is no item.
    #[error("there is no item")]
    NoItem,
    /// Everybody gave the same answer to an item.
    #[error("item {item_idx} was answered alike by everybody")]
    ConstantItem {
        /// Which item, counted from 0.
        item_idx: usize,
    },
    /// An item can be computed from the items before it.
    #[error("item {item_idx} follows from the items before it")]
    DependentItem {
        /// Which item, counted from 0.
        item_idx: usize,
    },
    /// The factors do not have as many items as there are.
    #[error("the factors have {n_items} items together, but there are {expected}")]
    FactorItems {
        /// How many the factors have.
        n_items: usize,
        /// How many there are.
        expected: usize,
    },
    /// A factor cannot be halved.
    #[error("factor {factor_idx} has {n_items} items, but two are needed for two halves")]
    ShortFactor {
        /// Which factor, counted from 0.
        factor_idx: usize,
        /// How many items it has.
        n_items: usize,
    },
    /// There are not enough factors to correlate over.
    #[error("{n} factors are too few; at least 2 are needed")]
    TooFewFactors {
        /// How many there are.
        n: usize,
    },
    /// A number is outside its range.
    #[error("{what} is {value}, but has to be {expected}")]
    OutOfRange {
        /// What it is.
        what: &'static str,
        /// Its value.
        value: f64,
        /// What it has to be.
        expected: &'static str,
    },
    /// An answer is not a finite number, or the numbers are too large to compute with.
    #[error("the answers are not finite numbers of a usable size")]
    NotFinite,
}
