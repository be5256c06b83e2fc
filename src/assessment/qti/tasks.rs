//! Reaction-time tasks: QTI shows their instructions; everything else is in the extension.

use toml::{Table, Value};

use super::QTI;
use super::document::{Document, put_text};
use super::faults::Found;
use super::questions::{by_id, tell_beside};
use super::rest::{Place, Taking, named};
use super::text::Texts;
use super::xml::Element;

/// Takes the instructions out of `tasks.toml`; each task becomes an item without a question, named `kind/name`.
pub(super) fn take(file: &mut Table, taking: &mut Taking) -> Vec<(String, Document)> {
    let mut documents = Vec::new();
    let kinds: Vec<String> = file.keys().cloned().collect();
    for kind in kinds.iter().filter(|kind| !kind.contains('/')) {
        let place = Place::default().below(kind);
        let tasks = named(file, kind, "name").unwrap_or_default();
        if !tasks.is_empty() {
            taking.show(&place);
        }
        for task in tasks {
            let Some(name) = task.get("name").and_then(Value::as_str).map(str::to_owned) else {
                continue;
            };
            let mut document = Document::default();
            match taking.text(task, &place.below(&name), "instructions") {
                Some(instructions) => document.show_text("instructions", &instructions),
                None => document.show(Element::new(QTI, "p").saying(&*name)),
            }
            documents.push((format!("{kind}/{name}"), document));
        }
    }
    documents
}

/// Reads a task that was exported, and puts it into `tasks.toml`.
pub(super) fn read(item: &Element, name: &str, file: &mut Table, found: &mut Found<'_>) {
    let Some((kind, name)) = name.split_once('/') else {
        return;
    };
    let mut task = Table::new();
    task.insert("name".to_owned(), Value::String(name.to_owned()));
    if let Some(instructions) = by_id(item, "instructions") {
        tell_beside(item, &["instructions"], found);
        put_text(
            &mut task,
            "instructions",
            Texts::of(item).read(instructions),
        );
    }
    let tasks = file.entry(kind).or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(tasks) = tasks {
        tasks.push(Value::Table(task));
    }
}
