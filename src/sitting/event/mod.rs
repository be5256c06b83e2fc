//! What can happen in a sitting, as the browser reports it and the log keeps it.
//!
//! Times with the suffix `_ms` that come from the browser are `DOMHighResTimeStamp` values of one page: milliseconds
//! since that page's time origin, unrounded. Only differences of two of them from the same page mean anything.

use serde::{Deserialize, Serialize};

use crate::assessment::{DecisionName, ItemName, OptionName, SectionName};
use crate::clock::Millis;
use crate::ids::{DeviceId, RecordingId};

mod trial;

pub use trial::{KeyResponse, Side, StopSignal, TimeSource, Trial};

/// One thing that happened, as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its place in the sitting, from 1, without gaps.
    pub sequence: u32,
    /// When the browser says it happened, milliseconds since 1970 by the browser's clock; kept, never trusted.
    pub client_ms: f64,
    /// When the server took it.
    pub server_ms: Millis,
    /// What happened.
    pub happening: Happening,
}

macro_rules! happenings {
    ($($(#[$doc:meta])* $variant:ident = $kind:literal),+ $(,)?) => {
        /// What happened. On the wire and in the log this is a `kind` and a `payload`.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Happening {
            $($(#[$doc])* $variant($variant),)+
        }

        impl Happening {
            /// Every kind, as the wire and the log name it.
            pub const KINDS: &'static [&'static str] = &[$($kind),+];

            /// The word for it on the wire and in the log.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $kind,)+
                }
            }

            /// Its payload as JSON text, the form that is kept and digested.
            pub fn payload_text(&self) -> String {
                let written = match self {
                    $(Self::$variant(payload) => serde_json::to_string(payload),)+
                };
                // Plain structs of numbers, words and lists always have a JSON form.
                written.unwrap_or_default()
            }

            /// Reads a kind and its payload's JSON text.
            pub fn read(kind: &str, payload: &str) -> Result<Self, Unreadable> {
                let unreadable = |error: serde_json::Error| Unreadable::Payload {
                    kind: kind.to_owned(),
                    reason: error.to_string(),
                };
                match kind {
                    $($kind => serde_json::from_str(payload).map(Self::$variant).map_err(unreadable),)+
                    _ => Err(Unreadable::Kind(kind.to_owned())),
                }
            }
        }
    };
}

/// Why an event could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No such kind.
    #[error("There is no event of kind `{0}`.")]
    Kind(String),
    /// The payload does not fit the kind.
    #[error("The payload of a `{kind}` event cannot be read: {reason}.")]
    Payload {
        /// The kind.
        kind: String,
        /// What the reader said.
        reason: String,
    },
}

happenings! {
    /// The link was opened on a device, which fences every earlier device. Made by the server.
    Opened = "opened",
    /// The notice was read and agreed to. Made by the server.
    Consented = "consented",
    /// The device check ended.
    DeviceChecked = "device_checked",
    /// The unscored practice ended.
    PracticeFinished = "practice_finished",
    /// The first frame of a section was painted: its clock starts.
    SectionStarted = "section_started",
    /// An item was answered, for the first time or anew; the last answer counts.
    Answered = "answered",
    /// A page of items was left.
    PageFinished = "page_finished",
    /// A decision point passed, with something done or nothing.
    Decided = "decided",
    /// The camera began to record an answer.
    RecordingStarted = "recording_started",
    /// The recording ended; its segments may still be on their way.
    RecordingFinished = "recording_finished",
    /// An answer was typed where there is no camera.
    Typed = "typed",
    /// One trial of a reaction-time task ended.
    Trial = "trial",
    /// Something disturbed the sitting.
    Disturbed = "disturbed",
    /// A section ended.
    SectionFinished = "section_finished",
    /// The candidate handed everything in. Made by the server.
    Submitted = "submitted",
    /// The agency revoked the invitation. Made by the server.
    Revoked = "revoked",
}

impl Happening {
    /// Whether only the server may make this, never a browser.
    pub fn is_made_by_server(&self) -> bool {
        matches!(
            self,
            Self::Opened(_) | Self::Consented(_) | Self::Submitted(_) | Self::Revoked(_)
        )
    }
}

/// The link was opened on a device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// The device, which from now on is the only one.
    pub device: DeviceId,
    /// The language of the pages, such as `en`.
    pub locale: String,
}

/// The notice was agreed to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consented {
    /// The version of the notice's text that was on the page.
    pub notice_version: String,
    /// The language it was read in.
    pub locale: String,
}

/// What the device check found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceChecked {
    /// Whether answers go on camera or are typed.
    pub answer_by: AnswerBy,
    /// Whether a key press was seen.
    pub has_keyboard: bool,
    /// Whether the candidate says that the test clip was seen and heard.
    pub can_play: bool,
    /// Frames a second the screen shows, measured; absent without script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_hz: Option<f64>,
    /// Frames late by more than half a frame in the measurement, as a share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_frames: Option<f64>,
    /// Browser family and major version (`Chromium 156`), no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
}

/// How a candidate answers scenes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerBy {
    /// On camera.
    Camera,
    /// In writing.
    Typing,
}

/// The practice ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PracticeFinished {
    /// How often it was played; 0 when it was skipped.
    pub rounds: u32,
}

/// A section's first frame was painted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionStarted {
    /// The section.
    pub section: SectionName,
}

/// An item was answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The section.
    pub section: SectionName,
    /// The item.
    pub item: ItemName,
    /// The code chosen, from 1.
    pub value: u8,
    /// When the item's page was painted; absent without script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_ms: Option<f64>,
    /// The `timeStamp` of the input event; absent without script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_ms: Option<f64>,
}

/// A page of items was left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageFinished {
    /// The section.
    pub section: SectionName,
    /// The page, from 0.
    pub page: u32,
    /// How long it was on the screen, in milliseconds; absent without script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_for_ms: Option<f64>,
}

/// A decision point passed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// The section.
    pub section: SectionName,
    /// The decision point.
    pub decision: DecisionName,
    /// The option chosen; absent when the window closed first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<OptionName>,
    /// Where a press was asked for: the time in the film of the frame that was on the screen when it came; absent
    /// without a press, and for a press that came while no frame was reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub press_media_ms: Option<f64>,
    /// Where a rating was asked for: the rating; absent when the window closed first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
    /// The `timeStamp` of the input event; absent when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_ms: Option<f64>,
    /// What was pressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<InputDevice>,
    /// Every frame presented from one second before the cue to one second after it, and as many around a press.
    pub frames: Vec<PresentedFrame>,
    /// Frames the film dropped until then.
    #[serde(default)]
    pub dropped_frames: u32,
}

/// One frame of a film, as `requestVideoFrameCallback` reports it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresentedFrame {
    /// Its time in the film, in milliseconds.
    pub media_ms: f64,
    /// When the browser handed it to the screen (`presentationTime`).
    pub presentation_ms: f64,
    /// When the browser expected it to be seen (`expectedDisplayTime`).
    pub expected_ms: f64,
}

/// With what an answer was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputDevice {
    /// A key.
    Keyboard,
    /// A mouse or touch pad.
    Mouse,
    /// A finger.
    Touch,
    /// A pen.
    Pen,
}

/// The camera began to record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordingStarted {
    /// The section.
    pub section: SectionName,
    /// The recording, named by the browser, a UUID.
    pub recording: RecordingId,
    /// The media type with codecs.
    pub media_type: String,
}

/// The recording ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordingFinished {
    /// The section.
    pub section: SectionName,
    /// The recording.
    pub recording: RecordingId,
    /// How many segments it has.
    pub segments: u32,
    /// How many bytes they are together.
    pub bytes: u64,
    /// How long was recorded, in milliseconds.
    pub duration_ms: f64,
    /// Why it stopped.
    pub reason: RecordingEnd,
}

/// Why a recording stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordingEnd {
    /// The candidate pressed the button.
    Candidate,
    /// The time was up.
    Time,
    /// Camera or microphone failed, or the page was closed; what was kept is what there is.
    Fault,
}

/// An answer was typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    /// The section.
    pub section: SectionName,
    /// The words, at most 4,000 characters.
    pub text: String,
}

/// Something disturbed the sitting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disturbed {
    /// The section, if in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionName>,
    /// What it was.
    pub cause: Disturbance,
    /// How long it lasted, in milliseconds.
    pub duration_ms: f64,
}

/// What disturbed a sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disturbance {
    /// The window lost focus.
    FocusLost,
    /// The page was hidden.
    Hidden,
    /// The server could not be reached; extends the deadline within bounds.
    Network,
    /// The film stood still for want of data.
    Stalled,
    /// The page was loaded anew in the middle of a section.
    Reloaded,
}

/// A section ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionFinished {
    /// The section.
    pub section: SectionName,
    /// Why.
    pub reason: SectionEnd,
}

/// Why a section ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionEnd {
    /// The candidate was done.
    Candidate,
    /// The time was up.
    Time,
}

/// Everything was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submitted {
    /// Camera answers whose segments had not all arrived.
    pub missing_recordings: u32,
}

/// The invitation was revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revoked {}
