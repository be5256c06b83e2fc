//! Personal links, one by one and by the thousand.

use rand::Rng;

use super::error::one_row;
use super::{StorageError, Tx, application, candidate};
use crate::clock::Millis;
use crate::ids::{AgencyId, ApplicationId, CampaignId, CandidateId, InvitationId};
use crate::people::{Candidate, EmailAddress, PersonName};
use crate::selection::{Application, ApplicationCode, ApplicationStatus, Invitation};

row! {
    struct InvitationRow {
        id: InvitationId,
        agency: AgencyId,
        application: ApplicationId,
        issued_ms: Millis,
        expires_ms: Millis,
        revoked_ms: Option<Millis>,
    }
}

impl From<InvitationRow> for Invitation {
    fn from(row: InvitationRow) -> Self {
        Self {
            id: row.id,
            agency: row.agency,
            application: row.application,
            issued: row.issued_ms,
            expires: row.expires_ms,
            revoked: row.revoked_ms,
        }
    }
}

/// Somebody to invite, as the agency names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitee {
    /// Their name.
    pub name: PersonName,
    /// Their address.
    pub email: EmailAddress,
    /// How the agency's own system names them.
    pub external_id: Option<String>,
}

/// To what and for how long people are invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvitationTerms {
    /// The agency.
    pub agency: AgencyId,
    /// The campaign.
    pub campaign: CampaignId,
    /// When.
    pub now: Millis,
    /// From when the links let nobody begin.
    pub expires: Millis,
}

/// What inviting one person came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// Their application.
    pub application: ApplicationId,
    /// Their new link; `None` when they had an application in this campaign before.
    pub invitation: Option<InvitationId>,
    /// What stands in place of their name.
    pub code: ApplicationCode,
}

/// Invites people, in the order given, with a candidate, an application and a link for each who is new to the campaign.
pub async fn invite_all(
    tx: &mut Tx,
    terms: &InvitationTerms,
    people: &[Invitee],
    rng: &mut impl Rng,
) -> Result<Vec<Invited>, StorageError> {
    let mut invited = Vec::with_capacity(people.len());
    for person in people {
        invited.push(invite(tx, terms, person, rng).await?);
    }
    Ok(invited)
}

async fn invite(
    tx: &mut Tx,
    terms: &InvitationTerms,
    person: &Invitee,
    rng: &mut impl Rng,
) -> Result<Invited, StorageError> {
    let candidate = Candidate {
        id: CandidateId::new(terms.now, rng),
        agency: terms.agency,
        name: person.name.clone(),
        email: person.email.clone(),
        external_id: person.external_id.clone(),
    };
    let candidate = candidate::insert_or_rename(tx, &candidate).await?;
    loop {
        let application = Application {
            id: ApplicationId::new(terms.now, rng),
            agency: terms.agency,
            campaign: terms.campaign,
            candidate,
            code: ApplicationCode::draw(rng),
            status: ApplicationStatus::Invited,
            created: terms.now,
            shortlisted: None,
        };
        if application::insert(tx, &application).await? {
            let invitation = Invitation {
                id: InvitationId::new(terms.now, rng),
                agency: terms.agency,
                application: application.id,
                issued: terms.now,
                expires: terms.expires,
                revoked: None,
            };
            insert(tx, &invitation).await?;
            return Ok(Invited {
                application: application.id,
                invitation: Some(invitation.id),
                code: application.code,
            });
        }
        if let Some(earlier) = application::by_candidate(tx, terms.campaign, candidate).await? {
            return Ok(Invited {
                application: earlier.id,
                invitation: None,
                code: earlier.code,
            });
        }
        // Neither kept nor there before: the code was taken, so another is drawn.
    }
}

/// Keeps a new link.
pub async fn insert(tx: &mut Tx, invitation: &Invitation) -> Result<(), StorageError> {
    on!(tx, |c| {
        sqlx::query(
            "insert into invitation (id, agency, application, issued_ms, expires_ms, revoked_ms)
            values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(invitation.id)
        .bind(invitation.agency)
        .bind(invitation.application)
        .bind(invitation.issued)
        .bind(invitation.expires)
        .bind(invitation.revoked)
        .execute(c)
        .await?;
    });
    Ok(())
}

/// The link of that identifier. The identifier comes signed, so it alone says of which agency it is.
pub async fn by_id(tx: &mut Tx, id: InvitationId) -> Result<Option<Invitation>, StorageError> {
    let row: Option<InvitationRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, application, issued_ms, expires_ms, revoked_ms
            from invitation
            where id = $1",
        )
        .bind(id)
        .fetch_optional(c)
        .await?
    });
    Ok(row.map(Invitation::from))
}

/// The link of an application that works the longest.
pub async fn latest_of_application(
    tx: &mut Tx,
    application: ApplicationId,
) -> Result<Option<Invitation>, StorageError> {
    let row: Option<InvitationRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, application, issued_ms, expires_ms, revoked_ms
            from invitation
            where application = $1
            order by expires_ms desc, id desc
            limit 1",
        )
        .bind(application)
        .fetch_optional(c)
        .await?
    });
    Ok(row.map(Invitation::from))
}

/// A link as the administrator's list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedInvitation {
    /// The link.
    pub invitation: Invitation,
    /// Whom it is for.
    pub candidate: Candidate,
    /// How far that person's application is.
    pub status: ApplicationStatus,
    /// What stands in place of the name.
    pub code: ApplicationCode,
}

row! {
    struct ListedRow {
        id: InvitationId,
        agency: AgencyId,
        application: ApplicationId,
        issued_ms: Millis,
        expires_ms: Millis,
        revoked_ms: Option<Millis>,
        candidate: CandidateId,
        name: String,
        email: String,
        external_id: Option<String>,
        status: String,
        code: String,
    }
}

impl TryFrom<ListedRow> for ListedInvitation {
    type Error = StorageError;

    fn try_from(row: ListedRow) -> Result<Self, StorageError> {
        let unreadable = super::error::inconsistent("invitation", row.id);
        Ok(Self {
            candidate: Candidate {
                id: row.candidate,
                agency: row.agency,
                name: PersonName::parse(&row.name).map_err(|_fault| unreadable("name"))?,
                email: EmailAddress::parse(&row.email).map_err(|_fault| unreadable("email"))?,
                external_id: row.external_id,
            },
            status: ApplicationStatus::parse(&row.status).ok_or_else(|| unreadable("status"))?,
            code: ApplicationCode::parse(&row.code).ok_or_else(|| unreadable("code"))?,
            invitation: Invitation {
                id: row.id,
                agency: row.agency,
                application: row.application,
                issued: row.issued_ms,
                expires: row.expires_ms,
                revoked: row.revoked_ms,
            },
        })
    }
}

/// A page of a campaign's links, in order of making.
pub async fn page(
    tx: &mut Tx,
    agency: AgencyId,
    campaign: CampaignId,
    offset: u32,
    limit: u32,
) -> Result<Vec<ListedInvitation>, StorageError> {
    let rows: Vec<ListedRow> = on!(tx, |c| {
        sqlx::query_as(
            "select i.id, i.agency, i.application, i.issued_ms, i.expires_ms, i.revoked_ms,
                p.id as candidate, p.name, p.email, p.external_id, a.status, a.code
            from application a
            join invitation i on i.application = a.id
            join candidate p on p.id = a.candidate
            where a.agency = $1 and a.campaign = $2
            order by i.id
            limit $4 offset $3",
        )
        .bind(agency)
        .bind(campaign)
        .bind(i64::from(offset))
        .bind(i64::from(limit))
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(ListedInvitation::try_from).collect()
}

/// How many links a campaign has.
pub async fn count(
    tx: &mut Tx,
    agency: AgencyId,
    campaign: CampaignId,
) -> Result<u64, StorageError> {
    let count: i64 = on!(tx, |c| {
        sqlx::query_scalar(
            "select count(*)
            from application a
            join invitation i on i.application = a.id
            where a.agency = $1 and a.campaign = $2",
        )
        .bind(agency)
        .bind(campaign)
        .fetch_one(c)
        .await?
    });
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Takes the agency's link back; one taken back before keeps its first time, and this is an error.
pub async fn revoke(
    tx: &mut Tx,
    agency: AgencyId,
    id: InvitationId,
    now: Millis,
) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query(
            "update invitation set revoked_ms = $3
            where agency = $1 and id = $2 and revoked_ms is null",
        )
        .bind(agency)
        .bind(id)
        .bind(now)
        .execute(c)
        .await?
        .rows_affected()
    });
    one_row("invitation", changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::storage::testing::{fixtures, on_both};

    fn terms(agency: AgencyId, campaign: CampaignId) -> InvitationTerms {
        let (now, expires) = (fixtures::NOW, fixtures::NOW.plus_days(14));
        InvitationTerms {
            agency,
            campaign,
            now,
            expires,
        }
    }

    fn person(number: u32) -> Invitee {
        Invitee {
            name: PersonName::parse(&format!("Person {number}")).unwrap(),
            email: EmailAddress::parse(&format!("person-{number}@example.net")).unwrap(),
            external_id: Some(number.to_string()),
        }
    }

    #[tokio::test]
    async fn many_people_are_invited_at_once_and_nobody_twice() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let terms = terms(agency.id, campaign.id);
            let people: Vec<_> = (0..500).map(person).collect();
            let first = invite_all(&mut tx, &terms, &people, &mut seeded(1))
                .await
                .unwrap();
            assert_eq!(first.len(), 500);
            assert!(first.iter().all(|invited| invited.invitation.is_some()));
            assert_eq!(count(&mut tx, agency.id, campaign.id).await.unwrap(), 500);

            let second = invite_all(&mut tx, &terms, &people[..2], &mut seeded(2))
                .await
                .unwrap();
            for (again, before) in second.iter().zip(&first) {
                assert_eq!(again.invitation, None);
                assert_eq!(
                    (again.application, &again.code),
                    (before.application, &before.code)
                );
            }
            assert_eq!(count(&mut tx, agency.id, campaign.id).await.unwrap(), 500);
            let listed = page(&mut tx, agency.id, campaign.id, 499, 10)
                .await
                .unwrap();
            assert_eq!(listed.len(), 1);
            assert_eq!(listed[0].status, ApplicationStatus::Invited);
            assert_eq!(listed[0].candidate.agency, agency.id);
        })
        .await;
    }

    #[tokio::test]
    async fn a_taken_code_is_drawn_anew() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let terms = terms(agency.id, campaign.id);
            // The same seed draws the same code first; identifiers would clash too, so the time differs.
            let later = InvitationTerms {
                now: terms.now + 1,
                ..terms
            };
            let first = invite_all(&mut tx, &terms, &[person(1)], &mut seeded(9))
                .await
                .unwrap();
            let second = invite_all(&mut tx, &later, &[person(2)], &mut seeded(9))
                .await
                .unwrap();
            assert_ne!(first[0].code, second[0].code);
            assert!(second[0].invitation.is_some());
        })
        .await;
    }

    #[tokio::test]
    async fn a_link_is_taken_back_once_and_by_its_agency_only() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let id = fixtures::invited(&mut tx, &campaign)
                .await
                .invitation
                .unwrap();
            assert!(revoke(&mut tx, other.id, id, Millis(5)).await.is_err());
            revoke(&mut tx, agency.id, id, Millis(6)).await.unwrap();
            assert!(revoke(&mut tx, agency.id, id, Millis(7)).await.is_err());
            let kept = by_id(&mut tx, id).await.unwrap().unwrap();
            assert_eq!(kept.revoked, Some(Millis(6)));
            let unknown = fixtures::new_id(InvitationId::new);
            assert_eq!(by_id(&mut tx, unknown).await.unwrap(), None);
            assert_eq!(
                page(&mut tx, other.id, campaign.id, 0, 10).await.unwrap(),
                []
            );
            assert_eq!(count(&mut tx, other.id, campaign.id).await.unwrap(), 0);
        })
        .await;
    }
}
