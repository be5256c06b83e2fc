//! Composure: the first stage of police hiring, done as measurement.
//!
//! An applicant watches short situations on video, reacts in real time, answers timed questionnaires and does
//! reaction-time tasks; Composure records every response and turns them into impulse-control and interpersonal-skill
//! scores with error and norms, which people rank and decide on. Nothing here decides about anybody by itself.
//!
//! # Layers
//!
//! Imports point one way, and `tests/tidy.rs` reads the sources to hold them to it:
//!
//! ```text
//! psychometrics <- assessment <- sitting <- scoring <- selection (people beside) <- storage, media <- app <- jobs, web <- cli
//! ```
//!
//! Start with [`assessment`] (what is asked), then [`sitting`] (one person answering it), then [`scoring`] (what the
//! answers amount to). `ARCHITECTURE.md` walks through the whole way of one answer and names each invariant with its test.

pub mod clock;
pub mod ids;

pub mod digest;

mod codes;

pub mod psychometrics;

pub mod assessment;

pub mod sitting;

pub mod scoring;

pub mod people;

pub mod selection;

pub mod storage;

pub mod media;

pub mod app;

pub mod jobs;

pub mod web;

pub mod cli;
