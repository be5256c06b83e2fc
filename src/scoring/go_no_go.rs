//! The raw score of a go/no-go scale: how often somebody pressed where nothing was to be pressed, or d′.

use super::raw::{RawScore, detail};
use super::record::{Given, Record};
use super::result::{Detail, Refusal};
use super::task;
use crate::assessment::{FormLength, GoNoGoMeasure, GoNoGoTask, SectionContent, TaskName};
use crate::psychometrics::reaction::go_no_go::{Performance, Signal, Trial as MeasuredTrial};
use crate::sitting::go_no_go::PlannedTrial;
use crate::sitting::{Rules, Trial};

/// Scores one task's trials.
///
/// Practice, late trials and trials during which the page was out of focus are shown as evidence and not counted. The
/// score's standard error is the norm group's, from odd and even trials; this sitting's own is among the details.
pub(super) fn score(
    rules: &Rules,
    name: &TaskName,
    measure: GoNoGoMeasure,
    record: &Record<'_>,
) -> RawScore {
    let Some(definition) = rules.assessment.go_no_go_task(name) else {
        return task::no_task(name);
    };
    let plan = rules.go_no_go_plan(name);
    let measured = measured(rules, name, record);
    let seen = Performance::of(&measured);
    let fast = fast_share(definition, &measured);
    let n_planned = plan.iter().filter(|trial| trial.block.is_some()).count();
    RawScore {
        outcome: task::outcome(
            value(&seen, measure),
            (measured.len(), n_planned),
            reasons(definition, rules.form, &seen, fast),
        ),
        details: details(&seen, fast),
        evidence: belonging(rules, name, record)
            .filter_map(|given| {
                let planned = plan.get(given.answer.trial as usize)?;
                Some(task::evidence(
                    given,
                    planned.block,
                    (asked(planned), answered(planned, given.answer)),
                    is_counted(planned, given),
                ))
            })
            .collect(),
    }
}

/// The trials of one task that count, as the method takes them.
pub(super) fn measured(rules: &Rules, name: &TaskName, record: &Record<'_>) -> Vec<MeasuredTrial> {
    let plan = rules.go_no_go_plan(name);
    belonging(rules, name, record)
        .filter_map(|given| {
            let planned = plan.get(given.answer.trial as usize)?;
            is_counted(planned, given).then_some(MeasuredTrial {
                signal: planned.signal,
                rt_ms: task::reaction_ms(given.answer),
            })
        })
        .collect()
}

/// The figure that is scored.
pub(super) fn value(seen: &Performance, measure: GoNoGoMeasure) -> Option<f64> {
    match measure {
        GoNoGoMeasure::CommissionProportion => seen.commission_rate,
        GoNoGoMeasure::DPrime => seen.d_prime,
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
        move |content| matches!(content, SectionContent::GoNoGo(task) if task == name),
    )
}

fn is_counted(planned: &PlannedTrial, given: &Given<&Trial>) -> bool {
    planned.block.is_some() && task::counts(given)
}

fn fast_share(definition: &GoNoGoTask, measured: &[MeasuredTrial]) -> Option<f64> {
    let fast_ms = f64::from(definition.refusal.fast_ms);
    let times = || measured.iter().filter_map(|trial| trial.rt_ms);
    task::share(times().filter(|rt| *rt < fast_ms).count(), times().count())
}

fn reasons(
    definition: &GoNoGoTask,
    form: FormLength,
    seen: &Performance,
    fast: Option<f64>,
) -> Vec<Refusal> {
    let limits = &definition.refusal;
    let minimum = limits.minimum_no_go_trials(form);
    let n_no_go = seen.n_no_go;
    let too_few = (n_no_go < minimum as usize).then(|| {
        let sentence =
            format!("{n_no_go} no-go trials are too few; at least {minimum} are needed.");
        task::because("too_few_no_go_trials", sentence)
    });
    let omissions = task::too_many(
        "too_many_go_omissions",
        seen.omission_rate,
        limits.maximum_go_omission_proportion,
        "go trials were not answered",
    );
    let too_fast = task::too_many(
        "answers_too_fast",
        fast,
        limits.maximum_fast_proportion,
        &format!(
            "answers came within {} ms, before the sign can have been seen",
            limits.fast_ms
        ),
    );
    let alike = seen
        .d_prime
        .filter(|d_prime| *d_prime < limits.minimum_d_prime)
        .map(|d_prime| {
            let sentence = format!(
                "Go and no-go trials were answered almost alike: d′ is {d_prime:.2}, below {:.2}.",
                limits.minimum_d_prime
            );
            task::because("signs_not_told_apart", sentence)
        });
    [too_few, omissions, too_fast, alike]
        .into_iter()
        .flatten()
        .collect()
}

fn details(seen: &Performance, fast: Option<f64>) -> Vec<Detail> {
    [
        ("go trials", Some(seen.n_go as f64)),
        ("no-go trials", Some(seen.n_no_go as f64)),
        ("no-go trials answered (share)", seen.commission_rate),
        (
            "standard error of that share in this sitting, binomial",
            seen.commission_standard_error(),
        ),
        ("go trials without an answer (share)", seen.omission_rate),
        ("d′ (z units)", seen.d_prime),
        (
            "standard error of d′ in this sitting (z units)",
            seen.d_prime_standard_error(),
        ),
        (
            "criterion; below 0 leans towards answering (z units)",
            seen.criterion,
        ),
        ("mean go reaction time (ms)", seen.mean_go_rt_ms),
        (
            "standard deviation of go reaction times (ms)",
            seen.sd_go_rt_ms,
        ),
        ("answers too fast to have seen the sign (share)", fast),
    ]
    .into_iter()
    .map(|(name, value)| detail(name, value))
    .collect()
}

fn asked(planned: &PlannedTrial) -> &'static str {
    match planned.signal {
        Signal::Go => "go",
        Signal::NoGo => "no-go",
    }
}

fn answered(planned: &PlannedTrial, trial: &Trial) -> String {
    match (task::reaction_ms(trial), planned.signal) {
        (Some(rt_ms), Signal::Go) => format!("key, {rt_ms:.1} ms"),
        (Some(rt_ms), Signal::NoGo) => format!("key, {rt_ms:.1} ms, not held back"),
        (None, Signal::Go) => "no key, missed".to_owned(),
        (None, Signal::NoGo) => "no key, held back".to_owned(),
    }
}
