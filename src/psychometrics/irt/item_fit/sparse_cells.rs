//! Tables of observed and expected answers, merged until no expected number is too small for chi-square.

/// One cell: how many gave the answer, and how many were expected to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Cell {
    /// How many did.
    pub(super) observed: f64,
    /// How many were expected to.
    pub(super) expected: f64,
}

impl Cell {
    fn add(&mut self, other: Self) {
        self.observed += other.observed;
        self.expected += other.expected;
    }
}

/// The answers of the people with one sum score: a cell for each category. Categories that were merged make it shorter.
pub(super) type Row = Vec<Cell>;

/// The smallest expected number that a cell may have.
pub(super) const SMALLEST_EXPECTED: f64 = 1.0;

/// Merges cells until every expected number is at least [`SMALLEST_EXPECTED`].
///
/// Rows are ordered by sum score. The first and last `n_impossible` are sums with which some category cannot go: they
/// join the nearest row with which all can. Then rows without a person are left out, those of one person join the next,
/// categories merge within a row with their smaller neighbour, and at last whole rows with the neighbour of fewer
/// persons.
///
/// *Source*: Orlando & Thissen (2000), *Applied Psychological Measurement* 24, 50–64; the order of merging for several
/// categories follows Kang & Chen (2008), *Journal of Educational Measurement* 45, 391–406, as the field's software
/// carries it out, because the statistic depends on it.
pub(super) fn merged(rows: Vec<Row>, n_impossible: usize) -> Vec<Row> {
    let mut rows = without_impossible(rows, n_impossible);
    rows.retain(|row| 0.0 < persons(row));
    merge_single_persons(&mut rows);
    for row in &mut rows {
        merge_within(row);
    }
    merge_rare_columns(&mut rows);
    merge_rows(&mut rows);
    rows
}

fn persons(row: &Row) -> f64 {
    row.iter().map(|cell| cell.observed).sum()
}

fn is_sparse(row: &Row) -> bool {
    row.iter().any(|cell| cell.expected < SMALLEST_EXPECTED)
}

/// Adds a row to another, category by category from the lowest.
fn add_row(rows: &mut [Row], into: usize, from: usize) {
    let source = rows[from].clone();
    let target = &mut rows[into];
    let longer = target.len().max(source.len());
    target.resize(longer, Cell::default());
    for (cell, added) in target.iter_mut().zip(source) {
        cell.add(added);
    }
}

/// The rows in which some answer cannot be, merged into the next towards the middle; nothing is left where there is no
/// other row.
fn without_impossible(mut rows: Vec<Row>, n_impossible: usize) -> Vec<Row> {
    let Some(last) = rows.len().checked_sub(n_impossible + 1) else {
        return Vec::new();
    };
    if last < n_impossible {
        return Vec::new();
    }
    for row_idx in 0..n_impossible {
        add_row(&mut rows, n_impossible, row_idx);
    }
    for row_idx in last + 1..rows.len() {
        add_row(&mut rows, last, row_idx);
    }
    rows.truncate(last + 1);
    rows.drain(..n_impossible);
    rows
}

/// A row of one person joins the next, the last one the row before.
fn merge_single_persons(rows: &mut Vec<Row>) {
    // Persons are counted, so that a sum below 1.5 is one person.
    let is_single = |row: &Row| persons(row) < 1.5;
    let mut row_idx = 0;
    while row_idx + 1 < rows.len() {
        if is_single(&rows[row_idx]) {
            add_row(rows, row_idx + 1, row_idx);
            rows.remove(row_idx);
        } else {
            row_idx += 1;
        }
    }
    let n_rows = rows.len();
    if 1 < n_rows && is_single(&rows[n_rows - 1]) {
        add_row(rows, n_rows - 2, n_rows - 1);
        rows.pop();
    }
}

/// Merges a row's smallest category with its smaller neighbour, until all are large enough or two are left.
fn merge_within(row: &mut Row) {
    while 2 < row.len() && is_sparse(row) {
        // Of equally small ones the last.
        let places = row.iter().enumerate().rev();
        let smallest = places.min_by(|(_, a), (_, b)| a.expected.total_cmp(&b.expected));
        let Some((smallest, &cell)) = smallest else {
            return;
        };
        let last = row.len() - 1;
        let neighbour = match smallest {
            0 => 1,
            middle if middle < last && row[middle + 1].expected < row[middle - 1].expected => {
                middle + 1
            }
            other => other - 1,
        };
        row[neighbour].add(cell);
        row.remove(smallest);
    }
}

/// A highest category that is rare in all rows together joins the one below it everywhere; so does one that hardly any
/// row has kept.
fn merge_rare_columns(rows: &mut [Row]) {
    let n_rows = rows.len() as f64;
    let mut n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let merge_down = |rows: &mut [Row], column: usize| {
        for row in rows.iter_mut().filter(|row| column < row.len()) {
            let cell = row.remove(column);
            row[column - 1].add(cell);
        }
    };
    while 2 < n_columns {
        let column = n_columns - 1;
        let cells = rows.iter().filter_map(|row| row.get(column));
        let expected: f64 = cells.map(|cell| cell.expected).sum();
        if SMALLEST_EXPECTED * (n_rows * 0.1).ceil() <= expected {
            break;
        }
        merge_down(rows, column);
        n_columns -= 1;
    }
    for column in (1..n_columns).rev() {
        let n_with = rows.iter().filter(|row| column < row.len()).count() as f64;
        if n_with / n_rows < 0.05 {
            merge_down(rows, column);
        }
    }
}

/// Merges the first row that has too small a cell with the neighbour of fewer persons, until there is none.
fn merge_rows(rows: &mut Vec<Row>) {
    while 1 < rows.len() {
        let Some(sparse) = rows.iter().position(is_sparse) else {
            return;
        };
        let last = rows.len() - 1;
        let neighbour = match sparse {
            0 => 1,
            middle if middle < last && persons(&rows[middle + 1]) < persons(&rows[middle - 1]) => {
                middle + 1
            }
            other => other - 1,
        };
        add_row(rows, neighbour, sparse);
        rows.remove(sparse);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(cells: &[&[(f64, f64)]]) -> Vec<Row> {
        let cell = |&(observed, expected): &(f64, f64)| Cell { observed, expected };
        cells
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect()
    }

    #[test]
    fn a_large_table_stays_as_it_is() {
        let table = rows(&[&[(5.0, 4.0), (3.0, 4.0)], &[(2.0, 3.0), (6.0, 5.0)]]);
        assert_eq!(merged(table.clone(), 0), table);
    }

    #[test]
    fn answers_that_cannot_go_with_a_sum_join_the_next_row() {
        let table = rows(&[
            &[(3.0, 2.5), (1.0, 1.5), (0.0, 0.0)],
            &[(4.0, 4.0), (3.0, 3.0), (2.0, 2.0)],
            &[(0.0, 0.0), (2.0, 2.5), (5.0, 4.5)],
        ]);
        let expected = rows(&[&[(7.0, 6.5), (6.0, 7.0), (7.0, 6.5)]]);
        assert_eq!(merged(table.clone(), 1), expected);
        assert!(merged(table, 2).is_empty());
    }

    #[test]
    fn a_row_of_one_person_joins_the_next_and_a_sparse_category_its_smaller_neighbour() {
        let table = rows(&[
            &[(1.0, 0.5), (0.0, 0.3), (0.0, 0.2)],
            &[(6.0, 5.0), (2.0, 2.5), (1.0, 0.5)],
            &[(9.0, 8.0), (4.0, 5.0), (6.0, 6.0)],
        ]);
        let expected = rows(&[
            &[(7.0, 5.5), (3.0, 3.5)],
            &[(9.0, 8.0), (4.0, 5.0), (6.0, 6.0)],
        ]);
        assert_eq!(merged(table, 0), expected);
    }

    #[test]
    fn a_sparse_row_joins_the_neighbour_of_fewer_persons() {
        let table = rows(&[
            &[(9.0, 9.0), (9.0, 9.0)],
            &[(4.0, 3.5), (0.0, 0.5)],
            &[(3.0, 4.0), (5.0, 4.0)],
        ]);
        let expected = rows(&[&[(9.0, 9.0), (9.0, 9.0)], &[(7.0, 7.5), (5.0, 4.5)]]);
        assert_eq!(merged(table, 0), expected);
    }

    #[test]
    fn an_empty_table_gives_nothing() {
        assert!(merged(Vec::new(), 0).is_empty());
        assert!(merged(rows(&[&[(0.0, 0.0), (0.0, 0.0)]]), 0).is_empty());
    }

    proptest! {
        #[test]
        fn merging_keeps_every_person_of_a_row_that_has_some(
            table in prop::collection::vec(prop::collection::vec((0u8..4, 0.01..4.0f64), 4), 1..8),
        ) {
            let table: Vec<Row> = table
                .into_iter()
                .map(|row| {
                    let cell = |(observed, expected)| Cell { observed: f64::from(observed), expected };
                    row.into_iter().map(cell).collect()
                })
                .collect();
            let before: f64 = table.iter().map(persons).sum();
            let merged = merged(table, 0);
            let after: f64 = merged.iter().map(persons).sum();
            prop_assert!((before - after).abs() < 1e-9);
            prop_assert!(merged.len() < 2 || !merged.iter().any(is_sparse));
        }
    }
}
