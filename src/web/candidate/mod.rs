//! What candidates see: one thing at a time, in one column, with the same frame around every step.
//!
//! A page is a struct of ready values; its script, if it has one, finds the elements that the page names by `data-`
//! attributes and asks `GET /api/v1/sitting` for the rest. No script holds a word: it fills `{places}` in sentences that
//! the page carries in `data-words`.

pub mod paths;

pub mod shell;

pub mod pages;

pub mod state;

mod receipt_parts;
mod views;

mod refusal;

pub(super) mod handlers;
