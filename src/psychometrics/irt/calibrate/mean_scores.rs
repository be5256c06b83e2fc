//! Each person's expected score: what one pass over the patterns sums the squares of.

use nalgebra::DMatrix;
use pulp::{Simd, WithSimd};

use super::design::Slot;
use super::information::Group;
use super::lane::{Lane, WIDTH, add_product, total};
use super::posterior::{Posteriors, Window, narrowed};

/// For each row and each free parameter it depends on, the score at each node.
pub(super) struct Means {
    rows: Vec<Vec<(usize, Vec<Lane>)>>,
    latent: Vec<(usize, Vec<Lane>)>,
}

impl Means {
    pub(super) fn new(group: &Group) -> Self {
        let n_nodes = group.curves.n_nodes();
        let mut rows = Vec::new();
        for (item, scores) in group.design.items.iter().zip(&group.scores.items) {
            for category in 0..scores.n_categories {
                let at = |node_idx: usize, which: usize| scores.at(node_idx, category)[which];
                rows.push(by_parameter(&item.slots, n_nodes, at));
            }
        }
        let slots = [group.design.mean, group.design.log_variance];
        let at = |node_idx: usize, which: usize| group.scores.latent[node_idx][which];
        Self {
            rows,
            latent: by_parameter(&slots, n_nodes, at),
        }
    }

    /// Σ E[∂ℓ] E[∂ℓ] over the patterns of a part.
    pub(super) fn squares(
        &self,
        posteriors: &Posteriors,
        first_pattern: usize,
        windows: &mut [Window],
        n_free: usize,
    ) -> DMatrix<f64> {
        let mut sum = vec![0.0; n_free * n_free];
        let arch = pulp::Arch::new();
        arch.dispatch(AddSquares {
            means: self,
            posteriors,
            first_pattern,
            windows,
            sum: &mut sum,
        });
        let lower = DMatrix::from_vec(n_free, n_free, sum);
        // The products below the diagonal were summed; those above are the same.
        DMatrix::from_fn(n_free, n_free, |row, column| {
            lower[(row.max(column), row.min(column))]
        })
    }
}

/// The pass over some of the patterns.
struct AddSquares<'a> {
    means: &'a Means,
    posteriors: &'a Posteriors<'a>,
    first_pattern: usize,
    windows: &'a mut [Window],
    sum: &'a mut [f64],
}

impl WithSimd for AddSquares<'_> {
    type Output = ();

    #[expect(
        clippy::inline_always,
        reason = "compiled for wide registers only where it is inlined"
    )]
    #[inline(always)]
    fn with_simd<S: Simd>(self, _simd: S) {
        let Self {
            means,
            posteriors,
            first_pattern,
            windows,
            sum,
        } = self;
        let n_free = sum.len().isqrt();
        let mut posterior = vec![[0.0; WIDTH]; posteriors.tables.n_lanes];
        let mut mean = vec![0.0; n_free];
        let mut touched: Vec<usize> = Vec::new();
        for (offset, window) in windows.iter_mut().enumerate() {
            let pattern_idx = first_pattern + offset;
            posteriors.fill(pattern_idx, window, &mut posterior);
            let lanes = window.lanes();
            let mut expect = |scores: &[(usize, Vec<Lane>)]| {
                for (parameter, by_node) in scores {
                    let mut sums = [0.0; WIDTH];
                    for lane_idx in lanes.clone() {
                        add_product(&mut sums, &posterior[lane_idx], &by_node[lane_idx]);
                    }
                    mean[*parameter] += total(&sums);
                    touched.push(*parameter);
                }
            };
            for row in posteriors.patterns.rows_of(pattern_idx) {
                expect(&means.rows[row]);
            }
            expect(&means.latent);
            *window = narrowed(*window, &posterior);
            touched.sort_unstable();
            touched.dedup();
            let weight = posteriors.patterns.weights()[pattern_idx];
            for (place, &column) in touched.iter().enumerate() {
                let scaled = weight * mean[column];
                let column = &mut sum[column * n_free..(column + 1) * n_free];
                for &row in &touched[place..] {
                    column[row] += scaled * mean[row];
                }
            }
            for parameter in touched.drain(..) {
                mean[parameter] = 0.0;
            }
        }
    }
}

/// The scores of the free slots that are not 0 everywhere.
fn by_parameter(
    slots: &[Slot],
    n_nodes: usize,
    at: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, Vec<Lane>)> {
    let mut free = Vec::new();
    for (which, slot) in slots.iter().enumerate() {
        let Slot::Free(parameter) = *slot else {
            continue;
        };
        let mut lanes = vec![[0.0; WIDTH]; n_nodes.div_ceil(WIDTH)];
        for node_idx in 0..n_nodes {
            lanes[node_idx / WIDTH][node_idx % WIDTH] = at(node_idx, which);
        }
        if lanes.as_flattened().iter().any(|score| score.abs() > 0.0) {
            free.push((parameter, lanes));
        }
    }
    free
}
