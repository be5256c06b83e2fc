//! The only place with SQL: one file for each kind of record, one statement a function, one text for both databases.
//!
//! SQLite is the default: write-ahead log, `synchronous=FULL`, a pool of readers and one writer. PostgreSQL serves
//! many processes. [`Db::begin`] opens a transaction that may write, [`Db::read`] one that only reads; every function
//! takes a [`Tx`], so that the caller says what belongs together, and [`Tx::commit`] ends it. What is not committed
//! never happened.
//!
//! Four things to know before adding a function here:
//!
//! - Staff see only their agency: a query for them takes an `AgencyId`, and what is unknown or foreign is `Ok(None)`.
//! - The SQL runs on both databases through `on!`: `$1` placeholders, `returning`, `on conflict`. Where that cannot
//!   be, two constants stand side by side.
//! - A row is read into a private struct and turned into the domain's type by `TryFrom`; what cannot be turned is
//!   [`StorageError::Inconsistent`] with table, column and row.
//! - Its test goes through `testing::on_both`, because no compiler has checked the SQL.

#[macro_use]
mod row;

mod error;

mod database;

mod migrations;

mod values;

pub mod secret;

pub mod agency;

pub mod account;

pub mod session;

pub mod api_client;

pub mod assessment;

pub mod campaign;

pub mod candidate;

pub mod application;

pub mod invitation;

pub mod accommodation;

pub mod sitting;

pub mod event;

pub mod event_append;

pub mod event_writer;

pub mod recording;

pub mod segment;

pub mod score;

pub mod ranking;

pub mod decision;

pub mod audit;

#[cfg(test)]
pub(crate) mod testing;

pub use database::{Db, Tx};
pub use error::StorageError;
