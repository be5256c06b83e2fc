//! The raw score of a flanker scale: what neighbours that point elsewhere cost, in milliseconds.

use super::raw::{RawScore, detail};
use super::record::{Given, Record};
use super::result::{Detail, Refusal};
use super::task;
use crate::assessment::{FlankerMeasure, FlankerTask, FormLength, SectionContent, TaskName};
use crate::psychometrics::reaction::flanker::{Costs, Flankers, Trial as MeasuredTrial};
use crate::psychometrics::reaction::trimming::{Bounds, Spread, TrimmingRule};
use crate::sitting::flanker::PlannedTrial;
use crate::sitting::{Rules, Trial};

/// Scores one task's trials.
///
/// Practice, late trials and trials during which the page was out of focus are shown as evidence and not counted. The
/// score's standard error is the norm group's, from odd and even trials; this sitting's own is among the details.
pub(super) fn score(
    rules: &Rules,
    name: &TaskName,
    measure: FlankerMeasure,
    record: &Record<'_>,
) -> RawScore {
    let Some(definition) = rules.assessment.flanker_task(name) else {
        return task::no_task(name);
    };
    let plan = rules.flanker_plan(name);
    let measured = measured(rules, name, record);
    let costs = Costs::of(&measured, &trimming(definition));
    let shares = Shares::of(definition, &measured);
    let n_planned = plan.iter().filter(|trial| trial.block.is_some()).count();
    RawScore {
        outcome: task::outcome(
            value(&costs, measure),
            (measured.len(), n_planned),
            reasons(definition, rules.form, &costs, &shares),
        ),
        details: details(&costs, &shares),
        evidence: belonging(rules, name, record)
            .filter_map(|given| {
                let planned = plan.get(given.answer.trial as usize)?;
                Some(task::evidence(
                    given,
                    planned.block,
                    (
                        &asked(planned),
                        task::key_answer(planned.side, given.answer),
                    ),
                    is_counted(planned, given),
                ))
            })
            .collect(),
    }
}

/// The trials of one task that count, as the method takes them.
pub(super) fn measured(rules: &Rules, name: &TaskName, record: &Record<'_>) -> Vec<MeasuredTrial> {
    let plan = rules.flanker_plan(name);
    belonging(rules, name, record)
        .filter_map(|given| {
            let planned = plan.get(given.answer.trial as usize)?;
            is_counted(planned, given).then(|| MeasuredTrial {
                flankers: planned.flankers,
                is_correct: is_right(planned, given.answer),
                rt_ms: task::reaction_ms(given.answer),
            })
        })
        .collect()
}

/// The figure that is scored.
pub(super) fn value(costs: &Costs, measure: FlankerMeasure) -> Option<f64> {
    match measure {
        FlankerMeasure::InverseEfficiencyCost => costs.inverse_efficiency_cost_ms,
        FlankerMeasure::ReactionTimeCost => costs.rt_cost_ms,
    }
}

/// Which reaction times the means leave out.
pub(super) fn trimming(definition: &FlankerTask) -> TrimmingRule {
    TrimmingRule {
        bounds: Some(Bounds {
            lowest_ms: f64::from(definition.refusal.fast_ms),
            highest_ms: f64::INFINITY,
        }),
        spread: Some(Spread::Above {
            deviations: definition.refusal.slow_deviations,
        }),
    }
}

fn belonging<'r, 'e>(
    rules: &'r Rules,
    name: &'r TaskName,
    record: &'r Record<'e>,
) -> impl Iterator<Item = &'r Given<&'e Trial>> {
    task::belonging(
        rules,
        record,
        move |content| matches!(content, SectionContent::Flanker(task) if task == name),
    )
}

fn is_counted(planned: &PlannedTrial, given: &Given<&Trial>) -> bool {
    planned.block.is_some() && task::counts(given)
}

fn is_right(planned: &PlannedTrial, trial: &Trial) -> bool {
    trial.response.and_then(|response| response.side) == Some(planned.side)
}

/// Shares of all trials that count, 0 to 1.
struct Shares {
    unanswered: Option<f64>,
    right: Option<f64>,
    /// Of the answers, not of the trials.
    fast: Option<f64>,
}

impl Shares {
    fn of(definition: &FlankerTask, measured: &[MeasuredTrial]) -> Self {
        let fast_ms = f64::from(definition.refusal.fast_ms);
        let times = || measured.iter().filter_map(|trial| trial.rt_ms);
        let n = measured.len();
        Self {
            unanswered: task::share(n - times().count(), n),
            right: task::share(measured.iter().filter(|trial| trial.is_correct).count(), n),
            fast: task::share(times().filter(|rt| *rt < fast_ms).count(), times().count()),
        }
    }
}

fn reasons(
    definition: &FlankerTask,
    form: FormLength,
    costs: &Costs,
    shares: &Shares,
) -> Vec<Refusal> {
    let limits = &definition.refusal;
    let minimum = limits.minimum_right_answers(form);
    let n_kept = costs.congruent.n_kept.min(costs.incongruent.n_kept);
    let too_few = (n_kept < minimum as usize).then(|| {
        let sentence = format!(
            "{n_kept} right answers to one kind of trial are too few; at least {minimum} to either kind are needed."
        );
        task::because("too_few_right_answers", sentence)
    });
    let omissions = task::too_many(
        "too_many_omissions",
        shares.unanswered,
        limits.maximum_omission_proportion,
        "trials were not answered",
    );
    let guessing = shares
        .right
        .filter(|right| *right < limits.minimum_correct_proportion)
        .map(|right| {
            let sentence = format!(
                "{:.1} % of trials were answered rightly, fewer than {:.0} %; guessing gives 50 %.",
                100.0 * right,
                100.0 * limits.minimum_correct_proportion
            );
            task::because("too_near_to_guessing", sentence)
        });
    let too_fast = task::too_many(
        "answers_too_fast",
        shares.fast,
        limits.maximum_fast_proportion,
        &format!(
            "answers came within {} ms, before the arrows can have been seen",
            limits.fast_ms
        ),
    );
    [too_few, omissions, guessing, too_fast]
        .into_iter()
        .flatten()
        .collect()
}

fn details(costs: &Costs, shares: &Shares) -> Vec<Detail> {
    let (same, other) = (&costs.congruent, &costs.incongruent);
    [
        ("congruent trials", Some(same.n_trials as f64)),
        ("incongruent trials", Some(other.n_trials as f64)),
        ("mean reaction time, congruent (ms)", same.mean_rt_ms),
        ("mean reaction time, incongruent (ms)", other.mean_rt_ms),
        ("errors, congruent (share)", same.error_rate),
        ("errors, incongruent (share)", other.error_rate),
        ("cost in reaction time (ms)", costs.rt_cost_ms),
        (
            "standard error of that cost in this sitting (ms)",
            costs.rt_cost_standard_error_ms(),
        ),
        (
            "cost in inverse efficiency (ms)",
            costs.inverse_efficiency_cost_ms,
        ),
        (
            "standard error of that cost in this sitting, delta method (ms)",
            costs.inverse_efficiency_cost_standard_error_ms(),
        ),
        ("cost in errors (difference of shares)", costs.error_cost),
        ("trials without an answer (share)", shares.unanswered),
        (
            "answers too fast to have seen the arrows (share)",
            shares.fast,
        ),
    ]
    .into_iter()
    .map(|(name, value)| detail(name, value))
    .collect()
}

fn asked(planned: &PlannedTrial) -> String {
    let neighbours = match planned.flankers {
        Flankers::Congruent => "congruent",
        Flankers::Incongruent => "incongruent",
    };
    format!("{neighbours}, middle arrow {}", task::word(planned.side))
}
