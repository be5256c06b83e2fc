//! The table of norms as a manual prints it.

use super::{Error, stanine, sten, wilson};
use crate::psychometrics::classical::Interval;
use crate::psychometrics::{finite, normal};

/// One person's score and how much they count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedScore {
    /// The raw score.
    pub score: f64,
    /// The weight, above 0; 1 for everybody where nobody is weighted.
    pub weight: f64,
}

/// One raw score and its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NormRow {
    /// The raw score.
    pub raw: f64,
    /// How many people have it.
    pub n: u64,
    /// Mid-rank percentile, 0 to 100.
    pub percentile: f64,
    /// Wilson's interval of the percentile.
    pub percentile_interval: Interval,
    /// The z score that a normal distribution gives to the percentile.
    pub z: f64,
    /// The T score of that z: 50 + 10 z.
    pub t: f64,
    /// The stanine of that z.
    pub stanine: u8,
    /// The sten of that z.
    pub sten: u8,
}

/// The norms of a group: every score that somebody has, in rising order.
#[derive(Debug, Clone, PartialEq)]
pub struct NormTable {
    /// How many people there are.
    pub n: u64,
    /// How many unweighted people would tell as much: (Σ w)² / Σ w², and `n` where all weights are equal.
    pub effective_n: f64,
    /// The (weighted) mean of the raw scores.
    pub mean: f64,
    /// The (weighted) standard deviation of the raw scores, as a sample's; 0 where they do not vary.
    pub standard_deviation: f64,
    /// One row for each score.
    pub rows: Vec<NormRow>,
}

/// The norms of a group of people who may count by weights.
///
/// *Model*: the mid-rank percentile of x is 100 (weight below + ½ weight at x) / weight of all; z = Φ⁻¹(percentile /
/// 100), T = 50 + 10 z. The percentile's interval is Wilson's with Kish's effective number of people, (Σ w)² / Σ w².
///
/// *Takes / gives*: raw scores in any unit and order with weights above 0 in any unit (multiplying all changes
/// nothing); `confidence` strictly between 0 and 1; percentiles from 0 to 100.
///
/// *Edges*: one person, or one score only, is at percentile 50. Both zeros are one score.
///
/// *Errors*: nobody, a score that is not a number, a weight that is not above 0 or vanishes beside the others, a
/// confidence outside 0 to 1.
///
/// *Source*: Crocker & Algina (1986), *Introduction to classical and modern test theory*, pp. 439–446; Kish (1965),
/// *Survey sampling*, section 11.7; Wilson (1927), *Journal of the American Statistical Association* 22, 209–212.
///
/// ```
/// use composure::psychometrics::norms::{WeightedScore, norm_table};
/// // The one person at 12 stands for two, as many as the two at 10 together.
/// let people = [(10.0, 1.0), (10.0, 1.0), (12.0, 2.0)].map(|(score, weight)| WeightedScore { score, weight });
/// let table = norm_table(&people, 0.95)?;
/// assert_eq!((table.rows[0].n, table.rows[0].percentile, table.rows[1].percentile), (2, 25.0, 75.0));
/// // 4² / (1 + 1 + 4)
/// assert!((table.effective_n - 16.0 / 6.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::norms::Error>(())
/// ```
pub fn norm_table(people: &[WeightedScore], confidence: f64) -> Result<NormTable, Error> {
    let levels = levels(people)?;
    // Weights in units of the largest, so that their squares cannot overflow.
    let largest = people
        .iter()
        .map(|person| person.weight)
        .fold(0.0, f64::max);
    let share = |person: &WeightedScore| person.weight / largest;
    let total: f64 = levels.iter().map(|level| level.weight / largest).sum();
    let squares: f64 = people.iter().map(|person| share(person).powi(2)).sum();
    let effective_n = total * total / squares;
    let mut rows = Vec::with_capacity(levels.len());
    let mut below = 0.0;
    for level in &levels {
        let at = level.weight / largest;
        let middle = (below + at / 2.0) / total;
        below += at;
        let z = normal::quantile(middle).ok_or(Error::WeightRange(level.raw))?;
        let interval = wilson::of_effective(middle, effective_n, confidence)?;
        rows.push(NormRow {
            raw: level.raw,
            n: level.n,
            percentile: 100.0 * middle,
            percentile_interval: Interval {
                lower: 100.0 * interval.lower,
                upper: 100.0 * interval.upper,
            },
            z,
            t: 50.0 + 10.0 * z,
            stanine: stanine(z),
            sten: sten(z),
        });
    }
    let origin = levels.first().map_or(0.0, |level| level.raw);
    let moment = |of: &dyn Fn(f64) -> f64| -> f64 {
        let parts = levels.iter().map(|l| l.weight / largest * of(l.raw));
        parts.sum::<f64>() / total
    };
    let mean = finite(origin + moment(&|raw| raw - origin)).ok_or(Error::NotFinite)?;
    let spread = moment(&|raw| (raw - mean).powi(2));
    // n / (n − 1) makes the mean squared deviation a sample's variance; one score has none to correct.
    let variance = if levels.len() < 2 {
        0.0
    } else {
        spread * effective_n / (effective_n - 1.0)
    };
    Ok(NormTable {
        n: people.len() as u64,
        effective_n: finite(effective_n).ok_or(Error::NotFinite)?,
        mean,
        standard_deviation: finite(variance.sqrt()).ok_or(Error::NotFinite)?,
        rows,
    })
}

/// The people of one score.
struct Level {
    raw: f64,
    n: u64,
    weight: f64,
}

fn levels(people: &[WeightedScore]) -> Result<Vec<Level>, Error> {
    for WeightedScore { score, weight } in people.iter().copied() {
        if !score.is_finite() {
            return Err(Error::Value(score));
        }
        if !weight.is_finite() || weight <= 0.0 {
            return Err(Error::Weight { score, weight });
        }
    }
    let mut sorted = people.to_vec();
    // Weights too, so that the order of people cannot change a sum in its last digit.
    sorted.sort_unstable_by(|a, b| {
        let scores = a.score.total_cmp(&b.score);
        scores.then(a.weight.total_cmp(&b.weight))
    });
    let mut levels: Vec<Level> = Vec::new();
    for person in sorted {
        match levels.last_mut() {
            // Not "equal", because both zeros are one score.
            Some(level) if level.raw >= person.score => {
                level.n += 1;
                level.weight += person.weight;
            }
            _ => levels.push(Level {
                raw: person.score,
                n: 1,
                weight: person.weight,
            }),
        }
    }
    if levels.is_empty() {
        return Err(Error::Empty);
    }
    Ok(levels)
}

#[cfg(test)]
#[path = "norm_table_tests.rs"]
mod tests;
