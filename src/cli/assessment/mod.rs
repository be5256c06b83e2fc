//! `composure assessment`.

mod beside;
mod export;
mod import;
#[cfg(test)]
mod tests;

use std::process::ExitCode;

use clap::{Args, Subcommand};

/// Gives an assessment to other tools as a package of QTI 3.0, or takes one from them.
#[derive(Debug, Args)]
pub(super) struct Assessment {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write an assessment as a package of QTI 3.0, from which it comes back as it is.
    Export(export::Export),
    /// Write the files of an assessment from a package of QTI 3.0, and print what they still miss.
    Import(import::Import),
}

impl Assessment {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Export(export) => export.run(),
            Command::Import(import) => import.run(),
        }
    }
}
