//! `analyse bands`: scores that cannot be told apart.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::fault::Fault;
use super::report::{Grid, Report, fixed};
use super::table::Table;
use crate::psychometrics::banding;
use crate::psychometrics::classical::MeasurementError;
use crate::psychometrics::descriptive;

/// Arguments of `analyse bands`.
#[derive(Debug, Args)]
pub(super) struct Bands {
    /// A CSV file with one row per person.
    file: PathBuf,
    /// The column of the scores.
    #[arg(long, value_name = "COLUMN")]
    score: String,
    /// The scores' reliability, 0 to 1.
    #[arg(long, value_name = "R", allow_negative_numbers = true)]
    reliability: f64,
    /// How sure a difference has to be, 0 to 1.
    #[arg(
        long,
        value_name = "LEVEL",
        default_value_t = 0.95,
        allow_negative_numbers = true
    )]
    confidence: f64,
}

/// What `analyse bands` found.
#[derive(Debug, Serialize)]
pub(super) struct BandsFound {
    sem: f64,
    sed: f64,
    width: f64,
    bands: Vec<Band>,
    #[serde(skip)]
    n_scores: usize,
    #[serde(skip)]
    n_missing: usize,
}

#[derive(Debug, Serialize)]
struct Band {
    #[serde(rename = "band")]
    number: u32,
    upper: f64,
    lower: f64,
    n: usize,
}

impl Bands {
    pub(super) fn run(&self) -> Result<BandsFound, Fault> {
        self.check()?;
        let table = Table::read(&self.file)?;
        let numbers = table.numbers(&self.score)?;
        let n_rows = numbers.len();
        let scores: Vec<f64> = numbers.into_iter().flatten().collect();
        let spread = descriptive::standard_deviation(&scores).ok_or_else(|| {
            Fault::method(
                &format!("the column `{}` has {} scores", self.score, scores.len()),
                "Give two scores or more, of usual size.",
            )
        })?;
        let refused =
            |reason: &dyn std::fmt::Display| Fault::method(&reason, "Give scores that differ.");
        let error = MeasurementError::new(spread, self.reliability).map_err(|e| refused(&e))?;
        let width = error.band_width(self.confidence).map_err(|e| refused(&e))?;
        let numbers = banding::bands(&scores, width).map_err(|e| refused(&e))?;
        Ok(BandsFound {
            sem: error.standard_error(),
            sed: error.standard_error_of_difference(),
            width,
            bands: summary(&scores, &numbers),
            n_scores: scores.len(),
            n_missing: n_rows - scores.len(),
        })
    }

    fn check(&self) -> Result<(), Fault> {
        if !(0.0..=1.0).contains(&self.reliability) {
            let given = self.reliability;
            return Err(Fault::input(format!(
                "--reliability is {given}, but has to be from 0 to 1."
            )));
        }
        if self.confidence <= 0.0 || 1.0 <= self.confidence || self.confidence.is_nan() {
            let given = self.confidence;
            return Err(Fault::input(format!(
                "--confidence is {given}, but has to be above 0 and below 1, as 0.95."
            )));
        }
        Ok(())
    }
}

/// Each band with its highest and lowest score, the best first.
fn summary(scores: &[f64], numbers: &[u32]) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    let mut banded: Vec<(u32, f64)> = numbers
        .iter()
        .copied()
        .zip(scores.iter().copied())
        .collect();
    banded.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    for (band, score) in banded {
        match bands.last_mut() {
            Some(last) if last.number == band => {
                last.lower = score;
                last.n += 1;
            }
            _ => bands.push(Band {
                number: band,
                upper: score,
                lower: score,
                n: 1,
            }),
        }
    }
    bands
}

impl Report for BandsFound {
    fn text(&self) -> String {
        let mut grid = Grid::new(&["band", "from", "to", "persons"]);
        for band in &self.bands {
            grid.row(vec![
                band.number.to_string(),
                fixed(band.upper, 2),
                fixed(band.lower, 2),
                band.n.to_string(),
            ]);
        }
        format!(
            "Bands of {} scores ({} missing). Standard error of measurement {}, of a difference {}; a band is {} wide.\n\n{}",
            self.n_scores,
            self.n_missing,
            fixed(self.sem, 3),
            fixed(self.sed, 3),
            fixed(self.width, 3),
            grid.text()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_outside_zero_to_one_are_wrong_input() {
        for (reliability, confidence, option) in [
            (2.0, 0.95, "--reliability is 2"),
            (-1.0, 0.95, "--reliability is -1"),
            (0.8, 1.0, "--confidence is 1"),
        ] {
            let bands = Bands {
                file: PathBuf::from("scores.csv"),
                score: "score".to_owned(),
                reliability,
                confidence,
            };
            let fault = bands.run().unwrap_err();
            assert!(
                matches!(&fault, Fault::Input(text) if text.starts_with(option)),
                "{fault}"
            );
        }
    }
}
