//! Published assessments and their media: global, append-only, known by fingerprint.

use std::collections::BTreeMap;

use super::error::inconsistent;
use super::{StorageError, Tx};
use crate::assessment::AssessmentName;
use crate::clock::Millis;
use crate::digest::Digest;

/// A published version as text, to be parsed again by whoever needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedAssessment {
    /// The content hash of its files, 64 hexadecimal digits.
    pub fingerprint: String,
    /// Its name.
    pub name: AssessmentName,
    /// Its version.
    pub version: u32,
    /// The texts of its files, by path.
    pub files: BTreeMap<String, String>,
    /// When it was published.
    pub published: Millis,
}

/// A film, still or caption file of a published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentMedia {
    /// The path that the definition names.
    pub path: String,
    /// What the file contains.
    pub sha256: Digest,
    /// How long it is.
    pub bytes: u64,
    /// Its media type.
    pub media_type: String,
}

row! {
    struct AssessmentRow {
        fingerprint: String,
        name: String,
        version: i64,
        files: String,
        published_ms: Millis,
    }
}

row! {
    struct MediaRow {
        path: String,
        sha256: String,
        bytes: i64,
        media_type: String,
    }
}

impl TryFrom<AssessmentRow> for PublishedAssessment {
    type Error = StorageError;

    fn try_from(row: AssessmentRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent("assessment", row.fingerprint.clone());
        Ok(Self {
            name: AssessmentName::parse(&row.name).ok_or_else(|| unreadable("name"))?,
            version: u32::try_from(row.version).map_err(|_fault| unreadable("version"))?,
            files: serde_json::from_str(&row.files).map_err(|_fault| unreadable("files"))?,
            published: row.published_ms,
            fingerprint: row.fingerprint,
        })
    }
}

impl TryFrom<MediaRow> for AssessmentMedia {
    type Error = StorageError;

    fn try_from(row: MediaRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent("assessment_media", row.path.clone());
        Ok(Self {
            sha256: Digest::parse(&row.sha256).ok_or_else(|| unreadable("sha256"))?,
            bytes: u64::try_from(row.bytes).map_err(|_fault| unreadable("bytes"))?,
            media_type: row.media_type,
            path: row.path,
        })
    }
}

/// Publishes a version with its media. Doing it again changes nothing, and says so with `false`.
pub async fn publish(
    tx: &mut Tx,
    assessment: &PublishedAssessment,
    media: &[AssessmentMedia],
) -> Result<bool, StorageError> {
    let files = serde_json::to_string(&assessment.files)
        .map_err(|_fault| inconsistent("assessment", &assessment.fingerprint)("files"))?;
    let added = on!(tx, |c| {
        sqlx::query(
            "insert into assessment (fingerprint, name, version, files, published_ms)
            values ($1, $2, $3, $4, $5)
            on conflict (fingerprint) do nothing",
        )
        .bind(&assessment.fingerprint)
        .bind(assessment.name.as_str())
        .bind(i64::from(assessment.version))
        .bind(files)
        .bind(assessment.published)
        .execute(c)
        .await?
        .rows_affected()
    });
    if added == 0 {
        return Ok(false);
    }
    for file in media {
        insert_media(tx, &assessment.fingerprint, file).await?;
    }
    Ok(true)
}

async fn insert_media(
    tx: &mut Tx,
    fingerprint: &str,
    file: &AssessmentMedia,
) -> Result<(), StorageError> {
    let bytes = i64::try_from(file.bytes)
        .map_err(|_fault| inconsistent("assessment_media", &file.path)("bytes"))?;
    on!(tx, |c| {
        sqlx::query(
            "insert into assessment_media (fingerprint, path, sha256, bytes, media_type)
            values ($1, $2, $3, $4, $5)",
        )
        .bind(fingerprint)
        .bind(&file.path)
        .bind(file.sha256.to_string())
        .bind(bytes)
        .bind(&file.media_type)
        .execute(c)
        .await?;
    });
    Ok(())
}

/// The version of that fingerprint.
pub async fn by_fingerprint(
    tx: &mut Tx,
    fingerprint: &str,
) -> Result<Option<PublishedAssessment>, StorageError> {
    let row: Option<AssessmentRow> = on!(tx, |c| {
        sqlx::query_as(
            "select fingerprint, name, version, files, published_ms
            from assessment
            where fingerprint = $1",
        )
        .bind(fingerprint)
        .fetch_optional(c)
        .await?
    });
    row.map(PublishedAssessment::try_from).transpose()
}

/// Every published version, the newest first.
pub async fn all(tx: &mut Tx) -> Result<Vec<PublishedAssessment>, StorageError> {
    let rows: Vec<AssessmentRow> = on!(tx, |c| {
        sqlx::query_as(
            "select fingerprint, name, version, files, published_ms
            from assessment
            order by published_ms desc, fingerprint",
        )
        .fetch_all(c)
        .await?
    });
    rows.into_iter()
        .map(PublishedAssessment::try_from)
        .collect()
}

/// The media of a version, by path.
pub async fn media_of(
    tx: &mut Tx,
    fingerprint: &str,
) -> Result<Vec<AssessmentMedia>, StorageError> {
    let rows: Vec<MediaRow> = on!(tx, |c| {
        sqlx::query_as(
            "select path, sha256, bytes, media_type
            from assessment_media
            where fingerprint = $1
            order by path",
        )
        .bind(fingerprint)
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(AssessmentMedia::try_from).collect()
}

/// The file with that content, of whatever version.
pub async fn media_by_digest(
    tx: &mut Tx,
    sha256: Digest,
) -> Result<Option<AssessmentMedia>, StorageError> {
    let row: Option<MediaRow> = on!(tx, |c| {
        sqlx::query_as(
            "select path, sha256, bytes, media_type
            from assessment_media
            where sha256 = $1
            order by fingerprint, path
            limit 1",
        )
        .bind(sha256.to_string())
        .fetch_optional(c)
        .await?
    });
    row.map(AssessmentMedia::try_from).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::testing::{fixtures, on_both};

    #[tokio::test]
    async fn publishing_again_changes_nothing() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let assessment = PublishedAssessment {
                fingerprint: "a".repeat(64),
                name: AssessmentName::parse("first-look").unwrap(),
                version: 3,
                files: BTreeMap::from([("items.toml".to_owned(), "é = \"\\n\"".to_owned())]),
                published: fixtures::NOW,
            };
            let film = AssessmentMedia {
                path: "media/a.webm".to_owned(),
                sha256: Digest::of_bytes(b"film"),
                bytes: 5_000_000_000,
                media_type: "video/webm".to_owned(),
            };
            let media = std::slice::from_ref(&film);
            assert!(publish(&mut tx, &assessment, media).await.unwrap());
            let changed = PublishedAssessment {
                version: 4,
                ..assessment.clone()
            };
            assert!(!publish(&mut tx, &changed, media).await.unwrap());

            let fingerprint = &assessment.fingerprint;
            assert_eq!(
                by_fingerprint(&mut tx, fingerprint).await.unwrap(),
                Some(assessment.clone())
            );
            assert_eq!(by_fingerprint(&mut tx, "b").await.unwrap(), None);
            assert_eq!(
                all(&mut tx).await.unwrap(),
                std::slice::from_ref(&assessment)
            );
            assert_eq!(media_of(&mut tx, fingerprint).await.unwrap(), media);
            let found = media_by_digest(&mut tx, film.sha256).await.unwrap();
            assert_eq!(found, Some(film.clone()));
            let unknown = Digest::of_bytes(b"other");
            assert_eq!(media_by_digest(&mut tx, unknown).await.unwrap(), None);
        })
        .await;
    }
}
