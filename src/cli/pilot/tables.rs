//! Tables of Markdown that can be read as they are, too.

use std::fmt::Write as _;

/// A table: the first column to the left, the others to the right unless they are words.
#[derive(Debug)]
pub(super) struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(headings: &[&str]) -> Self {
        Self {
            headings: headings.iter().map(ToString::to_string).collect(),
            rows: Vec::new(),
        }
    }

    pub(super) fn row(&mut self, cells: Vec<String>) {
        let cells = cells.into_iter().map(|cell| cell.replace('|', "\\|"));
        self.rows.push(cells.collect());
    }

    /// The table with a blank line after it; a sentence where it has no row.
    pub(super) fn text(&self) -> String {
        if self.rows.is_empty() {
            return "None.\n\n".to_owned();
        }
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            let widest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
            let heading = self
                .headings
                .get(column)
                .map_or(0, |heading| heading.chars().count());
            widest.max(heading).max(3)
        };
        let widths: Vec<usize> = (0..self.headings.len()).map(width).collect();
        let is_words = |column: usize| {
            let is_number = |cell: &String| {
                cell.chars()
                    .next()
                    .is_none_or(|first| first.is_ascii_digit() || "–-−.(".contains(first))
            };
            column == 0
                || !self
                    .rows
                    .iter()
                    .filter_map(|row| row.get(column))
                    .all(is_number)
        };
        let left: Vec<bool> = (0..widths.len()).map(is_words).collect();
        let mut text = line(&self.headings, &widths, &left);
        text.push('|');
        for (width, left) in widths.iter().zip(&left) {
            let _ = if *left {
                write!(text, "{}|", "-".repeat(width + 2))
            } else {
                write!(text, "{}:|", "-".repeat(width + 1))
            };
        }
        text.push('\n');
        for row in &self.rows {
            text.push_str(&line(row, &widths, &left));
        }
        text.push('\n');
        text
    }
}

fn line(cells: &[String], widths: &[usize], left: &[bool]) -> String {
    let mut text = "|".to_owned();
    for ((cell, width), left) in cells.iter().zip(widths).zip(left) {
        let _ = if *left {
            write!(text, " {cell:<width$} |")
        } else {
            write!(text, " {cell:>width$} |")
        };
    }
    text.push('\n');
    text
}

/// A number with so many decimals, or a dash where there is none.
pub(super) fn number(value: Option<f64>, decimals: usize) -> String {
    let Some(value) = value else {
        return "–".to_owned();
    };
    let text = format!("{value:.decimals$}");
    // A rounded-away negative is plain zero.
    if text.starts_with('-') && !text.contains(|digit: char| ('1'..='9').contains(&digit)) {
        return text.trim_start_matches('-').to_owned();
    }
    text
}

/// A share as a percentage, or a dash where there is none.
pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or_else(
        || "–".to_owned(),
        |share| format!("{} %", number(Some(share * 100.0), 1)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_markdown_and_lines_up() {
        let mut table = Table::new(&["scale", "n", "note"]);
        table.row(vec![
            "restraint".to_owned(),
            "12".to_owned(),
            "a | b".to_owned(),
        ]);
        table.row(vec!["r".to_owned(), number(None, 2), String::new()]);
        assert_eq!(
            table.text(),
            "| scale     |   n | note   |\n\
             |-----------|----:|--------|\n\
             | restraint |  12 | a \\| b |\n\
             | r         |   – |        |\n\n"
        );
        assert_eq!(Table::new(&["scale"]).text(), "None.\n\n");
    }

    #[test]
    fn numbers_are_rounded_and_a_rounded_zero_has_no_sign() {
        assert_eq!(number(Some(-0.001), 2), "0.00");
        assert_eq!(number(Some(-1.25), 1), "-1.2");
        assert_eq!(percent(Some(0.125)), "12.5 %");
        assert_eq!(percent(None), "–");
    }
}
