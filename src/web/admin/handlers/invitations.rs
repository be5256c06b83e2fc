//! Invitations: from a file, listed, and taken back.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::campaigns::campaign;
use super::{Answer, Nothing, refused, see, shown};
use crate::app::Error;
use crate::app::actors::Administrator;
use crate::app::invitee_file::{RowFault, read_file};
use crate::app::inviting::{InvitationList, ListedLink, USUAL_DAYS};
use crate::clock::Millis;
use crate::ids::{CampaignId, InvitationId};
use crate::selection::ApplicationStatus;
use crate::web::admin::pages::{BadRow, ImportOutcome, InvitationRow, InvitationsPage};
use crate::web::error::PageError;
use crate::web::extract::{At, Posted};
use crate::web::parts::form::Filled;
use crate::web::parts::moment::{Moment, zone_of};
use crate::web::parts::notice::{Mark, Tone};
use crate::web::parts::pager::Pager;
use crate::web::parts::paths;
use crate::web::parts::shell::Desk;

/// How many links a page shows.
const PER_PAGE: u32 = 50;

/// Which page, and how many were just invited.
#[derive(Deserialize)]
pub(in crate::web) struct Wanted {
    #[serde(default)]
    page: Option<u32>,
    #[serde(default)]
    invited: Option<u64>,
}

/// `GET /desk/admin/campaigns/{id}/invitations`
pub(in crate::web) async fn list(
    at: At<Administrator>,
    path: Path<String>,
    wanted: Query<Wanted>,
) -> Answer {
    let id = campaign(&path)?;
    let mut page = page(&at, id, wanted.page.unwrap_or(1).max(1)).await?;
    page.outcome = wanted.invited.map(|n| ImportOutcome::Imported { n });
    Ok(shown(&page))
}

/// A file's rows.
#[derive(Deserialize)]
pub(in crate::web) struct InviteForm {
    csv: String,
}

/// `POST /desk/admin/campaigns/{id}/invitations`
pub(in crate::web) async fn invite(
    path: Path<String>,
    posted: Posted<Administrator, InviteForm>,
) -> Answer {
    let Posted { at, form } = posted;
    let id = campaign(&path)?;
    let people = match read_file(&form.csv) {
        Ok(people) => people,
        Err(faults) => return refused_file(&at, id, form, faults).await,
    };
    let expires = at.app.now().plus_days(USUAL_DAYS);
    let invited = at.app.invite(&at.actor, id, &people, expires).await?;
    let n_new = invited.iter().filter(|one| one.link.is_some()).count();
    let address = format!("{}?invited={n_new}", paths::invitations(id));
    Ok(see(&address))
}

async fn refused_file(
    at: &At<Administrator>,
    id: CampaignId,
    form: InviteForm,
    faults: Vec<RowFault>,
) -> Answer {
    let mut page = page(at, id, 1).await?;
    let bad_rows = faults.into_iter().map(|fault| BadRow {
        line: fault.line,
        text: fault.text,
        reason: fault.sentence,
    });
    page.outcome = Some(ImportOutcome::Refused {
        bad_rows: bad_rows.collect(),
    });
    page.form = Filled::empty().with("csv", form.csv);
    let answer: HttpResponse = refused(&page, &Error::Invalid(String::new()));
    Ok(answer)
}

/// `POST /desk/admin/invitations/{id}/revoke`
pub(in crate::web) async fn revoke(
    path: Path<String>,
    posted: Posted<Administrator, Nothing>,
) -> Answer {
    let at = posted.at;
    let id = InvitationId::parse(&path).ok_or(Error::NotFound("invitation"))?;
    let campaign = at.app.revoke_invitation(&at.actor, id).await?;
    Ok(see(&paths::invitations(campaign)))
}

async fn page(
    at: &At<Administrator>,
    id: CampaignId,
    number: u32,
) -> Result<InvitationsPage, PageError> {
    let zone = zone_of(at.staff.agency());
    let list = at.app.invitations(&at.actor, id, number, PER_PAGE).await?;
    let InvitationList {
        campaign,
        rows,
        total,
        now,
    } = list;
    Ok(InvitationsPage {
        desk: Desk::of(&at.staff),
        campaign: id,
        campaign_title: campaign.name,
        outcome: None,
        form: Filled::empty(),
        rows: rows.into_iter().map(|one| row(one, now, &zone)).collect(),
        pager: Pager {
            page: u64::from(number),
            per_page: u64::from(PER_PAGE),
            total,
        },
    })
}

fn row(listed: ListedLink, now: Millis, zone: &TimeZone) -> InvitationRow {
    InvitationRow {
        invitation: listed.invitation.id,
        reference: listed.candidate.external_id.clone().unwrap_or_default(),
        name: listed.candidate.name.to_string(),
        email: listed.candidate.email.to_string(),
        status: status(&listed, now),
        expires: Moment::of(listed.invitation.expires, zone),
        is_revocable: listed.link.is_some(),
        link: listed.link,
    }
}

fn status(listed: &ListedLink, now: Millis) -> Mark {
    let handed_in = ApplicationStatus::Submitted <= listed.status;
    if listed.invitation.revoked.is_some() {
        return Mark::new(Tone::Stop, "Taken back");
    }
    if handed_in {
        return Mark::new(Tone::Good, "Handed in");
    }
    if listed.invitation.expires <= now {
        return Mark::new(Tone::Caution, "Expired");
    }
    match listed.status {
        ApplicationStatus::Invited => Mark::new(Tone::Plain, "Not opened"),
        ApplicationStatus::Opened => Mark::new(Tone::Plain, "Opened"),
        _ => Mark::new(Tone::Plain, "Under way"),
    }
}
