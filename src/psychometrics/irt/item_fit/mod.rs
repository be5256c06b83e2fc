//! Whether the answers to an item are as its model says.
//!
//! | Question | Start with |
//! |---|---|
//! | Do people of equal sums answer as the model says? | [`s_x2`] |
//! | Are the answers more, or less, erratic than expected? | [`item_mean_squares`] |
//! | Do two items share more than the ability? | [`local_dependence`] |

mod local_dependence;
mod mean_squares;
mod residuals;
mod s_x2;
mod sparse_cells;

pub use local_dependence::{LocalDependence, local_dependence};
pub use mean_squares::{MeanSquares, item_mean_squares, person_mean_squares};
pub use s_x2::{SumScoreFit, SumScoreItemFit, s_x2};

use super::error::checked;
use super::{Error, ItemModel, Responses};

/// Items with their parameters, and how the ability is distributed in the people they were calibrated on.
///
/// Its fields are private because the weights sum to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration<'a> {
    items: &'a [ItemModel],
    nodes: &'a [f64],
    weights: Vec<f64>,
}

impl<'a> Calibration<'a> {
    /// Items with abilities and their weights in the population, in any unit.
    pub fn new(items: &'a [ItemModel], nodes: &'a [f64], weights: &[f64]) -> Result<Self, Error> {
        checked_length(weights.len(), nodes.len())?;
        for &weight in weights {
            let is_right = weight.is_finite() && 0.0 <= weight;
            checked(
                weight,
                is_right,
                "weight of a node",
                "finite and at least 0",
            )?;
        }
        for &node in nodes {
            checked(node, node.is_finite(), "node", "finite")?;
        }
        let total: f64 = weights.iter().sum();
        checked(
            total,
            total.is_finite() && 0.0 < total,
            "sum of weights",
            "above 0",
        )?;
        Ok(Self {
            items,
            nodes,
            weights: weights.iter().map(|weight| weight / total).collect(),
        })
    }
}

/// As many models as items, with the same numbers of categories.
fn checked_shape(items: &[ItemModel], responses: &Responses) -> Result<(), Error> {
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
        "one for each item, node or person",
    )
}

#[cfg(test)]
mod tests;
