//! `analyse impact`: are the groups selected at different rates?

mod found;

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use super::dif::named_values;
use super::fault::Fault;
use super::table::Table;
use crate::psychometrics::bias::{self, GroupSelection, Split, TwoByTwo};
use found::{GroupRow, ImpactFound, WithinStrata};

/// Weights above this are no numbers of people.
const LARGEST_WEIGHT: f64 = 1e12;

/// Arguments of `analyse impact`.
#[derive(Debug, Args)]
pub(super) struct Impact {
    /// A CSV file with one row per applicant, or per kind of applicant with --weight.
    file: PathBuf,
    /// The column of the groups; people without one are counted, but not compared.
    #[arg(long, value_name = "COLUMN")]
    group: String,
    /// The column that says who was selected: 1 and 0, yes and no, true and false, selected and rejected, admitted and
    /// rejected, hired and rejected, passed and failed; or any words with --selected-value.
    #[arg(
        long,
        value_name = "COLUMN",
        required_unless_present = "score",
        conflicts_with = "score"
    )]
    selected: Option<String>,
    /// The word in that column that means selected; every other one means not selected.
    #[arg(
        long,
        value_name = "VALUE",
        requires = "selected",
        allow_hyphen_values = true
    )]
    selected_value: Option<String>,
    /// A column of scores in place of --selected: who is above the median of all counts as selected (scoring rate, New
    /// York Local Law 144).
    #[arg(long, value_name = "COLUMN")]
    score: Option<String>,
    /// A column of whole numbers: how many people the row stands for.
    #[arg(long, value_name = "COLUMN")]
    weight: Option<String>,
    /// The group to compare with, else the one with the highest rate.
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    reference: Option<String>,
    /// A column of strata (years, jobs) within which the groups are compared too (Mantel-Haenszel).
    #[arg(long, value_name = "COLUMN")]
    stratum: Option<String>,
}

/// One row of the file.
struct Applicants<'a> {
    group: &'a str,
    stratum: Option<&'a str>,
    is_selected: bool,
    n: u64,
}

/// The rows of the file that count.
struct Sample<'a> {
    applicants: Vec<Applicants<'a>>,
    /// How many people are of no known group: they count for the median only.
    n_unknown: u64,
    /// The median that a score has to be above, where scores were given.
    median: Option<f64>,
}

impl Impact {
    pub(super) fn run(&self) -> Result<ImpactFound, Fault> {
        let table = Table::read(&self.file)?;
        let Sample {
            applicants,
            n_unknown,
            median,
        } = self.sample(&table)?;
        let mut splits: BTreeMap<&str, Split> = BTreeMap::new();
        for row in &applicants {
            add(splits.entry(row.group).or_default(), row)?;
        }
        let selections: Vec<GroupSelection> = splits
            .iter()
            .map(|(group, split)| GroupSelection {
                group: (*group).to_owned(),
                split: *split,
            })
            .collect();
        let found = bias::impact(&selections, self.reference.as_deref()).map_err(|error| {
            if let bias::Error::UnknownGroup { group } = &error {
                let values: Vec<Option<&str>> = splits.keys().copied().map(Some).collect();
                return Fault::input(format!(
                    "{}, column `{}`: nobody is `{group}`, which --reference names. Its values are: {}.",
                    table.file(),
                    self.group,
                    named_values(&values)
                ));
            }
            Fault::method(&error, "Give a column --group with two groups or more.")
        })?;
        let reference = found.reference.group.clone();
        let within_strata = if self.stratum.is_some() {
            within_strata(&applicants, &splits, &reference)?
        } else {
            Vec::new()
        };
        Ok(ImpactFound {
            applicants: splits.values().map(|split| split.n()).sum(),
            unknown_group: n_unknown,
            verdict: verdict(&found, &within_strata),
            reference,
            median,
            groups: found.groups.iter().map(GroupRow::new).collect(),
            within_strata,
        })
    }

    /// The rows that stand for anybody whose group is known.
    fn sample<'a>(&self, table: &'a Table) -> Result<Sample<'a>, Fault> {
        let groups = table.texts(&self.group)?;
        let weights = self.weights(table)?;
        let strata = match &self.stratum {
            Some(column) => table
                .complete_texts(column)?
                .into_iter()
                .map(Some)
                .collect(),
            None => vec![None; groups.len()],
        };
        let (is_selected, median) = self.selection(table, &weights)?;
        let mut sample = Sample {
            applicants: Vec::new(),
            n_unknown: 0,
            median,
        };
        let rows = groups.into_iter().zip(strata).zip(is_selected).zip(weights);
        for (((group, stratum), is_selected), n) in rows {
            match group {
                Some(group) if 0 < n => sample.applicants.push(Applicants {
                    group,
                    stratum,
                    is_selected,
                    n,
                }),
                Some(_) => {}
                None => sample.n_unknown = sample.n_unknown.saturating_add(n),
            }
        }
        Ok(sample)
    }

    fn selection(&self, table: &Table, weights: &[u64]) -> Result<(Vec<bool>, Option<f64>), Fault> {
        if let Some(column) = &self.score {
            let scores = table.complete_numbers(column)?;
            let found = bias::above_median(&scores, weights)
                .map_err(|error| Fault::method(&error, "Give a score for every applicant."))?;
            return Ok((found.is_above, Some(found.median)));
        }
        let column = self.selected.as_deref().unwrap_or_default();
        let texts = table.complete_texts(column)?;
        if let Some(value) = &self.selected_value {
            if !texts.contains(&value.as_str()) {
                let values: Vec<Option<&str>> = texts.into_iter().map(Some).collect();
                return Err(Fault::input(format!(
                    "{}, column `{column}`: nobody is `{value}`, which --selected-value names. Its values are: {}.",
                    table.file(),
                    named_values(&values)
                )));
            }
            return Ok((texts.iter().map(|text| text == value).collect(), None));
        }
        let each = texts.into_iter().enumerate().map(|(row_idx, text)| {
            is_selected(text).ok_or_else(|| {
                let what = format!(
                    "`{text}` says neither selected nor not selected. Use 1 and 0, or name the word with \
                     --selected-value."
                );
                table.fault_at(row_idx, column, &what)
            })
        });
        Ok((each.collect::<Result<_, _>>()?, None))
    }

    fn weights(&self, table: &Table) -> Result<Vec<u64>, Fault> {
        let Some(column) = &self.weight else {
            return Ok(vec![1; table.n_rows()]);
        };
        let numbers = table.complete_numbers(column)?.into_iter().enumerate();
        numbers
            .map(|(row_idx, number)| {
                whole(number).ok_or_else(|| {
                    let what = format!(
                        "{number} is not a number of people: a whole number of 0 or above."
                    );
                    table.fault_at(row_idx, column, &what)
                })
            })
            .collect()
    }
}

/// The verdict on all, and on each group within the strata.
fn verdict(found: &bias::Impact, within_strata: &[WithinStrata]) -> String {
    let mut sentences = vec![bias::verdict(found)];
    sentences.extend(within_strata.iter().map(WithinStrata::sentence));
    sentences.join(" ")
}

/// A number of people.
fn whole(number: f64) -> Option<u64> {
    let is_count = (0.0..=LARGEST_WEIGHT).contains(&number) && number.fract().abs() <= 0.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 0 to a million million"
    )]
    is_count.then_some(number as u64)
}

/// What the usual words say, whatever their case.
fn is_selected(text: &str) -> Option<bool> {
    const YES: [&str; 10] = [
        "1", "yes", "y", "true", "selected", "admitted", "hired", "passed", "pass", "accepted",
    ];
    const NO: [&str; 9] = [
        "0",
        "no",
        "n",
        "false",
        "not selected",
        "rejected",
        "not hired",
        "failed",
        "fail",
    ];
    let text = text.to_lowercase();
    if YES.contains(&text.as_str()) {
        return Some(true);
    }
    NO.contains(&text.as_str()).then_some(false)
}

fn add(split: &mut Split, row: &Applicants) -> Result<(), Fault> {
    let side = if row.is_selected {
        &mut split.yes
    } else {
        &mut split.no
    };
    *side = side.saturating_add(row.n);
    if 1e15 < split.n() as f64 {
        return Err(Fault::input(
            "The weights add up to more people than there can be. Check the column --weight.",
        ));
    }
    Ok(())
}

fn within_strata(
    applicants: &[Applicants],
    groups: &BTreeMap<&str, Split>,
    reference: &str,
) -> Result<Vec<WithinStrata>, Fault> {
    let mut strata: BTreeMap<&str, BTreeMap<&str, Split>> = BTreeMap::new();
    for row in applicants {
        let stratum = strata.entry(row.stratum.unwrap_or_default()).or_default();
        add(stratum.entry(row.group).or_default(), row)?;
    }
    let others = groups.keys().filter(|group| **group != reference);
    Ok(others
        .map(|group| {
            let split = |stratum: &BTreeMap<&str, Split>, name: &str| {
                stratum.get(name).copied().unwrap_or_default()
            };
            let tables: Vec<TwoByTwo> = strata
                .values()
                .map(|stratum| TwoByTwo {
                    focal: split(stratum, group),
                    reference: split(stratum, reference),
                })
                .collect();
            let test = bias::mantel_haenszel(&tables);
            WithinStrata::new(group, tables.len(), test, bias::breslow_day(&tables))
        })
        .collect())
}

#[cfg(test)]
mod tests;
