//! How a refusal becomes an answer: one status each, and a page or a problem document with what to do.

use std::error::Error as _;
use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use actix_web::{HttpResponse, ResponseError};
use maud::Render;
use serde_json::json;

use super::assets;
use super::front::pages::ProblemPage;
use super::parts::paths;
use super::parts::shell::Front;
use crate::app::{Error, Gone, SequenceFault};

/// A refusal shown as a desk page.
#[derive(Debug)]
pub struct PageError(pub Error);

/// A refusal sent as `application/problem+json`.
#[derive(Debug)]
pub struct Problem(pub Error);

impl From<Error> for PageError {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The status of a refusal.
pub(super) fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::NotFound(_) => StatusCode::NOT_FOUND,
        Error::NotSignedIn(_) => StatusCode::UNAUTHORIZED,
        Error::NotAllowed | Error::StaleForm => StatusCode::FORBIDDEN,
        Error::Gone(_) => StatusCode::GONE,
        Error::Sequence(_) | Error::Conflict(_) => StatusCode::CONFLICT,
        Error::EventRefused { .. } | Error::EventUnreadable { .. } | Error::Invalid(_) => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Error::Malformed(_) => StatusCode::BAD_REQUEST,
        Error::WrongType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Error::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        Error::TooManyTries(_) => StatusCode::TOO_MANY_REQUESTS,
        Error::Storage(_) | Error::Media(_) | Error::Unwritten => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Writes down, once, what is our own fault, with its chain of causes; what a client did wrong is no event of ours.
pub(super) fn log(error: &Error) {
    if status_of(error).is_server_error() {
        let mut causes = Vec::new();
        let mut cause = error.source();
        while let Some(inner) = cause {
            causes.push(inner.to_string());
            cause = inner.source();
        }
        tracing::error!(causes = causes.join(": "), "request failed: {error:?}");
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        status_of(&self.0)
    }

    fn error_response(&self) -> HttpResponse {
        log(&self.0);
        let status = self.status_code();
        let (kind, title) = kind_of(&self.0);
        let mut document = json!({
            "type": format!("https://composure.example/problems/{kind}"),
            "title": title,
            "status": status.as_u16(),
            "detail": self.0.to_string(),
        });
        match &self.0 {
            Error::Sequence(SequenceFault::Gap { missing }) => {
                document["missing_sequence"] = json!(missing);
            }
            Error::Sequence(SequenceFault::Taken { taken }) => {
                document["taken_sequence"] = json!(taken);
            }
            Error::EventRefused { sequence, .. } | Error::EventUnreadable { sequence, .. } => {
                document["sequence"] = json!(sequence);
            }
            _ => {}
        }
        HttpResponse::build(status)
            .insert_header((CONTENT_TYPE, "application/problem+json"))
            .body(document.to_string())
    }
}

/// The last word of a problem's `type`, and its title.
fn kind_of(error: &Error) -> (&'static str, &'static str) {
    match error {
        Error::NotFound(_) => ("not-found", "There is no such record"),
        Error::NotSignedIn(_) => ("not-signed-in", "Nobody is signed in"),
        Error::NotAllowed => ("not-allowed", "Not allowed"),
        Error::StaleForm => ("stale-form", "The form has expired"),
        Error::Gone(Gone::AnotherDevice) => ("another-device", "Open on another device"),
        Error::Gone(Gone::Revoked) => ("revoked", "The invitation was taken back"),
        Error::Gone(Gone::Submitted) => ("submitted", "Handed in already"),
        Error::Gone(Gone::Expired) => ("expired", "The link has expired"),
        Error::Sequence(SequenceFault::Gap { .. }) => ("sequence-gap", "An event is missing"),
        Error::Sequence(SequenceFault::Taken { .. }) => ("sequence-taken", "The place is taken"),
        Error::EventRefused { .. } | Error::EventUnreadable { .. } => {
            ("refused", "The event was not taken")
        }
        Error::Invalid(_) => ("invalid", "Something is wrong with what was sent"),
        Error::Malformed(_) => ("malformed", "What was sent cannot be read"),
        Error::WrongType(_) => ("wrong-type", "What was sent is of another kind"),
        Error::Conflict(_) => ("conflict", "It does not fit what is there"),
        Error::TooLarge(_) => ("too-large", "Too much at once"),
        Error::TooManyTries(_) => ("too-many-tries", "Too many tries"),
        Error::Storage(_) | Error::Media(_) | Error::Unwritten => {
            ("storage-unavailable", "Storage cannot be reached")
        }
        Error::Internal(_) => ("internal", "Something went wrong here"),
    }
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        match self.0 {
            // A reader is taken to the sign-in instead of being told a number.
            Error::NotSignedIn(_) => StatusCode::SEE_OTHER,
            ref error => status_of(error),
        }
    }

    fn error_response(&self) -> HttpResponse {
        log(&self.0);
        let status = self.status_code();
        if status == StatusCode::SEE_OTHER {
            return HttpResponse::SeeOther()
                .insert_header((LOCATION, paths::SIGN_IN))
                .finish();
        }
        let page = problem_page(&self.0, status.as_u16());
        HttpResponse::build(status)
            .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
            .body(page.render().into_string())
    }
}

fn problem_page(error: &Error, status: u16) -> ProblemPage {
    let front = Front {
        assets: assets::folder().to_owned(),
        is_demo: false,
    };
    match error {
        Error::NotFound(_) => ProblemPage::not_found(front),
        Error::NotAllowed | Error::StaleForm => ProblemPage::forbidden(front),
        Error::Storage(_) | Error::Media(_) | Error::Unwritten => ProblemPage::unavailable(front),
        Error::Internal(_) => ProblemPage::broken(front),
        Error::Conflict(detail) => ProblemPage::conflict(front, detail.clone()),
        other => ProblemPage {
            front,
            status,
            title: kind_of(other).1.to_owned(),
            detail: other.to_string(),
            what_to_do: "Go back, mend what the sentence above names, and send it again."
                .to_owned(),
            way_on: Some((paths::DESK.to_owned(), "Go to your desk".to_owned())),
        },
    }
}
