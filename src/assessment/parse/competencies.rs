//! `[[competency]]`: what scenes let people show.

use super::collector::Kind;
use super::place::{Place, Read, Table};
use super::values::refers;
use crate::assessment::{Competency, CompetencyName};

/// Reads one declared competency.
pub(super) fn competency(place: Place<'_>) -> Option<Competency> {
    let table = place.table(&["name", "title", "post_dimensions"])?;
    let name = table.defines("name", Kind::Competency);
    let title = table.required("title");
    let post_dimensions = table.each_of_some("post_dimensions", Read::read);
    Some(Competency {
        name: name?,
        title: title?,
        post_dimensions,
    })
}

/// The competency that a table names; where it names none, that is kept as lacking.
pub(super) fn named(table: &Table<'_>, called: &str) -> Option<CompetencyName> {
    let named = optional(table);
    if table.place("competency").is_none() {
        table.lacks_competency(called);
    }
    named
}

/// The competency that a table names, where it need not.
pub(super) fn optional(table: &Table<'_>) -> Option<CompetencyName> {
    table
        .place("competency")
        .and_then(|place| refers(place, Kind::Competency))
}
