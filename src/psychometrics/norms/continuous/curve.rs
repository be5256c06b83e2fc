//! The predicted score as a function of the location.

use super::{Error, HIGHEST_LOCATION, LOWEST_LOCATION};

/// A stretch of locations on which the predicted score falls while it should rise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fall {
    /// The explanatory variable at which it falls.
    pub by: f64,
    /// The location (T) from which it falls.
    pub from_location: f64,
    /// The location (T) up to which it falls.
    pub to_location: f64,
}

/// How finely locations are looked through, in T scores.
const STEP: f64 = 0.1;
/// 25 to 75 in steps of [`STEP`].
const N_STEPS: u32 = 500;

/// A polynomial of the location.
pub(super) struct Curve {
    /// By rising powers.
    pub(super) coefficients: Vec<f64>,
}

impl Curve {
    pub(super) fn at(&self, location: f64) -> f64 {
        let falling = self.coefficients.iter().rev();
        falling.fold(0.0, |sum, coefficient| sum * location + coefficient)
    }

    /// The lowest location from 25 to 75 at which the score is predicted, or that which comes nearest.
    pub(super) fn location_of(&self, raw: f64) -> Result<f64, Error> {
        let distance = |location: f64| self.at(location) - raw;
        let mut nearest = (distance(LOWEST_LOCATION).abs(), LOWEST_LOCATION);
        for step in 0..N_STEPS {
            let (from, to) = (location_at(step), location_at(step + 1));
            let (before, after) = (distance(from), distance(to));
            if !before.is_finite() || !after.is_finite() {
                return Err(Error::NotFinite);
            }
            if before <= 0.0 && 0.0 <= after || after <= 0.0 && 0.0 <= before {
                return Ok(crossing(&distance, from, to));
            }
            if after.abs() < nearest.0 {
                nearest = (after.abs(), to);
            }
        }
        Ok(nearest.1)
    }

    /// Where the predicted score, held within a lowest and a highest one, falls; as pairs of locations.
    pub(super) fn falls(&self, (lowest, highest): (f64, f64)) -> Vec<(f64, f64)> {
        let held = |location| self.at(location).max(lowest).min(highest);
        // Less than this is rounding.
        let least = 1e-9 * (highest - lowest);
        let mut falls: Vec<(f64, f64)> = Vec::new();
        let mut was_falling = false;
        for step in 0..N_STEPS {
            let (from, to) = (location_at(step), location_at(step + 1));
            let is_falling = held(to) < held(from) - least;
            match falls.last_mut() {
                Some(fall) if is_falling && was_falling => fall.1 = to,
                _ if is_falling => falls.push((from, to)),
                _ => {}
            }
            was_falling = is_falling;
        }
        falls
    }
}

fn location_at(step: u32) -> f64 {
    LOWEST_LOCATION + STEP * f64::from(step)
}

/// Where a function crosses 0 between two places at which it has opposite signs, by halving.
fn crossing(distance: &impl Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    let (mut from, mut to) = (from, to);
    let is_rising = distance(from) <= distance(to);
    // 0.1 / 2⁵⁰ is less than the distance of neighbouring numbers.
    for _ in 0..50 {
        let middle = f64::midpoint(from, to);
        if (distance(middle) < 0.0) == is_rising {
            from = middle;
        } else {
            to = middle;
        }
    }
    f64::midpoint(from, to).clamp(LOWEST_LOCATION, HIGHEST_LOCATION)
}
