use std::path::Path;

use super::{Finding, Looked};
use crate::assessment::{FilmSource, Scene};
use crate::media::film::{
    FlashKind, MeasureError, Probe, VideoStream, flashes, loudness_lufs, probe,
};

/// How loud every film is, so that nobody reaches for the volume between two: EBU R 128.
const LOUDNESS_LUFS: f64 = -23.0;
const LOUDNESS_SLACK: f64 = 1.0;

/// The most flashes in any second (WCAG 2.2, success criterion 2.3.1).
const MOST_FLASHES: usize = 3;

/// How far the mean gap between frames, and any two gaps, may be from equal, in milliseconds: WebM keeps whole ones.
const MEAN_SLACK_MS: f64 = 0.02;
const GAP_SLACK_MS: f64 = 2.0;

/// How long a frame stands where there are too few to tell, in milliseconds.
const USUAL_FRAME_MS: f64 = 40.0;

/// Lines of the picture where the scene does not say how many.
const USUAL_HEIGHT: u32 = 720;

/// One film, looked at.
pub(super) struct FilmLook {
    pub(super) findings: Vec<Finding>,
    /// Its frames in a second in the mean, where it has at least two.
    pub(super) frames_per_second: Option<f64>,
}

/// Everything about one film.
pub(super) async fn look_at(looked: &Looked<'_>, source: &FilmSource) -> FilmLook {
    let name = source.file.path.as_str();
    let without_rate = |findings| FilmLook {
        findings,
        frames_per_second: None,
    };
    let path = looked.root.join(name);
    if !path.is_file() {
        let help = "put the film there, or change `sources`";
        let what = format!("{name}: there is no such file");
        return without_rate(vec![Finding::wrong(what, help)]);
    }
    let probe = match probe(&path).await {
        Ok(probe) => probe,
        Err(error) => return without_rate(vec![unmeasured(name, &error)]),
    };
    let mut findings = vec![codecs(name, source, &probe)];
    let Some(video) = &probe.video else {
        return without_rate(findings);
    };
    let gaps_ms = video.gaps_ms();
    let frame_ms = gaps_ms.map_or(USUAL_FRAME_MS, |(_, _, mean)| mean);
    findings.push(size(name, source, video));
    findings.push(rate(name, video));
    findings.push(length(name, looked.scene, video, frame_ms));
    findings.push(cues(name, looked.scene, video));
    findings.push(loudness(name, &path, &probe).await);
    findings.push(flashing(name, &path, video.stream, frame_ms).await);
    FilmLook {
        findings,
        frames_per_second: gaps_ms.map(|(_, _, mean)| 1000.0 / mean),
    }
}

fn unmeasured(name: &str, error: &MeasureError) -> Finding {
    let help = match error {
        MeasureError::NotThere { .. } => "install ffmpeg and look again",
        MeasureError::TooLong(_) => "look again when the machine is free, or shorten the film",
        MeasureError::TooMuch(_) => "shorten the film",
        MeasureError::BrokeOff { .. } => "look again",
        MeasureError::Unreadable(_) | MeasureError::NotUnderstood { .. } => {
            "make the film anew: a whole WebM or MP4 file"
        }
    };
    Finding::wrong(format!("{name}: {error}"), help)
}

/// VP9 with Opus in WebM, H.264 with AAC in MP4: what every browser plays one of.
fn codecs(name: &str, source: &FilmSource, probe: &Probe) -> Finding {
    let found = |codec: Option<&str>| codec.unwrap_or("none").to_owned();
    let picture = found(probe.video.as_ref().map(|video| video.codec.as_str()));
    let sound = found(probe.audio.as_ref().map(|audio| audio.codec.as_str()));
    let what = format!("{name}: picture {picture}, sound {sound}");
    let (wanted, help) = match source.file.media_type.split(';').next() {
        Some("video/webm") => (("vp9", "opus"), "encode with -c:v libvpx-vp9 -c:a libopus"),
        Some("video/mp4") => (("h264", "aac"), "encode with -c:v libx264 -c:a aac"),
        _ => {
            let help = "name it video/webm or video/mp4, and encode it so";
            return Finding::wrong(format!("{what}, of type {}", source.file.media_type), help);
        }
    };
    Finding::of((picture.as_str(), sound.as_str()) == wanted, what, help)
}

fn size(name: &str, source: &FilmSource, video: &VideoStream) -> Finding {
    let least = source.height.unwrap_or(USUAL_HEIGHT);
    let (width, height) = (video.width, f64::from(video.height));
    // Encoders want even numbers, so that 640 × 360 may be 638 or 642 across.
    let is_wide = (width - height * 16.0 / 9.0).abs() <= 2.0;
    let what = format!("{name}: {width:.0} × {height:.0}, of at least {least} lines");
    let help = "scale it to 16:9 with as many lines as `height` says (720 where it says nothing)";
    Finding::of(least <= video.height && is_wide, what, help)
}

/// 25 or 30 frames a second, evenly.
fn rate(name: &str, video: &VideoStream) -> Finding {
    let help = "encode it with a constant rate of 25 or 30 frames a second: -r 25 -fps_mode cfr";
    let Some((shortest, longest, mean)) = video.gaps_ms() else {
        let what = format!("{name}: {} frames", video.frames_ms.len());
        return Finding::wrong(what, help);
    };
    let is_known = [25.0, 30.0]
        .iter()
        .any(|rate| (mean - 1000.0 / rate).abs() <= MEAN_SLACK_MS);
    let is_even = longest - shortest <= GAP_SLACK_MS;
    let evenness = if is_even { "evenly" } else { "unevenly" };
    let what = format!("{name}: {:.2} frames a second, {evenness}", 1000.0 / mean);
    Finding::of(is_known && is_even, what, help)
}

fn length(name: &str, scene: &Scene, video: &VideoStream, frame_ms: f64) -> Finding {
    let last_ms = video.frames_ms.last().copied().unwrap_or_default();
    let (length_ms, wanted_ms) = (last_ms + frame_ms, f64::from(scene.duration_ms));
    let is_right = (length_ms - wanted_ms).abs() <= frame_ms + 0.5;
    let what = format!("{name}: {length_ms:.0} ms long, and `duration_ms` is {wanted_ms:.0}");
    Finding::of(
        is_right,
        what,
        "cut the film to this length, or change `duration_ms`",
    )
}

/// Every cue is a frame of the film.
fn cues(name: &str, scene: &Scene, video: &VideoStream) -> Finding {
    let decisions = scene.decisions.iter();
    let named = decisions.map(|decision| (decision.name.as_str(), decision.cue_ms));
    let answer = scene.answer.cue_ms.map(|cue_ms| ("the answer", cue_ms));
    let all: Vec<_> = named.chain(answer).collect();
    let missing = all
        .iter()
        .filter(|(_, ms)| !video.has_frame_at(f64::from(*ms)));
    let missing: Vec<String> = missing
        .map(|(name, ms)| format!("{name} at {ms} ms"))
        .collect();
    if missing.is_empty() {
        return Finding::right(format!("{name}: a frame at each of {} cues", all.len()));
    }
    let what = format!("{name}: no frame at the cue of {}", missing.join(", "));
    Finding::wrong(
        what,
        "move the cue to a frame: a multiple of 40 ms at 25 frames a second",
    )
}

async fn loudness(name: &str, path: &Path, probe: &Probe) -> Finding {
    let help = "bring it to −23 LUFS: ffmpeg -af loudnorm=I=-23:TP=-2:LRA=11";
    let Some(audio) = &probe.audio else {
        return Finding::wrong(format!("{name}: there is no sound"), help);
    };
    match loudness_lufs(path, audio.stream).await {
        Err(error) => unmeasured(name, &error),
        Ok(None) => Finding::wrong(format!("{name}: the sound is silent"), help),
        Ok(Some(lufs)) => {
            let is_right = (lufs - LOUDNESS_LUFS).abs() <= LOUDNESS_SLACK;
            Finding::of(is_right, format!("{name}: {lufs:.1} LUFS"), help)
        }
    }
}

async fn flashing(name: &str, path: &Path, stream: usize, frame_ms: f64) -> Finding {
    match flashes(path, stream, frame_ms).await {
        Err(error) => unmeasured(name, &error),
        Ok(found) => {
            let (most, at) = (found.most_in_a_second, found.at_ms / 1000.0);
            let what = match (most, found.kind) {
                (0, _) => format!("{name}: no flashes"),
                (_, FlashKind::General) => {
                    format!("{name}: at most {most} flashes in a second (from {at:.1} s on)")
                }
                (_, FlashKind::Red) => {
                    format!("{name}: at most {most} red flashes in a second (from {at:.1} s on)")
                }
            };
            let help =
                "soften the light there: more than three flashes in a second can bring on seizures";
            Finding::of(most <= MOST_FLASHES, what, help)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_that_took_too_long_is_not_called_broken() {
        let help = |error| unmeasured("a.webm", &error).help.unwrap();
        assert_eq!(
            help(MeasureError::TooLong("ffmpeg")),
            "look again when the machine is free, or shorten the film"
        );
        assert_eq!(
            help(MeasureError::Unreadable("no film".to_owned())),
            "make the film anew: a whole WebM or MP4 file"
        );
    }
}
