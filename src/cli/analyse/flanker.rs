//! `analyse flanker`: what arrows that point elsewhere cost.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::fault::Fault;
use super::report::{Grid, Report, fixed, fixed_or_dash};
use super::table::Table;
use super::trials::{self, Participant, Reliability, SplitArgs};
use crate::psychometrics::reaction::flanker::{Costs, Flankers, Trial};
use crate::psychometrics::reaction::trimming::{Bounds, Spread, TrimmingRule};

/// Arguments of `analyse flanker`.
#[derive(Debug, Args)]
pub(super) struct Flanker {
    /// A CSV file with one row per trial, practice left out: participant, block, trial, congruent (0 or 1), correct (0
    /// or 1), `rt_ms` (may be missing where there was no answer).
    file: PathBuf,
    /// Right answers faster than this, in ms, are left out of the means.
    #[arg(long, value_name = "MS", default_value_t = 200.0)]
    fastest: f64,
    /// Right answers slower than this, in ms, are left out of the means.
    #[arg(long, value_name = "MS")]
    slowest: Option<f64>,
    /// Right answers slower than so many standard deviations above the mean of the person's right answers of that kind
    /// are left out, once; 0 for no such limit.
    #[arg(long, value_name = "N", default_value_t = 3.0)]
    deviations: f64,
    #[command(flatten)]
    splits: SplitArgs,
}

/// What `analyse flanker` found.
#[derive(Debug, Serialize)]
pub(super) struct FlankerFound {
    trimming: Trimming,
    participants: Vec<Row>,
    reliability: Vec<Reliability>,
}

/// The rule by which times were kept.
#[derive(Debug, Serialize)]
struct Trimming {
    fastest_ms: f64,
    slowest_ms: Option<f64>,
    deviations_above: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Row {
    participant: String,
    n_congruent: usize,
    n_incongruent: usize,
    rt_cost_ms: Option<f64>,
    error_cost: Option<f64>,
    mean_congruent_ms: Option<f64>,
    mean_incongruent_ms: Option<f64>,
    congruent_error_rate: Option<f64>,
    incongruent_error_rate: Option<f64>,
    inverse_efficiency_cost_ms: Option<f64>,
}

impl Flanker {
    pub(super) fn run(&self) -> Result<FlankerFound, Fault> {
        let (rule, trimming) = self.rule()?;
        let people = read(&Table::read(&self.file)?)?;
        let trials = trials::trials(&people);
        let reliability = |measure, figure: fn(Costs) -> Option<f64>| {
            let score = |trials: &[Trial]| figure(Costs::of(trials, &rule));
            trials::reliability(measure, &trials, kind, score, self.splits)
        };
        Ok(FlankerFound {
            trimming,
            participants: people.iter().map(|person| row(person, &rule)).collect(),
            reliability: vec![
                reliability("rt_cost_ms", |costs| costs.rt_cost_ms),
                reliability("error_cost", |costs| costs.error_cost),
                reliability("inverse_efficiency_cost_ms", |costs| {
                    costs.inverse_efficiency_cost_ms
                }),
                reliability("mean_congruent_ms", |costs| costs.congruent.mean_rt_ms),
                reliability("mean_incongruent_ms", |costs| costs.incongruent.mean_rt_ms),
            ],
        })
    }

    fn rule(&self) -> Result<(TrimmingRule, Trimming), Fault> {
        let slowest = self.slowest.unwrap_or(f64::INFINITY);
        let is_right = self.fastest >= 0.0 && self.fastest < slowest && self.deviations >= 0.0;
        if !(is_right && self.deviations.is_finite()) {
            return Err(Fault::input(
                "The rule keeps no time: --fastest has to be 0 or above and below --slowest, --deviations 0 or above.",
            ));
        }
        let deviations = Some(self.deviations).filter(|deviations| *deviations > 0.0);
        let rule = TrimmingRule {
            bounds: Some(Bounds {
                lowest_ms: self.fastest,
                highest_ms: slowest,
            }),
            spread: deviations.map(|deviations| Spread::Above { deviations }),
        };
        let trimming = Trimming {
            fastest_ms: self.fastest,
            slowest_ms: self.slowest,
            deviations_above: deviations,
        };
        Ok((rule, trimming))
    }
}

fn kind(trial: &Trial) -> u32 {
    u32::from(trial.flankers == Flankers::Incongruent)
}

fn read(table: &Table) -> Result<Vec<Participant<Trial>>, Fault> {
    let congruent = table.yes_or_no("congruent")?;
    let correct = table.yes_or_no("correct")?;
    // Times of wrong answers are not used, so that those of omissions may be missing.
    let times = trials::reaction_times(table, &correct)?;
    trials::participants(table, |row_idx| {
        Ok(Trial {
            flankers: if congruent[row_idx] {
                Flankers::Congruent
            } else {
                Flankers::Incongruent
            },
            is_correct: correct[row_idx],
            rt_ms: times[row_idx],
        })
    })
}

fn row(person: &Participant<Trial>, rule: &TrimmingRule) -> Row {
    let costs = Costs::of(&person.trials, rule);
    Row {
        participant: person.name.clone(),
        n_congruent: costs.congruent.n_trials,
        n_incongruent: costs.incongruent.n_trials,
        rt_cost_ms: costs.rt_cost_ms,
        error_cost: costs.error_cost,
        mean_congruent_ms: costs.congruent.mean_rt_ms,
        mean_incongruent_ms: costs.incongruent.mean_rt_ms,
        congruent_error_rate: costs.congruent.error_rate,
        incongruent_error_rate: costs.incongruent.error_rate,
        inverse_efficiency_cost_ms: costs.inverse_efficiency_cost_ms,
    }
}

impl Trimming {
    fn sentence(&self) -> String {
        let slowest = self.slowest_ms.map_or_else(String::new, |slowest| {
            format!(" to {} ms", fixed(slowest, 0))
        });
        let above = self
            .deviations_above
            .map_or_else(String::new, |deviations| {
                format!(
                    ", then those up to {} standard deviations above their mean",
                    fixed(deviations, 1)
                )
            });
        format!(
            "right answers from {} ms{slowest}{above}",
            fixed(self.fastest_ms, 0)
        )
    }
}

impl Report for FlankerFound {
    fn text(&self) -> String {
        let mut grid = Grid::new(&[
            "participant",
            "congruent",
            "incongruent",
            "RT cost",
            "error cost",
            "congruent RT",
            "incongruent RT",
            "inverse efficiency cost",
        ]);
        for row in &self.participants {
            grid.row(vec![
                row.participant.clone(),
                row.n_congruent.to_string(),
                row.n_incongruent.to_string(),
                fixed_or_dash(row.rt_cost_ms, 1),
                fixed_or_dash(row.error_cost, 3),
                fixed_or_dash(row.mean_congruent_ms, 1),
                fixed_or_dash(row.mean_incongruent_ms, 1),
                fixed_or_dash(row.inverse_efficiency_cost_ms, 1),
            ]);
        }
        format!(
            "Flanker costs of {} persons, in ms; means of {}.\n\n{}\n\n{}",
            self.participants.len(),
            self.trimming.sentence(),
            grid.text(),
            trials::reliability_text(&self.reliability),
        )
    }
}
