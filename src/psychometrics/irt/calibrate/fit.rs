//! One group, one of the usual models.

use std::ops::ControlFlow;

use super::design::{Design, Slot};
use super::family::Family;
use super::information::covariance;
use super::model::Model;
use super::one_group::{check, design};
use super::search::{Progress, Solution, Stopping, search};
use crate::psychometrics::irt::{Error, ItemModel, Latent, Quadrature, Responses};

/// How to calibrate.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The model of all items.
    pub model: Model,
    /// The abilities that integrals are taken over.
    pub quadrature: Quadrature,
    /// How long and how exactly to search.
    pub stopping: Stopping,
}

impl Options {
    /// 61 nodes from −6 to 6 and the usual tolerance.
    pub fn new(model: Model) -> Self {
        Self {
            model,
            quadrature: Quadrature::default(),
            stopping: Stopping::default(),
        }
    }
}

/// An item after calibration.
#[derive(Debug, Clone, PartialEq)]
pub struct CalibratedItem {
    /// Its name.
    pub item: String,
    /// Its parameters.
    pub model: ItemModel,
}

/// Standard errors of an item's parameters; `None` for one that is fixed.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemErrors {
    /// Of the slope.
    pub slope: Option<f64>,
    /// Of the intercepts.
    pub intercepts: Vec<Option<f64>>,
    /// Of the logit of the lower asymptote.
    pub lower_asymptote_logit: Option<f64>,
}

/// Standard errors of everything that was estimated.
#[derive(Debug, Clone, PartialEq)]
pub struct StandardErrors {
    /// Of the items.
    pub items: Vec<ItemErrors>,
    /// Of the mean of ability.
    pub latent_mean: Option<f64>,
    /// Of the variance of ability.
    pub latent_variance: Option<f64>,
}

/// Items with their parameters, and the distribution of ability they were found with.
#[derive(Debug, Clone)]
pub struct Calibration {
    /// The items in the order of the answers' columns.
    pub items: Vec<CalibratedItem>,
    /// The distribution of ability.
    pub latent: Latent,
    /// How many people there are, those without an answer included.
    pub n_persons: usize,
    /// What was estimated, for what is computed from it later.
    pub design: Design,
    /// Where the search ended.
    pub solution: Solution,
}

impl Calibration {
    /// The marginal log-likelihood.
    pub fn log_likelihood(&self) -> f64 {
        self.solution.log_likelihood
    }

    /// How many parameters were estimated.
    pub fn n_parameters(&self) -> usize {
        self.solution.free.len()
    }

    /// Akaike's criterion, 2 parameters − 2 ℓ.
    pub fn aic(&self) -> f64 {
        2.0 * self.n_parameters() as f64 - 2.0 * self.log_likelihood()
    }

    /// Schwarz's criterion, parameters · ln persons − 2 ℓ.
    pub fn bic(&self) -> f64 {
        self.n_parameters() as f64 * (self.n_persons as f64).ln() - 2.0 * self.log_likelihood()
    }

    /// The standard errors of all parameters, from the observed information ([`super::covariance`]).
    ///
    /// *Errors*: parameters that the answers do not settle.
    pub fn standard_errors(&self) -> Result<StandardErrors, Error> {
        let covariance = covariance(&self.design, &self.solution)?;
        let group = self.design.groups.first().ok_or(Error::NotFinite)?;
        let error = |slot: Slot| match slot {
            Slot::Free(idx) => Some(covariance[(idx, idx)].sqrt()),
            Slot::Fixed(_) => None,
        };
        let items = group.items.iter().map(|item| {
            let mut errors = item.slots.iter().map(|slot| error(*slot));
            let slope = errors.next().flatten();
            let mut intercepts: Vec<Option<f64>> = errors.collect();
            let lower_asymptote_logit = match item.family {
                Family::Guessing => intercepts.pop().flatten(),
                _ => None,
            };
            ItemErrors {
                slope,
                intercepts,
                lower_asymptote_logit,
            }
        });
        Ok(StandardErrors {
            items: items.collect(),
            latent_mean: error(group.mean),
            // The logarithm of the variance is estimated: d variance = variance · d ln variance.
            latent_variance: error(group.log_variance).map(|error| error * self.latent.variance),
        })
    }

    /// The items' models.
    pub fn models(&self) -> Vec<ItemModel> {
        self.items.iter().map(|item| item.model.clone()).collect()
    }
}

/// Item parameters of greatest marginal likelihood in one group.
///
/// *Model*: [`Model`]; ability is normal with mean 0 and variance 1, or where the slope is 1 with the variance of
/// greatest likelihood. Missing answers are left out of a person's likelihood (full information; they have to be
/// missing at random). The search is that of [`search`].
///
/// *Takes / gives*: answers of at least two people to at least two items (three, where each has a slope of its own);
/// `progress` hears of each cycle and may break the search off. The number of threads is that of the ambient rayon
/// pool; it changes no digit of the result.
///
/// *Edges*: a person without an answer changes nothing but `n_persons`. Slopes may be negative.
///
/// *Errors*: an item that nobody answered, that is constant, that has a category nobody chose or too many categories
/// for the model, each by name; no convergence; a slope without bound; broken off.
///
/// *Source*: Bock & Aitkin (1981), *Psychometrika* 46, 443–459; Lange (1995), *Statistica Sinica* 5, 1–18.
///
/// ```
/// use std::ops::ControlFlow;
/// use composure::psychometrics::irt::Responses;
/// use composure::psychometrics::irt::calibrate::{Model, Options, calibrate};
/// // Section 6 of the Law School Admission Test as a table of patterns would be longer; here are three easy items.
/// let answers = |pattern: u32| (0..3).map(|item| Some(f64::from(pattern >> item & 1))).collect();
/// let counts = [12, 5, 6, 9, 7, 9, 11, 41];
/// let persons: Vec<Vec<Option<f64>>> = (0u32..8)
///     .flat_map(|pattern| std::iter::repeat_n(answers(pattern), counts[pattern as usize]))
///     .collect();
/// let items = ["a", "b", "c"].map(str::to_owned);
/// let responses = Responses::from_codes(&items, &persons)?;
/// let found = calibrate(&responses, &Options::new(Model::Rasch), &mut |_| ControlFlow::Continue(()))?;
/// assert_eq!(found.n_parameters(), 4);
/// assert!(found.latent.variance > 0.5);
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
pub fn calibrate(
    responses: &Responses,
    options: &Options,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Calibration, Error> {
    check(responses, options.model)?;
    let design = design(responses, options)?.validated()?;
    let solution = search(&design, options.stopping, progress)?;
    finished(responses, design, solution)
}

/// No item in use tells people apart this sharply; the likelihood is rising without end.
const STEEPEST: f64 = 40.0;

fn finished(
    responses: &Responses,
    design: Design,
    solution: Solution,
) -> Result<Calibration, Error> {
    let group = design.groups.first().ok_or(Error::NotFinite)?;
    let models = group.models(&solution.free).ok_or(Error::NotFinite)?;
    let latent = group.latent(&solution.free).ok_or(Error::NotFinite)?;
    let named = responses.items().iter().zip(models);
    let items: Vec<CalibratedItem> = named
        .map(|(item, model)| CalibratedItem {
            item: item.clone(),
            model,
        })
        .collect();
    if let Some(item) = items
        .iter()
        .find(|item| item.model.slope().abs() > STEEPEST)
    {
        return Err(Error::RunawaySlope {
            item: item.item.clone(),
            slope: item.model.slope(),
        });
    }
    Ok(Calibration {
        items,
        latent,
        n_persons: responses.n_persons(),
        design,
        solution,
    })
}
