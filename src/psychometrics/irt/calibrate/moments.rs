//! Mean and spread of each pattern's posterior.

use rayon::prelude::*;

use super::curves::{Curves, WIDTH};
use super::expectation::FEWEST_IN_PART;
use super::patterns::Patterns;
use super::posterior::{Posteriors, Window};
use crate::psychometrics::irt::{Latent, Quadrature};

/// Mean and standard deviation of the posterior of each pattern.
pub(crate) fn posterior_moments(
    patterns: &Patterns,
    curves: &Curves,
    at: (&Quadrature, Latent),
) -> Vec<(f64, f64)> {
    let posteriors = Posteriors::new(patterns, curves, at);
    let nodes = at.0.nodes();
    let mut moments = vec![(0.0, 0.0); patterns.len()];
    let arch = pulp::Arch::new();
    moments
        .par_chunks_mut(FEWEST_IN_PART)
        .enumerate()
        .for_each(|(part_idx, moments)| {
            let first_pattern = part_idx * FEWEST_IN_PART;
            arch.dispatch(|| of_part(&posteriors, nodes, first_pattern, moments));
        });
    moments
}

#[expect(
    clippy::inline_always,
    reason = "only code inside the dispatched closure is compiled for wide registers"
)]
#[inline(always)]
fn of_part(
    posteriors: &Posteriors,
    nodes: &[f64],
    first_pattern: usize,
    moments: &mut [(f64, f64)],
) {
    let n_lanes = posteriors.tables.n_lanes;
    let mut posterior = vec![[0.0; WIDTH]; n_lanes];
    for (offset, moments) in moments.iter_mut().enumerate() {
        let mut window = Window::whole(n_lanes);
        posteriors.fill(first_pattern + offset, &mut window, &mut posterior);
        let weights = posterior.as_flattened();
        let mean: f64 = nodes.iter().zip(weights).map(|(x, w)| x * w).sum();
        // About the mean, so that a narrow posterior far from 0 keeps its digits.
        let squares = nodes.iter().zip(weights);
        let variance: f64 = squares.map(|(x, w)| (x - mean).powi(2) * w).sum();
        *moments = (mean, variance.sqrt());
    }
}
