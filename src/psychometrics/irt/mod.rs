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
//! | What ability does a sum of answers stand for? | [`sum_score_abilities`] |
//! | Do items and model fit? | [`item_fit::s_x2`], [`item_fit::local_dependence`], [`model_fit::limited_information`] |
//! | Does it measure the same in several groups? | [`multigroup::multigroup`], [`multigroup::likelihood_ratio_dif`] |
//! | How do old and new items come on one scale? | [`linking::stocking_lord`], [`linking::calibrate_anchored`] |

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
pub mod model_fit;
pub mod multigroup;

pub use category::Category;
pub use error::Error;
pub use item_model::ItemModel;
pub use quadrature::{Latent, Quadrature};
pub use responses::{Responses, UnusedCategory};
pub use sum_score::{SumScoreAbility, sum_score_abilities};

#[cfg(test)]
mod item_model_tests;
#[cfg(test)]
mod recovery_tests;
#[cfg(test)]
pub(crate) mod reference_data;
