//! `items.toml`: what the questionnaire asks.

use super::collector::Kind;
use super::numbers::whole;
use super::place::{Place, Table};
use super::values::one_of;
use crate::assessment::{AnswerRange, Item, ItemRole};

/// The keys of `items.toml`.
pub(super) const KEYS: &[&str] = &["item"];

/// The highest code that any answer format has.
const HIGHEST_CODE: u32 = 11;

/// Reads `items.toml`.
pub(super) fn items(table: &Table<'_>) -> Vec<Item> {
    table.each("item", item)
}

fn item(place: Place<'_>) -> Option<Item> {
    let table = place.table(&[
        "name",
        "text",
        "scale",
        "direction",
        "expected",
        "check",
        "careful",
        "claims",
        "stage",
    ])?;
    let name = table.defines("name", Kind::Item);
    if let (Some(place), Some(name)) = (table.place("name"), &name) {
        let name = ToString::to_string(name);
        place.define(Kind::SignedItem, &name);
        place.define(Kind::Answer, &name);
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

/// What an item is for, by the keys that say so.
#[derive(Clone, Copy)]
enum Use {
    Scale,
    Attention,
    Infrequency,
    UnlikelyVirtue,
}

impl Use {
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Scale => &["scale", "direction"],
            Self::Attention => &["expected"],
            Self::Infrequency => &["check", "careful"],
            Self::UnlikelyVirtue => &["check", "claims"],
        }
    }
    /// What a key of another use is told.
    fn help(self) -> &'static str {
        match self {
            Self::Scale | Self::Attention => {
                "an item either counts for a scale or, with `expected` or `check`, tells how the answers were given"
            }
            Self::Infrequency => {
                "an infrequency item has `careful` beside `check`, and no other key"
            }
            Self::UnlikelyVirtue => {
                "an unlikely virtue has `claims` beside `check`, and no other key: it counts for no scale"
            }
        }
    }
}

fn role(table: &Table<'_>) -> Option<ItemRole> {
    let known = match table.place("check") {
        Some(place) => one_of(
            place,
            &[
                ("infrequency", Use::Infrequency),
                ("unlikely_virtue", Use::UnlikelyVirtue),
            ],
        )?,
        None if table.place("expected").is_some() => Use::Attention,
        None => Use::Scale,
    };
    let mark = known.keys()[0];
    for place in ["scale", "direction", "expected", "careful", "claims"]
        .into_iter()
        .filter(|key| !known.keys().contains(key))
        .filter_map(|key| table.place(key))
    {
        place.fault_with_help(
            format!("`{}` stands beside `{mark}`", place.key),
            known.help(),
        );
    }
    Some(match known {
        Use::Scale => {
            let scale = table.refers("scale", Kind::QuestionnaireScale);
            let direction = table.required("direction");
            ItemRole::Keyed {
                scale: scale?,
                direction: direction?,
            }
        }
        Use::Attention => ItemRole::AttentionCheck {
            expected: u8::try_from(table.whole("expected", 1..=HIGHEST_CODE)?).ok()?,
        },
        Use::Infrequency => ItemRole::Infrequency {
            careful: range(table.required_place("careful")?)?,
        },
        Use::UnlikelyVirtue => ItemRole::UnlikelyVirtue {
            claims: range(table.required_place("claims")?)?,
        },
    })
}

fn range(place: Place<'_>) -> Option<AnswerRange> {
    let ends = place.array()?;
    let [lowest, highest] = ends[..] else {
        place.wrong_type("the lowest and the highest answer", "[1, 2]");
        return None;
    };
    let [lowest, highest] = [lowest, highest]
        .map(|end| whole(end, &(1..=HIGHEST_CODE)).and_then(|code| u8::try_from(code).ok()));
    let range = AnswerRange::new(lowest?, highest?);
    if range.is_none() {
        place.fault("the lowest answer is above the highest");
    }
    range
}
