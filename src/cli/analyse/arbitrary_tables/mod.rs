//! Every command on tables that people might hand in by mistake: it gives figures or a fault, never a panic, and no
//! number that is none.
//!
//! A case is a command line in which `FILE` and `SECOND` stand for tables and `OUT` for a file to write, with the
//! columns of each table. The tables have cells as the command needs them, so that most get past the door, and then
//! a few that are wrong: text among numbers, missing cells, ragged rows, huge numbers, columns that are constant or
//! absent. In an ordinary run there are a few cases for each line; with `COMPOSURE_FUZZ_MINUTES` set they go on for
//! that many minutes.

mod cells;
mod lines;

use std::cell::Cell;
use std::path::Path;

use clap::{CommandFactory, Parser};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::Analyse;
use super::fault::Fault;
use super::table::Table;
use cells::{heading, table};
use lines::{CASES_OF_COMMANDS, Case};

/// Cases for each command line in an ordinary run.
const CASES: u32 = 12;

#[derive(Debug, Parser)]
#[command(no_binary_name = true)]
struct Line {
    #[command(flatten)]
    analyse: Analyse,
}

/// What a command line prints of a table, or its fault, for the commands' own tests.
pub(super) fn printed(line: &str, table: &str) -> Result<String, Fault> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("table.csv");
    std::fs::write(&file, table).unwrap();
    let words = line.split_whitespace().map(|word| match word {
        "FILE" => file.display().to_string(),
        other => other.to_owned(),
    });
    Line::try_parse_from(words).unwrap().analyse.found()
}

/// What a command did with its tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It gave figures.
    Figures,
    /// It refused them with a sentence.
    Fault,
}

/// Runs a command line on tables in a folder and says what it did, or what is wrong with what it printed.
pub(super) fn run_on(
    line: &str,
    first: &str,
    second: &str,
    folder: &Path,
) -> Result<Outcome, String> {
    let mut outcome = Outcome::Fault;
    let path = |name: &str| folder.join(name).display().to_string();
    std::fs::write(path("first.csv"), first).map_err(|error| error.to_string())?;
    std::fs::write(path("second.csv"), second).map_err(|error| error.to_string())?;
    for json in ["", " --json"] {
        let words = format!("{line}{json}");
        let words = words.split_whitespace().map(|word| match word {
            "FILE" => path("first.csv"),
            "SECOND" => path("second.csv"),
            "OUT" => path("out.csv"),
            other => other.to_owned(),
        });
        let parsed = Line::try_parse_from(words).map_err(|error| error.to_string())?;
        match parsed.analyse.found() {
            Ok(text) if json.is_empty() => {
                no_number_is_none(&text)?;
                outcome = Outcome::Figures;
            }
            Ok(text) => {
                let object: serde_json::Value =
                    serde_json::from_str(&text).map_err(|error| error.to_string())?;
                if !object.is_object() {
                    return Err(format!("this is not one JSON object: {text}"));
                }
            }
            Err(fault) => is_a_sentence(&fault.to_string())?,
        }
    }
    Ok(outcome)
}

fn no_number_is_none(text: &str) -> Result<(), String> {
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    match words.find(|word| ["nan", "inf", "infinity"].contains(&word.to_lowercase().as_str())) {
        Some(word) => Err(format!("`{word}` was printed:\n{text}")),
        None if text.trim().is_empty() => Err("nothing was printed".to_owned()),
        None => Ok(()),
    }
}

fn is_a_sentence(fault: &str) -> Result<(), String> {
    let ends = fault.trim_end().ends_with(['.', '!', '?']);
    if ends && fault.contains(' ') {
        return Ok(());
    }
    Err(format!("this fault is no sentence: {fault}"))
}

/// The first word of a command line.
fn method(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}

/// Lines of commands that this program has.
fn known() -> impl Iterator<Item = &'static Case> {
    let command = Line::command();
    CASES_OF_COMMANDS
        .iter()
        .filter(move |case| command.find_subcommand(method(case.line)).is_some())
}

/// Runs one line on so many tables and counts those that gave figures.
fn try_line(case: &Case, n_cases: u32, folder: &Path) -> u32 {
    let n_computed = Cell::new(0);
    let mut runner = TestRunner::new(Config {
        cases: n_cases,
        failure_persistence: None,
        ..Config::default()
    });
    let second = if case.second.is_empty() {
        Just(String::new()).boxed()
    } else {
        table(case.second)
    };
    let outcome = runner.run(&(table(case.columns), second), |(first, second)| {
        let outcome = run_on(case.line, &first, &second, folder).map_err(TestCaseError::fail)?;
        n_computed.set(n_computed.get() + u32::from(outcome == Outcome::Figures));
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{}: {error}", case.line);
    }
    n_computed.get()
}

#[test]
fn every_command_is_tried_by_a_line() {
    let command = Line::command();
    for method_of in command.get_subcommands() {
        let name = method_of.get_name();
        assert!(
            CASES_OF_COMMANDS
                .iter()
                .any(|case| method(case.line) == name),
            "no line tries `{name}`"
        );
    }
}

#[test]
fn any_table_gives_figures_or_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    for case in known() {
        let n_computed = try_line(case, CASES, folder.path());
        eprintln!("{n_computed} of {CASES} tables computed: {}", case.line);
    }
    let minutes = std::env::var_os("COMPOSURE_FUZZ_MINUTES");
    let minutes = minutes.and_then(|minutes| minutes.to_str()?.parse::<u64>().ok());
    let Some(minutes) = minutes else { return };
    #[expect(
        clippy::disallowed_methods,
        reason = "nothing is measured; the clock only ends the search"
    )]
    let begun = std::time::Instant::now();
    let mut n_rounds = 0;
    while begun.elapsed().as_secs() < 60 * minutes {
        for case in known() {
            try_line(case, CASES, folder.path());
        }
        n_rounds += 1;
    }
    eprintln!(
        "{n_rounds} more rounds of {CASES} tables for each of {} lines",
        known().count()
    );
}

#[test]
fn edges_give_figures_or_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    for case in known() {
        let columns: Vec<&str> = case.columns.split_whitespace().map(heading).collect();
        let headings = columns.join(",");
        let zeros = vec!["0"; columns.len()].join(",");
        let ones = vec!["1"; columns.len()].join(",");
        let missing = vec!["NA"; columns.len()].join(",");
        for first in [
            String::new(),
            "\n\n\n".to_owned(),
            "\u{feff}".to_owned(),
            format!("{headings}\n"),
            format!("{headings}\n{zeros}\n"),
            format!("{headings}\n{zeros}\n{ones}\n"),
            format!("{headings}\n{zeros}\n{zeros}\n{zeros}\n"),
            format!("{headings}\n{missing}\n{missing}\n{missing}\n"),
        ] {
            if let Err(fault) = run_on(case.line, &first, &first, folder.path()) {
                panic!("{} on {first:?}: {fault}", case.line);
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_a_table_or_a_fault(text in "(?s).{0,80}", lines in "([a-c\"0-9.,;\r\n NA-]|\u{feff}){0,60}", bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        for input in [text.as_bytes(), lines.as_bytes(), bytes.as_slice()] {
            match Table::from_reader("any.csv".to_owned(), input) {
                Ok(table) => {
                    prop_assert!(0 < table.n_rows() && !table.columns().is_empty());
                    for column in table.columns() {
                        prop_assert!(table.texts(column).is_ok_and(|texts| texts.len() == table.n_rows()));
                        if let Ok(numbers) = table.numbers(column) {
                            prop_assert!(numbers.into_iter().flatten().all(f64::is_finite));
                        }
                    }
                }
                Err(fault) => prop_assert!(is_a_sentence(&fault.to_string()).is_ok(), "{fault}"),
            }
        }
    }
}
