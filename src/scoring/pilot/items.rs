//! Items, decisions and situations among the others of their scale.

use super::flags::{self, ALPHA_GAIN, Flag};
use super::{ItemFound, ItemsFound, Pilot};
use crate::assessment::{Assessment, ItemRole, MOST_POINTS, Scale, ScaleSource};
use crate::psychometrics::classical::{Covariances, ItemStatistics};
use crate::scoring::alpha_parts::AlphaParts;
use crate::scoring::scenes;

/// What the answers of a scale are.
struct Asked {
    of: &'static str,
    names: Vec<String>,
    /// The lowest and the highest points.
    ends: Option<(f64, f64)>,
}

impl Asked {
    /// `None` of a task, whose trials are no items.
    fn of(assessment: &Assessment, scale: &Scale) -> Option<Self> {
        match &scale.source {
            ScaleSource::Questionnaire { .. } => Some(Self {
                of: "items",
                names: (assessment.items.iter())
                    .filter(|item| matches!(&item.role, ItemRole::Keyed { scale: of, .. } if *of == scale.name))
                    .map(|item| item.name.to_string())
                    .collect(),
                ends: Some((1.0, f64::from(assessment.response_scale.points()))),
            }),
            ScaleSource::SceneChoices { .. } => Some(Self {
                of: "decisions",
                names: scenes::decisions(assessment)
                    .filter(|(_, decision)| decision.is_keyed_to(&scale.name))
                    .map(|(scene, decision)| format!("{}/{}", scene.name, decision.name))
                    .collect(),
                ends: Some((0.0, MOST_POINTS)),
            }),
            ScaleSource::SituationalJudgement { .. } => Some(Self {
                of: "situations",
                names: (assessment.judgements_in_order())
                    .map(|judgement| judgement.name.to_string())
                    .collect(),
                ends: None,
            }),
            ScaleSource::StopSignal(_)
            | ScaleSource::GoNoGo { .. }
            | ScaleSource::Flanker { .. } => None,
        }
    }
}

pub(super) fn found(pilot: &Pilot) -> Vec<ItemsFound> {
    let assessment = &pilot.assessment;
    (assessment.scales.iter().enumerate())
        .filter_map(|(idx, scale)| {
            let asked = Asked::of(assessment, scale)?;
            let rows = rows(pilot, idx, scale);
            Some(of_scale(scale, &asked, &rows))
        })
        .collect()
}

/// One row for each person. Decisions stand alone here, and the options of a situation together.
fn rows(pilot: &Pilot, idx: usize, scale: &Scale) -> Vec<Vec<Option<f64>>> {
    let parts = match AlphaParts::of(&pilot.assessment, scale) {
        AlphaParts::Situations => AlphaParts::Situations,
        AlphaParts::Answers | AlphaParts::Scenes(_) => AlphaParts::Answers,
    };
    (pilot.people().iter())
        .filter_map(|person| Some(parts.together(person.points.get(idx)?)))
        .collect()
}

fn of_scale(scale: &Scale, asked: &Asked, rows: &[Vec<Option<f64>>]) -> ItemsFound {
    let mut found = ItemsFound {
        scale: scale.name.clone(),
        of: asked.of,
        n: 0,
        items: Vec::new(),
        notes: Vec::new(),
    };
    match Covariances::complete(rows) {
        Ok(covariances) => {
            found.n = covariances.n_persons();
            let alpha = covariances.alpha(0.95).ok().map(|found| found.alpha);
            let statistics = asked.names.iter().zip(covariances.item_statistics());
            found.items = statistics
                .map(|(name, item)| one(name, asked.ends, alpha, &item))
                .collect();
        }
        Err(error) => found.notes.push(format!(
            "There are no statistics of single {}: {error}.",
            asked.of
        )),
    }
    found
}

fn one(
    name: &str,
    ends: Option<(f64, f64)>,
    alpha: Option<f64>,
    item: &ItemStatistics,
) -> ItemFound {
    let difficulty = ends.map(|(lowest, highest)| (item.mean - lowest) / (highest - lowest));
    let rises = item.alpha_if_dropped.zip(alpha);
    let rises = rises.is_some_and(|(without, with)| without - with >= ALPHA_GAIN);
    let flags = [
        flags::of_correlation(item.item_rest_correlation),
        flags::of_difficulty(difficulty),
        rises.then_some(Flag::AlphaRises),
    ];
    ItemFound {
        name: name.to_owned(),
        mean: item.mean,
        sd: item.standard_deviation,
        difficulty,
        item_rest_r: item.item_rest_correlation,
        alpha_if_dropped: item.alpha_if_dropped,
        flags: flags.into_iter().flatten().collect(),
    }
}
