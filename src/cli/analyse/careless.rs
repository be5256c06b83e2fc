//! `analyse careless`: signs of answering without reading.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::fault::Fault;
use super::report::{Grid, Report, fixed_or_dash, p_value};
use super::table::{Answers, ItemArgs, Table};
use super::trials::noted;
use crate::psychometrics::quality::{
    self, AnswerCloud, Factors, ItemMoments, ItemPair, Likeness, pair_agreement, psychometric_pairs,
};

/// Arguments of `analyse careless`.
#[derive(Debug, Args)]
pub(super) struct Careless {
    /// A CSV file with one row per person and one column per item, as answered (not reverse-keyed), in the order asked.
    file: PathBuf,
    /// How many items each scale has, in their order, for the even-odd consistency: 5,5,5.
    #[arg(long, value_name = "N,N,…", value_delimiter = ',')]
    factors: Vec<usize>,
    /// Items that correlate above this are psychometric synonyms, below its negative antonyms.
    #[arg(long, value_name = "R", default_value_t = 0.6)]
    synonyms: f64,
    #[command(flatten)]
    items: ItemArgs,
}

/// What `analyse careless` found.
#[derive(Debug, Serialize)]
pub(super) struct CarelessFound {
    items: usize,
    /// How many people answered every item; means, covariances and synonyms are theirs.
    complete_persons: usize,
    synonym_pairs: usize,
    antonym_pairs: usize,
    /// Why a column is absent.
    notes: Vec<String>,
    persons: Vec<Person>,
}

#[derive(Debug, Serialize)]
struct Person {
    #[serde(rename = "row")]
    number: usize,
    longstring: usize,
    average_string: Option<f64>,
    irv: Option<f64>,
    /// D², not its root.
    mahalanobis: Option<f64>,
    mahalanobis_p: Option<f64>,
    /// Higher is more consistent (the R package careless prints the opposite sign).
    even_odd: Option<f64>,
    psychometric_synonyms: Option<f64>,
    psychometric_antonyms: Option<f64>,
}

/// What people are compared with.
struct Sample {
    cloud: Option<AnswerCloud>,
    factors: Option<Factors>,
    synonyms: Vec<ItemPair>,
    antonyms: Vec<ItemPair>,
}

impl Careless {
    pub(super) fn run(&self) -> Result<CarelessFound, Fault> {
        let answers = Table::read(&self.file)?.answers(&self.items, &[])?;
        let factors = self.factors(answers.items.len())?;
        let moments =
            ItemMoments::of(&answers.persons).map_err(|error| refused(error, &answers))?;
        let mut notes = Vec::new();
        let cloud = match AnswerCloud::new(&moments) {
            Ok(cloud) => Some(cloud),
            Err(error) => {
                notes.push(format!(
                    "no Mahalanobis distance: {}",
                    named(error, &answers)
                ));
                None
            }
        };
        let pairs = |likeness| {
            psychometric_pairs(&moments, likeness)
                .map_err(|error| Fault::input(format!("--synonyms: {error}.")))
        };
        let sample = Sample {
            cloud,
            factors,
            synonyms: pairs(Likeness::Synonyms {
                above: self.synonyms,
            })?,
            antonyms: pairs(Likeness::Antonyms {
                beyond: self.synonyms,
            })?,
        };
        for (name, pairs) in [
            ("synonyms", &sample.synonyms),
            ("antonyms", &sample.antonyms),
        ] {
            if pairs.len() < 2 {
                notes.push(format!(
                    "no psychometric {name}: {} pairs of items correlate beyond {}, two are needed",
                    pairs.len(),
                    self.synonyms
                ));
            }
        }
        Ok(CarelessFound {
            items: answers.items.len(),
            complete_persons: moments.n_persons(),
            synonym_pairs: sample.synonyms.len(),
            antonym_pairs: sample.antonyms.len(),
            notes,
            persons: rows(&answers, &sample)?,
        })
    }

    fn factors(&self, n_items: usize) -> Result<Option<Factors>, Fault> {
        if self.factors.is_empty() {
            return Ok(None);
        }
        let wrong = |reason: quality::Error| {
            Fault::input(format!(
                "--factors: {reason}. Give the number of items of each scale, in their order."
            ))
        };
        let factors = Factors::new(&self.factors).map_err(wrong)?;
        if factors.n_items() != n_items {
            return Err(wrong(quality::Error::FactorItems {
                n_items: factors.n_items(),
                expected: n_items,
            }));
        }
        Ok(Some(factors))
    }
}

fn rows(answers: &Answers, sample: &Sample) -> Result<Vec<Person>, Fault> {
    let each = answers.persons.iter().enumerate();
    each.map(|(person_idx, person)| {
        let distance = sample
            .cloud
            .as_ref()
            .and_then(|cloud| cloud.distance(person));
        let even_odd = match &sample.factors {
            Some(factors) => {
                quality::even_odd(person, factors).map_err(|error| refused(error, answers))?
            }
            None => None,
        };
        Ok(Person {
            number: person_idx + 1,
            longstring: quality::longest_run(person),
            average_string: quality::average_run(person),
            irv: quality::irv(person),
            mahalanobis: distance.map(|distance| distance.squared),
            mahalanobis_p: distance.map(|distance| distance.p),
            even_odd,
            psychometric_synonyms: pair_agreement(person, &sample.synonyms),
            psychometric_antonyms: pair_agreement(person, &sample.antonyms),
        })
    })
    .collect()
}

/// The reason with the item's name in place of its number.
fn named(error: quality::Error, answers: &Answers) -> String {
    let name = |item_idx: usize| answers.items.get(item_idx).map_or("", String::as_str);
    match error {
        quality::Error::ConstantItem { item_idx } => {
            format!("item `{}` was answered alike by everybody", name(item_idx))
        }
        quality::Error::DependentItem { item_idx } => {
            format!("item `{}` follows from the items before it", name(item_idx))
        }
        other => other.to_string(),
    }
}

fn refused(error: quality::Error, answers: &Answers) -> Fault {
    let advice = match error {
        quality::Error::ConstantItem { .. } => "Leave that item out with --items.",
        quality::Error::TooFewPersons { .. } => {
            "Give a file with more people who answered every item."
        }
        _ => "Check the answers.",
    };
    Fault::method(&named(error, answers), advice)
}

impl Report for CarelessFound {
    fn text(&self) -> String {
        let mut grid = Grid::new(&[
            "row",
            "longest run",
            "average run",
            "IRV",
            "D2",
            "p",
            "even-odd",
            "synonyms",
            "antonyms",
        ]);
        for row in &self.persons {
            grid.row(vec![
                row.number.to_string(),
                row.longstring.to_string(),
                fixed_or_dash(row.average_string, 2),
                fixed_or_dash(row.irv, 3),
                fixed_or_dash(row.mahalanobis, 2),
                row.mahalanobis_p.map_or_else(|| "–".to_owned(), p_value),
                fixed_or_dash(row.even_odd, 3),
                fixed_or_dash(row.psychometric_synonyms, 3),
                fixed_or_dash(row.psychometric_antonyms, 3),
            ]);
        }
        let notes = noted(&self.notes);
        format!(
            "Signs of careless answering of {} persons on {} items, compared with the {} who answered every item; {} pairs \
             of synonyms, {} of antonyms. Low even-odd and synonyms are inconsistent. No single sign is proof.\n\n{notes}{}",
            self.persons.len(),
            self.items,
            self.complete_persons,
            self.synonym_pairs,
            self.antonym_pairs,
            grid.text()
        )
    }
}
