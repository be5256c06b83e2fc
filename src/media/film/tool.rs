use std::ffi::OsStr;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
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
    /// The program could not be heard to its end.
    #[error("`{program}` broke off")]
    BrokeOff {
        /// Which one.
        program: &'static str,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The program took too long.
    #[error("`{0}` took more than ten minutes")]
    TooLong(&'static str),
    /// The program said more than a film of some hours has to say.
    #[error("`{0}` wrote more than 64 MiB")]
    TooMuch(&'static str),
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

/// The most bytes that are kept of what a program writes: ffprobe writes about 7 kB for a second of film.
const MOST_BYTES: usize = 64 << 20;

/// The bytes that are kept of what a program says beside it: summaries and reasons stand at its end.
const LAST_BYTES: usize = 64 << 10;

/// Containers that a film may have. ffmpeg goes by what a file holds: a list of other files would have it open those,
/// whatever its name.
const CONTAINERS: &str = "matroska,webm,mov,mp4";

/// The arguments that name a film as what is read, and let nothing else be.
pub(super) fn input(path: &Path) -> impl Iterator<Item = &OsStr> {
    let only = [
        "-protocol_whitelist",
        "file",
        "-format_whitelist",
        CONTAINERS,
        "-i",
    ];
    only.map(OsStr::new).into_iter().chain([path.as_os_str()])
}

/// What a program wrote, and the last of what it said beside it.
pub(super) struct Wrote {
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
}

/// Runs a program to its end, and gives what it wrote.
pub(super) async fn run<A: AsRef<OsStr>>(
    program: &'static str,
    arguments: impl IntoIterator<Item = A>,
) -> Result<Wrote, MeasureError> {
    let mut stdout = Vec::new();
    let keep = |piece: &[u8]| {
        if MOST_BYTES < stdout.len() + piece.len() {
            return Err(MeasureError::TooMuch(program));
        }
        stdout.extend_from_slice(piece);
        Ok(())
    };
    let stderr = run_piecewise(program, arguments, keep).await?;
    Ok(Wrote { stdout, stderr })
}

/// Runs a program to its end, hands on what it writes piece by piece, and gives the last of what it said beside it.
pub(super) async fn run_piecewise<A: AsRef<OsStr>>(
    program: &'static str,
    arguments: impl IntoIterator<Item = A>,
    take: impl FnMut(&[u8]) -> Result<(), MeasureError>,
) -> Result<Vec<u8>, MeasureError> {
    let running = heard(program, arguments, take);
    let (status, stderr) = tokio::time::timeout(PATIENCE, running)
        .await
        .map_err(|_elapsed| MeasureError::TooLong(program))??;
    if status.success() {
        return Ok(stderr);
    }
    let said = String::from_utf8_lossy(&stderr);
    let last = said.lines().rev().find(|line| !line.trim().is_empty());
    Err(MeasureError::Unreadable(
        last.unwrap_or("no reason given").trim().to_owned(),
    ))
}

async fn heard<A: AsRef<OsStr>>(
    program: &'static str,
    arguments: impl IntoIterator<Item = A>,
    take: impl FnMut(&[u8]) -> Result<(), MeasureError>,
) -> Result<(ExitStatus, Vec<u8>), MeasureError> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|source| MeasureError::NotThere { program, source })?;
    let mut last = Vec::new();
    let keep_last = |piece: &[u8]| {
        last.extend_from_slice(piece);
        last.drain(..last.len().saturating_sub(LAST_BYTES));
        Ok(())
    };
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    tokio::try_join!(
        each_piece(program, stdout, take),
        each_piece(program, stderr, keep_last)
    )?;
    let status = child.wait().await;
    let status = status.map_err(|source| MeasureError::BrokeOff { program, source })?;
    Ok((status, last))
}

async fn each_piece(
    program: &'static str,
    source: Option<impl AsyncRead + Unpin>,
    mut take: impl FnMut(&[u8]) -> Result<(), MeasureError>,
) -> Result<(), MeasureError> {
    let Some(mut source) = source else {
        return Ok(());
    };
    let mut buffer = vec![0; 64 << 10];
    loop {
        let n = source.read(&mut buffer).await;
        let n = n.map_err(|source| MeasureError::BrokeOff { program, source })?;
        if n == 0 {
            return Ok(());
        }
        take(&buffer[..n])?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_program_writes_is_kept_up_to_a_bound() {
        let wrote = run("head", ["-c", "100000", "/dev/zero"]).await.unwrap();
        assert_eq!(wrote.stdout.len(), 100_000);
        let error = run("head", ["-c", "70000000", "/dev/zero"]).await.err();
        let said = error.map(|error| error.to_string());
        assert_eq!(said.as_deref(), Some("`head` wrote more than 64 MiB"));
    }

    #[tokio::test]
    async fn why_a_program_failed_is_the_last_that_it_said() {
        let script = "yes noise | head -n 40000 >&2; echo 'no such stream' >&2; exit 1";
        let error = run("sh", ["-c", script]).await.err();
        let said = error.map(|error| error.to_string());
        assert_eq!(said.as_deref(), Some("it cannot be read: no such stream"));
    }
}
