//! How many people of each ability gave each pair of answers to two items.

use std::ops::Range;

use pulp::{Simd, WithSimd};

use super::expectation::Windows;
use super::lane::{Lane, WIDTH, add, scale};
use super::patterns::Patterns;
use super::posterior::{Posteriors, Window};

/// The counts of one block of items are kept below this many numbers (4 MB), to stay in the processor's cache.
const MOST_IN_BLOCK: usize = 1 << 19;

/// Passes over the patterns that count pairs of answers, a block of items at a time.
pub(super) struct PairPass<'a> {
    posteriors: &'a Posteriors<'a>,
    windows: &'a [Window],
    patterns: &'a Patterns,
}

/// Expected counts of pairs whose first item is in a block.
pub(super) struct PairCounts<'a> {
    patterns: &'a Patterns,
    first_row: usize,
    n_lanes: usize,
    n_nodes: usize,
    counts: Vec<Lane>,
}

impl<'a> PairPass<'a> {
    pub(super) fn new(
        posteriors: &'a Posteriors<'a>,
        windows: &'a Windows,
        patterns: &'a Patterns,
    ) -> Self {
        Self {
            posteriors,
            windows: &windows.of_patterns,
            patterns,
        }
    }

    /// The items in blocks that can be counted at once.
    pub(super) fn blocks(&self) -> Vec<Range<usize>> {
        let n_items = self.patterns.first_rows().len();
        let of_row = self.patterns.n_rows() * self.posteriors.tables.n_lanes * WIDTH;
        let mut blocks = Vec::new();
        let mut start = 0;
        while start < n_items {
            let mut end = start + 1;
            let n_rows = |end: usize| self.row_after(end) - self.patterns.first_rows()[start];
            while end < n_items && n_rows(end + 1) * of_row <= MOST_IN_BLOCK {
                end += 1;
            }
            blocks.push(start..end);
            start = end;
        }
        blocks
    }

    /// The row after the last of the items before this one.
    fn row_after(&self, item_idx: usize) -> usize {
        let rows = self.patterns.first_rows();
        rows.get(item_idx)
            .copied()
            .unwrap_or(self.patterns.n_rows())
    }

    /// Counts the pairs whose first item is in the block and whose second comes later.
    pub(super) fn count(&self, block: Range<usize>) -> PairCounts<'a> {
        let first_row = self.patterns.first_rows()[block.start];
        let end_row = self.row_after(block.end);
        let n_lanes = self.posteriors.tables.n_lanes;
        let n_rows = self.patterns.n_rows();
        let mut counts = vec![[0.0; WIDTH]; (end_row - first_row) * n_rows * n_lanes];
        pulp::Arch::new().dispatch(AddAll {
            pass: self,
            rows: (first_row, end_row),
            counts: &mut counts,
        });
        PairCounts {
            patterns: self.patterns,
            first_row,
            n_lanes,
            n_nodes: self.posteriors.tables.n_nodes,
            counts,
        }
    }

    #[expect(
        clippy::inline_always,
        reason = "compiled for wide registers only where it is inlined"
    )]
    #[inline(always)]
    fn add_all(&self, (first_row, end_row): (usize, usize), counts: &mut [Lane]) {
        let n_lanes = self.posteriors.tables.n_lanes;
        let n_rows = self.patterns.n_rows();
        let mut posterior = vec![[0.0; WIDTH]; n_lanes];
        let mut rows: Vec<usize> = Vec::new();
        for (pattern_idx, window) in self.windows.iter().enumerate() {
            rows.clear();
            rows.extend(self.patterns.rows_of(pattern_idx));
            let start = rows.partition_point(|&row| row < first_row);
            let end = rows.partition_point(|&row| row < end_row);
            if start == end {
                continue;
            }
            let mut window = *window;
            self.posteriors
                .fill(pattern_idx, &mut window, &mut posterior);
            let lanes = window.lanes();
            let weight = self.patterns.weights()[pattern_idx];
            for lane_idx in lanes.clone() {
                scale(&mut posterior[lane_idx], weight);
            }
            for place in start..end {
                let row_start = (rows[place] - first_row) * n_rows;
                for &second in &rows[place + 1..] {
                    let start = (row_start + second) * n_lanes;
                    for lane_idx in lanes.clone() {
                        add(&mut counts[start + lane_idx], &posterior[lane_idx]);
                    }
                }
            }
        }
    }
}

/// One pass over all patterns.
struct AddAll<'a> {
    pass: &'a PairPass<'a>,
    rows: (usize, usize),
    counts: &'a mut [Lane],
}

impl WithSimd for AddAll<'_> {
    type Output = ();

    #[expect(
        clippy::inline_always,
        reason = "compiled for wide registers only where it is inlined"
    )]
    #[inline(always)]
    fn with_simd<S: Simd>(self, _simd: S) {
        self.pass.add_all(self.rows, self.counts);
    }
}

impl PairCounts<'_> {
    /// How many people at each node gave this category of the first item and that of the second.
    pub(super) fn of(&self, first: (usize, usize), second: (usize, usize)) -> &[f64] {
        let row =
            |(item_idx, category): (usize, usize)| self.patterns.first_rows()[item_idx] + category;
        let place = (row(first) - self.first_row) * self.patterns.n_rows() + row(second);
        let lanes = &self.counts[place * self.n_lanes..(place + 1) * self.n_lanes];
        &lanes.as_flattened()[..self.n_nodes]
    }
}
