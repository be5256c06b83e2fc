use serde::{Deserialize, Serialize};

use super::{FormLength, Stage, TaskForm, TaskName, Text};

/// A flanker task with its forms: the key of the middle arrow, whose neighbours point the same way or the other.
#[derive(Debug, Clone, PartialEq)]
pub struct FlankerTask {
    /// Its name.
    pub name: TaskName,
    /// What the candidate reads before the practice block.
    pub instructions: Text,
    /// What the candidate reads after the practice block, by how it went.
    pub coaching: FlankerCoaching,
    /// How long the fixation mark stands before the arrows, in milliseconds.
    pub fixation_ms: u32,
    /// How long an answer is waited for from the arrows on, in milliseconds.
    pub response_window_ms: u32,
    /// Pause after the answer window, in milliseconds.
    pub inter_trial_ms: u32,
    /// Rest between blocks, in seconds.
    pub break_seconds: u32,
    /// The long form that is scored in selection.
    pub standard: TaskForm,
    /// A short form for demonstrations and tests.
    pub short: TaskForm,
    /// When a score is refused, and which reaction times its means leave out.
    pub refusal: FlankerRefusal,
    /// When it may be used, where that differs from the assessment's stage.
    pub stage: Option<Stage>,
}

impl FlankerTask {
    /// The form of that length.
    pub fn form(&self, length: FormLength) -> TaskForm {
        match length {
            FormLength::Standard => self.standard,
            FormLength::Short => self.short,
        }
    }
}

/// What is said between practice and test, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct FlankerCoaching {
    /// The mean reaction time from which a candidate is asked to be quicker, in milliseconds.
    pub slow_ms: u32,
    /// The share of unanswered trials above which a candidate is asked to be quicker.
    pub missed_proportion: f64,
    /// The share of wrong keys above which a candidate is asked to look at the middle arrow.
    pub wrong_proportion: f64,
    /// Said to somebody who presses the wrong key too often.
    pub too_often_wrong: Text,
    /// Said to somebody who is too slow, or misses trials.
    pub too_slow: Text,
    /// Said to everybody else.
    pub well: Text,
}

/// The limits outside which a flanker score is refused, and those within which reaction times count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlankerRefusal {
    /// The highest share of trials without an answer.
    pub maximum_omission_proportion: f64,
    /// The least share of right answers; guessing gives .5.
    pub minimum_correct_proportion: f64,
    /// Answers before this many milliseconds were begun before the arrows were seen; their times are left out of means.
    pub fast_ms: u32,
    /// The highest share of answers that were.
    pub maximum_fast_proportion: f64,
    /// Times slower than the mean by so many standard deviations are left out of means.
    pub slow_deviations: f64,
    /// The fewest right answers to either kind of trial on which the standard form gives a score.
    pub minimum_right_answers: u32,
    /// The fewest right answers to either kind of trial on which the short form gives one, for demonstration only.
    pub minimum_right_answers_short: u32,
}

impl FlankerRefusal {
    /// The fewest right answers to either kind of trial on which a score is given in that form.
    pub fn minimum_right_answers(&self, length: FormLength) -> u32 {
        match length {
            FormLength::Standard => self.minimum_right_answers,
            FormLength::Short => self.minimum_right_answers_short,
        }
    }
}

/// What of a flanker task is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlankerMeasure {
    /// Inverse efficiency, mean reaction time by the share of right answers: incongruent less congruent trials.
    InverseEfficiencyCost,
    /// Mean reaction time of right answers: incongruent less congruent trials.
    ReactionTimeCost,
}
