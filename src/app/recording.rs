//! Camera answers: how much of each has arrived, and the making of their playable files.

use std::path::{Path, PathBuf};

use bytes::Bytes;
use rand::RngExt;
use tokio::fs;
use tokio::io::AsyncWriteExt;

use super::candidate::{ArrivedRecording, is_underway};
use super::{App, Error, Result};
use crate::clock::Millis;
use crate::digest::Digest;
use crate::media::{RemuxError, remux};
use crate::storage::recording::{
    self, ExpectedRecording, Recording, RecordingFile, set_failed, set_ready,
};
use crate::storage::segment::{self, RecordingPart};

/// How many recordings one step takes.
const MOST_AT_ONCE: u32 = 4;

/// For how long nobody else takes them: copying the longest takes seconds.
const LEASE_SECONDS: i64 = 300;

/// How often the making is tried before it counts as impossible; only our own faults are tried again.
const MOST_ATTEMPTS: u32 = 5;

impl ArrivedRecording {
    /// Whether every piece is there.
    pub fn is_whole(&self) -> bool {
        !is_underway(&self.recording)
    }

    /// How long it is, in whole seconds; 0 while it runs.
    pub fn seconds(&self) -> u32 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a recording's duration was found plausible"
        )]
        let seconds = |expected: ExpectedRecording| (expected.duration_ms / 1000.0).round() as u32;
        self.recording.expected.map_or(0, seconds)
    }
}

/// Why no playable file was made.
enum NotMade {
    /// The recording itself is broken; the sentence is for reviewers.
    Broken(String),
    /// Something of ours failed; it is tried again when the lease is over.
    Ours(Error),
}

impl From<Error> for NotMade {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

impl From<std::io::Error> for NotMade {
    fn from(error: std::io::Error) -> Self {
        tracing::error!(%error, "a recording's temporary file failed");
        Self::Ours(Error::Internal("a temporary file could not be used"))
    }
}

impl App {
    /// Makes the playable files of recordings that have arrived whole, a few at a time; gives how many it took.
    ///
    /// One that cannot be made playable is marked as failed with the reason. What came from the browser stays as it
    /// came, whatever is made of it.
    pub async fn process_recordings(&self, now: Millis) -> Result<usize> {
        let mut tx = self.db.begin().await?;
        let lease_until = now.plus_seconds(LEASE_SECONDS);
        let taken = recording::take_to_process(&mut tx, now, lease_until, MOST_AT_ONCE).await?;
        tx.commit().await?;
        for recording in &taken {
            let made = self.make_playable(recording).await;
            self.note_made(recording, made).await?;
        }
        Ok(taken.len())
    }

    async fn note_made(
        &self,
        recording: &Recording,
        made: std::result::Result<RecordingFile, NotMade>,
    ) -> Result<()> {
        let id = recording.id;
        let mut tx = self.db.begin().await?;
        match made {
            Ok(file) => set_ready(&mut tx, id, &file).await?,
            Err(NotMade::Broken(reason)) => {
                tracing::warn!(recording = %id, reason, "recording {id} cannot be played");
                set_failed(&mut tx, id, &reason).await?;
            }
            Err(NotMade::Ours(error)) if recording.attempts < MOST_ATTEMPTS => {
                tracing::warn!(recording = %id, "recording {id} will be tried again: {error:?}");
            }
            Err(NotMade::Ours(error)) => {
                tracing::error!(recording = %id, "recording {id} was given up: {error:?}");
                let reason = format!("No playable file could be made in {MOST_ATTEMPTS} tries.");
                set_failed(&mut tx, id, &reason).await?;
            }
        }
        tx.commit().await?;
        Ok(())
    }

    async fn make_playable(
        &self,
        recording: &Recording,
    ) -> std::result::Result<RecordingFile, NotMade> {
        let parts = self.whole_parts(recording).await?;
        let number: u64 = self.chance().random();
        let folder = std::env::temp_dir().join(format!("composure-{}-{number:x}", recording.id));
        // Nobody else on this machine may look at what a candidate recorded.
        fs::DirBuilder::new().mode(0o700).create(&folder).await?;
        let made = self.make_in(&folder, recording, &parts).await;
        fs::remove_dir_all(&folder).await?;
        made
    }

    /// The parts of a recording, where they are all there and as many bytes as the browser sent.
    async fn whole_parts(
        &self,
        recording: &Recording,
    ) -> std::result::Result<Vec<RecordingPart>, NotMade> {
        let mut tx = self.db.read().await.map_err(Error::from)?;
        let segments = segment::of_recording(&mut tx, recording.id).await;
        let segments = segments.map_err(Error::from)?;
        let parts = segment::parts_of(&mut tx, recording.id).await;
        let mut parts = parts.map_err(Error::from)?;
        let count = recording.expected.map_or(0, |expected| expected.segments);
        let complete = segments.iter().filter(|segment| segment.is_complete);
        if !complete
            .map(|segment| segment.segment)
            .take(count as usize)
            .eq(0..count)
        {
            return Err(NotMade::Broken(
                "Some of its segments are missing.".to_owned(),
            ));
        }
        parts.retain(|part| part.segment < count);
        if parts.is_empty() {
            return Err(NotMade::Broken("Nothing was recorded.".to_owned()));
        }
        let found: u64 = parts.iter().map(|part| part.length).sum();
        let sent = recording.expected.map_or(0, |expected| expected.bytes);
        if found != sent {
            return Err(NotMade::Broken(format!(
                "It has {found} bytes, but {sent} were recorded."
            )));
        }
        Ok(parts)
    }

    async fn make_in(
        &self,
        folder: &Path,
        recording: &Recording,
        parts: &[RecordingPart],
    ) -> std::result::Result<RecordingFile, NotMade> {
        let ending = ending_of(&recording.media_type);
        let joined = folder.join(format!("joined.{ending}"));
        let mut file = fs::File::create(&joined).await?;
        for part in parts {
            let bytes = self.media.get(&part.object_key).await;
            file.write_all(&bytes.map_err(Error::from)?).await?;
        }
        file.flush().await?;
        let playable = seekable(&joined, folder.join(format!("whole.{ending}"))).await?;
        let bytes = Bytes::from(fs::read(&playable).await?);
        let file = RecordingFile {
            object_key: format!("recordings/{}/whole.{ending}", recording.id),
            sha256: Digest::of_bytes(&bytes),
        };
        let put = self.media.put(&file.object_key, bytes).await;
        put.map_err(Error::from)?;
        Ok(file)
    }
}

/// The file to keep: seekable where ffmpeg is there, as it was recorded where not.
async fn seekable(joined: &Path, output: PathBuf) -> std::result::Result<PathBuf, NotMade> {
    match remux(joined, &output).await {
        Ok(()) => Ok(output),
        Err(error @ RemuxError::NoFfmpeg(_)) => {
            tracing::warn!("{error}");
            Ok(joined.to_owned())
        }
        Err(RemuxError::Unreadable(reason)) => {
            Err(NotMade::Broken(format!("It cannot be played: {reason}.")))
        }
    }
}

/// The file ending of a media type, which chooses the container.
fn ending_of(media_type: &str) -> &'static str {
    match media_type.split(';').next() {
        Some("video/mp4" | "audio/mp4") => "mp4",
        _ => "webm",
    }
}
