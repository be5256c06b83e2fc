//! What can go wrong between the program and its database.

/// Why something could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// A unique value (an address, a code) is there already, or a row with that key.
    #[error("there is already such a record")]
    Taken(#[source] sqlx::Error),
    /// The database could not be reached or did not do what it was asked.
    #[error("the database could not be used")]
    Database(#[source] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the database could not be brought up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A stored value that this program cannot have written.
    #[error("{table}.{column} of row {row} cannot be read")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key.
        row: String,
    },
    /// A change met another number of rows than one: the record is gone or was not as expected.
    #[error("a change of {table} met {changed} rows, not one")]
    NotOneRow {
        /// The table.
        table: &'static str,
        /// How many rows it met.
        changed: u64,
    },
    /// Another process appended to the same sitting at the same moment: drop the transaction and try again.
    #[error("another process wrote the same events at the same moment")]
    Overtaken,
    /// The address of a database that is of neither kind.
    #[error("{0:?} is not an address of a database: use sqlite:FILE or postgres://…")]
    Address(String),
}

impl StorageError {
    /// Whether the same thing may well succeed when it is tried again at once: others were in the way.
    pub fn is_passing(&self) -> bool {
        // PostgreSQL's classes 40001 serialization_failure and 40P01 deadlock_detected.
        match self {
            Self::Overtaken => true,
            Self::Database(error) => error
                .as_database_error()
                .and_then(sqlx::error::DatabaseError::code)
                .is_some_and(|code| code == "40001" || code == "40P01"),
            _ => false,
        }
    }
}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        let is_taken = error
            .as_database_error()
            .is_some_and(sqlx::error::DatabaseError::is_unique_violation);
        if is_taken {
            Self::Taken(error)
        } else {
            Self::Database(error)
        }
    }
}

/// What makes an unreadable value of `table` into an error, one column at a time.
pub(super) fn inconsistent(
    table: &'static str,
    row: impl std::fmt::Display,
) -> impl Fn(&'static str) -> StorageError {
    move |column| StorageError::Inconsistent {
        table,
        column,
        row: row.to_string(),
    }
}

/// Holds a change to having met exactly one row.
pub(super) fn one_row(table: &'static str, changed: u64) -> Result<(), StorageError> {
    if changed == 1 {
        return Ok(());
    }
    Err(StorageError::NotOneRow { table, changed })
}
