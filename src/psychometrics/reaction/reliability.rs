//! Reliability of a score made of trials, from two halves or from many random ones.

use rand::Rng;
use rand::seq::SliceRandom;

use crate::psychometrics::classical::{self, SplitHalf};
use crate::psychometrics::descriptive::{mean, quantile_type_6};

/// Odd-even reliability over people of any score made of trials.
///
/// *Model*: each person's trials are dealt alternately into two halves, each kind of trial on its own so that the halves
/// are alike; the halves' scores are correlated over people and carried to the whole length by Spearman and Brown.
///
/// *Takes / gives*: one list of trials per person, in the order they were done; `kind` tells trials apart that have to be
/// shared out evenly (go and stop, say); `score` makes a person's score of trials, `None` where they give none.
///
/// *Edges*: people without both scores are left out; `n_persons` says how many remain.
///
/// *Errors*: fewer than two people with both scores; a half that does not vary.
///
/// *Source*: Pronk et al. (2022), *Psychonomic Bulletin & Review* 29, 44–54 (dealing within kinds of trials).
///
/// ```
/// use composure::psychometrics::descriptive::mean;
/// use composure::psychometrics::reaction::reliability::odd_even_reliability;
/// let people = [[1.0, 2.0], [2.0, 1.0], [3.0, 3.0]].map(|trials| trials.to_vec());
/// let halves = odd_even_reliability(&people, |_| 0, mean)?;
/// assert!((halves.correlation - 0.5).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::classical::Error>(())
/// ```
pub fn odd_even_reliability<Trial: Copy>(
    people: &[Vec<Trial>],
    kind: impl Fn(&Trial) -> u32,
    score: impl Fn(&[Trial]) -> Option<f64>,
) -> Result<SplitHalf, classical::Error> {
    let (first, second): (Vec<f64>, Vec<f64>) = people
        .iter()
        .filter_map(|trials| {
            let (odd, even) = dealt(trials, &kind);
            score(&odd).zip(score(&even))
        })
        .unzip();
    SplitHalf::of(&first, &second)
}

/// The first, third, … and the second, fourth, … trials of each kind.
fn dealt<Trial: Copy>(trials: &[Trial], kind: impl Fn(&Trial) -> u32) -> (Vec<Trial>, Vec<Trial>) {
    let kinds = apart(trials, kind);
    let half = |start: usize| -> Vec<Trial> {
        let each = kinds.iter();
        each.flat_map(|trials| trials.iter().skip(start).step_by(2).copied())
            .collect()
    };
    (half(0), half(1))
}

/// How many halves are drawn, and how much of their figures the interval holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// How many times the trials are halved at random; 1000 to 5000 is usual.
    pub n_splits: u32,
    /// The share of splits within the interval, 0 to 1; .95 is usual.
    pub share: f64,
}

/// The reliability of a whole task's score over random halves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PermutedReliability {
    /// Mean over splits of the halves' correlation carried to full length by Spearman and Brown.
    pub spearman_brown: f64,
    /// The lower end of the interval over splits.
    pub lower: f64,
    /// Its upper end.
    pub upper: f64,
    /// Mean of the halves' correlations themselves.
    pub correlation: f64,
    /// How many splits gave a reliability.
    pub n_splits: u32,
    /// The fewest people with both halves in any of these splits.
    pub n_persons: usize,
}

/// Why there is no reliability.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// No split gave a reliability; the last reason.
    #[error("none of {n_splits} random halvings gives a reliability: {reason}")]
    NoSplit {
        /// How many were tried.
        n_splits: u32,
        /// Why the last one gave none.
        reason: classical::Error,
    },
    /// No split was asked for.
    #[error("the number of random halvings is 0")]
    NoneAsked,
    /// The share is no share.
    #[error("the share of halvings within the interval is {share}, but has to be between 0 and 1")]
    Share {
        /// Its value.
        share: f64,
    },
}

/// The reliability of any score made of trials, from many random halves.
///
/// *Model*: each person's trials are dealt at random into two halves, each kind of trial on its own so that the halves are
/// alike; the halves' scores are correlated over people and carried to full length by Spearman and Brown. This is done
/// many times; the mean is the reliability, and the quantiles (type 6) of the splits are its interval. The interval tells
/// how much hangs on which half a trial falls into; it is not a confidence interval over people.
///
/// *Takes / gives*: one list of trials per person; `kind` tells trials apart that have to be shared out evenly (go and
/// stop, say); `score` makes a person's score of trials, `None` where they give none; reliabilities, −1 to 1 or below.
///
/// *Edges*: with an odd number of a kind the larger half changes at random. People without both scores are left out of
/// that split; splits without a reliability are left out and counted.
///
/// *Errors*: no split, or none that gives a reliability (fewer than two people, a half that does not vary).
///
/// *Source*: Parsons, Kruijt & Fox (2019), *Advances in Methods and Practices in Psychological Science* 2, 378–395; Pronk
/// et al. (2022), *Psychonomic Bulletin & Review* 29, 44–54 (dealing within kinds of trials).
///
/// ```
/// use composure::psychometrics::descriptive::mean;
/// use composure::psychometrics::reaction::reliability::{Plan, permuted_reliability};
/// // Three people whose trials differ less within than between them.
/// let people = [[1.0, 1.2, 0.9, 1.1], [2.0, 2.1, 1.9, 2.2], [3.0, 3.1, 2.8, 3.2]].map(|trials| trials.to_vec());
/// let plan = Plan { n_splits: 50, share: 0.95 };
/// let mut rng = composure::clock::seeded(1);
/// let found = permuted_reliability(&people, |_| 0, mean, plan, &mut rng)?;
/// assert!(found.lower > 0.98 && found.n_persons == 3);
/// # Ok::<(), composure::psychometrics::reaction::reliability::Error>(())
/// ```
pub fn permuted_reliability<Trial: Copy>(
    people: &[Vec<Trial>],
    kind: impl Fn(&Trial) -> u32,
    score: impl Fn(&[Trial]) -> Option<f64>,
    plan: Plan,
    rng: &mut impl Rng,
) -> Result<PermutedReliability, Error> {
    if plan.n_splits == 0 {
        return Err(Error::NoneAsked);
    }
    if !(plan.share > 0.0 && plan.share < 1.0) {
        return Err(Error::Share { share: plan.share });
    }
    let mut kinds: Vec<Vec<Vec<Trial>>> =
        people.iter().map(|trials| apart(trials, &kind)).collect();
    let mut found: Vec<SplitHalf> = Vec::new();
    let mut reason = classical::Error::TooFewPersons { n: 0, minimum: 2 };
    for _ in 0..plan.n_splits {
        match split(&mut kinds, &score, rng) {
            Ok(halves) => found.push(halves),
            Err(error) => reason = error,
        }
    }
    summary(&found, plan, reason)
}

/// A person's trials, each kind in a list of its own.
fn apart<Trial: Copy>(trials: &[Trial], kind: impl Fn(&Trial) -> u32) -> Vec<Vec<Trial>> {
    let mut kinds = std::collections::BTreeMap::<u32, Vec<Trial>>::new();
    for trial in trials {
        kinds.entry(kind(trial)).or_default().push(*trial);
    }
    kinds.into_values().collect()
}

fn split<Trial: Copy>(
    people: &mut [Vec<Vec<Trial>>],
    score: impl Fn(&[Trial]) -> Option<f64>,
    rng: &mut impl Rng,
) -> Result<SplitHalf, classical::Error> {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let (mut firsts, mut seconds) = (Vec::new(), Vec::new());
    for kinds in people {
        first.clear();
        second.clear();
        for trials in kinds {
            trials.shuffle(rng);
            let middle = trials.len() / 2;
            // The shuffled trial in the middle of an odd number goes to the half that has fewer so far.
            let middle = middle + usize::from(trials.len() % 2 == 1 && first.len() <= second.len());
            let (one, other) = trials.split_at(middle);
            first.extend_from_slice(one);
            second.extend_from_slice(other);
        }
        if let (Some(one), Some(other)) = (score(&first), score(&second)) {
            firsts.push(one);
            seconds.push(other);
        }
    }
    let halves = SplitHalf::of(&firsts, &seconds)?;
    // Halves that mirror each other have no reliability of the whole.
    halves.spearman_brown.ok_or(classical::Error::NotFinite)?;
    Ok(halves)
}

fn summary(
    found: &[SplitHalf],
    plan: Plan,
    reason: classical::Error,
) -> Result<PermutedReliability, Error> {
    let whole: Vec<f64> = found
        .iter()
        .filter_map(|split| split.spearman_brown)
        .collect();
    let halves: Vec<f64> = found.iter().map(|split| split.correlation).collect();
    let outside = (1.0 - plan.share) / 2.0;
    let figures = (
        mean(&whole),
        quantile_type_6(&whole, outside),
        quantile_type_6(&whole, 1.0 - outside),
        mean(&halves),
    );
    let (Some(spearman_brown), Some(lower), Some(upper), Some(correlation)) = figures else {
        return Err(Error::NoSplit {
            n_splits: plan.n_splits,
            reason,
        });
    };
    Ok(PermutedReliability {
        spearman_brown,
        lower,
        upper,
        correlation,
        n_splits: u32::try_from(found.len()).unwrap_or(plan.n_splits),
        n_persons: found.iter().map(|split| split.n_persons).min().unwrap_or(0),
    })
}

#[cfg(test)]
mod tests {
    use rand::RngExt;

    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::normal;

    const PLAN: Plan = Plan {
        n_splits: 40,
        share: 0.95,
    };

    /// People whose true scores have variance 1, with so many trials of error variance 9 each.
    fn people(n_persons: usize, n_trials: usize, seed: u64) -> Vec<Vec<f64>> {
        let mut rng = seeded(seed);
        let mut draw = || normal::quantile(rng.sample(rand::distr::Open01)).unwrap();
        (0..n_persons)
            .map(|_| {
                let truth = draw();
                (0..n_trials).map(|_| truth + 3.0 * draw()).collect()
            })
            .collect()
    }

    #[test]
    fn a_known_reliability_is_found_again() {
        // Variance 1 of the truth and 9 / 36 of a mean of 36 trials: reliability 1 / 1.25 = .8.
        let people = people(600, 36, 3);
        let found = permuted_reliability(&people, |_| 0, mean, PLAN, &mut seeded(1)).unwrap();
        assert!((found.spearman_brown - 0.8).abs() < 0.04, "{found:?}");
        assert!(found.lower < found.spearman_brown && found.spearman_brown < found.upper);
        assert_eq!((found.n_splits, found.n_persons), (40, 600));
    }

    #[test]
    fn each_kind_of_trial_is_shared_out_evenly() {
        // The score is the number of trials of kind 1: five in each half of ten, always.
        let people = vec![(0..20).map(|i| u32::from(i % 2 == 0)).collect::<Vec<u32>>(); 3];
        let count = |trials: &[u32]| Some(f64::from(trials.iter().sum::<u32>()));
        let found = permuted_reliability(&people, |kind| *kind, count, PLAN, &mut seeded(1));
        let reason = classical::Error::NoVariance;
        assert_eq!(
            found,
            Err(Error::NoSplit {
                n_splits: 40,
                reason
            })
        );
    }

    #[test]
    fn one_seed_gives_one_result_and_the_order_of_people_none_other_than_chance() {
        let people = people(80, 20, 4);
        let found =
            |seed| permuted_reliability(&people, |_| 0, mean, PLAN, &mut seeded(seed)).unwrap();
        assert_eq!(found(5), found(5));
        assert!((found(5).spearman_brown - found(6).spearman_brown).abs() < 0.05);
    }

    #[test]
    fn odd_and_even_trials_share_each_kind_evenly() {
        let trials = [(0, 1), (1, 2), (0, 3), (0, 4), (1, 5)];
        let (odd, even) = dealt(&trials, |(kind, _)| *kind);
        assert_eq!(odd, [(0, 1), (0, 4), (1, 2)]);
        assert_eq!(even, [(0, 3), (1, 5)]);
        assert!(odd_even_reliability(&[vec![1.0, 2.0]], |_| 0, mean).is_err());
    }

    #[test]
    fn what_gives_no_reliability_is_refused() {
        let none = |people: &[Vec<f64>], plan| {
            permuted_reliability(people, |_| 0, mean, plan, &mut seeded(1)).unwrap_err()
        };
        let few = classical::Error::TooFewPersons { n: 0, minimum: 2 };
        assert_eq!(
            none(&[], PLAN),
            Error::NoSplit {
                n_splits: 40,
                reason: few
            }
        );
        assert_eq!(
            none(
                &[vec![1.0]],
                Plan {
                    n_splits: 0,
                    share: 0.5
                }
            ),
            Error::NoneAsked
        );
        assert_eq!(
            none(
                &[],
                Plan {
                    n_splits: 1,
                    share: 1.0
                }
            ),
            Error::Share { share: 1.0 }
        );
        // One trial cannot be halved, so that person has no second score.
        assert!(matches!(
            none(&[vec![1.0], vec![2.0]], PLAN),
            Error::NoSplit { .. }
        ));
    }
}
