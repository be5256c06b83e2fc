//! Which attributes elements need, and what attributes may say.

use super::super::faults::Found;
use super::super::names::is_identifier;
use super::super::xml::Element;

/// What an attribute has to say.
#[derive(Clone, Copy)]
enum Says {
    Anything,
    Identifier,
    Number,
    NotNegative,
    Boolean,
    OneOf(&'static [&'static str]),
    /// One of these, or a word of one's own that begins with `ext:`.
    OneOrOwn(&'static [&'static str]),
}

/// Attributes that an element cannot do without.
const NEEDED: [(&str, &[(&str, Says)]); 25] = [
    ("manifest", &[("identifier", Says::Identifier)]),
    (
        "resource",
        &[("identifier", Says::Identifier), ("type", Says::Anything)],
    ),
    ("file", &[("href", Says::Anything)]),
    ("dependency", &[("identifierref", Says::Identifier)]),
    (
        "qti-assessment-test",
        &[("identifier", Says::Identifier), ("title", Says::Anything)],
    ),
    (
        "qti-test-part",
        &[
            ("identifier", Says::Identifier),
            ("navigation-mode", Says::OneOf(&["linear", "nonlinear"])),
            (
                "submission-mode",
                Says::OneOf(&["individual", "simultaneous"]),
            ),
        ],
    ),
    (
        "qti-assessment-section",
        &[
            ("identifier", Says::Identifier),
            ("title", Says::Anything),
            ("visible", Says::Boolean),
        ],
    ),
    (
        "qti-assessment-item-ref",
        &[("identifier", Says::Identifier), ("href", Says::Anything)],
    ),
    (
        "qti-assessment-item",
        &[
            ("identifier", Says::Identifier),
            ("title", Says::Anything),
            ("time-dependent", Says::Boolean),
        ],
    ),
    (
        "qti-response-declaration",
        &[
            ("identifier", Says::Identifier),
            ("cardinality", CARDINALITY),
        ],
    ),
    (
        "qti-outcome-declaration",
        &[
            ("identifier", Says::Identifier),
            ("cardinality", CARDINALITY),
        ],
    ),
    (
        "qti-map-entry",
        &[("map-key", Says::Anything), ("mapped-value", Says::Number)],
    ),
    (
        "qti-media-interaction",
        &[
            ("response-identifier", Says::Identifier),
            ("autostart", Says::Boolean),
        ],
    ),
    (
        "qti-choice-interaction",
        &[("response-identifier", Says::Identifier)],
    ),
    (
        "qti-slider-interaction",
        &[
            ("response-identifier", Says::Identifier),
            ("lower-bound", Says::NotNegative),
            ("upper-bound", Says::NotNegative),
        ],
    ),
    (
        "qti-upload-interaction",
        &[("response-identifier", Says::Identifier)],
    ),
    (
        "qti-extended-text-interaction",
        &[("response-identifier", Says::Identifier)],
    ),
    ("qti-simple-choice", &[("identifier", Says::Identifier)]),
    (
        "qti-rubric-block",
        &[(
            "use",
            Says::OneOrOwn(&["instructions", "scoring", "navigation"]),
        )],
    ),
    ("qti-catalog", &[("id", Says::Identifier)]),
    ("qti-card", &[("support", Says::Anything)]),
    ("qti-set-outcome-value", &[("identifier", Says::Identifier)]),
    ("qti-base-value", &[("base-type", BASE_TYPE)]),
    (
        "source",
        &[("src", Says::Anything), ("type", Says::Anything)],
    ),
    ("track", &[("src", Says::Anything)]),
];

const CARDINALITY: Says = Says::OneOf(&["single", "multiple", "ordered", "record"]);
const BASE_TYPE: Says = Says::OneOf(&[
    "boolean",
    "directedPair",
    "duration",
    "file",
    "float",
    "identifier",
    "integer",
    "pair",
    "point",
    "string",
    "uri",
]);

/// Attributes that an element may do without, and what they have to say where they stand.
const GIVEN: [(&str, Says); 13] = [
    (
        "view",
        Says::OneOf(&[
            "author",
            "candidate",
            "proctor",
            "scorer",
            "test-constructor",
            "tutor",
        ]),
    ),
    ("adaptive", Says::Boolean),
    ("shuffle", Says::Boolean),
    ("max-choices", Says::Number),
    ("min-choices", Says::Number),
    ("max-plays", Says::Number),
    ("max-time", Says::NotNegative),
    ("min-time", Says::NotNegative),
    ("step", Says::Number),
    ("base-type", BASE_TYPE),
    ("default-value", Says::Number),
    ("keep-together", Says::Boolean),
    (
        "kind",
        Says::OneOf(&[
            "subtitles",
            "captions",
            "descriptions",
            "chapters",
            "metadata",
        ]),
    ),
];

/// Checks the attributes of one element.
pub(super) fn check(element: &Element, found: &mut Found<'_>) {
    let needed = NEEDED.iter().find(|(name, _)| *name == element.name);
    let needed = needed.map_or(&[][..], |(_, attributes)| *attributes);
    for (name, says) in needed {
        match element.attribute(name) {
            None => found.fault(
                element,
                format!("`{}` needs the attribute `{name}`", element.name),
                None,
            ),
            Some(value) => check_value(element, name, value, *says, found),
        }
    }
    if !element.name.starts_with("qti-") && element.name != "track" {
        return;
    }
    for (name, says) in GIVEN {
        if let Some(value) = element
            .attribute(name)
            .filter(|_| !needed.iter().any(|(known, _)| *known == name))
        {
            check_value(element, name, value, says, found);
        }
    }
}

fn check_value(element: &Element, name: &str, value: &str, says: Says, found: &mut Found<'_>) {
    let number = value.trim().parse::<f64>().ok().filter(|it| it.is_finite());
    let (is_good, expected) = match says {
        Says::Anything => (true, String::new()),
        Says::Identifier => (
            is_identifier(value),
            "an identifier: a letter, then letters, digits, `-`, `_` and `.`".to_owned(),
        ),
        Says::Number => (number.is_some(), "a number".to_owned()),
        Says::NotNegative => (
            number.is_some_and(|number| 0.0 <= number),
            "a number that is not negative".to_owned(),
        ),
        Says::Boolean => (
            ["true", "false", "0", "1"].contains(&value),
            "true or false".to_owned(),
        ),
        Says::OneOrOwn(words) => (
            words.contains(&value.trim()) || value.trim().starts_with("ext:"),
            format!("one of {}", words.join(", ")),
        ),
        Says::OneOf(words) => {
            let is_good = value.split_whitespace().all(|word| words.contains(&word))
                && !value.trim().is_empty();
            (is_good, format!("one of {}", words.join(", ")))
        }
    };
    if !is_good {
        found.fault(
            element,
            format!("`{name}` is {value:?}, and has to be {expected}"),
            None,
        );
    }
}
