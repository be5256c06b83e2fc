//! Applications.

use super::error::{inconsistent, one_row};
use super::{StorageError, Tx};
use crate::clock::Millis;
use crate::ids::{AccountId, AgencyId, ApplicationId, CampaignId, CandidateId};
use crate::selection::{Application, ApplicationCode, ApplicationStatus};

row! {
    struct ApplicationRow {
        id: ApplicationId,
        agency: AgencyId,
        campaign: CampaignId,
        candidate: CandidateId,
        code: String,
        status: String,
        created_ms: Millis,
        shortlisted_ms: Option<Millis>,
        shortlisted_by: Option<AccountId>,
    }
}

impl TryFrom<ApplicationRow> for Application {
    type Error = StorageError;

    fn try_from(row: ApplicationRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent("application", row.id);
        Ok(Self {
            id: row.id,
            agency: row.agency,
            campaign: row.campaign,
            candidate: row.candidate,
            code: ApplicationCode::parse(&row.code).ok_or_else(|| unreadable("code"))?,
            status: ApplicationStatus::parse(&row.status).ok_or_else(|| unreadable("status"))?,
            created: row.created_ms,
            shortlisted: row.shortlisted_ms.zip(row.shortlisted_by),
        })
    }
}

/// Keeps a new application; `false` when the candidate has one in this campaign or the code is taken, and then nothing
/// was kept.
pub async fn insert(tx: &mut Tx, application: &Application) -> Result<bool, StorageError> {
    let added = on!(tx, |c| {
        sqlx::query(
            "insert into application (id, agency, campaign, candidate, code, status, created_ms)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict do nothing",
        )
        .bind(application.id)
        .bind(application.agency)
        .bind(application.campaign)
        .bind(application.candidate)
        .bind(application.code.as_str())
        .bind(application.status.as_str())
        .bind(application.created)
        .execute(c)
        .await?
        .rows_affected()
    });
    Ok(added == 1)
}

/// The agency's application of that identifier.
pub async fn by_id(
    tx: &mut Tx,
    agency: AgencyId,
    id: ApplicationId,
) -> Result<Option<Application>, StorageError> {
    let row: Option<ApplicationRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, campaign, candidate, code, status, created_ms, shortlisted_ms, shortlisted_by
            from application
            where agency = $1 and id = $2",
        )
        .bind(agency)
        .bind(id)
        .fetch_optional(c)
        .await?
    });
    row.map(Application::try_from).transpose()
}

/// The candidate's application in a campaign.
pub async fn by_candidate(
    tx: &mut Tx,
    campaign: CampaignId,
    candidate: CandidateId,
) -> Result<Option<Application>, StorageError> {
    let row: Option<ApplicationRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, campaign, candidate, code, status, created_ms, shortlisted_ms, shortlisted_by
            from application
            where campaign = $1 and candidate = $2",
        )
        .bind(campaign)
        .bind(candidate)
        .fetch_optional(c)
        .await?
    });
    row.map(Application::try_from).transpose()
}

/// How many applications of a campaign have each status; statuses without any are left out.
pub async fn count_by_status(
    tx: &mut Tx,
    agency: AgencyId,
    campaign: CampaignId,
) -> Result<Vec<(ApplicationStatus, u64)>, StorageError> {
    let rows: Vec<(String, i64)> = on!(tx, |c| {
        sqlx::query_as(
            "select status, count(*)
            from application
            where agency = $1 and campaign = $2
            group by status",
        )
        .bind(agency)
        .bind(campaign)
        .fetch_all(c)
        .await?
    });
    let unreadable = inconsistent("application", campaign);
    let mut counts = Vec::with_capacity(rows.len());
    for (status, count) in rows {
        let status = ApplicationStatus::parse(&status).ok_or_else(|| unreadable("status"))?;
        counts.push((status, u64::try_from(count).unwrap_or(0)));
    }
    counts.sort_unstable();
    Ok(counts)
}

/// Moves an application on, in the application and in the ranked list.
pub async fn set_status(
    tx: &mut Tx,
    agency: AgencyId,
    id: ApplicationId,
    status: ApplicationStatus,
) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query("update application set status = $3 where agency = $1 and id = $2")
            .bind(agency)
            .bind(id)
            .bind(status.as_str())
            .execute(c)
            .await?
            .rows_affected()
    });
    one_row("application", changed)?;
    on!(tx, |c| {
        sqlx::query("update ranking_entry set status = $3 where agency = $1 and application = $2")
            .bind(agency)
            .bind(id)
            .bind(status.as_str())
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Shortlists an application or, with `None`, takes it off again, here and in the ranked list.
pub async fn set_shortlisted(
    tx: &mut Tx,
    agency: AgencyId,
    id: ApplicationId,
    shortlisted: Option<(Millis, AccountId)>,
) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query(
            "update application set shortlisted_ms = $3, shortlisted_by = $4 where agency = $1 and id = $2",
        )
        .bind(agency)
        .bind(id)
        .bind(shortlisted.map(|(at, _)| at))
        .bind(shortlisted.map(|(_, by)| by))
        .execute(c)
        .await?
        .rows_affected()
    });
    one_row("application", changed)?;
    on!(tx, |c| {
        sqlx::query(
            "update ranking_entry set is_shortlisted = $3 where agency = $1 and application = $2",
        )
        .bind(agency)
        .bind(id)
        .bind(shortlisted.is_some())
        .execute(c)
        .await?;
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::testing::{fixtures, on_both};

    #[tokio::test]
    async fn an_application_is_made_once_for_a_candidate_and_once_for_a_code() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let invited = fixtures::invited(&mut tx, &campaign).await;
            let other = fixtures::invited(&mut tx, &campaign).await;
            let kept = by_id(&mut tx, agency.id, invited.application)
                .await
                .unwrap()
                .unwrap();
            let found = by_candidate(&mut tx, campaign.id, kept.candidate)
                .await
                .unwrap();
            assert_eq!(found, Some(kept.clone()));

            let id = fixtures::new_id(ApplicationId::new);
            let same_candidate = Application {
                id,
                code: other.code.clone(),
                ..kept.clone()
            };
            assert!(!insert(&mut tx, &same_candidate).await.unwrap());
            let other_campaign = fixtures::campaign(&mut tx, agency.id).await;
            let elsewhere = Application {
                id,
                campaign: other_campaign.id,
                ..kept.clone()
            };
            assert!(insert(&mut tx, &elsewhere).await.unwrap());
            let found = by_candidate(&mut tx, other_campaign.id, kept.candidate)
                .await
                .unwrap();
            assert_eq!(found, Some(elsewhere));
        })
        .await;
    }

    #[tokio::test]
    async fn status_and_shortlist_change_within_the_agency_only() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            let account = fixtures::account(&mut tx, agency.id).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let id = fixtures::invited(&mut tx, &campaign).await.application;
            fixtures::invited(&mut tx, &campaign).await;
            assert_eq!(by_id(&mut tx, other.id, id).await.unwrap(), None);

            let status = ApplicationStatus::Submitted;
            assert!(set_status(&mut tx, other.id, id, status).await.is_err());
            set_status(&mut tx, agency.id, id, status).await.unwrap();
            let by = Some((Millis(5), account.id));
            assert!(set_shortlisted(&mut tx, other.id, id, by).await.is_err());
            set_shortlisted(&mut tx, agency.id, id, by).await.unwrap();
            let found = by_id(&mut tx, agency.id, id).await.unwrap().unwrap();
            assert_eq!((found.status, found.shortlisted), (status, by));
            set_shortlisted(&mut tx, agency.id, id, None).await.unwrap();
            let found = by_id(&mut tx, agency.id, id).await.unwrap().unwrap();
            assert_eq!(found.shortlisted, None);

            let counts = count_by_status(&mut tx, agency.id, campaign.id)
                .await
                .unwrap();
            assert_eq!(
                counts,
                [
                    (ApplicationStatus::Invited, 1),
                    (ApplicationStatus::Submitted, 1)
                ]
            );
            assert_eq!(
                count_by_status(&mut tx, other.id, campaign.id)
                    .await
                    .unwrap(),
                []
            );
        })
        .await;
    }
}
