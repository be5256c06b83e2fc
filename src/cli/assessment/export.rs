//! `composure assessment export`.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;

use super::beside::Beside;
use crate::app::publish::read_source;
use crate::assessment::parse;
use crate::assessment::qti::{Media, export, media_paths};
use crate::digest::Digest;

/// Writes an assessment as a package of QTI 3.0. What QTI cannot say goes into an extension within it.
///
/// An unfinished assessment can be written too. Comments in its files and its README.md are left out.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Folder of the assessment.
    #[arg(value_name = "FOLDER")]
    pub(super) assessment: PathBuf,
    /// The package to write.
    #[arg(long, value_name = "ZIP")]
    pub(super) qti: PathBuf,
    /// Pack films, posters and captions too, where they are there.
    #[arg(long)]
    pub(super) with_media: bool,
    /// Write over the package if it is there.
    #[arg(long)]
    pub(super) replace: bool,
}

impl Export {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let shown = self.qti.display();
        // A link that leads nowhere is there too.
        if fs::symlink_metadata(&self.qti).is_ok() && !self.replace {
            bail!("{shown} is there already; add --replace to write over it");
        }
        let source = read_source(&self.assessment)?;
        // As publishing does: films are named from the folder above the folder of assessments.
        let root = self.assessment.join("../..");
        let media = media_paths(&source)
            .into_iter()
            .map(|path| self.media(&root, path))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let package = match export(&source, &media) {
            Ok(package) => package,
            Err(faults) => {
                for fault in faults {
                    println!("{fault}\n");
                }
                return Ok(ExitCode::FAILURE);
            }
        };
        Beside::write(&self.qti, &package.pack()?)?.settle()?;
        println!("{shown}: {} files", package.files.len());
        let missing = media.iter().filter(|file| file.sha256.is_none());
        for file in missing {
            println!("not there, so without fingerprint: {}", file.path);
        }
        if let Err(faults) = parse(&source) {
            let count = faults.count();
            println!("the assessment is not whole ({count} faults): `composure check` prints why");
        }
        Ok(ExitCode::SUCCESS)
    }

    fn media(&self, root: &Path, path: String) -> anyhow::Result<Media> {
        let file = root.join(&path);
        let bytes = match fs::metadata(&file) {
            // Reading a device or a pipe may never end.
            Ok(found) if !found.is_file() => bail!("{} is no file", file.display()),
            Ok(_) => {
                fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(Media {
                    path,
                    sha256: None,
                    bytes: None,
                });
            }
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be read", file.display()));
            }
        };
        let sha256 = Some(Digest::of_bytes(&bytes).to_string());
        let bytes = self.with_media.then_some(bytes);
        Ok(Media {
            path,
            sha256,
            bytes,
        })
    }
}
