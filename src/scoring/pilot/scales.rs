//! Scales: what people score, how reliably, and how scales go together.

use super::flags::{Flag, HARDLY_TWO};
use super::{PairFound, Pilot, ScaleFound, counted, share};
use crate::assessment::{
    Assessment, Decision, FlankerMeasure, GoNoGoMeasure, NormGroup, Scale, ScaleName, ScaleSource,
};
use crate::psychometrics::classical::{
    Covariances, MeasurementError, OneFactor, alpha, disattenuated,
};
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::psychometrics::validity::{CorrelationTest, pearson};
use crate::scoring::alpha_parts::AlphaParts;
use crate::scoring::norming::NormingError;
use crate::scoring::scenes;
use crate::scoring::task_reliability::is_split_by_staircase;

pub(super) fn found(pilot: &Pilot, faults: &[NormingError]) -> Vec<ScaleFound> {
    let scales = pilot.assessment.scales.iter().enumerate();
    scales
        .map(|(idx, scale)| {
            let mut found = one(pilot, idx, scale);
            found
                .notes
                .extend(faults.iter().filter_map(|fault| match fault {
                    NormingError::Scale { scale: of, reason } if *of == scale.name => {
                        Some(format!("It has no norm: {reason}."))
                    }
                    _ => None,
                }));
            found
        })
        .collect()
}

fn one(pilot: &Pilot, idx: usize, scale: &Scale) -> ScaleFound {
    let people = pilot.people();
    let raw: Vec<f64> = people
        .iter()
        .filter_map(|person| *person.raw.get(idx)?)
        .collect();
    let refused = people.iter().filter_map(|person| person.refused.get(idx));
    let codes = refused.flatten().map(String::as_str);
    let mut notes = Vec::new();
    let (sd, reliability) = (
        standard_deviation(&raw),
        pilot.norming.reliability(&pilot.assessment, idx, scale),
    );
    let reliability = match reliability {
        Ok((reliability, method)) => Some((reliability, method)),
        Err(error) => {
            notes.push(format!("It has no reliability: {error}."));
            None
        }
    };
    if reliability.is_some_and(|(found, _)| found < 0.0) {
        notes.push("Its reliability is estimated below 0: the estimate gives no evidence that it tells these people apart, and norms take 0.".to_owned());
    }
    let sem = |deviation: Option<f64>| {
        let reliability = reliability?.0.clamp(0.0, 1.0);
        Some(
            MeasurementError::new(deviation?, reliability)
                .ok()?
                .standard_error(),
        )
    };
    let (retest, retest_n) = retest(pilot, idx);
    let retest_interval = retest.and_then(|found| found.interval);
    ScaleFound {
        scale: scale.name.clone(),
        title: scale.title.get("en").to_owned(),
        score: score_of(&scale.source),
        good_end: scale.good_end,
        n: raw.len(),
        mean: mean(&raw),
        sd,
        reliability: reliability.map(|(found, _)| found),
        reliability_method: reliability.map(|(_, method)| method),
        reliability_because: because(&pilot.assessment, scale),
        omega_total: omega_total(pilot, idx, scale, &mut notes),
        alpha_of_answers: alpha_of_answers(pilot, idx, scale),
        retest_r: retest.map(|found| found.r),
        retest_r_lower: retest_interval.map(|interval| interval.lower),
        retest_r_upper: retest_interval.map(|interval| interval.upper),
        retest_n,
        sem: sem(sd),
        sem_t: sem(Some(10.0)),
        refused: share(people.len() - raw.len(), people.len()),
        refusals: counted(codes, people.len()),
        notes,
    }
}

/// What is said of an omega whose factor is hardly one.
const HEYWOOD: &str = "Its omega says little: the factor takes up all of an item's variance (a Heywood case), as it does where items are few or do not go together.";

fn points(pilot: &Pilot, idx: usize) -> Vec<Vec<Option<f64>>> {
    let people = pilot.people().iter();
    people
        .filter_map(|person| person.points.get(idx).cloned())
        .collect()
}

fn omega_total(pilot: &Pilot, idx: usize, scale: &Scale, notes: &mut Vec<String>) -> Option<f64> {
    if !matches!(scale.source, ScaleSource::Questionnaire { .. }) {
        return None;
    }
    omega_of(&points(pilot, idx), notes)
}

/// Omega of answers `people × items`, with a note where there is none or where it says little.
pub(super) fn omega_of(points: &[Vec<Option<f64>>], notes: &mut Vec<String>) -> Option<f64> {
    let factor =
        Covariances::complete(points).and_then(|found| OneFactor::fit(&found.correlations()?));
    match factor {
        Ok(factor) => {
            if factor.is_at_bound() {
                notes.push(HEYWOOD.to_owned());
            }
            Some(factor.omega_total())
        }
        Err(error) => {
            notes.push(format!("It has no omega: {error}."));
            None
        }
    }
}

fn alpha_of_answers(pilot: &Pilot, idx: usize, scale: &Scale) -> Option<f64> {
    let parts = AlphaParts::of(&pilot.assessment, scale);
    if scale.source.is_task() || parts == AlphaParts::Answers {
        return None;
    }
    Some(alpha(&points(pilot, idx), 0.95).ok()?.alpha)
}

fn retest(pilot: &Pilot, idx: usize) -> (Option<CorrelationTest>, usize) {
    let (first, second): (Vec<f64>, Vec<f64>) = (pilot.twice.iter())
        .filter_map(|twice| Some(((*twice.first.get(idx)?)?, (*twice.second.get(idx)?)?)))
        .unzip();
    (pearson(&first, &second, 0.95).ok(), first.len())
}

fn score_of(source: &ScaleSource) -> &'static str {
    match source {
        ScaleSource::Questionnaire { .. } => "sum of items",
        ScaleSource::SceneChoices { .. } => "mean points of decisions (0 to 4)",
        ScaleSource::SituationalJudgement { .. } => "correlation of ratings with the experts'",
        ScaleSource::StopSignal(_) => "stop-signal reaction time (ms)",
        ScaleSource::GoNoGo { measure, .. } => match measure {
            GoNoGoMeasure::CommissionProportion => "share of no-go trials answered",
            GoNoGoMeasure::DPrime => "d′",
        },
        ScaleSource::Flanker { measure, .. } => match measure {
            FlankerMeasure::InverseEfficiencyCost => "cost in inverse efficiency (ms)",
            FlankerMeasure::ReactionTimeCost => "cost in reaction time (ms)",
        },
    }
}

fn because(assessment: &Assessment, scale: &Scale) -> &'static str {
    match &scale.source {
        ScaleSource::Questionnaire { .. } => {
            "Alpha, because the score is a sum of items of one sitting; omega does not ask them to go equally with the scale."
        }
        ScaleSource::SceneChoices { .. } => {
            "Alpha across scenes, because decisions of one scene share its people and its story."
        }
        ScaleSource::SituationalJudgement { .. } => {
            "Alpha across situations, because the options of one situation share its words."
        }
        ScaleSource::StopSignal(_) if is_split_by_staircase(assessment, scale) => {
            "Split half by staircase, stepped up by Spearman-Brown, because the errors of trials on one staircase go together."
        }
        ScaleSource::StopSignal(_) | ScaleSource::GoNoGo { .. } | ScaleSource::Flanker { .. } => {
            "Split half of odd and even trials, stepped up by Spearman-Brown, because a trial has no score of its own."
        }
    }
}

/// Every two scales, good ends up.
pub(super) fn correlations(assessment: &Assessment, group: &NormGroup) -> Vec<PairFound> {
    let scales = &assessment.scales;
    let pairs = (scales.iter().enumerate())
        .flat_map(|(idx, first)| scales[idx + 1..].iter().map(move |second| (first, second)));
    pairs
        .map(|(first, second)| {
            let r = group.correlation(&first.name, &second.name);
            let reliability = |scale: &Scale| Some(group.scale(&scale.name)?.reliability);
            let r_without_error =
                r.and_then(|r| disattenuated(r, reliability(first)?, reliability(second)?).ok());
            let shared_decisions = shared_decisions(assessment, &first.name, &second.name);
            let shared_scenes = shared_scenes(assessment, &first.name, &second.name);
            let is_hardly_two = r_without_error.is_some_and(|r| r >= HARDLY_TWO);
            // Who shares decisions shares their scenes, too: one flag is enough.
            let shared = match (shared_decisions, shared_scenes) {
                (0, 0) => None,
                (0, _) => Some(Flag::SharedScenes),
                (_, _) => Some(Flag::SharedDecisions),
            };
            let flags = [is_hardly_two.then_some(Flag::HardlyTwo), shared];
            PairFound {
                first: first.name.clone(),
                second: second.name.clone(),
                r,
                r_without_error,
                shared_decisions,
                shared_scenes,
                flags: flags.into_iter().flatten().collect(),
            }
        })
        .collect()
}

fn shared_decisions(assessment: &Assessment, first: &ScaleName, second: &ScaleName) -> usize {
    scenes::decisions(assessment)
        .filter(|(_, decision)| decision.is_keyed_to(first) && decision.is_keyed_to(second))
        .count()
}

fn shared_scenes(assessment: &Assessment, first: &ScaleName, second: &ScaleName) -> usize {
    let counts_for = |decisions: &[Decision], scale: &ScaleName| {
        decisions.iter().any(|decision| decision.is_keyed_to(scale))
    };
    assessment
        .scored_scenes()
        .map(|scene| &scene.decisions)
        .filter(|decisions| counts_for(decisions, first) && counts_for(decisions, second))
        .count()
}
