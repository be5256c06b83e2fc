//! What somebody rated beside what the experts rated: for psychologists, because a key that is known is worth nothing.

use super::App;
use super::actors::Psychologist;
use super::applicant::ScaleEvidence;
use crate::assessment::{Assessment, JudgedOption, Judgement, ScaleSource};

/// One option with the experts' rating.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyedOption {
    /// The situation.
    pub stem: String,
    /// What could be done.
    pub option: String,
    /// How it meets other people.
    pub tone: &'static str,
    /// The competency that it shows or fails.
    pub competency: String,
    /// The mean rating of experts, from 1 to 7.
    pub expert: f64,
    /// Why they rate it so.
    pub rationale: String,
}

/// One option with somebody's rating and the experts'.
#[derive(Debug, Clone, PartialEq)]
pub struct RatedOption {
    /// The option with its key.
    pub keyed: KeyedOption,
    /// What was rated, with its words.
    pub rated: String,
    /// What it counted; absent without a rating in time or without a score.
    pub points: Option<f64>,
}

impl KeyedOption {
    fn of(judgement: &Judgement, option: &JudgedOption) -> Self {
        Self {
            stem: judgement.stem.get("en").to_owned(),
            option: option.text.get("en").to_owned(),
            tone: option.tone.word(),
            competency: option.competency.to_string(),
            expert: option.expert,
            rationale: option.rationale.clone(),
        }
    }

    fn all(assessment: &Assessment) -> Vec<Self> {
        assessment
            .judgements_in_order()
            .flat_map(|judgement| {
                let options = judgement.options.iter();
                options.map(|option| Self::of(judgement, option))
            })
            .collect()
    }
}

impl App {
    /// Every option of an assessment with its key, in the order shown.
    pub fn judgement_key(
        &self,
        _psychologist: &Psychologist,
        assessment: &Assessment,
    ) -> Vec<KeyedOption> {
        KeyedOption::all(assessment)
    }

    /// What stands behind a situational-judgement score, each rating beside its key; nothing for any other scale.
    pub fn rated_options(
        &self,
        _psychologist: &Psychologist,
        evidence: &ScaleEvidence,
    ) -> Vec<RatedOption> {
        if !matches!(
            evidence.scale.source,
            ScaleSource::SituationalJudgement { .. }
        ) {
            return Vec::new();
        }
        // Scoring gives the evidence of each option in the order shown.
        KeyedOption::all(&evidence.assessment)
            .into_iter()
            .zip(&evidence.result.evidence)
            .map(|(keyed, given)| RatedOption {
                keyed,
                rated: given.answered.clone(),
                points: given.points,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::app::testing::World;
    use crate::assessment::ScaleName;
    use crate::storage::testing::on_both;

    #[tokio::test]
    async fn a_psychologist_sees_each_rating_beside_its_key() {
        on_both(|db| async move {
            let world = World::new(db).await;
            let id = world.scored("Ada Park", Some(52.0)).await.application;
            let (app, psychologist) = (&world.app, world.psychologist());
            let evidence = async |scale: &str| {
                let scale = ScaleName::parse(scale).unwrap();
                app.scale_evidence(&world.reviewer(), id, &scale)
                    .await
                    .unwrap()
            };
            let judgement = evidence("situational-judgement").await;
            let rated = app.rated_options(&psychologist, &judgement);
            let experts: Vec<f64> = rated.iter().map(|rated| rated.keyed.expert).collect();
            assert_eq!(experts, [2.5, 6.5, 1.5, 5.0, 3.0, 6.0, 2.0, 1.0]);
            for (rated, given) in rated.iter().zip(&judgement.result.evidence) {
                assert!(
                    given.asked.ends_with(&rated.keyed.option),
                    "{}",
                    given.asked
                );
                assert_eq!(
                    (&rated.rated, rated.points),
                    (&given.answered, given.points)
                );
            }
            let other = evidence("restraint").await;
            assert!(app.rated_options(&psychologist, &other).is_empty());
            let key = app.judgement_key(&psychologist, &judgement.assessment);
            assert_eq!(key.len(), 8);
        })
        .await;
    }
}
