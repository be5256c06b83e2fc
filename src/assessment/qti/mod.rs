//! Assessments as packages of QTI 3.0, the exchange format of other tools, and back.
//!
//! [`export()`] makes of a definition a [`Package`]: a test, an item for each statement, judgement, scene and task, and a
//! manifest. What QTI cannot say stands in an extension, documents of a namespace of their own, so that [`import()`]
//! gives the same definition again. `docs/qti.md` says what becomes what.
//!
//! Everything here works on TOML tables rather than on an [`Assessment`](super::Assessment): a key that this module
//! has never heard of goes through the extension unharmed.

mod document;
mod extension;
mod faults;
mod keys;
mod names;
mod questions;
mod rest;
mod text;
mod words;
mod xml;

mod items;
mod judgements;
mod manifest;
mod scenes;
mod tasks;
mod test;

mod archive;
mod export;
mod import;
mod left_out;
mod media;
mod rules;
mod toml_text;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use archive::ArchiveError;
pub use export::{export, media_paths};
pub use import::{Imported, import};
pub use manifest::Media;

use words::QTI;

/// The files of a package by path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Package {
    /// What is in each.
    pub files: BTreeMap<String, Vec<u8>>,
}
