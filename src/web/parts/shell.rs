//! The frame around every page.

use maud::{DOCTYPE, Markup, html};

use super::notice::Notice;
use super::{form, paths};
use crate::app::actors::Staff;
use crate::people::Role;
use crate::web::assets;

/// What every desk page knows about the request it answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Desk {
    /// The folder of scripts and styles, without a slash at its end: `/assets/4f1c`.
    pub assets: String,
    /// The agency whose desk this is.
    pub agency: String,
    /// Who is signed in.
    pub person: String,
    /// The places that this person's roles may open.
    pub places: Vec<Place>,
    /// The token that every posted form carries.
    pub csrf: String,
    /// Whether everything shown is made up.
    pub is_demo: bool,
    /// What happened to the form that was just posted.
    pub notice: Option<Notice>,
}

impl Desk {
    /// The frame of a page for somebody who is signed in.
    pub fn of(staff: &Staff) -> Self {
        let roles: Vec<&str> = staff.roles().0.iter().map(|role| role.as_str()).collect();
        Self {
            assets: assets::folder().to_owned(),
            agency: staff.agency().name.clone(),
            person: format!("{}, {}", staff.account().name, roles.join(", ")),
            places: Place::of(staff).collect(),
            csrf: staff.form_token().to_owned(),
            is_demo: staff.agency().is_demo,
            notice: None,
        }
    }

    /// With a notice above it.
    #[must_use]
    pub fn with_notice(self, notice: Option<Notice>) -> Self {
        Self { notice, ..self }
    }
}

/// A part of the desk that the navigation leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A reviewer's ranked lists.
    Campaigns,
    /// A psychologist's norm groups.
    Norms,
    /// An administrator's people and roles.
    People,
    /// An administrator's campaigns and invitations.
    AdminCampaigns,
    /// An auditor's chain.
    Audit,
}

impl Place {
    /// Every place, in the order of the navigation, with the role that opens it.
    const ALL: [(Self, Role); 5] = [
        (Self::Campaigns, Role::Reviewer),
        (Self::Norms, Role::Psychologist),
        (Self::People, Role::Administrator),
        (Self::AdminCampaigns, Role::Administrator),
        (Self::Audit, Role::Auditor),
    ];

    /// The places that somebody's roles open, in the order of the navigation.
    pub fn of(staff: &Staff) -> impl Iterator<Item = Self> {
        let places = Self::ALL.into_iter();
        places.filter_map(|(place, role)| staff.roles().contains(role).then_some(place))
    }

    /// Its address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Campaigns => paths::CAMPAIGNS,
            Self::Norms => paths::NORMS,
            Self::People => paths::PEOPLE,
            Self::AdminCampaigns => paths::ADMIN_CAMPAIGNS,
            Self::Audit => paths::AUDIT,
        }
    }

    /// What the navigation calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Campaigns => "Campaigns",
            Self::Norms => "Norm groups",
            Self::People => "People and roles",
            Self::AdminCampaigns => "Set up campaigns",
            Self::Audit => "Audit trail",
        }
    }
}

/// What every page outside the desk knows about the request it answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Front {
    /// The folder of scripts and styles, without a slash at its end.
    pub assets: String,
    /// Whether everything shown is made up.
    pub is_demo: bool,
}

/// A desk page: bar, navigation with `place` marked, and `body`, which begins with the page's heading.
pub fn desk_page(desk: &Desk, place: Place, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(&desk.assets, &format!("{title} – {} – Composure", desk.agency)))
            body.desk {
                a.usa-skipnav href="#main" { "Skip to the page" }
                (bar(desk))
                div.desk-frame {
                    (navigation(desk, place))
                    main.desk-main #main tabindex="-1" {
                        @if let Some(notice) = &desk.notice { (notice) }
                        (body)
                    }
                }
            }
        }
    }
}

/// A page outside the desk: the name above, `body` in the middle.
pub fn front_page(front: &Front, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(&front.assets, &format!("{title} – Composure")))
            body.front {
                a.usa-skipnav href="#main" { "Skip to the page" }
                header.front-bar {
                    a.wordmark href=(paths::FRONT_DOOR) { "Composure" }
                    @if front.is_demo { (demo_mark()) }
                }
                (body)
                footer.front-foot {
                    p { "Composure measures. People decide." }
                }
            }
        }
    }
}

fn head(assets: &str, title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="robots" content="noindex";
            title { (title) }
            link rel="icon" href={ (assets) "/mark.svg" } type="image/svg+xml";
            link rel="stylesheet" href={ (assets) "/composure.css" };
            script type="module" src={ (assets) "/desk.js" } {}
        }
    }
}

fn bar(desk: &Desk) -> Markup {
    html! {
        header.desk-bar {
            a.wordmark href=(paths::DESK) { "Composure" }
            span { (desk.agency) }
            @if desk.is_demo { (demo_mark()) }
            div.desk-person {
                span { (desk.person) }
                form method="post" action=(paths::SIGN_OUT) {
                    (form::csrf(&desk.csrf))
                    button.usa-button.usa-button--unstyled type="submit" { "Sign out" }
                }
            }
        }
    }
}

fn navigation(desk: &Desk, current: Place) -> Markup {
    html! {
        nav.desk-navigation aria-label="Desk" {
            ul {
                @for place in &desk.places {
                    li {
                        a href=(place.path()) aria-current=[(*place == current).then_some("true")] {
                            (place.title())
                        }
                    }
                }
            }
        }
    }
}

fn demo_mark() -> Markup {
    html! { span.usa-tag.mark-caution { "Demo data" } }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_navigation_shows_only_what_the_person_may_open() {
        let desk = Desk {
            places: vec![Place::Norms],
            ..sample::desk()
        };
        let page = desk_page(&desk, Place::Norms, "Norm groups", &html! {}).into_string();
        assert!(page.contains(r#"href="/desk/norms" aria-current="true""#));
        assert!(!page.contains(r#"href="/desk/people""#));
    }
}
