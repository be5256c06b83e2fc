//! The psychologist's desk: the groups that scores are compared with, and how scores are spread.

pub mod pages;

pub mod handlers;
