//! The sitting as its own scripts see it: the state, and the events that change it.

use std::borrow::Cow;

use actix_web::web::{Json, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::json::{demand_json, read_bounded, read_json};
use super::openapi::ProblemDocument;
use crate::app::Error;
use crate::app::candidate::{Acknowledged, SentEvent};
use crate::clock::Millis;
use crate::ids::SittingId;
use crate::web::candidate::state::SittingState;
use crate::web::error::Problem;
use crate::web::extract::Sitting;

/// The largest post: 200 events with a second of frames on either side of a cue each.
const MOST_BODY_BYTES: usize = 256 * 1024;

/// Tells where the candidate stands, with everything the current step needs and no key.
#[utoipa::path(
    get, path = "/api/v1/sitting", tag = "sitting", security(("candidate" = [])),
    responses(
        (status = 200, description = "The state", body = inline(SittingState)),
        (status = "default", description = "A refusal", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::web) async fn state(who: Sitting) -> Result<HttpResponse, Problem> {
    let view = who.app.sitting(&who.candidate).await?;
    let prompts = who.app.prompts(&view).await?;
    Ok(HttpResponse::Ok().json(SittingState::of(&who.candidate, &view, &prompts)))
}

/// Events of one sitting, in order.
#[derive(Deserialize, ToSchema)]
struct EventsPost<'a> {
    /// The sitting.
    #[schema(value_type = String)]
    sitting: SittingId,
    /// The events, each with the sequence after the one before.
    #[serde(borrow)]
    events: Vec<PostedEvent<'a>>,
}

/// An event whose payload is not read here: it is read once, as what its kind says it is.
#[derive(Deserialize, ToSchema)]
struct PostedEvent<'a> {
    /// Its place, from `acknowledged_sequence` + 1 on.
    sequence: u32,
    /// What kind of happening.
    #[serde(borrow)]
    #[schema(value_type = String)]
    kind: Cow<'a, str>,
    /// When it happened by the browser's clock, milliseconds since 1970.
    client_ms: f64,
    /// What happened.
    #[serde(borrow)]
    #[schema(value_type = Object)]
    payload: &'a RawValue,
}

/// What a browser learns from a post.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::web) struct EventsAnswer {
    /// The highest sequence up to which everything is on disk.
    acknowledged_sequence: u32,
    /// The server's clock, milliseconds since 1970.
    #[schema(value_type = i64)]
    server_ms: Millis,
    /// When the open section's time is up.
    #[schema(value_type = Option<i64>)]
    deadline_ms: Option<Millis>,
}

impl From<Acknowledged> for EventsAnswer {
    fn from(acknowledged: Acknowledged) -> Self {
        Self {
            acknowledged_sequence: acknowledged.sequence,
            server_ms: acknowledged.server,
            deadline_ms: acknowledged.deadline,
        }
    }
}

/// Takes events; what the answer acknowledges is on disk. A repeat gets the same answer and is kept once.
#[utoipa::path(
    post, path = "/api/v1/sitting/events", tag = "sitting", security(("candidate" = [])),
    request_body(content = EventsPost, description = "At most 200 events and 256 KiB"),
    responses(
        (status = 200, description = "Up to where everything is on disk", body = EventsAnswer),
        (status = 409, description = "`sequence-gap` with `missing_sequence`, or `sequence-taken`",
            body = ProblemDocument, content_type = "application/problem+json"),
        (status = 410, description = "`another-device`, `revoked`, `submitted` or `expired`",
            body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Keep the events and send them again",
            body = ProblemDocument, content_type = "application/problem+json"),
        (status = "default", description = "A refusal", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::web) async fn events(
    who: Sitting,
    request: HttpRequest,
    payload: Payload,
) -> Result<Json<EventsAnswer>, Problem> {
    demand_json(&request)?;
    let body = read_bounded(payload, MOST_BODY_BYTES).await?;
    let post: EventsPost<'_> = read_json(&body)?;
    if post.sitting != who.candidate.sitting() {
        return Err(Error::NotFound("sitting").into());
    }
    let sent = post.events.into_iter().map(|event| SentEvent {
        sequence: event.sequence,
        kind: event.kind.into_owned(),
        client_ms: event.client_ms,
        payload: event.payload.get().to_owned(),
    });
    let acknowledged = who.app.take_events(&who.candidate, sent.collect()).await?;
    Ok(Json(acknowledged.into()))
}
