//! People who do not exist: answers and reaction times drawn from known traits.
//!
//! A simulation knows the truth that an estimate has to find again. The pieces go together as in life: a person has
//! correlated [`LatentTraits`]; each trait shows in [`GradedItem`] answers, in the options chosen under a
//! [`KeyedChoice`], in the ratings of an [`OptionRater`], and in the latencies of a [`RaceParticipant`], a [`GoNoGoParticipant`] and a [`FlankerParticipant`];
//! and some people answer by a [`CarelessPattern`]. What people do is judged by a [`SimulatedRater`] on a [`PointScale`]
//! or a [`StepScale`]. Later the best of them are chosen, and the job shows a [`Criterion`] and [`EventCounts`].
//! Whole calibrations are made of a [`BankPlan`]'s items, of [`abilities`] and of the [`item_answers()`] they give.
//! All chance comes from the generator given, so one seed makes the same people again.

mod biased_item;
mod careless;
mod choice;
mod criterion;
mod crossed;
mod flanker;
mod go_no_go;
mod graded_item;
mod item_answers;
mod item_bank;
mod latent_traits;
mod option_rater;
mod race;
mod raters;
mod selection;

pub use biased_item::BiasedItem;
pub use careless::CarelessPattern;
pub use choice::KeyedChoice;
pub use criterion::{Applicant, Criterion, EventCounts, succeeds};
pub use crossed::{CrossedCounts, CrossedVariances, crossed_scores};
pub use flanker::FlankerParticipant;
pub use go_no_go::GoNoGoParticipant;
pub use graded_item::GradedItem;
pub use item_answers::{abilities, item_answer, item_answers};
pub use item_bank::{BankPlan, ItemKind};
pub use latent_traits::LatentTraits;
pub use option_rater::OptionRater;
pub use race::{ExGaussian, RaceParticipant};
pub use raters::{PointScale, RaterTraits, SimulatedRater, StepScale};
pub use selection::CutOff;

use rand::distr::Open01;
use rand::{Rng, RngExt};

use super::normal;

/// Why a simulation cannot be set up.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// The correlations are not a square.
    #[error("row {row_idx} of the correlations has {n} entries, not {expected}")]
    Shape {
        /// The row, counted from 0.
        row_idx: usize,
        /// How many it has.
        n: usize,
        /// How many rows there are.
        expected: usize,
    },
    /// No set of traits can correlate so.
    #[error(
        "the correlations up to trait {trait_idx} contradict each other or are not 1 on the diagonal"
    )]
    Correlations {
        /// The trait at which it shows, counted from 0.
        trait_idx: usize,
    },
    /// The thresholds do not rise.
    #[error("the thresholds of an item have to rise")]
    Thresholds,
    /// No item has such parameters, or no answers have such a shape.
    #[error(transparent)]
    Item(#[from] super::irt::Error),
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
}

/// A draw from the standard normal distribution, by inversion: one uniform number, never infinite.
fn standard_normal(rng: &mut impl Rng) -> f64 {
    normal::quantile(rng.sample(Open01)).unwrap_or_default()
}

/// A draw from the exponential distribution with mean 1.
fn standard_exponential(rng: &mut impl Rng) -> f64 {
    let uniform: f64 = rng.sample(Open01);
    -uniform.ln()
}

/// The place drawn from probabilities that add to 1; `None` where there are none.
fn drawn(probabilities: &[f64], rng: &mut impl Rng) -> Option<usize> {
    let uniform: f64 = rng.random();
    let mut up_to = 0.0;
    for (place, probability) in probabilities.iter().enumerate() {
        up_to += probability;
        if uniform < up_to {
            return Some(place);
        }
    }
    // Rounding can leave the sum a hair below 1: the last place then.
    probabilities.len().checked_sub(1)
}

/// Whether something of this probability (0 to 1) happens.
pub(super) fn happens(probability: f64, rng: &mut impl Rng) -> bool {
    let uniform: f64 = rng.random();
    uniform < probability
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

fn checked_probability(value: f64, what: &'static str) -> Result<f64, Error> {
    checked(value, (0.0..=1.0).contains(&value), what, "from 0 to 1")
}
