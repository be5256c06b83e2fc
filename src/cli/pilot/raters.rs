//! The part of the pilot report that is about raters and scenes.

use super::markdown::notes;
use super::tables::{Table, number, percent};
use crate::scoring::pilot::{DimensionFound, NeededFound, RatedFound, RatingsFound};

const COEFFICIENTS: &str = "Φ: against a fixed standard, different raters and different scenes. Eρ²: same raters and scenes for all. Between them (R:p): different raters, same scenes.";

const NEEDED: &str = "By the stated variances with a twelfth of a squared point for rounding, not by the ratings drawn: these would carry the luck of a few raters into it. They hold for every competency, and not for all dimensions together, of which each scene has others. Every rater sees every scene. With one rater the residual is the largest error, and from five scenes on a second rater helps more than as many scenes again.";

const ERRORS: &str = "SE is the standard error of the estimate in normal scores. The variance of raters rests on as many raters less one, that of scenes on as many scenes less one: with three raters and two to eight scenes both are known within a factor of several at best.";

pub(super) fn ratings(ratings: &RatingsFound) -> String {
    let mut designs = Table::new(&[
        "rated",
        "scenes",
        "raters",
        "Eρ²",
        "Eρ² (R:p)",
        "Φ",
        "SEM (points)",
    ]);
    for subject in &ratings.subjects {
        design(subject, &mut designs);
    }
    format!(
        "## Raters and scenes\n\nRatings of the answers after films, whole points from 1 to 5. They are of other people who were drawn: how ratings go with any scale is not simulated.\n\n{COEFFICIENTS}\n\n{}### As designed\n\nThe mean over the scenes in which it is rated, by the variances found below.\n\n{}### How many scenes and raters it takes\n\n{NEEDED}\n\n{}### Where the variance comes from\n\n{ERRORS}\n\n{}{}",
        notes(ratings.notes.iter().map(|note| ("ratings", note))),
        designs.text(),
        needed(&ratings.needed),
        components(&ratings.subjects),
        dimensions(&ratings.dimensions),
    )
}

/// Its own scenes, with one rater up to as many as a decision study looks at.
fn design(subject: &RatedFound, designs: &mut Table) {
    let own = subject
        .studies
        .iter()
        .filter(|study| study.scenes == subject.n_scenes);
    for study in own {
        designs.row(vec![
            subject.of.clone(),
            study.scenes.to_string(),
            study.raters.to_string(),
            number(study.generalisability, 2),
            number(study.nested_generalisability, 2),
            number(study.dependability, 2),
            number(study.absolute_sem, 2),
        ]);
    }
}

fn needed(needed: &[NeededFound]) -> String {
    let mut table = Table::new(&["raters", "scenes for Φ .70", "scenes for Φ .80"]);
    let scenes = |scenes: Option<usize>| {
        scenes.map_or_else(|| "over 1000".to_owned(), |scenes| scenes.to_string())
    };
    for with in needed {
        table.row(vec![
            with.raters.to_string(),
            scenes(with.scenes_for_70),
            scenes(with.scenes_for_80),
        ]);
    }
    table.text()
}

fn components(subjects: &[RatedFound]) -> String {
    let mut table = Table::new(&["source of variance", "of", "squared points", "SE", "share"]);
    for subject in subjects {
        for part in &subject.components {
            table.row(vec![
                part.source.to_owned(),
                subject.of.clone(),
                number(Some(part.variance), 3),
                number(part.standard_error, 3),
                percent(Some(part.share)),
            ]);
        }
    }
    table.text()
}

fn dimensions(dimensions: &[DimensionFound]) -> String {
    let mut table = Table::new(&[
        "scene/dimension",
        "mean",
        "SD",
        "Φ of one rater",
        "Φ of all raters",
    ]);
    for dimension in dimensions {
        table.row(vec![
            dimension.name.clone(),
            number(dimension.mean, 2),
            number(dimension.sd, 2),
            number(dimension.one_rater, 2),
            number(dimension.all_raters, 2),
        ]);
    }
    let of_each = dimensions.iter().flat_map(|dimension| {
        let notes = dimension.notes.iter();
        notes.map(|note| (dimension.name.as_str(), note))
    });
    format!(
        "### Each dimension, within its scene\n\nWhat belongs to the scene counts as the person's here, so these are higher than one scene deserves.\n\n{}{}",
        table.text(),
        notes(
            together(of_each)
                .iter()
                .map(|(of, note)| (of.as_str(), *note))
        ),
    )
}

/// Each note once, with the names of all that it is about: all dimensions lack the same as a rule.
fn together<'a>(notes: impl Iterator<Item = (&'a str, &'a String)>) -> Vec<(String, &'a String)> {
    let mut all: Vec<(String, &String)> = Vec::new();
    for (of, note) in notes {
        match all.iter_mut().find(|(_, same)| *same == note) {
            Some((names, _)) => {
                names.push_str(", ");
                names.push_str(of);
            }
            None => all.push((of.to_owned(), note)),
        }
    }
    all
}
