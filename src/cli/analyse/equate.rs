//! `analyse equate`: what a score is worth on another form.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::fault::Fault;
use super::norms::raw_text;
use super::report::{Grid, Report, fixed, p_value};
use super::table::Table;
use super::whole_scores::whole_scores;
use crate::psychometrics::equating::{
    AnchorDesign, AnchorKind, AnchorMethod, AnchorPerson, Equating, Error, RandomGroupsMethod,
    ScoreDistribution, equate_random_groups, equate_with_anchor, smoothed,
};

/// Arguments of `analyse equate`.
#[derive(Debug, Args)]
pub(super) struct Equate {
    /// Random groups: a CSV file with one row per score and how many people have it on either form.
    file: Option<PathBuf>,
    /// How the forms are equated; the first four for random groups, the others for groups with an anchor.
    #[arg(long, value_enum)]
    method: Method,
    /// Random groups: the column of the scores, rising in equal steps.
    #[arg(long, value_name = "COLUMN")]
    scale: Option<String>,
    /// Random groups: the column of counts on the form equated from.
    #[arg(long, value_name = "COLUMN")]
    from: Option<String>,
    /// Random groups: the column of counts on the form equated to.
    #[arg(long, value_name = "COLUMN")]
    to: Option<String>,
    /// Random groups: smooth both distributions by a log-linear polynomial that keeps so many moments (1 to 10).
    #[arg(long, value_name = "DEGREE")]
    smooth: Option<usize>,
    /// Anchor: a CSV file with one row per person who took the form equated from.
    #[arg(long, value_name = "FILE", conflicts_with = "file")]
    from_file: Option<PathBuf>,
    /// Anchor: a CSV file with one row per person who took the form equated to.
    #[arg(long, value_name = "FILE")]
    to_file: Option<PathBuf>,
    /// Anchor: the column of the scores, in both files.
    #[arg(long, value_name = "COLUMN")]
    score: Option<String>,
    /// Anchor: the column of the anchor scores, in both files; people without one are left out.
    #[arg(long, value_name = "COLUMN")]
    anchor: Option<String>,
    /// Anchor: whether the anchor items count in the score (matters for levine).
    #[arg(long, value_enum, default_value_t = Kind::Internal)]
    anchor_kind: Kind,
    /// Anchor: how much the first group weighs in the population, 0 to 1; else its share of the people.
    #[arg(long, value_name = "WEIGHT")]
    from_weight: Option<f64>,
    /// Anchor: the lowest score to equate; else the lowest there is.
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true)]
    lowest: Option<f64>,
    /// Anchor: the highest score to equate; else the highest there is.
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true)]
    highest: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Method {
    Mean,
    Linear,
    Equipercentile,
    CircleArc,
    Tucker,
    Levine,
    ChainedLinear,
    ChainedEquipercentile,
    FrequencyEstimation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    Internal,
    External,
}

/// For which design a method is.
enum Design {
    RandomGroups(RandomGroupsMethod),
    Anchor(AnchorMethod),
}

impl Method {
    fn design(self) -> Design {
        match self {
            Self::Mean => Design::RandomGroups(RandomGroupsMethod::Mean),
            Self::Linear => Design::RandomGroups(RandomGroupsMethod::Linear),
            Self::Equipercentile => Design::RandomGroups(RandomGroupsMethod::Equipercentile),
            Self::CircleArc => Design::RandomGroups(RandomGroupsMethod::CircleArc),
            Self::Tucker => Design::Anchor(AnchorMethod::Tucker),
            Self::Levine => Design::Anchor(AnchorMethod::Levine),
            Self::ChainedLinear => Design::Anchor(AnchorMethod::ChainedLinear),
            Self::ChainedEquipercentile => Design::Anchor(AnchorMethod::ChainedEquipercentile),
            Self::FrequencyEstimation => Design::Anchor(AnchorMethod::FrequencyEstimation),
        }
    }

    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// What `analyse equate` found.
#[derive(Debug, Serialize)]
pub(super) struct EquateFound {
    method: String,
    n_from: f64,
    n_to: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    intercept: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slope: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    smoothing: Vec<SmoothingFound>,
    concordance: Vec<Row>,
}

/// How far a smoothed distribution is from the counted one.
#[derive(Debug, Serialize)]
struct SmoothingFound {
    form: &'static str,
    degree: usize,
    chi_square: f64,
    df: usize,
    p: f64,
}

#[derive(Debug, Serialize)]
struct Row {
    score: f64,
    equivalent: f64,
    standard_error: f64,
}

impl Equate {
    pub(super) fn run(&self) -> Result<EquateFound, Fault> {
        match self.method.design() {
            Design::RandomGroups(method) => self.random_groups(method),
            Design::Anchor(method) => self.with_anchor(method),
        }
    }

    fn random_groups(&self, method: RandomGroupsMethod) -> Result<EquateFound, Fault> {
        let file = self.needed("FILE, a table of counts", self.file.as_ref())?;
        let scale = self.needed("--scale COLUMN", self.scale.as_ref())?;
        let from_column = self.needed("--from COLUMN", self.from.as_ref())?;
        let to_column = self.needed("--to COLUMN", self.to.as_ref())?;
        let table = Table::read(file)?;
        let scores = table.complete_numbers(scale)?;
        let mut from = distribution(&table, &scores, from_column)?;
        let mut to = distribution(&table, &scores, to_column)?;
        let mut smoothing = Vec::new();
        if let Some(degree) = self.smooth {
            for (form, name) in [(&mut from, "from"), (&mut to, "to")] {
                let smooth = smoothed(form, degree).map_err(|e| advised(&e))?;
                smoothing.push(SmoothingFound {
                    form: name,
                    degree,
                    chi_square: smooth.chi_square,
                    df: smooth.degrees_of_freedom,
                    p: smooth.p,
                });
                *form = smooth.distribution;
            }
        }
        let equating = equate_random_groups(&from, &to, method).map_err(|e| advised(&e))?;
        Ok(self.found(&equating, (from.n(), to.n()), smoothing))
    }

    fn with_anchor(&self, method: AnchorMethod) -> Result<EquateFound, Fault> {
        let from_file = self.needed("--from-file FILE", self.from_file.as_ref())?;
        let to_file = self.needed("--to-file FILE", self.to_file.as_ref())?;
        let score = self.needed("--score COLUMN", self.score.as_ref())?;
        let anchor = self.needed("--anchor COLUMN", self.anchor.as_ref())?;
        if self.smooth.is_some() {
            return Err(Fault::input("--smooth is for random groups only."));
        }
        let from = people(from_file, score, anchor)?;
        let to = people(to_file, score, anchor)?;
        let design = AnchorDesign {
            from: &from,
            to: &to,
            kind: match self.anchor_kind {
                Kind::Internal => AnchorKind::Internal,
                Kind::External => AnchorKind::External,
            },
            from_weight: self.from_weight,
        };
        let scores = self.scores(&from)?;
        let equating = equate_with_anchor(&design, method, &scores).map_err(|e| advised(&e))?;
        let n = (from.len() as f64, to.len() as f64);
        Ok(self.found(&equating, n, Vec::new()))
    }

    /// An option that the method cannot do without.
    fn needed<'argument, T: ?Sized>(
        &self,
        option: &str,
        given: Option<&'argument T>,
    ) -> Result<&'argument T, Fault> {
        given
            .ok_or_else(|| Fault::input(format!("--method {} needs {option}.", self.method.name())))
    }

    /// The scores to equate: every whole one in the range where scores are whole, else those that somebody has.
    fn scores(&self, from: &[AnchorPerson]) -> Result<Vec<f64>, Fault> {
        const MOST: u16 = 10_000;
        let mut scores: Vec<f64> = from.iter().map(|person| person.score).collect();
        scores.sort_unstable_by(f64::total_cmp);
        scores.dedup_by(|a, b| *a <= *b);
        let lowest = self.lowest.or(scores.first().copied()).unwrap_or(0.0);
        let highest = self.highest.or(scores.last().copied()).unwrap_or(lowest);
        if highest < lowest {
            return Err(Fault::input(format!(
                "--highest is {highest}, below the lowest score {lowest}."
            )));
        }
        let are_whole = scores
            .iter()
            .chain([&lowest])
            .all(|score| score.fract().abs() <= 0.0);
        if !are_whole {
            scores.retain(|score| (lowest..=highest).contains(score));
            return Ok(scores);
        }
        if highest - lowest > f64::from(MOST) {
            return Err(Fault::input(format!(
                "The scores run from {lowest} to {highest}; at most {MOST} can be listed. Narrow them by --lowest and --highest."
            )));
        }
        Ok(whole_scores(lowest, highest, MOST))
    }

    fn found(
        &self,
        equating: &Equating,
        (n_from, n_to): (f64, f64),
        smoothing: Vec<SmoothingFound>,
    ) -> EquateFound {
        let rows = equating.concordance.iter().map(|row| Row {
            score: row.score,
            equivalent: row.equivalent,
            standard_error: row.standard_error,
        });
        EquateFound {
            method: self.method.name(),
            n_from,
            n_to,
            intercept: equating.line.map(|line| line.intercept),
            slope: equating.line.map(|line| line.slope),
            smoothing,
            concordance: rows.collect(),
        }
    }
}

fn distribution(table: &Table, scores: &[f64], column: &str) -> Result<ScoreDistribution, Fault> {
    let counts = table.complete_numbers(column)?;
    if let Some(row_idx) = counts.iter().position(|count| *count < 0.0) {
        let what = format!("the count {} is below 0.", counts[row_idx]);
        return Err(table.fault_at(row_idx, column, &what));
    }
    ScoreDistribution::new(scores, &counts).map_err(|error| {
        Fault::input(format!(
            "{}, column `{column}`: {error}. Give one row for each score, in order, and how many people have it.",
            table.file()
        ))
    })
}

fn people(file: &Path, score: &str, anchor: &str) -> Result<Vec<AnchorPerson>, Fault> {
    let table = Table::read(file)?;
    let pairs = table
        .numbers(score)?
        .into_iter()
        .zip(table.numbers(anchor)?);
    let person = |(score, anchor): (Option<f64>, Option<f64>)| {
        Some(AnchorPerson {
            score: score?,
            anchor: anchor?,
        })
    };
    Ok(pairs.filter_map(person).collect())
}

fn advised(error: &Error) -> Fault {
    let advice = match error {
        Error::AnchorUnseen { .. } => {
            "Use chained-equipercentile, or leave out people with anchor scores that only one group has."
        }
        Error::NotWhole(_) | Error::TooWide { .. } => "Use a linear method, or round the scores.",
        Error::Degree { .. } | Error::NoConvergence { .. } | Error::TooFewScores(_) => {
            "Choose a lower degree, or do not smooth."
        }
        Error::Covariance { .. } => {
            "Check that the anchor column is right and keyed like the score."
        }
        Error::Weight(_) => {
            return Fault::input(format!(
                "--from-weight: {error}. Give the first group's share of the population."
            ));
        }
        _ => "Give more people with scores that differ.",
    };
    Fault::method(error, advice)
}

impl Report for EquateFound {
    fn text(&self) -> String {
        let mut grid = Grid::new(&["score", "equivalent", "standard error"]);
        for row in &self.concordance {
            grid.row(vec![
                raw_text(row.score),
                fixed(row.equivalent, 3),
                fixed(row.standard_error, 3),
            ]);
        }
        let line = match (self.intercept, self.slope) {
            (Some(intercept), Some(slope)) => format!(
                " Equivalent = {} + {} × score.",
                fixed(intercept, 4),
                fixed(slope, 4)
            ),
            _ => String::new(),
        };
        let mut smoothing = String::new();
        for smooth in &self.smoothing {
            // Writing to a String does not fail.
            let _ = write!(
                smoothing,
                "\nSmoothed ({}): degree {}, chi-square {} with {} degrees of freedom, p {}.",
                smooth.form,
                smooth.degree,
                fixed(smooth.chi_square, 2),
                smooth.df,
                p_value(smooth.p)
            );
        }
        format!(
            "Equating by {}: {} persons on the form equated from, {} on the form equated to.{line}{smoothing}\n\n{}",
            self.method,
            fixed(self.n_from, 0),
            fixed(self.n_to, 0),
            grid.text()
        )
    }
}

#[cfg(test)]
#[path = "equate_tests.rs"]
mod tests;
