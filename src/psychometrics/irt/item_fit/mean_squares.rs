//! Mean squares of residuals.

use super::residuals::{Residual, residual};
use super::{checked_shape, checked_thetas};
use crate::psychometrics::finite;
use crate::psychometrics::irt::error::checked;
use crate::psychometrics::irt::{Error, ItemModel, Responses};

/// Mean squares of residuals, 1 where the answers vary as much as the model expects.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanSquares {
    /// How many answers it is of.
    pub n: usize,
    /// The mean square weighted by information: sensitive to answers near the ability.
    pub infit: f64,
    /// Infit as a standard normal deviate; `None` where the model leaves nothing to vary.
    pub infit_z: Option<f64>,
    /// The mean square of standardised residuals: sensitive to surprising answers far from the ability.
    pub outfit: f64,
    /// Outfit as a standard normal deviate; `None` where the model leaves nothing to vary.
    pub outfit_z: Option<f64>,
}

/// Mean squares of each item's residuals.
///
/// *Model*: with residuals y = x − E(x), variances W and fourth moments C of the answers at the people's abilities,
/// infit is Σ y² / Σ W and outfit Σ (y² / W) / n. Their deviates follow from the cube root,
/// (v^⅓ − 1) 3 / q + q / 3, q² = Σ (C − W²) / (Σ W)² and Σ (C / W²) / n² − 1 / n; q is held at √2.
///
/// *Takes / gives*: an ability for each person, missing where there is none.
///
/// *Edges*: missing answers are left out; `None` for an item without an answer.
///
/// *Errors*: lists of other lengths, an ability that is not finite.
///
/// *Source*: Wright & Masters (1982), *Rating Scale Analysis*, section 5.3, pages 99 to 101.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, Responses, item_fit::item_mean_squares};
/// let items = vec![ItemModel::Logistic { slope: 1.0, intercept: 0.0 }];
/// let answers = Responses::from_categories(&["calm".to_owned()], &[2], &[vec![Some(1)], vec![Some(0)]])?;
/// // At θ = 0 the residuals are ±½ and the variance ¼: exactly as expected.
/// let fit = item_mean_squares(&items, &answers, &[Some(0.0), Some(0.0)])?;
/// assert!(fit[0].is_some_and(|fit| (fit.infit - 1.0).abs() < 1e-12 && (fit.outfit - 1.0).abs() < 1e-12));
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
pub fn item_mean_squares(
    items: &[ItemModel],
    responses: &Responses,
    thetas: &[Option<f64>],
) -> Result<Vec<Option<MeanSquares>>, Error> {
    checked_shape(items, responses)?;
    checked_thetas(thetas, responses)?;
    let mut sums = vec![Sums::default(); items.len()];
    for (person_idx, theta) in thetas.iter().enumerate() {
        let Some(theta) = *theta else { continue };
        let answers = responses.person(person_idx).zip(items);
        for ((answer, item), sums) in answers.zip(&mut sums) {
            if let Some(category) = answer {
                sums.add(&residual(item, category, theta));
            }
        }
    }
    sums.iter().map(Sums::mean_squares).collect()
}

/// Mean squares of one person's residuals, as [`item_mean_squares`] has them of an item's.
///
/// *Takes / gives*: which person, from 0, and their ability; `None` without an answer or an ability.
///
/// *Errors*: lists of other lengths, an ability that is not finite.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, Responses, item_fit::person_mean_squares};
/// let items = vec![ItemModel::Logistic { slope: 1.0, intercept: 0.0 }; 2];
/// let names = ["calm".to_owned(), "quiet".to_owned()];
/// let answers = Responses::from_categories(&names, &[2, 2], &[vec![Some(1), Some(0)]])?;
/// let fit = person_mean_squares(&items, &answers, (0, Some(0.0)))?;
/// assert!(fit.is_some_and(|fit| (fit.infit - 1.0).abs() < 1e-12));
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
pub fn person_mean_squares(
    items: &[ItemModel],
    responses: &Responses,
    (person_idx, theta): (usize, Option<f64>),
) -> Result<Option<MeanSquares>, Error> {
    checked_shape(items, responses)?;
    let Some(theta) = theta else { return Ok(None) };
    checked(theta, theta.is_finite(), "ability", "finite")?;
    let mut sums = Sums::default();
    for (answer, item) in responses.person(person_idx).zip(items) {
        if let Some(category) = answer {
            sums.add(&residual(item, category, theta));
        }
    }
    sums.mean_squares()
}

/// What mean squares are made of.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    n: usize,
    squares: f64,
    variances: f64,
    standardised_squares: f64,
    /// Σ (C − W²).
    square_variances: f64,
    /// Σ C / W².
    kurtoses: f64,
}

impl Sums {
    fn add(&mut self, residual: &Residual) {
        // Where the model leaves nothing to vary there is nothing to standardise by.
        if residual.variance < f64::MIN_POSITIVE {
            return;
        }
        let square = residual.difference.powi(2);
        self.n += 1;
        self.squares += square;
        self.variances += residual.variance;
        self.standardised_squares += square / residual.variance;
        self.square_variances += residual.fourth_moment - residual.variance.powi(2);
        self.kurtoses += residual.fourth_moment / residual.variance.powi(2);
    }

    fn mean_squares(&self) -> Result<Option<MeanSquares>, Error> {
        if self.n == 0 {
            return Ok(None);
        }
        let n = self.n as f64;
        let infit = finite(self.squares / self.variances).ok_or(Error::NotFinite)?;
        let outfit = finite(self.standardised_squares / n).ok_or(Error::NotFinite)?;
        let infit_spread = self.square_variances.max(0.0).sqrt() / self.variances;
        let outfit_spread = (self.kurtoses / n.powi(2) - 1.0 / n).max(0.0).sqrt();
        Ok(Some(MeanSquares {
            n: self.n,
            infit,
            infit_z: deviate(infit, infit_spread),
            outfit,
            outfit_z: deviate(outfit, outfit_spread),
        }))
    }
}

/// A mean square as a standard normal deviate, by Wilson's and Hilferty's cube root.
fn deviate(mean_square: f64, spread: f64) -> Option<f64> {
    let spread = spread.min(std::f64::consts::SQRT_2);
    finite((mean_square.cbrt() - 1.0) * (3.0 / spread) + spread / 3.0)
}
