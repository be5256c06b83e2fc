//! Fragments that pages are put together from: functions and small structs of ready values, without storage or rules.
//!
//! A page is a struct of ready values that implements [`maud::Render`]. It stands in [`shell::desk_page`] or
//! [`shell::front_page`], and takes its words for figures, moments and states from here, so that a score is written the
//! same way wherever it stands: with its error beside it.

pub mod paths;

pub mod shell;

pub mod notice;

pub mod figure;

pub mod moment;

pub mod norms;

pub mod option_key;

pub mod table;

pub mod pager;

pub mod form;

pub mod plot;

#[cfg(test)]
pub(crate) mod sample;
