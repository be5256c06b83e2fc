//! The whole program, tried as its users would: over HTTP, on SQLite and on PostgreSQL.

mod harness;

mod crash;
mod interface;
mod outage;
mod refusals;
mod uploads;
mod restart;
mod story;
mod way_in;
