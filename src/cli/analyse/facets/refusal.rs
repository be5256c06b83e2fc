//! Refusals of the facets model in the words of the file.

use std::collections::HashSet;

use super::super::fault::Fault;
use super::Input;
use crate::psychometrics::facets::Error;

/// The most names of a part that are listed.
const MOST_NAMED: usize = 20;

/// The fault for an error; `severities` names what the model gave a severity.
pub(super) fn fault(error: &Error, input: &Input<'_>, severities: &[String]) -> Fault {
    let item = |item_idx: usize| named(&input.items, item_idx);
    match error {
        Error::RatedTwice { first, second } => Fault::input(twice(input, *first, *second)),
        Error::DisconnectedRaters { subsets } => Fault::method(
            &disconnected(input, subsets),
            "Let some persons be rated by raters of both sides, or analyse each part by itself.",
        ),
        Error::DisconnectedItems { subsets } => Fault::method(
            &format!(
                "the items fall into {} parts that share no rater: {}",
                subsets.len(),
                listed(subsets, &input.items)
            ),
            "Let some raters rate items of both sides, or analyse each part by itself.",
        ),
        Error::ConstantItem { item_idx, score } => Fault::method(
            &format!(
                "every score of `{}` is {score}, so its difficulty has no bound",
                item(*item_idx)
            ),
            "Leave the item out.",
        ),
        Error::ExtremeRater { rater_idx } => Fault::method(
            &format!(
                "rater {} gave the same end of the scale every time, so the severity has no bound",
                named(severities, *rater_idx)
            ),
            "Leave these ratings out, or add others of this rater.",
        ),
        Error::UnusedCategory { item_idx, category } => {
            let what = item_idx.map_or("a score".to_owned(), |item_idx| {
                format!("`{}`", item(item_idx))
            });
            let advice = if item_idx.is_some() {
                "Merge this category with a neighbour by recoding the file, or choose --steps common."
            } else {
                "Merge this category with a neighbour by recoding the file."
            };
            Fault::method(
                &format!(
                    "{what} was never {category}, which lies between scores that were given, so its step has no bound"
                ),
                advice,
            )
        }
        Error::TooFewPersons { .. } | Error::NoVariance => Fault::method(
            error,
            "Severities are compared by persons who differ: add persons or items.",
        ),
        Error::OutOfRange { .. } => Fault::input(format!("This cannot be computed: {error}.")),
        _ => Fault::method(
            error,
            "Look for items or raters with very few scores, and leave them out.",
        ),
    }
}

fn twice(input: &Input<'_>, first: usize, second: usize) -> String {
    let (person, rater) = input.rows.get(second).map_or(("", ""), |row| {
        (
            named(&input.persons, row.person),
            named(&input.raters, row.rater),
        )
    });
    format!(
        "{}, lines {} and {}: person `{person}` is rated by rater `{rater}` twice. Keep one of the lines, or name the column that tells the periods apart with --period.",
        input.table.file(),
        input.line(first),
        input.line(second)
    )
}

fn disconnected(input: &Input<'_>, subsets: &[Vec<usize>]) -> String {
    let parts = subsets.iter().map(|subset| {
        let is_in = |row: &&crate::psychometrics::facets::Rating| subset.contains(&row.rater);
        let persons: HashSet<usize> = input
            .rows
            .iter()
            .filter(is_in)
            .map(|row| row.person)
            .collect();
        let noun = if persons.len() == 1 {
            "person"
        } else {
            "persons"
        };
        format!(
            "{{{}}} with {} {noun}",
            names(subset, &input.raters),
            persons.len()
        )
    });
    let parts: Vec<String> = parts.collect();
    format!(
        "the raters fall into {} parts that share no person: {}",
        parts.len(),
        parts.join(" and ")
    )
}

fn listed(subsets: &[Vec<usize>], all: &[String]) -> String {
    let parts: Vec<String> = subsets
        .iter()
        .map(|subset| format!("{{{}}}", names(subset, all)))
        .collect();
    parts.join(" and ")
}

fn names(subset: &[usize], all: &[String]) -> String {
    let mut text: Vec<&str> = subset
        .iter()
        .take(MOST_NAMED)
        .map(|index| named(all, *index))
        .collect();
    if subset.len() > MOST_NAMED {
        text.push("…");
    }
    text.join(", ")
}

fn named(all: &[String], index: usize) -> &str {
    all.get(index).map_or("?", String::as_str)
}
