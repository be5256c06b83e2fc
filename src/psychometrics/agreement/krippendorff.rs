//! Krippendorff's alpha at four levels of measurement, with ratings missing.

use rayon::prelude::*;

use super::{Error, checked_raters};
use crate::psychometrics::finite;

/// The most different ratings whose ratios are compared pair by pair: 20 000² / 2 takes about a second.
const MOST_RATIO_VALUES: usize = 20_000;

/// What the numbers of a scale mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Names: two ratings are equal or not.
    Nominal,
    /// Ranks: two ratings lie as far apart as there are ratings between them.
    Ordinal,
    /// Distances: a point is a point everywhere on the scale.
    Interval,
    /// Amounts from 0 on: distances count in proportion to the sum.
    Ratio,
}

/// Krippendorff's alpha.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KrippendorffAlpha {
    /// How many targets have two ratings or more.
    pub n_targets: usize,
    /// How many ratings these have.
    pub n_ratings: usize,
    /// Agreement beyond chance: at most 1, 0 for chance alone.
    pub alpha: f64,
}

/// Krippendorff's alpha of any number of raters, with ratings missing.
///
/// *Model*: α = 1 − `D_o` / `D_e`. `D_o` is the mean of δ over the pairs of ratings of one target, each target's pairs divided
/// by its number of ratings less 1; `D_e` is that over all pairs of the n pairable ratings. δ of the ratings c and k is
/// 0 or 1 (nominal), the square of the ratings from c to k less half of those equal to c or k (ordinal), (c − k)²
/// (interval), ((c − k) / (c + k))² (ratio).
///
/// *Takes / gives*: ratings `targets × raters`.
///
/// *Edges*: a target with one rating or none is left out, and leaving it out changes nothing. Sorting the ratings makes
/// all but the ratio level O(n log n); that one compares each two different ratings.
///
/// *Errors*: unequal lists, fewer than two targets with two ratings, equal ratings throughout, a rating below 0 or more
/// than 20 000 different ones at the ratio level.
///
/// *Source*: Krippendorff (2011), *Computing Krippendorff's alpha-reliability*, University of Pennsylvania; Krippendorff
/// (2004), *Content analysis*, 2nd edition, chapter 11.
///
/// ```
/// use composure::psychometrics::agreement::{Level, krippendorff_alpha};
/// let ratings = [vec![Some(1.0), Some(1.0)], vec![Some(2.0), Some(3.0)], vec![None, Some(9.0)]];
/// // Of 12 ordered pairs of 1 1 2 3, ten differ; of the 4 within targets, two: 1 − (2 / 4) / (10 / 12).
/// let found = krippendorff_alpha(&ratings, Level::Nominal)?;
/// assert!((found.alpha - 0.4).abs() < 1e-12 && found.n_ratings == 4);
/// # Ok::<(), composure::psychometrics::agreement::Error>(())
/// ```
pub fn krippendorff_alpha(
    ratings: &[Vec<Option<f64>>],
    level: Level,
) -> Result<KrippendorffAlpha, Error> {
    let targets = PairableTargets::new(ratings, level)?;
    let weights = vec![1; targets.len()];
    Ok(KrippendorffAlpha {
        n_targets: targets.len(),
        n_ratings: targets.codes.len(),
        alpha: targets.alpha(&weights)?,
    })
}

/// The targets with two ratings or more, each rating as the place of its value among the different ones.
pub(super) struct PairableTargets {
    level: Level,
    /// The different ratings, rising.
    values: Vec<f64>,
    /// The ratings of all targets, one target after the other, rising within each.
    codes: Vec<usize>,
    /// Where each target's ratings end.
    ends: Vec<usize>,
}

impl PairableTargets {
    pub(super) fn new(ratings: &[Vec<Option<f64>>], level: Level) -> Result<Self, Error> {
        checked_raters(ratings)?;
        let mut pairable: Vec<Vec<f64>> = Vec::new();
        for target in ratings {
            // Adding 0 turns −0 into 0, so that they are one value.
            let given: Vec<f64> = target.iter().flatten().map(|rating| rating + 0.0).collect();
            if given.len() > 1 {
                pairable.push(given);
            }
        }
        if pairable.len() < 2 {
            return Err(Error::TooFewTargets {
                n: pairable.len(),
                minimum: 2,
            });
        }
        let mut values: Vec<f64> = pairable.iter().flatten().copied().collect();
        values.sort_by(f64::total_cmp);
        values.dedup_by(|a, b| a.total_cmp(b).is_eq());
        let (mut codes, mut ends) = (Vec::new(), Vec::with_capacity(pairable.len()));
        for target in &pairable {
            let start = codes.len();
            let place = |rating: &f64| values.partition_point(|value| value < rating);
            codes.extend(target.iter().map(place));
            codes[start..].sort_unstable();
            ends.push(codes.len());
        }
        if level == Level::Ratio {
            checked_ratio_values(&values, MOST_RATIO_VALUES)?;
        }
        Ok(Self {
            level,
            values,
            codes,
            ends,
        })
    }

    /// How many targets there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The different ratings, rising.
    pub(super) fn values(&self) -> &[f64] {
        &self.values
    }

    /// Alpha where each target is there as many times as its weight says.
    pub(super) fn alpha(&self, weights: &[u32]) -> Result<f64, Error> {
        let mut counts = vec![0.0; self.values.len()];
        for (target, weight) in self.targets().zip(weights) {
            for code in target {
                counts[*code] += f64::from(*weight);
            }
        }
        let n: f64 = counts.iter().sum();
        let places = self.places(&counts);
        let expected = self.all_pairs(&places, &counts);
        if expected <= 0.0 {
            return Err(Error::NoVariance);
        }
        let mut observed = 0.0;
        for (target, weight) in self.targets().zip(weights) {
            if *weight > 0 {
                let pairs = self.pairs_within(&places, target) / (target.len() - 1) as f64;
                observed += f64::from(*weight) * pairs;
            }
        }
        finite(1.0 - (n - 1.0) * observed / expected).ok_or(Error::NotFinite)
    }

    fn targets(&self) -> impl Iterator<Item = &[usize]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.codes[start..*end])
    }

    /// Numbers between which the distance of two values is taken: for ranks their middle place among all ratings.
    fn places(&self, counts: &[f64]) -> Vec<f64> {
        if self.level != Level::Ordinal {
            return self.values.clone();
        }
        let mut below = 0.0;
        let mut middle = |count: &f64| {
            let place = below + count / 2.0;
            below += count;
            place
        };
        counts.iter().map(&mut middle).collect()
    }

    /// Σ δ over all ordered pairs of different ratings in the whole.
    fn all_pairs(&self, places: &[f64], counts: &[f64]) -> f64 {
        let n: f64 = counts.iter().sum();
        let weighted = || places.iter().zip(counts);
        match self.level {
            Level::Nominal => n * n - counts.iter().map(|count| count * count).sum::<f64>(),
            Level::Ordinal | Level::Interval => {
                let mean = weighted().map(|(place, count)| place * count).sum::<f64>() / n;
                let squares = weighted().map(|(place, count)| count * (place - mean).powi(2));
                2.0 * n * squares.sum::<f64>()
            }
            Level::Ratio => {
                let of_one = |idx: usize| {
                    let (place, count) = (places[idx], counts[idx]);
                    let above = weighted().skip(idx + 1);
                    count
                        * above
                            .map(|(other, n)| n * of_ratio(place, *other))
                            .sum::<f64>()
                };
                // Collected before it is summed, so that the order of addition never changes.
                let sums: Vec<f64> = (0..places.len()).into_par_iter().map(of_one).collect();
                2.0 * sums.iter().sum::<f64>()
            }
        }
    }

    /// Σ δ over the ordered pairs of one target's ratings.
    fn pairs_within(&self, places: &[f64], target: &[usize]) -> f64 {
        let m = target.len() as f64;
        let own = || target.iter().map(|code| places[*code]);
        match self.level {
            Level::Nominal => {
                let same = |run: &[usize]| (run.len() * run.len()) as f64;
                m * m - target.chunk_by(PartialEq::eq).map(same).sum::<f64>()
            }
            Level::Ordinal | Level::Interval => {
                let mean = own().sum::<f64>() / m;
                2.0 * m * own().map(|place| (place - mean).powi(2)).sum::<f64>()
            }
            Level::Ratio => {
                let with_later = |(idx, place): (usize, f64)| {
                    let later = own().skip(idx + 1);
                    later.map(|other| of_ratio(place, other)).sum::<f64>()
                };
                2.0 * own().enumerate().map(with_later).sum::<f64>()
            }
        }
    }
}

/// Whether the ratio level can be computed on these rising values.
pub(super) fn checked_ratio_values(values: &[f64], maximum: usize) -> Result<(), Error> {
    match values.first() {
        Some(lowest) if *lowest < 0.0 => Err(Error::BelowZero { value: *lowest }),
        _ if values.len() > maximum => Err(Error::TooManyValues {
            n: values.len(),
            maximum,
        }),
        _ => Ok(()),
    }
}

/// The distance of two amounts, neither below 0; two zeros are equal.
fn of_ratio(first: f64, second: f64) -> f64 {
    let sum = first + second;
    if sum > 0.0 {
        ((first - second) / sum).powi(2)
    } else {
        0.0
    }
}

#[cfg(test)]
#[path = "krippendorff_tests.rs"]
mod tests;
