//! A scene scale's raw score: the mean of the expert-key points of what was chosen, pressed or rated in time.

use super::raw::{RawScore, detail, refusal};
use super::record::{Given, Record};
use super::result::{Evidence, Outcome};
use crate::assessment::{
    Assessment, Choice, Decision, HIGHEST_RATING, LOWEST_RATING, Moment, Never, Rating,
    ResponseFormat, ScaleName, Scene, SectionContent, rating_points,
};
use crate::psychometrics::descriptive::{mean, median};
use crate::psychometrics::reaction::video::{
    CueOnset, PresentedFrame, cue_onset, shortest_frame_ms,
};
use crate::sitting::Decided;

/// How long a frame of a film at 25 frames a second stands, where the log has too few frames to tell.
const USUAL_FRAME_MS: f64 = 40.0;

/// Scores one scale over every decision that counts for it.
///
/// *Edges*: a window that closed without a choice or a rating is a missing answer, not the worst one. Where a press was
/// asked for, none is an answer with points of its own; a press of which the frame is not known is a missing answer, and so is none
/// while no frame was reported.
pub(super) fn score(
    assessment: &Assessment,
    scale: &ScaleName,
    minimum_decisions: usize,
    record: &Record<'_>,
) -> RawScore {
    let keyed = decisions(assessment).filter(|(_, decision)| decision.is_keyed_to(scale));
    let met: Vec<Met<'_>> = keyed
        .map(|(scene, decision)| Met::of(assessment, (scene, decision), record))
        .collect();
    let evidence: Vec<Evidence> = met.iter().map(|met| met.evidence(scale)).collect();
    let points: Vec<f64> = evidence
        .iter()
        .filter_map(|evidence| evidence.points)
        .collect();
    let reaction_times_ms: Vec<f64> = (met.iter())
        // How long somebody waits to step in is what is judged, not how fast somebody is.
        .filter(|met| !matches!(met.decision.response, ResponseFormat::ActNow { .. }))
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

/// What was done in time at each decision of the scenes that count, by its place among the ways to act there.
pub(super) fn ways_taken(assessment: &Assessment, record: &Record<'_>) -> Vec<Option<usize>> {
    decisions(assessment)
        .map(|found| {
            let met = Met::of(assessment, found, record);
            met.done.place(met.decision).filter(|_| !met.is_late())
        })
        .collect()
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
    done: Done<'a>,
    /// In milliseconds, with how exactly it is known.
    reaction: Option<(f64, CueOnset)>,
}

/// What was done at a decision point.
enum Done<'a> {
    /// Nothing in time, or nothing that can be counted; the words say which.
    Nothing(&'static str),
    Chose(&'a Choice),
    /// With the time in the film, in milliseconds.
    Pressed(&'a Moment, f64),
    NeverPressed(&'a Never),
    Rated(&'a Rating, u8),
}

impl<'a> Done<'a> {
    fn at(decision: &'a Decision, given: Option<&Decided>) -> Self {
        let Some(decided) = given else {
            return Self::Nothing("the film was not seen to this point");
        };
        match &decision.response {
            ResponseFormat::Choose(options) => {
                let is_it = |option: &&Choice| Some(&option.name) == decided.option.as_ref();
                let chosen = options.iter().find(is_it);
                chosen.map_or(Self::Nothing("no choice in time"), Self::Chose)
            }
            ResponseFormat::ActNow { never, .. } => match decided.press_media_ms {
                Some(at_ms) => decision
                    .moment_at(at_ms)
                    .map_or(Self::Nothing("no moment"), |moment| {
                        Self::Pressed(moment, at_ms)
                    }),
                None if decided.response_ms.is_some() => {
                    Self::Nothing("pressed, while no frame of the film was reported")
                }
                // Nobody can have waited for a moment of a film that was not there.
                None if decided.frames.is_empty() => {
                    Self::Nothing("the film was not on the screen")
                }
                None => Self::NeverPressed(never),
            },
            ResponseFormat::Rate(rating) => decided
                .rating
                .map_or(Self::Nothing("no rating in time"), |value| {
                    Self::Rated(rating, value)
                }),
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Nothing(why) => (*why).to_owned(),
            Self::Chose(choice) => choice.text.get("en").to_owned(),
            Self::Pressed(moment, at_ms) => {
                format!(
                    "pressed at {:.1} s of the film ({})",
                    at_ms / 1000.0,
                    moment.name
                )
            }
            Self::NeverPressed(never) => format!("did not press ({})", never.name),
            Self::Rated(rating, value) => format!(
                "{value} of {HIGHEST_RATING} (1 is “{}”, {HIGHEST_RATING} is “{}”)",
                rating.low.get("en"),
                rating.high.get("en")
            ),
        }
    }

    fn points(&self, scale: &ScaleName) -> Option<f64> {
        match self {
            Self::Nothing(_) => None,
            Self::Chose(choice) => choice.keyed.key.get(scale).copied(),
            Self::Pressed(moment, _) => moment.keyed.key.get(scale).copied(),
            Self::NeverPressed(never) => never.keyed.key.get(scale).copied(),
            Self::Rated(rating, value) => {
                let expert = rating.expert.get(scale)?;
                Some(rating_points(*value, *expert))
            }
        }
    }

    /// Its place among the decision's ways to act: options and moments in their order, not pressing last, ratings from
    /// the lowest.
    fn place(&self, decision: &Decision) -> Option<usize> {
        match (self, &decision.response) {
            (Self::Chose(choice), ResponseFormat::Choose(options)) => {
                options.iter().position(|option| option.name == choice.name)
            }
            (Self::Pressed(pressed, _), ResponseFormat::ActNow { moments, .. }) => moments
                .iter()
                .position(|moment| moment.name == pressed.name),
            (Self::NeverPressed(_), ResponseFormat::ActNow { moments, .. }) => Some(moments.len()),
            (Self::Rated(_, value), _) => Some(usize::from(value - LOWEST_RATING)),
            _ => None,
        }
    }

    /// Why it is worth what it is.
    fn rationale(&self, scale: &ScaleName) -> Option<String> {
        match self {
            Self::Nothing(_) => None,
            Self::Chose(choice) => Some(choice.keyed.rationale.clone()),
            Self::Pressed(moment, _) => Some(moment.keyed.rationale.clone()),
            Self::NeverPressed(never) => Some(never.keyed.rationale.clone()),
            Self::Rated(rating, _) => {
                let expert = rating.expert.get(scale)?;
                Some(format!("{expert}: {}", rating.rationale))
            }
        }
    }
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
            done: Done::at(decision, given.map(|given| given.answer)),
            reaction: given.and_then(|given| reaction_time(decision, given.answer)),
        }
    }

    fn is_late(&self) -> bool {
        self.given.is_some_and(|given| given.is_late)
    }

    fn evidence(&self, scale: &ScaleName) -> Evidence {
        let (scene, prompt) = (self.scene.title.get("en"), self.decision.prompt.get("en"));
        let points = self.done.points(scale);
        Evidence {
            sequence: self.given.map(|given| given.sequence),
            asked: format!("{scene}: {prompt}"),
            answered: self.done.words(),
            points: points.filter(|_| !self.is_late()),
            note: self.note(scale),
        }
    }

    fn note(&self, scale: &ScaleName) -> Option<String> {
        let rationale = self.done.rationale(scale)?;
        let lateness = if self.is_late() {
            "late: kept, not counted; "
        } else {
            ""
        };
        let timing = match (&self.done, self.reaction) {
            // Its time is in what was done, and nothing was pressed where nothing was.
            (Done::Pressed(..) | Done::NeverPressed(_), _) => String::new(),
            (_, None) => " (no reaction time)".to_owned(),
            (_, Some((reaction_ms, onset))) => format!(
                " (reaction time {reaction_ms:.0} ms ± {:.0} ms)",
                onset.uncertainty_ms
            ),
        };
        Some(format!("{lateness}expert key: {rationale}{timing}"))
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

/// Every decision of the scenes that count, in the order in which they are met.
pub(super) fn decisions(assessment: &Assessment) -> impl Iterator<Item = (&Scene, &Decision)> {
    assessment.scored_scenes().flat_map(|scene| {
        let decisions = scene.decisions.iter();
        decisions.map(move |decision| (scene, decision))
    })
}

fn in_scene(assessment: &Assessment, given: &Given<&Decided>, scene: &Scene) -> bool {
    let content = assessment
        .section(&given.answer.section)
        .map(|section| &section.content);
    matches!(content, Some(SectionContent::Scene(name)) if name == &scene.name)
}
