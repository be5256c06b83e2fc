//! Scorings: append-only, and the latest numbers of each scale for distributions.

use super::error::inconsistent;
use super::{StorageError, Tx};
use crate::assessment::ScaleName;
use crate::clock::Millis;
use crate::ids::{AgencyId, ApplicationId, CampaignId, ScoreSetId, SittingId};
use crate::scoring::ScoreReport;
use crate::selection::ApplicationCode;

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

row! {
    struct CodedRow {
        code: String,
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

/// The latest scoring of the agency's application.
pub async fn latest_of_application(
    tx: &mut Tx,
    agency: AgencyId,
    application: ApplicationId,
) -> Result<Option<ScoreSet>, StorageError> {
    let row: Option<ScoreSetRow> = on!(tx, |c| {
        sqlx::query_as(
            "select s.id, s.agency, s.sitting, s.created_ms, s.report
            from sitting t
            join score_set s on s.sitting = t.id
            where t.agency = $1 and t.application = $2
            order by s.id desc
            limit 1",
        )
        .bind(agency)
        .bind(application)
        .fetch_optional(c)
        .await?
    });
    row.map(ScoreSet::try_from).transpose()
}

/// The latest scoring of each application of the agency's campaign whose code comes after the first of `codes` (`None`:
/// from the beginning) and not after the second, in order of the codes.
pub async fn latest_between_codes(
    tx: &mut Tx,
    (agency, campaign): (AgencyId, CampaignId),
    codes: (Option<&ApplicationCode>, &ApplicationCode),
) -> Result<Vec<(ApplicationCode, ScoreSet)>, StorageError> {
    let rows: Vec<CodedRow> = on!(tx, |c| {
        sqlx::query_as(
            "select a.code, s.id, s.agency, s.sitting, s.created_ms, s.report
            from application a
            join sitting t on t.application = a.id
            join score_set s on s.sitting = t.id
            where a.agency = $1 and a.campaign = $2 and a.code > $3 and a.code <= $4
                and not exists (select 1 from score_set later where later.sitting = s.sitting and later.id > s.id)
            order by a.code",
        )
        .bind(agency)
        .bind(campaign)
        .bind(codes.0.map_or("", ApplicationCode::as_str))
        .bind(codes.1.as_str())
        .fetch_all(c)
        .await?
    });
    rows.into_iter()
        .map(|row| {
            let code = ApplicationCode::parse(&row.code)
                .ok_or_else(|| inconsistent("application", row.id)("code"))?;
            let score = ScoreSetRow {
                id: row.id,
                agency: row.agency,
                sitting: row.sitting,
                created_ms: row.created_ms,
                report: row.report,
            };
            Ok((code, ScoreSet::try_from(score)?))
        })
        .collect()
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

row! {
    struct ScaleRowRow {
        scale: String,
        score_set: ScoreSetId,
        raw: f64,
        t: f64,
        t_se: f64,
    }
}

/// An application's numbers by scale, each with the scoring it is copied from.
pub async fn scales_of(
    tx: &mut Tx,
    agency: AgencyId,
    application: ApplicationId,
) -> Result<Vec<(ScoreSetId, ScaleRow)>, StorageError> {
    let rows: Vec<ScaleRowRow> = on!(tx, |c| {
        sqlx::query_as(
            "select scale, score_set, raw, t, t_se
            from score_row
            where agency = $1 and application = $2",
        )
        .bind(agency)
        .bind(application)
        .fetch_all(c)
        .await?
    });
    let unreadable = inconsistent("score_row", application);
    let mut scales = Vec::with_capacity(rows.len());
    for row in rows {
        let scale = ScaleRow {
            scale: ScaleName::parse(&row.scale).ok_or_else(|| unreadable("scale"))?,
            raw: row.raw,
            t: row.t,
            t_standard_error: row.t_se,
        };
        scales.push((row.score_set, scale));
    }
    // Here and not in the database, whose order of words depends on its language.
    scales.sort_by(|(_, one), (_, other)| one.scale.cmp(&other.scale));
    Ok(scales)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{CompositeName, NormGroupName, NormStatus};
    use crate::scoring::{NormGroupReference, Quality, Verdict};
    use crate::storage::application;
    use crate::storage::sitting::SittingRecord;
    use crate::storage::testing::{fixtures, on_both};

    fn report(fingerprint: &str, engine: &str) -> ScoreReport {
        ScoreReport {
            assessment_fingerprint: fingerprint.to_owned(),
            engine: engine.to_owned(),
            events_digest: "e".repeat(64),
            norm_group: NormGroupReference {
                name: NormGroupName::parse("synthetic").unwrap(),
                title: "Synthetic".to_owned(),
                n: 2000,
                status: NormStatus::Synthetic,
            },
            scales: vec![],
            composites: vec![],
            ranked_by: CompositeName::parse("overall").unwrap(),
            quality: Quality {
                verdict: Verdict::Interpretable,
                flags: vec![],
                details: vec![],
            },
        }
    }

    fn score_of(sitting: &SittingRecord, engine: &str) -> ScoreSet {
        ScoreSet {
            id: fixtures::new_id(ScoreSetId::new),
            agency: sitting.agency,
            sitting: sitting.id,
            created: fixtures::NOW,
            report: report(&sitting.fingerprint, engine),
        }
    }

    fn scale(name: &str, t: f64) -> ScaleRow {
        ScaleRow {
            scale: ScaleName::parse(name).unwrap(),
            raw: t / 2.0,
            t,
            t_standard_error: 4.0,
        }
    }

    #[tokio::test]
    async fn scoring_again_adds_a_row_and_the_latest_counts() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let sitting = fixtures::sitting(&mut tx, &campaign).await;
            assert_eq!(
                latest_of(&mut tx, agency.id, sitting.id).await.unwrap(),
                None
            );
            let (first, second) = (score_of(&sitting, "1"), score_of(&sitting, "2"));
            insert(&mut tx, &first).await.unwrap();
            insert(&mut tx, &second).await.unwrap();
            let latest = latest_of(&mut tx, agency.id, sitting.id).await.unwrap();
            assert_eq!(latest, Some(second.clone()));
            let both = [first.clone(), second.clone()];
            assert_eq!(all_of(&mut tx, agency.id, sitting.id).await.unwrap(), both);
            assert_eq!(
                latest_of(&mut tx, other.id, sitting.id).await.unwrap(),
                None
            );
            assert_eq!(all_of(&mut tx, other.id, sitting.id).await.unwrap(), []);
            assert_eq!(all_after(&mut tx, None, 9).await.unwrap(), both);
            assert_eq!(
                all_after(&mut tx, Some(first.id), 9).await.unwrap(),
                [second]
            );
        })
        .await;
    }

    #[tokio::test]
    async fn the_latest_scorings_of_a_campaign_are_found_by_code_within_the_agency_only() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await.id;
            let other = fixtures::agency(&mut tx).await.id;
            let campaign = fixtures::campaign(&mut tx, agency).await;
            let mut expected = Vec::new();
            for _ in 0..3 {
                let sitting = fixtures::sitting(&mut tx, &campaign).await;
                let (first, second) = (score_of(&sitting, "1"), score_of(&sitting, "2"));
                insert(&mut tx, &first).await.unwrap();
                insert(&mut tx, &second).await.unwrap();
                let of = sitting.application;
                let latest = latest_of_application(&mut tx, agency, of).await.unwrap();
                assert_eq!(latest, Some(second.clone()));
                let foreign = latest_of_application(&mut tx, other, of).await.unwrap();
                assert_eq!(foreign, None);
                let found = application::by_id(&mut tx, agency, of).await.unwrap();
                expected.push((found.unwrap().code, second));
            }
            expected.sort_by(|a, b| a.0.cmp(&b.0));
            let (first, last) = (&expected[0].0, &expected[2].0);
            for (after, rest) in [(None, &expected[..]), (Some(first), &expected[1..])] {
                let of = (agency, campaign.id);
                let found = latest_between_codes(&mut tx, of, (after, last)).await;
                assert_eq!(found.unwrap(), rest);
            }
            let of = (other, campaign.id);
            let foreign = latest_between_codes(&mut tx, of, (None, last)).await;
            assert_eq!(foreign.unwrap(), []);
        })
        .await;
    }

    #[tokio::test]
    async fn a_distribution_has_the_latest_numbers_of_its_campaign_only() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let restraint = ScaleName::parse("restraint").unwrap();
            for t in [60.5, 40.0] {
                let sitting = fixtures::sitting(&mut tx, &campaign).await;
                let of = ScoredApplication {
                    agency: agency.id,
                    campaign: campaign.id,
                    application: sitting.application,
                };
                let score = score_of(&sitting, "1");
                insert(&mut tx, &score).await.unwrap();
                let before = [scale("restraint", 10.0), scale("words-chosen", 50.0)];
                replace_scales(&mut tx, of, score.id, &before)
                    .await
                    .unwrap();
                let now = [scale("restraint", t)];
                replace_scales(&mut tx, of, score.id, &now).await.unwrap();
            }
            let found = distribution(&mut tx, agency.id, campaign.id, &restraint)
                .await
                .unwrap();
            assert_eq!(found, [(20.0, 40.0), (30.25, 60.5)]);
            let words = ScaleName::parse("words-chosen").unwrap();
            let none = distribution(&mut tx, agency.id, campaign.id, &words)
                .await
                .unwrap();
            assert_eq!(none, []);
            let foreign = distribution(&mut tx, other.id, campaign.id, &restraint)
                .await
                .unwrap();
            assert_eq!(foreign, []);
        })
        .await;
    }
}
