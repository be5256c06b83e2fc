//! `composure check`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::app::publish::{PublishError, read_assessment};
use crate::assessment::{Reading, publish_faults, readings};

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
            match read_assessment(&folder) {
                Ok((source, assessment)) => {
                    let faults = publish_faults(&assessment);
                    for reading in readings(&assessment) {
                        println!("{shown}: {}", sentence(&reading));
                    }
                    for fault in &faults {
                        println!("{fault}\n");
                    }
                    if faults.is_empty() {
                        println!("{shown}: whole; fingerprint {}", source.fingerprint());
                    } else {
                        println!(
                            "{shown}: whole, but {} may not be published",
                            assessment.name
                        );
                        code = ExitCode::FAILURE;
                    }
                }
                Err(PublishError::NotWhole { faults, .. }) => {
                    println!("{shown}:\n{faults}");
                    code = ExitCode::FAILURE;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(code)
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
