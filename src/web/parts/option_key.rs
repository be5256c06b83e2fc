//! The key of situations: what could be done in each, and what experts think of it. For psychologists only.

use maud::{Markup, html};

use super::{figure, table};
use crate::app::judgement_key::{KeyedOption, RatedOption};

/// The key of an assessment; nothing where it has no situations.
pub fn key(options: &[KeyedOption]) -> Markup {
    if options.is_empty() {
        return html! {};
    }
    let header = html! { (table::header("What could be done")) (key_headers()) };
    let rows = html! {
        @for (idx, keyed) in options.iter().enumerate() {
            (situation(options.get(idx.wrapping_sub(1)), keyed, 4))
            tr {
                td.words { (keyed.option) }
                (key_cells(keyed))
            }
        }
    };
    section(&table::table(
        "Experts’ ratings, from 1 to 7",
        &header,
        &rows,
    ))
}

/// Somebody's ratings beside the key; nothing where there are none.
pub fn beside_key(options: &[RatedOption]) -> Markup {
    if options.is_empty() {
        return html! {};
    }
    let header = html! {
        (table::header("What could be done"))
        (table::header("Rated"))
        (table::unit_header("Counted", "agreement"))
        (key_headers())
    };
    let rows = html! {
        @for (idx, rated) in options.iter().enumerate() {
            @let before = options.get(idx.wrapping_sub(1)).map(|before| &before.keyed);
            (situation(before, &rated.keyed, 6))
            tr {
                td.words { (rated.keyed.option) }
                td { (rated.rated) }
                td.number { (figure::optional(rated.points.map(|points| figure::decimal(points, 2)))) }
                (key_cells(&rated.keyed))
            }
        }
    };
    section(&table::table(
        "Each rating beside the experts’",
        &header,
        &rows,
    ))
}

/// A row over the whole width that names a situation, before the first of its options.
fn situation(before: Option<&KeyedOption>, here: &KeyedOption, columns: u8) -> Markup {
    if before.is_some_and(|before| before.stem == here.stem) {
        return html! {};
    }
    html! { tr { th scope="rowgroup" colspan=(columns) { (here.stem) } } }
}

fn section(table: &Markup) -> Markup {
    html! {
        section aria-labelledby="key" {
            h2 #key { "Ratings and their key" }
            p { "For psychologists only: a key that applicants know is worth nothing." }
            (table)
        }
    }
}

fn key_headers() -> Markup {
    html! {
        (table::unit_header("Experts", "1 to 7"))
        (table::header("Tone and competency"))
        (table::header("Why"))
    }
}

fn key_cells(keyed: &KeyedOption) -> Markup {
    html! {
        td.number { (figure::decimal(keyed.expert, 1)) }
        td { (keyed.tone) ", " (keyed.competency) }
        td.words { (keyed.rationale) }
    }
}

/// Two situations' options for pages that show a key.
#[cfg(test)]
pub(crate) fn samples() -> Vec<RatedOption> {
    let option = |stem: &str, option: &str, tone, expert, rated: &str| RatedOption {
        keyed: KeyedOption {
            stem: stem.to_owned(),
            option: option.to_owned(),
            tone,
            competency: "listening".to_owned(),
            expert,
            rationale: "Hears the person first and gives a real way forward.".to_owned(),
        },
        rated: rated.to_owned(),
        points: Some(0.87),
    };
    let late = "A customer brings a form one day late and says that it is your fault.";
    let loud = "You sit in a quiet room. Someone talks loudly on the phone.";
    vec![
        option(
            late,
            "Take the form and say nothing.",
            "passive",
            2.5,
            "3 (Rather poorly)",
        ),
        option(
            late,
            "Ask what happened.",
            "assertive",
            6.5,
            "7 (Very well)",
        ),
        option(
            loud,
            "Call across the room.",
            "aggressive",
            2.0,
            "1 (Very poorly)",
        ),
    ]
}
