//! What answers at an administrator's addresses.

mod campaigns;
mod invitations;
mod people;

pub(in crate::web) use campaigns::{close, create, list as campaigns, seal};
pub(in crate::web) use invitations::{invite, list as invitations, revoke};
pub(in crate::web) use people::{add as add_person, list as people};

use actix_web::HttpResponse;
use actix_web::http::header::{ContentType, LOCATION};
use maud::Render;
use serde::Deserialize;

use crate::app::Error;
use crate::web::error::{PageError, status_of};

/// What a handler here gives.
type Answer = Result<HttpResponse, PageError>;

/// A form that only carries its token.
#[derive(Deserialize)]
pub(in crate::web) struct Nothing {}

fn shown(page: &impl Render) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::html())
        .body(page.render().into_string())
}

/// A form that was refused comes back as it was sent, with the status of its refusal.
fn refused(page: &impl Render, error: &Error) -> HttpResponse {
    HttpResponse::build(status_of(error))
        .content_type(ContentType::html())
        .body(page.render().into_string())
}

fn see(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, address))
        .finish()
}
