//! How one statement and one row struct serve both databases without two copies drifting apart.

/// Runs the same expression on the connection of whichever database a transaction is of.
macro_rules! on {
    ($tx:expr, |$connection:ident| $run:expr) => {
        match $tx {
            $crate::storage::Tx::Sqlite(transaction) => {
                let $connection = &mut **transaction;
                $run
            }
            $crate::storage::Tx::Postgres(transaction) => {
                let $connection = &mut **transaction;
                $run
            }
        }
    };
}

/// Defines a private struct that is read from a row of either database, each field from the column of its name.
macro_rules! row {
    (struct $name:ident { $($field:ident: $type:ty),+ $(,)? }) => {
        struct $name { $($field: $type),+ }
        row!(@read $name, sqlx::sqlite::SqliteRow, $($field),+);
        row!(@read $name, sqlx::postgres::PgRow, $($field),+);
    };
    (@read $name:ident, $row:ty, $($field:ident),+) => {
        impl<'r> sqlx::FromRow<'r, $row> for $name {
            fn from_row(row: &'r $row) -> sqlx::Result<Self> {
                use sqlx::Row as _;
                Ok(Self { $($field: row.try_get(stringify!($field))?),+ })
            }
        }
    };
}
