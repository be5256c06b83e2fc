//! Calibration: item parameters of greatest marginal likelihood.
//!
//! [`calibrate`] fits one of the usual [`Model`]s to one group. Below it stands what several groups, anchors and
//! constraints are built from: a [`Design`] says which parameters are free, fixed or equal ([`Slot`]), [`expected`]
//! is the expectation step of a group, and [`search`] climbs to the maximum.

mod curves;
mod design;
mod expectation;
mod family;
mod fit;
mod maximisation;
mod patterns;
mod posterior;
mod search;
mod start;

pub use curves::Curves;
pub use design::{Design, FreeParameter, GroupDesign, ItemDesign, NormalPrior, Slot};
pub use expectation::{Expected, WindowUse, Windows, expected};
pub use family::Family;
pub use fit::{CalibratedItem, Calibration, Model, Options, calibrate};
pub use patterns::Patterns;
pub use search::{Progress, Solution, Stopping, search};

#[cfg(test)]
mod reference_tests;
