//! Texts as XML shows them, and their translations as catalogues.
//!
//! XML tools indent and wrap as they like, and some characters XML cannot hold. So a text is shown with single spaces,
//! a line for each of its lines that says something, and `U+FFFD` for what cannot be held; see [`shown`]. Where that is
//! not the text itself, the extension holds the exact one, which counts as long as what is shown is still the same.

use std::collections::BTreeMap;

use super::xml::{Element, Node, is_legal};
use super::{QTI, words};

/// One text by language, as shown.
pub(super) type Shown = BTreeMap<String, String>;

/// A text as XML shows it. What is shown already is shown as it is.
pub(super) fn shown(text: &str) -> String {
    let lines = text.split(['\n', '\r']).map(single_spaced);
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// A text as an attribute shows it: on one line.
pub(super) fn shown_on_a_line(text: &str) -> String {
    single_spaced(text)
}

fn single_spaced(text: &str) -> String {
    let legal = |character| {
        if is_legal(character) {
            character
        } else {
            char::REPLACEMENT_CHARACTER
        }
    };
    // The four spaces of XML: a no-break space is somebody's wish.
    let words = text
        .split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty());
    let words: Vec<String> = words
        .map(|word| word.chars().map(legal).collect())
        .collect();
    words.join(" ")
}

/// The language that stands in the body: English where there is some.
pub(super) fn main_language(text: &Shown) -> Option<&str> {
    let english = text.contains_key("en").then_some("en");
    english.or_else(|| text.keys().next().map(String::as_str))
}

/// Whether a key of a text is a language as definitions name it: `en`, without a region.
pub(super) fn is_language(key: &str) -> bool {
    (2..=3).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The catalogues of one document: what else a player can show in place of what stands in the body.
#[derive(Default)]
pub(super) struct Catalogues {
    catalogues: Vec<Element>,
}

impl Catalogues {
    /// Puts a text in an element that holds words, such as a prompt, its translations into a catalogue.
    pub(super) fn inline(&mut self, element: Element, text: &Shown) -> Element {
        self.put(element, text, |element, text| {
            let mut element = element;
            for (number, line) in text.split('\n').enumerate() {
                if 0 < number {
                    element = element.holding(Element::new(QTI, "br"));
                }
                element = element.saying(line);
            }
            element
        })
    }

    /// Puts a text in an element that holds paragraphs.
    pub(super) fn block(&mut self, element: Element, text: &Shown) -> Element {
        self.put(element, text, |element, text| {
            element.holding_all(paragraphs(text))
        })
    }

    fn put(
        &mut self,
        element: Element,
        text: &Shown,
        fill: fn(Element, &str) -> Element,
    ) -> Element {
        let Some(main) = main_language(text) else {
            return element;
        };
        let mut element = element;
        if main != "en" {
            element = element.with("xml:lang", main);
        }
        let others: Shown = text
            .iter()
            .filter(|(language, _)| language.as_str() != main)
            .map(|(language, text)| (language.clone(), text.clone()))
            .collect();
        if !others.is_empty() {
            element = self.refer(element, words::TRANSLATION, &others);
        }
        fill(element, &text[main])
    }

    /// Refers from an element to a text that is shown in its place, by language.
    pub(super) fn refer(&mut self, element: Element, support: &str, text: &Shown) -> Element {
        let id = format!("catalog-{}", self.catalogues.len() + 1);
        let entries = text.iter().map(|(language, text)| {
            let content = Element::new(QTI, "qti-html-content").holding_all(paragraphs(text));
            let entry = Element::new(QTI, "qti-card-entry").with("xml:lang", language);
            entry.holding(content)
        });
        let card = Element::new(QTI, "qti-card")
            .with("support", support)
            .holding_all(entries);
        let catalogue = Element::new(QTI, "qti-catalog")
            .with("id", &*id)
            .holding(card);
        self.catalogues.push(catalogue);
        element.with("data-catalog-idref", id)
    }

    /// The catalogues as an item has them; nothing where there are none.
    pub(super) fn finish(self) -> Option<Element> {
        let catalogues = self.catalogues;
        (!catalogues.is_empty())
            .then(|| Element::new(QTI, "qti-catalog-info").holding_all(catalogues))
    }
}

fn paragraphs(text: &str) -> impl Iterator<Item = Element> {
    text.split('\n').map(|line| {
        let paragraph = Element::new(QTI, "p");
        if line.is_empty() {
            paragraph
        } else {
            paragraph.saying(line)
        }
    })
}

/// Reading texts of one document.
pub(super) struct Texts<'a> {
    catalogues: BTreeMap<&'a str, &'a Element>,
    language: String,
}

impl<'a> Texts<'a> {
    /// The texts of an item or a test.
    pub(super) fn of(root: &'a Element) -> Self {
        let infos = root.all("qti-catalog-info");
        let catalogues = infos.flat_map(|info| info.all("qti-catalog"));
        let catalogues = catalogues
            .filter_map(|catalogue| Some((catalogue.attribute("id")?, catalogue)))
            .collect();
        let language = short(root.attribute("xml:lang").unwrap_or("en"));
        Self {
            catalogues,
            language,
        }
    }

    /// The language of what stands in no element with one of its own, as definitions name it.
    pub(super) fn main(&self) -> &str {
        &self.language
    }

    /// The text in an element, by language.
    pub(super) fn read(&self, element: &Element) -> Shown {
        let main = element.attribute("xml:lang").unwrap_or(&self.language);
        let mut text = self.referred(element, words::TRANSLATION);
        text.insert(short(main), said(element));
        text.retain(|_, said| !said.is_empty());
        text
    }

    /// What an element refers to for that need, by language.
    pub(super) fn referred(&self, element: &Element, support: &str) -> Shown {
        let catalogue = element
            .attribute("data-catalog-idref")
            .and_then(|id| self.catalogues.get(id));
        let cards = catalogue
            .into_iter()
            .flat_map(|catalogue| catalogue.all("qti-card"));
        let entries = cards
            .filter(|card| card.attribute("support") == Some(support))
            .flat_map(|card| card.all("qti-card-entry"));
        let mut text = Shown::new();
        for entry in entries {
            if let Some(content) = entry.first("qti-html-content") {
                let language = entry.attribute("xml:lang").unwrap_or(&self.language);
                // Of two that are one language here the first counts.
                text.entry(short(language)).or_insert_with(|| said(content));
            }
        }
        text
    }
}

/// A language as definitions name it: `en` for `en-US`, because they tell no regions apart.
pub(super) fn short(language: &str) -> String {
    let language = language.to_ascii_lowercase();
    match language.split_once('-') {
        Some((first, _)) if is_language(first) => first.to_owned(),
        _ => language,
    }
}

/// What an element says to whoever reads it, a line for each paragraph.
pub(super) fn said(element: &Element) -> String {
    let mut text = String::new();
    say(element, &mut text);
    shown(&text)
}

fn say(element: &Element, text: &mut String) {
    for node in &element.children {
        match node {
            // Line ends within running text are a space.
            Node::Text(part) => text.push_str(&part.replace(['\n', '\r'], " ")),
            Node::Element(child) if words::STANDS_APART.contains(&child.name.as_str()) => {
                text.push('\n');
                say(child, text);
                text.push('\n');
            }
            Node::Element(child) => say(child, text),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::xml;
    use super::*;

    #[test]
    fn a_text_is_shown_with_single_spaces_and_without_empty_lines() {
        for (text, expected) in [
            ("a", "a"),
            (" a \t b\r\n\r\n  c \n", "a b\nc"),
            ("a\u{1}", "a\u{FFFD}"),
            ("a\u{a0} b", "a\u{a0} b"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn what_another_tool_wraps_and_indents_says_the_same() {
        let text = b"<div>\n  <p>One\n    <b>two</b>\n  three</p>\n  <p>four<br/>five</p></div>";
        let element = xml::read("a.xml", text, &mut xml::Budget::default()).unwrap();
        assert_eq!(said(&element), "One two three\nfour\nfive");
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back_from_either_kind_of_element(text in "(\\PC|[\n\t ]){0,40}", other in "\\PC{0,20}") {
            let mut text = Shown::from([("en".to_owned(), shown(&text)), ("es".to_owned(), shown(&other))]);
            text.retain(|_, said| !said.is_empty());
            let mut catalogues = Catalogues::default();
            let inline = catalogues.inline(Element::new(QTI, "qti-prompt"), &text);
            let block = catalogues.block(Element::new(QTI, "div"), &text);
            let root = Element::new(QTI, "root").holding(inline).holding(block);
            let root = root.holding_all(catalogues.finish());
            let root = xml::read("a.xml", xml::write(&root).as_bytes(), &mut xml::Budget::default()).unwrap();
            let texts = Texts::of(&root);
            for element in root.elements().take(2) {
                prop_assert_eq!(texts.read(element), text.clone());
            }
        }

        #[test]
        fn what_is_shown_is_shown_as_it_is(text in "(\\PC|[\u{0}-\u{20}]){0,40}") {
            prop_assert_eq!(shown(&shown(&text)), shown(&text));
        }
    }
}
