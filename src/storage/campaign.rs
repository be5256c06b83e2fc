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
