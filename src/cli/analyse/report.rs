//! What a command prints: one value, shown as a table for people or as JSON for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::fault::Fault;

/// What a command found. The serialised fields are a contract with scripts; the text is for people.
pub(super) trait Report: Serialize {
    /// The readable form, without a line break at its end.
    fn text(&self) -> String;
}

/// One JSON object at full precision.
pub(super) fn json(report: &impl Report) -> Result<String, Fault> {
    serde_json::to_string_pretty(report)
        .map_err(|error| Fault::Method(format!("The result cannot be written as JSON: {error}.")))
}

/// A table in columns: the first to the left, numbers to the right, two spaces between.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// A table with these headings.
    pub(super) fn new(headings: &[&str]) -> Self {
        Self {
            rows: vec![headings.iter().map(ToString::to_string).collect()],
        }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// The table as text.
    pub(super) fn text(&self) -> String {
        let n_columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..n_columns).map(width).collect();
        let mut text = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                let width = widths.get(column).copied().unwrap_or(0);
                let gap = if column == 0 { "" } else { "  " };
                let _ = if column == 0 {
                    write!(line, "{gap}{cell:<width$}")
                } else {
                    write!(line, "{gap}{cell:>width$}")
                };
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text.truncate(text.trim_end().len());
        text
    }
}

/// A number with this many decimals.
pub(super) fn fixed(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    // A rounded-away negative is shown as plain zero.
    if text.starts_with('-') && !text.contains(|digit: char| ('1'..='9').contains(&digit)) {
        return text.trim_start_matches('-').to_owned();
    }
    text
}

/// A number with this many decimals, or a dash where there is none.
pub(super) fn fixed_or_dash(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| fixed(value, decimals))
}

/// A probability value: three decimals, or "<.001" below.
pub(super) fn p_value(p: f64) -> String {
    if p < 0.001 {
        return "<.001".to_owned();
    }
    fixed(p, 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut grid = Grid::new(&["item", "mean"]);
        grid.row(vec!["A1".to_owned(), fixed(2.4, 2)]);
        grid.row(vec!["agree-10".to_owned(), fixed(-0.0004, 2)]);
        assert_eq!(
            grid.text(),
            "item      mean\nA1        2.40\nagree-10  0.00"
        );
    }

    #[test]
    fn a_missing_number_is_a_dash_and_a_tiny_p_is_not_zero() {
        assert_eq!(fixed_or_dash(None, 2), "–");
        assert_eq!(p_value(1e-9), "<.001");
        assert_eq!(p_value(0.0213), "0.021");
    }
}
