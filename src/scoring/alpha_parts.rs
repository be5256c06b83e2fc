//! What coefficient alpha takes for the parts of a scale.

use crate::assessment::{Assessment, OPTIONS_OF_A_JUDGEMENT, Scale, ScaleSource, Scene};
use crate::psychometrics::descriptive::mean;

/// How a scale's answers go together in alpha.
///
/// Items are parts of their own. Decisions of one scene share its people and its story, and the options of one
/// situation its words: they are no separate samples of behaviour, and counting them as such would take what belongs to
/// the scene for what belongs to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum AlphaParts {
    /// Each answer is a part.
    Answers,
    /// So many answers after the other are one part.
    Scenes(Vec<usize>),
    /// The options of each situation are one part.
    Situations,
}

impl AlphaParts {
    pub(super) fn of(assessment: &Assessment, scale: &Scale) -> Self {
        match scale.source {
            ScaleSource::SceneChoices { .. } => {
                let keyed = |scene: &Scene| {
                    let decisions = scene.decisions.iter();
                    decisions.filter(|one| one.is_keyed_to(&scale.name)).count()
                };
                let counts: Vec<usize> = (assessment.scored_scenes())
                    .map(keyed)
                    .filter(|count| *count > 0)
                    .collect();
                // Within one scene nothing but its decisions can be compared.
                if counts.len() < 2 {
                    return Self::Answers;
                }
                Self::Scenes(counts)
            }
            ScaleSource::SituationalJudgement { .. } => Self::Situations,
            ScaleSource::Questionnaire { .. }
            | ScaleSource::StopSignal(_)
            | ScaleSource::GoNoGo { .. }
            | ScaleSource::Flanker { .. } => Self::Answers,
        }
    }

    /// The parts of one person: the mean of the answers that go together, missing as soon as one of them is.
    pub(super) fn together(&self, points: &[Option<f64>]) -> Vec<Option<f64>> {
        match self {
            Self::Answers => points.to_vec(),
            Self::Scenes(counts) => {
                let mut rest = points;
                let mut parts = Vec::with_capacity(counts.len());
                for count in counts {
                    let (scene, after) = rest.split_at((*count).min(rest.len()));
                    parts.push(whole_mean(scene));
                    rest = after;
                }
                parts
            }
            Self::Situations => (points.chunks(OPTIONS_OF_A_JUDGEMENT))
                .map(whole_mean)
                .collect(),
        }
    }

    pub(super) const fn method(&self) -> &'static str {
        match self {
            Self::Answers => "coefficient alpha",
            Self::Scenes(_) => "coefficient alpha of scenes",
            Self::Situations => "coefficient alpha of situations",
        }
    }
}

fn whole_mean(points: &[Option<f64>]) -> Option<f64> {
    mean(&points.iter().copied().collect::<Option<Vec<f64>>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_one_scene_are_one_part_and_missing_together() {
        let parts = AlphaParts::Scenes(vec![2, 1, 2]);
        let together = parts.together(&[Some(4.0), Some(1.0), Some(3.0), None, Some(2.0)]);
        assert_eq!(together, [Some(2.5), Some(3.0), None]);
    }
}
