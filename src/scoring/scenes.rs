//! A scene scale's raw score: the mean of the expert-key points of the options chosen in time.

use super::raw::{RawScore, refusal};
use super::record::{Given, Record};
use super::result::{Detail, Evidence, Outcome};
use crate::assessment::{Assessment, Choice, Decision, ScaleName, Scene, SectionContent};
use crate::psychometrics::descriptive::{mean, median};
use crate::psychometrics::reaction::video::{
    CueOnset, PresentedFrame, cue_onset, shortest_frame_ms,
};
use crate::sitting::Decided;

/// How long a frame of a film at 25 frames a second stands, where the log has too few frames to tell.
const USUAL_FRAME_MS: f64 = 40.0;

/// Scores one scale over every decision whose options have points for it.
///
/// *Edges*: a window that closed without a choice is a missing answer, not the worst one.
pub(super) fn score(
    assessment: &Assessment,
    scale: &ScaleName,
    minimum_decisions: usize,
    record: &Record<'_>,
) -> RawScore {
    let mut points = Vec::new();
    let mut reaction_times_ms = Vec::new();
    let mut evidence = Vec::new();
    let mut offered = 0_usize;
    for (scene, decision) in decisions(assessment) {
        if !decision
            .options
            .iter()
            .any(|choice| choice.key.contains_key(scale))
        {
            continue;
        }
        offered += 1;
        let given = (record.decisions.iter()).find(|given| {
            in_scene(assessment, given, scene) && given.answer.decision == decision.name
        });
        let choice = given.and_then(|given| chosen(decision, given.answer));
        let counted = choice
            .filter(|_| given.is_some_and(|given| !given.is_late))
            .and_then(|choice| choice.key.get(scale).copied());
        points.extend(counted);
        let reaction_ms = given.and_then(|given| reaction_time(decision, given.answer));
        reaction_times_ms.extend(reaction_ms.map(|(reaction_ms, _)| reaction_ms));
        evidence.push(Evidence {
            sequence: given.map(|given| given.sequence),
            asked: format!("{}: {}", scene.title.get("en"), decision.prompt.get("en")),
            answered: choice.map_or("no choice in time".to_owned(), |choice| {
                choice.text.get("en").to_owned()
            }),
            points: counted,
            note: note(
                choice,
                given.is_some_and(|given| given.is_late),
                reaction_ms,
            ),
        });
    }
    let details = vec![
        Detail {
            name: "decision points".to_owned(),
            value: Some(offered as f64),
        },
        Detail {
            name: "decided in time".to_owned(),
            value: Some(points.len() as f64),
        },
        Detail {
            name: "median reaction time (ms)".to_owned(),
            value: median(&reaction_times_ms),
        },
    ];
    let outcome = match mean(&points) {
        Some(mean) if points.len() >= minimum_decisions => Outcome::Scored {
            score: (mean, points.len(), offered.saturating_sub(points.len())),
        },
        _ => refusal(
            "too_few_decisions",
            format!(
                "{} of {offered} decisions were made in time; at least {minimum_decisions} are needed.",
                points.len()
            ),
        ),
    };
    RawScore {
        outcome,
        details,
        evidence,
    }
}

/// How long after the cue's frame the answer came, in milliseconds, and how exactly that is known.
fn reaction_time(decision: &Decision, decided: &Decided) -> Option<(f64, CueOnset)> {
    let frames: Vec<PresentedFrame> = (decided.frames.iter())
        .map(|frame| PresentedFrame {
            media_ms: frame.media_ms,
            presentation_ms: frame.presentation_ms,
        })
        .collect();
    let frame_ms = shortest_frame_ms(&frames).unwrap_or(USUAL_FRAME_MS);
    let onset = cue_onset(&frames, f64::from(decision.cue_ms), frame_ms).ok()?;
    Some((decided.response_ms? - onset.onset_ms, onset))
}

fn decisions(assessment: &Assessment) -> impl Iterator<Item = (&Scene, &Decision)> {
    assessment
        .sections
        .iter()
        .filter_map(|section| match &section.content {
            SectionContent::Scene(name) => assessment.scene(name),
            _ => None,
        })
        .flat_map(|scene| {
            scene
                .decisions
                .iter()
                .map(move |decision| (scene, decision))
        })
}

fn in_scene(assessment: &Assessment, given: &Given<&Decided>, scene: &Scene) -> bool {
    let content = assessment
        .section(&given.answer.section)
        .map(|section| &section.content);
    matches!(content, Some(SectionContent::Scene(name)) if name == &scene.name)
}

fn chosen<'a>(decision: &'a Decision, decided: &Decided) -> Option<&'a Choice> {
    let option = decided.option.as_ref()?;
    decision
        .options
        .iter()
        .find(|choice| &choice.name == option)
}

fn note(
    choice: Option<&Choice>,
    is_late: bool,
    reaction: Option<(f64, CueOnset)>,
) -> Option<String> {
    let choice = choice?;
    let timing = reaction.map_or("no reaction time".to_owned(), |(reaction_ms, onset)| {
        format!(
            "reaction time {reaction_ms:.0} ms ± {:.0} ms",
            onset.uncertainty_ms
        )
    });
    let lateness = if is_late {
        "late: kept, not counted; "
    } else {
        ""
    };
    Some(format!(
        "{lateness}expert key: {} ({timing})",
        choice.rationale
    ))
}
