//! People who apply.

use super::{EmailAddress, PersonName};
use crate::ids::{AgencyId, CandidateId};

/// A person who applies to an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its identifier.
    pub id: CandidateId,
    /// The agency.
    pub agency: AgencyId,
    /// What they are called.
    pub name: PersonName,
    /// Where their invitation goes; one agency knows one person by it.
    pub email: EmailAddress,
    /// How the agency's own system names them.
    pub external_id: Option<String>,
}
