//! Segments of recordings as they arrive: the offset and the part that moved it are kept in one transaction.

use super::error::inconsistent;
use super::{StorageError, Tx};
use crate::digest::Digest;
use crate::ids::RecordingId;

/// A closed piece of a recording of known size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingSegment {
    /// The recording.
    pub recording: RecordingId,
    /// Its place, from 0.
    pub segment: u32,
    /// How many bytes it has.
    pub length: u64,
    /// How many of them have come.
    pub received_offset: u64,
    /// What the browser says it contains.
    pub sha256: Digest,
    /// Whether all came and are what the browser says.
    pub is_complete: bool,
}

/// Bytes of a segment that came together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingPart {
    /// The segment.
    pub segment: u32,
    /// Where in the segment they begin.
    pub offset: u64,
    /// How many they are.
    pub length: u64,
    /// Their key in the object store.
    pub object_key: String,
}

row! {
    struct SegmentRow {
        recording: RecordingId,
        segment: i64,
        length: i64,
        received_offset: i64,
        sha256: String,
        is_complete: bool,
    }
}

row! {
    struct PartRow {
        segment: i64,
        part_offset: i64,
        length: i64,
        object_key: String,
    }
}

impl TryFrom<SegmentRow> for RecordingSegment {
    type Error = StorageError;

    fn try_from(row: SegmentRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent(
            "recording_segment",
            format!("{} {}", row.recording, row.segment),
        );
        Ok(Self {
            recording: row.recording,
            segment: u32::try_from(row.segment).map_err(|_fault| unreadable("segment"))?,
            length: u64::try_from(row.length).map_err(|_fault| unreadable("length"))?,
            received_offset: u64::try_from(row.received_offset)
                .map_err(|_fault| unreadable("received_offset"))?,
            sha256: Digest::parse(&row.sha256).ok_or_else(|| unreadable("sha256"))?,
            is_complete: row.is_complete,
        })
    }
}

impl TryFrom<PartRow> for RecordingPart {
    type Error = StorageError;

    fn try_from(row: PartRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent("recording_part", row.object_key.clone());
        Ok(Self {
            segment: u32::try_from(row.segment).map_err(|_fault| unreadable("segment"))?,
            offset: u64::try_from(row.part_offset).map_err(|_fault| unreadable("part_offset"))?,
            length: u64::try_from(row.length).map_err(|_fault| unreadable("length"))?,
            object_key: row.object_key,
        })
    }
}

fn signed(column: &'static str, value: u64) -> Result<i64, StorageError> {
    i64::try_from(value).map_err(|_fault| inconsistent("recording_segment", value)(column))
}

/// Announces a segment; when it was announced before, that stays, and the answer is what is kept.
pub async fn insert_or_get(
    tx: &mut Tx,
    recording: RecordingId,
    segment: u32,
    length: u64,
    sha256: Digest,
) -> Result<RecordingSegment, StorageError> {
    on!(tx, |c| {
        sqlx::query(
            "insert into recording_segment (recording, segment, length, received_offset, sha256, is_complete)
            values ($1, $2, $3, 0, $4, false)
            on conflict (recording, segment) do nothing",
        )
        .bind(recording)
        .bind(i64::from(segment))
        .bind(signed("length", length)?)
        .bind(sha256.to_string())
        .execute(c)
        .await?;
    });
    by_number(tx, recording, segment)
        .await?
        .ok_or(StorageError::NotOneRow {
            table: "recording_segment",
            changed: 0,
        })
}

/// The segment of that number.
pub async fn by_number(
    tx: &mut Tx,
    recording: RecordingId,
    segment: u32,
) -> Result<Option<RecordingSegment>, StorageError> {
    let row: Option<SegmentRow> = on!(tx, |c| {
        sqlx::query_as(
            "select recording, segment, length, received_offset, sha256, is_complete
            from recording_segment
            where recording = $1 and segment = $2",
        )
        .bind(recording)
        .bind(i64::from(segment))
        .fetch_optional(c)
        .await?
    });
    row.map(RecordingSegment::try_from).transpose()
}

/// Every segment of a recording that was announced, in order.
pub async fn of_recording(
    tx: &mut Tx,
    recording: RecordingId,
) -> Result<Vec<RecordingSegment>, StorageError> {
    let rows: Vec<SegmentRow> = on!(tx, |c| {
        sqlx::query_as(
            "select recording, segment, length, received_offset, sha256, is_complete
            from recording_segment
            where recording = $1
            order by segment",
        )
        .bind(recording)
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(RecordingSegment::try_from).collect()
}

/// Keeps a part and moves the segment's offset past it; `false`, and nothing kept, when the part does not begin where
/// the segment ends or is too long for it.
pub async fn append_part(
    tx: &mut Tx,
    recording: RecordingId,
    part: &RecordingPart,
) -> Result<bool, StorageError> {
    let (offset, length) = (
        signed("offset", part.offset)?,
        signed("length", part.length)?,
    );
    let moved = on!(tx, |c| {
        sqlx::query(
            "update recording_segment
            set received_offset = received_offset + $4
            where recording = $1 and segment = $2 and received_offset = $3
                and received_offset + $4 <= length and not is_complete",
        )
        .bind(recording)
        .bind(i64::from(part.segment))
        .bind(offset)
        .bind(length)
        .execute(c)
        .await?
        .rows_affected()
    });
    if moved == 0 {
        return Ok(false);
    }
    on!(tx, |c| {
        sqlx::query(
            "insert into recording_part (recording, segment, part_offset, length, object_key)
            values ($1, $2, $3, $4, $5)",
        )
        .bind(recording)
        .bind(i64::from(part.segment))
        .bind(offset)
        .bind(length)
        .bind(&part.object_key)
        .execute(c)
        .await?;
    });
    Ok(true)
}

/// Marks a segment as whole and as announced; `false` when bytes are missing.
pub async fn set_complete(
    tx: &mut Tx,
    recording: RecordingId,
    segment: u32,
) -> Result<bool, StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query(
            "update recording_segment
            set is_complete = true
            where recording = $1 and segment = $2 and received_offset = length",
        )
        .bind(recording)
        .bind(i64::from(segment))
        .execute(c)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}

/// Takes what has come of a segment back, because it is not what was announced, and gives the keys of its parts.
pub async fn reset(
    tx: &mut Tx,
    recording: RecordingId,
    segment: u32,
) -> Result<Vec<String>, StorageError> {
    let keys: Vec<String> = on!(tx, |c| {
        sqlx::query_scalar(
            "delete from recording_part where recording = $1 and segment = $2 returning object_key",
        )
        .bind(recording)
        .bind(i64::from(segment))
        .fetch_all(c)
        .await?
    });
    on!(tx, |c| {
        sqlx::query(
            "update recording_segment
            set received_offset = 0, is_complete = false
            where recording = $1 and segment = $2",
        )
        .bind(recording)
        .bind(i64::from(segment))
        .execute(c)
        .await?;
    });
    Ok(keys)
}

/// Every part of a recording, in the order in which they make up the whole.
pub async fn parts_of(
    tx: &mut Tx,
    recording: RecordingId,
) -> Result<Vec<RecordingPart>, StorageError> {
    let rows: Vec<PartRow> = on!(tx, |c| {
        sqlx::query_as(
            "select segment, part_offset, length, object_key
            from recording_part
            where recording = $1
            order by segment, part_offset",
        )
        .bind(recording)
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(RecordingPart::try_from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::SectionName;
    use crate::storage::recording::{self, Recording, RecordingStatus};
    use crate::storage::testing::{fixtures, on_both};

    async fn recording(tx: &mut Tx) -> RecordingId {
        let agency = fixtures::agency(tx).await;
        let campaign = fixtures::campaign(tx, agency.id).await;
        let sitting = fixtures::sitting(tx, &campaign).await;
        let recording = Recording {
            id: fixtures::new_id(RecordingId::new),
            agency: agency.id,
            sitting: sitting.id,
            section: SectionName::parse("shop-return").unwrap(),
            media_type: "video/mp4".to_owned(),
            status: RecordingStatus::Recording,
            started: fixtures::NOW,
            expected: None,
            file: None,
            failure: None,
            attempts: 0,
        };
        assert!(recording::insert(tx, &recording).await.unwrap());
        recording.id
    }

    fn part(offset: u64, length: u64) -> RecordingPart {
        RecordingPart {
            segment: 1,
            offset,
            length,
            object_key: format!("parts/1/{offset}"),
        }
    }

    #[tokio::test]
    async fn a_segment_announced_again_stays_as_it_was_announced_first() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let id = recording(&mut tx).await;
            let (first, second) = (Digest::of_bytes(b"1"), Digest::of_bytes(b"2"));
            let kept = insert_or_get(&mut tx, id, 1, 10, first).await.unwrap();
            assert_eq!(
                (kept.length, kept.received_offset, kept.is_complete),
                (10, 0, false)
            );
            assert_eq!(
                insert_or_get(&mut tx, id, 1, 12, second).await.unwrap(),
                kept
            );
            assert_eq!(by_number(&mut tx, id, 1).await.unwrap(), Some(kept.clone()));
            assert_eq!(by_number(&mut tx, id, 0).await.unwrap(), None);
            assert_eq!(of_recording(&mut tx, id).await.unwrap(), [kept]);
        })
        .await;
    }

    #[tokio::test]
    async fn a_part_is_kept_only_where_the_segment_ends() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let id = recording(&mut tx).await;
            insert_or_get(&mut tx, id, 1, 10, Digest::of_bytes(b"1"))
                .await
                .unwrap();
            assert!(append_part(&mut tx, id, &part(0, 4)).await.unwrap());
            for wrong in [part(0, 4), part(5, 1), part(4, 7)] {
                assert!(!append_part(&mut tx, id, &wrong).await.unwrap());
            }
            assert!(!set_complete(&mut tx, id, 1).await.unwrap());
            assert!(append_part(&mut tx, id, &part(4, 6)).await.unwrap());
            assert!(set_complete(&mut tx, id, 1).await.unwrap());
            assert_eq!(
                parts_of(&mut tx, id).await.unwrap(),
                [part(0, 4), part(4, 6)]
            );
            let whole = by_number(&mut tx, id, 1).await.unwrap().unwrap();
            assert_eq!((whole.received_offset, whole.is_complete), (10, true));
        })
        .await;
    }

    #[tokio::test]
    async fn a_segment_that_is_not_what_was_announced_begins_again() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let id = recording(&mut tx).await;
            insert_or_get(&mut tx, id, 1, 10, Digest::of_bytes(b"1"))
                .await
                .unwrap();
            append_part(&mut tx, id, &part(0, 10)).await.unwrap();
            assert_eq!(reset(&mut tx, id, 1).await.unwrap(), ["parts/1/0"]);
            assert_eq!(parts_of(&mut tx, id).await.unwrap(), []);
            assert!(append_part(&mut tx, id, &part(0, 10)).await.unwrap());
        })
        .await;
    }
}
