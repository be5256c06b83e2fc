//! The two databases behind one face.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, Postgres};
use sqlx::sqlite::{
    Sqlite, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{PgPool, SqlitePool, Transaction};

use super::{StorageError, migrations};

/// How many readers SQLite has; the write-ahead log lets them read while the writer writes.
const SQLITE_READERS: u32 = 8;
/// How many connections one process takes of PostgreSQL, whose default limit is 100 for all.
const POSTGRES_CONNECTIONS: u32 = 16;
/// How long to wait for a connection before saying that the database cannot be used.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open database. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Db {
    /// A file: any number of readers, and one writer for whom everybody waits in turn.
    Sqlite {
        /// Connections that cannot write.
        read: SqlitePool,
        /// The one connection that can.
        write: SqlitePool,
    },
    /// A server.
    Postgres(PgPool),
}

/// An open transaction. Dropped without [`Tx::commit`], it leaves nothing behind.
#[derive(Debug)]
pub enum Tx {
    /// On the file.
    Sqlite(Transaction<'static, Sqlite>),
    /// On the server.
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Opens the database at `sqlite:FILE` (made when it is not there) or `postgres://…`, without touching its tables.
    pub async fn open(address: &str) -> Result<Self, StorageError> {
        if let Some(file) = address.strip_prefix("sqlite:") {
            return Self::open_sqlite(Path::new(file.strip_prefix("//").unwrap_or(file))).await;
        }
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Self::open_postgres(PgConnectOptions::from_str(address)?).await;
        }
        // Not repeated whole, because an address may carry a password.
        let scheme = address.split(':').next().unwrap_or_default();
        Err(StorageError::Address(scheme.to_owned()))
    }

    /// Opens a SQLite file, made when it is not there.
    pub async fn open_sqlite(file: &Path) -> Result<Self, StorageError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An acknowledged commit must survive the loss of power, which NORMAL does not promise.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        // The writer keeps in memory what undoes a statement, holds its hot pages, and folds the log into the file
        // only when it has grown: each answer touches another page, and each of these would write it once more.
        let writing = (options.clone())
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-32000")
            .pragma("wal_autocheckpoint", "8000");
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            // A file does not hang up.
            .test_before_acquire(false)
            .connect_with(writing)
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .connect_with(options.pragma("query_only", "on"))
            .await?;
        Ok(Self::Sqlite { read, write })
    }

    /// Opens a PostgreSQL database.
    pub async fn open_postgres(options: PgConnectOptions) -> Result<Self, StorageError> {
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_with(options.application_name("composure"))
            .await?;
        Ok(Self::Postgres(pool))
    }

    /// Brings the tables up to date. Doing it again changes nothing.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite { write, .. } => migrations::sqlite().run(write).await?,
            Self::Postgres(pool) => migrations::postgres().run(pool).await?,
        }
        Ok(())
    }

    /// Begins a transaction that may write. On SQLite the write lock is taken at once: a reader that becomes a writer
    /// later can fail however long it waits.
    pub async fn begin(&self) -> Result<Tx, StorageError> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("begin immediate").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// The one connection that writes to the file; `None` where there is a server instead.
    pub(super) async fn file_writer(&self) -> Result<Option<PoolConnection<Sqlite>>, StorageError> {
        match self {
            Self::Sqlite { write, .. } => Ok(Some(write.acquire().await?)),
            Self::Postgres(_) => Ok(None),
        }
    }

    /// Begins a transaction that only reads, and that sees one state of everything.
    pub async fn read(&self) -> Result<Tx, StorageError> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(
                pool.begin_with("begin isolation level repeatable read read only")
                    .await?,
            ),
        })
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StorageError> {
        let mut tx = self.read().await?;
        let _: i64 = on!(&mut tx, |connection| {
            sqlx::query_scalar("select cast(1 as bigint)")
                .fetch_one(connection)
                .await
        })?;
        Ok(())
    }

    /// Closes every connection, after which SQLite's write-ahead log is folded into its file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes everything done in it lasting: after this it is on disk.
    pub async fn commit(self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }

    /// Undoes everything done in it. Dropping does the same, but later.
    pub async fn rollback(self) -> Result<(), StorageError> {
        match self {
            Self::Sqlite(transaction) => transaction.rollback().await?,
            Self::Postgres(transaction) => transaction.rollback().await?,
        }
        Ok(())
    }
}
