//! Ratings with the names that the file has for persons, raters, items and periods.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::super::fault::Fault;
use super::super::table::Table;
use super::Facets;
use crate::psychometrics::facets::Rating;

const HIGHEST_SCORE: f64 = 100.0;

/// The file's ratings; rows without any score are left out.
#[derive(Debug)]
pub(super) struct Input<'t> {
    pub(super) table: &'t Table,
    pub(super) rows: Vec<Rating>,
    /// Where each rating is in the table.
    pub(super) table_rows: Vec<usize>,
    /// In the order of the file.
    pub(super) persons: Vec<String>,
    /// Sorted.
    pub(super) raters: Vec<String>,
    pub(super) items: Vec<String>,
    /// Sorted; empty where ratings have no period.
    pub(super) periods: Vec<String>,
    pub(super) period_of_row: Vec<usize>,
}

impl<'t> Input<'t> {
    pub(super) fn read(table: &'t Table, args: &Facets) -> Result<Self, Fault> {
        let mut others = vec![args.person.as_str(), args.rater.as_str()];
        others.extend(args.period.as_deref());
        let answers = table.answers(&args.items, &others)?;
        if let Some(item) = answers
            .items
            .iter()
            .find(|item| others.contains(&item.as_str()))
        {
            return Err(Fault::input(format!(
                "`{item}` cannot be an item, because another option names it."
            )));
        }
        let mut rows = Vec::with_capacity(table.n_rows());
        let mut table_rows = Vec::with_capacity(table.n_rows());
        for (row_idx, scores) in answers.persons.iter().enumerate() {
            let scores = scores.iter().zip(&answers.items);
            let scores: Vec<Option<u32>> = scores
                .map(|(score, item)| whole(*score, table, row_idx, item))
                .collect::<Result<_, Fault>>()?;
            if scores.iter().any(Option::is_some) {
                table_rows.push(row_idx);
                rows.push(scores);
            }
        }
        let kept = |column: &str| -> Result<Vec<&str>, Fault> {
            let texts = table.complete_texts(column)?;
            Ok(table_rows.iter().map(|row_idx| texts[*row_idx]).collect())
        };
        let (persons, person_of_row) = numbered(&kept(&args.person)?, |_, _| Ordering::Equal);
        let (raters, rater_of_row) = numbered(&kept(&args.rater)?, by_number_or_text);
        let (periods, period_of_row) = match &args.period {
            Some(column) => numbered(&kept(column)?, by_number_or_text),
            None => (Vec::new(), Vec::new()),
        };
        let who = person_of_row.into_iter().zip(rater_of_row);
        let rows = who
            .zip(rows)
            .map(|((person, rater), scores)| Rating {
                person,
                rater,
                scores,
            })
            .collect();
        Ok(Self {
            table,
            rows,
            table_rows,
            persons,
            raters,
            items: answers.items,
            periods,
            period_of_row,
        })
    }

    /// The line of a rating in the file.
    pub(super) fn line(&self, rating_idx: usize) -> u64 {
        let row_idx = self.table_rows.get(rating_idx).copied();
        row_idx.map_or(0, |row_idx| self.table.line(row_idx))
    }
}

/// A score as a whole number.
fn whole(
    score: Option<f64>,
    table: &Table,
    row_idx: usize,
    item: &str,
) -> Result<Option<u32>, Fault> {
    let Some(score) = score else { return Ok(None) };
    if score.fract() != 0.0 || !(0.0..=HIGHEST_SCORE).contains(&score) {
        let what = format!("{score} is not a whole number from 0 to {HIGHEST_SCORE}.");
        return Err(table.fault_at(row_idx, item, &what));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 0 to 100"
    )]
    Ok(Some(score as u32))
}

/// The distinct names, sorted (those that compare as equal keep the order of the file), and each row's number.
fn numbered(texts: &[&str], compare: impl Fn(&str, &str) -> Ordering) -> (Vec<String>, Vec<usize>) {
    let mut seen = HashSet::new();
    let mut names: Vec<&str> = texts
        .iter()
        .copied()
        .filter(|text| seen.insert(*text))
        .collect();
    names.sort_by(|one, other| compare(one, other));
    let numbers: HashMap<&str, usize> = names.iter().copied().zip(0..).collect();
    let of_row = texts.iter().filter_map(|text| numbers.get(text).copied());
    (
        names.iter().map(ToString::to_string).collect(),
        of_row.collect(),
    )
}

/// Numbers by size and before texts, texts by their letters.
fn by_number_or_text(one: &str, other: &str) -> Ordering {
    let number = |text: &str| text.parse::<f64>().ok();
    match (number(one), number(other)) {
        (Some(one_number), Some(other_number)) => one_number
            .total_cmp(&other_number)
            .then_with(|| one.cmp(other)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => one.cmp(other),
    }
}
