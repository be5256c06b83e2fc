//! Reaction times: how fast somebody answers, and how well they hold back.
//!
//! [`stop_signal`] turns the trials of a stop-signal task into the latency of stopping, with the checks that the
//! method demands; [`go_no_go`], [`flanker`] and [`discounting`] score the other tasks of self-control; [`ex_gaussian`]
//! describes the shape of a person's latencies, and [`reliability`] says how far any score made of trials may be trusted.
//! [`video`] finds when a film's cue was really on the screen. Times are milliseconds with fractions.

pub mod discounting;
pub mod ex_gaussian;
pub mod flanker;
pub mod go_no_go;
pub mod reliability;
pub mod stop_signal;
pub mod trimming;
pub mod video;

/// A part of a whole, 0 to 1; `None` without a whole.
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
