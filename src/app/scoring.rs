//! Sittings that were handed in get their scores.

use super::{App, Error, Result};
use crate::assessment::{Assessment, CompositeName, Construct};
use crate::clock::Millis;
use crate::digest::Digest;
use crate::ids::ScoreSetId;
use crate::people::{Actor, NewAuditEntry};
use crate::scoring::{Outcome, Provenance, ScoreReport, score};
use crate::selection::{Application, ApplicationStatus, RankingEntry, TScore};
use crate::sitting::timing::TimeMultiplier;
use crate::sitting::{Event, Rules};
use crate::storage::event::EventRecord;
use crate::storage::score::{ScaleRow, ScoreSet, ScoredApplication};
use crate::storage::sitting::SittingRecord;
use crate::storage::{self, Tx, accommodation};

/// How many waiting sittings are looked at in one go.
const MOST_AT_ONCE: u32 = 50;

impl App {
    /// Scores sittings that wait for it, and says how many were.
    ///
    /// One that cannot be scored is written to the log and left waiting: it keeps nobody else from their scores.
    pub async fn score_waiting(&self) -> Result<usize> {
        let mut tx = self.db.read().await?;
        let waiting = storage::sitting::to_score(&mut tx, MOST_AT_ONCE).await?;
        drop(tx);
        let mut n_scored = 0;
        for record in waiting {
            match self.score_sitting(&record).await {
                Ok(()) => n_scored += 1,
                Err(error) => {
                    let sitting = record.id;
                    tracing::error!(%sitting, ?error, "sitting {sitting} could not be scored");
                }
            }
        }
        Ok(n_scored)
    }

    async fn score_sitting(&self, record: &SittingRecord) -> Result<()> {
        let mut tx = self.db.read().await?;
        let records = storage::event::records_of(&mut tx, record.id).await?;
        let assessment = self.assessment(&mut tx, &record.fingerprint).await?;
        let report = self.report_of(&mut tx, record, &records).await?;
        drop(tx);

        let now = self.now();
        let mut tx = self.db.begin().await?;
        // Locks the sitting's row, so that of two servers that scored it one sees the other's report.
        storage::sitting::set_scored(&mut tx, record.id, now).await?;
        let earlier = storage::score::latest_of(&mut tx, record.agency, record.id).await?;
        if earlier.is_some() {
            return Ok(tx.commit().await?);
        }
        let set = ScoreSet {
            id: ScoreSetId::new(now, &mut self.chance()),
            agency: record.agency,
            sitting: record.id,
            created: now,
            report,
        };
        keep(&mut tx, record, &set, &assessment).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The scores that a sitting's events amount to by the version and the norm group that it pinned.
    pub(super) async fn report_of(
        &self,
        tx: &mut Tx,
        record: &SittingRecord,
        records: &[EventRecord],
    ) -> Result<ScoreReport> {
        let (events, digest) = read_chain(records).ok_or(Error::Internal(
            "a sitting's events are not as they were written",
        ))?;
        if record.submitted.is_some_and(|(_, sealed)| sealed != digest) {
            return Err(Error::Internal(
                "a sitting's events are not those handed in",
            ));
        }
        let assessment = self.assessment(tx, &record.fingerprint).await?;
        let multiplier = accommodation::time_multiplier(tx, record.application).await?;
        let multiplier = TimeMultiplier::new(multiplier).unwrap_or(TimeMultiplier::USUAL);
        let norm_group = assessment
            .norm_group(&record.norm_group)
            .ok_or(Error::Internal("a sitting's norm group is not there"))?;
        let provenance = Provenance {
            assessment_fingerprint: record.fingerprint.clone(),
            events_digest: digest.to_string(),
        };
        let rules = Rules::new(
            std::sync::Arc::clone(&assessment),
            record.form,
            record.seed,
            multiplier,
        );
        score(&rules, &events, norm_group, provenance)
            .map_err(|_refused| Error::Internal("a sitting's events cannot be scored"))
    }
}

/// The events and their last digest, where every digest fits what it covers.
fn read_chain(records: &[EventRecord]) -> Option<(Vec<Event>, Digest)> {
    let mut digest = Digest::ZERO;
    let mut events = Vec::with_capacity(records.len());
    for record in records {
        if record.computed_digest(digest) != record.digest {
            return None;
        }
        digest = record.digest;
        events.push(record.to_event()?);
    }
    Some((events, digest))
}

async fn keep(
    tx: &mut Tx,
    record: &SittingRecord,
    set: &ScoreSet,
    assessment: &Assessment,
) -> Result<()> {
    let (agency, application) = (record.agency, record.application);
    let found = storage::application::by_id(tx, agency, application).await?;
    let application = found.ok_or(Error::NotFound("application"))?;
    storage::score::insert(tx, set).await?;
    let of = ScoredApplication {
        agency,
        campaign: application.campaign,
        application: application.id,
    };
    storage::score::replace_scales(tx, of, set.id, &scale_rows(&set.report)).await?;
    list_scored(tx, record, &application, (assessment, &set.report)).await?;
    storage::application::set_status(tx, agency, application.id, ApplicationStatus::Scored).await?;
    note(tx, record, set, set.created).await
}

/// Each scored scale's numbers, for distributions.
pub(super) fn scale_rows(report: &ScoreReport) -> Vec<ScaleRow> {
    let scored = report
        .scales
        .iter()
        .filter_map(|scale| Some((scale, scale.outcome.score()?)));
    scored
        .map(|(result, score)| ScaleRow {
            scale: result.scale.clone(),
            raw: score.raw,
            t: score.normed.t,
            t_standard_error: score.normed.t_standard_error,
        })
        .collect()
}

/// What a report puts on the ranked list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Standing {
    pub(super) overall: Option<TScore>,
    pub(super) impulse_control: Option<TScore>,
    pub(super) interpersonal_skill: Option<TScore>,
    pub(super) flag_count: u32,
    pub(super) refused_count: u32,
}

impl Standing {
    /// The composite that ranks and the composite of each construct, with what was noticed and refused.
    pub(super) fn of(assessment: &Assessment, report: &ScoreReport) -> Self {
        let of_construct = |construct| {
            let composite = assessment.composite_of(construct)?;
            t_score(report, &composite.name)
        };
        let scales = report.scales.iter().map(|scale| is_refused(&scale.outcome));
        let composites = report
            .composites
            .iter()
            .map(|composite| is_refused(&composite.outcome));
        let refused = scales.chain(composites).filter(|is_refused| *is_refused);
        Self {
            overall: t_score(report, &report.ranked_by),
            impulse_control: of_construct(Construct::ImpulseControl),
            interpersonal_skill: of_construct(Construct::InterpersonalSkill),
            flag_count: count(report.quality.flags.len()),
            refused_count: count(refused.count()),
        }
    }

    /// What an entry of the list says.
    pub(super) fn listed(entry: &RankingEntry) -> Self {
        Self {
            overall: entry.overall,
            impulse_control: entry.impulse_control,
            interpersonal_skill: entry.interpersonal_skill,
            flag_count: entry.flag_count,
            refused_count: entry.refused_count,
        }
    }
}

fn t_score(report: &ScoreReport, name: &CompositeName) -> Option<TScore> {
    let result = report
        .composites
        .iter()
        .find(|result| &result.composite == name)?;
    let score = result.outcome.score()?;
    Some(TScore {
        t: score.normed.t,
        standard_error: score.normed.t_standard_error,
    })
}

fn is_refused<T>(outcome: &Outcome<T>) -> bool {
    outcome.score().is_none()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

async fn list_scored(
    tx: &mut Tx,
    record: &SittingRecord,
    application: &Application,
    (assessment, report): (&Assessment, &ScoreReport),
) -> Result<()> {
    let listed = storage::ranking::by_application(tx, record.agency, application.id).await?;
    let listed = listed.ok_or(Error::Internal("a handed-in sitting is not on its list"))?;
    let standing = Standing::of(assessment, report);
    let entry = RankingEntry {
        status: ApplicationStatus::Scored,
        overall: standing.overall,
        impulse_control: standing.impulse_control,
        interpersonal_skill: standing.interpersonal_skill,
        flag_count: standing.flag_count,
        refused_count: standing.refused_count,
        verdict: Some(report.quality.verdict),
        ..listed
    };
    storage::ranking::put(tx, &entry).await?;
    Ok(())
}

async fn note(tx: &mut Tx, record: &SittingRecord, set: &ScoreSet, at: Millis) -> Result<()> {
    let entry = NewAuditEntry {
        agency: record.agency,
        at,
        actor: Actor::Platform,
        action: "sitting.scored".to_owned(),
        subject: format!("sitting:{}", record.id),
        detail: serde_json::json!({
            "score_set": set.id,
            "engine": set.report.engine,
            "norm_group": set.report.norm_group.name,
            "events_digest": set.report.events_digest,
        }),
    };
    storage::audit::append(tx, &entry).await?;
    Ok(())
}
