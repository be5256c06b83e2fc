//! What the answers amount to: events in, scores with their error, evidence and quality out.
//!
//! No score without its standard error, none without naming the group it is compared with, and none at all when the
//! method's own checks fail: then there is a [`Refusal`] instead, which says why.

pub mod result;

mod alpha_parts;
mod composites;
mod flanker;
mod go_no_go;
mod judgement;
mod normed;
pub mod norming;
pub mod pilot;
mod quality;
mod questionnaire;
mod raw;
mod record;
mod scales;
mod scenes;
mod stop_signal;
mod task;
mod task_reliability;

#[cfg(test)]
mod scene_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod written_tests;

pub use composites::reliability as composite_reliability;
pub use result::*;

use crate::assessment::NormGroup;
use crate::sitting::{Event, Refused, Rules};

/// The version of the scoring rules in this program; goes up with every change that can change a number.
pub const ENGINE: &str = "composure-scoring 2";

/// What identifies the texts and events that a report rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// Fingerprint of the assessment, 64 hexadecimal digits.
    pub assessment_fingerprint: String,
    /// Digest of the sitting's events, 64 hexadecimal digits.
    pub events_digest: String,
}

/// Scores one sitting.
///
/// *Takes*: the sitting's rules, all its events in order, and a norm group of the same assessment.
///
/// *Gives*: one result for each scale and composite, scored or refused, and the quality of the answers. The same
/// arguments give the same report to the byte.
///
/// *Errors*: events that are not those of one sitting in order.
pub fn score(
    rules: &Rules,
    events: &[Event],
    norm_group: &NormGroup,
    provenance: Provenance,
) -> Result<ScoreReport, Refused> {
    let record = record::Record::read(rules, events)?;
    let assessment = &rules.assessment;
    let placed: Vec<scales::PlacedScale> = (assessment.scales.iter())
        .map(|scale| scales::score(rules, scale, norm_group, &record))
        .collect();
    let composites = (assessment.composites.iter())
        .map(|composite| composites::score(assessment, composite, norm_group, &placed))
        .collect();
    Ok(ScoreReport {
        assessment_fingerprint: provenance.assessment_fingerprint,
        engine: ENGINE.to_owned(),
        events_digest: provenance.events_digest,
        norm_group: NormGroupReference::of(norm_group),
        scales: placed.into_iter().map(|placed| placed.result).collect(),
        composites,
        ranked_by: assessment.ranked_by.clone(),
        quality: quality::judge(assessment, &record, Some(norm_group)),
    })
}
