//! The command line: what each subcommand takes, and what it prints.

#![expect(
    clippy::print_stdout,
    reason = "what a command was asked for goes to standard output; the log goes to standard error"
)]

mod log;
mod stores;

mod serve;

mod demo;

mod migrate;

mod check;

mod items;

mod scene;

mod assessment;

mod simulate;

mod pilot;

mod analyse;

mod verify;

mod export;

mod user;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Early, fair, video-based assessment of police applicants.
#[derive(Debug, Parser)]
#[command(name = "composure", version, about)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the platform until it is told to end.
    Serve(serve::Serve),
    /// Load a demonstration and print its sign-ins.
    Demo(demo::Demo),
    /// Bring the database's tables up to date.
    Migrate(migrate::Migrate),
    /// Read assessments and print everything that is wrong with them.
    Check(check::Check),
    /// Put items and situations from a table into an assessment, or write them as one.
    Items(items::Items),
    /// Look after the films of scenes.
    Scene(scene::Scene),
    /// Give an assessment to other tools as QTI 3.0, or take one from them.
    Assessment(assessment::Assessment),
    /// Recompute everything that is stored and print what differs.
    Verify(verify::Verify),
    /// Write every campaign's scores to files.
    Export(export::Export),
    /// Look after who can sign in.
    User(user::User),
    /// Analyse plain CSV files: reliability, models, norms, agreement, fairness, reaction times.
    Analyse(analyse::Analyse),
    /// Print a norm group made from simulated sittings.
    Simulate(simulate::Simulate),
    /// Report what an assessment would show in a pilot, from simulated sittings.
    Pilot(pilot::Pilot),
}

/// Runs the program: reads the command line, does what it says, and gives the code to exit with.
///
/// 0 when all went well, 1 when something is wrong with what was looked at or could not be done, 2 for a command line
/// that cannot be read.
pub fn main() -> ExitCode {
    let line = Line::parse();
    log::start();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let outcome = runtime
        .map_err(anyhow::Error::from)
        .and_then(|runtime| runtime.block_on(run(line.command)));
    outcome.unwrap_or_else(|error| {
        eprintln!("composure: {}", chain(&error));
        ExitCode::FAILURE
    })
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(serve) => Box::pin(serve.run()).await,
        Command::Demo(demo) => Box::pin(demo.run()).await,
        Command::Migrate(migrate) => migrate.run().await,
        Command::Verify(verify) => verify.run().await,
        Command::Export(export) => export.run().await,
        Command::User(user) => user.run().await,
        Command::Check(check) => Ok(check.run()),
        Command::Assessment(assessment) => assessment.run(),
        Command::Items(items) => items.run(),
        Command::Scene(scene) => Ok(scene.run().await),
        Command::Simulate(simulate) => simulate.run(),
        Command::Pilot(pilot) => pilot.run(),
        Command::Analyse(analyse) => Ok(analyse.run()),
    }
}

/// An error with its causes, each once.
fn chain(error: &anyhow::Error) -> String {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    causes.join(": ")
}
