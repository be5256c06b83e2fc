//! What an auditor can do: read the chain, and see whether it holds.

use std::collections::HashMap;

use super::actors::Auditor;
use super::{App, Result};
use crate::clock::Millis;
use crate::digest::Digest;
use crate::ids::AccountId;
use crate::people::{Actor, AuditEntry};
use crate::storage;

/// A page of the audit trail, the latest first, with what became of checking all of it.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditTrail {
    /// The entries of this page.
    pub entries: Vec<AuditEntry>,
    /// How many there are.
    pub total: u64,
    /// Whether the chain holds.
    pub state: TrailState,
    /// When it was checked.
    pub checked: Millis,
    /// The names of the agency's people.
    pub names: HashMap<AccountId, String>,
}

/// Whether an audit chain holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrailState {
    /// It does, up to this last hash.
    Whole {
        /// The last hash.
        head: Digest,
    },
    /// It does not.
    Broken {
        /// The first entry that does not follow.
        sequence: u64,
        /// How.
        what: String,
    },
}

impl AuditTrail {
    /// Who did something, in words: people by name, applicants and programs by their identifiers.
    pub fn actor(&self, entry: &AuditEntry) -> String {
        match entry.actor {
            Actor::Account(id) => {
                let name = self.names.get(&id);
                name.cloned().unwrap_or_else(|| format!("account {id}"))
            }
            Actor::Candidate(application) => format!("applicant of application {application}"),
            Actor::ApiClient(client) => format!("program {client}"),
            Actor::Platform => "Composure".to_owned(),
        }
    }
}

impl App {
    /// A page of the agency's audit trail, counted from 1; the whole chain is gone through each time.
    pub async fn audit_trail(
        &self,
        auditor: &Auditor,
        page: u64,
        per_page: u32,
    ) -> Result<AuditTrail> {
        let agency = auditor.agency();
        let chain = self.check_chain(agency).await?;
        let mut tx = self.db.read().await?;
        let skipped = page.saturating_sub(1).saturating_mul(u64::from(per_page));
        // By sequence and not by count, so that a page stays the same page while entries come in.
        let before = (chain.n + 1).saturating_sub(skipped);
        let entries =
            storage::audit::latest_before(&mut tx, agency.id, Some(before), per_page).await?;
        let accounts = storage::account::all(&mut tx, agency.id).await?;
        let state = match chain.faults.into_iter().next() {
            None => TrailState::Whole { head: chain.head },
            Some((sequence, what)) => TrailState::Broken { sequence, what },
        };
        Ok(AuditTrail {
            entries,
            total: chain.n,
            state,
            checked: self.now(),
            names: accounts
                .into_iter()
                .map(|account| (account.id, account.name.to_string()))
                .collect(),
        })
    }
}
