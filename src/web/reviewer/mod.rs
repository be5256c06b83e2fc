//! The reviewer's desk: ranked lists, applicants, and what stands behind each number.

pub mod pages;
