//! Measuring a film's file: what ffprobe and ffmpeg say about it, and how often it flashes.

mod flash;
mod loudness;
mod probe;
mod tool;

#[cfg(test)]
mod tests;

pub use flash::{FlashKind, Flashes, flashes};
pub use loudness::loudness_lufs;
pub use probe::{AudioStream, Probe, VideoStream, probe};
pub use tool::MeasureError;
