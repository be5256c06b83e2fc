//! What a browser needs of the section that is open.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::candidate::SittingView;
use crate::assessment::{ItemName, Section, SectionContent};
use crate::sitting::{SectionState, Work};

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
                SectionContent::Judgements { .. } => "judgements",
                SectionContent::StopSignal(_) => "stop_signal",
                SectionContent::GoNoGo(_) => "go_no_go",
                SectionContent::Flanker(_) => "flanker",
            },
            number: view.state.sections.len(),
            of: view.rules.assessment.sections.len(),
            limit_seconds: view.rules.multiplier.lengthen(section.limit_seconds),
            is_started: progress.started_ms.is_some(),
        }
    }
}

/// A questionnaire, or situations with what could be done in each as a page of items, with the answers so far.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct QuestionnaireState<'a> {
    pages: Vec<Vec<ItemState<'a>>>,
    /// The situation of each page; none in a questionnaire.
    stems: Vec<&'a str>,
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
                text: assessment.asked(name)?.get(locale),
            })
        };
        let pages = section
            .content
            .pages()
            .map(|page| page.iter().filter_map(item).collect());
        let labels = assessment.answer_format(&section.content).labels.iter();
        let stems = section.content.judgements().iter();
        Some(Self {
            pages: pages.collect(),
            stems: stems
                .filter_map(|name| Some(assessment.judgement(name)?.stem.get(locale)))
                .collect(),
            labels: labels.map(|label| label.get(locale)).collect(),
            answers,
            page: section.content.nearest_page(*page),
        })
    }
}
