//! A table's cells with the place of each.

use super::super::collector::{Collector, Spot};
use super::nearest;
use crate::assessment::parse::values::is_locale;

/// The cells of a table, row by row, under their columns.
pub(super) struct Cells {
    columns: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// One row of a table.
pub(super) struct Row {
    /// Where it begins.
    pub(super) spot: Spot,
    cells: Vec<Cell>,
}

/// One cell.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// What it says, without quotes and the space around it.
    pub(super) text: String,
    /// Where it begins.
    pub(super) spot: Spot,
}

impl Cells {
    /// Reads a table whose first row names its columns; `None` where that row cannot be used.
    pub(super) fn read(collector: &Collector, text: &str) -> Option<Self> {
        let divider = divider(text);
        let mut rows = rows(collector, text, divider).into_iter();
        let Some(header) = rows.next() else {
            let help = Some("begin with a row that names the columns".to_owned());
            collector.fault(Spot { file: 0, offset: 0 }, "the table is empty", help);
            return None;
        };
        let columns: Vec<String> = (header.cells.iter())
            .map(|cell| column_name(&cell.text))
            .collect();
        let is_usable = check_columns(collector, &header, &columns);
        let rows: Vec<_> = rows
            .filter(|row| row.cells.iter().any(|cell| !cell.text.is_empty()))
            .filter(|row| is_as_wide(collector, row, columns.len()))
            .collect();
        is_usable.then_some(Self { columns, rows })
    }

    /// The cell of a row under that column; `None` where there is no such column or nothing in it.
    pub(super) fn cell<'r>(&self, row: &'r Row, column: &str) -> Option<&'r Cell> {
        let at = self.columns.iter().position(|known| known == column)?;
        row.cells.get(at).filter(|cell| !cell.text.is_empty())
    }

    /// Every cell of a row that says something, with its column.
    pub(super) fn filled<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = (&'r str, &'r Cell)> {
        let cells = self.columns.iter().map(String::as_str).zip(&row.cells);
        cells.filter(|(_, cell)| !cell.text.is_empty())
    }
}

/// A column's name, in whatever case it is written; that of a language keeps its own.
fn column_name(written: &str) -> String {
    let lower = written.to_lowercase();
    match (lower.strip_prefix("text."), written.split_once('.')) {
        (Some(_), Some((_, locale))) => format!("text.{locale}"),
        _ => lower,
    }
}

/// Whichever of comma and semicolon stands more often in the first row.
fn divider(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |divider: char| first.matches(divider).count();
    if count(';') > count(',') { b';' } else { b',' }
}

fn rows(collector: &Collector, text: &str, divider: u8) -> Vec<Row> {
    let mut at = 0;
    let mut rows = Vec::new();
    while let Some(row) = row(collector, text, divider, &mut at) {
        rows.push(row);
    }
    rows
}

/// The row that begins at a byte, which then is the one after the row; `None` after the last.
///
/// The reader of the `csv` crate takes the cells apart; this only finds where rows and cells begin, which it does not
/// say of cells.
fn row(collector: &Collector, text: &str, divider: u8, at: &mut usize) -> Option<Row> {
    let start = *at + text[*at..].find(|letter| !matches!(letter, '\r' | '\n'))?;
    let spot = Spot {
        file: 0,
        offset: start,
    };
    let (spots, end, is_closed) = places(&text[start..], divider);
    *at = start + end;
    if !is_closed {
        let offset = start + spots.last().copied().unwrap_or_default();
        let help = Some("write a quote within a cell twice, and one at the cell's end".to_owned());
        collector.fault(Spot { file: 0, offset }, "this quote is never closed", help);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(divider)
        .from_reader(&text.as_bytes()[start..start + end]);
    let record = reader.records().next()?.ok()?;
    let cells = record.iter().zip(spots).map(|(cell, at)| Cell {
        text: cell.trim().to_owned(),
        spot: Spot {
            file: 0,
            offset: start + at,
        },
    });
    Some(Row {
        spot,
        cells: cells.collect(),
    })
}

/// Where each cell of the first row begins, where that row ends, and whether its last quote is closed.
fn places(text: &str, divider: u8) -> (Vec<usize>, usize, bool) {
    let mut spots = vec![0];
    let mut is_quoted = false;
    let mut is_start = true;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            // A quote that is written twice closes and opens again.
            b'"' if is_start || is_quoted => is_quoted = !is_quoted,
            b'"' if text[..at].ends_with('"') => is_quoted = true,
            _ if is_quoted => {}
            b'\r' | b'\n' => return (spots, at, true),
            byte if byte == divider => {
                spots.push(at + 1);
                is_start = true;
                continue;
            }
            _ => {}
        }
        is_start = false;
    }
    (spots, text.len(), !is_quoted)
}

fn check_columns(collector: &Collector, header: &Row, columns: &[String]) -> bool {
    let known: Vec<&str> = super::SHEET_COLUMNS.iter().map(|(name, _)| *name).collect();
    let mut is_usable = true;
    for (idx, (column, cell)) in columns.iter().zip(&header.cells).enumerate() {
        let is_text = (column.strip_prefix("text.")).is_some_and(is_locale);
        if columns[..idx].contains(column) {
            collector.fault(cell.spot, format!("there are two columns `{column}`"), None);
        } else if !known.contains(&column.as_str()) && !is_text {
            let candidates = known.iter().copied().chain(["text.en", "text.es"]);
            let help = match nearest(column, candidates) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "the columns are text.en, text.es and other languages, {}",
                    known.join(", ")
                ),
            };
            collector.fault(
                cell.spot,
                format!("there is no column `{column}`"),
                Some(help),
            );
        }
    }
    for needed in ["kind", "name", "text.en"] {
        if !columns.iter().any(|column| column == needed) {
            is_usable = false;
            let help = Some(format!(
                "name it in the first row: {},text.en,…",
                known[..3].join(",")
            ));
            collector.fault(
                header.spot,
                format!("the column `{needed}` is missing"),
                help,
            );
        }
    }
    is_usable
}

fn is_as_wide(collector: &Collector, row: &Row, width: usize) -> bool {
    let found = row.cells.len();
    // Spreadsheets leave empty cells at the end of a row away, and some add them.
    let extra = row.cells.get(width..).unwrap_or_default();
    let Some(first) = extra.iter().find(|cell| !cell.text.is_empty()) else {
        return true;
    };
    let help = Some("put a cell that holds a divider in quotes".to_owned());
    let reason = format!("this row has {found} cells, and the first row has {width}");
    collector.fault(first.spot, reason, help);
    false
}
