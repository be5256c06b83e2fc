//! Calibration: item parameters of greatest marginal likelihood.
//!
//! [`calibrate`] fits one of the usual [`Model`]s to one group. Below it stands what several groups, anchors and
//! constraints are built from: a [`Design`] says which parameters are free, fixed or equal ([`Slot`]), [`expected`]
//! is the expectation step of a group, [`search()`] climbs to the maximum, and [`covariance`] says how sure it is.
//!
//! # Speed
//!
//! A cycle costs one expectation step: for n people, m items and q nodes 2 n m q operations when done plainly. Three
//! things make it cheaper without changing a digit that counts. Items are tabulated in pairs, so that a person needs
//! half the factors. Each posterior is computed in a window of nodes outside of which it weighs less than 1e-17; where
//! items are log-concave that is certain from its edges. Equal patterns are counted once. What is left are a product
//! and a sum for each pair and node of a window, on tables in the processor's second-level cache: 8 bytes are read for
//! a product, 16 moved for a sum, so that not arithmetic but the cache is the limit. With 100,000 people, 40 items of
//! five categories and 32 nodes in a window that is 127 million operations and 1.5 GB, 15 ms at 100 GB/s; the code
//! takes 24 ms on one thread of the machine it was written on (`make bench-psychometrics` prints both). Sums are taken
//! over fixed parts in a fixed order, so that the number of threads changes nothing.
//!
//! The number of cycles stays in the tens where plain EM takes thousands, because the search learns the curvature that
//! EM ignores.

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
