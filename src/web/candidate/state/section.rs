//! What a browser needs of the section that is open.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::candidate::SittingView;
use crate::assessment::{ItemName, Section, SectionContent, TaskName};
use crate::sitting::{SectionState, Side, Work};

/// The open section and its place among all.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SectionSummary<'a> {
    name: &'a str,
    title: &'a str,
    kind: &'static str,
    number: usize,
    of: usize,
    limit_seconds: u32,
    is_started: bool,
}

impl<'a> SectionSummary<'a> {
    pub(super) fn of(view: &'a SittingView, section: &'a Section, progress: &SectionState) -> Self {
        Self {
            name: section.name.as_str(),
            title: section.title.get(view.locale()),
            kind: match section.content {
                SectionContent::Scene(_) => "scene",
                SectionContent::Questionnaire { .. } => "questionnaire",
                SectionContent::StopSignal(_) => "stop_signal",
            },
            number: view.state.sections.len(),
            of: view.rules.assessment.sections.len(),
            limit_seconds: view.rules.multiplier.lengthen(section.limit_seconds),
            is_started: progress.started_ms.is_some(),
        }
    }
}

/// A questionnaire with the answers so far.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct QuestionnaireState<'a> {
    pages: Vec<Vec<ItemState<'a>>>,
    labels: Vec<&'a str>,
    #[schema(value_type = BTreeMap<String, u8>)]
    answers: &'a BTreeMap<ItemName, u8>,
    page: u32,
}

#[derive(Debug, Serialize, ToSchema)]
struct ItemState<'a> {
    item: &'a str,
    text: &'a str,
}

impl<'a> QuestionnaireState<'a> {
    pub(super) fn of(
        view: &'a SittingView,
        section: &'a Section,
        progress: &'a SectionState,
    ) -> Option<Self> {
        let assessment = &view.rules.assessment;
        let locale = view.locale();
        let Work::Questionnaire { answers, page } = &progress.work else {
            return None;
        };
        let item = |name: &'a ItemName| {
            Some(ItemState {
                item: name.as_str(),
                text: assessment.item(name)?.text.get(locale),
            })
        };
        let pages = section
            .content
            .pages()
            .map(|page| page.iter().filter_map(item).collect());
        let labels = assessment.response_scale.labels.iter();
        Some(Self {
            pages: pages.collect(),
            labels: labels.map(|label| label.get(locale)).collect(),
            answers,
            page: section.content.nearest_page(*page),
        })
    }
}

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
        let trials = view.rules.plan(name).iter().map(|planned| TrialState {
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
