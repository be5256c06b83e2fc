//! The tables' history: twins for the two databases, built into the program.
//!
//! To change a table, add `migrations/sqlite/NNNN_name.sql` and `migrations/postgres/NNNN_name.sql` with the next number
//! and list them below. A file that was ever applied is never edited: its checksum is kept in the database, and a
//! program with another text refuses to start. A column is taken away in two releases: first nothing uses it, then it goes.

use std::borrow::Cow;

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// One step, in the words of each database.
struct Step {
    number: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! steps {
    ($($number:literal $name:literal),+ $(,)?) => {
        &[$(Step {
            number: $number,
            name: $name,
            sqlite: include_str!(concat!("../../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../../migrations/postgres/", $name, ".sql")),
        }),+]
    };
}

const STEPS: &[Step] = steps![1 "0001_foundation"];

/// The steps for SQLite.
pub(super) fn sqlite() -> Migrator {
    migrator(|step| step.sqlite)
}

/// The steps for PostgreSQL.
pub(super) fn postgres() -> Migrator {
    migrator(|step| step.postgres)
}

fn migrator(text: fn(&Step) -> &'static str) -> Migrator {
    let migrations = STEPS.iter().map(|step| {
        Migration::new(
            step.number,
            Cow::Borrowed(step.name),
            MigrationType::Simple,
            text(step).into_sql_str(),
            false,
        )
    });
    Migrator::with_migrations(migrations.collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::storage::testing::on_both;

    fn files_of(database: &str) -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("migrations")
            .join(database);
        std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn every_migration_has_its_twin_and_is_listed_under_its_number() {
        let listed: BTreeSet<String> = STEPS.iter().map(|s| format!("{}.sql", s.name)).collect();
        assert_eq!(listed, files_of("sqlite"));
        assert_eq!(listed, files_of("postgres"));
        for (step, number) in STEPS.iter().zip(1..) {
            assert_eq!(step.number, number);
            assert!(step.name.starts_with(&format!("{number:04}_")));
        }
    }

    #[test]
    fn twins_have_the_same_tables_columns_and_indexes() {
        // The words that differ by nature are made alike; what is left must be equal but for comments.
        let plain = |text: &str| {
            let lines = text.lines().filter(|l| !l.trim_start().starts_with("--"));
            let text = lines.collect::<Vec<_>>().join(" ");
            let text = text.replace("uuid", "blob").replace("bytea", "blob");
            let text = text.replace(" collate \"C\"", "");
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        for step in STEPS {
            assert_eq!(plain(step.sqlite), plain(step.postgres), "{}", step.name);
        }
    }

    #[tokio::test]
    async fn migrating_twice_is_harmless() {
        on_both(|db| async move {
            db.migrate().await.unwrap();
            db.migrate().await.unwrap();
            db.ping().await.unwrap();
        })
        .await;
    }
}
