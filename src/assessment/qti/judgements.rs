//! Situational judgements: a situation, and a rating of each thing that could be done.

use toml::{Table, Value};

use super::document::{Asked, Document, put_text, text_value};
use super::faults::Found;
use super::names::{identifier, name_of, plain_name};
use super::questions::{around, by_id, choices, prompt, tell_beside, whole_question};
use super::rest::{Place, Taking, named};
use super::text::{Shown, Texts};
use super::xml::Element;

/// Takes the judgements out of `judgements.toml`; each becomes an item with a rating for each option.
pub(super) fn take(
    file: &mut Table,
    labels: &[Shown],
    taking: &mut Taking,
) -> Vec<(String, Document)> {
    let Some(judgements) = named(file, "judgement", "name") else {
        return Vec::new();
    };
    let place = Place::default().below("judgement");
    taking.show(&place);
    let judgements = judgements.into_iter().filter_map(|judgement| {
        let name = judgement.get("name")?.as_str()?.to_owned();
        let document = document(judgement, &place.below(&name), labels, taking);
        Some((name, document))
    });
    judgements.collect()
}

fn document(
    judgement: &mut Table,
    place: &Place,
    labels: &[Shown],
    taking: &mut Taking,
) -> Document {
    let mut document = Document::default();
    if let Some(stem) = taking.text(judgement, place, "stem") {
        document.show_text("stem", &stem);
    }
    let ratings: Vec<_> = (1..)
        .zip(labels)
        .map(|(code, label): (u32, _)| (identifier("rating", &code.to_string()), label.clone()))
        .collect();
    let place = place.below("option");
    let options = named(judgement, "option", "name").unwrap_or_default();
    if !options.is_empty() {
        taking.show(&place);
    }
    for option in options {
        let Some(name) = option
            .get("name")
            .and_then(Value::as_str)
            .map(str::to_owned)
        else {
            continue;
        };
        let response = identifier("option", &name);
        let text = taking.text(option, &place.below(&name), "text");
        document.declare(&response, "identifier", None);
        document.ask_choice(&Asked {
            response: &response,
            prompt: text.as_ref(),
            choices: &ratings,
        });
    }
    document
}

/// A judgement as read, and the ratings it offers.
pub(super) struct ReadJudgement {
    /// Its entry in `judgements.toml`.
    pub(super) entry: Table,
    /// The words of its ratings, the lowest first.
    pub(super) labels: Option<Vec<Shown>>,
}

/// Reads a judgement that was exported: each interaction rates an option.
pub(super) fn read(item: &Element, name: String, found: &mut Found<'_>) -> ReadJudgement {
    let texts = Texts::of(item);
    let mut entry = Table::new();
    entry.insert("name".to_owned(), Value::String(name));
    let stem = by_id(item, "stem").map(|stem| texts.read(stem));
    if stem.is_some() {
        tell_beside(item, &["stem"], found);
    }
    let stem = stem.or_else(|| {
        Some(around(item))
            .filter(|stem| !stem.is_empty())
            .map(|stem| [(texts.main().to_owned(), stem)].into())
    });
    put_text(&mut entry, "stem", stem.unwrap_or_default());
    let mut labels = None;
    let mut options = Vec::new();
    for asked in choices(item, &texts) {
        let mut option = Table::new();
        let name = name_of("option", asked.response).unwrap_or_else(|| plain_name(asked.response));
        option.insert("name".to_owned(), Value::String(name));
        put_text(
            &mut option,
            "text",
            prompt(asked.element, &texts).unwrap_or_default(),
        );
        options.push(Value::Table(option));
        labels = Some(asked.offered.into_iter().map(|(_, words)| words).collect());
    }
    if !options.is_empty() {
        entry.insert("option".to_owned(), Value::Array(options));
    }
    ReadJudgement { entry, labels }
}

/// Reads an item of another tool that has answers of its own: what could be chosen becomes what is rated.
pub(super) fn read_choices(item: &Element, name: String, found: &mut Found<'_>) -> Table {
    let help = "Composure asks how well each option would work: write the experts' ratings, or make it a decision of a scene";
    let reason = "this item has answers of its own, and became a judgement";
    found.fault(item, reason, Some(help));
    let texts = Texts::of(item);
    let mut entry = Table::new();
    entry.insert("name".to_owned(), Value::String(name));
    if let Some(asked) = choices(item, &texts).into_iter().next() {
        let stem = whole_question(item, asked.element, &texts, found);
        put_text(&mut entry, "stem", stem);
        let options = asked.offered.into_iter().map(|(identifier, words)| {
            let name = Value::String(plain_name(identifier));
            Value::Table(
                [
                    ("name".to_owned(), name),
                    ("text".to_owned(), text_value(words)),
                ]
                .into_iter()
                .collect(),
            )
        });
        entry.insert("option".to_owned(), Value::Array(options.collect()));
    }
    entry
}
