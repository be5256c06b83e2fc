//! `analyse multigroup`: the same items in several groups.

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::calibration::CalibrationArgs;
use super::fault::Fault;
use super::report::{Grid, Report, fixed, p_value};
use super::table::{Answers, ItemArgs, Table};
use crate::psychometrics::irt::calibrate::Progress;
use crate::psychometrics::irt::multigroup::{
    Error, Groups, Invariance, ItemDif, Multigroup, Plan, likelihood_ratio_dif, multigroup,
};
use crate::psychometrics::irt::{Error as IrtError, Responses};

/// Arguments of `analyse multigroup`.
#[derive(Debug, Args)]
pub(super) struct MultigroupArgs {
    /// A CSV file with one row per person.
    file: PathBuf,
    #[command(flatten)]
    calibration: CalibrationArgs,
    #[command(flatten)]
    items: ItemArgs,
    /// The column of the groups; people without one are left out.
    #[arg(long, value_name = "COLUMN")]
    group: String,
    /// The group whose abilities have mean 0 and variance 1; else the largest.
    #[arg(long, value_name = "GROUP")]
    reference: Option<String>,
    /// What is equal in all groups.
    #[arg(long, value_enum)]
    invariance: Equal,
    /// Test each item for DIF against all others by likelihood ratio; with --invariance scalar.
    #[arg(long)]
    dif: bool,
}

/// What is equal in all groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Equal {
    /// Nothing but the form of the model.
    Configural,
    /// The slopes.
    Metric,
    /// Slopes and intercepts.
    Scalar,
}

/// What `analyse multigroup` found.
#[derive(Debug, Serialize)]
pub(super) struct MultigroupFound {
    model: String,
    invariance: &'static str,
    persons: usize,
    /// How many people have no group.
    left_out: usize,
    log_likelihood: f64,
    n_parameters: usize,
    aic: f64,
    bic: f64,
    cycles: usize,
    converged: bool,
    groups: Vec<Group>,
    dif: Vec<Dif>,
}

#[derive(Debug, Serialize)]
struct Group {
    #[serde(rename = "group")]
    name: String,
    persons: usize,
    mean: f64,
    variance: f64,
    item_parameters: Vec<ItemParameters>,
}

#[derive(Debug, Serialize)]
struct ItemParameters {
    item: String,
    slope: f64,
    intercepts: Vec<f64>,
    lower_asymptote: f64,
}

#[derive(Debug, Serialize)]
struct Dif {
    item: String,
    likelihood_ratio: f64,
    df: usize,
    p: f64,
}

impl MultigroupArgs {
    pub(super) fn run(&self) -> Result<MultigroupFound, Fault> {
        let plan = Plan {
            options: self.calibration.options()?,
            invariance: match self.invariance {
                Equal::Configural => Invariance::Configural,
                Equal::Metric => Invariance::Metric,
                Equal::Scalar => Invariance::Scalar,
            },
        };
        if self.dif && plan.invariance != Invariance::Scalar {
            return Err(Fault::input(
                "--dif is measured against the scalar model: ask for --invariance scalar.",
            ));
        }
        let table = Table::read(&self.file)?;
        let answers = table.answers(&self.items, &[&self.group])?;
        let (groups, left_out) = self.groups(&table, &answers)?;
        let fit = multigroup(&groups, &plan, &mut told).map_err(|error| refused(&error))?;
        let dif = if self.dif {
            likelihood_ratio_dif(&groups, (&plan, &fit), &mut told)
                .map_err(|error| refused(&error))?
        } else {
            Vec::new()
        };
        warn_of_narrow_grid(&fit, &plan);
        Ok(self.found(&fit, dif, left_out))
    }

    /// The groups, and how many people have none.
    fn groups(&self, table: &Table, answers: &Answers) -> Result<(Groups, usize), Fault> {
        let labels = table.texts(&self.group)?;
        let mut persons = Vec::with_capacity(labels.len());
        let mut known = Vec::with_capacity(labels.len());
        let mut rows = Vec::with_capacity(labels.len());
        for (row_idx, (person, label)) in answers.persons.iter().zip(&labels).enumerate() {
            if let Some(label) = label {
                persons.push(person.clone());
                known.push(*label);
                rows.push(row_idx);
            }
        }
        let responses =
            Responses::from_codes(&answers.items, &persons).map_err(|error| match &error {
                IrtError::NotACategory {
                    item,
                    person_idx,
                    value,
                    expected,
                } => {
                    let row_idx = rows.get(*person_idx).copied().unwrap_or(0);
                    table.fault_at(row_idx, item, &format!("`{value}` is not {expected}."))
                }
                other => refused(&Error::Calibration(other.clone())),
            })?;
        let groups = Groups::new(responses, &known, self.reference.as_deref());
        let groups = groups.map_err(|error| match &error {
            Error::UnknownReference { .. } => Fault::input(format!(
                "{}: {error}. Name one that the column `{}` has.",
                table.file(),
                self.group
            )),
            _ => refused(&error),
        })?;
        Ok((groups, labels.len() - known.len()))
    }

    fn found(&self, fit: &Multigroup, dif: Vec<ItemDif>, left_out: usize) -> MultigroupFound {
        let groups = fit.groups.iter().map(|group| Group {
            name: group.group.clone(),
            persons: group.n_persons,
            mean: group.latent.mean,
            variance: group.latent.variance,
            item_parameters: group
                .items
                .iter()
                .map(|item| ItemParameters {
                    item: item.item.clone(),
                    slope: item.model.slope(),
                    intercepts: item.model.intercepts().to_vec(),
                    lower_asymptote: item.model.lower_asymptote(),
                })
                .collect(),
        });
        let dif = dif.into_iter().map(|item| Dif {
            item: item.item,
            likelihood_ratio: item.likelihood_ratio,
            df: item.degrees_of_freedom,
            p: item.p,
        });
        MultigroupFound {
            model: self.calibration.model_name(),
            invariance: match self.invariance {
                Equal::Configural => "configural",
                Equal::Metric => "metric",
                Equal::Scalar => "scalar",
            },
            persons: fit.n_persons(),
            left_out,
            log_likelihood: fit.log_likelihood,
            n_parameters: fit.n_parameters,
            aic: fit.aic(),
            bic: fit.bic(),
            cycles: fit.cycles,
            converged: true,
            groups: groups.collect(),
            dif: dif.collect(),
        }
    }
}

/// Tells the person at the keyboard that a long search goes on.
fn told(progress: Progress) -> ControlFlow<()> {
    if 0 < progress.cycle && progress.cycle.is_multiple_of(25) {
        eprintln!(
            "cycle {}: log-likelihood {:.4}, largest gradient {:.1e}",
            progress.cycle, progress.log_likelihood, progress.largest_gradient
        );
    }
    ControlFlow::Continue(())
}

/// Says when a group's abilities reach beyond the grid that integrals are taken over.
fn warn_of_narrow_grid(fit: &Multigroup, plan: &Plan) {
    let last = plan
        .options
        .quadrature
        .nodes()
        .last()
        .copied()
        .unwrap_or(0.0);
    for group in &fit.groups {
        let reach = group.latent.mean.abs() + 3.5 * group.latent.variance.sqrt();
        if last < reach {
            eprintln!(
                "The abilities of group `{}` reach to {reach:.1}, beyond ±{last:.1}: repeat with --theta-range {:.0} and more --quadrature nodes.",
                group.group,
                reach.ceil()
            );
        }
    }
}

fn refused(error: &Error) -> Fault {
    let advice = match error {
        Error::TooFewGroups { .. } | Error::UnequalLengths { .. } => {
            "Name a column that has at least two groups."
        }
        Error::UnknownReference { .. } => "Name a group of the column as reference.",
        Error::SmallGroup { .. } => "Leave that group out or join it to another.",
        Error::UnusedInGroup { .. } => {
            "Join that category to its neighbour in all groups, leave the item out, or ask for --invariance scalar without --dif."
        }
        Error::NotScalar => "Ask for --invariance scalar.",
        Error::Prior => "Leave out --guessing-prior, or choose the model 2pl.",
        Error::Calibration(IrtError::NoConvergence { .. }) => {
            "Choose a model with fewer parameters, or answers of more people."
        }
        Error::Calibration(IrtError::TooFewPersons { .. }) => "Give answers of more people.",
        Error::Calibration(IrtError::TooFewItems { .. }) => "Name more items.",
        Error::Calibration(_) => {
            "Leave that item out, join its categories, or choose another model."
        }
    };
    Fault::method(error, advice)
}

impl Report for MultigroupFound {
    fn text(&self) -> String {
        let mut text = format!(
            "The {} model, {} invariance, of {} persons in {} groups",
            self.model,
            self.invariance,
            self.persons,
            self.groups.len()
        );
        if 0 < self.left_out {
            let _ = write!(text, " ({} without a group left out)", self.left_out);
        }
        let _ = write!(
            text,
            ".\nLog-likelihood {}, {} parameters, AIC {}, BIC {}, {} cycles.\n\n",
            fixed(self.log_likelihood, 4),
            self.n_parameters,
            fixed(self.aic, 2),
            fixed(self.bic, 2),
            self.cycles
        );
        let mut groups = Grid::new(&["group", "persons", "mean", "variance"]);
        for group in &self.groups {
            groups.row(vec![
                group.name.clone(),
                group.persons.to_string(),
                fixed(group.mean, 3),
                fixed(group.variance, 3),
            ]);
        }
        text.push_str(&groups.text());
        text.push_str("\n\n");
        text.push_str(&self.parameters());
        if !self.dif.is_empty() {
            let mut items = Grid::new(&["DIF of item", "likelihood ratio", "df", "p"]);
            for item in &self.dif {
                items.row(vec![
                    item.item.clone(),
                    fixed(item.likelihood_ratio, 3),
                    item.df.to_string(),
                    p_value(item.p),
                ]);
            }
            text.push_str("\n\n");
            text.push_str(&items.text());
        }
        text
    }
}

impl MultigroupFound {
    /// Every group's items; those of the first alone where they are equal in all.
    fn parameters(&self) -> String {
        let shown = if self.invariance == "scalar" {
            1
        } else {
            self.groups.len()
        };
        let mut grid = Grid::new(&["item", "group", "slope", "intercepts"]);
        for group in self.groups.iter().take(shown) {
            let name = if shown == 1 { "all" } else { &group.name };
            for item in &group.item_parameters {
                let intercepts = item.intercepts.iter().map(|value| fixed(*value, 3));
                let mut cells = intercepts.collect::<Vec<_>>().join("  ");
                if 0.0 < item.lower_asymptote {
                    let asymptote = fixed(item.lower_asymptote, 3);
                    let _ = write!(cells, "  (asymptote {asymptote})");
                }
                grid.row(vec![
                    item.item.clone(),
                    name.to_owned(),
                    fixed(item.slope, 3),
                    cells,
                ]);
            }
        }
        grid.text()
    }
}
