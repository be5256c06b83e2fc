//! An XML document as a tree: read within limits, written so that it reads back the same.

mod read;
mod write;

pub(super) use read::{Budget, read};
pub(super) use write::write;

/// An element with everything in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Element {
    /// The address of its namespace; empty for none.
    pub(super) namespace: String,
    /// Its name within the namespace.
    pub(super) name: String,
    /// Its attributes as written, without namespace declarations.
    pub(super) attributes: Vec<(String, String)>,
    /// What is in it, in order.
    pub(super) children: Vec<Node>,
    /// The line it begins on, from 1; 0 for one that was made here.
    pub(super) line: usize,
}

/// A part of an element's content.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text, with entities resolved.
    Text(String),
}

impl Element {
    /// An empty element.
    pub(super) fn new(namespace: &str, name: &str) -> Self {
        Self {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
            ..Self::default()
        }
    }
    /// The same with one more attribute.
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attributes.push((name.to_owned(), value.into()));
        self
    }
    /// The same with one more element in it.
    pub(super) fn holding(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }
    /// The same with these elements in it.
    pub(super) fn holding_all(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children
            .extend(children.into_iter().map(Node::Element));
        self
    }
    /// The same with text in it.
    pub(super) fn saying(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// An attribute's value, by its name as written.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let same = self.attributes.iter().find(|(key, _)| key == name);
        same.map(|(_, value)| value.as_str())
    }
    /// The elements directly in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }
    /// The elements of that name directly in it.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }
    /// The first element of that name directly in it.
    pub(super) fn first(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }
    /// It and every element in it at any depth, in the order written.
    pub(super) fn everything(&self) -> Vec<&Element> {
        let mut found = vec![self];
        for element in self.elements() {
            found.extend(element.everything());
        }
        found
    }
    /// All text in it, as written.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for node in &self.children {
            match node {
                Node::Text(part) => text.push_str(part),
                Node::Element(element) => text.push_str(&element.text()),
            }
        }
        text
    }
}

/// Whether XML 1.0 can hold a character at all.
pub(super) fn is_legal(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(element: &Element) {
        let text = write(element);
        let mut back = read("x.xml", text.as_bytes(), &mut Budget::default())
            .unwrap_or_else(|fault| panic!("{fault}\n{text}"));
        forget_lines(&mut back);
        assert_eq!(&back, element, "{text}");
    }

    fn forget_lines(element: &mut Element) {
        element.line = 0;
        for node in &mut element.children {
            if let Node::Element(child) = node {
                forget_lines(child);
            }
        }
    }

    #[test]
    fn namespaces_attributes_and_text_read_back_as_they_were() {
        let inner = Element::new("urn:b", "inner")
            .with("xml:lang", "es")
            .saying("a < b & c > d");
        let text = Element::new("urn:a", "text")
            .with("quoted", "\"it's\"\n\tand")
            .saying("before ")
            .holding(inner)
            .saying(" after\r\n");
        check(&Element::new("urn:a", "root").holding(text));
    }

    proptest! {
        #[test]
        fn any_text_that_xml_can_hold_reads_back_as_it_was(text in "\\PC{1,40}|[ \t\r\n<>&\"']{1,8}") {
            prop_assume!(text.chars().all(is_legal));
            check(&Element::new("urn:a", "root").with("said", &*text).saying(&*text));
        }
    }
}
