//! `analyse dif`: do items treat two groups of equal ability alike?

mod found;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::fault::Fault;
use super::table::{Answers, ItemArgs, Table};
use crate::psychometrics::bias::{self, DifSample, Membership};
use found::{DifFound, Purification, matched, regressed};

/// Arguments of `analyse dif`.
#[derive(Debug, Args)]
pub(super) struct Dif {
    /// A CSV file with one row per person.
    file: PathBuf,
    /// How people of equal total are compared.
    #[arg(long, value_enum)]
    method: DifMethod,
    /// The column of the groups.
    #[arg(long, value_name = "COLUMN")]
    group: String,
    /// The value of the focal group, the one that an item may treat worse.
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    focal: String,
    /// The value of the reference group; else all people of other groups.
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    reference: Option<String>,
    /// Take the items found out of the total that people are matched by, and look again, until the same are found
    /// twice (mantel-haenszel only).
    #[arg(long)]
    purify: bool,
    #[command(flatten)]
    items: ItemArgs,
}

/// How people of equal total are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DifMethod {
    /// Right and wrong at each total (answers 0 and 1).
    MantelHaenszel,
    /// Logistic regression on total, group and their product (answers 0 and 1).
    Logistic,
    /// The same by proportional odds, for items with ordered categories.
    Ordinal,
}

impl Dif {
    pub(super) fn run(&self) -> Result<DifFound, Fault> {
        if self.purify && self.method != DifMethod::MantelHaenszel {
            return Err(Fault::input(
                "--purify goes with --method mantel-haenszel only. Leave it out.",
            ));
        }
        let table = Table::read(&self.file)?;
        let answers = table.answers(&self.items, &[&self.group])?;
        if self.method != DifMethod::Ordinal {
            refuse_graded(&table, &answers)?;
        }
        let memberships = self.memberships(&table)?;
        let sample = DifSample::new(&answers.items, &answers.persons, &memberships)
            .map_err(|error| Fault::method(&error, advice(&error)))?;
        let refused = |error: bias::Error| Fault::method(&error, advice(&error));
        let mut purification = None;
        let items = match self.method {
            DifMethod::MantelHaenszel if self.purify => {
                let purified = bias::purified_mantel_haenszel_dif(&sample).map_err(refused)?;
                let left_out = sample.items().iter().zip(&purified.is_left_out);
                purification = Some(Purification {
                    rounds: purified.n_rounds,
                    converged: purified.converged,
                    left_out: left_out
                        .filter(|(_, is_left_out)| **is_left_out)
                        .map(|(item, _)| item.clone())
                        .collect(),
                });
                matched(purified.items)
            }
            DifMethod::MantelHaenszel => {
                matched(bias::mantel_haenszel_dif(&sample).map_err(refused)?)
            }
            DifMethod::Logistic => regressed(
                sample.items(),
                bias::logistic_dif(&sample).map_err(refused)?,
            )?,
            DifMethod::Ordinal => regressed(sample.items(), bias::ordinal_dif(&sample))?,
        };
        Ok(DifFound {
            method: match self.method {
                DifMethod::MantelHaenszel => "mantel-haenszel",
                DifMethod::Logistic => "logistic",
                DifMethod::Ordinal => "ordinal",
            },
            focal: self.focal.clone(),
            persons: sample.n_persons(),
            focal_persons: sample.n_in(Membership::Focal),
            purification,
            items,
        })
    }

    /// Each person's group; `None` where it is missing or a third one.
    fn memberships(&self, table: &Table) -> Result<Vec<Option<Membership>>, Fault> {
        let groups = table.texts(&self.group)?;
        for (option, value) in [
            ("focal", Some(&self.focal)),
            ("reference", self.reference.as_ref()),
        ] {
            let Some(value) = value else { continue };
            if !groups.contains(&Some(value.as_str())) {
                return Err(Fault::input(format!(
                    "{}, column `{}`: nobody is `{value}`, which --{option} names. Its values are: {}.",
                    table.file(),
                    self.group,
                    named_values(&groups)
                )));
            }
        }
        if self.reference.as_ref() == Some(&self.focal) {
            return Err(Fault::input(format!(
                "--focal and --reference both name `{}`. Name two groups.",
                self.focal
            )));
        }
        let membership = |group: &str| {
            if group == self.focal {
                return Some(Membership::Focal);
            }
            let is_reference = self.reference.as_ref().is_none_or(|name| name == group);
            is_reference.then_some(Membership::Reference)
        };
        Ok(groups.into_iter().map(|group| membership(group?)).collect())
    }
}

/// The different values of a column, as far as they fit into a sentence.
pub(super) fn named_values(values: &[Option<&str>]) -> String {
    const MOST_NAMED: usize = 12;
    let mut named: Vec<&str> = values.iter().copied().flatten().collect();
    named.sort_unstable();
    named.dedup();
    let is_longer = MOST_NAMED < named.len();
    named.truncate(MOST_NAMED);
    if is_longer {
        named.push("…");
    }
    if named.is_empty() {
        return "none".to_owned();
    }
    named.join(", ")
}

fn refuse_graded(table: &Table, answers: &Answers) -> Result<(), Fault> {
    for (row_idx, person) in answers.persons.iter().enumerate() {
        for (item, answer) in answers.items.iter().zip(person) {
            let Some(answer) = answer else { continue };
            let is_right_or_wrong = answer.abs() <= 0.0 || (answer - 1.0).abs() <= 0.0;
            if !is_right_or_wrong {
                let what = format!(
                    "{answer} is neither 0 nor 1. Name the items of right and wrong with --items, or use --method \
                     ordinal."
                );
                return Err(table.fault_at(row_idx, item, &what));
            }
        }
    }
    Ok(())
}

fn advice(error: &bias::Error) -> &'static str {
    match error {
        bias::Error::ConstantItem { .. } => "Leave it out with --items.",
        bias::Error::TooFewItems { .. } => "Name more items with --items.",
        bias::Error::EmptyGroup { .. } => {
            "Only people with an answer to every item count; leave out items with many missing answers with --items."
        }
        bias::Error::Regression { .. } | bias::Error::Incomparable { .. } => {
            "More people of both groups are needed at each total, or use --method mantel-haenszel."
        }
        _ => "Give two groups of people with answers to every item.",
    }
}

#[cfg(test)]
mod tests;
