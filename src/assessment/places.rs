//! Where the parts of a definition stand in its files, so that whatever is found wrong later can still be pointed at.

use std::collections::BTreeMap;
use std::fmt;

/// What stands somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A section.
    Section,
    /// An item.
    Item,
    /// A situation in words.
    Judgement,
    /// What could be done in a situation, as `<judgement>/<option>`.
    JudgedOption,
    /// A scene; its name is the file's.
    Scene,
    /// Somebody in a film, as `<scene>/<person>`.
    Person,
    /// A line of the casting table, as `<scene>/<person>`.
    CastPart,
    /// A task.
    Task,
    /// A scale.
    Scale,
    /// A composite.
    Composite,
    /// A norm group; its name is the file's.
    NormGroup,
}

impl Part {
    /// What faults call it.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Item => "item",
            Self::Judgement => "judgement",
            Self::JudgedOption => "option",
            Self::Scene => "scene",
            Self::Person => "person",
            Self::CastPart => "part",
            Self::Task => "task",
            Self::Scale => "scale",
            Self::Composite => "composite",
            Self::NormGroup => "norm group",
        }
    }
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// The file, relative to the assessment's folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line as it is written.
    pub excerpt: String,
}

impl Site {
    /// The place of a byte in a file's text.
    pub(super) fn of(file: &str, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let excerpt = text[start..].lines().next().unwrap_or_default();
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[start..].chars().count() + 1,
            excerpt: excerpt.to_owned(),
        }
    }

    /// Writes what is wrong here: the place, the reason, and the line with a caret below the place.
    pub(super) fn write(&self, f: &mut fmt::Formatter<'_>, reason: &str) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            excerpt,
        } = self;
        write!(f, "{file}:{line}:{column}: {reason}")?;
        if excerpt.trim().is_empty() {
            return Ok(());
        }
        let number = line.to_string();
        let margin = " ".repeat(number.len());
        // Tabs stay tabs before the caret, so that it stands below its place in every terminal.
        let before: String = excerpt
            .chars()
            .take(column.saturating_sub(1))
            .map(|character| if character == '\t' { '\t' } else { ' ' })
            .collect();
        write!(f, "\n  {number} | {excerpt}\n  {margin} | {before}^")
    }
}

/// Where each part stands, and each of its keys.
///
/// Two are always equal: where a part stands is no part of what a definition says.
#[derive(Clone, Default)]
pub struct Places(BTreeMap<(Part, String, String), Site>);

impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Places({} of them)", self.0.len())
    }
}

impl Places {
    pub(super) fn new(places: BTreeMap<(Part, String, String), Site>) -> Self {
        Self(places)
    }

    /// Where a key of a part stands; without that key, where the part stands; `None` for what was never read.
    pub fn of(&self, part: Part, name: &str, key: &str) -> Option<&Site> {
        let at = |key: &str| self.0.get(&(part, name.to_owned(), key.to_owned()));
        at(key).or_else(|| at(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::example::example;

    #[test]
    fn a_part_is_found_by_its_key_or_else_as_a_whole() {
        let (_, assessment) = example();
        let place = |part, name: &str, key: &str| {
            let site = assessment.places.of(part, name, key)?;
            Some(format!("{}:{}: {}", site.file, site.line, site.excerpt))
        };
        assert_eq!(
            place(Part::Item, "plan", "text").as_deref(),
            Some("items.toml:9: text = { en = \"I plan my next step before I take it.\" }")
        );
        assert_eq!(
            place(Part::Item, "plan", "stage").as_deref(),
            Some("items.toml:8: name = \"plan\"")
        );
        let captions = place(Part::Scene, "gate", "captions").unwrap();
        assert!(captions.starts_with("scenes/gate.toml:"), "{captions}");
        assert!(captions.contains("captions = "), "{captions}");
        assert_eq!(place(Part::Item, "nobody-asks", "text"), None);
    }
}
