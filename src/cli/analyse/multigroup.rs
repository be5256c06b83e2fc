//! `analyse multigroup`: the same items in several groups.

use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::calibration::{CalibrationArgs, told};
use super::fault::Fault;
use super::multigroup_report::{Dif, Group, ItemParameters, MultigroupFound};
use super::table::{Answers, ItemArgs, Table};
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
            eprintln!("Testing {} items for DIF.", answers.items.len());
            let quietly = &mut |_| ControlFlow::Continue(());
            likelihood_ratio_dif(&groups, (&plan, &fit), quietly)
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
        Error::Calibration(IrtError::UnusedCategory { .. }) => {
            "Where an answer is a mistake, correct it: --min and --max find answers outside the scale. Else merge the \
             category with a neighbour in the file, or leave the item out with --items."
        }
        Error::Calibration(_) => {
            "Leave that item out, join its categories, or choose another model."
        }
    };
    Fault::method(error, advice)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::report::Report;
    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        multigroup: MultigroupArgs,
    }

    /// Two groups of 40 people, and one person without a group.
    fn file() -> tempfile::NamedTempFile {
        let row = |person: usize| {
            let answer = |item: usize| (person * (item + 3) / 7 + person % (item + 2)) % 2;
            let group = if person.is_multiple_of(3) {
                "north"
            } else {
                "south"
            };
            format!(
                "{},{},{},{},{group}\n",
                answer(0),
                answer(1),
                answer(2),
                answer(3)
            )
        };
        let rows: String = (0..80).map(row).collect();
        let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
        std::fs::write(file.path(), format!("a,b,c,d,part\n{rows}1,0,1,0,\n")).unwrap();
        file
    }

    fn run(arguments: &[&str]) -> Result<MultigroupFound, Fault> {
        let file = file();
        let path = file.path().to_str().unwrap();
        let line = ["multigroup", path, "--model", "rasch", "--group", "part"];
        Line::try_parse_from(line.iter().chain(arguments))
            .unwrap()
            .multigroup
            .run()
    }

    #[test]
    fn the_largest_group_is_the_reference_unless_another_is_named() {
        let found = run(&["--invariance", "scalar", "--dif"]).unwrap();
        assert_eq!((found.persons, found.left_out, found.dif.len()), (80, 1, 4));
        assert_eq!(found.groups[0].name, "south");
        assert!(found.groups[0].mean.abs() < 1e-15);
        let text = found.text();
        assert!(
            text.starts_with(
                "The rasch model, scalar invariance, of 80 persons in 2 groups (1 without"
            ),
            "{text}"
        );
        assert!(text.contains("DIF of item"), "{text}");
        let turned = run(&["--invariance", "scalar", "--reference", "north"]).unwrap();
        assert_eq!(turned.groups[0].name, "north");
        assert!((turned.log_likelihood - found.log_likelihood).abs() < 0.05);
    }

    #[test]
    fn the_fields_are_those_that_scripts_rely_on() {
        let found = run(&["--invariance", "metric"]).unwrap();
        let json = serde_json::to_value(&found).unwrap();
        for field in ["log_likelihood", "n_parameters", "groups", "dif"] {
            assert!(json.get(field).is_some(), "{field}");
        }
        for field in ["group", "mean", "variance"] {
            assert!(json["groups"][1].get(field).is_some(), "{field}");
        }
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        let fault = |arguments: &[&str]| run(arguments).unwrap_err();
        assert!(matches!(
            fault(&["--invariance", "metric", "--dif"]),
            Fault::Input(_)
        ));
        let unknown = fault(&["--invariance", "scalar", "--reference", "east"]);
        assert!(
            unknown
                .to_string()
                .contains("no person belongs to the reference group `east`")
        );
        let prior = fault(&["--invariance", "scalar", "--guessing-prior", "-1,0.5"]);
        assert!(matches!(prior, Fault::Input(_)));
    }
}
