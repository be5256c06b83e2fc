//! A package as the bytes of a zip archive.
//!
//! Archives come from anywhere. So nothing is unpacked beyond its limits, whatever sizes it claims; no path leads out of
//! the package; and links, passwords and names that differ in case only are refused.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Package;
use super::names::{has_ending, stays_within};

/// How many files a package may have.
const MOST_FILES: usize = 10_000;
/// How many bytes a document may unpack to.
const MOST_DOCUMENT_BYTES: u64 = 32 << 20;
/// How many bytes everything together may unpack to.
const MOST_BYTES: u64 = 1 << 30;
/// How many bytes all documents together may unpack to; they are kept as trees, which are larger.
const MOST_BYTES_OF_DOCUMENTS: u64 = 64 << 20;
/// How many times smaller than its content a file may be packed; plain XML reaches some fifty.
const MOST_SHRUNK: u64 = 400;
/// How many bytes may be unpacked from however few, for a file and for everything: that little harms nobody.
const HARMLESS_BYTES: u64 = 1 << 20;

/// Why an archive is not read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ArchiveError {
    /// It is no zip archive, or a broken one.
    #[error("this is no zip archive that can be read: {0}")]
    NoArchive(String),
    /// It has too many files.
    #[error("the package has {0} files, and {MOST_FILES} are the most that are read")]
    TooManyFiles(usize),
    /// A file unpacks to too much, by itself or with those before it.
    #[error(
        "`{0}` unpacks to too much: the most that is read is {document} MiB for a document, {documents} MiB for all of \
         them, and {all} MiB for the package",
        document = MOST_DOCUMENT_BYTES >> 20, documents = MOST_BYTES_OF_DOCUMENTS >> 20, all = MOST_BYTES >> 20
    )]
    TooLarge(String),
    /// A file is packed so small that it can only be meant to fill a disk.
    #[error(
        "`{0}` unpacks to more than {MOST_SHRUNK} times its packed size, or everything until it to that much of the \
         package's, as no film or text does"
    )]
    Bomb(String),
    /// A path would be written elsewhere.
    #[error("the path {0:?} leads out of the package, or is none that every system can write")]
    Elsewhere(String),
    /// A file is a link.
    #[error("`{0}` is a link; pack the file itself")]
    Link(String),
    /// A file needs a password.
    #[error("`{0}` needs a password; pack it without one")]
    Locked(String),
    /// Two files have the same path on some systems.
    #[error("two files of the package are called `{0}`")]
    Twice(String),
}

impl Package {
    /// Reads a package from the bytes of its archive.
    ///
    /// # Errors
    ///
    /// Why the archive is not read.
    pub fn unpack(bytes: &[u8]) -> Result<Self, ArchiveError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if MOST_FILES < archive.len() {
            return Err(ArchiveError::TooManyFiles(archive.len()));
        }
        let mut files = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let whole = bytes.len() as u64;
        let mut left = Left {
            all: MOST_BYTES,
            documents: MOST_BYTES_OF_DOCUMENTS,
            shrunk: whole.saturating_mul(MOST_SHRUNK) + HARMLESS_BYTES,
        };
        for number in 0..archive.len() {
            let name = archive.name_for_index(number).and_then(Result::ok);
            let name = name.unwrap_or_default().into_owned();
            let mut file = match archive.by_index(number) {
                Ok(file) => file,
                Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                    return Err(ArchiveError::Locked(name));
                }
                Err(error) => return Err(broken(&error)),
            };
            let Some(path) = std::str::from_utf8(file.name_raw()).ok().map(str::to_owned) else {
                let name = String::from_utf8_lossy(file.name_raw()).into_owned();
                return Err(ArchiveError::Elsewhere(name));
            };
            if file.is_symlink() {
                return Err(ArchiveError::Link(path));
            }
            let is_folder = file.is_dir();
            if !stays_within(
                path.strip_suffix('/')
                    .filter(|_| is_folder)
                    .unwrap_or(&path),
            ) {
                return Err(ArchiveError::Elsewhere(path));
            }
            if is_folder {
                continue;
            }
            if !seen.insert(path.to_lowercase()) {
                return Err(ArchiveError::Twice(path));
            }
            // A file is packed in no more bytes than the archive has, whatever it says.
            let packed = file.compressed_size().min(whole);
            let content = left.unpacked(&mut file, &path, packed)?;
            files.insert(path, content);
        }
        Ok(Self { files })
    }

    /// The bytes of the package's archive. The same package gives the same bytes.
    ///
    /// # Errors
    ///
    /// Why there is no such archive: a package of more than four gibibytes.
    pub fn pack(&self) -> Result<Vec<u8>, ArchiveError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in &self.files {
            // Films are packed already.
            let method = if has_ending(path, "xml") || has_ending(path, "vtt") {
                CompressionMethod::Deflated
            } else {
                CompressionMethod::Stored
            };
            let options = SimpleFileOptions::default().compression_method(method);
            writer
                .start_file(&**path, options)
                .map_err(|error| broken(&error))?;
            writer
                .write_all(bytes)
                .map_err(|error| ArchiveError::NoArchive(error.to_string()))?;
        }
        let written = writer.finish().map_err(|error| broken(&error))?;
        Ok(written.into_inner())
    }
}

fn broken(error: &ZipError) -> ArchiveError {
    ArchiveError::NoArchive(error.to_string())
}

/// How many bytes may still be unpacked.
struct Left {
    all: u64,
    documents: u64,
    /// As the size of the archive allows: entries may share their packed bytes.
    shrunk: u64,
}

impl Left {
    /// A file's content: read until a limit, not until the size that the archive claims.
    fn unpacked(
        &mut self,
        file: &mut impl std::io::Read,
        path: &str,
        packed: u64,
    ) -> Result<Vec<u8>, ArchiveError> {
        let is_document = has_ending(path, "xml");
        let whole = if is_document {
            MOST_DOCUMENT_BYTES.min(self.documents).min(self.all)
        } else {
            self.all
        };
        let shrunk = packed.saturating_mul(MOST_SHRUNK).max(HARMLESS_BYTES);
        let shrunk = shrunk.min(self.shrunk);
        let limit = whole.min(shrunk);
        let mut content = Vec::new();
        file.take(limit + 1)
            .read_to_end(&mut content)
            .map_err(|error| ArchiveError::NoArchive(format!("`{path}`: {error}")))?;
        let size = content.len() as u64;
        if limit < size {
            return Err(if shrunk < whole {
                ArchiveError::Bomb(path.to_owned())
            } else {
                ArchiveError::TooLarge(path.to_owned())
            });
        }
        self.all -= size;
        self.shrunk -= size;
        if is_document {
            self.documents -= size;
        }
        Ok(content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in files {
            let options =
                SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            writer.start_file(*path, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn refusal(files: &[(&str, &[u8])]) -> ArchiveError {
        Package::unpack(&archive(files)).unwrap_err()
    }

    #[test]
    fn a_package_reads_back_from_its_archive_and_gives_the_same_bytes_again() {
        let files = [
            ("a.xml", &b"<a/>"[..]),
            ("media/b.mp4", &[0, 159, 146, 150]),
        ];
        let files = files.map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
        let package = Package {
            files: files.into(),
        };
        let bytes = package.pack().unwrap();
        assert_eq!(Package::unpack(&bytes).unwrap(), package);
        assert_eq!(package.pack().unwrap(), bytes);
    }

    #[test]
    fn paths_that_lead_elsewhere_are_refused() {
        for path in [
            "../a",
            "/etc/passwd",
            "a/../../b",
            "c:\\a",
            "a\\b",
            "a//b",
            ".ssh/id",
            "a\0b",
        ] {
            assert_eq!(
                refusal(&[(path, b"x")]),
                ArchiveError::Elsewhere(path.to_owned())
            );
        }
    }

    #[test]
    fn bombs_are_refused_before_they_are_unpacked() {
        let zeros = vec![0_u8; 2 << 20];
        assert_eq!(
            refusal(&[("a.mp4", &zeros)]),
            ArchiveError::Bomb("a.mp4".to_owned())
        );
    }

    #[test]
    fn nothing_is_unpacked_beyond_what_is_left() {
        let left = |all, documents, shrunk| Left {
            all,
            documents,
            shrunk,
        };
        let unpacked = |mut left: Left, path: &str| {
            left.unpacked(&mut std::io::repeat(b'x').take(1000), path, 1000)
        };
        let large = |path: &str| Err(ArchiveError::TooLarge(path.to_owned()));
        assert_eq!(unpacked(left(999, 2000, 2000), "a.mp4"), large("a.mp4"));
        assert_eq!(unpacked(left(2000, 999, 2000), "a.xml"), large("a.xml"));
        assert_eq!(unpacked(left(2000, 999, 2000), "A.XML"), large("A.XML"));
        let bomb = Err(ArchiveError::Bomb("a.mp4".to_owned()));
        assert_eq!(unpacked(left(2000, 2000, 999), "a.mp4"), bomb);
        let mut left = left(2500, 2000, 2000);
        for path in ["a.xml", "b.mp4"] {
            let content = left.unpacked(&mut std::io::repeat(b'x').take(1000), path, 1000);
            assert_eq!(content.unwrap().len(), 1000);
        }
        assert_eq!((left.all, left.documents, left.shrunk), (500, 1000, 0));
    }

    #[test]
    fn many_small_files_that_unpack_to_much_are_refused_as_one_is() {
        let document = format!("<a>{}</a>", "<b/>".repeat(70_000)).into_bytes();
        let paths: Vec<String> = (0..20).map(|number| format!("{number}.xml")).collect();
        let files: Vec<_> = paths.iter().map(|path| (&**path, &*document)).collect();
        let refusal = refusal(&files);
        assert!(matches!(refusal, ArchiveError::Bomb(_)), "{refusal}");
    }

    #[test]
    fn links_and_names_that_differ_in_case_only_are_refused() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .add_symlink("link", "/etc", SimpleFileOptions::default())
            .unwrap();
        let link = writer.finish().unwrap().into_inner();
        assert_eq!(
            Package::unpack(&link).unwrap_err(),
            ArchiveError::Link("link".to_owned())
        );
        assert_eq!(
            refusal(&[("a.xml", b"1"), ("A.xml", b"2")]),
            ArchiveError::Twice("A.xml".to_owned())
        );
    }

    #[test]
    fn what_is_no_archive_is_refused() {
        let good = archive(&[(
            "a.xml",
            &b"<a>text that is long enough to pack</a>".repeat(20),
        )]);
        for bytes in [&b""[..], b"PK", b"<a/>", &good[..good.len() / 2]] {
            assert!(matches!(
                Package::unpack(bytes),
                Err(ArchiveError::NoArchive(_))
            ));
        }
        let mut damaged = good;
        damaged[45] ^= 0xFF;
        assert!(Package::unpack(&damaged).is_err());
    }

    #[test]
    fn too_many_files_are_refused() {
        let paths: Vec<String> = (0..=MOST_FILES).map(|number| format!("{number}")).collect();
        let files: Vec<_> = paths.iter().map(|path| (&**path, &b""[..])).collect();
        assert_eq!(refusal(&files), ArchiveError::TooManyFiles(MOST_FILES + 1));
    }
}
