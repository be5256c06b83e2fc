//! A file of people to invite, as comma-separated values: read whole, or refused with every bad row.

use super::administration::sentence;
use super::invitees::{ListedPerson, read_list};
use crate::storage::invitation::Invitee;

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// Its line in the file, counted from 1.
    pub line: u64,
    /// The row as it was sent.
    pub text: String,
    /// What is wrong with it and what to do.
    pub sentence: String,
}

/// Where the columns are.
struct Columns {
    name: usize,
    email: usize,
    external_id: Option<usize>,
}

/// Reads a file whose first row names its columns: `name`, `email`, and `external_id` where there is one.
pub fn read_file(text: &str) -> Result<Vec<Invitee>, Vec<RowFault>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns = match reader.headers() {
        Ok(header) => columns(header).map_err(|sentence| vec![at_first(header, sentence)])?,
        Err(fault) => return Err(vec![at_first(&csv::StringRecord::new(), fault.to_string())]),
    };
    let n_columns = reader.headers().map_or(0, csv::StringRecord::len);
    let mut rows = Vec::new();
    let mut people = Vec::new();
    let mut faults = Vec::new();
    for record in reader.records() {
        match read_row(text, record, &columns, n_columns) {
            Ok((row, person)) => {
                rows.push(row);
                people.push(person);
            }
            Err(fault) => faults.push(fault),
        }
    }
    match read_list(&people) {
        Ok(invitees) if faults.is_empty() && !invitees.is_empty() => return Ok(invitees),
        Ok(_) => {}
        Err(wrong) => faults.extend(wrong.into_iter().filter_map(|fault| {
            let (line, text) = rows.get(fault.entry.checked_sub(1)?)?;
            Some(RowFault {
                line: *line,
                text: text.clone(),
                sentence: in_lines(&worded(&fault.sentence), &rows),
            })
        })),
    }
    if faults.is_empty() {
        faults.push(RowFault {
            line: 1,
            text: String::new(),
            sentence: "There is nobody below the first row.".to_owned(),
        });
    }
    faults.sort_by_key(|fault| fault.line);
    Err(faults)
}

/// A row as a person, with its line and its text.
fn read_row(
    text: &str,
    record: csv::Result<csv::StringRecord>,
    columns: &Columns,
    n_columns: usize,
) -> Result<((u64, String), ListedPerson), RowFault> {
    let record = record.map_err(|fault| RowFault {
        line: fault.position().map_or(0, |at| line_of(text, at)),
        text: String::new(),
        sentence: "The row is not text in UTF-8.".to_owned(),
    })?;
    let line = record.position().map_or(0, |at| line_of(text, at));
    let cells: Vec<&str> = record.iter().collect();
    let row = cells.join(",");
    if record.len() != n_columns {
        return Err(RowFault {
            line,
            text: row,
            sentence: format!(
                "The row has {} cells and the first row has {n_columns}. Put a cell with a comma in quotes.",
                record.len()
            ),
        });
    }
    let cell = |column: usize| record.get(column).unwrap_or_default().to_owned();
    let person = ListedPerson {
        name: cell(columns.name),
        email: cell(columns.email),
        external_id: columns.external_id.map(cell),
    };
    Ok(((line, row), person))
}

/// The line a row stands in: the reader begins a row at the empty lines before it.
fn line_of(text: &str, at: &csv::Position) -> u64 {
    let start = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let rest = text.get(start..).unwrap_or_default().chars();
    let blank = rest.take_while(|character| matches!(character, '\r' | '\n'));
    at.line() + blank.filter(|character| *character == '\n').count() as u64
}

fn columns(header: &csv::StringRecord) -> Result<Columns, String> {
    let place = |name: &str| {
        let mut cells = header.iter();
        cells.position(|cell| cell.eq_ignore_ascii_case(name))
    };
    let missing = |name| {
        format!("The first row names no column `{name}`. It should be: name,email,external_id.")
    };
    Ok(Columns {
        name: place("name").ok_or_else(|| missing("name"))?,
        email: place("email").ok_or_else(|| missing("email"))?,
        external_id: place("external_id"),
    })
}

fn at_first(header: &csv::StringRecord, sentence: String) -> RowFault {
    let cells: Vec<&str> = header.iter().collect();
    RowFault {
        line: 1,
        text: cells.join(","),
        sentence,
    }
}

/// A fault as a sentence; one that begins with an address stays as it is.
fn worded(fault: &str) -> String {
    let first = fault.split(' ').next().unwrap_or_default();
    if first.contains('@') {
        fault.to_owned()
    } else {
        sentence(fault.trim_end_matches('.'))
    }
}

/// A list counts entries; a file's reader counts lines.
fn in_lines(fault: &str, rows: &[(u64, String)]) -> String {
    let Some((before, after)) = fault.split_once(" in entry ") else {
        return fault.to_owned();
    };
    let (entry, rest) = after.split_once(' ').unwrap_or((after, ""));
    let line = entry
        .parse::<usize>()
        .ok()
        .and_then(|entry| rows.get(entry.checked_sub(1)?))
        .map_or(0, |(line, _)| *line);
    format!("{before} in line {line} {rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(u64, String)> {
        let faults = read_file(text).unwrap_err();
        faults
            .into_iter()
            .map(|fault| (fault.line, fault.sentence))
            .collect()
    }

    #[test]
    fn columns_may_stand_in_any_order_and_the_number_may_be_left_out() {
        let people = read_file("\u{feff}Email,Name\r\nada@example.org,\"Park, Ada\"\r\n").unwrap();
        assert_eq!(people.len(), 1);
        assert_eq!(people[0].name.as_str(), "Park, Ada");
        assert_eq!(people[0].external_id, None);
        let people = read_file("name,email,external_id\nAda,ada@example.org,A-7\n").unwrap();
        assert_eq!(people[0].external_id.as_deref(), Some("A-7"));
    }

    #[test]
    fn every_bad_row_is_named_by_its_line_and_nobody_is_read() {
        let text = "name,email\nAda,ada@example.org\n,nobody\n\nLee,lee@example.org,more\nAda,ADA@example.org\n";
        let found = faults(text);
        let lines: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [3, 3, 5, 6], "{found:?}");
        assert!(found[3].1.contains("in line 2"), "{found:?}");
    }

    #[test]
    fn a_file_without_its_first_row_or_without_people_says_so() {
        assert_eq!(faults("Ada,ada@example.org\n")[0].0, 1);
        assert!(faults("")[0].1.contains("`name`"));
        assert!(faults("name,email\n")[0].1.contains("nobody"));
    }
}
