//! The order of a go/no-go task's trials, drawn from the sitting's seed so that a reload meets the same trials.

use rand::RngExt;
use rand::seq::SliceRandom;

use crate::assessment::{FormLength, GoNoGoTask};
use crate::clock;
use crate::psychometrics::reaction::go_no_go::Signal;

/// Keeps this task's draws apart from those of the sitting's other tasks.
const STREAM: u64 = 0x676f_6e6f_676f_0001;

/// The most no-go trials in a row: holding back stays the exception.
const LONGEST_RUN: usize = 2;

/// One trial as it is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedTrial {
    /// The block it belongs to; `None` for practice.
    pub block: Option<u32>,
    /// What is shown.
    pub signal: Signal,
}

impl PlannedTrial {
    /// What is shown, as the browser names it.
    pub fn signal_word(&self) -> &'static str {
        match self.signal {
            Signal::Go => "go",
            Signal::NoGo => "no_go",
        }
    }
}

/// Every trial of one sitting's task in order, practice first.
///
/// Each block holds the definition's share of no-go trials. It begins with two go trials, so that there is a habit to
/// hold back, and never has more than two no-go trials in a row.
pub fn plan(task: &GoNoGoTask, length: FormLength, seed: u64) -> Vec<PlannedTrial> {
    let form = task.form(length);
    let mut rng = clock::seeded(seed ^ STREAM);
    form.parts()
        .flat_map(|(block, trials)| {
            let n_no_go = task.no_go_trials(trials);
            shuffled(trials as usize, n_no_go as usize, &mut rng)
                .into_iter()
                .map(move |signal| PlannedTrial { block, signal })
        })
        .collect()
}

fn shuffled(trials: usize, n_no_go: usize, rng: &mut impl RngExt) -> Vec<Signal> {
    let mut signals: Vec<Signal> = (0..trials)
        .map(|idx| {
            if idx < n_no_go {
                Signal::NoGo
            } else {
                Signal::Go
            }
        })
        .collect();
    // Orders without a long run are common among rare no-go trials, so a few shuffles find one.
    for _ in 0..500 {
        signals.shuffle(rng);
        if has_calm_order(&signals) {
            break;
        }
    }
    signals
}

fn has_calm_order(signals: &[Signal]) -> bool {
    let is_no_go = |signal: &Signal| *signal == Signal::NoGo;
    !signals.iter().take(2).any(is_no_go)
        && !signals
            .windows(LONGEST_RUN + 1)
            .any(|run| run.iter().all(is_no_go))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::example::example;

    fn task() -> GoNoGoTask {
        example().1.go_no_go_tasks.remove(0)
    }

    #[test]
    fn every_block_has_its_share_of_no_go_trials_none_at_its_start_and_no_long_run() {
        for seed in 0..50 {
            let planned = plan(&task(), FormLength::Standard, seed);
            assert_eq!(planned.len(), 20 + 3 * 80);
            for block in [None, Some(0), Some(1), Some(2)] {
                let signals: Vec<Signal> = (planned.iter())
                    .filter(|trial| trial.block == block)
                    .map(|trial| trial.signal)
                    .collect();
                let n_no_go = signals.iter().filter(|s| **s == Signal::NoGo).count();
                assert_eq!(n_no_go * 5, signals.len());
                assert!(has_calm_order(&signals), "seed {seed}, block {block:?}");
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_order_and_another_seed_another() {
        let first = plan(&task(), FormLength::Short, 1);
        assert_eq!(first, plan(&task(), FormLength::Short, 1));
        assert_ne!(first, plan(&task(), FormLength::Short, 2));
    }
}
