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
mod information;
mod item_pairs;
mod lane;
mod maximisation;
mod mean_scores;
mod model;
mod moments;
mod node_scores;
mod one_group;
mod patterns;
mod posterior;
mod search;
mod start;

pub use curves::Curves;
pub use design::{Design, FreeParameter, GroupDesign, ItemDesign, NormalPrior, Slot};
pub use expectation::{Expected, WindowUse, Windows, expected};
pub use family::Family;
pub(crate) use family::log_gradients;
pub use fit::{CalibratedItem, Calibration, ItemErrors, Options, StandardErrors, calibrate};
pub use information::covariance;
pub(crate) use maximisation::latent_gradients;
pub use model::Model;
pub(crate) use moments::posterior_moments;
pub use patterns::Patterns;
pub use search::{Progress, Solution, Stopping, search};

#[cfg(test)]
mod edge_tests;
#[cfg(test)]
mod large_tests;
#[cfg(test)]
mod reference_tests;
