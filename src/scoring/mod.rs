//! What the answers amount to: events in, scores with their error, evidence and quality out.
//!
//! No score without its standard error, none without naming the group it is compared with, and none at all when the
//! method's own checks fail: then there is a [`Refusal`] instead, which says why.

pub mod result;

pub use result::*;
