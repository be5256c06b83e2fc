//! What the scores of all reaction-time tasks share: which trials belong and count, and how they read as evidence.

use super::raw::{RawScore, refusal};
use super::record::{Given, Record};
use super::result::{Evidence, Outcome, Refusal};
use crate::assessment::{SectionContent, TaskName};
use crate::sitting::{Rules, Side, Trial};

/// The trials of the sections of which `is_of_task` says yes.
pub(super) fn belonging<'r, 'e>(
    rules: &'r Rules,
    record: &'r Record<'e>,
    is_of_task: impl Fn(&SectionContent) -> bool + 'r,
) -> impl Iterator<Item = &'r Given<&'e Trial>> {
    record.trials.iter().filter(move |given| {
        let section = rules.assessment.section(&given.answer.section);
        section.is_some_and(|section| is_of_task(&section.content))
    })
}

/// Whether a trial outside practice counts: it came in time, and the page was in focus.
pub(super) fn counts(given: &Given<&Trial>) -> bool {
    !given.is_late && !given.answer.was_out_of_focus
}

/// From what was seen first to the key, in milliseconds; `None` without a key.
pub(super) fn reaction_ms(trial: &Trial) -> Option<f64> {
    Some(trial.response?.response_ms - trial.stimulus_ms)
}

/// A side in words.
pub(super) fn word(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
    }
}

/// What was answered where a side was asked for, in words.
pub(super) fn key_answer(asked: Side, trial: &Trial) -> String {
    let key = trial.response.and_then(|response| response.side);
    let (Some(key), Some(rt_ms)) = (key, reaction_ms(trial)) else {
        return "no key".to_owned();
    };
    let correctness = if key == asked { "" } else { ", wrong key" };
    format!("{}, {rt_ms:.1} ms{correctness}", word(key))
}

/// One trial as a reader sees it.
pub(super) fn evidence(
    given: &Given<&Trial>,
    block: Option<u32>,
    (asked, answered): (&str, String),
    is_counted: bool,
) -> Evidence {
    let trial = given.answer;
    let place = block.map_or("practice".to_owned(), |block| {
        format!("block {}", block + 1)
    });
    let note = match (is_counted, given.is_late, trial.was_out_of_focus) {
        (true, _, _) => None,
        (false, true, _) => Some("late: kept, not counted"),
        (false, _, true) => Some("page out of focus: kept, not counted"),
        (false, false, false) => Some("practice: not counted"),
    };
    Evidence {
        sequence: Some(given.sequence),
        asked: format!("Trial {} ({place}): {asked}", trial.trial + 1),
        answered,
        points: None,
        note: note.map(str::to_owned),
    }
}

/// A score where no reason stands against it: the value, and how many of the planned trials it rests on.
pub(super) fn outcome(
    value: Option<f64>,
    (counted, planned): (usize, usize),
    mut reasons: Vec<Refusal>,
) -> Outcome<(f64, usize, usize)> {
    match value {
        Some(value) if reasons.is_empty() => Outcome::Scored {
            score: (value, counted, planned.saturating_sub(counted)),
        },
        _ => {
            if reasons.is_empty() {
                reasons.push(because(
                    "no_estimate",
                    "The trials give no score: a kind of trial has no usable answer.".to_owned(),
                ));
            }
            Outcome::Refused { reasons }
        }
    }
}

/// One reason.
pub(super) fn because(code: &str, sentence: String) -> Refusal {
    Refusal {
        code: code.to_owned(),
        sentence,
    }
}

/// A reason where a share is above its limit.
pub(super) fn too_many(
    code: &str,
    share: Option<f64>,
    maximum: f64,
    what: &str,
) -> Option<Refusal> {
    let share = share.filter(|share| *share > maximum)?;
    let sentence = format!(
        "{:.1} % of {what}, more than {:.0} %.",
        100.0 * share,
        100.0 * maximum
    );
    Some(because(code, sentence))
}

/// A part of a whole, `None` without a whole.
pub(super) fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The score of a task that the assessment does not have.
pub(super) fn no_task(task: &TaskName) -> RawScore {
    RawScore {
        outcome: refusal("no_task", format!("The assessment has no task `{task}`.")),
        details: Vec::new(),
        evidence: Vec::new(),
    }
}
