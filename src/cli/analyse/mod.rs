//! Psychometrics on plain files: one command for each method, without a server.
//!
//! A command reads its files, calls one chapter of [`crate::psychometrics`] and prints what it gives: a table for
//! people, or with `--json` one object at full precision. Each command is one file here: its arguments, its `run` and
//! its [`Report`]. Wrong input ends with 2 and a sentence that names file, line, column and value; what cannot be
//! computed on the data ends with 3, with the reason and what to do.

mod calibration;
mod fault;
mod report;
mod table;

mod bands;
mod facets;
mod irt;
mod irt_report;
mod multigroup;
mod multigroup_report;

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
    /// The same items in several groups: invariance, means and variances, DIF.
    Multigroup(multigroup::MultigroupArgs),
    /// Item parameters and abilities by item response theory.
    Irt(irt::Irt),
    /// How severe each rater is, and what each person's ability is apart from that.
    Facets(facets::Facets),
}

impl Analyse {
    /// Runs the method, prints what it found, and gives the code to exit with.
    pub(crate) fn run(&self) -> ExitCode {
        match self.found() {
            Ok(text) => {
                println!("{text}");
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
            Method::Multigroup(multigroup) => self.shown(&multigroup.run()?),
            Method::Irt(irt) => self.shown(&irt.run()?),
            Method::Facets(facets) => self.shown(&facets.run()?),
        }
    }

    fn shown(&self, report: &impl Report) -> Result<String, Fault> {
        if self.json {
            return report::json(report);
        }
        Ok(report.text())
    }
}
