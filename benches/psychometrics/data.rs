//! The data sets, read into plain tables.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, Result};
use composure::psychometrics::irt::Responses;
use flate2::read::MultiGzDecoder;

/// A table with named columns of whole numbers; missing = `None`.
pub(crate) struct Table<Code> {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<Option<Code>>>,
}

fn folder() -> PathBuf {
    std::env::var_os("COMPOSURE_REFERENCE_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/psychometrics"),
        PathBuf::from,
    )
}

/// Whether the data sets can be read.
pub(crate) fn is_there() -> bool {
    folder().join("data/sim_grm100k.csv.gz").is_file()
}

/// Reads a file of the folder `data`; cells that are no such number are missing.
pub(crate) fn table<Code: FromStr>(file: &str) -> Result<Table<Code>> {
    let path = folder().join("data").join(file);
    let opened = File::open(&path).with_context(|| path.display().to_string())?;
    let reader: Box<dyn Read> = if path.extension().is_some_and(|ending| ending == "gz") {
        Box::new(MultiGzDecoder::new(opened))
    } else {
        Box::new(opened)
    };
    let mut reader = csv::Reader::from_reader(reader);
    let columns = reader.headers()?.iter().map(str::to_owned).collect();
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        rows.push(record.iter().map(|cell| cell.parse().ok()).collect());
    }
    Ok(Table { columns, rows })
}

/// The simulated answers of 100,000 people to 40 items of five categories, coded 0 to 4.
pub(crate) fn graded_100k() -> Result<Responses> {
    let table = table("sim_grm100k.csv.gz")?;
    let n_categories = vec![5; table.columns.len()];
    Ok(Responses::from_categories(
        &table.columns,
        &n_categories,
        &table.rows,
    )?)
}

/// The 25 items of bfi, those keyed the other way recoded.
pub(crate) fn bfi_25() -> Result<Responses> {
    const REVERSED: [&str; 7] = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"];
    let table = table("bfi.csv")?;
    let is_item = |name: &str| {
        let (scale, number) = name.split_at(1);
        "ACENO".contains(scale) && number.len() == 1
    };
    let places: Vec<usize> = (0..table.columns.len())
        .filter(|&place| is_item(&table.columns[place]))
        .collect();
    let items: Vec<String> = places
        .iter()
        .map(|&place| table.columns[place].clone())
        .collect();
    let category = |row: &[Option<u8>], place: usize| {
        let code = row[place]?;
        let is_reversed = REVERSED.contains(&table.columns[place].as_str());
        Some(if is_reversed { 6 - code } else { code - 1 })
    };
    let persons: Vec<Vec<Option<u8>>> = table
        .rows
        .iter()
        .map(|row| places.iter().map(|&place| category(row, place)).collect())
        .collect();
    Ok(Responses::from_categories(
        &items,
        &vec![6; items.len()],
        &persons,
    )?)
}
