//! What `analyse dif` found, for people and for programs.

use serde::Serialize;

use super::super::fault::Fault;
use super::super::report::{Grid, Report, fixed, fixed_or_dash, p_value};
use super::advice;
use crate::psychometrics::bias::{self, EtsClass, MantelHaenszelDif, RegressionDif};

/// What `analyse dif` found.
#[derive(Debug, Serialize)]
pub(in crate::cli::analyse) struct DifFound {
    pub(super) method: &'static str,
    pub(super) focal: String,
    pub(super) persons: usize,
    pub(super) focal_persons: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) purification: Option<Purification>,
    pub(super) items: Items,
}

#[derive(Debug, Serialize)]
pub(super) struct Purification {
    pub(super) rounds: usize,
    pub(super) converged: bool,
    pub(super) left_out: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Items {
    Matched(Vec<MatchedItem>),
    Regressed(Vec<RegressedItem>),
}

#[derive(Debug, Serialize)]
pub(super) struct MatchedItem {
    item: String,
    chi_square: Option<f64>,
    p: Option<f64>,
    odds_ratio: Option<f64>,
    delta: Option<f64>,
    delta_standard_error: Option<f64>,
    /// The class by size and significance.
    ets_class: Option<&'static str>,
    /// The class by size alone.
    size_class: Option<&'static str>,
    std_p_dif: Option<f64>,
    chi_square_uncorrected: Option<f64>,
    breslow_day: Option<Homogeneity>,
}

#[derive(Debug, Serialize)]
struct Homogeneity {
    chi_square: f64,
    df: u32,
    p: f64,
}

#[derive(Debug, Serialize)]
pub(super) struct RegressedItem {
    item: String,
    uniform: Option<Ratio>,
    nonuniform: Option<Ratio>,
    /// Both tests at once.
    total: Option<Ratio>,
    /// What group and product add to Nagelkerke's R².
    r2_change: Option<f64>,
    r2_change_uniform: Option<f64>,
    r2_change_nonuniform: Option<f64>,
    /// Why there are no figures.
    refused: Option<String>,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Ratio {
    lr: f64,
    df: u32,
    p: f64,
}

pub(super) fn matched(items: Vec<MantelHaenszelDif>) -> Items {
    let letter = |class: Option<EtsClass>| class.map(EtsClass::letter);
    let item = |found: MantelHaenszelDif| MatchedItem {
        item: found.item,
        chi_square: found.test.map(|test| test.chi_square),
        p: found.test.map(|test| test.p),
        odds_ratio: found.test.and_then(|test| test.odds_ratio),
        delta: found.delta,
        delta_standard_error: found.delta_standard_error,
        ets_class: letter(found.ets_class),
        size_class: letter(found.size_class),
        std_p_dif: found.standardised_difference,
        chi_square_uncorrected: found.test.map(|test| test.chi_square_uncorrected),
        breslow_day: found.breslow_day.map(|found| Homogeneity {
            chi_square: found.chi_square,
            df: found.degrees_of_freedom,
            p: found.p,
        }),
    };
    Items::Matched(items.into_iter().map(item).collect())
}

/// One row for each item; where all are refused, so is the command.
pub(super) fn regressed(
    names: &[String],
    items: Vec<Result<RegressionDif, bias::Error>>,
) -> Result<Items, Fault> {
    if items.iter().all(Result::is_err) {
        let error = items.into_iter().find_map(Result::err);
        let error = error.unwrap_or(bias::Error::TooFewItems { n: 0 });
        return Err(Fault::method(&error, advice(&error)));
    }
    let ratio = |found: bias::LikelihoodRatio| Ratio {
        lr: found.statistic,
        df: found.degrees_of_freedom,
        p: found.p,
    };
    let rows = names.iter().zip(items).map(|(name, found)| {
        let (figures, refused) = match found {
            Ok(figures) => (Some(figures), None),
            Err(error) => (None, Some(error.to_string())),
        };
        let figures = figures.as_ref();
        RegressedItem {
            item: name.clone(),
            uniform: figures.map(|found| ratio(found.uniform)),
            nonuniform: figures.map(|found| ratio(found.nonuniform)),
            total: figures.map(|found| ratio(found.both)),
            r2_change: figures.map(RegressionDif::r2_change),
            r2_change_uniform: figures.map(|found| found.r2[1] - found.r2[0]),
            r2_change_nonuniform: figures.map(|found| found.r2[2] - found.r2[1]),
            refused,
        }
    });
    Ok(Items::Regressed(rows.collect()))
}

impl Report for DifFound {
    fn text(&self) -> String {
        let mut lines = vec![format!(
            "Differential item functioning ({}) of {} persons, {} of them in the focal group ({}).",
            self.method, self.persons, self.focal_persons, self.focal
        )];
        if let Some(purification) = &self.purification {
            lines.push(purification.text());
        }
        let (grid, note) = match &self.items {
            Items::Matched(items) => (matched_grid(items), MATCHED_NOTE),
            Items::Regressed(items) => (regressed_grid(items), REGRESSED_NOTE),
        };
        lines.push(format!("\n{}\n\n{note}", grid.text()));
        if let Items::Regressed(items) = &self.items {
            lines.extend(
                items
                    .iter()
                    .filter_map(|item| item.refused.clone())
                    .map(|reason| format!("{reason}.")),
            );
        }
        lines.join("\n")
    }
}

const MATCHED_NOTE: &str = "Delta is −2.35 ln odds ratio: below 0 harder for the focal group at equal totals. Class: by size and \
     significance (A negligible, B moderate, C large); size: by delta alone. std P: difference of the shares right at \
     equal totals.";
const REGRESSED_NOTE: &str = "Likelihood ratios: uniform = group at a given total, nonuniform = group by total. R² change: what both add \
     to Nagelkerke's R² (below .035 negligible, from .070 large).";

impl Purification {
    fn text(&self) -> String {
        let left_out = if self.left_out.is_empty() {
            "no item".to_owned()
        } else {
            self.left_out.join(", ")
        };
        let end = if self.converged {
            "the same items were found twice"
        } else {
            "without coming to rest, so take the classes as provisional"
        };
        format!(
            "Matched by a total without {left_out} ({} rounds, {end}).",
            self.rounds
        )
    }
}

fn matched_grid(items: &[MatchedItem]) -> Grid {
    let mut grid = Grid::new(&[
        "item",
        "χ²",
        "p",
        "odds ratio",
        "delta",
        "class",
        "size",
        "std P",
    ]);
    for item in items {
        grid.row(vec![
            item.item.clone(),
            fixed_or_dash(item.chi_square, 2),
            item.p.map_or_else(|| "–".to_owned(), p_value),
            fixed_or_dash(item.odds_ratio, 3),
            fixed_or_dash(item.delta, 2),
            item.ets_class.unwrap_or("–").to_owned(),
            item.size_class.unwrap_or("–").to_owned(),
            fixed_or_dash(item.std_p_dif, 3),
        ]);
    }
    grid
}

fn regressed_grid(items: &[RegressedItem]) -> Grid {
    let mut grid = Grid::new(&["item", "uniform χ²", "p", "nonuniform χ²", "p", "R² change"]);
    let statistic = |ratio: Option<Ratio>| fixed_or_dash(ratio.map(|ratio| ratio.lr), 2);
    let p = |ratio: Option<Ratio>| ratio.map_or_else(|| "–".to_owned(), |ratio| p_value(ratio.p));
    for item in items {
        grid.row(vec![
            item.item.clone(),
            statistic(item.uniform),
            p(item.uniform),
            statistic(item.nonuniform),
            p(item.nonuniform),
            item.r2_change
                .map_or_else(|| "–".to_owned(), |change| fixed(change, 4)),
        ]);
    }
    grid
}
