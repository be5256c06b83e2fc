//! Campaigns: making, sealing and closing them.

use actix_web::web::Path;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::{Answer, Nothing, refused, see, shown};
use crate::app::actors::Administrator;
use crate::app::administration::{CampaignOverview, NewCampaign};
use crate::app::{App, Error};
use crate::assessment::{Assessment, FormLength, NormGroup, NormGroupName, NormStatus};
use crate::digest::Digest;
use crate::ids::CampaignId;
use crate::selection::{CampaignStatus, seal_of};
use crate::web::admin::pages::{AdminCampaignRow, AdminCampaignsPage, UnsealedCampaign};
use crate::web::error::PageError;
use crate::web::extract::{At, Posted};
use crate::web::parts::form::{Choice, Filled};
use crate::web::parts::moment::{Moment, read_local, zone_of};
use crate::web::parts::notice::{Mark, Tone};
use crate::web::parts::paths;
use crate::web::parts::shell::Desk;

/// Why the first seal of a campaign is set; a later change is a new campaign.
const FIRST_SEAL: &str = "First seal of this campaign";

/// `GET /desk/admin/campaigns`
pub(in crate::web) async fn list(at: At<Administrator>) -> Answer {
    Ok(shown(&page(&at, Filled::empty()).await?))
}

/// A campaign to make.
#[derive(Deserialize)]
pub(in crate::web) struct CreateForm {
    title: String,
    norm_group: String,
    form: String,
    #[serde(default)]
    closes: String,
}

impl CreateForm {
    /// The campaign; or the form with what is wrong beside each field.
    fn read(&self, zone: &TimeZone) -> Result<NewCampaign, Filled> {
        let (fingerprint, group) = self.norm_group.split_once('/').unwrap_or_default();
        let form = match self.form.as_str() {
            "standard" => Some(FormLength::Standard),
            "short" => Some(FormLength::Short),
            _ => None,
        };
        let closes = read_local(&self.closes, zone);
        let mut filled = self.filled();
        if !self.closes.is_empty() && closes.is_none() {
            filled = filled.refused(
                "closes",
                "Write a day and a time, such as 2027-03-31T17:00.",
            );
        }
        match (NormGroupName::parse(group), form, filled.is_refused()) {
            (Some(norm_group), Some(form), false) => Ok(NewCampaign {
                name: self.title.clone(),
                fingerprint: fingerprint.to_owned(),
                norm_group,
                form,
                closes,
            }),
            (None, _, _) => Err(filled.refused("norm_group", "Choose one of the list.")),
            (_, None, _) => Err(filled.refused("form", "Choose one of the list.")),
            _ => Err(filled),
        }
    }

    fn filled(&self) -> Filled {
        Filled::empty()
            .with("title", &self.title)
            .with("norm_group", &self.norm_group)
            .with("form", &self.form)
            .with("closes", &self.closes)
    }
}

/// `POST /desk/admin/campaigns`
pub(in crate::web) async fn create(posted: Posted<Administrator, CreateForm>) -> Answer {
    let Posted { at, form } = posted;
    let zone = zone_of(at.staff.agency());
    let (filled, error) = match form.read(&zone) {
        Err(filled) => (filled, Error::Invalid(String::new())),
        Ok(new) => match at.app.create_campaign(&at.actor, new).await {
            Ok(_) => return Ok(see(paths::ADMIN_CAMPAIGNS)),
            Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
                (form.filled().refused("title", error.to_string()), error)
            }
            Err(error) => return Err(error.into()),
        },
    };
    Ok(refused(&page(&at, filled).await?, &error))
}

/// The seal as the administrator has seen it.
#[derive(Deserialize)]
pub(in crate::web) struct SealForm {
    seal: String,
}

/// `POST /desk/admin/campaigns/{id}/seal`
pub(in crate::web) async fn seal(
    path: Path<String>,
    posted: Posted<Administrator, SealForm>,
) -> Answer {
    let Posted { at, form } = posted;
    let id = campaign(&path)?;
    let seen = Digest::parse(&form.seal).ok_or(Error::StaleForm)?;
    at.app
        .seal_campaign(&at.actor, id, seen, FIRST_SEAL)
        .await?;
    Ok(see(&paths::invitations(id)))
}

/// `POST /desk/admin/campaigns/{id}/close`
pub(in crate::web) async fn close(
    path: Path<String>,
    posted: Posted<Administrator, Nothing>,
) -> Answer {
    let at = posted.at;
    at.app.close_campaign(&at.actor, campaign(&path)?).await?;
    Ok(see(paths::ADMIN_CAMPAIGNS))
}

/// The campaign of an address; what is no identifier is no campaign either.
pub(super) fn campaign(path: &str) -> Result<CampaignId, Error> {
    CampaignId::parse(path).ok_or(Error::NotFound("campaign"))
}

async fn page(at: &At<Administrator>, form: Filled) -> Result<AdminCampaignsPage, PageError> {
    let zone = zone_of(at.staff.agency());
    let published = Published::of(&at.app, &at.actor).await?;
    let overviews = at.app.administered_campaigns(&at.actor).await?;
    let drafts = overviews.iter().filter(|one| one.campaign.seal.is_none());
    Ok(AdminCampaignsPage {
        desk: Desk::of(&at.staff),
        unsealed: drafts.map(|one| published.unsealed(one)).collect(),
        campaigns: overviews
            .iter()
            .map(|one| published.row(one, &zone))
            .collect(),
        norm_groups: published.choices(),
        forms: vec![
            Choice::new("standard", "Standard: for use"),
            Choice::new("short", "Short: for demonstration and tests"),
        ],
        form,
        zone: at.staff.agency().time_zone.clone(),
    })
}

/// The definitions that campaigns use, for their titles.
struct Published(Vec<(String, std::sync::Arc<Assessment>)>);

impl Published {
    async fn of(app: &App, administrator: &Administrator) -> Result<Self, PageError> {
        Ok(Self(app.published_assessments(administrator).await?))
    }

    fn title(&self, fingerprint: &str) -> String {
        let found = self.0.iter().find(|(known, _)| known == fingerprint);
        found.map_or_else(|| fingerprint.to_owned(), |(_, one)| title(one))
    }

    fn choices(&self) -> Vec<Choice> {
        let groups = self.0.iter().flat_map(|(fingerprint, assessment)| {
            let usable = assessment.norm_groups.iter();
            usable
                .filter(|group| group.status != NormStatus::Draft)
                .map(move |group| (fingerprint, assessment, group))
        });
        groups
            .map(|(fingerprint, assessment, group)| {
                let value = format!("{fingerprint}/{}", group.name);
                Choice::new(
                    value,
                    format!("{}: {}", title(assessment), described(group)),
                )
            })
            .collect()
    }

    fn row(&self, overview: &CampaignOverview, zone: &TimeZone) -> AdminCampaignRow {
        let campaign = &overview.campaign;
        AdminCampaignRow {
            campaign: campaign.id,
            title: campaign.name.clone(),
            status: match campaign.status {
                CampaignStatus::Draft => Mark::new(Tone::Caution, "Not sealed"),
                CampaignStatus::Open => Mark::new(Tone::Good, "Open"),
                CampaignStatus::Closed => Mark::new(Tone::Plain, "Closed"),
            },
            assessment: self.title(&campaign.content.fingerprint),
            invited: overview.n_invited(),
            submitted: overview.n_submitted(),
            closes: campaign.closes.map(|closes| Moment::of(closes, zone)),
            is_open: campaign.status == CampaignStatus::Open,
            seal: campaign.seal.as_ref().map(|seal| seal.hash.to_string()),
        }
    }

    fn unsealed(&self, overview: &CampaignOverview) -> UnsealedCampaign {
        let campaign = &overview.campaign;
        let content = &campaign.content;
        let form = match content.form {
            FormLength::Standard => "standard",
            FormLength::Short => "short",
        };
        let part = |name: &str, value: String| (name.to_owned(), value);
        UnsealedCampaign {
            campaign: campaign.id,
            title: campaign.name.clone(),
            sealed_parts: vec![
                part("Assessment", self.title(&content.fingerprint)),
                part("Its fingerprint", content.fingerprint.clone()),
                part("Norm group", content.norm_group.to_string()),
                part("Ranked by", content.ranked_by.to_string()),
                part("Length of the tasks", form.to_owned()),
                part("Rule for bands", content.band_rule.clone()),
            ],
            seal: seal_of(content).to_string(),
        }
    }
}

fn title(assessment: &Assessment) -> String {
    format!(
        "{}, version {}",
        assessment.title.get("en"),
        assessment.version
    )
}

fn described(group: &NormGroup) -> String {
    let status = match group.status {
        NormStatus::Draft => "draft",
        NormStatus::Provisional => "provisional",
        NormStatus::Operational => "operational",
        NormStatus::Synthetic => "synthetic",
    };
    format!("{}, n = {} ({status})", group.title.get("en"), group.n)
}
