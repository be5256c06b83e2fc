//! Segments of camera answers as they arrive: announced, sent in parts, checked, and only then counted.
//!
//! A part is in the object store, flushed to the disk, before the offset moves past it; so what an offset acknowledges
//! is never lost. Objects are named by what they contain: two requests for the same place never overwrite each other.

use bytes::Bytes;
use sha2::Digest as _;

use super::actors::Candidate;
use super::candidate::{fence, is_underway};
use super::{App, Error, Result};
use crate::digest::Digest;
use crate::ids::RecordingId;
use crate::storage::segment::{self, RecordingPart, RecordingSegment};
use crate::storage::{self, Tx, recording};

/// The largest segment: two seconds have some 250 kB, so this is half a minute of a browser that closes none.
pub const MOST_SEGMENT_BYTES: u64 = 8 * 1024 * 1024;

/// The largest recording, all segments together: eight minutes at 4 Mbit/s, the longest answer with the most extra
/// time.
const MOST_RECORDING_BYTES: u64 = 256 * 1024 * 1024;

/// The most segments of a recording: an hour of two seconds each.
const MOST_SEGMENTS: u32 = 1_800;

/// Which segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SegmentPlace {
    /// The recording.
    pub recording: RecordingId,
    /// Its place in it, from 0.
    pub segment: u32,
}

/// A segment that is going to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnnouncedSegment {
    /// Which.
    pub place: SegmentPlace,
    /// How many bytes it has.
    pub length: u64,
    /// What it contains.
    pub sha256: Digest,
}

/// How far a segment has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SegmentProgress {
    /// How many bytes are on the disk.
    pub offset: u64,
    /// How many it has.
    pub length: u64,
}

/// What came of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOutcome {
    /// It is on the disk; this is where the next one begins.
    Stored {
        /// The new offset.
        offset: u64,
    },
    /// The segment is whole and not what was announced: all of it was dropped.
    NotAsAnnounced,
}

impl App {
    /// Announces a segment. Announcing the same again changes nothing, however far it has come.
    pub async fn announce_segment(
        &self,
        candidate: &Candidate,
        announced: &AnnouncedSegment,
    ) -> Result<SegmentProgress> {
        check_bounds(announced)?;
        self.demand_current(candidate).await?;
        let place = announced.place;
        let mut tx = self.db.begin().await?;
        let found = recording::of_sitting_by_id(&mut tx, candidate.sitting(), place.recording);
        let found = found.await?.ok_or(Error::NotFound("recording"))?;
        let known = segment::of_recording(&mut tx, place.recording).await?;
        if let Some(kept) = known.iter().find(|kept| kept.segment == place.segment) {
            return as_announced(kept, announced);
        }
        if !is_underway(&found)
            || found
                .expected
                .is_some_and(|all| all.segments <= place.segment)
        {
            return Err(Error::Conflict(
                "This recording is finished and has no such segment. Load the page again."
                    .to_owned(),
            ));
        }
        let bytes: u64 = known.iter().map(|kept| kept.length).sum();
        if bytes + announced.length > MOST_RECORDING_BYTES {
            return Err(Error::TooLarge(
                "The recording is longer than any answer may be. Finish it.".to_owned(),
            ));
        }
        let kept = segment::insert_or_get(
            &mut tx,
            place.recording,
            place.segment,
            announced.length,
            announced.sha256,
        );
        let kept = kept.await?;
        tx.commit().await?;
        as_announced(&kept, announced)
    }

    /// How far a segment has come.
    pub async fn segment_progress(
        &self,
        candidate: &Candidate,
        place: SegmentPlace,
    ) -> Result<SegmentProgress> {
        self.demand_current(candidate).await?;
        let mut tx = self.db.read().await?;
        let kept = segment_of(&mut tx, candidate, place).await?;
        Ok(progress(&kept))
    }

    /// Takes bytes of a segment from `offset` on. The last ones complete it, and perhaps its recording.
    pub async fn take_part(
        &self,
        candidate: &Candidate,
        place: SegmentPlace,
        offset: u64,
        bytes: Bytes,
    ) -> Result<PartOutcome> {
        self.demand_current(candidate).await?;
        let mut tx = self.db.read().await?;
        let kept = segment_of(&mut tx, candidate, place).await?;
        drop(tx);
        if kept.is_complete || kept.received_offset != offset {
            return Err(wrong_offset(kept.received_offset));
        }
        let length = bytes.len() as u64;
        let end = offset.saturating_add(length);
        if kept.length < end {
            return Err(Error::TooLarge(format!(
                "The segment was announced with {} bytes; these would make it {end}. Send no more than was announced.",
                kept.length
            )));
        }
        if length == 0 {
            return Ok(PartOutcome::Stored { offset });
        }
        let part = RecordingPart {
            segment: place.segment,
            offset,
            length,
            object_key: object_key(place, offset, &bytes),
        };
        self.media.put(&part.object_key, bytes.clone()).await?;
        if end < kept.length {
            self.keep_part(place.recording, &part).await?;
            return Ok(PartOutcome::Stored { offset: end });
        }
        let is_as_announced = self.digest_with(place, &bytes).await? == kept.sha256;
        self.finish_segment(place.recording, &part, is_as_announced)
            .await
    }

    /// Refuses a candidate whose sitting is over, or goes on elsewhere.
    async fn demand_current(&self, candidate: &Candidate) -> Result<()> {
        let held = self.hold_for(candidate).await?;
        Ok(fence(held.live()?, candidate)?)
    }

    async fn keep_part(&self, id: RecordingId, part: &RecordingPart) -> Result<()> {
        let mut tx = self.db.begin().await?;
        if !segment::append_part(&mut tx, id, part).await? {
            return Err(overtaken());
        }
        tx.commit().await?;
        Ok(())
    }

    /// The digest of a segment whose last part is `last`.
    async fn digest_with(&self, place: SegmentPlace, last: &Bytes) -> Result<Digest> {
        let mut tx = self.db.read().await?;
        let parts = segment::parts_of(&mut tx, place.recording).await?;
        drop(tx);
        let mut hasher = sha2::Sha256::new();
        for part in parts.iter().filter(|part| part.segment == place.segment) {
            hasher.update(self.media.get(&part.object_key).await?);
        }
        hasher.update(last);
        Ok(Digest(hasher.finalize().into()))
    }

    async fn finish_segment(
        &self,
        id: RecordingId,
        part: &RecordingPart,
        is_as_announced: bool,
    ) -> Result<PartOutcome> {
        let mut tx = self.db.begin().await?;
        // The recording's end may be noted at this moment: whoever is second has to see what the first one wrote.
        recording::hold(&mut tx, id).await?;
        if !segment::append_part(&mut tx, id, part).await? {
            return Err(overtaken());
        }
        if !is_as_announced {
            let dropped = segment::reset(&mut tx, id, part.segment).await?;
            tx.commit().await?;
            for key in dropped {
                self.media.remove(&key).await?;
            }
            return Ok(PartOutcome::NotAsAnnounced);
        }
        segment::set_complete(&mut tx, id, part.segment).await?;
        let is_whole = recording::mark_received_if_whole(&mut tx, id).await?;
        tx.commit().await?;
        if is_whole {
            self.work.notify_one();
        }
        Ok(PartOutcome::Stored {
            offset: part.offset + part.length,
        })
    }
}

fn check_bounds(announced: &AnnouncedSegment) -> Result<()> {
    if announced.length == 0 {
        return Err(Error::Invalid(
            "A segment of no bytes cannot be sent. Leave it out.".to_owned(),
        ));
    }
    if announced.length > MOST_SEGMENT_BYTES {
        return Err(Error::TooLarge(format!(
            "A segment has at most {MOST_SEGMENT_BYTES} bytes. Close segments sooner."
        )));
    }
    if announced.place.segment >= MOST_SEGMENTS {
        return Err(Error::TooLarge(format!(
            "A recording has at most {MOST_SEGMENTS} segments. Finish it."
        )));
    }
    Ok(())
}

/// How far a kept segment is, where it is the announced one.
fn as_announced(kept: &RecordingSegment, announced: &AnnouncedSegment) -> Result<SegmentProgress> {
    if (kept.length, kept.sha256) == (announced.length, announced.sha256) {
        return Ok(progress(kept));
    }
    Err(Error::Conflict(format!(
        "Segment {} was announced already with another content. Load the page again.",
        kept.segment
    )))
}

fn progress(kept: &RecordingSegment) -> SegmentProgress {
    SegmentProgress {
        offset: kept.received_offset,
        length: kept.length,
    }
}

async fn segment_of(
    tx: &mut Tx,
    candidate: &Candidate,
    place: SegmentPlace,
) -> Result<RecordingSegment> {
    let sitting = candidate.sitting();
    let found = storage::recording::of_sitting_by_id(tx, sitting, place.recording).await?;
    found.ok_or(Error::NotFound("recording"))?;
    segment::by_number(tx, place.recording, place.segment)
        .await?
        .ok_or(Error::NotFound("upload"))
}

fn object_key(place: SegmentPlace, offset: u64, bytes: &Bytes) -> String {
    let digest = Digest::of_bytes(bytes);
    let (recording, segment) = (place.recording, place.segment);
    format!("recordings/{recording}/{segment}/{offset}-{digest}")
}

fn wrong_offset(expected: u64) -> Error {
    Error::Conflict(format!(
        "The next byte is at offset {expected}. Ask where the upload stands and go on from there."
    ))
}

fn overtaken() -> Error {
    Error::Conflict(
        "Another request sent this part. Ask where the upload stands and go on from there."
            .to_owned(),
    )
}
