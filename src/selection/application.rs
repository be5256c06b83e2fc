//! One candidate in one campaign, and the link that lets them in.

use std::fmt;

use rand::{Rng, RngExt};

use crate::clock::Millis;
use crate::codes::codes;
use crate::ids::{AccountId, AgencyId, ApplicationId, CampaignId, CandidateId, InvitationId};

codes! {
    /// How far an application is.
    ApplicationStatus {
        /// A link was made.
        Invited = "invited",
        /// The link was opened.
        Opened = "opened",
        /// The notice was agreed to.
        InProgress = "in_progress",
        /// Everything was handed in.
        Submitted = "submitted",
        /// There is a score report.
        Scored = "scored",
        /// The candidate took it back.
        Withdrawn = "withdrawn",
    }
}

/// One candidate in one campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Its identifier.
    pub id: ApplicationId,
    /// The agency.
    pub agency: AgencyId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The candidate.
    pub candidate: CandidateId,
    /// What reviewers see in place of the name.
    pub code: ApplicationCode,
    /// How far it is.
    pub status: ApplicationStatus,
    /// When it was made.
    pub created: Millis,
    /// When and by whom it was shortlisted.
    pub shortlisted: Option<(Millis, AccountId)>,
}

/// A short code that says nothing about a person, such as `K7F-4QX`.
///
/// Private: three and three of [`CODE_CHARACTERS`] with a hyphen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApplicationCode(String);

/// Letters and digits that are not mistaken for each other when read aloud or copied: no 0 O 1 I L, no vowels that spell.
pub const CODE_CHARACTERS: &[u8; 27] = b"23456789BCDFGHJKMNPQRSTVWXZ";

impl ApplicationCode {
    /// Draws one of 27^6 = 387,420,489 codes; whoever stores it draws again when it is taken.
    pub fn draw(rng: &mut impl Rng) -> Self {
        let mut code = String::with_capacity(7);
        for place in 0..6 {
            if place == 3 {
                code.push('-');
            }
            let index = rng.random_range(0..CODE_CHARACTERS.len());
            code.push(char::from(CODE_CHARACTERS[index]));
        }
        Self(code)
    }

    /// Reads a code in either case; `None` when it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let code = text.to_ascii_uppercase();
        let is_code = code.len() == 7
            && code.bytes().enumerate().all(|(place, byte)| match place {
                3 => byte == b'-',
                _ => CODE_CHARACTERS.contains(&byte),
            });
        is_code.then_some(Self(code))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ApplicationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One personal link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its identifier, which the link carries signed.
    pub id: InvitationId,
    /// The agency.
    pub agency: AgencyId,
    /// The application it lets in to.
    pub application: ApplicationId,
    /// When it was made.
    pub issued: Millis,
    /// From when it lets nobody begin.
    pub expires: Millis,
    /// When it was taken back.
    pub revoked: Option<Millis>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;

    #[test]
    fn a_drawn_code_reads_back_in_either_case() {
        let mut rng = seeded(7);
        for _ in 0..100 {
            let code = ApplicationCode::draw(&mut rng);
            assert_eq!(ApplicationCode::parse(code.as_str()), Some(code.clone()));
            let lower = code.as_str().to_lowercase();
            assert_eq!(ApplicationCode::parse(&lower), Some(code));
        }
    }

    #[test]
    fn what_is_no_code_is_not_read() {
        for text in ["", "K7F4QX", "K7F-4QX2", "K7F-4Q0", "K7-F4QX", "é7F-4Q"] {
            assert_eq!(ApplicationCode::parse(text), None, "{text}");
        }
    }
}
