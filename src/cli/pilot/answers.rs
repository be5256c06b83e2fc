//! The part of the pilot report that is about single answers.

use std::fmt::Write as _;

use super::markdown::{flags, notes};
use super::tables::{Table, number, percent};
use crate::scoring::pilot::{Flag, ItemsFound, PilotReport};

pub(super) fn items(all: &[ItemsFound]) -> String {
    let mut text = "## Items\n\nDifficulty is the mean as a share of the way from the lowest to the highest points: high is easy.\n\n".to_owned();
    for items in all {
        let mut table = Table::new(&[
            "name",
            "mean",
            "SD",
            "difficulty",
            "item-rest r",
            "alpha without",
            "look at",
        ]);
        for item in &items.items {
            table.row(vec![
                item.name.clone(),
                number(Some(item.mean), 2),
                number(Some(item.sd), 2),
                number(item.difficulty, 2),
                number(item.item_rest_r, 2),
                number(item.alpha_if_dropped, 3),
                flags(&item.flags),
            ]);
        }
        let _ = write!(
            text,
            "### {}: {}\n\nOf {} people who gave every one.\n\n{}{}",
            items.scale,
            items.of,
            items.n,
            table.text(),
            notes(items.notes.iter().map(|note| (items.scale.as_str(), note)))
        );
    }
    text
}

pub(super) fn decisions(report: &PilotReport) -> String {
    if report.decisions.is_empty() {
        return String::new();
    }
    let mut text = "## Ways to act at decisions\n\nRest is the mean z score, on the scale's other decisions, of those who took the way: it should rise with the points.\n\n".to_owned();
    let mut table = Table::new(&[
        "scale", "decision", "way", "points", "n", "share", "rest", "look at",
    ]);
    for decision in &report.decisions {
        for way in &decision.ways {
            let all: Vec<Flag> = decision.flags.iter().chain(&way.flags).copied().collect();
            table.row(vec![
                decision.scale.to_string(),
                format!("{} ({})", decision.name, decision.kind),
                way.name.clone(),
                number(Some(way.points), 2),
                way.n.to_string(),
                percent(way.share),
                number(way.rest_z, 2),
                flags(&all),
            ]);
        }
    }
    text.push_str(&table.text());
    text
}

pub(super) fn judgements(report: &PilotReport) -> String {
    if report.judgements.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&[
        "situation/option",
        "tone",
        "experts",
        "n",
        "mean",
        "SD",
        "item-rest r",
        "look at",
    ]);
    for option in &report.judgements {
        table.row(vec![
            option.name.clone(),
            option.tone.to_owned(),
            number(Some(option.expert), 1),
            option.n.to_string(),
            number(option.mean, 2),
            number(option.sd, 2),
            number(option.item_rest_r, 2),
            flags(&option.flags),
        ]);
    }
    format!(
        "## Options of situations\n\nRatings from 1 to 7.\n\n{}",
        table.text()
    )
}
