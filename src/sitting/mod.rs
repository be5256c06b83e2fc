//! One candidate taking one assessment: events, state, steps, time.
//!
//! Every change is an [`Event`]; the state is what replaying them gives, and nothing else. [`apply()`] is pure: the time
//! is in the event, and the same events give the same state on every machine.

pub mod event;

pub mod state;

mod apply;
mod plausible;
mod questionnaire;
mod refused;
mod scene;
mod trial;

pub mod flanker;
pub mod go_no_go;
pub mod rated;
pub mod simulate;
pub mod stop_signal;
pub mod timing;

#[cfg(test)]
mod scene_tests;
#[cfg(test)]
mod task_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod written_tests;

pub use apply::{Rules, apply, apply_all, replay};
pub use event::*;
pub use refused::Refused;
pub use scene::TYPED_LIMIT;
pub use state::{SceneWork, SectionState, State, Step, Work};
