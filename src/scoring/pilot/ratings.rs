//! Person × rater × scene studies of ratings: whether more scenes or more raters would help, and how many.

use std::collections::BTreeMap;

use super::{ComponentFound, DimensionFound, NeededFound, RatedFound, RatingsFound, StudyFound};
use crate::psychometrics::agreement::generalisability::{
    CrossedScore, Error, VarianceComponents, d_study,
};
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::sitting::rated::RatedDimension;

/// The most raters that decision studies look at.
const MOST_RATERS: usize = 4;
/// A coefficient that falls short by rounding is reached.
const ROUNDING: f64 = 1e-9;
/// The most scenes that are looked at in search of a coefficient.
const MOST_SCENES: usize = 30;

pub(super) fn found(rated: &[RatedDimension]) -> RatingsFound {
    let mut found = RatingsFound {
        subjects: Vec::new(),
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
    found
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
    let is_varied = |n: usize| n > 1;
    let raters = if is_varied(components.n_raters) {
        1..=MOST_RATERS
    } else {
        1..=1
    };
    let scenes = if is_varied(components.n_scenes) {
        1..=MOST_SCENES
    } else {
        1..=1
    };
    let mut studies = Vec::new();
    for n_raters in raters.clone() {
        for n_scenes in scenes.clone() {
            let study = d_study(&components, n_scenes, n_raters)?;
            studies.push(StudyFound {
                scenes: n_scenes,
                raters: n_raters,
                generalisability: study.generalisability,
                dependability: study.dependability,
                absolute_sem: study.absolute_error,
            });
        }
    }
    let fewest = |raters: usize, wanted: f64| {
        let with = studies.iter().filter(|study| study.raters == raters);
        let mut enough = with.filter(|study| {
            study
                .dependability
                .is_some_and(|phi| phi > wanted - ROUNDING)
        });
        enough.next().map(|study| study.scenes)
    };
    Ok(RatedFound {
        of: of.to_owned(),
        n_people: components.n_persons,
        n_raters: components.n_raters,
        n_scenes: components.n_scenes,
        needed: raters
            .map(|raters| NeededFound {
                raters,
                scenes_for_70: fewest(raters, 0.70),
                scenes_for_80: fewest(raters, 0.80),
            })
            .collect(),
        components: (components.components.iter())
            .map(|part| ComponentFound {
                source: part.source.name(),
                variance: part.variance,
                share: part.share,
            })
            .collect(),
        studies,
    })
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
    let components = VarianceComponents::of(&rated.ratings).ok();
    let with = |n_raters: usize| {
        let study = d_study(components.as_ref()?, 1, n_raters).ok()?;
        study.dependability
    };
    DimensionFound {
        name: format!("{}/{}", rated.scene, rated.dimension),
        mean: mean(&points),
        sd: standard_deviation(&points),
        one_rater: with(1),
        all_raters: components.as_ref().and_then(|found| with(found.n_raters)),
    }
}
