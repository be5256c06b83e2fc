//! One applicant's results with everything they rest on.

use std::sync::Arc;

use super::actors::Reviewer;
use super::review::{Case, norm_group_of};
use super::{App, Error, Result};
use crate::assessment::{Assessment, Scale, ScaleName, Scene, SectionContent, SectionName};
use crate::clock::Millis;
use crate::ids::ApplicationId;
use crate::people::PersonName;
use crate::scoring::{NormGroupReference, ScaleResult};
use crate::selection::{Application, Campaign, Decision};
use crate::sitting::{Disturbance, Event, Happening};
use crate::storage::{self, Tx};

pub use crate::storage::recording::{Recording, RecordingStatus};
pub use crate::storage::score::ScoreSet;

/// One applicant.
#[derive(Debug, Clone)]
pub struct Applicant {
    /// The application.
    pub application: Application,
    /// The campaign, sealed.
    pub campaign: Campaign,
    /// The assessment that was sat.
    pub assessment: Arc<Assessment>,
    /// The name, once it may be seen.
    pub name: Option<PersonName>,
    /// Where the applicant stands; absent without a rank.
    pub standing: Option<Standing>,
    /// When everything was handed in.
    pub submitted: Millis,
    /// The latest scoring.
    pub score: ScoreSet,
    /// Scorings before the latest, the latest of them first.
    pub earlier_scores: Vec<ScoreSet>,
    /// From when to when the norm group's data are (`2026-11-01`).
    pub norms_collected: (String, String),
    /// Answers on camera, in order of time.
    pub recordings: Vec<Recording>,
    /// Typed answers, in order of time.
    pub typed: Vec<TypedAnswer>,
    /// What disturbed the sitting, in order of time.
    pub disturbances: Vec<NotedDisturbance>,
    /// What has been decided, the latest first, each with the person's name.
    pub decisions: Vec<(Decision, Option<PersonName>)>,
}

/// Where an applicant stands in the campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The rank; equal scores share one.
    pub rank: u64,
    /// Of how many.
    pub n_ranked: u64,
    /// The band, counted from 1.
    pub band: usize,
}

/// An answer typed where there is no camera.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedAnswer {
    /// The event.
    pub sequence: u32,
    /// The section it answers.
    pub section: SectionName,
    /// The words.
    pub text: String,
    /// When it came.
    pub at: Millis,
}

/// Something that disturbed a sitting.
#[derive(Debug, Clone, PartialEq)]
pub struct NotedDisturbance {
    /// The event.
    pub sequence: u32,
    /// The section, if in one.
    pub section: Option<SectionName>,
    /// What it was.
    pub cause: Disturbance,
    /// How long it lasted, in milliseconds.
    pub duration_ms: f64,
    /// When it was noted.
    pub at: Millis,
}

/// What stands behind one scale's score.
#[derive(Debug, Clone)]
pub struct ScaleEvidence {
    /// The application.
    pub application: Application,
    /// The campaign.
    pub campaign: Campaign,
    /// The name, once it may be seen.
    pub name: Option<PersonName>,
    /// The assessment that was sat.
    pub assessment: Arc<Assessment>,
    /// The scale's definition.
    pub scale: Scale,
    /// The score, its steps and its answers, each with the event it comes from.
    pub result: ScaleResult,
    /// The norm group of the score.
    pub norm_group: NormGroupReference,
}

impl Applicant {
    /// The scene of a section, for its title and its question.
    pub fn scene(&self, section: &SectionName) -> Option<&Scene> {
        match &self.assessment.section(section)?.content {
            SectionContent::Scene(name) => self.assessment.scene(name),
            _ => None,
        }
    }
}

impl App {
    /// One applicant of the reviewer's agency. That it was looked at is noted.
    pub async fn applicant(&self, reviewer: &Reviewer, id: ApplicationId) -> Result<Applicant> {
        let agency = reviewer.agency().id;
        let mut tx = self.db.read().await?;
        let case = self.case(&mut tx, reviewer, id).await?;
        let mut scores = storage::score::all_of(&mut tx, agency, case.sitting.id).await?;
        let score = scores.pop().ok_or_else(not_scored_yet)?;
        scores.reverse();
        let (events, _digest) = storage::event::events_of(&mut tx, case.sitting.id).await?;
        let group = norm_group_of(&case.campaign, &case.assessment)?;
        let applicant = Applicant {
            name: case.visible_name(reviewer),
            standing: standing(&mut tx, &case).await?,
            submitted: case
                .sitting
                .submitted
                .map_or(case.sitting.opened, |(at, _)| at),
            norms_collected: (group.collected_from.clone(), group.collected_to.clone()),
            recordings: storage::recording::of_sitting(&mut tx, case.sitting.id).await?,
            typed: typed(&events),
            disturbances: disturbances(&events),
            decisions: decisions(&mut tx, &case).await?,
            application: case.application.clone(),
            campaign: case.campaign.clone(),
            assessment: Arc::clone(&case.assessment),
            earlier_scores: scores,
            score,
        };
        drop(tx);
        let detail = serde_json::json!({ "part": "profile" });
        self.note_view(reviewer, &case, "application.viewed", detail)
            .await?;
        Ok(applicant)
    }

    /// What stands behind one scale's score of one applicant. That it was looked at is noted.
    pub async fn scale_evidence(
        &self,
        reviewer: &Reviewer,
        id: ApplicationId,
        scale: &ScaleName,
    ) -> Result<ScaleEvidence> {
        let agency = reviewer.agency().id;
        let mut tx = self.db.read().await?;
        let case = self.case(&mut tx, reviewer, id).await?;
        let latest = storage::score::latest_of(&mut tx, agency, case.sitting.id).await?;
        drop(tx);
        let report = latest.ok_or_else(not_scored_yet)?.report;
        let result = report
            .scales
            .into_iter()
            .find(|result| result.scale == *scale)
            .ok_or(Error::NotFound("scale"))?;
        let definition = case.assessment.scale(scale);
        let definition = definition.cloned().ok_or(Error::NotFound("scale"))?;
        let detail = serde_json::json!({ "part": "scale", "scale": scale });
        self.note_view(reviewer, &case, "application.viewed", detail)
            .await?;
        Ok(ScaleEvidence {
            name: case.visible_name(reviewer),
            application: case.application,
            campaign: case.campaign,
            assessment: case.assessment,
            scale: definition,
            result,
            norm_group: report.norm_group,
        })
    }
}

fn not_scored_yet() -> Error {
    Error::Conflict(
        "This applicant has no scores yet. Scores follow minutes after handing in: load the page again then."
            .to_owned(),
    )
}

async fn standing(tx: &mut Tx, case: &Case) -> Result<Option<Standing>> {
    let Some(overall) = case.entry.overall else {
        return Ok(None);
    };
    let of = (case.application.agency, case.application.campaign);
    let everything = crate::selection::RankingQuery::everything();
    let (_, n_ranked) = storage::ranking::count_with_ranked(tx, of, &everything).await?;
    let bands = super::ranking::bands(tx, of).await?;
    Ok(Some(Standing {
        rank: storage::ranking::rank_of(tx, of.0, of.1, overall.t).await?,
        n_ranked,
        band: bands.map_or(1, |bands| bands.band_of(overall.t)),
    }))
}

async fn decisions(tx: &mut Tx, case: &Case) -> Result<Vec<(Decision, Option<PersonName>)>> {
    let (agency, application) = (case.application.agency, case.application.id);
    let mut named = Vec::new();
    for decision in storage::decision::of_application(tx, agency, application).await? {
        let account = storage::account::by_id(tx, agency, decision.by).await?;
        named.push((decision, account.map(|account| account.name)));
    }
    Ok(named)
}

fn typed(events: &[Event]) -> Vec<TypedAnswer> {
    let answers = events.iter().filter_map(|event| match &event.happening {
        Happening::Typed(typed) => Some(TypedAnswer {
            sequence: event.sequence,
            section: typed.section.clone(),
            text: typed.text.clone(),
            at: event.server_ms,
        }),
        _ => None,
    });
    answers.collect()
}

fn disturbances(events: &[Event]) -> Vec<NotedDisturbance> {
    let noted = events.iter().filter_map(|event| match &event.happening {
        Happening::Disturbed(disturbed) => Some(NotedDisturbance {
            sequence: event.sequence,
            section: disturbed.section.clone(),
            cause: disturbed.cause,
            duration_ms: disturbed.duration_ms,
            at: event.server_ms,
        }),
        _ => None,
    });
    noted.collect()
}
