//! Reading a tree from bytes of unknown origin.
//!
//! No document type is read, so no entity can be declared and none can grow or reach for a file. Depth, elements and
//! encoding are limited before anything is built from them.

use std::str;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::{Element, Node, is_legal};
use crate::assessment::Fault;

/// How deep elements may stand in each other; QTI needs a dozen levels.
const MOST_DEPTH: usize = 100;
/// How many elements and attributes the documents of a package may have; norms of twenty scales have some ten thousand.
const MOST_PARTS: usize = 400_000;
/// How many bytes the documents of a package may have.
const MOST_BYTES: usize = 64 << 20;

/// What may still be read of a package's documents, all of which are kept at once.
pub(in crate::assessment::qti) struct Budget {
    parts: usize,
    bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            parts: MOST_PARTS,
            bytes: MOST_BYTES,
        }
    }
}

impl Budget {
    fn take_parts(&mut self, number: usize) -> Result<(), String> {
        let left = self.parts.checked_sub(number);
        self.parts = left.ok_or_else(|| {
            format!("more than {MOST_PARTS} elements and attributes of a package are not read")
        })?;
        Ok(())
    }
    fn take_bytes(&mut self, number: usize) -> Result<(), String> {
        let left = self.bytes.checked_sub(number);
        self.bytes = left.ok_or_else(|| {
            let most = MOST_BYTES >> 20;
            format!("more than {most} MiB of a package's documents are not read")
        })?;
        Ok(())
    }
}

/// The tree of a document, as far as the budget goes.
///
/// # Errors
///
/// What keeps it from being read, with its line.
pub(in crate::assessment::qti) fn read(
    file: &str,
    bytes: &[u8],
    budget: &mut Budget,
) -> Result<Element, Fault> {
    budget
        .take_bytes(bytes.len())
        .map_err(|reason| place(file, 1, reason))?;
    let text = decoded(bytes).map_err(|reason| place(file, 1, reason))?;
    let mut reader = NsReader::from_str(text);
    let mut building = Building::new(budget);
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        building.lines.move_to(text, before);
        let (namespace, event) = match reader.read_resolved_event() {
            Ok((ResolveResult::Bound(namespace), event)) => (
                String::from_utf8_lossy(namespace.as_ref()).into_owned(),
                event,
            ),
            Ok((ResolveResult::Unbound, event)) => (String::new(), event),
            Ok((ResolveResult::Unknown(prefix), _)) => {
                let prefix = String::from_utf8_lossy(&prefix).into_owned();
                let reason = format!("the prefix `{prefix}` stands for no namespace");
                return Err(place(file, building.lines.line, reason));
            }
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                building.lines.move_to(text, at);
                return Err(place(
                    file,
                    building.lines.line,
                    format!("this is not XML: {error}"),
                ));
            }
        };
        let is_end = matches!(event, Event::Eof);
        building
            .take(namespace, event)
            .map_err(|reason| place(file, building.lines.line, reason))?;
        if is_end {
            let none = || place(file, 1, "this document has no element");
            return building.root.ok_or_else(none);
        }
    }
}

fn place(file: &str, line: usize, reason: impl Into<String>) -> Fault {
    Fault {
        file: file.to_owned(),
        line,
        column: 1,
        reason: reason.into(),
        help: None,
        excerpt: String::new(),
    }
}

/// The text of a document, which has to be in UTF-8.
fn decoded(bytes: &[u8]) -> Result<&str, String> {
    const ENCODING: &str = "this is not in UTF-8; save it as UTF-8 and pack it again";
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(ENCODING.to_owned());
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let text = str::from_utf8(bytes).map_err(|_invalid| ENCODING.to_owned())?;
    match text.chars().find(|character| !is_legal(*character)) {
        Some(character) => Err(illegal(character)),
        None => Ok(text),
    }
}

fn illegal(character: char) -> String {
    format!(
        "XML cannot hold the character U+{:04X}",
        u32::from(character)
    )
}

/// The line of a byte, counted on from the last one asked for.
struct Lines {
    offset: usize,
    line: usize,
}

impl Lines {
    fn move_to(&mut self, text: &str, offset: usize) {
        let offset = offset.min(text.len());
        if self.offset < offset {
            let between = text.get(self.offset..offset).unwrap_or_default();
            self.line += between.matches('\n').count();
            self.offset = offset;
        }
    }
}

struct Building<'a> {
    open: Vec<Element>,
    root: Option<Element>,
    lines: Lines,
    budget: &'a mut Budget,
}

impl<'a> Building<'a> {
    fn new(budget: &'a mut Budget) -> Self {
        Self {
            open: Vec::new(),
            root: None,
            lines: Lines { offset: 0, line: 1 },
            budget,
        }
    }
    fn take(&mut self, namespace: String, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(start) => {
                let element = self.begin(namespace, &start)?;
                self.open.push(element);
            }
            Event::Empty(start) => {
                let element = self.begin(namespace, &start)?;
                self.close(element)?;
            }
            Event::End(_) => {
                let element = self.open.pop().ok_or("an element ends that never began")?;
                self.close(element)?;
            }
            Event::Text(text) => {
                let text = text.xml10_content().map_err(|error| error.to_string())?;
                self.say(&text)?;
            }
            Event::CData(text) => {
                let text = text.xml10_content().map_err(|error| error.to_string())?;
                self.say(&text)?;
            }
            Event::GeneralRef(reference) => self.say(&resolved(&reference)?)?,
            Event::DocType(_) => {
                return Err("a document type is not read, because entities can be declared in it; remove `<!DOCTYPE …>`".to_owned());
            }
            Event::Decl(declaration) => {
                if let Some(Ok(encoding)) = declaration.encoding()
                    && !encoding.eq_ignore_ascii_case(b"utf-8")
                    && !encoding.eq_ignore_ascii_case(b"us-ascii")
                {
                    let encoding = String::from_utf8_lossy(&encoding).into_owned();
                    return Err(format!(
                        "the encoding is `{encoding}`; save it as UTF-8 and pack it again"
                    ));
                }
            }
            Event::Eof if !self.open.is_empty() => {
                let name = self
                    .open
                    .pop()
                    .map_or_else(String::new, |element| element.name);
                return Err(format!("the document ends within `{name}`"));
            }
            Event::Comment(_) | Event::PI(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn begin(&mut self, namespace: String, start: &BytesStart<'_>) -> Result<Element, String> {
        self.budget.take_parts(1)?;
        if MOST_DEPTH <= self.open.len() {
            return Err(format!(
                "elements stand more than {MOST_DEPTH} deep in each other"
            ));
        }
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| format!("this is not XML: {error}"))?;
            self.budget.take_parts(1)?;
            let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            if name == "xmlns" || name.starts_with("xmlns:") {
                continue;
            }
            let value = attribute
                .normalized_value(XmlVersion::Explicit1_0)
                .map_err(|error| format!("the attribute `{name}` cannot be read: {error}"))?;
            if let Some(character) = value.chars().find(|character| !is_legal(*character)) {
                return Err(illegal(character));
            }
            attributes.push((name, value.into_owned()));
        }
        let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
        let (children, line) = (Vec::new(), self.lines.line);
        Ok(Element {
            namespace,
            name,
            attributes,
            children,
            line,
        })
    }

    fn close(&mut self, mut element: Element) -> Result<(), String> {
        let has_elements = element.elements().next().is_some();
        let is_space = |node: &Node| matches!(node, Node::Text(text) if text.trim_matches([' ', '\t', '\r', '\n']).is_empty());
        let says = element
            .children
            .iter()
            .any(|node| matches!(node, Node::Text(_)) && !is_space(node));
        if has_elements && !says {
            // Space between elements is there for the eye only.
            element.children.retain(|node| !is_space(node));
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None if self.root.is_none() => self.root = Some(element),
            None => return Err("a document has one outermost element, and this has two".to_owned()),
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<(), String> {
        match self.open.last_mut() {
            Some(element) => {
                if let Some(Node::Text(before)) = element.children.last_mut() {
                    before.push_str(text);
                } else if !text.is_empty() {
                    element.children.push(Node::Text(text.to_owned()));
                }
                Ok(())
            }
            None if text.trim().is_empty() => Ok(()),
            None => Err("text stands outside of the document's element".to_owned()),
        }
    }
}

/// What a reference in text stands for: a numbered character, or one of the five that XML itself has.
fn resolved(reference: &BytesRef<'_>) -> Result<String, String> {
    let numbered = reference
        .resolve_char_ref()
        .map_err(|error| format!("this is not XML: {error}"))?;
    if let Some(character) = numbered {
        return if is_legal(character) {
            Ok(character.to_string())
        } else {
            Err(illegal(character))
        };
    }
    let name = reference.decode().map_err(|error| error.to_string())?;
    let text = match &*name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => {
            return Err(format!(
                "the entity `&{name};` is not read; write the character itself"
            ));
        }
    };
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Budget, Element, Fault, MOST_BYTES, MOST_PARTS};

    fn read(file: &str, bytes: &[u8]) -> Result<Element, Fault> {
        super::read(file, bytes, &mut Budget::default())
    }

    fn refusal(bytes: impl AsRef<[u8]>) -> String {
        read("a.xml", bytes.as_ref()).unwrap_err().reason
    }

    #[test]
    fn entities_are_refused_before_they_can_grow() {
        let laughs = "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><a>&b;</a>";
        assert!(refusal(laughs).contains("document type"));
        let file = "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><a>&a;</a>";
        assert!(refusal(file).contains("document type"));
        assert!(refusal("<a>&nbsp;</a>").contains("`&nbsp;`"));
        assert!(refusal("<a b='&x;'/>").contains("`b`"));
    }

    #[test]
    fn elements_that_stand_too_deep_are_refused() {
        let deep = "<a>".repeat(100_000);
        assert!(refusal(&deep).contains("100 deep"));
        let shallow = format!("{}{}", "<a>".repeat(100), "</a>".repeat(100));
        assert!(read("a.xml", shallow.as_bytes()).is_ok());
    }

    #[test]
    fn documents_of_a_package_share_one_budget_of_elements_attributes_and_bytes() {
        let document = b"<a b='1'><c/></a>";
        let mut budget = Budget {
            parts: 7,
            ..Budget::default()
        };
        for _ in 0..2 {
            assert!(super::read("a.xml", document, &mut budget).is_ok());
        }
        let fault = super::read("b.xml", document, &mut budget).unwrap_err();
        assert!(fault.reason.contains("400000 elements"), "{fault}");

        let mut budget = Budget {
            bytes: 2 * document.len(),
            ..Budget::default()
        };
        for _ in 0..2 {
            assert!(super::read("a.xml", document, &mut budget).is_ok());
        }
        let fault = super::read("b.xml", document, &mut budget).unwrap_err();
        assert!(fault.reason.contains("64 MiB"), "{fault}");
        let full = Budget::default();
        assert_eq!((full.parts, full.bytes), (MOST_PARTS, MOST_BYTES));
    }

    #[test]
    fn another_encoding_than_utf_8_is_refused_and_a_mark_before_it_is_not() {
        assert!(refusal([0xFF, 0xFE, b'<', 0]).contains("UTF-8"));
        assert!(refusal([b'<', b'a', b'>', 0xE9, b'<', b'/', b'a', b'>']).contains("UTF-8"));
        let latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>";
        assert!(refusal(latin).contains("ISO-8859-1"));
        assert!(
            read(
                "a.xml",
                b"\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?><a/>"
            )
            .is_ok()
        );
    }

    #[test]
    fn what_is_not_xml_is_refused_with_its_line() {
        let fault = read("a.xml", b"<a>\n<b>\n</a>").unwrap_err();
        assert!(fault.reason.contains("not XML"), "{fault}");
        assert_eq!(fault.line, 3);
        for broken in [
            "",
            "text",
            "<a/><b/>",
            "<a",
            "<a>",
            "</a>",
            "<x:a/>",
            "<a b='1' b='2'/>",
            "<a>&#1;</a>",
            "<a>\u{1}</a>",
        ] {
            assert!(read("a.xml", broken.as_bytes()).is_err(), "{broken:?}");
        }
    }

    #[test]
    fn an_element_knows_its_line() {
        let root = read("a.xml", b"<a>\n  <b/>\n  <!-- c -->\n  <d>x</d></a>").unwrap();
        let lines: Vec<_> = root
            .everything()
            .iter()
            .map(|element| element.line)
            .collect();
        assert_eq!(lines, [1, 2, 4]);
    }
}
