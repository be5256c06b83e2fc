//! What a model says of the answers to one item.

use crate::psychometrics::irt;

/// What a model says of one answer at one ability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Category {
    /// The logarithm of its probability.
    pub log_probability: f64,
    /// How that logarithm changes with the ability: d ln P / dθ.
    pub slope: f64,
}

/// A model that gives the probability of each answer to an item, from the ability.
pub trait ResponseModel {
    /// How many answers there are, counted from 0.
    fn n_categories(&self) -> usize;

    /// Puts what the model says of each answer, in their order, in place of what `categories` held.
    fn categories(&self, theta: f64, categories: &mut Vec<Category>);
}

/// An item answered right (1) or wrong (0), by the two-parameter logistic model.
///
/// *Model*: P(right) = 1 / (1 + exp(−a (θ − b))), without the factor 1.7.
///
/// *Source*: Birnbaum (1968), in Lord & Novick, *Statistical theories of mental test scores*, chapter 17.
///
/// ```
/// use composure::psychometrics::quality::{ResponseModel, TwoParameterItem};
/// let mut categories = Vec::new();
/// TwoParameterItem { slope: 2.0, difficulty: 0.3 }.categories(0.3, &mut categories);
/// // At θ = b right and wrong are equally likely, and ln P changes by ± a / 2.
/// assert!((categories[1].log_probability + 2.0_f64.ln()).abs() < 1e-15);
/// assert_eq!((categories[0].slope, categories[1].slope), (-1.0, 1.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoParameterItem {
    /// a, per unit of ability.
    pub slope: f64,
    /// b, the ability at which half answer right.
    pub difficulty: f64,
}

impl ResponseModel for TwoParameterItem {
    fn n_categories(&self) -> usize {
        2
    }

    fn categories(&self, theta: f64, categories: &mut Vec<Category>) {
        let logit = self.slope * (theta - self.difficulty);
        // ln(1 + exp(−|logit|)) never overflows; the likelier answer has just that, the other one |logit| more.
        let rest = (-logit.abs()).exp().ln_1p();
        let log_wrong = -rest - logit.max(0.0);
        let log_right = -rest - (-logit).max(0.0);
        categories.clear();
        categories.push(Category {
            log_probability: log_wrong,
            slope: -self.slope * log_right.exp(),
        });
        categories.push(Category {
            log_probability: log_right,
            slope: self.slope * log_wrong.exp(),
        });
    }
}

impl ResponseModel for irt::ItemModel {
    fn n_categories(&self) -> usize {
        Self::n_categories(self)
    }

    fn categories(&self, theta: f64, categories: &mut Vec<Category>) {
        categories.clear();
        let own = Self::categories(self, theta);
        categories.extend(own.iter().map(|category| Category {
            log_probability: category.log_probability,
            slope: category.log_slope,
        }));
    }
}
