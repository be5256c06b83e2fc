//! The sitting as its own scripts see it: the state, and the events that change it.

use std::borrow::Cow;

use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{Bytes, BytesMut, Json, Payload};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::refusal::{Refusal, RequestFault};
use crate::app::Error;
use crate::app::candidate::{Acknowledged, SentEvent};
use crate::clock::Millis;
use crate::ids::SittingId;
use crate::web::candidate::state::SittingState;
use crate::web::extract::Sitting;

/// The largest post: 200 events with a second of frames on either side of a cue each.
const MOST_BODY_BYTES: usize = 256 * 1024;

/// `GET /api/v1/sitting`: where the candidate stands.
pub(in crate::web) async fn state(who: Sitting) -> Result<HttpResponse, Refusal> {
    let view = who.app.sitting(&who.candidate).await?;
    let prompts = who.app.prompts(&view).await?;
    Ok(HttpResponse::Ok().json(SittingState::of(&who.candidate, &view, &prompts)))
}

#[derive(Deserialize)]
struct EventsPost<'a> {
    sitting: SittingId,
    #[serde(borrow)]
    events: Vec<PostedEvent<'a>>,
}

/// An event whose payload is not read here: it is read once, as what its kind says it is.
#[derive(Deserialize)]
struct PostedEvent<'a> {
    sequence: u32,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    client_ms: f64,
    #[serde(borrow)]
    payload: &'a RawValue,
}

/// What a browser learns from a post.
#[derive(Debug, Serialize)]
pub(in crate::web) struct EventsAnswer {
    acknowledged_sequence: u32,
    server_ms: Millis,
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

/// `POST /api/v1/sitting/events`: takes events; what the answer acknowledges is on disk.
pub(in crate::web) async fn events(
    who: Sitting,
    request: HttpRequest,
    payload: Payload,
) -> Result<Json<EventsAnswer>, Refusal> {
    demand_json(&request)?;
    let body = read_bounded(payload).await?;
    let post: EventsPost<'_> = serde_json::from_slice(&body).map_err(|fault| {
        RequestFault::Malformed(format!(
            "The events cannot be read: {fault}. Send them as JSON."
        ))
    })?;
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

/// Refuses another type: a form of another site can send text, but never JSON.
fn demand_json(request: &HttpRequest) -> Result<(), RequestFault> {
    let header = request.headers().get(CONTENT_TYPE);
    let kind = header.and_then(|value| value.to_str().ok()).unwrap_or("");
    let kind = kind.split(';').next().unwrap_or("").trim();
    if kind.eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err(RequestFault::MediaType {
            expected: "application/json",
        })
    }
}

async fn read_bounded(mut payload: Payload) -> Result<Bytes, Refusal> {
    let mut body = BytesMut::new();
    while let Some(piece) = payload.next().await {
        let piece = piece.map_err(|_broken| {
            RequestFault::Malformed("The post broke off. Send it again.".to_owned())
        })?;
        if body.len() + piece.len() > MOST_BODY_BYTES {
            return Err(Error::TooLarge(
                "More than 256 KiB came at once; send the events in smaller posts.".to_owned(),
            )
            .into());
        }
        body.extend_from_slice(&piece);
    }
    Ok(body.freeze())
}
