//! One task that writes everything that waits in one transaction, so that hundreds of answers share one wait for the disk.
//!
//! While a group is being written the next one gathers by itself: no timer, no delay for a lone request. What is
//! answered [`Appended::Stored`] is on disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{mpsc, oneshot};

use super::event::{Appended, PendingEvents, append_group};
use super::{Db, StorageError};

/// The most rows in one group: some megabytes, written in some tens of milliseconds.
const MOST_ROWS: usize = 2000;
/// The most requests that wait in the channel before further ones wait outside.
const MOST_WAITING: usize = 4096;
/// How often a group that another process overtook is tried again.
const MOST_TRIES: u32 = 8;

/// The events could not be written; nobody was told that they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the events could not be kept now")]
pub struct Unavailable;

struct Request {
    pending: PendingEvents,
    answer: oneshot::Sender<Result<Appended, Unavailable>>,
}

/// A hand on the writing task, which ends when the last hand is gone and everything given is written.
#[derive(Debug, Clone)]
pub struct EventWriter {
    requests: mpsc::Sender<Request>,
    transactions: Arc<AtomicU64>,
}

impl EventWriter {
    /// Starts the writing task on the current runtime.
    pub fn start(db: Db) -> Self {
        let (requests, waiting) = mpsc::channel(MOST_WAITING);
        let transactions = Arc::new(AtomicU64::new(0));
        tokio::spawn(write_groups(db, waiting, Arc::clone(&transactions)));
        Self {
            requests,
            transactions,
        }
    }

    /// Appends events and waits until they are on disk. All of them are kept, or none.
    pub async fn append(&self, pending: PendingEvents) -> Result<Appended, Unavailable> {
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

async fn write_groups(db: Db, mut waiting: mpsc::Receiver<Request>, transactions: Arc<AtomicU64>) {
    while let Some(first) = waiting.recv().await {
        let mut n_rows = first.pending.records.len();
        let mut group = vec![first.pending];
        let mut answers = vec![first.answer];
        while n_rows < MOST_ROWS
            && let Ok(request) = waiting.try_recv()
        {
            n_rows += request.pending.records.len();
            group.push(request.pending);
            answers.push(request.answer);
        }
        let outcomes = write(&db, &group, &transactions).await;
        for (place, answer) in answers.into_iter().enumerate() {
            let outcome = outcomes
                .as_ref()
                .ok()
                .and_then(|all| all.get(place).copied());
            // Who asked may have gone away; the events are kept all the same, and asking again says so.
            let _ = answer.send(outcome.ok_or(Unavailable));
        }
    }
}

async fn write(
    db: &Db,
    group: &[PendingEvents],
    transactions: &AtomicU64,
) -> Result<Vec<Appended>, StorageError> {
    let mut n_tries = 0;
    loop {
        n_tries += 1;
        transactions.fetch_add(1, Ordering::Relaxed);
        match try_to_write(db, group).await {
            Err(error) if error.is_passing() && n_tries < MOST_TRIES => {}
            Err(error) => {
                let n_requests = group.len();
                tracing::error!(n_requests, n_tries, error = ?error, "events could not be kept");
                return Err(error);
            }
            Ok(outcomes) => return Ok(outcomes),
        }
    }
}

async fn try_to_write(db: &Db, group: &[PendingEvents]) -> Result<Vec<Appended>, StorageError> {
    let mut tx = db.begin().await?;
    match append_group(&mut tx, group).await {
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
