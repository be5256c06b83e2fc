//! Weighted sums of scales, with Mosier's reliability; refused as soon as one part is.

use super::normed::Norm;
use super::raw::refusal;
use super::result::{CompositeResult, CompositeScore, Outcome, PartScore, Refusal};
use super::scales::{PlacedScale, times_as_long};
use crate::assessment::{Assessment, Composite, GoodEnd, NormGroup};
use crate::psychometrics::composite::{Composite as Weighted, Part, weighted_sum};

/// Scores one composite from its scales.
///
/// A part that was refused is never left out or filled in: the composite is refused too and names it.
pub(super) fn score(
    assessment: &Assessment,
    composite: &Composite,
    norm_group: &NormGroup,
    scales: &[PlacedScale],
) -> CompositeResult {
    CompositeResult {
        composite: composite.name.clone(),
        title: composite.title.get("en").to_owned(),
        outcome: outcome(assessment, composite, norm_group, scales),
    }
}

fn outcome(
    assessment: &Assessment,
    composite: &Composite,
    norm_group: &NormGroup,
    scales: &[PlacedScale],
) -> Outcome<CompositeScore> {
    let mut parts = Vec::with_capacity(composite.parts.len());
    let mut reasons = Vec::new();
    for part in &composite.parts {
        let placed = scales
            .iter()
            .find(|placed| placed.result.scale == part.scale);
        match placed.and_then(|placed| placed.z) {
            Some(z) => parts.push(PartScore {
                scale: part.scale.clone(),
                weight: part.weight,
                z,
            }),
            None => reasons.push(Refusal {
                code: "part_refused".to_owned(),
                sentence: format!(
                    "“{}” has no score, and a composite is not reported without one of its parts.",
                    assessment
                        .scale(&part.scale)
                        .map_or("A part", |scale| scale.title.get("en"))
                ),
            }),
        }
    }
    if !reasons.is_empty() {
        return Outcome::Refused { reasons };
    }
    place(composite, norm_group, scales, parts).unwrap_or_else(|| {
        let group = norm_group.title.get("en");
        refusal(
            "no_norm",
            format!("The norm group “{group}” has no usable norm for this composite."),
        )
    })
}

fn place(
    composite: &Composite,
    norm_group: &NormGroup,
    scales: &[PlacedScale],
    parts: Vec<PartScore>,
) -> Option<Outcome<CompositeScore>> {
    let norm = norm_group.composite(&composite.name)?;
    let reliability = reliability(composite, norm_group)?;
    let weighted_z = weighted_sum(parts.iter().map(|part| (part.weight, part.z)))?;
    let norm = Norm {
        mean: norm.mean,
        sd: norm.sd,
        reliability,
        good_end: GoodEnd::High,
        frequencies: &norm.frequencies,
    };
    let whole = norm.standard_error()?;
    let standard_error = (whole.powi(2) + error_of_missing(norm_group, scales, &parts)).sqrt();
    let placed = norm.place(weighted_z, standard_error)?;
    Some(Outcome::Scored {
        score: CompositeScore {
            weighted_z,
            parts,
            normed: placed.normed,
        },
    })
}

/// The error variance that missing answers add to a weighted sum of z scores.
///
/// *Model*: each part's error variance in z units, 1 − its reliability, times how many times as long the whole scale is as
/// what was answered, less one; weighted by the squared weight, as errors of parts are taken as independent.
fn error_of_missing(norm_group: &NormGroup, scales: &[PlacedScale], parts: &[PartScore]) -> f64 {
    parts
        .iter()
        .filter_map(|part| {
            let norm = norm_group.scale(&part.scale)?;
            let placed = scales
                .iter()
                .find(|placed| placed.result.scale == part.scale)?;
            let score = placed.result.outcome.score()?;
            let longer = times_as_long(score.n_used as usize, score.n_missing as usize) - 1.0;
            Some(part.weight.powi(2) * (1.0 - norm.reliability) * longer)
        })
        .sum()
}

/// Mosier's reliability of a composite in a norm group; `None` where the group lacks a part or a correlation.
pub fn reliability(composite: &Composite, norm_group: &NormGroup) -> Option<f64> {
    let parts = (composite.parts.iter())
        .map(|part| {
            let norm = norm_group.scale(&part.scale)?;
            Some(Part {
                weight: part.weight,
                reliability: norm.reliability,
            })
        })
        .collect::<Option<Vec<_>>>()?;
    let correlations = (composite.parts.iter())
        .map(|first| {
            (composite.parts.iter())
                .map(|second| norm_group.correlation(&first.scale, &second.scale))
                .collect::<Option<Vec<f64>>>()
        })
        .collect::<Option<Vec<_>>>()?;
    Weighted::new(&parts, &correlations)
        .ok()
        .map(|weighted| weighted.reliability)
}
