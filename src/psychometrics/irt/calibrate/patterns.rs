//! Response patterns: people with the same answers counted once, their answers as rows of tables.

use rayon::prelude::*;

use crate::psychometrics::irt::{Error, Responses};

/// A missing answer's place in a pair.
pub(super) const NO_ROW: usize = usize::MAX;

/// Two items answered together have at most this many combinations to be tabulated as a pair.
const MOST_IN_PAIR: usize = 64;

/// With fewer patterns than this, tables of pairs cost more than they save.
const FEWEST_FOR_PAIRS: usize = 64;

/// The different response patterns of a group, each with how many people gave it.
///
/// A table has one *row* for each category of each item. Most items are tabulated in pairs, one *cell* for each
/// combination of their answers, so that a person's likelihood needs one factor for two answers.
#[derive(Debug, Clone)]
pub struct Patterns {
    first_rows: Vec<usize>,
    n_rows: usize,
    cells: Vec<Cell>,
    /// Where in `pattern_cells` each pattern begins, and the end of the last.
    starts: Vec<usize>,
    pattern_cells: Vec<u32>,
    weights: Vec<f64>,
    row_weights: Vec<f64>,
    pattern_of_person: Vec<u32>,
}

/// The rows whose product a cell is; [`NO_ROW`] for a missing answer or no second item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) first: usize,
    pub(super) second: usize,
}

impl Patterns {
    /// The patterns of these answers.
    pub fn new(responses: &Responses) -> Result<Self, Error> {
        let n_persons = responses.n_persons();
        let most = u32::MAX as usize / responses.n_items().max(1);
        crate::psychometrics::irt::error::checked(
            n_persons as f64,
            n_persons < most,
            "number of answers",
            "under 4 thousand millions",
        )?;
        let mut order: Vec<usize> = (0..n_persons).collect();
        order.par_sort_unstable_by_key(|&person_idx| {
            (responses.packed_person(person_idx), person_idx)
        });
        let mut pattern_of_person = vec![0; n_persons];
        let mut distinct: Vec<usize> = Vec::new();
        let mut weights: Vec<f64> = Vec::new();
        for &person_idx in &order {
            let answers = responses.packed_person(person_idx);
            let is_same = distinct
                .last()
                .is_some_and(|&last| responses.packed_person(last) == answers);
            if is_same && let Some(weight) = weights.last_mut() {
                *weight += 1.0;
            } else {
                distinct.push(person_idx);
                weights.push(1.0);
            }
            pattern_of_person[person_idx] = u32::try_from(distinct.len() - 1).unwrap_or(u32::MAX);
        }
        let mut first_rows = Vec::with_capacity(responses.n_items());
        let mut n_rows = 0;
        for n_categories in responses.n_categories() {
            first_rows.push(n_rows);
            n_rows += n_categories;
        }
        let mut patterns = Self {
            first_rows,
            n_rows,
            cells: Vec::new(),
            starts: vec![0],
            pattern_cells: Vec::new(),
            weights,
            row_weights: vec![0.0; n_rows],
            pattern_of_person,
        };
        let blocks = blocks(responses.n_categories(), distinct.len());
        patterns.tabulate(responses, &blocks, &distinct);
        Ok(patterns)
    }

    fn tabulate(&mut self, responses: &Responses, blocks: &[Block], distinct: &[usize]) {
        let n_categories = responses.n_categories();
        let row = |item_idx: usize, category: usize| {
            let is_category = category < n_categories[item_idx];
            if is_category {
                self.first_rows[item_idx] + category
            } else {
                NO_ROW
            }
        };
        let mut first_cells = Vec::with_capacity(blocks.len());
        for block in blocks {
            first_cells.push(self.cells.len());
            for first in 0..=n_categories[block.first] {
                let first = row(block.first, first);
                let seconds = block.second.map_or_else(
                    || vec![NO_ROW],
                    |item_idx| {
                        let categories = 0..=n_categories[item_idx];
                        categories.map(|category| row(item_idx, category)).collect()
                    },
                );
                self.cells
                    .extend(seconds.into_iter().map(|second| Cell { first, second }));
            }
        }
        for (&person_idx, &weight) in distinct.iter().zip(&self.weights) {
            let answers = responses.packed_person(person_idx);
            let category = |item_idx: usize| usize::from(answers[item_idx]);
            for (block, &first_cell) in blocks.iter().zip(&first_cells) {
                let place = block.place(n_categories, category);
                let cell = self.cells[first_cell + place];
                if cell.first == NO_ROW && cell.second == NO_ROW {
                    continue;
                }
                for row in [cell.first, cell.second] {
                    if let Some(total) = self.row_weights.get_mut(row) {
                        *total += weight;
                    }
                }
                let cell = u32::try_from(first_cell + place).unwrap_or(u32::MAX);
                self.pattern_cells.push(cell);
            }
            self.starts.push(self.pattern_cells.len());
        }
    }

    /// How many different patterns there are.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// How many people gave each pattern.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// Each person's pattern.
    pub fn pattern_of_person(&self) -> &[u32] {
        &self.pattern_of_person
    }

    /// The row of an item's category 0; the other categories follow.
    pub fn first_rows(&self) -> &[usize] {
        &self.first_rows
    }

    /// How many rows there are: the categories of all items.
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// How many people chose the category of each row.
    pub fn row_weights(&self) -> &[f64] {
        &self.row_weights
    }

    pub(super) fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// A pattern's cells.
    pub(super) fn cells_of(&self, pattern_idx: usize) -> &[u32] {
        let range = self.starts[pattern_idx]..self.starts[pattern_idx + 1];
        &self.pattern_cells[range]
    }

    /// The rows of the categories that were chosen in a pattern, in the order of the items' pairs.
    pub fn rows_of(&self, pattern_idx: usize) -> impl Iterator<Item = usize> + '_ {
        let cells = self.cells_of(pattern_idx).iter();
        cells
            .flat_map(|&cell| {
                let Cell { first, second } = self.cells[cell as usize];
                [first, second]
            })
            .filter(|&row| row != NO_ROW)
    }
}

/// One item, or two that are tabulated together.
#[derive(Debug, Clone, Copy)]
struct Block {
    first: usize,
    second: Option<usize>,
}

impl Block {
    /// Where in the block's table the answers are; a missing one stands after the last category.
    fn place(&self, n_categories: &[usize], category: impl Fn(usize) -> usize) -> usize {
        let first = category(self.first).min(n_categories[self.first]);
        self.second.map_or(first, |item_idx| {
            let second = category(item_idx).min(n_categories[item_idx]);
            first * (n_categories[item_idx] + 1) + second
        })
    }
}

fn blocks(n_categories: &[usize], n_patterns: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut first = 0;
    while first < n_categories.len() {
        let is_pair = n_patterns >= FEWEST_FOR_PAIRS
            && n_categories
                .get(first + 1)
                .is_some_and(|second| (n_categories[first] + 1) * (second + 1) <= MOST_IN_PAIR);
        blocks.push(Block {
            first,
            second: is_pair.then_some(first + 1),
        });
        first += if is_pair { 2 } else { 1 };
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_answers_are_one_pattern_and_missing_ones_take_no_row() {
        let items = ["a", "b", "c"].map(str::to_owned);
        let persons = [
            vec![Some(1), None, Some(2)],
            vec![Some(0), Some(1), None],
            vec![Some(1), None, Some(2)],
            vec![None, None, None],
        ];
        let responses = Responses::from_categories(&items, &[2, 2, 3], &persons).unwrap();
        let patterns = Patterns::new(&responses).unwrap();
        assert_eq!(patterns.len(), 3);
        let of_person = |person_idx: usize| patterns.pattern_of_person()[person_idx] as usize;
        assert_eq!(of_person(0), of_person(2));
        assert_eq!(patterns.rows_of(of_person(0)).collect::<Vec<_>>(), [1, 6]);
        assert_eq!(patterns.rows_of(of_person(3)).count(), 0);
        assert_eq!(patterns.row_weights(), [1.0, 2.0, 0.0, 1.0, 0.0, 0.0, 2.0]);
        assert!((patterns.weights()[of_person(0)] - 2.0).abs() < 1e-15);
    }

    #[test]
    fn pairs_hold_the_same_rows_as_single_items() {
        let items: Vec<String> = (0..5).map(|number| format!("i{number}")).collect();
        let answer = |person: usize, item: usize| match (person * 7 + item * 3) % 4 {
            3 => None,
            category => u8::try_from((category + person) % 3).ok(),
        };
        let persons: Vec<Vec<Option<u8>>> = (0..300)
            .map(|person| {
                (0..5)
                    .map(|item| answer(person * person / 5, item))
                    .collect()
            })
            .collect();
        let responses = Responses::from_categories(&items, &[3; 5], &persons).unwrap();
        let patterns = Patterns::new(&responses).unwrap();
        for (person, &pattern_idx) in persons.iter().zip(patterns.pattern_of_person()) {
            let expected: Vec<usize> = person
                .iter()
                .enumerate()
                .filter_map(|(item, category)| category.map(|c| item * 3 + usize::from(c)))
                .collect();
            let found: Vec<usize> = patterns.rows_of(pattern_idx as usize).collect();
            assert_eq!(found, expected);
        }
    }
}
