//! What can be done, by whom.

pub mod tokens;
