//! The ability under which a person's answers are likeliest.

use super::super::Error;
use super::{Category, ResponseModel, given};

/// The abilities among which the likeliest is sought.
///
/// Its fields are private because the lowest is below the highest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AbilityRange {
    lowest: f64,
    highest: f64,
}

impl AbilityRange {
    /// From the lowest to the highest; −4 to 4 is usual.
    ///
    /// *Errors*: ends that are not finite or not in this order.
    pub fn new(lowest: f64, highest: f64) -> Result<Self, Error> {
        if lowest.is_finite() && (highest - lowest).is_finite() && lowest < highest {
            return Ok(Self { lowest, highest });
        }
        Err(Error::OutOfRange {
            what: "the highest ability",
            value: highest,
            expected: "finite and above the lowest",
        })
    }

    /// The lowest ability.
    pub fn lowest(&self) -> f64 {
        self.lowest
    }

    /// The highest ability.
    pub fn highest(&self) -> f64 {
        self.highest
    }
}

/// The range is first looked at in so many steps, because some models' likelihood has several hills.
const STEPS: u32 = 16;
/// Halvings that narrow any usable step to the last digit.
const MOST_ITERATIONS: u32 = 200;

/// The maximum likelihood estimate of the ability, held within a range.
///
/// *Model*: the θ at which Σ d ln P(given) / dθ = 0, found by a bracketing secant on the highest of 16 steps of the range.
///
/// *Takes / gives*: categories from 0, missing = `None`, the items in the same order, and the range; θ to about 12 digits.
///
/// *Edges*: answers whose likelihood rises up to an end of the range (all right, say) get that end.
///
/// *Errors*: another number of answers than items, no answer, an answer outside its item's categories, item parameters
/// for which the probabilities are not finite.
///
/// *Source*: Lord (1980), *Applications of item response theory*, section 4.12; Dowell & Jarratt (1971), *BIT* 11,
/// 168–174 (the secant).
///
/// ```
/// use composure::psychometrics::quality::{AbilityRange, TwoParameterItem, most_likely_ability};
/// let items = [-1.0, 1.0].map(|difficulty| TwoParameterItem { slope: 1.3, difficulty });
/// let range = AbilityRange::new(-4.0, 4.0)?;
/// assert!(most_likely_ability(&[Some(1), Some(0)], &items, range)?.abs() < 1e-9);
/// assert_eq!(most_likely_ability(&[Some(1), Some(1)], &items, range)?, 4.0);
/// # Ok::<(), composure::psychometrics::quality::Error>(())
/// ```
pub fn most_likely_ability(
    answers: &[Option<usize>],
    items: &[impl ResponseModel],
    range: AbilityRange,
) -> Result<f64, Error> {
    let given = given(answers, items)?;
    let mut categories = Vec::new();
    let mut at = |theta: f64| -> Result<Category, Error> {
        let mut sum = Category {
            log_probability: 0.0,
            slope: 0.0,
        };
        for (answer, item) in &given {
            item.categories(theta, &mut categories);
            let category = categories.get(*answer).ok_or(Error::NotFinite)?;
            sum.log_probability += category.log_probability;
            sum.slope += category.slope;
        }
        if sum.log_probability.is_finite() && sum.slope.is_finite() {
            Ok(sum)
        } else {
            Err(Error::NotFinite)
        }
    };
    let width = (range.highest - range.lowest) / f64::from(STEPS);
    let node = |step: u32| {
        if step >= STEPS {
            range.highest
        } else {
            range.lowest + width * f64::from(step)
        }
    };
    let (mut best, mut highest) = (0, f64::NEG_INFINITY);
    for step in 0..=STEPS {
        let log_likelihood = at(node(step))?.log_probability;
        if log_likelihood > highest {
            (best, highest) = (step, log_likelihood);
        }
    }
    let (left, right) = (node(best.saturating_sub(1)), node(best + 1));
    let theta = root(left, right, &mut |theta| Ok(at(theta)?.slope))?;
    // Where a model's likelihood is no plain hill between the nodes, the node may still be better.
    if at(theta)?.log_probability < highest {
        return Ok(node(best));
    }
    Ok(theta)
}

/// Where the slope falls through 0 between two abilities, or the end towards which the likelihood rises.
fn root(
    left: f64,
    right: f64,
    slope: &mut dyn FnMut(f64) -> Result<f64, Error>,
) -> Result<f64, Error> {
    let (mut low, mut high) = (left, right);
    let (mut at_low, mut at_high) = (slope(low)?, slope(high)?);
    if at_low <= 0.0 {
        return Ok(low);
    }
    if at_high >= 0.0 {
        return Ok(high);
    }
    for iteration in 0..MOST_ITERATIONS {
        // Every third step halves, so that a flat side cannot hold up the secant.
        let secant = (low * at_high - high * at_low) / (at_high - at_low);
        let is_inside = low < secant && secant < high;
        let theta = if iteration % 3 == 2 || !is_inside {
            f64::midpoint(low, high)
        } else {
            secant
        };
        let value = slope(theta)?;
        let scale = 1.0 + low.abs().max(high.abs());
        if value == 0.0 || high - low <= 4.0 * f64::EPSILON * scale {
            return Ok(theta);
        }
        if value > 0.0 {
            (low, at_low) = (theta, value);
            at_high *= 0.5;
        } else {
            (high, at_high) = (theta, value);
            at_low *= 0.5;
        }
    }
    Ok(f64::midpoint(low, high))
}
