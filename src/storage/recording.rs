//! Camera answers and how far each has come.

use super::error::{inconsistent, one_row};
use super::{StorageError, Tx};
use crate::assessment::SectionName;
use crate::clock::Millis;
use crate::codes::codes;
use crate::digest::Digest;
use crate::ids::{AgencyId, RecordingId, SittingId};

codes! {
    /// How far a recording has come.
    RecordingStatus {
        /// The camera is on.
        Recording = "recording",
        /// The camera is off; segments are on their way.
        Uploading = "uploading",
        /// Every segment is there; the playable file is not made yet.
        Received = "received",
        /// The playable file is there.
        Ready = "ready",
        /// No playable file could be made of it.
        Failed = "failed",
    }
}

/// One camera answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Recording {
    /// Its identifier, made by the browser.
    pub id: RecordingId,
    /// The agency.
    pub agency: AgencyId,
    /// The sitting.
    pub sitting: SittingId,
    /// The section it answers.
    pub section: SectionName,
    /// Its media type, as the browser recorded it.
    pub media_type: String,
    /// How far it is.
    pub status: RecordingStatus,
    /// When it began.
    pub started: Millis,
    /// What the browser says it sent; absent until it stopped.
    pub expected: Option<ExpectedRecording>,
    /// The playable file; absent until it is ready.
    pub file: Option<RecordingFile>,
    /// Why no playable file could be made.
    pub failure: Option<String>,
    /// How often a playable file was tried to be made.
    pub attempts: u32,
}

/// What the browser says a recording amounts to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExpectedRecording {
    /// How many segments.
    pub segments: u32,
    /// How many bytes.
    pub bytes: u64,
    /// How long, in milliseconds.
    pub duration_ms: f64,
}

/// The playable file of a recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingFile {
    /// Its key in the object store.
    pub object_key: String,
    /// What it contains.
    pub sha256: Digest,
}

row! {
    struct RecordingRow {
        id: RecordingId,
        agency: AgencyId,
        sitting: SittingId,
        section: String,
        media_type: String,
        status: String,
        started_ms: Millis,
        segments: Option<i64>,
        bytes: Option<i64>,
        duration_ms: Option<f64>,
        object_key: Option<String>,
        sha256: Option<String>,
        failure: Option<String>,
        attempts: i64,
    }
}

impl TryFrom<RecordingRow> for Recording {
    type Error = StorageError;

    fn try_from(row: RecordingRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent("recording", row.id);
        let expected = match (row.segments, row.bytes, row.duration_ms) {
            (Some(segments), Some(bytes), Some(duration_ms)) => Some(ExpectedRecording {
                segments: u32::try_from(segments).map_err(|_fault| unreadable("segments"))?,
                bytes: u64::try_from(bytes).map_err(|_fault| unreadable("bytes"))?,
                duration_ms,
            }),
            _ => None,
        };
        let file = match (row.object_key, row.sha256) {
            (Some(object_key), Some(sha256)) => Some(RecordingFile {
                object_key,
                sha256: Digest::parse(&sha256).ok_or_else(|| unreadable("sha256"))?,
            }),
            _ => None,
        };
        Ok(Self {
            id: row.id,
            agency: row.agency,
            sitting: row.sitting,
            section: SectionName::parse(&row.section).ok_or_else(|| unreadable("section"))?,
            media_type: row.media_type,
            status: RecordingStatus::parse(&row.status).ok_or_else(|| unreadable("status"))?,
            started: row.started_ms,
            expected,
            file,
            failure: row.failure,
            attempts: u32::try_from(row.attempts).map_err(|_fault| unreadable("attempts"))?,
        })
    }
}

/// Keeps a new recording; `false` when there is one of that identifier, and then nothing was kept.
pub async fn insert(tx: &mut Tx, recording: &Recording) -> Result<bool, StorageError> {
    let added = on!(tx, |c| {
        sqlx::query(
            "insert into recording
                (id, agency, sitting, section, media_type, status, started_ms, attempts)
            values ($1, $2, $3, $4, $5, $6, $7, 0)
            on conflict (id) do nothing",
        )
        .bind(recording.id)
        .bind(recording.agency)
        .bind(recording.sitting)
        .bind(recording.section.as_str())
        .bind(&recording.media_type)
        .bind(recording.status.as_str())
        .bind(recording.started)
        .execute(c)
        .await?
        .rows_affected()
    });
    Ok(added == 1)
}

/// The sitting's recording of that identifier, for its candidate.
pub async fn of_sitting_by_id(
    tx: &mut Tx,
    sitting: SittingId,
    id: RecordingId,
) -> Result<Option<Recording>, StorageError> {
    let row: Option<RecordingRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, sitting, section, media_type, status, started_ms, segments, bytes, duration_ms,
                object_key, sha256, failure, attempts
            from recording
            where sitting = $1 and id = $2",
        )
        .bind(sitting)
        .bind(id)
        .fetch_optional(c)
        .await?
    });
    row.map(Recording::try_from).transpose()
}

/// The agency's recording of that identifier, for its staff.
pub async fn by_id(
    tx: &mut Tx,
    agency: AgencyId,
    id: RecordingId,
) -> Result<Option<Recording>, StorageError> {
    let row: Option<RecordingRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, sitting, section, media_type, status, started_ms, segments, bytes, duration_ms,
                object_key, sha256, failure, attempts
            from recording
            where agency = $1 and id = $2",
        )
        .bind(agency)
        .bind(id)
        .fetch_optional(c)
        .await?
    });
    row.map(Recording::try_from).transpose()
}

/// Every recording of a sitting, in order of time.
pub async fn of_sitting(tx: &mut Tx, sitting: SittingId) -> Result<Vec<Recording>, StorageError> {
    let rows: Vec<RecordingRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, sitting, section, media_type, status, started_ms, segments, bytes, duration_ms,
                object_key, sha256, failure, attempts
            from recording
            where sitting = $1
            order by started_ms, id",
        )
        .bind(sitting)
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(Recording::try_from).collect()
}

/// Notes what the browser says it sent; segments may still be on their way. A second time changes nothing.
pub async fn set_expected(
    tx: &mut Tx,
    id: RecordingId,
    expected: &ExpectedRecording,
) -> Result<(), StorageError> {
    let bytes =
        i64::try_from(expected.bytes).map_err(|_fault| inconsistent("recording", id)("bytes"))?;
    on!(tx, |c| {
        sqlx::query(
            "update recording
            set segments = $2, bytes = $3, duration_ms = $4, status = 'uploading'
            where id = $1 and status = 'recording'",
        )
        .bind(id)
        .bind(i64::from(expected.segments))
        .bind(bytes)
        .bind(expected.duration_ms)
        .execute(c)
        .await?;
    });
    Ok(())
}

/// Keeps others from changing a recording until the transaction ends, so that its last segment and its end, coming at
/// the same moment, see each other.
pub async fn hold(tx: &mut Tx, id: RecordingId) -> Result<(), StorageError> {
    on!(tx, |c| {
        sqlx::query("update recording set status = status where id = $1")
            .bind(id)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Marks a recording whose last segment has come as received; `false` when something is still missing.
pub async fn mark_received_if_whole(tx: &mut Tx, id: RecordingId) -> Result<bool, StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query(
            "update recording
            set status = 'received'
            where id = $1 and status = 'uploading' and segments = (
                select count(*)
                from recording_segment s
                where s.recording = recording.id and s.is_complete and s.segment < recording.segments
            )",
        )
        .bind(id)
        .execute(c)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}

/// Takes up to `limit` received recordings for making their playable files; until `lease_until` nobody else gets them.
pub async fn take_to_process(
    tx: &mut Tx,
    now: Millis,
    lease_until: Millis,
    limit: u32,
) -> Result<Vec<Recording>, StorageError> {
    // Two processes may choose the same row: the second waits for the first, sees its lease, and leaves the row.
    let mut rows: Vec<RecordingRow> = on!(tx, |c| {
        sqlx::query_as(
            "update recording
            set lease_until_ms = $2, attempts = attempts + 1
            where id in (
                select id
                from recording
                where status = 'received' and (lease_until_ms is null or lease_until_ms <= $1)
                order by started_ms
                limit $3
            ) and status = 'received' and (lease_until_ms is null or lease_until_ms <= $1)
            returning id, agency, sitting, section, media_type, status, started_ms, segments, bytes, duration_ms,
                object_key, sha256, failure, attempts",
        )
        .bind(now)
        .bind(lease_until)
        .bind(i64::from(limit))
        .fetch_all(c)
        .await?
    });
    rows.sort_by_key(|row| row.started_ms);
    rows.into_iter().map(Recording::try_from).collect()
}

/// Notes the playable file of a received recording.
pub async fn set_ready(
    tx: &mut Tx,
    id: RecordingId,
    file: &RecordingFile,
) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query(
            "update recording
            set status = 'ready', object_key = $2, sha256 = $3, lease_until_ms = null, failure = null
            where id = $1 and status = 'received'",
        )
        .bind(id)
        .bind(&file.object_key)
        .bind(file.sha256.to_string())
        .execute(c)
        .await?
        .rows_affected()
    });
    one_row("recording", changed)
}

/// Notes that no playable file can be made of a recording, and why.
pub async fn set_failed(tx: &mut Tx, id: RecordingId, failure: &str) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query(
            "update recording
            set status = 'failed', failure = $2, lease_until_ms = null
            where id = $1 and status <> 'ready'",
        )
        .bind(id)
        .bind(failure)
        .execute(c)
        .await?
        .rows_affected()
    });
    one_row("recording", changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::segment::{self, RecordingPart};
    use crate::storage::sitting::SittingRecord;
    use crate::storage::testing::{fixtures, on_both};

    fn recording_of(sitting: &SittingRecord) -> Recording {
        Recording {
            id: fixtures::new_id(RecordingId::new),
            agency: sitting.agency,
            sitting: sitting.id,
            section: SectionName::parse("shop-return").unwrap(),
            media_type: "video/webm;codecs=vp8,opus".to_owned(),
            status: RecordingStatus::Recording,
            started: fixtures::NOW,
            expected: None,
            file: None,
            failure: None,
            attempts: 0,
        }
    }

    const EXPECTED: ExpectedRecording = ExpectedRecording {
        segments: 1,
        bytes: 3,
        duration_ms: 2000.5,
    };

    async fn receive(tx: &mut Tx, id: RecordingId) {
        hold(tx, id).await.unwrap();
        set_expected(tx, id, &EXPECTED).await.unwrap();
        let sha256 = Digest::of_bytes(b"abc");
        segment::insert_or_get(tx, id, 0, 3, sha256).await.unwrap();
        let part = RecordingPart {
            segment: 0,
            offset: 0,
            length: 3,
            object_key: "parts/0".to_owned(),
        };
        assert!(segment::append_part(tx, id, &part).await.unwrap());
        assert!(!mark_received_if_whole(tx, id).await.unwrap());
        assert!(segment::set_complete(tx, id, 0).await.unwrap());
        assert!(mark_received_if_whole(tx, id).await.unwrap());
        assert!(!mark_received_if_whole(tx, id).await.unwrap());
    }

    #[tokio::test]
    async fn a_recording_is_kept_once_and_found_by_its_sitting_and_agency_only() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let sitting = fixtures::sitting(&mut tx, &campaign).await;
            let stranger = fixtures::sitting(&mut tx, &campaign).await;
            let recording = recording_of(&sitting);
            assert!(insert(&mut tx, &recording).await.unwrap());
            assert!(!insert(&mut tx, &recording).await.unwrap());

            let id = recording.id;
            let kept = Some(recording.clone());
            assert_eq!(
                of_sitting_by_id(&mut tx, sitting.id, id).await.unwrap(),
                kept
            );
            assert_eq!(
                of_sitting_by_id(&mut tx, stranger.id, id).await.unwrap(),
                None
            );
            assert_eq!(by_id(&mut tx, agency.id, id).await.unwrap(), kept);
            assert_eq!(by_id(&mut tx, other.id, id).await.unwrap(), None);
            assert_eq!(of_sitting(&mut tx, sitting.id).await.unwrap(), [recording]);
            assert_eq!(of_sitting(&mut tx, stranger.id).await.unwrap(), []);
        })
        .await;
    }

    #[tokio::test]
    async fn a_received_recording_is_taken_by_one_process_at_a_time_until_it_is_ready() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let sitting = fixtures::sitting(&mut tx, &campaign).await;
            let recording = recording_of(&sitting);
            let id = recording.id;
            insert(&mut tx, &recording).await.unwrap();
            assert_eq!(
                take_to_process(&mut tx, Millis(10), Millis(20), 5)
                    .await
                    .unwrap(),
                []
            );
            receive(&mut tx, id).await;

            let taken = take_to_process(&mut tx, Millis(10), Millis(20), 5)
                .await
                .unwrap();
            assert_eq!((taken.len(), taken[0].id, taken[0].attempts), (1, id, 1));
            assert_eq!(taken[0].expected, Some(EXPECTED));
            assert_eq!(
                take_to_process(&mut tx, Millis(19), Millis(30), 5)
                    .await
                    .unwrap(),
                []
            );
            let again = take_to_process(&mut tx, Millis(20), Millis(30), 5)
                .await
                .unwrap();
            assert_eq!(again[0].attempts, 2);

            let file = RecordingFile {
                object_key: "recordings/one.webm".to_owned(),
                sha256: Digest::of_bytes(b"film"),
            };
            set_ready(&mut tx, id, &file).await.unwrap();
            assert!(set_ready(&mut tx, id, &file).await.is_err());
            assert!(set_failed(&mut tx, id, "too late").await.is_err());
            let ready = by_id(&mut tx, agency.id, id).await.unwrap().unwrap();
            assert_eq!(
                (ready.status, ready.file),
                (RecordingStatus::Ready, Some(file))
            );
            assert_eq!(
                take_to_process(&mut tx, Millis(99), Millis(100), 5)
                    .await
                    .unwrap(),
                []
            );
        })
        .await;
    }

    #[tokio::test]
    async fn a_recording_that_cannot_be_played_says_why() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let sitting = fixtures::sitting(&mut tx, &campaign).await;
            let recording = recording_of(&sitting);
            insert(&mut tx, &recording).await.unwrap();
            set_failed(&mut tx, recording.id, "no video stream")
                .await
                .unwrap();
            let failed = by_id(&mut tx, agency.id, recording.id)
                .await
                .unwrap()
                .unwrap();
            assert_eq!(failed.status, RecordingStatus::Failed);
            assert_eq!(failed.failure.as_deref(), Some("no video stream"));
        })
        .await;
    }
}
