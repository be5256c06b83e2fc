//! `analyse agreement`: how far raters agree.

mod found;
mod ratings;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::fault::Fault;
use super::table::{ItemArgs, Table};
use crate::clock;
use crate::psychometrics::agreement::{
    self, Bootstrap, CohenKappa, Error, IntraclassCorrelations, Level, Weighting,
};
use found::{AgreementFound, Alphas, Correlations, Kappas};
use ratings::Ratings;

const CONFIDENCE: f64 = 0.95;

/// Arguments of `analyse agreement`.
#[derive(Debug, Args)]
pub(super) struct Agreement {
    /// A CSV file of ratings: one row per target and one column per rater, or the other way round. Choose the
    /// columns with --items, and leave out names and numbers of persons.
    file: PathBuf,
    /// What the rows and columns are.
    #[arg(long, value_enum, default_value_t = Layout::TargetsByRaters)]
    layout: Layout,
    #[command(flatten)]
    items: ItemArgs,
    /// The categories of the scale in their order, as 1,2,3,4,5 or low,middle,high, where the file does not use all
    /// or where they are words; else the numbers that the chosen columns use.
    #[arg(long, value_name = "CATEGORIES", conflicts_with_all = ["reverse", "min", "max"])]
    categories: Option<String>,
    /// Give Krippendorff's alpha 95 % intervals by drawing the targets anew this many times (1000 is usual).
    #[arg(long, value_name = "TIMES")]
    bootstrap: Option<usize>,
    /// The number that starts the drawing; the same number gives the same intervals.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Layout {
    /// One row per target, one column per rater.
    TargetsByRaters,
    /// One row per rater, one column per target.
    RatersByTargets,
}

impl Agreement {
    pub(super) fn run(&self) -> Result<AgreementFound, Fault> {
        let table = Table::read(&self.file)?;
        let ratings = match &self.categories {
            Some(list) => Ratings::among(&table, &self.items, list)?,
            None => Ratings::numbers(&table, &self.items)?,
        };
        let ratings = match self.layout {
            Layout::TargetsByRaters => ratings,
            Layout::RatersByTargets => ratings.transposed(),
        };
        worth_comparing(&ratings)?;
        let mut notes = Vec::new();
        let krippendorff = alphas(&ratings, &mut notes);
        let icc = correlations(&ratings, &mut notes);
        let (kappa, kappa_standard_errors) = kappas(&ratings, &mut notes);
        Ok(AgreementFound {
            targets: ratings.targets.len(),
            complete_targets: ratings.n_complete(),
            raters: ratings.n_raters(),
            icc,
            kappa,
            kappa_standard_errors,
            fleiss_kappa: fleiss(&ratings, &mut notes),
            krippendorff,
            krippendorff_intervals: self.intervals(&ratings)?,
            notes,
        })
    }

    fn intervals(&self, ratings: &Ratings) -> Result<Option<Alphas<[f64; 2]>>, Fault> {
        let Some(n_replications) = self.bootstrap else {
            return Ok(None);
        };
        let bootstrap = Bootstrap {
            n_replications,
            confidence: CONFIDENCE,
        };
        let mut rng = clock::seeded(self.seed);
        let interval = |level: Level| {
            let targets = &ratings.targets;
            let found = agreement::krippendorff_interval(targets, level, bootstrap, &mut rng);
            match found {
                Ok(found) => Ok(Some([found.interval.lower, found.interval.upper])),
                Err(error @ Error::OutOfRange { .. }) => {
                    Err(Fault::input(format!("--bootstrap: the {error}.")))
                }
                // The note of the alpha says why.
                Err(_) => Ok(None),
            }
        };
        at_each_level(ratings, interval).map(Some)
    }
}

/// Where there is nothing to compare there is nothing to print.
fn worth_comparing(ratings: &Ratings) -> Result<(), Fault> {
    let n = ratings.n_raters();
    if n < 2 {
        return Err(Fault::method(
            &Error::TooFewRaters { n, minimum: 2 },
            "Give a column for each rater, or say by --layout raters-by-targets that the rows are raters.",
        ));
    }
    match agreement::krippendorff_alpha(&ratings.targets, Level::Nominal) {
        Ok(_) => Ok(()),
        Err(error) => Err(Fault::method(
            &error,
            "Agreement needs ratings that differ, and targets that two raters rated.",
        )),
    }
}

/// A figure at each level of measurement that the ratings have.
fn at_each_level<T>(
    ratings: &Ratings,
    mut figure: impl FnMut(Level) -> Result<Option<T>, Fault>,
) -> Result<Alphas<T>, Fault> {
    let (nominal, ordinal) = (figure(Level::Nominal)?, figure(Level::Ordinal)?);
    let (mut interval, mut ratio) = (None, None);
    if ratings.are_numbers {
        interval = figure(Level::Interval)?;
        ratio = figure(Level::Ratio)?;
    }
    Ok(Alphas {
        nominal,
        ordinal,
        interval,
        ratio,
    })
}

fn alphas(ratings: &Ratings, notes: &mut Vec<String>) -> Alphas<f64> {
    let alpha = |level| {
        let found = agreement::krippendorff_alpha(&ratings.targets, level);
        let found = found.map(|found| found.alpha);
        Ok(noted(
            found,
            &format!("Krippendorff's alpha, {}", name(level)),
            notes,
        ))
    };
    // The closure never fails; where an alpha is not given a note says why.
    at_each_level(ratings, alpha).unwrap_or_default()
}

const fn name(level: Level) -> &'static str {
    match level {
        Level::Nominal => "nominal",
        Level::Ordinal => "ordinal",
        Level::Interval => "interval",
        Level::Ratio => "ratio",
    }
}

fn correlations(ratings: &Ratings, notes: &mut Vec<String>) -> Option<Correlations> {
    if !ratings.are_numbers {
        notes.push("Intraclass correlations: the categories are words.".to_owned());
        return None;
    }
    let found = IntraclassCorrelations::of(&ratings.targets, CONFIDENCE);
    noted(found, "Intraclass correlations", notes).map(Correlations::from)
}

/// The kappas of two raters and their standard errors.
fn kappas(ratings: &Ratings, notes: &mut Vec<String>) -> (Option<Kappas>, Option<Kappas>) {
    if ratings.n_raters() != 2 {
        let n = ratings.n_raters();
        notes.push(format!("Cohen's kappa: {}.", Error::NotTwoRaters { n }));
        return (None, None);
    }
    if !ratings.are_categories() {
        notes.push("Cohen's kappa: the ratings are not whole numbers.".to_owned());
        return (None, None);
    }
    let kappa =
        |weighting| agreement::cohen_kappa(&ratings.targets, &ratings.categories, weighting);
    let found = kappa(Weighting::Unweighted);
    let Some(unweighted) = noted(found, "Cohen's kappa", notes) else {
        return (None, None);
    };
    let linear = kappa(Weighting::Linear).ok();
    let quadratic = kappa(Weighting::Quadratic).ok();
    let each = |figure: fn(CohenKappa) -> f64| {
        Some(Kappas {
            unweighted: figure(unweighted),
            linear: linear.map(figure),
            quadratic: quadratic.map(figure),
        })
    };
    (
        each(|kappa| kappa.kappa),
        each(|kappa| kappa.standard_error),
    )
}

fn fleiss(ratings: &Ratings, notes: &mut Vec<String>) -> Option<f64> {
    if !ratings.are_categories() {
        notes.push("Fleiss' kappa: the ratings are not whole numbers.".to_owned());
        return None;
    }
    let found = agreement::fleiss_kappa(&ratings.targets);
    noted(found, "Fleiss' kappa", notes).map(|found| found.kappa)
}

/// The figure, or a note why there is none.
fn noted<T>(found: Result<T, Error>, what: &str, notes: &mut Vec<String>) -> Option<T> {
    match found {
        Ok(figure) => Some(figure),
        Err(error) => {
            notes.push(format!("{what}: {error}."));
            None
        }
    }
}

#[cfg(test)]
mod tests;
