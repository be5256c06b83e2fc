//! How far answers lie from what was expected of the person.

use crate::psychometrics::irt::ItemModel;

/// An answer against what the model expects at an ability, in categories.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Residual {
    /// The category chosen, less the expected one.
    pub(crate) difference: f64,
    /// The variance that the model expects.
    pub(crate) variance: f64,
    /// The fourth central moment that the model expects.
    pub(crate) fourth_moment: f64,
}

/// An answer's residual.
pub(crate) fn residual(item: &ItemModel, category: u8, theta: f64) -> Residual {
    let probabilities = item.probabilities(theta);
    let moment = |of: &dyn Fn(f64) -> f64| -> f64 {
        let scored = probabilities.iter().zip(0u32..);
        scored.map(|(p, score)| p * of(f64::from(score))).sum()
    };
    let mean = moment(&|score| score);
    Residual {
        difference: f64::from(category) - mean,
        variance: moment(&|score| (score - mean).powi(2)),
        fourth_moment: moment(&|score| (score - mean).powi(4)),
    }
}
