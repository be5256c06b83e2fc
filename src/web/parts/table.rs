//! Desk tables: a frame that scrolls, a header that stays, figures at the right.

use maud::{Markup, html};

use crate::selection::Order;

/// A table in its frame. The caption names it, for those who hear it as for those who see it.
pub fn table(caption: &str, header: &Markup, rows: &Markup) -> Markup {
    html! {
        div.table-frame role="region" aria-label=(caption) tabindex="0" {
            table.usa-table {
                caption { (caption) }
                thead { tr { (header) } }
                tbody { (rows) }
            }
        }
    }
}

/// A header over words.
pub fn header(title: &str) -> Markup {
    html! { th scope="col" { (title) } }
}

/// A header over figures.
pub fn number_header(title: &str) -> Markup {
    html! { th.number scope="col" { (title) } }
}

/// A header over figures of one unit.
pub fn unit_header(title: &str, unit: &str) -> Markup {
    html! { th.number scope="col" { (title) " " span.unit { (unit) } } }
}

/// A header over buttons, which needs no words for who sees it.
pub fn action_header(title: &str) -> Markup {
    html! { th scope="col" { span.said { (title) } } }
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind<'a> {
    /// Words, from the left.
    Words,
    /// Figures without a unit, at the right.
    Number,
    /// Figures of this unit, at the right.
    Unit(&'a str),
}

/// A header that sorts its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortHeader<'a> {
    /// What stands below it.
    pub title: &'a str,
    /// What kind of thing stands below it.
    pub kind: ColumnKind<'a>,
    /// The same page, sorted by this column.
    pub href: String,
    /// How it is sorted now, when it is by this column.
    pub sorted: Option<Order>,
}

/// A header with a link that sorts.
pub fn sort_header(column: &SortHeader<'_>) -> Markup {
    // The style draws an arrow by this attribute.
    let aria_sort = column.sorted.map(|order| match order {
        Order::Ascending => "ascending",
        Order::Descending => "descending",
    });
    let is_number = column.kind != ColumnKind::Words;
    html! {
        th scope="col" class=[is_number.then_some("number")] aria-sort=[aria_sort] {
            a.sort href=(column.href) { (column.title) }
            @if let ColumnKind::Unit(unit) = column.kind { " " span.unit { (unit) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sorted_column_says_so_to_everybody() {
        let column = SortHeader {
            title: "Overall",
            kind: ColumnKind::Unit("T ± SE"),
            href: "?sort=overall&order=ascending".to_owned(),
            sorted: Some(Order::Descending),
        };
        let html = sort_header(&column).into_string();
        assert!(html.contains(r#"aria-sort="descending""#));
    }
}
