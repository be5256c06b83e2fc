//! Writing a tree: indented where that changes no text.

use std::fmt::Write as _;

use super::{Element, Node};

/// The document as text, in UTF-8.
pub(in crate::assessment::qti) fn write(root: &Element) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    element(&mut text, root, "", Some(0));
    text.push('\n');
    text
}

/// Writes an element. `indent` is `None` within mixed content, where every space counts, however deep.
fn element(text: &mut String, element: &Element, around: &str, indent: Option<usize>) {
    text.push('<');
    text.push_str(&element.name);
    if element.namespace != around {
        attribute(text, "xmlns", &element.namespace);
    }
    for (name, value) in &element.attributes {
        attribute(text, name, value);
    }
    if element.children.is_empty() {
        text.push_str("/>");
        return;
    }
    text.push('>');
    let is_mixed = element
        .children
        .iter()
        .any(|node| matches!(node, Node::Text(_)));
    let indent = indent.filter(|_| !is_mixed);
    for node in &element.children {
        match node {
            Node::Text(part) => escape(text, part, Place::Content),
            Node::Element(child) => {
                let indent = indent.map(|depth| depth + 1);
                new_line(text, indent);
                self::element(text, child, &element.namespace, indent);
            }
        }
    }
    new_line(text, indent);
    let _ = write!(text, "</{}>", element.name);
}

fn new_line(text: &mut String, indent: Option<usize>) {
    if let Some(depth) = indent {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    }
}

fn attribute(text: &mut String, name: &str, value: &str) {
    let _ = write!(text, " {name}=\"");
    escape(text, value, Place::Attribute);
    text.push('"');
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Content,
    Attribute,
}

fn escape(text: &mut String, value: &str, place: Place) {
    for character in value.chars() {
        match character {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            // Readers turn these into spaces or line feeds unless they are written as numbers.
            '\r' => text.push_str("&#13;"),
            '"' if place == Place::Attribute => text.push_str("&quot;"),
            '\n' if place == Place::Attribute => text.push_str("&#10;"),
            '\t' if place == Place::Attribute => text.push_str("&#9;"),
            _ => text.push(character),
        }
    }
}
