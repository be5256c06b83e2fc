use serde::{Deserialize, Serialize};

use super::{FormLength, Stage, TaskForm, TaskName, Text};

/// A go/no-go task with its forms: a key at every circle, none at the rare square.
#[derive(Debug, Clone, PartialEq)]
pub struct GoNoGoTask {
    /// Its name.
    pub name: TaskName,
    /// What the candidate reads before the practice block.
    pub instructions: Text,
    /// What the candidate reads after the practice block, by how it went.
    pub coaching: GoNoGoCoaching,
    /// How long the fixation mark stands before the sign, in milliseconds.
    pub fixation_ms: u32,
    /// How long the sign stands, in milliseconds.
    pub stimulus_ms: u32,
    /// How long an answer is waited for from the sign on, in milliseconds; at least as long as the sign stands.
    pub response_window_ms: u32,
    /// Pause after the answer window, in milliseconds.
    pub inter_trial_ms: u32,
    /// The share of no-go trials in every block; .2 to .25 is usual.
    pub no_go_proportion: f64,
    /// Rest between blocks, in seconds.
    pub break_seconds: u32,
    /// The long form that is scored in selection.
    pub standard: TaskForm,
    /// A short form for demonstrations and tests.
    pub short: TaskForm,
    /// When a score is refused.
    pub refusal: GoNoGoRefusal,
    /// When it may be used, where that differs from the assessment's stage.
    pub stage: Option<Stage>,
}

impl GoNoGoTask {
    /// The form of that length.
    pub fn form(&self, length: FormLength) -> TaskForm {
        match length {
            FormLength::Standard => self.standard,
            FormLength::Short => self.short,
        }
    }

    /// How many of so many trials are no-go trials.
    pub fn no_go_trials(&self, trials: u32) -> u32 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a small count, never negative"
        )]
        let n_no_go = (f64::from(trials) * self.no_go_proportion).round() as u32;
        n_no_go.min(trials)
    }
}

/// What is said between practice and test, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct GoNoGoCoaching {
    /// The mean go reaction time from which a candidate is asked to be quicker, in milliseconds.
    pub slow_ms: u32,
    /// The share of unanswered go trials above which a candidate is asked to be quicker.
    pub missed_proportion: f64,
    /// The share of answered no-go trials above which a candidate is asked to hold back.
    pub pressed_proportion: f64,
    /// Said to somebody who presses at too many squares.
    pub too_often: Text,
    /// Said to somebody who is too slow, or misses circles.
    pub too_slow: Text,
    /// Said to everybody else.
    pub well: Text,
}

/// The limits outside which a go/no-go score is refused.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GoNoGoRefusal {
    /// The highest share of go trials without an answer.
    pub maximum_go_omission_proportion: f64,
    /// The least that circles and squares must be told apart, as d′; who presses at everything is near 0.
    pub minimum_d_prime: f64,
    /// Answers before this many milliseconds were begun before the sign was seen.
    pub fast_ms: u32,
    /// The highest share of answers that were.
    pub maximum_fast_proportion: f64,
    /// The fewest no-go trials of the standard form on which a score is given.
    pub minimum_no_go_trials: u32,
    /// The fewest no-go trials of the short form on which a score is given, for demonstration only.
    pub minimum_no_go_trials_short: u32,
}

impl GoNoGoRefusal {
    /// The fewest no-go trials on which a score is given in that form.
    pub fn minimum_no_go_trials(&self, length: FormLength) -> u32 {
        match length {
            FormLength::Standard => self.minimum_no_go_trials,
            FormLength::Short => self.minimum_no_go_trials_short,
        }
    }
}

/// What of a go/no-go task is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoNoGoMeasure {
    /// The share of no-go trials that were answered, 0 to 1.
    CommissionProportion,
    /// How well circles and squares are told apart, in z units.
    DPrime,
}
