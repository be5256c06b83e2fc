//! Words by language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Words in one or more languages; English is always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    english: String,
    others: BTreeMap<String, String>,
}

impl Text {
    /// Words of which so far only the English are known.
    pub fn english(text: impl Into<String>) -> Self {
        Self {
            english: text.into(),
            others: BTreeMap::new(),
        }
    }
    /// Adds the words of another language, by its tag (`es`).
    #[must_use]
    pub fn with(mut self, locale: &str, text: impl Into<String>) -> Self {
        self.others.insert(locale.to_owned(), text.into());
        self
    }
    /// The words in `locale`, or the English ones where there are none.
    pub fn get(&self, locale: &str) -> &str {
        self.others
            .get(locale)
            .map_or(self.english.as_str(), String::as_str)
    }
    /// Whether the English words are missing, as they may be in a draft.
    pub fn is_blank(&self) -> bool {
        self.english.trim().is_empty()
    }
    /// Every language these words exist in.
    pub fn locales(&self) -> impl Iterator<Item = &str> {
        std::iter::once("en").chain(self.others.keys().map(String::as_str))
    }
}
