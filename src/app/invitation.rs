//! The personal link: made for an application, opened by a candidate.

use rand::RngExt;

use super::actors::Candidate;
use super::tokens::{BadToken, CandidateToken, InvitationToken};
use super::{App, Error, Gone, Result};
use crate::clock::Millis;
use crate::ids::{DeviceId, SittingId};
use crate::selection::{CampaignStatus, Invitation};
use crate::sitting::{Happening, Opened, Step};
use crate::storage::sitting::SittingRecord;
use crate::storage::{self, Tx};

/// How long a candidate's cookie is good, in days: two sittings with a night in between, and then some.
const COOKIE_DAYS: i64 = 30;

/// What opening a link gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedLink {
    /// The candidate's cookie.
    pub cookie: String,
    /// Until when it is good.
    pub expires: Millis,
}

impl App {
    /// The address of an invitation's personal link.
    pub fn invitation_link(&self, invitation: &Invitation) -> Result<String> {
        let token = InvitationToken {
            invitation: invitation.id,
            expires: invitation.expires,
        };
        let text = self
            .tokens
            .sign_invitation(token)
            .map_err(|_unsigned| Error::Internal("an invitation could not be signed"))?;
        Ok(format!("{}/i/{text}", self.public_address))
    }

    /// Opens a personal link on a new device, which from then on is the only one.
    ///
    /// The first opening makes the sitting and pins what the campaign has sealed. After submission the link gives a
    /// cookie that shows the receipt, and changes nothing.
    pub async fn open_link(&self, token: &str, locale: &str) -> Result<OpenedLink> {
        let now = self.now();
        let read = self.tokens.read_invitation(token, now);
        let invitation = match read {
            Ok(token) => token.invitation,
            Err(BadToken::Expired) => return Err(Gone::Expired.into()),
            Err(_) => return Err(Error::NotFound("invitation")),
        };
        let mut rng = self.chance();
        let mut tx = self.db.begin().await?;
        let found = storage::invitation::by_id(&mut tx, invitation).await?;
        let invitation = found.ok_or(Error::NotFound("invitation"))?;
        if invitation.revoked.is_some() {
            return Err(Gone::Revoked.into());
        }
        let record = self.sitting_of(&mut tx, &invitation, &mut rng).await?;
        tx.commit().await?;

        let device = DeviceId::new(now, &mut rng);
        let token = CandidateToken {
            sitting: record.id,
            device,
            agency: record.agency,
            expires: now.plus_days(COOKIE_DAYS),
        };
        let mut held = self.hold(record.id).await?;
        self.append_own(&mut held, |live| {
            if live.state.step == Step::Submitted {
                return Ok(Vec::new());
            }
            Ok(vec![Happening::Opened(Opened {
                device,
                locale: locale.to_owned(),
            })])
        })
        .await?;
        let cookie = self
            .tokens
            .sign_candidate(token)
            .map_err(|_unsigned| Error::Internal("a cookie could not be signed"))?;
        Ok(OpenedLink {
            cookie,
            expires: token.expires,
        })
    }

    async fn sitting_of(
        &self,
        tx: &mut Tx,
        invitation: &Invitation,
        rng: &mut rand_chacha::ChaCha20Rng,
    ) -> Result<SittingRecord> {
        let (agency, application) = (invitation.agency, invitation.application);
        if let Some(record) = storage::sitting::by_application(tx, agency, application).await? {
            return Ok(record);
        }
        let found = storage::application::by_id(tx, agency, application).await?;
        let application = found.ok_or(Error::NotFound("application"))?;
        let found = storage::campaign::by_id(tx, agency, application.campaign).await?;
        let campaign = found.ok_or(Error::NotFound("campaign"))?;
        let now = self.now();
        let is_open = campaign.status == CampaignStatus::Open
            && campaign.opens.is_none_or(|opens| opens <= now)
            && campaign.closes.is_none_or(|closes| now < closes);
        if !is_open {
            return Err(Error::Conflict(
                "This hiring round is not open at present. Ask the agency that invited you."
                    .to_owned(),
            ));
        }
        let record = SittingRecord {
            id: SittingId::new(now, rng),
            agency,
            application: application.id,
            fingerprint: campaign.content.fingerprint,
            norm_group: campaign.content.norm_group,
            form: campaign.content.form,
            // Kept as a signed number in the database.
            seed: rng.random::<u64>() >> 1,
            opened: now,
            consented: None,
            submitted: None,
            scored: None,
        };
        storage::sitting::insert(tx, &record).await?;
        Ok(record)
    }

    /// The candidate that a link's cookie makes, for demonstrations that need no browser.
    pub(crate) fn candidate_of(&self, opened: &OpenedLink) -> Result<Candidate> {
        self.candidate(&opened.cookie)
    }
}
