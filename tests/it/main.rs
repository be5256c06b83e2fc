//! The whole program, tried as its users would: over HTTP, on SQLite and on PostgreSQL.

mod harness;

mod interface;
mod refusals;
mod uploads;
mod way_in;
