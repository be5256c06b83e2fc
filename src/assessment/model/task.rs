//! What is measured in milliseconds.

use serde::{Deserialize, Serialize};

use super::{Stage, TaskName, Text};

/// A stop-signal task with its forms.
#[derive(Debug, Clone, PartialEq)]
pub struct StopSignalTask {
    /// Its name.
    pub name: TaskName,
    /// What the candidate reads before the practice block.
    pub instructions: Text,
    /// How long the fixation mark stands before the arrow, in milliseconds.
    pub fixation_ms: u32,
    /// How long an answer is waited for from the arrow on, in milliseconds.
    pub response_window_ms: u32,
    /// Pause after the answer window, in milliseconds.
    pub inter_trial_ms: u32,
    /// The first stop-signal delay of each interleaved staircase, in milliseconds.
    pub first_delays_ms: Vec<u32>,
    /// What a staircase goes up after a stop and down after a failed stop, in milliseconds.
    pub step_ms: u32,
    /// The shortest delay a staircase reaches, in milliseconds.
    pub minimum_delay_ms: u32,
    /// The longest delay a staircase reaches, in milliseconds.
    pub maximum_delay_ms: u32,
    /// Rest between blocks, in seconds.
    pub break_seconds: u32,
    /// The long form that is scored in selection.
    pub standard: TaskForm,
    /// A short form for demonstrations and tests.
    pub short: TaskForm,
    /// When an estimate is refused.
    pub refusal: StopSignalRefusal,
    /// When it may be used, where that differs from the assessment's stage.
    pub stage: Option<Stage>,
}

impl StopSignalTask {
    /// The form of that length.
    pub fn form(&self, length: FormLength) -> TaskForm {
        match length {
            FormLength::Standard => self.standard,
            FormLength::Short => self.short,
        }
    }
}

/// How many trials a form of a task has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskForm {
    /// Unscored trials with feedback, before the first block.
    pub practice_trials: u32,
    /// Blocks that count.
    pub blocks: u32,
    /// Trials in each block: a multiple of eight in the stop-signal task, of four in the flanker task, and one of which
    /// the no-go share is a whole number in the go/no-go task.
    pub trials_per_block: u32,
}

impl TaskForm {
    /// The practice and then each block: the block's number, from 0, none for practice, and its trials.
    pub fn parts(self) -> impl Iterator<Item = (Option<u32>, u32)> {
        let practice = std::iter::once((None, self.practice_trials));
        practice.chain((0..self.blocks).map(move |block| (Some(block), self.trials_per_block)))
    }
}

impl TaskForm {
    /// Every trial, practice and blocks.
    pub fn trials(&self) -> u32 {
        self.practice_trials + self.blocks * self.trials_per_block
    }
}

/// Which form of the tasks a campaign uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormLength {
    /// The form that scores in selection.
    Standard,
    /// The form for demonstrations and tests.
    Short,
}

/// The limits outside which a stop-signal reaction time is refused.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StopSignalRefusal {
    /// The lowest proportion of answered stop trials, 0.25 by the consensus guide.
    pub minimum_respond_proportion: f64,
    /// The highest proportion of answered stop trials, 0.75 by the consensus guide.
    pub maximum_respond_proportion: f64,
    /// The highest proportion of go trials without an answer.
    pub maximum_go_omission_proportion: f64,
    /// The highest proportion of go trials answered with the wrong key.
    pub maximum_go_error_proportion: f64,
    /// The fewest stop trials of the standard form on which an estimate is given.
    pub minimum_stop_trials: u32,
    /// The fewest stop trials of the short form on which an estimate is given, for demonstration only.
    pub minimum_stop_trials_short: u32,
}

impl StopSignalRefusal {
    /// The fewest stop trials on which an estimate is given in that form.
    pub fn minimum_stop_trials(&self, length: FormLength) -> u32 {
        match length {
            FormLength::Standard => self.minimum_stop_trials,
            FormLength::Short => self.minimum_stop_trials_short,
        }
    }
}
