//! The observed information of the free parameters, and their covariances.

use nalgebra::{Cholesky, DMatrix};
use rayon::prelude::*;

use super::curves::Curves;
use super::design::{Design, GroupDesign, Slot};
use super::expectation::{Expected, FEWEST_IN_PART, MOST_PARTS, Windows};
use super::item_pairs::PairPass;
use super::maximisation::latent_gradients;
use super::mean_scores::Means;
use super::node_scores::{ItemScores, Scores};
use super::posterior::Posteriors;
use super::search::Solution;
use crate::psychometrics::irt::{Error, ItemModel, Latent, Quadrature};

/// Covariances of the free parameters: the inverse of the observed information at the solution.
///
/// *Model*: by the missing-information principle the observed information is what the complete data would give, less
/// what is lost because abilities are unseen:
/// I = Σ E[−∂²ℓ] − Σ Var[∂ℓ], both over each person's posterior, where ℓ is the log-likelihood of the answers and the
/// ability together. It equals Oakes' second-derivative identity, without numerical differences of the likelihood. The
/// covariances of the scores of two items need, for each pair of answers and each node, how many people gave both; they
/// are counted in one pass over the patterns. Priors add their precision.
///
/// *Takes / gives*: a design and its solution; a matrix in the order of the free parameters.
///
/// *Errors*: an information matrix that is not positive definite: the parameters are not identified by the answers.
///
/// *Source*: Louis (1982), *Journal of the Royal Statistical Society B* 44, 226–233, equation 3.2; Oakes (1999), same
/// journal, 61, 479–482.
pub fn covariance(design: &Design, solution: &Solution) -> Result<DMatrix<f64>, Error> {
    let mut information = observed_information(design, solution)?;
    // Scaled to a unit diagonal, so that the test for singularity does not depend on the parameters' units.
    let scales: Vec<f64> = information
        .diagonal()
        .iter()
        .map(|own| own.sqrt())
        .collect();
    if !scales.iter().all(|scale| scale.is_finite() && *scale > 0.0) {
        return Err(Error::NotIdentified);
    }
    let n = scales.len();
    for row in 0..n {
        for column in 0..n {
            information[(row, column)] /= scales[row] * scales[column];
        }
    }
    let factors = Cholesky::new(information).ok_or(Error::NotIdentified)?;
    if factors
        .l_dirty()
        .diagonal()
        .iter()
        .any(|pivot| *pivot < 1e-6)
    {
        return Err(Error::NotIdentified);
    }
    let mut covariance = factors.inverse();
    for row in 0..n {
        for column in 0..n {
            covariance[(row, column)] /= scales[row] * scales[column];
        }
    }
    // No parameter in use is known this badly; it is one that the answers say nothing about.
    let most = 1e4;
    if covariance.diagonal().iter().all(|own| *own < most) {
        Ok(covariance)
    } else {
        Err(Error::NotIdentified)
    }
}

fn observed_information(design: &Design, solution: &Solution) -> Result<DMatrix<f64>, Error> {
    let n_free = design.free.len();
    let mut information = DMatrix::zeros(n_free, n_free);
    for (group, (expected, curves)) in design.groups.iter().zip(&solution.groups) {
        let models = group.models(&solution.free).ok_or(Error::NotFinite)?;
        let latent = group.latent(&solution.free).ok_or(Error::NotFinite)?;
        let scores = Scores::new(&models, latent, &design.quadrature);
        let parts = Group {
            design: group,
            expected,
            curves,
            scores,
        };
        parts.add_complete(design, solution, &mut information);
        parts.subtract_own(&mut information);
        parts.subtract_shared(&design.quadrature, latent, &mut information);
    }
    for (idx, parameter) in design.free.iter().enumerate() {
        if let Some(prior) = parameter.prior {
            information[(idx, idx)] += prior.standard_deviation.powi(-2);
        }
    }
    Ok(information)
}

/// A group with what the solution says about it.
pub(super) struct Group<'a> {
    pub(super) design: &'a GroupDesign,
    expected: &'a Expected,
    pub(super) curves: &'a Curves,
    pub(super) scores: Scores,
}

impl Group<'_> {
    fn counts(&self, item_idx: usize, category: usize) -> &[f64] {
        let n_nodes = self.curves.n_nodes();
        let row = self.design.patterns.first_rows()[item_idx] + category;
        &self.expected.counts[row * n_nodes..(row + 1) * n_nodes]
    }

    /// Adds Σ E[−∂²ℓ]: the expected counts are held, and the gradient of each item differentiated.
    fn add_complete(&self, design: &Design, solution: &Solution, into: &mut DMatrix<f64>) {
        for (item_idx, item) in self.design.items.iter().enumerate() {
            let values: Vec<f64> = item.slots.iter().map(|s| s.value(&solution.free)).collect();
            let gradient = |values: &[f64]| {
                let model = item.family.model(values);
                model.map(|model| self.complete_gradient(item_idx, &model, &design.quadrature))
            };
            add_differences(&item.slots, &values, gradient, into);
        }
        let slots = [self.design.mean, self.design.log_variance];
        let values = slots.map(|slot| slot.value(&solution.free));
        let gradient = |values: &[f64]| {
            let latent = Latent {
                mean: values[0],
                variance: values[1].exp(),
            };
            let scores = latent_gradients(latent, &design.quadrature);
            let weighted = scores.iter().zip(&self.expected.mass);
            Some(weighted.fold(vec![0.0; 2], |sum, (score, mass)| {
                vec![sum[0] + mass * score[0], sum[1] + mass * score[1]]
            }))
        };
        add_differences(&slots, &values, gradient, into);
    }

    fn complete_gradient(
        &self,
        item_idx: usize,
        model: &ItemModel,
        quadrature: &Quadrature,
    ) -> Vec<f64> {
        let scores = ItemScores::new(model, quadrature);
        let mut gradient = vec![0.0; scores.n_parameters];
        for category in 0..scores.n_categories {
            for (node_idx, count) in self.counts(item_idx, category).iter().enumerate() {
                for (sum, score) in gradient.iter_mut().zip(scores.at(node_idx, category)) {
                    *sum += count * score;
                }
            }
        }
        gradient
    }

    /// Subtracts Σ E[∂ℓ ∂ℓ] of each item with itself and with the distribution of ability.
    fn subtract_own(&self, into: &mut DMatrix<f64>) {
        let latent_slots = [self.design.mean, self.design.log_variance];
        for (item_idx, item) in self.design.items.iter().enumerate() {
            let scores = &self.scores.items[item_idx];
            for category in 0..scores.n_categories {
                for (node_idx, count) in self.counts(item_idx, category).iter().enumerate() {
                    let own = scores.at(node_idx, category);
                    subtract(into, (&item.slots, own), (&item.slots, own), *count);
                    let latent = &self.scores.latent[node_idx];
                    subtract(into, (&item.slots, own), (&latent_slots, latent), *count);
                    subtract(into, (&latent_slots, latent), (&item.slots, own), *count);
                }
            }
        }
        for (latent, mass) in self.scores.latent.iter().zip(&self.expected.mass) {
            subtract(
                into,
                (&latent_slots, latent),
                (&latent_slots, latent),
                *mass,
            );
        }
    }

    /// Subtracts Σ E[∂ℓ ∂ℓ] of different items and adds Σ E[∂ℓ] E[∂ℓ]: what needs a pass over the patterns.
    fn subtract_shared(&self, quadrature: &Quadrature, latent: Latent, into: &mut DMatrix<f64>) {
        let at = (quadrature, latent);
        let posteriors = Posteriors::new(&self.design.patterns, self.curves, at);
        let mut windows = self.design.windows(quadrature);
        *into += self.squares_of_means(&posteriors, &mut windows, into.nrows());
        let pairs = PairPass::new(&posteriors, &windows, &self.design.patterns);
        let n_items = self.design.items.len();
        let parts: Vec<Vec<(usize, usize, Vec<f64>)>> = pairs
            .blocks()
            .into_par_iter()
            .map(|block| self.products_of_block(&pairs, block, n_items))
            .collect();
        for (first, second, products) in parts.into_iter().flatten() {
            let (first, second) = (
                &self.design.items[first].slots,
                &self.design.items[second].slots,
            );
            for (row, by_row) in first.iter().zip(products.chunks(second.len())) {
                for (column, product) in second.iter().zip(by_row) {
                    if let (Slot::Free(row), Slot::Free(column)) = (*row, *column) {
                        into[(row, column)] -= product;
                        into[(column, row)] -= product;
                    }
                }
            }
        }
    }

    /// Σ over people of ∂ ln P of one item times ∂ ln P of another, expected over the posteriors, for the items of a
    /// block and all later ones.
    fn products_of_block(
        &self,
        pairs: &PairPass,
        block: std::ops::Range<usize>,
        n_items: usize,
    ) -> Vec<(usize, usize, Vec<f64>)> {
        let counted = pairs.count(block.clone());
        let mut products = Vec::new();
        for first in block {
            for second in first + 1..n_items {
                let (a, b) = (&self.scores.items[first], &self.scores.items[second]);
                let mut product = vec![0.0; a.n_parameters * b.n_parameters];
                for k in 0..a.n_categories {
                    for l in 0..b.n_categories {
                        let counts = counted.of((first, k), (second, l));
                        for (node_idx, count) in counts.iter().enumerate() {
                            if *count > 0.0 {
                                let pair = (a.at(node_idx, k), b.at(node_idx, l));
                                add_product(&mut product, pair, *count);
                            }
                        }
                    }
                }
                products.push((first, second, product));
            }
        }
        products
    }

    /// Σ E[∂ℓ] E[∂ℓ] over people.
    fn squares_of_means(
        &self,
        posteriors: &Posteriors,
        windows: &mut Windows,
        n_free: usize,
    ) -> DMatrix<f64> {
        // Each part has a matrix of its own; together they stay below 64 MB.
        let most_parts = (8_000_000 / (n_free * n_free).max(1)).clamp(1, MOST_PARTS);
        let n_patterns = self.design.patterns.len();
        let part = n_patterns.div_ceil(most_parts).max(FEWEST_IN_PART);
        let means = Means::new(self);
        let parts: Vec<DMatrix<f64>> = windows
            .of_patterns
            .par_chunks_mut(part)
            .enumerate()
            .map(|(part_idx, windows)| means.squares(posteriors, part_idx * part, windows, n_free))
            .collect();
        let zero = DMatrix::zeros(n_free, n_free);
        parts.into_iter().fold(zero, |sum, part| sum + part)
    }
}

fn add_product(sum: &mut [f64], (a, b): (&[f64], &[f64]), weight: f64) {
    for (row, a) in sum.chunks_mut(b.len()).zip(a) {
        let scaled = weight * a;
        for (sum, b) in row.iter_mut().zip(b) {
            *sum += scaled * b;
        }
    }
}

/// Subtracts a weighted outer product of two lists of scores from the places of their free parameters.
fn subtract(
    into: &mut DMatrix<f64>,
    (row_slots, rows): (&[Slot], &[f64]),
    (column_slots, columns): (&[Slot], &[f64]),
    weight: f64,
) {
    for (slot, row) in row_slots.iter().zip(rows) {
        let Slot::Free(row_idx) = *slot else { continue };
        for (slot, column) in column_slots.iter().zip(columns) {
            if let Slot::Free(column_idx) = *slot {
                into[(row_idx, column_idx)] -= weight * row * column;
            }
        }
    }
}

/// Adds minus the derivative of a gradient, by central differences, to the places of the free parameters.
fn add_differences(
    slots: &[Slot],
    values: &[f64],
    gradient: impl Fn(&[f64]) -> Option<Vec<f64>>,
    into: &mut DMatrix<f64>,
) {
    for (column_idx, slot) in slots.iter().enumerate() {
        let Slot::Free(column) = *slot else { continue };
        let step = 1e-5 * (1.0 + values[column_idx].abs());
        let moved = |sign: f64| {
            let mut moved = values.to_vec();
            moved[column_idx] += sign * step;
            gradient(&moved)
        };
        let (Some(below), Some(above)) = (moved(-1.0), moved(1.0)) else {
            continue;
        };
        for ((slot, below), above) in slots.iter().zip(below).zip(above) {
            if let Slot::Free(row) = *slot {
                into[(row, column)] -= (above - below) / (2.0 * step);
            }
        }
    }
}
