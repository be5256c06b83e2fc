//! Banks of items with parameters as calibrations find them.

use rand::Rng;

use super::{Error, checked, standard_normal};
use crate::psychometrics::irt::ItemModel;

/// What kind of items a bank holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ItemKind {
    /// Two categories; with equal slopes the Rasch model.
    Logistic,
    /// Two categories with a chance to be right without knowing.
    Guessing {
        /// That chance, at least 0 and below 1.
        lower_asymptote: f64,
    },
    /// Graded responses.
    Graded {
        /// How many categories, from 2 to 255.
        n_categories: u8,
    },
    /// Partial credit; with slopes that differ, generalised partial credit.
    PartialCredit {
        /// How many categories, from 2 to 255.
        n_categories: u8,
    },
}

/// How the items of a bank are drawn.
///
/// *Model*: slopes are log-normal, ln a ~ N(ln median, spread²); locations b ~ N(mean, spread²); the difficulties of
/// an item's categories lie around its location, `category_distance` apart.
///
/// *Takes / gives*: abilities in the unit of a reference population N(0, 1), logits without the constant 1.7.
///
/// *Edges*: a slope spread of 0 makes all slopes equal; two categories have no distance between them.
///
/// *Errors*: a median slope, spread or distance that is not finite and above 0 (spreads may be 0), fewer than two
/// categories, an asymptote outside its range.
///
/// *Source*: the distributions usual in recovery studies since Hulin, Lissak & Drasgow (1982), *Applied Psychological
/// Measurement* 6, 249–260.
///
/// ```
/// use composure::psychometrics::simulate::{BankPlan, ItemKind};
/// let plan = BankPlan::new(ItemKind::Graded { n_categories: 5 });
/// let bank = plan.items(20, &mut composure::clock::seeded(1))?;
/// assert!(bank.len() == 20 && bank.iter().all(|item| item.n_categories() == 5));
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BankPlan {
    /// What kind of items.
    pub kind: ItemKind,
    /// The median slope.
    pub median_slope: f64,
    /// The standard deviation of the slopes' logarithm.
    pub log_slope_spread: f64,
    /// The mean location.
    pub location_mean: f64,
    /// The standard deviation of the locations.
    pub location_spread: f64,
    /// How far an item's neighbouring difficulties lie apart.
    pub category_distance: f64,
}

impl BankPlan {
    /// An ordinary bank: slopes around 1.3 from about 0.7 to 2.4, locations N(0, 1), difficulties 0.8 apart.
    pub fn new(kind: ItemKind) -> Self {
        Self {
            kind,
            median_slope: 1.3,
            log_slope_spread: 0.3,
            location_mean: 0.0,
            location_spread: 1.0,
            category_distance: 0.8,
        }
    }

    /// So many items.
    pub fn items(&self, n_items: usize, rng: &mut impl Rng) -> Result<Vec<ItemModel>, Error> {
        let above_0 = |value: f64, what| {
            let is_right = value.is_finite() && 0.0 < value;
            checked(value, is_right, what, "finite and above 0")
        };
        let at_least_0 = |value: f64, what| {
            let is_right = value.is_finite() && 0.0 <= value;
            checked(value, is_right, what, "finite and at least 0")
        };
        above_0(self.median_slope, "median slope")?;
        above_0(self.category_distance, "distance of categories")?;
        at_least_0(self.log_slope_spread, "spread of slopes")?;
        at_least_0(self.location_spread, "spread of locations")?;
        (0..n_items).map(|_| self.item(rng)).collect()
    }

    fn item(&self, rng: &mut impl Rng) -> Result<ItemModel, Error> {
        let slope = self.median_slope * (self.log_slope_spread * standard_normal(rng)).exp();
        let location = self.location_mean + self.location_spread * standard_normal(rng);
        let difficulties = |n_categories: u8| {
            let n_steps = n_categories.saturating_sub(1);
            let middle = (f64::from(n_steps) - 1.0) / 2.0;
            let distance = self.category_distance;
            (0..n_steps).map(move |step| location + distance * (f64::from(step) - middle))
        };
        let intercept = -slope * location;
        let item = match self.kind {
            ItemKind::Logistic => ItemModel::Logistic { slope, intercept },
            ItemKind::Guessing { lower_asymptote } => ItemModel::Guessing {
                slope,
                intercept,
                lower_asymptote,
            },
            ItemKind::Graded { n_categories } => ItemModel::Graded {
                slope,
                intercepts: difficulties(n_categories).map(|b| -slope * b).collect(),
            },
            ItemKind::PartialCredit { n_categories } => {
                let mut so_far = 0.0;
                let cumulative = |b: f64| {
                    so_far -= slope * b;
                    so_far
                };
                ItemModel::PartialCredit {
                    slope,
                    intercepts: difficulties(n_categories).map(cumulative).collect(),
                }
            }
        };
        Ok(item.validated()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::descriptive::{mean, standard_deviation};

    #[test]
    fn slopes_and_locations_follow_the_plan() {
        let plan = BankPlan {
            location_mean: 0.5,
            ..BankPlan::new(ItemKind::Logistic)
        };
        let items = plan.items(4000, &mut seeded(5)).unwrap();
        let logs: Vec<f64> = items.iter().map(|item| item.slope().ln()).collect();
        let locations: Vec<f64> = items
            .iter()
            .filter_map(|item| item.difficulties()?.first().copied())
            .collect();
        // Four standard errors: spread / √4000 of a mean, spread / √8000 of a standard deviation.
        assert!((mean(&logs).unwrap() - 1.3_f64.ln()).abs() < 0.019);
        assert!((standard_deviation(&logs).unwrap() - 0.3).abs() < 0.0135);
        assert!((mean(&locations).unwrap() - 0.5).abs() < 0.064);
        assert!((standard_deviation(&locations).unwrap() - 1.0).abs() < 0.045);
    }

    #[test]
    fn difficulties_of_every_kind_lie_as_far_apart_as_asked() {
        for kind in [
            ItemKind::Graded { n_categories: 4 },
            ItemKind::PartialCredit { n_categories: 4 },
        ] {
            let items = BankPlan::new(kind).items(3, &mut seeded(2)).unwrap();
            for item in items {
                let difficulties = item.difficulties().unwrap();
                assert_eq!(difficulties.len(), 3);
                for pair in difficulties.windows(2) {
                    assert!((pair[1] - pair[0] - 0.8).abs() < 1e-12, "{difficulties:?}");
                }
            }
        }
    }

    #[test]
    fn impossible_plans_are_refused() {
        let plan = BankPlan::new(ItemKind::Logistic);
        let refused = |plan: BankPlan| plan.items(1, &mut seeded(1)).is_err();
        assert!(refused(BankPlan {
            median_slope: 0.0,
            ..plan
        }));
        assert!(refused(BankPlan {
            location_spread: f64::NAN,
            ..plan
        }));
        assert!(refused(BankPlan {
            location_mean: f64::INFINITY,
            ..plan
        }));
        assert!(refused(BankPlan::new(ItemKind::Graded { n_categories: 1 })));
        let guessing = ItemKind::Guessing {
            lower_asymptote: 1.0,
        };
        assert!(refused(BankPlan::new(guessing)));
        assert_eq!(plan.items(0, &mut seeded(1)), Ok(Vec::new()));
    }
}
