//! How well scores part those who will from those who will not.

use super::ranks::mid_ranks;
use super::{Error, checked_normal};
use crate::psychometrics::classical::Interval;
use crate::psychometrics::descriptive::{all_finite, mean, variance};
use crate::psychometrics::finite;

/// The area under the receiver operating characteristic, with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Auc {
    /// How many people the criterion is true of.
    pub n_cases: usize,
    /// How many it is not.
    pub n_others: usize,
    /// Probability that a case has a higher score than one who is not, ties counting half: 0 to 1, ½ by chance.
    pub auc: f64,
    /// `DeLong`'s variance of it.
    pub variance: f64,
    /// `DeLong`'s interval, within 0 to 1.
    pub interval: Interval,
}

/// The area under the receiver operating characteristic, with the interval of `DeLong`, `DeLong` and Clarke-Pearson.
///
/// *Model*: each case's share of others below it and each other's share of cases above it (ties half) have variances
/// S₁ and S₀; the area is their mean, its variance S₁ / n₁ + S₀ / n₀, the interval area ± z √variance.
///
/// *Takes / gives*: one score and one yes or no for each person; `confidence` strictly between 0 and 1.
///
/// *Edges*: n log n steps, by mid-ranks. Where every case is above every other the variance is 0, and the interval is
/// the point 1: with few people that says too much.
///
/// *Errors*: unequal lengths, fewer than two cases or two others, scores that are not finite numbers.
///
/// *Source*: `DeLong`, `DeLong` & Clarke-Pearson (1988), *Biometrics* 44, 837–845; Sun & Xu (2014), *IEEE Signal
/// Processing Letters* 21, 1389–1393.
///
/// ```
/// use composure::psychometrics::validity::auc;
/// // Of 2 × 2 pairs three are in order.
/// let found = auc(&[3.0, 1.0, 2.0, 0.0], &[true, true, false, false], 0.95)?;
/// assert!((found.auc - 0.75).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::validity::Error>(())
/// ```
pub fn auc(scores: &[f64], is_case: &[bool], confidence: f64) -> Result<Auc, Error> {
    let z = checked_normal(confidence)?;
    let (cases, others) = parted(scores, is_case, 2)?;
    let (n_cases, n_others) = (cases.len(), others.len());
    // All people's ranks, cases first.
    let together: Vec<f64> = cases.iter().chain(&others).copied().collect();
    let ranks = mid_ranks(&together);
    let (case_ranks, other_ranks) = ranks.split_at(n_cases);
    let below = |rank: (&f64, f64)| (rank.0 - rank.1) / n_others as f64;
    let above = |rank: (&f64, f64)| 1.0 - (rank.0 - rank.1) / n_cases as f64;
    let of_cases: Vec<f64> = case_ranks
        .iter()
        .zip(mid_ranks(&cases))
        .map(below)
        .collect();
    let of_others: Vec<f64> = other_ranks
        .iter()
        .zip(mid_ranks(&others))
        .map(above)
        .collect();
    let area = mean(&of_cases).ok_or(Error::NotFinite)?;
    let share = |placements: &[f64]| Some(variance(placements)? / placements.len() as f64);
    let total = share(&of_cases).zip(share(&of_others));
    let variance = total.map(|(a, b)| a + b).ok_or(Error::NotFinite)?;
    let half = z * variance.sqrt();
    Ok(Auc {
        n_cases,
        n_others,
        auc: area,
        variance,
        interval: Interval {
            lower: (area - half).max(0.0),
            upper: (area + half).min(1.0),
        },
    })
}

/// A cut between scores, with what it gets right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut {
    /// Scores from here on count as cases; half way between two neighbouring scores.
    pub threshold: f64,
    /// The share of cases at or above it.
    pub sensitivity: f64,
    /// The share of others below it.
    pub specificity: f64,
}

/// The cut with the highest sum of sensitivity and specificity (Youden's).
///
/// *Edges*: of equally good cuts the lowest.
///
/// *Errors*: unequal lengths, no case or no other, scores that do not vary or are not finite numbers.
///
/// *Source*: Youden (1950), *Cancer* 3, 32–35.
///
/// ```
/// use composure::psychometrics::validity::best_cut;
/// let cut = best_cut(&[3.0, 1.0, 2.0, 0.0], &[true, true, false, false])?;
/// assert_eq!((cut.threshold, cut.sensitivity, cut.specificity), (0.5, 1.0, 0.5));
/// # Ok::<(), composure::psychometrics::validity::Error>(())
/// ```
pub fn best_cut(scores: &[f64], is_case: &[bool]) -> Result<Cut, Error> {
    let (cases, others) = parted(scores, is_case, 1)?;
    let mut people: Vec<(f64, bool)> = scores
        .iter()
        .copied()
        .zip(is_case.iter().copied())
        .collect();
    people.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let (mut missed, mut spared) = (0, 0);
    let mut best: Option<(usize, Cut)> = None;
    let groups: Vec<&[(f64, bool)]> = people.chunk_by(|a, b| a.0 >= b.0).collect();
    for pair in groups.windows(2) {
        let [below, above] = pair else { continue };
        let n_cases = below.iter().filter(|person| person.1).count();
        missed += n_cases;
        spared += below.len() - n_cases;
        let (Some(last), Some(next)) = (below.last(), above.first()) else {
            continue;
        };
        // In whole numbers, so that equally good cuts are equal: n₀ (n₁ − missed) + n₁ spared.
        let merit = others.len() * (cases.len() - missed) + cases.len() * spared;
        if best.as_ref().is_none_or(|(highest, _)| *highest < merit) {
            let cut = Cut {
                threshold: f64::midpoint(last.0, next.0),
                sensitivity: (cases.len() - missed) as f64 / cases.len() as f64,
                specificity: spared as f64 / others.len() as f64,
            };
            best = Some((merit, cut));
        }
    }
    let (_, cut) = best.ok_or(Error::NoVariance)?;
    finite(cut.threshold).map(|_| cut).ok_or(Error::NotFinite)
}

/// The scores of the cases and of the others.
fn parted(scores: &[f64], is_case: &[bool], minimum: usize) -> Result<(Vec<f64>, Vec<f64>), Error> {
    if scores.len() != is_case.len() {
        return Err(Error::UnequalLengths {
            first: scores.len(),
            second: is_case.len(),
        });
    }
    if !all_finite(scores) {
        return Err(Error::NotFinite);
    }
    let of = |kind: bool| -> Vec<f64> {
        let people = scores.iter().zip(is_case);
        people
            .filter_map(|(score, case)| (*case == kind).then_some(*score))
            .collect()
    };
    let (cases, others) = (of(true), of(false));
    if cases.len() < minimum || others.len() < minimum {
        return Err(Error::OneSided {
            cases: cases.len(),
            others: others.len(),
            minimum,
        });
    }
    Ok((cases, others))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn perfect_parting_is_an_area_of_1_without_variance() {
        let found = auc(&[4.0, 3.0, 2.0, 1.0], &[true, true, false, false], 0.95).unwrap();
        assert!((found.auc - 1.0).abs() < 1e-12 && found.variance < 1e-12);
        let cut = best_cut(&[4.0, 3.0, 2.0, 1.0], &[true, true, false, false]).unwrap();
        assert!((cut.threshold - 2.5).abs() < 1e-12);
    }

    #[test]
    fn criteria_without_two_sides_are_refused() {
        assert_eq!(
            auc(&[1.0, 2.0, 3.0], &[true, false, false], 0.95),
            Err(Error::OneSided {
                cases: 1,
                others: 2,
                minimum: 2
            })
        );
        assert_eq!(
            best_cut(&[1.0, 1.0], &[true, false]),
            Err(Error::NoVariance)
        );
        assert!(auc(&[1.0], &[], 0.95).is_err());
        assert!(best_cut(&[1.0, 2.0], &[true, true]).is_err());
        assert!(auc(&[f64::NAN; 4], &[true, true, false, false], 0.95).is_err());
    }

    proptest! {
        #[test]
        fn the_area_is_that_of_comparing_every_pair(
            people in prop::collection::vec((0..6_i32, any::<bool>()), 4..30),
        ) {
            let (scores, is_case): (Vec<f64>, Vec<bool>) = people.iter().map(|(s, c)| (f64::from(*s), *c)).unzip();
            if let Ok(found) = auc(&scores, &is_case, 0.95) {
                let mut wins = 0;
                for case in people.iter().filter(|p| p.1) {
                    for other in people.iter().filter(|p| !p.1) {
                        wins += (case.0 - other.0).signum() + 1;
                    }
                }
                let expected = f64::from(wins) / 2.0 / (found.n_cases * found.n_others) as f64;
                prop_assert!((found.auc - expected).abs() < 1e-12);
                // Turning the criterion round turns the area round.
                let turned: Vec<bool> = is_case.iter().map(|c| !c).collect();
                let back = auc(&scores, &turned, 0.95).unwrap();
                prop_assert!((back.auc + found.auc - 1.0).abs() < 1e-12);
                prop_assert!((back.variance - found.variance).abs() < 1e-12);
            }
        }
    }
}
