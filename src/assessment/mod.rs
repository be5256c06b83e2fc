//! What is asked: the definition of an assessment as data.
//!
//! An assessment is a folder of TOML files. [`parse()`] turns their text into an [`Assessment`] that is whole, or into
//! every fault at once with file, line, column and what to do. A published version never changes: it is known by the
//! [`Fingerprint`] of its text, and every sitting pins one.
//!
//! This layer reads no files: it is handed text, as a [`Source`].
//!
//! | File | Holds |
//! |---|---|
//! | `assessment.toml` | title, stage, sections, scales, composites, quality rules, sign-offs |
//! | `items.toml` | the questionnaire's items |
//! | `judgements.toml` | situations in words whose options are rated |
//! | `tasks.toml` | stop-signal, go/no-go and flanker tasks |
//! | `scenes/<name>.toml` | one video scene each; `docs/scenes.md` describes it for authors |
//! | `casting.toml` | what each person of the scenes shows, and to which groups the picture makes them belong |
//! | `norms/<name>.toml` | one norm group each, written by [`norm_group_text`] |
//!
//! [`example`] is the smallest whole one, with every key.

pub mod film;
pub mod model;
pub mod source;

mod fault;
mod parse;
mod places;

mod gate;
mod gate_casting;
mod gate_wording;
mod norms_text;
mod readability;
mod sheet_import;
mod webvtt;
mod words;
mod written_text;

pub mod qti;

pub mod example;

#[cfg(test)]
mod gate_tests;
#[cfg(test)]
mod planted_tests;
#[cfg(test)]
mod shipped;

pub use fault::{Fault, Faults};
pub use gate::{GateFault, GateRule, publish_faults};
pub use gate_wording::{Reading, readings};
pub use model::*;
pub use norms_text::norm_group_text;
pub use parse::{
    Examined, KnownNames, SHEET_COLUMNS, Sheet, examine, parse, parse_scene, read_sheet,
};
pub use places::{Part, Places, Site};
pub use readability::grade;
pub use sheet_import::{Existing, ImportError, Imported, import_sheet, known_names, sheet_of};
pub use source::{Fingerprint, Source};
pub use webvtt::{Cue, read_webvtt};
pub use written_text::{Divider, sheet_text};
