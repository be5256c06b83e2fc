//! What each of these pages shows.

mod norms;

mod norm_group;

mod distribution;

pub use distribution::DistributionPage;
pub use norm_group::{ImpressionRow, NormGroupPage, PercentileRow, ScaleNormRow};
pub use norms::{CampaignScales, NormGroupRow, NormsPage};
