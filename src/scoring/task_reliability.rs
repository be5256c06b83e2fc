//! How well the score of a task tells the people of a norm group apart: from its halves.

use super::record::Record;
use super::{flanker, go_no_go, stop_signal};
use crate::assessment::{Assessment, Scale, ScaleSource};
use crate::psychometrics::classical::{Error, SplitHalf};
use crate::psychometrics::reaction::flanker::{Costs, Flankers, Trial as FlankerTrial};
use crate::psychometrics::reaction::go_no_go::{Performance, Signal, Trial as GoNoGoTrial};
use crate::psychometrics::reaction::reliability::odd_even_reliability;
use crate::psychometrics::reaction::stop_signal::{
    StaircaseTrial, ssrt_split_by_staircase, ssrt_split_half,
};
use crate::psychometrics::reaction::trimming::TrimmingRule;
use crate::sitting::Rules;

/// One person's trials that count, as the method of the scale takes them.
#[derive(Debug)]
pub(super) enum TaskTrials {
    StopSignal(Vec<StaircaseTrial>),
    GoNoGo(Vec<GoNoGoTrial>),
    Flanker(Vec<FlankerTrial>),
    /// The scale is not one of a task.
    None,
}

impl TaskTrials {
    pub(super) fn of(rules: &Rules, scale: &Scale, record: &Record<'_>) -> Self {
        match &scale.source {
            ScaleSource::StopSignal(task) => {
                Self::StopSignal(stop_signal::tracked(rules, task, record))
            }
            ScaleSource::GoNoGo { task, .. } => {
                Self::GoNoGo(go_no_go::measured(rules, task, record))
            }
            ScaleSource::Flanker { task, .. } => {
                Self::Flanker(flanker::measured(rules, task, record))
            }
            ScaleSource::Questionnaire { .. }
            | ScaleSource::SceneChoices { .. }
            | ScaleSource::SituationalJudgement { .. } => Self::None,
        }
    }
}

/// Whether a scale is of a stop-signal task whose staircases make two halves.
pub(super) fn is_split_by_staircase(assessment: &Assessment, scale: &Scale) -> bool {
    let ScaleSource::StopSignal(task) = &scale.source else {
        return false;
    };
    let task = assessment.stop_signal_task(task);
    task.is_some_and(|task| task.first_delays_ms.len().is_multiple_of(2))
}

/// Reliability of halves, carried to full length by Spearman and Brown, and the method's name.
///
/// *Model*: each person's trials are dealt alternately into halves, each kind of trial on its own; the halves' scores are
/// correlated over people. A stop-signal task is halved by its staircases where it has an even number of them, see
/// [`ssrt_split_by_staircase`], because halves of one staircase share its errors.
///
/// *Errors*: fewer than two people with both halves; a half that does not vary.
///
/// *Source*: Pronk et al. (2022), *Psychonomic Bulletin & Review* 29, 44–54.
pub(super) fn task_reliability(
    assessment: &Assessment,
    scale: &Scale,
    people: &[&TaskTrials],
) -> Result<(f64, &'static str), Error> {
    let by_staircase = is_split_by_staircase(assessment, scale);
    let halves = match &scale.source {
        ScaleSource::GoNoGo { measure, .. } => {
            let trials = each(people, |trials| match trials {
                TaskTrials::GoNoGo(trials) => Some(trials.clone()),
                _ => None,
            });
            let kind = |trial: &GoNoGoTrial| u32::from(trial.signal == Signal::NoGo);
            odd_even_reliability(&trials, kind, |half| {
                go_no_go::value(&Performance::of(half), *measure)
            })?
        }
        ScaleSource::Flanker { task, measure } => {
            let trials = each(people, |trials| match trials {
                TaskTrials::Flanker(trials) => Some(trials.clone()),
                _ => None,
            });
            let rule = assessment
                .flanker_task(task)
                .map_or(TrimmingRule::NONE, flanker::trimming);
            let kind = |trial: &FlankerTrial| u32::from(trial.flankers == Flankers::Incongruent);
            odd_even_reliability(&trials, kind, |half| {
                flanker::value(&Costs::of(half, &rule), *measure)
            })?
        }
        _ => {
            let trials = each(people, |trials| match trials {
                TaskTrials::StopSignal(trials) => Some(trials.clone()),
                _ => None,
            });
            if by_staircase {
                ssrt_split_by_staircase(&trials)?
            } else {
                let plain = trials.iter().map(|trials| trials.iter());
                let plain = plain.map(|trials| trials.map(|tracked| tracked.trial).collect());
                ssrt_split_half(&plain.collect::<Vec<_>>())?
            }
        }
    };
    let method = if by_staircase {
        "split half by staircase, Spearman-Brown"
    } else {
        "odd-even split half, Spearman-Brown"
    };
    Ok((stepped_up(halves), method))
}

fn each<T>(people: &[&TaskTrials], trials: impl Fn(&TaskTrials) -> Option<Vec<T>>) -> Vec<Vec<T>> {
    people.iter().filter_map(|person| trials(person)).collect()
}

fn stepped_up(halves: SplitHalf) -> f64 {
    halves.spearman_brown.unwrap_or(halves.correlation)
}
