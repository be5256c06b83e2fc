//! The stop-signal task: how long stopping takes that nobody can see.
//!
//! Going and stopping race; an answer is held back when stopping ends first (Logan & Cowan, 1984, *Psychological
//! Review* 91, 295–327). The finish of stopping is never seen, so its latency, the stop-signal reaction time (SSRT),
//! is worked out from the go reaction times and from how often people fail to stop.
//!
//! The rules are those of the consensus guide, Verbruggen et al. (2019), *eLife* 8, e46323: [`Performance`] holds the
//! figures, [`Limits`] and [`Refusal`] say when they may not be read, [`Estimate`] puts both together;
//! [`block_estimates`] guards against slowing and [`ssrt_split_by_staircase`] or [`ssrt_split_half`] gives the
//! reliability. The delays are set elsewhere, by whoever runs the task.

mod blocks;
mod estimate;
mod performance;
mod refusal;
mod reliability;

#[cfg(test)]
mod recovery_tests;

pub use blocks::{BlockEstimate, BlockEstimates, block_estimates};
pub use estimate::Estimate;
pub use performance::Performance;
pub use refusal::{Limits, Refusal};
pub use reliability::{StaircaseTrial, kind, ssrt_split_by_staircase, ssrt_split_half};

/// One trial that counts (practice is left out by the caller).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    /// The block it belongs to.
    pub block: u32,
    /// What was shown.
    pub signal: Signal,
    /// The first answer; `None` when there was none in time.
    pub response: Option<Response>,
}

/// What a trial shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Signal {
    /// The arrow alone.
    Go,
    /// The arrow, then the sign to stop.
    Stop {
        /// From the arrow to the sign, in milliseconds, as planned by the staircase.
        delay_ms: f64,
    },
}

/// An answer to a trial.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Response {
    /// From the arrow to the key, in milliseconds.
    pub rt_ms: f64,
    /// Whether it was the arrow's key; `None` where the record does not tell.
    pub is_correct: Option<bool>,
}
