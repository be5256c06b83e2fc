//! What somebody needs to look at a demonstration.

use serde::{Deserialize, Serialize};

use crate::selection::Campaign;

/// Sign-ins and links of a demonstration: printed when it is loaded, and kept in a file only its owner can read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoSignIns {
    /// One account for each role.
    pub sign_ins: Vec<DemoSignIn>,
    /// A program with access.
    pub api_client: DemoClient,
    /// Unused invitation links.
    pub invitations: Vec<DemoLink>,
    /// The campaigns, the one with applicants first.
    pub campaigns: Vec<DemoCampaign>,
    /// Where the platform is.
    pub address: String,
}

/// One account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoSignIn {
    /// Its role.
    pub role: String,
    /// The address that signs in.
    pub email: String,
    /// The password.
    pub password: String,
}

/// A program with access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoClient {
    /// Its name at `/api/v1/token`.
    pub client_id: String,
    /// Its secret.
    pub client_secret: String,
}

/// An unused invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoLink {
    /// The assessment.
    pub assessment: String,
    /// The personal link.
    pub link: String,
}

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoCampaign {
    /// Its identifier.
    pub id: String,
    /// What people call it.
    pub name: String,
}

impl DemoCampaign {
    pub(super) fn of(campaign: &Campaign) -> Self {
        Self {
            id: campaign.id.to_string(),
            name: campaign.name.clone(),
        }
    }
}
