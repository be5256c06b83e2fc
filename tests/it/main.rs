//! The whole program, tried as its users would: over HTTP, on SQLite and on PostgreSQL.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "all of this is tests, also what is no test function; a test fails by panicking"
)]

mod harness;

mod crash;
mod interface;
mod outage;
mod permissions;
mod refusals;
mod restart;
mod story;
mod uploads;
mod way_in;
