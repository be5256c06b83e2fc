//! Bytes that are too large for a database: prompts, and what candidates record.
//!
//! One object store, a folder or an S3-compatible service, holds them under keys; the database says which key is what.
//! An object is written once and never changed, so a key that was acknowledged is good for ever.

pub mod film;

mod range;
mod remux;
mod store;

pub use range::{ByteRange, Wanted};
pub use remux::{RemuxError, remux};
pub use store::{MediaError, MediaStore};
