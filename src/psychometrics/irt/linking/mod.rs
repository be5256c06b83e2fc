//! Putting two calibrations on one scale.
//!
//! Abilities have no unit of their own: two calibrations of the same items in different groups differ by
//! θ = A θ′ + B, where θ′ is on the new scale and θ on the old one. Items that both calibrations hold, the anchors, find
//! A and B: by the moments of their parameters ([`mean_sigma`], [`mean_mean`]) or by their curves ([`haebara`],
//! [`stocking_lord`]), which use every parameter and are steadier. The other way is to fix the anchors' parameters while the new items are calibrated
//! ([`calibrate_anchored`]).

mod anchored;
mod curves;
mod moments;

pub use anchored::{FixedAnchor, calibrate_anchored};
pub use curves::{haebara, stocking_lord};
pub use moments::{mean_mean, mean_sigma};

use super::ItemModel;
use crate::psychometrics::finite;

/// Why two scales cannot be linked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// There are not enough anchors.
    #[error("{n} anchor items are too few; at least {minimum} are needed")]
    TooFewAnchors {
        /// How many there are.
        n: usize,
        /// How many are needed.
        minimum: usize,
    },
    /// An anchor is not the same kind of item in both calibrations.
    #[error(
        "anchor {anchor_idx} has {old} categories in the old calibration and {new} in the new one, or other models"
    )]
    OtherModel {
        /// Which anchor, counted from 0.
        anchor_idx: usize,
        /// Its categories in the old calibration.
        old: usize,
        /// Its categories in the new one.
        new: usize,
    },
    /// An anchor was not answered.
    #[error("the anchor `{item}` is not among the items")]
    UnknownAnchor {
        /// Its name.
        item: String,
    },
    /// The items cannot be calibrated.
    #[error(transparent)]
    Calibration(#[from] super::Error),
    /// The anchors say nothing about the ability.
    #[error("the anchors' {what} cannot be divided by")]
    Flat {
        /// What is 0, or too close to it.
        what: &'static str,
    },
    /// The slope of a link has to be above 0.
    #[error("the link has the slope {slope}, which is not above 0")]
    Slope {
        /// The slope.
        slope: f64,
    },
    /// The search for the best link did not come to rest.
    #[error("no best link was found in {iterations} steps")]
    NotConverged {
        /// How many steps were made.
        iterations: usize,
    },
    /// The numbers are too large or too far apart to compute with.
    #[error("the result is not a finite number")]
    NotFinite,
}

/// One item in both calibrations.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// As it was calibrated on the old scale, which stays.
    pub old: ItemModel,
    /// As it was calibrated on the new scale, which is to be moved.
    pub new: ItemModel,
}

/// How the new scale becomes the old one: θ = A θ′ + B.
///
/// Its fields are private because A is above 0 and both are finite.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, linking::Link};
/// let link = Link::new(2.0, 0.5)?;
/// assert_eq!(link.theta(1.0), Some(2.5));
/// // An item of slope 1 turns at θ = −0.5 on the new scale, so at −0.5 on the old one, half as steeply.
/// let item = ItemModel::Logistic { slope: 1.0, intercept: 0.5 };
/// assert_eq!(link.item(&item), ItemModel::Logistic { slope: 0.5, intercept: 0.25 });
/// # Ok::<(), composure::psychometrics::irt::linking::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    slope: f64,
    intercept: f64,
}

impl Link {
    /// The link θ = slope · θ′ + intercept.
    pub fn new(slope: f64, intercept: f64) -> Result<Self, Error> {
        if !slope.is_finite() || !intercept.is_finite() {
            return Err(Error::NotFinite);
        }
        if slope < 1e-6 {
            return Err(Error::Slope { slope });
        }
        Ok(Self { slope, intercept })
    }

    /// A, above 0.
    pub fn slope(&self) -> f64 {
        self.slope
    }

    /// B, on the old scale.
    pub fn intercept(&self) -> f64 {
        self.intercept
    }

    /// An ability of the new scale on the old one; `None` where it is too large to compute with.
    pub fn theta(&self, new: f64) -> Option<f64> {
        finite(self.slope * new + self.intercept)
    }

    /// A standard error of the new scale on the old one.
    pub fn standard_error(&self, new: f64) -> Option<f64> {
        finite(self.slope * new)
    }

    /// An item of the new calibration on the old scale, where it gives everybody the same probabilities as before.
    pub fn item(&self, new: &ItemModel) -> ItemModel {
        let slope = new.slope() / self.slope;
        let shift = slope * self.intercept;
        match new {
            ItemModel::Logistic { intercept, .. } => ItemModel::Logistic {
                slope,
                intercept: intercept - shift,
            },
            ItemModel::Guessing {
                intercept,
                lower_asymptote,
                ..
            } => ItemModel::Guessing {
                slope,
                intercept: intercept - shift,
                lower_asymptote: *lower_asymptote,
            },
            ItemModel::Graded { intercepts, .. } => ItemModel::Graded {
                slope,
                intercepts: intercepts
                    .iter()
                    .map(|intercept| intercept - shift)
                    .collect(),
            },
            ItemModel::PartialCredit { intercepts, .. } => {
                let scored = intercepts.iter().zip(1u32..);
                ItemModel::PartialCredit {
                    slope,
                    intercepts: scored
                        .map(|(intercept, score)| intercept - f64::from(score) * shift)
                        .collect(),
                }
            }
        }
    }
}

/// Anchors that are enough and each of one kind in both calibrations.
fn checked(anchors: &[Anchor], minimum: usize) -> Result<(), Error> {
    let n = anchors.len();
    if n < minimum {
        return Err(Error::TooFewAnchors { n, minimum });
    }
    for (anchor_idx, anchor) in anchors.iter().enumerate() {
        let (old, new) = (anchor.old.n_categories(), anchor.new.n_categories());
        let is_of_one_kind =
            std::mem::discriminant(&anchor.old) == std::mem::discriminant(&anchor.new);
        if old != new || !is_of_one_kind {
            return Err(Error::OtherModel {
                anchor_idx,
                old,
                new,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
