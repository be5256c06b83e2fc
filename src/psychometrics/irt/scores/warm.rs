//! Warm's weighted likelihood.

use super::Score;
use super::answered::Answered;
use super::root::falling;
use crate::psychometrics::irt::{Error, ItemModel, Latent};

/// Estimates farther out than this are taken as infinite.
const FARTHEST: f64 = 20.0;

/// Warm's weighted likelihood estimate of the ability, with the standard error from its curvature.
///
/// *Model*: the root of l′(θ) + J / (2 I), I = Σ P′² / P, J = Σ P′ P″ / P over the categories of the answered items; it
/// removes the first-order bias of maximum likelihood. The standard error is 1 / √ of minus the derivative of that
/// function at the root. Of several roots (guessing) the one that is uphill from the top of the posterior is taken.
///
/// *Takes / gives*: the items, one answer for each (`None` = missing); the distribution of ability only says where the
/// search begins.
///
/// *Edges*: `None` without an answer, or where no root lies within 20 of 0 (with guessing that can happen to people with
/// next to no right answer). All answers at the top or bottom give a finite estimate.
///
/// *Errors*: another number of answers than items, an answer that is no category of its item.
///
/// *Source*: Warm (1989), *Psychometrika* 54, 427–450, equations 8 and 10; Samejima (1998) for more categories.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, Latent, scores::wle};
/// let item = ItemModel::Logistic { slope: 1.0, intercept: 0.0 };
/// // k right of n alike items: the weight adds half a right and half a wrong answer, ln((2 + ½) / (0 + ½)).
/// let score = wle(&[item.clone(), item], &[Some(1), Some(1)], Latent::STANDARD)?.unwrap();
/// assert!((score.theta - 5.0f64.ln()).abs() < 1e-9);
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
pub fn wle(
    models: &[ItemModel],
    answers: &[Option<u8>],
    latent: Latent,
) -> Result<Option<Score>, Error> {
    let answered = Answered::new(models, answers)?;
    let spread = super::eap::checked_spread(latent)?;
    if answered.is_empty() {
        return Ok(None);
    }
    let start = super::bayes::top(&answered, latent, spread);
    let Some(bracket) = bracket(&answered, start.clamp(-FARTHEST, FARTHEST)) else {
        return Ok(None);
    };
    let slope_at = |theta: f64| {
        let step = 1e-5;
        let (below, above) = (answered.warm(theta - step)?, answered.warm(theta + step)?);
        Some((above - below) / (2.0 * step))
    };
    let theta = falling(bracket, |theta| (answered.warm(theta).unwrap_or(0.0), None));
    let Some(slope) = slope_at(theta) else {
        return Ok(None);
    };
    let standard_error = (-slope).sqrt().recip();
    let is_right = theta.is_finite() && standard_error.is_finite();
    Ok(is_right.then_some(Score {
        theta,
        standard_error,
    }))
}

/// Goes uphill from the start in growing steps until the function has changed its sign.
fn bracket(answered: &Answered, start: f64) -> Option<(f64, f64)> {
    let sign = answered.warm(start)?.signum();
    let mut here = start;
    let mut step = 0.25;
    for _ in 0..64 {
        let next = here + sign * step;
        if next.abs() > FARTHEST {
            return None;
        }
        if answered.warm(next)? * sign <= 0.0 {
            return Some(if sign > 0.0 {
                (here, next)
            } else {
                (next, here)
            });
        }
        here = next;
        step = (step * 1.5).min(1.0);
    }
    None
}
