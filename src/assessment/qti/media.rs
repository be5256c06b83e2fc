//! Films, pictures and text tracks of a package.

use std::collections::BTreeMap;

use super::Package;
use super::faults::Found;
use super::manifest;
use super::scenes::media_type_of;
use super::xml::Element;
use crate::assessment::{Fault, Source};
use crate::digest::Digest;

/// The media of a package, each as the extension remembers it.
///
/// A list within the package may say of any file that it is one. So what a file's name says counts alone: nothing else
/// than films, pictures and text tracks is written beside a definition, and nothing over one of its files.
pub(super) fn read(
    package: &Package,
    documents: &BTreeMap<String, Element>,
    listed: &BTreeMap<String, Option<String>>,
    faults: &mut Vec<Fault>,
) -> BTreeMap<String, Vec<u8>> {
    let mut media = BTreeMap::new();
    let others = package.files.iter();
    for (path, bytes) in others.filter(|(path, _)| !documents.contains_key(*path)) {
        if Source::belongs(path) || media_type_of(path).is_none() {
            let help = "pack films, pictures and text tracks only; a definition's own files follow from the documents";
            let reason =
                format!("`{path}` is no film, picture or text track by its name, and was left out");
            Found::new(path, faults).fault_at(1, reason, Some(help));
            continue;
        }
        if let Some(Some(sha256)) = listed.get(path)
            && *sha256 != Digest::of_bytes(bytes).to_string()
        {
            let help = "check where it comes from; the definition was made for another";
            let reason =
                format!("`{path}` is not the file that was packed: its SHA-256 was {sha256}");
            Found::new(manifest::MEDIA, faults).fault_at(1, reason, Some(help));
        }
        media.insert(path.clone(), bytes.clone());
    }
    media
}
