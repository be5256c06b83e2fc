//! `analyse norms`: where scores lie among people.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::continuous_found::ContinuousFound;
use super::continuous_norms::ByArgs;
use super::fault::Fault;
use super::report::{Grid, Report, fixed, fixed_or_dash};
use super::table::Table;
use crate::psychometrics::classical::MeasurementError;
use crate::psychometrics::norms::{NormTable, WeightedScore, norm_table};

/// Arguments of `analyse norms`.
#[derive(Debug, Args)]
pub(super) struct Norms {
    /// A CSV file with one row per person.
    file: PathBuf,
    /// The column of the raw scores; people without one are left out.
    #[arg(long, value_name = "COLUMN")]
    score: String,
    /// A column of weights above 0; intervals go by the effective number of people.
    #[arg(long, value_name = "COLUMN", conflicts_with = "by")]
    weight: Option<String>,
    /// The scores' reliability, 0 to 1: adds intervals of T scores, observed and true.
    #[arg(long, value_name = "R", allow_negative_numbers = true)]
    reliability: Option<f64>,
    /// How sure intervals are, 0 to 1.
    #[arg(
        long,
        value_name = "LEVEL",
        default_value_t = 0.95,
        allow_negative_numbers = true
    )]
    confidence: f64,
    #[command(flatten)]
    by: ByArgs,
}

/// What `analyse norms` found.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum NormsFound {
    Table(TableFound),
    Continuous(ContinuousFound),
}

/// The table of one group.
#[derive(Debug, Serialize)]
pub(super) struct TableFound {
    n: u64,
    effective_n: f64,
    mean: f64,
    sd: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    sem: Option<f64>,
    confidence: f64,
    table: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    raw: f64,
    n: u64,
    percentile: f64,
    percentile_lower: f64,
    percentile_upper: f64,
    z: f64,
    t: f64,
    stanine: u8,
    sten: u8,
    #[serde(flatten)]
    errors: Option<PlaceErrors>,
}

/// How far the T score that was measured may lie from the true one.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct PlaceErrors {
    t_lower: f64,
    t_upper: f64,
    true_t: f64,
    true_t_lower: f64,
    true_t_upper: f64,
}

/// The reliability and confidence that intervals of T scores are made with.
#[derive(Debug, Clone, Copy)]
pub(super) struct TErrors {
    error: MeasurementError,
    confidence: f64,
}

impl TErrors {
    /// Intervals with this reliability; none where there is no reliability.
    fn of(reliability: Option<f64>, confidence: f64) -> Result<Option<Self>, Fault> {
        let Some(reliability) = reliability else {
            return Ok(None);
        };
        let refused = |reason: &dyn std::fmt::Display| {
            Fault::input(format!(
                "The intervals cannot be had: {reason}. Give a reliability from 0 to 1 and a confidence between 0 and 1."
            ))
        };
        let error = MeasurementError::new(10.0, reliability).map_err(|e| refused(&e))?;
        error.interval(50.0, confidence).map_err(|e| refused(&e))?;
        Ok(Some(Self { error, confidence }))
    }

    /// The observed T score with its interval, and Kelley's true T score with its own.
    pub(super) fn at(&self, t: f64) -> Result<PlaceErrors, Fault> {
        let failed = |e: crate::psychometrics::classical::Error| {
            Fault::method(&e, "Give scores of usual size.")
        };
        let observed = self.error.interval(t, self.confidence).map_err(failed)?;
        let true_t = self.error.true_score(t, 50.0).map_err(failed)?;
        // Kelley's interval is narrower than that of the observed score by the root of the reliability.
        let narrower = if self.error.standard_error() > 0.0 {
            self.error.standard_error_of_estimate() / self.error.standard_error()
        } else {
            0.0
        };
        let half = (observed.upper - t) * narrower;
        Ok(PlaceErrors {
            t_lower: observed.lower,
            t_upper: observed.upper,
            true_t,
            true_t_lower: true_t - half,
            true_t_upper: true_t + half,
        })
    }
}

impl Norms {
    pub(super) fn run(&self) -> Result<NormsFound, Fault> {
        let table = Table::read(&self.file)?;
        let errors = TErrors::of(self.reliability, self.confidence)?;
        if self.by.is_wanted() {
            let found = self.by.run(&table, &self.score, errors)?;
            return Ok(NormsFound::Continuous(found));
        }
        self.by.refuse_without_by()?;
        let people = self.people(&table)?;
        let norms = norm_table(&people, self.confidence).map_err(|error| {
            Fault::method(
                &error,
                "Give at least one score, and usual weights and confidence.",
            )
        })?;
        self.table_found(&norms, errors).map(NormsFound::Table)
    }

    fn people(&self, table: &Table) -> Result<Vec<WeightedScore>, Fault> {
        let scores = table.numbers(&self.score)?;
        let Some(column) = &self.weight else {
            let person = |score| WeightedScore { score, weight: 1.0 };
            return Ok(scores.into_iter().flatten().map(person).collect());
        };
        let weights = table.numbers(column)?;
        let mut people = Vec::with_capacity(scores.len());
        for (row_idx, (score, weight)) in scores.into_iter().zip(weights).enumerate() {
            let Some(score) = score else { continue };
            match weight {
                Some(weight) if weight > 0.0 => people.push(WeightedScore { score, weight }),
                Some(weight) => {
                    let what = format!(
                        "the weight {weight} is not above 0. Leave the person out instead."
                    );
                    return Err(table.fault_at(row_idx, column, &what));
                }
                None => return Err(table.fault_at(row_idx, column, "a weight is missing here.")),
            }
        }
        Ok(people)
    }

    fn table_found(&self, norms: &NormTable, errors: Option<TErrors>) -> Result<TableFound, Fault> {
        let mut rows = Vec::with_capacity(norms.rows.len());
        for row in &norms.rows {
            rows.push(Row {
                raw: row.raw,
                n: row.n,
                percentile: row.percentile,
                percentile_lower: row.percentile_interval.lower,
                percentile_upper: row.percentile_interval.upper,
                z: row.z,
                t: row.t,
                stanine: row.stanine,
                sten: row.sten,
                errors: errors.map(|errors| errors.at(row.t)).transpose()?,
            });
        }
        let sem = self.reliability.filter(|_| norms.standard_deviation > 0.0);
        Ok(TableFound {
            n: norms.n,
            effective_n: norms.effective_n,
            mean: norms.mean,
            sd: norms.standard_deviation,
            sem: sem.map(|reliability| norms.standard_deviation * (1.0 - reliability).sqrt()),
            confidence: self.confidence,
            table: rows,
        })
    }
}

impl Report for NormsFound {
    fn text(&self) -> String {
        match self {
            Self::Table(found) => found.text(),
            Self::Continuous(found) => found.text(),
        }
    }
}

impl TableFound {
    fn text(&self) -> String {
        let mut headings = vec![
            "raw",
            "n",
            "percentile",
            "from",
            "to",
            "z",
            "T",
            "stanine",
            "sten",
        ];
        if self.table.iter().any(|row| row.errors.is_some()) {
            headings.extend(["T from", "T to", "true T", "from", "to"]);
        }
        let mut grid = Grid::new(&headings);
        for row in &self.table {
            let mut cells = vec![
                raw_text(row.raw),
                row.n.to_string(),
                fixed(row.percentile, 1),
                fixed(row.percentile_lower, 1),
                fixed(row.percentile_upper, 1),
                fixed(row.z, 2),
                fixed(row.t, 1),
                row.stanine.to_string(),
                row.sten.to_string(),
            ];
            cells.extend(row.errors.iter().flat_map(PlaceErrors::cells));
            grid.row(cells);
        }
        let weighted = if (self.effective_n - self.n as f64).abs() > 1e-9 {
            format!(" (by weights worth {})", fixed(self.effective_n, 1))
        } else {
            String::new()
        };
        format!(
            "Norms of {} persons{weighted}: mean {}, standard deviation {}, standard error of measurement {}. Mid-rank \
             percentiles with {} % intervals (Wilson), normalised z and T.\n\n{}",
            self.n,
            fixed(self.mean, 2),
            fixed(self.sd, 2),
            fixed_or_dash(self.sem, 2),
            raw_text(100.0 * self.confidence),
            grid.text()
        )
    }
}

impl PlaceErrors {
    /// The interval of the T score, the true T score and its interval.
    pub(super) fn cells(&self) -> [String; 5] {
        let numbers = [
            self.t_lower,
            self.t_upper,
            self.true_t,
            self.true_t_lower,
            self.true_t_upper,
        ];
        numbers.map(|number| fixed(number, 1))
    }
}

/// A raw score as people write it: whole, or with the digits it has, at most four.
pub(super) fn raw_text(raw: f64) -> String {
    let text = fixed(raw, 4);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::io::Write as _;

    use clap::Parser;

    use super::*;
    use crate::cli::analyse::report::json;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        norms: Norms,
    }

    fn run(text: &str, arguments: &[&str]) -> Result<NormsFound, Fault> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let path = file.path().display().to_string();
        let line = ["norms", path.as_str()]
            .into_iter()
            .chain(arguments.iter().copied());
        Line::try_parse_from(line).unwrap().norms.run()
    }

    fn fields(text: &str, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&json(&run(text, arguments).unwrap()).unwrap()).unwrap()
    }

    #[test]
    fn the_fields_of_a_table_are_those_agreed() {
        let found = fields(
            "score,w\n4,1\n5,2\n,1\n",
            &["--score", "score", "--weight", "w"],
        );
        assert_eq!(found["n"], 2);
        for field in [
            "raw",
            "n",
            "percentile",
            "percentile_lower",
            "percentile_upper",
            "z",
            "t",
            "stanine",
            "sten",
        ] {
            assert!(found["table"][1][field].is_number(), "{field}");
        }
        assert!(found["table"][0].get("t_lower").is_none());
        let found = fields(
            "score\n4\n5\n",
            &["--score", "score", "--reliability", "0.8"],
        );
        assert!(found["sem"].is_number() && found["table"][0]["true_t"].is_number());
    }

    #[test]
    fn the_fields_of_continuous_norms_are_those_agreed() {
        let mut text = "score,age\n".to_owned();
        for person in 0..60 {
            let (score, age) = (person % 12 + person / 20 * 3, person / 20);
            writeln!(text, "{score},{age}").unwrap();
        }
        let arguments = [
            "--score", "score", "--by", "age", "--at", "0.5,1", "--terms", "3",
        ];
        let found = fields(&text, &arguments);
        assert!(found["r2"].as_f64().unwrap() > 0.9);
        for field in ["power_location", "power_by", "value"] {
            assert_eq!(found["coefficients"].as_array().unwrap().len(), 4);
            assert!(found["coefficients"][1][field].is_number(), "{field}");
        }
        for field in ["by", "raw", "percentile", "z", "t", "stanine", "sten"] {
            assert!(found["table"][0][field].is_number(), "{field}");
        }
        let outside = run(&text, &["--score", "score", "--by", "age", "--at", "7"]);
        assert!(
            outside
                .unwrap_err()
                .to_string()
                .contains("7 lies outside 0 to 2")
        );
    }

    #[test]
    fn a_weight_of_zero_is_refused_with_its_line() {
        let refused = run(
            "score,w\n4,1\n5,0\n",
            &["--score", "score", "--weight", "w"],
        );
        let sentence = refused.unwrap_err().to_string();
        assert!(
            sentence.contains("line 3, column `w`: the weight 0 is not above 0"),
            "{sentence}"
        );
    }
}
