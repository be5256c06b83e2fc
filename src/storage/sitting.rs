//! Sittings: what they pin, and how far they are.

use super::error::{inconsistent, one_row};
use super::values::{form_text, parse_form};
use super::{StorageError, Tx};
use crate::assessment::{FormLength, NormGroupName};
use crate::clock::Millis;
use crate::digest::Digest;
use crate::ids::{AgencyId, ApplicationId, SittingId};

/// What is kept of a sitting beside its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SittingRecord {
    /// Its identifier.
    pub id: SittingId,
    /// The agency.
    pub agency: AgencyId,
    /// The application.
    pub application: ApplicationId,
    /// The assessment it pins.
    pub fingerprint: String,
    /// The norm group it pins.
    pub norm_group: NormGroupName,
    /// The form it pins.
    pub form: FormLength,
    /// What its random orders are drawn from.
    pub seed: u64,
    /// When it was first opened.
    pub opened: Millis,
    /// When the notice was agreed to.
    pub consented: Option<Millis>,
    /// When everything was handed in, and the digest of the last event then.
    pub submitted: Option<(Millis, Digest)>,
    /// When it was scored first.
    pub scored: Option<Millis>,
}

row! {
    struct SittingRow {
        id: SittingId,
        agency: AgencyId,
        application: ApplicationId,
        fingerprint: String,
        norm_group: String,
        form: String,
        seed: i64,
        opened_ms: Millis,
        consented_ms: Option<Millis>,
        submitted_ms: Option<Millis>,
        scored_ms: Option<Millis>,
        final_digest: Option<Digest>,
    }
}

impl TryFrom<SittingRow> for SittingRecord {
    type Error = StorageError;

    fn try_from(row: SittingRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent("sitting", row.id);
        Ok(Self {
            id: row.id,
            agency: row.agency,
            application: row.application,
            fingerprint: row.fingerprint,
            norm_group: NormGroupName::parse(&row.norm_group)
                .ok_or_else(|| unreadable("norm_group"))?,
            form: parse_form(&row.form).ok_or_else(|| unreadable("form"))?,
            // The same 64 bits, which the databases only know with a sign.
            seed: row.seed.cast_unsigned(),
            opened: row.opened_ms,
            consented: row.consented_ms,
            submitted: row.submitted_ms.zip(row.final_digest),
            scored: row.scored_ms,
        })
    }
}

/// Keeps a new sitting; `false` when the application has one already, and then nothing was kept.
pub async fn insert(tx: &mut Tx, sitting: &SittingRecord) -> Result<bool, StorageError> {
    let added = on!(tx, |c| {
        sqlx::query(
            "insert into sitting (id, agency, application, fingerprint, norm_group, form, seed, opened_ms)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (application) do nothing",
        )
        .bind(sitting.id)
        .bind(sitting.agency)
        .bind(sitting.application)
        .bind(&sitting.fingerprint)
        .bind(sitting.norm_group.as_str())
        .bind(form_text(sitting.form))
        .bind(sitting.seed.cast_signed())
        .bind(sitting.opened)
        .execute(c)
        .await?
        .rows_affected()
    });
    Ok(added == 1)
}

/// The sitting of that identifier; who may see it, the caller knows from the candidate's session.
pub async fn by_id(tx: &mut Tx, id: SittingId) -> Result<Option<SittingRecord>, StorageError> {
    let row: Option<SittingRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, application, fingerprint, norm_group, form, seed, opened_ms, consented_ms,
                submitted_ms, scored_ms, final_digest
            from sitting
            where id = $1",
        )
        .bind(id)
        .fetch_optional(c)
        .await?
    });
    row.map(SittingRecord::try_from).transpose()
}

/// The sitting of the agency's application.
pub async fn by_application(
    tx: &mut Tx,
    agency: AgencyId,
    application: ApplicationId,
) -> Result<Option<SittingRecord>, StorageError> {
    let row: Option<SittingRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, application, fingerprint, norm_group, form, seed, opened_ms, consented_ms,
                submitted_ms, scored_ms, final_digest
            from sitting
            where agency = $1 and application = $2",
        )
        .bind(agency)
        .bind(application)
        .fetch_optional(c)
        .await?
    });
    row.map(SittingRecord::try_from).transpose()
}

/// Sittings of whatever agency after `after`, in order of their identifiers: for going through all of them.
pub async fn all_after(
    tx: &mut Tx,
    after: Option<SittingId>,
    limit: u32,
) -> Result<Vec<SittingRecord>, StorageError> {
    let rows: Vec<SittingRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, application, fingerprint, norm_group, form, seed, opened_ms, consented_ms,
                submitted_ms, scored_ms, final_digest
            from sitting
            where id > $1
            order by id
            limit $2",
        )
        .bind(after.unwrap_or(SittingId(uuid::Uuid::nil())))
        .bind(i64::from(limit))
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(SittingRecord::try_from).collect()
}

/// Sittings of whatever agency that were handed in and not yet scored, the longest waiting first.
pub async fn to_score(tx: &mut Tx, limit: u32) -> Result<Vec<SittingRecord>, StorageError> {
    let rows: Vec<SittingRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, application, fingerprint, norm_group, form, seed, opened_ms, consented_ms,
                submitted_ms, scored_ms, final_digest
            from sitting
            where scored_ms is null and submitted_ms is not null
            order by submitted_ms
            limit $1",
        )
        .bind(i64::from(limit))
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(SittingRecord::try_from).collect()
}

/// Notes the consent; the first time stays.
pub async fn set_consented(tx: &mut Tx, id: SittingId, now: Millis) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query("update sitting set consented_ms = coalesce(consented_ms, $2) where id = $1")
            .bind(id)
            .bind(now)
            .execute(c)
            .await?
            .rows_affected()
    });
    one_row("sitting", changed)
}

/// Notes that everything was handed in, with the digest of the last event; a second time is an error.
pub async fn set_submitted(
    tx: &mut Tx,
    id: SittingId,
    now: Millis,
    final_digest: Digest,
) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query(
            "update sitting set submitted_ms = $2, final_digest = $3
            where id = $1 and submitted_ms is null",
        )
        .bind(id)
        .bind(now)
        .bind(final_digest)
        .execute(c)
        .await?
        .rows_affected()
    });
    one_row("sitting", changed)
}

/// Notes that it was scored; the first time stays.
pub async fn set_scored(tx: &mut Tx, id: SittingId, now: Millis) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query("update sitting set scored_ms = coalesce(scored_ms, $2) where id = $1")
            .bind(id)
            .bind(now)
            .execute(c)
            .await?
            .rows_affected()
    });
    one_row("sitting", changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::testing::{fixtures, on_both};

    #[tokio::test]
    async fn an_application_has_one_sitting_which_reads_back_as_kept() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let sitting = fixtures::sitting(&mut tx, &campaign).await;
            let again = SittingRecord {
                id: fixtures::new_id(SittingId::new),
                ..sitting.clone()
            };
            assert!(!insert(&mut tx, &again).await.unwrap());
            assert_eq!(
                by_id(&mut tx, sitting.id).await.unwrap(),
                Some(sitting.clone())
            );
            assert_eq!(by_id(&mut tx, again.id).await.unwrap(), None);
            let found = by_application(&mut tx, agency.id, sitting.application)
                .await
                .unwrap();
            assert_eq!(found, Some(sitting.clone()));
            let foreign = by_application(&mut tx, other.id, sitting.application)
                .await
                .unwrap();
            assert_eq!(foreign, None);
        })
        .await;
    }

    #[tokio::test]
    async fn a_sitting_is_handed_in_once_and_then_waits_to_be_scored() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let sitting = fixtures::sitting(&mut tx, &campaign).await;
            let digest = Digest::of_bytes(b"last");
            set_consented(&mut tx, sitting.id, Millis(1)).await.unwrap();
            set_consented(&mut tx, sitting.id, Millis(2)).await.unwrap();
            assert_eq!(to_score(&mut tx, 10).await.unwrap(), []);
            set_submitted(&mut tx, sitting.id, Millis(3), digest)
                .await
                .unwrap();
            assert!(
                set_submitted(&mut tx, sitting.id, Millis(4), digest)
                    .await
                    .is_err()
            );
            let submitted = SittingRecord {
                consented: Some(Millis(1)),
                submitted: Some((Millis(3), digest)),
                ..sitting.clone()
            };
            assert_eq!(
                to_score(&mut tx, 10).await.unwrap(),
                std::slice::from_ref(&submitted)
            );
            set_scored(&mut tx, sitting.id, Millis(5)).await.unwrap();
            set_scored(&mut tx, sitting.id, Millis(6)).await.unwrap();
            assert_eq!(to_score(&mut tx, 10).await.unwrap(), []);
            let scored = SittingRecord {
                scored: Some(Millis(5)),
                ..submitted
            };
            assert_eq!(by_id(&mut tx, sitting.id).await.unwrap(), Some(scored));
        })
        .await;
    }

    #[tokio::test]
    async fn all_sittings_are_gone_through_in_order() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let mut sittings = Vec::new();
            for _ in 0..3 {
                sittings.push(fixtures::sitting(&mut tx, &campaign).await);
            }
            assert_eq!(all_after(&mut tx, None, 2).await.unwrap(), sittings[..2]);
            let rest = all_after(&mut tx, Some(sittings[1].id), 2).await.unwrap();
            assert_eq!(rest, sittings[2..]);
        })
        .await;
    }
}
