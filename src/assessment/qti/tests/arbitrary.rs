//! Definitions changed anywhere, by texts and numbers that XML, TOML and pointers find hard.

use proptest::prelude::*;
use toml::{Table, Value};

use super::rich;
use super::round_trip::check;

/// Texts that XML, TOML and JSON pointers find hard.
fn texts() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "<",
        ">",
        "&",
        "]]>",
        "<!--",
        "&amp;",
        "\"",
        "'",
        "\\",
        "/",
        "~1",
        "\n",
        "\r\n",
        "\t",
        "  ",
        "\u{0}",
        "\u{1b}",
        "\u{a0}",
        "\u{2028}",
        "\u{FFFE}",
        "\u{FFFD}",
        "\u{1F600}",
        "é",
        "e\u{301}",
        "\u{202E}",
        "#",
        "%20",
        "${x}",
    ]);
    let word = prop_oneof![odd.prop_map(str::to_owned), "\\PC{0,10}", "[a-z ]{1,10}"];
    prop::collection::vec(word, 0..6).prop_map(|words| words.concat())
}

#[derive(Debug, Clone)]
enum Change {
    Text(String),
    Number(f64),
    Whole(i64),
    Language(String),
    Unknown(String, String),
    Swap,
    Remove,
}

fn changes() -> impl Strategy<Value = Vec<(usize, Change)>> {
    let change = prop_oneof![
        4 => texts().prop_map(Change::Text),
        1 => any::<f64>().prop_filter("NaN is no equal of itself", |number| !number.is_nan()).prop_map(Change::Number),
        1 => any::<i64>().prop_map(Change::Whole),
        2 => texts().prop_map(Change::Language),
        2 => ("[a-z_]{1,8}|\\PC{1,6}", texts()).prop_map(|(key, text)| Change::Unknown(key, text)),
        1 => Just(Change::Swap),
        1 => Just(Change::Remove),
    ];
    prop::collection::vec((any::<usize>(), change), 1..12)
}

/// Makes a change at one of the values below, chosen by a number; names stay, because other files refer to them.
fn change(value: &mut Value, at: &mut usize, change: &Change) -> bool {
    if *at == 0 {
        return apply(value, change);
    }
    *at -= 1;
    match value {
        Value::Table(table) => {
            let names = |key: &str| matches!(key, "name" | "path" | "version");
            table
                .iter_mut()
                .filter(|(key, _)| !names(key))
                .any(|(_, value)| self::change(value, at, change))
        }
        Value::Array(entries) => entries
            .iter_mut()
            .any(|entry| self::change(entry, at, change)),
        _ => false,
    }
}

fn apply(value: &mut Value, change: &Change) -> bool {
    match (change, &mut *value) {
        (Change::Text(text), Value::String(_)) => *value = Value::String(text.clone()),
        (Change::Number(number), Value::Integer(_) | Value::Float(_)) => {
            *value = Value::Float(*number);
        }
        (Change::Whole(number), Value::Integer(_) | Value::Float(_)) => {
            *value = Value::Integer(*number);
        }
        (Change::Language(text), Value::Table(table)) if table.contains_key("en") => {
            table.insert("es".to_owned(), Value::String(text.clone()));
        }
        (Change::Unknown(key, text), Value::Table(table)) if !table.contains_key(key) => {
            table.insert(key.clone(), Value::String(text.clone()));
        }
        (Change::Swap, Value::Array(entries)) if 1 < entries.len() => entries.reverse(),
        (Change::Remove, Value::Table(table)) if table.contains_key("es") => {
            drop(table.remove("en"));
        }
        _ => return false,
    }
    true
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn arbitrary_definitions_come_back_as_they_were(
        changes in changes(), file in any::<prop::sample::Index>()
    ) {
        let mut source = rich();
        for (at, wanted) in changes {
            let path = file.get(&source.files.keys().cloned().collect::<Vec<_>>()).clone();
            let mut value = Value::Table(source.files[&path].parse::<Table>().unwrap());
            // Somewhere in the file, on from the beginning where the number is beyond its end.
            let mut place = at % 400;
            if !change(&mut value, &mut place, &wanted) {
                change(&mut value, &mut (at % 7), &wanted);
            }
            source.files.insert(path, toml::to_string(&value).unwrap());
        }
        check(&source);
    }
}
