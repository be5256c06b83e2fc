//! A scene scale's raw score: the mean of the expert-key points of the options chosen in time.

use super::raw::{RawScore, detail, refusal};
use super::record::{Given, Record};
use super::result::{Evidence, Outcome};
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
    let keyed = decisions(assessment).filter(|(_, decision)| {
        let mut options = decision.options().iter();
        options.any(|choice| choice.keyed.key.contains_key(scale))
    });
    let met: Vec<Met<'_>> = keyed
        .map(|(scene, decision)| Met::of(assessment, (scene, decision), record))
        .collect();
    let evidence: Vec<Evidence> = met.iter().map(|met| met.evidence(scale)).collect();
    let points: Vec<f64> = evidence
        .iter()
        .filter_map(|evidence| evidence.points)
        .collect();
    let reaction_times_ms: Vec<f64> = (met.iter())
        .filter_map(|met| met.reaction.map(|(reaction_ms, _)| reaction_ms))
        .collect();
    let offered = met.len();
    let outcome = match mean(&points) {
        Some(mean) if points.len() >= minimum_decisions => Outcome::Scored {
            score: (to_millionths(mean), points.len(), offered - points.len()),
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
        details: vec![
            detail("decision points", Some(offered as f64)),
            detail("decided in time", Some(points.len() as f64)),
            detail("median reaction time (ms)", median(&reaction_times_ms)),
        ],
        evidence,
    }
}

/// Equal points are equal scores, in whatever order they were added up.
fn to_millionths(mean: f64) -> f64 {
    (mean * 1e6).round() / 1e6
}

/// A decision point and what became of it.
struct Met<'a> {
    scene: &'a Scene,
    decision: &'a Decision,
    given: Option<Given<&'a Decided>>,
    choice: Option<&'a Choice>,
    /// In milliseconds, with how exactly it is known.
    reaction: Option<(f64, CueOnset)>,
}

impl<'a> Met<'a> {
    fn of(
        assessment: &Assessment,
        (scene, decision): (&'a Scene, &'a Decision),
        record: &Record<'a>,
    ) -> Self {
        let given = (record.decisions.iter()).find(|given| {
            in_scene(assessment, given, scene) && given.answer.decision == decision.name
        });
        Self {
            scene,
            decision,
            given: given.copied(),
            choice: given.and_then(|given| chosen(decision, given.answer)),
            reaction: given.and_then(|given| reaction_time(decision, given.answer)),
        }
    }

    fn is_late(&self) -> bool {
        self.given.is_some_and(|given| given.is_late)
    }

    fn evidence(&self, scale: &ScaleName) -> Evidence {
        let (scene, prompt) = (self.scene.title.get("en"), self.decision.prompt.get("en"));
        let counted = self.choice.filter(|_| !self.is_late());
        Evidence {
            sequence: self.given.map(|given| given.sequence),
            asked: format!("{scene}: {prompt}"),
            answered: (self.choice).map_or("no choice in time".to_owned(), |choice| {
                choice.text.get("en").to_owned()
            }),
            points: counted.and_then(|choice| choice.keyed.key.get(scale).copied()),
            note: note(self.choice, self.is_late(), self.reaction),
        }
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
        .options()
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
        choice.keyed.rationale
    ))
}
