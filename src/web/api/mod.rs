//! The interface for programs: JSON in, JSON out, and every refusal a problem document.

pub(super) mod json;

pub(super) mod token;

pub(super) mod openapi;
//! What programs and our own scripts speak: JSON, with refusals as problem documents.

pub mod refusal;

pub(super) mod sitting;
