//! Signed-in browsers of staff.

use super::error::one_row;
use super::{StorageError, Tx};
use crate::clock::Millis;
use crate::digest::Digest;
use crate::ids::{AccountId, SessionId};
use crate::people::StaffSession;

row! {
    struct SessionRow {
        id: SessionId,
        token_digest: Digest,
        account: AccountId,
        csrf_secret: Vec<u8>,
        created_ms: Millis,
        expires_ms: Millis,
        last_seen_ms: Millis,
    }
}

impl From<SessionRow> for StaffSession {
    fn from(row: SessionRow) -> Self {
        Self {
            id: row.id,
            token_digest: row.token_digest,
            account: row.account,
            csrf_secret: row.csrf_secret,
            created: row.created_ms,
            expires: row.expires_ms,
            last_seen: row.last_seen_ms,
        }
    }
}

/// Keeps a new session.
pub async fn insert(tx: &mut Tx, session: &StaffSession) -> Result<(), StorageError> {
    on!(tx, |c| {
        sqlx::query(
            "insert into staff_session
                (id, token_digest, account, csrf_secret, created_ms, expires_ms, last_seen_ms)
            values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(session.id)
        .bind(session.token_digest)
        .bind(session.account)
        .bind(&session.csrf_secret)
        .bind(session.created)
        .bind(session.expires)
        .bind(session.last_seen)
        .execute(c)
        .await?;
    });
    Ok(())
}

/// The session of the token with that digest, unless it has ended or its account may not sign in any more.
///
/// Staff are known by nothing else before their agency is known, so this alone takes no agency.
pub async fn by_token(
    tx: &mut Tx,
    token_digest: Digest,
    now: Millis,
) -> Result<Option<StaffSession>, StorageError> {
    let row: Option<SessionRow> = on!(tx, |c| {
        sqlx::query_as(
            "select s.id, s.token_digest, s.account, s.csrf_secret, s.created_ms, s.expires_ms, s.last_seen_ms
            from staff_session s
            join account a on a.id = s.account
            where s.token_digest = $1 and s.expires_ms > $2 and a.is_active",
        )
        .bind(token_digest)
        .bind(now)
        .fetch_optional(c)
        .await?
    });
    Ok(row.map(StaffSession::from))
}

/// The agency's account behind a session.
pub async fn account_of(
    tx: &mut Tx,
    session: &StaffSession,
) -> Result<Option<crate::people::Account>, StorageError> {
    let agency: Option<crate::ids::AgencyId> = on!(tx, |c| {
        sqlx::query_scalar("select agency from account where id = $1")
            .bind(session.account)
            .fetch_optional(c)
            .await?
    });
    match agency {
        Some(agency) => super::account::by_id(tx, agency, session.account).await,
        None => Ok(None),
    }
}

/// Notes that a session was used.
pub async fn touch(tx: &mut Tx, id: SessionId, now: Millis) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query("update staff_session set last_seen_ms = $2 where id = $1")
            .bind(id)
            .bind(now)
            .execute(c)
            .await?
            .rows_affected()
    });
    one_row("staff_session", changed)
}

/// Ends a session; one that is gone already is ended too.
pub async fn delete(tx: &mut Tx, id: SessionId) -> Result<(), StorageError> {
    on!(tx, |c| {
        sqlx::query("delete from staff_session where id = $1")
            .bind(id)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Ends every session of an account, when its password or roles change.
pub async fn delete_all_of(tx: &mut Tx, account: AccountId) -> Result<(), StorageError> {
    on!(tx, |c| {
        sqlx::query("delete from staff_session where account = $1")
            .bind(account)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Clears away sessions that have ended, and says how many.
pub async fn delete_ended(tx: &mut Tx, now: Millis) -> Result<u64, StorageError> {
    Ok(on!(tx, |c| {
        sqlx::query("delete from staff_session where expires_ms <= $1")
            .bind(now)
            .execute(c)
            .await?
            .rows_affected()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::account;
    use crate::storage::testing::{fixtures, on_both};

    fn session_of(account: AccountId, token: &[u8]) -> StaffSession {
        StaffSession {
            id: fixtures::new_id(SessionId::new),
            token_digest: Digest::of_bytes(token),
            account,
            csrf_secret: vec![7; 32],
            created: Millis(1000),
            expires: Millis(2000),
            last_seen: Millis(1000),
        }
    }

    #[tokio::test]
    async fn a_session_is_found_by_its_token_until_it_ends() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let account = fixtures::account(&mut tx, agency.id).await;
            let mut session = session_of(account.id, b"token");
            insert(&mut tx, &session).await.unwrap();
            touch(&mut tx, session.id, Millis(1500)).await.unwrap();
            session.last_seen = Millis(1500);

            let digest = session.token_digest;
            let found = by_token(&mut tx, digest, Millis(1999)).await.unwrap();
            assert_eq!(found, Some(session.clone()));
            assert_eq!(account_of(&mut tx, &session).await.unwrap(), Some(account));
            assert_eq!(by_token(&mut tx, digest, Millis(2000)).await.unwrap(), None);
            let other = Digest::of_bytes(b"other");
            assert_eq!(by_token(&mut tx, other, Millis(1500)).await.unwrap(), None);
        })
        .await;
    }

    #[tokio::test]
    async fn signing_out_ends_one_session_and_a_changed_account_ends_all() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let account = fixtures::account(&mut tx, agency.id).await;
            let sessions = [b"1", b"2", b"3"].map(|token| session_of(account.id, token));
            for session in &sessions {
                insert(&mut tx, session).await.unwrap();
            }
            delete(&mut tx, sessions[0].id).await.unwrap();
            delete(&mut tx, sessions[0].id).await.unwrap();
            let mut are_there = Vec::new();
            for session in &sessions {
                let found = by_token(&mut tx, session.token_digest, Millis(1))
                    .await
                    .unwrap();
                are_there.push(found.is_some());
            }
            assert_eq!(are_there, [false, true, true]);
            delete_all_of(&mut tx, account.id).await.unwrap();
            assert_eq!(delete_ended(&mut tx, Millis(9999)).await.unwrap(), 0);
        })
        .await;
    }

    #[tokio::test]
    async fn sessions_that_have_ended_are_cleared_away() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let account = fixtures::account(&mut tx, agency.id).await;
            insert(&mut tx, &session_of(account.id, b"1"))
                .await
                .unwrap();
            assert_eq!(delete_ended(&mut tx, Millis(1999)).await.unwrap(), 0);
            assert_eq!(delete_ended(&mut tx, Millis(2000)).await.unwrap(), 1);
        })
        .await;
    }

    #[tokio::test]
    async fn the_sessions_of_an_account_that_was_closed_open_nothing() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let mut account = fixtures::account(&mut tx, agency.id).await;
            let session = session_of(account.id, b"token");
            insert(&mut tx, &session).await.unwrap();
            account.is_active = false;
            account::update(&mut tx, &account).await.unwrap();
            let found = by_token(&mut tx, session.token_digest, Millis(1500))
                .await
                .unwrap();
            assert_eq!(found, None);
        })
        .await;
    }
}
