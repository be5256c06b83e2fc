//! Refusals that are about the request itself, before anything of the platform is asked.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpResponse, ResponseError};
use serde_json::json;

use crate::app::Error;
use crate::web::error::Problem;

/// Why a request of a program was refused.
#[derive(Debug)]
pub enum Refusal {
    /// The platform refused.
    App(Problem),
    /// The request is not one that this address takes.
    Request(RequestFault),
}

/// What is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestFault {
    /// The body is of another type.
    MediaType {
        /// The type that is taken.
        expected: &'static str,
    },
    /// The body or a header cannot be read; the sentence says what.
    Malformed(String),
    /// The upload protocol's version is another one.
    ProtocolVersion,
    /// The segment that came is not the one that was announced.
    Checksum,
}

impl RequestFault {
    fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) => 400,
            Self::ProtocolVersion => 412,
            Self::MediaType { .. } => 415,
            // Of the upload protocol's checksum extension; no registered status says it.
            Self::Checksum => 460,
        }
    }

    fn kind(&self) -> (&'static str, &'static str) {
        match self {
            Self::Malformed(_) => ("malformed", "The request cannot be read"),
            Self::ProtocolVersion => ("protocol-version", "Another version of the protocol"),
            Self::MediaType { .. } => ("media-type", "The body is of another type"),
            Self::Checksum => ("checksum", "The segment was damaged on its way"),
        }
    }
}

impl fmt::Display for RequestFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MediaType { expected } => {
                write!(
                    f,
                    "Send the body as {expected}, and say so in Content-Type."
                )
            }
            Self::Malformed(what) => write!(f, "{what}"),
            Self::ProtocolVersion => write!(f, "Speak tus 1.0.0: send Tus-Resumable: 1.0.0."),
            Self::Checksum => write!(
                f,
                "The bytes are not those that were announced. They were dropped: send the segment anew from offset 0."
            ),
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::App(Problem(error))
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::App(problem)
    }
}

impl From<RequestFault> for Refusal {
    fn from(fault: RequestFault) -> Self {
        Self::Request(fault)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::App(problem) => problem.fmt(f),
            Self::Request(fault) => fault.fmt(f),
        }
    }
}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::App(problem) => problem.status_code(),
            Self::Request(fault) => {
                StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::BAD_REQUEST)
            }
        }
    }

    fn error_response(&self) -> HttpResponse {
        let fault = match self {
            Self::App(problem) => return problem.error_response(),
            Self::Request(fault) => fault,
        };
        let (kind, title) = fault.kind();
        let document = json!({
            "type": format!("https://composure.example/problems/{kind}"),
            "title": title,
            "status": fault.status(),
            "detail": fault.to_string(),
        });
        HttpResponse::build(self.status_code())
            .insert_header((CONTENT_TYPE, "application/problem+json"))
            .body(document.to_string())
    }
}
