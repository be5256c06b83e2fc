//! People and their roles.

use actix_web::HttpResponse;
use serde::Deserialize;

use super::{Answer, refused, shown};
use crate::app::Error;
use crate::app::actors::Administrator;
use crate::app::administration::NewPerson;
use crate::people::{Account, EmailAddress, PersonName, Role, RoleSet};
use crate::web::admin::pages::{PeoplePage, PersonRow};
use crate::web::error::PageError;
use crate::web::extract::{At, Posted};
use crate::web::parts::form::{Choice, Filled};
use crate::web::parts::notice::{Notice, Tone};
use crate::web::parts::shell::Desk;

/// `GET /desk/people`
pub(in crate::web) async fn list(at: At<Administrator>) -> Answer {
    Ok(shown(&page(&at, Filled::empty(), None).await?))
}

/// Somebody to add. Each role is a box of its own.
#[derive(Deserialize)]
pub(in crate::web) struct AddForm {
    name: String,
    email: String,
    #[serde(default, rename = "roles.reviewer")]
    reviewer: Option<String>,
    #[serde(default, rename = "roles.psychologist")]
    psychologist: Option<String>,
    #[serde(default, rename = "roles.administrator")]
    administrator: Option<String>,
    #[serde(default, rename = "roles.auditor")]
    auditor: Option<String>,
}

impl AddForm {
    fn roles(&self) -> RoleSet {
        let boxes = [
            (&self.reviewer, Role::Reviewer),
            (&self.psychologist, Role::Psychologist),
            (&self.administrator, Role::Administrator),
            (&self.auditor, Role::Auditor),
        ];
        let ticked = boxes.into_iter().filter(|(ticked, _)| ticked.is_some());
        RoleSet(ticked.map(|(_, role)| role).collect())
    }

    /// The person; or the form with what is wrong beside each field.
    fn read(&self) -> Result<NewPerson, Filled> {
        let roles = self.roles();
        let mut filled = self.filled();
        let name = PersonName::parse(&self.name);
        let email = EmailAddress::parse(&self.email);
        if let Err(fault) = &name {
            filled = filled.refused("name", format!("Check it: {fault}."));
        }
        if let Err(fault) = &email {
            filled = filled.refused("email", format!("Check it: {fault}."));
        }
        if roles.0.is_empty() {
            filled = filled.refused("roles", "Choose at least one role.");
        }
        match (name, email, filled.is_refused()) {
            (Ok(name), Ok(email), false) => Ok(NewPerson { name, email, roles }),
            _ => Err(filled),
        }
    }

    fn filled(&self) -> Filled {
        Filled::empty()
            .with("name", &self.name)
            .with("email", &self.email)
            .with("roles", self.roles().to_text().replace(',', " "))
    }
}

/// `POST /desk/people`
///
/// Answers with the page itself and not with the way to it: the first password is on it, and is kept nowhere.
pub(in crate::web) async fn add(posted: Posted<Administrator, AddForm>) -> Answer {
    let Posted { at, form } = posted;
    let person = match form.read() {
        Ok(person) => person,
        Err(filled) => return refused_page(&at, filled).await,
    };
    let name = person.name.to_string();
    match at.app.add_person(&at.actor, person).await {
        Ok(password) => {
            let notice = Notice {
                tone: Tone::Good,
                title: format!("{name} can sign in"),
                text: format!(
                    "The first password is {password} – write it down now: it is shown this once. Give it to \
                     {name} yourself; it is not sent by e-mail."
                ),
            };
            Ok(shown(&page(&at, Filled::empty(), Some(notice)).await?))
        }
        Err(Error::Conflict(sentence)) => {
            refused_page(&at, form.filled().refused("email", sentence)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn refused_page(at: &At<Administrator>, filled: Filled) -> Answer {
    let error = Error::Invalid(String::new());
    let answer: HttpResponse = refused(&page(at, filled, None).await?, &error);
    Ok(answer)
}

async fn page(
    at: &At<Administrator>,
    form: Filled,
    notice: Option<Notice>,
) -> Result<PeoplePage, PageError> {
    let people = at.app.people(&at.actor).await?;
    let now = at.app.now();
    let row = |account: Account| PersonRow {
        person: account.id,
        name: account.name.to_string(),
        email: account.email.to_string(),
        roles: account.roles.0.iter().map(|role| title(*role)).collect(),
        is_locked: account.locked_until.is_some_and(|until| now < until),
    };
    Ok(PeoplePage {
        desk: Desk::of(&at.staff).with_notice(notice),
        people: people.into_iter().map(row).collect(),
        roles: Role::ALL.iter().map(|role| choice(*role)).collect(),
        form,
    })
}

fn title(role: Role) -> String {
    let title = match role {
        Role::Reviewer => "Reviewer",
        Role::Psychologist => "Psychologist",
        Role::Administrator => "Administrator",
        Role::Auditor => "Auditor",
    };
    title.to_owned()
}

fn choice(role: Role) -> Choice {
    let opens = match role {
        Role::Reviewer => "ranks, applicants, decisions",
        Role::Psychologist => "norm groups and distributions",
        Role::Administrator => "people, campaigns, invitations",
        Role::Auditor => "the audit trail, read only",
    };
    Choice::new(role.as_str(), format!("{}: {opens}", title(role)))
}
