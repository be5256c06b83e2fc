use maud::{Markup, Render, html};

use crate::ids::AccountId;
use crate::web::parts::form::{self, Choice, Field, Filled, TextKind};
use crate::web::parts::notice::{Mark, Tone};
use crate::web::parts::shell::{Desk, Place, desk_page};
use crate::web::parts::{figure, paths, table};

/// Who works for the agency, and in which roles.
#[derive(Debug, Clone, PartialEq)]
pub struct PeoplePage {
    /// The frame.
    pub desk: Desk,
    /// Everybody.
    pub people: Vec<PersonRow>,
    /// The roles there are.
    pub roles: Vec<Choice>,
    /// The form (`name`, `email`, `roles`) as it was sent.
    pub form: Filled,
}

/// One person.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonRow {
    /// The account.
    pub person: AccountId,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The roles, in words.
    pub roles: Vec<String>,
    /// Whether the account rests after too many failed tries.
    pub is_locked: bool,
}

impl Render for PeoplePage {
    fn render(&self) -> Markup {
        let body = html! {
            div.desk-title {
                div {
                    h1 { "People and roles" }
                    p { "A role opens a part of the desk. Administrators see neither answers nor scores." }
                }
            }
            (self.list())
            section aria-labelledby="add" {
                h2 #add { "Add a person" }
                (self.add())
            }
        };
        desk_page(&self.desk, Place::People, "People and roles", &body)
    }
}

impl PeoplePage {
    fn list(&self) -> Markup {
        let header = html! {
            (table::header("Name"))
            (table::header("E-mail"))
            (table::header("Roles"))
            (table::header("Account"))
        };
        let rows = html! {
            @for row in &self.people {
                tr {
                    th scope="row" { (row.name) }
                    td { (row.email) }
                    td { (row.roles.join(", ")) }
                    td {
                        @if row.is_locked { (Mark::new(Tone::Caution, "Rests after failed tries")) }
                        @else { "Active" }
                    }
                }
            }
        };
        let caption = figure::counted(self.people.len() as u64, "person", "people");
        table::table(&caption, &header, &rows)
    }

    fn add(&self) -> Markup {
        let field = |name, label, hint| Field {
            name,
            label,
            hint,
            filled: &self.form,
        };
        html! {
            form.panel method="post" action=(paths::PEOPLE) {
                (form::csrf(&self.desk.csrf))
                (form::refusal(&self.form))
                (form::text(&field("name", "Name", None), TextKind::Line))
                (form::text(&field("email", "E-mail address", None), TextKind::Email))
                (form::checkboxes(&field("roles", "Roles", Some("At least one.")), &self.roles))
                p.quiet { "The first password is made here and shown to you once, on the next page." }
                div.form-actions { button.usa-button type="submit" { "Add this person" } }
            }
        }
    }
}

#[cfg(test)]
impl PeoplePage {
    pub(crate) fn samples() -> Vec<Self> {
        use crate::web::parts::sample;
        let person = |n, name: &str, roles: &[&str], is_locked: bool| PersonRow {
            person: AccountId(sample::id(n)),
            name: name.to_owned(),
            email: "person@rivermouth.invalid".to_owned(),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            is_locked,
        };
        let first = Self {
            desk: sample::desk(),
            people: vec![
                person(1, "Ines Okafor", &["Reviewer"], false),
                person(2, "Tomas Vidal", &["Reviewer", "Auditor"], false),
                person(3, "Dr. Wen Castellano", &["Psychologist"], true),
            ],
            roles: vec![
                Choice::new("reviewer", "Reviewer: ranks, applicants, decisions"),
                Choice::new(
                    "psychologist",
                    "Psychologist: norm groups and distributions",
                ),
                Choice::new(
                    "administrator",
                    "Administrator: people, campaigns, invitations",
                ),
                Choice::new("auditor", "Auditor: the audit trail, read only"),
            ],
            form: Filled::empty(),
        };
        let refused = Self {
            form: Filled::empty()
                .with("name", "Ana Brook")
                .with("email", "ana")
                .refused("email", "Write a whole address, such as ana@agency.gov.")
                .refused("roles", "Choose at least one role."),
            ..first.clone()
        };
        vec![first, refused]
    }
}
