//! Scorings: append-only, and the latest numbers of each scale for distributions.

use super::error::inconsistent;
use super::{StorageError, Tx};
use crate::assessment::ScaleName;
use crate::clock::Millis;
use crate::ids::{AgencyId, ApplicationId, CampaignId, ScoreSetId, SittingId};
use crate::scoring::ScoreReport;

/// One scoring of one sitting.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreSet {
    /// Its identifier; later ones sort higher.
    pub id: ScoreSetId,
    /// The agency.
    pub agency: AgencyId,
    /// The sitting.
    pub sitting: SittingId,
    /// When it was made.
    pub created: Millis,
    /// Everything that was computed.
    pub report: ScoreReport,
}

/// One scale's numbers of one application.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleRow {
    /// The scale.
    pub scale: ScaleName,
    /// The raw score.
    pub raw: f64,
    /// The T score.
    pub t: f64,
    /// Its standard error, in T points.
    pub t_standard_error: f64,
}

/// To whom a scoring belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoredApplication {
    /// The agency.
    pub agency: AgencyId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The application.
    pub application: ApplicationId,
}

row! {
    struct ScoreSetRow {
        id: ScoreSetId,
        agency: AgencyId,
        sitting: SittingId,
        created_ms: Millis,
        report: String,
    }
}

impl TryFrom<ScoreSetRow> for ScoreSet {
    type Error = StorageError;

    fn try_from(row: ScoreSetRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent("score_set", row.id);
        Ok(Self {
            id: row.id,
            agency: row.agency,
            sitting: row.sitting,
            created: row.created_ms,
            report: serde_json::from_str(&row.report).map_err(|_fault| unreadable("report"))?,
        })
    }
}

/// Keeps a scoring.
pub async fn insert(tx: &mut Tx, score: &ScoreSet) -> Result<(), StorageError> {
    let report = serde_json::to_string(&score.report)
        .map_err(|_fault| inconsistent("score_set", score.id)("report"))?;
    on!(tx, |c| {
        sqlx::query(
            "insert into score_set
                (id, agency, sitting, engine, fingerprint, norm_group, report, events_digest, created_ms)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(score.id)
        .bind(score.agency)
        .bind(score.sitting)
        .bind(&score.report.engine)
        .bind(&score.report.assessment_fingerprint)
        .bind(score.report.norm_group.name.as_str())
        .bind(report)
        .bind(&score.report.events_digest)
        .bind(score.created)
        .execute(c)
        .await?;
    });
    Ok(())
}

/// The latest scoring of the agency's sitting.
pub async fn latest_of(
    tx: &mut Tx,
    agency: AgencyId,
    sitting: SittingId,
) -> Result<Option<ScoreSet>, StorageError> {
    let row: Option<ScoreSetRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, sitting, created_ms, report
            from score_set
            where agency = $1 and sitting = $2
            order by id desc
            limit 1",
        )
        .bind(agency)
        .bind(sitting)
        .fetch_optional(c)
        .await?
    });
    row.map(ScoreSet::try_from).transpose()
}

/// Every scoring of the agency's sitting, the earliest first.
pub async fn all_of(
    tx: &mut Tx,
    agency: AgencyId,
    sitting: SittingId,
) -> Result<Vec<ScoreSet>, StorageError> {
    let rows: Vec<ScoreSetRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, sitting, created_ms, report
            from score_set
            where agency = $1 and sitting = $2
            order by id",
        )
        .bind(agency)
        .bind(sitting)
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(ScoreSet::try_from).collect()
}

/// Scorings of whatever agency after `after`, in order of their identifiers: for going through all of them.
pub async fn all_after(
    tx: &mut Tx,
    after: Option<ScoreSetId>,
    limit: u32,
) -> Result<Vec<ScoreSet>, StorageError> {
    let rows: Vec<ScoreSetRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, sitting, created_ms, report
            from score_set
            where id > $1
            order by id
            limit $2",
        )
        .bind(after.unwrap_or(ScoreSetId(uuid::Uuid::nil())))
        .bind(i64::from(limit))
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(ScoreSet::try_from).collect()
}

/// Replaces an application's numbers by those of its latest scoring.
pub async fn replace_scales(
    tx: &mut Tx,
    of: ScoredApplication,
    score_set: ScoreSetId,
    scales: &[ScaleRow],
) -> Result<(), StorageError> {
    on!(tx, |c| {
        sqlx::query("delete from score_row where application = $1 and agency = $2")
            .bind(of.application)
            .bind(of.agency)
            .execute(c)
            .await?;
    });
    for scale in scales {
        on!(tx, |c| {
            sqlx::query(
                "insert into score_row (application, scale, agency, campaign, score_set, raw, t, t_se)
                values ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(of.application)
            .bind(scale.scale.as_str())
            .bind(of.agency)
            .bind(of.campaign)
            .bind(score_set)
            .bind(scale.raw)
            .bind(scale.t)
            .bind(scale.t_standard_error)
            .execute(c)
            .await?;
        });
    }
    Ok(())
}

/// The raw and T scores of a scale in a campaign, in order of T: its distribution.
pub async fn distribution(
    tx: &mut Tx,
    agency: AgencyId,
    campaign: CampaignId,
    scale: &ScaleName,
) -> Result<Vec<(f64, f64)>, StorageError> {
    Ok(on!(tx, |c| {
        sqlx::query_as(
            "select raw, t
            from score_row
            where agency = $1 and campaign = $2 and scale = $3
            order by t, raw",
        )
        .bind(agency)
        .bind(campaign)
        .bind(scale.as_str())
        .fetch_all(c)
        .await?
    }))
}
