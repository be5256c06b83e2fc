//! A whole group in one trip to the thread that owns the file.

use std::sync::LazyLock;

use sqlx::{AssertSqlSafe, SqliteConnection};

use super::{KnownLast, PendingEvents, continues, sorted_rows, statement};
use crate::storage::StorageError;

/// Appends a group to the file in one trip to the thread that owns it: begin, rows and commit as one text.
///
/// `false` when it was not tried, because the group needs a closer look: a sitting of which nothing is known, a gap,
/// or a number of rows that is not one of [`round_number`]. After an error nothing of the group is kept, `known` must
/// be cleared, and the group has to go through [`append_group`](super::append_group), which tells whose events could
/// not be kept.
pub(in crate::storage) async fn append_in_one_trip(
    writer: &mut SqliteConnection,
    group: &[PendingEvents],
    known: &mut KnownLast,
) -> Result<bool, StorageError> {
    let n_rows = group.iter().map(|pending| pending.records.len()).sum();
    if n_rows == 0 || round_number(n_rows) != n_rows || !advance(known, group) {
        return Ok(false);
    }
    let rows = sorted_rows(group);
    let mut query = sqlx::query(AssertSqlSafe(one_trip_text(n_rows)));
    for (sitting, record) in &rows {
        query = bound!(query, sitting, record);
    }
    match query.execute(&mut *writer).await {
        Ok(_) => Ok(true),
        Err(error) => {
            // There is nothing to roll back when it failed to begin.
            let _ = sqlx::query("rollback").execute(writer).await;
            Err(error.into())
        }
    }
}

/// Counts a group to what is known when all of it continues that; else leaves everything as it was.
fn advance(known: &mut KnownLast, group: &[PendingEvents]) -> bool {
    for (place, pending) in group.iter().enumerate() {
        if continues(known, pending) {
            known
                .entry(pending.sitting)
                .and_modify(|last| *last += pending.records.len() as u64);
            continue;
        }
        for counted in group.iter().take(place) {
            known
                .entry(counted.sitting)
                .and_modify(|last| *last -= counted.records.len() as u64);
        }
        return false;
    }
    true
}

/// The largest number of rows up to `n_rows` for which there is a text of one trip: few enough texts that the
/// database keeps all of them prepared.
pub(in crate::storage) const fn round_number(n_rows: usize) -> usize {
    match n_rows {
        0..=STEP => n_rows,
        MOST_IN_ONE_TRIP.. => MOST_IN_ONE_TRIP,
        _ => n_rows / STEP * STEP,
    }
}

/// Above this many rows, texts are for multiples of it.
const STEP: usize = 8;
/// The most rows of one trip.
pub(super) const MOST_IN_ONE_TRIP: usize = 256;

/// The text that keeps so many rows in one transaction of its own; `n_rows` is a [`round_number`].
pub(super) fn one_trip_text(n_rows: usize) -> &'static str {
    static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let texts = (0..=MOST_IN_ONE_TRIP).map(|n_rows| {
            if n_rows == 0 || round_number(n_rows) != n_rows {
                return String::new();
            }
            let rows = statement(n_rows, |_| "?".to_owned());
            format!("begin immediate; {rows}; commit")
        });
        texts.collect()
    });
    TEXTS.get(n_rows).map_or("", String::as_str)
}
