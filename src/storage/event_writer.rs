//! One task that writes everything that waits in one transaction, so that hundreds of answers share one wait for the disk.
//!
//! While a group is being written the next one gathers by itself: no timer, no delay for a lone request. What is
//! answered [`Appended::Stored`] is on disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::Sqlite;
use sqlx::pool::PoolConnection;
use tokio::sync::{mpsc, oneshot};

use super::event_append::{
    Appended, KnownLast, PendingEvents, append_group, append_in_one_trip, round_number,
};
use super::{Db, StorageError};

/// The most rows in one group: some megabytes, written in some tens of milliseconds.
pub const MOST_ROWS: usize = 2000;
/// The most requests that wait in the channel before further ones wait outside.
const MOST_WAITING: usize = 4096;
/// The most sittings whose last sequence is remembered, some megabytes.
const MOST_KNOWN: usize = 50_000;
/// How many groups are written before other writers get their turn at the file.
const MOST_IN_A_ROW: u32 = 8;
/// How often a group that another process overtook is tried again.
const MOST_TRIES: u32 = 8;

/// The events could not be written; nobody was told that they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the events could not be kept now")]
pub struct Unavailable;

type Answer = Result<Appended, Unavailable>;

struct Request {
    pending: PendingEvents,
    answer: oneshot::Sender<Answer>,
}

/// A hand on the writing task, which ends when the last hand is gone and everything given is written.
#[derive(Debug, Clone)]
pub struct EventWriter {
    requests: mpsc::Sender<Request>,
    transactions: Arc<AtomicU64>,
}

impl EventWriter {
    /// Starts the writing task on the current runtime, with at most `most_rows` in a transaction unless one request
    /// has more: [`MOST_ROWS`] in use, 1 to see what grouping saves.
    pub fn start(db: Db, most_rows: usize) -> Self {
        let (requests, waiting) = mpsc::channel(MOST_WAITING);
        let transactions = Arc::new(AtomicU64::new(0));
        let writing = write_groups(db, waiting, most_rows, Arc::clone(&transactions));
        tokio::spawn(writing);
        Self {
            requests,
            transactions,
        }
    }

    /// Appends events and waits until they are on disk. All of them are kept, or none.
    pub async fn append(&self, pending: PendingEvents) -> Answer {
        let (answer, answered) = oneshot::channel();
        let request = Request { pending, answer };
        self.requests
            .send(request)
            .await
            .map_err(|_closed| Unavailable)?;
        answered.await.map_err(|_gone| Unavailable)?
    }

    /// How many transactions were begun, for metrics.
    pub fn transactions(&self) -> u64 {
        self.transactions.load(Ordering::Relaxed)
    }
}

/// What the writing task works with.
struct Writing {
    db: Db,
    known: KnownLast,
    transactions: Arc<AtomicU64>,
    /// The file's writing connection, held while requests keep coming: giving it back costs a trip to its thread.
    file: Option<PoolConnection<Sqlite>>,
}

async fn write_groups(
    db: Db,
    mut waiting: mpsc::Receiver<Request>,
    most_rows: usize,
    transactions: Arc<AtomicU64>,
) {
    let mut writing = Writing {
        db,
        known: KnownLast::new(),
        transactions,
        file: None,
    };
    let mut n_groups = 0;
    while let Some(first) = waiting.recv().await {
        let (group, answers) = gather(first, &mut waiting, most_rows);
        let outcomes = writing.write(&group).await;
        for (place, answer) in answers.into_iter().enumerate() {
            let outcome = outcomes
                .as_ref()
                .ok()
                .and_then(|all| all.get(place).copied());
            // Who asked may have gone away; the events are kept all the same, and asking again says so.
            let _ = answer.send(outcome.ok_or(Unavailable));
        }
        n_groups += 1;
        if waiting.is_empty() || MOST_IN_A_ROW < n_groups {
            writing.file = None;
            n_groups = 0;
        }
    }
}

/// Takes what waits: most requests have one row, and so many of them as can be written in one trip.
fn gather(
    first: Request,
    waiting: &mut mpsc::Receiver<Request>,
    most_rows: usize,
) -> (Vec<PendingEvents>, Vec<oneshot::Sender<Answer>>) {
    let n_requests = round_number((1 + waiting.len()).min(most_rows));
    let mut n_rows = first.pending.records.len();
    let mut group = vec![first.pending];
    let mut answers = vec![first.answer];
    while group.len() < n_requests
        && n_rows < most_rows
        && let Ok(request) = waiting.try_recv()
    {
        n_rows += request.pending.records.len();
        group.push(request.pending);
        answers.push(request.answer);
    }
    (group, answers)
}

impl Writing {
    /// Writes a group; a passing fault, such as another server's append, is met by trying again.
    async fn write(&mut self, group: &[PendingEvents]) -> Result<Vec<Appended>, StorageError> {
        if MOST_KNOWN < self.known.len() {
            self.known.clear();
        }
        let mut n_tries = 0;
        loop {
            n_tries += 1;
            self.transactions.fetch_add(1, Ordering::Relaxed);
            let written = self.try_to_write(group, n_tries).await;
            if written.is_err() {
                // What was counted on was not kept.
                self.known.clear();
            }
            match written {
                Err(error) if error.is_passing() && n_tries < MOST_TRIES => {}
                Err(error) if n_tries == 1 && self.file.is_some() => {
                    tracing::warn!(error = ?error, "a group is looked at more closely");
                }
                Err(error) => {
                    let n_requests = group.len();
                    tracing::error!(n_requests, n_tries, error = ?error, "events could not be kept");
                    return Err(error);
                }
                Ok(outcomes) => return Ok(outcomes),
            }
        }
    }

    async fn try_to_write(
        &mut self,
        group: &[PendingEvents],
        n_tries: u32,
    ) -> Result<Vec<Appended>, StorageError> {
        if n_tries == 1 {
            if self.file.is_none() {
                self.file = self.db.file_writer().await?;
            }
            if let Some(file) = &mut self.file
                && append_in_one_trip(file, group, &mut self.known).await?
            {
                return Ok(vec![Appended::Stored; group.len()]);
            }
        }
        self.file = None;
        let mut tx = self.db.begin().await?;
        match append_group(&mut tx, group, &mut self.known).await {
            Ok(outcomes) => {
                tx.commit().await?;
                Ok(outcomes)
            }
            Err(error) => {
                tx.rollback().await?;
                Err(error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::ids::SittingId;
    use crate::storage::event::{chain, records_of};
    use crate::storage::testing::{fixtures, on_both};
    use futures_util::future::join_all;
    use std::ops::RangeInclusive;

    fn pending(sitting: SittingId, sequences: RangeInclusive<u32>) -> PendingEvents {
        let records = chain(Digest::ZERO, &fixtures::events(sequences));
        PendingEvents { sitting, records }
    }

    async fn sittings(db: &Db, n_sittings: u32) -> Vec<SittingId> {
        let mut tx = db.begin().await.unwrap();
        let agency = fixtures::agency(&mut tx).await;
        let campaign = fixtures::campaign(&mut tx, agency.id).await;
        let mut sittings = Vec::new();
        for _ in 0..n_sittings {
            sittings.push(fixtures::sitting(&mut tx, &campaign).await.id);
        }
        tx.commit().await.unwrap();
        sittings
    }

    async fn n_events(db: &Db, sitting: SittingId) -> usize {
        let mut tx = db.read().await.unwrap();
        records_of(&mut tx, sitting).await.unwrap().len()
    }

    #[tokio::test]
    async fn many_waiting_requests_share_a_few_transactions() {
        on_both(|db| async move {
            let sittings = sittings(&db, 64).await;
            let writer = EventWriter::start(db.clone(), MOST_ROWS);
            let requests = sittings.iter().map(|id| writer.append(pending(*id, 1..=5)));
            for answer in join_all(requests).await {
                assert_eq!(answer, Ok(Appended::Stored));
            }
            assert!(
                writer.transactions() < 8,
                "{} for 64 requests",
                writer.transactions()
            );
            for sitting in sittings {
                assert_eq!(n_events(&db, sitting).await, 5);
            }
        })
        .await;
    }

    #[tokio::test]
    async fn a_repeated_request_is_a_conflict_and_keeps_nothing_twice() {
        on_both(|db| async move {
            let sitting = sittings(&db, 1).await[0];
            let writer = EventWriter::start(db.clone(), MOST_ROWS);
            assert_eq!(
                writer.append(pending(sitting, 1..=2)).await,
                Ok(Appended::Stored)
            );
            assert_eq!(
                writer.append(pending(sitting, 1..=2)).await,
                Ok(Appended::Conflict)
            );
            assert_eq!(
                writer.append(pending(sitting, 2..=3)).await,
                Ok(Appended::Conflict)
            );
            assert_eq!(
                writer.append(pending(sitting, 4..=4)).await,
                Ok(Appended::Conflict)
            );
            assert_eq!(
                writer.append(pending(sitting, 3..=3)).await,
                Ok(Appended::Stored)
            );
            assert_eq!(n_events(&db, sitting).await, 3);
        })
        .await;
    }

    #[tokio::test]
    async fn two_servers_never_keep_both_of_two_answers_for_one_place() {
        on_both(|db| async move {
            let sittings = sittings(&db, 24).await;
            let writers = [
                EventWriter::start(db.clone(), MOST_ROWS),
                EventWriter::start(db.clone(), MOST_ROWS),
            ];
            for round in 0..6 {
                // The two overlap in some sequences and not in others, which a bare unique key would tear apart.
                let first = round * 3 + 1;
                let requests = sittings.iter().flat_map(|id| {
                    let long = writers[0].append(pending(*id, first..=first + 2));
                    let same = writers[1].append(pending(*id, first..=first + 2));
                    [long, same]
                });
                let answers = join_all(requests).await;
                for pair in answers.chunks(2) {
                    let stored = pair.iter().filter(|a| **a == Ok(Appended::Stored)).count();
                    let conflict = pair
                        .iter()
                        .filter(|a| **a == Ok(Appended::Conflict))
                        .count();
                    assert_eq!((stored, conflict), (1, 1));
                }
            }
            for sitting in sittings {
                assert_eq!(n_events(&db, sitting).await, 18);
            }
        })
        .await;
    }

    #[tokio::test]
    async fn a_database_that_is_gone_is_unavailable_and_not_a_conflict() {
        on_both(|db| async move {
            let sitting = sittings(&db, 1).await[0];
            let writer = EventWriter::start(db.clone(), MOST_ROWS);
            db.close().await;
            assert_eq!(
                writer.append(pending(sitting, 1..=1)).await,
                Err(Unavailable)
            );
        })
        .await;
    }
}
