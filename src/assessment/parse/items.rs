//! `items.toml`: what the questionnaire asks.

use super::collector::Kind;
use super::place::{Place, Table};
use crate::assessment::{Item, ItemRole};

/// The keys of `items.toml`.
pub(super) const KEYS: &[&str] = &["item"];

/// Reads `items.toml`.
pub(super) fn items(table: &Table<'_>) -> Vec<Item> {
    table.each("item", item)
}

fn item(place: Place<'_>) -> Option<Item> {
    let table = place.table(&["name", "text", "scale", "direction", "expected", "stage"])?;
    let name = table.defines("name", Kind::Item);
    if let (Some(place), Some(name)) = (table.place("name"), &name) {
        place.define(Kind::SignedItem, ToString::to_string(name).as_str());
    }
    let text = table.required("text");
    let role = role(&table);
    let stage = table.optional("stage");
    Some(Item {
        name: name?,
        text: text?,
        role: role?,
        stage,
    })
}

fn role(table: &Table<'_>) -> Option<ItemRole> {
    if table.place("expected").is_none() {
        let scale = table.refers("scale", Kind::QuestionnaireScale);
        let direction = table.required("direction");
        return Some(ItemRole::Keyed {
            scale: scale?,
            direction: direction?,
        });
    }
    for place in ["scale", "direction"]
        .into_iter()
        .filter_map(|key| table.place(key))
    {
        let help = "an item either counts for a scale or, with `expected`, checks attention";
        place.fault_with_help(format!("`{}` stands beside `expected`", place.key), help);
    }
    let expected = table.whole("expected", 1..=11)?;
    Some(ItemRole::AttentionCheck {
        expected: u8::try_from(expected).ok()?,
    })
}
