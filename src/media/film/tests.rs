//! Short films made by ffmpeg, measured.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;

/// A film of two seconds from ffmpeg's own sources.
fn film(folder: &Path, name: &str, picture: &str, sound: &str, more: &[&str]) -> PathBuf {
    let path = folder.join(name);
    let done = Command::new("ffmpeg")
        .args([
            "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", picture,
        ])
        .args(["-f", "lavfi", "-i", sound, "-t", "2"])
        .args(more)
        .arg(&path)
        .status()
        .unwrap();
    assert!(done.success(), "ffmpeg made no {name}");
    path
}

const QUIET: &str = "sine=frequency=1000:sample_rate=48000";
const VP9: [&str; 8] = [
    "-c:v",
    "libvpx-vp9",
    "-deadline",
    "realtime",
    "-cpu-used",
    "8",
    "-c:a",
    "libopus",
];

#[tokio::test]
async fn a_film_s_streams_frames_and_length_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = film(
        folder.path(),
        "a.webm",
        "testsrc=size=320x180:rate=25",
        QUIET,
        &VP9,
    );
    let probe = probe(&path).await.unwrap();
    let video = probe.video.unwrap();
    assert_eq!((video.codec.as_str(), video.height), ("vp9", 180));
    assert!((video.width - 320.0).abs() < 1e-9);
    assert_eq!(probe.audio_codec.as_deref(), Some("opus"));
    assert_eq!(video.frames_ms.len(), 50);
    // In this file sound begins 7 ms before the picture, as Opus has it unless the picture is moved.
    assert!(video.has_frame_at(1_967.0) && !video.has_frame_at(1_980.0));
    let (shortest, longest, mean) = video.gaps_ms().unwrap();
    assert!(
        (mean - 40.0).abs() < 0.1 && longest - shortest <= 2.0,
        "{shortest} {longest}"
    );
    assert!(
        (probe.duration_ms - 2_000.0).abs() < 40.0,
        "{}",
        probe.duration_ms
    );
}

#[tokio::test]
async fn what_is_no_film_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("words.webm");
    std::fs::write(&path, "This is no film.").unwrap();
    let error = probe(&path).await.unwrap_err();
    assert!(
        error.to_string().starts_with("it cannot be read: "),
        "{error}"
    );
}

#[tokio::test]
async fn loudness_is_that_of_the_whole_film() {
    let folder = tempfile::tempdir().unwrap();
    let quiet = film(
        folder.path(),
        "a.webm",
        "testsrc=size=320x180:rate=25",
        QUIET,
        &VP9,
    );
    let lufs = loudness_lufs(&quiet).await.unwrap().unwrap();
    // ffmpeg's sine has an amplitude of 1/8, which is −18.06 dBFS; as one channel it measures 3.01 less, −21.1 LUFS.
    assert!((lufs + 21.1).abs() < 0.5, "{lufs}");
    let silent = film(
        folder.path(),
        "b.webm",
        "testsrc=size=320x180:rate=25",
        "anullsrc",
        &VP9,
    );
    assert_eq!(loudness_lufs(&silent).await.unwrap(), None);
}

#[tokio::test]
async fn a_flashing_film_is_told_from_a_still_one() {
    let folder = tempfile::tempdir().unwrap();
    // Two frames white, two black.
    let flashing =
        "color=black:size=320x180:rate=25,geq=lum='if(lt(mod(N,4),2),235,16)':cb=128:cr=128";
    let flashing = film(folder.path(), "a.webm", flashing, QUIET, &VP9);
    let found = flashes(&flashing, 40.0).await.unwrap();
    assert_eq!(found.most_in_a_second, 6);
    let calm = film(
        folder.path(),
        "b.webm",
        "testsrc=size=320x180:rate=25",
        QUIET,
        &VP9,
    );
    assert!(flashes(&calm, 40.0).await.unwrap().most_in_a_second <= 1);
}
