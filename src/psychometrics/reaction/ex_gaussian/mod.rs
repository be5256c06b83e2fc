//! The shape of latencies: a normal part and an exponential tail.
//!
//! [`ExGaussian`] is the distribution, [`ExGaussian::fit`] finds it in a person's times by maximum likelihood. A slow
//! tail (τ) tells of lapses, a slow centre (μ) of slowness; a mean mixes both.

mod density;
mod fit;

pub use fit::Fit;

use crate::psychometrics::finite;

/// Latencies that are the sum of a normal and an exponential part.
///
/// Its fields are private because all three are usable and the spreads above 0.
///
/// *Model*: normal(μ, σ) + exponential(τ); mean μ + τ, variance σ² + τ². With z = (x − μ) / σ − σ / τ its density is
/// exp(σ² / 2τ² − (x − μ) / τ) Φ(z) / τ.
///
/// *Takes / gives*: milliseconds.
///
/// *Edges*: for z below 0 the density is written as the normal one times a Mills ratio, so that its logarithm stays exact
/// however far out either tail.
///
/// *Errors*: a μ that is not finite, a σ or τ that is not finite and above 0.
///
/// *Source*: Burbeck & Luce (1982), *Perception & Psychophysics* 32, 117–133; Heathcote (1996), *Behavior Research Methods,
/// Instruments, & Computers* 28, 427–445.
///
/// ```
/// use composure::psychometrics::reaction::ex_gaussian::ExGaussian;
/// let latency = ExGaussian::new(400.0, 30.0, 100.0)?;
/// assert_eq!(latency.mean_ms(), 500.0);
/// // Far out in the slow tail the density falls by a factor of e every τ.
/// let fall = latency.log_density(90_000.0).unwrap() - latency.log_density(90_100.0).unwrap();
/// assert!((fall - 1.0).abs() < 1e-9);
/// # Ok::<(), composure::psychometrics::reaction::ex_gaussian::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExGaussian {
    mu: f64,
    sigma: f64,
    tau: f64,
}

/// Why there is no such distribution, or none that fits.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// A parameter is outside its range.
    #[error("{what} is {value} ms, but has to be {expected}")]
    OutOfRange {
        /// Which.
        what: &'static str,
        /// Its value.
        value: f64,
        /// What it has to be.
        expected: &'static str,
    },
    /// There are too few times to tell three parameters apart.
    #[error("{n} times are too few; at least {minimum} are needed")]
    TooFewTimes {
        /// How many there are.
        n: usize,
        /// How many are needed.
        minimum: usize,
    },
    /// The times are all alike.
    #[error("the times do not vary")]
    NoVariance,
    /// A time is not a finite number, or the times are too far apart to compute with.
    #[error("the times are not finite numbers of a usable size")]
    NotFinite,
    /// The likelihood rises as the tail vanishes: the times are normal or lean to the fast side.
    #[error(
        "the times have no slow tail (skewness {skewness:.2}): a normal distribution fits as well"
    )]
    NoTail {
        /// Third standardised moment.
        skewness: f64,
    },
    /// The likelihood rises as the normal part vanishes: the times pile up at the fastest.
    #[error(
        "the times pile up at the fastest (skewness {skewness:.2}): no normal part is left beside the tail"
    )]
    NoNormalPart {
        /// Third standardised moment.
        skewness: f64,
    },
    /// The search did not end.
    #[error("the likelihood's maximum was not reached in {iterations} steps")]
    NotConverged {
        /// How many steps were made.
        iterations: u32,
    },
}

impl ExGaussian {
    /// The distribution with this centre, normal spread and mean of the tail, in milliseconds.
    pub fn new(mu_ms: f64, sigma_ms: f64, tau_ms: f64) -> Result<Self, Error> {
        let check = |what, value: f64, is_right: bool, expected| {
            if value.is_finite() && is_right {
                return Ok(value);
            }
            Err(Error::OutOfRange {
                what,
                value,
                expected,
            })
        };
        Ok(Self {
            mu: check("mu", mu_ms, true, "finite")?,
            sigma: check("sigma", sigma_ms, sigma_ms > 0.0, "above 0")?,
            tau: check("tau", tau_ms, tau_ms > 0.0, "above 0")?,
        })
    }

    /// μ, the centre of the normal part, in milliseconds.
    pub fn mu_ms(&self) -> f64 {
        self.mu
    }

    /// σ, the spread of the normal part, in milliseconds.
    pub fn sigma_ms(&self) -> f64 {
        self.sigma
    }

    /// τ, the mean of the tail, in milliseconds.
    pub fn tau_ms(&self) -> f64 {
        self.tau
    }

    /// The mean, in milliseconds.
    pub fn mean_ms(&self) -> f64 {
        self.mu + self.tau
    }

    /// The standard deviation, in milliseconds.
    pub fn sd_ms(&self) -> f64 {
        self.sigma.hypot(self.tau)
    }

    /// The logarithm of the density at a time in milliseconds, per millisecond; `None` where it is not finite.
    pub fn log_density(&self, time_ms: f64) -> Option<f64> {
        finite(density::log_density(time_ms, self))
    }

    /// The parameters under which these times are likeliest, with their standard errors.
    pub fn fit(times_ms: &[f64]) -> Result<Fit, Error> {
        fit::fit(times_ms)
    }
}
