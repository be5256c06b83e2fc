//! Ratings as they are read: numbers, or words of a list.

use super::super::fault::Fault;
use super::super::table::{ItemArgs, Table};
use crate::psychometrics::agreement;

/// Ratings, `targets × raters`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ratings {
    /// One list per target, all of one length.
    pub(super) targets: Vec<Vec<Option<f64>>>,
    /// The categories in their order.
    pub(super) categories: Vec<f64>,
    /// Whether the ratings are numbers; else they are the places of words in a list.
    pub(super) are_numbers: bool,
}

impl Ratings {
    /// The numbers of the chosen columns; the categories are those used.
    pub(super) fn numbers(table: &Table, items: &ItemArgs) -> Result<Self, Fault> {
        for rater in raters(table, items)? {
            for (row_idx, text) in table.texts(&rater)?.into_iter().enumerate() {
                if let Some(word) = text.filter(|text| text.parse::<f64>().is_err()) {
                    let what = format!(
                        "`{word}` is not a number. Where ratings are words, list these in their order with --categories."
                    );
                    return Err(table.fault_at(row_idx, &rater, &what));
                }
            }
        }
        let targets = table.answers(items, &[])?.persons;
        let categories = agreement::categories(&targets);
        Ok(Self {
            targets,
            categories,
            are_numbers: true,
        })
    }

    /// The cells of the chosen columns, each one of the listed categories.
    pub(super) fn among(table: &Table, items: &ItemArgs, list: &str) -> Result<Self, Fault> {
        let names: Vec<&str> = list.split(',').map(str::trim).collect();
        let numbers: Option<Vec<f64>> = names.iter().map(|name| name.parse().ok()).collect();
        let are_numbers = numbers.is_some();
        let categories = numbers.unwrap_or_else(|| (1..=names.len()).map(|n| n as f64).collect());
        checked(list, &names, &categories)?;
        let raters = raters(table, items)?;
        let mut targets = vec![Vec::with_capacity(raters.len()); table.n_rows()];
        for rater in &raters {
            for (row_idx, (text, target)) in
                table.texts(rater)?.iter().zip(&mut targets).enumerate()
            {
                let place = |text: &str| {
                    let number: Option<f64> = text.parse().ok().filter(|_| are_numbers);
                    let is_it = |(name, category): (&&str, &f64)| {
                        *name == text || number.is_some_and(|n| n.total_cmp(category).is_eq())
                    };
                    names.iter().zip(&categories).position(is_it)
                };
                let rating = match text {
                    None => None,
                    Some(text) => Some(place(text).ok_or_else(|| {
                        let what = format!("`{text}` is none of the --categories {list}.");
                        table.fault_at(row_idx, rater, &what)
                    })?),
                };
                target.push(rating.and_then(|place| categories.get(place).copied()));
            }
        }
        Ok(Self {
            targets,
            categories,
            are_numbers,
        })
    }

    /// Rows and columns exchanged.
    pub(super) fn transposed(self) -> Self {
        let mut targets = vec![Vec::with_capacity(self.targets.len()); self.n_raters()];
        for row in &self.targets {
            for (rating, target) in row.iter().zip(&mut targets) {
                target.push(*rating);
            }
        }
        Self { targets, ..self }
    }

    /// How many raters there are.
    pub(super) fn n_raters(&self) -> usize {
        self.targets.first().map_or(0, Vec::len)
    }

    /// How many targets every rater rated.
    pub(super) fn n_complete(&self) -> usize {
        let is_complete = |target: &&Vec<Option<f64>>| target.iter().all(Option::is_some);
        self.targets.iter().filter(is_complete).count()
    }

    /// Whether the ratings are categories: words, or whole numbers.
    pub(super) fn are_categories(&self) -> bool {
        let is_whole = |category: &f64| category.fract().abs() < f64::MIN_POSITIVE;
        self.categories.iter().all(is_whole)
    }
}

/// The raters' columns, chosen or all.
fn raters(table: &Table, items: &ItemArgs) -> Result<Vec<String>, Fault> {
    match &items.items {
        Some(list) => table.listed(list),
        None => Ok(table.columns().to_vec()),
    }
}

/// Categories are two or more different ones.
fn checked(list: &str, names: &[&str], categories: &[f64]) -> Result<(), Fault> {
    if names.iter().any(|name| name.is_empty()) || categories.iter().any(|c| !c.is_finite()) {
        return Err(Fault::input(format!(
            "--categories {list}: one of them is empty or no finite number."
        )));
    }
    for (idx, (name, category)) in names.iter().zip(categories).enumerate() {
        let mut earlier = names.iter().zip(categories).take(idx);
        if earlier.any(|(other, number)| other == name || number.total_cmp(category).is_eq()) {
            return Err(Fault::input(format!(
                "--categories {list}: `{name}` is listed twice."
            )));
        }
    }
    Ok(())
}
