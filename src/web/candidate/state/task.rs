//! What a browser needs of the reaction-time task that is open: its trials in order, and where it goes on.

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::candidate::SittingView;
use crate::assessment::TaskName;
use crate::sitting::{SectionState, Side, Work};

/// A stop-signal task with its trials in order and where it goes on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StopSignalState<'a> {
    instructions: &'a str,
    fixation_ms: u32,
    response_window_ms: u32,
    inter_trial_ms: u32,
    step_ms: u32,
    minimum_delay_ms: u32,
    maximum_delay_ms: u32,
    break_seconds: u32,
    practice_trials: u32,
    blocks: u32,
    trials_per_block: u32,
    trials: Vec<TrialState>,
    next_trial: u32,
    delays_ms: &'a [u32],
}

#[derive(Debug, Serialize, ToSchema)]
struct TrialState {
    block: Option<u32>,
    #[schema(value_type = String)]
    side: Side,
    staircase: Option<usize>,
}

impl<'a> StopSignalState<'a> {
    pub(super) fn of(
        view: &'a SittingView,
        name: &TaskName,
        progress: &'a SectionState,
    ) -> Option<Self> {
        let task = view.rules.assessment.stop_signal_task(name)?;
        let form = task.form(view.rules.form);
        let Work::StopSignal {
            next_trial,
            staircases,
        } = &progress.work
        else {
            return None;
        };
        let trials = view
            .rules
            .stop_signal_plan(name)
            .iter()
            .map(|planned| TrialState {
                block: planned.block,
                side: planned.side,
                staircase: planned.staircase,
            });
        Some(Self {
            instructions: task.instructions.get(view.locale()),
            fixation_ms: task.fixation_ms,
            response_window_ms: task.response_window_ms,
            inter_trial_ms: task.inter_trial_ms,
            step_ms: task.step_ms,
            minimum_delay_ms: task.minimum_delay_ms,
            maximum_delay_ms: task.maximum_delay_ms,
            break_seconds: task.break_seconds,
            practice_trials: form.practice_trials,
            blocks: form.blocks,
            trials_per_block: form.trials_per_block,
            trials: trials.collect(),
            next_trial: *next_trial,
            delays_ms: staircases.delays_ms(),
        })
    }
}

/// A go/no-go task with its trials in order and where it goes on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GoNoGoState<'a> {
    instructions: &'a str,
    fixation_ms: u32,
    stimulus_ms: u32,
    response_window_ms: u32,
    inter_trial_ms: u32,
    break_seconds: u32,
    practice_trials: u32,
    blocks: u32,
    trials_per_block: u32,
    trials: Vec<SignalState>,
    next_trial: u32,
    coaching: GoNoGoCoachingState,
}

/// `signal` is `go` or `no_go`.
#[derive(Debug, Serialize, ToSchema)]
struct SignalState {
    block: Option<u32>,
    signal: &'static str,
}

/// From when on which words are said after the practice; the words are on the page.
#[derive(Debug, Serialize, ToSchema)]
struct GoNoGoCoachingState {
    slow_ms: u32,
    missed_proportion: f64,
    pressed_proportion: f64,
}

impl<'a> GoNoGoState<'a> {
    pub(super) fn of(
        view: &'a SittingView,
        name: &TaskName,
        progress: &SectionState,
    ) -> Option<Self> {
        let task = view.rules.assessment.go_no_go_task(name)?;
        let form = task.form(view.rules.form);
        let Work::GoNoGo { next_trial } = &progress.work else {
            return None;
        };
        let trials = view.rules.go_no_go_plan(name).iter();
        Some(Self {
            instructions: task.instructions.get(view.locale()),
            fixation_ms: task.fixation_ms,
            stimulus_ms: task.stimulus_ms,
            response_window_ms: task.response_window_ms,
            inter_trial_ms: task.inter_trial_ms,
            break_seconds: task.break_seconds,
            practice_trials: form.practice_trials,
            blocks: form.blocks,
            trials_per_block: form.trials_per_block,
            trials: trials
                .map(|planned| SignalState {
                    block: planned.block,
                    signal: planned.signal_word(),
                })
                .collect(),
            next_trial: *next_trial,
            coaching: GoNoGoCoachingState {
                slow_ms: task.coaching.slow_ms,
                missed_proportion: task.coaching.missed_proportion,
                pressed_proportion: task.coaching.pressed_proportion,
            },
        })
    }
}

/// A flanker task with its trials in order and where it goes on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FlankerState<'a> {
    instructions: &'a str,
    fixation_ms: u32,
    response_window_ms: u32,
    inter_trial_ms: u32,
    break_seconds: u32,
    practice_trials: u32,
    blocks: u32,
    trials_per_block: u32,
    trials: Vec<ArrowsState>,
    next_trial: u32,
    coaching: FlankerCoachingState,
}

/// `side` is where the middle arrow points; `flankers` is `congruent` or `incongruent`.
#[derive(Debug, Serialize, ToSchema)]
struct ArrowsState {
    block: Option<u32>,
    #[schema(value_type = String)]
    side: Side,
    flankers: &'static str,
}

/// From when on which words are said after the practice; the words are on the page.
#[derive(Debug, Serialize, ToSchema)]
struct FlankerCoachingState {
    slow_ms: u32,
    missed_proportion: f64,
    wrong_proportion: f64,
}

impl<'a> FlankerState<'a> {
    pub(super) fn of(
        view: &'a SittingView,
        name: &TaskName,
        progress: &SectionState,
    ) -> Option<Self> {
        let task = view.rules.assessment.flanker_task(name)?;
        let form = task.form(view.rules.form);
        let Work::Flanker { next_trial } = &progress.work else {
            return None;
        };
        let trials = view.rules.flanker_plan(name).iter();
        Some(Self {
            instructions: task.instructions.get(view.locale()),
            fixation_ms: task.fixation_ms,
            response_window_ms: task.response_window_ms,
            inter_trial_ms: task.inter_trial_ms,
            break_seconds: task.break_seconds,
            practice_trials: form.practice_trials,
            blocks: form.blocks,
            trials_per_block: form.trials_per_block,
            trials: trials
                .map(|planned| ArrowsState {
                    block: planned.block,
                    side: planned.side,
                    flankers: planned.flankers_word(),
                })
                .collect(),
            next_trial: *next_trial,
            coaching: FlankerCoachingState {
                slow_ms: task.coaching.slow_ms,
                missed_proportion: task.coaching.missed_proportion,
                wrong_proportion: task.coaching.wrong_proportion,
            },
        })
    }
}
