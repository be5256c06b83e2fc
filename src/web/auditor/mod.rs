//! The auditor's desk: who did what, in a chain that shows any change.

pub mod pages;

pub(super) mod handlers;
