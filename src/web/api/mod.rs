//! The interface for programs: JSON in, JSON out, and every refusal a problem document.

pub(super) mod json;

pub(super) mod token;

pub(super) mod openapi;
