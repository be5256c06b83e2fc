//! The administrator's desk: people, campaigns and invitations, without answers or scores.

pub mod pages;

pub(super) mod handlers;
