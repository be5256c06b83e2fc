use maud::{Markup, Render, html};

use crate::web::parts::shell::{Front, front_page};

/// The first screen: what Composure is, in one minute, and a way in for everybody.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontDoorPage {
    /// The frame.
    pub front: Front,
    /// The ways in, in the order shown.
    pub doors: Vec<Door>,
}

/// One way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// For whom: `Candidate`.
    pub title: String,
    /// What is to be seen behind it.
    pub sentence: String,
    /// What its button says.
    pub label: String,
    /// How it opens.
    pub entrance: Entrance,
}

/// How a door opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entrance {
    /// By a link, such as an invitation.
    Link {
        /// Where to.
        href: String,
    },
    /// By a posted form with these hidden fields, such as the sign-in of a demo account.
    Form {
        /// Where it is posted.
        action: String,
        /// Names and values.
        fields: Vec<(String, String)>,
    },
}

impl Render for FrontDoorPage {
    fn render(&self) -> Markup {
        let body = html! {
            main.front-main #main tabindex="-1" {
                div.front-opening {
                    h1 { "See how people act under pressure, before you hire them" }
                    p.lead {
                        "Composure is the first step of police hiring. Applicants watch short scenes, react in real "
                        "time and answer in their own words. Composure measures two things: control of impulses, and "
                        "skill with people. Each score comes with its error, and you can open all that stands behind it."
                    }
                }
                (steps())
                section aria-labelledby="ways-in" {
                    h2 #ways-in { "Walk in as …" }
                    @if self.doors.is_empty() {
                        p.quiet { "No demo is loaded here. Start one with “composure demo”, or sign in." }
                        p { a href="/sign-in" { "Sign in" } }
                    } @else {
                        ul.doors { @for door in &self.doors { li.door { (door) } } }
                    }
                }
            }
        };
        front_page(&self.front, "Welcome", &body)
    }
}

impl Render for Door {
    fn render(&self) -> Markup {
        html! {
            h3 { (self.title) }
            p { (self.sentence) }
            @match &self.entrance {
                Entrance::Link { href } => {
                    a.usa-button.usa-button--outline href=(href) { (self.label) }
                }
                Entrance::Form { action, fields } => {
                    form method="post" action=(action) {
                        @for (name, value) in fields {
                            input type="hidden" name=(name) value=(value);
                        }
                        button.usa-button.usa-button--outline type="submit" { (self.label) }
                    }
                }
            }
        }
    }
}

fn steps() -> Markup {
    html! {
        ol.front-steps {
            li {
                h2 { "They take part" }
                p { "From home, in about half an hour: scenes on video, a questionnaire and a reaction task." }
            }
            li {
                h2 { "We measure" }
                p { "Every answer is kept. Each score names the group it is compared with, and how sure it is." }
            }
            li {
                h2 { "You decide" }
                p { "Reviewers see ranks in bands, without names. A person decides, and writes down why." }
            }
        }
    }
}

#[cfg(test)]
impl FrontDoorPage {
    pub(crate) fn samples() -> Vec<Self> {
        let front = crate::web::parts::sample::front;
        let door = |title: &str, sentence: &str, label: &str| Door {
            title: title.to_owned(),
            sentence: sentence.to_owned(),
            label: label.to_owned(),
            entrance: Entrance::Form {
                action: "/sign-in".to_owned(),
                fields: vec![("email".to_owned(), "reviewer@demo.invalid".to_owned())],
            },
        };
        let candidate = Door {
            entrance: Entrance::Link {
                href: "/i/token".to_owned(),
            },
            ..door(
                "Candidate",
                "Take the assessment yourself, with or without a camera.",
                "Open an invitation",
            )
        };
        let doors = vec![
            candidate,
            door(
                "Reviewer",
                "Read the ranked list, open an applicant, record a decision.",
                "Walk in as reviewer",
            ),
            door(
                "Psychologist",
                "Look at norm groups and at how scores are spread.",
                "Walk in as psychologist",
            ),
            door(
                "Administrator",
                "Set up campaigns, people and invitations.",
                "Walk in as administrator",
            ),
            door(
                "Auditor",
                "Follow who did what, in a chain that shows any change.",
                "Walk in as auditor",
            ),
        ];
        vec![
            Self {
                front: front(),
                doors,
            },
            Self {
                front: front(),
                doors: Vec::new(),
            },
        ]
    }
}
