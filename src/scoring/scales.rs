//! From a raw score to its place in the norm group.

use super::normed::Norm;
use super::raw::{RawScore, refusal};
use super::record::Record;
use super::result::{Outcome, ScaleResult, ScaleScore};
use super::{flanker, go_no_go, judgement, questionnaire, scenes, stop_signal};
use crate::assessment::{NormGroup, Scale, ScaleSource};
use crate::sitting::Rules;

/// A scale's result, and its z score for the composites.
#[derive(Debug, Clone)]
pub(super) struct PlacedScale {
    pub(super) result: ScaleResult,
    /// Good end up; absent when the scale was refused.
    pub(super) z: Option<f64>,
}

/// Scores one scale by its method and places it in the norm group.
pub(super) fn score(
    rules: &Rules,
    scale: &Scale,
    norm_group: &NormGroup,
    record: &Record<'_>,
) -> PlacedScale {
    let raw = raw(rules, scale, record);
    let (outcome, z) = match raw.outcome {
        Outcome::Refused { reasons } => (Outcome::Refused { reasons }, None),
        Outcome::Scored { score } => place(scale, norm_group, score),
    };
    PlacedScale {
        result: ScaleResult {
            scale: scale.name.clone(),
            title: scale.title.get("en").to_owned(),
            construct: scale.construct,
            outcome,
            details: raw.details,
            evidence: raw.evidence,
        },
        z,
    }
}

/// Scores one scale by its method, in its own unit.
pub(super) fn raw(rules: &Rules, scale: &Scale, record: &Record<'_>) -> RawScore {
    let assessment = &rules.assessment;
    match &scale.source {
        ScaleSource::Questionnaire {
            maximum_missing_proportion,
        } => questionnaire::score(assessment, &scale.name, *maximum_missing_proportion, record),
        ScaleSource::SceneChoices { minimum_decisions } => {
            scenes::score(assessment, &scale.name, *minimum_decisions, record)
        }
        ScaleSource::SituationalJudgement {
            maximum_missing_proportion,
        } => judgement::score(assessment, *maximum_missing_proportion, record),
        ScaleSource::StopSignal(task) => stop_signal::score(rules, task, record),
        ScaleSource::GoNoGo { task, measure } => go_no_go::score(rules, task, *measure, record),
        ScaleSource::Flanker { task, measure } => flanker::score(rules, task, *measure, record),
    }
}

fn place(
    scale: &Scale,
    norm_group: &NormGroup,
    (raw, used, missing): (f64, usize, usize),
) -> (Outcome<ScaleScore>, Option<f64>) {
    let placed = norm_group.scale(&scale.name).and_then(|norm| {
        let norm = Norm {
            mean: norm.mean,
            sd: norm.sd,
            reliability: norm.reliability,
            good_end: scale.good_end,
            frequencies: &norm.frequencies,
        };
        norm.place(
            raw,
            norm.standard_error()? * times_as_long(used, missing).sqrt(),
        )
    });
    let Some(placed) = placed else {
        let sentence = format!(
            "The norm group “{}” has no usable norm for this scale.",
            norm_group.title.get("en")
        );
        return (refusal("no_norm", sentence), None);
    };
    let score = ScaleScore {
        raw,
        raw_standard_error: placed.raw_standard_error,
        n_used: u32::try_from(used).unwrap_or(u32::MAX),
        n_missing: u32::try_from(missing).unwrap_or(u32::MAX),
        normed: placed.normed,
    };
    (Outcome::Scored { score }, Some(placed.z))
}

/// How many times as long the whole scale is as what was answered of it, 1 or more.
///
/// The error variance of a mean goes down with the number of answers, so that of somebody who left some out is as many
/// times that of the whole scale (Spearman and Brown; the missing answers being like the others).
pub(super) fn times_as_long(used: usize, missing: usize) -> f64 {
    if used == 0 {
        return 1.0;
    }
    (used + missing) as f64 / used as f64
}
