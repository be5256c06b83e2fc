//! Agencies.

use super::error::one_row;
use super::{StorageError, Tx};
use crate::digest::Digest;
use crate::ids::AgencyId;
use crate::people::Agency;

row! {
    struct AgencyRow {
        id: AgencyId,
        name: String,
        time_zone: String,
        is_blind_until_shortlist: bool,
        is_demo: bool,
    }
}

impl From<AgencyRow> for Agency {
    fn from(row: AgencyRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            time_zone: row.time_zone,
            is_blind_until_shortlist: row.is_blind_until_shortlist,
            is_demo: row.is_demo,
        }
    }
}

/// Keeps a new agency, with an empty audit chain.
pub async fn insert(tx: &mut Tx, agency: &Agency) -> Result<(), StorageError> {
    on!(tx, |c| {
        sqlx::query(
            "insert into agency
                (id, name, time_zone, is_blind_until_shortlist, is_demo, audit_sequence, audit_hash)
            values ($1, $2, $3, $4, $5, 0, $6)",
        )
        .bind(agency.id)
        .bind(&agency.name)
        .bind(&agency.time_zone)
        .bind(agency.is_blind_until_shortlist)
        .bind(agency.is_demo)
        .bind(Digest::ZERO)
        .execute(c)
        .await?;
    });
    Ok(())
}

/// The agency of that identifier.
pub async fn by_id(tx: &mut Tx, id: AgencyId) -> Result<Option<Agency>, StorageError> {
    let row: Option<AgencyRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, name, time_zone, is_blind_until_shortlist, is_demo
            from agency
            where id = $1",
        )
        .bind(id)
        .fetch_optional(c)
        .await?
    });
    Ok(row.map(Agency::from))
}

/// Every agency, for commands that look after all of them.
pub async fn all(tx: &mut Tx) -> Result<Vec<Agency>, StorageError> {
    let rows: Vec<AgencyRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, name, time_zone, is_blind_until_shortlist, is_demo
            from agency
            order by id",
        )
        .fetch_all(c)
        .await?
    });
    Ok(rows.into_iter().map(Agency::from).collect())
}

/// Sets whether reviewers see a code in place of a name until they shortlist.
pub async fn set_blind_until_shortlist(
    tx: &mut Tx,
    agency: AgencyId,
    is_blind: bool,
) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query("update agency set is_blind_until_shortlist = $2 where id = $1")
            .bind(agency)
            .bind(is_blind)
            .execute(c)
            .await?
            .rows_affected()
    });
    one_row("agency", changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::testing::{fixtures, on_both};

    #[tokio::test]
    async fn an_agency_reads_back_as_kept_and_an_unknown_one_is_none() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            set_blind_until_shortlist(&mut tx, agency.id, false)
                .await
                .unwrap();
            tx.commit().await.unwrap();

            let mut tx = db.read().await.unwrap();
            let kept = by_id(&mut tx, agency.id).await.unwrap().unwrap();
            assert_eq!(
                kept,
                Agency {
                    is_blind_until_shortlist: false,
                    ..agency.clone()
                }
            );
            assert_eq!(all(&mut tx).await.unwrap(), [kept, other]);
            let unknown = fixtures::new_id(AgencyId::new);
            assert_eq!(by_id(&mut tx, unknown).await.unwrap(), None);
        })
        .await;
    }

    #[tokio::test]
    async fn what_is_not_committed_never_happened() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            drop(tx);
            let mut tx = db.begin().await.unwrap();
            let other = fixtures::agency(&mut tx).await;
            tx.rollback().await.unwrap();
            let mut tx = db.read().await.unwrap();
            assert_eq!(by_id(&mut tx, agency.id).await.unwrap(), None);
            assert_eq!(by_id(&mut tx, other.id).await.unwrap(), None);
        })
        .await;
    }

    #[tokio::test]
    async fn changing_an_unknown_agency_is_an_error() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let unknown = fixtures::new_id(AgencyId::new);
            let error = set_blind_until_shortlist(&mut tx, unknown, true)
                .await
                .unwrap_err();
            assert!(matches!(
                error,
                StorageError::NotOneRow {
                    table: "agency",
                    changed: 0
                }
            ));
        })
        .await;
    }

    #[tokio::test]
    async fn a_reading_transaction_cannot_write() {
        on_both(|db| async move {
            let mut tx = db.read().await.unwrap();
            let agency = Agency {
                id: fixtures::new_id(AgencyId::new),
                name: "Larkhill Police".to_owned(),
                time_zone: "UTC".to_owned(),
                is_blind_until_shortlist: true,
                is_demo: false,
            };
            assert!(matches!(
                insert(&mut tx, &agency).await,
                Err(StorageError::Database(_))
            ));
        })
        .await;
    }
}
