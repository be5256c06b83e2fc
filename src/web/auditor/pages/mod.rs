//! What each of these pages shows.

mod audit;

pub use audit::{AuditPage, AuditRow, ChainState};
