//! The maximum of the marginal likelihood, by Newton's method.

use std::ops::ControlFlow;

use nalgebra::{DMatrix, DVector};

use super::Error;
use super::engine::Tables;
use super::information::{Evaluation, evaluate};
use super::layout::Layout;
use super::pattern::Patterns;
use super::quadrature::Nodes;

/// Newton's method needs six to ten cycles; one that needs many more does not come to an end.
const MOST_CYCLES: usize = 200;
/// The search ends when a further step would raise the log-likelihood by less than half of this; that step is taken.
const LEAST_GAIN: f64 = 1e-8;
/// A step is shortened so that no parameter moves by more, in logits.
const LONGEST_STEP: f64 = 2.0;
/// How often a step is halved while it lowers the likelihood.
const MOST_HALVINGS: usize = 30;
/// Of a parameter's information so much at least has to be its own, not shared with the others.
const LEAST_OWN_INFORMATION: f64 = 1e-10;
/// A parameter with a standard error beyond this, in logits, runs to infinity; the search ended because the likelihood
/// is flat there. One score in its own category leaves an error of about 1.
const GREATEST_ERROR: f64 = 30.0;
/// Persons who differ by more, in logits, have scores that agree perfectly: their variance has practically no bound.
const GREATEST_DEVIATION: f64 = 20.0;
/// Where information fails although parameters are this far, in logits, one runs to infinity.
const FAR: f64 = 10.0;
/// How often the nodes are renewed; each time they suit the estimates better.
const MOST_GRIDS: usize = 12;

/// How far an estimation has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// The cycle that begins, counted from 1.
    pub cycle: usize,
    /// The log-likelihood before it.
    pub log_likelihood: f64,
}

/// The maximum and what is known there.
#[derive(Debug)]
pub(super) struct Maximum {
    pub(super) parameters: Vec<f64>,
    pub(super) tables: Tables,
    pub(super) evaluation: Evaluation,
    /// Covariances of all parameters, free or not.
    pub(super) covariance: DMatrix<f64>,
    pub(super) nodes: Nodes,
    pub(super) cycles: usize,
}

/// What to maximise.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model<'a> {
    pub(super) layout: &'a Layout,
    pub(super) patterns: &'a Patterns,
    /// Nodes to keep to; otherwise the usual ones, made finer and wider where that is needed.
    pub(super) nodes: Option<Nodes>,
}

impl Model<'_> {
    /// Finds the maximum from these parameters.
    pub(super) fn maximum(
        &self,
        start: Vec<f64>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Maximum, Error> {
        let nodes = self.nodes.unwrap_or(Nodes::USUAL);
        nodes.check()?;
        let mut at = self.point(start, nodes)?;
        let mut n_grids = 0;
        for cycle in 1..=MOST_CYCLES {
            let log_likelihood = at.evaluation.log_likelihood;
            let report = Progress {
                cycle,
                log_likelihood,
            };
            if progress(report).is_break() {
                return Err(Error::Cancelled);
            }
            let step = self.step(&at)?;
            if step.gain > LEAST_GAIN {
                at = self.climb(&at, &step)?;
                let population = self.population(&at);
                let better = self.better_nodes(at.nodes, population, population)?;
                at = self.moved(at, better, &mut n_grids)?;
                continue;
            }
            at = self.point(added(&at.parameters, &step.change, 1.0), at.nodes)?;
            let better = self.better_nodes(at.nodes, self.population(&at), narrowest(&at))?;
            if better.is_none() || n_grids == MOST_GRIDS {
                return self.finished(at, cycle);
            }
            at = self.moved(at, better, &mut n_grids)?;
        }
        Err(Error::NotConverged {
            cycles: MOST_CYCLES,
            log_likelihood: at.evaluation.log_likelihood,
        })
    }

    /// The likelihood at some parameters.
    fn point(&self, parameters: Vec<f64>, nodes: Nodes) -> Result<Point, Error> {
        let theta = nodes.values();
        let tables = Tables::new(self.layout, self.patterns, &parameters, &theta);
        let evaluation = evaluate(self.layout, self.patterns, &parameters, &tables);
        if !evaluation.log_likelihood.is_finite() {
            return Err(Error::NotFinite);
        }
        Ok(Point {
            parameters,
            tables,
            evaluation,
            nodes,
        })
    }

    /// The same parameters on better nodes, if there are such.
    fn moved(&self, at: Point, better: Option<Nodes>, n_grids: &mut usize) -> Result<Point, Error> {
        match better {
            Some(nodes) if *n_grids < MOST_GRIDS => {
                *n_grids += 1;
                self.point(at.parameters, nodes)
            }
            _ => Ok(at),
        }
    }

    fn population(&self, at: &Point) -> f64 {
        at.parameters[self.layout.log_sd].exp()
    }

    fn better_nodes(
        &self,
        nodes: Nodes,
        population: f64,
        narrowest: f64,
    ) -> Result<Option<Nodes>, Error> {
        let better = nodes.better(population, narrowest)?;
        Ok(better.filter(|_| self.nodes.is_none()))
    }

    /// Newton's step; where the likelihood is not yet concave, the step of complete data, which leads uphill too.
    fn step(&self, at: &Point) -> Result<Step, Error> {
        let evaluation = &at.evaluation;
        let gradient = self.layout.reduced_vector(&evaluation.gradient);
        let observed = &evaluation.complete - &evaluation.missing;
        let solved = solved(self.layout.reduced_matrix(&observed), &gradient)
            .or_else(|| solved(self.layout.reduced_matrix(&evaluation.complete), &gradient));
        let change = solved.ok_or_else(|| self.unsolvable(&at.parameters))?;
        Ok(Step {
            gain: gradient.dot(&change),
            change: self.layout.expanded_vector(&change),
        })
    }

    /// Why the information does not determine every parameter.
    fn unsolvable(&self, parameters: &[f64]) -> Error {
        let is_far = |parameter: &f64| parameter.abs() > FAR;
        if parameters[..self.layout.log_sd].iter().any(is_far) {
            Error::Unbounded
        } else {
            Error::NotIdentified
        }
    }

    /// A step that does not lower the likelihood.
    fn climb(&self, from: &Point, step: &Step) -> Result<Point, Error> {
        let longest = step
            .change
            .iter()
            .fold(0.0_f64, |longest, change| longest.max(change.abs()));
        let mut share = (LONGEST_STEP / longest).min(1.0);
        // Rounding alone may lower the likelihood near its maximum.
        let least = from.evaluation.log_likelihood - 1e-12 * from.evaluation.log_likelihood.abs();
        for _ in 0..MOST_HALVINGS {
            let there = self.point(added(&from.parameters, &step.change, share), from.nodes);
            match there {
                Ok(there) if there.evaluation.log_likelihood >= least => return Ok(there),
                _ => share /= 2.0,
            }
        }
        Err(Error::NotConverged {
            cycles: MOST_CYCLES,
            log_likelihood: from.evaluation.log_likelihood,
        })
    }

    fn finished(&self, at: Point, cycles: usize) -> Result<Maximum, Error> {
        let observed = &at.evaluation.complete - &at.evaluation.missing;
        let reduced = self.layout.reduced_matrix(&observed);
        let factored = factor(reduced).ok_or_else(|| self.unsolvable(&at.parameters))?;
        let covariance = self.layout.expanded_covariance(&factored.inverse());
        let variances = covariance.diagonal();
        let largest = variances.iter().copied().fold(0.0_f64, f64::max);
        if largest.sqrt() > GREATEST_ERROR || self.population(&at) > GREATEST_DEVIATION {
            return Err(Error::Unbounded);
        }
        Ok(Maximum {
            covariance,
            parameters: at.parameters,
            tables: at.tables,
            evaluation: at.evaluation,
            nodes: at.nodes,
            cycles,
        })
    }
}

#[derive(Debug)]
struct Point {
    parameters: Vec<f64>,
    tables: Tables,
    evaluation: Evaluation,
    nodes: Nodes,
}

#[derive(Debug)]
struct Step {
    change: Vec<f64>,
    /// Twice what the log-likelihood gains if it is as curved as it looks here.
    gain: f64,
}

/// The information's factors, if it is positive and every parameter has some of its own.
pub(super) fn factor(information: DMatrix<f64>) -> Option<nalgebra::Cholesky<f64, nalgebra::Dyn>> {
    let diagonal = information.diagonal();
    let factored = information.cholesky()?;
    let own = factored.l_dirty().diagonal();
    let is_own = |(own, all): (&f64, &f64)| own * own > LEAST_OWN_INFORMATION * all;
    own.iter()
        .zip(diagonal.iter())
        .all(is_own)
        .then_some(factored)
}

fn solved(information: DMatrix<f64>, gradient: &DVector<f64>) -> Option<DVector<f64>> {
    Some(factor(information)?.solve(gradient))
}

fn added(parameters: &[f64], change: &[f64], share: f64) -> Vec<f64> {
    let both = parameters.iter().zip(change);
    both.map(|(parameter, change)| parameter + share * change)
        .collect()
}

/// The smallest standard deviation of a posterior.
fn narrowest(at: &Point) -> f64 {
    let abilities = at.evaluation.abilities.iter().flatten();
    abilities.fold(f64::INFINITY, |least, ability| least.min(ability.1))
}
