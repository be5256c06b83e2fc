//! A `[[flanker]]` of `tasks.toml`.

use super::super::collector::TaskKind;
use super::super::numbers::{POSITIVE, PROPORTION};
use super::super::place::{Place, Table};
use super::{check_count, form, task_name};
use crate::assessment::{FlankerCoaching, FlankerRefusal, FlankerTask};

/// Half of the trials are incongruent, and half of either kind belongs to each side: blocks are made of fours.
const UNIT: u32 = 4;

pub(super) fn task(place: Place<'_>) -> Option<FlankerTask> {
    let table = place.table(&[
        "name",
        "instructions",
        "coaching",
        "fixation_ms",
        "response_window_ms",
        "inter_trial_ms",
        "break_seconds",
        "standard",
        "short",
        "refusal",
        "stage",
    ])?;
    let name = task_name(&table, TaskKind::Flanker);
    let instructions = table.required("instructions");
    let coaching = table.required_place("coaching").and_then(coaching);
    let fixation_ms = table.whole("fixation_ms", 0..=5000);
    let response_window_ms = table.whole("response_window_ms", 500..=5000);
    let inter_trial_ms = table.whole("inter_trial_ms", 0..=5000);
    let break_seconds = table.whole("break_seconds", 0..=300);
    let standard = table
        .required_place("standard")
        .and_then(|at| form(at, UNIT));
    let short = table.required_place("short").and_then(|at| form(at, UNIT));
    let refusal = table.required_place("refusal").and_then(refusal);
    let stage = table.optional("stage");
    let task = FlankerTask {
        name: name?,
        instructions: instructions?,
        coaching: coaching?,
        fixation_ms: fixation_ms?,
        response_window_ms: response_window_ms?,
        inter_trial_ms: inter_trial_ms?,
        break_seconds: break_seconds?,
        standard: standard?,
        short: short?,
        refusal: refusal?,
        stage,
    };
    check_trials(&table, &task);
    Some(task)
}

fn coaching(place: Place<'_>) -> Option<FlankerCoaching> {
    let table = place.table(&[
        "slow_ms",
        "missed_proportion",
        "wrong_proportion",
        "too_often_wrong",
        "too_slow",
        "well",
    ])?;
    let slow_ms = table.whole("slow_ms", 100..=5000);
    let missed_proportion = table.real("missed_proportion", &PROPORTION);
    let wrong_proportion = table.real("wrong_proportion", &PROPORTION);
    let too_often_wrong = table.required("too_often_wrong");
    let too_slow = table.required("too_slow");
    let well = table.required("well");
    Some(FlankerCoaching {
        slow_ms: slow_ms?,
        missed_proportion: missed_proportion?,
        wrong_proportion: wrong_proportion?,
        too_often_wrong: too_often_wrong?,
        too_slow: too_slow?,
        well: well?,
    })
}

fn refusal(place: Place<'_>) -> Option<FlankerRefusal> {
    let table = place.table(&[
        "maximum_omission_proportion",
        "minimum_correct_proportion",
        "fast_ms",
        "maximum_fast_proportion",
        "slow_deviations",
        "minimum_right_answers",
        "minimum_right_answers_short",
    ])?;
    let maximum_omission = table.real("maximum_omission_proportion", &PROPORTION);
    let minimum_correct = table.real("minimum_correct_proportion", &PROPORTION);
    let fast_ms = table.whole("fast_ms", 0..=1000);
    let maximum_fast = table.real("maximum_fast_proportion", &PROPORTION);
    let slow_deviations = table.real("slow_deviations", &POSITIVE);
    let minimum_right_answers = table.whole("minimum_right_answers", 2..=1000);
    let minimum_right_answers_short = table.whole("minimum_right_answers_short", 2..=1000);
    Some(FlankerRefusal {
        maximum_omission_proportion: maximum_omission?,
        minimum_correct_proportion: minimum_correct?,
        fast_ms: fast_ms?,
        maximum_fast_proportion: maximum_fast?,
        slow_deviations: slow_deviations?,
        minimum_right_answers: minimum_right_answers?,
        minimum_right_answers_short: minimum_right_answers_short?,
    })
}

fn check_trials(table: &Table<'_>, task: &FlankerTask) {
    let limits = &task.refusal;
    for (name, form, minimum) in [
        ("standard", task.standard, limits.minimum_right_answers),
        ("short", task.short, limits.minimum_right_answers_short),
    ] {
        let n = form.blocks * form.trials_per_block / 2;
        check_count(table, name, (n, "trials of either kind"), minimum);
    }
}
