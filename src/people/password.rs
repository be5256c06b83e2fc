//! Passwords, kept only as argon2id hashes.

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use rand::Rng;

/// 19 MiB of memory in KiB: the OWASP Password Storage Cheat Sheet's first choice (m = 19456, t = 2, p = 1).
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over that memory.
const PASSES: u32 = 2;
/// Lanes, computed one after the other here.
const LANES: u32 = 1;

/// The fewest characters of a password (NIST SP 800-63B-4, section 3.1.1.2: 15 where it is the only factor).
pub const SHORTEST_PASSWORD: usize = 15;
/// The most bytes of a password; more only costs time.
pub const LONGEST_PASSWORD: usize = 1024;

/// Why a password was not hashed.
#[derive(Debug, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than [`SHORTEST_PASSWORD`] characters.
    #[error("the password has {0} characters; at least 15 are needed")]
    TooShort(usize),
    /// More than [`LONGEST_PASSWORD`] bytes.
    #[error("the password has {0} bytes; at most 1024 are possible")]
    TooLong(usize),
    /// Argon2 could not run, for want of memory.
    #[error("the password could not be hashed: {0}")]
    Hashing(String),
}

/// Hashes a password with a salt of 16 random bytes, into the PHC format, which names its own parameters.
pub fn hash_password(password: &str, rng: &mut impl Rng) -> Result<String, PasswordFault> {
    let characters = password.chars().count();
    if characters < SHORTEST_PASSWORD {
        return Err(PasswordFault::TooShort(characters));
    }
    if password.len() > LONGEST_PASSWORD {
        return Err(PasswordFault::TooLong(password.len()));
    }
    let mut salt = [0_u8; 16];
    rng.fill_bytes(&mut salt);
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .map_err(|fault| PasswordFault::Hashing(fault.to_string()))?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map(|hash: PasswordHash| hash.to_string())
        .map_err(|fault| PasswordFault::Hashing(fault.to_string()))
}

/// Whether the password is the one of that hash; `false` also when the hash cannot be read.
///
/// Takes some tens of milliseconds of a whole core on purpose: call it where waiting is allowed, not in an async task.
pub fn is_password(password: &str, hash: &str) -> bool {
    password.len() <= LONGEST_PASSWORD
        && PasswordHash::new(hash).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;

    #[test]
    fn a_password_is_known_again_and_no_other_is() {
        let hash = hash_password("correct horse battery", &mut seeded(1)).unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(is_password("correct horse battery", &hash));
        assert!(!is_password("correct horse batterY", &hash));
        assert!(!is_password("correct horse battery", "not a hash"));
    }

    #[test]
    fn the_same_password_has_another_hash_each_time() {
        let mut rng = seeded(1);
        let mut hash = || hash_password("correct horse battery", &mut rng).unwrap();
        assert_ne!(hash(), hash());
    }

    #[test]
    fn passwords_too_short_or_too_long_are_refused() {
        let fault = |password: &str| hash_password(password, &mut seeded(1)).unwrap_err();
        assert!(matches!(fault("short"), PasswordFault::TooShort(5)));
        assert!(matches!(
            fault(&"x".repeat(1025)),
            PasswordFault::TooLong(1025)
        ));
    }
}
