//! Item response theory: what the answer to an item says about an ability.
//!
//! An item gives each category a probability at every ability θ ([`ItemModel`]); answers of several people are
//! [`Responses`]. Everywhere the logit is aθ + d (slope a, intercept d, no constant 1.7), and a higher category means
//! more of the ability where the slope is positive.
//!
//! | Question | Start with |
//! |---|---|
//! | How likely is an answer, how much does it tell? | [`ItemModel::categories`], [`ItemModel::information`] |
//! | Which answers were given? | [`Responses`] |
//! | How able is a person? | [`scores::eap`], [`scores::map`], [`scores::wle`] |
//! | Which parameters do the items have? | [`calibrate::calibrate`], [`calibrate::Design`] |

mod error;
mod logit;

mod category;
mod item_model;
mod quadrature;
mod responses;

pub mod calibrate;
pub mod scores;

mod sum_score;

pub mod item_fit;
pub mod linking;
pub mod multigroup;

pub use category::Category;
pub use error::Error;
pub use item_model::ItemModel;
pub use quadrature::{Latent, Quadrature};
pub use responses::{Responses, UnusedCategory};

#[cfg(test)]
mod item_model_tests;
#[cfg(test)]
pub(crate) mod reference_data;
