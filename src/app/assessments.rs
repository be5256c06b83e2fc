//! Published definitions, parsed once: a published version never changes, so what was parsed stays good.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::{App, Error, Result};
use crate::assessment::{Assessment, Source, parse};
use crate::storage::{Tx, assessment as stored};

/// The definitions read so far, by fingerprint.
#[derive(Debug, Default)]
pub(crate) struct Published {
    parsed: RwLock<HashMap<String, Arc<Assessment>>>,
}

impl App {
    /// The published definition of that fingerprint.
    pub(crate) async fn assessment(
        &self,
        tx: &mut Tx,
        fingerprint: &str,
    ) -> Result<Arc<Assessment>> {
        let known = self
            .published
            .parsed
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(assessment) = known.get(fingerprint) {
            return Ok(Arc::clone(assessment));
        }
        drop(known);
        let published = stored::by_fingerprint(tx, fingerprint)
            .await?
            .ok_or(Error::NotFound("assessment version"))?;
        let assessment = parse(&Source::new(published.files))
            .map(Arc::new)
            .map_err(|_faults| Error::Internal("a published assessment cannot be read"))?;
        let mut parsed = self
            .published
            .parsed
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        parsed.insert(fingerprint.to_owned(), Arc::clone(&assessment));
        Ok(assessment)
    }
}
