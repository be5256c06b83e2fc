//! Candidates.

use super::error::inconsistent;
use super::{StorageError, Tx};
use crate::ids::{AgencyId, CandidateId};
use crate::people::{Candidate, EmailAddress, PersonName};

row! {
    struct CandidateRow {
        id: CandidateId,
        agency: AgencyId,
        name: String,
        email: String,
        external_id: Option<String>,
    }
}

impl TryFrom<CandidateRow> for Candidate {
    type Error = StorageError;

    fn try_from(row: CandidateRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent("candidate", row.id);
        Ok(Self {
            id: row.id,
            agency: row.agency,
            name: PersonName::parse(&row.name).map_err(|_fault| unreadable("name"))?,
            email: EmailAddress::parse(&row.email).map_err(|_fault| unreadable("email"))?,
            external_id: row.external_id,
        })
    }
}

/// Keeps a candidate; when the agency knows the address already, that candidate gets the new name, and the answer is
/// the identifier under which they are known.
pub async fn insert_or_rename(
    tx: &mut Tx,
    candidate: &Candidate,
) -> Result<CandidateId, StorageError> {
    Ok(on!(tx, |c| {
        sqlx::query_scalar(
            "insert into candidate (id, agency, name, email, external_id)
            values ($1, $2, $3, $4, $5)
            on conflict (agency, email) do update
            set name = excluded.name, external_id = coalesce(excluded.external_id, candidate.external_id)
            returning id",
        )
        .bind(candidate.id)
        .bind(candidate.agency)
        .bind(candidate.name.as_str())
        .bind(candidate.email.as_str())
        .bind(&candidate.external_id)
        .fetch_one(c)
        .await?
    }))
}

/// The agency's candidate of that identifier.
pub async fn by_id(
    tx: &mut Tx,
    agency: AgencyId,
    id: CandidateId,
) -> Result<Option<Candidate>, StorageError> {
    let row: Option<CandidateRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, name, email, external_id
            from candidate
            where agency = $1 and id = $2",
        )
        .bind(agency)
        .bind(id)
        .fetch_optional(c)
        .await?
    });
    row.map(Candidate::try_from).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::testing::{fixtures, on_both};

    #[tokio::test]
    async fn one_agency_knows_one_person_by_an_address() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            let first = Candidate {
                id: fixtures::new_id(CandidateId::new),
                agency: agency.id,
                name: PersonName::parse("Ada Park").unwrap(),
                email: fixtures::email(),
                external_id: Some("A-1".to_owned()),
            };
            assert_eq!(insert_or_rename(&mut tx, &first).await.unwrap(), first.id);
            let again = Candidate {
                id: fixtures::new_id(CandidateId::new),
                name: PersonName::parse("Ada Park-Lee").unwrap(),
                external_id: None,
                ..first.clone()
            };
            assert_eq!(insert_or_rename(&mut tx, &again).await.unwrap(), first.id);
            let elsewhere = Candidate {
                agency: other.id,
                ..again.clone()
            };
            assert_eq!(
                insert_or_rename(&mut tx, &elsewhere).await.unwrap(),
                again.id
            );

            let found = by_id(&mut tx, agency.id, first.id).await.unwrap();
            assert_eq!(
                found,
                Some(Candidate {
                    name: again.name,
                    ..first.clone()
                })
            );
            assert_eq!(by_id(&mut tx, other.id, first.id).await.unwrap(), None);
        })
        .await;
    }
}
