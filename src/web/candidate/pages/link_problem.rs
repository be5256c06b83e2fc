use maud::{Markup, Render, html};

use crate::web::candidate::paths;
use crate::web::candidate::shell::{Frame, Script, candidate_page};

/// The page behind a link that opens no assessment.
#[derive(Debug, Clone)]
pub struct LinkProblemPage {
    /// The frame; where even the agency is unknown, its name is Composure's.
    pub frame: Frame,
    /// What is wrong.
    pub problem: LinkProblem,
}

/// Why a link or a session opens no assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkProblem {
    /// The link is cut off, tampered with or foreign.
    Invalid,
    /// The link has run out, at that moment in words.
    Expired {
        /// `23 November 2026, 10:42 EST`.
        until: String,
    },
    /// The agency took the invitation back.
    Revoked,
    /// The sitting goes on on another device.
    AnotherDevice,
    /// No session: the link has to be opened again.
    NoSession,
    /// The campaign is not open.
    NotOpen,
    /// A form that cannot be read, or that another site sent.
    BadForm,
    /// The database or the disk cannot be reached.
    Unavailable,
}

impl LinkProblem {
    fn name(&self) -> &'static str {
        match self {
            Self::Invalid => "link-invalid",
            Self::Expired { .. } => "link-expired",
            Self::Revoked => "revoked",
            Self::AnotherDevice => "another-device",
            Self::NoSession => "no-session",
            Self::NotOpen => "link-not-open",
            Self::BadForm => "link-bad-form",
            Self::Unavailable => "link-unavailable",
        }
    }
}

impl Render for LinkProblemPage {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        let name = self.problem.name();
        let title = words.get(&format!("{name}-title"));
        let text = match &self.problem {
            LinkProblem::Expired { until } => {
                words.with("link-expired-text", [("until", until.into())])
            }
            _ => words.get(&format!("{name}-text")),
        };
        let body = html! {
            h1 { (title) }
            p.lead { (text) }
            @if matches!(self.problem, LinkProblem::Unavailable | LinkProblem::BadForm) {
                p.form-actions { a.usa-button href=(paths::SITTING) { (words.get("try-again")) } }
            }
            @if !self.frame.contact.is_empty() {
                p { (words.with("contact-agency", [("contact", (&self.frame.contact).into())])) }
            }
        };
        candidate_page(&self.frame, Script::None, &title, &body)
    }
}

#[cfg(test)]
impl LinkProblemPage {
    pub(crate) fn samples() -> Vec<Self> {
        let until = "30 November 2026, 23:59 EST".to_owned();
        [
            LinkProblem::Invalid,
            LinkProblem::Expired { until },
            LinkProblem::Revoked,
            LinkProblem::AnotherDevice,
            LinkProblem::NoSession,
            LinkProblem::NotOpen,
            LinkProblem::BadForm,
            LinkProblem::Unavailable,
        ]
        .into_iter()
        .map(|problem| Self {
            frame: super::samples::frame_outside(),
            problem,
        })
        .collect()
    }
}
