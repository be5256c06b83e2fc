//! Scoring rates: impact of a score, before anybody is selected by it.

use crate::psychometrics::bias::Error;
use crate::psychometrics::descriptive::all_finite;
use crate::psychometrics::finite;

/// Who scored above the median of all.
#[derive(Debug, Clone, PartialEq)]
pub struct AboveMedian {
    /// The median of the whole sample, in the unit of the scores.
    pub median: f64,
    /// For each person whether their score is above it.
    pub is_above: Vec<bool>,
}

/// Who scored above the median of the whole sample.
///
/// *Model*: the median is the middle score of all people of all groups, with an even number the mean of the middle
/// two; a score equal to it is not above it. A group's scoring rate is its share above, and its impact ratio that
/// rate divided by the highest one: pass the shares on to [`impact`](super::impact).
///
/// *Takes / gives*: a score for each row, and how many people the row stands for.
///
/// *Edges*: where more than half have the highest score nobody is above the median.
///
/// *Errors*: no score with a weight above 0, a score that is not finite, lists of unequal lengths.
///
/// *Source*: Rules of the City of New York, title 6, section 5-300, "scoring rate" and "impact ratio" (Local Law 144
/// of 2021).
///
/// ```
/// use composure::psychometrics::bias::above_median;
/// let found = above_median(&[60.0, 80.0, 70.0, 90.0], &[1, 1, 1, 1])?;
/// assert_eq!(found.median, 75.0);
/// assert_eq!(found.is_above, [false, true, false, true]);
/// # Ok::<(), composure::psychometrics::bias::Error>(())
/// ```
pub fn above_median(scores: &[f64], weights: &[u64]) -> Result<AboveMedian, Error> {
    if scores.len() != weights.len() {
        return Err(Error::UnequalLengths {
            what: "weights",
            n: weights.len(),
            expected: scores.len(),
        });
    }
    if !all_finite(scores) {
        return Err(Error::NotFinite);
    }
    let mut counted: Vec<(f64, u64)> = scores
        .iter()
        .copied()
        .zip(weights.iter().copied())
        .collect();
    counted.retain(|(_, weight)| 0 < *weight);
    counted.sort_unstable_by(|(one, _), (other, _)| one.total_cmp(other));
    let total: u128 = counted.iter().map(|(_, weight)| u128::from(*weight)).sum();
    let at_rank = |rank: u128| {
        let mut below = 0;
        counted.iter().find_map(|(score, weight)| {
            below += u128::from(*weight);
            (rank <= below).then_some(*score)
        })
    };
    let middle = [total.div_ceil(2), total / 2 + 1].map(at_rank);
    let [Some(low), Some(high)] = middle else {
        return Err(Error::NoScore);
    };
    let median = finite(f64::midpoint(low, high)).ok_or(Error::NotFinite)?;
    Ok(AboveMedian {
        median,
        is_above: scores.iter().map(|score| median < *score).collect(),
    })
}

/// Each rate divided by the highest one; `None` where none is above 0 or one is not a rate.
///
/// ```
/// use composure::psychometrics::bias::ratios_to_highest;
/// assert_eq!(ratios_to_highest(&[0.25, 0.5]), Some(vec![0.5, 1.0]));
/// assert_eq!(ratios_to_highest(&[0.0, 0.0]), None);
/// ```
pub fn ratios_to_highest(rates: &[f64]) -> Option<Vec<f64>> {
    if !rates.iter().all(|rate| rate.is_finite() && 0.0 <= *rate) {
        return None;
    }
    let highest = rates.iter().copied().max_by(f64::total_cmp)?;
    rates.iter().map(|rate| finite(rate / highest)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_new_york_rule_comes_out() {
        // The rule's example table: scoring rates in per cent, impact ratios to two decimals.
        let check = |rates: &[f64], expected: &[f64]| {
            let ratios = ratios_to_highest(rates).unwrap();
            for (ratio, expected) in ratios.iter().zip(expected) {
                assert!(
                    (ratio - expected).abs() < 0.005,
                    "{ratio} is not {expected}"
                );
            }
        };
        check(&[54.3, 44.7], &[1.00, 0.82]);
        check(
            &[64.2, 37.5, 50.0, 62.5, 41.7],
            &[1.00, 0.58, 0.78, 0.97, 0.65],
        );
    }

    #[test]
    fn a_weight_stands_for_so_many_people() {
        let spread = above_median(&[1.0, 2.0, 2.0, 2.0, 5.0, 9.0], &[1; 6]).unwrap();
        let weighted = above_median(&[5.0, 2.0, 1.0, 9.0, 7.0], &[1, 3, 1, 1, 0]).unwrap();
        assert_eq!((spread.median, weighted.median), (2.0, 2.0));
        assert_eq!(weighted.is_above, [true, false, false, true, true]);
    }

    #[test]
    fn scores_that_are_all_equal_have_nobody_above() {
        let found = above_median(&[3.0; 5], &[1; 5]).unwrap();
        assert!(found.is_above.iter().all(|is_above| !is_above));
    }

    #[test]
    fn no_score_and_wrong_lengths_are_refused() {
        assert_eq!(above_median(&[], &[]), Err(Error::NoScore));
        assert_eq!(above_median(&[1.0], &[0]), Err(Error::NoScore));
        assert!(above_median(&[1.0], &[1, 1]).is_err());
        assert_eq!(above_median(&[f64::NAN], &[1]), Err(Error::NotFinite));
        // The weights of a whole world do not overflow.
        assert!(above_median(&[1.0, 2.0, 3.0], &[u64::MAX; 3]).is_ok());
    }
}
