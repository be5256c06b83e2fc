//! What is estimated: which parameters are free, fixed, or equal to each other.

use super::expectation::{WindowUse, Windows};
use super::family::Family;
use super::patterns::Patterns;
use crate::psychometrics::irt::{Error, ItemModel, Latent, Quadrature};

/// Where a parameter gets its value from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Slot {
    /// It is known.
    Fixed(f64),
    /// It is this one of the free parameters; several that name the same one are equal.
    Free(usize),
}

impl Slot {
    /// The value, given those of the free parameters.
    pub fn value(self, free: &[f64]) -> f64 {
        match self {
            Self::Fixed(value) => value,
            Self::Free(idx) => free[idx],
        }
    }
}

/// An item in one group.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemDesign {
    /// The form of its model.
    pub family: Family,
    /// Slope, intercepts, and with guessing the logit of the lower asymptote.
    pub slots: Vec<Slot>,
}

impl ItemDesign {
    /// An item whose model is known.
    pub fn fixed(model: &ItemModel) -> Self {
        let (family, logit) = match model {
            ItemModel::Logistic { .. } => (Family::Logistic, None),
            ItemModel::Guessing {
                lower_asymptote: g, ..
            } => {
                // An asymptote of 0 has no finite logit; −40 is the same to the last digit.
                let logit = (g / (1.0 - g)).ln().max(-40.0);
                (Family::Guessing, Some(logit))
            }
            ItemModel::Graded { .. } => (Family::Graded, None),
            ItemModel::PartialCredit { .. } => (Family::PartialCredit, None),
        };
        let values = std::iter::once(model.slope())
            .chain(model.intercepts().iter().copied())
            .chain(logit);
        Self {
            family,
            slots: values.map(Slot::Fixed).collect(),
        }
    }

    /// The item's model; `None` where there is none with these values.
    pub fn model(&self, free: &[f64]) -> Option<ItemModel> {
        let values: Vec<f64> = self.slots.iter().map(|slot| slot.value(free)).collect();
        self.family.model(&values)
    }
}

/// People with a distribution of ability of their own.
#[derive(Debug, Clone)]
pub struct GroupDesign {
    /// Their answers.
    pub patterns: Patterns,
    /// The items, in the order of the answers' columns.
    pub items: Vec<ItemDesign>,
    /// The mean of their ability.
    pub mean: Slot,
    /// The natural logarithm of the variance of their ability.
    pub log_variance: Slot,
}

impl GroupDesign {
    /// The distribution of ability; `None` where a value runs away.
    pub fn latent(&self, free: &[f64]) -> Option<Latent> {
        let (mean, log) = (self.mean.value(free), self.log_variance.value(free));
        let is_right = mean.abs() <= 30.0 && log.abs() <= 14.0;
        is_right.then(|| Latent {
            mean,
            variance: log.exp(),
        })
    }

    /// The models of all items; `None` where one has none.
    pub fn models(&self, free: &[f64]) -> Option<Vec<ItemModel>> {
        self.items.iter().map(|item| item.model(free)).collect()
    }

    /// Windows over all nodes, for the first expectation step.
    pub(super) fn windows(&self, quadrature: &Quadrature) -> Windows {
        let guesses = |item: &ItemDesign| item.family == Family::Guessing;
        let use_them = if self.items.iter().any(guesses) {
            WindowUse::AllNodes
        } else {
            WindowUse::LogConcave
        };
        Windows::new(&self.patterns, quadrature, use_them)
    }
}

/// What is known of a free parameter before the data: normal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NormalPrior {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation, above 0.
    pub standard_deviation: f64,
}

/// A free parameter: where the search begins and what is known of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FreeParameter {
    /// Where the search begins.
    pub start: f64,
    /// What is known of it before the data.
    pub prior: Option<NormalPrior>,
}

/// Everything that a calibration is made of: groups of people, their items, and the free parameters.
///
/// One structure serves one group, several groups with free means and variances, items with known parameters (anchors)
/// and parameters that are equal across groups or items: all of that is in the [`Slot`]s.
#[derive(Debug, Clone)]
pub struct Design {
    /// The groups, at least one.
    pub groups: Vec<GroupDesign>,
    /// The free parameters that the slots name.
    pub free: Vec<FreeParameter>,
    /// The abilities that integrals are taken over.
    pub quadrature: Quadrature,
}

impl Design {
    /// The design itself, once every slot is known to name a free parameter and every item to fit its answers.
    pub fn validated(self) -> Result<Self, Error> {
        let n_free = self.free.len();
        let mut is_used = vec![false; n_free];
        for group in &self.groups {
            let slots = group.items.iter().flat_map(|item| &item.slots);
            for slot in slots.chain([&group.mean, &group.log_variance]) {
                if let Slot::Free(idx) = slot {
                    let used = is_used.get_mut(*idx).ok_or(Error::OutOfRange {
                        what: "number of a free parameter",
                        value: *idx as f64,
                        expected: "below the number of free parameters",
                    })?;
                    *used = true;
                }
            }
            self.check_shape(group)?;
        }
        match is_used.iter().position(|is_used| !is_used) {
            Some(idx) => Err(Error::OutOfRange {
                what: "number of a free parameter",
                value: idx as f64,
                expected: "used by an item or a group",
            }),
            None => Ok(self),
        }
    }

    fn check_shape(&self, group: &GroupDesign) -> Result<(), Error> {
        let start = self.start();
        let models = group.models(&start).ok_or(Error::NotFinite)?;
        let n_rows: usize = models.iter().map(ItemModel::n_categories).sum();
        let mut first_row = 0;
        for (model, expected) in models.iter().zip(group.patterns.first_rows()) {
            if first_row != *expected {
                break;
            }
            first_row += model.n_categories();
        }
        let fits = first_row == n_rows && n_rows == group.patterns.n_rows();
        crate::psychometrics::irt::error::checked(
            n_rows as f64,
            fits,
            "number of the models' categories",
            "as many as the answers have",
        )?;
        Ok(())
    }

    /// Where the search begins.
    pub fn start(&self) -> Vec<f64> {
        self.free.iter().map(|parameter| parameter.start).collect()
    }

    /// The logarithm of the prior density, without its constant.
    pub(super) fn log_prior(&self, free: &[f64]) -> f64 {
        let known = self.free.iter().zip(free);
        known
            .filter_map(|(parameter, value)| {
                let prior = parameter.prior?;
                Some(-0.5 * ((value - prior.mean) / prior.standard_deviation).powi(2))
            })
            .sum()
    }
}
