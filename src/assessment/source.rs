//! The text of a definition, and the fingerprint that tells two versions of it apart.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// The text of every file of one definition.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Source {
    /// Text by path, relative to the assessment's folder, with forward slashes.
    pub files: BTreeMap<String, String>,
}

impl Source {
    /// Takes `(path, text)` pairs; a later pair replaces an earlier one of the same path.
    pub fn new<P: Into<String>, T: Into<String>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let files = files
            .into_iter()
            .map(|(path, text)| (path.into(), text.into()))
            .collect();
        Self { files }
    }

    /// Whether a file of an assessment's folder is part of its definition; whoever reads a folder takes these.
    ///
    /// `README.md` is not: evidence grows while the definition stays.
    pub fn belongs(path: &str) -> bool {
        matches!(
            path,
            "assessment.toml" | "items.toml" | "judgements.toml" | "tasks.toml" | "casting.toml"
        ) || named_file(path, "scenes/").is_some()
            || named_file(path, "norms/").is_some()
    }

    /// The fingerprint of this text.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut digest = Sha256::new();
        for part in self.files.iter().flat_map(|(path, text)| [path, text]) {
            // The length goes before each part, so that no byte can move over a border unseen.
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part.as_bytes());
        }
        Fingerprint(digest.finalize().into())
    }
}

/// What stands for `<name>` in `<folder><name>.toml`; `None` for a path of another shape.
pub(super) fn named_file<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    let name = path.strip_prefix(folder)?.strip_suffix(".toml")?;
    (!name.is_empty() && !name.contains('/')).then_some(name)
}

/// SHA-256 over a definition's paths and texts: two definitions with the same one are the same.
///
/// Norm tables are part of it. Films and pictures are not: a definition names them by path only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Reads 64 lower-case hexadecimal digits; `None` otherwise.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut bytes = [0_u8; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = (digit(pair[0])? << 4) | digit(pair[1])?;
        }
        Some(Self(bytes))
    }
}

fn digit(character: u8) -> Option<u8> {
    match character {
        b'0'..=b'9' => Some(character - b'0'),
        b'a'..=b'f' => Some(character - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("{text:?} is not 64 hexadecimal digits"))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn source(pairs: &[(&str, &str)]) -> Source {
        Source::new(pairs.iter().copied())
    }

    #[test]
    fn the_fingerprint_is_sha_256_with_lengths_before_each_part() {
        // Origin: printf '\0\0\0\0\0\0\0\1a\0\0\0\0\0\0\0\2bc' | sha256sum
        let expected = "3fafa1cf2f19a7c1129beb20cf0983f73a489a221fc0dd2f16d1be292d089205";
        assert_eq!(source(&[("a", "bc")]).fingerprint().to_string(), expected);
    }

    #[test]
    fn a_byte_cannot_move_from_a_path_to_its_text_unseen() {
        let one = source(&[("a", "bc")]).fingerprint();
        assert_ne!(one, source(&[("ab", "c")]).fingerprint());
    }

    #[test]
    fn a_fingerprint_reads_back_from_its_digits_and_from_json() {
        let one = source(&[("a", "b")]).fingerprint();
        assert_eq!(Fingerprint::parse(&one.to_string()), Some(one));
        let json = serde_json::to_string(&one).unwrap();
        assert_eq!(serde_json::from_str::<Fingerprint>(&json).unwrap(), one);
        assert!(Fingerprint::parse(&one.to_string().to_uppercase()).is_none());
        assert!(Fingerprint::parse("00").is_none());
    }

    #[test]
    fn only_files_of_the_known_shapes_belong_to_a_definition() {
        for path in [
            "assessment.toml",
            "casting.toml",
            "judgements.toml",
            "scenes/a.toml",
            "norms/b.toml",
        ] {
            assert!(Source::belongs(path), "{path}");
        }
        for path in [
            "README.md",
            "scenes/.toml",
            "scenes/a/b.toml",
            "norms/b.csv",
        ] {
            assert!(!Source::belongs(path), "{path}");
        }
    }

    proptest! {
        #[test]
        fn any_changed_byte_changes_the_fingerprint(
            text in "[ -~]{1,40}", place in any::<prop::sample::Index>()
        ) {
            let mut changed = text.clone().into_bytes();
            let at = place.index(changed.len());
            changed[at] ^= 1;
            let changed = String::from_utf8(changed).unwrap();
            let before = source(&[("items.toml", &text)]).fingerprint();
            prop_assert_ne!(before, source(&[("items.toml", &changed)]).fingerprint());
            prop_assert_ne!(before, source(&[("tasks.toml", &text)]).fingerprint());
        }
    }
}
