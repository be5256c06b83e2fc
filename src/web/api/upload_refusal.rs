//! Why an upload was refused: what the platform says, and two reasons of the protocol's own.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use serde_json::json;

use super::uploads::{TUS_RESUMABLE, VERSION};
use crate::app::Error;
use crate::web::error::Problem;

/// Why an upload was refused.
#[derive(Debug)]
pub(in crate::web) enum UploadRefusal {
    /// The platform says so.
    App(Problem),
    /// Another version of the protocol, or none, was asked for.
    Version,
    /// The segment is whole, and not what was announced.
    Checksum,
}

impl From<Error> for UploadRefusal {
    fn from(error: Error) -> Self {
        Self::App(Problem(error))
    }
}

impl fmt::Display for UploadRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::App(problem) => return problem.fmt(f),
            Self::Version => "Uploads speak tus 1.0.0. Send the header Tus-Resumable: 1.0.0.",
            Self::Checksum => {
                "The bytes are not those that were announced. They were dropped; send the segment again from offset 0."
            }
        })
    }
}

impl ResponseError for UploadRefusal {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::App(problem) => problem.status_code(),
            Self::Version => StatusCode::PRECONDITION_FAILED,
            // Of the protocol's checksum extension; no registered status says it.
            Self::Checksum => StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST),
        }
    }

    fn error_response(&self) -> HttpResponse {
        let (kind, title) = match self {
            Self::App(problem) => return with_version(problem.error_response()),
            Self::Version => ("protocol-version", "Another version of the protocol"),
            Self::Checksum => ("checksum", "The segment was damaged on its way"),
        };
        let status = self.status_code();
        let document = json!({
            "type": format!("https://composure.example/problems/{kind}"),
            "title": title,
            "status": status.as_u16(),
            "detail": self.to_string(),
        });
        let answer = HttpResponse::build(status)
            .insert_header((CONTENT_TYPE, "application/problem+json"))
            .insert_header(("tus-version", VERSION))
            .body(document.to_string());
        with_version(answer)
    }
}

fn with_version(mut answer: HttpResponse) -> HttpResponse {
    let name = HeaderName::from_static(TUS_RESUMABLE);
    let version = HeaderValue::from_static(VERSION);
    answer.headers_mut().insert(name, version);
    answer
}
