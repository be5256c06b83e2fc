//! Ratings that nobody gave, of answers that nobody spoke.

use rand::Rng;

use super::assumptions::{RATING_COMMON, RATING_VARIANCES};
use crate::assessment::{Assessment, CompetencyName, RubricDimension, Scene};
use crate::psychometrics::agreement::generalisability::CrossedScore;
use crate::psychometrics::simulate::{
    CrossedCounts, CrossedVariances, Error, PointScale, crossed_scores,
};
use crate::sitting::rated::RatedDimension;

/// Draws the ratings of every dimension of every answer: each of `n_raters` raters rates each of `n_people` people in
/// each scene.
///
/// *Model*: the sum of what all dimensions have in common and of what is the competency's own, both
/// [`crossed_scores`] of the stated variances, in the stated shares; 3 points are added, and the sum is rounded and held
/// between 1 and 5. A competency that two dimensions of a scene judge is rated alike in both. A dimension without a
/// competency is one of its own.
///
/// *Edges*: no person, no rater or no scene gives dimensions without ratings, or none.
///
/// *Errors*: none but of stated numbers that are no variances.
pub fn ratings(
    assessment: &Assessment,
    (n_people, n_raters): (usize, usize),
    rng: &mut impl Rng,
) -> Result<Vec<RatedDimension>, Error> {
    let scenes: Vec<&Scene> = assessment.scored_scenes().collect();
    let counts = CrossedCounts {
        persons: n_people,
        raters: n_raters,
        scenes: scenes.len(),
    };
    let scale = PointScale::new(1, 5, 1.0)?;
    let common = crossed_scores(share_of(RATING_COMMON), counts, rng)?;
    let mut rated = Vec::new();
    for own in competencies(&scenes) {
        let drawn = crossed_scores(share_of(1.0 - RATING_COMMON), counts, rng)?;
        for (scene_idx, scene) in scenes.iter().enumerate() {
            let judging = scene
                .answer
                .rubric
                .iter()
                .filter(|dimension| Own::of(scene, dimension) == own);
            rated.extend(judging.map(|dimension| {
                RatedDimension {
                    scene: scene.name.clone(),
                    dimension: dimension.name.clone(),
                    competency: dimension.competency.clone(),
                    scene_idx,
                    ratings: (common.iter().zip(&drawn))
                        .filter(|(cell, _)| cell.scene_idx == scene_idx)
                        .map(|(common, own)| CrossedScore {
                            score: scale.rating(common.score + own.score),
                            ..*own
                        })
                        .collect(),
                }
            }));
        }
    }
    Ok(rated)
}

/// What a dimension has in common with others.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Own {
    Competency(CompetencyName),
    /// A dimension of no competency, by its scene and name.
    Dimension(String),
}

impl Own {
    fn of(scene: &Scene, dimension: &RubricDimension) -> Self {
        let alone = || Self::Dimension(format!("{}/{}", scene.name, dimension.name));
        dimension
            .competency
            .clone()
            .map_or_else(alone, Self::Competency)
    }
}

fn competencies(scenes: &[&Scene]) -> Vec<Own> {
    let mut found = Vec::new();
    for scene in scenes {
        for dimension in &scene.answer.rubric {
            let own = Own::of(scene, dimension);
            if !found.contains(&own) {
                found.push(own);
            }
        }
    }
    found
}

fn share_of(share: f64) -> CrossedVariances {
    let stated = RATING_VARIANCES;
    CrossedVariances {
        person: share * stated.person,
        rater: share * stated.rater,
        scene: share * stated.scene,
        person_rater: share * stated.person_rater,
        person_scene: share * stated.person_scene,
        rater_scene: share * stated.rater_scene,
        residual: share * stated.residual,
    }
}
