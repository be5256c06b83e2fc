//! Films, stills and captions of assessments, for who is to see them.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::BoxStream;

use super::actors::{Candidate, Staff};
use super::candidate::{SittingView, fence};
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

/// The files of one published assessment, by the paths that its definition names.
#[derive(Debug, Clone)]
pub struct Prompts {
    files: Arc<Vec<AssessmentMedia>>,
}

impl Prompts {
    /// What the file at that path contains; `None` for a draft's file that was never published.
    pub fn digest_of(&self, path: &str) -> Option<Digest> {
        let file = self.files.iter().find(|file| file.path == path)?;
        Some(file.sha256)
    }
}

impl App {
    /// The files of the assessment that a sitting pinned.
    pub async fn prompts(&self, view: &SittingView) -> Result<Prompts> {
        let files = self.media_files(&view.record.fingerprint).await?;
        Ok(Prompts { files })
    }

    /// The file with that content, where the assessment that the candidate's sitting pinned has it.
    pub async fn prompt_for_candidate(
        &self,
        candidate: &Candidate,
        sha256: Digest,
    ) -> Result<Prompt> {
        let held = self.hold_for(candidate).await?;
        let live = held.live()?;
        fence(live, candidate)?;
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
