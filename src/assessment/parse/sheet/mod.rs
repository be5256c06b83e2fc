//! Items and situations in a table that a spreadsheet can open: comma-separated values, each row an item, a situation or
//! an option of one.
//!
//! `sheet_text` writes the same form. Both commas and semicolons divide cells (the first row tells which), UTF-8 with
//! or without a mark at the beginning, cells in quotes where they hold a divider, a quote or a line's end.

mod cells;
mod rows;

use self::cells::Cells;
use self::rows::Rows;
use super::collector::{Collector, Kind, Spot};
use super::{KnownNames, NOWHERE, nearest};
use crate::assessment::{Faults, Item, Judgement, Source};

/// Items and situations apart from a definition.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Items, in order.
    pub items: Vec<Item>,
    /// Situations, in order.
    pub judgements: Vec<Judgement>,
}

/// Every column but those of texts with what it holds. Texts have a column for each language: `text.en`, `text.es`.
pub const SHEET_COLUMNS: &[(&str, &str)] = &[
    (
        "kind",
        "`item`, `judgement`, or `option`, which belongs to the judgement it names.",
    ),
    ("judgement", "Of an option: the name of its judgement."),
    (
        "name",
        "The name of the item, judgement or option: lower-case letters, digits and single hyphens.",
    ),
    ("scale", "Of an item that counts for a scale: the scale."),
    (
        "direction",
        "Beside `scale`: `positive` where agreeing raises it, `negative` where agreeing lowers it.",
    ),
    (
        "check",
        "Of an item that tells how answers were given: `attention`, `infrequency` or `unlikely_virtue`.",
    ),
    (
        "lowest",
        "Beside `check`: the lowest answer that is asked for, that careful people give, or that claims the virtue.",
    ),
    (
        "highest",
        "Beside `check`: the highest such answer; that of an attention check is the lowest too.",
    ),
    (
        "tone",
        "Of an option: `passive`, `assertive` or `aggressive`.",
    ),
    (
        "competency",
        "Of an option: the competency that it shows or fails.",
    ),
    (
        "expert",
        "Of an option: the mean rating of experts, from 1 to 7.",
    ),
    ("rationale", "Of an option: why experts rate it so."),
    (
        "stage",
        "`pre_offer` or `post_offer`, where it differs from the assessment's; of an item or a judgement.",
    ),
];

/// Reads a table of items and situations.
///
/// *Takes*: what faults call the file, its bytes, and what rows may refer to.
///
/// # Errors
///
/// Every fault with its line and column.
pub fn read_sheet(file: &str, bytes: &[u8], known: &KnownNames) -> Result<Sheet, Faults> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let source = Source::new([(file, text)]);
    let collector = Collector::default();
    if let Err(error) = std::str::from_utf8(bytes) {
        // The mark at the beginning is whole, or it is no mark.
        let mark = usize::from(bytes.starts_with("\u{feff}".as_bytes())) * '\u{feff}'.len_utf8();
        let offset = error.valid_up_to() - mark;
        let help = "save the table again as “CSV UTF-8”".to_owned();
        collector.fault(
            Spot { file: 0, offset },
            "this is not text in UTF-8",
            Some(help),
        );
        return Err(Faults::new(collector.into_faults(&source)));
    }
    for scale in &known.item_scales {
        collector.define(Kind::QuestionnaireScale, scale.as_str(), NOWHERE);
    }
    for competency in &known.competencies {
        collector.define(Kind::Competency, competency.as_str(), NOWHERE);
    }
    let sheet = Cells::read(&collector, text).map(|cells| Rows::read(&collector, &cells, known));
    collector.resolve();
    let faults = collector.into_faults(&source);
    match sheet {
        Some(sheet) if faults.is_empty() => Ok(sheet),
        _ => Err(Faults::new(faults)),
    }
}

/// What a cell says that may be nothing for a spreadsheet's formula; see `sheet_text`.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// Whether a spreadsheet would take a cell that begins like this for a formula.
pub(in crate::assessment) fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests;
