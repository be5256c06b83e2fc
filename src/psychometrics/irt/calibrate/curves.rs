//! Probabilities of the categories of all items at the nodes of a quadrature, laid out for speed.

use super::lane::{Lane, WIDTH, multiply};
use super::patterns::{NO_ROW, Patterns};
use crate::psychometrics::irt::{ItemModel, Latent, Quadrature};

/// Log-probabilities of each row (category of an item) at each node.
#[derive(Debug, Clone)]
pub struct Curves {
    n_nodes: usize,
    logs: Vec<f64>,
}

impl Curves {
    /// The curves of items in the order of their rows.
    pub fn new(models: &[ItemModel], quadrature: &Quadrature) -> Self {
        let n_nodes = quadrature.nodes().len();
        let n_rows: usize = models.iter().map(ItemModel::n_categories).sum();
        let mut logs = vec![0.0; n_rows * n_nodes];
        let mut first_row = 0;
        for model in models {
            for (node_idx, &node) in quadrature.nodes().iter().enumerate() {
                for (category_idx, category) in model.categories(node).iter().enumerate() {
                    let row = first_row + category_idx;
                    logs[row * n_nodes + node_idx] = category.log_probability;
                }
            }
            first_row += model.n_categories();
        }
        Self { n_nodes, logs }
    }

    /// How many nodes there are.
    pub fn n_nodes(&self) -> usize {
        self.n_nodes
    }

    /// The log-probabilities of a row at the nodes.
    pub fn row(&self, row: usize) -> &[f64] {
        &self.logs[row * self.n_nodes..(row + 1) * self.n_nodes]
    }
}

/// What the posterior of a pattern is made of: the weights of the nodes, and for each cell of the patterns the product
/// of its rows' probabilities, each row divided by its highest one so that long products do not underflow.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) n_nodes: usize,
    pub(super) n_lanes: usize,
    pub(super) prior: Vec<Lane>,
    pub(super) cells: Vec<Lane>,
    /// The logarithm that each row was divided by.
    pub(super) row_scales: Vec<f64>,
}

impl Tables {
    pub(super) fn new(
        patterns: &Patterns,
        curves: &Curves,
        quadrature: &Quadrature,
        latent: Latent,
    ) -> Self {
        let n_nodes = curves.n_nodes();
        let n_lanes = n_nodes.div_ceil(WIDTH);
        let highest = |row: usize| {
            let logs = curves.row(row).iter().copied();
            logs.fold(f64::NEG_INFINITY, f64::max)
        };
        let row_scales: Vec<f64> = (0..patterns.n_rows()).map(highest).collect();
        let rows: Vec<Vec<Lane>> = row_scales
            .iter()
            .enumerate()
            .map(|(row, scale)| lanes(curves.row(row).iter().map(|log| (log - scale).exp())))
            .collect();
        let ones = vec![[1.0; WIDTH]; n_lanes];
        let lanes_of = |row: usize| rows.get(row).unwrap_or(&ones);
        let mut cells = Vec::with_capacity(patterns.cells().len() * n_lanes);
        for cell in patterns.cells() {
            if cell.second == NO_ROW {
                cells.extend_from_slice(lanes_of(cell.first));
                continue;
            }
            let both = lanes_of(cell.first).iter().zip(lanes_of(cell.second));
            cells.extend(both.map(|(first, second)| {
                let mut product = *first;
                multiply(&mut product, second);
                product
            }));
        }
        Self {
            n_nodes,
            n_lanes,
            prior: lanes(quadrature.weights(latent).into_iter()),
            cells,
            row_scales,
        }
    }
}

/// Values side by side; the last lane is filled up with zeros.
fn lanes(values: impl Iterator<Item = f64>) -> Vec<Lane> {
    let values: Vec<f64> = values.collect();
    let (whole, rest) = values.as_chunks::<WIDTH>();
    let mut lanes = whole.to_vec();
    if !rest.is_empty() {
        let mut last = [0.0; WIDTH];
        last[..rest.len()].copy_from_slice(rest);
        lanes.push(last);
    }
    lanes
}
