//! What a person is called.

use std::fmt;

/// The most characters a name may have; the longest names on record have fewer.
pub const LONGEST_NAME: usize = 200;

/// A person's whole name as they write it, in one piece, because names do not split alike everywhere.
///
/// Private: not empty, at most [`LONGEST_NAME`] characters, no control characters, single spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

/// Why something is not a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// Nothing but spaces.
    #[error("the name is empty")]
    Empty,
    /// Longer than [`LONGEST_NAME`].
    #[error("the name has {0} characters; at most 200 are kept")]
    TooLong(usize),
    /// A line break, a tab or another control character.
    #[error("the name has a character that cannot be shown")]
    ControlCharacter,
}

impl PersonName {
    /// Reads a name, with spaces at its ends and doubled ones taken away.
    pub fn parse(text: &str) -> Result<Self, NameFault> {
        let name = text
            .split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let characters = name.chars().count();
        if characters == 0 {
            return Err(NameFault::Empty);
        }
        if characters > LONGEST_NAME {
            return Err(NameFault::TooLong(characters));
        }
        if name.chars().any(char::is_control) {
            return Err(NameFault::ControlCharacter);
        }
        Ok(Self(name))
    }

    /// The name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name in lower case, for searching and sorting.
    pub fn search_key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_as_written_but_for_spare_spaces() {
        let name = PersonName::parse("  Siobhán  O’Brien ").unwrap();
        assert_eq!(name.as_str(), "Siobhán O’Brien");
        assert_eq!(name.search_key(), "siobhán o’brien");
    }

    #[test]
    fn what_cannot_be_a_name_is_refused_with_its_reason() {
        assert_eq!(PersonName::parse("  "), Err(NameFault::Empty));
        assert_eq!(PersonName::parse("A\nB"), Err(NameFault::ControlCharacter));
        assert_eq!(
            PersonName::parse(&"é".repeat(201)),
            Err(NameFault::TooLong(201))
        );
    }
}
