//! A scale's score in its own unit, before any norm.

use super::result::{Detail, Evidence, Outcome, Refusal};

/// What each method hands over: value, answers used, answers missing — or why not.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawScore {
    /// `(raw, used, missing)`.
    pub(super) outcome: Outcome<(f64, usize, usize)>,
    pub(super) details: Vec<Detail>,
    pub(super) evidence: Vec<Evidence>,
}

/// A refusal for one reason.
pub(super) fn refusal<T>(code: &str, sentence: String) -> Outcome<T> {
    Outcome::Refused {
        reasons: vec![Refusal {
            code: code.to_owned(),
            sentence,
        }],
    }
}

/// A named figure on the way to a score.
pub(super) fn detail(name: &str, value: Option<f64>) -> Detail {
    Detail {
        name: name.to_owned(),
        value,
    }
}
