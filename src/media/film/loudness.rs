use std::ffi::OsStr;
use std::path::Path;

use super::MeasureError;
use super::tool::{input, run};

/// What the filter gives where nothing was loud enough to be measured.
const SILENCE_LUFS: f64 = -70.0;

/// How loud a film's sound, which is the file's stream of that number, is over its whole length, in LUFS (EBU R 128, ITU-R
/// BS.1770); `None` when it is silent.
///
/// One channel is measured as it is heard, from both sides, which is 3 LU more than from one.
pub async fn loudness_lufs(path: &Path, stream: usize) -> Result<Option<f64>, MeasureError> {
    let map = format!("0:{stream}");
    let before = ["-nostdin", "-hide_banner"].map(OsStr::new);
    // Without the quieter log the filter says how loud each tenth of a second is.
    let filter = "ebur128=dualmono=true:framelog=verbose";
    let after = ["-map", map.as_str(), "-af", filter, "-f", "null", "-"];
    let arguments = before.into_iter().chain(input(path));
    let output = run("ffmpeg", arguments.chain(after.map(OsStr::new))).await?;
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
