//! What is scored, and when a second look is due.

use serde::{Deserialize, Serialize};

use super::{CompositeName, FlankerMeasure, GoNoGoMeasure, ScaleName, Stage, TaskName, Text};

/// What a score speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Construct {
    /// Executive control of impulses.
    ImpulseControl,
    /// Skill with people.
    InterpersonalSkill,
}

/// One thing that is scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Its name.
    pub name: ScaleName,
    /// What readers see as its title.
    pub title: Text,
    /// What it means, in one sentence.
    pub meaning: Text,
    /// Which construct it speaks to.
    pub construct: Construct,
    /// Which end is good.
    pub good_end: GoodEnd,
    /// Where its score comes from.
    pub source: ScaleSource,
    /// When it may be used, where that differs from the assessment's stage.
    pub stage: Option<Stage>,
}

/// Which end of a raw score is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoodEnd {
    /// More is better.
    High,
    /// Less is better, as for a reaction time: its T score is turned round.
    Low,
}

/// Where a scale's score comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum ScaleSource {
    /// The sum of its keyed items.
    Questionnaire {
        /// The highest share of unanswered items that is prorated; above it the scale is refused.
        maximum_missing_proportion: f64,
    },
    /// The mean of the expert-key points of what was done at decisions of scenes: chosen, pressed or rated.
    SceneChoices {
        /// The fewest decisions made in time on which a score is given.
        minimum_decisions: usize,
    },
    /// The agreement of all ratings of options with the experts', once everybody's ratings are standardised by
    /// themselves.
    SituationalJudgement {
        /// The highest share of missing ratings on which a score is given.
        maximum_missing_proportion: f64,
    },
    /// The stop-signal reaction time.
    StopSignal(TaskName),
    /// Holding back in a go/no-go task.
    GoNoGo {
        /// The task.
        task: TaskName,
        /// What of it is scored.
        measure: GoNoGoMeasure,
    },
    /// What misleading neighbours cost in a flanker task.
    Flanker {
        /// The task.
        task: TaskName,
        /// What of it is scored.
        measure: FlankerMeasure,
    },
}

impl ScaleSource {
    /// Whether it is measured in a reaction-time task.
    pub fn is_task(&self) -> bool {
        matches!(
            self,
            Self::StopSignal(_) | Self::GoNoGo { .. } | Self::Flanker { .. }
        )
    }
}

/// A weighted sum of scales.
#[derive(Debug, Clone, PartialEq)]
pub struct Composite {
    /// Its name.
    pub name: CompositeName,
    /// What readers see as its title.
    pub title: Text,
    /// Its parts: each scale's z score, good end up, times its weight. Weights sum to 1.
    pub parts: Vec<CompositePart>,
    /// Who or what set the weights; empty only in a draft, which the gate holds back.
    pub weights_origin: String,
}

/// One part of a composite.
#[derive(Debug, Clone, PartialEq)]
pub struct CompositePart {
    /// The scale.
    pub scale: ScaleName,
    /// Its weight, above 0.
    pub weight: f64,
}

/// When a sitting's answers are looked at twice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QualityRules {
    /// Missed attention checks from which the sitting is marked.
    pub missed_checks: u32,
    /// The longest run of one answer from which the sitting is marked.
    pub long_string: u32,
    /// Seconds per item under which a page counts as too fast.
    pub seconds_per_item: f64,
    /// The share of too-fast pages above which the sitting is marked.
    pub too_fast_proportion: f64,
    /// Answers that careful people do not give from which the sitting is marked; set wherever there are such items.
    pub implausible_answers: Option<u32>,
    /// Claiming unlikely virtues is noted where no more than 100 less this, in percent, of the norm group claim as many; set
    /// wherever there are such items.
    pub impression_percentile: Option<f64>,
}
