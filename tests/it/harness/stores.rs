//! Empty stores: a folder with a SQLite file, or a database of this process's PostgreSQL.

use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;

use super::postgres;

/// Where one platform keeps everything.
#[derive(Debug)]
pub(crate) struct Stores {
    /// What a reader of a failing test is told.
    pub(crate) name: &'static str,
    /// The database's address.
    pub(crate) database: String,
    /// The database's name on PostgreSQL.
    pub(crate) postgres_name: Option<String>,
    /// Gone with the test; recordings are in its folder `media`.
    pub(crate) folder: TempDir,
}

impl Stores {
    /// Stores of each kind.
    pub(crate) async fn both() -> [Self; 2] {
        [Self::sqlite(), Self::postgres().await]
    }

    /// A new folder.
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("composure.sqlite");
        Self {
            name: "SQLite",
            database: format!("sqlite:{}", file.display()),
            postgres_name: None,
            folder,
        }
    }

    /// A new database on this process's server.
    pub(crate) async fn postgres() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("platform_{}", COUNT.fetch_add(1, Ordering::SeqCst));
        tell_postgres(format!("create database {name}")).await;
        Self {
            name: "PostgreSQL",
            database: postgres::server().address_of(&name),
            postgres_name: Some(name),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// The media store's address.
    pub(crate) fn media(&self) -> String {
        format!("file:{}", self.folder.path().join("media").display())
    }
}

/// Runs a statement as whoever looks after the server.
pub(crate) async fn tell_postgres(statement: String) {
    let address = postgres::server().address_of("postgres");
    let mut connection = PgConnection::connect(&address).await.unwrap();
    sqlx::query(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}
