//! A file's table as TOML that people like to read: names first, texts on one line, lists of parts under headings.

use std::fmt::Write as _;

use toml::{Table, Value};

/// Keys that come first, in this order; the others follow as they come.
const ORDER: [&str; 46] = [
    "name",
    "version",
    "stage",
    "languages",
    "title",
    "summary",
    "meaning",
    "practice",
    "ranked_by",
    "stem",
    "setting",
    "content_note",
    "text_alternative",
    "duration_ms",
    "poster",
    "sources",
    "captions",
    "descriptions",
    "timing",
    "kind",
    "prompt",
    "low",
    "high",
    "cue_ms",
    "window_ms",
    "from_ms",
    "to_ms",
    "never",
    "text",
    "scale",
    "direction",
    "expected",
    "competency",
    "tone",
    "key",
    "expert",
    "rationale",
    "limit_seconds",
    "items_per_page",
    "en",
    "es",
    "path",
    "media_type",
    "at_ms",
    "who",
    "section",
];

/// The text of a file.
pub(super) fn file(table: &Table) -> String {
    let mut text = String::new();
    write(&mut text, "", table);
    text.trim_start().to_owned()
}

/// Writes the values of a table, then its parts that have headings of their own.
fn write(text: &mut String, heading: &str, table: &Table) {
    let (parts, values): (Vec<_>, Vec<_>) = ordered(table)
        .into_iter()
        .partition(|(_, value)| has_heading(value));
    for (key, value) in values {
        let _ = write!(text, "{} = ", self::key(key));
        in_line(text, value, 0);
        text.push('\n');
    }
    for (key, value) in parts {
        let heading = match heading {
            "" => self::key(key),
            _ => format!("{heading}.{}", self::key(key)),
        };
        match value {
            Value::Table(table) => {
                let _ = write!(text, "\n[{heading}]\n");
                write(text, &heading, table);
            }
            Value::Array(entries) => {
                for entry in entries.iter().filter_map(Value::as_table) {
                    let _ = write!(text, "\n[[{heading}]]\n");
                    write(text, &heading, entry);
                }
            }
            _ => {}
        }
    }
}

fn ordered(table: &Table) -> Vec<(&String, &Value)> {
    let mut entries: Vec<_> = table.iter().collect();
    // Numbers by name, such as weights, stay as they are: their order can say something.
    if table
        .values()
        .all(|value| value.is_integer() || value.is_float())
    {
        return entries;
    }
    entries.sort_by_key(|(key, _)| {
        ORDER
            .iter()
            .position(|known| known == key)
            .unwrap_or(ORDER.len())
    });
    entries
}

/// Whether a value is a part of the file rather than a value on a line: a list of named parts, or a table that holds one.
fn has_heading(value: &Value) -> bool {
    match value {
        Value::Array(entries) => {
            let are_parts = |entry: &Value| {
                entry.as_table().is_some_and(|part| {
                    part.contains_key("name")
                        || part.values().any(is_list_of_numbers)
                        || part.len() > 3
                })
            };
            !entries.is_empty()
                && entries.iter().all(Value::is_table)
                && entries.iter().all(are_parts)
        }
        Value::Table(table) => {
            table.len() > 3
                || table.values().any(has_heading)
                || table.values().any(Value::is_array)
        }
        _ => false,
    }
}

fn is_list_of_numbers(value: &Value) -> bool {
    value
        .as_array()
        .is_some_and(|entries| entries.iter().any(Value::is_array))
}

/// Longer lists get a line for each entry.
const MOST_ON_A_LINE: usize = 4;

fn in_line(text: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Array(entries)
            if depth == 0
                && (entries.iter().any(Value::is_table) || MOST_ON_A_LINE < entries.len()) =>
        {
            text.push_str("[\n");
            for entry in entries {
                text.push_str("    ");
                in_line(text, entry, depth + 1);
                text.push_str(",\n");
            }
            text.push(']');
        }
        Value::Array(entries) => {
            text.push('[');
            for (number, entry) in entries.iter().enumerate() {
                text.push_str(if number == 0 { "" } else { ", " });
                in_line(text, entry, depth + 1);
            }
            text.push(']');
        }
        Value::Table(table) => {
            text.push('{');
            for (number, (key, value)) in ordered(table).into_iter().enumerate() {
                text.push_str(if number == 0 { " " } else { ", " });
                let _ = write!(text, "{} = ", self::key(key));
                in_line(text, value, depth + 1);
            }
            text.push_str(if table.is_empty() { "}" } else { " }" });
        }
        other => text.push_str(&other.to_string()),
    }
}

fn key(key: &str) -> String {
    let is_bare = !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if is_bare { key.to_owned() } else { quoted(key) }
}

/// A key in quotes; unlike a text it may not run over lines.
fn quoted(key: &str) -> String {
    let mut quoted = String::from("\"");
    for character in key.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if character.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            "(\\PC|[\u{0}-\u{20}\"'\\\\]){0,12}".prop_map(Value::String),
            any::<i64>().prop_map(Value::Integer),
            any::<f64>()
                .prop_filter("NaN is no equal of itself", |f| !f.is_nan())
                .prop_map(Value::Float),
            any::<bool>().prop_map(Value::Boolean),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
                tables(inner).prop_map(Value::Table),
            ]
        })
    }

    fn tables(values: impl Strategy<Value = Value>) -> impl Strategy<Value = Table> {
        prop::collection::btree_map("name|en|(\\PC|[\u{0}-\u{20}]){0,5}", values, 0..6)
            .prop_map(|entries| entries.into_iter().collect())
    }

    proptest! {
        #[test]
        fn every_table_reads_back_from_its_text(table in tables(values())) {
            let text = file(&table);
            let back = text.parse::<Table>().unwrap_or_else(|error| panic!("{error}\n{text}"));
            prop_assert_eq!(back, table, "{}", text);
        }
    }

    #[test]
    fn a_file_reads_as_people_write_it() {
        let text = "title = { en = \"A\", es = \"B\" }\nduration_ms = 5\n\n[[decision]]\nname = \"x\"\ncue_ms = 1\n\n[[decision.option]]\nname = \"y\"\nkey = { first-moves = 4 }\n";
        let table: Table = text.parse().unwrap();
        assert_eq!(file(&table), text);
    }
}
