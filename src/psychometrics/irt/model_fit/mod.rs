//! Whether the model as a whole fits.
//!
//! Most response patterns are too rare for a chi-square of patterns; the shares of categories and the products of pairs
//! of items are not, and carry nearly all of what can be wrong ([`limited_information()`]).

mod limited_information;
mod margins;
mod noncentrality;

pub use limited_information::{ModelFit, limited_information};

#[cfg(test)]
mod tests;
