//! Questionnaire items: a sentence, the shared answers, and a key.

use toml::{Table, Value};

use super::QTI;
use super::document::{Asked, Document, mapping, put_text};
use super::faults::Found;
use super::keys::{mapped, mapped_scale};
use super::names::identifier;
use super::questions::{Choices, choices, correct, whole_question};
use super::rest::{Place, Taking, named};
use super::text::{Shown, Texts};
use super::xml::Element;

const RESPONSE: &str = "RESPONSE";

/// Takes the items out of `items.toml`; each becomes an item that asks for one of the shared answers.
pub(super) fn take(
    file: &mut Table,
    labels: &[Shown],
    taking: &mut Taking,
) -> Vec<(String, Document)> {
    let Some(items) = named(file, "item", "name") else {
        return Vec::new();
    };
    let place = Place::default().below("item");
    taking.show(&place);
    let items = items.into_iter().filter_map(|item| {
        let name = item.get("name")?.as_str()?.to_owned();
        let text = taking.text(item, &place.below(&name), "text");
        Some((name, document(item, text.as_ref(), labels)))
    });
    items.collect()
}

fn document(item: &mut Table, text: Option<&Shown>, labels: &[Shown]) -> Document {
    let mut document = Document::default();
    let answers: Vec<_> = (1..)
        .zip(labels)
        .map(|(code, label)| (answer(code), label.clone()))
        .collect();
    let expected = item.get("expected").and_then(Value::as_integer);
    let expected = expected.and_then(|code| usize::try_from(code).ok());
    if let Some((code, (scale, direction))) = key(item).map(|key| (labels.len(), key)) {
        let points = (1..=code).map(|answered| {
            let points = if direction == "positive" {
                answered
            } else {
                code + 1 - answered
            };
            (answer(answered), points.to_string())
        });
        document.declare(RESPONSE, "identifier", Some(mapping(points)));
        document.add_mapped(&scale, RESPONSE);
        item.remove("scale");
        item.remove("direction");
    } else if let Some(code) = expected.filter(|code| (1..=labels.len()).contains(code)) {
        let value = Element::new(QTI, "qti-value").saying(answer(code));
        document.declare(
            RESPONSE,
            "identifier",
            Some(Element::new(QTI, "qti-correct-response").holding(value)),
        );
        item.remove("expected");
    } else {
        document.declare(RESPONSE, "identifier", None);
    }
    document.ask_choice(&Asked {
        response: RESPONSE,
        prompt: text,
        choices: &answers,
    });
    document
}

fn key(item: &Table) -> Option<(String, String)> {
    let scale = item.get("scale")?.as_str()?;
    let direction = item.get("direction")?.as_str()?;
    ["positive", "negative"]
        .contains(&direction)
        .then(|| (scale.to_owned(), direction.to_owned()))
}

fn answer(code: usize) -> String {
    identifier("answer", &code.to_string())
}

/// An item as read, and the answers it offers.
pub(super) struct ReadItem {
    /// Its entry in `items.toml`.
    pub(super) entry: Table,
    /// The words of its answers, the lowest first.
    pub(super) labels: Vec<Shown>,
}

/// Reads a questionnaire item of any origin.
pub(super) fn read(
    item: &Element,
    name: String,
    is_own: bool,
    found: &mut Found<'_>,
) -> Option<ReadItem> {
    let texts = Texts::of(item);
    let Ok([asked]) = <[Choices<'_>; 1]>::try_from(choices(item, &texts)) else {
        found.fault(
            item,
            "a questionnaire item asks for one choice",
            Some("leave one choice interaction in it"),
        );
        return None;
    };
    let mut entry = Table::new();
    entry.insert("name".to_owned(), Value::String(name));
    let text = whole_question(item, asked.element, &texts, found);
    put_text(&mut entry, "text", text);
    read_key(item, &asked, &mut entry, found);
    if !is_own {
        // A right answer is no attention check: what an applicant is told to answer, a definition says itself.
        entry.remove("expected");
    }
    let labels = asked.offered.into_iter().map(|(_, words)| words).collect();
    Some(ReadItem { entry, labels })
}

fn read_key(item: &Element, asked: &Choices<'_>, entry: &mut Table, found: &mut Found<'_>) {
    let code_of = |answer: &str| {
        asked
            .offered
            .iter()
            .position(|(known, _)| *known == answer)
            .map(|at| at + 1)
    };
    let points = mapped(item, asked.response);
    if points.is_empty() {
        if let [expected] = &*correct(item, asked.response)
            && let Some(code) = code_of(expected).and_then(|code| i64::try_from(code).ok())
        {
            entry.insert("expected".to_owned(), Value::Integer(code));
        }
        return;
    }
    let highest = asked.offered.len();
    let keyed = |points_of: fn(usize, usize) -> usize| {
        points.len() == highest
            && points.iter().all(|(answer, points)| {
                code_of(answer).is_some_and(|code| is_whole(points, points_of(code, highest)))
            })
    };
    let direction = if keyed(|code, _| code) {
        "positive"
    } else if keyed(|code, highest| highest + 1 - code) {
        "negative"
    } else {
        let help = format!("map the answers to 1 to {highest}, or to {highest} to 1");
        found.fault(item, "Composure has no such key for an item", Some(&*help));
        return;
    };
    entry.insert("direction".to_owned(), Value::String(direction.to_owned()));
    if let Some(scale) = mapped_scale(item, asked.response) {
        entry.insert("scale".to_owned(), Value::String(scale));
    }
}

fn is_whole(points: &Value, expected: usize) -> bool {
    match points {
        Value::Integer(points) => usize::try_from(*points) == Ok(expected),
        Value::Float(points) => (points - expected as f64).abs() < 1e-9,
        _ => false,
    }
}
