//! People who do not exist: answers and reaction times drawn from known traits.
//!
//! A simulation knows the truth that an estimate has to find again. The pieces go together as in life: a person has
//! correlated [`LatentTraits`]; each trait shows in [`GradedItem`] answers, in the options chosen under a
//! [`KeyedChoice`], and in the latencies of a [`RaceParticipant`], a
//! [`GoNoGoParticipant`] and a [`FlankerParticipant`]; and some people answer by a [`CarelessPattern`].
//! All chance comes from the generator given, so one seed makes the same people again.

mod careless;
mod choice;
mod flanker;
mod go_no_go;
mod graded_item;
mod latent_traits;
mod race;

pub use careless::CarelessPattern;
pub use choice::KeyedChoice;
pub use flanker::FlankerParticipant;
pub use go_no_go::GoNoGoParticipant;
pub use graded_item::GradedItem;
pub use latent_traits::LatentTraits;
pub use race::{ExGaussian, RaceParticipant};

use rand::distr::Open01;
use rand::{Rng, RngExt};

use super::normal;

/// Why a simulation cannot be set up.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
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

/// Whether something of this probability (0 to 1) happens.
fn happens(probability: f64, rng: &mut impl Rng) -> bool {
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
