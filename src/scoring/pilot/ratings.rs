//! Person × rater × scene studies of ratings: whether more scenes or more raters would help, and how many.

use std::collections::BTreeMap;

use super::{ComponentFound, DimensionFound, NeededFound, RatedFound, RatingsFound, StudyFound};
use crate::psychometrics::agreement::generalisability::{
    CrossedScore, Error, VarianceComponents, d_study, scenes_needed,
};
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::psychometrics::simulate::CrossedVariances;
use crate::sitting::rated::RatedDimension;

/// The most raters that decision studies look at.
const MOST_RATERS: usize = 4;
/// The most scenes that decision studies look at.
const MOST_SCENES: usize = 30;

/// What the ratings say, and how many scenes it takes where variances are stated.
pub(super) fn found(rated: &[RatedDimension], stated: Option<&CrossedVariances>) -> RatingsFound {
    let mut found = RatingsFound {
        subjects: Vec::new(),
        needed: stated.map(needed).unwrap_or_default(),
        dimensions: rated.iter().map(dimension).collect(),
        notes: Vec::new(),
    };
    if rated.iter().all(|dimension| dimension.ratings.is_empty()) {
        found.notes.push("Nobody was rated.".to_owned());
        return found;
    }
    for (of, dimensions) in subjects(rated) {
        match subject(&of, &dimensions) {
            Ok(subject) => found.subjects.push(subject),
            Err(error) => found.notes.push(format!(
                "The ratings of {of} cannot be taken apart: {error}."
            )),
        }
    }
    let any = |is_it: fn(&RatedFound) -> bool| found.subjects.iter().any(is_it);
    if any(|subject| subject.n_raters < 2) {
        found.notes.push(
            "One rater shows nothing of severity: there is no Φ, and Eρ² is too high.".to_owned(),
        );
    }
    if any(|subject| subject.n_scenes < 2) {
        found.notes.push("Where something is rated in one scene, what belongs to the scene counts as the person's, and every coefficient is too high.".to_owned());
    }
    found
}

/// How many scenes it takes by variances that are known: estimated ones would carry the luck of a few raters into it.
fn needed(stated: &CrossedVariances) -> Vec<NeededFound> {
    (1..=MOST_RATERS)
        .map(|raters| NeededFound {
            raters,
            scenes_for_70: scenes_needed(stated, raters, 0.70),
            scenes_for_80: scenes_needed(stated, raters, 0.80),
        })
        .collect()
}

/// All dimensions, and those of each competency in the order in which it is first met.
fn subjects(rated: &[RatedDimension]) -> Vec<(String, Vec<&RatedDimension>)> {
    let mut subjects = vec![(
        "all dimensions".to_owned(),
        rated.iter().collect::<Vec<_>>(),
    )];
    for dimension in rated {
        let Some(competency) = &dimension.competency else {
            continue;
        };
        match subjects
            .iter_mut()
            .skip(1)
            .find(|(of, _)| of == competency.as_str())
        {
            Some((_, dimensions)) => dimensions.push(dimension),
            None => subjects.push((competency.to_string(), vec![dimension])),
        }
    }
    subjects
}

fn subject(of: &str, dimensions: &[&RatedDimension]) -> Result<RatedFound, Error> {
    let components = VarianceComponents::of(&together(dimensions))?;
    Ok(RatedFound {
        of: of.to_owned(),
        n_people: components.n_persons,
        n_raters: components.n_raters,
        n_scenes: components.n_scenes,
        components: (components.components.iter())
            .map(|part| ComponentFound {
                source: part.source.name(),
                variance: part.variance,
                standard_error: components.standard_error(part.source),
                share: part.share,
            })
            .collect(),
        studies: studies(&components)?,
    })
}

/// Means over other numbers of raters and scenes, as far as these were varied.
fn studies(components: &VarianceComponents) -> Result<Vec<StudyFound>, Error> {
    let up_to = |most: usize, n: usize| if n > 1 { 1..=most } else { 1..=1 };
    let mut studies = Vec::new();
    for raters in up_to(MOST_RATERS, components.n_raters) {
        for scenes in up_to(MOST_SCENES, components.n_scenes) {
            let study = d_study(components, scenes, raters)?;
            // With one rater severity is in no figure, so a coefficient that is to hold it would be one too many.
            let knows_severity = components.n_raters > 1;
            studies.push(StudyFound {
                scenes,
                raters,
                generalisability: study.generalisability,
                nested_generalisability: study.nested_generalisability.filter(|_| knows_severity),
                dependability: study.dependability.filter(|_| knows_severity),
                absolute_sem: knows_severity.then_some(study.absolute_error),
            });
        }
    }
    Ok(studies)
}

/// One score for each person, rater and scene: the mean over the dimensions.
fn together(dimensions: &[&RatedDimension]) -> Vec<CrossedScore> {
    if let [only] = dimensions {
        return only.ratings.clone();
    }
    let mut sums = BTreeMap::<(usize, usize, usize), (f64, f64)>::new();
    for rating in dimensions.iter().flat_map(|dimension| &dimension.ratings) {
        let cell = (rating.person_idx, rating.rater_idx, rating.scene_idx);
        let (sum, n) = sums.entry(cell).or_default();
        *sum += rating.score;
        *n += 1.0;
    }
    (sums.into_iter())
        .map(
            |((person_idx, rater_idx, scene_idx), (sum, n))| CrossedScore {
                person_idx,
                rater_idx,
                scene_idx,
                score: sum / n,
            },
        )
        .collect()
}

fn dimension(rated: &RatedDimension) -> DimensionFound {
    let points: Vec<f64> = rated.ratings.iter().map(|rating| rating.score).collect();
    let mut found = DimensionFound {
        name: format!("{}/{}", rated.scene, rated.dimension),
        mean: mean(&points),
        sd: standard_deviation(&points),
        one_rater: None,
        all_raters: None,
        notes: Vec::new(),
    };
    let coefficients = VarianceComponents::of(&rated.ratings).and_then(|components| {
        let with = |n_raters: usize| Ok(d_study(&components, 1, n_raters)?.dependability);
        Ok((with(1)?, with(components.n_raters)?))
    });
    match coefficients {
        Ok((one, all)) => (found.one_rater, found.all_raters) = (one, all),
        Err(error) => found.notes.push(format!("There is no Φ: {error}.")),
    }
    found
}

#[cfg(test)]
#[path = "ratings_tests.rs"]
mod tests;
