//! More time for one candidate. No query for reviewers or raters reads this table.

use super::{StorageError, Tx};
use crate::clock::Millis;
use crate::ids::{AccountId, AgencyId, ApplicationId};

/// More time for one candidate, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Accommodation {
    /// The application it is for.
    pub application: ApplicationId,
    /// The agency.
    pub agency: AgencyId,
    /// What every limit is multiplied with, at least 1.
    pub time_multiplier: f64,
    /// Why, for the administrator only.
    pub reason: String,
    /// Who recorded it.
    pub recorded_by: AccountId,
    /// When.
    pub recorded: Millis,
}

/// Records or replaces an accommodation.
pub async fn put(tx: &mut Tx, accommodation: &Accommodation) -> Result<(), StorageError> {
    on!(tx, |c| {
        sqlx::query(
            "insert into accommodation
                (application, agency, time_multiplier, reason, recorded_by, recorded_ms)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (application) do update
            set time_multiplier = excluded.time_multiplier, reason = excluded.reason,
                recorded_by = excluded.recorded_by, recorded_ms = excluded.recorded_ms",
        )
        .bind(accommodation.application)
        .bind(accommodation.agency)
        .bind(accommodation.time_multiplier)
        .bind(&accommodation.reason)
        .bind(accommodation.recorded_by)
        .bind(accommodation.recorded)
        .execute(c)
        .await?;
    });
    Ok(())
}

/// What an application's limits are multiplied with: 1 where nothing is recorded.
pub async fn time_multiplier(tx: &mut Tx, application: ApplicationId) -> Result<f64, StorageError> {
    let multiplier: Option<f64> = on!(tx, |c| {
        sqlx::query_scalar("select time_multiplier from accommodation where application = $1")
            .bind(application)
            .fetch_optional(c)
            .await?
    });
    Ok(multiplier.unwrap_or(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::testing::{fixtures, on_both};

    #[tokio::test]
    async fn limits_are_multiplied_with_one_until_something_else_is_recorded() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let account = fixtures::account(&mut tx, agency.id).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let application = fixtures::invited(&mut tx, &campaign).await.application;
            let multiplier = time_multiplier(&mut tx, application).await.unwrap();
            assert_eq!(multiplier.to_bits(), 1.0_f64.to_bits());
            for time_multiplier in [1.5, 1.25] {
                let accommodation = Accommodation {
                    application,
                    agency: agency.id,
                    time_multiplier,
                    reason: "Letter of 3 May".to_owned(),
                    recorded_by: account.id,
                    recorded: fixtures::NOW,
                };
                put(&mut tx, &accommodation).await.unwrap();
            }
            let multiplier = time_multiplier(&mut tx, application).await.unwrap();
            assert_eq!(multiplier.to_bits(), 1.25_f64.to_bits());
        })
        .await;
    }
}
