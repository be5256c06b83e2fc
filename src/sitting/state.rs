//! Where a sitting stands: what replaying its events gives.

use std::collections::{BTreeMap, BTreeSet};

use super::event::{AnswerBy, RecordingEnd, SectionEnd};
use super::stop_signal::Staircases;
use crate::assessment::{DecisionName, ItemName, Scene, SectionName};
use crate::clock::Millis;
use crate::ids::{DeviceId, RecordingId};

/// Where a sitting stands after its latest event.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The place of the latest event; 0 before the first.
    pub acknowledged_sequence: u32,
    /// The only device that may go on; `None` before the link was opened.
    pub device: Option<DeviceId>,
    /// The language of the pages.
    pub locale: String,
    /// What is to be done now.
    pub step: Step,
    /// How scenes are answered; `None` before the device check.
    pub answer_by: Option<AnswerBy>,
    /// What was agreed to, and when.
    pub consent: Option<Consent>,
    /// Each section's progress, in the assessment's order, as far as it was reached.
    pub sections: Vec<SectionState>,
    /// Whether the agency took the invitation back.
    pub is_revoked: bool,
    /// When everything was handed in.
    pub submitted_ms: Option<Millis>,
}

/// What a candidate has to do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Read the notice and agree.
    Notice,
    /// Check camera, microphone, keyboard and playback.
    DeviceCheck,
    /// Try it out, unscored.
    Practice,
    /// Do the section at this place.
    Section(usize),
    /// Look over and hand in.
    Review,
    /// Nothing: it is handed in.
    Submitted,
}

/// What was agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The version of the notice's text.
    pub notice_version: String,
    /// When.
    pub at: Millis,
}

/// One section's progress.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionState {
    /// The section.
    pub name: SectionName,
    /// When its first frame was painted; `None` before.
    pub started_ms: Option<Millis>,
    /// Network pauses declared in it, in milliseconds, before the bound.
    pub paused_ms: f64,
    /// Why and when it ended; `None` while it is open.
    pub finished: Option<(SectionEnd, Millis)>,
    /// What was done in it.
    pub work: Work,
}

/// What was done in a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// A scene.
    Scene(SceneWork),
    /// A questionnaire, or ratings of what could be done in situations.
    Questionnaire {
        /// The latest answer to each item or option.
        answers: BTreeMap<ItemName, u8>,
        /// The first page not yet left.
        page: u32,
    },
    /// A stop-signal task.
    StopSignal {
        /// The trial to come.
        next_trial: u32,
        /// The delays to come.
        staircases: Staircases,
    },
    /// A go/no-go task.
    GoNoGo {
        /// The trial to come.
        next_trial: u32,
    },
    /// A flanker task.
    Flanker {
        /// The trial to come.
        next_trial: u32,
    },
}

/// What was done in a scene.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SceneWork {
    /// Decision points that passed.
    pub decided: BTreeSet<DecisionName>,
    /// Camera answers, the latest last.
    pub recordings: Vec<RecordingWork>,
    /// Whether an answer was typed.
    pub is_typed: bool,
}

/// One camera answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RecordingWork {
    /// Its name.
    pub recording: RecordingId,
    /// How it ended; `None` while the camera runs.
    pub ended: Option<RecordingEnd>,
    /// How many segments it has, once it ended.
    pub segments: u32,
}

impl State {
    /// A sitting nobody has opened yet.
    pub fn start() -> Self {
        Self {
            acknowledged_sequence: 0,
            device: None,
            locale: "en".to_owned(),
            step: Step::Notice,
            answer_by: None,
            consent: None,
            sections: Vec::new(),
            is_revoked: false,
            submitted_ms: None,
        }
    }

    /// The section that is open now.
    pub fn current_section(&self) -> Option<&SectionState> {
        match self.step {
            Step::Section(idx) => self.sections.get(idx),
            _ => None,
        }
    }

    /// Every camera answer with its section, in order.
    pub fn recordings(&self) -> impl Iterator<Item = (&SectionName, &RecordingWork)> {
        self.sections.iter().flat_map(|section| {
            let works = match &section.work {
                Work::Scene(scene) => scene.recordings.as_slice(),
                _ => &[],
            };
            works.iter().map(move |work| (&section.name, work))
        })
    }
}

impl SceneWork {
    /// Whether the film was seen as far as it asks for something, so that a reload need not show it again.
    ///
    /// *Edges*: a film without decision points counts as seen once an answer has begun.
    pub fn is_watched(&self, scene: &Scene) -> bool {
        let has_begun_to_answer = self.is_typed || !self.recordings.is_empty();
        let has_decided = !self.decided.is_empty() && self.decided.len() == scene.decisions.len();
        has_begun_to_answer || has_decided
    }

    /// Whether the candidate has given an answer that is kept, on camera or in writing.
    pub fn is_answered(&self) -> bool {
        let is_kept = |work: &RecordingWork| work.ended.is_some() && work.segments > 0;
        self.is_typed || self.recordings.last().is_some_and(is_kept)
    }
}
