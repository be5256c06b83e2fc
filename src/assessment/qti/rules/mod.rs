//! What a package is held to on its way out and in, since no registry has QTI's own schema.
//!
//! Written from the public information model of QTI 3.0: which elements stand where and in which order, which
//! attributes they need and what those may say, that identifiers are well formed, used once and lead somewhere, that
//! responses and interactions fit, that every reference resolves. Not held: HTML within texts, PNP, and the parts of QTI
//! that no assessment here uses (templates, adaptive items, stimuli).

mod attributes;
mod content;
mod identifiers;
mod responses;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use identifiers::referred_files;

use super::faults::Found;
use super::manifest::PATH;
use super::words::{ITEM_RESOURCE, MANIFEST, QTI, TEST_RESOURCE};
use super::xml::Element;
use crate::assessment::Fault;

/// A package's documents by path, and what else is in it.
pub(super) struct Held<'a> {
    /// XML documents.
    pub(super) documents: &'a BTreeMap<String, Element>,
    /// Whether a file is in the package, or is known to be left outside.
    pub(super) is_there: &'a dyn Fn(&str) -> bool,
    /// Whether a file is in the package.
    pub(super) is_packed: &'a dyn Fn(&str) -> bool,
}

/// Every fault of a package.
pub(super) fn faults(held: &Held<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let Some(manifest) = held.documents.get(PATH) else {
        Found::new(PATH, &mut faults).fault_at(
            1,
            "the package has no manifest",
            Some("pack `imsmanifest.xml` at its top"),
        );
        return faults;
    };
    let mut found = Found::new(PATH, &mut faults);
    check_root(manifest, "manifest", MANIFEST, &mut found);
    content::check(manifest, &mut found);
    identifiers::check_manifest(manifest, held, &mut found);
    let resources = manifest
        .first("resources")
        .into_iter()
        .flat_map(|resources| resources.all("resource"));
    let holding = identifiers::Holding::of(manifest);
    let mut seen = BTreeSet::new();
    for resource in resources {
        let kind = resource.attribute("type");
        let path = resource
            .attribute("href")
            .and_then(|href| super::names::referred(PATH, href));
        let document = path.as_ref().and_then(|path| held.documents.get(path));
        let (Some(path), Some(document)) = (path, document) else {
            continue;
        };
        // A manifest may list one document as often as it likes.
        if ![Some(TEST_RESOURCE), Some(ITEM_RESOURCE)].contains(&kind) || !seen.insert(path.clone())
        {
            continue;
        }
        let referred = identifiers::referred_files(document, &path);
        holding.check(
            resource,
            &referred,
            held,
            &mut Found::new(PATH, &mut faults),
        );
        let mut found = Found::new(&path, &mut faults);
        match kind {
            Some(TEST_RESOURCE) => check_root(document, "qti-assessment-test", QTI, &mut found),
            Some(ITEM_RESOURCE) => {
                check_root(document, "qti-assessment-item", QTI, &mut found);
                responses::check(document, &mut found);
            }
            _ => continue,
        }
        content::check(document, &mut found);
        identifiers::check(document, &path, held, &mut found);
    }
    faults
}

fn check_root(root: &Element, name: &str, namespace: &str, found: &mut Found<'_>) {
    if root.name != name {
        found.fault(
            root,
            format!(
                "the outermost element is `{}`, and has to be `{name}`",
                root.name
            ),
            None,
        );
    } else if root.namespace != namespace {
        let help = format!("write xmlns=\"{namespace}\"");
        let reason = format!(
            "`{name}` is in the namespace {:?}, which is not that of QTI 3.0",
            root.namespace
        );
        found.fault(root, reason, Some(&*help));
    }
}

#[cfg(test)]
mod tests;
