//! The agency that hires.

use crate::ids::AgencyId;

/// An agency and its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its identifier.
    pub id: AgencyId,
    /// What it is called.
    pub name: String,
    /// Its time zone by the IANA name (`America/Chicago`), in which its pages show times.
    pub time_zone: String,
    /// Whether reviewers see a code in place of a name until they shortlist.
    pub is_blind_until_shortlist: bool,
    /// Whether everything in it is made up.
    pub is_demo: bool,
}
