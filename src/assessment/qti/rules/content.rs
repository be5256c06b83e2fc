//! Which elements stand in which, in which order and how often.

use super::super::faults::Found;
use super::super::words::{QTI, is_interaction};
use super::super::xml::{Element, Node};
use super::attributes;

/// How often a child may stand.
#[derive(Clone, Copy, PartialEq)]
enum Times {
    Any,
    Optional,
    Once,
    Some,
}
use Times::{Any, Once, Optional, Some as OneOrMore};

/// An element's children in order. Children of the same place may mix.
struct Shape {
    name: &'static str,
    children: &'static [(&'static [&'static str], Times)],
}

/// Elements whose content is known whole. What is not listed may hold anything.
const SHAPES: [Shape; 30] = [
    shape(
        "manifest",
        &[
            (&["metadata"], Once),
            (&["organizations"], Optional),
            (&["resources"], Once),
        ],
    ),
    shape("resources", &[(&["resource"], Any)]),
    shape(
        "resource",
        &[
            (&["metadata"], Optional),
            (&["file"], Any),
            (&["dependency"], Any),
            (&["variant"], Any),
        ],
    ),
    shape(
        "qti-assessment-test",
        &[
            (&["qti-context-declaration"], Any),
            (&["qti-outcome-declaration"], Any),
            (&["qti-time-limits"], Optional),
            (&["qti-stylesheet"], Any),
            (&["qti-rubric-block"], Any),
            (&["qti-test-part"], OneOrMore),
            (&["qti-outcome-processing"], Optional),
            (&["qti-test-feedback"], Any),
        ],
    ),
    shape(
        "qti-test-part",
        &[
            (&["qti-pre-condition"], Any),
            (&["qti-branch-rule"], Any),
            (&["qti-item-session-control"], Optional),
            (&["qti-time-limits"], Optional),
            (&["qti-rubric-block"], Any),
            (
                &["qti-assessment-section", "qti-assessment-section-ref"],
                OneOrMore,
            ),
            (&["qti-test-feedback"], Any),
        ],
    ),
    shape(
        "qti-assessment-section",
        &[
            (&["qti-pre-condition"], Any),
            (&["qti-branch-rule"], Any),
            (&["qti-item-session-control"], Optional),
            (&["qti-time-limits"], Optional),
            (
                &["qti-adaptive-selection", "qti-selection", "qti-ordering"],
                Any,
            ),
            (&["qti-rubric-block"], Any),
            (
                &[
                    "include",
                    "qti-assessment-item-ref",
                    "qti-assessment-section",
                    "qti-assessment-section-ref",
                ],
                Any,
            ),
        ],
    ),
    shape(
        "qti-assessment-item-ref",
        &[
            (&["qti-pre-condition"], Any),
            (&["qti-branch-rule"], Any),
            (&["qti-item-session-control"], Optional),
            (&["qti-time-limits"], Optional),
            (&["qti-variable-mapping"], Any),
            (&["qti-weight"], Any),
            (&["qti-template-default"], Any),
        ],
    ),
    shape("qti-time-limits", &[]),
    shape(
        "qti-assessment-item",
        &[
            (&["qti-context-declaration"], Any),
            (&["qti-response-declaration"], Any),
            (&["qti-outcome-declaration"], Any),
            (&["qti-template-declaration"], Any),
            (&["qti-template-processing"], Optional),
            (&["qti-assessment-stimulus-ref"], Any),
            (&["qti-companion-materials-info"], Optional),
            (&["qti-stylesheet"], Any),
            (&["qti-item-body"], Optional),
            (&["qti-catalog-info"], Optional),
            (&["qti-response-processing"], Optional),
            (&["qti-modal-feedback"], Any),
        ],
    ),
    shape(
        "qti-response-declaration",
        &[
            (&["qti-default-value"], Optional),
            (&["qti-correct-response"], Optional),
            (&["qti-mapping"], Optional),
            (&["qti-area-mapping"], Optional),
        ],
    ),
    shape(
        "qti-outcome-declaration",
        &[
            (&["qti-default-value"], Optional),
            (&["qti-match-table", "qti-interpolation-table"], Optional),
        ],
    ),
    shape("qti-default-value", &[(&["qti-value"], OneOrMore)]),
    shape("qti-correct-response", &[(&["qti-value"], OneOrMore)]),
    shape("qti-value", &[]),
    shape("qti-mapping", &[(&["qti-map-entry"], OneOrMore)]),
    shape("qti-map-entry", &[]),
    shape(
        "qti-media-interaction",
        &[
            (&["qti-prompt"], Optional),
            (&["object", "audio", "video", "picture"], Once),
        ],
    ),
    shape(
        "qti-choice-interaction",
        &[
            (&["qti-prompt"], Optional),
            (&["qti-simple-choice"], OneOrMore),
        ],
    ),
    shape("qti-slider-interaction", &[(&["qti-prompt"], Optional)]),
    shape("qti-upload-interaction", &[(&["qti-prompt"], Optional)]),
    shape(
        "qti-extended-text-interaction",
        &[(&["qti-prompt"], Optional)],
    ),
    shape(
        "qti-rubric-block",
        &[
            (&["qti-stylesheet"], Any),
            (&["qti-content-body"], Once),
            (&["qti-catalog-info"], Optional),
        ],
    ),
    shape("qti-catalog-info", &[(&["qti-catalog"], OneOrMore)]),
    shape("qti-catalog", &[(&["qti-card"], OneOrMore)]),
    shape(
        "qti-card",
        &[
            (&["qti-html-content"], Optional),
            (&["qti-file-href"], Any),
            (&["qti-card-entry"], Any),
        ],
    ),
    shape(
        "qti-card-entry",
        &[(&["qti-html-content"], Optional), (&["qti-file-href"], Any)],
    ),
    shape(
        "qti-response-condition",
        &[
            (&["qti-response-if"], Once),
            (&["qti-response-else-if"], Any),
            (&["qti-response-else"], Optional),
        ],
    ),
    shape("video", &[(&["source"], Any), (&["track"], Any)]),
    shape("source", &[]),
    shape("track", &[]),
];

const fn shape(name: &'static str, children: &'static [(&'static [&'static str], Times)]) -> Shape {
    Shape { name, children }
}

/// Checks an element and everything in it.
pub(super) fn check(root: &Element, found: &mut Found<'_>) {
    for element in root.everything() {
        if is_interaction(&element.name) && element.namespace != QTI {
            found.fault(
                element,
                format!("`{}` is not in the namespace of QTI 3.0", element.name),
                None,
            );
        }
        // Metadata and formulas have words of their own, some of which are QTI's too.
        if element.namespace != root.namespace {
            continue;
        }
        attributes::check(element, found);
        if let Some(shape) = SHAPES.iter().find(|shape| shape.name == element.name) {
            check_children(element, shape, found);
        }
        if element.name == "qti-item-body" && element.children.iter().any(says_something) {
            found.fault(
                element,
                "text stands bare in `qti-item-body`",
                Some("put it into a `p`"),
            );
        }
    }
}

fn says_something(node: &Node) -> bool {
    matches!(node, Node::Text(text) if !text.trim().is_empty())
}

fn check_children(element: &Element, shape: &Shape, found: &mut Found<'_>) {
    let mut at = 0;
    let mut counts = vec![0_usize; shape.children.len()];
    let children = element.elements();
    for child in children.filter(|child| child.namespace == element.namespace) {
        let place = shape
            .children
            .iter()
            .position(|(names, _)| names.contains(&&*child.name));
        match place {
            None => found.fault(
                child,
                format!("`{}` may not stand in `{}`", child.name, element.name),
                None,
            ),
            Some(place) if place < at => {
                let before = shape.children[at].0[0];
                let reason = format!(
                    "in `{}`, `{}` has to stand before `{before}`",
                    element.name, child.name
                );
                found.fault(child, reason, None);
            }
            Some(place) => {
                at = place;
                counts[place] += 1;
            }
        }
    }
    for ((names, times), count) in shape.children.iter().zip(counts) {
        let is_good = match times {
            Any => true,
            Optional => count <= 1,
            Once => count == 1,
            OneOrMore => 1 <= count,
        };
        if !is_good {
            let reason = match count {
                0 => format!("`{}` needs a `{}`", element.name, names[0]),
                _ => format!(
                    "`{}` has {count} of `{}`, and may have one",
                    element.name, names[0]
                ),
            };
            found.fault(element, reason, None);
        }
    }
}
