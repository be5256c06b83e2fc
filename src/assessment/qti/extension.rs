//! The extension: the rest of each file as XML in a namespace of its own, whatever keys it has.
//!
//! ```xml
//! <file xmlns="https://composure.invalid/ns/qti-1" path="items.toml">
//!   <table>
//!     <array key="item"><table><string key="name">wait</string></table></array>
//!   </table>
//!   <shown place="/item"/>
//!   <exact place="/item/wait/text/en"> I wait.</exact>
//! </file>
//! ```

use std::fmt::Write as _;

use toml::{Table, Value};

use super::rest::Rest;
use super::xml::{Element, is_legal};

/// The extension's namespace.
pub(super) const COMPOSURE: &str = "https://composure.invalid/ns/qti-1";

/// The rest of the file of that path.
pub(super) fn element(path: &str, rest: &Rest) -> Element {
    let exact = rest.exact.iter().map(|(place, text)| {
        let element = attribute(Element::new(COMPOSURE, "exact"), "place", place);
        said(element, text)
    });
    let shown = rest
        .shown
        .iter()
        .map(|place| attribute(Element::new(COMPOSURE, "shown"), "place", place));
    Element::new(COMPOSURE, "file")
        .with("path", path)
        .holding(in_table(Element::new(COMPOSURE, "table"), &rest.table))
        .holding_all(shown)
        .holding_all(exact)
}

fn in_table(element: Element, table: &Table) -> Element {
    element.holding_all(table.iter().map(|(key, value)| {
        let element = Element::new(COMPOSURE, kind(value));
        in_value(attribute(element, "key", key), value)
    }))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "string",
        Value::Integer(_) => "integer",
        Value::Float(_) => "float",
        Value::Boolean(_) => "boolean",
        Value::Datetime(_) => "datetime",
        Value::Array(_) => "array",
        Value::Table(_) => "table",
    }
}

fn in_value(element: Element, value: &Value) -> Element {
    match value {
        Value::Table(table) => in_table(element, table),
        Value::Array(entries) => element.holding_all(
            entries
                .iter()
                .map(|entry| in_value(Element::new(COMPOSURE, kind(entry)), entry)),
        ),
        Value::String(text) => said(element, text),
        // As TOML writes them, with every digit that they need.
        other => element.saying(other.to_string()),
    }
}

/// Text in an element; characters that XML cannot hold become `\u{…}`, and the element says so.
fn said(element: Element, text: &str) -> Element {
    if text.is_empty() {
        return element;
    }
    if text.chars().all(is_legal) {
        return element.saying(text);
    }
    element.with("escaped", "true").saying(escaped(text))
}

/// An attribute that a path or a key stands in: always escaped, because keys hardly ever need it.
fn attribute(element: Element, name: &str, value: &str) -> Element {
    element.with(name, escaped(value))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            _ if is_legal(character) => escaped.push(character),
            _ => {
                let _ = write!(escaped, "\\u{{{:x}}}", u32::from(character));
            }
        }
    }
    escaped
}

fn unescaped(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        if let Some(after) = after.strip_prefix('\\') {
            plain.push('\\');
            rest = after;
        } else {
            let (number, after) = after.strip_prefix("u{")?.split_once('}')?;
            plain.push(char::from_u32(u32::from_str_radix(number, 16).ok()?)?);
            rest = after;
        }
    }
    plain.push_str(rest);
    Some(plain)
}

/// The path and the rest of a file.
///
/// # Errors
///
/// The line and what is wrong there.
pub(super) fn read(root: &Element) -> Result<(String, Rest), (usize, String)> {
    let path = root
        .attribute("path")
        .ok_or((root.line, "`path` is missing".to_owned()))?;
    let mut rest = Rest::default();
    for element in root.elements() {
        match &*element.name {
            "table" => rest.table = read_table(element)?,
            "shown" => drop(rest.shown.insert(read_attribute(element, "place")?)),
            "exact" => {
                let place = read_attribute(element, "place")?;
                rest.exact.insert(place, read_text(element)?);
            }
            other => return Err((element.line, format!("`{other}` is no part of a file"))),
        }
    }
    Ok((path.to_owned(), rest))
}

fn read_table(element: &Element) -> Result<Table, (usize, String)> {
    let mut table = Table::new();
    for child in element.elements() {
        let key = read_attribute(child, "key")?;
        let value = read_value(child)?;
        if table.insert(key.clone(), value).is_some() {
            return Err((child.line, format!("the key `{key}` is taken already")));
        }
    }
    Ok(table)
}

fn read_value(element: &Element) -> Result<Value, (usize, String)> {
    let text = element.text();
    let wrong = |kind: &str| (element.line, format!("{text:?} is no {kind}"));
    Ok(match &*element.name {
        "table" => Value::Table(read_table(element)?),
        "array" => Value::Array(
            element
                .elements()
                .map(read_value)
                .collect::<Result<_, _>>()?,
        ),
        "string" => Value::String(read_text(element)?),
        "integer" => Value::Integer(text.parse().map_err(|_not| wrong("whole number"))?),
        "float" => Value::Float(text.parse().map_err(|_not| wrong("number"))?),
        "boolean" => Value::Boolean(text.parse().map_err(|_not| wrong("true or false"))?),
        "datetime" => Value::Datetime(text.parse().map_err(|_not| wrong("date or time"))?),
        other => return Err((element.line, format!("`{other}` is no kind of value"))),
    })
}

fn read_text(element: &Element) -> Result<String, (usize, String)> {
    let text = element.text();
    if element.attribute("escaped") != Some("true") {
        return Ok(text);
    }
    unescaped(&text).ok_or_else(|| (element.line, format!("{text:?} is not escaped as it says")))
}

fn read_attribute(element: &Element, name: &str) -> Result<String, (usize, String)> {
    let value = element
        .attribute(name)
        .ok_or_else(|| (element.line, format!("`{name}` is missing")))?;
    unescaped(value).ok_or_else(|| {
        (
            element.line,
            format!("{value:?} is not escaped as it should be"),
        )
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::xml;
    use super::*;

    fn values() -> impl Strategy<Value = Value> {
        let text = "(\\PC|[\u{0}-\u{20}\\\\]){0,12}";
        let leaf = prop_oneof![
            text.prop_map(Value::String),
            any::<i64>().prop_map(Value::Integer),
            any::<f64>()
                .prop_filter("NaN is no equal of itself", |f| !f.is_nan())
                .prop_map(Value::Float),
            any::<bool>().prop_map(Value::Boolean),
            Just(
                "1979-05-27T07:32:00.5-07:00"
                    .parse()
                    .map(Value::Datetime)
                    .unwrap()
            ),
        ];
        leaf.prop_recursive(4, 40, 5, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
                prop::collection::btree_map(text, inner, 0..5)
                    .prop_map(|entries| Value::Table(entries.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_rest_reads_back_as_it_was(value in values(), key in "(\\PC|[\u{0}-\u{20}]){0,8}", exact in "(\\PC|[\u{0}-\u{20}]){0,8}") {
            let rest = Rest {
                table: Table::from_iter([(key.clone(), value)]),
                exact: [(key.clone(), exact)].into(),
                shown: [key].into(),
            };
            let written = xml::write(&element("items.toml", &rest));
            let root = xml::read("x.xml", written.as_bytes(), &mut xml::Budget::default()).unwrap_or_else(|fault| panic!("{fault}\n{written}"));
            prop_assert_eq!(read(&root).unwrap(), ("items.toml".to_owned(), rest), "{}", written);
        }
    }

    #[test]
    fn what_is_no_extension_is_refused_with_its_line() {
        for (text, expected) in [
            ("<file/>", "`path`"),
            ("<file path='a'><x/></file>", "`x`"),
            (
                "<file path='a'><table><integer key='a'>1.5</integer></table></file>",
                "whole number",
            ),
            (
                "<file path='a'><table><string>a</string></table></file>",
                "`key`",
            ),
            (
                "<file path='a'><table><string key='a'/><string key='a'/></table></file>",
                "taken",
            ),
            (
                "<file path='a'><table><blob key='a'/></table></file>",
                "`blob`",
            ),
        ] {
            let root = xml::read("x.xml", text.as_bytes(), &mut xml::Budget::default()).unwrap();
            let (line, reason) = read(&root).unwrap_err();
            assert!(reason.contains(expected), "{reason}");
            assert_eq!(line, 1);
        }
    }
}
