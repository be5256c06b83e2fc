//! The whole program, tried as its users would: over HTTP, on SQLite and on PostgreSQL.

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
