//! From cells to items and situations.

use std::fmt::Display;

use super::super::collector::{Collector, Kind};
use super::cells::{Cell, Cells, Row};
use super::{KnownNames, Sheet, nearest, unguarded};
use crate::assessment::parse::values::NAME_RULE;
use crate::assessment::{
    AnswerRange, CompetencyName, Direction, Item, ItemName, ItemRole, JUDGEMENT_POINTS,
    JudgedOption, Judgement, JudgementName, OPTIONS_OF_A_JUDGEMENT, OptionName, OptionTone,
    ScaleName, Stage, Text,
};

/// Which kind a row is, with the columns that belong to it beside `kind`, `name` and the texts.
const KINDS: &[(&str, &[&str])] = &[
    (
        "item",
        &["scale", "direction", "check", "lowest", "highest", "stage"],
    ),
    ("judgement", &["stage"]),
    (
        "option",
        &["judgement", "tone", "competency", "expert", "rationale"],
    ),
];

/// The highest code that any answer format has.
const HIGHEST_CODE: u8 = 11;

/// Reads rows one by one.
pub(super) struct Rows<'c> {
    collector: &'c Collector,
    cells: &'c Cells,
    known: &'c KnownNames,
    sheet: Sheet,
}

impl<'c> Rows<'c> {
    /// Everything that the rows say; what cannot be read leaves faults.
    pub(super) fn read(collector: &'c Collector, cells: &'c Cells, known: &'c KnownNames) -> Sheet {
        let mut rows = Self {
            collector,
            cells,
            known,
            sheet: Sheet::default(),
        };
        let kinds: Vec<_> = cells.rows.iter().map(|row| (rows.kind(row), row)).collect();
        // Options may stand before their situation.
        for (_, row) in kinds.iter().filter(|(kind, _)| *kind == Some("judgement")) {
            let judgement = rows.judgement(row);
            rows.sheet.judgements.extend(judgement);
        }
        for (kind, row) in &kinds {
            match kind {
                Some("item") => {
                    let item = rows.item(row);
                    rows.sheet.items.extend(item);
                }
                Some("option") => rows.option(row),
                _ => {}
            }
        }
        rows.check_option_counts(&kinds);
        rows.sheet
    }

    fn kind(&self, row: &Row) -> Option<&'static str> {
        let words: Vec<_> = KINDS.iter().map(|kind| (kind.0, kind)).collect();
        let (kind, own) = *self.word(row, "kind", &words)?;
        for (column, cell) in self.cells.filled(row) {
            let is_common = ["kind", "name"].contains(&column) || column.starts_with("text.");
            if !is_common && !own.contains(&column) {
                let help = Some(format!(
                    "leave it empty here, or use the columns {}",
                    own.join(", ")
                ));
                let reason = format!("`{column}` does not belong to a row of kind `{kind}`");
                self.collector.fault(cell.spot, reason, help);
            }
        }
        Some(kind)
    }

    fn item(&self, row: &Row) -> Option<Item> {
        let name = self.name(row, "name", ItemName::parse);
        if let Some((name, cell)) = &name {
            self.define(&[Kind::Item, Kind::Answer], name, cell);
        }
        let text = self.text(row);
        let role = self.role(row);
        let stage = self.stage(row);
        Some(Item {
            name: name?.0,
            text: text?,
            role: role?,
            stage: stage?,
        })
    }

    fn role(&self, row: &Row) -> Option<ItemRole> {
        let check = match self.cells.cell(row, "check") {
            None => return self.keyed(row),
            Some(_) => self.word(
                row,
                "check",
                &[("attention", 0), ("infrequency", 1), ("unlikely_virtue", 2)],
            ),
        };
        for column in ["scale", "direction"] {
            if let Some(cell) = self.cells.cell(row, column) {
                let help = Some("an item either counts for a scale or checks something".to_owned());
                self.collector
                    .fault(cell.spot, format!("`{column}` stands beside `check`"), help);
            }
        }
        let lowest = self.code(row, "lowest");
        let highest = match (check, self.cells.cell(row, "highest")) {
            (Some(0), None) => lowest,
            _ => self.code(row, "highest"),
        };
        let range = AnswerRange::new(lowest?, highest?);
        let is_one = range.is_some_and(|range| range.lowest() == range.highest());
        if (range.is_none() || (check == Some(0) && !is_one))
            && let Some(cell) = self.cells.cell(row, "highest")
        {
            let reason = if range.is_none() {
                "the lowest answer is above the highest"
            } else {
                "an attention check asks for one answer"
            };
            self.collector.fault(cell.spot, reason, None);
            return None;
        }
        let range = range?;
        Some(match check? {
            0 => ItemRole::AttentionCheck {
                expected: range.lowest(),
            },
            1 => ItemRole::Infrequency { careful: range },
            _ => ItemRole::UnlikelyVirtue { claims: range },
        })
    }

    fn keyed(&self, row: &Row) -> Option<ItemRole> {
        for column in ["lowest", "highest"] {
            if let Some(cell) = self.cells.cell(row, column) {
                let help = Some("it belongs to an item with `check`".to_owned());
                self.collector.fault(
                    cell.spot,
                    format!("`{column}` stands without `check`"),
                    help,
                );
            }
        }
        let scale = self.name(row, "scale", ScaleName::parse);
        if let Some((scale, cell)) = &scale {
            self.collector
                .refer(Kind::QuestionnaireScale, scale.as_str(), cell.spot);
        }
        let words = [
            ("positive", Direction::Positive),
            ("negative", Direction::Negative),
        ];
        let direction = self.word(row, "direction", &words);
        Some(ItemRole::Keyed {
            scale: scale?.0,
            direction: direction?,
        })
    }

    fn judgement(&self, row: &Row) -> Option<Judgement> {
        let name = self.name(row, "name", JudgementName::parse);
        if let Some((name, cell)) = &name {
            self.define(&[Kind::Judgement], name, cell);
        }
        let stem = self.text(row);
        let stage = self.stage(row);
        Some(Judgement {
            name: name?.0,
            stem: stem?,
            options: Vec::new(),
            stage: stage?,
        })
    }

    fn option(&mut self, row: &Row) {
        let judgement = self.name(row, "judgement", JudgementName::parse);
        if let Some((name, cell)) = &judgement {
            self.collector
                .refer(Kind::Judgement, name.as_str(), cell.spot);
        }
        let option = self.judged_option(row, judgement.as_ref().map(|(name, _)| name));
        if let (Some((name, _)), Some(option)) = (judgement, option)
            && let Some(judgement) = self
                .sheet
                .judgements
                .iter_mut()
                .find(|known| known.name == name)
        {
            judgement.options.push(option);
        }
    }

    fn judged_option(&self, row: &Row, judgement: Option<&JudgementName>) -> Option<JudgedOption> {
        let name = self.name(row, "name", OptionName::parse);
        let text = self.text(row);
        let words: Vec<_> = OptionTone::ALL
            .iter()
            .map(|tone| (tone.word(), *tone))
            .collect();
        let tone = self.word(row, "tone", &words);
        let competency = self.name(row, "competency", CompetencyName::parse);
        if let Some((name, cell)) = &competency
            && !self.known.competencies.is_empty()
        {
            self.collector
                .refer(Kind::Competency, name.as_str(), cell.spot);
        }
        let expert = self.expert(row);
        let rationale = self.required(row, "rationale");
        let (name, cell) = name?;
        let rating = Judgement::rating_name(judgement?, &name);
        if let Some(rating) = &rating {
            self.define(&[Kind::Answer], rating, &cell);
        } else {
            let reason = "the name of its judgement and its own are too long together";
            let help = Some(NAME_RULE.to_owned());
            self.collector.fault(cell.spot, reason, help);
        }
        Some(JudgedOption {
            name,
            rating: rating?,
            text: text?,
            tone: tone?,
            competency: competency?.0,
            expert: expert?,
            rationale: unguarded(&rationale?.text).to_owned(),
        })
    }

    /// Keeps a fault for each situation with another number of options; by rows, so that one that cannot be read counts.
    fn check_option_counts(&self, kinds: &[(Option<&'static str>, &Row)]) {
        let named = |column: &'static str, of: &'static str| {
            let rows = kinds.iter().filter(move |(kind, _)| *kind == Some(of));
            rows.filter_map(move |(_, row)| Some((self.cells.cell(row, column)?, *row)))
        };
        for (judgement, row) in named("name", "judgement") {
            let options =
                named("judgement", "option").filter(|(cell, _)| cell.text == judgement.text);
            let n = options.count();
            if n != OPTIONS_OF_A_JUDGEMENT {
                let reason = format!(
                    "a judgement has {OPTIONS_OF_A_JUDGEMENT} options, and `{}` has {n}",
                    judgement.text
                );
                self.collector.fault(row.spot, reason, None);
            }
        }
    }

    fn required(&self, row: &Row, column: &str) -> Option<Cell> {
        let cell = self.cells.cell(row, column).cloned();
        if cell.is_none() {
            self.collector
                .fault(row.spot, format!("`{column}` is missing in this row"), None);
        }
        cell
    }

    fn name<N>(&self, row: &Row, column: &str, parse: fn(&str) -> Option<N>) -> Option<(N, Cell)> {
        let cell = self.required(row, column)?;
        let name = parse(&cell.text);
        if name.is_none() {
            let reason = format!("{:?} is not a name", cell.text);
            self.collector
                .fault(cell.spot, reason, Some(NAME_RULE.to_owned()));
        }
        Some((name?, cell))
    }

    fn define(&self, kinds: &[Kind], name: &impl Display, cell: &Cell) {
        for kind in kinds {
            self.collector.define(*kind, &name.to_string(), cell.spot);
        }
    }

    fn word<T>(&self, row: &Row, column: &str, words: &[(&str, T)]) -> Option<T>
    where
        T: Copy,
    {
        let cell = self.required(row, column)?;
        let found = words.iter().find(|(word, _)| *word == cell.text);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let help = match nearest(&cell.text, known.iter().copied()) {
                Some(near) => format!("did you mean {near:?}?"),
                None => format!("write one of {}", known.join(", ")),
            };
            self.collector.fault(
                cell.spot,
                format!("`{column}` cannot be {:?}", cell.text),
                Some(help),
            );
        }
        found.map(|(_, value)| *value)
    }

    fn text(&self, row: &Row) -> Option<Text> {
        for language in self.known.languages.iter().filter(|tag| *tag != "en") {
            self.required(row, &format!("text.{language}"));
        }
        let english = self.required(row, "text.en")?;
        let text = Text::english(unguarded(&english.text));
        let others = self.cells.filled(row).filter_map(|(column, cell)| {
            let locale = column
                .strip_prefix("text.")
                .filter(|locale| *locale != "en")?;
            Some((locale, unguarded(&cell.text)))
        });
        Some(others.fold(text, |text, (locale, words)| text.with(locale, words)))
    }

    #[expect(
        clippy::option_option,
        reason = "outside: whether it can be read; inside: whether it is there"
    )]
    fn stage(&self, row: &Row) -> Option<Option<Stage>> {
        if self.cells.cell(row, "stage").is_none() {
            return Some(None);
        }
        let words = [
            ("pre_offer", Stage::PreOffer),
            ("post_offer", Stage::PostOffer),
        ];
        self.word(row, "stage", &words).map(Some)
    }

    fn code(&self, row: &Row, column: &str) -> Option<u8> {
        let cell = self.required(row, column)?;
        let code = cell
            .text
            .parse()
            .ok()
            .filter(|code| (1..=HIGHEST_CODE).contains(code));
        if code.is_none() {
            let reason = format!(
                "`{column}` is {:?}, and has to be a whole number from 1 to {HIGHEST_CODE}",
                cell.text
            );
            self.collector.fault(cell.spot, reason, None);
        }
        code
    }

    /// A decimal comma is read as well: it is what half of the world's spreadsheets write.
    fn expert(&self, row: &Row) -> Option<f64> {
        let cell = self.required(row, "expert")?;
        let number = cell.text.replacen(',', ".", 1).parse::<f64>().ok();
        let limits = 1.0..=f64::from(JUDGEMENT_POINTS);
        let expert = number.filter(|number| limits.contains(number));
        if expert.is_none() {
            let reason = format!(
                "`expert` is {:?}, and has to be a number from 1 to {JUDGEMENT_POINTS}",
                cell.text
            );
            self.collector.fault(cell.spot, reason, None);
        }
        expert
    }
}
