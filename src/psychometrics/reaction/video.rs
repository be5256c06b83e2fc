//! When a film's cue was on the screen.

use crate::psychometrics::descriptive::{all_finite, median};
use crate::psychometrics::finite;

/// Uncertainty of a cue frame's own presentation time, in milliseconds.
///
/// Measured against real screens and keys: mean lag 2.0 and standard deviation 0.6; √(2.0² + 0.6²) = 2.1.
pub const CUE_FRAME_UNCERTAINTY_MS: f64 = 2.1;

/// What makes a median absolute deviation comparable with a standard deviation: 1 / Φ⁻¹(3/4).
const DEVIATION_FACTOR: f64 = 1.4826;

/// One presented frame, as `requestVideoFrameCallback` reports it.
///
/// The `expectedDisplayTime` that comes with it is left out: measured, it lies about 12 ms late.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PresentedFrame {
    /// Its time in the film, in milliseconds.
    pub media_ms: f64,
    /// When the browser handed it to the screen, on the clock of input events.
    pub presentation_ms: f64,
}

/// Where an onset comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnsetSource {
    /// The cue's own frame was reported.
    CueFrame,
    /// It was not; the median offset of the other frames was added to the cue's media time.
    MedianOffset,
}

/// When a cue appeared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CueOnset {
    /// The moment, on the clock of input events, in milliseconds.
    pub onset_ms: f64,
    /// Where it comes from.
    pub source: OnsetSource,
    /// How far it may be off, as a standard deviation in milliseconds.
    pub uncertainty_ms: f64,
}

/// Why there is no onset.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// No frame was reported.
    #[error("no presented frame was reported")]
    NoFrames,
    /// The film's frame duration is not a positive number.
    #[error("the frame duration is {0} ms, not above 0")]
    FrameDuration(f64),
    /// A time is not a finite number, or they are too far apart.
    #[error("the frames hold a time that cannot be computed with")]
    NotFinite,
}

/// The onset of a cue from the log of presented frames around it.
///
/// *Model*: the presentation time of the first reported frame not earlier than half a frame before the cue, provided
/// it lies within half a frame of it. Else the cue's frame was not reported (a busy page misses callbacks, though the
/// screen shows the frame), and the onset is the cue + median(presentation − media): the film runs at an even pace,
/// so every other frame tells the offset between the two clocks.
///
/// *Takes / gives*: frames in any order from undisturbed play (no pause or seek between them), the cue's media time,
/// the film's frame duration (see [`shortest_frame_ms`]); all milliseconds. The uncertainty is
/// [`CUE_FRAME_UNCERTAINTY_MS`], for the fallback joined in squares with the scatter of the offsets.
///
/// *Edges*: one frame alone is enough, with no scatter to see.
///
/// *Errors*: no frames, a frame duration that is not above 0, times that are not finite.
///
/// *Source*: the measurement of six ways to date a cue against the screen itself; the specification of
/// [`requestVideoFrameCallback`](https://wicg.github.io/video-rvfc/).
///
/// ```
/// use composure::psychometrics::reaction::video::{OnsetSource, PresentedFrame, cue_onset};
/// let frame = |media_ms, presentation_ms| PresentedFrame { media_ms, presentation_ms };
/// let log = [frame(960.0, 5961.0), frame(1000.0, 6003.0), frame(1040.0, 6041.0)];
/// let seen = cue_onset(&log, 1000.0, 40.0)?;
/// assert_eq!((seen.onset_ms, seen.source), (6003.0, OnsetSource::CueFrame));
/// let missed = cue_onset(&[log[0], log[2]], 1000.0, 40.0)?;
/// assert_eq!((missed.onset_ms, missed.source), (6001.0, OnsetSource::MedianOffset));
/// # Ok::<(), composure::psychometrics::reaction::video::Error>(())
/// ```
pub fn cue_onset(frames: &[PresentedFrame], cue_ms: f64, frame_ms: f64) -> Result<CueOnset, Error> {
    if frames.is_empty() {
        return Err(Error::NoFrames);
    }
    if !frame_ms.is_finite() || frame_ms <= 0.0 {
        return Err(Error::FrameDuration(frame_ms));
    }
    let offsets: Vec<f64> = frames
        .iter()
        .map(|frame| frame.presentation_ms - frame.media_ms)
        .collect();
    if !cue_ms.is_finite() || !all_finite(&offsets) {
        return Err(Error::NotFinite);
    }
    let own = frames
        .iter()
        .filter(|frame| (frame.media_ms - cue_ms).abs() < frame_ms / 2.0)
        .min_by(|a, b| a.media_ms.total_cmp(&b.media_ms));
    match own {
        Some(frame) => Ok(CueOnset {
            onset_ms: frame.presentation_ms,
            source: OnsetSource::CueFrame,
            uncertainty_ms: CUE_FRAME_UNCERTAINTY_MS,
        }),
        None => from_median(&offsets, cue_ms).ok_or(Error::NotFinite),
    }
}

/// The shortest step between media times of a log, in milliseconds: the film's frame duration, unless every second
/// frame went unreported.
///
/// Edges: `None` with fewer than two different media times. Steps under a tenth of a millisecond are rounding of one
/// and the same frame.
///
/// ```
/// use composure::psychometrics::reaction::video::{PresentedFrame, shortest_frame_ms};
/// let log = [0.0, 80.0, 120.0].map(|media_ms| PresentedFrame { media_ms, presentation_ms: 9.0 + media_ms });
/// assert_eq!(shortest_frame_ms(&log), Some(40.0));
/// ```
pub fn shortest_frame_ms(frames: &[PresentedFrame]) -> Option<f64> {
    let mut media: Vec<f64> = frames.iter().map(|frame| frame.media_ms).collect();
    media.sort_unstable_by(f64::total_cmp);
    media
        .windows(2)
        .filter_map(|pair| finite(pair.last()? - pair.first()?))
        .filter(|step| *step >= 0.1)
        .min_by(f64::total_cmp)
}

fn from_median(offsets: &[f64], cue_ms: f64) -> Option<CueOnset> {
    let centre = median(offsets)?;
    let distances: Vec<f64> = offsets
        .iter()
        .map(|offset| (offset - centre).abs())
        .collect();
    let scatter = DEVIATION_FACTOR * median(&distances)?;
    Some(CueOnset {
        onset_ms: finite(cue_ms + centre)?,
        source: OnsetSource::MedianOffset,
        uncertainty_ms: finite(CUE_FRAME_UNCERTAINTY_MS.hypot(scatter))?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn log(media: &[f64], jitter: &[f64]) -> Vec<PresentedFrame> {
        let presented = |(media_ms, late): (&f64, &f64)| PresentedFrame {
            media_ms: *media_ms,
            presentation_ms: 5000.0 + media_ms + late,
        };
        media.iter().zip(jitter).map(presented).collect()
    }

    #[test]
    fn a_media_time_rounded_down_still_is_the_cue() {
        let frames = log(&[966.667, 999.999, 1033.333], &[0.0, 3.0, 0.0]);
        let onset = cue_onset(&frames, 1000.0, 33.333).unwrap();
        assert_eq!(onset.source, OnsetSource::CueFrame);
        assert!((onset.onset_ms - 6002.999).abs() < 1e-9);
    }

    #[test]
    fn a_missed_cue_frame_is_dated_by_the_others_and_says_how_surely() {
        let frames = log(
            &[900.0, 933.3, 966.7, 1033.3, 1066.7],
            &[0.0, 4.0, 0.0, 90.0, 2.0],
        );
        let onset = cue_onset(&frames, 1000.0, 33.333).unwrap();
        // Offsets 5000 + (0, 4, 0, 90, 2): median 5002; distances 2 2 2 88 0, median 2, scatter 2.9652.
        assert_eq!(onset.source, OnsetSource::MedianOffset);
        assert!((onset.onset_ms - 6002.0).abs() < 1e-9);
        assert!((onset.uncertainty_ms - 2.1_f64.hypot(2.9652)).abs() < 1e-9);
    }

    #[test]
    fn the_order_of_the_log_does_not_matter() {
        let mut frames = log(&[980.0, 1000.0, 1020.0], &[0.0, 5.0, 0.0]);
        let before = cue_onset(&frames, 1000.0, 20.0);
        frames.reverse();
        assert_eq!(cue_onset(&frames, 1000.0, 20.0), before);
    }

    #[test]
    fn nothing_to_go_by_is_refused() {
        assert_eq!(cue_onset(&[], 1000.0, 40.0), Err(Error::NoFrames));
        let frames = log(&[1000.0], &[0.0]);
        assert_eq!(
            cue_onset(&frames, 1000.0, 0.0),
            Err(Error::FrameDuration(0.0))
        );
        assert_eq!(
            cue_onset(&frames, f64::INFINITY, 40.0),
            Err(Error::NotFinite)
        );
        assert_eq!(shortest_frame_ms(&frames), None);
    }

    proptest! {
        #[test]
        fn any_log_gives_a_finite_onset_or_a_reason(times in prop::collection::vec(any::<(f64, f64)>(), 0..6), cue in any::<f64>(), frame_ms in any::<f64>()) {
            let frames: Vec<PresentedFrame> = times.into_iter().map(|(media_ms, presentation_ms)| PresentedFrame { media_ms, presentation_ms }).collect();
            if let Ok(onset) = cue_onset(&frames, cue, frame_ms) {
                prop_assert!(onset.onset_ms.is_finite() && onset.uncertainty_ms.is_finite());
            }
            prop_assert!(shortest_frame_ms(&frames).is_none_or(f64::is_finite));
        }
    }
}
