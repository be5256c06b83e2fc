use maud::{Markup, Render, html};

use crate::web::parts::paths;
use crate::web::parts::shell::{Front, front_page};

/// What a reader sees when a request could not be answered: what happened and what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct ProblemPage {
    /// The frame.
    pub front: Front,
    /// The status code of the answer.
    pub status: u16,
    /// What happened, in a few words.
    pub title: String,
    /// What happened, in a sentence.
    pub detail: String,
    /// What to do about it.
    pub what_to_do: String,
    /// Where to go from here, with the words of the link.
    pub way_on: Option<(String, String)>,
}

impl ProblemPage {
    /// 404: there is nothing here, or nothing that this reader may know of.
    pub fn not_found(front: Front) -> Self {
        Self {
            front,
            status: 404,
            title: "There is no such page".to_owned(),
            detail: "The address leads nowhere, or to something that belongs to another agency."
                .to_owned(),
            what_to_do: "Check the address, or start from the beginning.".to_owned(),
            way_on: Some((paths::DESK.to_owned(), "Go to your desk".to_owned())),
        }
    }

    /// 403: signed in, but without the role, or with a form that has grown old.
    pub fn forbidden(front: Front) -> Self {
        Self {
            front,
            status: 403,
            title: "Your roles do not include this".to_owned(),
            detail: "You are signed in, but this page is for another role, or the form was open for too long."
                .to_owned(),
            what_to_do: "Load the page again. If you need the role, ask your administrator.".to_owned(),
            way_on: Some((paths::DESK.to_owned(), "Go to your desk".to_owned())),
        }
    }

    /// 409: somebody else was faster, or the thing has moved on; `detail` says which.
    pub fn conflict(front: Front, detail: String) -> Self {
        Self {
            front,
            status: 409,
            title: "This has changed in the meantime".to_owned(),
            detail,
            what_to_do:
                "Nothing was saved. Go back, load the page again, and look before you repeat it."
                    .to_owned(),
            way_on: Some((paths::DESK.to_owned(), "Go to your desk".to_owned())),
        }
    }

    /// 503: the database or the disk does not answer.
    pub fn unavailable(front: Front) -> Self {
        Self {
            front,
            status: 503,
            title: "We cannot reach our storage".to_owned(),
            detail: "What was saved before is safe. What you sent just now was not saved."
                .to_owned(),
            what_to_do: "Wait a minute, then send it again. If it lasts, tell your administrator."
                .to_owned(),
            way_on: None,
        }
    }

    /// 500: something failed that should not have.
    pub fn broken(front: Front) -> Self {
        Self {
            front,
            status: 500,
            title: "Something went wrong here".to_owned(),
            detail: "It is our fault, and it has been written down.".to_owned(),
            what_to_do:
                "Try again. If it happens twice, tell your administrator what you did and when."
                    .to_owned(),
            way_on: None,
        }
    }
}

impl Render for ProblemPage {
    fn render(&self) -> Markup {
        let body = html! {
            main.front-main.front-narrow #main tabindex="-1" {
                h1 { (self.title) }
                p.lead { (self.detail) }
                p { (self.what_to_do) }
                @if let Some((href, label)) = &self.way_on {
                    div.form-actions { a.usa-button href=(href) { (label) } }
                }
                p.quiet { "Status " (self.status) }
            }
        };
        front_page(&self.front, &self.title, &body)
    }
}

#[cfg(test)]
impl ProblemPage {
    pub(crate) fn samples() -> Vec<Self> {
        let front = crate::web::parts::sample::front;
        vec![
            Self::not_found(front()),
            Self::forbidden(front()),
            Self::conflict(
                front(),
                "Tomas Vidal decided about this applicant two minutes ago.".to_owned(),
            ),
            Self::unavailable(front()),
            Self::broken(front()),
        ]
    }
}
