//! Pages and their fragments.

pub mod words;

pub mod parts;

pub mod front;

pub mod candidate;

pub mod reviewer;

pub mod psychologist;

pub mod admin;

pub mod auditor;

#[cfg(test)]
mod samples;
