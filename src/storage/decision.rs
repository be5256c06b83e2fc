//! What people decided: append-only, the latest also in the ranked list.

use super::error::inconsistent;
use super::{StorageError, Tx};
use crate::clock::Millis;
use crate::ids::{AccountId, AgencyId, ApplicationId, DecisionId};
use crate::selection::{Decision, DecisionKind};

row! {
    struct DecisionRow {
        id: DecisionId,
        agency: AgencyId,
        application: ApplicationId,
        decided_by: AccountId,
        decision: String,
        reason: String,
        decided_ms: Millis,
    }
}

impl TryFrom<DecisionRow> for Decision {
    type Error = StorageError;

    fn try_from(row: DecisionRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent("decision", row.id);
        Ok(Self {
            id: row.id,
            agency: row.agency,
            application: row.application,
            by: row.decided_by,
            kind: DecisionKind::parse(&row.decision).ok_or_else(|| unreadable("decision"))?,
            reason: row.reason,
            decided: row.decided_ms,
        })
    }
}

/// Keeps a decision and shows it in the ranked list.
pub async fn insert(tx: &mut Tx, decision: &Decision) -> Result<(), StorageError> {
    on!(tx, |c| {
        sqlx::query(
            "insert into decision (id, agency, application, decided_by, decision, reason, decided_ms)
            values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(decision.id)
        .bind(decision.agency)
        .bind(decision.application)
        .bind(decision.by)
        .bind(decision.kind.as_str())
        .bind(&decision.reason)
        .bind(decision.decided)
        .execute(c)
        .await?;
    });
    on!(tx, |c| {
        sqlx::query(
            "update ranking_entry set decision = $3 where agency = $1 and application = $2",
        )
        .bind(decision.agency)
        .bind(decision.application)
        .bind(decision.kind.as_str())
        .execute(c)
        .await?;
    });
    Ok(())
}

/// Every decision on the agency's application, the latest first.
pub async fn of_application(
    tx: &mut Tx,
    agency: AgencyId,
    application: ApplicationId,
) -> Result<Vec<Decision>, StorageError> {
    let rows: Vec<DecisionRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, application, decided_by, decision, reason, decided_ms
            from decision
            where agency = $1 and application = $2
            order by decided_ms desc, id desc",
        )
        .bind(agency)
        .bind(application)
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(Decision::try_from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::testing::{fixtures, on_both};

    #[tokio::test]
    async fn a_change_of_mind_is_another_decision() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            let account = fixtures::account(&mut tx, agency.id).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let application = fixtures::invited(&mut tx, &campaign).await.application;
            let decision = |kind, at| Decision {
                id: fixtures::new_id(DecisionId::new),
                agency: agency.id,
                application,
                by: account.id,
                kind,
                reason: "Two calm answers on camera".to_owned(),
                decided: Millis(at),
            };
            let (hold, advance) = (
                decision(DecisionKind::Hold, 1),
                decision(DecisionKind::Advance, 2),
            );
            insert(&mut tx, &hold).await.unwrap();
            insert(&mut tx, &advance).await.unwrap();
            let kept = of_application(&mut tx, agency.id, application)
                .await
                .unwrap();
            assert_eq!(kept, [advance, hold]);
            assert_eq!(
                of_application(&mut tx, other.id, application)
                    .await
                    .unwrap(),
                []
            );
        })
        .await;
    }
}
