//! The stop-signal scale's raw score: the stop-signal reaction time, or why it cannot be estimated.

use super::raw::{RawScore, detail};
use super::record::{Given, Record};
use super::result::{Detail, Evidence, Outcome, Refusal};
use super::task;
use crate::assessment::{FormLength, SectionContent, StopSignalTask, TaskName};
use crate::psychometrics::reaction::stop_signal::{
    Estimate, Limits, Response, Signal, StaircaseTrial, Trial as MeasuredTrial, block_estimates,
};
use crate::sitting::stop_signal::{PlannedTrial, StopOutcome};
use crate::sitting::{Rules, Trial};

/// Estimates one task's stop-signal reaction time from its scored trials.
///
/// Practice, late trials and trials during which the page was out of focus are shown as evidence and not counted.
pub(super) fn score(rules: &Rules, name: &TaskName, record: &Record<'_>) -> RawScore {
    let Some(definition) = rules.assessment.stop_signal_task(name) else {
        return task::no_task(name);
    };
    let plan = rules.stop_signal_plan(name);
    let measured = measured(rules, name, record);
    let mut evidence = Vec::new();
    for given in belonging(rules, name, record) {
        let Some(planned) = plan.get(given.answer.trial as usize) else {
            continue;
        };
        evidence.push(evidence_of(
            planned,
            given,
            counted_in_block(planned, given).is_some(),
        ));
    }
    let n_planned = plan.iter().filter(|trial| trial.block.is_some()).count();
    let estimate = Estimate::of(&measured, &limits(definition, rules.form));
    let details = details_of(&estimate, &measured);
    let outcome = match estimate.ssrt_ms {
        Ok(ssrt_ms) => Outcome::Scored {
            score: (
                ssrt_ms,
                measured.len(),
                n_planned.saturating_sub(measured.len()),
            ),
        },
        Err(refusals) => Outcome::Refused {
            reasons: (refusals.iter())
                .map(|why| Refusal {
                    code: why.code().to_owned(),
                    sentence: as_sentence(&why.to_string()),
                })
                .collect(),
        },
    };
    RawScore {
        outcome,
        details,
        evidence,
    }
}

/// The trials of one task that count, as the method takes them.
fn measured(rules: &Rules, name: &TaskName, record: &Record<'_>) -> Vec<MeasuredTrial> {
    let tracked = tracked(rules, name, record).into_iter();
    tracked.map(|tracked| tracked.trial).collect()
}

/// The trials of one task that count, each with its staircase.
pub(super) fn tracked(rules: &Rules, name: &TaskName, record: &Record<'_>) -> Vec<StaircaseTrial> {
    let plan = rules.stop_signal_plan(name);
    belonging(rules, name, record)
        .filter_map(|given| {
            let planned = plan.get(given.answer.trial as usize)?;
            let block = counted_in_block(planned, given)?;
            Some(StaircaseTrial {
                trial: measure(block, planned, given.answer),
                staircase: planned.staircase,
            })
        })
        .collect()
}

fn belonging<'r, 'e>(
    rules: &'r Rules,
    name: &'r TaskName,
    record: &'r Record<'e>,
) -> impl Iterator<Item = &'r Given<&'e Trial>> {
    task::belonging(
        rules,
        record,
        move |content| matches!(content, SectionContent::StopSignal(task) if task == name),
    )
}

fn counted_in_block(planned: &PlannedTrial, given: &Given<&Trial>) -> Option<u32> {
    let is_told = planned.staircase.is_none() || !is_never_shown(given.answer);
    planned.block.filter(|_| is_told && task::counts(given))
}

/// Whether a stop trial's signal never came although no key forestalled it.
fn is_never_shown(trial: &Trial) -> bool {
    trial.stop.is_some() && StopOutcome::from(trial) == StopOutcome::NotShown
}

fn measure(block: u32, planned: &PlannedTrial, trial: &Trial) -> MeasuredTrial {
    let signal = trial.stop.map_or(Signal::Go, |stop| Signal::Stop {
        delay_ms: presented_delay_ms(trial).unwrap_or(f64::from(stop.delay_ms)),
    });
    let response = trial.response.map(|response| Response {
        rt_ms: response.response_ms - trial.stimulus_ms,
        is_correct: Some(response.side == Some(planned.side)),
    });
    MeasuredTrial {
        block,
        signal,
        response,
    }
}

/// The delay as it was seen, in milliseconds; `None` when the signal never came because the answer was first.
fn presented_delay_ms(trial: &Trial) -> Option<f64> {
    Some(trial.stop?.shown_ms? - trial.stimulus_ms)
}

fn limits(task: &StopSignalTask, form: FormLength) -> Limits {
    let refusal = &task.refusal;
    Limits {
        minimum_respond_proportion: refusal.minimum_respond_proportion,
        maximum_respond_proportion: refusal.maximum_respond_proportion,
        maximum_go_omission_proportion: refusal.maximum_go_omission_proportion,
        maximum_go_error_proportion: refusal.maximum_go_error_proportion,
        minimum_stop_trials: refusal.minimum_stop_trials(form) as usize,
    }
}

fn details_of(estimate: &Estimate, measured: &[MeasuredTrial]) -> Vec<Detail> {
    let seen = &estimate.performance;
    [
        ("go trials", Some(seen.n_go as f64)),
        ("stop trials", Some(seen.n_stop as f64)),
        ("go trials without an answer (share)", seen.go_omission_rate),
        ("go trials with the wrong key (share)", seen.go_error_rate),
        ("mean go reaction time (ms)", seen.mean_go_rt_ms),
        (
            "standard deviation of go reaction times (ms)",
            seen.sd_go_rt_ms,
        ),
        ("stop trials answered (share)", seen.respond_proportion),
        ("mean stop-signal delay (ms)", seen.mean_delay_ms),
        (
            "mean failed-stop reaction time (ms)",
            seen.mean_failed_stop_rt_ms,
        ),
        ("nth go reaction time (ms)", seen.nth_rt_ms),
        (
            "stop-signal reaction time, integration method (ms)",
            seen.integration_ms,
        ),
        (
            "stop-signal reaction time, mean of blocks (ms)",
            block_estimates(measured).mean_ms,
        ),
        (
            "stop-signal reaction time, mean method, for contrast (ms)",
            seen.mean_method_ms,
        ),
    ]
    .into_iter()
    .map(|(name, value)| detail(name, value))
    .collect()
}

fn evidence_of(planned: &PlannedTrial, given: &Given<&Trial>, is_counted: bool) -> Evidence {
    let trial = given.answer;
    let signal = trial.stop.map_or("go".to_owned(), |stop| {
        format!("stop after {} ms", stop.delay_ms)
    });
    let answered = task::key_answer(planned.side, trial);
    task::evidence(given, planned.block, (&signal, answered), is_counted)
}

fn as_sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|first| first.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
