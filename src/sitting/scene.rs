//! What can happen in a scene: decision points pass, an answer is recorded or typed.

use super::event::{Decided, Happening, RecordingEnd, RecordingFinished, RecordingStarted};
use super::plausible;
use super::refused::Refused;
use super::state::{RecordingWork, SceneWork};
use super::timing::TimeMultiplier;
use crate::assessment::{Decision, HIGHEST_RATING, LOWEST_RATING, ResponseFormat, Scene};

/// The longest typed answer, in characters: what a fast writer manages in the time of an answer.
pub const TYPED_LIMIT: usize = 4_000;

/// The most bytes a second that a recording may have: 4 Mbit/s, four times what the page asks the browser for.
const BYTES_PER_SECOND: f64 = 500_000.0;

/// How much longer than its limit a recording may be, in seconds: one segment and the camera's start.
const SLACK_SECONDS: f64 = 5.0;

/// The longest that a film may have stood still within a window to step in, in milliseconds.
const LONGEST_STALL_MS: f64 = 120_000.0;

/// Applies one event; `None` when it is of a kind that no scene knows.
pub(super) fn happen(
    scene: &Scene,
    multiplier: TimeMultiplier,
    work: &mut SceneWork,
    happening: &Happening,
) -> Option<Result<(), Refused>> {
    Some(match happening {
        Happening::Decided(decided) => decide(scene, multiplier, work, decided),
        Happening::RecordingStarted(started) => start_recording(work, started),
        Happening::RecordingFinished(finished) => {
            finish_recording(scene, multiplier, work, finished)
        }
        Happening::Typed(typed) => {
            let found = typed.text.chars().count();
            if typed.text.trim().is_empty() || found > TYPED_LIMIT {
                Err(Refused::TextLength {
                    limit: TYPED_LIMIT,
                    found,
                })
            } else {
                work.is_typed = true;
                Ok(())
            }
        }
        _ => return None,
    })
}

fn decide(
    scene: &Scene,
    multiplier: TimeMultiplier,
    work: &mut SceneWork,
    decided: &Decided,
) -> Result<(), Refused> {
    let decision = (scene.decisions.iter())
        .find(|decision| decision.name == decided.decision)
        .ok_or_else(|| Refused::NoSuchDecision(decided.decision.clone()))?;
    if work.decided.contains(&decided.decision) {
        return Err(Refused::AlreadyDecided(decided.decision.clone()));
    }
    check_format(decision, decided)?;
    let window_ms = match decision.response {
        // What happens in the film happens when it happens, whoever watches; but a film that stands still for want
        // of data keeps its window open.
        ResponseFormat::ActNow { .. } => f64::from(decision.window_ms) + LONGEST_STALL_MS,
        _ => multiplier.lengthen_ms(f64::from(decision.window_ms)),
    };
    plausible::decision(decision, window_ms, decided)?;
    work.decided.insert(decided.decision.clone());
    Ok(())
}

/// What was done is of the kind that was asked for, exists, and has a time.
fn check_format(decision: &Decision, decided: &Decided) -> Result<(), Refused> {
    let done = [
        ("option", "choose", decided.option.is_some()),
        (
            "press_media_ms",
            "act_now",
            decided.press_media_ms.is_some(),
        ),
        ("rating", "rate", decided.rating.is_some()),
    ];
    let asked = decision.response.word();
    for (field, format, is_there) in done {
        if is_there && format != asked {
            return Err(Refused::NotAskedFor {
                decision: decided.decision.clone(),
                asked,
                field,
            });
        }
        if is_there && decided.response_ms.is_none() {
            return Err(Refused::ChoiceWithoutTime(decided.decision.clone()));
        }
    }
    if let Some(option) = &decided.option
        && !decision
            .options()
            .iter()
            .any(|choice| &choice.name == option)
    {
        return Err(Refused::NoSuchOption {
            decision: decided.decision.clone(),
            option: option.clone(),
        });
    }
    match decided.rating {
        Some(rating) if !(LOWEST_RATING..=HIGHEST_RATING).contains(&rating) => {
            Err(Refused::NoSuchRating {
                decision: decided.decision.clone(),
                rating,
            })
        }
        _ => Ok(()),
    }
}

fn start_recording(work: &mut SceneWork, started: &RecordingStarted) -> Result<(), Refused> {
    let is_kept_type = ["video/webm", "video/mp4", "audio/webm", "audio/mp4"]
        .iter()
        .any(|known| started.media_type.split(';').next() == Some(known));
    if !is_kept_type {
        return Err(Refused::MediaType(started.media_type.clone()));
    }
    if let Some(latest) = work.recordings.last() {
        // Only an answer that was lost to a fault is offered anew.
        if latest.ended != Some(RecordingEnd::Fault) {
            return Err(Refused::RecordingExists(latest.recording));
        }
    }
    if work
        .recordings
        .iter()
        .any(|known| known.recording == started.recording)
    {
        return Err(Refused::RecordingExists(started.recording));
    }
    work.recordings.push(RecordingWork {
        recording: started.recording,
        ended: None,
        segments: 0,
    });
    Ok(())
}

fn finish_recording(
    scene: &Scene,
    multiplier: TimeMultiplier,
    work: &mut SceneWork,
    finished: &RecordingFinished,
) -> Result<(), Refused> {
    let latest = (work.recordings.last_mut())
        .filter(|latest| latest.recording == finished.recording && latest.ended.is_none())
        .ok_or(Refused::NoSuchRecording(finished.recording))?;
    let limit_seconds =
        multiplier.lengthen_ms(f64::from(scene.answer.limit_seconds)) + SLACK_SECONDS;
    let duration_ms = plausible::duration("duration_ms", finished.duration_ms)?;
    let limits = [
        (
            "duration in milliseconds",
            duration_ms,
            limit_seconds * 1000.0,
        ),
        (
            "size in bytes",
            finished.bytes as f64,
            limit_seconds * BYTES_PER_SECOND,
        ),
        (
            "number of segments",
            f64::from(finished.segments),
            limit_seconds * 4.0,
        ),
    ];
    for (field, value, limit) in limits {
        if value > limit {
            return Err(Refused::RecordingTooLong {
                field,
                value,
                limit,
            });
        }
    }
    latest.ended = Some(finished.reason);
    latest.segments = finished.segments;
    Ok(())
}
