//! The expectation step: how many people of each ability would have given each answer.

use pulp::{Simd, WithSimd};
use rayon::prelude::*;

use super::curves::{Curves, Tables};
use super::lane::{Lane, WIDTH, add, scale};
use super::patterns::Patterns;
use super::posterior::{Posteriors, Window, narrowed};
use crate::psychometrics::irt::{Latent, Quadrature};

/// Patterns are counted in at most this many parts, whose sums are added in order: results do not depend on threads.
pub(super) const MOST_PARTS: usize = 16;

/// No part is smaller than this.
pub(super) const FEWEST_IN_PART: usize = 256;

/// What a group's answers and the parameters say together.
#[derive(Debug, Clone)]
pub struct Expected {
    /// The marginal log-likelihood.
    pub log_likelihood: f64,
    /// `rows × nodes`: how many people at each node chose the category of each row.
    pub counts: Vec<f64>,
    /// How many people are at each node.
    pub mass: Vec<f64>,
}

/// The part of the grid that each pattern's posterior needs, remembered from step to step.
#[derive(Debug, Clone)]
pub struct Windows {
    pub(super) of_patterns: Vec<Window>,
    pub(super) use_them: WindowUse,
}

/// Whether posteriors may be cut where they are negligible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowUse {
    /// Every posterior is log-concave, so that what is small at an edge is smaller beyond.
    LogConcave,
    /// A posterior may have a second top; all nodes are needed.
    AllNodes,
}

impl Windows {
    /// All nodes for every pattern, to begin with.
    pub fn new(patterns: &Patterns, quadrature: &Quadrature, use_them: WindowUse) -> Self {
        let n_lanes = quadrature.nodes().len().div_ceil(WIDTH);
        Self {
            of_patterns: vec![Window::whole(n_lanes); patterns.len()],
            use_them,
        }
    }

    /// How many nodes a posterior is computed on, on average; `None` without patterns.
    pub fn mean_nodes(&self) -> Option<f64> {
        let lanes = self.of_patterns.iter().map(|window| window.lanes().len());
        let n_nodes = (lanes.sum::<usize>() * WIDTH) as f64;
        crate::psychometrics::finite(n_nodes / self.of_patterns.len() as f64)
    }
}

/// Expected counts of a group: for each pattern the posterior over the nodes is shared out to the chosen categories.
///
/// *Model*: r(row, t) = Σ over patterns of weight · P(node t | pattern), over the patterns that hold the row.
///
/// The order of sums is fixed, whatever the number of threads in the ambient pool.
pub fn expected(
    patterns: &Patterns,
    curves: &Curves,
    at: (&Quadrature, Latent),
    windows: &mut Windows,
) -> Expected {
    let posteriors = Posteriors::new(patterns, curves, at);
    let part = patterns.len().div_ceil(MOST_PARTS).max(FEWEST_IN_PART);
    let use_them = windows.use_them;
    let arch = pulp::Arch::new();
    let parts: Vec<Part> = windows
        .of_patterns
        .par_chunks_mut(part)
        .enumerate()
        .map(|(part_idx, windows)| {
            arch.dispatch(PartOfPatterns {
                posteriors: &posteriors,
                first_pattern: part_idx * part,
                windows,
                use_them,
            })
        })
        .collect();
    let mut sum = Part::empty(&posteriors.tables);
    for part in &parts {
        sum.add(part);
    }
    sum.into_expected(&posteriors)
}

/// Sums over some of the patterns.
struct Part {
    log_likelihood: f64,
    counts: Vec<Lane>,
    mass: Vec<Lane>,
}

/// Some of the patterns, to be counted.
struct PartOfPatterns<'a> {
    posteriors: &'a Posteriors<'a>,
    first_pattern: usize,
    windows: &'a mut [Window],
    use_them: WindowUse,
}

impl WithSimd for PartOfPatterns<'_> {
    type Output = Part;

    #[expect(
        clippy::inline_always,
        reason = "compiled for wide registers only where it is inlined"
    )]
    #[inline(always)]
    fn with_simd<S: Simd>(self, _simd: S) -> Part {
        let Self {
            posteriors,
            first_pattern,
            windows,
            use_them,
        } = self;
        let n_lanes = posteriors.tables.n_lanes;
        let mut part = Part::empty(&posteriors.tables);
        let mut posterior = vec![[0.0; WIDTH]; n_lanes];
        for (offset, window) in windows.iter_mut().enumerate() {
            let pattern_idx = first_pattern + offset;
            let weight = posteriors.patterns.weights()[pattern_idx];
            let log_total = posteriors.fill(pattern_idx, window, &mut posterior);
            part.log_likelihood += weight * log_total;
            let lanes = window.lanes();
            if use_them == WindowUse::LogConcave {
                *window = narrowed(*window, &posterior);
            }
            for lane_idx in lanes.clone() {
                scale(&mut posterior[lane_idx], weight);
                add(&mut part.mass[lane_idx], &posterior[lane_idx]);
            }
            for &cell in posteriors.patterns.cells_of(pattern_idx) {
                let start = cell as usize * n_lanes;
                for lane_idx in lanes.clone() {
                    add(&mut part.counts[start + lane_idx], &posterior[lane_idx]);
                }
            }
        }
        part
    }
}

impl Part {
    fn empty(tables: &Tables) -> Self {
        Self {
            log_likelihood: 0.0,
            counts: vec![[0.0; WIDTH]; tables.cells.len()],
            mass: vec![[0.0; WIDTH]; tables.n_lanes],
        }
    }

    fn add(&mut self, other: &Self) {
        self.log_likelihood += other.log_likelihood;
        add_lanes(&mut self.counts, &other.counts);
        add_lanes(&mut self.mass, &other.mass);
    }

    /// Counts of cells shared out to the rows they are made of, and the rows' scales put back.
    fn into_expected(self, posteriors: &Posteriors) -> Expected {
        let Tables {
            n_nodes, n_lanes, ..
        } = posteriors.tables;
        let patterns = posteriors.patterns;
        let mut counts = vec![0.0; patterns.n_rows() * n_nodes];
        for (cell, lanes) in patterns.cells().iter().zip(self.counts.chunks(n_lanes)) {
            for row in [cell.first, cell.second] {
                let Some(start) = (row < patterns.n_rows()).then(|| row * n_nodes) else {
                    continue;
                };
                let row = &mut counts[start..start + n_nodes];
                for (count, addend) in row.iter_mut().zip(lanes.as_flattened()) {
                    *count += addend;
                }
            }
        }
        let scaled = patterns
            .row_weights()
            .iter()
            .zip(&posteriors.tables.row_scales);
        let scales: f64 = scaled.map(|(weight, scale)| weight * scale).sum();
        Expected {
            log_likelihood: self.log_likelihood + scales,
            counts,
            mass: self.mass.as_flattened()[..n_nodes].to_vec(),
        }
    }
}

fn add_lanes(sums: &mut [Lane], addends: &[Lane]) {
    for (sum, addend) in sums.iter_mut().zip(addends) {
        add(sum, addend);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psychometrics::irt::{ItemModel, Responses};

    /// People whose answers spread over all categories, some missing.
    fn responses(n_persons: usize, n_items: usize) -> Responses {
        let items: Vec<String> = (0..n_items).map(|item| format!("i{item}")).collect();
        let answer = |person: usize, item: usize| match (person * 31 + item * item * 7) % 11 {
            10 => None,
            mixed => u8::try_from((mixed + person / 13) % 3).ok(),
        };
        let persons: Vec<Vec<Option<u8>>> = (0..n_persons)
            .map(|person| (0..n_items).map(|item| answer(person, item)).collect())
            .collect();
        Responses::from_categories(&items, &vec![3; n_items], &persons).unwrap()
    }

    fn models(n_items: usize, slope: f64) -> Vec<ItemModel> {
        (0..n_items)
            .map(|item| ItemModel::Graded {
                slope,
                intercepts: vec![1.0 + 0.1 * item as f64, -0.5],
            })
            .collect()
    }

    fn check(n_persons: usize, n_items: usize, slope: f64) {
        let (responses, models) = (responses(n_persons, n_items), models(n_items, slope));
        let quadrature = Quadrature::default();
        let latent = Latent {
            mean: 0.2,
            variance: 1.3,
        };
        let patterns = Patterns::new(&responses).unwrap();
        let curves = Curves::new(&models, &quadrature);
        let mut windows = Windows::new(&patterns, &quadrature, WindowUse::LogConcave);
        let weights = quadrature.weights(latent);
        let mut log_likelihood = 0.0;
        let mut counts = vec![0.0; patterns.n_rows() * 61];
        for person_idx in 0..n_persons {
            let logs: Vec<f64> = (0..61)
                .map(|node| {
                    let rows = responses.person(person_idx).enumerate();
                    let answered = rows.filter_map(|(item, c)| Some(item * 3 + usize::from(c?)));
                    weights[node].ln() + answered.map(|row| curves.row(row)[node]).sum::<f64>()
                })
                .collect();
            let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let total: f64 = logs.iter().map(|log| (log - highest).exp()).sum();
            log_likelihood += highest + total.ln();
            for (item, category) in responses.person(person_idx).enumerate() {
                let Some(category) = category else { continue };
                let row = item * 3 + usize::from(category);
                for node in 0..61 {
                    counts[row * 61 + node] += (logs[node] - highest).exp() / total;
                }
            }
        }
        // The second time the windows are narrow.
        for _ in 0..2 {
            let found = expected(&patterns, &curves, (&quadrature, latent), &mut windows);
            assert!((found.log_likelihood / log_likelihood - 1.0).abs() < 1e-13);
            assert!((found.mass.iter().sum::<f64>() - n_persons as f64).abs() < 1e-9);
            for (found, expected) in found.counts.iter().zip(&counts) {
                assert!((found - expected).abs() < 1e-11, "{found} {expected}");
            }
        }
    }

    #[test]
    fn expected_counts_equal_the_sum_over_persons_by_hand() {
        check(40, 5, 1.2);
        check(300, 12, 2.0);
    }

    #[test]
    fn likelihoods_too_small_for_products_are_summed_as_logarithms() {
        check(70, 200, 9.0);
    }

    #[test]
    fn the_number_of_threads_changes_no_bit() {
        let responses = responses(2000, 7);
        let patterns = Patterns::new(&responses).unwrap();
        let quadrature = Quadrature::default();
        let curves = Curves::new(&models(7, 1.0), &quadrature);
        let run = |n_threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads);
            pool.build().unwrap().install(|| {
                let mut windows = Windows::new(&patterns, &quadrature, WindowUse::LogConcave);
                let at = (&quadrature, Latent::STANDARD);
                expected(&patterns, &curves, at, &mut windows)
            })
        };
        let (one, two) = (run(1), run(2));
        assert_eq!(one.log_likelihood.to_bits(), two.log_likelihood.to_bits());
        assert_eq!(one.counts, two.counts);
    }
}
