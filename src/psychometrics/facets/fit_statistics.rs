//! Mean squares: whether scores scatter about what the model expects as much as it says.

use super::engine::{DesignTable, Posterior, Tables};
use super::layout::Layout;
use super::pattern::Patterns;
use super::ratings::Ratings;

/// Infit and outfit of one rater or item; each is 1 on average where the model holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct MeanSquares {
    pub(super) infit: Option<f64>,
    pub(super) outfit: Option<f64>,
}

/// Sums for mean squares.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    squares: f64,
    variances: f64,
    standardised: f64,
    n: f64,
}

/// Mean squares of the items and of the elements.
///
/// A residual is averaged over the person's posterior, so that both expect 1 exactly: infit Σ E(x − μ)² / Σ E v,
/// outfit the mean of E (x − μ)² / v, with μ and v the mean and variance of the score at each ability.
pub(super) fn mean_squares(
    ratings: &Ratings,
    layout: &Layout,
    patterns: &Patterns,
    tables: &Tables,
) -> (Vec<MeanSquares>, Vec<MeanSquares>) {
    let weights = weights(ratings, layout, patterns, tables);
    let mut items = vec![Sums::default(); layout.n_items];
    let mut elements = vec![Sums::default(); layout.n_elements];
    for ((cell, table), weights) in patterns.cells.iter().zip(&tables.cells).zip(&weights) {
        let moments = table.moments(tables.theta.len());
        let mut sums = Sums::default();
        for (score, weights) in weights.chunks_exact(tables.theta.len()).enumerate() {
            for (weight, &(mean, variance)) in weights.iter().zip(&moments) {
                sums.add(*weight, score as f64 - mean, variance);
            }
        }
        items[cell.item].join(sums);
        elements[cell.element].join(sums);
    }
    let all = |sums: Vec<Sums>| sums.into_iter().map(Sums::mean_squares).collect();
    (all(items), all(elements))
}

/// For each cell and score the posteriors of those who got it, added up; one run of nodes per score.
fn weights(
    ratings: &Ratings,
    layout: &Layout,
    patterns: &Patterns,
    tables: &Tables,
) -> Vec<Vec<f64>> {
    let n_nodes = tables.theta.len();
    let of_cell = |cell: &super::pattern::Cell| {
        let n_scores = layout.steps[cell.item].len() + 1;
        vec![0.0; n_scores * n_nodes]
    };
    let mut weights: Vec<Vec<f64>> = patterns.cells.iter().map(of_cell).collect();
    let mut table = DesignTable::default();
    let mut posterior = Posterior::default();
    for design in &patterns.designs {
        tables.fill(design, &mut table);
        for group in &design.groups {
            tables.posterior(&table, group, &mut posterior);
            let rows = group
                .members
                .iter()
                .flat_map(|&member| &patterns.rows_of_person[member]);
            for &row in rows {
                let given = ratings.rows[row].given().zip(&patterns.cells_of_row[row]);
                for ((item, score), &cell) in given {
                    let score = (score - layout.lowest[item]) as usize;
                    let run = &mut weights[cell][score * n_nodes + posterior.first..];
                    for (weight, share) in run.iter_mut().zip(&posterior.shares) {
                        *weight += share;
                    }
                }
            }
        }
    }
    weights
}

impl Sums {
    fn add(&mut self, weight: f64, residual: f64, variance: f64) {
        // So far off the scale that a score has no variance a person is not, to a double's precision.
        if weight > 0.0 && variance > 0.0 {
            let square = weight * residual * residual;
            self.squares += square;
            self.variances += weight * variance;
            self.standardised += square / variance;
            self.n += weight;
        }
    }

    fn join(&mut self, other: Self) {
        self.squares += other.squares;
        self.variances += other.variances;
        self.standardised += other.standardised;
        self.n += other.n;
    }

    fn mean_squares(self) -> MeanSquares {
        let ratio = |square: f64, expected: f64| crate::psychometrics::finite(square / expected);
        MeanSquares {
            infit: ratio(self.squares, self.variances),
            outfit: ratio(self.standardised, self.n),
        }
    }
}
