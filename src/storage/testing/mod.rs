//! Every test of storage on both databases: a new SQLite file, and a new database of a PostgreSQL of our own.

pub(crate) mod fixtures;
pub(crate) mod postgres;

use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::sync::OnceCell;

use super::Db;

const TEMPLATE: &str = "composure_template";

/// Runs the same test on a migrated SQLite file and on a migrated PostgreSQL database, each empty and its own.
pub(crate) async fn on_both<Test, Run>(test: Test)
where
    Test: Fn(Db) -> Run,
    Run: Future<Output = ()>,
{
    let folder = tempfile::tempdir().unwrap();
    let sqlite = Db::open_sqlite(&folder.path().join("test.sqlite"))
        .await
        .unwrap();
    sqlite.migrate().await.unwrap();
    eprintln!("on SQLite");
    test(sqlite.clone()).await;
    sqlite.close().await;

    let postgres = Db::open(&new_postgres_database().await).await.unwrap();
    eprintln!("on PostgreSQL");
    test(postgres.clone()).await;
    postgres.close().await;
}

/// The address of a new migrated database. It is copied from a template, which is quicker than migrating each.
pub(crate) async fn new_postgres_database() -> String {
    static TEMPLATE_IS_READY: OnceCell<()> = OnceCell::const_new();
    static COUNT: AtomicU32 = AtomicU32::new(0);

    let server = postgres::server();
    TEMPLATE_IS_READY
        .get_or_init(|| async {
            execute(server, format!("create database {TEMPLATE}")).await;
            let template = Db::open(&server.address_of(TEMPLATE)).await.unwrap();
            template.migrate().await.unwrap();
            template.close().await;
        })
        .await;
    let name = format!("test_{}", COUNT.fetch_add(1, Ordering::SeqCst));
    let statement = format!("create database {name} template {TEMPLATE}");
    execute(server, statement).await;
    server.address_of(&name)
}

async fn execute(server: &postgres::Server, statement: String) {
    let mut connection = PgConnection::connect(&server.address_of("postgres"))
        .await
        .unwrap();
    sqlx::query(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

/// Changes rows behind the program's back, as somebody with the database's password could; says how many.
pub(crate) async fn tamper(db: &Db, statement: &'static str) -> u64 {
    let mut tx = db.begin().await.unwrap();
    let changed = on!(&mut tx, |c| {
        sqlx::query(statement)
            .execute(c)
            .await
            .unwrap()
            .rows_affected()
    });
    tx.commit().await.unwrap();
    changed
}
