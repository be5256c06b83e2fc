//! The manifest, and the list of media that stands in the extension.

use std::collections::{BTreeMap, BTreeSet};

use super::extension::COMPOSURE;
use super::names::{identifier, reference, referred};
use super::words::{ITEM_RESOURCE, MANIFEST, OTHER_RESOURCE, TEST_RESOURCE};
use super::xml::Element;

/// The manifest's path in a package.
pub(super) const PATH: &str = "imsmanifest.xml";
/// The path of the list of media.
pub(super) const MEDIA: &str = "composure/media.xml";

/// A file that the manifest lists.
pub(super) struct Resource {
    /// Its identifier.
    pub(super) identifier: String,
    /// Its type; see `words`.
    pub(super) kind: &'static str,
    /// Its path.
    pub(super) path: String,
    /// Identifiers of what it needs.
    pub(super) needs: Vec<String>,
}

impl Resource {
    /// A file that is no QTI, named by its path.
    pub(super) fn other(path: &str) -> Self {
        Self {
            identifier: identifier("file", path),
            kind: OTHER_RESOURCE,
            path: path.to_owned(),
            needs: Vec::new(),
        }
    }
}

/// The manifest of these files.
pub(super) fn element(name: &str, resources: &[Resource]) -> Element {
    let new = |name: &str| Element::new(MANIFEST, name);
    let metadata = new("metadata")
        .holding(new("schema").saying("QTI Package"))
        .holding(new("schemaversion").saying("3.0.0"));
    let listed = resources.iter().map(|resource| {
        let href = reference(PATH, &resource.path);
        let needs = resource
            .needs
            .iter()
            .map(|need| new("dependency").with("identifierref", need));
        new("resource")
            .with("identifier", &*resource.identifier)
            .with("type", resource.kind)
            .with("href", &*href)
            .holding(new("file").with("href", href))
            .holding_all(needs)
    });
    new("manifest")
        .with("identifier", identifier("package", name))
        .holding(metadata)
        .holding(new("organizations"))
        .holding(new("resources").holding_all(listed))
}

/// What a manifest lists, as far as it can be followed.
pub(super) struct Listed {
    /// Paths of tests.
    pub(super) tests: Vec<String>,
    /// Paths of items, in the order listed.
    pub(super) items: Vec<String>,
}

/// Reads what a manifest lists.
pub(super) fn read(manifest: &Element) -> Listed {
    let mut listed = Listed {
        tests: Vec::new(),
        items: Vec::new(),
    };
    let resources = manifest
        .first("resources")
        .into_iter()
        .flat_map(|resources| resources.all("resource"));
    let mut seen = BTreeSet::new();
    for resource in resources {
        let Some(path) = resource
            .attribute("href")
            .and_then(|href| referred(PATH, href))
            .filter(|path| seen.insert(path.clone()))
        else {
            continue;
        };
        match resource.attribute("type") {
            Some(TEST_RESOURCE) => listed.tests.push(path),
            Some(ITEM_RESOURCE) => listed.items.push(path),
            _ => {}
        }
    }
    listed
}

/// A film, poster, or text track that a definition names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Its path below the project's root.
    pub path: String,
    /// Its SHA-256 in lower-case hexadecimal digits; `None` where the file is not there.
    pub sha256: Option<String>,
    /// What it holds, for a package that is to hold it too.
    pub bytes: Option<Vec<u8>>,
}

/// The list of media.
pub(super) fn media_element(media: &[Media]) -> Element {
    let files = media.iter().map(|file| {
        let mut element = Element::new(COMPOSURE, "file").with("path", &*file.path);
        if let Some(sha256) = &file.sha256 {
            element = element.with("sha256", &**sha256);
        }
        element.with(
            "packed",
            if file.bytes.is_some() {
                "true"
            } else {
                "false"
            },
        )
    });
    Element::new(COMPOSURE, "media").holding_all(files)
}

/// The fingerprints of the media by path; `None` for a file that was not there.
pub(super) fn read_media(root: &Element) -> BTreeMap<String, Option<String>> {
    let files = root.all("file").filter_map(|file| {
        let sha256 = file.attribute("sha256").map(str::to_owned);
        Some((file.attribute("path")?.to_owned(), sha256))
    });
    files.collect()
}
