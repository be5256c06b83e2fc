//! `analyse go-no-go`: answering, and holding back.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::fault::Fault;
use super::report::{Grid, Report, fixed_or_dash};
use super::table::Table;
use super::trials::{self, Participant, Reliability, SplitArgs};
use crate::psychometrics::reaction::go_no_go::{Performance, Signal, Trial};

/// Arguments of `analyse go-no-go`.
#[derive(Debug, Args)]
pub(super) struct GoNoGo {
    /// A CSV file with one row per trial, practice left out: participant, block, trial, signal (go or `no_go`), responded
    /// (0 or 1), `rt_ms`.
    file: PathBuf,
    #[command(flatten)]
    splits: SplitArgs,
}

/// What `analyse go-no-go` found.
#[derive(Debug, Serialize)]
pub(super) struct GoNoGoFound {
    participants: Vec<Row>,
    reliability: Vec<Reliability>,
}

#[derive(Debug, Serialize)]
struct Row {
    participant: String,
    n_go: usize,
    n_no_go: usize,
    hits: usize,
    false_alarms: usize,
    omission_rate: Option<f64>,
    commission_rate: Option<f64>,
    d_prime: Option<f64>,
    criterion: Option<f64>,
    mean_go_rt_ms: Option<f64>,
    sd_go_rt_ms: Option<f64>,
}

impl GoNoGo {
    pub(super) fn run(&self) -> Result<GoNoGoFound, Fault> {
        let people = read(&Table::read(&self.file)?)?;
        let trials = trials::trials(&people);
        let reliability = |measure, figure: fn(Performance) -> Option<f64>| {
            let score = |trials: &[Trial]| figure(Performance::of(trials));
            trials::reliability(measure, &trials, kind, score, self.splits)
        };
        Ok(GoNoGoFound {
            participants: people.iter().map(row).collect(),
            reliability: vec![
                reliability("commission_rate", |seen| seen.commission_rate),
                reliability("omission_rate", |seen| seen.omission_rate),
                reliability("d_prime", |seen| seen.d_prime),
                reliability("mean_go_rt_ms", |seen| seen.mean_go_rt_ms),
                reliability("sd_go_rt_ms", |seen| seen.sd_go_rt_ms),
            ],
        })
    }
}

fn kind(trial: &Trial) -> u32 {
    u32::from(trial.signal == Signal::NoGo)
}

fn read(table: &Table) -> Result<Vec<Participant<Trial>>, Fault> {
    let is_go = trials::either(table, "signal", ["go", "no_go"])?;
    let times = trials::reaction_times(table, &table.yes_or_no("responded")?)?;
    trials::participants(table, |row_idx| {
        Ok(Trial {
            signal: if is_go[row_idx] {
                Signal::Go
            } else {
                Signal::NoGo
            },
            rt_ms: times[row_idx],
        })
    })
}

fn row(person: &Participant<Trial>) -> Row {
    let seen = Performance::of(&person.trials);
    Row {
        participant: person.name.clone(),
        n_go: seen.n_go,
        n_no_go: seen.n_no_go,
        hits: seen.hits,
        false_alarms: seen.false_alarms,
        omission_rate: seen.omission_rate,
        commission_rate: seen.commission_rate,
        d_prime: seen.d_prime,
        criterion: seen.criterion,
        mean_go_rt_ms: seen.mean_go_rt_ms,
        sd_go_rt_ms: seen.sd_go_rt_ms,
    }
}

impl Report for GoNoGoFound {
    fn text(&self) -> String {
        let mut grid = Grid::new(&[
            "participant",
            "go",
            "no-go",
            "hits",
            "false alarms",
            "omitted",
            "committed",
            "d'",
            "criterion",
            "go RT",
            "SD",
        ]);
        for row in &self.participants {
            grid.row(vec![
                row.participant.clone(),
                row.n_go.to_string(),
                row.n_no_go.to_string(),
                row.hits.to_string(),
                row.false_alarms.to_string(),
                fixed_or_dash(row.omission_rate, 3),
                fixed_or_dash(row.commission_rate, 3),
                fixed_or_dash(row.d_prime, 3),
                fixed_or_dash(row.criterion, 3),
                fixed_or_dash(row.mean_go_rt_ms, 1),
                fixed_or_dash(row.sd_go_rt_ms, 1),
            ]);
        }
        format!(
            "Go/no-go figures of {} persons; d' and criterion by the log-linear rule, times of hits in ms.\n\n{}\n\n{}",
            self.participants.len(),
            grid.text(),
            trials::reliability_text(&self.reliability),
        )
    }
}
