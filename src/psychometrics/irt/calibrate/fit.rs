//! One group, one of the usual models.

use std::ops::ControlFlow;

use super::design::{Design, FreeParameter, GroupDesign, ItemDesign, NormalPrior, Slot};
use super::family::Family;
use super::patterns::Patterns;
use super::search::{Progress, Solution, Stopping, search};
use super::start::start;
use crate::psychometrics::irt::{Error, ItemModel, Latent, Quadrature, Responses};

/// The model of all items, and with it what fixes the scale of ability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Model {
    /// Two categories, slope 1, the variance of ability is estimated.
    Rasch,
    /// Two categories, one slope for all items, ability has variance 1.
    OneParameter,
    /// Two categories, a slope for each item, ability has variance 1.
    TwoParameter,
    /// As [`Model::TwoParameter`] with a lower asymptote for each item, on whose logit there may be a prior.
    ThreeParameter {
        /// What is known of the logit of the lower asymptotes.
        guessing_prior: Option<NormalPrior>,
    },
    /// Ordered categories by adjacent logits, slope 1, the variance of ability is estimated.
    PartialCredit,
    /// As [`Model::PartialCredit`] with a slope for each item, ability has variance 1.
    GeneralisedPartialCredit,
    /// Ordered categories by cumulative logits, a slope for each item, ability has variance 1.
    Graded,
}

impl Model {
    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rasch => "Rasch",
            Self::OneParameter => "one-parameter",
            Self::TwoParameter => "two-parameter",
            Self::ThreeParameter { .. } => "three-parameter",
            Self::PartialCredit => "partial credit",
            Self::GeneralisedPartialCredit => "generalised partial credit",
            Self::Graded => "graded",
        }
    }

    /// The form of its items.
    pub fn family(self) -> Family {
        match self {
            Self::Rasch | Self::OneParameter | Self::TwoParameter => Family::Logistic,
            Self::ThreeParameter { .. } => Family::Guessing,
            Self::PartialCredit | Self::GeneralisedPartialCredit => Family::PartialCredit,
            Self::Graded => Family::Graded,
        }
    }

    fn slopes(self) -> Slopes {
        match self {
            Self::Rasch | Self::PartialCredit => Slopes::One,
            Self::OneParameter => Slopes::Common,
            _ => Slopes::Own,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slopes {
    One,
    Common,
    Own,
}

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

/// Refuses answers from which the model's parameters cannot be estimated.
pub(super) fn check(responses: &Responses, model: Model) -> Result<(), Error> {
    let minimum = if model.slopes() == Slopes::Own { 3 } else { 2 };
    let n_items = responses.n_items();
    if n_items < minimum {
        return Err(Error::TooFewItems {
            n: n_items,
            minimum,
        });
    }
    let answered = |person_idx: &usize| responses.person(*person_idx).flatten().next().is_some();
    let n = (0..responses.n_persons()).filter(answered).count();
    if n < 2 {
        return Err(Error::TooFewPersons { n, minimum: 2 });
    }
    for (item_idx, counts) in responses.category_counts().iter().enumerate() {
        check_item(responses, item_idx, counts)?;
        let n_categories = counts.len();
        let is_for_two = matches!(model.family(), Family::Logistic | Family::Guessing);
        if is_for_two && n_categories != 2 {
            return Err(Error::WrongCategories {
                item: responses.items()[item_idx].clone(),
                n_categories,
                model: model.name(),
                expected: "two categories",
            });
        }
    }
    Ok(())
}

/// Refuses an item with nothing to learn from, or with a category that nobody chose.
fn check_item(responses: &Responses, item_idx: usize, counts: &[usize]) -> Result<(), Error> {
    let item = || responses.items()[item_idx].clone();
    let code = |category: usize| responses.code(item_idx, category);
    let mut chosen = counts.iter().enumerate().filter(|(_, count)| 0 < **count);
    match (chosen.next(), chosen.next()) {
        (None, _) => return Err(Error::NoAnswers { item: item() }),
        (Some((category, _)), None) => {
            return Err(Error::ConstantItem {
                item: item(),
                code: code(category),
            });
        }
        _ => {}
    }
    match counts.iter().position(|&count| count == 0) {
        Some(category) => Err(Error::UnusedCategory {
            item: item(),
            code: code(category),
        }),
        None => Ok(()),
    }
}

fn design(responses: &Responses, options: &Options) -> Result<Design, Error> {
    let model = options.model;
    let family = model.family();
    let starts = start(responses, &vec![family; responses.n_items()]);
    let prior = match model {
        Model::ThreeParameter { guessing_prior } => guessing_prior,
        _ => None,
    };
    if let Some(prior) = prior {
        let is_right = prior.mean.is_finite() && prior.standard_deviation > 0.0;
        crate::psychometrics::irt::error::checked(
            prior.standard_deviation,
            is_right && prior.standard_deviation.is_finite(),
            "standard deviation of the guessing prior",
            "above 0",
        )?;
    }
    let mut free: Vec<FreeParameter> = Vec::new();
    let mut add = |start: f64, prior: Option<NormalPrior>| {
        free.push(FreeParameter { start, prior });
        Slot::Free(free.len() - 1)
    };
    let mean_slope = starts.iter().map(|start| start[0]).sum::<f64>() / starts.len() as f64;
    let common = (model.slopes() == Slopes::Common).then(|| add(mean_slope, None));
    let mut items = Vec::with_capacity(starts.len());
    for start in &starts {
        let mut slots = Vec::with_capacity(start.len());
        slots.push(match (model.slopes(), common) {
            (Slopes::One, _) => Slot::Fixed(1.0),
            (_, Some(common)) => common,
            _ => add(start[0], None),
        });
        for (parameter_idx, &value) in start.iter().enumerate().skip(1) {
            let is_guessing = family == Family::Guessing && parameter_idx == 2;
            slots.push(match (is_guessing, prior) {
                (true, Some(prior)) => add(prior.mean, Some(prior)),
                _ => add(value, None),
            });
        }
        items.push(ItemDesign { family, slots });
    }
    let log_variance = if model.slopes() == Slopes::One {
        add(0.0, None)
    } else {
        Slot::Fixed(0.0)
    };
    let group = GroupDesign {
        patterns: Patterns::new(responses)?,
        items,
        mean: Slot::Fixed(0.0),
        log_variance,
    };
    Ok(Design {
        groups: vec![group],
        free,
        quadrature: options.quadrature.clone(),
    })
}
