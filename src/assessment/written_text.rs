//! Items and situations as the text of `items.toml` and `judgements.toml`, and as a table.

use std::fmt::Write as _;

use super::norms_text::{by_locale, quoted};
use super::parse::is_formula;
use super::{
    Direction, Item, ItemRole, JudgedOption, Judgement, SHEET_COLUMNS, Sheet, Stage, Text,
};

/// What divides the cells of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divider {
    /// As the name of the format says.
    Comma,
    /// As spreadsheets write where the comma is the decimal point.
    Semicolon,
}

/// An item as a block of `items.toml`, ending in a line's end.
pub(super) fn item_block(item: &Item) -> String {
    let mut text = format!(
        "[[item]]\nname = \"{}\"\ntext = {}\n",
        item.name,
        by_locale(&item.text)
    );
    let more = match &item.role {
        ItemRole::Keyed { scale, direction } => {
            format!(
                "scale = \"{scale}\"\ndirection = \"{}\"\n",
                direction_word(*direction)
            )
        }
        ItemRole::AttentionCheck { expected } => format!("expected = {expected}\n"),
        ItemRole::Infrequency { careful } => {
            let (lowest, highest) = (careful.lowest(), careful.highest());
            format!("check = \"infrequency\"\ncareful = [{lowest}, {highest}]\n")
        }
        ItemRole::UnlikelyVirtue { claims } => {
            let (lowest, highest) = (claims.lowest(), claims.highest());
            format!("check = \"unlikely_virtue\"\nclaims = [{lowest}, {highest}]\n")
        }
    };
    text.push_str(&more);
    text.push_str(&stage_line(item.stage));
    text
}

/// A situation as a block of `judgements.toml`, ending in a line's end.
pub(super) fn judgement_block(judgement: &Judgement) -> String {
    let Judgement {
        name,
        stem,
        options,
        stage,
    } = judgement;
    let mut text = format!(
        "[[judgement]]\nname = \"{name}\"\nstem = {}\n",
        by_locale(stem)
    );
    text.push_str(&stage_line(*stage));
    for option in options {
        text.push_str(&option_block(option));
    }
    text
}

fn option_block(option: &JudgedOption) -> String {
    format!(
        "\n[[judgement.option]]\nname = \"{}\"\ntext = {}\ntone = \"{}\"\ncompetency = \"{}\"\nexpert = {:?}\nrationale = {}\n",
        option.name,
        by_locale(&option.text),
        option.tone.word(),
        option.competency,
        option.expert,
        quoted(&option.rationale),
    )
}

fn stage_line(stage: Option<Stage>) -> String {
    stage.map_or_else(String::new, |stage| {
        format!("stage = \"{}\"\n", stage_word(stage))
    })
}

const fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::PreOffer => "pre_offer",
        Stage::PostOffer => "post_offer",
    }
}

const fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Positive => "positive",
        Direction::Negative => "negative",
    }
}

/// Items and situations as a table whose first row names the columns; `read_sheet` reads it back.
///
/// A cell that a spreadsheet would take for a formula begins with an apostrophe, and so does one that begins with
/// apostrophes before such a sign, so that taking one away gives the words back.
///
/// # Errors
///
/// None that a table of text can have; the writer's own are handed on.
pub fn sheet_text(sheet: &Sheet, divider: Divider) -> Result<String, csv::Error> {
    let locales = locales(sheet);
    let columns: Vec<String> = (SHEET_COLUMNS[..3]
        .iter()
        .map(|(name, _)| (*name).to_owned()))
    .chain(locales.iter().map(|locale| format!("text.{locale}")))
    .chain(
        SHEET_COLUMNS[3..]
            .iter()
            .map(|(name, _)| (*name).to_owned()),
    )
    .collect();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(match divider {
            Divider::Comma => b',',
            Divider::Semicolon => b';',
        })
        .from_writer(Vec::new());
    writer.write_record(&columns)?;
    let items = sheet.items.iter().map(item_row);
    let judgements = sheet.judgements.iter().flat_map(|judgement| {
        let options = judgement
            .options
            .iter()
            .map(|option| option_row(judgement, option));
        std::iter::once(judgement_row(judgement)).chain(options)
    });
    for row in items.chain(judgements) {
        let cells = columns.iter().map(|column| row.cell(column));
        writer.write_record(cells)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Every language that any text has, English first.
fn locales(sheet: &Sheet) -> Vec<String> {
    let texts = (sheet.items.iter().map(|item| &item.text)).chain(
        sheet.judgements.iter().flat_map(|judgement| {
            std::iter::once(&judgement.stem)
                .chain(judgement.options.iter().map(|option| &option.text))
        }),
    );
    let mut others: Vec<String> = texts
        .flat_map(Text::locales)
        .filter(|locale| *locale != "en")
        .map(str::to_owned)
        .collect();
    others.sort();
    others.dedup();
    others.insert(0, "en".to_owned());
    others
}

/// One row: its texts, and what stands in other columns.
struct Row<'a> {
    text: &'a Text,
    cells: Vec<(&'static str, String)>,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> String {
        if let Some(locale) = column.strip_prefix("text.") {
            let is_there = self.text.locales().any(|known| known == locale);
            return if is_there {
                guarded(self.text.get(locale))
            } else {
                String::new()
            };
        }
        let cell = self.cells.iter().find(|(name, _)| *name == column);
        cell.map_or_else(String::new, |(_, cell)| cell.clone())
    }
}

fn guarded(words: &str) -> String {
    let mut cell = String::new();
    if is_formula(words.trim_start_matches('\'')) {
        cell.push('\'');
    }
    cell.push_str(words);
    cell
}

fn item_row(item: &Item) -> Row<'_> {
    let checks = |check: &str, lowest: u8, highest: u8| {
        vec![
            ("check", check.to_owned()),
            ("lowest", lowest.to_string()),
            ("highest", highest.to_string()),
        ]
    };
    let mut cells = match &item.role {
        ItemRole::Keyed { scale, direction } => vec![
            ("scale", scale.to_string()),
            ("direction", direction_word(*direction).to_owned()),
        ],
        ItemRole::AttentionCheck { expected } => checks("attention", *expected, *expected),
        ItemRole::Infrequency { careful } => {
            checks("infrequency", careful.lowest(), careful.highest())
        }
        ItemRole::UnlikelyVirtue { claims } => {
            checks("unlikely_virtue", claims.lowest(), claims.highest())
        }
    };
    cells.extend([("kind", "item".to_owned()), ("name", item.name.to_string())]);
    cells.extend(
        item.stage
            .map(|stage| ("stage", stage_word(stage).to_owned())),
    );
    Row {
        text: &item.text,
        cells,
    }
}

fn judgement_row(judgement: &Judgement) -> Row<'_> {
    let mut cells = vec![
        ("kind", "judgement".to_owned()),
        ("name", judgement.name.to_string()),
    ];
    cells.extend(
        judgement
            .stage
            .map(|stage| ("stage", stage_word(stage).to_owned())),
    );
    Row {
        text: &judgement.stem,
        cells,
    }
}

fn option_row<'a>(judgement: &Judgement, option: &'a JudgedOption) -> Row<'a> {
    let mut expert = String::new();
    // The shortest digits that come back to the same number; writing to a string cannot fail.
    let _ = write!(expert, "{:?}", option.expert);
    Row {
        text: &option.text,
        cells: vec![
            ("kind", "option".to_owned()),
            ("judgement", judgement.name.to_string()),
            ("name", option.name.to_string()),
            ("tone", option.tone.word().to_owned()),
            ("competency", option.competency.to_string()),
            ("expert", expert),
            ("rationale", guarded(&option.rationale)),
        ],
    }
}
