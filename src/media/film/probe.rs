use std::ffi::OsStr;
use std::path::Path;

use serde::Deserialize;

use super::MeasureError;
use super::tool::{input, run};

/// What a film's file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Probe {
    /// Its picture: the first stream that moves, and not a cover.
    pub video: Option<VideoStream>,
    /// Its first sound.
    pub audio: Option<AudioStream>,
}

/// A sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AudioStream {
    /// Its number among the file's streams.
    pub stream: usize,
    /// Its codec, such as `opus`.
    pub codec: String,
}

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct VideoStream {
    /// Its number among the file's streams.
    pub stream: usize,
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
}

#[derive(Deserialize)]
struct Stream {
    index: usize,
    codec_type: Option<String>,
    codec_name: Option<String>,
    width: Option<u32>,
    height: Option<u32>,
    sample_aspect_ratio: Option<String>,
    #[serde(default)]
    disposition: Disposition,
}

#[derive(Default, Deserialize)]
struct Disposition {
    /// 1 for a picture that stands for the file, such as a cover.
    #[serde(default)]
    attached_pic: u8,
}

#[derive(Deserialize)]
struct Packet {
    stream_index: usize,
    pts_time: Option<String>,
}

/// Reads what a film's file holds.
pub async fn probe(path: &Path) -> Result<Probe, MeasureError> {
    let entries = "stream=index,codec_type,codec_name,width,height,sample_aspect_ratio:stream_disposition=attached_pic:packet=stream_index,pts_time";
    let fixed = ["-v", "error", "-show_entries", entries, "-of", "json"].map(OsStr::new);
    let output = run("ffprobe", fixed.into_iter().chain(input(path))).await?;
    let answer: Answer =
        serde_json::from_slice(&output.stdout).map_err(|error| MeasureError::NotUnderstood {
            program: "ffprobe",
            answer: error.to_string(),
        })?;
    let of_type = |kind: &str| {
        let mut streams = answer.streams.iter();
        streams.find(|stream| {
            stream.codec_type.as_deref() == Some(kind) && stream.disposition.attached_pic == 0
        })
    };
    Ok(Probe {
        video: of_type("video").map(|stream| VideoStream {
            stream: stream.index,
            codec: stream.codec_name.clone().unwrap_or_default(),
            width: f64::from(stream.width.unwrap_or_default()) * shape(stream),
            height: stream.height.unwrap_or_default(),
            frames_ms: frames_ms(&answer.packets, stream.index),
        }),
        audio: of_type("audio").map(|stream| AudioStream {
            stream: stream.index,
            codec: stream.codec_name.clone().unwrap_or_default(),
        }),
    })
}

/// When each frame of a stream is shown, in milliseconds, in rising order.
fn frames_ms(packets: &[Packet], stream: usize) -> Vec<f64> {
    let of_stream = packets
        .iter()
        .filter(|packet| packet.stream_index == stream);
    let mut frames_ms: Vec<f64> = of_stream
        .filter_map(|packet| milliseconds(packet.pts_time.as_deref()))
        .collect();
    frames_ms.sort_by(f64::total_cmp);
    frames_ms
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
