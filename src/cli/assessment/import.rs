//! `composure assessment import`.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;

use super::beside::{Beside, NewFolders};
use crate::app::publish::read_source;
use crate::assessment::qti::{Imported, Package, import};
use crate::assessment::{Fault, Source, parse};

/// The largest package that is read, in bytes.
const MOST_BYTES: u64 = 1 << 30;

/// Writes the files of an assessment from a package of QTI 3.0, and prints what they still miss.
///
/// Nothing is written outside of the folder, and nothing there is written over or removed unless --replace says so.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The package.
    #[arg(value_name = "ZIP")]
    pub(super) package: PathBuf,
    /// Folder of the assessment; it is made if it is not there.
    #[arg(long, value_name = "FOLDER")]
    pub(super) into: PathBuf,
    /// Write over files that are there already, and remove those of the definition that the package does not have.
    #[arg(long)]
    pub(super) replace: bool,
}

impl Import {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let shown = self.package.display();
        let size =
            fs::metadata(&self.package).with_context(|| format!("{shown} cannot be read"))?;
        if MOST_BYTES < size.len() {
            bail!(
                "{shown} is larger than {} MiB, which is the most that is read",
                MOST_BYTES >> 20
            );
        }
        let bytes = fs::read(&self.package).with_context(|| format!("{shown} cannot be read"))?;
        let package = Package::unpack(&bytes).with_context(|| shown.to_string())?;
        let imported = match import(&package) {
            Ok(imported) => imported,
            Err(faults) => {
                print_faults(&faults);
                println!("{shown}: nothing was written");
                return Ok(ExitCode::FAILURE);
            }
        };
        let removed = self.write(&imported)?;
        print_faults(&imported.faults);
        for path in removed {
            println!("not in the package, so removed: {path}");
        }
        self.report(&imported)
    }

    /// Writes every file, or none of them. Gives the files of a definition that were there before and are no more.
    fn write(&self, imported: &Imported) -> anyhow::Result<Vec<String>> {
        let texts = imported
            .source
            .files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_bytes()));
        let media = imported
            .media
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
        let files: Vec<_> = texts.chain(media).collect();
        // Everything is looked at before anything is written: an import is done whole or not at all.
        check_paths(files.iter().map(|(path, _)| *path))?;
        for (path, _) in &files {
            self.check_free(path)?;
        }
        let stale = self.stale(&imported.source)?;
        let mut folders = NewFolders::default();
        let mut written = Vec::new();
        for (path, bytes) in files {
            let file = self.into.join(path);
            if let Some(folder) = file.parent() {
                folders.make(folder)?;
            }
            written.push(Beside::write(&file, bytes)?);
        }
        for file in written {
            file.settle()?;
        }
        for path in &stale {
            let file = self.into.join(path);
            fs::remove_file(&file)
                .with_context(|| format!("{} cannot be removed", file.display()))?;
        }
        Ok(stale)
    }

    /// The files of the definition that is there which the package does not have: read together with the package's they
    /// would be a mixture of two.
    fn stale(&self, source: &Source) -> anyhow::Result<Vec<String>> {
        let mut stale = definition_files(&self.into)?;
        stale.retain(|path| !source.files.contains_key(path));
        if let (Some(path), false) = (stale.first(), self.replace) {
            bail!(
                "{} is there already, and the package has none; nothing was written. Add --replace to remove it",
                self.into.join(path).display()
            );
        }
        Ok(stale)
    }

    /// That a path may be written: no folder on the way is a link that leads elsewhere, and no file is there yet.
    fn check_free(&self, path: &str) -> anyhow::Result<()> {
        let mut place = self.into.clone();
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            place.push(part);
            let is_last = parts.peek().is_none();
            if is_last {
                check_no_leftover(&Beside::path(&place))?;
            }
            let shown = place.display();
            let found = match fs::symlink_metadata(&place) {
                Ok(found) => found,
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
                Err(error) => {
                    let reason = format!("{shown} cannot be looked at; nothing was written");
                    return Err(error).context(reason);
                }
            };
            if found.is_symlink() {
                bail!("{shown} is a link, which could lead out of the folder; nothing was written");
            }
            if is_last && found.is_dir() || !is_last && !found.is_dir() {
                bail!("{shown} is in the way of {path}; nothing was written");
            }
            if is_last && !self.replace {
                bail!(
                    "{shown} is there already; nothing was written. Add --replace to write over it"
                );
            }
        }
        Ok(())
    }

    fn report(&self, imported: &Imported) -> anyhow::Result<ExitCode> {
        let into = self.into.display();
        let (files, media) = (imported.source.files.len(), imported.media.len());
        println!("{into}: {files} files and {media} films, pictures and captions written");
        if 0 < media {
            println!(
                "a definition names them from the folder above the folder of assessments: move them there"
            );
        }
        match parse(&read_source(&self.into)?) {
            Ok(_) if imported.faults.is_empty() => {
                println!(
                    "{into}: whole; `composure check {into}` says whether it may be published"
                );
                Ok(ExitCode::SUCCESS)
            }
            Ok(_) => Ok(ExitCode::FAILURE),
            Err(faults) => {
                println!("\nWhat the assessment still misses:\n\n{faults}");
                Ok(ExitCode::FAILURE)
            }
        }
    }
}

fn print_faults(faults: &[Fault]) {
    for fault in faults {
        println!("{fault}\n");
    }
}

/// That no two files have the same path, on systems too that tell no cases apart, and none stands where another's
/// folder has to.
fn check_paths<'a>(paths: impl Iterator<Item = &'a str>) -> anyhow::Result<()> {
    let paths: Vec<_> = paths.map(str::to_lowercase).collect();
    let mut seen = BTreeSet::new();
    for path in &paths {
        if !seen.insert(path.as_str()) {
            bail!("two files of the package would be written to {path}; nothing was written");
        }
    }
    for path in &paths {
        let mut above = path.match_indices('/').map(|(at, _)| &path[..at]);
        if let Some(file) = above.find(|above| seen.contains(above)) {
            bail!("{file} would be a file and the folder of {path}; nothing was written");
        }
    }
    Ok(())
}

fn check_no_leftover(beside: &Path) -> anyhow::Result<()> {
    match fs::symlink_metadata(beside) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        _ => bail!(
            "{} is there, as an import leaves it that was broken off; nothing was written. Remove it first",
            beside.display()
        ),
    }
}

/// The paths of the files in a folder that are part of a definition; none behind a link.
fn definition_files(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut paths = Vec::new();
    for part in ["", "scenes/", "norms/"] {
        let place = folder.join(part.trim_end_matches('/'));
        let is_folder = |found: fs::Metadata| found.is_dir();
        if !fs::symlink_metadata(&place).is_ok_and(is_folder) {
            continue;
        }
        let reason = || format!("{} cannot be read", place.display());
        for entry in fs::read_dir(&place).with_context(reason)? {
            let entry = entry.with_context(reason)?;
            let path = format!("{part}{}", entry.file_name().to_string_lossy());
            let is_file = entry.file_type().is_ok_and(|kind| !kind.is_dir());
            if is_file && Source::belongs(&path) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    Ok(paths)
}
