//! The description of the interface, made from the handlers themselves.

use actix_web::HttpResponse;
use serde::Serialize;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};

use super::{applications, campaigns, sitting, token, uploads};
use crate::web::extract::CANDIDATE_COOKIE;

/// What every refusal is (RFC 9457). The kind is the last word of `type`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemDocument {
    /// An address whose last word names the kind.
    r#type: String,
    /// The kind in words.
    title: String,
    /// The status, again.
    status: u16,
    /// What was wrong, with which value, and what to do.
    detail: String,
}

/// The whole interface.
#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "Composure",
        description = "Invite candidates, follow a sitting, read ranked scores. Refusals are problem documents."
    ),
    paths(
        sitting::state,
        sitting::events,
        uploads::describe,
        uploads::create,
        uploads::stand,
        uploads::append,
        token::issue,
        campaigns::list,
        campaigns::invite,
        campaigns::ranking,
        applications::report,
        applications::events,
        describe,
    ),
    modifiers(&Access)
)]
struct Interface;

struct Access;

impl Modify for Access {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        if let Some(components) = openapi.components.as_mut() {
            let token = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
            components.add_security_scheme("token", token);
            let cookie = ApiKey::Cookie(ApiKeyValue::new(CANDIDATE_COOKIE));
            components.add_security_scheme("candidate", SecurityScheme::ApiKey(cookie));
        }
    }
}

/// Describes the interface.
#[utoipa::path(
    get, path = "/api/openapi.json", tag = "programs",
    responses((status = 200, description = "This description", body = Object))
)]
pub(crate) async fn describe() -> HttpResponse {
    HttpResponse::Ok().json(Interface::openapi())
}
