//! `analyse reliability`: how much of a scale's score is error.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::fault::Fault;
use super::report::{Grid, Report, fixed, fixed_or_dash};
use super::table::{Answers, ItemArgs, Table};
use crate::psychometrics::classical::{Covariances, Error, MeasurementError};

const CONFIDENCE: f64 = 0.95;

/// Arguments of `analyse reliability`.
#[derive(Debug, Args)]
pub(super) struct Reliability {
    /// A CSV file with one row per person.
    file: PathBuf,
    #[command(flatten)]
    items: ItemArgs,
    /// Who counts where answers are missing.
    #[arg(long, value_enum, default_value_t = Missing::Complete)]
    missing: Missing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Missing {
    /// People who answered every item.
    Complete,
    /// For each pair of items, people who answered both.
    Pairwise,
}

/// What `analyse reliability` found.
#[derive(Debug, Serialize)]
pub(super) struct ReliabilityFound {
    persons: usize,
    items: usize,
    alpha: f64,
    alpha_standardised: f64,
    alpha_interval: [f64; 2],
    /// `None` where an item follows from the others.
    lambda6: Option<f64>,
    /// `None` also with two items.
    omega_total: Option<f64>,
    average_r: f64,
    /// `None` where alpha is below 0.
    sem: Option<f64>,
    split_half: SplitHalf,
    item_statistics: Vec<ItemRow>,
    #[serde(skip)]
    missing: Missing,
    /// Why a figure is missing, and what to look at.
    #[serde(skip)]
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct SplitHalf {
    r: Option<f64>,
    spearman_brown: Option<f64>,
}

#[derive(Debug, Serialize)]
struct ItemRow {
    item: String,
    n: usize,
    mean: f64,
    sd: f64,
    item_rest_r: Option<f64>,
    alpha_if_dropped: Option<f64>,
}

impl Reliability {
    pub(super) fn run(&self) -> Result<ReliabilityFound, Fault> {
        let answers = Table::read(&self.file)?.answers(&self.items, &[])?;
        self.found(&answers)
            .map_err(|error| refused(error, &answers.items))
    }

    fn found(&self, answers: &Answers) -> Result<ReliabilityFound, Error> {
        let items = match self.missing {
            Missing::Complete => Covariances::complete(&answers.persons)?,
            Missing::Pairwise => Covariances::pairwise(&answers.persons)?,
        };
        let average_r = items.average_correlation()?;
        let alpha = items.alpha(CONFIDENCE)?;
        let mut notes = Vec::new();
        let mut noted = |what: &str, figure: Result<f64, Error>| match figure {
            Ok(figure) => Some(figure),
            Err(error) => {
                notes.push(format!("{what} cannot be computed: {error}."));
                None
            }
        };
        let lambda6 = noted("Lambda 6", items.lambda6());
        let omega_total = noted("Omega", items.omega_total());
        let error = MeasurementError::new(items.sum_variance().sqrt(), alpha.alpha);
        let sem = noted(
            "The standard error of measurement",
            error.map(|e| e.standard_error()),
        );
        let halves = items.split_half();
        noted(
            "Split-half reliability",
            halves.map(|halves| halves.correlation),
        );
        let item_statistics = item_statistics(&items, &answers.items);
        notes.extend(against(&item_statistics));
        Ok(ReliabilityFound {
            persons: alpha.n_persons,
            items: alpha.n_items,
            alpha: alpha.alpha,
            alpha_standardised: items.standardised_alpha()?,
            alpha_interval: [alpha.interval.lower, alpha.interval.upper],
            lambda6,
            omega_total,
            average_r,
            sem,
            split_half: SplitHalf {
                r: halves.ok().map(|halves| halves.correlation),
                spearman_brown: halves.ok().and_then(|halves| halves.spearman_brown),
            },
            item_statistics,
            missing: self.missing,
            notes,
        })
    }
}

fn item_statistics(items: &Covariances, names: &[String]) -> Vec<ItemRow> {
    let statistics = names.iter().zip(items.item_statistics());
    let item = statistics.map(|(name, item)| ItemRow {
        item: name.clone(),
        n: item.n_answers,
        mean: item.mean,
        sd: item.standard_deviation,
        item_rest_r: item.item_rest_correlation,
        alpha_if_dropped: item.alpha_if_dropped,
    });
    item.collect()
}

/// A hint at items that are likely to be keyed the other way.
fn against(items: &[ItemRow]) -> Option<String> {
    let against = items
        .iter()
        .filter(|item| item.item_rest_r.is_some_and(|r| r < 0.0));
    let names: Vec<&str> = against.map(|item| item.item.as_str()).collect();
    (!names.is_empty()).then(|| {
        format!(
            "These items go against the others: {}. If they are keyed the other way, name them in --reverse.",
            names.join(", ")
        )
    })
}

/// The refusal with the items' names instead of their places.
fn refused(error: Error, items: &[String]) -> Fault {
    let name = |item_idx: usize| items.get(item_idx).map_or("", String::as_str);
    match error {
        Error::ConstantItem { item_idx } => Fault::method(
            &format!("everybody answered `{}` alike", name(item_idx)),
            "Leave the item out with --items.",
        ),
        Error::TooFewPairs {
            first_idx,
            second_idx,
        } if first_idx == second_idx => Fault::method(
            &format!("fewer than two persons answered `{}`", name(first_idx)),
            "Leave the item out with --items.",
        ),
        Error::TooFewPairs {
            first_idx,
            second_idx,
        } => Fault::method(
            &format!(
                "fewer than two persons answered both `{}` and `{}`",
                name(first_idx),
                name(second_idx)
            ),
            "Leave one of them out with --items.",
        ),
        Error::TooFewPersons { .. } => Fault::method(
            &error,
            "Give more people; where answers are missing, --missing pairwise counts every pair of answers.",
        ),
        Error::TooFewItems { .. } => Fault::method(&error, "Give two items or more."),
        _ => Fault::method(
            &error,
            "Look at the items' answers and at which of them are keyed the other way.",
        ),
    }
}

impl Report for ReliabilityFound {
    fn text(&self) -> String {
        let who = match self.missing {
            Missing::Complete => "persons who answered every item",
            Missing::Pairwise => "persons, each pair of items by those who answered both",
        };
        let [lower, upper] = self.alpha_interval;
        let mut figures = Grid::new(&["figure", "value"]);
        for (name, value) in [
            ("alpha", Some(self.alpha)),
            ("  95 % from (Feldt)", Some(lower)),
            ("  95 % to", Some(upper)),
            ("alpha, standardised", Some(self.alpha_standardised)),
            ("lambda 6", self.lambda6),
            ("omega total (one factor)", self.omega_total),
            ("average r of items", self.average_r.into()),
            ("standard error of measurement", self.sem),
            ("odd and even items, r", self.split_half.r),
            ("  Spearman-Brown", self.split_half.spearman_brown),
        ] {
            figures.row(vec![name.to_owned(), fixed_or_dash(value, 3)]);
        }
        let mut items = Grid::new(&["item", "n", "mean", "sd", "r with rest", "alpha without"]);
        for item in &self.item_statistics {
            items.row(vec![
                item.item.clone(),
                item.n.to_string(),
                fixed(item.mean, 3),
                fixed(item.sd, 3),
                fixed_or_dash(item.item_rest_r, 3),
                fixed_or_dash(item.alpha_if_dropped, 3),
            ]);
        }
        let mut text = format!(
            "Reliability of the sum of {} items, {} {who}.\n\n{}\n\n{}",
            self.items,
            self.persons,
            figures.text(),
            items.text()
        );
        for note in &self.notes {
            text.push_str("\n\n");
            text.push_str(note);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::arbitrary_tables::printed;

    fn fault(line: &str, table: &str) -> String {
        printed(line, table).unwrap_err().to_string()
    }

    #[test]
    fn the_fields_are_those_that_scripts_rely_on() {
        // Worked by hand: variances 1 and 3, covariance 1.5: alpha 2 (1 − 4 / 7), r 1.5 / √3.
        let table = "a,b\n1,2\n2,2\n3,5\n,4\n";
        let found = printed("reliability FILE --json", table).unwrap();
        let found: Value = serde_json::from_str(&found).unwrap();
        let r = 1.5 / 3.0_f64.sqrt();
        for (field, expected) in [
            ("persons", 3.0),
            ("items", 2.0),
            ("alpha", 6.0 / 7.0),
            ("alpha_standardised", 2.0 * r / (1.0 + r)),
            ("average_r", r),
            ("sem", 1.0),
        ] {
            let value = found[field].as_f64().unwrap();
            assert!((value - expected).abs() < 1e-12, "{field}: {value}");
        }
        assert!(found["omega_total"].is_null() && found["lambda6"].is_f64());
        assert_eq!(found["alpha_interval"].as_array().unwrap().len(), 2);
        let halves = &found["split_half"];
        assert!((halves["r"].as_f64().unwrap() - r).abs() < 1e-12);
        assert!(halves["spearman_brown"].is_f64());
        let item = &found["item_statistics"][1];
        assert_eq!(
            (item["item"].as_str(), item["n"].as_u64()),
            (Some("b"), Some(3))
        );
        assert!(item["mean"].is_f64() && item["sd"].is_f64() && item["item_rest_r"].is_f64());
        assert!(item["alpha_if_dropped"].is_null());
    }

    #[test]
    fn what_cannot_be_computed_is_named() {
        let found = fault("reliability FILE", "a,b\n1,2\n2,2\n");
        assert_eq!(
            found,
            "This cannot be computed: everybody answered `b` alike. Leave the item out with --items."
        );
        let gaps = "a,b\n1,\n2,\n,1\n,2\n";
        assert!(fault("reliability FILE", gaps).contains("0 complete cases are too few"));
        let pairwise = fault("reliability FILE --missing pairwise", gaps);
        assert!(pairwise.contains("answered both `a` and `b`"), "{pairwise}");
    }

    #[test]
    fn an_item_against_the_others_is_pointed_at() {
        let table = "a,b,c,d\n1,1,3,1\n2,2,4,2\n3,4,1,4\n4,3,2,4\n2,1,4,1\n";
        let found = printed("reliability FILE", table).unwrap();
        assert!(
            found.contains("These items go against the others: c."),
            "{found}"
        );
        let turned = printed("reliability FILE --reverse c --min 1 --max 4", table).unwrap();
        assert!(!turned.contains("against"), "{turned}");
    }
}
