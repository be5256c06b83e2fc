//! Secrets that all servers on one database share, such as the key that signs links.

use super::{StorageError, Tx};

/// The secret of that name; `fresh` is kept and given back when there is none yet.
pub async fn get_or_insert(tx: &mut Tx, name: &str, fresh: &[u8]) -> Result<Vec<u8>, StorageError> {
    on!(&mut *tx, |c| {
        sqlx::query(
            "insert into server_secret (name, secret) values ($1, $2)
            on conflict (name) do nothing",
        )
        .bind(name)
        .bind(fresh)
        .execute(c)
        .await
        .map(drop)
    })?;
    Ok(on!(tx, |c| {
        sqlx::query_scalar("select secret from server_secret where name = $1")
            .bind(name)
            .fetch_one(c)
            .await
    })?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::testing::on_both;

    #[tokio::test]
    async fn a_secret_stays_what_it_was_first() {
        on_both(async |db| {
            let mut tx = db.begin().await.unwrap();
            assert_eq!(
                get_or_insert(&mut tx, "token-key", &[1; 32]).await.unwrap(),
                [1; 32]
            );
            assert_eq!(
                get_or_insert(&mut tx, "token-key", &[2; 32]).await.unwrap(),
                [1; 32]
            );
            tx.commit().await.unwrap();
        })
        .await;
    }
}
