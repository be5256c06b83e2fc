//! Signed tokens: the invitation in a link, the candidate's cookie, and a program's access.
//!
//! One secret signs all three; the audience keeps them apart, so that a link is never good as a cookie. Expiry is
//! checked against the time handed in, not against the machine's.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock::Millis;
use crate::ids::{AgencyId, ApiClientId, DeviceId, InvitationId, SittingId};

/// The secret that signs tokens.
#[derive(Clone)]
pub struct TokenKey {
    encoding: EncodingKey,
    decoding: DecodingKey,
    /// Candidates' cookies whose signature was found good, so that a browser that sends its cookie with every answer
    /// is not checked anew each time. The key never changes, and whether it has expired is asked every time.
    good: Arc<Mutex<HashMap<String, CandidateToken>>>,
}

/// The most cookies that are remembered, some megabytes.
const MOST_REMEMBERED: usize = 8_000;

impl std::fmt::Debug for TokenKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenKey(secret)")
    }
}

/// Why a token is not good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadToken {
    /// It was changed, cut, signed by another key, or is meant for something else.
    #[error("The token is not one that this server made.")]
    Forged,
    /// Its time is over.
    #[error("The token has expired.")]
    Expired,
    /// It could not be signed.
    #[error("The token could not be signed.")]
    Unsigned,
}

/// What an invitation link says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvitationToken {
    /// The invitation.
    pub invitation: InvitationId,
    /// Until when it opens.
    pub expires: Millis,
}

/// What a candidate's cookie says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CandidateToken {
    /// The sitting.
    pub sitting: SittingId,
    /// The browser it was opened on.
    pub device: DeviceId,
    /// The agency, so that its fence needs no look-up.
    pub agency: AgencyId,
    /// Until when it is good.
    pub expires: Millis,
}

/// What a program's access token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// The program.
    pub client: ApiClientId,
    /// Its agency.
    pub agency: AgencyId,
    /// What it may do, space-separated words.
    pub scope: String,
    /// Until when it is good.
    pub expires: Millis,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    aud: String,
    sub: Uuid,
    exp: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    device: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    agency: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
}

const INVITATION: &str = "composure-invitation";
const SITTING: &str = "composure-sitting";
const API: &str = "composure-api";

impl TokenKey {
    /// A key from its bytes, at least 32 of them.
    pub fn new(secret: &[u8]) -> Self {
        Self {
            encoding: EncodingKey::from_secret(secret),
            decoding: DecodingKey::from_secret(secret),
            good: Arc::default(),
        }
    }

    /// Signs an invitation.
    pub fn sign_invitation(&self, token: InvitationToken) -> Result<String, BadToken> {
        self.sign(&Claims {
            aud: INVITATION.to_owned(),
            sub: token.invitation.0,
            exp: token.expires.seconds(),
            device: None,
            agency: None,
            scope: None,
        })
    }

    /// Reads an invitation. An expired one is told apart from a forged one, so that the page can say what to do.
    pub fn read_invitation(&self, text: &str, now: Millis) -> Result<InvitationToken, BadToken> {
        let claims = self.read(text, INVITATION, now)?;
        Ok(InvitationToken {
            invitation: InvitationId(claims.sub),
            expires: Millis(claims.exp * 1000),
        })
    }

    /// Signs a candidate's cookie.
    pub fn sign_candidate(&self, token: CandidateToken) -> Result<String, BadToken> {
        self.sign(&Claims {
            aud: SITTING.to_owned(),
            sub: token.sitting.0,
            exp: token.expires.seconds(),
            device: Some(token.device.0),
            agency: Some(token.agency.0),
            scope: None,
        })
    }

    /// Reads a candidate's cookie.
    pub fn read_candidate(&self, text: &str, now: Millis) -> Result<CandidateToken, BadToken> {
        let token = self.good_candidate(text)?;
        if token.expires.seconds() <= now.seconds() {
            return Err(BadToken::Expired);
        }
        Ok(token)
    }

    /// A candidate's cookie whose signature is good, however old it is.
    fn good_candidate(&self, text: &str) -> Result<CandidateToken, BadToken> {
        let good = || self.good.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(token) = good().get(text) {
            return Ok(*token);
        }
        let claims = self.decode(text, SITTING)?;
        let token = CandidateToken {
            sitting: SittingId(claims.sub),
            device: DeviceId(claims.device.ok_or(BadToken::Forged)?),
            agency: AgencyId(claims.agency.ok_or(BadToken::Forged)?),
            expires: Millis(claims.exp * 1000),
        };
        let mut good = good();
        if MOST_REMEMBERED <= good.len() {
            good.clear();
        }
        good.insert(text.to_owned(), token);
        Ok(token)
    }

    /// Signs a program's access token.
    pub fn sign_api(&self, token: ApiToken) -> Result<String, BadToken> {
        self.sign(&Claims {
            aud: API.to_owned(),
            sub: token.client.0,
            exp: token.expires.seconds(),
            device: None,
            agency: Some(token.agency.0),
            scope: Some(token.scope),
        })
    }

    /// Reads a program's access token.
    pub fn read_api(&self, text: &str, now: Millis) -> Result<ApiToken, BadToken> {
        let claims = self.read(text, API, now)?;
        Ok(ApiToken {
            client: ApiClientId(claims.sub),
            agency: AgencyId(claims.agency.ok_or(BadToken::Forged)?),
            scope: claims.scope.unwrap_or_default(),
            expires: Millis(claims.exp * 1000),
        })
    }

    fn sign(&self, claims: &impl Serialize) -> Result<String, BadToken> {
        encode(&Header::new(Algorithm::HS256), claims, &self.encoding)
            .map_err(|_cannot_sign| BadToken::Unsigned)
    }

    fn read(&self, text: &str, audience: &str, now: Millis) -> Result<Claims, BadToken> {
        let claims = self.decode(text, audience)?;
        if claims.exp <= now.seconds() {
            Err(BadToken::Expired)
        } else {
            Ok(claims)
        }
    }

    fn decode(&self, text: &str, audience: &str) -> Result<Claims, BadToken> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.validate_exp = false;
        validation.set_audience(&[audience]);
        decode::<Claims>(text, &self.decoding, &validation)
            .map(|token| token.claims)
            .map_err(|_any_fault| BadToken::Forged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> TokenKey {
        TokenKey::new(&[7; 32])
    }

    fn invitation() -> InvitationToken {
        InvitationToken {
            invitation: InvitationId(Uuid::from_u128(1)),
            expires: Millis(10_000),
        }
    }

    #[test]
    fn a_token_is_read_back_until_its_time_is_over() {
        let text = key().sign_invitation(invitation()).unwrap();
        assert_eq!(
            key().read_invitation(&text, Millis(9_000)),
            Ok(invitation())
        );
        assert_eq!(
            key().read_invitation(&text, Millis(10_000)),
            Err(BadToken::Expired)
        );
    }

    #[test]
    fn a_changed_cut_or_foreign_token_is_forged() {
        let text = key().sign_invitation(invitation()).unwrap();
        let other = TokenKey::new(&[8; 32])
            .sign_invitation(invitation())
            .unwrap();
        let unsigned = format!("eyJhbGciOiJub25lIn0.{}.", text.split('.').nth(1).unwrap());
        for bad in [
            text.replace('.', "x"),
            text[..text.len() - 2].to_owned(),
            other,
            unsigned,
        ] {
            assert_eq!(
                key().read_invitation(&bad, Millis(0)),
                Err(BadToken::Forged),
                "{bad}"
            );
        }
    }

    #[test]
    fn a_cookie_that_is_remembered_still_expires_and_a_changed_one_is_still_forged() {
        let token = CandidateToken {
            sitting: SittingId(Uuid::from_u128(1)),
            device: DeviceId(Uuid::from_u128(2)),
            agency: AgencyId(Uuid::from_u128(3)),
            expires: Millis(10_000),
        };
        let key = key();
        let text = key.sign_candidate(token).unwrap();
        for _ in 0..2 {
            assert_eq!(key.read_candidate(&text, Millis(9_000)), Ok(token));
            assert_eq!(
                key.read_candidate(&text, Millis(10_000)),
                Err(BadToken::Expired)
            );
            assert_eq!(
                key.read_candidate(&text[..text.len() - 2], Millis(9_000)),
                Err(BadToken::Forged)
            );
        }
    }

    #[test]
    fn a_link_is_not_good_as_a_cookie() {
        let text = key().sign_invitation(invitation()).unwrap();
        assert_eq!(
            key().read_candidate(&text, Millis(0)),
            Err(BadToken::Forged)
        );
        assert_eq!(key().read_api(&text, Millis(0)), Err(BadToken::Forged));
    }
}
