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
