//! One item on its way to QTI: declarations, body, catalogues and processing, gathered in any order.

use toml::{Table, Value};

use super::QTI;
use super::names::identifier;
use super::text::{Catalogues, Shown};
use super::xml::Element;

/// An item that is being written.
#[derive(Default)]
pub(super) struct Document {
    responses: Vec<Element>,
    scales: Vec<String>,
    body: Vec<Element>,
    processing: Vec<Element>,
    /// Texts in other languages.
    pub(super) catalogues: Catalogues,
}

/// What a choice interaction shows.
pub(super) struct Asked<'a> {
    /// The identifier of its response.
    pub(super) response: &'a str,
    /// The question.
    pub(super) prompt: Option<&'a Shown>,
    /// Identifiers and words of what can be chosen.
    pub(super) choices: &'a [(String, Shown)],
}

impl Document {
    /// Declares a response; `inside` are its key, where it has one.
    pub(super) fn declare(&mut self, response: &str, base_type: &str, inside: Option<Element>) {
        let declaration = Element::new(QTI, "qti-response-declaration")
            .with("identifier", response)
            .with("cardinality", "single")
            .with("base-type", base_type);
        self.responses.push(declaration.holding_all(inside));
    }
    /// Puts an element into the body.
    pub(super) fn show(&mut self, element: Element) {
        self.body.push(element);
    }
    /// Puts a text into the body, in an element that is known by its `id`.
    pub(super) fn show_text(&mut self, id: &str, text: &Shown) {
        let element = self
            .catalogues
            .block(Element::new(QTI, "div").with("id", id), text);
        self.body.push(element);
    }
    /// Puts a question into an interaction.
    pub(super) fn ask(&mut self, interaction: Element, prompt: Option<&Shown>) -> Element {
        match prompt {
            Some(prompt) => interaction.holding(
                self.catalogues
                    .inline(Element::new(QTI, "qti-prompt"), prompt),
            ),
            None => interaction,
        }
    }
    /// Asks for one of several choices.
    pub(super) fn ask_choice(&mut self, asked: &Asked<'_>) {
        let interaction = Element::new(QTI, "qti-choice-interaction")
            .with("response-identifier", asked.response)
            .with("max-choices", "1")
            .with("min-choices", "0")
            .with("shuffle", "false");
        let mut interaction = self.ask(interaction, asked.prompt);
        for (identifier, words) in asked.choices {
            let choice = Element::new(QTI, "qti-simple-choice").with("identifier", identifier);
            interaction = interaction.holding(self.catalogues.inline(choice, words));
        }
        self.body.push(interaction);
    }
    /// The identifier of a scale's points, declared once.
    pub(super) fn outcome(&mut self, scale: &str) -> String {
        if !self.scales.iter().any(|known| known == scale) {
            self.scales.push(scale.to_owned());
        }
        identifier("SCORE", scale)
    }
    /// The scales that it declares points for.
    pub(super) fn scales(&self) -> &[String] {
        &self.scales
    }
    /// Adds the mapped points of a response to a scale.
    pub(super) fn add_mapped(&mut self, scale: &str, response: &str) {
        let mapped = Element::new(QTI, "qti-map-response").with("identifier", response);
        let rule = self.adding(scale, mapped);
        self.process(rule);
    }
    /// The rule that adds the value of an expression to a scale's points.
    pub(super) fn adding(&mut self, scale: &str, points: Element) -> Element {
        let outcome = self.outcome(scale);
        let before = Element::new(QTI, "qti-variable").with("identifier", &*outcome);
        let sum = Element::new(QTI, "qti-sum").holding(before).holding(points);
        Element::new(QTI, "qti-set-outcome-value")
            .with("identifier", outcome)
            .holding(sum)
    }
    /// Adds a rule to the processing of responses.
    pub(super) fn process(&mut self, rule: Element) {
        self.processing.push(rule);
    }

    /// The item.
    pub(super) fn finish(self, identifier: &str, title: &str) -> Element {
        let outcomes = self.scales.iter().map(|scale| {
            let value = Element::new(QTI, "qti-value").saying("0");
            Element::new(QTI, "qti-outcome-declaration")
                .with("identifier", self::identifier("SCORE", scale))
                .with("cardinality", "single")
                .with("base-type", "float")
                .holding(Element::new(QTI, "qti-default-value").holding(value))
        });
        let mut body = self.body;
        if body.is_empty() {
            body.push(Element::new(QTI, "hr"));
        }
        let processing = (!self.processing.is_empty())
            .then(|| Element::new(QTI, "qti-response-processing").holding_all(self.processing));
        Element::new(QTI, "qti-assessment-item")
            .with("identifier", identifier)
            .with("title", title)
            .with("adaptive", "false")
            .with("time-dependent", "false")
            .with("xml:lang", "en")
            .with("tool-name", "Composure")
            .with("tool-version", env!("CARGO_PKG_VERSION"))
            .holding_all(self.responses)
            .holding_all(outcomes)
            .holding(Element::new(QTI, "qti-item-body").holding_all(body))
            .holding_all(self.catalogues.finish())
            .holding_all(processing)
    }
}

/// A mapping from answers to points.
pub(super) fn mapping(entries: impl IntoIterator<Item = (String, String)>) -> Element {
    let entries = entries.into_iter().map(|(key, points)| {
        Element::new(QTI, "qti-map-entry")
            .with("map-key", key)
            .with("mapped-value", points)
    });
    Element::new(QTI, "qti-mapping")
        .with("default-value", "0")
        .holding_all(entries)
}

/// A number as it is written; `None` for what is no finite number.
pub(super) fn number_text(value: &Value) -> Option<String> {
    match value {
        Value::Integer(_) => Some(value.to_string()),
        Value::Float(number) if number.is_finite() => Some(value.to_string()),
        _ => None,
    }
}

/// A number as it was written.
pub(super) fn number(text: &str) -> Option<Value> {
    let text = text.trim();
    let whole = text.parse().map(Value::Integer).ok();
    whole.or_else(|| {
        text.parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .map(Value::Float)
    })
}

/// A text as a table by language.
pub(super) fn text_value(text: Shown) -> Value {
    Value::Table(
        text.into_iter()
            .map(|(language, said)| (language, Value::String(said)))
            .collect(),
    )
}

/// Puts a text into a table, if it says something in some language.
pub(super) fn put_text(table: &mut Table, key: &str, text: Shown) {
    if !text.is_empty() {
        table.insert(key.to_owned(), text_value(text));
    }
}
