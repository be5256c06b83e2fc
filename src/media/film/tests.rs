//! Short films made by ffmpeg, measured.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;

/// A film of two seconds, its picture as stream 0 and its sound as stream 1, from ffmpeg's own sources.
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
    assert_eq!(
        probe.audio.map(|audio| audio.codec).as_deref(),
        Some("opus")
    );
    assert_eq!(video.frames_ms.len(), 50);
    // In this file sound begins 7 ms before the picture, as Opus has it unless the picture is moved.
    assert!(video.has_frame_at(1_967.0) && !video.has_frame_at(1_980.0));
    let (shortest, longest, mean) = video.gaps_ms().unwrap();
    assert!(
        (mean - 40.0).abs() < 0.1 && longest - shortest <= 2.0,
        "{shortest} {longest}"
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
    let lufs = loudness_lufs(&quiet, 1).await.unwrap().unwrap();
    // ffmpeg's sine has an amplitude of 1/8, which is −18.06 dBFS. Its one channel is heard from both sides: −18.1 LUFS.
    assert!((lufs + 18.1).abs() < 0.5, "{lufs}");
    let silent = film(
        folder.path(),
        "b.webm",
        "testsrc=size=320x180:rate=25",
        "anullsrc",
        &VP9,
    );
    assert_eq!(loudness_lufs(&silent, 1).await.unwrap(), None);
}

#[tokio::test]
async fn a_flashing_film_is_told_from_a_still_one() {
    let folder = tempfile::tempdir().unwrap();
    // Two frames white, two black.
    let flashing =
        "color=black:size=320x180:rate=25,geq=lum='if(lt(mod(N,4),2),235,16)':cb=128:cr=128";
    let flashing = film(folder.path(), "a.webm", flashing, QUIET, &VP9);
    let found = flashes(&flashing, 0, 40.0).await.unwrap();
    assert_eq!(found.most_in_a_second, 6);
    let calm = film(
        folder.path(),
        "b.webm",
        "testsrc=size=320x180:rate=25",
        QUIET,
        &VP9,
    );
    assert!(flashes(&calm, 0, 40.0).await.unwrap().most_in_a_second <= 1);
}

#[tokio::test]
async fn a_flash_of_three_in_ten_fine_stripes_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    // Three of ten columns flash. The average of their light is 0.3; that of their coded values, 77, is a light of 0.07.
    let stripes = "color=black:size=480x270:rate=25,geq=lum='if(lt(mod(X+4,10),3)*lt(mod(N,4),2),235,16)':cb=128:cr=128";
    let stripes = film(folder.path(), "a.webm", stripes, QUIET, &VP9);
    let found = flashes(&stripes, 0, 40.0).await.unwrap();
    assert_eq!(
        (found.most_in_a_second, found.kind),
        (6, FlashKind::General)
    );
}

#[tokio::test]
async fn a_camera_that_passes_fine_detail_flashes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    // Stripes of three points dark and three light, which pass by one point a frame.
    let moving =
        "color=black:size=1280x720:rate=25,geq=lum='if(lt(mod(X+N,6),3),180,60)':cb=128:cr=128";
    let h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"];
    let moving = film(folder.path(), "a.mp4", moving, QUIET, &h264);
    let found = flashes(&moving, 0, 40.0).await.unwrap();
    assert_eq!(found.most_in_a_second, 0);
}

#[tokio::test]
async fn a_film_that_says_not_how_long_it_is_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let live = [&VP9[..], &["-live", "1"]].concat();
    let picture = "testsrc=size=320x180:rate=25";
    let path = film(folder.path(), "a.webm", picture, QUIET, &live);
    let video = probe(&path).await.unwrap().video.unwrap();
    assert_eq!(video.frames_ms.len(), 50);
}

#[tokio::test]
async fn frames_are_those_of_the_first_picture_that_is_no_cover() {
    let folder = tempfile::tempdir().unwrap();
    let picture = "testsrc=size=320x180:rate=25";
    // A second picture of 30 frames a second beside the first.
    let split = "[0]split[a][c];[c]fps=30[b]";
    let mut beside = vec!["-filter_complex", split, "-map", "[a]", "-map", "[b]"];
    beside.extend(["-map", "1", "-c:v", "libx264", "-c:a", "aac"]);
    // One frame of the film as its cover.
    let split = "[0]split[a][c];[c]trim=end_frame=1[b]";
    let mut cover = vec!["-filter_complex", split, "-map", "[b]", "-map", "[a]"];
    cover.extend(["-map", "1", "-c:v", "libx264", "-c:a", "aac"]);
    cover.extend(["-c:v:0", "mjpeg", "-disposition:v:0", "attached_pic"]);
    for (name, more) in [("a.mp4", beside), ("b.mp4", cover)] {
        let path = film(folder.path(), name, picture, QUIET, &more);
        let probe = probe(&path).await.unwrap();
        let video = probe.video.unwrap();
        assert_eq!((video.codec.as_str(), video.frames_ms.len()), ("h264", 50));
        let lufs = loudness_lufs(&path, probe.audio.unwrap().stream);
        assert!(lufs.await.unwrap().is_some());
        let flashes = flashes(&path, video.stream, 40.0).await.unwrap();
        assert!(flashes.most_in_a_second <= 1, "{name}");
    }
}

#[tokio::test]
async fn a_list_of_other_files_is_no_film_whatever_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let picture = "testsrc=size=320x180:rate=25";
    film(folder.path(), "a.webm", picture, QUIET, &VP9);
    let list = folder.path().join("b.mp4");
    std::fs::write(&list, "ffconcat version 1.0\nfile a.webm\n").unwrap();
    assert!(matches!(
        probe(&list).await,
        Err(MeasureError::Unreadable(_))
    ));
    assert!(flashes(&list, 0, 40.0).await.is_err());
    assert!(loudness_lufs(&list, 1).await.is_err());
}
