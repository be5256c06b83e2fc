//! What is reachable over HTTP: one route table, handlers that only translate, pages and their fragments.

pub mod routes;

pub mod server;

pub mod health;

pub mod assets;

pub mod error;

pub mod extract;

mod protect;

pub mod words;

pub mod parts;

pub mod desk;

pub mod front;

pub mod candidate;

pub mod reviewer;

pub mod psychologist;

pub mod admin;

pub mod auditor;

pub mod api;

#[cfg(test)]
mod samples;
