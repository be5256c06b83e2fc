//! The fields of the picture, and how often each has changed.

use std::collections::VecDeque;

use super::light::Light;
use super::turn::{Direction, Follow};
use super::{ACROSS, DOWN};

/// The picture in blocks of points; every field is whole ones.
const BLOCK_ACROSS: usize = 16;
const BLOCK_DOWN: usize = 12;
const BLOCKS_ACROSS: usize = ACROSS / BLOCK_ACROSS;
const BLOCKS_DOWN: usize = DOWN / BLOCK_DOWN;
/// A field of ten degrees in blocks: a third of the picture across and down.
const FIELD_ACROSS: usize = BLOCKS_ACROSS / 3;
const FIELD_DOWN: usize = BLOCKS_DOWN / 3;
/// How many points of a field have to change for the field to: a quarter.
const LEAST_POINTS: usize = FIELD_ACROSS * BLOCK_ACROSS * FIELD_DOWN * BLOCK_DOWN / 4;
/// How far apart the points of a field may change and still change together, in milliseconds.
const TOGETHER_MS: f64 = 100.0;
/// In how much time flashes are counted, in milliseconds.
const SECOND_MS: f64 = 1000.0;

/// How many points of one block have changed up, and down.
type Changed = [usize; 2];

/// The most flashes of one kind in any second, counted frame by frame.
pub(super) struct Counter<F> {
    points: Vec<F>,
    /// Each point's latest change, and in which frame it was.
    latest: Vec<Option<(Direction, usize)>>,
    /// Of the latest frames, the newest last: in each block the points whose latest change was in it.
    changed: VecDeque<Vec<Changed>>,
    fields: Vec<Field>,
    frame_ms: f64,
    frame: usize,
    pub(super) most: usize,
    /// When that second begins, in milliseconds of the film.
    pub(super) at_ms: f64,
}

impl<F: Follow> Counter<F> {
    /// Begins with the film's first frame; each stands `frame_ms` milliseconds.
    pub(super) fn new(first: impl Iterator<Item = Light>, frame_ms: f64) -> Self {
        let points: Vec<F> = first.map(F::starting_at).collect();
        Self {
            latest: vec![None; points.len()],
            points,
            changed: VecDeque::new(),
            fields: fields(),
            frame_ms,
            frame: 0,
            most: 0,
            at_ms: 0.0,
        }
    }

    /// Begins the next frame.
    pub(super) fn begin(&mut self) {
        self.frame += 1;
        let mut newest = if self.changed.len() < n_frames_together(self.frame_ms) {
            Vec::new()
        } else {
            self.changed.pop_front().unwrap_or_default()
        };
        newest.clear();
        newest.resize(BLOCKS_ACROSS * BLOCKS_DOWN, [0, 0]);
        self.changed.push_back(newest);
    }

    /// Takes a point of this frame; one that is as it was may be left out.
    pub(super) fn take(&mut self, place: usize, light: Light) {
        let Some(direction) = self.points[place].take(light) else {
            return;
        };
        let block = place / ACROSS / BLOCK_DOWN * BLOCKS_ACROSS + place % ACROSS / BLOCK_ACROSS;
        if let Some((earlier, frame)) = self.latest[place].replace((direction, self.frame)) {
            // It counts where it has changed last, so that it counts once.
            let age = self.frame - frame;
            if let Some(changed) = self.changed.iter_mut().rev().nth(age) {
                changed[block][earlier as usize] -= 1;
            }
        }
        if let Some(newest) = self.changed.back_mut() {
            newest[block][direction as usize] += 1;
        }
    }

    /// Ends the frame: counts its changes in every field.
    pub(super) fn end(&mut self) {
        let now_ms = self.frame as f64 * self.frame_ms;
        for field in &mut self.fields {
            let flashes = field.follow(&self.changed, self.frame, now_ms);
            if self.most < flashes {
                self.most = flashes;
                self.at_ms = (now_ms - SECOND_MS).max(0.0);
            }
        }
    }
}

/// How many frames in a row belong together, the newest included; one at least.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count of frames is whole and not below 0; frames stand a millisecond at least"
)]
fn n_frames_together(frame_ms: f64) -> usize {
    ((TOGETHER_MS / frame_ms).ceil() as usize).max(1)
}

/// One field, with its latest change and the times of its changes in the last second.
struct Field {
    blocks: Vec<usize>,
    latest: Option<(Direction, usize)>,
    changes_ms: VecDeque<f64>,
}

/// The fields, each a block from the next.
fn fields() -> Vec<Field> {
    let lefts = 0..=BLOCKS_ACROSS - FIELD_ACROSS;
    let tops = 0..=BLOCKS_DOWN - FIELD_DOWN;
    let places = lefts.flat_map(|left| tops.clone().map(move |top| (left, top)));
    let blocks_of = |(left, top)| {
        let rows = top..top + FIELD_DOWN;
        rows.flat_map(move |row| {
            let columns = left..left + FIELD_ACROSS;
            columns.map(move |column| row * BLOCKS_ACROSS + column)
        })
    };
    places
        .map(|place| Field {
            blocks: blocks_of(place).collect(),
            latest: None,
            changes_ms: VecDeque::new(),
        })
        .collect()
}

impl Field {
    /// Notes a change of the field, and gives how many flashes there were in the last second.
    fn follow(&mut self, changed: &VecDeque<Vec<Changed>>, frame: usize, now_ms: f64) -> usize {
        // What changed with the field's latest change or before belongs to that one: a cut makes some points brighter and
        // others darker, and is one change.
        let n_frames = self.latest.map_or(frame, |(_, latest)| frame - latest);
        for direction in [Direction::Up, Direction::Down] {
            if self.latest.is_some_and(|(latest, _)| latest == direction) {
                continue;
            }
            let recent = changed.iter().rev().take(n_frames);
            let points = recent
                .flat_map(|blocks| self.blocks.iter().map(|block| blocks[*block]))
                .map(|of_block| of_block[direction as usize]);
            if LEAST_POINTS <= points.sum::<usize>() {
                self.latest = Some((direction, frame));
                self.changes_ms.push_back(now_ms);
                break;
            }
        }
        while (self.changes_ms.front()).is_some_and(|first| *first <= now_ms - SECOND_MS) {
            self.changes_ms.pop_front();
        }
        self.changes_ms.len() / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frames_of_a_tenth_of_a_second_belong_together() {
        // At 25 frames a second those 0, 40 and 80 ms old; at 50 a second those 0, 20, 40, 60 and 80 ms old.
        assert_eq!(n_frames_together(40.0), 3);
        assert_eq!(n_frames_together(20.0), 5);
        assert_eq!(n_frames_together(500.0), 1);
        assert_eq!(n_frames_together(f64::INFINITY), 1);
    }

    #[test]
    fn fields_cover_the_picture_and_are_a_third_of_it_across_and_down() {
        let fields = fields();
        assert_eq!(fields.len(), 63);
        assert!(fields.iter().all(|field| field.blocks.len() == 12));
        let corners = [0, BLOCKS_ACROSS - 1, BLOCKS_ACROSS * BLOCKS_DOWN - 1];
        for corner in corners {
            let holding = fields.iter().filter(|field| field.blocks.contains(&corner));
            assert_eq!(holding.count(), 1);
        }
    }
}
