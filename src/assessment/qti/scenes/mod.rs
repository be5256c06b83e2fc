//! Scenes: the setting, the film, what is decided while it runs, and the spoken answer with its rating scales.

mod decisions;
mod film;

use toml::{Table, Value};

use super::QTI;
use super::document::{Document, put_text, text_value};
use super::faults::Found;
use super::names::{identifier, name_of};
use super::questions::{around, by_id, interactions, prompt, tell_beside};
use super::rest::{Place, Taking, named};
use super::text::{Shown, Texts};
use super::words::DESCRIPTION;
use super::xml::Element;

pub(super) use decisions::changed_ratings;
pub(super) use film::media_type_of;

/// The identifiers of the film's and the answer's responses.
const FILM: &str = "FILM";
const ANSWER: &str = "ANSWER";

/// Texts of a rating dimension, in the order shown.
const DIMENSION_TEXTS: [&str; 4] = ["title", "anchor_1", "anchor_3", "anchor_5"];

/// Takes a scene out of its file; `path` is that of the item that it becomes.
pub(super) fn take(scene: &mut Table, path: &str, taking: &mut Taking) -> Document {
    let mut document = Document::default();
    let place = Place::default();
    for (key, id) in [("setting", "setting"), ("content_note", "content-note")] {
        if let Some(text) = taking.text(scene, &place, key) {
            document.show_text(id, &text);
        }
    }
    let described = taking.text(scene, &place, "text_alternative");
    let film = film::take(scene, path, taking);
    film::show(film, described.as_ref(), &mut document);
    decisions::take(scene, taking, &mut document);
    if let Some(answer) = scene.get_mut("answer").and_then(Value::as_table_mut) {
        take_answer(answer, &place.below("answer"), taking, &mut document);
    }
    document
}

fn take_answer(answer: &mut Table, place: &Place, taking: &mut Taking, document: &mut Document) {
    // Without a question there is no interaction, and nothing to read the rest of the answer back by.
    let Some(asked) = taking.text(answer, place, "prompt") else {
        return;
    };
    taking.show(place);
    let rubric = take_dimensions(answer, &place.below("dimension"), taking, document);
    document.declare(ANSWER, "file", None);
    let interaction =
        Element::new(QTI, "qti-upload-interaction").with("response-identifier", ANSWER);
    let interaction = document.ask(interaction, Some(&asked));
    document.show(interaction);
    if !rubric.children.is_empty() {
        let block = Element::new(QTI, "qti-rubric-block")
            .with("use", "scoring")
            .with("view", "scorer");
        document.show(block.holding(rubric));
    }
}

fn take_dimensions(
    answer: &mut Table,
    place: &Place,
    taking: &mut Taking,
    document: &mut Document,
) -> Element {
    let mut rubric = Element::new(QTI, "qti-content-body");
    let dimensions = named(answer, "dimension", "name").unwrap_or_default();
    if !dimensions.is_empty() {
        taking.show(place);
    }
    for dimension in dimensions {
        let Some(name) = dimension
            .get("name")
            .and_then(Value::as_str)
            .map(str::to_owned)
        else {
            continue;
        };
        let mut shown = Element::new(QTI, "div").with("id", identifier("dimension", &name));
        for key in DIMENSION_TEXTS {
            if let Some(text) = taking.text(dimension, &place.below(&name), key) {
                let part = Element::new(QTI, "div").with("id", part_id(key, &name));
                shown = shown.holding(document.catalogues.block(part, &text));
            }
        }
        rubric = rubric.holding(shown);
    }
    rubric
}

/// Reads a scene of any origin; `path` is that of its item.
pub(super) fn read(item: &Element, path: &str, is_own: bool, found: &mut Found<'_>) -> Table {
    let texts = Texts::of(item);
    let mut scene = Table::new();
    if let Some(title) = item.attribute("title")
        && Some(title) != item.attribute("identifier")
    {
        scene.insert(
            "title".to_owned(),
            text_value([(texts.main().to_owned(), title.to_owned())].into()),
        );
    }
    put_text(&mut scene, "setting", setting(item, &texts, is_own));
    if let Some(note) = by_id(item, "content-note").filter(|_| is_own) {
        put_text(&mut scene, "content_note", texts.read(note));
    }
    for element in interactions(item) {
        match &*element.name {
            "qti-media-interaction" => {
                let described = texts.referred(element, DESCRIPTION);
                put_text(&mut scene, "text_alternative", described);
                film::read(element, (path, is_own), &mut scene, found);
            }
            "qti-upload-interaction" | "qti-extended-text-interaction" => {
                read_answer(item, element, &texts, &mut scene, found);
            }
            "qti-choice-interaction" | "qti-slider-interaction" => {}
            other => {
                let help = "ask for it as a choice, a rating or a spoken answer";
                found.fault(
                    element,
                    format!("`{other}` has no place in a scene and was left out"),
                    Some(help),
                );
            }
        }
    }
    if is_own {
        tell_beside(item, &["setting", "content-note"], found);
    }
    let decisions = decisions::read(item, &texts);
    if !decisions.is_empty() {
        scene.insert("decision".to_owned(), Value::Array(decisions));
    }
    scene
}

/// What stands before the film: where another tool made the item, everything that is no question.
fn setting(item: &Element, texts: &Texts<'_>, is_own: bool) -> Shown {
    match by_id(item, "setting").filter(|_| is_own) {
        Some(setting) => texts.read(setting),
        None if is_own => Shown::new(),
        None => Some(around(item))
            .filter(|around| !around.is_empty())
            .map(|around| (texts.main().to_owned(), around))
            .into_iter()
            .collect(),
    }
}

fn read_answer(
    item: &Element,
    element: &Element,
    texts: &Texts<'_>,
    scene: &mut Table,
    found: &mut Found<'_>,
) {
    if scene.contains_key("answer") {
        let help = "ask one question for a spoken answer in each scene";
        found.fault(
            element,
            "a scene ends with one spoken answer, and this is another",
            Some(help),
        );
        return;
    }
    let mut answer = Table::new();
    put_text(
        &mut answer,
        "prompt",
        prompt(element, texts).unwrap_or_default(),
    );
    let dimensions = dimensions(item, texts);
    if !dimensions.is_empty() {
        answer.insert("dimension".to_owned(), Value::Array(dimensions));
    }
    scene.insert("answer".to_owned(), Value::Table(answer));
}

fn part_id(key: &str, dimension: &str) -> String {
    identifier(&key.replace('_', "-"), dimension)
}

fn dimensions(item: &Element, texts: &Texts<'_>) -> Vec<Value> {
    let body = item
        .first("qti-item-body")
        .map(Element::everything)
        .unwrap_or_default();
    let blocks = body
        .into_iter()
        .filter(|block| block.name == "qti-rubric-block");
    let shown = blocks
        .flat_map(|block| block.all("qti-content-body"))
        .flat_map(|content| content.all("div"));
    let dimensions = shown.filter_map(|shown| {
        let name = name_of("dimension", shown.attribute("id")?)?;
        let mut dimension = Table::new();
        for key in DIMENSION_TEXTS {
            let id = part_id(key, &name);
            let part = shown
                .elements()
                .find(|part| part.attribute("id") == Some(&*id));
            if let Some(part) = part {
                put_text(&mut dimension, key, texts.read(part));
            }
        }
        dimension.insert("name".to_owned(), Value::String(name));
        Some(Value::Table(dimension))
    });
    dimensions.collect()
}
