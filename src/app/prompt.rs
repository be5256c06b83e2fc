//! Films, stills and captions of assessments, for who is to see them.

use bytes::Bytes;
use futures_util::stream::BoxStream;

use super::actors::{Candidate, Staff};
use super::{App, Error, Result};
use crate::digest::Digest;
use crate::media::{ByteRange, MediaError};
use crate::storage;
use crate::storage::assessment::AssessmentMedia;

/// A file of an assessment that somebody may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    file: AssessmentMedia,
}

impl Prompt {
    /// Its media type.
    pub fn media_type(&self) -> &str {
        &self.file.media_type
    }
    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        self.file.bytes
    }
}

impl App {
    /// The file with that content, where the assessment that the candidate's sitting pinned has it.
    pub async fn prompt_for_candidate(
        &self,
        candidate: &Candidate,
        sha256: Digest,
    ) -> Result<Prompt> {
        let held = self.hold_for(candidate).await?;
        let live = held.live()?;
        super::candidate::fence(live, candidate)?;
        let fingerprint = live.record.fingerprint.clone();
        drop(held);
        let files = self.media_files(&fingerprint).await?;
        let file = files.iter().find(|file| file.sha256 == sha256);
        let file = file.ok_or(Error::NotFound("film"))?.clone();
        Ok(Prompt { file })
    }

    /// The file with that content; assessments are nobody's alone, so that every member of staff may see them.
    pub async fn prompt_for_staff(&self, _staff: &Staff, sha256: Digest) -> Result<Prompt> {
        let mut tx = self.db.read().await?;
        let found = storage::assessment::media_by_digest(&mut tx, sha256).await?;
        let file = found.ok_or(Error::NotFound("film"))?;
        Ok(Prompt { file })
    }

    /// The bytes of a file, or of a part of it, as they are read.
    pub async fn prompt_bytes(
        &self,
        prompt: &Prompt,
        range: Option<ByteRange>,
    ) -> Result<BoxStream<'static, std::result::Result<Bytes, MediaError>>> {
        let key = object_key(prompt.file.sha256);
        Ok(self.media.stream(&key, range).await?)
    }
}

/// Under which key the media store keeps an assessment's file.
fn object_key(sha256: Digest) -> String {
    format!("assessment/{sha256}")
}
