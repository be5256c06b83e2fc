//! Makes a recording seekable.
//!
//! A browser writes a recording as a stream, without its length and without an index, so that no player can seek in
//! it. `ffmpeg -c copy` writes both and leaves picture and sound as they are.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

/// Why a recording could not be made seekable.
#[derive(Debug, thiserror::Error)]
pub enum RemuxError {
    /// ffmpeg is not there or could not be started.
    #[error("ffmpeg could not be started; install it so that recordings can be sought")]
    NoFfmpeg(#[source] std::io::Error),
    /// ffmpeg could not read the recording.
    #[error("ffmpeg could not read the recording: {0}")]
    Unreadable(String),
}

/// How long a copy may take: an answer of some minutes takes under a second.
const PATIENCE: Duration = Duration::from_mins(1);

/// Copies the recording at `input` to `output` with its length and an index.
///
/// *Takes*: a WebM or MP4 file as joined from its segments; `output`'s ending chooses the container.
pub async fn remux(input: &Path, output: &Path) -> Result<(), RemuxError> {
    // The bytes are a candidate's: they are read as what they claim to be, never as a list of other files.
    let is_webm = output.extension().is_some_and(|ending| ending == "webm");
    let reader = if is_webm { "matroska" } else { "mov" };
    let running = Command::new("ffmpeg")
        .args(["-nostdin", "-loglevel", "error", "-y"])
        .args(["-protocol_whitelist", "file", "-f", reader, "-i"])
        .arg(input)
        .args(["-map", "0", "-c", "copy", "-movflags", "+faststart"])
        .arg(output)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let done = tokio::time::timeout(PATIENCE, running)
        .await
        .map_err(|_elapsed| RemuxError::Unreadable("it took more than a minute".to_owned()))?
        .map_err(RemuxError::NoFfmpeg)?;
    if done.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&done.stderr);
    Err(RemuxError::Unreadable(
        said.lines().last().unwrap_or("no reason given").to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_list_of_other_files_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (input, output) = (
            folder.path().join("joined.webm"),
            folder.path().join("whole.webm"),
        );
        for list in [
            "ffconcat version 1.0\nfile other.webm\n",
            "#EXTM3U\n#EXTINF:1,\nother.ts\n",
        ] {
            std::fs::write(&input, list).unwrap();
            let refused = remux(&input, &output).await.unwrap_err();
            assert!(matches!(refused, RemuxError::Unreadable(_)), "{refused}");
        }
    }
}
