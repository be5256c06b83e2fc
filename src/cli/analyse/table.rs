//! CSV files as people have them, read with every fault named by file, line, column and value.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use clap::Args;
use flate2::read::MultiGzDecoder;

use super::fault::Fault;

/// A CSV file with named columns.
#[derive(Debug, Clone)]
pub(super) struct Table {
    file: String,
    columns: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone)]
struct Row {
    /// The line in the file, from 1.
    line: u64,
    cells: Vec<String>,
}

/// Answers of several people: `persons × items`, missing = `None`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answers {
    /// The items' names, in the order of the columns.
    pub(super) items: Vec<String>,
    /// One list per person, as long as `items`.
    pub(super) persons: Vec<Vec<Option<f64>>>,
}

/// Which columns are items, and which of them are keyed the other way.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct ItemArgs {
    /// The items' columns, as A1,A2,C1..C5 (a range goes by the order of the columns); else every column that no
    /// other option names.
    #[arg(long, value_name = "COLUMNS")]
    pub(super) items: Option<String>,
    /// Items to be recoded as MIN + MAX − answer.
    #[arg(long, value_name = "COLUMNS", requires_all = ["min", "max"])]
    pub(super) reverse: Option<String>,
    /// The lowest answer; lower ones are refused.
    #[arg(long, allow_negative_numbers = true)]
    pub(super) min: Option<f64>,
    /// The highest answer; higher ones are refused.
    #[arg(long, allow_negative_numbers = true)]
    pub(super) max: Option<f64>,
}

impl Table {
    /// Reads a file; one that ends in `.gz` is unpacked on the way.
    pub(super) fn read(path: &Path) -> Result<Self, Fault> {
        let file = path.display().to_string();
        let opened = File::open(path).map_err(|error| unopened(&file, &error))?;
        if path.is_dir() {
            return Err(Fault::input(format!(
                "{file} is a folder. Name a CSV file in it."
            )));
        }
        if path.extension().is_some_and(|ending| ending == "gz") {
            return Self::from_reader(file, MultiGzDecoder::new(opened));
        }
        Self::from_reader(file, opened)
    }

    /// Reads CSV text; `file` is its name in messages.
    pub(super) fn from_reader(file: String, reader: impl Read) -> Result<Self, Fault> {
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(reader);
        let unreadable = |error: &csv::Error| unreadable(&file, error);
        let headings = reader.headers().map_err(|error| unreadable(&error))?;
        let columns: Vec<String> = headings
            .iter()
            .map(|name| name.trim_start_matches('\u{feff}').to_owned())
            .collect();
        if columns.iter().all(String::is_empty) {
            return Err(Fault::input(format!(
                "{file} is empty. Its first row has to name the columns."
            )));
        }
        check_headings(&file, &columns)?;
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| unreadable(&error))?;
            rows.push(Row {
                line: record.position().map_or(0, csv::Position::line),
                cells: record.iter().map(str::to_owned).collect(),
            });
        }
        if rows.is_empty() {
            return Err(Fault::input(format!(
                "{file} has no row below its headings. Add the rows of data."
            )));
        }
        Ok(Self {
            file,
            columns,
            rows,
        })
    }

    /// The file's name, for messages.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// The columns' names.
    pub(super) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// How many rows there are below the headings; at least 1.
    pub(super) fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// The line in the file of a row counted from 0.
    pub(super) fn line(&self, row_idx: usize) -> u64 {
        self.rows.get(row_idx).map_or(0, |row| row.line)
    }

    /// A fault at a cell: `what` goes on from "file, line 3, column `x`: ".
    pub(super) fn fault_at(&self, row_idx: usize, column: &str, what: &str) -> Fault {
        let (file, line) = (&self.file, self.line(row_idx));
        Fault::input(format!("{file}, line {line}, column `{column}`: {what}"))
    }

    /// The numbers of a column, missing = `None`.
    pub(super) fn numbers(&self, column: &str) -> Result<Vec<Option<f64>>, Fault> {
        let place = self.place(column)?;
        let cells = self.rows.iter().map(|row| cell(row, place));
        cells
            .enumerate()
            .map(|(row_idx, text)| self.number(row_idx, column, text))
            .collect()
    }

    /// The numbers of a column in which none may be missing.
    pub(super) fn complete_numbers(&self, column: &str) -> Result<Vec<f64>, Fault> {
        let numbers = self.numbers(column)?.into_iter().enumerate();
        numbers
            .map(|(row_idx, number)| {
                number.ok_or_else(|| self.fault_at(row_idx, column, "a number is missing here."))
            })
            .collect()
    }

    /// The texts of a column, missing = `None`.
    pub(super) fn texts(&self, column: &str) -> Result<Vec<Option<&str>>, Fault> {
        let place = self.place(column)?;
        let cells = self.rows.iter().map(|row| cell(row, place));
        Ok(cells.map(|text| present(text).then_some(text)).collect())
    }

    /// The texts of a column in which none may be missing.
    pub(super) fn complete_texts(&self, column: &str) -> Result<Vec<&str>, Fault> {
        let texts = self.texts(column)?.into_iter().enumerate();
        texts
            .map(|(row_idx, text)| {
                text.ok_or_else(|| self.fault_at(row_idx, column, "a value is missing here."))
            })
            .collect()
    }

    /// A column of yes and no, written as 1 and 0, none missing.
    pub(super) fn yes_or_no(&self, column: &str) -> Result<Vec<bool>, Fault> {
        let texts = self.complete_texts(column)?.into_iter().enumerate();
        texts
            .map(|(row_idx, text)| match text {
                "1" => Ok(true),
                "0" => Ok(false),
                other => {
                    Err(self.fault_at(row_idx, column, &format!("`{other}` is neither 0 nor 1.")))
                }
            })
            .collect()
    }

    /// The columns of a list as `A1,A2,C1..C5`; a range goes by the order of the columns.
    pub(super) fn listed(&self, list: &str) -> Result<Vec<String>, Fault> {
        let mut chosen = Vec::new();
        for part in list
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            if let (Some((first, last)), false) = (
                part.split_once(".."),
                self.columns.iter().any(|name| name == part),
            ) {
                let (first, last) = (self.place(first.trim())?, self.place(last.trim())?);
                if last < first {
                    return Err(Fault::input(format!(
                        "{}: the range {part} runs backwards. Name the column that comes first, first.",
                        self.file
                    )));
                }
                chosen.extend(self.columns[first..=last].iter().cloned());
            } else {
                self.place(part)?;
                chosen.push(part.to_owned());
            }
        }
        let mut seen = HashSet::new();
        if let Some(twice) = chosen.iter().find(|name| !seen.insert(name.as_str())) {
            return Err(Fault::input(format!(
                "The column `{twice}` is listed twice."
            )));
        }
        Ok(chosen)
    }

    /// The answers to the chosen items; `others` are columns that other options name, and no items by default.
    pub(super) fn answers(&self, args: &ItemArgs, others: &[&str]) -> Result<Answers, Fault> {
        if let (Some(min), Some(max)) = (args.min, args.max)
            && max <= min
        {
            return Err(Fault::input(format!(
                "--min {min} is not below --max {max}. Give the lowest and the highest possible answer."
            )));
        }
        for name in others {
            self.place(name)?;
        }
        let items = if let Some(list) = &args.items {
            self.listed(list)?
        } else {
            let is_item = |name: &&String| !others.contains(&name.as_str());
            self.columns.iter().filter(is_item).cloned().collect()
        };
        if items.is_empty() {
            return Err(Fault::input(format!(
                "{}: no column is left to be an item. Name some with --items.",
                self.file
            )));
        }
        let reversed = match &args.reverse {
            Some(list) => self.listed(list)?,
            None => Vec::new(),
        };
        if let Some(name) = reversed.iter().find(|name| !items.contains(name)) {
            return Err(Fault::input(format!(
                "--reverse names `{name}`, which is not among the items."
            )));
        }
        let mut columns = Vec::with_capacity(items.len());
        for item in &items {
            columns.push(self.item(item, args, reversed.contains(item))?);
        }
        let persons = (0..self.n_rows())
            .map(|row_idx| columns.iter().map(|column| column[row_idx]).collect())
            .collect();
        Ok(Answers { items, persons })
    }

    fn item(
        &self,
        item: &str,
        args: &ItemArgs,
        is_reversed: bool,
    ) -> Result<Vec<Option<f64>>, Fault> {
        let mut numbers = self.numbers(item)?;
        for (row_idx, number) in numbers.iter_mut().enumerate() {
            let Some(value) = number else { continue };
            let below = args.min.filter(|min| *value < *min);
            let above = args.max.filter(|max| *max < *value);
            if let Some(bound) = below.map(|min| format!("below --min {min}")) {
                return Err(self.fault_at(row_idx, item, &out_of_range(*value, &bound)));
            }
            if let Some(bound) = above.map(|max| format!("above --max {max}")) {
                return Err(self.fault_at(row_idx, item, &out_of_range(*value, &bound)));
            }
            if let (true, Some(min), Some(max)) = (is_reversed, args.min, args.max) {
                *value = min + max - *value;
            }
        }
        Ok(numbers)
    }

    /// Where a column is; one that there is not is a fault that names those that there are.
    fn place(&self, column: &str) -> Result<usize, Fault> {
        let found = self.columns.iter().position(|name| name == column);
        found.ok_or_else(|| {
            const MOST_NAMED: usize = 30;
            let mut named = self.columns[..self.columns.len().min(MOST_NAMED)].join(", ");
            if MOST_NAMED < self.columns.len() {
                named.push_str(", …");
            }
            Fault::input(format!(
                "{} has no column `{column}`. Its columns are: {named}.",
                self.file
            ))
        })
    }

    fn number(&self, row_idx: usize, column: &str, text: &str) -> Result<Option<f64>, Fault> {
        if !present(text) {
            return Ok(None);
        }
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(Some(value)),
            _ => Err(self.fault_at(row_idx, column, &no_number(text))),
        }
    }
}

fn cell(row: &Row, place: usize) -> &str {
    row.cells.get(place).map_or("", String::as_str)
}

fn present(text: &str) -> bool {
    !text.is_empty() && text != "NA"
}

/// Refuses headings that are parted by other signs than commas, and names that occur twice.
fn check_headings(file: &str, columns: &[String]) -> Result<(), Fault> {
    if let [only] = columns {
        for (separator, name) in [(';', "semicolons"), ('\t', "tabs")] {
            if only.contains(separator) {
                return Err(Fault::input(format!(
                    "{file}, line 1: the columns are separated by {name}. Save the file with commas between columns, and points in decimal numbers."
                )));
            }
        }
    }
    let mut seen = HashSet::new();
    match columns.iter().find(|name| !seen.insert(name.as_str())) {
        None => Ok(()),
        Some(twice) if twice.is_empty() => Err(Fault::input(format!(
            "{file}, line 1: several columns have no name. Name them, or take them out."
        ))),
        Some(twice) => Err(Fault::input(format!(
            "{file}, line 1: the column `{twice}` occurs twice. Give each column a name of its own."
        ))),
    }
}

fn out_of_range(value: f64, bound: &str) -> String {
    format!("{value} is {bound}. Correct the answer, or the range.")
}

/// A cell that should be a number, and what to do about it.
fn no_number(text: &str) -> String {
    const MOST_SHOWN: usize = 40;
    let mut shown: String = text
        .chars()
        .take(MOST_SHOWN)
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .collect();
    if text.chars().nth(MOST_SHOWN).is_some() {
        // A quotation mark that is never closed makes the rest of the file one cell.
        shown.push('…');
    }
    let with_point = text.replacen(',', ".", 1);
    if text.contains(',') && with_point.parse::<f64>().is_ok_and(f64::is_finite) {
        return format!("`{shown}` is not a number. Write a decimal point: {with_point}.");
    }
    format!(
        "`{shown}` is not a number. Correct it, or leave the cell empty where the value is missing."
    )
}

fn unopened(file: &str, error: &std::io::Error) -> Fault {
    match error.kind() {
        std::io::ErrorKind::NotFound => Fault::input(format!(
            "There is no file {file}. Check its name and the folder you are in."
        )),
        std::io::ErrorKind::PermissionDenied => Fault::input(format!(
            "{file} may not be read. Ask its owner for the right to read it."
        )),
        _ => Fault::input(format!("{file} cannot be opened: {error}. Check its name.")),
    }
}

fn unreadable(file: &str, error: &csv::Error) -> Fault {
    let line = error.position().map_or(1, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => Fault::input(format!(
            "{file}, line {line}: this row has {len} cells, the headings are {expected_len}. Look for a comma too few or too many."
        )),
        csv::ErrorKind::Utf8 { .. } => Fault::input(format!(
            "{file}, line {line}: the text is not UTF-8. Save the file as CSV in UTF-8."
        )),
        _ => Fault::input(format!("{file} cannot be read: {error}.")),
    }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
