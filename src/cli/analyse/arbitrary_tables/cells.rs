//! Tables that are right but for a few cells.

use proptest::prelude::*;

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
        "sex" => word(&["f", "m"]),
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
        name if name.starts_with('c') => whole(1, 3),
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
        "sex",
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
pub(super) fn heading(column: &str) -> &str {
    if column == "go_no_go" {
        "signal"
    } else {
        column
    }
}

/// Gives the rows the order of a design: trials that count on within people, or people, raters and scenes all crossed.
fn in_order(columns: &[String], rows: &mut Vec<Vec<String>>) {
    let has = |name: &str| columns.iter().any(|column| column == name);
    let is_crossed = has("rater") && has("scene");
    if is_crossed {
        rows.truncate(rows.len() / 4 * 4);
    }
    let per_person = if has("question") {
        27
    } else {
        rows.len().div_ceil(3).max(1)
    };
    let cell_of = |row: &[String], name: &str| {
        let place = columns.iter().position(|column| column == name);
        place.map(|place| row[place].clone()).unwrap_or_default()
    };
    for (place, row) in rows.iter_mut().enumerate() {
        let is_silent = cell_of(row, "responded") == "0";
        let is_go = cell_of(row, "signal") == "go";
        for (column, cell) in columns.iter().zip(row) {
            let ordered = match column.as_str() {
                "person" if is_crossed => format!("p{}", place / 4),
                "scene" if is_crossed => format!("s{}", place / 2 % 2),
                "rater" if is_crossed => format!("r{}", place % 2),
                "participant" => format!("p{}", place / per_person),
                "trial" | "question" => format!("{}", place % per_person + 1),
                "block" => "1".to_owned(),
                "rt_ms" | "response" if is_silent => String::new(),
                "stop_signal_delay_ms" if is_go => String::new(),
                "rt_ms" | "stop_signal_delay_ms" if cell.is_empty() => "300".to_owned(),
                _ => continue,
            };
            *cell = ordered;
        }
    }
}

/// Up to two cells that are wrong: row, column, content.
fn wrong_cells(
    columns: &[String],
) -> impl Strategy<Value = Vec<(prop::sample::Index, usize, String)>> + use<> {
    let wrong: Vec<BoxedStrategy<String>> = columns.iter().map(|name| wrong_cell(name)).collect();
    let one = (0..columns.len()).prop_flat_map(move |place| {
        (
            any::<prop::sample::Index>(),
            Just(place),
            wrong[place].clone(),
        )
    });
    prop::collection::vec(one, 0..3)
}

/// A table with these columns, right but for a few cells.
pub(super) fn table(columns: &str) -> BoxedStrategy<String> {
    let columns: Vec<String> = columns.split_whitespace().map(str::to_owned).collect();
    let row: Vec<BoxedStrategy<String>> = columns.iter().map(|name| right_cell(name)).collect();
    let n_columns = columns.len();
    let wrong_cells = wrong_cells(&columns);
    let n_rows = prop_oneof![1 => 0_usize..4, 3 => 4_usize..40, 2 => 40_usize..160];
    let rows = n_rows.prop_flat_map(move |n| prop::collection::vec(row.clone(), n));
    let constant = prop::option::weighted(0.12, 0..n_columns);
    let absent = prop::option::weighted(0.04, 0..n_columns);
    let ragged = prop::option::weighted(0.04, any::<prop::sample::Index>());
    // Whether the rows are in order, and whether some cells are wrong.
    let flags = (prop::bool::weighted(0.8), prop::bool::weighted(0.5));
    (rows, wrong_cells, flags, constant, absent, ragged)
        .prop_map(
            move |(mut rows, wrong_cells, (is_ordered, is_wrong), constant, absent, ragged)| {
                if is_ordered {
                    in_order(&columns, &mut rows);
                }
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
