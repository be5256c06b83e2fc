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
