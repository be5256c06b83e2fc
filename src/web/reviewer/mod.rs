//! The reviewer's desk: ranked lists, applicants, and what stands behind each number.

pub mod pages;

mod filled_list;

mod filled_applicant;

pub mod handlers;
