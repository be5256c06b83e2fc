//! The order of a stop-signal task's trials, and the staircases that set its delays.
//!
//! The plan is drawn from the sitting's seed, so that a reload or another device meets the same trials. The browser
//! follows the staircases as trials end; the server replays them and refuses a trial that did not follow.

use rand::RngExt;
use rand::seq::SliceRandom;

use super::event::{Side, Trial};
use crate::assessment::{FormLength, StopSignalTask};
use crate::clock;

/// One trial as it is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedTrial {
    /// The block it belongs to; `None` for practice.
    pub block: Option<u32>,
    /// Where the arrow points.
    pub side: Side,
    /// The staircase that sets the stop-signal delay; `None` on go trials.
    pub staircase: Option<usize>,
}

/// Every trial of one sitting's task in order, practice first.
///
/// Each block holds a quarter of stop trials, half of either kind to each side, and the staircases in turn; it begins
/// with a go trial and never has more than three stop trials in a row, so that stopping stays the exception.
pub fn plan(task: &StopSignalTask, length: FormLength, seed: u64) -> Vec<PlannedTrial> {
    let form = task.form(length);
    let mut rng = clock::seeded(seed);
    let staircases = task.first_delays_ms.len().max(1);
    form.parts()
        .flat_map(|(block, trials)| shuffled_block(block, trials, staircases, &mut rng))
        .collect()
}

fn shuffled_block(
    block: Option<u32>,
    trials: u32,
    staircases: usize,
    rng: &mut impl RngExt,
) -> Vec<PlannedTrial> {
    let n_stop = trials / 4;
    let side = |idx: u32| {
        if idx.is_multiple_of(2) {
            Side::Left
        } else {
            Side::Right
        }
    };
    let mut planned: Vec<PlannedTrial> = (0..trials)
        .map(|idx| PlannedTrial {
            block,
            side: side(idx),
            staircase: (idx < n_stop).then_some((idx as usize / 2) % staircases),
        })
        .collect();
    // A quarter of stop trials makes an order without a long run likely, so a few shuffles find one.
    for _ in 0..200 {
        planned.shuffle(rng);
        if has_calm_order(&planned) {
            break;
        }
    }
    planned
}

fn has_calm_order(planned: &[PlannedTrial]) -> bool {
    let starts_with_go = planned
        .first()
        .is_none_or(|first| first.staircase.is_none());
    starts_with_go
        && !planned
            .windows(4)
            .any(|four| four.iter().all(|t| t.staircase.is_some()))
}

/// The present delay of each staircase, in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Staircases {
    delays_ms: Vec<u32>,
}

impl Staircases {
    /// Every staircase at its first delay.
    pub fn start(task: &StopSignalTask) -> Self {
        Self {
            delays_ms: task.first_delays_ms.clone(),
        }
    }

    /// The present delays, in milliseconds.
    pub fn delays_ms(&self) -> &[u32] {
        &self.delays_ms
    }

    /// The delay of one staircase, in milliseconds.
    pub fn delay_ms(&self, staircase: usize) -> Option<u32> {
        self.delays_ms.get(staircase).copied()
    }

    /// Moves one staircase after its stop trial: up when the candidate stopped, down after any answer, early ones too.
    pub fn step(&mut self, task: &StopSignalTask, staircase: usize, outcome: StopOutcome) {
        let Some(delay) = self.delays_ms.get_mut(staircase) else {
            return;
        };
        let moved = match outcome {
            StopOutcome::Stopped => delay.saturating_add(task.step_ms),
            StopOutcome::Answered => delay.saturating_sub(task.step_ms),
            StopOutcome::NotShown => return,
        };
        *delay = moved.clamp(task.minimum_delay_ms, task.maximum_delay_ms);
    }
}

/// How a stop trial ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopOutcome {
    /// No key was pressed.
    Stopped,
    /// A key was pressed, before or after the signal.
    Answered,
    /// No key was pressed, and the signal was never seen: the page stood still. Nothing was stopped.
    NotShown,
}

impl From<&Trial> for StopOutcome {
    fn from(trial: &Trial) -> Self {
        let is_shown = trial.stop.is_some_and(|stop| stop.shown_ms.is_some());
        match (trial.response.is_some(), is_shown) {
            (true, _) => Self::Answered,
            (false, true) => Self::Stopped,
            (false, false) => Self::NotShown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{StopSignalRefusal, TaskForm, TaskName, Text};

    pub(crate) fn task() -> StopSignalTask {
        StopSignalTask {
            name: TaskName::parse("stop-signal").unwrap(),
            instructions: Text::english("Press the key on the arrow's side."),
            fixation_ms: 250,
            response_window_ms: 1250,
            inter_trial_ms: 250,
            first_delays_ms: vec![200, 300],
            step_ms: 50,
            minimum_delay_ms: 50,
            maximum_delay_ms: 1150,
            break_seconds: 15,
            standard: TaskForm {
                practice_trials: 32,
                blocks: 4,
                trials_per_block: 64,
            },
            short: TaskForm {
                practice_trials: 8,
                blocks: 2,
                trials_per_block: 16,
            },
            refusal: StopSignalRefusal {
                minimum_respond_proportion: 0.25,
                maximum_respond_proportion: 0.75,
                maximum_go_omission_proportion: 0.15,
                maximum_go_error_proportion: 0.15,
                minimum_stop_trials: 50,
                minimum_stop_trials_short: 8,
            },
            stage: None,
        }
    }

    #[test]
    fn every_block_has_a_quarter_of_stop_trials_balanced_over_sides_and_staircases() {
        let planned = plan(&task(), FormLength::Standard, 7);
        assert_eq!(planned.len(), 32 + 4 * 64);
        for block in 0..4 {
            let in_block: Vec<_> = planned.iter().filter(|t| t.block == Some(block)).collect();
            let stops: Vec<_> = in_block.iter().filter(|t| t.staircase.is_some()).collect();
            assert_eq!((in_block.len(), stops.len()), (64, 16));
            assert_eq!(stops.iter().filter(|t| t.side == Side::Left).count(), 8);
            assert_eq!(stops.iter().filter(|t| t.staircase == Some(0)).count(), 8);
            assert!(in_block[0].staircase.is_none());
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_order_and_another_seed_another() {
        let first = plan(&task(), FormLength::Short, 1);
        assert_eq!(first, plan(&task(), FormLength::Short, 1));
        assert_ne!(first, plan(&task(), FormLength::Short, 2));
    }

    #[test]
    fn a_staircase_goes_up_after_a_stop_and_down_after_an_answer_and_stays_in_its_bounds() {
        let task = task();
        let mut staircases = Staircases::start(&task);
        staircases.step(&task, 0, StopOutcome::Stopped);
        staircases.step(&task, 1, StopOutcome::Answered);
        assert_eq!(staircases.delays_ms(), [250, 250]);
        for _ in 0..50 {
            staircases.step(&task, 0, StopOutcome::Stopped);
            staircases.step(&task, 1, StopOutcome::Answered);
        }
        assert_eq!(staircases.delays_ms(), [1150, 50]);
    }

    #[test]
    fn a_signal_that_was_never_shown_moves_no_staircase() {
        let task = task();
        let mut staircases = Staircases::start(&task);
        staircases.step(&task, 0, StopOutcome::NotShown);
        assert_eq!(staircases.delays_ms(), [200, 300]);
    }
}
