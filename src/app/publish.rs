//! Assessments become published versions: read whole, held to the gate, their films kept by what they contain.

use std::fs;
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::{App, Error};
use crate::assessment::{Assessment, Faults, GateFault, Source, parse, publish_faults};
use crate::digest::Digest;
use crate::storage;
use crate::storage::assessment::{AssessmentMedia, PublishedAssessment};

/// Why a folder's assessment was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file could not be read.
    #[error("{} cannot be read", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The definition is not whole.
    #[error("{} is not whole:\n{faults}", folder.display())]
    NotWhole {
        /// Its folder.
        folder: PathBuf,
        /// Everything that is wrong.
        faults: Faults,
    },
    /// The definition may not be used.
    #[error("{} may not be published:\n{}", folder.display(), lines(faults))]
    HeldBack {
        /// Its folder.
        folder: PathBuf,
        /// Every reason.
        faults: Vec<GateFault>,
    },
    /// The stores cannot be used.
    #[error(transparent)]
    Platform(#[from] Error),
}

fn lines(faults: &[GateFault]) -> String {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// A folder's assessment as published.
#[derive(Debug, Clone, PartialEq)]
pub struct Publication {
    /// The content hash of its files.
    pub fingerprint: String,
    /// It.
    pub assessment: Assessment,
    /// Whether it was published before.
    pub was_known: bool,
}

/// What came of publishing a folder of assessments.
#[derive(Debug)]
pub struct Published {
    /// Those that can be used now, by their folders' names.
    pub publications: Vec<Publication>,
    /// Those that are not finished or may not be used, each with why.
    pub held_back: Vec<(PathBuf, PublishError)>,
}

/// The text of an assessment's folder.
pub fn read_source(folder: &Path) -> Result<Source, PublishError> {
    let mut files = Vec::new();
    for part in ["", "scenes", "norms"] {
        let part_folder = folder.join(part);
        // Only the folder itself must be there: an assessment may do without scenes.
        if !part.is_empty() && !part_folder.is_dir() {
            continue;
        }
        for path in entries(&part_folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let relative = match part {
                "" => name.into_owned(),
                part => format!("{part}/{name}"),
            };
            if Source::belongs(&relative) {
                let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
                files.push((relative, text));
            }
        }
    }
    Ok(Source::new(files))
}

/// The assessment in a folder, whole and with nothing against using it.
pub fn read_assessment(folder: &Path) -> Result<(Source, Assessment), PublishError> {
    let source = read_source(folder)?;
    let assessment = parse(&source).map_err(|faults| PublishError::NotWhole {
        folder: folder.to_owned(),
        faults,
    })?;
    Ok((source, assessment))
}

/// The folders of assessments in a folder, by name.
pub fn assessment_folders(folder: &Path) -> Result<Vec<PathBuf>, PublishError> {
    let mut folders = entries(folder)?;
    folders.retain(|path| path.join("assessment.toml").is_file());
    Ok(folders)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, PublishError> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        entries.push(entry.map_err(unreadable(folder))?.path());
    }
    entries.sort();
    Ok(entries)
}

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> PublishError {
    move |source| PublishError::File {
        path: path.to_owned(),
        source,
    }
}

impl App {
    /// Publishes every assessment in a folder; those that are known already stay as they are.
    ///
    /// One that somebody is still writing holds nobody else's back, nor the server.
    /// The paths of films are taken from the folder above it, the project's root.
    pub async fn publish_all(&self, folder: &Path) -> Result<Published, PublishError> {
        let mut published = Published {
            publications: Vec::new(),
            held_back: Vec::new(),
        };
        for folder in assessment_folders(folder)? {
            match self.publish(&folder).await {
                Ok(publication) => published.publications.push(publication),
                Err(error @ PublishError::Platform(_)) => return Err(error),
                Err(error) => published.held_back.push((folder, error)),
            }
        }
        Ok(published)
    }

    /// Publishes the assessment in a folder of the folder of assessments. Doing it again changes nothing.
    pub async fn publish(&self, folder: &Path) -> Result<Publication, PublishError> {
        let (source, assessment) = read_assessment(folder)?;
        let faults = publish_faults(&assessment);
        if !faults.is_empty() {
            return Err(PublishError::HeldBack {
                folder: folder.to_owned(),
                faults,
            });
        }
        let root = folder.join("../..");
        let mut media: Vec<AssessmentMedia> = Vec::new();
        for file in assessment.media_files() {
            // Two scenes may share a film.
            if media.iter().any(|kept| kept.path == file.path) {
                continue;
            }
            let path = root.join(&file.path);
            let bytes = fs::read(&path).map_err(unreadable(&path))?;
            media.push(self.keep(&file.path, &file.media_type, bytes).await?);
        }
        let published = PublishedAssessment {
            fingerprint: source.fingerprint().to_string(),
            name: assessment.name.clone(),
            version: assessment.version,
            files: source.files,
            published: self.now(),
        };
        let mut tx = self.db.begin().await.map_err(Error::from)?;
        let is_new = storage::assessment::publish(&mut tx, &published, &media)
            .await
            .map_err(Error::from)?;
        tx.commit().await.map_err(Error::from)?;
        Ok(Publication {
            fingerprint: published.fingerprint,
            assessment,
            was_known: !is_new,
        })
    }

    /// Keeps a film by what it contains, where it is not kept yet.
    async fn keep(
        &self,
        path: &str,
        media_type: &str,
        bytes: Vec<u8>,
    ) -> Result<AssessmentMedia, Error> {
        let file = AssessmentMedia {
            path: path.to_owned(),
            sha256: Digest::of_bytes(&bytes),
            bytes: bytes.len() as u64,
            media_type: media_type.to_owned(),
        };
        let key = media_key(file.sha256);
        match self.media.size(&key).await {
            Ok(_) => {}
            Err(error) if error.is_missing() => {
                self.media.put(&key, Bytes::from(bytes)).await?;
            }
            Err(error) => return Err(error.into()),
        }
        Ok(file)
    }
}

/// Under which key the media store keeps an assessment's file.
pub fn media_key(sha256: Digest) -> String {
    format!("assessment/{sha256}")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::app::testing::World;
    use crate::storage::testing::on_both;

    #[tokio::test]
    async fn an_unfinished_assessment_holds_nobody_else_s_back() {
        on_both(|db| async move {
            let project = Path::new(env!("CARGO_MANIFEST_DIR"));
            let root = tempfile::tempdir().unwrap();
            let folder = root.path().join("assessments");
            fs::create_dir_all(folder.join("draft")).unwrap();
            fs::write(folder.join("draft/assessment.toml"), "name = \"draft\"\n").unwrap();
            symlink(project.join("media"), root.path().join("media")).unwrap();
            let shipped = project.join("assessments/first-look");
            symlink(shipped, folder.join("first-look")).unwrap();

            let world = World::new(db).await;
            let published = world.app.publish_all(&folder).await.unwrap();

            let names = published.publications.iter();
            let names: Vec<_> = names.map(|one| one.assessment.name.as_str()).collect();
            assert_eq!(names, ["first-look"]);
            let [(draft, PublishError::NotWhole { .. })] = &published.held_back[..] else {
                panic!("{:?}", published.held_back);
            };
            assert_eq!(*draft, folder.join("draft"));
        })
        .await;
    }
}
