//! Small, honest drawings: each has a title that states what it finds, its words beside the marks, and a table behind it.

mod axis;

mod histogram;

mod intervals;

pub use histogram::{Bin, Histogram};
pub use intervals::{Interval, IntervalRow, against_mean, inline_interval, intervals};
