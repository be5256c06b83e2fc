//! Reaction times: how fast somebody answers, and how fast they can stop.
//!
//! [`stop_signal`] turns the trials of a stop-signal task into the latency of stopping, with the checks that the
//! method demands; [`video`] finds when a film's cue was really on the screen. Times are milliseconds with fractions.

pub mod stop_signal;
pub mod video;
