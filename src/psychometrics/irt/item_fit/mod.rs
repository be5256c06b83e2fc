//! Whether the answers to an item are as its model says.
//!
//! | Question | Start with |
//! |---|---|
//! | Do people of equal sums answer as the model says? | [`s_x2()`] |
//! | Are the answers more, or less, erratic than expected? | [`item_mean_squares`] |
//! | Do two items share more than the ability? | [`local_dependence()`] |

mod local_dependence;
mod mean_squares;
mod residuals;
mod s_x2;
mod sparse_cells;

pub use local_dependence::{LocalDependence, local_dependence};
pub use mean_squares::{MeanSquares, item_mean_squares, person_mean_squares};
pub use s_x2::{SumScoreFit, SumScoreItemFit, s_x2};

use super::calibrate::{Calibration, GroupDesign, Slot};
use super::error::checked;
use super::{Error, ItemModel, Latent, Quadrature, Responses};

/// Items with their parameters, how the ability is distributed in the people, and how much of it was estimated.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// The items, in the order of the answers' columns.
    pub items: Vec<ItemModel>,
    /// The distribution of ability.
    pub latent: Latent,
    /// The abilities that integrals are taken over.
    pub quadrature: Quadrature,
    /// For each item the number of free parameters, those of the distribution of ability included.
    pub n_free: Vec<usize>,
}

impl Scale {
    /// What a calibration found.
    pub fn of(calibration: &Calibration) -> Self {
        let is_free = |slot: &&Slot| matches!(slot, Slot::Free(_));
        let of_group = |group: &GroupDesign| -> Vec<usize> {
            let latent = [group.mean, group.log_variance];
            let n_latent = latent.iter().filter(is_free).count();
            let items = group.items.iter();
            items
                .map(|item| item.slots.iter().filter(is_free).count() + n_latent)
                .collect()
        };
        Self {
            items: calibration.models(),
            latent: calibration.latent,
            quadrature: calibration.design.quadrature.clone(),
            n_free: calibration
                .design
                .groups
                .first()
                .map(of_group)
                .unwrap_or_default(),
        }
    }
}

/// As many models as items, with the same numbers of categories.
pub(super) fn checked_shape(items: &[ItemModel], responses: &Responses) -> Result<(), Error> {
    checked_length(items.len(), responses.n_items())?;
    let named = responses.items().iter().zip(responses.n_categories());
    for (model, (item, &n_categories)) in items.iter().zip(named) {
        if model.n_categories() < n_categories {
            return Err(Error::WrongCategories {
                item: item.clone(),
                n_categories,
                model: "fitted",
                expected: "fewer",
            });
        }
    }
    Ok(())
}

/// One finite ability, or none, for each person.
fn checked_thetas(thetas: &[Option<f64>], responses: &Responses) -> Result<(), Error> {
    checked_length(thetas.len(), responses.n_persons())?;
    for &theta in thetas.iter().flatten() {
        checked(theta, theta.is_finite(), "ability", "finite")?;
    }
    Ok(())
}

fn checked_length(n: usize, expected: usize) -> Result<f64, Error> {
    checked(
        n as f64,
        n == expected,
        "length of a list",
        "one for each item or person",
    )
}

#[cfg(test)]
mod tests;
