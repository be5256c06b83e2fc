//! Times that a browser can have measured, and times that it cannot.

use super::event::{Decided, PresentedFrame, Trial};
use super::refused::Refused;
use crate::assessment::Decision;

/// How far a measured time may pass a window's end, in milliseconds: two frames at 30 Hz.
const SLACK_MS: f64 = 67.0;

/// How long before an arrow's light a key may count as a premature answer to it, in milliseconds: three frames at
/// 30 Hz lie between drawing and light.
const PREMATURE_MS: f64 = 100.0;

/// How far the time in the film that a press claims may lie from the frame that was on the screen, in milliseconds:
/// a presented frame is one or two screen refreshes and up to two film frames old when a key comes.
const PRESS_SLACK_MS: f64 = 150.0;

/// The longest duration any event may claim, in milliseconds: one day.
const LONGEST_MS: f64 = 86_400_000.0;

/// A duration from 0 to one day.
pub(super) fn duration(field: &'static str, value: f64) -> Result<f64, Refused> {
    if (0.0..=LONGEST_MS).contains(&value) {
        Ok(value)
    } else {
        Err(Refused::ImpossibleTime { field, value })
    }
}

/// A moment on a page's own clock.
pub(super) fn moment(field: &'static str, value: f64) -> Result<f64, Refused> {
    // A page can stay open for weeks; it cannot have begun in the future.
    if (0.0..=30.0 * LONGEST_MS).contains(&value) {
        Ok(value)
    } else {
        Err(Refused::ImpossibleTime { field, value })
    }
}

/// What a task says about the times of its trials.
#[derive(Debug, Clone, Copy)]
pub(super) struct TrialTimes {
    /// How long the fixation mark stands, in milliseconds.
    pub(super) fixation_ms: u32,
    /// How long an answer is waited for, in milliseconds.
    pub(super) response_window_ms: u32,
}

/// A trial whose times can have been: the answer within its window, the signal no earlier than its delay, and no more
/// trials than fit between the section's start and now.
pub(super) fn trial(task: TrialTimes, trial: &Trial, elapsed_ms: i64) -> Result<(), Refused> {
    let stimulus_ms = moment("stimulus_ms", trial.stimulus_ms)?;
    if let Some(response) = trial.response {
        let reaction_ms = moment("response_ms", response.response_ms)? - stimulus_ms;
        let window_ms = f64::from(task.response_window_ms) + SLACK_MS;
        if !(-PREMATURE_MS..=window_ms).contains(&reaction_ms) {
            return Err(Refused::ImpossibleTime {
                field: "response_ms",
                value: reaction_ms,
            });
        }
    }
    if let Some(shown_ms) = trial.stop.and_then(|stop| stop.shown_ms) {
        let delay_ms = moment("shown_ms", shown_ms)? - stimulus_ms;
        let longest = f64::from(task.response_window_ms) + SLACK_MS;
        if !(0.0..=longest).contains(&delay_ms) {
            return Err(Refused::ImpossibleTime {
                field: "shown_ms",
                value: delay_ms,
            });
        }
    }
    let shortest_ms = f64::from(trial.trial + 1) * f64::from(task.fixation_ms);
    if (elapsed_ms as f64) + SLACK_MS < shortest_ms {
        return Err(Refused::ImpossibleTime {
            field: "trial",
            value: elapsed_ms as f64,
        });
    }
    Ok(())
}

/// A decision whose frames run forward and whose answer came while the options were there.
pub(super) fn decision(
    decision: &Decision,
    window_ms: f64,
    decided: &Decided,
) -> Result<(), Refused> {
    let mut latest = f64::NEG_INFINITY;
    for frame in &decided.frames {
        moment("media_ms", frame.media_ms)?;
        moment("expected_ms", frame.expected_ms)?;
        let presentation_ms = moment("presentation_ms", frame.presentation_ms)?;
        if presentation_ms < latest {
            return Err(Refused::ImpossibleTime {
                field: "presentation_ms",
                value: presentation_ms,
            });
        }
        latest = presentation_ms;
    }
    let Some(response_ms) = decided.response_ms else {
        return Ok(());
    };
    moment("response_ms", response_ms)?;
    press(decision, decided, response_ms)?;
    let Some(first) = decided.frames.first() else {
        return Ok(());
    };
    // The log begins up to a second before the cue, so this bounds the reaction time without choosing the onset.
    let before_cue_ms = (f64::from(decision.cue_ms) - first.media_ms).max(0.0);
    let since_first_ms = response_ms - first.presentation_ms;
    let longest_ms = before_cue_ms + window_ms + 1_000.0;
    if !(0.0..=longest_ms).contains(&since_first_ms) {
        return Err(Refused::ImpossibleTime {
            field: "response_ms",
            value: since_first_ms,
        });
    }
    Ok(())
}

/// A press whose time in the film lies in the window, and is that of the latest frame which was there when it came.
fn press(decision: &Decision, decided: &Decided, response_ms: f64) -> Result<(), Refused> {
    let Some(press_media_ms) = decided.press_media_ms else {
        return Ok(());
    };
    let impossible = Err(Refused::ImpossibleTime {
        field: "press_media_ms",
        value: press_media_ms,
    });
    let window = f64::from(decision.cue_ms) - SLACK_MS..=f64::from(decision.closes_ms()) + SLACK_MS;
    let was_there = |frame: &&PresentedFrame| frame.presentation_ms <= response_ms + SLACK_MS;
    let shown = decided.frames.iter().rev().find(was_there);
    match shown {
        Some(frame)
            if window.contains(&press_media_ms)
                && (frame.media_ms - press_media_ms).abs() <= PRESS_SLACK_MS =>
        {
            Ok(())
        }
        _ => impossible,
    }
}
