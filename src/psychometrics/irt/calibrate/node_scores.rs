//! Scores at the nodes: derivatives of the log-probabilities with respect to the parameters.

use super::family::log_gradients;
use super::maximisation::latent_gradients;
use crate::psychometrics::irt::{ItemModel, Latent, Quadrature};

/// ∂ ln P / ∂ parameters of each category of each item, and ∂ ln w / ∂ (mean, log-variance), at each node.
pub(super) struct Scores {
    pub(super) items: Vec<ItemScores>,
    pub(super) latent: Vec<[f64; 2]>,
}

pub(super) struct ItemScores {
    pub(super) n_parameters: usize,
    pub(super) n_categories: usize,
    /// `nodes × categories × parameters`.
    gradients: Vec<f64>,
}

impl Scores {
    pub(super) fn new(models: &[ItemModel], latent: Latent, quadrature: &Quadrature) -> Self {
        Self {
            items: models
                .iter()
                .map(|model| ItemScores::new(model, quadrature))
                .collect(),
            latent: latent_gradients(latent, quadrature),
        }
    }
}

impl ItemScores {
    pub(super) fn new(model: &ItemModel, quadrature: &Quadrature) -> Self {
        let mut gradients = Vec::new();
        let mut at_node = Vec::new();
        for &node in quadrature.nodes() {
            log_gradients(model, node, &mut at_node);
            gradients.extend_from_slice(&at_node);
        }
        let n_categories = model.n_categories();
        Self {
            n_parameters: at_node.len() / n_categories,
            n_categories,
            gradients,
        }
    }

    pub(super) fn at(&self, node_idx: usize, category: usize) -> &[f64] {
        let start = (node_idx * self.n_categories + category) * self.n_parameters;
        &self.gradients[start..start + self.n_parameters]
    }
}
