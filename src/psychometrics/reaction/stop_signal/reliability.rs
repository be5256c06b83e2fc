//! How well the task tells people apart.

use super::{Performance, Signal, Trial};
use crate::psychometrics::classical::{Error, SplitHalf};
use crate::psychometrics::reaction::reliability::odd_even_reliability;

/// Odd-even reliability of the stop-signal reaction time over people.
///
/// *Model*: each person's trials are dealt alternately into two halves, go and stop trials each on their own so that
/// the halves have equal numbers; the integration estimates of the halves are correlated over people and carried to
/// the whole length by Spearman and Brown.
///
/// *Takes / gives*: one list of trials per person, in the order they were done; a [`SplitHalf`].
///
/// *Edges*: people without an estimate in either half are left out; `n_persons` says how many remain. Both halves follow
/// one staircase, so that their errors go together and the reliability comes out somewhat too high (in simulated people
/// .83 for .76 with 64 stop trials; see `slow_coverage_of_intervals_over_random_halves`). Where a task has two, take
/// [`ssrt_split_by_staircase`].
///
/// *Errors*: fewer than two people with both halves; a half that does not vary.
///
/// *Source*: Hedge, Powell & Sumner (2018), *Behavior Research Methods* 50, 1166–1186; for dealing within kinds of
/// trials Pronk et al. (2022), *Psychonomic Bulletin & Review* 29, 44–54.
///
/// ```
/// use composure::psychometrics::reaction::stop_signal::ssrt_split_half;
/// assert!(ssrt_split_half(&[]).is_err());
/// ```
pub fn ssrt_split_half(participants: &[Vec<Trial>]) -> Result<SplitHalf, Error> {
    odd_even_reliability(participants, kind, |trials| {
        Performance::of(trials).integration_ms
    })
}

/// A trial with the staircase that set its delay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StaircaseTrial {
    /// The trial.
    pub trial: Trial,
    /// Which of the task's staircases set its delay, from 0; `None` on a go trial.
    pub staircase: Option<usize>,
}

/// Reliability over people of the stop-signal reaction time of a task with two staircases, or another even number.
///
/// *Model*: one half has the stop trials of every other staircase and every other go trial, the other half the rest; the
/// integration estimates of the halves are correlated over people and carried to the whole length by Spearman and Brown.
/// Each half has a walk of its own through the delays, so that, unlike odd and even trials of one walk, their errors do
/// not go together: in 800 simulated people .78 where a second sitting gives .79, and .84 by odd and even trials
/// (`halves_by_staircase_are_as_reliable_as_a_second_sitting_is` prints them).
///
/// *Takes / gives*: one list of trials per person, in the order they were done; a [`SplitHalf`].
///
/// *Edges*: people without an estimate in either half are left out; `n_persons` says how many remain.
///
/// *Errors*: fewer than two people with both halves, as where there is one staircase; a half that does not vary.
///
/// *Source*: the split follows from what is independent in the task, the staircases (Verbruggen et al. 2019, *eLife* 8,
/// e46323, on tracking); stepping up from Spearman (1910) and Brown (1910), *British Journal of Psychology* 3.
///
/// ```
/// use composure::psychometrics::reaction::stop_signal::ssrt_split_by_staircase;
/// assert!(ssrt_split_by_staircase(&[]).is_err());
/// ```
pub fn ssrt_split_by_staircase(participants: &[Vec<StaircaseTrial>]) -> Result<SplitHalf, Error> {
    let (first, second): (Vec<f64>, Vec<f64>) = participants
        .iter()
        .filter_map(|trials| {
            let (first, second) = by_staircase(trials);
            let ssrt_ms = |trials: &[Trial]| Performance::of(trials).integration_ms;
            ssrt_ms(&first).zip(ssrt_ms(&second))
        })
        .unzip();
    SplitHalf::of(&first, &second)
}

fn by_staircase(trials: &[StaircaseTrial]) -> (Vec<Trial>, Vec<Trial>) {
    let mut n_go = 0;
    let mut halves = (Vec::new(), Vec::new());
    for StaircaseTrial { trial, staircase } in trials {
        let place = staircase.unwrap_or_else(|| {
            n_go += 1;
            n_go
        });
        if place.is_multiple_of(2) {
            halves.0.push(*trial);
        } else {
            halves.1.push(*trial);
        }
    }
    halves
}

/// Go and stop trials, told apart so that halves have equal numbers of each: 0 for go, 1 for stop.
///
/// ```
/// use composure::psychometrics::reaction::reliability::odd_even_reliability;
/// use composure::psychometrics::reaction::stop_signal::{Performance, Trial, kind};
/// // Nobody's halves correlate with anything.
/// let nobody: [Vec<Trial>; 0] = [];
/// assert!(odd_even_reliability(&nobody, kind, |trials| Performance::of(trials).integration_ms).is_err());
/// ```
pub fn kind(trial: &Trial) -> u32 {
    u32::from(trial.signal != Signal::Go)
}

#[cfg(test)]
mod tests {
    use super::super::performance::tests::participants;
    use super::*;

    #[test]
    fn laboratory_data_are_reliable_over_six_hundred_trials() {
        // No published figure for this split: the bound only says that halves of 300 trials agree well.
        let test = "laboratory_data_are_reliable_over_six_hundred_trials";
        let Some(people) = participants("data/stop_signal_hedge.csv", test) else {
            return;
        };
        let people: Vec<Vec<Trial>> = people.into_iter().map(|(_, trials)| trials).collect();
        let halves = ssrt_split_half(&people).unwrap();
        assert_eq!(halves.n_persons, 45);
        assert!(halves.spearman_brown.unwrap() > 0.7, "{halves:?}");
    }
}
