//! The search for the parameters of greatest marginal likelihood.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use super::curves::Curves;
use super::design::Design;
use super::expectation::{Expected, Windows, expected};
use super::maximisation::{Ascent, Blocks};
use crate::psychometrics::irt::Error;
use crate::psychometrics::irt::error::checked;

/// How long and how exactly to search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stopping {
    /// The search ends when for every parameter the gradient of the marginal log-likelihood, divided by the root of
    /// 1 + the parameter's complete-data information, is at most this; above 0.
    pub tolerance: f64,
    /// The most cycles, at least 1.
    pub most_cycles: usize,
}

impl Stopping {
    /// The rule itself, once it is known to end.
    pub fn validated(self) -> Result<Self, Error> {
        let is_right = 0.0 < self.tolerance && self.tolerance <= 1.0;
        checked(
            self.tolerance,
            is_right,
            "tolerance",
            "above 0 and at most 1",
        )?;
        let most = self.most_cycles as f64;
        let is_right = (1..=1_000_000).contains(&self.most_cycles);
        checked(most, is_right, "number of cycles", "from 1 to a million")?;
        Ok(self)
    }
}

impl Default for Stopping {
    fn default() -> Self {
        Self {
            tolerance: 1e-7,
            most_cycles: 2000,
        }
    }
}

/// How far a search has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Cycles done.
    pub cycle: usize,
    /// The marginal log-likelihood there.
    pub log_likelihood: f64,
    /// What has to fall to the tolerance.
    pub largest_gradient: f64,
}

/// The parameters of greatest marginal likelihood, or with priors of greatest posterior density.
#[derive(Debug, Clone)]
pub struct Solution {
    /// The free parameters.
    pub free: Vec<f64>,
    /// The marginal log-likelihood, without priors.
    pub log_likelihood: f64,
    /// How many cycles it took.
    pub cycles: usize,
    /// How many expectation steps it took.
    pub expectation_steps: usize,
    /// The largest scaled gradient at the end.
    pub largest_gradient: f64,
    /// Each group's expected counts and curves at the end.
    pub groups: Vec<(Expected, Curves)>,
}

/// Earlier steps are remembered so far back.
const MEMORY: usize = 30;

/// No parameter moves farther than this in one cycle.
const FARTHEST: f64 = 1.5;

/// Finds the parameters of greatest marginal likelihood.
///
/// *Model*: quasi-Newton ascent of ℓ(ξ) = Σ ln ∫ P(answers | θ, ξ) φ(θ) dθ. The expectation step gives ℓ and by Fisher's
/// identity its gradient; the complete-data information of the maximisation step is the first guess of the curvature
/// (alone it would make the step of the EM gradient algorithm), and earlier steps correct it for what is lost with the
/// abilities unseen, by the limited-memory formula of Broyden, Fletcher, Goldfarb and Shanno. A step that does not
/// raise ℓ is shortened. So each cycle costs about one expectation step, as with EM, but the number of cycles does not
/// grow as the missing information does.
///
/// *Takes / gives*: a design; `progress` hears of each cycle and may break the search off.
///
/// *Errors*: broken off; no convergence within the cycles; a start without finite likelihood.
///
/// *Source*: Lange (1995), *Statistica Sinica* 5, 1–18; Jamshidian & Jennrich (1997), *Journal of the Royal
/// Statistical Society B* 59, 569–587; Bock & Aitkin (1981), *Psychometrika* 46, 443–459.
///
/// ```
/// use std::ops::ControlFlow;
/// use composure::psychometrics::irt::{ItemModel, Quadrature, Responses};
/// use composure::psychometrics::irt::calibrate::*;
/// // One known item twice as an anchor, and the mean and variance of the people who answered it.
/// let anchor = ItemDesign::fixed(&ItemModel::Logistic { slope: 1.5, intercept: 0.0 });
/// let persons: Vec<Vec<Option<u8>>> = (0..40).map(|i| vec![Some(u8::from(i % 4 > 0)), Some(u8::from(i % 5 > 1))]).collect();
/// let responses = Responses::from_categories(&["a".into(), "b".into()], &[2, 2], &persons)?;
/// let group = GroupDesign {
///     patterns: Patterns::new(&responses)?,
///     items: vec![anchor.clone(), anchor],
///     mean: Slot::Free(0),
///     log_variance: Slot::Fixed(0.0),
/// };
/// let free = vec![FreeParameter { start: 0.0, prior: None }];
/// let design = Design { groups: vec![group], free, quadrature: Quadrature::default() }.validated()?;
/// let found = search(&design, Stopping::default(), &mut |_| ControlFlow::Continue(()))?;
/// // Most answers are right: these people are above the anchors' 0.
/// assert!(found.free[0] > 0.3);
/// let error = covariance(&design, &found)?[(0, 0)].sqrt();
/// assert!((0.1..0.4).contains(&error));
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
pub fn search(
    design: &Design,
    stopping: Stopping,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Solution, Error> {
    let stopping = stopping.validated()?;
    let mut climber = Climber::new(design)?;
    for cycle in 0..=stopping.most_cycles {
        let largest_gradient = climber.largest_gradient();
        let so_far = Progress {
            cycle,
            log_likelihood: climber.here.log_likelihood,
            largest_gradient,
        };
        if progress(so_far).is_break() {
            return Err(Error::Cancelled { cycle });
        }
        let is_there = largest_gradient <= stopping.tolerance;
        if is_there {
            return Ok(climber.solution(cycle));
        }
        if cycle == stopping.most_cycles || !climber.step() {
            return Err(Error::NoConvergence {
                cycles: cycle,
                largest_gradient,
            });
        }
    }
    Err(Error::NotFinite)
}

/// The likelihood at some parameters and what belongs to it.
#[derive(Debug)]
struct Place {
    free: Vec<f64>,
    log_likelihood: f64,
    /// Log-likelihood and log-prior.
    height: f64,
    groups: Vec<(Expected, Curves)>,
}

/// A step that was taken and how the gradient fell on it.
#[derive(Debug)]
struct Step {
    moved: Vec<f64>,
    fell: Vec<f64>,
    product: f64,
}

struct Climber<'a> {
    design: &'a Design,
    blocks: Blocks,
    windows: Vec<Windows>,
    here: Place,
    ascent: Ascent,
    memory: VecDeque<Step>,
    expectation_steps: usize,
}

impl<'a> Climber<'a> {
    fn new(design: &'a Design) -> Result<Self, Error> {
        let blocks = Blocks::new(design);
        let of_group = |group: &super::design::GroupDesign| group.windows(&design.quadrature);
        let mut windows: Vec<Windows> = design.groups.iter().map(of_group).collect();
        let here = place(design, &mut windows, design.start()).ok_or(Error::NotFinite)?;
        let ascent = Ascent::new(design, &blocks, &here.free, &here.groups);
        Ok(Self {
            design,
            blocks,
            windows,
            here,
            ascent,
            memory: VecDeque::new(),
            expectation_steps: 1,
        })
    }

    fn solution(self, cycles: usize) -> Solution {
        let largest_gradient = self.largest_gradient();
        Solution {
            free: self.here.free,
            log_likelihood: self.here.log_likelihood,
            cycles,
            expectation_steps: self.expectation_steps,
            largest_gradient,
            groups: self.here.groups,
        }
    }

    fn largest_gradient(&self) -> f64 {
        let own = self.ascent.own_information(&self.blocks);
        let scaled = self.ascent.gradient.iter().zip(&own);
        scaled
            .map(|(gradient, information)| gradient.abs() / (1.0 + information.max(0.0)).sqrt())
            .fold(0.0, f64::max)
    }

    /// One step upwards; whether one was found.
    fn step(&mut self) -> bool {
        let corrected = self.direction();
        if self.climb(&corrected) {
            return true;
        }
        if self.memory.is_empty() {
            return false;
        }
        // What was learnt on the way misleads here; begin anew with the step of the EM gradient algorithm.
        self.memory.clear();
        let plain = self.direction();
        self.climb(&plain)
    }

    /// The two-loop recursion of limited-memory quasi-Newton, with the complete-data information at its heart.
    fn direction(&self) -> Vec<f64> {
        let mut vector = self.ascent.gradient.clone();
        let mut shares = Vec::with_capacity(self.memory.len());
        for step in self.memory.iter().rev() {
            let share = dot(&step.moved, &vector) / step.product;
            add(&mut vector, -share, &step.fell);
            shares.push(share);
        }
        let mut direction = self.ascent.scaled(&self.blocks, &vector);
        for (step, share) in self.memory.iter().zip(shares.iter().rev()) {
            let back = dot(&step.fell, &direction) / step.product;
            add(&mut direction, share - back, &step.moved);
        }
        direction
    }

    /// Goes along a direction as far as the likelihood rises; whether it did.
    fn climb(&mut self, direction: &[f64]) -> bool {
        let rise = dot(&self.ascent.gradient, direction);
        if !rise.is_finite() || rise <= 0.0 {
            return false;
        }
        let farthest = direction.iter().fold(0.0f64, |most, d| most.max(d.abs()));
        let mut length = (FARTHEST / farthest).min(1.0);
        // Differences of the likelihood below this are rounding.
        let rounding = 1e-12 * (1.0 + self.here.height.abs());
        for _ in 0..40 {
            let mut free = self.here.free.clone();
            add(&mut free, length, direction);
            self.expectation_steps += 1;
            let there = place(self.design, &mut self.windows, free);
            let gained = there.as_ref().map(|there| there.height - self.here.height);
            match (there, gained) {
                (Some(there), Some(gained)) if gained >= 1e-4 * length * rise - rounding => {
                    self.arrive(there);
                    return true;
                }
                (_, Some(gained)) => {
                    // The top of the parabola through both heights and the slope, within bounds.
                    let top = length * length * rise / (2.0 * (length * rise - gained));
                    length = top.clamp(0.1 * length, 0.5 * length);
                }
                _ => length *= 0.3,
            }
        }
        false
    }

    fn arrive(&mut self, there: Place) {
        let ascent = Ascent::new(self.design, &self.blocks, &there.free, &there.groups);
        let difference = |(a, b): (&f64, &f64)| a - b;
        let moved: Vec<f64> = there
            .free
            .iter()
            .zip(&self.here.free)
            .map(difference)
            .collect();
        let fell: Vec<f64> = (self.ascent.gradient.iter().zip(&ascent.gradient))
            .map(difference)
            .collect();
        let product = dot(&moved, &fell);
        if product > 1e-14 * dot(&fell, &fell).sqrt() * dot(&moved, &moved).sqrt() {
            if self.memory.len() == MEMORY {
                self.memory.pop_front();
            }
            self.memory.push_back(Step {
                moved,
                fell,
                product,
            });
        }
        self.here = there;
        self.ascent = ascent;
    }
}

/// An expectation step at these parameters; `None` where there is no model or the likelihood is not finite.
fn place(design: &Design, windows: &mut [Windows], free: Vec<f64>) -> Option<Place> {
    let mut groups = Vec::with_capacity(design.groups.len());
    let mut log_likelihood = 0.0;
    for (group, windows) in design.groups.iter().zip(windows) {
        let at = (&design.quadrature, group.latent(&free)?);
        let curves = Curves::new(&group.models(&free)?, &design.quadrature);
        let counted = expected(&group.patterns, &curves, at, windows);
        log_likelihood += counted.log_likelihood;
        groups.push((counted, curves));
    }
    let height = log_likelihood + design.log_prior(&free);
    height.is_finite().then_some(Place {
        free,
        log_likelihood,
        height,
        groups,
    })
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(vector: &mut [f64], factor: f64, addend: &[f64]) {
    for (value, addend) in vector.iter_mut().zip(addend) {
        *value += factor * addend;
    }
}
