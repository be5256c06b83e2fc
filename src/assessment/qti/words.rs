//! The words of QTI 3.0 that are used here.

/// The namespace of tests and items.
pub(super) const QTI: &str = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";
/// The namespace of the manifest.
pub(super) const MANIFEST: &str = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1";

/// The manifest's resource types.
pub(super) const TEST_RESOURCE: &str = "imsqti_test_xmlv3p0";
/// See [`TEST_RESOURCE`].
pub(super) const ITEM_RESOURCE: &str = "imsqti_item_xmlv3p0";
/// Anything that is no QTI: films, and the extension.
pub(super) const OTHER_RESOURCE: &str = "webcontent";

/// The need that a translation on request serves, among those that catalogues know.
pub(super) const TRANSLATION: &str = "keyword-translation";
/// The need that a description in words of a film serves.
pub(super) const DESCRIPTION: &str = "long-description";

/// Elements whose text stands on lines of its own.
pub(super) const STANDS_APART: [&str; 27] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "pre",
    "table",
    "tr",
    "td",
    "th",
    "blockquote",
    "section",
    "article",
    "header",
    "footer",
    "qti-content-body",
];

/// Interactions, and what their responses have to be: cardinalities and base types.
pub(super) const INTERACTIONS: [(&str, &[&str], &[&str]); 19] = [
    (
        "qti-choice-interaction",
        &["single", "multiple"],
        &["identifier"],
    ),
    ("qti-slider-interaction", &["single"], &["integer", "float"]),
    ("qti-upload-interaction", &["single"], &["file"]),
    (
        "qti-extended-text-interaction",
        &["single", "multiple", "ordered", "record"],
        &["string", "integer", "float", ""],
    ),
    ("qti-media-interaction", &["single"], &["integer"]),
    (
        "qti-text-entry-interaction",
        &["single", "record"],
        &["string", "integer", "float", ""],
    ),
    (
        "qti-inline-choice-interaction",
        &["single"],
        &["identifier"],
    ),
    ("qti-order-interaction", &["ordered"], &["identifier"]),
    (
        "qti-match-interaction",
        &["single", "multiple"],
        &["directedPair"],
    ),
    (
        "qti-associate-interaction",
        &["single", "multiple"],
        &["pair"],
    ),
    (
        "qti-gap-match-interaction",
        &["single", "multiple"],
        &["directedPair"],
    ),
    (
        "qti-graphic-gap-match-interaction",
        &["single", "multiple"],
        &["directedPair"],
    ),
    (
        "qti-graphic-associate-interaction",
        &["single", "multiple"],
        &["pair"],
    ),
    (
        "qti-graphic-order-interaction",
        &["ordered"],
        &["identifier"],
    ),
    (
        "qti-hotspot-interaction",
        &["single", "multiple"],
        &["identifier"],
    ),
    (
        "qti-hottext-interaction",
        &["single", "multiple"],
        &["identifier"],
    ),
    (
        "qti-select-point-interaction",
        &["single", "multiple"],
        &["point"],
    ),
    ("qti-drawing-interaction", &["single"], &["file"]),
    ("qti-end-attempt-interaction", &["single"], &["boolean"]),
];

/// Interactions whose responses their own maker defines.
pub(super) const OPEN_INTERACTIONS: [&str; 3] = [
    "qti-custom-interaction",
    "qti-portable-custom-interaction",
    "qti-position-object-interaction",
];

/// Whether an element asks for a response.
pub(super) fn is_interaction(name: &str) -> bool {
    INTERACTIONS.iter().any(|(known, _, _)| *known == name) || OPEN_INTERACTIONS.contains(&name)
}
