//! `tasks.toml`: the reaction-time tasks.

mod flanker;
mod go_no_go;
mod stop_signal;

use super::collector::{Kind, TaskKind};
use super::place::{Place, Table};
use crate::assessment::{FlankerTask, GoNoGoTask, StopSignalTask, TaskForm, TaskName};

/// The keys of `tasks.toml`.
pub(super) const KEYS: &[&str] = &["stop_signal", "go_no_go", "flanker"];

/// What `tasks.toml` says.
#[derive(Default)]
pub(super) struct Tasks {
    pub(super) stop_signal: Vec<StopSignalTask>,
    pub(super) go_no_go: Vec<GoNoGoTask>,
    pub(super) flanker: Vec<FlankerTask>,
}

/// Reads `tasks.toml`.
pub(super) fn tasks(table: &Table<'_>) -> Tasks {
    Tasks {
        stop_signal: table.each("stop_signal", stop_signal::task),
        go_no_go: table.each("go_no_go", go_no_go::task),
        flanker: table.each("flanker", flanker::task),
    }
}

/// Reads a task's name: one of all tasks' names, which sections and scales refer to by the kind of task.
fn task_name(table: &Table<'_>, kind: TaskKind) -> Option<TaskName> {
    let name = table.defines::<TaskName>("name", Kind::Task)?;
    if let Some(place) = table.place("name") {
        place.define_once(Kind::ShownTask(kind), name.as_str());
        place.define_once(Kind::ScoredTask(kind), name.as_str());
    }
    Some(name)
}

/// Reads a form whose blocks and practice are made of so many trials, or of a multiple of that.
fn form(place: Place<'_>, unit: u32) -> Option<TaskForm> {
    let table = place.table(&["practice_trials", "blocks", "trials_per_block"])?;
    let practice_trials = multiple(&table, "practice_trials", unit);
    let blocks = table.whole("blocks", 1..=20);
    let trials_per_block = multiple(&table, "trials_per_block", unit);
    Some(TaskForm {
        practice_trials: practice_trials?,
        blocks: blocks?,
        trials_per_block: trials_per_block?,
    })
}

fn multiple(table: &Table<'_>, key: &str, unit: u32) -> Option<u32> {
    let trials = table.whole(key, unit.max(1)..=512)?;
    if !trials.is_multiple_of(unit)
        && let Some(place) = table.place(key)
    {
        let near = trials.next_multiple_of(unit);
        place.fault_with_help(
            format!("`{key}` is {trials}, and has to be a multiple of {unit}"),
            format!("write {near}"),
        );
    }
    Some(trials)
}

/// Keeps a fault where a form has fewer trials of a kind than its score needs.
fn check_count(table: &Table<'_>, form: &str, (n, what): (u32, &str), minimum: u32) {
    if n < minimum {
        table.fault(
            format!("the {form} form has {n} {what}, and its score needs {minimum}"),
            Some("add blocks, or lower the minimum with a reason in the README"),
        );
    }
}
