//! What arrived of each part, in the words of the receipt.

use super::pages::ReceivedPart;
use crate::app::candidate::SittingView;
use crate::assessment::{Section, SectionContent};
use crate::sitting::{SceneWork, SectionState, Work};
use crate::web::words::Words;

/// Each section with what arrived of it.
pub(super) fn received_parts(view: &SittingView, words: &Words) -> Vec<ReceivedPart> {
    let sections = view.rules.assessment.sections.iter();
    sections
        .zip(&view.state.sections)
        .map(|(section, progress)| ReceivedPart {
            title: section.title.get(view.locale()).to_owned(),
            content: content(view, words, section, progress),
        })
        .collect()
}

fn content(
    view: &SittingView,
    words: &Words,
    section: &Section,
    progress: &SectionState,
) -> String {
    match (&section.content, &progress.work) {
        (content, Work::Questionnaire { answers, .. }) => words.with(
            "receipt-answers",
            [
                ("answered", count(answers.len()).into()),
                ("items", count(content.items().0.len()).into()),
            ],
        ),
        (SectionContent::StopSignal(task), Work::StopSignal { next_trial, .. }) => {
            turns(words, *next_trial, view.rules.stop_signal_plan(task).len())
        }
        (SectionContent::GoNoGo(task), Work::GoNoGo { next_trial }) => {
            turns(words, *next_trial, view.rules.go_no_go_plan(task).len())
        }
        (SectionContent::Flanker(task), Work::Flanker { next_trial }) => {
            turns(words, *next_trial, view.rules.flanker_plan(task).len())
        }
        (_, Work::Scene(work)) => scene_content(view, words, work),
        _ => String::new(),
    }
}

fn turns(words: &Words, done: u32, trials: usize) -> String {
    words.with(
        "receipt-turns",
        [("done", done.into()), ("trials", count(trials).into())],
    )
}

fn scene_content(view: &SittingView, words: &Words, work: &SceneWork) -> String {
    let choices = || count(work.decided.len()).into();
    let spoken = work.recordings.last().and_then(|latest| {
        let mut arrived = view.recordings.iter();
        arrived.find(|arrived| arrived.recording.id == latest.recording && latest.segments > 0)
    });
    match spoken {
        _ if work.is_typed => words.with("receipt-scene-typed", [("choices", choices())]),
        Some(arrived) => words.with(
            "receipt-scene-camera",
            [
                ("choices", choices()),
                ("seconds", arrived.seconds().into()),
            ],
        ),
        None => words.with("receipt-scene-no-answer", [("choices", choices())]),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
