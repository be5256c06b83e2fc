//! What people do at decisions, and whether those who do what experts prefer stand higher on the rest of the scale.

use super::flags::{FEWEST_COMPARED, Flag, RARE_SHARE};
use super::{DecisionFound, Pilot, WayFound, share};
use crate::assessment::{
    Decision, HIGHEST_RATING, Keyed, LOWEST_RATING, ResponseFormat, Scale, ScaleName, Scene,
    rating_points,
};
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::scoring::scenes;

pub(super) fn found(pilot: &Pilot) -> Vec<DecisionFound> {
    let assessment = &pilot.assessment;
    let all: Vec<(&Scene, &Decision)> = scenes::decisions(assessment).collect();
    let mut found = Vec::new();
    for (scale_idx, scale) in assessment.scales.iter().enumerate() {
        let keyed =
            (all.iter().enumerate()).filter(|(_, (_, decision))| decision.is_keyed_to(&scale.name));
        for (place, (decision_idx, (scene, decision))) in keyed.enumerate() {
            let of = Of {
                pilot,
                scale_idx,
                place,
                decision_idx,
            };
            found.push(of.one(scale, scene, decision));
        }
    }
    found
}

/// Where one decision's figures are found.
struct Of<'a> {
    pilot: &'a Pilot,
    scale_idx: usize,
    /// Among the decisions of the scale.
    place: usize,
    /// Among all decisions.
    decision_idx: usize,
}

impl Of<'_> {
    fn one(&self, scale: &Scale, scene: &Scene, decision: &Decision) -> DecisionFound {
        let taken: Vec<Option<usize>> = (self.pilot.answers.iter())
            .map(|answers| answers.ways.get(self.decision_idx).copied().flatten())
            .collect();
        let n = taken.iter().flatten().count();
        let rest_z = self.rest_z();
        let ways: Vec<WayFound> = (ways(decision, &scale.name).into_iter().enumerate())
            .map(|(way_idx, (name, points))| {
                let takers = taken.iter().zip(&rest_z);
                let took = takers.filter(|(taken, _)| **taken == Some(way_idx));
                let z: Vec<f64> = took.clone().filter_map(|(_, z)| *z).collect();
                let n_took = took.count();
                let is_rare = share(n_took, n).is_some_and(|share| share < RARE_SHARE);
                let is_flagged = is_rare && !matches!(decision.response, ResponseFormat::Rate(_));
                WayFound {
                    name,
                    points,
                    n: n_took,
                    share: share(n_took, n),
                    rest_z: mean(&z),
                    flags: is_flagged.then_some(Flag::Rare).into_iter().collect(),
                }
            })
            .collect();
        DecisionFound {
            scale: scale.name.clone(),
            name: format!("{}/{}", scene.name, decision.name),
            kind: decision.response.word(),
            n,
            missing: share(taken.len() - n, taken.len()),
            flags: key_disputed(&ways)
                .then_some(Flag::KeyDisputed)
                .into_iter()
                .collect(),
            ways,
        }
    }

    /// Each person's mean of the scale's other decisions, as z score.
    fn rest_z(&self) -> Vec<Option<f64>> {
        let rest: Vec<Option<f64>> = (self.pilot.people().iter())
            .map(|person| {
                let points = person.points.get(self.scale_idx)?.iter().enumerate();
                let others: Vec<f64> = points
                    .filter(|(place, _)| *place != self.place)
                    .filter_map(|(_, points)| *points)
                    .collect();
                mean(&others)
            })
            .collect();
        let known: Vec<f64> = rest.iter().flatten().copied().collect();
        let spread = mean(&known)
            .zip(standard_deviation(&known))
            .filter(|(_, deviation)| *deviation > 0.0);
        rest.into_iter()
            .map(|rest| {
                let (centre, deviation) = spread?;
                Some((rest? - centre) / deviation)
            })
            .collect()
    }
}

/// Whether people who take the best way of all stand lower on the rest than people who take another: enough of both,
/// and by more than two standard errors of the difference, so that chance rarely disputes a key. Of a best way that
/// hardly anybody takes nothing is said.
pub(super) fn key_disputed(ways: &[WayFound]) -> bool {
    let compared: Vec<(&WayFound, f64)> = (ways.iter())
        .filter(|way| way.n >= FEWEST_COMPARED)
        .filter_map(|way| Some((way, way.rest_z?)))
        .collect();
    let points = ways.iter().map(|way| way.points);
    let Some(most) = points.max_by(f64::total_cmp) else {
        return false;
    };
    let is_best = |way: &WayFound| (way.points - most).abs() < 1e-9;
    let highest = |best: bool| {
        let those = compared.iter().filter(|(way, _)| is_best(way) == best);
        those.max_by(|a, b| a.1.total_cmp(&b.1))
    };
    highest(true)
        .zip(highest(false))
        .is_some_and(|((best, best_z), (other, other_z))| {
            // The rest is in z scores, so the standard deviation of each mean is 1 / √n.
            let error = (1.0 / best.n as f64 + 1.0 / other.n as f64).sqrt();
            other_z - best_z > 2.0 * error
        })
}

/// Every way to act with its points, in the order in which scoring counts them.
fn ways(decision: &Decision, scale: &ScaleName) -> Vec<(String, f64)> {
    let points = |keyed: &Keyed| keyed.key.get(scale).copied().unwrap_or_default();
    match &decision.response {
        ResponseFormat::Choose(options) => (options.iter())
            .map(|option| (option.name.to_string(), points(&option.keyed)))
            .collect(),
        ResponseFormat::ActNow { moments, never } => {
            let pressed = moments
                .iter()
                .map(|moment| (moment.name.to_string(), points(&moment.keyed)));
            pressed
                .chain([(never.name.to_string(), points(&never.keyed))])
                .collect()
        }
        ResponseFormat::Rate(rating) => (LOWEST_RATING..=HIGHEST_RATING)
            .map(|value| {
                let expert = rating.expert.get(scale);
                let points = expert.map_or(0.0, |expert| rating_points(value, *expert));
                (value.to_string(), points)
            })
            .collect(),
    }
}
