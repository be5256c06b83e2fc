//! Invented people, of all the backgrounds that apply to a police department.

use rand::seq::IndexedRandom;

use super::{email_address, person_name};
use crate::app::Result;
use crate::clock::seeded;
use crate::people::Role;
use crate::storage::invitation::Invitee;

/// One member of staff for each role.
pub(super) const STAFF: &[(Role, &str)] = &[
    (Role::Reviewer, "Renée Whitlock"),
    (Role::Psychologist, "Dr. Amadi Castellanos"),
    (Role::Administrator, "Joy Lindqvist"),
    (Role::Auditor, "Samir Pohl"),
];

const GIVEN: [&str; 60] = [
    "Aaliyah",
    "Abel",
    "Adriana",
    "Ahmad",
    "Aiko",
    "Alejandro",
    "Amara",
    "Amir",
    "Andre",
    "Anh",
    "Anjali",
    "Ariel",
    "Beatriz",
    "Bilal",
    "Brianna",
    "Caleb",
    "Camila",
    "Carmen",
    "Chidi",
    "Connor",
    "Daniela",
    "Darius",
    "Deepak",
    "Dmitri",
    "Ebony",
    "Elena",
    "Emeka",
    "Emily",
    "Fatima",
    "Felix",
    "Gabriel",
    "Grace",
    "Hana",
    "Hector",
    "Imani",
    "Isaac",
    "Jasmine",
    "Jiwoo",
    "Jonah",
    "Kai",
    "Keisha",
    "Leila",
    "Liam",
    "Lucia",
    "Mai",
    "Malik",
    "Marisol",
    "Mateo",
    "Naomi",
    "Noor",
    "Olivia",
    "Omar",
    "Priya",
    "Rosa",
    "Samuel",
    "Sofia",
    "Tariq",
    "Tyler",
    "Wren",
    "Zoe",
];

const FAMILY: [&str; 70] = [
    "Abebe",
    "Adeyemi",
    "Alvarez",
    "Anders",
    "Baker",
    "Banerjee",
    "Begay",
    "Benoit",
    "Boateng",
    "Brooks",
    "Castillo",
    "Chen",
    "Choi",
    "Clarke",
    "Cohen",
    "Cruz",
    "Da Silva",
    "Delgado",
    "Diallo",
    "Dubois",
    "Eriksen",
    "Espinoza",
    "Farouk",
    "Fischer",
    "Flores",
    "Gallagher",
    "Garza",
    "Goldberg",
    "Gonzalez",
    "Gupta",
    "Haddad",
    "Hansen",
    "Hernandez",
    "Hill",
    "Hussain",
    "Ibrahim",
    "Ivanov",
    "Jackson",
    "Jensen",
    "Johnson",
    "Kaya",
    "Kelly",
    "Khan",
    "Kim",
    "Kowalski",
    "Lee",
    "Little Bear",
    "Lopez",
    "Mensah",
    "Miller",
    "Mitchell",
    "Moreau",
    "Morales",
    "Nakamura",
    "Nguyen",
    "O’Brien",
    "Okafor",
    "Ortiz",
    "Park",
    "Patel",
    "Petrov",
    "Phillips",
    "Ramirez",
    "Reyes",
    "Rossi",
    "Santos",
    "Singh",
    "Tran",
    "Washington",
    "Yazzie",
];

/// Applicants by number; the same seed gives the same people.
pub(super) fn applicants(count: u32, seed: u64) -> Result<Vec<Invitee>> {
    let mut rng = seeded(seed);
    (1..=count)
        .map(|number| {
            let given = GIVEN.choose(&mut rng).copied().unwrap_or(GIVEN[0]);
            let family = FAMILY.choose(&mut rng).copied().unwrap_or(FAMILY[0]);
            let words: Vec<String> = [given, family]
                .iter()
                .map(|name| name.to_lowercase().replace(['’', ' '], ""))
                .collect();
            Ok(Invitee {
                name: person_name(&format!("{given} {family}"))?,
                email: email_address(&format!("{}.{number}@applicants.example", words.join(".")))?,
                external_id: Some(format!("SA-{number:05}")),
            })
        })
        .collect()
}

/// Somebody for whom a link is kept ready.
pub(super) fn guest(number: u32) -> Result<Invitee> {
    Ok(Invitee {
        name: person_name(&format!("Guest {number}"))?,
        email: email_address(&format!("guest-{number}@visitors.example"))?,
        external_id: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_applicants_share_an_address_and_a_seed_tells_them_all() {
        let people = applicants(2000, 7).unwrap();
        let addresses: HashSet<_> = people.iter().map(|person| &person.email).collect();
        assert_eq!(addresses.len(), 2000);
        assert_eq!(people, applicants(2000, 7).unwrap());
        assert_ne!(people, applicants(2000, 8).unwrap());
    }

    #[test]
    fn every_role_has_somebody() {
        let roles: Vec<_> = STAFF.iter().map(|(role, _)| *role).collect();
        assert_eq!(roles, Role::ALL);
    }
}
