//! The mathematics of measurement, as pure functions on plain numbers.
//!
//! Nothing here knows of candidates, campaigns, files or clocks: numbers come in by named fields, numbers or refusals
//! go out. A missing value is an `Option`, never a special number; no function gives NaN or an infinity, and none
//! panics, whatever it is given. Each estimator states its model, what it takes and gives with units and ranges, its
//! edges, its errors and its source, and shows an example that runs.
//!
//! # Read it like a textbook
//!
//! | Chapter | Question | Start with |
//! |---|---|---|
//! | [`descriptive`] | What do these numbers look like? | [`descriptive::mean`], [`descriptive::quantile_type_6`] |
//! | [`classical`] | How much of a score is error? | [`classical::alpha()`], [`classical::MeasurementError`] |
//! | [`composite`] | What is the error of a weighted sum of scales? | [`composite::Composite`] |
//! | [`profile`] | Do somebody's judgements agree with the experts'? | [`profile::profile_agreement`] |
//! | [`agreement`] | How much of a rating lies in the rater? | [`agreement::IntraclassCorrelations`], [`agreement::krippendorff_alpha`] |
//! | [`facets`] | How severe is each rater, and what is a person worth apart from that? | [`facets::fit`] |
//! | [`irt`] | What does an answer say about an ability? | [`irt::ItemModel`], [`irt::Responses`] |
//! | [`adaptive`] | Which question next, and when to stop? | [`adaptive::Session`], [`adaptive::simulate`] |
//! | [`reaction`] | How fast, and how well stopped? | [`reaction::stop_signal::Estimate`], [`reaction::video`] |
//! | [`norms`] | Where does a score lie among people? | [`norms::Reference`], [`norms::norm_table()`], [`norms::continuous`] |
//! | [`equating`] | What is a score worth on another form? | [`equating::equate_random_groups`], [`equating::equate_with_anchor`] |
//! | [`banding`] | Which scores cannot be told apart? | [`banding::bands`] |
//! | [`regression`] | What does an outcome owe to each predictor? | [`regression::least_squares`] |
//! | [`validity`] | Do scores tell what they are used for? | [`validity::pearson`], [`validity::auc()`] |
//! | [`bias`] | Do groups differ, and are they treated alike? | [`bias::group_difference`], [`bias::impact()`], [`bias::mantel_haenszel_dif`] |
//! | [`quality`] | Were the questions read and answered? | [`quality::longest_run`], [`quality::irv`] |
//! | [`simulate`] | What would people with known traits answer? | [`simulate::LatentTraits`], [`simulate::item_answers`] |
//!
//! # How it is held to account
//!
//! Tests beside the code compare with hand-worked cases, with published figures, and with the reference numbers of
//! the field's own software, read from the folder that `COMPOSURE_REFERENCE_DATA` names (else `../shared/psychometrics`
//! beside the project); where that folder is absent such a test prints that it was skipped. Estimators are also given
//! simulated people whose true values are known and have to find them again.

pub mod descriptive;
pub(crate) mod noncentral_t;
pub(crate) mod normal;
pub(crate) mod tail;

pub mod agreement;
pub mod classical;
pub mod composite;
pub mod profile;

pub mod adaptive;
pub mod irt;
pub mod regression;

pub mod reaction;

pub mod facets;

pub mod banding;
pub mod bias;
pub mod equating;
pub mod norms;

pub mod validity;

pub mod quality;

pub mod simulate;

#[cfg(test)]
mod reference;

/// The value, unless it overflowed or has no meaning.
fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}
