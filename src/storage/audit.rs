//! The audit trail of each agency.

use super::error::{inconsistent, one_row};
use super::{StorageError, Tx};
use crate::clock::Millis;
use crate::digest::Digest;
use crate::ids::AgencyId;
use crate::people::{Actor, AuditEntry, NewAuditEntry};

row! {
    struct AuditRow {
        agency: AgencyId,
        sequence: i64,
        at_ms: Millis,
        actor: String,
        action: String,
        subject: String,
        detail: String,
        previous_hash: Digest,
        hash: Digest,
    }
}

impl TryFrom<AuditRow> for AuditEntry {
    type Error = StorageError;

    fn try_from(row: AuditRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent("audit", format!("{} {}", row.agency, row.sequence));
        Ok(Self {
            agency: row.agency,
            sequence: u64::try_from(row.sequence).map_err(|_fault| unreadable("sequence"))?,
            at: row.at_ms,
            actor: Actor::parse(&row.actor).ok_or_else(|| unreadable("actor"))?,
            action: row.action,
            subject: row.subject,
            detail: row.detail,
            previous_hash: row.previous_hash,
            hash: row.hash,
        })
    }
}

row! {
    struct HeadRow {
        audit_sequence: i64,
        audit_hash: Digest,
    }
}

/// Appends what was done to the agency's chain, in the transaction that does it.
///
/// The agency's row is locked from here until the transaction ends, so do this last.
pub async fn append(tx: &mut Tx, entry: &NewAuditEntry) -> Result<AuditEntry, StorageError> {
    let head: Option<HeadRow> = on!(tx, |c| {
        sqlx::query_as(
            "update agency set audit_sequence = audit_sequence + 1 where id = $1
            returning audit_sequence, audit_hash",
        )
        .bind(entry.agency)
        .fetch_optional(c)
        .await?
    });
    let head = head.ok_or(StorageError::NotOneRow {
        table: "agency",
        changed: 0,
    })?;
    let sequence = u64::try_from(head.audit_sequence)
        .map_err(|_fault| inconsistent("agency", entry.agency)("audit_sequence"))?;
    let chained = AuditEntry::chained(entry, sequence, head.audit_hash);
    insert(tx, &chained, head.audit_sequence).await?;
    let changed = on!(tx, |c| {
        sqlx::query("update agency set audit_hash = $2 where id = $1")
            .bind(entry.agency)
            .bind(chained.hash)
            .execute(c)
            .await?
            .rows_affected()
    });
    one_row("agency", changed)?;
    Ok(chained)
}

async fn insert(tx: &mut Tx, entry: &AuditEntry, sequence: i64) -> Result<(), StorageError> {
    on!(tx, |c| {
        sqlx::query(
            "insert into audit
                (agency, sequence, at_ms, actor, action, subject, detail, previous_hash, hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(entry.agency)
        .bind(sequence)
        .bind(entry.at)
        .bind(entry.actor.to_string())
        .bind(&entry.action)
        .bind(&entry.subject)
        .bind(&entry.detail)
        .bind(entry.previous_hash)
        .bind(entry.hash)
        .execute(c)
        .await?;
    });
    Ok(())
}

/// A page of the trail, the latest first: entries before `before`, or the latest of all.
pub async fn latest_before(
    tx: &mut Tx,
    agency: AgencyId,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<AuditEntry>, StorageError> {
    let before = before.map_or(i64::MAX, |before| i64::try_from(before).unwrap_or(i64::MAX));
    let rows: Vec<AuditRow> = on!(tx, |c| {
        sqlx::query_as(
            "select agency, sequence, at_ms, actor, action, subject, detail, previous_hash, hash
            from audit
            where agency = $1 and sequence < $2
            order by sequence desc
            limit $3",
        )
        .bind(agency)
        .bind(before)
        .bind(i64::from(limit))
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(AuditEntry::try_from).collect()
}

/// The next entries of the chain after `after`, in order: for going through all of it.
pub async fn after(
    tx: &mut Tx,
    agency: AgencyId,
    after: u64,
    limit: u32,
) -> Result<Vec<AuditEntry>, StorageError> {
    let rows: Vec<AuditRow> = on!(tx, |c| {
        sqlx::query_as(
            "select agency, sequence, at_ms, actor, action, subject, detail, previous_hash, hash
            from audit
            where agency = $1 and sequence > $2
            order by sequence
            limit $3",
        )
        .bind(agency)
        .bind(i64::try_from(after).unwrap_or(i64::MAX))
        .bind(i64::from(limit))
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(AuditEntry::try_from).collect()
}

/// The end of the chain as the agency's row keeps it: how many entries, and the last one's hash.
///
/// A chain that was cut short at its end does not reach it.
pub async fn head(tx: &mut Tx, agency: AgencyId) -> Result<Option<(u64, Digest)>, StorageError> {
    let head: Option<HeadRow> = on!(tx, |c| {
        sqlx::query_as("select audit_sequence, audit_hash from agency where id = $1")
            .bind(agency)
            .fetch_optional(c)
            .await?
    });
    head.map(|head| {
        let sequence = u64::try_from(head.audit_sequence)
            .map_err(|_fault| inconsistent("agency", agency)("audit_sequence"))?;
        Ok((sequence, head.audit_hash))
    })
    .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::testing::{fixtures, on_both};
    use futures_util::future::join_all;

    fn entry(agency: AgencyId, number: u64) -> NewAuditEntry {
        NewAuditEntry {
            agency,
            at: fixtures::NOW,
            actor: Actor::Platform,
            action: "agency.changed".to_owned(),
            subject: format!("agency:{agency}"),
            detail: serde_json::json!({ "number": number, "name": "Søren" }),
        }
    }

    fn is_whole(chain: &[AuditEntry]) -> bool {
        let befores = std::iter::once(None).chain(chain.iter().map(Some));
        chain
            .iter()
            .zip(befores)
            .all(|(entry, before)| entry.follows(before))
    }

    #[tokio::test]
    async fn entries_make_one_chain_for_each_agency_and_are_paged_both_ways() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await.id;
            let other = fixtures::agency(&mut tx).await.id;
            assert_eq!(
                head(&mut tx, agency).await.unwrap(),
                Some((0, Digest::ZERO))
            );
            let mut chain = Vec::new();
            for number in 0..5 {
                chain.push(append(&mut tx, &entry(agency, number)).await.unwrap());
                append(&mut tx, &entry(other, number)).await.unwrap();
            }
            assert!(is_whole(&chain));
            assert_eq!(after(&mut tx, agency, 0, 99).await.unwrap(), chain);
            assert_eq!(after(&mut tx, agency, 3, 1).await.unwrap(), chain[3..4]);
            let latest = latest_before(&mut tx, agency, None, 2).await.unwrap();
            assert_eq!(latest, [chain[4].clone(), chain[3].clone()]);
            let earlier = latest_before(&mut tx, agency, Some(2), 99).await.unwrap();
            assert_eq!(earlier, chain[..1]);
            assert_eq!(
                head(&mut tx, agency).await.unwrap(),
                Some((5, chain[4].hash))
            );
            let unknown = fixtures::new_id(AgencyId::new);
            assert_eq!(head(&mut tx, unknown).await.unwrap(), None);
            assert!(append(&mut tx, &entry(unknown, 1)).await.is_err());
        })
        .await;
    }

    #[tokio::test]
    async fn entries_of_transactions_at_the_same_time_do_not_fork_the_chain() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await.id;
            tx.commit().await.unwrap();
            let appends = (0..20).map(|number| {
                let db = db.clone();
                async move {
                    let mut tx = db.begin().await.unwrap();
                    append(&mut tx, &entry(agency, number)).await.unwrap();
                    tx.commit().await.unwrap();
                }
            });
            join_all(appends).await;
            let mut tx = db.read().await.unwrap();
            let chain = after(&mut tx, agency, 0, 99).await.unwrap();
            assert_eq!(chain.len(), 20);
            assert!(is_whole(&chain));
        })
        .await;
    }
}
