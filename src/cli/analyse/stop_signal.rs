//! `analyse stop-signal`: how long stopping takes.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::fault::Fault;
use super::report::{Grid, Report, fixed_or_dash};
use super::table::Table;
use super::trials::{self, Participant, Reliability, SplitArgs};
use crate::psychometrics::reaction::stop_signal::{
    Limits, Performance, Refusal, Response, Signal, Trial, block_estimates, kind,
};

/// Arguments of `analyse stop-signal`.
#[derive(Debug, Args)]
pub(super) struct StopSignal {
    /// A CSV file with one row per trial, practice left out: participant, block, trial, signal (go or stop),
    /// `stop_signal_delay_ms`, responded (0 or 1), `rt_ms`, response, `correct_response`. Wrong keys count only where both of
    /// the last two are given.
    file: PathBuf,
    /// The lowest share of answered stop trials at which an estimate may be read.
    #[arg(long, value_name = "SHARE", default_value_t = 0.25)]
    minimum_respond: f64,
    /// The highest share of answered stop trials.
    #[arg(long, value_name = "SHARE", default_value_t = 0.75)]
    maximum_respond: f64,
    /// The highest share of go trials without an answer.
    #[arg(long, value_name = "SHARE", default_value_t = 0.15)]
    maximum_omission: f64,
    /// The highest share of wrong keys among answered go trials.
    #[arg(long, value_name = "SHARE", default_value_t = 0.15)]
    maximum_error: f64,
    /// The fewest stop trials. The consensus guide asks for 50 in a new task; many published tasks have 48.
    #[arg(long, value_name = "N", default_value_t = 40)]
    minimum_stop_trials: usize,
    #[command(flatten)]
    splits: SplitArgs,
}

/// What `analyse stop-signal` found.
#[derive(Debug, Serialize)]
pub(super) struct StopSignalFound {
    participants: Vec<Row>,
    reliability: Vec<Reliability>,
}

#[derive(Debug, Serialize)]
struct Row {
    participant: String,
    n_go: usize,
    n_stop: usize,
    go_omission_rate: Option<f64>,
    go_error_rate: Option<f64>,
    mean_go_rt_ms: Option<f64>,
    sd_go_rt_ms: Option<f64>,
    p_respond: Option<f64>,
    mean_ssd_ms: Option<f64>,
    mean_failed_stop_rt_ms: Option<f64>,
    nth_rt_ms: Option<f64>,
    /// The figure also where `refused` says that it may not be read, so that the reason can be weighed.
    ssrt_integration_ms: Option<f64>,
    ssrt_mean_ms: Option<f64>,
    /// The mean of the blocks' estimates, which slowing in the course of the task cannot shorten.
    ssrt_blocks_ms: Option<f64>,
    /// Codes of the reasons against reading the estimate; empty when there are none.
    refused: Vec<&'static str>,
    /// The same as sentences.
    reasons: Vec<String>,
}

impl StopSignal {
    pub(super) fn run(&self) -> Result<StopSignalFound, Fault> {
        let limits = self.limits()?;
        let people = read(&Table::read(&self.file)?)?;
        let rows = people.iter().map(|person| row(person, &limits)).collect();
        let ssrt = |trials: &[Trial]| Performance::of(trials).integration_ms;
        let trials = trials::trials(&people);
        Ok(StopSignalFound {
            participants: rows,
            reliability: vec![trials::reliability(
                "ssrt_integration_ms",
                &trials,
                kind,
                ssrt,
                self.splits,
            )],
        })
    }

    fn limits(&self) -> Result<Limits, Fault> {
        let shares = [
            ("--minimum-respond", self.minimum_respond),
            ("--maximum-respond", self.maximum_respond),
            ("--maximum-omission", self.maximum_omission),
            ("--maximum-error", self.maximum_error),
        ];
        if let Some((name, value)) = shares
            .iter()
            .find(|(_, share)| !(0.0..=1.0).contains(share))
        {
            return Err(Fault::input(format!(
                "{name} is {value}, but a share lies between 0 and 1."
            )));
        }
        Ok(Limits {
            minimum_respond_proportion: self.minimum_respond,
            maximum_respond_proportion: self.maximum_respond,
            maximum_go_omission_proportion: self.maximum_omission,
            maximum_go_error_proportion: self.maximum_error,
            minimum_stop_trials: self.minimum_stop_trials,
        })
    }
}

fn read(table: &Table) -> Result<Vec<Participant<Trial>>, Fault> {
    let is_go = trials::either(table, "signal", ["go", "stop"])?;
    let responded = table.yes_or_no("responded")?;
    let times = trials::reaction_times(table, &responded)?;
    let delays = table.numbers("stop_signal_delay_ms")?;
    let is_correct = correctness(table)?;
    let blocks = blocks(table)?;
    trials::participants(table, |row_idx| {
        let signal = if is_go[row_idx] {
            Signal::Go
        } else {
            Signal::Stop {
                delay_ms: delay(table, row_idx, delays[row_idx])?,
            }
        };
        Ok(Trial {
            block: blocks[row_idx],
            signal,
            response: times[row_idx].map(|rt_ms| Response {
                rt_ms,
                is_correct: is_correct[row_idx],
            }),
        })
    })
}

fn delay(table: &Table, row_idx: usize, delay_ms: Option<f64>) -> Result<f64, Fault> {
    let what = match delay_ms {
        Some(delay_ms) if (0.0..=60_000.0).contains(&delay_ms) => return Ok(delay_ms),
        Some(delay_ms) => format!("{delay_ms} is no delay in milliseconds from 0 to 60000."),
        None => "a stop trial needs its delay.".to_owned(),
    };
    Err(table.fault_at(row_idx, "stop_signal_delay_ms", &what))
}

/// Whether the key was the right one; `None` where the file does not tell.
fn correctness(table: &Table) -> Result<Vec<Option<bool>>, Fault> {
    let has = |column: &str| table.columns().iter().any(|name| name == column);
    if !(has("response") && has("correct_response")) {
        return Ok(vec![None; table.n_rows()]);
    }
    let given = table.texts("response")?.into_iter();
    let both = given.zip(table.texts("correct_response")?);
    Ok(both
        .map(|(given, right)| given.zip(right).map(|(given, right)| given == right))
        .collect())
}

/// The blocks numbered as they occur; a file without that column is one block.
fn blocks(table: &Table) -> Result<Vec<u32>, Fault> {
    if !table.columns().iter().any(|name| name == "block") {
        return Ok(vec![0; table.n_rows()]);
    }
    let mut numbers = std::collections::HashMap::new();
    let texts = table.texts("block")?.into_iter();
    Ok(texts
        .map(|text| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(text).or_insert(next)
        })
        .collect())
}

fn row(person: &Participant<Trial>, limits: &Limits) -> Row {
    let seen = Performance::of(&person.trials);
    let refusals = Refusal::of(&seen, limits);
    Row {
        participant: person.name.clone(),
        n_go: seen.n_go,
        n_stop: seen.n_stop,
        go_omission_rate: seen.go_omission_rate,
        go_error_rate: seen.go_error_rate,
        mean_go_rt_ms: seen.mean_go_rt_ms,
        sd_go_rt_ms: seen.sd_go_rt_ms,
        p_respond: seen.respond_proportion,
        mean_ssd_ms: seen.mean_delay_ms,
        mean_failed_stop_rt_ms: seen.mean_failed_stop_rt_ms,
        nth_rt_ms: seen.nth_rt_ms,
        ssrt_integration_ms: seen.integration_ms,
        ssrt_mean_ms: seen.mean_method_ms,
        ssrt_blocks_ms: block_estimates(&person.trials).mean_ms,
        refused: refusals.iter().map(Refusal::code).collect(),
        reasons: refusals.iter().map(ToString::to_string).collect(),
    }
}

impl Report for StopSignalFound {
    fn text(&self) -> String {
        let mut grid = Grid::new(&[
            "participant",
            "go",
            "stop",
            "omitted",
            "wrong",
            "go RT",
            "p(respond)",
            "mean delay",
            "failed stop RT",
            "nth RT",
            "SSRT",
            "by blocks",
        ]);
        let mut reasons = String::new();
        for row in &self.participants {
            let readable = |value: Option<f64>| value.filter(|_| row.refused.is_empty());
            grid.row(vec![
                row.participant.clone(),
                row.n_go.to_string(),
                row.n_stop.to_string(),
                fixed_or_dash(row.go_omission_rate, 3),
                fixed_or_dash(row.go_error_rate, 3),
                fixed_or_dash(row.mean_go_rt_ms, 1),
                fixed_or_dash(row.p_respond, 3),
                fixed_or_dash(row.mean_ssd_ms, 1),
                fixed_or_dash(row.mean_failed_stop_rt_ms, 1),
                fixed_or_dash(row.nth_rt_ms, 1),
                fixed_or_dash(readable(row.ssrt_integration_ms), 1),
                fixed_or_dash(readable(row.ssrt_blocks_ms), 1),
            ]);
            for reason in &row.reasons {
                // Writing to a string cannot fail.
                let _ = write!(reasons, "\nNo SSRT for {}: {reason}.", row.participant);
            }
        }
        format!(
            "Stop-signal reaction times of {} persons by the integration method (omissions count as the slowest go time), \
             in ms.\n\n{}\n{reasons}\n\n{}",
            self.participants.len(),
            grid.text(),
            trials::reliability_text(&self.reliability),
        )
    }
}
