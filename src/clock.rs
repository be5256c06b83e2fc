//! Time and chance enter here and nowhere else.
//!
//! Everything below `main` takes the time and a random generator as arguments, so that a sitting, a score or a token
//! can be replayed to the same bytes. `clippy.toml` bans the other ways to ask for them.

use std::fmt;
use std::ops::{Add, Sub};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use serde::{Deserialize, Serialize};

/// A moment: whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Stored as an integer in both databases, because one keeps microseconds and the other text.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// This moment moved by whole seconds.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1000)
    }
    /// This moment moved by whole days of 24 hours.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days * 86_400)
    }
    /// Whole seconds since 1970-01-01T00:00:00Z, as tokens carry them.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }
}

impl fmt::Display for Millis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Add<i64> for Millis {
    type Output = Self;
    fn add(self, milliseconds: i64) -> Self {
        Self(self.0 + milliseconds)
    }
}

impl Sub for Millis {
    type Output = i64;
    fn sub(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }
}

/// The source of the time: the machine's, or one that a test or a simulation sets.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until it is moved.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `start`.
    pub fn manual(start: Millis) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start.0)))
    }

    /// The time by this clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the machine for the time"
    )]
    pub fn now(&self) -> Millis {
        match self {
            Self::System => {
                let since = SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .unwrap_or_default();
                Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Self::Manual(at) => Millis(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock to `at`; the machine's clock is left alone.
    pub fn set(&self, at: Millis) {
        if let Self::Manual(cell) = self {
            cell.store(at.0, Ordering::SeqCst);
        }
    }
}

/// The source of chance: the operating system's, or a seed that tells everything drawn.
#[derive(Debug)]
pub enum Chance {
    /// The operating system's.
    System,
    /// A generator that hands out generators, each of its own, in one order.
    Seeded(Box<Mutex<ChaCha20Rng>>),
}

impl Chance {
    /// Chance that a seed tells.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Box::new(Mutex::new(seeded(seed))))
    }

    /// A new generator.
    pub fn generator(&self) -> ChaCha20Rng {
        match self {
            Self::System => chance(),
            Self::Seeded(parent) => {
                let mut seed = [0_u8; 32];
                let mut parent = parent.lock().unwrap_or_else(PoisonError::into_inner);
                parent.fill_bytes(&mut seed);
                ChaCha20Rng::from_seed(seed)
            }
        }
    }
}

/// A generator seeded by the operating system, for keys, tokens and identifiers.
pub fn chance() -> ChaCha20Rng {
    let mut seed = [0_u8; 32];
    rand::fill(&mut seed);
    ChaCha20Rng::from_seed(seed)
}

/// A generator that gives the same numbers for the same seed, for simulations and trial orders.
pub fn seeded(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}
