//! A `[[stop_signal]]` of `tasks.toml`.

use super::super::collector::TaskKind;
use super::super::numbers::{PROPORTION, whole};
use super::super::place::{Place, Table};
use super::{form, task_name};
use crate::assessment::{StopSignalRefusal, StopSignalTask};

/// A quarter are stop trials, halved between the two sides, so a block is made of eights.
const UNIT: u32 = 8;

pub(super) fn task(place: Place<'_>) -> Option<StopSignalTask> {
    let table = place.table(&[
        "name",
        "instructions",
        "fixation_ms",
        "response_window_ms",
        "inter_trial_ms",
        "first_delays_ms",
        "step_ms",
        "minimum_delay_ms",
        "maximum_delay_ms",
        "break_seconds",
        "standard",
        "short",
        "refusal",
        "stage",
    ])?;
    let name = task_name(&table, TaskKind::StopSignal);
    let instructions = table.required("instructions");
    let fixation_ms = table.whole("fixation_ms", 0..=5000);
    let response_window_ms = table.whole("response_window_ms", 500..=5000);
    let inter_trial_ms = table.whole("inter_trial_ms", 0..=5000);
    let first_delays_ms = table.each_of_some("first_delays_ms", |place| whole(place, &(0..=5000)));
    let step_ms = table.whole("step_ms", 1..=200);
    let minimum_delay_ms = table.whole("minimum_delay_ms", 0..=5000);
    let maximum_delay_ms = table.whole("maximum_delay_ms", 0..=5000);
    let break_seconds = table.whole("break_seconds", 0..=300);
    let standard = table
        .required_place("standard")
        .and_then(|at| form(at, UNIT));
    let short = table.required_place("short").and_then(|at| form(at, UNIT));
    let refusal = table.required_place("refusal").and_then(refusal);
    let stage = table.optional("stage");
    let task = StopSignalTask {
        name: name?,
        instructions: instructions?,
        fixation_ms: fixation_ms?,
        response_window_ms: response_window_ms?,
        inter_trial_ms: inter_trial_ms?,
        first_delays_ms,
        step_ms: step_ms?,
        minimum_delay_ms: minimum_delay_ms?,
        maximum_delay_ms: maximum_delay_ms?,
        break_seconds: break_seconds?,
        standard: standard?,
        short: short?,
        refusal: refusal?,
        stage,
    };
    check_delays(&table, &task);
    check_stop_trials(&table, &task);
    Some(task)
}

fn refusal(place: Place<'_>) -> Option<StopSignalRefusal> {
    let table = place.table(&[
        "minimum_respond_proportion",
        "maximum_respond_proportion",
        "maximum_go_omission_proportion",
        "maximum_go_error_proportion",
        "minimum_stop_trials",
        "minimum_stop_trials_short",
    ])?;
    let minimum_respond = table.real("minimum_respond_proportion", &PROPORTION);
    let maximum_respond = table.real("maximum_respond_proportion", &PROPORTION);
    let maximum_go_omission = table.real("maximum_go_omission_proportion", &PROPORTION);
    let maximum_go_error = table.real("maximum_go_error_proportion", &PROPORTION);
    let minimum_stop_trials = table.whole("minimum_stop_trials", 1..=1000);
    let minimum_stop_trials_short = table.whole("minimum_stop_trials_short", 1..=1000);
    if minimum_respond >= maximum_respond && maximum_respond.is_some() {
        table.fault(
            "`minimum_respond_proportion` has to be below `maximum_respond_proportion`",
            None,
        );
    }
    Some(StopSignalRefusal {
        minimum_respond_proportion: minimum_respond?,
        maximum_respond_proportion: maximum_respond?,
        maximum_go_omission_proportion: maximum_go_omission?,
        maximum_go_error_proportion: maximum_go_error?,
        minimum_stop_trials: minimum_stop_trials?,
        minimum_stop_trials_short: minimum_stop_trials_short?,
    })
}

fn check_delays(table: &Table<'_>, task: &StopSignalTask) {
    let (least, most) = (task.minimum_delay_ms, task.maximum_delay_ms);
    if least >= most {
        table.fault(
            "`minimum_delay_ms` has to be below `maximum_delay_ms`",
            None,
        );
    }
    if most >= task.response_window_ms {
        let help = "a signal after the answer window stops nothing";
        table.fault(
            "`maximum_delay_ms` has to be below `response_window_ms`",
            Some(help),
        );
    }
    for delay in task
        .first_delays_ms
        .iter()
        .filter(|delay| !(least..=most).contains(delay))
    {
        table.fault(
            format!("the first delay {delay} is outside {least} to {most}"),
            None,
        );
    }
    if task.first_delays_ms.len() > 2 {
        let help = "each half of a block's stop trials belongs to one staircase";
        table.fault("`first_delays_ms` has one or two staircases", Some(help));
    }
}

fn check_stop_trials(table: &Table<'_>, task: &StopSignalTask) {
    let limits = [
        ("standard", task.standard, task.refusal.minimum_stop_trials),
        ("short", task.short, task.refusal.minimum_stop_trials_short),
    ];
    for (name, form, minimum) in limits {
        let stop_trials = form.blocks * form.trials_per_block / 4;
        if stop_trials < minimum {
            let reason = format!(
                "the {name} form has {stop_trials} stop trials, and its estimate needs {minimum}"
            );
            table.fault(
                reason,
                Some("add blocks, or lower the minimum with a reason in the README"),
            );
        }
    }
}
