//! One candidate taking one assessment: events, state, steps, time.
//!
//! Every change is an [`Event`]; the state is what replaying them gives, and nothing else. `apply` is pure: the time
//! is an argument, and the same events give the same state on every machine.

pub mod event;

pub use event::*;
