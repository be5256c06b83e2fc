//! What each of these pages shows.

mod campaigns;

mod ranking_address;

mod ranking;

mod ranking_rows;

mod applicant;

mod applicant_parts;

mod scale;

#[cfg(test)]
mod applicant_samples;

pub use applicant::ApplicantPage;
pub use applicant_parts::{
    ClipStatus, Disturbed, EarlierScoring, RecordedAnswer, RecordedDecision, Versions,
    WrittenAnswer,
};
pub use campaigns::{CampaignRow, CampaignsPage};
pub use ranking::{RankingChoices, RankingPage};
pub use ranking_address::{RankingAddress, UNRANKED};
pub use ranking_rows::{RankedRow, RankedScore, UnrankedRow};
pub use scale::ScalePage;
