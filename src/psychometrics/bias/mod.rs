//! Bias: do groups differ, and are they treated alike?

pub mod group_difference;
