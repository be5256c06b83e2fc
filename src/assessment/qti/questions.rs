//! What an item of any origin asks, found by its interactions.

use super::keys::declaration;
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
    said(&without_interactions(body))
}

fn without_interactions(element: &Element) -> Element {
    let mut copy = element.clone();
    copy.children = element
        .children
        .iter()
        .filter_map(|node| match node {
            Node::Element(child) if is_interaction(&child.name) => None,
            Node::Element(child) if child.name == "qti-rubric-block" => None,
            Node::Element(child) => Some(Node::Element(without_interactions(child))),
            Node::Text(text) => Some(Node::Text(text.clone())),
        })
        .collect();
    copy
}

/// The question of an interaction with what stands around it, for an item of another tool.
pub(super) fn whole_question(item: &Element, interaction: &Element, texts: &Texts<'_>) -> Shown {
    let mut question = prompt(interaction, texts).unwrap_or_default();
    let around = around(item);
    if around.is_empty() {
        return question;
    }
    if question.is_empty() {
        question.insert("en".to_owned(), String::new());
    }
    for text in question.values_mut() {
        *text = if text.is_empty() {
            around.clone()
        } else {
            format!("{around}\n{text}")
        };
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
