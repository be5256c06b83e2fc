//! How fast and how lean the heavy estimators are, printed beside what the field's own software took.
//!
//! `make bench-psychometrics` reads the folder that `COMPOSURE_REFERENCE_DATA` names (else `../shared/psychometrics`
//! beside the project). Each measurement runs in a process of its own, so that its peak memory is its own: `VmHWM` of
//! `/proc/self/status`. Times are of one call, data already in memory, on the clock and in processor seconds of all
//! threads, which a busy machine changes less; the other software's were taken on the machine that made the reference
//! numbers (R 4.2.2, mirt 1.45.1, TAM). Nothing here passes or fails: a machine that is busy
//! prints other figures, not a red test.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod data;
mod facets;
mod floor;
mod graded;
mod process;
mod stopwatch;

use std::process::Command;

use anyhow::{Context, Result, bail};

/// One measurement.
type Measure = fn() -> Result<()>;

/// What can be measured, each in a process of its own.
const MEASUREMENTS: [(&str, Measure); 8] = [
    ("floor", floor::measure),
    ("second-thread", floor::second_thread),
    ("graded-100k-1", || graded::large(1)),
    ("graded-100k-2", || graded::large(2)),
    ("eap-100k-1", graded::scores),
    ("errors-100k-2", graded::errors),
    ("graded-bfi-1", graded::small),
    ("facets-1", facets::measure),
];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Cargo gives `--bench`; a name chooses one measurement and runs it here.
    let chosen = arguments.iter().find(|argument| !argument.starts_with('-'));
    if let Some(name) = chosen {
        let found = MEASUREMENTS.iter().find(|(known, _)| known == name);
        let Some((_, measure)) = found else {
            bail!("there is no measurement `{name}`");
        };
        return measure();
    }
    if !data::is_there() {
        println!("skipped: the reference data are absent; set COMPOSURE_REFERENCE_DATA.");
        return Ok(());
    }
    let program = std::env::current_exe().context("this program's own name")?;
    for (name, _) in MEASUREMENTS {
        let status = Command::new(&program).arg(name).status()?;
        if !status.success() {
            bail!("the measurement `{name}` failed");
        }
    }
    Ok(())
}
