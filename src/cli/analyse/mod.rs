//! Psychometrics on plain files: one command for each method, without a server.
//!
//! A command reads its files, calls one chapter of [`crate::psychometrics`] and prints what it gives: a table for
//! people, or with `--json` one object at full precision. Each command is one file here: its arguments, its `run` and
//! its [`Report`]. Wrong input ends with 2 and a sentence that names file, line, column and value; what cannot be
//! computed on the data ends with 3, with the reason and what to do.

mod fault;
mod report;
mod table;

mod calibration;
mod continuous_found;
mod continuous_norms;
mod irt_report;
mod multigroup_report;
mod trials;
mod whole_scores;

mod agreement;
mod bands;
mod careless;
mod dif;
mod discounting;
mod equate;
mod facets;
mod flanker;
mod generalisability;
mod go_no_go;
mod group_difference;
mod impact;
mod irt;
mod multigroup;
mod norms;
mod person_fit;
mod reliability;
mod stop_signal;
mod validity;

#[cfg(test)]
mod arbitrary_tables;

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
    /// How much of a scale's score is error, and what each item does.
    Reliability(reliability::Reliability),
    /// Bands of scores that cannot be told apart.
    Bands(bands::Bands),
    /// Item parameters and abilities by item response theory.
    Irt(irt::Irt),
    /// The same items in several groups: invariance, means and variances, DIF.
    Multigroup(multigroup::MultigroupArgs),
    /// Differential item functioning: do items treat two groups of equal ability alike?
    Dif(dif::Dif),
    /// Adverse impact: are groups selected at different rates?
    Impact(impact::Impact),
    /// How far two groups' mean scores are apart.
    GroupDifference(group_difference::GroupDifference),
    /// How far raters agree: intraclass correlations, kappas, Krippendorff's alpha.
    Agreement(agreement::Agreement),
    /// How much of a score lies in person, rater and scene, and how many of them a decision needs.
    Generalisability(generalisability::Generalisability),
    /// How severe each rater is, and what each person's ability is apart from that.
    Facets(facets::Facets),
    /// Percentiles and standard scores of every score, or norms that change with age.
    Norms(norms::Norms),
    /// What a score on one form is worth on another.
    Equate(equate::Equate),
    /// Stop-signal reaction times.
    StopSignal(stop_signal::StopSignal),
    /// Hits, false alarms and sensitivity of the go/no-go task.
    GoNoGo(go_no_go::GoNoGo),
    /// Costs of the flanker task.
    Flanker(flanker::Flanker),
    /// Delay discounting by Kirby's 27 questions.
    Discounting(discounting::Discount),
    /// Signs of answering without reading: runs, spread, distance, consistency.
    Careless(careless::Careless),
    /// Whether right and wrong answers fit the two-parameter model: lz, lz*, Guttman errors, U3.
    PersonFit(person_fit::PersonFitArgs),
    /// How well predictors tell a criterion.
    Validity(validity::Validity),
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
            Method::Reliability(reliability) => self.shown(&reliability.run()?),
            Method::Bands(bands) => self.shown(&bands.run()?),
            Method::Irt(irt) => self.shown(&irt.run()?),
            Method::Multigroup(multigroup) => self.shown(&multigroup.run()?),
            Method::Dif(dif) => self.shown(&dif.run()?),
            Method::Impact(impact) => self.shown(&impact.run()?),
            Method::GroupDifference(difference) => self.shown(&difference.run()?),
            Method::Agreement(agreement) => self.shown(&agreement.run()?),
            Method::Generalisability(design) => self.shown(&design.run()?),
            Method::Facets(facets) => self.shown(&facets.run()?),
            Method::Norms(norms) => self.shown(&norms.run()?),
            Method::Equate(equate) => self.shown(&equate.run()?),
            Method::StopSignal(stop_signal) => self.shown(&stop_signal.run()?),
            Method::GoNoGo(go_no_go) => self.shown(&go_no_go.run()?),
            Method::Flanker(flanker) => self.shown(&flanker.run()?),
            Method::Discounting(discounting) => self.shown(&discounting.run()?),
            Method::Careless(careless) => self.shown(&careless.run()?),
            Method::PersonFit(person_fit) => self.shown(&person_fit.run()?),
            Method::Validity(validity) => self.shown(&validity.run()?),
        }
    }

    fn shown(&self, report: &impl Report) -> Result<String, Fault> {
        if self.json {
            return report::json(report);
        }
        Ok(report.text())
    }
}
