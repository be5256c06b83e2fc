//! That identifiers are used once, and that everything referred to is there.

use std::collections::BTreeSet;

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
    let everything = manifest.everything();
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
        for (_, attribute) in REFERENCES.iter().filter(|(name, _)| *name == element.name) {
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
