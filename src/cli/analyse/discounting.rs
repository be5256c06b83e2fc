//! `analyse discounting`: how much less later money is worth.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::fault::Fault;
use super::report::{Grid, Report, fixed_or_dash};
use super::table::Table;
use super::trials;
use crate::psychometrics::reaction::discounting::{Choice, Discounting, N_QUESTIONS};

/// Arguments of `analyse discounting`.
#[derive(Debug, Args)]
pub(super) struct Discount {
    /// A CSV file with one row per choice in Kirby's questionnaire of 27: participant, question (1 to 27 in the
    /// questionnaire's order), later (1 for the larger, later reward, 0 for the smaller today; may be missing).
    file: PathBuf,
}

/// What `analyse discounting` found.
#[derive(Debug, Serialize)]
pub(super) struct DiscountingFound {
    participants: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    participant: String,
    n_answered: usize,
    k: Option<f64>,
    log10_k: Option<f64>,
    consistency: Option<f64>,
    proportion_later: Option<f64>,
}

impl Discount {
    pub(super) fn run(&self) -> Result<DiscountingFound, Fault> {
        let table = Table::read(&self.file)?;
        let questions = table.complete_numbers("question")?;
        let later = table.texts("later")?;
        let people = trials::participants(&table, |row_idx| {
            Ok((
                row_idx,
                question(&table, row_idx, questions[row_idx])?,
                choice(&table, row_idx, later[row_idx])?,
            ))
        })?;
        let mut rows = Vec::with_capacity(people.len());
        for person in &people {
            let mut choices = [None; N_QUESTIONS];
            let mut seen = [false; N_QUESTIONS];
            for (row_idx, place, choice) in &person.trials {
                if std::mem::replace(&mut seen[*place], true) {
                    let what = format!(
                        "participant `{}` answers question {} twice.",
                        person.name,
                        place + 1
                    );
                    return Err(table.fault_at(*row_idx, "question", &what));
                }
                choices[*place] = *choice;
            }
            rows.push(row(&person.name, &choices));
        }
        Ok(DiscountingFound { participants: rows })
    }
}

/// The question's place, counted from 0.
fn question(table: &Table, row_idx: usize, number: f64) -> Result<usize, Fault> {
    let found = (1..=N_QUESTIONS).find(|place| (*place as f64).total_cmp(&number).is_eq());
    found.map(|place| place - 1).ok_or_else(|| {
        let what = format!("{number} is no question: they are numbered 1 to {N_QUESTIONS}.");
        table.fault_at(row_idx, "question", &what)
    })
}

fn choice(table: &Table, row_idx: usize, text: Option<&str>) -> Result<Option<Choice>, Fault> {
    match text {
        None => Ok(None),
        Some("1") => Ok(Some(Choice::Later)),
        Some("0") => Ok(Some(Choice::Today)),
        Some(other) => {
            Err(table.fault_at(row_idx, "later", &format!("`{other}` is neither 0 nor 1.")))
        }
    }
}

fn row(name: &str, choices: &[Option<Choice>; N_QUESTIONS]) -> Row {
    let found = Discounting::of(choices);
    Row {
        participant: name.to_owned(),
        n_answered: choices.iter().flatten().count(),
        k: found.k,
        log10_k: found.log10_k,
        consistency: found.consistency,
        proportion_later: found.proportion_later,
    }
}

impl Report for DiscountingFound {
    fn text(&self) -> String {
        let mut grid = Grid::new(&[
            "participant",
            "answered",
            "k",
            "log10 k",
            "consistency",
            "proportion later",
        ]);
        for row in &self.participants {
            grid.row(vec![
                row.participant.clone(),
                row.n_answered.to_string(),
                fixed_or_dash(row.k, 6),
                fixed_or_dash(row.log10_k, 3),
                fixed_or_dash(row.consistency, 3),
                fixed_or_dash(row.proportion_later, 3),
            ]);
        }
        format!(
            "Delay discounting of {} persons by the 27 questions of Kirby, Petry and Bickel (1999), k per day; a dash where \
             an answer is missing.\n\n{}",
            self.participants.len(),
            grid.text()
        )
    }
}
