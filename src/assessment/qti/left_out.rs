//! What tests and items of other tools say that a definition has no word for: told by its line, so that nothing is lost
//! or changes its meaning unsaid.

use std::collections::{BTreeMap, BTreeSet};

use super::document::number;
use super::faults::Found;
use super::keys::declaration;
use super::names::name_of;
use super::questions::interactions;
use super::test::{Kind, summary_block};
use super::text::short;
use super::words::{DESCRIPTION, TRANSLATION};
use super::xml::Element;

/// Elements that are left out wherever they stand, with what that means and what to do.
const LEFT_OUT: [(&str, &str, &str); 29] = [
    (
        "qti-assessment-section-ref",
        "a section in a file of its own is not read",
        "put the section itself into the test",
    ),
    ("qti-selection", DRAWN, WHOLE),
    ("qti-adaptive-selection", DRAWN, WHOLE),
    ("qti-pre-condition", CONDITION, SAME),
    ("qti-branch-rule", CONDITION, SAME),
    (
        "qti-weight",
        "weights of items are left out: each counts once",
        "write weights of scales into a composite",
    ),
    (
        "qti-item-session-control",
        "rules about attempts, review and skipping are left out",
        "look over what is asked once and may not be changed",
    ),
    ("qti-variable-mapping", VARIABLE, SAME),
    ("qti-context-declaration", VARIABLE, SAME),
    ("qti-template-default", VARIABLE, SAME),
    ("qti-template-declaration", VARIABLE, SAME),
    ("qti-template-processing", VARIABLE, SAME),
    (
        "qti-assessment-stimulus-ref",
        "a text in a file of its own is not read, and is missing from this item",
        "put the text into the item's body",
    ),
    (
        "qti-companion-materials-info",
        "materials beside an item are left out",
        "put what is needed into the item's body",
    ),
    ("qti-test-feedback", FEEDBACK, NONE_GIVEN),
    ("qti-modal-feedback", FEEDBACK, NONE_GIVEN),
    ("qti-feedback-block", FEEDBACK, NONE_GIVEN),
    ("qti-feedback-inline", FEEDBACK, NONE_GIVEN),
    ("qti-area-mapping", POINTS, KEY),
    ("qti-match-table", POINTS, KEY),
    ("qti-interpolation-table", POINTS, KEY),
    ("qti-lookup-outcome-value", POINTS, KEY),
    ("img", PICTURE, IN_WORDS),
    ("picture", PICTURE, IN_WORDS),
    ("svg", PICTURE, IN_WORDS),
    ("math", PICTURE, IN_WORDS),
    ("object", PICTURE, IN_WORDS),
    ("audio", PICTURE, IN_WORDS),
    ("video", PICTURE, IN_WORDS),
];

const DRAWN: &str = "nothing is drawn from a section: everything in it is asked";
const WHOLE: &str = "leave in the section what everybody is to be asked";
const CONDITION: &str = "conditions are left out: everybody is asked the same";
const SAME: &str = "write what everybody is to see";
const VARIABLE: &str = "variables are left out: everybody is asked the same";
const FEEDBACK: &str = "feedback is left out";
const NONE_GIVEN: &str = "nobody is told within an assessment how they do";
const POINTS: &str = "these points are left out";
const KEY: &str = "write the points into `key`";
const PICTURE: &str = "pictures, sounds and formulas within texts are left out";
const IN_WORDS: &str = "say it in words, or put a film into a media interaction";

/// Tells what of a test has no place in a definition.
pub(super) fn of_test(test: &Element, found: &mut Found<'_>) {
    let summary = summary_block(test);
    for element in test.everything() {
        check(element, found);
        match &*element.name {
            "qti-rubric-block"
                if !summary.is_some_and(|summary| std::ptr::eq(summary, element)) =>
            {
                let help = "write it into the summary, or into an item";
                found.fault(element, "this note of the test was left out", Some(help));
            }
            "qti-set-outcome-value" => check_outcome(element, found),
            "qti-test-part" if element.attribute("navigation-mode") == Some("nonlinear") => {
                let reason = "the order is free here, and Composure's is fixed";
                found.fault(element, reason, Some("look over the order of the sections"));
            }
            _ => {}
        }
        for limits in element.all("qti-time-limits") {
            check_limits(element, limits, found);
        }
    }
}

/// A section that itself asks for something is the only one whose time can be limited.
fn check_limits(parent: &Element, limits: &Element, found: &mut Found<'_>) {
    let is_section = parent.name == "qti-assessment-section";
    let identifier = parent.attribute("identifier").unwrap_or_default();
    let asks = parent.first("qti-assessment-item-ref").is_some()
        || name_of("section", identifier).is_some();
    let holds_others = parent.first("qti-assessment-section").is_some();
    if !is_section || !asks || holds_others {
        let reason = "time is limited by section, so this limit was left out, or holds for a part of it only";
        let help = "limit the time of each section that has items";
        found.fault(limits, reason, Some(help));
    }
    let shortest = limits.attribute("min-time").and_then(number_of);
    if shortest.is_some_and(|seconds| 0.0 < seconds) {
        let reason = "nobody is made to wait: `min-time` was left out";
        found.fault(limits, reason, None);
    }
}

/// Tells what of an item has no place in a definition, given what it became and whether it was exported from one.
pub(super) fn of_item(item: &Element, kind: Kind, is_own: bool, found: &mut Found<'_>) {
    if item.attribute("adaptive") == Some("true") {
        let reason = "an adaptive item is asked once, and its responses are not processed";
        found.fault(item, reason, None);
    }
    outside_of_films(item, found);
    check_interactions(item, kind, found);
    for declaration in item.all("qti-response-declaration") {
        // The exported key of an attention check is the only right answer that a definition knows.
        for correct in declaration.all("qti-correct-response") {
            if !(is_own && kind == Kind::Item) {
                let help = "write the points of choices into `key`, and the answer that an attention check expects into `expected`";
                found.fault(correct, "this right answer was left out", Some(help));
            }
        }
        for mapping in declaration.all("qti-mapping") {
            if kind == Kind::Judgement {
                found.fault(mapping, POINTS, Some("write the experts' ratings"));
            }
        }
    }
    check_points(item, found);
    check_languages(item, found);
}

/// Checks every element but the films, which scenes take, and what stands in them.
fn outside_of_films(element: &Element, found: &mut Found<'_>) {
    check(element, found);
    if element.name == "qti-rubric-block" && !is_of_dimensions(element) {
        let reason = "this note for staff was left out";
        let help = "write it into the rating scales of the answer";
        found.fault(element, reason, Some(help));
    }
    if element.name == "qti-card" {
        let support = element.attribute("support").unwrap_or_default();
        if ![TRANSLATION, DESCRIPTION].contains(&support) {
            let reason = format!("what is shown for {support:?} was left out");
            found.fault(element, reason, None);
        }
    }
    if element.name != "qti-media-interaction" {
        for child in element.elements() {
            outside_of_films(child, found);
        }
    }
}

fn is_of_dimensions(block: &Element) -> bool {
    let mut shown = block
        .all("qti-content-body")
        .flat_map(Element::elements)
        .peekable();
    let is_dimension = |element: &Element| {
        let id = element.attribute("id").unwrap_or_default();
        name_of("dimension", id).is_some()
    };
    shown.peek().is_some() && shown.all(is_dimension)
}

fn check(element: &Element, found: &mut Found<'_>) {
    let known = LEFT_OUT.iter().find(|(name, _, _)| *name == element.name);
    if let Some((_, reason, help)) = known {
        found.fault(element, *reason, Some(help));
    }
    if element.name == "qti-ordering" && element.attribute("shuffle") == Some("true") {
        let reason = "nothing is shuffled: the order is that of the file";
        found.fault(element, reason, Some("look over the order"));
    }
}

fn check_interactions(item: &Element, kind: Kind, found: &mut Found<'_>) {
    let mut films = 0;
    for interaction in interactions(item) {
        let is_choice = interaction.name == "qti-choice-interaction";
        match kind {
            Kind::Item | Kind::Judgement if !is_choice => {
                let reason = format!("`{}` was left out of this item", interaction.name);
                let help = "ask for a choice, or make a scene of it";
                found.fault(interaction, reason, Some(help));
            }
            Kind::Task => {
                let reason = format!("`{}` was left out of this task", interaction.name);
                found.fault(
                    interaction,
                    reason,
                    Some("ask for it in an item of its own"),
                );
            }
            _ => {}
        }
        match &*interaction.name {
            "qti-choice-interaction" => check_choice(item, interaction, found),
            "qti-slider-interaction" => check_slider(interaction, found),
            "qti-media-interaction" => {
                films += 1;
                if films == 2 {
                    let help = "make a scene of each film";
                    found.fault(
                        interaction,
                        "a scene has one film, and this is another",
                        Some(help),
                    );
                }
            }
            _ => {}
        }
    }
}

fn check_choice(item: &Element, interaction: &Element, found: &mut Found<'_>) {
    let response = interaction.attribute("response-identifier");
    let declared = declaration(item, response.unwrap_or_default());
    let cardinality = declared.and_then(|declared| declared.attribute("cardinality"));
    let most = interaction.attribute("max-choices").unwrap_or("1");
    if cardinality.is_some_and(|cardinality| cardinality != "single") || most.trim() != "1" {
        let reason = "several answers may be given here, and Composure takes one";
        let help = "ask for the best, or for one choice each";
        found.fault(interaction, reason, Some(help));
    }
    if interaction.attribute("shuffle") == Some("true") {
        let reason = "answers are not shuffled: their order is that of the file";
        found.fault(interaction, reason, Some("look over the order"));
    }
}

fn check_slider(interaction: &Element, found: &mut Found<'_>) {
    let says = |name: &str, expected: f64| {
        let said = interaction.attribute(name).and_then(number_of);
        said.is_some_and(|said| (said - expected).abs() < f64::EPSILON)
    };
    let has_steps = interaction.attribute("step").is_none() || says("step", 1.0);
    if !says("lower-bound", 1.0) || !says("upper-bound", 7.0) || !has_steps {
        let bound = |name: &str| interaction.attribute(name).unwrap_or("nothing").to_owned();
        let reason = format!(
            "this rating goes from {} to {}, and became one from 1 to 7",
            bound("lower-bound"),
            bound("upper-bound")
        );
        let help = "look over the question, and say experts' values in whole steps from 1 to 7";
        found.fault(interaction, reason, Some(help));
    }
    if interaction.attribute("reverse") == Some("true") {
        let reason = "this rating begins at its upper end, and became one that begins at 1";
        found.fault(interaction, reason, None);
    }
}

/// Tells of points that count for no scale, or are reckoned otherwise than keys are.
fn check_points(item: &Element, found: &mut Found<'_>) {
    for processing in item.all("qti-response-processing") {
        // Each of the templates that QTI has sets SCORE.
        if processing.attribute("template").is_some() {
            found.fault(processing, no_scale("SCORE"), Some(NAME_SCALE));
        }
        check_rules(processing, false, found);
    }
}

const NAME_SCALE: &str =
    "call the outcome SCORE-<name of the scale>, or write the scale and the points into the files";

fn no_scale(outcome: &str) -> String {
    format!("the points of the outcome `{outcome}` count for no scale, and were left out")
}

fn check_rules(element: &Element, is_chosen: bool, found: &mut Found<'_>) {
    for rule in element.elements() {
        match &*rule.name {
            "qti-set-outcome-value" => {
                check_outcome(rule, found);
                let everything = rule.everything();
                let holds = |name: &str| everything.iter().any(|element| element.name == name);
                if !(holds("qti-map-response") || is_chosen && holds("qti-base-value")) {
                    found.fault(rule, POINTS, Some(KEY));
                }
            }
            "qti-response-if" | "qti-response-else-if" => {
                let chosen = rule.first("qti-match").is_some_and(|is_this| {
                    is_this.first("qti-variable").is_some()
                        && is_this.first("qti-base-value").is_some()
                });
                check_rules(rule, chosen, found);
            }
            _ => check_rules(rule, false, found),
        }
    }
}

fn check_outcome(rule: &Element, found: &mut Found<'_>) {
    let outcome = rule.attribute("identifier").unwrap_or_default();
    if name_of("SCORE", outcome).is_none() {
        found.fault(rule, no_scale(outcome), Some(NAME_SCALE));
    }
}

/// Tells of texts that a definition would keep under one language, of which the first was taken.
fn check_languages(item: &Element, found: &mut Found<'_>) {
    let whole = item.attribute("xml:lang").unwrap_or("en");
    let everything = item.everything();
    let language_of = |element: &&Element| {
        let id = element.attribute("data-catalog-idref")?.to_owned();
        Some((id, short(element.attribute("xml:lang").unwrap_or(whole))))
    };
    let languages: BTreeMap<_, _> = everything.iter().filter_map(language_of).collect();
    let catalogues = everything
        .iter()
        .filter(|element| element.name == "qti-catalog");
    for (catalogue, card) in catalogues
        .flat_map(|catalogue| catalogue.all("qti-card").map(move |card| (catalogue, card)))
    {
        let mut seen = BTreeSet::new();
        if card.attribute("support") == Some(TRANSLATION) {
            // What it is a translation of is there in a language too.
            let id = catalogue.attribute("id").unwrap_or_default();
            seen.extend(languages.get(id).cloned());
        }
        for entry in card.all("qti-card-entry") {
            let language = entry.attribute("xml:lang").unwrap_or(whole);
            if !seen.insert(short(language)) {
                let reason = format!(
                    "a text in `{}` is there already, and this one in `{language}` was left out",
                    short(language)
                );
                let help = "definitions tell no regions and scripts of a language apart";
                found.fault(entry, reason, Some(help));
            }
        }
    }
}

fn number_of(text: &str) -> Option<f64> {
    let value = number(text)?;
    value
        .as_float()
        .or_else(|| value.as_integer().map(|whole| whole as f64))
}
