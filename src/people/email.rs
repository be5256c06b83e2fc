//! Addresses that mail is sent to.

use std::fmt;

/// The most bytes an address may have (RFC 5321, section 4.5.3.1.3: a path of 256 octets with its two brackets).
pub const LONGEST_ADDRESS: usize = 254;

/// An address in lower case.
///
/// Private: one `@` with something before it, a dotted domain after it, no spaces. Whether anybody reads it, only mail tells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

/// Why something is not an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailFault {
    /// Nothing there.
    #[error("the address is empty")]
    Empty,
    /// Longer than [`LONGEST_ADDRESS`].
    #[error("the address has {0} characters; at most 254 are possible")]
    TooLong(usize),
    /// A space or a control character within it.
    #[error("the address has a space or a character that cannot be shown")]
    Blank,
    /// Not of the form `name@domain`.
    #[error("the address is not of the form name@example.org")]
    Form,
}

impl EmailAddress {
    /// Reads an address and lowers its letters, so that one person is found whichever way it is typed.
    pub fn parse(text: &str) -> Result<Self, EmailFault> {
        let address = text.trim().to_lowercase();
        if address.is_empty() {
            return Err(EmailFault::Empty);
        }
        if address.len() > LONGEST_ADDRESS {
            return Err(EmailFault::TooLong(address.len()));
        }
        if address.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(EmailFault::Blank);
        }
        match address.split_once('@') {
            Some((local, domain)) if !local.is_empty() && is_domain(domain) => Ok(Self(address)),
            _ => Err(EmailFault::Form),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_domain(domain: &str) -> bool {
    domain.contains('.')
        && domain.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_kept_in_lower_case() {
        let address = EmailAddress::parse(" Ada.Park+jobs@Example.ORG ").unwrap();
        assert_eq!(address.as_str(), "ada.park+jobs@example.org");
    }

    #[test]
    fn what_cannot_be_an_address_is_refused_with_its_reason() {
        for (text, fault) in [
            ("", EmailFault::Empty),
            ("a b@example.org", EmailFault::Blank),
            ("example.org", EmailFault::Form),
            ("@example.org", EmailFault::Form),
            ("a@b@example.org", EmailFault::Form),
            ("a@example", EmailFault::Form),
            ("a@example..org", EmailFault::Form),
            ("a@-example.org", EmailFault::Form),
        ] {
            assert_eq!(EmailAddress::parse(text), Err(fault), "{text}");
        }
        let long = format!("{}@example.org", "a".repeat(250));
        assert_eq!(EmailAddress::parse(&long), Err(EmailFault::TooLong(262)));
    }
}
