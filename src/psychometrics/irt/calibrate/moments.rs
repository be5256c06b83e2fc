//! Mean and spread of each pattern's posterior.

use pulp::{Simd, WithSimd};
use rayon::prelude::*;

use super::curves::Curves;
use super::expectation::FEWEST_IN_PART;
use super::lane::{Lane, WIDTH, add_product, total};
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
    let mut nodes = vec![[0.0; WIDTH]; posteriors.tables.n_lanes];
    for (place, node) in nodes.as_flattened_mut().iter_mut().zip(at.0.nodes()) {
        *place = *node;
    }
    let mut moments = vec![(0.0, 0.0); patterns.len()];
    let arch = pulp::Arch::new();
    moments
        .par_chunks_mut(FEWEST_IN_PART)
        .enumerate()
        .for_each(|(part_idx, moments)| {
            let first_pattern = part_idx * FEWEST_IN_PART;
            arch.dispatch(PartOfPatterns {
                posteriors: &posteriors,
                nodes: &nodes,
                first_pattern,
                moments,
            });
        });
    moments
}

/// Some of the patterns, to be averaged over.
struct PartOfPatterns<'a> {
    posteriors: &'a Posteriors<'a>,
    nodes: &'a [Lane],
    first_pattern: usize,
    moments: &'a mut [(f64, f64)],
}

impl WithSimd for PartOfPatterns<'_> {
    type Output = ();

    #[expect(
        clippy::inline_always,
        reason = "compiled for wide registers only where it is inlined"
    )]
    #[inline(always)]
    fn with_simd<S: Simd>(self, _simd: S) {
        let Self {
            posteriors,
            nodes,
            first_pattern,
            moments,
        } = self;
        let n_lanes = posteriors.tables.n_lanes;
        let mut posterior = vec![[0.0; WIDTH]; n_lanes];
        let mut away = vec![[0.0; WIDTH]; n_lanes];
        for (offset, moments) in moments.iter_mut().enumerate() {
            let mut window = Window::whole(n_lanes);
            posteriors.fill(first_pattern + offset, &mut window, &mut posterior);
            let mut sums = [0.0; WIDTH];
            for lane_idx in 0..n_lanes {
                add_product(&mut sums, &nodes[lane_idx], &posterior[lane_idx]);
            }
            let mean = total(&sums);
            // About the mean, so that a narrow posterior far from 0 keeps its digits.
            let mut squares = [0.0; WIDTH];
            for lane_idx in 0..n_lanes {
                away[lane_idx] = nodes[lane_idx];
                for value in &mut away[lane_idx] {
                    *value = (*value - mean) * (*value - mean);
                }
                add_product(&mut squares, &away[lane_idx], &posterior[lane_idx]);
            }
            *moments = (mean, total(&squares).sqrt());
        }
    }
}
