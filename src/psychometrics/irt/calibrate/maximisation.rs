//! The maximisation step's pieces: gradient and information of the expected complete-data log-likelihood.

use nalgebra::{Cholesky, DMatrix, DVector};

use super::curves::Curves;
use super::design::{Design, GroupDesign, Slot};
use super::expectation::Expected;
use super::family::log_gradients;
use crate::psychometrics::irt::{ItemModel, Latent, Quadrature};

/// Free parameters that share an item or a group, so that their information is one matrix; others are independent
/// once abilities are known.
#[derive(Debug, Clone)]
pub(super) struct Blocks {
    /// The free parameters of each block.
    members: Vec<Vec<usize>>,
    /// Each free parameter's block and its place there.
    places: Vec<(usize, usize)>,
}

impl Blocks {
    /// The blocks of a design.
    pub(super) fn new(design: &Design) -> Self {
        let n_free = design.free.len();
        let mut block_of: Vec<usize> = (0..n_free).collect();
        for slots in design.groups.iter().flat_map(slot_lists) {
            let free = free_of(&slots);
            let Some(lowest) = free.iter().map(|&idx| block_of[idx]).min() else {
                continue;
            };
            let joined: Vec<usize> = free.iter().map(|&idx| block_of[idx]).collect();
            for block in &mut block_of {
                if joined.contains(block) {
                    *block = lowest;
                }
            }
        }
        let mut members: Vec<Vec<usize>> = Vec::new();
        let mut number_of = vec![usize::MAX; n_free];
        let mut places = Vec::with_capacity(n_free);
        for (idx, &block) in block_of.iter().enumerate() {
            if number_of[block] == usize::MAX {
                number_of[block] = members.len();
                members.push(Vec::new());
            }
            let number = number_of[block];
            places.push((number, members[number].len()));
            members[number].push(idx);
        }
        Self { members, places }
    }
}

/// The slots of each item, and those of the distribution of ability.
fn slot_lists(group: &GroupDesign) -> Vec<Vec<Slot>> {
    let items = group.items.iter().map(|item| item.slots.clone());
    items
        .chain([vec![group.mean, group.log_variance]])
        .collect()
}

fn free_of(slots: &[Slot]) -> Vec<usize> {
    let free = |slot: &Slot| match slot {
        Slot::Free(idx) => Some(*idx),
        Slot::Fixed(_) => None,
    };
    slots.iter().filter_map(free).collect()
}

/// The gradient of the log-posterior of the parameters, and the information that the complete data would have.
///
/// By Fisher's identity the gradient of the expected complete-data log-likelihood, taken where the expectation was
/// computed, is the gradient of the marginal log-likelihood.
#[derive(Debug, Clone)]
pub(super) struct Ascent {
    pub(super) gradient: Vec<f64>,
    information: Vec<DMatrix<f64>>,
}

impl Ascent {
    /// Gradient and information at these parameters, given each group's expected counts and curves.
    pub(super) fn new(
        design: &Design,
        blocks: &Blocks,
        free: &[f64],
        groups: &[(Expected, Curves)],
    ) -> Self {
        let information = blocks.members.iter().map(|members| {
            let n = members.len();
            DMatrix::zeros(n, n)
        });
        let mut ascent = Self {
            gradient: vec![0.0; design.free.len()],
            information: information.collect(),
        };
        for (group, (expected, curves)) in design.groups.iter().zip(groups) {
            let (Some(models), Some(latent)) = (group.models(free), group.latent(free)) else {
                continue;
            };
            for (item_idx, item) in group.items.iter().enumerate() {
                if free_of(&item.slots).is_empty() {
                    continue;
                }
                let model = &models[item_idx];
                let first_row = group.patterns.first_rows()[item_idx];
                let piece = of_item(model, first_row, (expected, curves), &design.quadrature);
                ascent.scatter(blocks, &item.slots, &piece);
            }
            let slots = [group.mean, group.log_variance];
            let piece = of_latent(latent, &expected.mass, &design.quadrature);
            ascent.scatter(blocks, &slots, &piece);
        }
        ascent.add_priors(design, blocks, free);
        ascent
    }

    fn scatter(&mut self, blocks: &Blocks, slots: &[Slot], piece: &Piece) {
        let n = slots.len();
        for (i, slot) in slots.iter().enumerate() {
            let Slot::Free(row) = *slot else { continue };
            self.gradient[row] += piece.gradient[i];
            let (block, row_place) = blocks.places[row];
            for (j, slot) in slots.iter().enumerate() {
                let Slot::Free(column) = *slot else { continue };
                let (_, column_place) = blocks.places[column];
                self.information[block][(row_place, column_place)] += piece.information[i * n + j];
            }
        }
    }

    fn add_priors(&mut self, design: &Design, blocks: &Blocks, free: &[f64]) {
        for (idx, parameter) in design.free.iter().enumerate() {
            let Some(prior) = parameter.prior else {
                continue;
            };
            let precision = prior.standard_deviation.powi(-2);
            self.gradient[idx] -= (free[idx] - prior.mean) * precision;
            let (block, place) = blocks.places[idx];
            self.information[block][(place, place)] += precision;
        }
    }

    /// The information of each free parameter alone.
    pub(super) fn own_information(&self, blocks: &Blocks) -> Vec<f64> {
        let of_place = |&(block, place): &(usize, usize)| self.information[block][(place, place)];
        blocks.places.iter().map(of_place).collect()
    }

    /// A vector multiplied by the inverse of the information: for the gradient, one scoring step of the maximisation.
    pub(super) fn scaled(&self, blocks: &Blocks, vector: &[f64]) -> Vec<f64> {
        let mut scaled = vec![0.0; vector.len()];
        for (members, information) in blocks.members.iter().zip(&self.information) {
            let part = members.iter().map(|&idx| vector[idx]);
            let part = DVector::from_iterator(members.len(), part);
            let solved = solved(information, &part);
            for (&idx, value) in members.iter().zip(solved.iter()) {
                scaled[idx] = *value;
            }
        }
        scaled
    }
}

/// Solves a system whose matrix may be singular to working precision: what is on its diagonal is then raised little by
/// little.
fn solved(information: &DMatrix<f64>, vector: &DVector<f64>) -> DVector<f64> {
    let mut share = 1e-10;
    for _ in 0..14 {
        let mut raised = information.clone();
        for place in 0..raised.nrows() {
            raised[(place, place)] += share * (1.0 + information[(place, place)]);
        }
        if let Some(factors) = Cholesky::new(raised) {
            return factors.solve(vector);
        }
        share *= 10.0;
    }
    vector.clone()
}

/// Gradient and information of one item's or distribution's own parameters.
#[derive(Debug)]
struct Piece {
    gradient: Vec<f64>,
    information: Vec<f64>,
}

fn of_item(
    model: &ItemModel,
    first_row: usize,
    (expected, curves): (&Expected, &Curves),
    quadrature: &Quadrature,
) -> Piece {
    let n_nodes = curves.n_nodes();
    let n_categories = model.n_categories();
    let n = n_parameters(model);
    let mut piece = Piece {
        gradient: vec![0.0; n],
        information: vec![0.0; n * n],
    };
    let mut gradients = Vec::new();
    for (node_idx, &node) in quadrature.nodes().iter().enumerate() {
        log_gradients(model, node, &mut gradients);
        let count = |category: usize| expected.counts[(first_row + category) * n_nodes + node_idx];
        let total: f64 = (0..n_categories).map(count).sum();
        for (category, gradient) in gradients.chunks(n).enumerate() {
            let observed = count(category);
            let probability = curves.row(first_row + category)[node_idx].exp();
            for (i, by_i) in gradient.iter().enumerate() {
                piece.gradient[i] += observed * by_i;
                let weighted = total * probability * by_i;
                for (j, by_j) in gradient.iter().enumerate().take(i + 1) {
                    piece.information[i * n + j] += weighted * by_j;
                }
            }
        }
    }
    for i in 0..n {
        for j in 0..i {
            piece.information[j * n + i] = piece.information[i * n + j];
        }
    }
    piece
}

/// How many parameters a model has in the list of its family.
pub(super) fn n_parameters(model: &ItemModel) -> usize {
    match model {
        ItemModel::Guessing { .. } => 3,
        _ => model.n_categories(),
    }
}

/// ∂ ln wₜ / ∂ mean and ∂ log-variance at each node, for weights that are normalised on the grid.
pub(crate) fn latent_gradients(latent: Latent, quadrature: &Quadrature) -> Vec<[f64; 2]> {
    let weights = quadrature.weights(latent);
    let raw: Vec<[f64; 2]> = quadrature
        .nodes()
        .iter()
        .map(|node| {
            let away = node - latent.mean;
            [
                away / latent.variance,
                away * away / (2.0 * latent.variance),
            ]
        })
        .collect();
    let mean_of = |which: usize| -> f64 {
        let weighted = raw.iter().zip(&weights);
        weighted.map(|(value, weight)| value[which] * weight).sum()
    };
    let means = [mean_of(0), mean_of(1)];
    raw.iter()
        .map(|value| [value[0] - means[0], value[1] - means[1]])
        .collect()
}

fn of_latent(latent: Latent, mass: &[f64], quadrature: &Quadrature) -> Piece {
    let gradients = latent_gradients(latent, quadrature);
    let weights = quadrature.weights(latent);
    let total: f64 = mass.iter().sum();
    let mut piece = Piece {
        gradient: vec![0.0; 2],
        information: vec![0.0; 4],
    };
    for ((gradient, mass), weight) in gradients.iter().zip(mass).zip(&weights) {
        for i in 0..2 {
            piece.gradient[i] += mass * gradient[i];
            for j in 0..2 {
                piece.information[i * 2 + j] += total * weight * gradient[i] * gradient[j];
            }
        }
    }
    piece
}
