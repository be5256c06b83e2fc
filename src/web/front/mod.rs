//! Pages that need no sign-in: the first screen of the demo, signing in, and what went wrong.

pub mod pages;

pub(super) mod handlers;
