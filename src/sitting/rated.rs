//! Raters' judgements of answers on camera, by the dimension that was rated.

use crate::assessment::{CompetencyName, DimensionName, SceneName};
use crate::psychometrics::agreement::generalisability::CrossedScore;

/// All ratings of one dimension of one scene's answers.
#[derive(Debug, Clone, PartialEq)]
pub struct RatedDimension {
    /// The scene.
    pub scene: SceneName,
    /// The dimension of its rubric.
    pub dimension: DimensionName,
    /// The competency that it judges.
    pub competency: Option<CompetencyName>,
    /// The number by which its ratings name the scene.
    pub scene_idx: usize,
    /// One for each person and rater, from 1 to 5 points.
    pub ratings: Vec<CrossedScore>,
}
