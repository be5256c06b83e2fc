//! The log-likelihood with its derivatives.
//!
//! With s(θ) the expected sufficient statistics at ability θ (and the spread of θ), a person's score vector is the
//! posterior mean of s less what was observed, and the observed information is that of complete data less the
//! posterior covariance of s (Louis, 1982, *JRSS B* 44, 226–233, equation 3.2).

use nalgebra::DMatrix;

use super::engine::{DesignTable, Posterior, Tables};
use super::layout::Layout;
use super::pattern::{Design, Patterns};

/// The log-likelihood at some parameters, with its derivatives by all of them.
#[derive(Debug)]
pub(super) struct Evaluation {
    pub(super) log_likelihood: f64,
    /// First derivatives.
    pub(super) gradient: Vec<f64>,
    /// Information that there would be if abilities were known.
    pub(super) complete: DMatrix<f64>,
    /// The information that is missing because they are not.
    pub(super) missing: DMatrix<f64>,
    /// For each person with a score the mean and standard deviation of the posterior.
    pub(super) abilities: Vec<Option<(f64, f64)>>,
}

/// Computes the log-likelihood and its derivatives at the parameters that the tables were made of.
pub(super) fn evaluate(
    layout: &Layout,
    patterns: &Patterns,
    parameters: &[f64],
    tables: &Tables,
) -> Evaluation {
    let n = layout.n_full;
    let observed = parameters.iter().zip(&patterns.observed);
    let mut sums = Sums {
        evaluation: Evaluation {
            log_likelihood: -observed
                .map(|(parameter, sum)| parameter * sum)
                .sum::<f64>(),
            gradient: patterns.observed.iter().map(|observed| -observed).collect(),
            complete: DMatrix::zeros(n, n),
            missing: DMatrix::zeros(n, n),
            abilities: vec![None; patterns.rows_of_person.len()],
        },
        log_sd: layout.log_sd,
        weights_of_kind: vec![vec![0.0; tables.theta.len()]; patterns.kinds.len()],
        table: DesignTable::default(),
        posterior: Posterior::default(),
        weights: Vec::new(),
        local: Local::default(),
    };
    for design in &patterns.designs {
        sums.add_design(design, tables);
    }
    let Sums {
        mut evaluation,
        weights_of_kind,
        ..
    } = sums;
    add_complete(layout, patterns, tables, &weights_of_kind, &mut evaluation);
    add_constant(layout, patterns, tables, &mut evaluation);
    evaluation
}

struct Sums {
    evaluation: Evaluation,
    log_sd: usize,
    weights_of_kind: Vec<Vec<f64>>,
    table: DesignTable,
    posterior: Posterior,
    weights: Vec<f64>,
    local: Local,
}

/// Sums over the persons of one design, by the design's places and last the spread.
#[derive(Default)]
struct Local {
    mean: Vec<f64>,
    gradient: Vec<f64>,
    /// The lower triangle of the sum of posterior covariances, row after row.
    covariance: Vec<f64>,
}

impl Sums {
    fn add_design(&mut self, design: &Design, tables: &Tables) {
        let n_nodes = tables.theta.len();
        tables.fill(design, &mut self.table);
        self.local.clear(design.places.len() + 1);
        self.weights.clear();
        self.weights.resize(n_nodes, 0.0);
        for group in &design.groups {
            tables.posterior(&self.table, group, &mut self.posterior);
            let (first, shares) = (self.posterior.first, &self.posterior.shares);
            let n = group.members.len() as f64;
            self.evaluation.log_likelihood += n * self.posterior.log_likelihood;
            for (weight, share) in self.weights[first..].iter_mut().zip(shares) {
                *weight += n * share;
            }
            self.local
                .add_group(n, &self.posterior, &self.table, n_nodes);
            let ability = moments(&tables.theta[first..], shares);
            for &member in &group.members {
                self.evaluation.abilities[member] = Some(ability);
            }
        }
        self.local.add_squares(&self.weights, &self.table, n_nodes);
        self.scatter(design);
        for &kind in &design.kinds {
            for (sum, weight) in self.weights_of_kind[kind].iter_mut().zip(&self.weights) {
                *sum += weight;
            }
        }
    }

    /// Adds the design's sums to those of all parameters.
    fn scatter(&mut self, design: &Design) {
        let place = |local: usize| design.places.get(local).copied().unwrap_or(self.log_sd);
        let mut triangle = self.local.covariance.iter();
        for row in 0..=design.places.len() {
            self.evaluation.gradient[place(row)] += self.local.gradient[row];
            for (column, value) in (0..=row).zip(&mut triangle) {
                let (row, column) = (place(row), place(column));
                let (row, column) = (row.max(column), row.min(column));
                self.evaluation.missing[(row, column)] += value;
                if row != column {
                    self.evaluation.missing[(column, row)] += value;
                }
            }
        }
    }
}

impl Local {
    fn clear(&mut self, n: usize) {
        for (list, n) in [
            (&mut self.mean, n),
            (&mut self.gradient, n),
            (&mut self.covariance, n * (n + 1) / 2),
        ] {
            list.clear();
            list.resize(n, 0.0);
        }
    }

    fn add_group(&mut self, n: f64, posterior: &Posterior, table: &DesignTable, n_nodes: usize) {
        for (mean, run) in self
            .mean
            .iter_mut()
            .zip(table.expected.chunks_exact(n_nodes))
        {
            *mean = dot(&posterior.shares, &run[posterior.first..]);
        }
        // The triangle comes last in each pair: a pair that ends with the row must not have taken from it.
        let mut triangle = self.covariance.iter_mut();
        for (row, mean) in self.mean.iter().enumerate() {
            self.gradient[row] += n * mean;
            for (other, sum) in self.mean[..=row].iter().zip(&mut triangle) {
                *sum -= n * mean * other;
            }
        }
    }

    fn add_squares(&mut self, weights: &[f64], table: &DesignTable, n_nodes: usize) {
        let has_weight = |weight: &f64| *weight > 0.0;
        let first = weights.iter().position(has_weight).unwrap_or(0);
        let end = weights
            .iter()
            .rposition(has_weight)
            .map_or(0, |last| last + 1);
        let weights = &weights[first..end];
        let mut weighted = vec![0.0; weights.len()];
        let mut triangle = self.covariance.iter_mut();
        for (row, run) in table.expected.chunks_exact(n_nodes).enumerate() {
            for (value, (weight, expected)) in
                weighted.iter_mut().zip(weights.iter().zip(&run[first..]))
            {
                *value = weight * expected;
            }
            let others = table.expected.chunks_exact(n_nodes).take(row + 1);
            for (other, sum) in others.zip(&mut triangle) {
                *sum += dot(&weighted, &other[first..]);
            }
        }
    }
}

/// Information of complete data: the variances of the scores themselves.
fn add_complete(
    layout: &Layout,
    patterns: &Patterns,
    tables: &Tables,
    weights_of_kind: &[Vec<f64>],
    evaluation: &mut Evaluation,
) {
    let n_nodes = tables.theta.len();
    let mut weights_of_cell = vec![vec![0.0; n_nodes]; patterns.cells.len()];
    for (kind, weights) in patterns.kinds.iter().zip(weights_of_kind) {
        for &cell in &kind.cells {
            for (sum, weight) in weights_of_cell[cell].iter_mut().zip(weights) {
                *sum += weight;
            }
        }
    }
    let complete = &mut evaluation.complete;
    for ((cell, table), weights) in patterns
        .cells
        .iter()
        .zip(&tables.cells)
        .zip(&weights_of_cell)
    {
        let steps = layout.steps[cell.item].clone();
        let places = cell.places(layout);
        for (low, at_low) in steps.clone().enumerate() {
            for (high, at_high) in steps.clone().enumerate().skip(low) {
                let passed_low = &table.passed[low * n_nodes..][..n_nodes];
                let passed_high = &table.passed[high * n_nodes..][..n_nodes];
                // Who passed the higher step has passed the lower one too: the mean product is the higher probability.
                let terms = weights.iter().zip(passed_low.iter().zip(passed_high));
                let covariance: f64 = terms.map(|(w, (low, high))| w * high * (1.0 - low)).sum();
                add_pair(complete, &places, (at_low, at_high), covariance);
                if low != high {
                    add_pair(complete, &places, (at_high, at_low), covariance);
                }
            }
        }
    }
}

/// Adds the covariance of two steps to each pair of parameters that shift the first and the second of them.
fn add_pair(
    complete: &mut DMatrix<f64>,
    places: &(impl Iterator<Item = usize> + Clone),
    steps: (usize, usize),
    covariance: f64,
) {
    for row in places.clone().chain([steps.0]) {
        for column in places.clone().chain([steps.1]) {
            complete[(row, column)] += covariance;
        }
    }
}

/// What the persons' standard deviation would be known by, were abilities known.
fn add_constant(
    layout: &Layout,
    patterns: &Patterns,
    tables: &Tables,
    evaluation: &mut Evaluation,
) {
    // The gradient already has the sum of posterior means of the spread.
    let at = layout.log_sd;
    let n = patterns.n_persons() as f64;
    evaluation.complete[(at, at)] += 2.0 * evaluation.gradient[at] + n * tables.spread_variance;
}

fn moments(theta: &[f64], shares: &[f64]) -> (f64, f64) {
    let mean = dot(shares, theta);
    let squares = theta.iter().zip(shares);
    let variance: f64 = squares
        .map(|(theta, share)| share * (theta - mean).powi(2))
        .sum();
    (mean, variance.sqrt())
}

/// The sum of products, over as many as the first has.
fn dot(one: &[f64], other: &[f64]) -> f64 {
    // Four sums side by side, because a processor can add to each while another is not finished.
    let (fours, rest) = one.as_chunks::<4>();
    let (other_fours, other_rest) = other[..one.len()].as_chunks::<4>();
    let mut sums = [0.0; 4];
    for (one, other) in fours.iter().zip(other_fours) {
        sums = [
            sums[0] + one[0] * other[0],
            sums[1] + one[1] * other[1],
            sums[2] + one[2] * other[2],
            sums[3] + one[3] * other[3],
        ];
    }
    let mut sum = (sums[0] + sums[2]) + (sums[1] + sums[3]);
    for (one, other) in rest.iter().zip(other_rest) {
        sum += one * other;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psychometrics::facets::samples::by_formula;
    use crate::psychometrics::facets::{Nodes, Ratings, StepModel};

    fn at(layout: &Layout, patterns: &Patterns, parameters: &[f64]) -> Evaluation {
        let theta = Nodes::USUAL.values();
        let tables = Tables::new(layout, patterns, parameters, &theta);
        evaluate(layout, patterns, parameters, &tables)
    }

    #[test]
    fn derivatives_are_those_of_the_likelihood() {
        let ratings = Ratings::new(by_formula(30, 4, 3)).unwrap();
        for steps in [StepModel::Common, StepModel::ByItem] {
            let layout = Layout::new(&ratings, steps).unwrap();
            let layout = layout.with_interactions(2);
            let patterns = Patterns::new(&ratings, &layout, |row, item| {
                (row % 3 == 0).then_some(item % 2)
            });
            let parameters: Vec<f64> = (0..layout.n_full)
                .map(|place| (place as f64 * 0.7).sin())
                .collect();
            let here = at(&layout, &patterns, &parameters);
            for place in 0..layout.n_full {
                let moved = |by: f64| {
                    let mut parameters = parameters.clone();
                    parameters[place] += by;
                    at(&layout, &patterns, &parameters)
                };
                let (up, down) = (moved(1e-4), moved(-1e-4));
                let slope = (up.log_likelihood - down.log_likelihood) / 2e-4;
                assert!(
                    (slope - here.gradient[place]).abs() < 1e-5,
                    "{place}: {slope}"
                );
                for other in 0..layout.n_full {
                    let slope = (down.gradient[other] - up.gradient[other]) / 2e-4;
                    let observed = here.complete[(other, place)] - here.missing[(other, place)];
                    assert!(
                        (slope - observed).abs() < 1e-5,
                        "{other}, {place}: {slope}, {observed}"
                    );
                }
            }
        }
    }
}
