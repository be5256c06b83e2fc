//! How a refusal looks to a candidate: a page of their own kind with what to do, and its status.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use actix_web::{HttpResponse, ResponseError};
use jiff::tz::TimeZone;
use maud::Render;

use super::pages::{LinkProblem, LinkProblemPage};
use super::paths;
use super::shell::Frame;
use crate::app::occasion::LinkSender;
use crate::app::{Error, Gone};
use crate::web::words::Words;
use crate::web::{assets, error};

/// A refusal shown as a candidate's page.
#[derive(Debug)]
pub(in crate::web) struct Refusal {
    error: Error,
    sender: Option<LinkSender>,
    words: &'static Words,
}

impl Refusal {
    /// A link that does not open, with who sent it as far as that is known.
    pub(super) fn of_link(error: Error, sender: Option<LinkSender>, words: &'static Words) -> Self {
        Self {
            error,
            sender,
            words,
        }
    }

    fn problem(&self) -> LinkProblem {
        match (&self.error, &self.sender) {
            (Error::NotFound(_), _) => LinkProblem::Invalid,
            (Error::Gone(Gone::Expired), Some(sender)) => {
                let zone = TimeZone::get(&sender.agency.time_zone).unwrap_or(TimeZone::UTC);
                LinkProblem::Expired {
                    until: self.words.moment(sender.expires, &zone),
                }
            }
            (Error::Gone(Gone::Revoked), _) => LinkProblem::Revoked,
            (Error::Gone(Gone::AnotherDevice), _) => LinkProblem::AnotherDevice,
            (Error::Gone(_) | Error::NotSignedIn(_), _) => LinkProblem::NoSession,
            (Error::Conflict(_), _) => LinkProblem::NotOpen,
            (Error::Storage(_) | Error::Media(_) | Error::Unwritten | Error::Internal(_), _) => {
                LinkProblem::Unavailable
            }
            _ => LinkProblem::BadForm,
        }
    }

    fn page(&self) -> LinkProblemPage {
        let agency = self.sender.as_ref().map(|sender| &sender.agency);
        LinkProblemPage {
            frame: Frame {
                words: self.words,
                assets: assets::folder().to_owned(),
                agency: agency.map_or_else(|| "Composure".to_owned(), |agency| agency.name.clone()),
                contact: agency.map_or_else(String::new, |agency| agency.name.clone()),
                is_demo: agency.is_some_and(|agency| agency.is_demo),
                steps: None,
            },
            problem: self.problem(),
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self {
            error,
            sender: None,
            words: Words::english(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        match &self.error {
            // Whoever has handed in is shown the receipt.
            Error::Gone(Gone::Submitted) => StatusCode::SEE_OTHER,
            error => error::status_of(error),
        }
    }

    fn error_response(&self) -> HttpResponse {
        error::log(&self.error);
        let status = self.status_code();
        if status == StatusCode::SEE_OTHER {
            return HttpResponse::SeeOther()
                .insert_header((LOCATION, paths::SITTING))
                .finish();
        }
        HttpResponse::build(status)
            .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
            .body(self.page().render().into_string())
    }
}
