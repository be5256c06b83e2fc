//! `composure assessment import`.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;

use crate::app::publish::read_source;
use crate::assessment::qti::{Imported, Package, import};
use crate::assessment::{Fault, parse};

/// The largest package that is read, in bytes.
const MOST_BYTES: u64 = 1 << 30;

/// Writes the files of an assessment from a package of QTI 3.0, and prints what they still miss.
///
/// Nothing is written outside of the folder, and nothing there is written over unless --replace says so.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The package.
    #[arg(value_name = "ZIP")]
    pub(super) package: PathBuf,
    /// Folder of the assessment; it is made if it is not there.
    #[arg(long, value_name = "FOLDER")]
    pub(super) into: PathBuf,
    /// Write over files that are there already.
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
        self.write(&imported)?;
        print_faults(&imported.faults);
        self.report(&imported)
    }

    fn write(&self, imported: &Imported) -> anyhow::Result<()> {
        let texts = imported
            .source
            .files
            .iter()
            .map(|(path, text)| (path, text.as_bytes()));
        let media = imported
            .media
            .iter()
            .map(|(path, bytes)| (path, bytes.as_slice()));
        let files: Vec<_> = texts.chain(media).collect();
        // Everything is looked at before anything is written: an import is done whole or not at all.
        for (path, _) in &files {
            self.check_free(path)?;
        }
        for (path, bytes) in files {
            let file = self.into.join(path);
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)
                    .with_context(|| format!("{} cannot be made", folder.display()))?;
            }
            write_whole(&file, bytes)?;
        }
        Ok(())
    }

    /// That a path may be written: no folder on the way is a link that leads elsewhere, and no file is there yet.
    fn check_free(&self, path: &str) -> anyhow::Result<()> {
        let mut place = self.into.clone();
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            place.push(part);
            let Ok(found) = fs::symlink_metadata(&place) else {
                return Ok(());
            };
            let shown = place.display();
            if found.is_symlink() {
                bail!("{shown} is a link, which could lead out of the folder; nothing was written");
            }
            let is_last = parts.peek().is_none();
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

/// Writes a file beside its place and then moves it there, so that nobody ever reads half of it.
fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let shown = path.display();
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    // A file or link of that name is never written through.
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)
        .with_context(|| format!("{shown}.new cannot be written"))?;
    file.write_all(bytes)
        .with_context(|| format!("{shown}.new cannot be written"))?;
    fs::rename(&beside, path).with_context(|| format!("{shown} cannot be written"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use tempfile::TempDir;

    use super::super::export::Export;
    use super::*;
    use crate::assessment::example;

    /// The example in the folder `assessments/example` of a project, with a film.
    fn project() -> TempDir {
        let project = TempDir::new().unwrap();
        for (path, text) in example::source().files {
            let file = project.path().join("assessments/example").join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        fs::create_dir_all(project.path().join("media/scenes/queue")).unwrap();
        fs::write(
            project.path().join("media/scenes/queue/poster.jpg"),
            "a picture",
        )
        .unwrap();
        project
    }

    fn exported(project: &TempDir) -> PathBuf {
        let package = project.path().join("out.zip");
        let export = Export {
            assessment: project.path().join("assessments/example"),
            qti: package.clone(),
            with_media: true,
            replace: false,
        };
        export.run().unwrap();
        package
    }

    fn import_into(package: &Path, into: &Path, replace: bool) -> anyhow::Result<ExitCode> {
        let import = Import {
            package: package.to_owned(),
            into: into.to_owned(),
            replace,
        };
        import.run()
    }

    fn files(folder: &Path) -> BTreeSet<PathBuf> {
        let mut found = BTreeSet::new();
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.is_symlink() {
                found.extend(files(&path));
            } else {
                found.insert(path);
            }
        }
        found
    }

    #[test]
    fn an_assessment_comes_back_from_its_package_with_its_media() {
        let project = project();
        let into = project.path().join("assessments/copy");
        import_into(&exported(&project), &into, false).unwrap();
        let copy = parse(&read_source(&into).unwrap()).unwrap();
        assert!(copy == example::example().1, "the copy differs");
        let poster = into.join("media/scenes/queue/poster.jpg");
        assert_eq!(fs::read_to_string(poster).unwrap(), "a picture");
    }

    #[test]
    fn nothing_is_written_over_unless_it_is_wished() {
        let project = project();
        let package = exported(&project);
        let into = project.path().join("copy");
        fs::create_dir_all(&into).unwrap();
        fs::write(into.join("tasks.toml"), "mine").unwrap();
        let refusal = import_into(&package, &into, false).unwrap_err().to_string();
        assert!(
            refusal.contains("tasks.toml") && refusal.contains("--replace"),
            "{refusal}"
        );
        assert_eq!(files(&into).len(), 1);
        import_into(&package, &into, true).unwrap();
        assert_ne!(fs::read_to_string(into.join("tasks.toml")).unwrap(), "mine");
        let again = Export {
            assessment: project.path().join("assessments/example"),
            qti: package,
            with_media: false,
            replace: false,
        };
        assert!(again.run().unwrap_err().to_string().contains("--replace"));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let project = project();
        let package = exported(&project);
        let outside = TempDir::new().unwrap();
        for link in ["scenes", "tasks.toml"] {
            let into = project.path().join(format!("copy-{link}"));
            fs::create_dir_all(&into).unwrap();
            std::os::unix::fs::symlink(outside.path(), into.join(link)).unwrap();
            let refusal = import_into(&package, &into, true).unwrap_err().to_string();
            assert!(refusal.contains("is a link"), "{refusal}");
            assert_eq!(files(&into).len(), 1, "{link}");
        }
        assert!(files(outside.path()).is_empty());
    }

    #[test]
    fn a_package_that_cannot_be_read_leaves_no_folder() {
        let project = project();
        let package = project.path().join("broken.zip");
        fs::write(&package, "no archive").unwrap();
        let into = project.path().join("copy");
        assert!(import_into(&package, &into, false).is_err());
        assert!(!into.exists());
    }
}
