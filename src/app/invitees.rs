//! Lists of people to invite, read whole: everything that is wrong is named, and then nobody is invited.

use std::collections::HashMap;

use super::actors::Administrator;
use super::inviting::{InvitedPerson, USUAL_DAYS};
use super::{App, Error, Result};
use crate::ids::CampaignId;
use crate::people::{EmailAddress, PersonName};
use crate::storage::invitation::Invitee;

/// The longest name that an agency's own system may have for a person.
const LONGEST_EXTERNAL_ID: usize = 200;

/// Somebody to invite, as a list names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPerson {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// How the agency's own system names them.
    pub external_id: Option<String>,
}

/// Something wrong with one entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListFault {
    /// The entry, counted from 1.
    pub entry: usize,
    /// What is wrong, with the value.
    pub sentence: String,
}

/// Reads a list, or gives everything that is wrong with it.
pub fn read_list(people: &[ListedPerson]) -> std::result::Result<Vec<Invitee>, Vec<ListFault>> {
    let mut faults = Vec::new();
    let mut invitees = Vec::with_capacity(people.len());
    let mut first_with: HashMap<String, usize> = HashMap::new();
    for (entry, person) in (1..).zip(people) {
        let mut fault = |sentence: String| faults.push(ListFault { entry, sentence });
        let name = PersonName::parse(&person.name).map_err(|wrong| fault(format!("{wrong}.")));
        let email = EmailAddress::parse(&person.email).map_err(|wrong| fault(format!("{wrong}.")));
        let external_id = person.external_id.clone().filter(|text| !text.is_empty());
        let length = external_id.as_ref().map_or(0, |text| text.chars().count());
        if LONGEST_EXTERNAL_ID < length {
            fault(format!(
                "The external identifier has {length} characters; at most {LONGEST_EXTERNAL_ID} are kept."
            ));
        }
        let (Ok(name), Ok(email)) = (name, email) else {
            continue;
        };
        if let Some(first) = first_with.insert(email.as_str().to_owned(), entry) {
            fault(format!(
                "{} stands in entry {first} already.",
                email.as_str()
            ));
        }
        invitees.push(Invitee {
            name,
            email,
            external_id,
        });
    }
    if faults.is_empty() {
        Ok(invitees)
    } else {
        Err(faults)
    }
}

impl App {
    /// Invites everybody on a list with links of the usual length, or names everything that is wrong with it.
    pub async fn invite_listed(
        &self,
        administrator: &Administrator,
        campaign: CampaignId,
        people: &[ListedPerson],
    ) -> Result<Vec<InvitedPerson>> {
        let invitees = read_list(people).map_err(|faults| {
            let sentences: Vec<String> = (faults.iter())
                .map(|fault| format!("Entry {}: {}", fault.entry, fault.sentence))
                .collect();
            Error::Invalid(format!("Nobody was invited. {}", sentences.join(" ")))
        })?;
        let expires = self.now().plus_days(USUAL_DAYS);
        self.invite(administrator, campaign, &invitees, expires)
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(name: &str, email: &str) -> ListedPerson {
        ListedPerson {
            name: name.to_owned(),
            email: email.to_owned(),
            external_id: Some("A-7".to_owned()),
        }
    }

    #[test]
    fn everything_wrong_with_a_list_is_named_at_once() {
        let mut long = listed("Ada Park", "ada@example.org");
        long.external_id = Some("x".repeat(201));
        let people = [
            listed("", "nobody"),
            listed("Ada Park", "ada@example.org"),
            long,
        ];
        let faults = read_list(&people).unwrap_err();
        let entries: Vec<usize> = faults.iter().map(|fault| fault.entry).collect();
        assert_eq!(entries, [1, 1, 3, 3], "{faults:?}");
        assert!(faults[3].sentence.contains("entry 2"), "{faults:?}");
    }

    #[test]
    fn an_empty_external_identifier_is_none() {
        let mut person = listed("Ada Park", "ada@example.org");
        person.external_id = Some(String::new());
        assert_eq!(read_list(&[person]).unwrap()[0].external_id, None);
    }
}
