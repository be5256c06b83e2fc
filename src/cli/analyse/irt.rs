//! `analyse irt`: item parameters and abilities by item response theory.

use std::path::{Path, PathBuf};

use clap::Args;

use super::calibration::{CalibrationArgs, told};
use super::fault::Fault;
use super::irt_report::{IrtFound, ItemFitRow, ItemParameters, TestInformation};
use super::table::{ItemArgs, Table};
use crate::psychometrics::irt::calibrate::{Calibration, calibrate};
use crate::psychometrics::irt::item_fit::{Scale, s_x2};
use crate::psychometrics::irt::scores::{all_scores, marginal_reliability, test_information};
use crate::psychometrics::irt::{Error, Responses};

/// Arguments of `analyse irt`.
#[derive(Debug, Args)]
pub(super) struct Irt {
    /// A CSV file with one row per person; answers are whole numbers.
    file: PathBuf,
    #[command(flatten)]
    items: ItemArgs,
    #[command(flatten)]
    calibration: CalibrationArgs,
    /// Writes every person's scores to this CSV file, `row,eap,eap_se,map,map_se,wle,wle_se`: three estimates of
    /// ability, each with its error: EAP (the mean of what the answers leave likely), MAP (the likeliest), WLE (Warm's,
    /// without a prior).
    #[arg(long, value_name = "OUT.csv")]
    scores: Option<PathBuf>,
}

impl Irt {
    pub(super) fn run(&self) -> Result<IrtFound, Fault> {
        let options = self.calibration.options()?;
        let table = Table::read(&self.file)?;
        let answers = table.answers(&self.items, &[])?;
        let responses = Responses::from_codes(&answers.items, &answers.persons)
            .map_err(|error| wrong_answer(&table, &error))?;
        drop(answers);
        let calibration =
            calibrate(&responses, &options, &mut told).map_err(|error| refused(&error))?;
        if let Some(path) = &self.scores {
            write_scores(path, &responses, &calibration)?;
        }
        self.found(&responses, &calibration)
    }

    fn found(&self, responses: &Responses, calibration: &Calibration) -> Result<IrtFound, Fault> {
        let models = calibration.models();
        let mut notes = narrower_items(responses);
        let errors = calibration.standard_errors();
        if errors.is_err() {
            notes.push(
                "There are no standard errors: the answers do not settle all parameters. Choose a model with fewer of \
                 them, or with 3pl give a --guessing-prior."
                    .to_owned(),
            );
        }
        let errors = errors.ok();
        let own = |item_idx: usize| {
            errors
                .as_ref()
                .and_then(|errors| errors.items.get(item_idx))
        };
        let items = calibration.items.iter().enumerate();
        let item_parameters =
            items.map(|(item_idx, item)| ItemParameters::new(item, own(item_idx)));
        let (item_fit, fit_note) = item_fit(responses, calibration);
        notes.extend(fit_note);
        notes.extend(narrow_grid(calibration));
        for note in &notes {
            eprintln!("{note}");
        }
        let thetas = (-8..=8).map(|half| f64::from(half) * 0.5);
        Ok(IrtFound {
            model: self.calibration.model_name(),
            persons: responses.n_persons(),
            log_likelihood: calibration.log_likelihood(),
            n_parameters: calibration.n_parameters(),
            aic: calibration.aic(),
            bic: calibration.bic(),
            cycles: calibration.solution.cycles,
            converged: true,
            latent_mean: calibration.latent.mean,
            latent_variance: calibration.latent.variance,
            marginal_reliability: marginal_reliability(&models, calibration.latent)
                .map_err(|error| refused(&error))?,
            item_parameters: item_parameters.collect(),
            item_fit,
            information: thetas
                .map(|theta| TestInformation {
                    theta,
                    test_information: test_information(&models, theta),
                })
                .collect(),
        })
    }
}

fn item_fit(responses: &Responses, calibration: &Calibration) -> (Vec<ItemFitRow>, Option<String>) {
    match s_x2(&Scale::of(calibration), responses) {
        Ok(fit) => {
            let rows = responses.items().iter().zip(&fit.items);
            (
                rows.map(|(item, fit)| ItemFitRow::new(item, fit.as_ref()))
                    .collect(),
                None,
            )
        }
        Err(error) => (Vec::new(), Some(format!("There is no item fit: {error}."))),
    }
}

/// A distribution of ability that reaches beyond the nodes is cut off by them.
fn narrow_grid(calibration: &Calibration) -> Option<String> {
    let highest = calibration.design.quadrature.nodes().last().copied()?;
    let spread = calibration.latent.variance.sqrt();
    let reach = calibration.latent.mean.abs() + 3.0 * spread;
    (highest < reach).then(|| {
        format!(
            "Ability has a standard deviation of {spread:.2}, so that the nodes from {:.1} to {highest:.1} cut it off; \
             give a wider --theta-range, and more nodes with --quadrature.",
            -highest
        )
    })
}

/// Items whose answers do not reach as far as those of other items; their categories are counted from their own lowest.
fn narrower_items(responses: &Responses) -> Vec<String> {
    let n_categories = responses.n_categories();
    let range = |item_idx: usize| {
        let highest = n_categories[item_idx].saturating_sub(1);
        (
            responses.code(item_idx, 0),
            responses.code(item_idx, highest),
        )
    };
    let ranges: Vec<(i64, i64)> = (0..responses.n_items()).map(range).collect();
    let lowest = ranges.iter().map(|(lowest, _)| *lowest).min().unwrap_or(0);
    let highest = ranges
        .iter()
        .map(|(_, highest)| *highest)
        .max()
        .unwrap_or(0);
    let items = responses.items().iter().zip(&ranges);
    items
        .filter(|(_, range)| **range != (lowest, highest))
        .map(|(item, (from, to))| {
            format!(
                "Nobody's answer to `{item}` is outside {from} to {to}, while other items reach from {lowest} to \
                 {highest}; its categories are counted from {from}."
            )
        })
        .collect()
}

fn write_scores(
    path: &Path,
    responses: &Responses,
    calibration: &Calibration,
) -> Result<(), Fault> {
    let at = (&calibration.design.quadrature, calibration.latent);
    let scores =
        all_scores(responses, &calibration.models(), at).map_err(|error| refused(&error))?;
    let unwritten = |error: csv::Error| {
        Fault::input(format!(
            "{} cannot be written: {error}. Choose another --scores.",
            path.display()
        ))
    };
    let mut writer = csv::Writer::from_path(path).map_err(unwritten)?;
    writer
        .write_record(["row", "eap", "eap_se", "map", "map_se", "wle", "wle_se"])
        .map_err(unwritten)?;
    for (row, score) in (1..).zip(&scores) {
        let (eap, map, wle) = (Some(score.eap), Some(score.map), score.wle);
        let numbers = [eap, map, wle].into_iter().flat_map(|score| {
            let numbers = [score.map(|s| s.theta), score.map(|s| s.standard_error)];
            numbers.map(|number| number.map_or_else(String::new, |number| number.to_string()))
        });
        let cells = std::iter::once(i32::to_string(&row)).chain(numbers);
        writer.write_record(cells).map_err(unwritten)?;
    }
    writer.flush().map_err(|error| unwritten(error.into()))
}

/// An answer that is no category, with its place in the file.
fn wrong_answer(table: &Table, error: &Error) -> Fault {
    match error {
        Error::NotACategory {
            item,
            person_idx,
            value,
            expected,
        } => table.fault_at(*person_idx, item, &format!("{value} is not {expected}.")),
        other => Fault::input(format!("{}: {other}.", table.file())),
    }
}

fn refused(error: &Error) -> Fault {
    let advice = match error {
        Error::TooFewPersons { .. } => "Give the answers of more people.",
        Error::TooFewItems { .. } => {
            "Give more items; a slope for each item needs three, equal slopes need two."
        }
        Error::NoAnswers { .. } | Error::ConstantItem { .. } => {
            "Leave the item out: name the others with --items."
        }
        Error::UnusedCategory { .. } => {
            "Where an answer is a mistake, correct it: --min and --max find answers outside the scale. Else merge the \
             category with a neighbour in the file, or leave the item out with --items."
        }
        Error::WrongCategories { .. } => {
            "Choose grm, pcm or gpcm for ordered categories, or recode the answers to two."
        }
        Error::NoConvergence { .. } | Error::RunawaySlope { .. } | Error::NotIdentified => {
            "Give more people, leave out items that go with no other (see `analyse reliability`), choose a model with \
             fewer parameters, or with 3pl give a --guessing-prior."
        }
        _ => "Check the answers and the options.",
    };
    Fault::method(error, advice)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        irt: Irt,
    }

    fn run(file: &Path, arguments: &[&str]) -> Result<IrtFound, Fault> {
        let file = file.to_str().unwrap();
        let line = ["irt", file].into_iter().chain(arguments.iter().copied());
        Line::try_parse_from(line).unwrap().irt.run()
    }

    fn written(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }

    fn fault(text: &str, model: &str) -> String {
        let fault = run(written(text).path(), &["--model", model]).unwrap_err();
        fault.to_string()
    }

    /// Answers of 64 people to three items of two categories, each pattern several times.
    fn three_items() -> String {
        let counts = [12, 5, 6, 9, 7, 9, 11, 5];
        let rows = (0..8usize).flat_map(|pattern| {
            let row = format!(
                "{},{},{}\n",
                pattern & 1,
                pattern >> 1 & 1,
                pattern >> 2 & 1
            );
            std::iter::repeat_n(row, counts[pattern])
        });
        std::iter::once("a,b,c\n".to_owned()).chain(rows).collect()
    }

    #[test]
    fn faults_say_where_and_what_to_do() {
        let half = fault("a,b,c\n1,0,1\n0,1.5,0\n", "grm");
        let expected =
            "line 3, column `b`: 1.5 is not a whole number within 253 of the item's other answers.";
        assert!(half.ends_with(expected), "{half}");
        assert_eq!(
            fault("a,b,c\n1,0,1\n0,0,0\n1,0,1\n", "2pl"),
            "This cannot be computed: item `b` is constant: every answer is 0. Leave the item out: name the others with \
             --items."
        );
        let gap = fault("a,b,c\n1,0,1\n3,1,0\n1,1,1\n", "grm");
        assert!(gap.contains("item `a`: nobody chose category 2"), "{gap}");
        let many = fault("a,b,c\n1,0,1\n2,1,0\n0,1,1\n", "rasch");
        assert!(many.contains("for two categories"), "{many}");
        let one = fault("a,b,c\n1,0,1\n", "rasch");
        assert!(
            one.contains("1 persons with an answer are too few"),
            "{one}"
        );
    }

    #[test]
    fn options_that_do_not_fit_are_wrong_input() {
        let file = written(&three_items());
        for arguments in [
            ["--model", "2pl", "--guessing-prior", "-1.5,0.5"],
            ["--model", "3pl", "--guessing-prior", "-1.5,0"],
            ["--model", "2pl", "--tolerance", "0"],
            ["--model", "2pl", "--quadrature", "1"],
            ["--model", "2pl", "--scores", "/no/such/folder/out.csv"],
        ] {
            let refused = run(file.path(), &arguments);
            assert!(matches!(refused, Err(Fault::Input(_))), "{arguments:?}");
        }
    }

    #[test]
    fn scores_are_written_for_every_row() {
        let file = written(&(three_items() + "NA,NA,NA\n"));
        let out = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
        let to = out.path().to_str().unwrap();
        let found = run(file.path(), &["--model", "rasch", "--scores", to]).unwrap();
        assert_eq!((found.persons, found.n_parameters), (65, 4));
        let written = std::fs::read_to_string(out.path()).unwrap();
        let lines: Vec<&str> = written.lines().collect();
        assert_eq!(lines[0], "row,eap,eap_se,map,map_se,wle,wle_se");
        assert_eq!(lines.len(), 66);
        // Nobody knows anything about a person without answers but the distribution of ability.
        assert!(lines[65].starts_with("65,") && lines[65].ends_with(",,"));
    }

    #[test]
    fn the_fields_are_those_that_scripts_rely_on() {
        let found = run(written(&three_items()).path(), &["--model", "1pl"]).unwrap();
        let json = serde_json::to_value(&found).unwrap();
        let names = |value: &serde_json::Value| -> Vec<String> {
            value.as_object().unwrap().keys().cloned().collect()
        };
        let mut expected = vec![
            "model",
            "persons",
            "log_likelihood",
            "n_parameters",
            "aic",
            "bic",
            "cycles",
            "converged",
            "latent_mean",
            "latent_variance",
            "marginal_reliability",
            "item_parameters",
            "item_fit",
            "information",
        ];
        expected.sort_unstable();
        let mut found = names(&json);
        found.sort_unstable();
        assert_eq!(found, expected);
        let item = &json["item_parameters"][0];
        for field in [
            "item",
            "slope",
            "intercepts",
            "difficulties",
            "lower_asymptote",
        ] {
            assert!(!item[field].is_null(), "{field}");
        }
        assert!(item["standard_errors"]["slope"].is_number());
        assert!(item["standard_errors"]["intercepts"][0].is_number());
        assert_eq!(json["information"].as_array().unwrap().len(), 17);
    }
}
