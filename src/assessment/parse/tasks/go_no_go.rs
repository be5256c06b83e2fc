//! A `[[go_no_go]]` of `tasks.toml`.

use super::super::collector::TaskKind;
use super::super::numbers::{ANY, Limits, PROPORTION};
use super::super::place::{Place, Table};
use super::{check_count, form, task_name};
use crate::assessment::{GoNoGoCoaching, GoNoGoRefusal, GoNoGoTask, TaskForm};

/// Where no-go trials are not rare, nothing has to be held back.
const RARE: Limits = Limits {
    accepts: |value| (0.1..=0.4).contains(&value),
    words: "from 0.1 to 0.4, since no-go trials have to be rare",
};

pub(super) fn task(place: Place<'_>) -> Option<GoNoGoTask> {
    let table = place.table(&[
        "name",
        "instructions",
        "coaching",
        "fixation_ms",
        "stimulus_ms",
        "response_window_ms",
        "inter_trial_ms",
        "no_go_proportion",
        "break_seconds",
        "standard",
        "short",
        "refusal",
        "stage",
    ])?;
    let name = task_name(&table, TaskKind::GoNoGo);
    let instructions = table.required("instructions");
    let coaching = table.required_place("coaching").and_then(coaching);
    let fixation_ms = table.whole("fixation_ms", 0..=5000);
    let stimulus_ms = table.whole("stimulus_ms", 50..=5000);
    let response_window_ms = table.whole("response_window_ms", 500..=5000);
    let inter_trial_ms = table.whole("inter_trial_ms", 0..=5000);
    let no_go_proportion = table.real("no_go_proportion", &RARE);
    let break_seconds = table.whole("break_seconds", 0..=300);
    let standard = table.required_place("standard").and_then(|at| form(at, 1));
    let short = table.required_place("short").and_then(|at| form(at, 1));
    let refusal = table.required_place("refusal").and_then(refusal);
    let stage = table.optional("stage");
    let task = GoNoGoTask {
        name: name?,
        instructions: instructions?,
        coaching: coaching?,
        fixation_ms: fixation_ms?,
        stimulus_ms: stimulus_ms?,
        response_window_ms: response_window_ms?,
        inter_trial_ms: inter_trial_ms?,
        no_go_proportion: no_go_proportion?,
        break_seconds: break_seconds?,
        standard: standard?,
        short: short?,
        refusal: refusal?,
        stage,
    };
    check(&table, &task);
    Some(task)
}

fn coaching(place: Place<'_>) -> Option<GoNoGoCoaching> {
    let table = place.table(&[
        "slow_ms",
        "missed_proportion",
        "pressed_proportion",
        "too_often",
        "too_slow",
        "well",
    ])?;
    let slow_ms = table.whole("slow_ms", 100..=5000);
    let missed_proportion = table.real("missed_proportion", &PROPORTION);
    let pressed_proportion = table.real("pressed_proportion", &PROPORTION);
    let too_often = table.required("too_often");
    let too_slow = table.required("too_slow");
    let well = table.required("well");
    Some(GoNoGoCoaching {
        slow_ms: slow_ms?,
        missed_proportion: missed_proportion?,
        pressed_proportion: pressed_proportion?,
        too_often: too_often?,
        too_slow: too_slow?,
        well: well?,
    })
}

fn refusal(place: Place<'_>) -> Option<GoNoGoRefusal> {
    let table = place.table(&[
        "maximum_go_omission_proportion",
        "minimum_d_prime",
        "fast_ms",
        "maximum_fast_proportion",
        "minimum_no_go_trials",
        "minimum_no_go_trials_short",
    ])?;
    let maximum_go_omission = table.real("maximum_go_omission_proportion", &PROPORTION);
    let minimum_d_prime = table.real("minimum_d_prime", &ANY);
    let fast_ms = table.whole("fast_ms", 0..=1000);
    let maximum_fast = table.real("maximum_fast_proportion", &PROPORTION);
    let minimum_no_go_trials = table.whole("minimum_no_go_trials", 1..=1000);
    let minimum_no_go_trials_short = table.whole("minimum_no_go_trials_short", 1..=1000);
    Some(GoNoGoRefusal {
        maximum_go_omission_proportion: maximum_go_omission?,
        minimum_d_prime: minimum_d_prime?,
        fast_ms: fast_ms?,
        maximum_fast_proportion: maximum_fast?,
        minimum_no_go_trials: minimum_no_go_trials?,
        minimum_no_go_trials_short: minimum_no_go_trials_short?,
    })
}

fn check(table: &Table<'_>, task: &GoNoGoTask) {
    if task.response_window_ms < task.stimulus_ms {
        table.fault(
            "`response_window_ms` has to be at least `stimulus_ms`: it is counted from the sign on",
            None,
        );
    }
    let forms = [
        ("standard", task.standard, task.refusal.minimum_no_go_trials),
        ("short", task.short, task.refusal.minimum_no_go_trials_short),
    ];
    for (name, form, minimum) in forms {
        check_shares(table, task, (name, form));
        let n_no_go = form.blocks * task.no_go_trials(form.trials_per_block);
        check_count(table, name, (n_no_go, "no-go trials"), minimum);
    }
}

/// Every block has the same number of no-go trials, and exactly the share that the definition states.
fn check_shares(table: &Table<'_>, task: &GoNoGoTask, (name, form): (&str, TaskForm)) {
    let counts = [
        ("practice_trials", form.practice_trials),
        ("trials_per_block", form.trials_per_block),
    ];
    for (key, trials) in counts {
        let share = f64::from(trials) * task.no_go_proportion;
        if (share - share.round()).abs() > 1e-6 {
            let proportion = task.no_go_proportion;
            table.fault(
                format!("{proportion} of the {trials} `{key}` of the {name} form is no whole number of no-go trials"),
                Some("choose trials of which the share is whole, such as 40 or 80"),
            );
        }
    }
}
