use std::ffi::OsStr;
use std::process::{Output, Stdio};
use std::time::Duration;

use tokio::process::Command;

/// Why a film could not be measured.
#[derive(Debug, thiserror::Error)]
pub enum MeasureError {
    /// The program is not there or could not be started.
    #[error("`{program}` could not be started; install ffmpeg, which has it")]
    NotThere {
        /// Which one.
        program: &'static str,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The program took too long.
    #[error("`{0}` took more than ten minutes")]
    TooLong(&'static str),
    /// The program could not read the file.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    /// The program said something that this one does not understand.
    #[error("`{program}` answered in a way that is not understood: {answer}")]
    NotUnderstood {
        /// Which one.
        program: &'static str,
        /// What it said.
        answer: String,
    },
}

/// How long a measurement may take; a film of a minute takes some seconds.
const PATIENCE: Duration = Duration::from_mins(10);

/// Runs a program to its end, and gives what it wrote.
pub(super) async fn run<A: AsRef<OsStr>>(
    program: &'static str,
    arguments: impl IntoIterator<Item = A>,
) -> Result<Output, MeasureError> {
    let running = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let done = tokio::time::timeout(PATIENCE, running)
        .await
        .map_err(|_elapsed| MeasureError::TooLong(program))?
        .map_err(|source| MeasureError::NotThere { program, source })?;
    if done.status.success() {
        return Ok(done);
    }
    let said = String::from_utf8_lossy(&done.stderr);
    let last = said.lines().rev().find(|line| !line.trim().is_empty());
    Err(MeasureError::Unreadable(
        last.unwrap_or("no reason given").trim().to_owned(),
    ))
}
