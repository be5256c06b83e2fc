//! The posterior of a response pattern over the nodes: the inner loop of everything here.

use super::curves::{Curves, Tables};
use super::lane::{Lane, WIDTH, add, multiply, scale, total};
use super::patterns::Patterns;
use crate::psychometrics::irt::{Latent, Quadrature};

/// The lanes of nodes that a posterior is computed on: from `start` up to but without `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    start: u16,
    end: u16,
}

/// Outside of a window a posterior weighs less than this share at any node.
const NEGLIGIBLE: f64 = 1e-17;

/// Below this the products may have lost digits, and logarithms take over.
const UNDERFLOW: f64 = 1e-200;

impl Window {
    /// All lanes.
    pub(super) fn whole(n_lanes: usize) -> Self {
        Self {
            start: 0,
            end: u16::try_from(n_lanes).unwrap_or(u16::MAX),
        }
    }

    pub(super) fn lanes(self) -> std::ops::Range<usize> {
        usize::from(self.start)..usize::from(self.end)
    }
}

/// Posteriors of the patterns of a group under one set of parameters.
#[derive(Debug)]
pub(super) struct Posteriors<'a> {
    pub(super) patterns: &'a Patterns,
    pub(super) curves: &'a Curves,
    pub(super) tables: Tables,
}

impl<'a> Posteriors<'a> {
    pub(super) fn new(
        patterns: &'a Patterns,
        curves: &'a Curves,
        (quadrature, latent): (&Quadrature, Latent),
    ) -> Self {
        Self {
            patterns,
            curves,
            tables: Tables::new(patterns, curves, quadrature, latent),
        }
    }

    /// Fills in a pattern's posterior weights, which sum to 1 over the window, and gives the logarithm of its
    /// likelihood without the rows' scales.
    ///
    /// Where every item is log-concave in θ, so is the posterior: it falls towards both ends of its window faster and
    /// faster, and what is negligible at the edge is so beyond. A window whose edge is not negligible is widened.
    #[expect(
        clippy::inline_always,
        reason = "compiled for wide registers only where it is inlined"
    )]
    #[inline(always)]
    pub(super) fn fill(&self, pattern_idx: usize, window: &mut Window, into: &mut [Lane]) -> f64 {
        let n_lanes = self.tables.n_lanes;
        let cells = self.patterns.cells_of(pattern_idx);
        let mut sum = self.products(cells, window.lanes(), into);
        let edge = sum * NEGLIGIBLE;
        let is_cut_short = (0 < window.start && edge < into[usize::from(window.start)][0])
            || (window.lanes().end < n_lanes && edge < into[window.lanes().end - 1][WIDTH - 1]);
        if is_cut_short || sum < UNDERFLOW {
            *window = Window::whole(n_lanes);
            sum = self.products(cells, window.lanes(), into);
        }
        if sum < UNDERFLOW || !sum.is_finite() {
            return self.fill_by_logarithms(pattern_idx, into);
        }
        let share = 1.0 / sum;
        for lane in &mut into[window.lanes()] {
            scale(lane, share);
        }
        sum.ln()
    }

    #[expect(
        clippy::inline_always,
        reason = "compiled for wide registers only where it is inlined"
    )]
    #[inline(always)]
    fn products(&self, cells: &[u32], lanes: std::ops::Range<usize>, into: &mut [Lane]) -> f64 {
        let Tables {
            n_lanes,
            ref prior,
            cells: ref table,
            ..
        } = self.tables;
        let mut sums = [0.0; WIDTH];
        let mut lane_idx = lanes.start;
        // Two lanes at once, so that one product need not wait for the other.
        while lane_idx + 1 < lanes.end {
            let (mut first, mut second) = (prior[lane_idx], prior[lane_idx + 1]);
            for &cell in cells {
                let place = cell as usize * n_lanes + lane_idx;
                multiply(&mut first, &table[place]);
                multiply(&mut second, &table[place + 1]);
            }
            add(&mut sums, &first);
            add(&mut sums, &second);
            into[lane_idx] = first;
            into[lane_idx + 1] = second;
            lane_idx += 2;
        }
        if lane_idx < lanes.end {
            let mut last = prior[lane_idx];
            for &cell in cells {
                multiply(&mut last, &table[cell as usize * n_lanes + lane_idx]);
            }
            add(&mut sums, &last);
            into[lane_idx] = last;
        }
        total(&sums)
    }

    /// The same by sums of logarithms: slower, and exact however small the likelihood is.
    #[cold]
    fn fill_by_logarithms(&self, pattern_idx: usize, into: &mut [Lane]) -> f64 {
        let mut logs: Vec<f64> = self.tables.prior.iter().flatten().map(|w| w.ln()).collect();
        let mut scale = 0.0;
        for row in self.patterns.rows_of(pattern_idx) {
            scale += self.tables.row_scales[row];
            for (log, addend) in logs.iter_mut().zip(self.curves.row(row)) {
                *log += addend;
            }
        }
        let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights: Vec<f64> = logs.iter().map(|log| (log - highest).exp()).collect();
        let total: f64 = weights.iter().sum();
        for (lane, weights) in into.iter_mut().zip(weights.chunks(WIDTH)) {
            for (value, weight) in lane.iter_mut().zip(weights) {
                *value = weight / total;
            }
        }
        highest + total.ln() - scale
    }
}

/// The narrowest window at whose edges the posterior is far below what is negligible, so that it can move a little
/// before it has to be widened.
pub(super) fn narrowed(window: Window, posterior: &[Lane]) -> Window {
    let is_small = |weight: f64| weight < NEGLIGIBLE * 1e-2;
    let Window { mut start, mut end } = window;
    while start + 1 < end && is_small(posterior[usize::from(start) + 1][0]) {
        start += 1;
    }
    while start + 1 < end && is_small(posterior[usize::from(end) - 2][WIDTH - 1]) {
        end -= 1;
    }
    Window { start, end }
}
