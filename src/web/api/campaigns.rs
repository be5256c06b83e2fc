//! Campaigns for programs: the list, who is invited, and the ranked list.

use actix_web::HttpRequest;
use actix_web::web::{Json as Answer, Path};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::json::{Json, query};
use super::openapi::ProblemDocument;
use crate::app::Error;
use crate::app::actors::{Administrator, Reviewer};
use crate::app::invitees::ListedPerson;
use crate::app::inviting::InvitedPerson;
use crate::app::ranking::{ListPart, ListWanted, Ranked, RankedList, Unranked};
use crate::app::review::CampaignSummary;
use crate::ids::CampaignId;
use crate::scoring::NormGroupReference;
use crate::selection::{DecisionKind, RankingEntry, RankingQuery, TScore};
use crate::web::error::Problem;
use crate::web::extract::Through;

/// The largest list of people: some ten thousand.
const MOST_BYTES: usize = 2_000_000;

type Answered<T> = Result<Answer<T>, Problem>;

/// A campaign and how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CampaignAnswer {
    /// Its identifier.
    campaign: String,
    /// What people call it.
    name: String,
    /// `draft`, `open` or `closed`.
    status: &'static str,
    /// The fingerprint of its assessment.
    assessment: String,
    /// How many were invited.
    invited: u64,
    /// How many have handed in.
    submitted: u64,
    /// How many have a rank.
    ranked: u64,
    /// About how many somebody has decided.
    decided: u64,
}

impl From<CampaignSummary> for CampaignAnswer {
    fn from(summary: CampaignSummary) -> Self {
        Self {
            campaign: summary.campaign.id.to_string(),
            name: summary.campaign.name,
            status: summary.campaign.status.as_str(),
            assessment: summary.campaign.content.fingerprint,
            invited: summary.invited,
            submitted: summary.submitted,
            ranked: summary.ranked,
            decided: summary.decided,
        }
    }
}

/// Lists the agency's campaigns, the newest first.
#[utoipa::path(
    get, path = "/api/v1/campaigns", tag = "programs", security(("token" = ["results:read"])),
    responses(
        (status = 200, description = "The campaigns", body = [CampaignAnswer]),
        (status = "default", description = "A refusal", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(through: Through<Reviewer>) -> Answered<Vec<CampaignAnswer>> {
    let campaigns = through.app.campaigns(&through.actor).await?;
    Ok(Answer(campaigns.into_iter().map(Into::into).collect()))
}

/// Somebody to invite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InviteeBody {
    /// Their name.
    name: String,
    /// Their address.
    email: String,
    /// How your own system names them.
    #[serde(default)]
    external_id: Option<String>,
}

/// What inviting one person came to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InvitedAnswer {
    /// Their application.
    application: String,
    /// What reviewers see in place of their name.
    code: String,
    /// Their personal link, for nobody else's eyes; absent when they were invited to this campaign before.
    link: Option<String>,
}

impl From<InvitedPerson> for InvitedAnswer {
    fn from(invited: InvitedPerson) -> Self {
        Self {
            application: invited.application.to_string(),
            code: invited.code.as_str().to_owned(),
            link: invited.link,
        }
    }
}

/// Invites people to an open campaign: everybody in the list, or, when anything is wrong with it, nobody.
#[utoipa::path(
    post, path = "/api/v1/campaigns/{campaign}/invitations", tag = "programs",
    security(("token" = ["invitations:write"])),
    params(("campaign" = String, Path, description = "The campaign")),
    request_body = Vec<InviteeBody>,
    responses(
        (status = 200, description = "One for each, in the order sent", body = [InvitedAnswer]),
        (status = "default", description = "A refusal", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn invite(
    through: Through<Administrator>,
    id: Path<String>,
    people: Json<Vec<InviteeBody>, MOST_BYTES>,
) -> Answered<Vec<InvitedAnswer>> {
    let campaign = CampaignId::parse(&id).ok_or(Error::NotFound("campaign"))?;
    let people: Vec<ListedPerson> = (people.0.into_iter())
        .map(|person| ListedPerson {
            name: person.name,
            email: person.email,
            external_id: person.external_id,
        })
        .collect();
    let invited = through
        .app
        .invite_listed(&through.actor, campaign, &people)
        .await?;
    Ok(Answer(invited.into_iter().map(Into::into).collect()))
}

/// Which part of a ranked list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(crate) struct RankingAsked {
    /// The page, from 1.
    #[serde(default = "first_page")]
    page: u64,
    /// How many a page has, from 1 to 200.
    #[serde(default = "usual_rows")]
    per_page: u32,
    /// `ranked`, or `unranked` for those without a rank.
    #[serde(default)]
    part: PartAsked,
}

/// Those with a rank, or those without.
#[derive(Debug, Default, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PartAsked {
    /// With a rank.
    #[default]
    Ranked,
    /// Without.
    Unranked,
}

fn first_page() -> u64 {
    1
}

fn usual_rows() -> u32 {
    50
}

/// A page of a ranked list. Equal scores share a rank, and scores in one band cannot be told apart.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RankingAnswer {
    /// The campaign.
    campaign: String,
    /// The group that every score here is compared with.
    norm_group: NormGroupAnswer,
    /// Whether names are withheld until somebody is shortlisted.
    is_blind: bool,
    /// The page, from 1.
    page: u64,
    /// How many a page has.
    per_page: u32,
    /// How many there are on all pages.
    total: u64,
    /// This page's.
    rows: Vec<RowAnswer>,
}

/// A norm group.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NormGroupAnswer {
    /// Its name.
    name: String,
    /// Its title.
    title: String,
    /// How many people.
    n: u32,
    /// `draft`, `provisional`, `operational` or `synthetic`.
    #[schema(value_type = String)]
    status: crate::assessment::NormStatus,
}

impl From<NormGroupReference> for NormGroupAnswer {
    fn from(group: NormGroupReference) -> Self {
        Self {
            name: group.name.to_string(),
            title: group.title,
            n: group.n,
            status: group.status,
        }
    }
}

/// A T score, never without its error.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScoreAnswer {
    /// Mean 50 and standard deviation 10 in the norm group.
    t: f64,
    /// Its standard error of measurement, in T points.
    standard_error: f64,
}

impl From<TScore> for ScoreAnswer {
    fn from(score: TScore) -> Self {
        Self {
            t: score.t,
            standard_error: score.standard_error,
        }
    }
}

/// One applicant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RowAnswer {
    /// The rank in the whole campaign; absent without a score to rank by.
    rank: Option<u64>,
    /// Whether others have the same rank.
    is_tied: bool,
    /// The band, from 1.
    band: Option<usize>,
    /// Why there is no rank, one sentence each.
    reasons: Vec<String>,
    /// The application.
    application: String,
    /// What stands in place of the name.
    code: String,
    /// The name, where it may be seen.
    name: Option<String>,
    /// How far the application is.
    status: &'static str,
    /// The composite that ranks.
    overall: Option<ScoreAnswer>,
    /// Impulse control.
    impulse_control: Option<ScoreAnswer>,
    /// Interpersonal skill.
    interpersonal_skill: Option<ScoreAnswer>,
    /// How many things the quality checks noticed.
    flags: u32,
    /// How many scales and composites have no score.
    refused: u32,
    /// When it was handed in, milliseconds since 1970.
    submitted_ms: Option<i64>,
    /// Whether somebody shortlisted it.
    is_shortlisted: bool,
    /// The latest decision, made by a person.
    decision: Option<&'static str>,
}

impl From<RankingEntry> for RowAnswer {
    fn from(entry: RankingEntry) -> Self {
        Self {
            rank: None,
            is_tied: false,
            band: None,
            reasons: Vec::new(),
            application: entry.application.to_string(),
            code: entry.code.as_str().to_owned(),
            name: entry.candidate_name.map(|name| name.as_str().to_owned()),
            status: entry.status.as_str(),
            overall: entry.overall.map(Into::into),
            impulse_control: entry.impulse_control.map(Into::into),
            interpersonal_skill: entry.interpersonal_skill.map(Into::into),
            flags: entry.flag_count,
            refused: entry.refused_count,
            submitted_ms: entry.submitted.map(|at| at.0),
            is_shortlisted: entry.is_shortlisted,
            decision: entry.decision.map(DecisionKind::as_str),
        }
    }
}

impl From<Ranked> for RowAnswer {
    fn from(ranked: Ranked) -> Self {
        Self {
            rank: Some(ranked.rank),
            is_tied: ranked.is_tied,
            band: Some(ranked.band),
            ..ranked.entry.into()
        }
    }
}

impl From<Unranked> for RowAnswer {
    fn from(unranked: Unranked) -> Self {
        Self {
            reasons: unranked.reasons,
            ..unranked.entry.into()
        }
    }
}

/// Gives a page of a campaign's ranked list, the highest overall score first.
#[utoipa::path(
    get, path = "/api/v1/campaigns/{campaign}/ranking", tag = "programs",
    security(("token" = ["results:read"])),
    params(("campaign" = String, Path, description = "The campaign"), RankingAsked),
    responses(
        (status = 200, description = "The page", body = RankingAnswer),
        (status = "default", description = "A refusal", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn ranking(
    through: Through<Reviewer>,
    id: Path<String>,
    request: HttpRequest,
) -> Answered<RankingAnswer> {
    let campaign = CampaignId::parse(&id).ok_or(Error::NotFound("campaign"))?;
    let asked: RankingAsked = query(&request)?;
    let wanted = wanted(&asked);
    let list = through
        .app
        .ranked_list(&through.actor, campaign, &wanted)
        .await?;
    Ok(Answer(page(&wanted, list)))
}

fn wanted(asked: &RankingAsked) -> ListWanted {
    let (part, is_ranked) = match asked.part {
        PartAsked::Ranked => (ListPart::Everybody, Some(true)),
        PartAsked::Unranked => (ListPart::Unranked, Some(false)),
    };
    ListWanted {
        query: RankingQuery {
            is_ranked,
            ..RankingQuery::everything()
        },
        part,
        page: asked.page,
        per_page: asked.per_page,
    }
}

fn page(wanted: &ListWanted, list: RankedList) -> RankingAnswer {
    let (total, rows) = match wanted.part {
        ListPart::Unranked => (
            list.n_unranked,
            list.unranked.into_iter().map(Into::into).collect(),
        ),
        _ => (
            list.n_ranked,
            list.rows.into_iter().map(Into::into).collect(),
        ),
    };
    RankingAnswer {
        campaign: list.campaign.id.to_string(),
        norm_group: list.norm_group.into(),
        is_blind: list.is_blind,
        page: wanted.page,
        per_page: wanted.per_page,
        total,
        rows,
    }
}
