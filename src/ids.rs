//! Identifiers: one newtype for each kind of record, so that no two can be mixed up.
//!
//! All are UUIDs of version 7: sortable by time of making, so that an index grows at its end.

use rand::Rng;
use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

use crate::clock::Millis;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier of this moment.
            pub fn new(now: Millis, rng: &mut impl Rng) -> Self {
                Self(uuid_v7(now, rng))
            }
            /// Reads the hyphenated form; `None` when it is not one.
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::parse_str(text).ok().map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// An agency that hires: the outermost fence around every row.
    AgencyId,
    /// A person who works for an agency.
    AccountId,
    /// A staff member's signed-in browser.
    SessionId,
    /// A person who applies.
    CandidateId,
    /// One hiring round with a frozen assessment, key, weights and norm group.
    CampaignId,
    /// One candidate in one campaign.
    ApplicationId,
    /// One personal link.
    InvitationId,
    /// One candidate taking one assessment.
    SittingId,
    /// One browser that opened an invitation.
    DeviceId,
    /// One camera answer.
    RecordingId,
    /// One scoring of one sitting.
    ScoreSetId,
    /// One person's recorded decision on one application.
    DecisionId,
    /// A program with access to the interface.
    ApiClientId,
}

fn uuid_v7(now: Millis, rng: &mut impl Rng) -> Uuid {
    let mut random = [0_u8; 10];
    rng.fill_bytes(&mut random);
    Builder::from_unix_timestamp_millis(u64::try_from(now.0).unwrap_or(0), &random).into_uuid()
}
