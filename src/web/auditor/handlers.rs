//! What answers at an auditor's address.

use actix_web::HttpResponse;
use actix_web::http::header::ContentType;
use actix_web::web::Query;
use jiff::tz::TimeZone;
use maud::Render;
use serde::Deserialize;

use super::pages::{AuditPage, AuditRow, ChainState};
use crate::app::actors::Auditor;
use crate::app::auditing::{AuditTrail, TrailState};
use crate::web::error::PageError;
use crate::web::extract::At;
use crate::web::parts::moment::{Moment, zone_of};
use crate::web::parts::pager::Pager;
use crate::web::parts::shell::Desk;

/// How many entries a page shows.
const PER_PAGE: u32 = 100;

/// Which page.
#[derive(Deserialize)]
pub(in crate::web) struct Wanted {
    #[serde(default)]
    page: Option<u64>,
}

/// `GET /desk/audit`
pub(in crate::web) async fn list(
    at: At<Auditor>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, PageError> {
    let number = wanted.page.unwrap_or(1).max(1);
    let trail = at.app.audit_trail(&at.actor, number, PER_PAGE).await?;
    let zone = zone_of(at.staff.agency());
    let page = AuditPage {
        desk: Desk::of(&at.staff),
        rows: rows(&trail, &zone),
        state: state(&trail, &zone),
        pager: Pager {
            page: number,
            per_page: u64::from(PER_PAGE),
            total: trail.total,
        },
    };
    Ok(HttpResponse::Ok()
        .content_type(ContentType::html())
        .body(page.render().into_string()))
}

fn rows(trail: &AuditTrail, zone: &TimeZone) -> Vec<AuditRow> {
    let rows = trail.entries.iter().map(|entry| AuditRow {
        sequence: entry.sequence,
        at: Moment::of(entry.at, zone),
        actor: trail.actor(entry),
        action: entry.action.clone(),
        subject: entry.subject.clone(),
        hash: entry.hash.to_string(),
        previous: entry.previous_hash.to_string(),
    });
    rows.collect()
}

fn state(trail: &AuditTrail, zone: &TimeZone) -> ChainState {
    match &trail.state {
        TrailState::Whole { head } => ChainState::Whole {
            n: trail.total,
            checked: Moment::of(trail.checked, zone),
            head: head.to_string(),
        },
        TrailState::Broken { sequence, what } => ChainState::Broken {
            sequence: *sequence,
            sentence: format!("There, {what}."),
        },
    }
}
