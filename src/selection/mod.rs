//! From scores to people's decisions: campaigns with their seal, the ranked list, and what somebody decided and why.
//!
//! There is no type here by which a program could reject anybody: a [`Decision`] has a person and a reason.

pub mod campaign;

pub mod application;

pub mod ranking;

pub mod bands;

pub mod decision;

pub use application::{Application, ApplicationCode, ApplicationStatus, Invitation};
pub use bands::{BandRange, Bands};
pub use campaign::{Campaign, CampaignStatus, Seal, SealedContent, seal_of};
pub use decision::{Decision, DecisionKind, Reason, ReasonFault};
pub use ranking::{Order, RankingEntry, RankingQuery, SortBy, TScore};
