//! An item's parameters as a list, and what each does to the log-probability of each category.

use crate::psychometrics::irt::ItemModel;
use crate::psychometrics::irt::logit::logistic;

/// The form of an item's model, without its parameters.
///
/// The list of parameters is the slope, then the intercepts, then for [`Family::Guessing`] the logit of the lower
/// asymptote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// [`ItemModel::Logistic`].
    Logistic,
    /// [`ItemModel::Guessing`].
    Guessing,
    /// [`ItemModel::Graded`].
    Graded,
    /// [`ItemModel::PartialCredit`].
    PartialCredit,
}

/// Slopes and logits beyond this are running away.
const MOST: f64 = 200.0;

impl Family {
    /// How many parameters an item of this family has.
    pub fn n_parameters(self, n_categories: usize) -> usize {
        match self {
            Self::Guessing => 3,
            _ => n_categories,
        }
    }

    /// The model with these parameters; `None` where there is none: intercepts that do not descend, a value that runs
    /// away.
    pub fn model(self, parameters: &[f64]) -> Option<ItemModel> {
        let is_right = parameters.iter().all(|value| value.abs() <= MOST);
        let (&slope, rest) = parameters.split_first()?;
        let &intercept = rest.first()?;
        let model = match self {
            Self::Logistic => ItemModel::Logistic { slope, intercept },
            Self::Guessing => ItemModel::Guessing {
                slope,
                intercept,
                lower_asymptote: logistic(*rest.get(1)?),
            },
            Self::Graded => ItemModel::Graded {
                slope,
                intercepts: rest.to_vec(),
            },
            Self::PartialCredit => ItemModel::PartialCredit {
                slope,
                intercepts: rest.to_vec(),
            },
        };
        is_right.then(|| model.validated().ok())?
    }
}

/// ∂ ln P / ∂ parameter at an ability, one list of parameters after the other for the categories 0, 1, ….
pub(crate) fn log_gradients(model: &ItemModel, theta: f64, into: &mut Vec<f64>) {
    into.clear();
    match model {
        ItemModel::Logistic { slope, intercept } => {
            let right = logistic(slope * theta + intercept);
            for residual in [-right, 1.0 - right] {
                into.extend([residual * theta, residual]);
            }
        }
        ItemModel::Guessing {
            slope,
            intercept,
            lower_asymptote,
        } => {
            let logit = slope * theta + intercept;
            let (knows, wrong) = (logistic(logit), logistic(-logit));
            let guessed = lower_asymptote / (lower_asymptote + (1.0 - lower_asymptote) * knows);
            let right = wrong * (1.0 - guessed);
            into.extend([-knows * theta, -knows, -lower_asymptote]);
            let by_guessing = wrong * (1.0 - lower_asymptote) * guessed;
            into.extend([right * theta, right, by_guessing]);
        }
        ItemModel::Graded { slope, intercepts } => graded(*slope, intercepts, theta, into),
        ItemModel::PartialCredit { .. } => partial_credit(model, theta, into),
    }
}

/// Category k lies between the logits of its intercepts k (above) and k + 1 (below); ln P = ln σ(above) + ln σ(−below)
/// + ln(1 − e⁻ᵍᵃᵖ).
fn graded(slope: f64, intercepts: &[f64], theta: f64, into: &mut Vec<f64>) {
    let last = intercepts.len();
    for category in 0..=last {
        let above = category.checked_sub(1).map(|idx| intercepts[idx]);
        let below = intercepts.get(category).copied();
        let pull = match (above, below) {
            (Some(above), Some(below)) => 1.0 / (above - below).exp_m1(),
            _ => 0.0,
        };
        let by_above = above.map_or(0.0, |above| logistic(-(slope * theta + above)));
        let by_below = below.map_or(0.0, |below| logistic(slope * theta + below));
        into.push(theta * (by_above - by_below));
        let start = into.len();
        into.resize(start + last, 0.0);
        if 0 < category {
            into[start + category - 1] = by_above + pull;
        }
        if category < last {
            into[start + category] = -(by_below + pull);
        }
    }
}

fn partial_credit(model: &ItemModel, theta: f64, into: &mut Vec<f64>) {
    let probabilities = model.probabilities(theta);
    let scored = probabilities.iter().enumerate();
    let mean: f64 = scored.map(|(score, p)| score as f64 * p).sum();
    for category in 0..probabilities.len() {
        into.push(theta * (category as f64 - mean));
        let later = probabilities.iter().enumerate().skip(1);
        into.extend(later.map(|(score, p)| f64::from(u8::from(score == category)) - p));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gradients_agree_with_differences() {
        let cases = [
            (Family::Logistic, vec![1.2, -0.3]),
            (Family::Guessing, vec![1.2, -0.3, -1.4]),
            (Family::Graded, vec![1.5, 2.0, 0.1, -0.7]),
            (Family::PartialCredit, vec![0.8, 0.4, 0.9, -0.7]),
        ];
        let step = 1e-6;
        for (family, parameters) in cases {
            for theta in [-2.5, 0.0, 1.3] {
                let model = family.model(&parameters).unwrap();
                let n_parameters = parameters.len();
                assert_eq!(family.n_parameters(model.n_categories()), n_parameters);
                let mut found = Vec::new();
                log_gradients(&model, theta, &mut found);
                for parameter_idx in 0..n_parameters {
                    let at = |sign: f64| {
                        let mut moved = parameters.clone();
                        moved[parameter_idx] += sign * step;
                        family.model(&moved).unwrap().categories(theta)
                    };
                    let (below, above) = (at(-1.0), at(1.0));
                    for category in 0..model.n_categories() {
                        let rise =
                            above[category].log_probability - below[category].log_probability;
                        let expected = rise / (2.0 * step);
                        let found = found[category * n_parameters + parameter_idx];
                        assert!(
                            (found - expected).abs() < 1e-8,
                            "{family:?} {parameter_idx}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn parameters_that_cannot_be_give_no_model() {
        assert_eq!(Family::Graded.model(&[1.0, 0.0, 0.5]), None);
        assert_eq!(Family::Logistic.model(&[1e4, 0.0]), None);
        assert_eq!(Family::Logistic.model(&[f64::NAN, 0.0]), None);
        assert_eq!(Family::Guessing.model(&[1.0, 0.0]), None);
    }
}
