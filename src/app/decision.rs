//! What people decide about applicants. Only a person can: there is no other way into these records.

use super::actors::Reviewer;
use super::{App, Result};
use crate::ids::{ApplicationId, DecisionId};
use crate::people::NewAuditEntry;
use crate::selection::{Decision, DecisionKind, Reason};
use crate::storage;

/// Whether an application is to stand on the shortlist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortlisting {
    /// Put it on.
    Add,
    /// Take it off.
    Remove,
}

impl App {
    /// Puts an application on the shortlist or takes it off, in the name of a person.
    pub async fn shortlist(
        &self,
        reviewer: &Reviewer,
        application: ApplicationId,
        shortlisting: Shortlisting,
    ) -> Result<()> {
        let person = reviewer.person()?;
        let (agency, now) = (reviewer.agency().id, self.now());
        let mut tx = self.db.begin().await?;
        let case = self.case(&mut tx, reviewer, application).await?;
        let (mark, action) = match shortlisting {
            Shortlisting::Add => (Some((now, person)), "application.shortlisted"),
            Shortlisting::Remove => (None, "application.taken_off_shortlist"),
        };
        // Doing it again changes nothing and is not noted again: who did it first stays.
        if case.application.shortlisted.is_some() == mark.is_some() {
            return Ok(());
        }
        storage::application::set_shortlisted(&mut tx, agency, application, mark).await?;
        let entry = NewAuditEntry {
            agency,
            at: now,
            actor: reviewer.actor(),
            action: action.to_owned(),
            subject: format!("application:{application}"),
            detail: serde_json::json!({}),
        };
        storage::audit::append(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Records what a person decided about an application, and why. Earlier decisions stay.
    pub async fn decide(
        &self,
        reviewer: &Reviewer,
        application: ApplicationId,
        kind: DecisionKind,
        reason: &Reason,
    ) -> Result<()> {
        let person = reviewer.person()?;
        let (agency, now) = (reviewer.agency().id, self.now());
        let mut tx = self.db.begin().await?;
        self.case(&mut tx, reviewer, application).await?;
        let decision = Decision {
            id: DecisionId::new(now, &mut self.chance()),
            agency,
            application,
            by: person,
            kind,
            reason: reason.as_str().to_owned(),
            decided: now,
        };
        storage::decision::insert(&mut tx, &decision).await?;
        let entry = NewAuditEntry {
            agency,
            at: now,
            actor: reviewer.actor(),
            action: "application.decided".to_owned(),
            subject: format!("application:{application}"),
            // The reason may speak of the person: it stays in its own record.
            detail: serde_json::json!({ "decision": kind.as_str(), "record": decision.id.to_string() }),
        };
        storage::audit::append(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(())
    }
}
