//! Reads the reference data that tests compare with.

use std::collections::HashMap;
use std::path::PathBuf;

/// One line of a table by column name.
pub(super) type Row = HashMap<String, String>;

/// The path of a reference file; where it is absent says so with the test's name, and the test counts as skipped.
fn find(file: &str, test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("COMPOSURE_REFERENCE_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/psychometrics"),
        PathBuf::from,
    );
    let path = folder.join(file);
    if path.is_file() {
        return Some(path);
    }
    // One text written at once, because tests run side by side.
    let notice = format!("skipped: {test} ({} is absent)\n", path.display());
    eprint!("{notice}");
    None
}

/// The lines of a CSV file with a heading; one that ends in `.gz` is unpacked on the way.
pub(super) fn table(file: &str, test: &str) -> Option<Vec<Row>> {
    let path = find(file, test)?;
    let opened = std::fs::File::open(&path).unwrap();
    let text: Box<dyn std::io::Read> = if path.extension().is_some_and(|ending| ending == "gz") {
        Box::new(flate2::read::GzDecoder::new(opened))
    } else {
        Box::new(opened)
    };
    let mut reader = csv::Reader::from_reader(text);
    Some(reader.deserialize().map(Result::unwrap).collect())
}

/// The text of a file packed by gzip.
pub(super) fn unpacked(file: &str, test: &str) -> Option<String> {
    let packed = std::fs::File::open(find(file, test)?).unwrap();
    let text = std::io::read_to_string(flate2::read::MultiGzDecoder::new(packed));
    Some(text.unwrap())
}

/// A JSON file.
pub(super) fn json(file: &str, test: &str) -> Option<serde_json::Value> {
    let text = std::fs::read_to_string(find(file, test)?).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

/// A number of a line; `None` where it is empty or `NA`.
pub(super) fn number(row: &Row, column: &str) -> Option<f64> {
    match row[column].as_str() {
        "" | "NA" => None,
        text => Some(text.parse().unwrap()),
    }
}

/// Whether slow studies are to run, because `COMPOSURE_SLOW_TESTS` is set; where not, says so with the test's name.
pub(super) fn wants_slow(test: &str) -> bool {
    if std::env::var_os("COMPOSURE_SLOW_TESTS").is_some() {
        return true;
    }
    let notice = format!("skipped: {test} (slow; `make test-slow` runs it)\n");
    eprint!("{notice}");
    false
}
