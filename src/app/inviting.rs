//! Who is invited: lists of people become applications with a personal link each; a link can be taken back.

use super::actors::Administrator;
use super::administration::note;
use super::{App, Error, Result};
use crate::clock::Millis;
use crate::ids::{ApplicationId, CampaignId, InvitationId};
use crate::people::Candidate;
use crate::selection::{ApplicationCode, ApplicationStatus, Campaign, CampaignStatus, Invitation};
use crate::sitting::{Happening, Revoked, Step};
use crate::storage::invitation::{InvitationTerms, Invitee, ListedInvitation};
use crate::storage::{self, StorageError};

/// The most people of one list.
pub const MOST_INVITEES: usize = 10_000;

/// How long a link lets somebody begin, in days, where nothing else is said.
pub const USUAL_DAYS: i64 = 30;

/// What inviting one person came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitedPerson {
    /// Their application.
    pub application: ApplicationId,
    /// What stands in place of their name.
    pub code: ApplicationCode,
    /// Their new personal link; `None` when they were invited to this campaign before.
    pub link: Option<String>,
}

/// A personal link as the administrator's list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedLink {
    /// It.
    pub invitation: Invitation,
    /// Whom it is for.
    pub candidate: Candidate,
    /// How far that person's application is.
    pub status: ApplicationStatus,
    /// Its address; `None` once it is of no use.
    pub link: Option<String>,
}

/// A page of a campaign's links.
#[derive(Debug, Clone, PartialEq)]
pub struct InvitationList {
    /// The campaign.
    pub campaign: Campaign,
    /// The links of this page.
    pub rows: Vec<ListedLink>,
    /// How many links there are.
    pub total: u64,
    /// The time at which that was so.
    pub now: Millis,
}

impl App {
    /// Invites people to an open campaign: all of them, or none.
    pub async fn invite(
        &self,
        administrator: &Administrator,
        campaign: CampaignId,
        people: &[Invitee],
        expires: Millis,
    ) -> Result<Vec<InvitedPerson>> {
        if people.len() > MOST_INVITEES {
            return Err(Error::TooLarge(format!(
                "{} people came at once; send at most {MOST_INVITEES}.",
                people.len()
            )));
        }
        let agency = administrator.agency().id;
        let now = self.now();
        let mut rng = self.chance();
        let mut tx = self.db.begin().await?;
        let found = storage::campaign::by_id(&mut tx, agency, campaign).await?;
        let found = found.ok_or(Error::NotFound("campaign"))?;
        if found.status != CampaignStatus::Open {
            return Err(Error::Conflict(
                "People can be invited to a campaign that is sealed and open.".to_owned(),
            ));
        }
        let terms = InvitationTerms {
            agency,
            campaign,
            now,
            expires,
        };
        let invited = storage::invitation::invite_all(&mut tx, &terms, people, &mut rng).await?;
        let n_new = invited.iter().filter(|one| one.invitation.is_some());
        let detail = serde_json::json!({ "invited": n_new.count(), "listed": people.len() });
        let what = ("campaign.invited", format!("campaign:{campaign}"), detail);
        note(&mut tx, administrator, now, what).await?;
        tx.commit().await?;
        let with_link = invited.into_iter().map(|one| {
            let link = one.invitation.map(|id| {
                self.invitation_link(&Invitation {
                    id,
                    agency,
                    application: one.application,
                    issued: now,
                    expires,
                    revoked: None,
                })
            });
            Ok(InvitedPerson {
                application: one.application,
                code: one.code,
                link: link.transpose()?,
            })
        });
        with_link.collect()
    }

    /// A page of a campaign's links, counted from 1, in order of making.
    pub async fn invitations(
        &self,
        administrator: &Administrator,
        campaign: CampaignId,
        page: u32,
        per_page: u32,
    ) -> Result<InvitationList> {
        let agency = administrator.agency().id;
        let now = self.now();
        let mut tx = self.db.read().await?;
        let found = storage::campaign::by_id(&mut tx, agency, campaign).await?;
        let found = found.ok_or(Error::NotFound("campaign"))?;
        let offset = page.saturating_sub(1).saturating_mul(per_page);
        let listed = storage::invitation::page(&mut tx, agency, campaign, offset, per_page).await?;
        let total = storage::invitation::count(&mut tx, agency, campaign).await?;
        let mut rows = Vec::with_capacity(listed.len());
        for row in listed {
            let link = if is_of_use(&row, now) {
                Some(self.invitation_link(&row.invitation)?)
            } else {
                None
            };
            rows.push(ListedLink {
                invitation: row.invitation,
                candidate: row.candidate,
                status: row.status,
                link,
            });
        }
        Ok(InvitationList {
            campaign: found,
            rows,
            total,
            now,
        })
    }

    /// Takes a link back. A sitting that is open by it ends at its next step, on whatever server.
    pub async fn revoke_invitation(
        &self,
        administrator: &Administrator,
        id: InvitationId,
    ) -> Result<CampaignId> {
        let agency = administrator.agency().id;
        let mut tx = self.db.read().await?;
        let found = storage::invitation::by_id(&mut tx, id).await?;
        let invitation = found
            .filter(|invitation| invitation.agency == agency)
            .ok_or(Error::NotFound("invitation"))?;
        let application = invitation.application;
        let found = storage::application::by_id(&mut tx, agency, application).await?;
        let application = found.ok_or(Error::NotFound("application"))?;
        drop(tx);
        if application.status >= ApplicationStatus::Submitted {
            return Err(Error::Conflict(
                "This applicant has handed in. What was handed in cannot be taken back here."
                    .to_owned(),
            ));
        }
        self.end_sitting(&invitation).await?;
        let now = self.now();
        let mut tx = self.db.begin().await?;
        match storage::invitation::revoke(&mut tx, agency, id, now).await {
            Err(StorageError::NotOneRow { .. }) => {
                return Err(Error::Conflict(
                    "This link was taken back before.".to_owned(),
                ));
            }
            revoked => revoked?,
        }
        let what = (
            "invitation.revoked",
            format!("invitation:{id}"),
            serde_json::json!({}),
        );
        note(&mut tx, administrator, now, what).await?;
        tx.commit().await?;
        // The link may have been opened first just before it was taken back.
        self.end_sitting(&invitation).await?;
        Ok(application.campaign)
    }

    /// Ends the sitting of an invitation, where there is one that is open.
    async fn end_sitting(&self, invitation: &Invitation) -> Result<()> {
        let mut tx = self.db.read().await?;
        let (agency, application) = (invitation.agency, invitation.application);
        let found = storage::sitting::by_application(&mut tx, agency, application).await?;
        drop(tx);
        let Some(record) = found else {
            return Ok(());
        };
        let mut held = self.hold(record.id).await?;
        self.append_own(&mut held, |live| {
            let is_over = live.state.is_revoked || live.state.step == Step::Submitted;
            Ok(if is_over {
                Vec::new()
            } else {
                vec![Happening::Revoked(Revoked {})]
            })
        })
        .await
    }
}

/// Whether a link still lets somebody in to do something.
fn is_of_use(row: &ListedInvitation, now: Millis) -> bool {
    row.invitation.revoked.is_none()
        && now < row.invitation.expires
        && row.status < ApplicationStatus::Submitted
}
