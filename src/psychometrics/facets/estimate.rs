//! The estimates of the many-facet model.

use std::ops::ControlFlow;

use nalgebra::DMatrix;

use super::engine::Tables;
use super::fit_statistics::{MeanSquares, mean_squares};
use super::information::{Evaluation, evaluate};
use super::layout::{Layout, StepModel, UnusedCategory, unused_categories};
use super::newton::{Maximum, Model, Progress};
use super::pattern::Patterns;
use super::quadrature::Nodes;
use super::ratings::Ratings;
use super::start::start;
use super::{Error, finite_or};

/// How to estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Whether items share the steps of their scale.
    pub steps: StepModel,
    /// The nodes to sum on; `None` takes [`Nodes::USUAL`] and makes them finer and wider where that is needed.
    pub nodes: Option<Nodes>,
}

/// What was found. Everything is in logits unless said otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The maximum of the marginal log-likelihood.
    pub log_likelihood: f64,
    /// How many parameters were free, the persons' variance among them.
    pub n_parameters: usize,
    /// How many persons have a score.
    pub n_persons: usize,
    /// The persons' variance, in squared logits.
    pub person_variance: f64,
    /// Reliability of the persons' estimates, 0 to 1: their variance as a share of it and the mean error variance.
    pub reliability: f64,
    /// The raters, in their order; severities sum to zero.
    pub raters: Vec<Rater>,
    /// The items, in their order.
    pub items: Vec<Item>,
    /// The persons, in their order; `None` where a person has no score.
    pub persons: Vec<Option<Person>>,
    /// Scores that an item never got although others did.
    pub unused_categories: Vec<UnusedCategory>,
    /// How many cycles it took.
    pub cycles: usize,
    /// The nodes that were summed on.
    pub nodes: Nodes,
    /// Covariances of the severities' errors, `raters × raters`.
    pub(super) severity_covariance: DMatrix<f64>,
    /// All parameters, in the order of the layout.
    pub(super) parameters: Vec<f64>,
    /// How the steps were modelled.
    pub(super) steps: StepModel,
}

/// A rater's severity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rater {
    /// The severity; a severe rater's is positive.
    pub severity: f64,
    /// Its standard error, from the observed information; 0 where there is one rater.
    pub standard_error: f64,
    /// The information-weighted mean square; 1 is expected, more is noise, less is sameness.
    pub infit: Option<f64>,
    /// The mean square, sensitive to single surprises.
    pub outfit: Option<f64>,
    /// How many ratings with a score were given.
    pub n_ratings: usize,
}

/// An item's difficulty and steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The difficulty under a rater of severity 0.
    pub difficulty: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The lowest score of its scale.
    pub lowest: u32,
    /// From each score to the next; they sum to zero.
    pub steps: Vec<f64>,
    /// The steps' standard errors.
    pub step_standard_errors: Vec<f64>,
    /// The information-weighted mean square.
    pub infit: Option<f64>,
    /// The mean square.
    pub outfit: Option<f64>,
    /// How many scores there are.
    pub n_scores: usize,
}

/// A person's ability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Person {
    /// The mean of the posterior.
    pub eap: f64,
    /// The standard deviation of the posterior.
    pub standard_error: f64,
}

impl Fit {
    /// Minus twice the log-likelihood.
    pub fn deviance(&self) -> f64 {
        -2.0 * self.log_likelihood
    }
}

/// Estimates difficulties, severities, steps and the persons' variance together.
///
/// *Model*: ln P(x = k) / P(x = k − 1) = θ − β − α − τₖ, with the person's ability θ ~ N(0, σ²), the item's difficulty
/// β, the rater's severity α and the step τₖ from score k − 1 to k. Severities sum to zero, and so do the steps, of
/// all items together or of each (see [`StepModel`]). Scores of a person are independent given θ. The marginal
/// likelihood is maximised by Newton's method; θ is summed over equally spaced nodes with normal weights.
///
/// *Takes / gives*: ratings of which most may be missing by design; scores count from the lowest given on any item
/// (common steps) or on the item itself (steps by item). All parameters in logits; persons' estimates are posterior
/// means, which draw towards 0 where there are few scores. `progress` is told of every cycle and may break off.
///
/// *Edges*: with one rater the severity is 0; a person with all scores highest has an estimate, by the prior; a
/// rater who gives one middle score only has a severity (and an infit near 0).
///
/// *Errors*: an item or rater at one end of the scale throughout, a score that nobody got between others, persons
/// who do not differ, no convergence, cancelled.
///
/// *Source*: Linacre (1989), *Many-facet Rasch measurement*, equation 4.1; Adams, Wilson & Wang (1997), *Applied
/// Psychological Measurement* 21, 1–23, for the marginal likelihood; Louis (1982), *JRSS B* 44, 226–233, for the
/// information; reliability as Adams (2005), *Studies in Educational Evaluation* 31, 162–172, equation 5.
///
/// ```
/// use std::ops::ControlFlow;
/// use composure::psychometrics::facets::{Options, Rating, Ratings, StepModel, fit};
/// // Twenty persons before two raters who waver; the second is the more severe.
/// let rows = (0..40).map(|row| {
///     let (person, rater) = (row / 2, row % 2);
///     let score = |waver: usize| Some(((person % 4 + waver % 3 + 1 - rater) / 2) as u32);
///     Rating { person, rater, scores: vec![score(row * 7 / 3), score(row * 5 / 4)] }
/// });
/// let ratings = Ratings::new(rows.collect())?;
/// let options = Options { steps: StepModel::Common, nodes: None };
/// let found = fit(&ratings, &options, &mut |_| ControlFlow::Continue(()))?;
/// assert!(found.raters[1].severity > found.raters[0].severity);
/// assert!((found.raters[0].severity + found.raters[1].severity).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::facets::Error>(())
/// ```
pub fn fit(
    ratings: &Ratings,
    options: &Options,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Fit, Error> {
    let layout = Layout::new(ratings, options.steps)?;
    let patterns = Patterns::new(ratings, &layout, |_, _| None);
    let model = Model {
        layout: &layout,
        patterns: &patterns,
        nodes: options.nodes,
    };
    let maximum = model.maximum(start(ratings, &layout), progress)?;
    assembled(ratings, options.steps, &model, &maximum)
}

fn assembled(
    ratings: &Ratings,
    steps: StepModel,
    model: &Model<'_>,
    maximum: &Maximum,
) -> Result<Fit, Error> {
    let (layout, patterns) = (model.layout, model.patterns);
    let (item_fit, rater_fit) = mean_squares(ratings, layout, patterns, &maximum.tables);
    let raters = raters(ratings, layout, maximum, &rater_fit)?;
    let items = items(ratings, layout, maximum, &item_fit)?;
    let persons: Vec<Option<Person>> = maximum
        .evaluation
        .abilities
        .iter()
        .map(|ability| {
            ability.map(|(eap, standard_error)| Person {
                eap,
                standard_error,
            })
        })
        .collect();
    let block = layout.element(0);
    let n = layout.n_elements;
    Ok(Fit {
        log_likelihood: finite_or(maximum.evaluation.log_likelihood)?,
        n_parameters: layout.n_free(),
        n_persons: patterns.n_persons(),
        person_variance: finite_or((2.0 * maximum.parameters[layout.log_sd]).exp())?,
        reliability: finite_or(reliability(&persons))?,
        raters,
        items,
        persons,
        unused_categories: unused_categories(ratings),
        cycles: maximum.cycles,
        nodes: maximum.nodes,
        severity_covariance: maximum.covariance.view((block, block), (n, n)).into_owned(),
        parameters: maximum.parameters.clone(),
        steps,
    })
}

/// The layout of a fit, and the derivatives at its estimates.
pub(super) fn evaluated(ratings: &Ratings, fit: &Fit) -> Result<(Layout, Evaluation), Error> {
    let layout = Layout::new(ratings, fit.steps)?;
    if layout.n_full != fit.parameters.len() {
        return Err(Error::UnequalLengths {
            what: "the fit's parameters",
            n: fit.parameters.len(),
            expected: layout.n_full,
        });
    }
    let patterns = Patterns::new(ratings, &layout, |_, _| None);
    let tables = Tables::new(&layout, &patterns, &fit.parameters, &fit.nodes.values());
    let evaluation = evaluate(&layout, &patterns, &fit.parameters, &tables);
    Ok((layout, evaluation))
}

fn raters(
    ratings: &Ratings,
    layout: &Layout,
    maximum: &Maximum,
    fit: &[MeanSquares],
) -> Result<Vec<Rater>, Error> {
    let mut n_ratings = vec![0; layout.n_elements];
    for (row, &element) in ratings.rows.iter().zip(&ratings.element_of_row) {
        n_ratings[element] += usize::from(row.given().next().is_some());
    }
    let elements = fit.iter().zip(n_ratings).enumerate();
    elements
        .map(|(element, (fit, n_ratings))| {
            let place = layout.element(element);
            Ok(Rater {
                severity: finite_or(maximum.parameters[place])?,
                standard_error: maximum.standard_error(place)?,
                infit: fit.infit,
                outfit: fit.outfit,
                n_ratings,
            })
        })
        .collect()
}

fn items(
    ratings: &Ratings,
    layout: &Layout,
    maximum: &Maximum,
    fit: &[MeanSquares],
) -> Result<Vec<Item>, Error> {
    let mut n_scores = vec![0; layout.n_items];
    for row in &ratings.rows {
        for (item, _) in row.given() {
            n_scores[item] += 1;
        }
    }
    let items = fit.iter().zip(n_scores).enumerate();
    items
        .map(|(item, (fit, n_scores))| {
            let steps = layout.steps[item].clone();
            let errors = steps.clone().map(|step| maximum.standard_error(step));
            Ok(Item {
                difficulty: finite_or(maximum.parameters[item])?,
                standard_error: maximum.standard_error(item)?,
                lowest: layout.lowest[item],
                steps: maximum.parameters[steps.clone()].to_vec(),
                step_standard_errors: errors.collect::<Result<_, Error>>()?,
                infit: fit.infit,
                outfit: fit.outfit,
                n_scores,
            })
        })
        .collect()
}

impl Maximum {
    fn standard_error(&self, place: usize) -> Result<f64, Error> {
        finite_or(self.covariance[(place, place)].max(0.0).sqrt())
    }
}

/// The variance of the estimates as a share of it and the mean error variance; divisor n in both.
fn reliability(persons: &[Option<Person>]) -> f64 {
    let n = persons.iter().flatten().count() as f64;
    let mean = persons
        .iter()
        .flatten()
        .map(|person| person.eap)
        .sum::<f64>()
        / n;
    let squares = persons
        .iter()
        .flatten()
        .map(|person| (person.eap - mean).powi(2));
    let errors = persons
        .iter()
        .flatten()
        .map(|person| person.standard_error.powi(2));
    let (variance, error) = (squares.sum::<f64>(), errors.sum::<f64>());
    variance / (variance + error)
}
