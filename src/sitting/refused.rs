//! Why an event was not taken, in words that say what was wrong and with which value.

use super::state::Step;
use crate::assessment::{DecisionName, ItemName, OptionName, SectionName};
use crate::ids::RecordingId;

/// Why an event was not taken.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refused {
    /// The event is not the next one.
    #[error("Event {found} was sent where event {expected} is next.")]
    Sequence {
        /// The next one.
        expected: u32,
        /// The one sent.
        found: u32,
    },
    /// The agency took the invitation back.
    #[error("This invitation was taken back by the agency.")]
    IsRevoked,
    /// Everything was handed in before.
    #[error("This sitting was handed in; nothing can be added.")]
    IsSubmitted,
    /// The event belongs to another step.
    #[error("A `{kind}` event does not fit the present step ({step:?}).")]
    WrongStep {
        /// The event's kind.
        kind: &'static str,
        /// The present step.
        step: Step,
    },
    /// The event names a section that is not open.
    #[error("A `{kind}` event names {}, but the open section is `{expected}`.", .found.as_ref().map_or("no section".to_owned(), |name| format!("section `{name}`")))]
    WrongSection {
        /// The event's kind.
        kind: &'static str,
        /// The open section.
        expected: SectionName,
        /// The section named.
        found: Option<SectionName>,
    },
    /// The event's kind does not exist in the open section.
    #[error("A `{kind}` event does not belong in section `{section}`.")]
    NotInThisSection {
        /// The event's kind.
        kind: &'static str,
        /// The open section.
        section: SectionName,
    },
    /// The section's first frame was not reported yet.
    #[error("A `{kind}` event came before its section's first frame was painted.")]
    NotStarted {
        /// The event's kind.
        kind: &'static str,
    },
    /// No such item in the section.
    #[error("Item `{0}` is not in this section.")]
    NoSuchItem(ItemName),
    /// A code outside the response scale.
    #[error("Answer {value} to item `{item}` is outside 1 to {points}.")]
    NoSuchAnswer {
        /// The item.
        item: ItemName,
        /// The code sent.
        value: u8,
        /// The highest code.
        points: u8,
    },
    /// No such page.
    #[error("Page {page} does not exist; the section has {pages} pages, counted from 0.")]
    NoSuchPage {
        /// The page sent.
        page: u32,
        /// How many there are.
        pages: usize,
    },
    /// No such decision point in the scene.
    #[error("Decision point `{0}` is not in this scene.")]
    NoSuchDecision(DecisionName),
    /// The decision point passed before.
    #[error("Decision point `{0}` was decided before.")]
    AlreadyDecided(DecisionName),
    /// No such option.
    #[error("Option `{option}` is not offered at decision point `{decision}`.")]
    NoSuchOption {
        /// The decision point.
        decision: DecisionName,
        /// The option sent.
        option: OptionName,
    },
    /// Something that must come with an option, a press or a rating is missing.
    #[error("What was done at `{0}` needs the time of the key, click or touch (`response_ms`).")]
    ChoiceWithoutTime(DecisionName),
    /// An answer in a format that the decision does not ask for.
    #[error("Decision point `{decision}` asks for {asked}, and the event has `{field}`.")]
    NotAskedFor {
        /// The decision point.
        decision: DecisionName,
        /// Its format, as a scene's file names it.
        asked: &'static str,
        /// The field sent.
        field: &'static str,
    },
    /// A rating outside the scale.
    #[error("Rating {rating} at `{decision}` is outside 1 to 7.")]
    NoSuchRating {
        /// The decision point.
        decision: DecisionName,
        /// The rating sent.
        rating: u8,
    },
    /// A recording that is not the open one.
    #[error("Recording {0} is not running in this section.")]
    NoSuchRecording(RecordingId),
    /// A second recording while one is running or kept.
    #[error("This scene's answer is recorded already (recording {0}).")]
    RecordingExists(RecordingId),
    /// A recording that is longer or larger than the scene allows.
    #[error("The recording's {field} of {value} is more than the {limit} this scene allows.")]
    RecordingTooLong {
        /// What is too much.
        field: &'static str,
        /// How much it is.
        value: f64,
        /// How much is allowed.
        limit: f64,
    },
    /// A media type that is not kept.
    #[error("Recordings of type `{0}` are not kept; send WebM or MP4.")]
    MediaType(String),
    /// A typed answer that is empty or too long.
    #[error("A typed answer has 1 to {limit} characters; this one has {found}.")]
    TextLength {
        /// The most.
        limit: usize,
        /// How many came.
        found: usize,
    },
    /// A trial out of order.
    #[error("Trial {found} was sent where trial {expected} is next.")]
    WrongTrial {
        /// The next one.
        expected: u32,
        /// The one sent.
        found: u32,
    },
    /// More trials than planned.
    #[error("Trial {trial} does not exist; the task has {planned} trials, counted from 0.")]
    NoSuchTrial {
        /// The trial sent.
        trial: u32,
        /// How many are planned.
        planned: usize,
    },
    /// A stop-signal delay that the staircase did not ask for.
    #[error("Trial {trial} had a stop-signal delay of {found:?} ms where {expected:?} ms was due.")]
    WrongDelay {
        /// The trial.
        trial: u32,
        /// The delay due; `None` on a go trial.
        expected: Option<u32>,
        /// The delay sent.
        found: Option<u32>,
    },
    /// A key without the side that the task asks for.
    #[error("The key of trial {trial} has no side, and this task asks for left or right.")]
    SideMissing {
        /// The trial.
        trial: u32,
    },
    /// A key with a side in a task with one key.
    #[error("The key of trial {trial} has a side, and this task has one key.")]
    SideGiven {
        /// The trial.
        trial: u32,
    },
    /// A time that cannot be.
    #[error("The time `{field}` of {value} ms is impossible here.")]
    ImpossibleTime {
        /// The field.
        field: &'static str,
        /// Its value.
        value: f64,
    },
}
