//! The probabilities of all cells at given parameters, and the posterior of a group of persons.

use super::layout::Layout;
use super::pattern::{Cell, Design, Group, Patterns};

/// A posterior below this share at a node adds nothing that a double could hold beside the rest.
const NEGLIGIBLE: f64 = 1e-17;

/// What follows from the parameters before any person is looked at.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) theta: Vec<f64>,
    log_weight: Vec<f64>,
    /// The derivative of the logarithm of each node's weight by the logarithm of the standard deviation.
    pub(super) spread: Vec<f64>,
    /// The variance of `spread` in the population.
    pub(super) spread_variance: f64,
    pub(super) cells: Vec<CellTable>,
    kinds: Vec<KindTable>,
}

/// The probabilities of one cell.
#[derive(Debug)]
pub(super) struct CellTable {
    /// How many steps the item has.
    pub(super) n_steps: usize,
    /// Probability that a score has passed each step; one run of nodes per step.
    pub(super) passed: Vec<f64>,
    /// The logarithm of the sum over categories, at each node.
    log_norm: Vec<f64>,
}

#[derive(Debug)]
struct KindTable {
    log_norm: Vec<f64>,
    /// The expected sufficient statistics; one run of nodes per place of the kind.
    expected: Vec<f64>,
}

/// A design's share, added up from its kinds of rating; one buffer serves one design after the other.
#[derive(Debug, Default)]
pub(super) struct DesignTable {
    log_norm: Vec<f64>,
    /// The expected sufficient statistics by place of the design, and last the spread; one run of nodes each.
    pub(super) expected: Vec<f64>,
}

/// The posterior of a group of persons, on the nodes where it is not negligible.
#[derive(Debug, Default)]
pub(super) struct Posterior {
    /// The first of those nodes.
    pub(super) first: usize,
    pub(super) shares: Vec<f64>,
    pub(super) log_likelihood: f64,
}

impl Tables {
    /// Computes all probabilities at these parameters.
    pub(super) fn new(
        layout: &Layout,
        patterns: &Patterns,
        parameters: &[f64],
        theta: &[f64],
    ) -> Self {
        let cell = |cell: &Cell| CellTable::new(layout, *cell, parameters, theta);
        let mut tables = Self {
            theta: theta.to_vec(),
            log_weight: Vec::new(),
            spread: Vec::new(),
            spread_variance: 0.0,
            cells: patterns.cells.iter().map(cell).collect(),
            kinds: Vec::with_capacity(patterns.kinds.len()),
        };
        tables.weigh(parameters[layout.log_sd]);
        for kind in &patterns.kinds {
            let n = theta.len();
            let mut table = KindTable {
                log_norm: vec![0.0; n],
                expected: vec![0.0; n * kind.places.len()],
            };
            for &cell_idx in &kind.cells {
                let (cell, of_cell) = (patterns.cells[cell_idx], &tables.cells[cell_idx]);
                add(&mut table.log_norm, &of_cell.log_norm);
                for (step, place) in layout.steps[cell.item].clone().enumerate() {
                    let passed = &of_cell.passed[step * n..][..n];
                    for place in cell.places(layout).chain([place]) {
                        let at = kind.places.partition_point(|other| *other < place);
                        add(&mut table.expected[at * n..][..n], passed);
                    }
                }
            }
            tables.kinds.push(table);
        }
        tables
    }

    /// The population's weights: a normal curve on the nodes, made to sum to 1.
    fn weigh(&mut self, log_sd: f64) {
        let squares: Vec<f64> = self
            .theta
            .iter()
            .map(|theta| (theta * (-log_sd).exp()).powi(2))
            .collect();
        // The smallest square has the greatest weight; without it all weights could be 0.
        let least = squares.iter().copied().fold(f64::INFINITY, f64::min);
        let curve: Vec<f64> = squares
            .iter()
            .map(|square| (-0.5 * (square - least)).exp())
            .collect();
        let total: f64 = curve.iter().sum();
        let moment = |power: i32| {
            let terms = curve.iter().zip(&squares);
            terms
                .map(|(weight, square)| weight * square.powi(power))
                .sum::<f64>()
                / total
        };
        let mean = moment(1);
        self.spread_variance = moment(2) - mean * mean;
        self.spread = squares.iter().map(|square| square - mean).collect();
        self.log_weight = squares
            .iter()
            .map(|square| -0.5 * (square - least) - total.ln())
            .collect();
    }

    /// Adds up a design from its kinds of rating.
    pub(super) fn fill(&self, design: &Design, table: &mut DesignTable) {
        let n = self.theta.len();
        table.log_norm.clear();
        table.log_norm.resize(n, 0.0);
        table.expected.clear();
        table.expected.resize(n * design.places.len(), 0.0);
        for (&kind, local) in design.kinds.iter().zip(&design.local) {
            let of_kind = &self.kinds[kind];
            add(&mut table.log_norm, &of_kind.log_norm);
            for (&at, run) in local.iter().zip(of_kind.expected.chunks_exact(n)) {
                add(&mut table.expected[at * n..][..n], run);
            }
        }
        table.expected.extend_from_slice(&self.spread);
    }

    /// The posterior of a group of a design.
    pub(super) fn posterior(&self, table: &DesignTable, group: &Group, posterior: &mut Posterior) {
        let logs = self
            .theta
            .iter()
            .zip(&self.log_weight)
            .zip(&table.log_norm)
            .map(|((theta, log_weight), log_norm)| group.sum * theta + log_weight - log_norm);
        let shares = &mut posterior.shares;
        shares.clear();
        shares.extend(logs);
        let highest = shares.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let least = highest + NEGLIGIBLE.ln();
        // The logarithm of the posterior is concave, so what is not negligible is one run of nodes.
        posterior.first = shares.iter().position(|log| *log >= least).unwrap_or(0);
        let end = shares
            .iter()
            .rposition(|log| *log >= least)
            .map_or(0, |last| last + 1);
        shares.truncate(end);
        shares.drain(..posterior.first);
        let mut total = 0.0;
        for share in shares.iter_mut() {
            *share = (*share - highest).exp();
            total += *share;
        }
        for share in shares.iter_mut() {
            *share /= total;
        }
        posterior.log_likelihood = highest + total.ln();
    }
}

impl CellTable {
    fn new(layout: &Layout, cell: Cell, parameters: &[f64], theta: &[f64]) -> Self {
        let n = theta.len();
        let steps = &parameters[layout.steps[cell.item].clone()];
        let n_steps = steps.len();
        let location: f64 = cell.places(layout).map(|place| parameters[place]).sum();
        let mut table = Self {
            n_steps,
            passed: vec![0.0; n_steps * n],
            log_norm: Vec::with_capacity(n),
        };
        let mut logs = vec![0.0; n_steps + 1];
        for (node, theta) in theta.iter().enumerate() {
            let mut highest = 0.0_f64;
            for (category, step) in steps.iter().enumerate() {
                logs[category + 1] = logs[category] + theta - location - step;
                highest = highest.max(logs[category + 1]);
            }
            let total: f64 = logs.iter().map(|log| (log - highest).exp()).sum();
            let mut above = 0.0;
            for step in (0..n_steps).rev() {
                above += (logs[step + 1] - highest).exp() / total;
                table.passed[step * n + node] = above;
            }
            table.log_norm.push(highest + total.ln());
        }
        table
    }
}

impl CellTable {
    /// The mean and variance of the score at each node.
    pub(super) fn moments(&self, n_nodes: usize) -> Vec<(f64, f64)> {
        let of_node = |node: usize| {
            let passed = |step: usize| self.passed[step * n_nodes + node];
            let mean: f64 = (0..self.n_steps).map(passed).sum();
            // Steps passed: k² is the sum of 2 j − 1 over the steps j up to k.
            let square: f64 = (0..self.n_steps)
                .map(|step| (2 * step + 1) as f64 * passed(step))
                .sum();
            (mean, square - mean * mean)
        };
        (0..n_nodes).map(of_node).collect()
    }
}

/// Adds one run of nodes to another.
fn add(to: &mut [f64], run: &[f64]) {
    for (to, value) in to.iter_mut().zip(run) {
        *to += value;
    }
}
