//! Published definitions, parsed once: a published version never changes, so what was parsed stays good.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::{App, Error, Result};
use crate::assessment::{Assessment, Source, parse};
use crate::storage::assessment::AssessmentMedia;
use crate::storage::{Tx, assessment as stored};

/// The definitions read so far, by fingerprint.
#[derive(Debug, Default)]
pub(crate) struct Published {
    parsed: RwLock<HashMap<String, Arc<Assessment>>>,
    media: RwLock<HashMap<String, Arc<Vec<AssessmentMedia>>>>,
}

impl Published {
    fn get(&self, fingerprint: &str) -> Option<Arc<Assessment>> {
        let parsed = self.parsed.read().unwrap_or_else(PoisonError::into_inner);
        parsed.get(fingerprint).map(Arc::clone)
    }

    fn put(&self, fingerprint: &str, assessment: &Arc<Assessment>) {
        let mut parsed = self.parsed.write().unwrap_or_else(PoisonError::into_inner);
        parsed.insert(fingerprint.to_owned(), Arc::clone(assessment));
    }
}

impl App {
    /// The published definition of that fingerprint.
    pub(crate) async fn assessment(
        &self,
        tx: &mut Tx,
        fingerprint: &str,
    ) -> Result<Arc<Assessment>> {
        if let Some(assessment) = self.published.get(fingerprint) {
            return Ok(assessment);
        }
        let published = stored::by_fingerprint(tx, fingerprint)
            .await?
            .ok_or(Error::NotFound("assessment version"))?;
        let assessment = parse(&Source::new(published.files))
            .map(Arc::new)
            .map_err(|_faults| Error::Internal("a published assessment cannot be read"))?;
        self.published.put(fingerprint, &assessment);
        Ok(assessment)
    }

    /// The films, stills and caption files of the published definition of that fingerprint.
    pub(crate) async fn media_files(&self, fingerprint: &str) -> Result<Arc<Vec<AssessmentMedia>>> {
        let known = self
            .published
            .media
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(fingerprint)
            .cloned();
        if let Some(media) = known {
            return Ok(media);
        }
        let mut tx = self.db.read().await?;
        let media = Arc::new(stored::media_of(&mut tx, fingerprint).await?);
        let mut all = self
            .published
            .media
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        all.insert(fingerprint.to_owned(), Arc::clone(&media));
        Ok(media)
    }
}
