//! That identifiers are used once, and that everything referred to is there.

use std::collections::{BTreeMap, BTreeSet};

use super::super::faults::Found;
use super::super::manifest::PATH;
use super::super::names::referred;
use super::super::xml::Element;
use super::Held;

/// Attributes that refer to a file of the package, by element.
const REFERENCES: [(&str, &str); 8] = [
    ("qti-assessment-item-ref", "href"),
    ("qti-assessment-section-ref", "href"),
    ("source", "src"),
    ("track", "src"),
    ("video", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("img", "src"),
];

/// Checks the manifest's identifiers and files.
pub(super) fn check_manifest(manifest: &Element, held: &Held<'_>, found: &mut Found<'_>) {
    let mut everything = manifest.everything();
    everything.retain(|element| element.namespace == manifest.namespace);
    let resources: Vec<_> = everything
        .iter()
        .filter(|element| element.name == "resource")
        .collect();
    let mut seen = BTreeSet::new();
    for resource in &resources {
        if let Some(identifier) = resource.attribute("identifier")
            && !seen.insert(identifier)
        {
            found.fault(
                resource,
                format!("the identifier `{identifier}` is taken already"),
                None,
            );
        }
        if let Some(href) = resource.attribute("href")
            && !resource
                .all("file")
                .any(|file| file.attribute("href") == Some(href))
        {
            found.fault(
                resource,
                format!("{href:?} is not among the resource's own files"),
                None,
            );
        }
    }
    for element in &everything {
        match &*element.name {
            "dependency" => {
                let needed = element.attribute("identifierref").unwrap_or_default();
                if !seen.contains(needed) {
                    found.fault(element, format!("there is no resource `{needed}`"), None);
                }
            }
            "file" => check_reference(element, "href", PATH, held, found),
            _ => {}
        }
    }
}

/// Checks the identifiers and references of a test or an item.
pub(super) fn check(root: &Element, path: &str, held: &Held<'_>, found: &mut Found<'_>) {
    let everything = root.everything();
    let mut ids = BTreeSet::new();
    let mut identifiers = BTreeSet::new();
    for element in &everything {
        if let Some(id) = element.attribute("id")
            && !ids.insert(id)
        {
            found.fault(element, format!("the id `{id}` is taken already"), None);
        }
        let is_of_test = matches!(
            &*element.name,
            "qti-test-part" | "qti-assessment-section" | "qti-assessment-item-ref"
        );
        if let Some(identifier) = element.attribute("identifier").filter(|_| is_of_test)
            && !identifiers.insert(identifier)
        {
            found.fault(
                element,
                format!("the identifier `{identifier}` is taken already"),
                None,
            );
        }
        for attribute in references(root, element) {
            check_reference(element, attribute, path, held, found);
        }
    }
    let catalogues: BTreeSet<_> = everything
        .iter()
        .filter(|element| element.name == "qti-catalog")
        .filter_map(|catalogue| catalogue.attribute("id"))
        .collect();
    for element in &everything {
        let wanted = element.attribute("data-catalog-idref").unwrap_or_default();
        for wanted in wanted
            .split_whitespace()
            .filter(|wanted| !catalogues.contains(wanted))
        {
            found.fault(element, format!("there is no catalog `{wanted}`"), None);
        }
    }
}

/// The attributes of an element in a document that refer to a file.
fn references<'a>(root: &'a Element, element: &'a Element) -> impl Iterator<Item = &'static str> {
    let is_known = root.namespace == element.namespace;
    REFERENCES
        .iter()
        .filter(move |(name, _)| is_known && *name == element.name)
        .map(|(_, attribute)| *attribute)
}

/// The files that a test or an item at `path` refers to.
pub(in crate::assessment::qti) fn referred_files(root: &Element, path: &str) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for element in root.everything() {
        for attribute in references(root, element) {
            files.extend(
                element
                    .attribute(attribute)
                    .and_then(|written| referred(path, written)),
            );
        }
    }
    files
}

/// Which resources of a manifest hold which files.
pub(super) struct Holding<'a>(BTreeMap<String, Vec<&'a str>>);

/// How many of the resources that hold one file are looked at; there is one, unless somebody means harm.
const MOST_HOLDERS: usize = 100;

impl<'a> Holding<'a> {
    /// What the resources of a manifest hold.
    pub(super) fn of(manifest: &'a Element) -> Self {
        let mut holders: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let resources = manifest.first("resources");
        for resource in resources.into_iter().flat_map(|all| all.all("resource")) {
            let identifier = resource.attribute("identifier").unwrap_or_default();
            for file in files_of(resource) {
                let holders = holders.entry(file).or_default();
                if holders.len() < MOST_HOLDERS {
                    holders.push(identifier);
                }
            }
        }
        Self(holders)
    }

    /// Checks that a resource holds what its document refers to, or depends on what does, as far as it is packed.
    pub(super) fn check(
        &self,
        resource: &Element,
        referred: &BTreeSet<String>,
        held: &Held<'_>,
        found: &mut Found<'_>,
    ) {
        let own: BTreeSet<_> = files_of(resource).collect();
        let needed: BTreeSet<_> = resource
            .all("dependency")
            .filter_map(|dependency| dependency.attribute("identifierref"))
            .collect();
        for file in referred.iter().filter(|file| (held.is_packed)(file)) {
            let mut holders = self.0.get(file).into_iter().flatten();
            if !own.contains(file) && !holders.any(|holder| needed.contains(holder)) {
                let reason = format!(
                    "`{file}` is referred to, and is no file or dependency of this resource"
                );
                found.fault(resource, reason, Some("add a `dependency`"));
            }
        }
    }
}

fn files_of(resource: &Element) -> impl Iterator<Item = String> {
    let files = resource.all("file");
    files.filter_map(|file| referred(PATH, file.attribute("href")?))
}

fn check_reference(
    element: &Element,
    attribute: &str,
    path: &str,
    held: &Held<'_>,
    found: &mut Found<'_>,
) {
    let Some(written) = element.attribute(attribute) else {
        return;
    };
    match referred(path, written) {
        None => found.fault(
            element,
            format!("{written:?} leads out of the package"),
            None,
        ),
        Some(file) if !(held.is_there)(&file) => {
            found.fault(
                element,
                format!("there is no file `{file}` in the package"),
                None,
            );
        }
        Some(_) => {}
    }
}
