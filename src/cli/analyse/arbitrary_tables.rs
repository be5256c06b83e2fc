//! Every command on tables that people might hand in by mistake: it gives figures or a fault, never a panic, and no
//! number that is none.
//!
//! A case is a command line in which `FILE` and `SECOND` stand for tables and `OUT` for a file to write, with the
//! columns of each table. The tables have cells as the command needs them, so that most get past the door, and then
//! a few that are wrong: text among numbers, missing cells, ragged rows, huge numbers, columns that are constant or
//! absent. In an ordinary run there are a few cases for each line; with `COMPOSURE_FUZZ_MINUTES` set they go on for
//! that many minutes.

use std::cell::Cell;
use std::path::Path;

use clap::{CommandFactory, Parser};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::Analyse;
use super::fault::Fault;
use super::table::Table;

/// Cases for each command line in an ordinary run.
const CASES: u32 = 12;

/// A command line and the columns of its tables.
struct Case {
    line: &'static str,
    columns: &'static str,
    /// The columns of the second table; empty where there is none.
    second: &'static str,
}

const fn case(line: &'static str, columns: &'static str) -> Case {
    Case {
        line,
        columns,
        second: "",
    }
}

/// Every command, in the words of its help.
const CASES_OF_COMMANDS: &[Case] = &[
    case("reliability FILE", "i1 i2 i3 i4"),
    case("reliability FILE --missing pairwise", "i1 i2 i3 i4 i5 i6"),
    case("irt FILE --model rasch --quadrature 15", "y1 y2 y3 y4"),
    case("irt FILE --model 1pl --quadrature 15", "y1 y2 y3 y4"),
    case("irt FILE --model 2pl --quadrature 15", "y1 y2 y3 y4"),
    case(
        "irt FILE --model 3pl --quadrature 15 --guessing-prior=-1.5,0.5",
        "y1 y2 y3 y4",
    ),
    case("irt FILE --model pcm --quadrature 15", "i1 i2 i3"),
    case("irt FILE --model gpcm --quadrature 15", "i1 i2 i3"),
    case(
        "irt FILE --model grm --quadrature 15 --scores OUT",
        "i1 i2 i3",
    ),
    case(
        "multigroup FILE --model 2pl --group group --invariance scalar",
        "y1 y2 y3 group",
    ),
    case(
        "multigroup FILE --model grm --group group --invariance metric --dif",
        "i1 i2 i3 group",
    ),
    case(
        "dif FILE --method mantel-haenszel --group group --focal f",
        "y1 y2 y3 y4 group",
    ),
    case(
        "dif FILE --method mantel-haenszel --group group --focal f --purify",
        "y1 y2 y3 y4 y5 y6 group",
    ),
    case(
        "dif FILE --method logistic --group group --focal f --reference m",
        "y1 y2 y3 y4 group",
    ),
    case(
        "dif FILE --method ordinal --group group --focal f",
        "i1 i2 i3 group",
    ),
    case("agreement FILE", "i1 i2 i3"),
    case("agreement FILE --layout raters-by-targets", "i1 i2 i3 i4"),
    case(
        "facets FILE --person person --rater rater --items i1,i2,i3",
        "person rater i1 i2 i3",
    ),
    case(
        "facets FILE --person person --rater rater --items i1,i2 --steps by-item --scores OUT",
        "person rater i1 i2",
    ),
    case("norms FILE --score score", "score"),
    case(
        "norms FILE --score score --weight weight --reliability 0.8",
        "score weight",
    ),
    case("norms FILE --score score --by age --at 1,2,3", "score age"),
    case(
        "equate FILE --scale score --from weight --to count --method mean",
        "scale weight count",
    ),
    case(
        "equate FILE --scale score --from weight --to count --method linear",
        "scale weight count",
    ),
    case(
        "equate FILE --scale scale --from weight --to count --method equipercentile",
        "scale weight count",
    ),
    Case {
        line: "equate --from-file FILE --to-file SECOND --score score --anchor anchor --method tucker",
        columns: "score anchor",
        second: "score anchor",
    },
    Case {
        line: "equate --from-file FILE --to-file SECOND --score score --anchor anchor --method levine",
        columns: "score anchor",
        second: "score anchor",
    },
    Case {
        line: "equate --from-file FILE --to-file SECOND --score score --anchor anchor --method chained-linear",
        columns: "score anchor",
        second: "score anchor",
    },
    Case {
        line: "equate --from-file FILE --to-file SECOND --score score --anchor anchor --method chained-equipercentile",
        columns: "score anchor",
        second: "score anchor",
    },
    Case {
        line: "equate --from-file FILE --to-file SECOND --score score --anchor anchor --method frequency-estimation",
        columns: "score anchor",
        second: "score anchor",
    },
    case(
        "stop-signal FILE",
        "participant block trial signal stop_signal_delay_ms responded rt_ms response correct_response",
    ),
    case(
        "go-no-go FILE",
        "participant block trial go_no_go responded rt_ms",
    ),
    case(
        "flanker FILE",
        "participant block trial congruent correct rt_ms",
    ),
    case("discounting FILE", "participant question later"),
    case("careless FILE", "i1 i2 i3 i4 i5 i6"),
    case("careless FILE --factors 3,3", "i1 i2 i3 i4 i5 i6"),
    Case {
        line: "person-fit FILE --parameters SECOND",
        columns: "y1 y2 y3 y4",
        second: "item a b",
    },
    case(
        "impact FILE --group group --selected selected",
        "group selected",
    ),
    case(
        "impact FILE --group group --selected selected --weight weight --reference m",
        "group selected weight",
    ),
    case(
        "impact FILE --group group --score score --weight weight",
        "group score weight",
    ),
    case(
        "impact FILE --group group --selected selected --stratum scene",
        "group selected scene",
    ),
    case(
        "group-difference FILE --score score --group group",
        "score group",
    ),
    case(
        "bands FILE --score score --reliability 0.8 --confidence 0.95",
        "score",
    ),
    case("validity FILE --predictors A,B --criterion C", "A B C"),
    case(
        "validity FILE --predictors A,B --criterion C --unrestricted-sd A=1.2 --criterion-reliability 0.6",
        "A B C",
    ),
    case(
        "generalisability FILE --person person --rater rater --scene scene --score score",
        "person rater scene score",
    ),
];

#[derive(Debug, Parser)]
#[command(no_binary_name = true)]
struct Line {
    #[command(flatten)]
    analyse: Analyse,
}

/// What a column's cells look like when they are right.
fn right_cell(column: &str) -> BoxedStrategy<String> {
    let whole = |low: i32, high: i32| (low..=high).prop_map(|n| n.to_string()).boxed();
    let word = |words: &'static [&'static str]| {
        prop::sample::select(words).prop_map(str::to_owned).boxed()
    };
    match column {
        "participant" | "person" => word(&["p1", "p2", "p3", "p4", "p5"]),
        "rater" => word(&["r1", "r2", "r3"]),
        "scene" => word(&["s1", "s2", "s3"]),
        "group" => word(&["f", "m", "m", "x"]),
        "item" => word(&["y1", "y2", "y3", "y4"]),
        "signal" => word(&["go", "go", "stop"]),
        "go_no_go" => word(&["go", "go", "no_go"]),
        "response" | "correct_response" => word(&["left", "right"]),
        "block" => whole(1, 3),
        "trial" => whole(1, 30),
        "question" => whole(1, 27),
        "stop_signal_delay_ms" => prop_oneof![Just(String::new()), whole(50, 500)].boxed(),
        "rt_ms" => prop_oneof![
            whole(120, 1500),
            (100.0..1500.0).prop_map(|ms| format!("{ms:.1}")),
            Just(String::new())
        ]
        .boxed(),
        "responded" | "congruent" | "correct" | "later" | "selected" => whole(0, 1),
        "weight" | "count" => whole(0, 9),
        "score" | "anchor" | "scale" => whole(0, 20),
        "age" => whole(18, 60),
        "a" => (0.3..2.5)
            .prop_map(|slope: f64| format!("{slope:.3}"))
            .boxed(),
        "A" | "B" | "C" | "b" => (-3.0..3.0).prop_map(|z: f64| format!("{z:.2}")).boxed(),
        name if name.starts_with('y') => whole(0, 1),
        _ => whole(1, 4),
    }
}

/// What a cell looks like when it is wrong, or at the border of what a number can be.
fn wrong_cell(column: &str) -> BoxedStrategy<String> {
    const ANYWHERE: &[&str] = &[
        "",
        "NA",
        "two",
        "-1",
        "0",
        "2.5",
        "1e308",
        "-1e308",
        "5e-324",
        "\"a,b\"",
        "é",
        "1,5",
        "\"",
        "99999999999999999999",
    ];
    // Where numbers belong these have to be refused; as the name of a group they may be repeated in the output.
    const IN_NUMBERS: &[&str] = &["NaN", "inf", "-inf"];
    let anything = prop::sample::select(ANYWHERE).prop_map(str::to_owned);
    let is_text = [
        "participant",
        "person",
        "rater",
        "scene",
        "group",
        "item",
        "signal",
        "go_no_go",
        "response",
        "correct_response",
    ]
    .contains(&column);
    if is_text {
        return anything.boxed();
    }
    prop_oneof![3 => anything, 1 => prop::sample::select(IN_NUMBERS).prop_map(str::to_owned)]
        .boxed()
}

/// A heading as the commands know it: two tasks have a column `signal` of their own.
fn heading(column: &str) -> &str {
    if column == "go_no_go" {
        "signal"
    } else {
        column
    }
}

/// A table with these columns, right but for a few cells.
fn table(columns: &str) -> BoxedStrategy<String> {
    let columns: Vec<String> = columns.split_whitespace().map(str::to_owned).collect();
    let row: Vec<BoxedStrategy<String>> = columns.iter().map(|name| right_cell(name)).collect();
    let n_columns = columns.len();
    let wrong: Vec<(BoxedStrategy<String>, usize)> = columns
        .iter()
        .map(|name| wrong_cell(name))
        .zip(0..)
        .collect();
    let wrong_cells = prop::collection::vec(
        prop::sample::select((0..n_columns).collect::<Vec<_>>()).prop_flat_map(move |place| {
            (
                any::<prop::sample::Index>(),
                Just(place),
                wrong[place].0.clone(),
            )
        }),
        0..3,
    );
    let n_rows = prop_oneof![1 => 0_usize..4, 4 => 4_usize..40, 1 => 40_usize..160];
    let rows = n_rows.prop_flat_map(move |n| prop::collection::vec(row.clone(), n));
    let constant = prop::option::weighted(0.12, 0..n_columns);
    let absent = prop::option::weighted(0.04, 0..n_columns);
    let ragged = prop::option::weighted(0.04, any::<prop::sample::Index>());
    let is_wrong = prop::bool::weighted(0.5);
    (rows, wrong_cells, is_wrong, constant, absent, ragged)
        .prop_map(
            move |(mut rows, wrong_cells, is_wrong, constant, absent, ragged)| {
                if let (Some(place), Some(first)) = (constant, rows.first().cloned()) {
                    for row in &mut rows {
                        row[place].clone_from(&first[place]);
                    }
                }
                if is_wrong && !rows.is_empty() {
                    for (row, place, cell) in wrong_cells {
                        let row = row.index(rows.len());
                        rows[row][place] = cell;
                    }
                }
                let mut headings: Vec<String> = columns
                    .iter()
                    .map(|name| heading(name).to_owned())
                    .collect();
                if let Some(place) = absent {
                    headings.remove(place);
                    for row in &mut rows {
                        row.remove(place);
                    }
                }
                if let Some(row) = ragged.filter(|_| !rows.is_empty()) {
                    let row = row.index(rows.len());
                    rows[row].push("7".to_owned());
                }
                let lines = rows.iter().map(|row| row.join(","));
                let lines: Vec<String> = [headings.join(",")].into_iter().chain(lines).collect();
                lines.join("\n") + "\n"
            },
        )
        .boxed()
}

/// What a command did with its tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It gave figures.
    Figures,
    /// It refused them with a sentence.
    Fault,
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
