//! What `analyse norms --by` prints.

use std::fmt::Write as _;

use serde::Serialize;

use super::fault::Fault;
use super::norms::{PlaceErrors, TErrors, raw_text};
use super::report::{Grid, fixed};
use crate::psychometrics::classical::normal_percentile;
use crate::psychometrics::norms::{stanine, sten};

/// What `analyse norms --by` found.
#[derive(Debug, Serialize)]
pub(super) struct ContinuousFound {
    pub(super) model: &'static str,
    pub(super) n: usize,
    pub(super) by_lowest: f64,
    pub(super) by_highest: f64,
    #[serde(flatten)]
    pub(super) fit: FitFound,
    pub(super) table: Vec<Row>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum FitFound {
    Regression {
        r2: f64,
        adjusted_r2: f64,
        rmse: f64,
        adjusted_r2_by_terms: Vec<f64>,
        coefficients: Vec<Coefficient>,
        falls: Vec<FallFound>,
    },
    BetaBinomial {
        log_likelihood: f64,
        by_mean: f64,
        by_sd: f64,
        alpha: Vec<f64>,
        beta: Vec<f64>,
        standard_errors: Vec<f64>,
    },
}

#[derive(Debug, Serialize)]
pub(super) struct Coefficient {
    pub(super) power_location: u32,
    pub(super) power_by: u32,
    pub(super) value: f64,
}

/// Where norms would fall with rising scores.
#[derive(Debug, Serialize)]
pub(super) struct FallFound {
    pub(super) by: f64,
    pub(super) from_t: f64,
    pub(super) to_t: f64,
}

#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) by: f64,
    pub(super) raw: f64,
    pub(super) percentile: f64,
    pub(super) z: f64,
    pub(super) t: f64,
    pub(super) stanine: u8,
    pub(super) sten: u8,
    #[serde(flatten)]
    pub(super) errors: Option<PlaceErrors>,
}

impl Row {
    pub(super) fn of(by: f64, raw: f64, z: f64, errors: Option<TErrors>) -> Result<Self, Fault> {
        let percentile = normal_percentile(z)
            .map_err(|error| Fault::method(&error, "Give scores of usual size."))?;
        let t = 50.0 + 10.0 * z;
        Ok(Self {
            by,
            raw,
            percentile,
            z,
            t,
            stanine: stanine(z),
            sten: sten(z),
            errors: errors.map(|errors| errors.at(t)).transpose()?,
        })
    }
}

impl ContinuousFound {
    pub(super) fn text(&self) -> String {
        let mut headings = vec!["by", "raw", "percentile", "z", "T", "stanine", "sten"];
        if self.table.iter().any(|row| row.errors.is_some()) {
            headings.extend(["T from", "T to", "true T", "from", "to"]);
        }
        let mut grid = Grid::new(&headings);
        for row in &self.table {
            let mut cells = vec![
                raw_text(row.by),
                raw_text(row.raw),
                fixed(row.percentile, 1),
                fixed(row.z, 2),
                fixed(row.t, 1),
                row.stanine.to_string(),
                row.sten.to_string(),
            ];
            cells.extend(row.errors.iter().flat_map(PlaceErrors::cells));
            grid.row(cells);
        }
        format!(
            "Continuous norms of {} persons from {} to {} by {}.\n\n{}\n\n{}",
            self.n,
            raw_text(self.by_lowest),
            raw_text(self.by_highest),
            self.model,
            self.fit.text(),
            grid.text()
        )
    }
}

impl FitFound {
    fn text(&self) -> String {
        match self {
            Self::Regression {
                r2,
                rmse,
                coefficients,
                falls,
                ..
            } => {
                let mut grid = Grid::new(&["power of T", "power of by", "coefficient"]);
                for coefficient in coefficients {
                    grid.row(vec![
                        coefficient.power_location.to_string(),
                        coefficient.power_by.to_string(),
                        format!("{:.6e}", coefficient.value),
                    ]);
                }
                let fit = format!(
                    "R² {}, root mean square error {}.",
                    fixed(*r2, 4),
                    fixed(*rmse, 3)
                );
                format!("{fit}\n\n{}\n\n{}", grid.text(), falls_text(falls))
            }
            Self::BetaBinomial {
                log_likelihood,
                by_mean,
                by_sd,
                alpha,
                beta,
                standard_errors,
            } => {
                let mut grid = Grid::new(&["power", "log alpha", "error", "log beta", "error"]);
                let errors = standard_errors.split_at(alpha.len());
                let rows = alpha.iter().zip(errors.0).zip(beta.iter().zip(errors.1));
                for (power, ((a, a_error), (b, b_error))) in rows.enumerate() {
                    let numbers = [a, a_error, b, b_error].map(|number| fixed(*number, 4));
                    let mut cells = vec![power.to_string()];
                    cells.extend(numbers);
                    grid.row(cells);
                }
                format!(
                    "Log-likelihood {}; powers of (by − {}) / {}.\n\n{}",
                    fixed(*log_likelihood, 3),
                    fixed(*by_mean, 4),
                    fixed(*by_sd, 4),
                    grid.text()
                )
            }
        }
    }
}

fn falls_text(falls: &[FallFound]) -> String {
    if falls.is_empty() {
        return "Norms rise with the score everywhere from T 25 to T 75.".to_owned();
    }
    let mut text =
        "WARNING: norms fall with rising scores; do not use them there, and try other --terms:"
            .to_owned();
    for fall in falls {
        let (by, from, to) = (
            raw_text(fall.by),
            fixed(fall.from_t, 1),
            fixed(fall.to_t, 1),
        );
        // Writing to a String does not fail.
        let _ = write!(text, "\n  at {by}: from T {from} to T {to}");
    }
    text
}
