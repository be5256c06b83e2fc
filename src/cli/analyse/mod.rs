//! Psychometrics on plain files: one command for each method, without a server.
//!
//! A command reads its files, calls one chapter of [`crate::psychometrics`] and prints what it gives: a table for
//! people, or with `--json` one object at full precision. Each command is one file here: its arguments, its `run` and
//! its [`Report`]. Wrong input ends with 2 and a sentence that names file, line, column and value; what cannot be
//! computed on the data ends with 3, with the reason and what to do.

mod fault;
mod report;
mod table;

#[cfg(test)]
mod arbitrary_tables;

mod bands;
mod dif;
mod group_difference;
mod impact;
mod reliability;
mod validity;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use fault::Fault;
use report::Report;

/// Analyse plain CSV files: reliability, item response theory, norms, agreement, fairness, reaction times.
///
/// The first row of a file names its columns; an empty cell or NA is a missing value. Exit codes: 0 computed, 2 the
/// input is wrong, 3 the method cannot be computed on these data.
#[derive(Debug, Args)]
pub(crate) struct Analyse {
    #[command(subcommand)]
    method: Method,
    /// Print one JSON object with every number at full precision instead of a table.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Method {
    /// Bands of scores that cannot be told apart.
    Bands(bands::Bands),
    /// How far two groups' mean scores are apart.
    GroupDifference(group_difference::GroupDifference),
    /// How much of a scale's score is error, and what each item does.
    Reliability(reliability::Reliability),
    /// How well predictors tell a criterion.
    Validity(validity::Validity),
    /// Differential item functioning: do items treat two groups of equal ability alike?
    Dif(dif::Dif),
    /// Adverse impact: are groups selected at different rates?
    Impact(impact::Impact),
}

impl Analyse {
    /// Runs the method, prints what it found, and gives the code to exit with.
    pub(crate) fn run(&self) -> ExitCode {
        match self.found() {
            Ok(text) => {
                // A reader that has seen enough and closes its end is no failure of the analysis.
                let _ = writeln!(std::io::stdout(), "{text}");
                ExitCode::SUCCESS
            }
            Err(fault) => {
                eprintln!("composure: {fault}");
                fault.exit_code()
            }
        }
    }

    fn found(&self) -> Result<String, Fault> {
        match &self.method {
            Method::Bands(bands) => self.shown(&bands.run()?),
            Method::GroupDifference(difference) => self.shown(&difference.run()?),
            Method::Reliability(reliability) => self.shown(&reliability.run()?),
            Method::Validity(validity) => self.shown(&validity.run()?),
            Method::Dif(dif) => self.shown(&dif.run()?),
            Method::Impact(impact) => self.shown(&impact.run()?),
        }
    }

    fn shown(&self, report: &impl Report) -> Result<String, Fault> {
        if self.json {
            return report::json(report);
        }
        Ok(report.text())
    }
}
