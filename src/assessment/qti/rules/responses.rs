//! That responses, interactions, keys and processing of an item fit each other.

use std::collections::{BTreeMap, BTreeSet};

use super::super::faults::Found;
use super::super::words::{INTERACTIONS, is_interaction};
use super::super::xml::Element;

/// Variables that every item has.
const BUILT_IN: [&str; 3] = ["numAttempts", "duration", "completionStatus"];

/// Checks an item.
pub(super) fn check(item: &Element, found: &mut Found<'_>) {
    let declared = Declared::of(item, found);
    let everything = item.everything();
    let interactions = everything
        .iter()
        .filter(|element| is_interaction(&element.name));
    let mut used = BTreeSet::new();
    for interaction in interactions {
        let response = interaction.attribute("response-identifier");
        let response = response.unwrap_or_default();
        match declared.responses.get(response) {
            None => {
                let reason = format!("the response `{response}` is not declared");
                found.fault(interaction, reason, None);
            }
            Some(_) if !used.insert(response) => {
                let reason = format!("the response `{response}` is asked for already");
                found.fault(interaction, reason, None);
            }
            Some(declaration) => {
                check_types(interaction, declaration, found);
                check_choices(interaction, declaration, found);
            }
        }
    }
    for (response, declaration) in &declared.responses {
        if !used.contains(response) {
            let reason = format!("no interaction asks for the response `{response}`");
            found.fault(declaration, reason, None);
        }
    }
    check_processing(item, &declared, found);
}

/// What an item declares.
struct Declared<'a> {
    variables: BTreeSet<&'a str>,
    responses: BTreeMap<&'a str, &'a Element>,
    outcomes: BTreeSet<&'a str>,
}

impl<'a> Declared<'a> {
    fn of(item: &'a Element, found: &mut Found<'_>) -> Self {
        let mut declared = Self {
            variables: BUILT_IN.into(),
            responses: BTreeMap::new(),
            outcomes: BTreeSet::new(),
        };
        for element in item.elements() {
            let identifier = element.attribute("identifier");
            let (true, Some(identifier)) = (element.name.ends_with("-declaration"), identifier)
            else {
                continue;
            };
            if !declared.variables.insert(identifier) {
                found.fault(element, format!("`{identifier}` is declared already"), None);
            }
            let is_record = element.attribute("cardinality") == Some("record");
            if !is_record && element.attribute("base-type").is_none() {
                let reason = format!("`{identifier}` needs the attribute `base-type`");
                found.fault(element, reason, None);
            }
            if element.name == "qti-response-declaration" {
                declared.responses.insert(identifier, element);
            }
            if element.name == "qti-outcome-declaration" {
                declared.outcomes.insert(identifier);
            }
        }
        declared
    }
}

/// Checks that processing reads and writes what is declared.
fn check_processing(item: &Element, declared: &Declared<'_>, found: &mut Found<'_>) {
    const REFERRING: [&str; 5] = [
        "qti-variable",
        "qti-map-response",
        "qti-correct",
        "qti-default",
        "qti-set-outcome-value",
    ];
    for processing in item.all("qti-response-processing") {
        if processing.attribute("template").is_some() {
            check_template(processing, declared, found);
        }
    }
    let processing = item.all("qti-response-processing");
    for element in processing.flat_map(Element::everything) {
        let identifier = element.attribute("identifier").unwrap_or_default();
        let refers = REFERRING.contains(&&*element.name);
        if refers && !declared.variables.contains(identifier) {
            found.fault(element, format!("`{identifier}` is not declared"), None);
        }
        let response = declared.responses.get(identifier);
        let has_mapping = response.is_some_and(|response| response.first("qti-mapping").is_some());
        if element.name == "qti-map-response" && !has_mapping {
            found.fault(element, format!("`{identifier}` has no mapping"), None);
        }
        let has_key = response.is_some_and(|it| it.first("qti-correct-response").is_some());
        if element.name == "qti-correct" && !has_key {
            found.fault(
                element,
                format!("`{identifier}` has no correct response"),
                None,
            );
        }
    }
}

/// The templates of processing that QTI itself has, and what the response needs for each.
const TEMPLATES: [(&str, &str); 3] = [
    ("match_correct", "qti-correct-response"),
    ("map_response", "qti-mapping"),
    ("map_response_point", "qti-area-mapping"),
];

/// Checks that a template is one that QTI has, and that what it reads and sets is declared: `RESPONSE` and `SCORE`.
fn check_template(processing: &Element, declared: &Declared<'_>, found: &mut Found<'_>) {
    let written = processing.attribute("template").unwrap_or_default();
    let name = written
        .rsplit_once("v3p0/rptemplates/")
        .map(|(_, name)| name);
    let name = name.map(|name| name.strip_suffix(".xml").unwrap_or(name));
    let known = TEMPLATES.iter().find(|(known, _)| Some(*known) == name);
    let Some((name, needed)) = known else {
        let help = "write the rules themselves, or name a template in v3p0/rptemplates/: match_correct, map_response or map_response_point";
        let reason = format!("{written:?} is no template of QTI 3.0");
        found.fault(processing, reason, Some(help));
        return;
    };
    let response = declared.responses.get("RESPONSE");
    if response.is_none_or(|response| response.first(needed).is_none()) {
        let reason = format!("the template {name} needs a response `RESPONSE` with a `{needed}`");
        found.fault(processing, reason, None);
    }
    if !declared.outcomes.contains("SCORE") {
        let reason = format!("the template {name} needs the outcome `SCORE`");
        found.fault(processing, reason, None);
    }
}

fn check_types(interaction: &Element, declaration: &Element, found: &mut Found<'_>) {
    let Some((_, cardinalities, base_types)) = INTERACTIONS
        .iter()
        .find(|(name, _, _)| *name == interaction.name)
    else {
        return;
    };
    let cardinality = declaration.attribute("cardinality").unwrap_or_default();
    if !cardinalities.contains(&cardinality) {
        let reason = format!(
            "`{}` takes a response of the cardinality {}, and this is {cardinality:?}",
            interaction.name,
            cardinalities.join(" or ")
        );
        found.fault(declaration, reason, None);
    }
    let base_type = declaration.attribute("base-type").unwrap_or_default();
    if !base_types.contains(&base_type) {
        let reason = format!(
            "`{}` takes a response of the base type {}, and this is {base_type:?}",
            interaction.name,
            base_types.join(" or ")
        );
        found.fault(declaration, reason, None);
    }
    let most = interaction.attribute("max-choices").unwrap_or("1");
    if interaction.name == "qti-choice-interaction" && cardinality == "single" && most != "1" {
        let reason = format!("`max-choices` is {most}, and the response has room for one");
        found.fault(interaction, reason, None);
    }
}

fn check_choices(interaction: &Element, declaration: &Element, found: &mut Found<'_>) {
    if interaction.name != "qti-choice-interaction" {
        return;
    }
    let mut choices = BTreeSet::new();
    for choice in interaction.all("qti-simple-choice") {
        let identifier = choice.attribute("identifier").unwrap_or_default();
        if !choices.insert(identifier) {
            found.fault(
                choice,
                format!("the choice `{identifier}` is there already"),
                None,
            );
        }
    }
    let mut mapped = BTreeSet::new();
    for element in declaration.everything() {
        let choice = match &*element.name {
            "qti-map-entry" => element.attribute("map-key").map(str::to_owned),
            "qti-value" => Some(element.text().trim().to_owned()),
            _ => None,
        };
        let Some(choice) = choice else {
            continue;
        };
        if !choices.contains(&*choice) {
            found.fault(element, format!("there is no choice `{choice}`"), None);
        }
        if element.name == "qti-map-entry" && !mapped.insert(choice.clone()) {
            found.fault(
                element,
                format!("the choice `{choice}` is mapped already"),
                None,
            );
        }
    }
}
