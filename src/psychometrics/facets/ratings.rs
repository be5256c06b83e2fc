//! Ratings whose shape has been checked.

use std::collections::HashMap;

use super::Error;
use super::connection::Connection;

/// The highest score that is taken for a step of a scale; a scale of a hundred steps is a measurement.
const HIGHEST_SCORE: u32 = 100;

/// One rater's scores for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// Who was rated, counted from 0.
    pub person: usize,
    /// Who rated, counted from 0.
    pub rater: usize,
    /// One score per item, 0 to 100; missing = `None`.
    pub scores: Vec<Option<u32>>,
}

/// Ratings that hang together, of at least two persons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratings {
    pub(super) rows: Vec<Rating>,
    pub(super) n_persons: usize,
    pub(super) n_raters: usize,
    pub(super) n_items: usize,
    /// For each row the index among severities: the rater, or the rater at a period.
    pub(super) element_of_row: Vec<usize>,
    pub(super) n_elements: usize,
}

impl Ratings {
    /// Checks the ratings' shape and that they hang together.
    ///
    /// *Takes*: ratings in any order; persons and raters are counted from 0 without gaps. A person may be
    /// rated by any number of raters, also by one.
    ///
    /// *Edges*: scores may be missing; a person without any score stays, but has no estimate; lists without an item or
    /// rating have too few persons.
    ///
    /// *Errors*: unequal numbers of scores; a person rated twice by one rater; a score above 100; fewer than two
    /// persons with a score; a rater or item without a score; raters who share no person with the others, even by way
    /// of third ones ([`Error::DisconnectedRaters`]); items that share no rater.
    ///
    /// ```
    /// use composure::psychometrics::facets::{Error, Rating, Ratings};
    /// let rating = |person, rater, score| Rating { person, rater, scores: vec![Some(score)] };
    /// // Raters 0 and 1 share person 1; nobody was rated by both rater 2 and another one.
    /// let rows = vec![rating(0, 0, 1), rating(1, 0, 0), rating(1, 1, 1), rating(2, 2, 0)];
    /// let subsets = vec![vec![0, 1], vec![2]];
    /// assert_eq!(Ratings::new(rows), Err(Error::DisconnectedRaters { subsets }));
    /// ```
    pub fn new(rows: Vec<Rating>) -> Result<Self, Error> {
        check_numbers(&rows)?;
        let element_of_row: Vec<usize> = rows.iter().map(|row| row.rater).collect();
        let n_raters = count(element_of_row.iter().copied());
        Self::with_elements(rows, element_of_row, n_raters)
    }

    /// Ratings whose severities belong to elements finer than raters; raters, not elements, have to hang together.
    pub(super) fn with_elements(
        rows: Vec<Rating>,
        element_of_row: Vec<usize>,
        n_elements: usize,
    ) -> Result<Self, Error> {
        let n_items = rows.first().map_or(0, |row| row.scores.len());
        let ratings = Self {
            n_persons: count(rows.iter().map(|row| row.person)),
            n_raters: count(rows.iter().map(|row| row.rater)),
            n_items,
            rows,
            element_of_row,
            n_elements,
        };
        ratings.check_scores()?;
        ratings.check_pairs()?;
        ratings.check_presence()?;
        ratings.check_connection()?;
        Ok(ratings)
    }

    /// How many persons there are.
    pub fn n_persons(&self) -> usize {
        self.n_persons
    }

    /// How many raters there are.
    pub fn n_raters(&self) -> usize {
        self.n_raters
    }

    /// How many items there are.
    pub fn n_items(&self) -> usize {
        self.n_items
    }

    /// The ratings, in the order given.
    pub fn rows(&self) -> &[Rating] {
        &self.rows
    }

    /// The ratings of those persons whom these rows rate.
    pub(super) fn of_persons_seen(&self, rows: &[usize]) -> Self {
        let mut is_seen = vec![false; self.n_persons];
        for &row in rows {
            is_seen[self.rows[row].person] = true;
        }
        let kept = self.rows.iter().zip(&self.element_of_row);
        let (rows, element_of_row) = kept
            .filter(|(row, _)| is_seen[row.person])
            .map(|(row, element)| (row.clone(), *element))
            .unzip();
        Self {
            rows,
            element_of_row,
            ..*self
        }
    }

    fn check_scores(&self) -> Result<(), Error> {
        for (rating_idx, row) in self.rows.iter().enumerate() {
            if row.scores.len() != self.n_items {
                return Err(Error::Ragged {
                    rating_idx,
                    n: row.scores.len(),
                    expected: self.n_items,
                });
            }
            for (item_idx, score) in row.given() {
                if score > HIGHEST_SCORE {
                    return Err(Error::ScoreTooHigh {
                        rating_idx,
                        item_idx,
                        score,
                        highest: HIGHEST_SCORE,
                    });
                }
            }
        }
        Ok(())
    }

    fn check_pairs(&self) -> Result<(), Error> {
        let mut seen = HashMap::with_capacity(self.rows.len());
        for (second, row) in self.rows.iter().enumerate() {
            let pair = (row.person, self.element_of_row[second]);
            if let Some(first) = seen.insert(pair, second) {
                return Err(Error::RatedTwice { first, second });
            }
        }
        Ok(())
    }

    fn check_presence(&self) -> Result<(), Error> {
        let mut has_score = Presence::new(self);
        for row in &self.rows {
            for (item_idx, _) in row.given() {
                has_score.person[row.person] = true;
                has_score.rater[row.rater] = true;
                has_score.item[item_idx] = true;
            }
        }
        let n = has_score.person.iter().filter(|has| **has).count();
        if n < 2 {
            return Err(Error::TooFewPersons { n, minimum: 2 });
        }
        if let Some(item_idx) = has_score.item.iter().position(|has| !has) {
            return Err(Error::ItemWithoutScores { item_idx });
        }
        if let Some(rater_idx) = has_score.rater.iter().position(|has| !has) {
            return Err(Error::RaterWithoutScores { rater_idx });
        }
        Ok(())
    }

    fn check_connection(&self) -> Result<(), Error> {
        let mut by_person = Connection::new(self.n_raters + self.n_persons);
        let mut by_rater = Connection::new(self.n_items + self.n_elements);
        for (row_idx, row) in self.rows.iter().enumerate() {
            for (item_idx, _) in row.given() {
                by_person.join(row.rater, self.n_raters + row.person);
                by_rater.join(item_idx, self.n_items + self.element_of_row[row_idx]);
            }
        }
        let subsets = by_person.parts(self.n_raters);
        if subsets.len() > 1 {
            return Err(Error::DisconnectedRaters { subsets });
        }
        let subsets = by_rater.parts(self.n_items);
        if subsets.len() > 1 {
            return Err(Error::DisconnectedItems { subsets });
        }
        Ok(())
    }
}

impl Rating {
    /// The scores that were given, with their items.
    pub(super) fn given(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        let scores = self.scores.iter().enumerate();
        scores.filter_map(|(item_idx, score)| score.map(|score| (item_idx, score)))
    }
}

#[derive(Debug)]
struct Presence {
    person: Vec<bool>,
    rater: Vec<bool>,
    item: Vec<bool>,
}

impl Presence {
    fn new(ratings: &Ratings) -> Self {
        Self {
            person: vec![false; ratings.n_persons],
            rater: vec![false; ratings.n_raters],
            item: vec![false; ratings.n_items],
        }
    }
}

/// Counted from 0 without gaps, nobody's number reaches the number of ratings.
pub(super) fn check_numbers(rows: &[Rating]) -> Result<(), Error> {
    let of_row = |row: &Rating| {
        [
            ("the person's number", row.person),
            ("the rater's number", row.rater),
        ]
    };
    let too_high = rows
        .iter()
        .flat_map(of_row)
        .find(|(_, number)| *number >= rows.len());
    too_high.map_or(Ok(()), |(what, number)| {
        Err(Error::OutOfRange {
            what,
            value: number as f64,
            expected: "below the number of ratings, because it is counted from 0 without gaps",
        })
    })
}

/// How many there are when they are counted from 0.
fn count(numbers: impl Iterator<Item = usize>) -> usize {
    numbers.max().map_or(0, |highest| highest + 1)
}
