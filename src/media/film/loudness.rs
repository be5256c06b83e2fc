use std::ffi::OsStr;
use std::path::Path;

use super::MeasureError;
use super::tool::run;

/// What the filter gives where nothing was loud enough to be measured.
const SILENCE_LUFS: f64 = -70.0;

/// How loud a film is over its whole length, in LUFS (EBU R 128, ITU-R BS.1770); `None` when it is silent.
pub async fn loudness_lufs(path: &Path) -> Result<Option<f64>, MeasureError> {
    let before = ["-nostdin", "-hide_banner", "-i"].map(OsStr::new);
    let after = ["-map", "0:a:0", "-af", "ebur128", "-f", "null", "-"].map(OsStr::new);
    let arguments = before.into_iter().chain([path.as_os_str()]).chain(after);
    let output = run("ffmpeg", arguments).await?;
    let said = String::from_utf8_lossy(&output.stderr);
    let lufs = integrated(&said).ok_or_else(|| MeasureError::NotUnderstood {
        program: "ffmpeg",
        answer: "there is no integrated loudness".to_owned(),
    })?;
    Ok((SILENCE_LUFS < lufs).then_some(lufs))
}

/// The line `I: -23.0 LUFS` of the summary.
fn integrated(said: &str) -> Option<f64> {
    let (_, summary) = said.rsplit_once("Integrated loudness:")?;
    let (_, after) = summary.split_once("I:")?;
    after.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_integrated_loudness_is_read_from_the_summary() {
        let said = "[Parsed_ebur128_0] t: 1 M: -12 S: -13 I: -70.0 LUFS\nSummary:\n\n  Integrated loudness:\n    I:         -22.9 LUFS\n    Threshold: -33.2 LUFS\n";
        assert_eq!(integrated(said), Some(-22.9));
        assert_eq!(integrated("nothing"), None);
    }
}
