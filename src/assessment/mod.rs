//! What is asked: the definition of an assessment as data.
//!
//! An assessment is a folder of TOML files. `parse` turns their text into an [`Assessment`] that is whole, or into
//! every fault at once with file, line, column and what to do. A published version never changes: it is known by the
//! `Fingerprint` of its text, and every sitting pins one.
//!
//! This layer reads no files: it is handed text.

pub mod model;

pub use model::*;
