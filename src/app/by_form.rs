//! What a candidate does by a plain form, without a script: the server makes and numbers the events.
//!
//! A form that comes twice, or after its step is over, changes nothing: the page that follows shows where things stand.

use super::actors::Candidate;
use super::candidate::SittingView;
use super::{App, Error, Result};
use crate::assessment::{ItemName, SectionName};
use crate::sitting::{
    Answered, Happening, PageFinished, PracticeFinished, SectionEnd, SectionFinished,
    SectionStarted, SectionState, Step, Typed, Work, timing,
};

/// One page of a questionnaire as a form sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnsweredPage {
    /// The section.
    pub section: SectionName,
    /// The page, from 0.
    pub page: u32,
    /// The items that have an answer, with its code.
    pub answers: Vec<(ItemName, u8)>,
    /// Where the candidate goes from it.
    pub go: Go,
}

/// Where a candidate goes from a page of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Go {
    /// To the page before.
    Back,
    /// To the page after.
    Next,
    /// Out of the section.
    Finish,
}

impl AnsweredPage {
    /// The page to show next; `None` when the section is left.
    pub fn next_page(&self) -> Option<u32> {
        match self.go {
            Go::Back => Some(self.page.saturating_sub(1)),
            Go::Next => Some(self.page.saturating_add(1)),
            Go::Finish => None,
        }
    }
}

impl App {
    /// Ends the practice.
    pub async fn finish_practice(&self, candidate: &Candidate, rounds: u32) -> Result<()> {
        self.do_by_form(candidate, |view| {
            Ok(match view.state.step {
                Step::Practice => {
                    vec![Happening::PracticeFinished(PracticeFinished { rounds })]
                }
                _ => Vec::new(),
            })
        })
        .await
    }

    /// Starts a section's clock, where no script can say that its first page was painted.
    pub async fn start_section(&self, candidate: &Candidate, section: &SectionName) -> Result<()> {
        self.do_in_section(candidate, section, |_, _| Vec::new())
            .await
    }

    /// Keeps a page of answers, each that is new, and ends the section where that was asked for or its time is up.
    pub async fn answer_page(&self, candidate: &Candidate, page: &AnsweredPage) -> Result<()> {
        self.do_in_section(candidate, &page.section, |view, progress| {
            let mut happenings = new_answers(progress, page);
            happenings.push(Happening::PageFinished(PageFinished {
                section: page.section.clone(),
                page: page.page,
                shown_for_ms: None,
            }));
            if page.go == Go::Finish || timing::is_late(view.deadline, view.server) {
                happenings.push(end_of(view, &page.section));
            }
            happenings
        })
        .await
    }

    /// Keeps a typed answer.
    pub async fn type_answer(
        &self,
        candidate: &Candidate,
        section: &SectionName,
        text: &str,
    ) -> Result<()> {
        self.do_in_section(candidate, section, |_, _| {
            vec![Happening::Typed(Typed {
                section: section.clone(),
                text: text.to_owned(),
            })]
        })
        .await
    }

    /// Ends a section.
    pub async fn finish_section(&self, candidate: &Candidate, section: &SectionName) -> Result<()> {
        self.do_in_section(candidate, section, |view, _| vec![end_of(view, section)])
            .await
    }

    /// Does something in the section that is open, whose clock starts first where it does not run yet; nothing when
    /// another one is open.
    async fn do_in_section(
        &self,
        candidate: &Candidate,
        section: &SectionName,
        make: impl Fn(&SittingView, &SectionState) -> Vec<Happening>,
    ) -> Result<()> {
        self.do_by_form(candidate, |view| {
            let known = view.rules.assessment.section(section);
            known.ok_or(Error::NotFound("section"))?;
            let open = view.state.current_section();
            let Some(progress) = open.filter(|open| &open.name == section) else {
                return Ok(Vec::new());
            };
            let mut happenings = Vec::new();
            if progress.started_ms.is_none() {
                happenings.push(Happening::SectionStarted(SectionStarted {
                    section: section.clone(),
                }));
            }
            happenings.extend(make(view, progress));
            Ok(happenings)
        })
        .await
    }
}

fn new_answers(progress: &SectionState, page: &AnsweredPage) -> Vec<Happening> {
    let is_new = |item: &ItemName, value: u8| match &progress.work {
        Work::Questionnaire { answers, .. } => answers.get(item) != Some(&value),
        _ => true,
    };
    let new = (page.answers.iter()).filter(|(item, value)| is_new(item, *value));
    new.map(|(item, value)| {
        Happening::Answered(Answered {
            section: page.section.clone(),
            item: item.clone(),
            value: *value,
            shown_ms: None,
            response_ms: None,
        })
    })
    .collect()
}

fn end_of(view: &SittingView, section: &SectionName) -> Happening {
    let is_over = view.deadline.is_some_and(|deadline| deadline < view.server);
    Happening::SectionFinished(SectionFinished {
        section: section.clone(),
        reason: if is_over {
            SectionEnd::Time
        } else {
            SectionEnd::Candidate
        },
    })
}
