//! `analyse facets`: severities of raters, difficulties of items and abilities of persons on one scale.

mod found;
mod input;
mod refusal;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::fault::Fault;
use super::table::{ItemArgs, Table};
use crate::psychometrics::facets::{
    DriftFit, Fit, Nodes, Options, PeriodRatings, Progress, Ratings, StepModel, drift, fit,
};
pub(super) use found::FacetsFound;
use input::Input;

/// Arguments of `analyse facets`.
#[derive(Debug, Args)]
pub(super) struct Facets {
    /// A CSV file with one row per rating: a person, a rater and a score on each item, whole numbers from 0 to 100.
    file: PathBuf,
    /// The column that names the person who was rated.
    #[arg(long, value_name = "COLUMN")]
    person: String,
    /// The column that names the rater.
    #[arg(long, value_name = "COLUMN")]
    rater: String,
    #[command(flatten)]
    items: ItemArgs,
    /// Whether all items share the steps of one rating scale, or each has its own (partial credit).
    #[arg(long, value_enum, default_value_t = Steps::Common)]
    steps: Steps,
    /// A column that names the period of a rating, sorted by number or else by text (2026-05-31): each rater gets a
    /// severity in each period, and the drift between them is shown.
    #[arg(long, value_name = "COLUMN")]
    period: Option<String>,
    /// Over how many points of the ability scale persons are summed, from 5 to 2001; else 41, and more where ratings are dense.
    #[arg(long, value_name = "N", requires = "theta_range")]
    quadrature: Option<usize>,
    /// The highest of these points in logits, the lowest lies as far below 0; else 8, and more where persons differ much.
    #[arg(long, value_name = "LOGITS", requires = "quadrature")]
    theta_range: Option<f64>,
    /// Where to write each person's estimate: `person,eap,eap_se`.
    #[arg(long, value_name = "OUT.csv")]
    scores: Option<PathBuf>,
}

/// How items share steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Steps {
    /// One set of steps for all items (rating scale model).
    Common,
    /// A set of steps for each item (partial credit model).
    ByItem,
}

impl Facets {
    pub(super) fn run(&self) -> Result<FacetsFound, Fault> {
        let table = Table::read(&self.file)?;
        let input = Input::read(&table, self)?;
        let options = self.options();
        let (fit, drift) = if input.periods.is_empty() {
            (fitted(&input, &options)?, None)
        } else {
            let found = drifted(&input, &options)?;
            (found.fit.clone(), Some(found))
        };
        if let Some(path) = &self.scores {
            write_scores(path, &input, &fit)?;
        }
        Ok(FacetsFound::new(&input, self.steps, &fit, drift.as_ref()))
    }

    fn options(&self) -> Options {
        let nodes = self.quadrature.zip(self.theta_range);
        Options {
            steps: match self.steps {
                Steps::Common => StepModel::Common,
                Steps::ByItem => StepModel::ByItem,
            },
            nodes: nodes.map(|(n, reach)| Nodes { n, reach }),
        }
    }
}

fn fitted(input: &Input<'_>, options: &Options) -> Result<Fit, Fault> {
    let refused = |error| refusal::fault(&error, input, &input.raters);
    let ratings = Ratings::new(input.rows.clone()).map_err(refused)?;
    fit(&ratings, options, &mut report).map_err(refused)
}

fn drifted(input: &Input<'_>, options: &Options) -> Result<DriftFit, Fault> {
    let refused = |error| refusal::fault(&error, input, &input.raters);
    let ratings = PeriodRatings::new(input.rows.clone(), &input.period_of_row).map_err(refused)?;
    let names: Vec<String> = ratings
        .elements()
        .iter()
        .map(|element| {
            let (rater, period) = (&input.raters[element.rater], &input.periods[element.period]);
            format!("{rater} in {period}")
        })
        .collect();
    drift(&ratings, options, &mut report).map_err(|error| refusal::fault(&error, input, &names))
}

/// Tells how far the estimation has come.
fn report(progress: Progress) -> ControlFlow<()> {
    eprintln!(
        "cycle {}: log-likelihood {:.4}",
        progress.cycle, progress.log_likelihood
    );
    ControlFlow::Continue(())
}

fn write_scores(path: &Path, input: &Input<'_>, fit: &Fit) -> Result<(), Fault> {
    let unwritable = |error: &dyn std::fmt::Display| {
        Fault::input(format!(
            "{} cannot be written: {error}. Choose another --scores.",
            path.display()
        ))
    };
    let mut writer = csv::Writer::from_path(path).map_err(|error| unwritable(&error))?;
    let record = |writer: &mut csv::Writer<_>, cells: [&str; 3]| {
        writer
            .write_record(cells)
            .map_err(|error| unwritable(&error))
    };
    record(&mut writer, ["person", "eap", "eap_se"])?;
    for (name, person) in input.persons.iter().zip(&fit.persons) {
        if let Some(person) = person {
            let (eap, error) = (person.eap.to_string(), person.standard_error.to_string());
            record(&mut writer, [name, &eap, &error])?;
        }
    }
    writer.flush().map_err(|error| unwritable(&error))
}

#[cfg(test)]
mod tests;
