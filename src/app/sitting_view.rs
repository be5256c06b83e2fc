//! Where a candidate stands, as pages and the interface for scripts show it.

use crate::clock::Millis;
use crate::digest::Digest;
use crate::sitting::{Rules, State};
use crate::storage::recording::Recording;
use crate::storage::sitting::SittingRecord;

/// Where a candidate stands, with everything a page needs.
#[derive(Debug, Clone)]
pub struct SittingView {
    /// The sitting's row.
    pub record: SittingRecord,
    /// What it is held to.
    pub rules: Rules,
    /// Where it stands.
    pub state: State,
    /// The digest over its events.
    pub digest: Digest,
    /// When the open section's time is up.
    pub deadline: Option<Millis>,
    /// The server's clock.
    pub server: Millis,
    /// The camera answers with the segments that have arrived.
    pub recordings: Vec<ArrivedRecording>,
}

impl SittingView {
    /// The language that the candidate takes it in.
    pub fn locale(&self) -> &str {
        self.rules.assessment.language_for(&self.state.locale)
    }
}

/// A camera answer and which of its segments are on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct ArrivedRecording {
    /// It.
    pub recording: Recording,
    /// The numbers of its complete segments, in order.
    pub segments_received: Vec<u32>,
}
