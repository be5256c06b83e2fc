//! Staff, their sessions, and programs with access.

use std::collections::BTreeSet;

use super::{EmailAddress, PersonName, RoleSet};
use crate::clock::Millis;
use crate::digest::Digest;
use crate::ids::{AccountId, AgencyId, ApiClientId, SessionId};

/// A person who works for an agency.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Its identifier.
    pub id: AccountId,
    /// The agency.
    pub agency: AgencyId,
    /// The address that signs in.
    pub email: EmailAddress,
    /// The name that decisions and the audit trail show.
    pub name: PersonName,
    /// See [`super::password`].
    pub password_hash: String,
    /// What the person may do.
    pub roles: RoleSet,
    /// Whether the person may sign in at all.
    pub is_active: bool,
    /// Wrong passwords in a row.
    pub failed_sign_ins: u32,
    /// Until then no password is tried.
    pub locked_until: Option<Millis>,
}

/// A signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffSession {
    /// Its identifier.
    pub id: SessionId,
    /// The digest of the token in the cookie; the token itself is kept nowhere.
    pub token_digest: Digest,
    /// Who signed in.
    pub account: AccountId,
    /// What the tokens of its forms are made with.
    pub csrf_secret: Vec<u8>,
    /// When it began.
    pub created: Millis,
    /// When it ends whatever happens.
    pub expires: Millis,
    /// When it was last used.
    pub last_seen: Millis,
}

/// A program with access to the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiClient {
    /// Its identifier, which is also its `client_id`.
    pub id: ApiClientId,
    /// The agency.
    pub agency: AgencyId,
    /// What people call it.
    pub name: String,
    /// See [`super::password`].
    pub secret_hash: String,
    /// What it may ask for.
    pub scopes: BTreeSet<String>,
    /// Whether it gets tokens.
    pub is_active: bool,
}
