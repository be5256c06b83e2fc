//! The interface for programs and our own scripts: JSON in, JSON out, and every refusal a problem document.

pub(super) mod json;

pub(super) mod token;

pub(super) mod campaigns;
pub(super) mod sitting;

pub(super) mod applications;

pub(super) mod openapi;

pub(super) mod uploads;

mod upload_refusal;
mod upload_wish;
