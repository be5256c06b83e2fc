//! `composure check`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::app::publish::read_source;
use crate::assessment::{Reading, all_faults, parse, readings};

/// Reads assessments and prints every fault, with where it is and what to do.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Folders of assessments.
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,
}

impl Check {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let mut code = ExitCode::SUCCESS;
        for folder in self.folders {
            let shown = folder.display();
            let source = read_source(&folder)?;
            let (faults, held_back) = all_faults(&source);
            if let Ok(assessment) = parse(&source) {
                for reading in readings(&assessment) {
                    println!("{shown}: {}", sentence(&reading));
                }
            }
            for fault in &faults {
                println!("{fault}\n");
            }
            for fault in &held_back {
                println!("{fault}\n");
            }
            let fingerprint = source.fingerprint();
            match (faults.len(), held_back.len()) {
                (0, 0) => println!("{shown}: whole; fingerprint {fingerprint}"),
                (0, _) => println!("{shown}: whole, but it may not be published"),
                (n, also) => println!("{shown}: not whole; {}", count(n + also)),
            }
            if !faults.is_empty() || !held_back.is_empty() {
                code = ExitCode::FAILURE;
            }
        }
        Ok(code)
    }
}

fn count(n: usize) -> String {
    match n {
        1 => "1 fault".to_owned(),
        n => format!("{n} faults"),
    }
}

fn sentence(reading: &Reading) -> String {
    let Reading {
        locale,
        n,
        mean,
        highest,
        hardest,
    } = reading;
    format!(
        "{n} texts in `{locale}` read at grade {mean:.1} in the mean; the highest is {highest:.1}, {hardest}"
    )
}
