//! `analyse validity`: how well predictors tell a criterion.

mod found;

use std::collections::HashMap;
use std::path::PathBuf;

use clap::Args;

use super::fault::Fault;
use super::table::Table;
use crate::psychometrics::classical::disattenuated;
use crate::psychometrics::descriptive::standard_deviation;
use crate::psychometrics::regression;
use crate::psychometrics::validity::{self, corrected_for_direct_restriction};
use found::{Predictor, Regression, Step, ValidityFound};

const CONFIDENCE: f64 = 0.95;

/// Arguments of `analyse validity`.
#[derive(Debug, Args)]
pub(super) struct Validity {
    /// A CSV file with one row per person.
    file: PathBuf,
    /// The columns of the predictors, as A,B or A..C, in the order in which they enter the regression.
    #[arg(long, value_name = "COLUMNS")]
    predictors: String,
    /// The column of the criterion; with two different values the areas under the curve are given too, the higher
    /// value taken for the case.
    #[arg(long, value_name = "COLUMN")]
    criterion: String,
    /// The standard deviation of a predictor among all applicants, where the file holds the chosen; may be repeated.
    #[arg(long, value_name = "PREDICTOR=SD")]
    unrestricted_sd: Vec<String>,
    /// The criterion's reliability, above 0 to 1.
    #[arg(long, value_name = "R")]
    criterion_reliability: Option<f64>,
}

impl Validity {
    pub(super) fn run(&self) -> Result<ValidityFound, Fault> {
        let table = Table::read(&self.file)?;
        let names = table.listed(&self.predictors)?;
        if names.is_empty() {
            return Err(Fault::input(
                "--predictors names no column. Name one or more.",
            ));
        }
        if names.contains(&self.criterion) {
            return Err(Fault::input(format!(
                "`{}` is both a predictor and the criterion.",
                self.criterion
            )));
        }
        let spreads = self.unrestricted(&names)?;
        let reliability = self.criterion_reliability;
        if let Some(r) = reliability.filter(|r| !(*r > 0.0 && *r <= 1.0)) {
            return Err(Fault::input(format!(
                "--criterion-reliability is {r}, but has to be above 0 and at most 1."
            )));
        }
        let criterion = Criterion::of(table.numbers(&self.criterion)?);
        let columns = names.iter().map(|name| table.numbers(name));
        let columns: Vec<Vec<Option<f64>>> = columns.collect::<Result<_, _>>()?;
        let predictors = names.iter().zip(&columns);
        let predictors = predictors.map(|(name, values)| {
            let unrestricted = spreads.get(name.as_str()).copied();
            predictor(name, values, &criterion, (unrestricted, reliability))
        });
        let predictors: Vec<Predictor> = predictors.collect::<Result<_, _>>()?;
        let notes = self.notes(&criterion, &predictors);
        Ok(ValidityFound {
            regression: regression_of(&names, &columns, &criterion.values)?,
            predictors,
            criterion: self.criterion.clone(),
            notes,
        })
    }

    /// The standard deviations among all applicants, by predictor.
    fn unrestricted<'a>(&'a self, names: &[String]) -> Result<HashMap<&'a str, f64>, Fault> {
        let mut spreads = HashMap::new();
        for given in &self.unrestricted_sd {
            let parts = given.rsplit_once('=');
            let (name, text) = parts.ok_or_else(|| {
                Fault::input(format!(
                    "--unrestricted-sd `{given}` is not of the form PREDICTOR=SD, as in A=1.2."
                ))
            })?;
            if !names.iter().any(|known| known == name) {
                return Err(Fault::input(format!(
                    "--unrestricted-sd names `{name}`, which is not among the predictors."
                )));
            }
            let spread = text
                .parse::<f64>()
                .ok()
                .filter(|sd| sd.is_finite() && *sd > 0.0);
            let spread = spread.ok_or_else(|| {
                Fault::input(format!(
                    "--unrestricted-sd of `{name}`: `{text}` is not a number above 0."
                ))
            })?;
            if spreads.insert(name, spread).is_some() {
                return Err(Fault::input(format!(
                    "--unrestricted-sd names `{name}` twice."
                )));
            }
        }
        Ok(spreads)
    }

    fn notes(&self, criterion: &Criterion, predictors: &[Predictor]) -> Vec<String> {
        let mut notes = Vec::new();
        if let Some((_, case)) = criterion.two_values {
            notes.push(format!(
                "The areas tell {} = {case} from the other value.",
                self.criterion
            ));
        }
        if !self.unrestricted_sd.is_empty() || self.criterion_reliability.is_some() {
            notes.push(
                "Corrected correlations are for interpretation; significance is that of the uncorrected ones."
                    .to_owned(),
            );
        }
        let beyond = predictors.iter().filter(|predictor| {
            let corrected = [predictor.corrected_attenuation, predictor.corrected_both];
            corrected.into_iter().flatten().any(|r| r.abs() > 1.0)
        });
        let beyond: Vec<&str> = beyond.map(|predictor| predictor.name.as_str()).collect();
        if !beyond.is_empty() {
            notes.push(format!(
                "Corrected beyond 1: {}. The reliability given is too low for these data.",
                beyond.join(", ")
            ));
        }
        notes
    }
}

/// The criterion's values, and its two different ones if there are no more.
struct Criterion {
    values: Vec<Option<f64>>,
    two_values: Option<(f64, f64)>,
}

impl Criterion {
    fn of(values: Vec<Option<f64>>) -> Self {
        let known = || values.iter().flatten().copied();
        let lowest = known().min_by(f64::total_cmp);
        let highest = known().max_by(f64::total_cmp);
        let two = lowest.zip(highest).filter(|(lowest, highest)| {
            lowest < highest && known().all(|value| value <= *lowest || *highest <= value)
        });
        Self {
            values,
            two_values: two,
        }
    }
}

fn predictor(
    name: &str,
    values: &[Option<f64>],
    criterion: &Criterion,
    (unrestricted, reliability): (Option<f64>, Option<f64>),
) -> Result<Predictor, Fault> {
    let pairs = values.iter().zip(&criterion.values);
    let (x, y): (Vec<f64>, Vec<f64>) = pairs.filter_map(|(x, y)| Some(((*x)?, (*y)?))).unzip();
    let refused = |error: &dyn std::fmt::Display| {
        Fault::method(
            &format!("predictor `{name}`: {error}"),
            "Give three persons or more with predictor and criterion, both of which differ between them.",
        )
    };
    let found = validity::pearson(&x, &y, CONFIDENCE).map_err(|e| refused(&e))?;
    let ratio = unrestricted
        .map(|all| standard_deviation(&x).map(|own| all / own))
        .map(|ratio| ratio.ok_or_else(|| refused(&validity::Error::NotFinite)))
        .transpose()?;
    let for_range = |r: f64| {
        let corrected = ratio.map(|ratio| corrected_for_direct_restriction(r, ratio));
        corrected.transpose().map_err(|e| refused(&e))
    };
    let for_error = reliability
        .map(|reliability| disattenuated(found.r, 1.0, reliability))
        .transpose()
        .map_err(|e| refused(&e))?;
    // A correlation already beyond 1 has no range to be corrected for.
    let both = match for_error.filter(|r| r.abs() <= 1.0) {
        Some(r) => for_range(r)?,
        None => None,
    };
    let area = match criterion.two_values {
        Some((_, case)) => area(&x, &y, case).map_err(|e| refused(&e))?,
        None => None,
    };
    Ok(Predictor {
        name: name.to_owned(),
        n: found.n,
        r: found.r,
        lower: found.interval.map(|interval| interval.lower),
        upper: found.interval.map(|interval| interval.upper),
        p: found.p,
        corrected_range: for_range(found.r)?,
        corrected_attenuation: for_error,
        corrected_both: both,
        auc: area.map(|area| area.auc),
        auc_lower: area.map(|area| area.interval.lower),
        auc_upper: area.map(|area| area.interval.upper),
    })
}

/// The area under the curve; none with fewer than two cases or two others, which have no interval.
fn area(x: &[f64], y: &[f64], case: f64) -> Result<Option<validity::Auc>, validity::Error> {
    let is_case: Vec<bool> = y.iter().map(|value| case <= *value).collect();
    match validity::auc(x, &is_case, CONFIDENCE) {
        Ok(area) => Ok(Some(area)),
        Err(validity::Error::OneSided { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The regression of the people who have every predictor and the criterion.
fn regression_of(
    names: &[String],
    columns: &[Vec<Option<f64>>],
    criterion: &[Option<f64>],
) -> Result<Regression, Fault> {
    let person = |(row, outcome): (usize, &Option<f64>)| {
        let values = columns
            .iter()
            .map(|column| column.get(row).copied().flatten());
        Some((values.collect::<Option<Vec<f64>>>()?, (*outcome)?))
    };
    let people = criterion.iter().enumerate().filter_map(person);
    let (predictors, outcome): (Vec<Vec<f64>>, Vec<f64>) = people.unzip();
    let refused = |error: regression::Error| {
        let name = |place: usize| names.get(place).map_or("", String::as_str);
        let reason = match error {
            regression::Error::Collinear { predictor_idx } => format!(
                "`{}` is a weighted sum of the predictors before it",
                name(predictor_idx)
            ),
            regression::Error::ConstantPredictor { predictor_idx } => {
                format!("`{}` is the same for everybody", name(predictor_idx))
            }
            error => error.to_string(),
        };
        Fault::method(
            &format!("the regression of those who have every value: {reason}"),
            "Leave a predictor out, or give more people.",
        )
    };
    let fit = regression::least_squares(&predictors, &outcome).map_err(refused)?;
    let steps = fit.steps(&vec![1; names.len()]).map_err(refused)?;
    let steps = names.iter().zip(steps).zip(&fit.standardised_slopes);
    let steps = steps.map(|((name, step), beta)| Step {
        predictor: name.clone(),
        r2_change: step.r2_change,
        f: step.f,
        p: step.p,
        beta: *beta,
    });
    Ok(Regression {
        n: fit.n_persons,
        r2: fit.r2,
        adjusted_r2: fit.adjusted_r2,
        steps: steps.collect(),
    })
}

#[cfg(test)]
mod tests;
