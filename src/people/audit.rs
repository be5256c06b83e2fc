//! Who did what, as a chain: each entry's hash covers the one before, so that a change shows.

use std::fmt;

use crate::clock::Millis;
use crate::digest::Digest;
use crate::ids::{AccountId, AgencyId, ApiClientId, ApplicationId};

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A member of staff.
    Account(AccountId),
    /// A candidate, by their application.
    Candidate(ApplicationId),
    /// A program with access.
    ApiClient(ApiClientId),
    /// The platform itself: a job, a command.
    Platform,
}

impl Actor {
    /// Reads what [`fmt::Display`] wrote; `None` otherwise.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None if text == "platform" => Some(Self::Platform),
            Some(("account", id)) => AccountId::parse(id).map(Self::Account),
            Some(("candidate", id)) => ApplicationId::parse(id).map(Self::Candidate),
            Some(("api_client", id)) => ApiClientId::parse(id).map(Self::ApiClient),
            _ => None,
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Candidate(id) => write!(f, "candidate:{id}"),
            Self::ApiClient(id) => write!(f, "api_client:{id}"),
            Self::Platform => f.write_str("platform"),
        }
    }
}

/// Something done, before it has its place in the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAuditEntry {
    /// In which agency.
    pub agency: AgencyId,
    /// When.
    pub at: Millis,
    /// By whom.
    pub actor: Actor,
    /// What, as a stable word for programs (`campaign.sealed`).
    pub action: String,
    /// On what (`campaign:…`).
    pub subject: String,
    /// What else a reader needs, without names or answers.
    pub detail: serde_json::Value,
}

/// Something done, in its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// In which agency.
    pub agency: AgencyId,
    /// Its place, from 1, without gaps.
    pub sequence: u64,
    /// When.
    pub at: Millis,
    /// By whom.
    pub actor: Actor,
    /// What.
    pub action: String,
    /// On what.
    pub subject: String,
    /// The detail's JSON exactly as it was hashed.
    pub detail: String,
    /// The hash of the entry before; [`Digest::ZERO`] at the first.
    pub previous_hash: Digest,
    /// The hash of this entry as it was stored.
    pub hash: Digest,
}

impl AuditEntry {
    /// Gives something done its place after the entry with `previous_hash`.
    pub fn chained(entry: &NewAuditEntry, sequence: u64, previous_hash: Digest) -> Self {
        let mut chained = Self {
            agency: entry.agency,
            sequence,
            at: entry.at,
            actor: entry.actor,
            action: entry.action.clone(),
            subject: entry.subject.clone(),
            detail: entry.detail.to_string(),
            previous_hash,
            hash: Digest::ZERO,
        };
        chained.hash = chained.computed_hash();
        chained
    }

    /// The hash that the contents give; differs from `hash` when something was changed.
    pub fn computed_hash(&self) -> Digest {
        Digest::of_fields(&[
            b"composure.audit.1",
            &self.previous_hash.0,
            self.agency.0.as_bytes(),
            &self.sequence.to_be_bytes(),
            &self.at.0.to_be_bytes(),
            self.actor.to_string().as_bytes(),
            self.action.as_bytes(),
            self.subject.as_bytes(),
            self.detail.as_bytes(),
        ])
    }

    /// Whether this is exactly what follows the entry before it (`None` for the first).
    pub fn follows(&self, before: Option<&Self>) -> bool {
        let (sequence, hash) = before.map_or((0, Digest::ZERO), |e| (e.sequence, e.hash));
        self.sequence == sequence + 1
            && self.previous_hash == hash
            && self.hash == self.computed_hash()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;

    fn chain() -> Vec<AuditEntry> {
        let mut rng = seeded(1);
        let agency = AgencyId::new(Millis(1), &mut rng);
        let mut chain: Vec<AuditEntry> = Vec::new();
        for sequence in 1..=3 {
            let entry = NewAuditEntry {
                agency,
                at: Millis(1_790_000_000_000),
                actor: Actor::Account(AccountId::new(Millis(2), &mut rng)),
                action: "campaign.sealed".to_owned(),
                subject: format!("campaign:{sequence}"),
                detail: serde_json::json!({ "reason": "opened" }),
            };
            let previous = chain.last().map_or(Digest::ZERO, |e| e.hash);
            chain.push(AuditEntry::chained(&entry, sequence, previous));
        }
        chain
    }

    fn is_whole(chain: &[AuditEntry]) -> bool {
        let befores = std::iter::once(None).chain(chain.iter().map(Some));
        chain
            .iter()
            .zip(befores)
            .all(|(entry, before)| entry.follows(before))
    }

    #[test]
    fn a_chain_is_whole_until_something_in_it_is_changed() {
        assert!(is_whole(&chain()));
        let changes: [fn(&mut Vec<AuditEntry>); 6] = [
            |chain| chain[1].detail.push(' '),
            |chain| chain[1].actor = Actor::Platform,
            |chain| chain[1].at = Millis(0),
            |chain| chain[1].subject.push('x'),
            |chain| drop(chain.remove(1)),
            |chain| chain.swap(0, 1),
        ];
        for change in changes {
            let mut changed = chain();
            change(&mut changed);
            assert!(!is_whole(&changed));
        }
    }

    #[test]
    fn actors_read_back_as_written() {
        let id = AccountId::new(Millis(1), &mut seeded(2));
        for actor in [
            Actor::Account(id),
            Actor::Candidate(ApplicationId(id.0)),
            Actor::ApiClient(ApiClientId(id.0)),
            Actor::Platform,
        ] {
            assert_eq!(Actor::parse(&actor.to_string()), Some(actor));
        }
        assert_eq!(Actor::parse("account:nobody"), None);
    }
}
