use maud::{Markup, Render, html};

use crate::web::parts::form::{self, Field, Filled, TextKind};
use crate::web::parts::notice::Notice;
use crate::web::parts::paths;
use crate::web::parts::shell::{Front, front_page};

/// Where staff sign in.
#[derive(Debug, Clone, PartialEq)]
pub struct SignInPage {
    /// The frame.
    pub front: Front,
    /// The token that the form carries.
    pub csrf: String,
    /// Where to go afterwards, when a page sent the reader here.
    pub next: Option<String>,
    /// Why the last try failed, or why one is here.
    pub notice: Option<Notice>,
    /// The `email` field as it was sent.
    pub filled: Filled,
}

impl Render for SignInPage {
    fn render(&self) -> Markup {
        let email = Field {
            name: "email",
            label: "E-mail address",
            hint: None,
            filled: &self.filled,
        };
        let password = Field {
            name: "password",
            label: "Password",
            ..email
        };
        let body = html! {
            main.front-main.front-narrow #main tabindex="-1" {
                h1 { "Sign in" }
                p.quiet { "For staff. If you apply for a job, use the link in your invitation." }
                @if let Some(notice) = &self.notice { (notice) }
                form.front-form method="post" action=(paths::SIGN_IN) {
                    (form::csrf(&self.csrf))
                    @if let Some(next) = &self.next { input type="hidden" name="next" value=(next); }
                    (form::text(&email, TextKind::Email))
                    (form::text(&password, TextKind::Password))
                    div.form-actions { button.usa-button type="submit" { "Sign in" } }
                }
            }
        };
        front_page(&self.front, "Sign in", &body)
    }
}

#[cfg(test)]
impl SignInPage {
    pub(crate) fn samples() -> Vec<Self> {
        use crate::web::parts::notice::Tone;
        let first = Self {
            front: crate::web::parts::sample::front(),
            csrf: "kT3v".to_owned(),
            next: None,
            notice: None,
            filled: Filled::empty(),
        };
        let refused = Self {
            next: Some("/desk/campaigns".to_owned()),
            notice: Some(Notice {
                tone: Tone::Stop,
                title: "That did not match".to_owned(),
                text: "Check your address and password. After five tries this account rests for 15 minutes."
                    .to_owned(),
            }),
            filled: Filled::empty().with("email", "ines.okafor@rivermouth.invalid"),
            ..first.clone()
        };
        vec![first, refused]
    }
}
