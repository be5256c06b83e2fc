//! How well the task tells people apart.

use super::{Performance, Signal, Trial};
use crate::psychometrics::classical::{Error, SplitHalf};

/// Odd-even reliability of the stop-signal reaction time over people.
///
/// *Model*: each person's trials are dealt alternately into two halves, go and stop trials each on their own so that
/// the halves have equal numbers; the integration estimates of the halves are correlated over people and carried to
/// the whole length by Spearman and Brown.
///
/// *Takes / gives*: one list of trials per person, in the order they were done; a [`SplitHalf`].
///
/// *Edges*: people without an estimate in either half are left out; `n_persons` says how many remain.
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
    let (first, second): (Vec<f64>, Vec<f64>) = participants
        .iter()
        .filter_map(|trials| {
            let (odd, even) = dealt(trials);
            Some((
                Performance::of(&odd).integration_ms?,
                Performance::of(&even).integration_ms?,
            ))
        })
        .unzip();
    SplitHalf::of(&first, &second)
}

fn dealt(trials: &[Trial]) -> (Vec<Trial>, Vec<Trial>) {
    let (goes, stops): (Vec<Trial>, Vec<Trial>) =
        trials.iter().partition(|trial| trial.signal == Signal::Go);
    let half = |start: usize| {
        let of = |kind: &[Trial]| {
            kind.iter()
                .skip(start)
                .step_by(2)
                .copied()
                .collect::<Vec<Trial>>()
        };
        [of(&goes), of(&stops)].concat()
    };
    (half(0), half(1))
}

#[cfg(test)]
mod tests {
    use super::super::performance::tests::{participants, worked_example};
    use super::*;

    #[test]
    fn the_halves_share_go_and_stop_trials_evenly() {
        let (odd, even) = dealt(&worked_example());
        let n_stop = |half: &[Trial]| {
            half.iter()
                .filter(|trial| trial.signal != Signal::Go)
                .count()
        };
        assert_eq!((odd.len(), even.len()), (14, 14));
        assert_eq!((n_stop(&odd), n_stop(&even)), (4, 4));
    }

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
