//! `composure check`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::chain;
use crate::app::publish::read_source;
use crate::assessment::{Examined, Reading, examine, readings};

/// Reads assessments and prints every fault, with where it is and what to do.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Folders of assessments.
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,
}

impl Check {
    pub(super) fn run(self) -> ExitCode {
        let mut code = ExitCode::SUCCESS;
        for folder in self.folders {
            let shown = folder.display();
            let source = match read_source(&folder) {
                Ok(source) => source,
                Err(error) => {
                    println!("{}\n", chain(&error.into()));
                    code = ExitCode::FAILURE;
                    continue;
                }
            };
            let Examined {
                assessment,
                faults,
                held_back,
            } = examine(&source);
            if let Some(assessment) = assessment {
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
        code
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_keeps_no_other_from_being_read() {
        let folders = ["no-such-a", "no-such-b"].map(PathBuf::from).to_vec();
        let code = Check { folders }.run();
        assert_eq!(format!("{code:?}"), format!("{:?}", ExitCode::FAILURE));
    }
}
