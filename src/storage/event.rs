//! The events of sittings: append-only, in order, without gaps, each digest covering the one before.

use super::error::inconsistent;
use super::{StorageError, Tx};
use crate::clock::Millis;
use crate::digest::Digest;
use crate::ids::SittingId;
use crate::sitting::{Event, Happening};

/// An event as the log keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRecord {
    /// Its place in the sitting, from 1, without gaps.
    pub sequence: u32,
    /// What kind of happening.
    pub kind: String,
    /// When the browser says it happened.
    pub client_ms: f64,
    /// When the server took it.
    pub server_ms: Millis,
    /// The JSON of what happened, exactly as it is covered by the digest.
    pub payload: String,
    /// Covers this event and all before it.
    pub digest: Digest,
}

impl EventRecord {
    /// The digest that the contents give after `previous`; differs from `digest` when something was changed.
    pub fn computed_digest(&self, previous: Digest) -> Digest {
        Digest::of_fields(&[
            b"composure.event.1",
            &previous.0,
            &self.sequence.to_be_bytes(),
            self.kind.as_bytes(),
            // Adding zero makes of both zeros one, which a database may do too.
            &(self.client_ms + 0.0).to_bits().to_be_bytes(),
            &self.server_ms.0.to_be_bytes(),
            self.payload.as_bytes(),
        ])
    }

    /// The event; `None` when this program does not know such a happening.
    pub fn to_event(&self) -> Option<Event> {
        Some(Event {
            sequence: self.sequence,
            client_ms: self.client_ms,
            server_ms: self.server_ms,
            happening: Happening::read(&self.kind, &self.payload).ok()?,
        })
    }
}

/// Makes records of events that follow one with the digest `previous` ([`Digest::ZERO`] at the beginning).
pub fn chain(previous: Digest, events: &[Event]) -> Vec<EventRecord> {
    let mut digest = previous;
    events
        .iter()
        .map(|event| {
            let mut record = EventRecord {
                sequence: event.sequence,
                kind: event.happening.kind().to_owned(),
                client_ms: event.client_ms,
                server_ms: event.server_ms,
                payload: event.happening.payload_text(),
                digest: Digest::ZERO,
            };
            digest = record.computed_digest(digest);
            record.digest = digest;
            record
        })
        .collect()
}

row! {
    struct EventRow {
        sequence: i64,
        kind: String,
        client_ms: f64,
        server_ms: Millis,
        payload: String,
        digest: Digest,
    }
}

/// Every event of a sitting, in order.
pub async fn records_of(tx: &mut Tx, sitting: SittingId) -> Result<Vec<EventRecord>, StorageError> {
    let rows: Vec<EventRow> = on!(tx, |c| {
        sqlx::query_as(
            "select sequence, kind, client_ms, server_ms, payload, digest
            from event
            where sitting = $1
            order by sequence",
        )
        .bind(sitting)
        .fetch_all(c)
        .await?
    });
    let unreadable = inconsistent("event", sitting);
    rows.into_iter()
        .map(|row| {
            Ok(EventRecord {
                sequence: u32::try_from(row.sequence).map_err(|_fault| unreadable("sequence"))?,
                kind: row.kind,
                client_ms: row.client_ms,
                server_ms: row.server_ms,
                payload: row.payload,
                digest: row.digest,
            })
        })
        .collect()
}

/// Every event of a sitting as the domain knows it, in order, with the digest of the last.
pub async fn events_of(
    tx: &mut Tx,
    sitting: SittingId,
) -> Result<(Vec<Event>, Digest), StorageError> {
    let records = records_of(tx, sitting).await?;
    let digest = records.last().map_or(Digest::ZERO, |record| record.digest);
    let events = records
        .iter()
        .map(|record| {
            let row = format!("{sitting} {}", record.sequence);
            record
                .to_event()
                .ok_or_else(|| inconsistent("event", row)("payload"))
        })
        .collect::<Result<_, _>>()?;
    Ok((events, digest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::storage::event_append::{Appended, PendingEvents, append_in};
    use crate::storage::testing::{fixtures, on_both};
    use rand::RngExt as _;

    fn pending(sitting: SittingId, previous: Digest, events: &[Event]) -> PendingEvents {
        let records = chain(previous, events);
        PendingEvents { sitting, records }
    }

    #[tokio::test]
    async fn events_read_back_to_the_bit_with_an_unbroken_chain() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let sitting = fixtures::sitting(&mut tx, &campaign).await.id;
            let mut rng = seeded(3);
            let mut events = fixtures::events(1..=300);
            for event in &mut events {
                // Any time of this century, at any fraction of a millisecond, must survive both databases unrounded.
                event.client_ms = rng.random_range(0.0..4.0e12);
            }
            let kept = pending(sitting, Digest::ZERO, &events);
            assert_eq!(append_in(&mut tx, &kept).await.unwrap(), Appended::Stored);

            let records = records_of(&mut tx, sitting).await.unwrap();
            assert_eq!(records, kept.records);
            let mut previous = Digest::ZERO;
            for record in &records {
                assert_eq!(record.computed_digest(previous), record.digest);
                previous = record.digest;
            }
            let (found, last) = events_of(&mut tx, sitting).await.unwrap();
            assert_eq!(found, events);
            assert_eq!(last, previous);
        })
        .await;
    }

    #[tokio::test]
    async fn an_event_that_this_program_does_not_know_is_named_and_not_skipped() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let sitting = fixtures::sitting(&mut tx, &campaign).await.id;
            let mut odd = pending(sitting, Digest::ZERO, &fixtures::events(1..=1));
            odd.records[0].kind = "sneezed".to_owned();
            append_in(&mut tx, &odd).await.unwrap();
            let error = events_of(&mut tx, sitting).await.unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("event.payload of row {sitting} 1 cannot be read")
            );
        })
        .await;
    }
}
