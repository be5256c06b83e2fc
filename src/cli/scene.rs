//! `composure scene`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::chain;
use crate::app::scene_check::{SceneCheckError, check_scene};

/// Looks after the films of scenes.
#[derive(Debug, Args)]
pub(super) struct Scene {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Measure a scene's films, captions, descriptions and timing sheet, and say what is missing.
    Check {
        /// Scene files: `assessments/<assessment>/scenes/<scene>.toml`.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

impl Scene {
    pub(super) async fn run(self) -> ExitCode {
        let Command::Check { files } = self.command;
        let mut code = ExitCode::SUCCESS;
        for file in files {
            let shown = file.display();
            println!("{shown}");
            let findings = match check_scene(&file).await {
                Ok(findings) => findings,
                Err(SceneCheckError::NotWhole { faults, .. }) => {
                    println!("{faults}\n");
                    code = ExitCode::FAILURE;
                    continue;
                }
                Err(error) => {
                    println!("{}\n", chain(&error.into()));
                    code = ExitCode::FAILURE;
                    continue;
                }
            };
            for finding in &findings {
                match &finding.help {
                    None => println!("  right  {}", finding.what),
                    Some(help) => println!("  WRONG  {}\n         help: {help}", finding.what),
                }
            }
            let wrong = findings
                .iter()
                .filter(|finding| finding.help.is_some())
                .count();
            if wrong == 0 {
                println!("  all {} are right\n", findings.len());
            } else {
                println!("  {wrong} of {} are wrong\n", findings.len());
                code = ExitCode::FAILURE;
            }
        }
        code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_scene_that_is_not_there_keeps_no_other_from_being_looked_at() {
        let files = ["no-such/scenes/a.toml", "no-such/scenes/b.toml"].map(PathBuf::from);
        let command = Command::Check {
            files: files.to_vec(),
        };
        let code = Scene { command }.run().await;
        assert_eq!(format!("{code:?}"), format!("{:?}", ExitCode::FAILURE));
    }
}
