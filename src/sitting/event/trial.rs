//! One trial of a reaction-time task, as the browser reports it.

use serde::{Deserialize, Serialize};

use crate::assessment::SectionName;

/// One trial of a stop-signal, go/no-go or flanker task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// The section.
    pub section: SectionName,
    /// Its place in the task, from 0, practice trials first.
    pub trial: u32,
    /// When the arrow, sign or row of arrows was seen first.
    pub stimulus_ms: f64,
    /// How that time was taken.
    pub stimulus_source: TimeSource,
    /// The stop signal, on stop trials of a stop-signal task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop: Option<StopSignal>,
    /// The answer, where one came in the window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<KeyResponse>,
    /// Frames late by more than half a frame during the trial.
    #[serde(default)]
    pub late_frames: u32,
    /// Whether the page was out of focus or hidden at any time of the trial.
    #[serde(default)]
    pub was_out_of_focus: bool,
}

impl Trial {
    /// A trial in which nothing disturbed the page, with times as exact as they come.
    pub(in crate::sitting) fn undisturbed(
        section: &SectionName,
        trial: u32,
        stimulus_ms: f64,
        response: Option<KeyResponse>,
    ) -> Self {
        Self {
            section: section.clone(),
            trial,
            stimulus_ms,
            stimulus_source: TimeSource::Presentation,
            stop: None,
            response,
            late_frames: 0,
            was_out_of_focus: false,
        }
    }
}

/// A stop signal as shown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopSignal {
    /// The delay the staircase asked for, in milliseconds.
    pub delay_ms: u32,
    /// When the signal was seen first; absent when the answer came before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_ms: Option<f64>,
    /// How that time was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<TimeSource>,
}

/// A key that was pressed as an answer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyResponse {
    /// Which way it points; absent in a go/no-go task, which has one key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// The `timeStamp` of the key event.
    pub response_ms: f64,
}

/// Left or right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Left.
    Left,
    /// Right.
    Right,
}

impl Side {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// How the time of a stimulus was taken, the most exact first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeSource {
    /// Element Timing's `presentationTime`.
    Presentation,
    /// Element Timing's `renderTime`.
    Render,
    /// The time of the second animation frame after the change.
    SecondFrame,
}
