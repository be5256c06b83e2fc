//! What a score meant for those who had it.

use super::ranks::mid_ranks;
use super::{Error, checked_normal};
use crate::psychometrics::classical::Interval;
use crate::psychometrics::descriptive::all_finite;
use crate::psychometrics::norms::wilson_interval;

/// One group of people with neighbouring scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expectancy {
    /// Which group, from 1 for the lowest scores.
    pub group: usize,
    /// Its lowest score.
    pub lowest: f64,
    /// Its highest score.
    pub highest: f64,
    /// How many people.
    pub n: usize,
    /// How many of them succeeded.
    pub n_successes: usize,
    /// The share that succeeded, 0 to 1.
    pub rate: f64,
    /// Wilson's interval of the share.
    pub interval: Interval,
}

/// An expectancy table: people in groups of about equal size by score, with each group's rate of success.
///
/// *Model*: with mid-rank i of n people and g groups, a person is in group ⌊g (i − ½) / n⌋ + 1, so that equal scores are
/// never parted.
///
/// *Takes / gives*: one score and one yes or no for each person, the number of groups (5 for fifths), `confidence`
/// strictly between 0 and 1; groups from the lowest scores up.
///
/// *Edges*: with few different scores groups are of unequal size, and one that nobody falls into is left out.
///
/// *Errors*: unequal lengths, nobody, no group, scores that are not finite numbers.
///
/// *Source*: Taylor & Russell (1939), *Journal of Applied Psychology* 23, 565–578; Wilson (1927), *Journal of the American
/// Statistical Association* 22, 209–212.
///
/// ```
/// use composure::psychometrics::validity::expectancy;
/// let table = expectancy(&[1.0, 2.0, 3.0, 4.0], &[false, false, true, true], 2, 0.95)?;
/// assert_eq!((table[0].rate, table[1].rate), (0.0, 1.0));
/// # Ok::<(), composure::psychometrics::validity::Error>(())
/// ```
pub fn expectancy(
    scores: &[f64],
    is_success: &[bool],
    n_groups: usize,
    confidence: f64,
) -> Result<Vec<Expectancy>, Error> {
    checked_normal(confidence)?;
    if scores.len() != is_success.len() {
        return Err(Error::UnequalLengths {
            first: scores.len(),
            second: is_success.len(),
        });
    }
    if scores.is_empty() {
        return Err(Error::TooFewPersons { n: 0, minimum: 1 });
    }
    if n_groups == 0 {
        return Err(Error::OutOfRange {
            what: "number of groups",
            value: 0.0,
            expected: "1 or more",
        });
    }
    if !all_finite(scores) {
        return Err(Error::NotFinite);
    }
    let ranks = mid_ranks(scores);
    let group_of = |rank: f64| {
        // In halves of ranks, so that the boundaries are exact: 2 × mid-rank is whole.
        (n_groups as f64 * (2.0 * rank - 1.0) / (2.0 * scores.len() as f64)).floor()
    };
    let mut people: Vec<(f64, f64, bool)> = (ranks.iter().zip(scores).zip(is_success))
        .map(|((rank, score), success)| (group_of(*rank), *score, *success))
        .collect();
    people.sort_by(|a, b| a.1.total_cmp(&b.1));
    people
        .chunk_by(|a, b| a.0 >= b.0)
        .filter_map(|group| of_group(group, confidence))
        .collect()
}

fn of_group(people: &[(f64, f64, bool)], confidence: f64) -> Option<Result<Expectancy, Error>> {
    let (first, last) = (people.first()?, people.last()?);
    let n = people.len();
    let n_successes = people.iter().filter(|person| person.2).count();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a group's number is a whole number from 0"
    )]
    let group = first.0 as usize + 1;
    let rate = n_successes as f64 / n as f64;
    let interval = wilson_interval(rate, n as u64, confidence)
        .ok()
        .ok_or(Error::NotFinite);
    Some(interval.map(|interval| Expectancy {
        group,
        lowest: first.1,
        highest: last.1,
        n,
        n_successes,
        rate,
        interval,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifths_of_ten_people_are_two_each() {
        let scores: Vec<f64> = (0..10).map(f64::from).collect();
        let is_success: Vec<bool> = (0..10).map(|i| i % 3 == 0).collect();
        let table = expectancy(&scores, &is_success, 5, 0.95).unwrap();
        let sizes: Vec<usize> = table.iter().map(|group| group.n).collect();
        assert_eq!(sizes, [2; 5]);
        let successes: Vec<usize> = table.iter().map(|group| group.n_successes).collect();
        assert_eq!(successes, [1, 1, 0, 1, 1]);
        assert!((table[4].lowest - 8.0).abs() < 1e-12 && (table[4].highest - 9.0).abs() < 1e-12);
        // Wilson, 1 of 2 at 95 %: centre .5, half width z √(.125 + z² / 16) / (1 + z² / 2) = .40547.
        assert!((table[0].interval.lower - 0.0945312057).abs() < 1e-8);
    }

    #[test]
    fn equal_scores_are_never_parted_and_empty_groups_left_out() {
        let scores = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 3.0];
        let table = expectancy(&scores, &[true; 10], 5, 0.95).unwrap();
        let sizes: Vec<(usize, usize)> = table.iter().map(|group| (group.group, group.n)).collect();
        // Mid-ranks 4, 8.5 and 10: groups 2, 5 and 5.
        assert_eq!(sizes, [(2, 7), (5, 3)]);
    }

    #[test]
    fn what_has_no_table_is_refused() {
        assert!(expectancy(&[], &[], 5, 0.95).is_err());
        assert!(expectancy(&[1.0], &[true], 0, 0.95).is_err());
        assert!(expectancy(&[1.0], &[], 5, 0.95).is_err());
        assert!(expectancy(&[f64::INFINITY], &[true], 5, 0.95).is_err());
        assert!(expectancy(&[1.0], &[true], 5, 1.5).is_err());
    }
}
