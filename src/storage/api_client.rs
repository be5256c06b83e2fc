//! Programs with access to the interface.

use super::{StorageError, Tx};
use crate::ids::{AgencyId, ApiClientId};
use crate::people::ApiClient;

row! {
    struct ApiClientRow {
        id: ApiClientId,
        agency: AgencyId,
        name: String,
        secret_hash: String,
        scopes: String,
        is_active: bool,
    }
}

impl From<ApiClientRow> for ApiClient {
    fn from(row: ApiClientRow) -> Self {
        Self {
            id: row.id,
            agency: row.agency,
            name: row.name,
            secret_hash: row.secret_hash,
            scopes: row.scopes.split_whitespace().map(str::to_owned).collect(),
            is_active: row.is_active,
        }
    }
}

/// Keeps a new program.
pub async fn insert(tx: &mut Tx, client: &ApiClient) -> Result<(), StorageError> {
    let scopes: Vec<&str> = client.scopes.iter().map(String::as_str).collect();
    on!(tx, |c| {
        sqlx::query(
            "insert into api_client (id, agency, name, secret_hash, scopes, is_active)
            values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(client.id)
        .bind(client.agency)
        .bind(&client.name)
        .bind(&client.secret_hash)
        .bind(scopes.join(" "))
        .bind(client.is_active)
        .execute(c)
        .await?;
    });
    Ok(())
}

/// The program of that identifier, of whatever agency: it says who it is before anything else is known.
pub async fn by_id(tx: &mut Tx, id: ApiClientId) -> Result<Option<ApiClient>, StorageError> {
    let row: Option<ApiClientRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, name, secret_hash, scopes, is_active
            from api_client
            where id = $1",
        )
        .bind(id)
        .fetch_optional(c)
        .await?
    });
    Ok(row.map(ApiClient::from))
}

/// Every program of the agency.
pub async fn all(tx: &mut Tx, agency: AgencyId) -> Result<Vec<ApiClient>, StorageError> {
    let rows: Vec<ApiClientRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, name, secret_hash, scopes, is_active
            from api_client
            where agency = $1
            order by id",
        )
        .bind(agency)
        .fetch_all(c)
        .await?
    });
    Ok(rows.into_iter().map(ApiClient::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::testing::{fixtures, on_both};

    #[tokio::test]
    async fn a_program_is_found_by_its_identifier_and_listed_by_its_agency() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            let client = ApiClient {
                id: fixtures::new_id(ApiClientId::new),
                agency: agency.id,
                name: "Applicant tracking".to_owned(),
                secret_hash: "$argon2id$".to_owned(),
                scopes: ["invite", "read"].map(str::to_owned).into(),
                is_active: true,
            };
            insert(&mut tx, &client).await.unwrap();
            assert_eq!(
                by_id(&mut tx, client.id).await.unwrap(),
                Some(client.clone())
            );
            let unknown = fixtures::new_id(ApiClientId::new);
            assert_eq!(by_id(&mut tx, unknown).await.unwrap(), None);
            assert_eq!(all(&mut tx, agency.id).await.unwrap(), [client]);
            assert_eq!(all(&mut tx, other.id).await.unwrap(), []);
        })
        .await;
    }
}
