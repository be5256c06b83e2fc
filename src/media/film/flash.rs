//! How often a film flashes.
//!
//! WCAG 2.2, success criterion 2.3.1: nothing flashes more than three times in any second. A *general flash* is a pair of
//! opposing changes of relative luminance of a tenth of the greatest luminance or more, where the darker image is below
//! 0.80; it counts where it fills more than a quarter of any ten degrees of the visual field, taken as 341 × 256 of
//! 1024 × 768 points: a third of the picture across, a third down.
//!
//! *How it is measured*: frames are averaged to 48 × 27 cells. In each cell, luminance is followed from its latest turn;
//! when it has risen or fallen by a tenth from there, the cell has changed. In each of the fields of 16 × 9 cells, a change
//! of the field is one in a quarter of its cells, in the same direction, within a tenth of a second; further changes in the
//! same direction belong to it. Two changes are a flash. A cut between two shots is one change, so no flash. Saturated red
//! is not looked at apart: its changes of luminance are measured as all others.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::path::Path;

use super::MeasureError;
use super::tool::run;

/// The picture in cells.
const ACROSS: usize = 48;
const DOWN: usize = 27;
/// A field of ten degrees in cells, and how far one lies from the next.
const FIELD_ACROSS: usize = ACROSS / 3;
const FIELD_DOWN: usize = DOWN / 3;
const STEP_ACROSS: usize = 4;
const STEP_DOWN: usize = 3;
/// How many cells of a field have to change for the field to: a quarter.
const LEAST_CELLS: usize = FIELD_ACROSS * FIELD_DOWN / 4;
/// The least change of relative luminance that counts, and the luminance below which the darker image has to lie.
const LEAST_CHANGE: f64 = 0.1;
const DARKER_BELOW: f64 = 0.8;
/// How far apart the cells of a field may change and still change together, in milliseconds.
const TOGETHER_MS: f64 = 100.0;
/// In how much time flashes are counted, in milliseconds.
const SECOND_MS: f64 = 1000.0;

/// The most flashes of a film in any second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flashes {
    /// How many.
    pub most_in_a_second: usize,
    /// When that second begins, in milliseconds of the film.
    pub at_ms: f64,
}

/// The most flashes in any second of a film whose frames stand `frame_ms` milliseconds.
pub async fn flashes(path: &Path, frame_ms: f64) -> Result<Flashes, MeasureError> {
    let scale = format!("scale={ACROSS}:{DOWN}:flags=area,format=rgb24");
    let before = ["-nostdin", "-v", "error", "-i"].map(OsStr::new);
    let after = [
        "-map",
        "0:v:0",
        "-vf",
        scale.as_str(),
        "-fps_mode",
        "passthrough",
        "-f",
        "rawvideo",
        "-",
    ];
    let arguments = before.into_iter().chain([path.as_os_str()]);
    let output = run("ffmpeg", arguments.chain(after.map(OsStr::new))).await?;
    let frames = output
        .stdout
        .chunks_exact(ACROSS * DOWN * 3)
        .map(luminances);
    Ok(count(frames, frame_ms))
}

/// Relative luminance of each cell (WCAG 2.2).
fn luminances(frame: &[u8]) -> Vec<f64> {
    let cell =
        |rgb: &[u8]| 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
    frame.chunks_exact(3).map(cell).collect()
}

/// The light of a coded value from 0 to 255 (IEC 61966-2-1).
fn linear(coded: u8) -> f64 {
    let share = f64::from(coded) / 255.0;
    if share <= 0.04045 {
        share / 12.92
    } else {
        ((share + 0.055) / 1.055).powf(2.4)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

/// One cell, followed from frame to frame.
#[derive(Clone)]
struct Cell {
    lowest: f64,
    highest: f64,
    /// The latest change, and in which frame it was.
    latest: Option<(Direction, usize)>,
}

impl Cell {
    fn starting_at(luminance: f64) -> Self {
        Self {
            lowest: luminance,
            highest: luminance,
            latest: None,
        }
    }

    /// Takes the next frame's luminance; a change is noted with the frame's number.
    fn take(&mut self, luminance: f64, frame: usize) {
        self.lowest = self.lowest.min(luminance);
        self.highest = self.highest.max(luminance);
        let direction = if LEAST_CHANGE <= luminance - self.lowest && self.lowest < DARKER_BELOW {
            Direction::Up
        } else if LEAST_CHANGE <= self.highest - luminance && luminance < DARKER_BELOW {
            Direction::Down
        } else {
            return;
        };
        // From here on it is followed anew: the next change is one from this height.
        (self.lowest, self.highest) = (luminance, luminance);
        self.latest = Some((direction, frame));
    }

    fn has_changed(&self, direction: Direction, since_frame: usize) -> bool {
        self.latest
            .is_some_and(|(latest, frame)| latest == direction && since_frame <= frame)
    }
}

/// One field, with its latest direction and the times of its changes in the last second.
struct Field {
    cells: Vec<usize>,
    direction: Option<Direction>,
    changes_ms: VecDeque<f64>,
}

fn fields() -> Vec<Field> {
    let lefts = (0..=ACROSS - FIELD_ACROSS).step_by(STEP_ACROSS);
    lefts
        .flat_map(|left| {
            let tops = (0..=DOWN - FIELD_DOWN).step_by(STEP_DOWN);
            tops.map(move |top| (left, top))
        })
        .map(|(left, top)| Field {
            cells: (top..top + FIELD_DOWN)
                .flat_map(|row| {
                    (left..left + FIELD_ACROSS).map(move |column| row * ACROSS + column)
                })
                .collect(),
            direction: None,
            changes_ms: VecDeque::new(),
        })
        .collect()
}

fn count(frames: impl Iterator<Item = Vec<f64>>, frame_ms: f64) -> Flashes {
    let mut cells: Vec<Cell> = Vec::new();
    let mut fields = fields();
    let mut most = Flashes {
        most_in_a_second: 0,
        at_ms: 0.0,
    };
    for (frame, luminances) in frames.enumerate() {
        if cells.is_empty() {
            cells = luminances.iter().map(|at| Cell::starting_at(*at)).collect();
            continue;
        }
        for (cell, luminance) in cells.iter_mut().zip(&luminances) {
            cell.take(*luminance, frame);
        }
        let now_ms = frame as f64 * frame_ms;
        let since_frame = first_frame_after(now_ms - TOGETHER_MS, frame_ms);
        for field in &mut fields {
            let flashes = field.follow(&cells, since_frame, now_ms);
            if most.most_in_a_second < flashes {
                most = Flashes {
                    most_in_a_second: flashes,
                    at_ms: (now_ms - SECOND_MS).max(0.0),
                };
            }
        }
    }
    most
}

/// The first frame that is shown after that time.
fn first_frame_after(ms: f64, frame_ms: f64) -> usize {
    let mut frame = 0;
    while (frame as f64) * frame_ms <= ms {
        frame += 1;
    }
    frame
}

impl Field {
    /// Notes a change of the field, and gives how many flashes there were in the last second.
    fn follow(&mut self, cells: &[Cell], since_frame: usize, now_ms: f64) -> usize {
        for direction in [Direction::Up, Direction::Down] {
            let changed = self.cells.iter();
            let changed =
                changed.filter(|place| cells[**place].has_changed(direction, since_frame));
            if self.direction != Some(direction) && LEAST_CELLS <= changed.count() {
                self.direction = Some(direction);
                self.changes_ms.push_back(now_ms);
                break;
            }
        }
        while self
            .changes_ms
            .front()
            .is_some_and(|first| *first <= now_ms - SECOND_MS)
        {
            self.changes_ms.pop_front();
        }
        self.changes_ms.len() / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two seconds at 25 frames a second of a picture that is `light` in frames that `is_light` says, else dark.
    fn most(light: f64, dark: f64, is_light: impl Fn(usize) -> bool) -> usize {
        let frame = |number| vec![if is_light(number) { light } else { dark }; ACROSS * DOWN];
        count((0..50).map(frame), 40.0).most_in_a_second
    }

    #[test]
    fn flashes_of_the_whole_picture_are_counted_in_a_second() {
        // Two frames light, two dark: 25 / 4 = 6.25 flashes a second.
        assert_eq!(most(0.9, 0.1, |number| number % 4 < 2), 6);
        // Five light, five dark: 2.5 a second.
        assert_eq!(most(0.9, 0.1, |number| number % 10 < 5), 2);
    }

    #[test]
    fn small_changes_and_changes_among_bright_images_are_no_flashes() {
        assert_eq!(most(0.19, 0.1, |number| number % 4 < 2), 0);
        assert_eq!(most(0.95, 0.82, |number| number % 4 < 2), 0);
    }

    #[test]
    fn a_cut_is_one_change_and_no_flash() {
        assert_eq!(most(0.9, 0.1, |number| 25 <= number), 0);
    }

    #[test]
    fn a_light_that_fills_less_than_a_quarter_of_a_field_is_no_flash() {
        let frame = |number: usize, side: usize| {
            (0..ACROSS * DOWN)
                .map(|cell| {
                    let is_inside = cell % ACROSS < side && cell / ACROSS < side;
                    if is_inside && number % 4 < 2 {
                        0.9
                    } else {
                        0.1
                    }
                })
                .collect::<Vec<f64>>()
        };
        // A field has 144 cells: 5 × 5 is less than a quarter, 6 × 6 is one.
        let most = |side| count((0..50).map(|number| frame(number, side)), 40.0).most_in_a_second;
        assert_eq!(most(5), 0);
        assert_eq!(most(6), 6);
    }

    #[test]
    fn a_slow_fade_up_and_down_is_one_change_each_way() {
        // One second up, one second down.
        let fade = |number: usize| {
            let share = if number < 25 { number } else { 49 - number };
            vec![0.1 + 0.03 * share as f64; ACROSS * DOWN]
        };
        assert_eq!(count((0..50).map(fade), 40.0).most_in_a_second, 0);
    }

    #[test]
    fn coded_values_become_light() {
        // Origin: IEC 61966-2-1; half of the light is coded 188.
        assert!((linear(188) - 0.5).abs() < 0.005);
        assert!(linear(0).abs() < 1e-12);
        assert!((linear(255) - 1.0).abs() < 1e-12);
    }
}
