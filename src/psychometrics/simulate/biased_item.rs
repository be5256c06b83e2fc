//! Items that are harder for one group than for another.

use rand::Rng;

use super::{Error, checked, happens};

/// An item of right and wrong that may work differently for a focal group.
///
/// Its fields are private because they are finite and the slopes above 0.
///
/// *Model*: P(right) = 1 / (1 + e^−a(θ − b)); for the focal group with a + Δa and b + Δb. Δb alone is a uniform
/// difference: at every ability the log odds differ by a Δb. Δa makes it nonuniform.
///
/// *Takes / gives*: slope a and difficulty b on the scale of the trait, and a trait as z score; right or wrong.
///
/// *Edges*: a trait that is not finite counts as 0.
///
/// *Errors*: a number that is not finite, a slope of the one or the other group that is not above 0.
///
/// *Source*: Birnbaum (1968), in Lord & Novick, *Statistical theories of mental test scores*, chapter 17; Swaminathan &
/// Rogers (1990), *Journal of Educational Measurement* 27, 361–370.
///
/// ```
/// use composure::psychometrics::simulate::BiasedItem;
/// let fair = BiasedItem::fair(1.0, 0.0)?;
/// let harder = fair.with_shift(0.0, 0.5)?;
/// assert_eq!(fair.probability(0.0), 0.5);
/// assert!((harder.focal_probability(0.5) - 0.5).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BiasedItem {
    slope: f64,
    difficulty: f64,
    slope_shift: f64,
    difficulty_shift: f64,
}

impl BiasedItem {
    /// An item with this slope and difficulty for everybody.
    pub fn fair(slope: f64, difficulty: f64) -> Result<Self, Error> {
        checked(slope, is_slope(slope), "slope", "above 0")?;
        checked(difficulty, difficulty.is_finite(), "difficulty", "a number")?;
        Ok(Self {
            slope,
            difficulty,
            slope_shift: 0.0,
            difficulty_shift: 0.0,
        })
    }

    /// The same item, with slope and difficulty of the focal group moved by so much.
    pub fn with_shift(self, slope_shift: f64, difficulty_shift: f64) -> Result<Self, Error> {
        let slope = self.slope + slope_shift;
        checked(
            slope,
            is_slope(slope),
            "slope of the focal group",
            "above 0",
        )?;
        let difficulty = self.difficulty + difficulty_shift;
        let is_number = difficulty.is_finite();
        checked(
            difficulty,
            is_number,
            "difficulty of the focal group",
            "a number",
        )?;
        Ok(Self {
            slope_shift,
            difficulty_shift,
            ..self
        })
    }

    /// The probability that somebody of the reference group with this trait is right.
    pub fn probability(&self, theta: f64) -> f64 {
        logistic(self.slope, self.difficulty, theta)
    }

    /// The probability that somebody of the focal group with this trait is right.
    pub fn focal_probability(&self, theta: f64) -> f64 {
        let slope = self.slope + self.slope_shift;
        logistic(slope, self.difficulty + self.difficulty_shift, theta)
    }

    /// An answer of somebody of the reference group.
    pub fn answer(&self, theta: f64, rng: &mut impl Rng) -> bool {
        happens(self.probability(theta), rng)
    }

    /// An answer of somebody of the focal group.
    pub fn focal_answer(&self, theta: f64, rng: &mut impl Rng) -> bool {
        happens(self.focal_probability(theta), rng)
    }
}

fn is_slope(slope: f64) -> bool {
    slope.is_finite() && 0.0 < slope
}

fn logistic(slope: f64, difficulty: f64, theta: f64) -> f64 {
    let theta = if theta.is_finite() { theta } else { 0.0 };
    let log_odds = slope * (theta - difficulty);
    // An overflow of differing signs is the only way to no number at all: then nothing is known.
    if log_odds.is_nan() {
        return 0.5;
    }
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
#[path = "biased_item_tests.rs"]
mod tests;
