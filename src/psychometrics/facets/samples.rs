//! Ratings that several tests use.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::{Error, Fit, Options, Progress, Rating, Ratings, StepModel, fit};
use crate::psychometrics::reference;

pub(super) const COMMON: Options = Options {
    steps: StepModel::Common,
    nodes: None,
};
pub(super) const BY_ITEM: Options = Options {
    steps: StepModel::ByItem,
    nodes: None,
};

pub(super) fn on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub(super) fn fitted(rows: Vec<Rating>, options: &Options) -> Result<Fit, Error> {
    fit(&Ratings::new(rows)?, options, &mut on)
}

/// Ratings with the names of their persons and raters.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) rows: Vec<Rating>,
    pub(super) persons: Vec<String>,
    pub(super) raters: Vec<String>,
}

/// Ratings of a reference file with the names of their persons and raters.
pub(super) fn read(file: &str, columns: [&str; 2], items: &[&str], test: &str) -> Option<Named> {
    let lines = reference::table(file, test)?;
    let [mut persons, mut raters] = [Names::default(), Names::default()];
    let score = |line: &reference::Row, item: &str| {
        let score = reference::number(line, item)?;
        Some(format!("{score}").parse().unwrap())
    };
    let rows = lines
        .iter()
        .map(|line| Rating {
            person: persons.number(&line[columns[0]]),
            rater: raters.number(&line[columns[1]]),
            scores: items.iter().map(|item| score(line, item)).collect(),
        })
        .collect();
    Some(Named {
        rows,
        persons: persons.names,
        raters: raters.names,
    })
}

#[derive(Default)]
struct Names {
    numbers: HashMap<String, usize>,
    names: Vec<String>,
}

impl Names {
    fn number(&mut self, name: &str) -> usize {
        let next = self.numbers.len();
        let number = *self.numbers.entry(name.to_owned()).or_insert(next);
        if number == next {
            self.names.push(name.to_owned());
        }
        number
    }
}

/// Scores 0 to 3 that depend on person, rater and item by a formula, each person rated by two raters.
pub(super) fn by_formula(n_persons: usize, n_raters: usize, n_items: usize) -> Vec<Rating> {
    let score = |person: usize, rater: usize, item: usize| {
        let mixed = (person * 7 + rater * 5 + item * 3 + person * rater + person * item) % 11;
        u32::try_from((mixed + person % 5) / 4).unwrap().min(3)
    };
    (0..2 * n_persons)
        .map(|row| {
            let person = row / 2;
            let rater = (person + row % 2 * (1 + person / n_raters % (n_raters - 1))) % n_raters;
            Rating {
                person,
                rater,
                scores: (0..n_items)
                    .map(|item| Some(score(person, rater, item)))
                    .collect(),
            }
        })
        .collect()
}

/// Rows of [`by_formula`] with the persons and raters renumbered.
pub(super) fn renumbered(
    rows: &[Rating],
    person: impl Fn(usize) -> usize,
    rater: impl Fn(usize) -> usize,
) -> Vec<Rating> {
    let new = |row: &Rating| Rating {
        person: person(row.person),
        rater: rater(row.rater),
        scores: row.scores.clone(),
    };
    rows.iter().map(new).collect()
}

pub(super) fn assert_close(one: f64, other: f64) {
    assert!((one - other).abs() < 1e-7, "{one} is not {other}");
}
