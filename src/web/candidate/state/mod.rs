//! The state that `GET /api/v1/sitting` gives a browser: where the candidate stands and what the current step needs.
//!
//! It is built from what a candidate may know, field by field: no key, no points, no scale can slip in.

mod scene;
mod section;
mod task;

pub(super) use self::scene::poster_url;

use serde::Serialize;
use utoipa::ToSchema;

use self::scene::SceneState;
use self::section::{QuestionnaireState, SectionSummary};
use self::task::{FlankerState, GoNoGoState, StopSignalState};
use crate::app::actors::Candidate;
use crate::app::candidate::{ArrivedRecording, SittingView};
use crate::app::prompt::Prompts;
use crate::assessment::{Section, SectionContent};
use crate::clock::Millis;
use crate::ids::{DeviceId, RecordingId, SittingId};
use crate::sitting::{AnswerBy, SectionState, Step, Work};

/// Where a candidate stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct SittingState<'a> {
    #[schema(value_type = String)]
    sitting: SittingId,
    #[schema(value_type = String)]
    device: DeviceId,
    step: &'static str,
    acknowledged_sequence: u32,
    #[schema(value_type = i64)]
    server_ms: Millis,
    #[schema(value_type = Option<i64>)]
    deadline_ms: Option<Millis>,
    locale: &'a str,
    #[schema(value_type = Option<String>)]
    answer_by: Option<AnswerBy>,
    section: Option<SectionSummary<'a>>,
    scene: Option<SceneState<'a>>,
    questionnaire: Option<QuestionnaireState<'a>>,
    stop_signal: Option<StopSignalState<'a>>,
    go_no_go: Option<GoNoGoState<'a>>,
    flanker: Option<FlankerState<'a>>,
    recordings: Vec<RecordingState<'a>>,
}

/// One camera answer and what of it is on disk.
#[derive(Debug, Serialize, ToSchema)]
struct RecordingState<'a> {
    #[schema(value_type = String)]
    recording: RecordingId,
    section: &'a str,
    segments: Option<u32>,
    segments_received: &'a [u32],
    status: &'static str,
}

impl<'a> SittingState<'a> {
    /// The state of a candidate's sitting.
    pub fn of(candidate: &Candidate, view: &'a SittingView, prompts: &Prompts) -> Self {
        let state = &view.state;
        let bare = Self {
            sitting: view.record.id,
            device: candidate.device(),
            step: step_word(state.step),
            acknowledged_sequence: state.acknowledged_sequence,
            server_ms: view.server,
            deadline_ms: view.deadline,
            locale: view.locale(),
            answer_by: state.answer_by,
            section: None,
            scene: None,
            questionnaire: None,
            stop_signal: None,
            go_no_go: None,
            flanker: None,
            recordings: view.recordings.iter().map(RecordingState::of).collect(),
        };
        match (state.step, state.current_section()) {
            (Step::Practice, _) => Self {
                scene: SceneState::of_practice(view, prompts),
                ..bare
            },
            (Step::Section(idx), Some(progress)) => match view.rules.assessment.sections.get(idx) {
                Some(section) => bare.in_section((view, prompts), section, progress),
                None => bare,
            },
            _ => bare,
        }
    }

    fn in_section(
        self,
        (view, prompts): (&'a SittingView, &Prompts),
        section: &'a Section,
        progress: &'a SectionState,
    ) -> Self {
        let section_summary = Some(SectionSummary::of(view, section, progress));
        match (&section.content, &progress.work) {
            (SectionContent::Scene(name), Work::Scene(work)) => Self {
                section: section_summary,
                scene: SceneState::of(view, prompts, name, work),
                ..self
            },
            (SectionContent::Questionnaire { .. } | SectionContent::Judgements { .. }, _) => Self {
                section: section_summary,
                questionnaire: QuestionnaireState::of(view, section, progress),
                ..self
            },
            (SectionContent::StopSignal(task), _) => Self {
                section: section_summary,
                stop_signal: StopSignalState::of(view, task, progress),
                ..self
            },
            (SectionContent::GoNoGo(task), _) => Self {
                section: section_summary,
                go_no_go: GoNoGoState::of(view, task, progress),
                ..self
            },
            (SectionContent::Flanker(task), _) => Self {
                section: section_summary,
                flanker: FlankerState::of(view, task, progress),
                ..self
            },
            _ => Self {
                section: section_summary,
                ..self
            },
        }
    }
}

impl<'a> RecordingState<'a> {
    fn of(arrived: &'a ArrivedRecording) -> Self {
        let recording = &arrived.recording;
        Self {
            recording: recording.id,
            section: recording.section.as_str(),
            segments: recording.expected.map(|expected| expected.segments),
            segments_received: &arrived.segments_received,
            status: recording.status.as_str(),
        }
    }
}

fn step_word(step: Step) -> &'static str {
    match step {
        Step::Notice => "notice",
        Step::DeviceCheck => "device_check",
        Step::Practice => "practice",
        Step::Section(_) => "section",
        Step::Review => "review",
        Step::Submitted => "submitted",
    }
}
