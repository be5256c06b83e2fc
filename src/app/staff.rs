//! Staff sign in with a password and get a session that the server keeps; programs get a token that it signs.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::Rng;

use super::actors::{ApiAccess, Staff};
use super::tokens::ApiToken;
use super::{App, Error, Result};
use crate::clock::Millis;
use crate::digest::Digest;
use crate::ids::{ApiClientId, SessionId};
use crate::people::password::is_password;
use crate::people::{Account, Actor, EmailAddress, NewAuditEntry, StaffSession};
use crate::storage::{self, StorageError, Tx};

/// How long a session lasts, in hours: one working day.
const SESSION_HOURS: i64 = 12;

/// Failed sign-ins in a row after which an account is locked.
const MOST_FAILURES: u32 = 5;

/// How long a lock lasts, in seconds.
const LOCK_SECONDS: i64 = 15 * 60;

/// How long a program's token lasts, in seconds.
pub const TOKEN_SECONDS: i64 = 15 * 60;

/// How old `last seen` may be before a session's row is written again, in milliseconds.
const SEEN_EVERY_MS: i64 = 5 * 60_000;

/// The hash of a password nobody knows, so that an unknown address takes as long to refuse as a wrong password.
const NOBODYS_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGtub3dzIGl0$\
    3Gk1cXJ2b0r5s2cJ7wq9mY0VvG8v6dQmC1p0k4w1r9I";

/// The one answer to a wrong address and to a wrong password.
const WRONG: &str = "Address and password do not match. Check both and try again.";

/// What a sign-in gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The session's cookie.
    pub cookie: String,
    /// Until when it is good.
    pub expires: Millis,
}

/// A program's token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedToken {
    /// The signed token.
    pub token: String,
    /// How long it is good, in seconds.
    pub expires_in_seconds: i64,
    /// What it allows.
    pub scope: String,
}

impl App {
    /// Signs a member of staff in.
    ///
    /// After five failures in a row the account is locked for a quarter of an hour, whatever is sent meanwhile.
    pub async fn sign_in(&self, email: &str, password: &str) -> Result<SignedIn> {
        let now = self.now();
        let wrong = || Error::Invalid(WRONG.to_owned());
        let mut tx = self.db.begin().await?;
        let account = match EmailAddress::parse(email) {
            Ok(email) => storage::account::by_email(&mut tx, &email).await?,
            Err(_fault) => None,
        };
        // The password is checked without the database's one writer waiting for it.
        drop(tx);
        let hash = account
            .as_ref()
            .map_or(NOBODYS_HASH, |account| &account.password_hash);
        let is_right = check_password(password.to_owned(), hash.to_owned()).await?;
        let Some(account) = account.filter(|account| account.is_active) else {
            return Err(wrong());
        };
        if account.locked_until.is_some_and(|until| now < until) {
            return Err(locked());
        }
        let mut tx = self.db.begin().await?;
        // Others may have tried meanwhile: what counts is the lock as it stands now.
        let found = storage::account::by_id(&mut tx, account.agency, account.id).await?;
        if found.is_none_or(|found| found.locked_until.is_some_and(|until| now < until)) {
            return Err(locked());
        }
        if !is_right {
            self.count_failure(&mut tx, &account, now).await?;
            tx.commit().await?;
            return Err(wrong());
        }
        storage::account::clear_failed_sign_ins(&mut tx, account.id).await?;
        let signed_in = self.start_session(&mut tx, &account, now).await?;
        note(&mut tx, &account, now, "staff.signed_in").await?;
        tx.commit().await?;
        Ok(signed_in)
    }

    async fn count_failure(&self, tx: &mut Tx, account: &Account, now: Millis) -> Result<()> {
        let failures = storage::account::count_failed_sign_in(tx, account.id).await?;
        if failures >= MOST_FAILURES {
            storage::account::lock(tx, account.id, now.plus_seconds(LOCK_SECONDS)).await?;
            note(tx, account, now, "staff.locked").await?;
        }
        Ok(())
    }

    async fn start_session(&self, tx: &mut Tx, account: &Account, now: Millis) -> Result<SignedIn> {
        let mut rng = self.chance();
        let (mut secret, mut form_secret) = ([0_u8; 32], [0_u8; 32]);
        rng.fill_bytes(&mut secret);
        rng.fill_bytes(&mut form_secret);
        let cookie = URL_SAFE_NO_PAD.encode(secret);
        let session = StaffSession {
            id: SessionId::new(now, &mut rng),
            token_digest: Digest::of_bytes(cookie.as_bytes()),
            account: account.id,
            csrf_secret: form_secret.to_vec(),
            created: now,
            expires: now.plus_seconds(SESSION_HOURS * 3600),
            last_seen: now,
        };
        storage::session::delete_ended(tx, now).await?;
        storage::session::insert(tx, &session).await?;
        Ok(SignedIn {
            cookie,
            expires: session.expires,
        })
    }

    /// The member of staff whose session's cookie this is.
    pub async fn staff(&self, cookie: &str) -> Result<Staff> {
        let over = || Error::NotSignedIn("Sign in again.");
        let now = self.now();
        let mut tx = self.db.read().await?;
        let digest = Digest::of_bytes(cookie.as_bytes());
        let found = storage::session::by_token(&mut tx, digest, now).await?;
        let session = found.ok_or_else(over)?;
        let found = storage::session::account_of(&mut tx, &session).await?;
        let account = found.filter(|account| account.is_active).ok_or_else(over)?;
        let found = storage::agency::by_id(&mut tx, account.agency).await?;
        let agency = found.ok_or_else(over)?;
        drop(tx);
        if now - session.last_seen > SEEN_EVERY_MS {
            let mut tx = self.db.begin().await?;
            // Signed out meanwhile: then this request is the session's last.
            match storage::session::touch(&mut tx, session.id, now).await {
                Ok(()) => tx.commit().await?,
                Err(StorageError::NotOneRow { .. }) => return Err(over()),
                Err(error) => return Err(error.into()),
            }
        }
        let form_token = URL_SAFE_NO_PAD.encode(&session.csrf_secret);
        Ok(Staff::of(agency, account, session.id, form_token))
    }

    /// What the form of somebody who is not signed in yet carries, in its cookie and in itself.
    pub fn new_form_token(&self) -> String {
        let mut token = [0_u8; 32];
        self.chance().fill_bytes(&mut token);
        URL_SAFE_NO_PAD.encode(token)
    }

    /// Ends a session.
    pub async fn sign_out(&self, staff: &Staff) -> Result<()> {
        let mut tx = self.db.begin().await?;
        storage::session::delete(&mut tx, staff.session()).await?;
        note(&mut tx, staff.account(), self.now(), "staff.signed_out").await?;
        tx.commit().await?;
        Ok(())
    }

    /// Gives a program a token for the scopes asked for, or for all it has.
    pub async fn issue_token(
        &self,
        client: &str,
        secret: &str,
        scope: Option<&str>,
    ) -> Result<IssuedToken> {
        let wrong = || Error::NotSignedIn("Client and secret do not match.");
        let mut tx = self.db.read().await?;
        let client = match ApiClientId::parse(client) {
            Some(id) => storage::api_client::by_id(&mut tx, id).await?,
            None => None,
        };
        drop(tx);
        let hash = client
            .as_ref()
            .map_or(NOBODYS_HASH, |client| &client.secret_hash);
        let is_right = check_password(secret.to_owned(), hash.to_owned()).await?;
        let client = client
            .filter(|client| client.is_active && is_right)
            .ok_or_else(wrong)?;
        let wanted: Vec<&str> = match scope {
            Some(scope) => scope.split_whitespace().collect(),
            None => client.scopes.iter().map(String::as_str).collect(),
        };
        if let Some(unknown) = wanted.iter().find(|word| !client.scopes.contains(**word)) {
            return Err(Error::Invalid(format!(
                "This client does not have the scope `{unknown}`."
            )));
        }
        let scope = wanted.join(" ");
        let token = self
            .tokens
            .sign_api(ApiToken {
                client: client.id,
                agency: client.agency,
                scope: scope.clone(),
                expires: self.now().plus_seconds(TOKEN_SECONDS),
            })
            .map_err(|_unsigned| Error::Internal("a token could not be signed"))?;
        Ok(IssuedToken {
            token,
            expires_in_seconds: TOKEN_SECONDS,
            scope,
        })
    }

    /// The program whose token this is.
    pub async fn api_access(&self, token: &str) -> Result<ApiAccess> {
        let token = self
            .tokens
            .read_api(token, self.now())
            .map_err(|_bad| Error::NotSignedIn("Ask for a new token at /api/v1/token."))?;
        let mut tx = self.db.read().await?;
        let found = storage::agency::by_id(&mut tx, token.agency).await?;
        let agency = found.ok_or(Error::NotSignedIn("Ask for a new token at /api/v1/token."))?;
        Ok(ApiAccess::of(agency, token))
    }
}

fn locked() -> Error {
    Error::TooManyTries(
        "Too many tries. Wait a quarter of an hour, then try again, or ask an administrator."
            .to_owned(),
    )
}

async fn check_password(password: String, hash: String) -> Result<bool> {
    // Some 20 ms of work on purpose: not on a thread that answers requests.
    tokio::task::spawn_blocking(move || is_password(&password, &hash))
        .await
        .map_err(|_panicked| Error::Internal("a password could not be checked"))
}

async fn note(tx: &mut Tx, account: &Account, at: Millis, action: &str) -> Result<()> {
    let entry = NewAuditEntry {
        agency: account.agency,
        at,
        actor: Actor::Account(account.id),
        action: action.to_owned(),
        subject: format!("account:{}", account.id),
        detail: serde_json::json!({}),
    };
    storage::audit::append(tx, &entry).await?;
    Ok(())
}
