//! Whether a person's answers are likely under the model of the scale.
//!
//! Any item response model can be asked: it only has to tell the probability of each answer ([`ResponseModel`]).
//! [`most_likely_ability`] estimates the ability, [`person_fit()`] judges the answers at it.

mod ability;
mod item;
#[cfg(test)]
mod tests;

pub use ability::{AbilityRange, most_likely_ability};
pub use item::{Category, ResponseModel, TwoParameterItem};

use super::Error;
use crate::psychometrics::finite;

/// The least variance by which a squared residual is divided: √(1e-5), as mirt has it. Without it one right answer of
/// probability .0002 would make an outfit of hundreds, whatever the other answers are.
const LEAST_VARIANCE: f64 = 0.003_162_277_660_168_379_4;

/// How likely a person's answers are at an ability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonFit {
    /// How many items were answered.
    pub n_answered: usize,
    /// Logarithm of the likelihood of the answers.
    pub log_likelihood: f64,
    /// The likelihood as a z score, as if the ability were known.
    pub lz: Option<f64>,
    /// The same, corrected for the ability having been estimated from the same answers.
    pub lz_star: Option<f64>,
    /// Mean square of the residuals weighted by their variances; 1 is expected.
    pub infit: Option<f64>,
    /// Mean square of the standardised residuals; 1 is expected.
    pub outfit: Option<f64>,
}

/// The fit of one person's answers to the model, at the maximum likelihood estimate of the ability.
///
/// *Model*: with P the probability of an answer at θ, l₀ = Σ ln P(given), lz = (l₀ − E l₀) / √Var l₀, the moments over
/// all answers the model might give. An estimated θ makes l₀ vary less; lz* therefore takes from ln P the part that the
/// estimation explains, w = ln P − c r with r = d ln P / dθ and c = Σ Cov(ln P, r) / Σ Var r, and divides by √Σ Var w.
/// Low values are answers that do not fit; under the model lz* is about standard normal. Infit is Σ e² / Σ Var x and
/// outfit the mean of e² / Var x, with e the answer's category number minus its expectation and each Var x held at
/// √(1e-5) or above.
///
/// *Takes / gives*: categories from 0, missing = `None`, the items in the same order, and θ from
/// [`most_likely_ability`] (lz* is for maximum likelihood estimates); z scores and mean squares.
///
/// *Edges*: only answered items count; a figure whose variance is 0 is `None`. At the end of the range of abilities, where
/// the likelihood has no maximum, lz* is rough.
///
/// *Errors*: another number of answers than items, no answer, an answer outside its item's categories, a θ or item
/// parameters for which the probabilities are not finite.
///
/// *Source*: Drasgow, Levine & Williams (1985), *British Journal of Mathematical and Statistical Psychology* 38, 67–86
/// (lz, also polytomous); Snijders (2001), *Psychometrika* 66, 331–342 (lz*), for several categories Sinharay (2016),
/// *Psychometrika* 81, 992–1013; Wright & Masters (1982), *Rating scale analysis*, chapter 5 (infit, outfit).
///
/// ```
/// use composure::psychometrics::quality::{AbilityRange, TwoParameterItem, most_likely_ability, person_fit};
/// let item = |slope, difficulty| TwoParameterItem { slope, difficulty };
/// let items = [item(1.0, -1.5), item(1.2, -0.5), item(0.8, 0.0), item(1.5, 0.5), item(1.0, 1.5)];
/// // Both easy items missed, all hard ones solved.
/// let answers = [0, 0, 1, 1, 1].map(Some);
/// let theta = most_likely_ability(&answers, &items, AbilityRange::new(-4.0, 4.0)?)?;
/// let fit = person_fit(&answers, &items, theta)?;
/// assert!((fit.lz.unwrap() + 3.40939).abs() < 5e-6);
/// assert!((fit.lz_star.unwrap() + 3.59987).abs() < 5e-6);
/// # Ok::<(), composure::psychometrics::quality::Error>(())
/// ```
pub fn person_fit(
    answers: &[Option<usize>],
    items: &[impl ResponseModel],
    theta: f64,
) -> Result<PersonFit, Error> {
    let given = given(answers, items)?;
    let mut categories = Vec::new();
    let mut sums = Sums::default();
    let mut moments = Vec::with_capacity(given.len());
    for (answer, item) in &given {
        item.categories(theta, &mut categories);
        let item_moments = ItemLikelihood::of(&categories);
        let category = categories.get(*answer).ok_or(Error::NotFinite)?;
        sums.add(category.log_probability, *answer, &item_moments);
        moments.push(item_moments);
    }
    let log_likelihood = finite(sums.log_likelihood).ok_or(Error::NotFinite)?;
    let surprise = log_likelihood - sums.expected;
    let share = sums.covariance / sums.information;
    let corrected: f64 = moments.iter().map(|item| item.left_over(share)).sum();
    Ok(PersonFit {
        n_answered: given.len(),
        log_likelihood,
        lz: standardised(surprise, sums.variance),
        // What estimating the ability leaves over may be rounding only, as with two items.
        lz_star: standardised(surprise, corrected)
            .filter(|_| corrected > LEAST_LEFT_OVER * sums.variance),
        infit: finite(sums.squares / sums.score_variance),
        outfit: finite(sums.standardised_squares / given.len() as f64),
    })
}

/// The smallest share of the variance of ln P that has to be left over after estimating the ability.
const LEAST_LEFT_OVER: f64 = 1e-8;

fn standardised(surprise: f64, variance: f64) -> Option<f64> {
    (variance > 0.0)
        .then(|| finite(surprise / variance.sqrt()))
        .flatten()
}

/// The answered items with their answers; one at least.
fn given<'item, Model: ResponseModel>(
    answers: &[Option<usize>],
    items: &'item [Model],
) -> Result<Vec<(usize, &'item Model)>, Error> {
    if answers.len() != items.len() {
        return Err(Error::Ragged {
            person_idx: 0,
            n_answers: answers.len(),
            expected: items.len(),
        });
    }
    let mut given = Vec::with_capacity(items.len());
    for (answer, item) in answers.iter().zip(items) {
        let Some(answer) = *answer else { continue };
        if answer >= item.n_categories() {
            return Err(Error::OutOfRange {
                what: "an answer",
                value: answer as f64,
                expected: "a category of its item, counted from 0",
            });
        }
        given.push((answer, item));
    }
    if given.is_empty() {
        return Err(Error::NoItem);
    }
    Ok(given)
}

/// What the model expects of one item's ln P, of its slope and of the category number.
struct ItemLikelihood {
    expected: f64,
    variance: f64,
    covariance: f64,
    information: f64,
    score: f64,
    score_variance: f64,
}

impl ItemLikelihood {
    fn of(categories: &[Category]) -> Self {
        let mean = |of: &dyn Fn(f64, &Category) -> f64| -> f64 {
            let each = categories.iter().enumerate();
            each.map(|(score, category)| {
                let probability = category.log_probability.exp();
                // A category that cannot happen has no part, though its logarithm is infinite.
                if probability > 0.0 {
                    probability * of(score as f64, category)
                } else {
                    0.0
                }
            })
            .sum()
        };
        let expected = mean(&|_, category| category.log_probability);
        let score = mean(&|score, _| score);
        Self {
            expected,
            variance: mean(&|_, category| (category.log_probability - expected).powi(2)),
            // The slope of ln P has expectation 0, so that products are covariances already.
            covariance: mean(&|_, category| (category.log_probability - expected) * category.slope),
            information: mean(&|_, category| category.slope.powi(2)),
            score,
            score_variance: mean(&|category, _| (category - score).powi(2)).max(LEAST_VARIANCE),
        }
    }

    /// The variance of ln P − share · slope.
    fn left_over(&self, share: f64) -> f64 {
        self.variance - 2.0 * share * self.covariance + share.powi(2) * self.information
    }
}

#[derive(Default)]
struct Sums {
    log_likelihood: f64,
    expected: f64,
    variance: f64,
    covariance: f64,
    information: f64,
    squares: f64,
    score_variance: f64,
    standardised_squares: f64,
}

impl Sums {
    fn add(&mut self, log_probability: f64, answer: usize, item: &ItemLikelihood) {
        let square = (answer as f64 - item.score).powi(2);
        self.log_likelihood += log_probability;
        self.expected += item.expected;
        self.variance += item.variance;
        self.covariance += item.covariance;
        self.information += item.information;
        self.squares += square;
        self.score_variance += item.score_variance;
        self.standardised_squares += square / item.score_variance;
    }
}
