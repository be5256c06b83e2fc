//! A running digest over a sitting's events, so that a change of any one of them shows.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::clock::Millis;
use crate::ids::SittingId;

/// SHA-256 over every event of a sitting so far, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EventsDigest(pub [u8; 32]);

impl EventsDigest {
    /// The digest of a sitting without events.
    pub fn start(sitting: SittingId) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"composure events 1");
        hash.update(sitting.0.as_bytes());
        Self(hash.finalize().into())
    }

    /// The digest after one more event, from the very values that are kept.
    ///
    /// Every part has its length before it, so that no two different events give the same bytes.
    #[must_use]
    pub fn after(self, kept: &KeptEvent<'_>) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(kept.sequence.to_be_bytes());
        hash.update(kept.client_ms.to_bits().to_be_bytes());
        hash.update(kept.server_ms.0.to_be_bytes());
        for part in [kept.kind, kept.payload] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Self(hash.finalize().into())
    }
}

impl fmt::Display for EventsDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// An event exactly as it is kept.
#[derive(Debug, Clone, Copy)]
pub struct KeptEvent<'a> {
    /// Its place, from 1.
    pub sequence: u32,
    /// The kind.
    pub kind: &'a str,
    /// The browser's clock.
    pub client_ms: f64,
    /// The server's clock.
    pub server_ms: Millis,
    /// The payload's JSON text.
    pub payload: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_any_part_changes_the_digest() {
        let kept = KeptEvent {
            sequence: 1,
            kind: "answered",
            client_ms: 5.25,
            server_ms: Millis(7),
            payload: r#"{"value":3}"#,
        };
        let start = EventsDigest::start(SittingId(uuid::Uuid::from_u128(1)));
        let whole = start.after(&kept);
        let changed = [
            KeptEvent {
                sequence: 2,
                ..kept
            },
            KeptEvent {
                kind: "typed",
                ..kept
            },
            KeptEvent {
                client_ms: 5.26,
                ..kept
            },
            KeptEvent {
                server_ms: Millis(8),
                ..kept
            },
            KeptEvent {
                payload: r#"{"value":4}"#,
                ..kept
            },
        ];
        for other in changed {
            assert_ne!(start.after(&other), whole, "{other:?}");
        }
        assert_eq!(start.after(&kept), whole);
    }
}
