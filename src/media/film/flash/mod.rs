//! How often a film flashes.
//!
//! WCAG 2.2, success criterion 2.3.1: nothing flashes more than three times in any second. A *general flash* is a pair of
//! opposing changes of relative luminance of a tenth of the greatest luminance or more, where the darker image is below
//! 0.80. A *red flash* is a pair of opposing changes to and from a saturated red, the light of which is red by *R* / (*R* +
//! *G* + *B*) ≥ 0.8, over more than 0.2 in the chromaticity diagram of CIE 1976. Either counts where it fills more than a
//! quarter of any ten degrees of the visual field, taken as 341 × 256 of 1024 × 768 points: a third of the picture across, a
//! third down.
//!
//! *How it is measured*: the light of each frame is averaged to 192 × 108 points. It is the light that is averaged, and not
//! the coded values, which would hide what flashes beside what is dark; without an average, every leaf that the camera
//! passes would flash. At each point, luminance is followed from its latest turn; when it has risen or fallen
//! by a tenth from there, the point has changed. Colour is followed likewise. In each of the fields of 64 × 36 points, a
//! change of the field is one in a quarter of its points, in the same direction, within a tenth of a second; further changes
//! in the same direction belong to it, and so does all that changes with it the other way. Two changes are a flash. A cut
//! between two shots is one change, so no flash. What is nearly black counts as white when colours are compared, so that a
//! red light that goes on and off in the dark flashes.

mod field;
mod light;
mod turn;

#[cfg(test)]
mod tests;

use std::ffi::OsStr;
use std::path::Path;

use super::MeasureError;
use super::tool::{input, run_piecewise};
use field::Counter;
use light::Light;
use turn::{Brightness, Redness};

/// The points of a frame.
const ACROSS: usize = 192;
const DOWN: usize = 108;
/// How many bytes they are.
const FRAME_BYTES: usize = ACROSS * DOWN * 3;

/// The most flashes of a film in any second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flashes {
    /// How many: of general and of red flashes the more.
    pub most_in_a_second: usize,
    /// Which of the two; general where there are as many of both.
    pub kind: FlashKind,
    /// When that second begins, in milliseconds of the film.
    pub at_ms: f64,
}

/// What flashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlashKind {
    /// The brightness.
    General,
    /// A saturated red.
    Red,
}

/// The most flashes in any second of a film's picture, which is the file's stream of that number, and whose frames stand
/// `frame_ms` milliseconds (one at least).
pub async fn flashes(path: &Path, stream: usize, frame_ms: f64) -> Result<Flashes, MeasureError> {
    let map = format!("0:{stream}");
    let filter = averages();
    let before = ["-nostdin", "-v", "error"].map(OsStr::new);
    let after = [
        "-map",
        map.as_str(),
        "-vf",
        filter.as_str(),
        "-fps_mode",
        "passthrough",
        "-f",
        "rawvideo",
        "-",
    ];
    let arguments = before.into_iter().chain(input(path));
    let mut measure = Measure::new(frame_ms);
    let mut rest = Vec::new();
    let take = |piece: &[u8]| {
        rest.extend_from_slice(piece);
        let frames = rest.chunks_exact(FRAME_BYTES);
        let n_read = rest.len() - frames.remainder().len();
        frames.for_each(|frame| measure.take(frame));
        rest.drain(..n_read);
        Ok(())
    };
    run_piecewise("ffmpeg", arguments.chain(after.map(OsStr::new)), take).await?;
    Ok(measure.most())
}

/// The filter that averages the light of a frame to its points, and codes it again: IEC 61966-2-1 with 16 bits, there and
/// back.
fn averages() -> String {
    let light = "'if(lte(val,2651),val/12.92,65535*pow((val/65535+0.055)/1.055,2.4))'";
    let coded = "'if(lte(val,205),val*12.92,65535*(1.055*pow(val/65535,1/2.4)-0.055))'";
    let each = |curve: &str| format!("format=gbrp16le,lutrgb=r={curve}:g={curve}:b={curve}");
    let (light, coded) = (each(light), each(coded));
    format!("{light},scale={ACROSS}:{DOWN}:flags=area,{coded},format=rgb24")
}

/// A film that is being measured.
struct Measure {
    frame_ms: f64,
    /// None before the first frame.
    begun: Option<Begun>,
}

/// The latest frame's points, and both counts.
struct Begun {
    shown: Vec<[u8; 3]>,
    general: Counter<Brightness>,
    red: Counter<Redness>,
}

impl Measure {
    fn new(frame_ms: f64) -> Self {
        Self {
            // Files are exact to a millisecond; this also takes what is no number.
            frame_ms: frame_ms.max(1.0),
            begun: None,
        }
    }

    /// Takes the next frame: red, green and blue of each point, row by row.
    fn take(&mut self, frame: &[u8]) {
        let coded = frame.as_chunks::<3>().0;
        let Some(Begun {
            shown,
            general,
            red,
        }) = &mut self.begun
        else {
            let lights = || coded.iter().map(|coded| Light::of(*coded));
            self.begun = Some(Begun {
                shown: coded.to_vec(),
                general: Counter::new(lights(), self.frame_ms),
                red: Counter::new(lights(), self.frame_ms),
            });
            return;
        };
        general.begin();
        red.begin();
        for (place, (shown, coded)) in shown.iter_mut().zip(coded).enumerate() {
            if shown != coded {
                *shown = *coded;
                let light = Light::of(*coded);
                general.take(place, light);
                red.take(place, light);
            }
        }
        general.end();
        red.end();
    }

    fn most(&self) -> Flashes {
        let flashes = |kind, most_in_a_second, at_ms| Flashes {
            most_in_a_second,
            kind,
            at_ms,
        };
        match &self.begun {
            None => flashes(FlashKind::General, 0, 0.0),
            Some(Begun { general, red, .. }) if general.most < red.most => {
                flashes(FlashKind::Red, red.most, red.at_ms)
            }
            Some(Begun { general, .. }) => flashes(FlashKind::General, general.most, general.at_ms),
        }
    }
}
