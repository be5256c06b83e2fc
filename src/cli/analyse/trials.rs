//! What the commands on trials of reaction time tasks have in common.

use std::fmt::Write as _;

use clap::Args;
use serde::Serialize;

use super::fault::Fault;
use super::report::{Grid, fixed_or_dash};
use super::table::Table;
use crate::clock;
use crate::psychometrics::reaction::reliability::{
    Plan, odd_even_reliability, permuted_reliability,
};

/// Nobody waits longer for an answer; larger numbers are other units or mistakes.
const SLOWEST_MS: f64 = 60_000.0;
/// A file whose slowest answer is faster than this is in seconds.
const TOO_FAST_FOR_MILLISECONDS: f64 = 20.0;

/// One person with their trials in the order of the file.
pub(super) struct Participant<Trial> {
    pub(super) name: String,
    pub(super) trials: Vec<Trial>,
}

/// The people of the column `participant`, in the order in which they first occur; `trial` reads a row's trial.
pub(super) fn participants<Trial>(
    table: &Table,
    mut trial: impl FnMut(usize) -> Result<Trial, Fault>,
) -> Result<Vec<Participant<Trial>>, Fault> {
    let mut people: Vec<Participant<Trial>> = Vec::new();
    let mut places = std::collections::HashMap::new();
    let names = table.complete_texts("participant")?;
    for (row_idx, name) in names.into_iter().enumerate() {
        let place = *places.entry(name).or_insert_with(|| {
            people.push(Participant {
                name: name.to_owned(),
                trials: Vec::new(),
            });
            people.len() - 1
        });
        people[place].trials.push(trial(row_idx)?);
    }
    Ok(people)
}

/// Each person's trials.
pub(super) fn trials<Trial: Copy>(people: &[Participant<Trial>]) -> Vec<Vec<Trial>> {
    people.iter().map(|person| person.trials.clone()).collect()
}

/// The column `rt_ms`, in milliseconds from 0 to a minute where there is a number; `is_needed` says for which rows
/// there has to be one, and the others are passed over.
pub(super) fn reaction_times(table: &Table, is_needed: &[bool]) -> Result<Vec<Option<f64>>, Fault> {
    let fault = |row_idx: usize, what: &str| Err(table.fault_at(row_idx, "rt_ms", what));
    let mut times = table.numbers("rt_ms")?;
    let mut slowest = 0.0_f64;
    for (row_idx, (time, is_needed)) in times.iter_mut().zip(is_needed).enumerate() {
        if !is_needed {
            *time = None;
            continue;
        }
        match *time {
            None => {
                return fault(
                    row_idx,
                    "there was an answer, but its reaction time is missing.",
                );
            }
            Some(value) if value < 0.0 => {
                return fault(
                    row_idx,
                    &format!("{value} is no reaction time: it is below 0."),
                );
            }
            Some(value) if value > SLOWEST_MS => {
                let what =
                    format!("{value} is no reaction time in milliseconds: it is above a minute.");
                return fault(row_idx, &what);
            }
            Some(value) => slowest = slowest.max(value),
        }
    }
    if slowest > 0.0 && slowest < TOO_FAST_FOR_MILLISECONDS {
        return Err(Fault::input(format!(
            "{}, column `rt_ms`: no time is above {slowest} ms. Are these seconds? Multiply them by 1000.",
            table.file()
        )));
    }
    Ok(times)
}

/// A column with two words; `true` is the first.
pub(super) fn either(table: &Table, column: &str, words: [&str; 2]) -> Result<Vec<bool>, Fault> {
    let [first, second] = words;
    let cells = table.complete_texts(column)?.into_iter().enumerate();
    cells
        .map(|(row_idx, text)| match text {
            text if text == first => Ok(true),
            text if text == second => Ok(false),
            other => {
                let what = format!("`{other}` is neither `{first}` nor `{second}`.");
                Err(table.fault_at(row_idx, column, &what))
            }
        })
        .collect()
}

/// How reliability is estimated.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct SplitArgs {
    /// Also halve the trials so many times at random for the reliability, with its 95 % interval over halvings.
    #[arg(long, value_name = "N", default_value_t = 0)]
    splits: u32,
    /// The seed of these halvings; one seed gives one result.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

/// How far one score may be trusted.
#[derive(Debug, Serialize)]
pub(super) struct Reliability {
    measure: &'static str,
    odd_even: Option<OddEven>,
    permuted: Option<Permuted>,
    /// Why a figure is absent.
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct OddEven {
    persons: usize,
    r: f64,
    spearman_brown: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Permuted {
    splits: u32,
    persons: usize,
    r: f64,
    spearman_brown: f64,
    lower: f64,
    upper: f64,
}

/// The reliability of a score, trials of each kind shared out evenly between the halves.
pub(super) fn reliability<Trial: Copy>(
    measure: &'static str,
    people: &[Vec<Trial>],
    kind: impl Fn(&Trial) -> u32,
    score: impl Fn(&[Trial]) -> Option<f64>,
    splits: SplitArgs,
) -> Reliability {
    let mut notes = Vec::new();
    let odd_even = match odd_even_reliability(people, &kind, &score) {
        Ok(halves) => Some(OddEven {
            persons: halves.n_persons,
            r: halves.correlation,
            spearman_brown: halves.spearman_brown,
        }),
        Err(error) => {
            notes.push(format!("no odd-even reliability: {error}"));
            None
        }
    };
    let mut permuted = None;
    if splits.splits > 0 {
        let plan = Plan {
            n_splits: splits.splits,
            share: 0.95,
        };
        let mut rng = clock::seeded(splits.seed);
        match permuted_reliability(people, kind, score, plan, &mut rng) {
            Ok(found) => {
                permuted = Some(Permuted {
                    splits: found.n_splits,
                    persons: found.n_persons,
                    r: found.correlation,
                    spearman_brown: found.spearman_brown,
                    lower: found.lower,
                    upper: found.upper,
                });
            }
            Err(error) => notes.push(error.to_string()),
        }
    }
    Reliability {
        measure,
        odd_even,
        permuted,
        notes,
    }
}

/// A line for each note.
pub(super) fn noted(notes: &[String]) -> String {
    let mut text = String::new();
    for note in notes {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "Note: {note}.");
    }
    text
}

/// The reliabilities as a table, with what is to be noted.
pub(super) fn reliability_text(reliabilities: &[Reliability]) -> String {
    let mut grid = Grid::new(&[
        "reliability of",
        "persons",
        "odd-even r",
        "Spearman-Brown",
        "random halves",
        "from",
        "to",
    ]);
    let mut notes = String::new();
    for row in reliabilities {
        let odd_even = row.odd_even.as_ref();
        let permuted = row.permuted.as_ref();
        let persons = odd_even.map(|halves| halves.persons.to_string());
        grid.row(vec![
            row.measure.to_owned(),
            persons.unwrap_or_else(|| "–".to_owned()),
            fixed_or_dash(odd_even.map(|halves| halves.r), 3),
            fixed_or_dash(odd_even.and_then(|halves| halves.spearman_brown), 3),
            fixed_or_dash(permuted.map(|halves| halves.spearman_brown), 3),
            fixed_or_dash(permuted.map(|halves| halves.lower), 3),
            fixed_or_dash(permuted.map(|halves| halves.upper), 3),
        ]);
        for note in &row.notes {
            // Writing to a string cannot fail.
            let _ = write!(notes, "\n{}: {note}.", row.measure);
        }
    }
    grid.text() + &notes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        Table::from_reader("trials.csv".to_owned(), text.as_bytes()).unwrap()
    }

    fn time_fault(cell: &str) -> String {
        let table = table(&format!("participant,rt_ms\na,500\na,{cell}\n"));
        reaction_times(&table, &[true, true])
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn a_time_that_cannot_be_one_is_named_by_line_and_value() {
        let place = "trials.csv, line 3, column `rt_ms`: ";
        assert_eq!(
            time_fault("-4"),
            format!("{place}-4 is no reaction time: it is below 0.")
        );
        assert_eq!(
            time_fault("1e7"),
            format!("{place}10000000 is no reaction time in milliseconds: it is above a minute.")
        );
        assert_eq!(
            time_fault("NA"),
            format!("{place}there was an answer, but its reaction time is missing.")
        );
        let seconds = table("participant,rt_ms\na,0.4\na,0.6\n");
        let fault = reaction_times(&seconds, &[true, true])
            .unwrap_err()
            .to_string();
        assert_eq!(
            fault,
            "trials.csv, column `rt_ms`: no time is above 0.6 ms. Are these seconds? Multiply them by 1000."
        );
        // The time of a trial without an answer is whatever the program wrote there.
        assert_eq!(
            reaction_times(&seconds, &[false, false]).unwrap(),
            [None, None]
        );
    }

    #[test]
    fn people_come_in_the_order_of_the_file_though_their_rows_are_mixed() {
        let table = table("participant\nb\na\nb\n");
        let people = participants(&table, Ok).unwrap();
        let found: Vec<(&str, &[usize])> = people
            .iter()
            .map(|p| (p.name.as_str(), p.trials.as_slice()))
            .collect();
        assert_eq!(found, [("b", [0, 2].as_slice()), ("a", [1].as_slice())]);
    }

    #[test]
    fn a_word_that_is_neither_is_named() {
        let table = table("signal\ngo\nhalt\n");
        let fault = either(&table, "signal", ["go", "stop"])
            .unwrap_err()
            .to_string();
        assert_eq!(
            fault,
            "trials.csv, line 3, column `signal`: `halt` is neither `go` nor `stop`."
        );
    }

    #[test]
    fn one_person_has_no_reliability_but_a_note() {
        let splits = SplitArgs { splits: 3, seed: 1 };
        let score = |trials: &[f64]| trials.first().copied();
        let found = reliability("first", &[vec![1.0, 2.0]], |_| 0, score, splits);
        assert!(found.odd_even.is_none() && found.permuted.is_none());
        assert_eq!(found.notes.len(), 2);
    }
}
