//! Expert keys of choices: as a mapping where a decision counts for one scale, as conditions where it counts for more.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::QTI;
use super::document::{Document, mapping, number, number_text};
use super::names::name_of;
use super::xml::Element;

/// Points by scale, as they are written.
type Points = BTreeMap<String, String>;

/// Takes an option's key, if it is points by scale.
pub(super) fn take(option: &mut Table) -> Points {
    let Some(key) = option.get("key").and_then(Value::as_table) else {
        return Points::new();
    };
    let points: Option<Points> = key
        .iter()
        .map(|(scale, points)| Some((scale.clone(), number_text(points)?)))
        .collect();
    match points {
        Some(points) if !points.is_empty() => {
            option.remove("key");
            points
        }
        _ => Points::new(),
    }
}

/// Declares the response to a decision with the key of its choices.
pub(super) fn declare(document: &mut Document, response: &str, keys: &[(String, Points)]) {
    let scales: BTreeSet<&String> = keys.iter().flat_map(|(_, points)| points.keys()).collect();
    let mut scales = scales.into_iter();
    match (scales.next(), scales.next()) {
        (None, _) => document.declare(response, "identifier", None),
        (Some(scale), None) => {
            let entries = keys.iter().filter_map(|(choice, points)| {
                points
                    .get(scale)
                    .map(|points| (choice.clone(), points.clone()))
            });
            document.declare(response, "identifier", Some(mapping(entries)));
            document.add_mapped(scale, response);
        }
        (Some(_), Some(_)) => {
            document.declare(response, "identifier", None);
            let rule = conditions(document, response, keys);
            document.process(rule);
        }
    }
}

fn conditions(document: &mut Document, response: &str, keys: &[(String, Points)]) -> Element {
    let mut condition = Element::new(QTI, "qti-response-condition");
    for (choice, points) in keys.iter().filter(|(_, points)| !points.is_empty()) {
        let name = if condition.children.is_empty() {
            "qti-response-if"
        } else {
            "qti-response-else-if"
        };
        let chosen = Element::new(QTI, "qti-variable").with("identifier", response);
        let is_this = Element::new(QTI, "qti-match")
            .holding(chosen)
            .holding(base_value("identifier", choice));
        let adding = points
            .iter()
            .map(|(scale, points)| document.adding(scale, base_value("float", points)));
        condition = condition.holding(Element::new(QTI, name).holding(is_this).holding_all(adding));
    }
    condition
}

fn base_value(base_type: &str, value: &str) -> Element {
    Element::new(QTI, "qti-base-value")
        .with("base-type", base_type)
        .saying(value)
}

/// What the choices of a response count, by identifier: a table of points by scale.
pub(super) fn read(item: &Element, response: &str) -> BTreeMap<String, Table> {
    let mut keys: BTreeMap<String, Table> = BTreeMap::new();
    if let Some(scale) = mapped_scale(item, response) {
        for (choice, points) in mapped(item, response) {
            keys.entry(choice)
                .or_default()
                .insert(scale.clone(), points);
        }
    }
    for branch in processing(item)
        .filter(|element| matches!(&*element.name, "qti-response-if" | "qti-response-else-if"))
    {
        let Some(choice) = chosen(branch, response) else {
            continue;
        };
        for rule in branch.all("qti-set-outcome-value") {
            let scale = rule
                .attribute("identifier")
                .and_then(|outcome| name_of("SCORE", outcome));
            let points = rule
                .everything()
                .into_iter()
                .find(|element| element.name == "qti-base-value");
            if let (Some(scale), Some(points)) =
                (scale, points.and_then(|points| number(&points.text())))
            {
                keys.entry(choice.clone())
                    .or_default()
                    .insert(scale, points);
            }
        }
    }
    keys
}

fn processing(item: &Element) -> impl Iterator<Item = &Element> {
    item.all("qti-response-processing")
        .flat_map(Element::everything)
}

/// The choice of that response under which a branch is taken.
fn chosen(branch: &Element, response: &str) -> Option<String> {
    let is_this = branch.first("qti-match")?;
    let variable = is_this.first("qti-variable")?.attribute("identifier")?;
    let choice = is_this.first("qti-base-value")?.text();
    (variable == response).then(|| choice.trim().to_owned())
}

/// The scale that the mapped points of a response are added to.
pub(super) fn mapped_scale(item: &Element, response: &str) -> Option<String> {
    let rules = processing(item).filter(|element| element.name == "qti-set-outcome-value");
    let mut mapped = rules.filter(|rule| {
        rule.everything().iter().any(|element| {
            element.name == "qti-map-response" && element.attribute("identifier") == Some(response)
        })
    });
    mapped.find_map(|rule| name_of("SCORE", rule.attribute("identifier")?))
}

/// The mapping of a response: points by answer.
pub(super) fn mapped(item: &Element, response: &str) -> Vec<(String, Value)> {
    let entries = declaration(item, response)
        .and_then(|declaration| declaration.first("qti-mapping"))
        .into_iter()
        .flat_map(|mapping| mapping.all("qti-map-entry"));
    entries
        .filter_map(|entry| {
            Some((
                entry.attribute("map-key")?.to_owned(),
                number(entry.attribute("mapped-value")?)?,
            ))
        })
        .collect()
}

/// The declaration of a response.
pub(super) fn declaration<'a>(item: &'a Element, response: &str) -> Option<&'a Element> {
    item.all("qti-response-declaration")
        .find(|declaration| declaration.attribute("identifier") == Some(response))
}
