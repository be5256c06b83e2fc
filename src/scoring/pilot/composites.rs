//! Composites: how reliable they are, and what each part really brings.

use super::{CompositeFound, Pilot, WeightFound, counted, share};
use crate::assessment::{Assessment, Composite, NormGroup, ScaleName};
use crate::psychometrics::classical::MeasurementError;
use crate::psychometrics::composite::effective_weights;
use crate::scoring::composites::reliability;

pub(super) fn found(pilot: &Pilot, group: &NormGroup) -> Vec<CompositeFound> {
    let composites = pilot.assessment.composites.iter();
    composites
        .map(|composite| one(pilot, group, composite))
        .collect()
}

fn one(pilot: &Pilot, group: &NormGroup, composite: &Composite) -> CompositeFound {
    let assessment = &pilot.assessment;
    let people = pilot.people();
    let wanting: Vec<Vec<&str>> = (people.iter())
        .map(|person| {
            let parts = composite.parts.iter().map(|part| &part.scale);
            let is_wanting = |scale: &&ScaleName| raw(assessment, &person.raw, scale).is_none();
            parts.filter(is_wanting).map(ScaleName::as_str).collect()
        })
        .collect();
    let n_refused = wanting.iter().filter(|parts| !parts.is_empty()).count();
    let norm = group.composite(&composite.name);
    let reliability = reliability(composite, group);
    let mut notes = Vec::new();
    if norm.is_none() {
        notes.push(
            "It has no norm: fewer than two people have all parts, or a part has no norm."
                .to_owned(),
        );
    }
    if reliability.is_none() {
        notes.push(
            "It has no reliability: a part has none, or two parts have no correlation.".to_owned(),
        );
    }
    let sem = |deviation: f64| {
        let reliability = reliability?.clamp(0.0, 1.0);
        Some(
            MeasurementError::new(deviation, reliability)
                .ok()?
                .standard_error(),
        )
    };
    CompositeFound {
        composite: composite.name.clone(),
        title: composite.title.get("en").to_owned(),
        n: people.len() - n_refused,
        mean: norm.map(|norm| norm.mean),
        sd: norm.map(|norm| norm.sd),
        reliability,
        sem: norm.and_then(|norm| sem(norm.sd)),
        sem_t: sem(10.0),
        refused: share(n_refused, people.len()),
        refusals: counted(wanting.into_iter().flatten(), people.len()),
        weights: weights(group, composite),
        notes,
    }
}

fn raw(assessment: &Assessment, raw: &[Option<f64>], name: &ScaleName) -> Option<f64> {
    let scales = &assessment.scales;
    let idx = scales.iter().position(|scale| scale.name == *name)?;
    *raw.get(idx)?
}

fn weights(group: &NormGroup, composite: &Composite) -> Vec<WeightFound> {
    let weights: Vec<f64> = composite.parts.iter().map(|part| part.weight).collect();
    let effective = correlations(group, composite)
        .and_then(|correlations| effective_weights(&weights, &correlations).ok());
    (composite.parts.iter().enumerate())
        .map(|(idx, part)| WeightFound {
            scale: part.scale.clone(),
            weight: part.weight,
            effective: effective.as_ref().and_then(|all| all.get(idx).copied()),
        })
        .collect()
}

fn correlations(group: &NormGroup, composite: &Composite) -> Option<Vec<Vec<f64>>> {
    let parts = &composite.parts;
    let row = |first: &ScaleName| {
        let others = parts
            .iter()
            .map(|part| group.correlation(first, &part.scale));
        others.collect::<Option<Vec<f64>>>()
    };
    parts.iter().map(|part| row(&part.scale)).collect()
}
