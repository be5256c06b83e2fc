//! The models of an item.

use super::error::checked;
use super::logit::{ln_add, ln_logistic, logistic};
use super::{Category, Error};

/// How likely each category of an item is at every ability.
///
/// *Model*, with σ(x) = 1 / (1 + e⁻ˣ), slope a and intercepts d:
/// - two categories: P₁ = σ(aθ + d), or with a lower asymptote g: P₁ = g + (1 − g) σ(aθ + d);
/// - graded: the probability of category k or higher is σ(aθ + dₖ), k = 1 … K − 1, d₁ > d₂ > …;
/// - partial credit: Pₖ ∝ exp(k a θ + dₖ), k = 0 … K − 1, d₀ = 0; the step from k − 1 to k is at −(dₖ − dₖ₋₁) / a.
///
/// *Takes / gives*: logits without the constant 1.7; θ on the scale where the reference population has mean 0; the
/// asymptote as a probability; categories counted from 0.
///
/// *Edges*: a slope may be 0 or negative. Probabilities are computed so that they keep their digits in both tails.
/// An ability that is not finite counts as 0, one beyond a million as a million. A variant built by hand with values
/// that are not finite or do not descend is found by [`ItemModel::validated`].
///
/// *Source*: Birnbaum (1968) in Lord & Novick, *Statistical Theories of Mental Test Scores*, chapter 17; Samejima
/// (1969), *Psychometrika Monograph* 17; Masters (1982), *Psychometrika* 47, 149–174; Muraki (1992), *Applied
/// Psychological Measurement* 16, 159–176.
///
/// ```
/// use composure::psychometrics::irt::ItemModel;
/// let item = ItemModel::Graded { slope: 2.0, intercepts: vec![2.0, -1.0] }.validated()?;
/// assert_eq!(item.n_categories(), 3);
/// assert_eq!(item.difficulties(), Some(vec![-1.0, 0.5]));
/// // At θ = 0.5 the probability of category 2 is one half.
/// assert!((item.probabilities(0.5)[2] - 0.5).abs() < 1e-15);
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum ItemModel {
    /// Two categories: Rasch, one-parameter and two-parameter logistic.
    Logistic {
        /// Slope a.
        slope: f64,
        /// Intercept d.
        intercept: f64,
    },
    /// Two categories and a chance to be right without knowing: three-parameter logistic.
    Guessing {
        /// Slope a.
        slope: f64,
        /// Intercept d.
        intercept: f64,
        /// Probability g of category 1 at the lowest abilities, at least 0 and below 1.
        lower_asymptote: f64,
    },
    /// Ordered categories by cumulative logits: Samejima's graded responses.
    Graded {
        /// Slope a.
        slope: f64,
        /// Intercepts d₁ > d₂ > … of category 1 or higher, category 2 or higher, ….
        intercepts: Vec<f64>,
    },
    /// Ordered categories by adjacent logits: partial credit, and with a slope of its own generalised partial credit.
    PartialCredit {
        /// Slope a.
        slope: f64,
        /// Cumulative intercepts d₁, d₂, … of the categories 1, 2, …; that of category 0 is 0.
        intercepts: Vec<f64>,
    },
}

impl ItemModel {
    /// The model itself, once its parameters are known to be finite, descending where they must, and in their range.
    pub fn validated(self) -> Result<Self, Error> {
        let slope = self.slope();
        checked(slope, is_moderate(slope), "slope", "within a million of 0")?;
        for &intercept in self.intercepts() {
            let is_right = is_moderate(intercept);
            checked(intercept, is_right, "intercept", "within a million of 0")?;
        }
        let n_intercepts = self.intercepts().len();
        let is_countable = (1..255).contains(&n_intercepts);
        checked(
            n_intercepts as f64,
            is_countable,
            "number of intercepts",
            "from 1 to 254",
        )?;
        let guessing = self.lower_asymptote();
        let is_probability = (0.0..1.0).contains(&guessing);
        checked(
            guessing,
            is_probability,
            "lower asymptote",
            "at least 0 and below 1",
        )?;
        if let Self::Graded { intercepts, .. } = &self {
            for pair in intercepts.windows(2) {
                checked(
                    pair[1],
                    pair[1] < pair[0],
                    "graded intercept",
                    "below the one before",
                )?;
            }
        }
        Ok(self)
    }

    /// The slope a.
    pub fn slope(&self) -> f64 {
        match self {
            Self::Logistic { slope, .. }
            | Self::Guessing { slope, .. }
            | Self::Graded { slope, .. }
            | Self::PartialCredit { slope, .. } => *slope,
        }
    }

    /// The intercepts d, one fewer than there are categories.
    pub fn intercepts(&self) -> &[f64] {
        match self {
            Self::Logistic { intercept, .. } | Self::Guessing { intercept, .. } => {
                std::slice::from_ref(intercept)
            }
            Self::Graded { intercepts, .. } | Self::PartialCredit { intercepts, .. } => intercepts,
        }
    }

    /// The lower asymptote, a probability; 0 for every model but the guessing one.
    pub fn lower_asymptote(&self) -> f64 {
        match self {
            Self::Guessing {
                lower_asymptote, ..
            } => *lower_asymptote,
            _ => 0.0,
        }
    }

    /// How many categories there are, at least 2 in a validated model.
    pub fn n_categories(&self) -> usize {
        self.intercepts().len() + 1
    }

    /// The abilities at which the answer turns: −d / a for two categories, −dₖ / a of graded categories, the steps
    /// −(dₖ − dₖ₋₁) / a of partial credit. `None` where the slope is too close to 0 to divide by.
    pub fn difficulties(&self) -> Option<Vec<f64>> {
        let slope = self.slope();
        let intercepts = self.intercepts();
        let turn = |logit: f64| crate::psychometrics::finite(-logit / slope);
        match self {
            Self::PartialCredit { .. } => {
                let before = std::iter::once(&0.0).chain(intercepts);
                let steps = intercepts.iter().zip(before);
                steps.map(|(here, before)| turn(here - before)).collect()
            }
            _ => intercepts.iter().copied().map(turn).collect(),
        }
    }

    /// Each category's probability at this ability; they sum to 1.
    pub fn probabilities(&self, theta: f64) -> Vec<f64> {
        let categories = self.categories(theta);
        categories.iter().map(Category::probability).collect()
    }

    /// Each category at this ability, with the derivatives of its log-probability.
    pub fn categories(&self, theta: f64) -> Vec<Category> {
        let theta = if theta.is_finite() { theta } else { 0.0 };
        let theta = theta.clamp(-MOST, MOST);
        match self {
            Self::Logistic { slope, intercept } => two(*slope, slope * theta + intercept, 0.0),
            Self::Guessing {
                slope,
                intercept,
                lower_asymptote,
            } => two(*slope, slope * theta + intercept, *lower_asymptote),
            Self::Graded { slope, intercepts } => graded(*slope, theta, intercepts),
            Self::PartialCredit { slope, intercepts } => partial_credit(*slope, theta, intercepts),
        }
    }

    /// Fisher's information about the ability, Σ (dP / dθ)² / P over the categories; at least 0.
    pub fn information(&self, theta: f64) -> f64 {
        let categories = self.categories(theta);
        let of_one = |category: &Category| category.probability() * category.log_slope.powi(2);
        categories.iter().map(of_one).sum()
    }

    /// The expected category, Σ k Pₖ, from 0 to K − 1.
    pub fn expected_score(&self, theta: f64) -> f64 {
        let probabilities = self.probabilities(theta);
        let weighted = probabilities.iter().enumerate();
        weighted
            .map(|(category, probability)| category as f64 * probability)
            .sum()
    }
}

/// Parameters and abilities beyond this would overflow in products; no scale is a million logits long.
const MOST: f64 = 1e6;

fn is_moderate(value: f64) -> bool {
    value.is_finite() && value.abs() <= MOST
}

/// Two categories: P₁ = g + (1 − g) σ(z).
fn two(slope: f64, logit: f64, guessing: f64) -> Vec<Category> {
    let (right, wrong) = (logistic(logit), logistic(-logit));
    let knowing = (-guessing).ln_1p() + ln_logistic(logit);
    let log_right = ln_add(guessing.ln(), knowing);
    // The share of right answers that come from knowing: 1 without guessing.
    let share = (knowing - log_right).exp();
    let log_slope = slope * wrong * share;
    let spread = slope * slope * right * wrong;
    vec![
        Category {
            log_probability: (-guessing).ln_1p() + ln_logistic(-logit),
            log_slope: -slope * right,
            log_curvature: -spread,
        },
        Category {
            log_probability: log_right,
            log_slope,
            log_curvature: -spread * share + slope * wrong * (1.0 - share) * log_slope,
        },
    ]
}

/// Graded categories. With u above and v below, σ(u) − σ(v) = σ(u) σ(−v) (1 − e⁻⁽ᵘ⁻ᵛ⁾): a product, so that neither
/// the difference of two numbers close to 1 nor that of two close to 0 loses digits.
fn graded(slope: f64, theta: f64, intercepts: &[f64]) -> Vec<Category> {
    let mut categories = Vec::with_capacity(intercepts.len() + 1);
    let mut above = Boundary::LOWEST;
    let mut before = f64::INFINITY;
    for &intercept in intercepts {
        let below = Boundary::at(slope * theta + intercept);
        let gap = before - intercept;
        categories.push(above.category(&below, slope, gap));
        above = below;
        before = intercept;
    }
    categories.push(above.category(&Boundary::HIGHEST, slope, f64::INFINITY));
    categories
}

/// What two neighbouring graded categories share: the logistic function of a logit z on both sides.
struct Boundary {
    /// σ(z) and its logarithm.
    over: f64,
    ln_over: f64,
    /// σ(−z) and its logarithm.
    under: f64,
    ln_under: f64,
}

impl Boundary {
    /// Below the lowest category, where z = ∞.
    const LOWEST: Self = Self {
        over: 1.0,
        ln_over: 0.0,
        under: 0.0,
        ln_under: f64::NEG_INFINITY,
    };

    /// Above the highest category, where z = −∞.
    const HIGHEST: Self = Self {
        over: 0.0,
        ln_over: f64::NEG_INFINITY,
        under: 1.0,
        ln_under: 0.0,
    };

    fn at(z: f64) -> Self {
        let small = (-z.abs()).exp();
        let (larger, smaller) = (1.0 / (1.0 + small), small / (1.0 + small));
        let ln_larger = -small.ln_1p();
        let ln_smaller = ln_larger - z.abs();
        if z < 0.0 {
            Self {
                over: smaller,
                ln_over: ln_smaller,
                under: larger,
                ln_under: ln_larger,
            }
        } else {
            Self {
                over: larger,
                ln_over: ln_larger,
                under: smaller,
                ln_under: ln_smaller,
            }
        }
    }

    /// The category from this boundary up to the next.
    fn category(&self, next: &Self, slope: f64, gap: f64) -> Category {
        let (above, below) = (self.under, next.over);
        Category {
            log_probability: self.ln_over + next.ln_under + (-(-gap).exp_m1()).ln(),
            log_slope: slope * (above - below),
            log_curvature: -slope * slope * (above * self.over + below * next.under),
        }
    }
}

/// Categories by adjacent logits.
fn partial_credit(slope: f64, theta: f64, intercepts: &[f64]) -> Vec<Category> {
    let scores = 0..=intercepts.len();
    let logits: Vec<f64> = std::iter::once(&0.0)
        .chain(intercepts)
        .zip(scores)
        .map(|(intercept, score)| score as f64 * slope * theta + intercept)
        .collect();
    let total = logits.iter().copied().fold(f64::NEG_INFINITY, ln_add);
    let weight = |logit: f64| (logit - total).exp();
    let scored = || logits.iter().copied().map(weight).zip(0u32..);
    let mean: f64 = scored().map(|(p, score)| p * f64::from(score)).sum();
    let variance: f64 = scored()
        .map(|(p, score)| p * (f64::from(score) - mean).powi(2))
        .sum();
    logits
        .iter()
        .zip(0u32..)
        .map(|(logit, score)| Category {
            log_probability: logit - total,
            log_slope: slope * (f64::from(score) - mean),
            log_curvature: -slope * slope * variance,
        })
        .collect()
}
