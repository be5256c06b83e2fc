//! All groups together.

use std::ops::ControlFlow;

use super::design::Builder;
use super::{Error, Invariance};
use crate::psychometrics::irt::calibrate::{
    CalibratedItem, Calibration, Options, Patterns, Progress, calibrate, search,
};
use crate::psychometrics::irt::{Error as IrtError, Latent, Responses};

/// The groups' names and their people's answers, the reference group first.
///
/// Its fields are private because there are at least two groups and each has at least two people with an answer.
#[derive(Debug, Clone)]
pub struct Groups {
    pub(super) names: Vec<String>,
    pub(super) responses: Vec<Responses>,
    /// Everybody.
    pub(super) pooled: Responses,
}

impl Groups {
    /// Divides people by the label of each.
    ///
    /// *Takes / gives*: answers of everybody, so that categories are the same in all groups; the reference group, else
    /// the largest, comes first, the others in the order of their names.
    ///
    /// *Errors*: lists of different lengths, fewer than two groups, a reference that nobody belongs to, a group of fewer
    /// than two people with an answer.
    pub fn new(pooled: Responses, labels: &[&str], reference: Option<&str>) -> Result<Self, Error> {
        if labels.len() != pooled.n_persons() {
            return Err(Error::UnequalLengths {
                n_persons: pooled.n_persons(),
                n_groups: labels.len(),
            });
        }
        let mut members: std::collections::BTreeMap<&str, Vec<usize>> =
            std::collections::BTreeMap::new();
        for (person_idx, label) in labels.iter().enumerate() {
            members.entry(label).or_default().push(person_idx);
        }
        if members.len() < 2 {
            return Err(Error::TooFewGroups { n: members.len() });
        }
        // Of equally large ones the first by name, which `max_by_key` gives last when they are taken from the end.
        let largest = members
            .iter()
            .rev()
            .max_by_key(|(_, members)| members.len());
        let first = match (reference, largest) {
            (Some(reference), _) => reference,
            (None, Some((largest, _))) => largest,
            (None, None) => return Err(Error::TooFewGroups { n: 0 }),
        };
        let Some(of_first) = members.remove_entry(first) else {
            return Err(Error::UnknownReference {
                reference: first.to_owned(),
            });
        };
        let ordered: Vec<(&str, Vec<usize>)> = std::iter::once(of_first).chain(members).collect();
        let mut responses = Vec::with_capacity(ordered.len());
        for (group, members) in &ordered {
            let of_group = pooled.of_persons(members);
            let answered = |idx: &usize| of_group.person(*idx).flatten().next().is_some();
            let n = (0..of_group.n_persons()).filter(answered).count();
            if n < 2 {
                return Err(Error::SmallGroup {
                    group: (*group).to_owned(),
                    n,
                    minimum: 2,
                });
            }
            responses.push(of_group);
        }
        Ok(Self {
            names: ordered
                .iter()
                .map(|(group, _)| (*group).to_owned())
                .collect(),
            responses,
            pooled,
        })
    }

    /// The groups' names, the reference group's first.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Refuses a category that a group did not choose, though it is to have an intercept of its own for it.
    pub(super) fn check_categories(&self, items: &[usize]) -> Result<(), Error> {
        for (group, responses) in self.names.iter().zip(&self.responses) {
            let counts = responses.category_counts();
            for &item_idx in items {
                let unused = counts[item_idx].iter().position(|count| *count == 0);
                if let Some(category) = unused {
                    return Err(Error::UnusedInGroup {
                        item: responses.items()[item_idx].clone(),
                        group: group.clone(),
                        code: responses.code(item_idx, category),
                    });
                }
            }
        }
        Ok(())
    }
}

/// What to fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The model of all items, and how to search.
    pub options: Options,
    /// What is equal in all groups.
    pub invariance: Invariance,
}

/// One group after the fit.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupFit {
    /// Its name.
    pub group: String,
    /// How many people it has.
    pub n_persons: usize,
    /// The distribution of ability in it.
    pub latent: Latent,
    /// Its items, in the order of the answers' columns.
    pub items: Vec<CalibratedItem>,
}

/// Several groups after the fit.
#[derive(Debug, Clone)]
pub struct Multigroup {
    /// The groups, the reference group first.
    pub groups: Vec<GroupFit>,
    /// The marginal log-likelihood of everybody's answers.
    pub log_likelihood: f64,
    /// How many parameters were estimated.
    pub n_parameters: usize,
    /// How many cycles the search took.
    pub cycles: usize,
    /// All people as one group.
    pub(super) pooled: Calibration,
    /// Each group's patterns.
    pub(super) patterns: Vec<Patterns>,
}

impl Multigroup {
    /// How many people there are.
    pub fn n_persons(&self) -> usize {
        self.groups.iter().map(|group| group.n_persons).sum()
    }

    /// Akaike's criterion, 2 parameters − 2 ℓ.
    pub fn aic(&self) -> f64 {
        2.0 * self.n_parameters as f64 - 2.0 * self.log_likelihood
    }

    /// Schwarz's criterion, parameters · ln persons − 2 ℓ.
    pub fn bic(&self) -> f64 {
        self.n_parameters as f64 * (self.n_persons() as f64).ln() - 2.0 * self.log_likelihood
    }
}

/// Item parameters of greatest marginal likelihood in several groups, some of them equal.
///
/// *Model*: in each group ability is N(μ, σ²); μ is 0 and σ² 1 in the reference group. What is equal is said by the
/// [`Invariance`]: nothing (configural), slopes (metric: σ² of the other groups free), all item parameters (scalar: μ
/// and σ² of the other groups free). Where all slopes are 1 every group's σ² is free.
///
/// *Takes / gives*: groups of one questionnaire; `progress` hears of each cycle and may break the search off. Means and
/// variances are in the reference group's unit.
///
/// *Edges*: a configural fit equals separate calibrations. Twice the difference of two log-likelihoods is χ² with as
/// many degrees of freedom as parameters were made equal.
///
/// *Errors*: those of [`calibrate`] on everybody; a category that a group did not choose, though it has intercepts of
/// its own.
///
/// *Source*: Bock & Zimowski (1997), in van der Linden & Hambleton, *Handbook of Modern Item Response Theory*,
/// 433–448; Millsap (2011), *Statistical Approaches to Measurement Invariance*, chapter 7.
///
/// ```
/// use std::ops::ControlFlow;
/// use composure::psychometrics::irt::{ItemModel, calibrate::{Model, Options}, multigroup::*};
/// # use composure::psychometrics::simulate::{abilities, item_answers};
/// # let mut rng = composure::clock::seeded(3);
/// let items = [-0.5, 0.0, 0.5, 1.0].map(|intercept| ItemModel::Logistic { slope: 1.0, intercept });
/// let mut thetas = abilities(300, (0.0, 1.0), &mut rng)?;
/// thetas.extend(abilities(200, (1.0, 1.0), &mut rng)?);
/// let answers = item_answers(&items, &thetas, 0.0, &mut rng)?;
/// let labels: Vec<&str> = (0..500).map(|person| if person < 300 { "a" } else { "b" }).collect();
/// let groups = Groups::new(answers, &labels, None)?;
/// let plan = Plan { options: Options::new(Model::Rasch), invariance: Invariance::Scalar };
/// let fit = multigroup(&groups, &plan, &mut |_| ControlFlow::Continue(()))?;
/// // Four intercepts, two variances, one mean.
/// assert_eq!(fit.n_parameters, 7);
/// assert!((fit.groups[1].latent.mean - 1.0).abs() < 0.5);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn multigroup(
    groups: &Groups,
    plan: &Plan,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Multigroup, Error> {
    let pooled = calibrate(&groups.pooled, &plan.options, progress)?;
    if plan.invariance < Invariance::Scalar {
        let every_item: Vec<usize> = (0..groups.pooled.n_items()).collect();
        groups.check_categories(&every_item)?;
    }
    let patterns = groups
        .responses
        .iter()
        .map(Patterns::new)
        .collect::<Result<Vec<_>, _>>()?;
    let builder = Builder {
        pooled: &pooled,
        patterns: &patterns,
        invariance: plan.invariance,
        freed: None,
    };
    let design = builder.design().ok_or(IrtError::NotFinite)?.validated()?;
    let solution = search(&design, plan.options.stopping, progress)?;
    let mut fits = Vec::with_capacity(groups.names.len());
    for ((name, responses), group) in groups
        .names
        .iter()
        .zip(&groups.responses)
        .zip(&design.groups)
    {
        let models = group.models(&solution.free).ok_or(IrtError::NotFinite)?;
        let named = responses.items().iter().cloned().zip(models);
        let items: Vec<CalibratedItem> = named
            .map(|(item, model)| CalibratedItem { item, model })
            .collect();
        check_slopes(&items)?;
        fits.push(GroupFit {
            group: name.clone(),
            n_persons: responses.n_persons(),
            latent: group.latent(&solution.free).ok_or(IrtError::NotFinite)?,
            items,
        });
    }
    Ok(Multigroup {
        groups: fits,
        log_likelihood: solution.log_likelihood,
        n_parameters: design.free.len(),
        cycles: solution.cycles,
        pooled,
        patterns,
    })
}

/// Refuses a slope that the likelihood drives without end.
fn check_slopes(items: &[CalibratedItem]) -> Result<(), Error> {
    /// No item in use tells people apart this sharply.
    const STEEPEST: f64 = 40.0;
    let steep = items
        .iter()
        .find(|item| STEEPEST < item.model.slope().abs());
    match steep {
        Some(item) => Err(Error::Calibration(IrtError::RunawaySlope {
            item: item.item.clone(),
            slope: item.model.slope(),
        })),
        None => Ok(()),
    }
}
