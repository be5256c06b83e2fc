//! Items and situations from a table put into a definition's files, without touching what else stands there.

use std::collections::BTreeMap;
use std::ops::Range;

use super::parse::{Written, written};
use super::written_text::{item_block, judgement_block};
use super::{Item, Judgement, KnownNames, Sheet, Source};

/// What is done with an item or situation that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Nothing is imported.
    Keep,
    /// It is written anew in its place.
    Replace,
}

/// Files with a table's items and situations in them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imported {
    /// The new text of each file that changes, by its path in the definition's folder.
    pub files: BTreeMap<String, String>,
    /// What was added, by name.
    pub added: Vec<String>,
    /// What was written anew in its place, by name.
    pub replaced: Vec<String>,
    /// Items that no section asks yet.
    pub items_to_place: Vec<String>,
    /// Situations that no section shows yet.
    pub judgements_to_place: Vec<String>,
}

/// Why a table cannot be put into a definition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Some are there already, and may not be replaced.
    #[error("these are there already: {}; say --replace to write them anew", names.join(", "))]
    Taken {
        /// Their names.
        names: Vec<String>,
    },
    /// The file is written in a way that cannot be added to.
    #[error(
        "`{file}` cannot be added to as it is written: each of its entries has to begin with a line `{header}`"
    )]
    Shape {
        /// The file.
        file: &'static str,
        /// What each entry begins with.
        header: &'static str,
    },
}

/// Puts a table's items and situations into a definition.
///
/// *Edges*: what is not in the table stays to the byte, comments between entries too; those within an entry that is
/// written anew are lost. What comes out is read again, and refused unless it says exactly what was asked for.
pub fn import_sheet(
    source: &Source,
    sheet: &Sheet,
    existing: Existing,
) -> Result<Imported, ImportError> {
    let known = written(source);
    let mut imported = Imported::default();
    let items = ITEMS.merge(source, &known.items, &sheet.items)?;
    let judgements = JUDGEMENTS.merge(source, &known.judgements, &sheet.judgements)?;
    for merged in [items.outcome, judgements.outcome] {
        imported.added.extend(merged.added);
        imported.replaced.extend(merged.replaced);
        imported.files.extend(merged.file);
    }
    if existing == Existing::Keep && !imported.replaced.is_empty() {
        let names = imported.replaced;
        return Err(ImportError::Taken { names });
    }
    let mut changed = source.clone();
    changed.files.extend(imported.files.clone());
    let found = written(&changed);
    ITEMS.check(&found.items, &items.expected)?;
    JUDGEMENTS.check(&found.judgements, &judgements.expected)?;
    imported.items_to_place = found.unplaced_items;
    imported.judgements_to_place = found.unplaced_judgements;
    Ok(imported)
}

/// The items and situations that a definition holds, whole or not.
pub fn sheet_of(source: &Source) -> Sheet {
    let Written {
        items, judgements, ..
    } = written(source);
    Sheet { items, judgements }
}

/// What the items and situations of a definition may refer to, whole or not.
pub fn known_names(source: &Source) -> KnownNames {
    written(source).known
}

/// A file of entries of one kind.
struct Entries<T> {
    file: &'static str,
    header: &'static str,
    key: &'static str,
    name: fn(&T) -> &str,
    block: fn(&T) -> String,
}

const ITEMS: Entries<Item> = Entries {
    file: "items.toml",
    header: "[[item]]",
    key: "item",
    name: |item| item.name.as_str(),
    block: item_block,
};

const JUDGEMENTS: Entries<Judgement> = Entries {
    file: "judgements.toml",
    header: "[[judgement]]",
    key: "judgement",
    name: |judgement| judgement.name.as_str(),
    block: judgement_block,
};

/// A file with new entries in it.
struct Merged<T> {
    outcome: MergedFile,
    /// What reading it has to give.
    expected: Vec<T>,
}

#[derive(Default)]
struct MergedFile {
    file: Option<(String, String)>,
    added: Vec<String>,
    replaced: Vec<String>,
}

impl<T: Clone + PartialEq> Entries<T> {
    fn merge(&self, source: &Source, known: &[T], new: &[T]) -> Result<Merged<T>, ImportError> {
        let mut expected = known.to_vec();
        let mut outcome = MergedFile::default();
        if new.is_empty() {
            return Ok(Merged { outcome, expected });
        }
        let mut text = (source.files.get(self.file)).map_or_else(String::new, Clone::clone);
        for entry in new {
            let name = (self.name)(entry);
            let block = (self.block)(entry);
            if let Some(at) = (expected.iter()).position(|known| (self.name)(known) == name) {
                let place = self.place_of(&text, name).ok_or_else(|| self.shape())?;
                text.replace_range(place, &block);
                expected[at] = entry.clone();
                outcome.replaced.push(name.to_owned());
            } else {
                append(&mut text, &block);
                expected.push(entry.clone());
                outcome.added.push(name.to_owned());
            }
        }
        outcome.file = Some((self.file.to_owned(), text));
        Ok(Merged { outcome, expected })
    }

    /// Where an entry stands, from its header to the end of its last line that is neither empty nor a comment.
    fn place_of(&self, text: &str, name: &str) -> Option<Range<usize>> {
        let starts: Vec<usize> = lines(text)
            .filter(|(_, line)| line.trim_start().starts_with(self.header))
            .map(|(start, _)| start)
            .collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let mut blocks = starts.iter().copied().zip(ends).map(|(start, end)| {
            let last = lines(&text[start..end])
                .filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
                .last();
            start..last.map_or(end, |(at, line)| start + at + line.len())
        });
        blocks.find(|block| self.name_in(&text[block.clone()]).as_deref() == Some(name))
    }

    fn name_in(&self, block: &str) -> Option<String> {
        let table: toml::Table = block.parse().ok()?;
        let entry = table.get(self.key)?.as_array()?.first()?;
        Some(entry.get("name")?.as_str()?.trim().to_owned())
    }

    fn check(&self, found: &[T], expected: &[T]) -> Result<(), ImportError> {
        if found == expected {
            Ok(())
        } else {
            Err(self.shape())
        }
    }

    fn shape(&self) -> ImportError {
        ImportError::Shape {
            file: self.file,
            header: self.header,
        }
    }
}

/// Lines with their ends, each with its first byte.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |next, line| {
        let start = *next;
        *next += line.len();
        Some((start, line))
    })
}

/// Adds a block after an empty line.
fn append(text: &mut String, block: &str) {
    if !text.is_empty() {
        let kept = text.trim_end().len();
        text.truncate(kept);
        text.push_str("\n\n");
    }
    text.push_str(block);
}

#[cfg(test)]
mod tests;
