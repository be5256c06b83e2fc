//! What a candidate's page says besides where the candidate stands: who invites, for what, until when.

use super::actors::Candidate;
use super::candidate::SittingView;
use super::tokens::BadToken;
use super::{App, Error, Gone, Result};
use crate::clock::Millis;
use crate::ids::AgencyId;
use crate::people::Agency;
use crate::storage::{self, Tx};

/// How long answers and recordings are kept from handing in, in days: the two years for which an agency has to keep
/// what a hiring decision rests on (29 CFR 1602.31).
const KEPT_DAYS: i64 = 2 * 365 + 1;

/// Who invites a candidate, for what, and until when.
#[derive(Debug, Clone, PartialEq)]
pub struct Occasion {
    /// The agency.
    pub agency: Agency,
    /// What is applied for.
    pub position: String,
    /// Until when the link opens.
    pub open_until: Option<Millis>,
    /// Until when everything is kept.
    pub kept_until: Millis,
}

/// Who sent a link that does not open any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSender {
    /// The agency.
    pub agency: Agency,
    /// Until when the link opened.
    pub expires: Millis,
}

impl SittingView {
    /// The number to name in letters: the first eight digits of the digest over the sitting's events.
    pub fn receipt_number(&self) -> String {
        let digest = self.digest.to_string().to_uppercase();
        let digits: Vec<&str> = [0..4, 4..8]
            .into_iter()
            .filter_map(|range| digest.get(range))
            .collect();
        digits.join("-")
    }
}

impl App {
    /// Who invites this candidate, for what, and until when.
    pub async fn occasion(&self, candidate: &Candidate) -> Result<Occasion> {
        let mut tx = self.db.read().await?;
        let found = storage::sitting::by_id(&mut tx, candidate.sitting()).await?;
        let record = found.ok_or(Error::NotFound("sitting"))?;
        let agency = agency_of(&mut tx, record.agency).await?;
        let found = storage::application::by_id(&mut tx, record.agency, record.application).await?;
        let application = found.ok_or(Error::NotFound("application"))?;
        let found = storage::campaign::by_id(&mut tx, record.agency, application.campaign).await?;
        let campaign = found.ok_or(Error::NotFound("campaign"))?;
        let invitation =
            storage::invitation::latest_of_application(&mut tx, application.id).await?;
        let handed_in = record.submitted.map_or(self.now(), |(at, _)| at);
        Ok(Occasion {
            agency,
            position: campaign.name,
            open_until: invitation.map(|invitation| invitation.expires),
            kept_until: handed_in.plus_days(KEPT_DAYS),
        })
    }

    /// Who sent a link that expired or was taken back, so that its page can say whom to ask.
    pub async fn link_sender(&self, token: &str) -> Result<LinkSender> {
        // Before every expiry, so that only the signature counts.
        let read = self.tokens.read_invitation(token, Millis(0));
        let token = read.map_err(|error| match error {
            BadToken::Expired => Error::from(Gone::Expired),
            BadToken::Forged | BadToken::Unsigned => Error::NotFound("invitation"),
        })?;
        let mut tx = self.db.read().await?;
        let found = storage::invitation::by_id(&mut tx, token.invitation).await?;
        let invitation = found.ok_or(Error::NotFound("invitation"))?;
        Ok(LinkSender {
            agency: agency_of(&mut tx, invitation.agency).await?,
            expires: invitation.expires,
        })
    }
}

async fn agency_of(tx: &mut Tx, id: AgencyId) -> Result<Agency> {
    storage::agency::by_id(tx, id)
        .await?
        .ok_or(Error::NotFound("agency"))
}
