//! What a named person decided, and why.

use crate::clock::Millis;
use crate::codes::codes;
use crate::ids::{AccountId, AgencyId, ApplicationId, DecisionId};

codes! {
    /// What can be decided at this stage.
    DecisionKind {
        /// Goes on to the next stage.
        Advance = "advance",
        /// Waits.
        Hold = "hold",
        /// Does not go on.
        NotAdvance = "not_advance",
    }
}

/// One decision on one application. The latest counts; earlier ones stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its identifier.
    pub id: DecisionId,
    /// The agency.
    pub agency: AgencyId,
    /// The application.
    pub application: ApplicationId,
    /// The person who decided.
    pub by: AccountId,
    /// What.
    pub kind: DecisionKind,
    /// Why, in that person's words.
    pub reason: String,
    /// When.
    pub decided: Millis,
}

/// The fewest characters of a reason: fewer say nothing that anybody could check.
pub const SHORTEST_REASON: usize = 10;

/// The most characters of a reason: about a page.
pub const LONGEST_REASON: usize = 2000;

/// Why somebody decided as they did, in their words.
///
/// Private: from [`SHORTEST_REASON`] to [`LONGEST_REASON`] characters without the spaces around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

/// Why something is no reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReasonFault {
    /// Fewer than [`SHORTEST_REASON`] characters.
    #[error(
        "Write at least one sentence: the reason has {0} characters, and at least 10 are needed."
    )]
    TooShort(usize),
    /// More than [`LONGEST_REASON`] characters.
    #[error("Shorten the reason: it has {0} characters, and at most 2,000 are kept.")]
    TooLong(usize),
}

impl Reason {
    /// Reads a reason, without the spaces around it.
    pub fn parse(text: &str) -> Result<Self, ReasonFault> {
        let reason = text.trim();
        match reason.chars().count() {
            length if length < SHORTEST_REASON => Err(ReasonFault::TooShort(length)),
            length if length > LONGEST_REASON => Err(ReasonFault::TooLong(length)),
            _ => Ok(Self(reason.to_owned())),
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_has_ten_to_two_thousand_characters() {
        let kept = Reason::parse("  Äußerst ruhig.  ").unwrap();
        assert_eq!(kept.as_str(), "Äußerst ruhig.");
        assert_eq!(Reason::parse("   ok   "), Err(ReasonFault::TooShort(2)));
        assert!(Reason::parse(&"ä".repeat(2000)).is_ok());
        let long = Reason::parse(&"ä".repeat(2001));
        assert_eq!(long, Err(ReasonFault::TooLong(2001)));
    }
}
