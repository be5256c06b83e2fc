//! What an item of any origin asks, found by its interactions.

use super::faults::Found;
use super::keys::declaration;
use super::names::name_of;
use super::text::{Shown, Texts, said};
use super::words::is_interaction;
use super::xml::{Element, Node};

/// A choice interaction.
pub(super) struct Choices<'a> {
    /// It.
    pub(super) element: &'a Element,
    /// The identifier of its response.
    pub(super) response: &'a str,
    /// Identifiers and words of what can be chosen.
    pub(super) offered: Vec<(&'a str, Shown)>,
}

/// Every interaction of an item, in the order shown.
pub(super) fn interactions(item: &Element) -> Vec<&Element> {
    let body = item.first("qti-item-body");
    let everything = body.map(Element::everything).unwrap_or_default();
    everything
        .into_iter()
        .filter(|element| is_interaction(&element.name))
        .collect()
}

/// The choice interactions of an item, in the order shown.
pub(super) fn choices<'a>(item: &'a Element, texts: &Texts<'_>) -> Vec<Choices<'a>> {
    let choices = interactions(item)
        .into_iter()
        .filter(|element| element.name == "qti-choice-interaction");
    choices
        .map(|element| Choices {
            element,
            response: element.attribute("response-identifier").unwrap_or_default(),
            offered: element
                .all("qti-simple-choice")
                .map(|choice| {
                    (
                        choice.attribute("identifier").unwrap_or_default(),
                        texts.read(choice),
                    )
                })
                .collect(),
        })
        .collect()
}

/// The question of an interaction.
pub(super) fn prompt(interaction: &Element, texts: &Texts<'_>) -> Option<Shown> {
    interaction
        .first("qti-prompt")
        .map(|prompt| texts.read(prompt))
}

/// The element of that id within an item's body.
pub(super) fn by_id<'a>(item: &'a Element, id: &str) -> Option<&'a Element> {
    let body = item.first("qti-item-body")?;
    body.everything()
        .into_iter()
        .find(|element| element.attribute("id") == Some(id))
}

/// What an item's body says besides its interactions and what only staff read.
pub(super) fn around(item: &Element) -> String {
    let Some(body) = item.first("qti-item-body") else {
        return String::new();
    };
    said(&without(body, &is_asked_or_for_staff))
}

fn is_asked_or_for_staff(element: &Element) -> bool {
    is_interaction(&element.name) || element.name == "qti-rubric-block"
}

fn without(element: &Element, is_left_out: &dyn Fn(&Element) -> bool) -> Element {
    let mut copy = Element::new(&element.namespace, &element.name);
    copy.children = element
        .children
        .iter()
        .filter_map(|node| match node {
            Node::Element(child) if is_left_out(child) => None,
            Node::Element(child) => Some(Node::Element(without(child, is_left_out))),
            Node::Text(text) => Some(Node::Text(text.clone())),
        })
        .collect();
    copy
}

/// Tells of text in the body of an exported item that stands beside what was exported, which has ids of its own.
pub(super) fn tell_beside(item: &Element, ids: &[&str], found: &mut Found<'_>) {
    let is_known = |element: &Element| {
        let id = element.attribute("id").unwrap_or_default();
        is_asked_or_for_staff(element)
            || ids.contains(&id)
            || element.name == "div" && name_of("decision", id).is_some()
    };
    let body = item.first("qti-item-body");
    for block in body.into_iter().flat_map(Element::elements) {
        if !is_known(block) && !said(&without(block, &is_known)).is_empty() {
            let reason = "this text belongs to no part of the item, and was left out";
            let help = format!("put it into the element with the id {}", ids.join(" or "));
            found.fault(block, reason, Some(&*help));
        }
    }
}

/// The question of an interaction with what stands around it, for an item of another tool.
///
/// What stands around it is in the item's language only, and is not put before the question in another.
pub(super) fn whole_question(
    item: &Element,
    interaction: &Element,
    texts: &Texts<'_>,
    found: &mut Found<'_>,
) -> Shown {
    let mut question = prompt(interaction, texts).unwrap_or_default();
    let around = around(item);
    if around.is_empty() {
        return question;
    }
    let text = question.entry(texts.main().to_owned()).or_default();
    *text = if text.is_empty() {
        around
    } else {
        format!("{around}\n{text}")
    };
    for language in question.keys().filter(|language| *language != texts.main()) {
        let reason = format!(
            "what stands around the question is missing in `{language}`: it has no translation"
        );
        found.fault(
            interaction,
            reason,
            Some("put all of the text into the prompt"),
        );
    }
    question
}

/// The values that a response declaration calls correct.
pub(super) fn correct(item: &Element, response: &str) -> Vec<String> {
    let values = declaration(item, response)
        .and_then(|declaration| declaration.first("qti-correct-response"))
        .into_iter()
        .flat_map(|correct| correct.all("qti-value"));
    values.map(|value| value.text().trim().to_owned()).collect()
}
