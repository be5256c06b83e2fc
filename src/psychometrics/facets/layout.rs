//! Where each parameter has its place, and which of them are free.

use std::iter;
use std::ops::Range;

use nalgebra::{DMatrix, DVector};

use super::{Error, Ratings};

/// Whether all items share the steps of one rating scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepModel {
    /// One set of steps for all items (rating scale model); items have to be scored on one scale.
    Common,
    /// Each item has steps of its own (partial credit model) and may have its own number of them.
    ByItem,
}

/// A category that an item never got although others did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnusedCategory {
    /// The item, counted from 0.
    pub item_idx: usize,
    /// The score that it never got.
    pub category: u32,
}

/// The places of the parameters in one list: items, elements (raters), steps, the logarithm of the persons' standard
/// deviation, and interactions.
///
/// Severities sum to zero, and so does each set of steps: the last of such a block is free no more, it is minus the
/// sum of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) n_items: usize,
    pub(super) n_elements: usize,
    /// Each item's lowest score.
    pub(super) lowest: Vec<u32>,
    /// Each item's steps in the list; as many as its highest score is above its lowest.
    pub(super) steps: Vec<Range<usize>>,
    /// Where the logarithm of the standard deviation is.
    pub(super) log_sd: usize,
    /// How many parameters there are, free or not.
    pub(super) n_full: usize,
    /// Blocks that sum to zero.
    blocks: Vec<Range<usize>>,
    /// Places of the free parameters, with the last of their block where they are in one.
    free: Vec<(usize, Option<usize>)>,
}

/// How often each score was given on each item; `counts[item][score]`.
struct Counts(Vec<Vec<usize>>);

impl Layout {
    /// The layout for these ratings.
    pub(super) fn new(ratings: &Ratings, model: StepModel) -> Result<Self, Error> {
        let counts = Counts::of(ratings);
        let ranges = match model {
            StepModel::Common => vec![counts.common_range()?; ratings.n_items],
            StepModel::ByItem => counts.ranges()?,
        };
        let mut next = ratings.n_items + ratings.n_elements;
        let mut blocks: Vec<Range<usize>> = iter::once(ratings.n_items..next).collect();
        let mut steps = Vec::with_capacity(ranges.len());
        for &(lowest, highest) in &ranges {
            if model == StepModel::ByItem || steps.is_empty() {
                let block = next..next + (highest - lowest) as usize;
                next = block.end;
                blocks.push(block);
            }
            steps.extend(blocks.last().cloned());
        }
        let mut layout = Self {
            n_items: ratings.n_items,
            n_elements: ratings.n_elements,
            lowest: ranges.iter().map(|range| range.0).collect(),
            steps,
            log_sd: next,
            n_full: next + 1,
            blocks,
            free: Vec::new(),
        };
        layout.find_free();
        counts.check_items(&ranges)?;
        layout.check_elements(ratings)?;
        Ok(layout)
    }

    /// The same layout with so many interactions at its end, which are 0 and not estimated.
    pub(super) fn with_interactions(&self, n: usize) -> Self {
        let mut layout = self.clone();
        layout.n_full = self.log_sd + 1 + n;
        layout
    }

    /// How many free parameters there are.
    pub(super) fn n_free(&self) -> usize {
        self.free.len()
    }

    /// The element's place in the list.
    pub(super) fn element(&self, element: usize) -> usize {
        self.n_items + element
    }

    /// The derivatives by the free parameters.
    pub(super) fn reduced_vector(&self, full: &[f64]) -> DVector<f64> {
        let reduce = |&(place, last): &(usize, Option<usize>)| {
            full[place] - last.map_or(0.0, |last| full[last])
        };
        DVector::from_iterator(self.free.len(), self.free.iter().map(reduce))
    }

    /// The second derivatives by the free parameters.
    pub(super) fn reduced_matrix(&self, full: &DMatrix<f64>) -> DMatrix<f64> {
        DMatrix::from_fn(self.free.len(), self.free.len(), |row, column| {
            let (row, column) = (self.free[row], self.free[column]);
            let value =
                |row: usize| full[(row, column.0)] - column.1.map_or(0.0, |last| full[(row, last)]);
            value(row.0) - row.1.map_or(0.0, value)
        })
    }

    /// Makes each block that has to sum to zero do so.
    pub(super) fn centre(&self, parameters: &mut [f64]) {
        for block in &self.blocks {
            let of_block = &mut parameters[block.clone()];
            let mean = of_block.iter().sum::<f64>() / of_block.len() as f64;
            for parameter in of_block {
                *parameter -= mean;
            }
        }
    }

    /// All parameters (or a step in them) from the free ones.
    pub(super) fn expanded_vector(&self, free: &DVector<f64>) -> Vec<f64> {
        let mut full = vec![0.0; self.n_full];
        for (&(place, last), &value) in self.free.iter().zip(free.iter()) {
            full[place] = value;
            if let Some(last) = last {
                full[last] -= value;
            }
        }
        full
    }

    /// The covariances of all parameters from those of the free ones.
    pub(super) fn expanded_covariance(&self, free: &DMatrix<f64>) -> DMatrix<f64> {
        let mut wide = DMatrix::<f64>::zeros(self.n_full, self.free.len());
        for (index, &(place, last)) in self.free.iter().enumerate() {
            for column in 0..self.free.len() {
                wide[(place, column)] += free[(index, column)];
                if let Some(last) = last {
                    wide[(last, column)] -= free[(index, column)];
                }
            }
        }
        let mut full = DMatrix::<f64>::zeros(self.n_full, self.n_full);
        for (index, &(place, last)) in self.free.iter().enumerate() {
            for row in 0..self.n_full {
                full[(row, place)] += wide[(row, index)];
                if let Some(last) = last {
                    full[(row, last)] -= wide[(row, index)];
                }
            }
        }
        full
    }

    fn find_free(&mut self) {
        self.free = (0..=self.log_sd)
            .filter_map(|place| {
                let block = self.blocks.iter().find(|block| block.contains(&place));
                let last = block.map(|block| block.end - 1);
                (last != Some(place)).then_some((place, last))
            })
            .collect();
    }

    /// An element that always gave the lowest or always the highest score has no finite severity.
    fn check_elements(&self, ratings: &Ratings) -> Result<(), Error> {
        let mut sums = vec![(0, 0); self.n_elements];
        for (row, &element) in ratings.rows.iter().zip(&ratings.element_of_row) {
            for (item_idx, score) in row.given() {
                sums[element].0 += (score - self.lowest[item_idx]) as usize;
                sums[element].1 += self.steps[item_idx].len();
            }
        }
        // With one element there is no severity to estimate.
        let extreme = sums
            .iter()
            .position(|&(sum, highest)| sum == 0 || sum == highest);
        match extreme {
            Some(rater_idx) if self.n_elements > 1 => Err(Error::ExtremeRater { rater_idx }),
            _ => Ok(()),
        }
    }
}

impl Counts {
    fn of(ratings: &Ratings) -> Self {
        let mut counts = vec![Vec::new(); ratings.n_items];
        for row in &ratings.rows {
            for (item_idx, score) in row.given() {
                let of_item: &mut Vec<usize> = &mut counts[item_idx];
                let score = score as usize;
                if of_item.len() <= score {
                    of_item.resize(score + 1, 0);
                }
                of_item[score] += 1;
            }
        }
        Self(counts)
    }

    /// The lowest and highest score of any item, between which every score was given.
    fn common_range(&self) -> Result<(u32, u32), Error> {
        let longest = self.0.iter().map(Vec::len).max().unwrap_or(0);
        let total: Vec<usize> = (0..longest)
            .map(|score| self.0.iter().filter_map(|counts| counts.get(score)).sum())
            .collect();
        range_without_gap(&total, None)
    }

    fn ranges(&self) -> Result<Vec<(u32, u32)>, Error> {
        let items = self.0.iter().enumerate();
        items
            .map(|(item_idx, counts)| range_without_gap(counts, Some(item_idx)))
            .collect()
    }

    /// An item whose scores are all the same end of its scale has no finite difficulty.
    fn check_items(&self, ranges: &[(u32, u32)]) -> Result<(), Error> {
        for (item_idx, (counts, &(lowest, highest))) in self.0.iter().zip(ranges).enumerate() {
            for score in [lowest, highest] {
                let n = counts.get(score as usize).copied().unwrap_or(0);
                if n == counts.iter().sum::<usize>() {
                    return Err(Error::ConstantItem { item_idx, score });
                }
            }
        }
        Ok(())
    }
}

fn range_without_gap(counts: &[usize], item_idx: Option<usize>) -> Result<(u32, u32), Error> {
    let mut used = (0_u32..).zip(counts).filter(|(_, n)| **n > 0);
    let lowest = used.next().map_or(0, |(score, _)| score);
    let highest = used.last().map_or(lowest, |(score, _)| score);
    let gap = (lowest..highest).find(|score| counts.get(*score as usize) == Some(&0));
    match gap {
        Some(category) => Err(Error::UnusedCategory { item_idx, category }),
        None => Ok((lowest, highest)),
    }
}

/// Scores between the lowest and the highest of any item that an item never got.
pub(super) fn unused_categories(ratings: &Ratings) -> Vec<UnusedCategory> {
    let counts = Counts::of(ratings).0;
    let highest = counts.iter().map(Vec::len).max().unwrap_or(0);
    let is_used = |score: usize| {
        counts
            .iter()
            .any(|of_item| of_item.get(score).is_some_and(|n| *n > 0))
    };
    let lowest = (0..highest).find(|score| is_used(*score)).unwrap_or(0);
    let mut unused = Vec::new();
    for (item_idx, of_item) in counts.iter().enumerate() {
        for (category, score) in (0_u32..).zip(0..highest).skip(lowest) {
            if of_item.get(score).is_none_or(|n| *n == 0) {
                unused.push(UnusedCategory { item_idx, category });
            }
        }
    }
    unused
}
