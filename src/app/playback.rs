//! A reviewer plays what a candidate recorded.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use futures_util::stream::BoxStream;
use uuid::Uuid;

use super::actors::Reviewer;
use super::{App, Error, Result};
use crate::clock::Millis;
use crate::ids::RecordingId;
use crate::media::{MediaError, Wanted};
use crate::people::Actor;
use crate::storage;
use crate::storage::recording::RecordingStatus;

/// A player asks for one film in many parts; together they are one viewing for this long, in milliseconds.
const ONE_VIEWING_MS: i64 = 15 * 60_000;

/// A recording's bytes, as far as a player asked for them.
pub struct Playback {
    /// Its media type.
    pub media_type: String,
    /// How many bytes the whole has.
    pub size: u64,
    /// How many of them are sent.
    pub length: u64,
    /// What was asked for.
    pub wanted: Wanted,
    /// The bytes; none when the part asked for does not exist.
    pub bytes: Option<BoxStream<'static, std::result::Result<Bytes, MediaError>>>,
}

impl fmt::Debug for Playback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Playback")
            .field("media_type", &self.media_type)
            .field("size", &self.size)
            .field("wanted", &self.wanted)
            .finish_non_exhaustive()
    }
}

/// Viewings noted lately by this server, so that one viewing is one entry in the audit chain.
#[derive(Debug, Default)]
pub(crate) struct Viewings {
    noted: Mutex<HashMap<(Actor, Uuid), Millis>>,
}

impl Viewings {
    /// Whether a request begins a new viewing; it is taken as begun then.
    pub(super) fn begins(&self, by: Actor, what: Uuid, now: Millis) -> bool {
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        noted.retain(|_, since| now - *since < ONE_VIEWING_MS);
        if noted.contains_key(&(by, what)) {
            return false;
        }
        noted.insert((by, what), now);
        true
    }

    /// Takes back a viewing that could not be noted.
    pub(super) fn forget(&self, by: Actor, what: Uuid) {
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        noted.remove(&(by, what));
    }
}

impl App {
    /// The recording's bytes that a `Range` header asks for, to a person. Each viewing is noted before its first byte.
    pub async fn play(
        &self,
        reviewer: &Reviewer,
        id: RecordingId,
        range: Option<&str>,
    ) -> Result<Playback> {
        // A program reads numbers; watching somebody is for people.
        reviewer.person()?;
        let person = reviewer.actor();
        let missing = || Error::NotFound("recording");
        let mut tx = self.db.read().await?;
        let found = storage::recording::by_id(&mut tx, reviewer.agency().id, id).await?;
        let recording = found.ok_or_else(missing)?;
        let sitting = storage::sitting::by_id(&mut tx, recording.sitting).await?;
        let application = sitting.ok_or_else(missing)?.application;
        let case = self.case(&mut tx, reviewer, application).await?;
        drop(tx);
        let (RecordingStatus::Ready, Some(file)) = (recording.status, recording.file) else {
            return Err(Error::Conflict(
                "This recording cannot be played yet. The applicant’s page says how far it is."
                    .to_owned(),
            ));
        };
        let size = self.media.size(&file.object_key).await?;
        let wanted = Wanted::read(range, size);
        let (length, part) = match &wanted {
            Wanted::Whole => (size, Some(None)),
            Wanted::Part(part) => (part.end - part.start, Some(Some(part.clone()))),
            Wanted::Unsatisfiable => (0, None),
        };
        let bytes = match part {
            None => None,
            Some(part) => {
                if self.viewings.begins(person, id.0, self.now()) {
                    let detail = serde_json::json!({ "recording": id });
                    let noted = self.note_view(reviewer, &case, "recording.viewed", detail);
                    if let Err(error) = noted.await {
                        self.viewings.forget(person, id.0);
                        return Err(error);
                    }
                }
                Some(self.media.stream(&file.object_key, part).await?)
            }
        };
        // A player needs the container only; what codecs are in it, the file says.
        let media_type = recording.media_type.split(';').next().unwrap_or_default();
        Ok(Playback {
            media_type: media_type.trim().to_owned(),
            size,
            length,
            wanted,
            bytes,
        })
    }
}
