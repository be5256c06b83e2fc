//! The events of sittings: append-only, in order, without gaps, each digest covering the one before.

use std::collections::HashMap;

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

/// Events of one sitting that are to be kept all or not at all.
#[derive(Debug, Clone, PartialEq)]
pub struct PendingEvents {
    /// The sitting.
    pub sitting: SittingId,
    /// In order, without gaps; made by [`chain`].
    pub records: Vec<EventRecord>,
}

/// What became of pending events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// They follow what is kept, and are kept now.
    Stored,
    /// They do not follow what is kept: something else was appended meanwhile. None of them is kept.
    Conflict,
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

row! {
    struct LastRow {
        id: SittingId,
        last: i64,
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

/// Appends events within a bigger transaction, where they stand or fall with its other changes.
///
/// [`StorageError::Overtaken`] when another process appended at the same moment: the transaction must be dropped.
pub async fn append_in(tx: &mut Tx, pending: &PendingEvents) -> Result<Appended, StorageError> {
    let outcomes = append_group(tx, std::slice::from_ref(pending)).await?;
    Ok(outcomes.first().copied().unwrap_or(Appended::Conflict))
}

/// Appends the events of many sittings in one statement, and says for each what became of it.
///
/// Requests of the same sitting may follow one another in the same group. [`StorageError::Overtaken`] when another
/// process appended at the same moment: the transaction must be dropped, and the group may be tried again.
pub async fn append_group(
    tx: &mut Tx,
    group: &[PendingEvents],
) -> Result<Vec<Appended>, StorageError> {
    let mut last = last_sequences(tx, group).await?;
    let mut outcomes = Vec::with_capacity(group.len());
    let mut kept: Vec<(SittingId, &EventRecord)> = Vec::new();
    for pending in group {
        let outcome = match last.get_mut(&pending.sitting) {
            Some(last) if follows(*last, &pending.records) => {
                *last += pending.records.len() as u64;
                kept.extend(
                    pending
                        .records
                        .iter()
                        .map(|record| (pending.sitting, record)),
                );
                Appended::Stored
            }
            _ => Appended::Conflict,
        };
        outcomes.push(outcome);
    }
    if kept.is_empty() {
        return Ok(outcomes);
    }
    // One order for all writers, so that two of them never wait for each other.
    kept.sort_by_key(|(sitting, record)| (*sitting, record.sequence));
    let added = match tx {
        Tx::Sqlite(_) => insert_sqlite(tx, &kept).await?,
        Tx::Postgres(_) => insert_postgres(tx, &kept).await?,
    };
    if added != kept.len() as u64 {
        return Err(StorageError::Overtaken);
    }
    Ok(outcomes)
}

/// Whether the records continue a sitting of `last` events without a gap.
fn follows(last: u64, records: &[EventRecord]) -> bool {
    !records.is_empty()
        && records
            .iter()
            .zip(last + 1..)
            .all(|(record, sequence)| u64::from(record.sequence) == sequence)
}

// The statements that differ: each database takes a list in its own way.

const LAST_SQLITE: &str = "
    select s.id as id, coalesce((select max(e.sequence) from event e where e.sitting = s.id), 0) as last
    from json_each($1) asked
    join sitting s on s.id = unhex(asked.value)";

const LAST_POSTGRES: &str = "
    select s.id as id, coalesce((select max(e.sequence) from event e where e.sitting = s.id), 0) as last
    from unnest($1) asked (id)
    join sitting s on s.id = asked.id";

// `where true` keeps SQLite from reading `on conflict` as a part of the join.
const INSERT_SQLITE: &str = "
    insert into event (sitting, sequence, kind, client_ms, server_ms, payload, digest)
    select unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, unhex(value ->> 6)
    from json_each($1)
    where true
    on conflict (sitting, sequence) do nothing";

const INSERT_POSTGRES: &str = "
    insert into event (sitting, sequence, kind, client_ms, server_ms, payload, digest)
    select sitting, sequence, kind, client_ms, server_ms, payload, digest
    from unnest($1, $2, $3, $4, $5, $6, $7)
        given (sitting, sequence, kind, client_ms, server_ms, payload, digest)
    on conflict (sitting, sequence) do nothing";

/// The highest sequence of each sitting of the group that there is; 0 where it has no events.
async fn last_sequences(
    tx: &mut Tx,
    group: &[PendingEvents],
) -> Result<HashMap<SittingId, u64>, StorageError> {
    let mut sittings: Vec<SittingId> = group.iter().map(|pending| pending.sitting).collect();
    sittings.sort_unstable();
    sittings.dedup();
    let rows: Vec<LastRow> = match tx {
        Tx::Sqlite(transaction) => {
            let hex = sittings.iter().map(|id| id.0.simple().to_string());
            let list = hex.collect::<serde_json::Value>().to_string();
            sqlx::query_as(LAST_SQLITE)
                .bind(list)
                .fetch_all(&mut **transaction)
                .await?
        }
        Tx::Postgres(transaction) => {
            let list: Vec<uuid::Uuid> = sittings.iter().map(|id| id.0).collect();
            sqlx::query_as(LAST_POSTGRES)
                .bind(list)
                .fetch_all(&mut **transaction)
                .await?
        }
    };
    rows.into_iter()
        .map(|row| {
            let last = u64::try_from(row.last)
                .map_err(|_fault| inconsistent("event", row.id)("sequence"))?;
            Ok((row.id, last))
        })
        .collect()
}

async fn insert_sqlite(
    tx: &mut Tx,
    kept: &[(SittingId, &EventRecord)],
) -> Result<u64, StorageError> {
    let Tx::Sqlite(transaction) = tx else {
        return Ok(0);
    };
    let rows: Vec<_> = kept
        .iter()
        .map(|(sitting, record)| {
            (
                sitting.0.simple().to_string(),
                record.sequence,
                &record.kind,
                record.client_ms,
                record.server_ms,
                &record.payload,
                record.digest.to_string(),
            )
        })
        .collect();
    let list = serde_json::to_string(&rows)
        .map_err(|error| StorageError::Database(sqlx::Error::Encode(Box::new(error))))?;
    let done = sqlx::query(INSERT_SQLITE)
        .bind(list)
        .execute(&mut **transaction)
        .await?;
    Ok(done.rows_affected())
}

async fn insert_postgres(
    tx: &mut Tx,
    kept: &[(SittingId, &EventRecord)],
) -> Result<u64, StorageError> {
    let Tx::Postgres(transaction) = tx else {
        return Ok(0);
    };
    let column = |read: fn(&EventRecord) -> i64| kept.iter().map(|(_, r)| read(r)).collect();
    let sequences: Vec<i64> = column(|record| i64::from(record.sequence));
    let server_ms: Vec<i64> = column(|record| record.server_ms.0);
    let sittings: Vec<uuid::Uuid> = kept.iter().map(|(sitting, _)| sitting.0).collect();
    let kinds: Vec<&str> = kept.iter().map(|(_, r)| r.kind.as_str()).collect();
    let client_ms: Vec<f64> = kept.iter().map(|(_, r)| r.client_ms).collect();
    let payloads: Vec<&str> = kept.iter().map(|(_, r)| r.payload.as_str()).collect();
    let digests: Vec<&[u8]> = kept.iter().map(|(_, r)| r.digest.0.as_slice()).collect();
    let done = sqlx::query(INSERT_POSTGRES)
        .bind(sittings)
        .bind(sequences)
        .bind(kinds)
        .bind(client_ms)
        .bind(server_ms)
        .bind(payloads)
        .bind(digests)
        .execute(&mut **transaction)
        .await?;
    Ok(done.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::Appended::{Conflict, Stored};
    use super::*;
    use crate::clock::seeded;
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
    async fn what_does_not_follow_what_is_kept_leaves_nothing_behind() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let sitting = fixtures::sitting(&mut tx, &campaign).await.id;
            let first = pending(sitting, Digest::ZERO, &fixtures::events(1..=3));
            assert_eq!(append_in(&mut tx, &first).await.unwrap(), Appended::Stored);
            let unknown = fixtures::new_id(SittingId::new);
            for (sitting, events) in [
                (sitting, fixtures::events(1..=3)),
                (sitting, fixtures::events(3..=4)),
                (sitting, fixtures::events(5..=6)),
                (sitting, fixtures::events([4, 6])),
                (sitting, fixtures::events([4, 4])),
                (sitting, fixtures::events([])),
                (unknown, fixtures::events(1..=1)),
            ] {
                let refused = pending(sitting, Digest::ZERO, &events);
                assert_eq!(
                    append_in(&mut tx, &refused).await.unwrap(),
                    Appended::Conflict
                );
            }
            assert_eq!(records_of(&mut tx, sitting).await.unwrap(), first.records);
            assert_eq!(
                events_of(&mut tx, unknown).await.unwrap(),
                (vec![], Digest::ZERO)
            );
        })
        .await;
    }

    #[tokio::test]
    async fn a_group_keeps_what_follows_and_refuses_the_rest() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let campaign = fixtures::campaign(&mut tx, agency.id).await;
            let one = fixtures::sitting(&mut tx, &campaign).await.id;
            let two = fixtures::sitting(&mut tx, &campaign).await.id;
            let first = pending(one, Digest::ZERO, &fixtures::events(1..=2));
            let last = first.records[1].digest;
            let group = [
                first.clone(),
                pending(two, Digest::ZERO, &fixtures::events(2..=3)),
                pending(one, last, &fixtures::events(3..=3)),
                pending(one, last, &fixtures::events(3..=4)),
                pending(two, Digest::ZERO, &fixtures::events(1..=1)),
            ];
            let outcomes = append_group(&mut tx, &group).await.unwrap();
            assert_eq!(outcomes, [Stored, Conflict, Stored, Conflict, Stored]);
            assert_eq!(records_of(&mut tx, one).await.unwrap().len(), 3);
            assert_eq!(records_of(&mut tx, two).await.unwrap().len(), 1);
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
