//! `analyse person-fit`: whether right and wrong answers fit the scale.

use std::collections::HashSet;
use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;
use serde::Serialize;

use super::fault::Fault;
use super::report::{Grid, Report, fixed_or_dash};
use super::table::Table;
use super::trials::noted;
use crate::psychometrics::quality::{
    self, AbilityRange, GuttmanFit, GuttmanOrder, PersonFit, TwoParameterItem, most_likely_ability,
    person_fit,
};

/// Arguments of `analyse person-fit`.
#[derive(Debug, Args)]
pub(super) struct PersonFitArgs {
    /// A CSV file with one row per person and one column per item, 1 right and 0 wrong.
    file: PathBuf,
    /// A CSV file with the items' parameters: item, a (slope), b (difficulty); logit a (θ − b), without 1.7. Its items
    /// are those that are analysed.
    #[arg(long, value_name = "FILE")]
    parameters: PathBuf,
    /// Abilities are sought from the negative of this to this.
    #[arg(
        long,
        value_name = "THETA",
        default_value_t = 4.0,
        allow_negative_numbers = true
    )]
    theta_range: f64,
}

/// What `analyse person-fit` found.
#[derive(Debug, Serialize)]
pub(super) struct PersonFitFound {
    items: usize,
    /// What was left out, and why.
    notes: Vec<String>,
    persons: Vec<Person>,
}

#[derive(Debug, Serialize)]
struct Person {
    #[serde(rename = "row")]
    number: usize,
    n_answered: usize,
    theta: Option<f64>,
    lz: Option<f64>,
    lz_star: Option<f64>,
    guttman_errors: Option<u64>,
    guttman_normed: Option<f64>,
    u3: Option<f64>,
    infit: Option<f64>,
    outfit: Option<f64>,
}

impl PersonFitArgs {
    pub(super) fn run(&self) -> Result<PersonFitFound, Fault> {
        let range = AbilityRange::new(-self.theta_range, self.theta_range)
            .map_err(|error| Fault::input(format!("--theta-range: {error}.")))?;
        let (names, items) = parameters(&Table::read(&self.parameters)?)?;
        let table = Table::read(&self.file)?;
        let right = right(&table, &names)?;
        let mut notes = Vec::new();
        let guttman = guttman(&right, &names, &mut notes);
        let person = |(person_idx, answers): (usize, &Vec<Option<bool>>)| {
            let fit = fitted(answers, &items, range).map_err(|error| {
                Fault::method(&error, "Check the parameters: a and b may be too large.")
            })?;
            let guttman = guttman.as_ref().and_then(|fits| fits.get(person_idx));
            Ok(row(person_idx, fit, guttman.copied().flatten()))
        };
        let persons: Result<Vec<Person>, Fault> =
            right.par_iter().enumerate().map(person).collect();
        let persons = persons?;
        Ok(PersonFitFound {
            items: items.len(),
            notes,
            persons,
        })
    }
}

/// Each person's errors against the sample's order of difficulty; `None` of somebody who answered nothing.
///
/// An item that everybody answered alike takes part in no error and has no place in the order, so it is left out.
fn guttman(
    right: &[Vec<Option<bool>>],
    names: &[String],
    notes: &mut Vec<String>,
) -> Option<Vec<Option<GuttmanFit>>> {
    let differs = |item_idx: &usize| {
        let mut given = right.iter().filter_map(|person| person[*item_idx]);
        given
            .next()
            .is_some_and(|first| given.any(|other| other != first))
    };
    let (kept, alike): (Vec<usize>, Vec<usize>) = (0..names.len()).partition(differs);
    if !alike.is_empty() {
        let alike: Vec<&str> = alike
            .iter()
            .map(|item_idx| names[*item_idx].as_str())
            .collect();
        notes.push(format!(
            "Guttman errors and U3 leave out items that everybody answered alike: {}",
            alike.join(", ")
        ));
    }
    let reduced: Vec<Vec<Option<bool>>> = right
        .iter()
        .map(|person| kept.iter().map(|item_idx| person[*item_idx]).collect())
        .collect();
    let Ok(order) = GuttmanOrder::of(&reduced) else {
        notes.push("no Guttman errors: no item was answered differently".to_owned());
        return None;
    };
    let fit = |person: &Vec<Option<bool>>| {
        let is_answered = person.iter().any(Option::is_some);
        is_answered.then(|| order.fit(person))
    };
    Some(reduced.iter().map(fit).collect())
}

/// The ability and fit of one person; `None` of somebody who answered nothing.
fn fitted(
    person: &[Option<bool>],
    items: &[TwoParameterItem],
    range: AbilityRange,
) -> Result<Option<(f64, PersonFit)>, quality::Error> {
    let categories: Vec<Option<usize>> = person
        .iter()
        .map(|answer| answer.map(usize::from))
        .collect();
    if categories.iter().all(Option::is_none) {
        return Ok(None);
    }
    let theta = most_likely_ability(&categories, items, range)?;
    Ok(Some((theta, person_fit(&categories, items, theta)?)))
}

fn parameters(table: &Table) -> Result<(Vec<String>, Vec<TwoParameterItem>), Fault> {
    let names = table.complete_texts("item")?;
    let mut seen = HashSet::new();
    if let Some(row_idx) = names.iter().position(|name| !seen.insert(*name)) {
        let what = format!(
            "`{}` is listed twice. Keep one of its rows.",
            names[row_idx]
        );
        return Err(table.fault_at(row_idx, "item", &what));
    }
    let slopes = table.complete_numbers("a")?;
    let difficulties = table.complete_numbers("b")?;
    let mut items = Vec::with_capacity(names.len());
    for (row_idx, (slope, difficulty)) in slopes.into_iter().zip(difficulties).enumerate() {
        if slope <= 0.0 {
            let what =
                format!("{slope} is no slope of a person fit analysis: it has to be above 0.");
            return Err(table.fault_at(row_idx, "a", &what));
        }
        items.push(TwoParameterItem { slope, difficulty });
    }
    Ok((names.into_iter().map(str::to_owned).collect(), items))
}

/// Right and wrong of each person on the named items.
fn right(table: &Table, names: &[String]) -> Result<Vec<Vec<Option<bool>>>, Fault> {
    let mut right: Vec<Vec<Option<bool>>> = vec![Vec::with_capacity(names.len()); table.n_rows()];
    for name in names {
        for (row_idx, answer) in table.numbers(name)?.into_iter().enumerate() {
            right[row_idx].push(match answer {
                None => None,
                Some(value) if value.total_cmp(&1.0).is_eq() => Some(true),
                Some(value) if value.abs() < f64::MIN_POSITIVE => Some(false),
                Some(value) => {
                    let what = format!("{value} is neither 1 (right) nor 0 (wrong).");
                    return Err(table.fault_at(row_idx, name, &what));
                }
            });
        }
    }
    Ok(right)
}

fn row(person_idx: usize, fit: Option<(f64, PersonFit)>, guttman: Option<GuttmanFit>) -> Person {
    let of = |figure: fn(&PersonFit) -> Option<f64>| fit.as_ref().and_then(|(_, fit)| figure(fit));
    Person {
        number: person_idx + 1,
        n_answered: fit.as_ref().map_or(0, |(_, fit)| fit.n_answered),
        theta: fit.as_ref().map(|(theta, _)| *theta),
        lz: of(|fit| fit.lz),
        lz_star: of(|fit| fit.lz_star),
        guttman_errors: guttman.map(|guttman| guttman.errors),
        guttman_normed: guttman.and_then(|guttman| guttman.normed),
        u3: guttman.and_then(|guttman| guttman.u3),
        infit: of(|fit| fit.infit),
        outfit: of(|fit| fit.outfit),
    }
}

impl Report for PersonFitFound {
    fn text(&self) -> String {
        let mut grid = Grid::new(&[
            "row",
            "answered",
            "theta",
            "lz",
            "lz*",
            "Guttman errors",
            "normed",
            "U3",
            "infit",
            "outfit",
        ]);
        for row in &self.persons {
            grid.row(vec![
                row.number.to_string(),
                row.n_answered.to_string(),
                fixed_or_dash(row.theta, 3),
                fixed_or_dash(row.lz, 3),
                fixed_or_dash(row.lz_star, 3),
                row.guttman_errors
                    .map_or_else(|| "–".to_owned(), |errors| errors.to_string()),
                fixed_or_dash(row.guttman_normed, 4),
                fixed_or_dash(row.u3, 4),
                fixed_or_dash(row.infit, 3),
                fixed_or_dash(row.outfit, 3),
            ]);
        }
        let notes = noted(&self.notes);
        format!(
            "Person fit of {} persons on {} items by the two-parameter logistic model; lz* below -1.96 asks for a look.\n\n{notes}{}",
            self.persons.len(),
            self.items,
            grid.text()
        )
    }
}
