//! Campaigns and their seals.

use super::error::{inconsistent, one_row};
use super::values::{form_text, parse_form};
use super::{StorageError, Tx};
use crate::assessment::{CompositeName, NormGroupName};
use crate::clock::Millis;
use crate::digest::Digest;
use crate::ids::{AccountId, AgencyId, CampaignId};
use crate::selection::{Campaign, CampaignStatus, Seal, SealedContent};

row! {
    struct CampaignRow {
        id: CampaignId,
        agency: AgencyId,
        name: String,
        fingerprint: String,
        norm_group: String,
        ranked_by: String,
        band_rule: String,
        form: String,
        status: String,
        created_ms: Millis,
        opens_ms: Option<Millis>,
        closes_ms: Option<Millis>,
        sealed_ms: Option<Millis>,
        seal_hash: Option<Digest>,
        sealed_by: Option<AccountId>,
        seal_reason: Option<String>,
        first_viewed_ms: Option<Millis>,
    }
}

impl TryFrom<CampaignRow> for Campaign {
    type Error = StorageError;

    fn try_from(row: CampaignRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent("campaign", row.id);
        let seal = match (row.sealed_ms, row.seal_hash, row.sealed_by, row.seal_reason) {
            (None, None, None, None) => None,
            (Some(sealed), Some(hash), Some(by), Some(reason)) => Some(Seal {
                sealed,
                hash,
                by,
                reason,
            }),
            _ => return Err(unreadable("sealed_ms")),
        };
        Ok(Self {
            id: row.id,
            agency: row.agency,
            name: row.name,
            content: SealedContent {
                fingerprint: row.fingerprint,
                norm_group: NormGroupName::parse(&row.norm_group)
                    .ok_or_else(|| unreadable("norm_group"))?,
                ranked_by: CompositeName::parse(&row.ranked_by)
                    .ok_or_else(|| unreadable("ranked_by"))?,
                form: parse_form(&row.form).ok_or_else(|| unreadable("form"))?,
                band_rule: row.band_rule,
            },
            status: CampaignStatus::parse(&row.status).ok_or_else(|| unreadable("status"))?,
            created: row.created_ms,
            opens: row.opens_ms,
            closes: row.closes_ms,
            seal,
            first_viewed: row.first_viewed_ms,
        })
    }
}

/// Keeps a new campaign without a seal; [`set_seal`] sets one.
pub async fn insert(tx: &mut Tx, campaign: &Campaign) -> Result<(), StorageError> {
    on!(tx, |c| {
        sqlx::query(
            "insert into campaign
                (id, agency, name, fingerprint, norm_group, ranked_by, band_rule, form, status, created_ms,
                opens_ms, closes_ms)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(campaign.id)
        .bind(campaign.agency)
        .bind(&campaign.name)
        .bind(&campaign.content.fingerprint)
        .bind(campaign.content.norm_group.as_str())
        .bind(campaign.content.ranked_by.as_str())
        .bind(&campaign.content.band_rule)
        .bind(form_text(campaign.content.form))
        .bind(campaign.status.as_str())
        .bind(campaign.created)
        .bind(campaign.opens)
        .bind(campaign.closes)
        .execute(c)
        .await?;
    });
    Ok(())
}

/// The agency's campaign of that identifier.
pub async fn by_id(
    tx: &mut Tx,
    agency: AgencyId,
    id: CampaignId,
) -> Result<Option<Campaign>, StorageError> {
    let row: Option<CampaignRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, name, fingerprint, norm_group, ranked_by, band_rule, form, status, created_ms,
                opens_ms, closes_ms, sealed_ms, seal_hash, sealed_by, seal_reason, first_viewed_ms
            from campaign
            where agency = $1 and id = $2",
        )
        .bind(agency)
        .bind(id)
        .fetch_optional(c)
        .await?
    });
    row.map(Campaign::try_from).transpose()
}

/// Every campaign of the agency, the newest first.
pub async fn all(tx: &mut Tx, agency: AgencyId) -> Result<Vec<Campaign>, StorageError> {
    let rows: Vec<CampaignRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, name, fingerprint, norm_group, ranked_by, band_rule, form, status, created_ms,
                opens_ms, closes_ms, sealed_ms, seal_hash, sealed_by, seal_reason, first_viewed_ms
            from campaign
            where agency = $1
            order by created_ms desc, id desc",
        )
        .bind(agency)
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(Campaign::try_from).collect()
}

/// Sets the seal of a campaign that has none; one that has keeps its own, and this is an error.
pub async fn set_seal(
    tx: &mut Tx,
    agency: AgencyId,
    id: CampaignId,
    seal: &Seal,
) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query(
            "update campaign
            set sealed_ms = $3, seal_hash = $4, sealed_by = $5, seal_reason = $6
            where agency = $1 and id = $2 and sealed_ms is null",
        )
        .bind(agency)
        .bind(id)
        .bind(seal.sealed)
        .bind(seal.hash)
        .bind(seal.by)
        .bind(&seal.reason)
        .execute(c)
        .await?
        .rows_affected()
    });
    one_row("campaign", changed)
}

/// Opens or closes a campaign.
pub async fn set_status(
    tx: &mut Tx,
    agency: AgencyId,
    id: CampaignId,
    status: CampaignStatus,
) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query("update campaign set status = $3 where agency = $1 and id = $2")
            .bind(agency)
            .bind(id)
            .bind(status.as_str())
            .execute(c)
            .await?
            .rows_affected()
    });
    one_row("campaign", changed)
}

/// Notes that a result was looked at; `true` the first time, and only where the campaign is sealed.
pub async fn note_first_view(
    tx: &mut Tx,
    agency: AgencyId,
    id: CampaignId,
    now: Millis,
) -> Result<bool, StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query(
            "update campaign set first_viewed_ms = $3
            where agency = $1 and id = $2 and first_viewed_ms is null and sealed_ms is not null",
        )
        .bind(agency)
        .bind(id)
        .bind(now)
        .execute(c)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::selection::seal_of;
    use crate::storage::testing::{fixtures, on_both};

    #[tokio::test]
    async fn a_campaign_reads_back_within_its_agency_only() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let found = by_id(&mut tx, agency.id, campaign.id).await.unwrap();
            assert_eq!(found, Some(campaign.clone()));
            assert_eq!(by_id(&mut tx, other.id, campaign.id).await.unwrap(), None);
            assert_eq!(all(&mut tx, agency.id).await.unwrap(), [campaign]);
            assert_eq!(all(&mut tx, other.id).await.unwrap(), []);
        })
        .await;
    }

    #[tokio::test]
    async fn a_seal_is_set_once_and_only_then_can_results_be_looked_at() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            let account = fixtures::account(&mut tx, agency.id).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let (agency, id) = (agency.id, campaign.id);
            assert!(
                !note_first_view(&mut tx, agency, id, Millis(1))
                    .await
                    .unwrap()
            );

            let seal = Seal {
                sealed: fixtures::NOW,
                hash: seal_of(&campaign.content),
                by: account.id,
                reason: "Job analysis of 2026".to_owned(),
            };
            assert!(set_seal(&mut tx, other.id, id, &seal).await.is_err());
            set_seal(&mut tx, agency, id, &seal).await.unwrap();
            assert!(set_seal(&mut tx, agency, id, &seal).await.is_err());
            set_status(&mut tx, agency, id, CampaignStatus::Open)
                .await
                .unwrap();
            assert!(
                set_status(&mut tx, other.id, id, CampaignStatus::Closed)
                    .await
                    .is_err()
            );
            assert!(
                note_first_view(&mut tx, agency, id, Millis(2))
                    .await
                    .unwrap()
            );
            assert!(
                !note_first_view(&mut tx, agency, id, Millis(3))
                    .await
                    .unwrap()
            );

            let found = by_id(&mut tx, agency, id).await.unwrap().unwrap();
            assert!(found.is_sealed_as_is());
            assert_eq!(found.seal, Some(seal));
            assert_eq!(found.status, CampaignStatus::Open);
            assert_eq!(found.first_viewed, Some(Millis(2)));
        })
        .await;
    }
}
