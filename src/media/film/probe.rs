use std::ffi::OsStr;
use std::path::Path;

use serde::Deserialize;

use super::MeasureError;
use super::tool::run;

/// What a film's file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Probe {
    /// How long it is, in milliseconds.
    pub duration_ms: f64,
    /// Its picture.
    pub video: Option<VideoStream>,
    /// The codec of its sound, such as `opus`.
    pub audio_codec: Option<String>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct VideoStream {
    /// Its codec, such as `vp9`.
    pub codec: String,
    /// Points across, as they are shown.
    pub width: f64,
    /// Lines.
    pub height: u32,
    /// When each frame is shown, in milliseconds of the film, in rising order.
    pub frames_ms: Vec<f64>,
}

impl VideoStream {
    /// The gaps between frames: the shortest, the longest and the mean, in milliseconds; `None` with fewer than two.
    pub fn gaps_ms(&self) -> Option<(f64, f64, f64)> {
        let gaps = self.frames_ms.windows(2).map(|pair| pair[1] - pair[0]);
        let shortest = gaps.clone().min_by(f64::total_cmp)?;
        let longest = gaps.clone().max_by(f64::total_cmp)?;
        let n = self.frames_ms.len() - 1;
        Some((shortest, longest, gaps.sum::<f64>() / n as f64))
    }

    /// Whether a frame is shown from that moment on, to a millisecond, which is what files are exact to.
    pub fn has_frame_at(&self, ms: f64) -> bool {
        self.frames_ms.iter().any(|at| (at - ms).abs() <= 1.0)
    }
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    streams: Vec<Stream>,
    #[serde(default)]
    packets: Vec<Packet>,
    format: Option<Format>,
}

#[derive(Deserialize)]
struct Stream {
    codec_type: Option<String>,
    codec_name: Option<String>,
    width: Option<u32>,
    height: Option<u32>,
    sample_aspect_ratio: Option<String>,
}

#[derive(Deserialize)]
struct Packet {
    codec_type: Option<String>,
    pts_time: Option<String>,
}

#[derive(Deserialize)]
struct Format {
    duration: Option<String>,
}

/// Reads what a film's file holds.
pub async fn probe(path: &Path) -> Result<Probe, MeasureError> {
    let entries = "stream=codec_type,codec_name,width,height,sample_aspect_ratio:format=duration:packet=codec_type,pts_time";
    let fixed = ["-v", "error", "-show_entries", entries, "-of", "json"].map(OsStr::new);
    let output = run("ffprobe", fixed.into_iter().chain([path.as_os_str()])).await?;
    let not_understood = |answer: String| MeasureError::NotUnderstood {
        program: "ffprobe",
        answer,
    };
    let answer: Answer = serde_json::from_slice(&output.stdout)
        .map_err(|error| not_understood(error.to_string()))?;
    let format = answer.format.and_then(|format| format.duration);
    let duration_ms = milliseconds(format.as_deref())
        .ok_or_else(|| not_understood("there is no duration".to_owned()))?;
    let of_type = |kind: &str| {
        let mut streams = answer.streams.iter();
        streams.find(|stream| stream.codec_type.as_deref() == Some(kind))
    };
    let mut frames_ms: Vec<f64> = (answer.packets.iter())
        .filter(|packet| packet.codec_type.as_deref() == Some("video"))
        .filter_map(|packet| milliseconds(packet.pts_time.as_deref()))
        .collect();
    frames_ms.sort_by(f64::total_cmp);
    Ok(Probe {
        duration_ms,
        video: of_type("video").map(|stream| VideoStream {
            codec: stream.codec_name.clone().unwrap_or_default(),
            width: f64::from(stream.width.unwrap_or_default()) * shape(stream),
            height: stream.height.unwrap_or_default(),
            frames_ms,
        }),
        audio_codec: of_type("audio").and_then(|stream| stream.codec_name.clone()),
    })
}

/// How much wider than high a point is; 1 where nothing is said.
fn shape(stream: &Stream) -> f64 {
    let ratio = stream.sample_aspect_ratio.as_deref();
    let parts = ratio.and_then(|ratio| ratio.split_once(':'));
    let numbers = parts
        .and_then(|(across, down)| Some((across.parse::<f64>().ok()?, down.parse::<f64>().ok()?)));
    match numbers {
        Some((across, down)) if 0.0 < across && 0.0 < down => across / down,
        _ => 1.0,
    }
}

fn milliseconds(seconds: Option<&str>) -> Option<f64> {
    let seconds: f64 = seconds?.parse().ok()?;
    seconds.is_finite().then_some(seconds * 1000.0)
}
