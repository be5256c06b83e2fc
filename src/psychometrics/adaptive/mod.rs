//! Questionnaires that choose the next question by the answers so far.
//!
//! A question tells most about people whose ability it fits. Asked in turn, each chosen where the ability seems to lie,
//! half as many questions give the same error as a fixed form (`simulation::tests` shows it). A bank of calibrated
//! items ([`ItemBank`]) is asked by [`Rules`]: most information first, held back by a control of exposure
//! ([`Exposure`]) so that the best items are not known to everybody, by shares of content ([`ContentPlan`]) so that
//! everybody is asked about the same things, until the error is small enough ([`Stopping`]).
//!
//! | Question | Start with |
//! |---|---|
//! | Which item next, when to stop, what was found? | [`Session`] |
//! | How often may an item be offered? | [`sympson_hetter()`] |
//! | How long and how exact will it be? | [`simulate`] |

mod bank;
mod content;
mod exposure;
mod session;
mod simulation;
mod stopping;
mod sympson_hetter;

pub use bank::{BankItem, ItemBank};
pub use content::ContentPlan;
pub use exposure::Exposure;
pub use session::{Estimator, Rules, Session};
pub use simulation::{Study, simulate};
pub use stopping::{StopReason, Stopping};
pub use sympson_hetter::{ExposureGoal, sympson_hetter};

use super::irt;

/// Why a questionnaire cannot go on, or cannot begin.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// There is no item in the bank.
    #[error("the bank holds no item")]
    EmptyBank,
    /// The bank's items are of another number of content areas than the plan.
    #[error("item {item_idx} belongs to content area {content}, but the plan has {n_areas}")]
    ContentArea {
        /// Which item, counted from 0.
        item_idx: usize,
        /// Its area, counted from 0.
        content: usize,
        /// How many areas there are.
        n_areas: usize,
    },
    /// An answer is to an item that was not offered.
    #[error("item {item_idx} was not the one that was offered")]
    NotOffered {
        /// Which item, counted from 0.
        item_idx: usize,
    },
    /// An answer is no category of its item.
    #[error("the answer {category} to item {item_idx} is not one of its {n_categories} categories")]
    NotACategory {
        /// Which item, counted from 0.
        item_idx: usize,
        /// The answer.
        category: u8,
        /// How many categories the item has.
        n_categories: usize,
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
    /// An item or a score of it cannot be.
    #[error(transparent)]
    Item(#[from] irt::Error),
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
