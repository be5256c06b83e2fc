//! What a reviewer may look at, and that it was looked at: the gate before every result.
//!
//! No result can be seen before its campaign is sealed, so that nobody can choose rules that suit the results.

use std::sync::Arc;

use super::actors::Reviewer;
use super::{App, Error, Result};
use crate::assessment::{Assessment, NormGroup, NormStatus};
use crate::ids::{AgencyId, ApplicationId, CampaignId};
use crate::people::{Actor, NewAuditEntry, PersonName};
use crate::selection::{Application, ApplicationStatus, Campaign, RankingEntry, RankingQuery};
use crate::storage::event::EventRecord;
use crate::storage::sitting::SittingRecord;
use crate::storage::{self, Tx};

/// A campaign as a reviewer's list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct CampaignSummary {
    /// The campaign.
    pub campaign: Campaign,
    /// What its assessment is.
    pub assessment: Arc<Assessment>,
    /// How many were invited.
    pub invited: u64,
    /// How many have handed in.
    pub submitted: u64,
    /// How many have a rank.
    pub ranked: u64,
    /// About how many somebody has decided.
    pub decided: u64,
}

/// One application whose results may be looked at.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) application: Application,
    pub(super) campaign: Campaign,
    pub(super) assessment: Arc<Assessment>,
    pub(super) sitting: SittingRecord,
    /// The application's line in the ranked list, with the name.
    pub(super) entry: RankingEntry,
}

impl Case {
    /// The name, where this reviewer's agency lets it be seen.
    pub(super) fn visible_name(&self, reviewer: &Reviewer) -> Option<PersonName> {
        let is_visible =
            !reviewer.agency().is_blind_until_shortlist || self.application.shortlisted.is_some();
        self.entry.candidate_name.clone().filter(|_name| is_visible)
    }
}

impl App {
    /// Every campaign of the reviewer's agency, the newest first, with how far it is.
    pub async fn campaigns(&self, reviewer: &Reviewer) -> Result<Vec<CampaignSummary>> {
        let agency = reviewer.agency().id;
        let mut tx = self.db.read().await?;
        let mut summaries = Vec::new();
        for campaign in storage::campaign::all(&mut tx, agency).await? {
            let statuses =
                storage::application::count_by_status(&mut tx, agency, campaign.id).await?;
            let of = (agency, campaign.id);
            let everything = RankingQuery::everything();
            let (submitted, ranked) =
                storage::ranking::count_with_ranked(&mut tx, of, &everything).await?;
            let decided = RankingQuery {
                is_decided: Some(true),
                ..everything
            };
            summaries.push(CampaignSummary {
                assessment: self
                    .assessment(&mut tx, &campaign.content.fingerprint)
                    .await?,
                invited: statuses.iter().map(|(_, count)| count).sum(),
                submitted,
                ranked,
                decided: storage::ranking::count(&mut tx, of, &decided).await?,
                campaign,
            });
        }
        Ok(summaries)
    }

    /// Every event of an application's sitting, in order, for programs that compute on their own.
    pub async fn application_events(
        &self,
        reviewer: &Reviewer,
        application: ApplicationId,
    ) -> Result<Vec<EventRecord>> {
        let mut tx = self.db.read().await?;
        let case = self.case(&mut tx, reviewer, application).await?;
        let records = storage::event::records_of(&mut tx, case.sitting.id).await?;
        drop(tx);
        let detail = serde_json::json!({ "part": "events" });
        self.note_view(reviewer, &case, "application.viewed", detail)
            .await?;
        Ok(records)
    }

    /// The agency's campaign with its assessment, once its results may be looked at.
    pub(super) async fn campaign_with_results(
        &self,
        tx: &mut Tx,
        agency: AgencyId,
        id: CampaignId,
    ) -> Result<(Campaign, Arc<Assessment>)> {
        let found = storage::campaign::by_id(tx, agency, id).await?;
        let campaign = found.ok_or(Error::NotFound("campaign"))?;
        if !campaign.is_sealed_as_is() {
            return Err(Error::Conflict(
                "This campaign is not sealed yet, so its results cannot be looked at. Ask an administrator to seal it."
                    .to_owned(),
            ));
        }
        let assessment = self.assessment(tx, &campaign.content.fingerprint).await?;
        Ok((campaign, assessment))
    }

    /// One application whose results may be looked at: of this agency, sealed, handed in, not against a draft.
    pub(super) async fn case(
        &self,
        tx: &mut Tx,
        reviewer: &Reviewer,
        id: ApplicationId,
    ) -> Result<Case> {
        let agency = reviewer.agency().id;
        let found = storage::application::by_id(tx, agency, id).await?;
        let application = found.ok_or(Error::NotFound("application"))?;
        let (campaign, assessment) = self
            .campaign_with_results(tx, agency, application.campaign)
            .await?;
        refuse_draft(norm_group_of(&campaign, &assessment)?)?;
        let sitting = storage::sitting::by_application(tx, agency, id).await?;
        let entry = storage::ranking::by_application(tx, agency, id).await?;
        match (sitting, entry) {
            (Some(sitting), Some(entry)) if application.status >= ApplicationStatus::Submitted => {
                Ok(Case {
                    application,
                    campaign,
                    assessment,
                    sitting,
                    entry,
                })
            }
            _ => Err(Error::Conflict(
                "This applicant has not handed in yet. There is nothing to look at before that."
                    .to_owned(),
            )),
        }
    }

    /// Notes in the audit chain that somebody looked, and in the campaign when it was the first time.
    pub(super) async fn note_view(
        &self,
        reviewer: &Reviewer,
        case: &Case,
        action: &str,
        detail: serde_json::Value,
    ) -> Result<()> {
        let agency = reviewer.agency().id;
        let now = self.now();
        let mut tx = self.db.begin().await?;
        let is_first =
            storage::campaign::note_first_view(&mut tx, agency, case.campaign.id, now).await?;
        if is_first {
            storage::audit::append(
                &mut tx,
                &first_view(agency, reviewer.actor(), case.campaign.id, now),
            )
            .await?;
        }
        let entry = NewAuditEntry {
            agency,
            at: now,
            actor: reviewer.actor(),
            action: action.to_owned(),
            subject: format!("application:{}", case.application.id),
            detail,
        };
        storage::audit::append(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Notes who looked at a campaign's list: a person once for a viewing, a program with every page it takes.
    pub(super) async fn note_list_view(
        &self,
        reviewer: &Reviewer,
        campaign: &Campaign,
        page: u64,
    ) -> Result<()> {
        let (actor, now) = (reviewer.actor(), self.now());
        let is_person = reviewer.person().is_ok();
        if is_person && !self.viewings.begins(actor, campaign.id.0, now) {
            return Ok(());
        }
        let noted = self.note(NewAuditEntry {
            agency: campaign.agency,
            at: now,
            actor,
            action: "campaign.ranking_viewed".to_owned(),
            subject: format!("campaign:{}", campaign.id),
            detail: serde_json::json!({ "page": page }),
        });
        if let Err(error) = noted.await {
            self.viewings.forget(actor, campaign.id.0);
            return Err(error);
        }
        Ok(())
    }

    async fn note(&self, entry: NewAuditEntry) -> Result<()> {
        let mut tx = self.db.begin().await?;
        storage::audit::append(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Notes that a campaign's results were looked at, the first time; afterwards it does nothing.
    pub(super) async fn note_first_view(&self, actor: Actor, campaign: &Campaign) -> Result<()> {
        if campaign.first_viewed.is_some() {
            return Ok(());
        }
        let (agency, id, now) = (campaign.agency, campaign.id, self.now());
        let mut tx = self.db.begin().await?;
        if storage::campaign::note_first_view(&mut tx, agency, id, now).await? {
            storage::audit::append(&mut tx, &first_view(agency, actor, id, now)).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

fn first_view(
    agency: AgencyId,
    actor: Actor,
    campaign: CampaignId,
    at: crate::clock::Millis,
) -> NewAuditEntry {
    NewAuditEntry {
        agency,
        at,
        actor,
        action: "campaign.first_viewed".to_owned(),
        subject: format!("campaign:{campaign}"),
        detail: serde_json::json!({}),
    }
}

/// The norm group that a campaign has sealed.
pub(super) fn norm_group_of<'a>(
    campaign: &Campaign,
    assessment: &'a Assessment,
) -> Result<&'a NormGroup> {
    assessment
        .norm_group(&campaign.content.norm_group)
        .ok_or(Error::Internal(
            "a campaign's norm group is not in its assessment",
        ))
}

/// A draft norm group has too few people to tell a reviewer anything; psychologists may look at it.
pub(super) fn refuse_draft(group: &NormGroup) -> Result<()> {
    if group.status == NormStatus::Draft {
        return Err(Error::Conflict(format!(
            "The norm group “{}” is a draft with {} people. Its scores are for psychologists only; ask one to publish it.",
            group.title.get("en"),
            group.n
        )));
    }
    Ok(())
}
