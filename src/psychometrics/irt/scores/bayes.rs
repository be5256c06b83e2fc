//! The ability of greatest posterior density.

use super::Score;
use super::answered::Answered;
use super::root::falling;
use crate::psychometrics::irt::{Error, ItemModel, Latent};

/// The ability of greatest posterior density (maximum a posteriori), with the standard error from its curvature.
///
/// *Model*: the top of l(θ) − (θ − μ)² / (2σ²); its standard error is 1 / √(−l″ + 1 / σ²) there.
///
/// *Takes / gives*: the items, one answer for each (`None` = missing), the distribution of ability.
///
/// *Edges*: without an answer it is the mean with the standard deviation. With guessing the posterior may have several
/// tops; the highest is taken.
///
/// *Errors*: another number of answers than items, an answer that is no category of its item.
///
/// *Source*: Bock & Aitkin (1981), *Psychometrika* 46, 443–459; Baker & Kim (2004), *Item Response Theory*, chapter 7.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, Latent, scores::map};
/// let item = ItemModel::Logistic { slope: 1.0, intercept: 0.0 };
/// // One right and one wrong answer to the same item: nothing moves the prior's mean.
/// let score = map(&[item.clone(), item], &[Some(1), Some(0)], Latent::STANDARD)?;
/// assert!(score.theta.abs() < 1e-12);
/// // Each answer informs by one quarter: 1 / √(1 + 1 / 2).
/// assert!((score.standard_error - (2.0f64 / 3.0).sqrt()).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
pub fn map(models: &[ItemModel], answers: &[Option<u8>], latent: Latent) -> Result<Score, Error> {
    let answered = Answered::new(models, answers)?;
    let spread = super::eap::checked_spread(latent)?;
    let theta = top(&answered, latent, spread);
    let curvature = answered.with_prior(theta, latent).curvature;
    let standard_error = (-curvature).sqrt().recip();
    if theta.is_finite() && standard_error.is_finite() {
        Ok(Score {
            theta,
            standard_error,
        })
    } else {
        Err(Error::NotFinite)
    }
}

pub(super) fn top(answered: &Answered, latent: Latent, spread: f64) -> f64 {
    let refined = |bracket: (f64, f64)| {
        falling(bracket, |theta| {
            let at = answered.with_prior(theta, latent);
            (at.slope, Some(at.curvature))
        })
    };
    if !answered.may_have_two_tops() {
        return refined(bracket(answered, latent, spread));
    }
    let (lowest, highest) = bracket(answered, latent, spread);
    let step = (spread / 8.0).min((highest - lowest) / 16.0);
    let height = |theta: f64| {
        answered.log_likelihood(theta) - (theta - latent.mean).powi(2) / (2.0 * latent.variance)
    };
    let n_steps = 400.0f64.min(((highest - lowest) / step).ceil());
    let step = (highest - lowest) / n_steps;
    let mut best: Option<f64> = None;
    let mut here = lowest;
    let mut is_rising = true;
    // Counted by steps; the last one ends where the posterior falls for certain.
    while here < highest {
        let next = (here + step).min(highest);
        let rises = answered.with_prior(next, latent).slope > 0.0;
        if is_rising && !rises {
            let found = refined((here, next));
            if best.is_none_or(|best| height(best) < height(found)) {
                best = Some(found);
            }
        }
        is_rising = rises;
        here = next;
    }
    best.unwrap_or(latent.mean)
}

/// Abilities between which the posterior turns from rising to falling for the last time on either side.
///
/// The likelihood's slope is bounded by the items' slopes, the prior's grows without bound: doubling ends.
fn bracket(answered: &Answered, latent: Latent, spread: f64) -> (f64, f64) {
    let edge = |sign: f64| {
        let mut reach = 2.0 * spread;
        for _ in 0..60 {
            let slope = answered
                .with_prior(latent.mean + sign * reach, latent)
                .slope;
            if sign * slope < 0.0 {
                break;
            }
            reach *= 2.0;
        }
        latent.mean + sign * reach
    };
    (edge(-1.0), edge(1.0))
}
