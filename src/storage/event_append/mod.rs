//! Appending to the events of sittings: many sittings in one transaction, each in order and without gaps.

/// Binds one row's columns in the order of [`statement`].
macro_rules! bound {
    ($query:expr, $sitting:expr, $record:expr) => {
        $query
            .bind(*$sitting)
            .bind(i64::from($record.sequence))
            .bind($record.kind.as_str())
            .bind($record.client_ms)
            .bind($record.server_ms)
            .bind($record.payload.as_str())
            .bind($record.digest)
    };
}

mod one_trip;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

use sqlx::AssertSqlSafe;

pub(super) use one_trip::{append_in_one_trip, round_number};

use super::error::inconsistent;
use super::event::EventRecord;
use super::{StorageError, Tx};
use crate::ids::SittingId;

/// Events of one sitting that are to be kept all or not at all.
#[derive(Debug, Clone, PartialEq)]
pub struct PendingEvents {
    /// The sitting.
    pub sitting: SittingId,
    /// In order, without gaps; made by [`chain`](super::event::chain).
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

/// The last sequence of sittings as far as somebody has appended to them or looked.
///
/// The log only grows, so what is known can be too low, never too high: a group that follows it either is right, or
/// meets a key that is taken and is tried again with nothing known.
pub type KnownLast = HashMap<SittingId, u64>;

row! {
    struct LastRow {
        last: i64,
    }
}

/// Appends events within a bigger transaction, where they stand or fall with its other changes.
///
/// [`StorageError::Overtaken`] when another process appended at the same moment: the transaction must be dropped.
pub async fn append_in(tx: &mut Tx, pending: &PendingEvents) -> Result<Appended, StorageError> {
    let mut known = KnownLast::new();
    let outcomes = append_group(tx, std::slice::from_ref(pending), &mut known).await?;
    Ok(outcomes.first().copied().unwrap_or(Appended::Conflict))
}

/// Appends the events of many sittings, and says for each what became of it.
///
/// Requests of the same sitting may follow one another in the same group. `known` saves looking up what it holds, and
/// learns what was appended; after any error it must be cleared. [`StorageError::Overtaken`] when something else
/// appended first: the transaction must be dropped, and the group may be tried again.
pub async fn append_group(
    tx: &mut Tx,
    group: &[PendingEvents],
    known: &mut KnownLast,
) -> Result<Vec<Appended>, StorageError> {
    let mut outcomes = Vec::with_capacity(group.len());
    let mut kept: Vec<&PendingEvents> = Vec::with_capacity(group.len());
    for pending in group {
        let sitting = pending.sitting;
        if !continues(known, pending)
            && let Some(last) = last_sequence(tx, sitting).await?
        {
            // What this group has added before is not in the table yet.
            let known_last = known.entry(sitting).or_insert(last);
            *known_last = last.max(*known_last);
        }
        if continues(known, pending) {
            known
                .entry(sitting)
                .and_modify(|last| *last += pending.records.len() as u64);
            kept.push(pending);
            outcomes.push(Appended::Stored);
        } else {
            outcomes.push(Appended::Conflict);
        }
    }
    insert(tx, &sorted_rows(kept)).await?;
    Ok(outcomes)
}

/// Whether the records continue what is known of their sitting without a gap.
fn continues(known: &KnownLast, pending: &PendingEvents) -> bool {
    let Some(last) = known.get(&pending.sitting) else {
        return false;
    };
    !pending.records.is_empty()
        && pending
            .records
            .iter()
            .zip(last + 1..)
            .all(|(record, sequence)| u64::from(record.sequence) == sequence)
}

/// The rows of a group in one order for all writers, so that two of them never wait for each other.
fn sorted_rows<'a>(
    group: impl IntoIterator<Item = &'a PendingEvents>,
) -> Vec<(SittingId, &'a EventRecord)> {
    let each = group.into_iter().flat_map(|pending| {
        let records = pending.records.iter();
        records.map(|record| (pending.sitting, record))
    });
    let mut rows: Vec<_> = each.collect();
    rows.sort_unstable_by_key(|(sitting, record)| (*sitting, record.sequence));
    rows
}

/// The highest sequence of a sitting, 0 where it has no events; `None` where there is no such sitting.
async fn last_sequence(tx: &mut Tx, sitting: SittingId) -> Result<Option<u64>, StorageError> {
    let row: Option<LastRow> = on!(tx, |c| {
        sqlx::query_as(
            "select coalesce((select max(e.sequence) from event e where e.sitting = s.id), 0) as last
            from sitting s
            where s.id = $1",
        )
        .bind(sitting)
        .fetch_optional(c)
        .await?
    });
    row.map(|row| {
        u64::try_from(row.last).map_err(|_fault| inconsistent("event", sitting)("sequence"))
    })
    .transpose()
}

/// How many rows one statement takes: a few sizes, so that each is prepared once, and a group needs few of them.
const SIZES: [usize; 4] = [128, 32, 8, 1];

/// The statement for each of [`SIZES`]. The text differs in its places only: SQLite looks up the name of a numbered
/// one in a list of all of them, which for hundreds costs more than the row.
static SQLITE: LazyLock<[String; 4]> =
    LazyLock::new(|| SIZES.map(|n| statement(n, |_| "?".to_owned())));
static POSTGRES: LazyLock<[String; 4]> =
    LazyLock::new(|| SIZES.map(|n| statement(n, |place| format!("${place}"))));

fn statement(n_rows: usize, place: impl Fn(usize) -> String) -> String {
    const N_COLUMNS: usize = 7;
    let row = |row: usize| {
        let places: Vec<String> = (1..=N_COLUMNS)
            .map(|column| place(row * N_COLUMNS + column))
            .collect();
        format!("({})", places.join(","))
    };
    let rows: Vec<String> = (0..n_rows).map(row).collect();
    format!(
        "insert into event (sitting, sequence, kind, client_ms, server_ms, payload, digest) values {}",
        rows.join(",")
    )
}

/// Inserts the rows; [`StorageError::Overtaken`] when one of their places is taken.
async fn insert(tx: &mut Tx, rows: &[(SittingId, &EventRecord)]) -> Result<(), StorageError> {
    let statements = match tx {
        Tx::Sqlite(_) => &*SQLITE,
        Tx::Postgres(_) => &*POSTGRES,
    };
    let mut rest = rows;
    for (size, statement) in SIZES.into_iter().zip(statements) {
        while let Some((rows, after)) = rest.split_at_checked(size) {
            rest = after;
            insert_some(tx, statement, rows).await?;
        }
    }
    Ok(())
}

async fn insert_some(
    tx: &mut Tx,
    statement: &'static str,
    rows: &[(SittingId, &EventRecord)],
) -> Result<(), StorageError> {
    let done = on!(tx, |c| {
        let mut query = sqlx::query(AssertSqlSafe(statement));
        for (sitting, record) in rows {
            query = bound!(query, sitting, record);
        }
        query.execute(c).await.map(drop)
    });
    done.map_err(|error| match &error {
        sqlx::Error::Database(fault) if fault.is_unique_violation() => StorageError::Overtaken,
        _ => error.into(),
    })
}
