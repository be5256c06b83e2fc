//! Files that are written beside their places first, so that nobody ever reads half of one or of several.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// A file that is written whole beside its place; it goes there by [`Beside::settle`], and away where that never is.
#[derive(Debug)]
pub(super) struct Beside {
    beside: PathBuf,
    place: PathBuf,
}

impl Beside {
    /// Where a file of that place is until it is whole.
    pub(super) fn path(place: &Path) -> PathBuf {
        let mut beside = place.as_os_str().to_owned();
        beside.push(".new");
        beside.into()
    }

    /// Writes a file beside its place.
    ///
    /// # Errors
    ///
    /// Why it cannot be written. Then nothing is left of it.
    pub(super) fn write(place: &Path, bytes: &[u8]) -> anyhow::Result<Self> {
        let beside = Self::path(place);
        let reason = || format!("{} cannot be written", beside.display());
        // A file or link of that name is never written through.
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)
            .with_context(reason)?;
        let written = Self {
            beside: beside.clone(),
            place: place.to_owned(),
        };
        file.write_all(bytes).with_context(reason)?;
        Ok(written)
    }

    /// Moves the file to its place, over what is there.
    ///
    /// # Errors
    ///
    /// Why it cannot be moved. Then the file is gone, and what was there is there.
    pub(super) fn settle(self) -> anyhow::Result<()> {
        fs::rename(&self.beside, &self.place)
            .with_context(|| format!("{} cannot be written", self.place.display()))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // After it was moved there is none, and of one that cannot be removed the error before this one tells.
        let _ = fs::remove_file(&self.beside);
    }
}

/// Folders that were made for files; those that are empty in the end go away again.
#[derive(Debug, Default)]
pub(super) struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    /// Makes a folder and those above it, where they are not there.
    ///
    /// # Errors
    ///
    /// Why it cannot be made.
    pub(super) fn make(&mut self, folder: &Path) -> anyhow::Result<()> {
        let missing = folder
            .ancestors()
            .take_while(|above| !above.as_os_str().is_empty() && !above.exists());
        let missing: Vec<_> = missing.map(Path::to_owned).collect();
        for above in missing.into_iter().rev() {
            fs::create_dir(&above)
                .with_context(|| format!("{} cannot be made", above.display()))?;
            self.0.push(above);
        }
        Ok(())
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // One that holds something stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_file_that_never_settles_leaves_its_place_as_it_was() {
        let folder = TempDir::new().unwrap();
        let place = folder.path().join("a.toml");
        fs::write(&place, "before").unwrap();
        drop(Beside::write(&place, b"after").unwrap());
        assert_eq!(fs::read_to_string(&place).unwrap(), "before");
        assert!(!Beside::path(&place).exists());
        let written = Beside::write(&place, b"after").unwrap();
        assert!(Beside::write(&place, b"another").is_err());
        written.settle().unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "after");
        assert!(!Beside::path(&place).exists());
    }
}
