//! A person who does not exist: where they stand on each scale, and how they answer.

use std::collections::BTreeMap;

use rand::distr::Open01;
use rand::{Rng, RngExt};

use super::assumptions as assumed;
use crate::assessment::{Assessment, Item, ItemRole, Scale, ScaleName, ScaleSource};
use crate::psychometrics::normal;
use crate::psychometrics::simulate::{
    CarelessPattern, Error, ExGaussian, FlankerParticipant, GoNoGoParticipant, LatentTraits,
    RaceParticipant,
};

/// A simulated person.
#[derive(Debug, Clone)]
pub struct Person {
    /// Standing on each scale, good end up, mean 0 and standard deviation 1.
    pub(super) standing: BTreeMap<ScaleName, f64>,
    /// How they answer items without reading, where they do.
    pub(super) careless: Option<CarelessPattern>,
    /// How likely they are to claim a virtue that hardly anybody has; 0 where nothing asks for one.
    pub(super) impression: f64,
    /// How they race in the stop-signal task.
    pub(super) racer: RaceParticipant,
    /// How they press in the go/no-go task.
    pub(super) presser: GoNoGoParticipant,
    /// How they answer in the flanker task.
    pub(super) looker: FlankerParticipant,
    /// How long they take for what they do at their own pace, as a multiple of the average.
    pub(super) slowness: f64,
}

impl Person {
    /// Draws a person for an assessment.
    ///
    /// *Errors*: scales whose assumed correlations contradict each other.
    pub fn draw(assessment: &Assessment, rng: &mut impl Rng) -> Result<Self, Error> {
        let standing = standing(assessment, rng)?;
        let is_careless = rng.random_ratio(1, assumed::ONE_CARELESS_IN);
        let careless = is_careless.then(|| careless(rng));
        let racer = racer(stopping(assessment, &standing), rng)?;
        Ok(Self {
            careless,
            presser: presser(holding(assessment, &standing), &racer)?,
            looker: looker(looking(assessment, &standing), &racer)?,
            racer,
            impression: impression(assessment, rng),
            slowness: slowness(rng),
            standing,
        })
    }

    /// The same person at a second sitting some weeks later.
    ///
    /// *Model*: each standing is r times the old one plus √(1 − r²) times a new draw, r being the stated stability. How
    /// fast they are, how they answer without reading and what they claim of themselves stay.
    ///
    /// *Errors*: scales whose assumed correlations contradict each other.
    pub fn later(&self, assessment: &Assessment, rng: &mut impl Rng) -> Result<Self, Error> {
        let drawn = standing(assessment, rng)?;
        let standing: BTreeMap<ScaleName, f64> = (assessment.scales.iter())
            .map(|scale| {
                let r = assumed::stability(&scale.source);
                let new = drawn.get(&scale.name).copied().unwrap_or_default();
                let standing = r * self.stands(&scale.name) + (1.0 - r * r).sqrt() * new;
                (scale.name.clone(), standing)
            })
            .collect();
        let racer = RaceParticipant {
            stop: stop_latency(stopping(assessment, &standing))?,
            ..self.racer
        };
        Ok(Self {
            presser: presser(holding(assessment, &standing), &racer)?,
            looker: looker(looking(assessment, &standing), &racer)?,
            racer,
            standing,
            ..self.clone()
        })
    }

    /// Where the person stands on a scale.
    pub(super) fn stands(&self, scale: &ScaleName) -> f64 {
        self.standing.get(scale).copied().unwrap_or_default()
    }
}

fn standing(
    assessment: &Assessment,
    rng: &mut impl Rng,
) -> Result<BTreeMap<ScaleName, f64>, Error> {
    let traits = LatentTraits::new(&correlations(&assessment.scales))?;
    let names = assessment.scales.iter().map(|scale| scale.name.clone());
    Ok(names.zip(traits.draw(rng)).collect())
}

/// Standing on the first scale of a kind; average where there is none.
fn stands_in(
    assessment: &Assessment,
    standing: &BTreeMap<ScaleName, f64>,
    is_it: impl Fn(&ScaleSource) -> bool,
) -> f64 {
    let scale = assessment.scales.iter().find(|scale| is_it(&scale.source));
    let stands = scale.and_then(|scale| standing.get(&scale.name));
    stands.copied().unwrap_or_default()
}

fn stopping(assessment: &Assessment, standing: &BTreeMap<ScaleName, f64>) -> f64 {
    stands_in(assessment, standing, |source| {
        matches!(source, ScaleSource::StopSignal(_))
    })
}

fn holding(assessment: &Assessment, standing: &BTreeMap<ScaleName, f64>) -> f64 {
    stands_in(assessment, standing, |source| {
        matches!(source, ScaleSource::GoNoGo { .. })
    })
}

fn looking(assessment: &Assessment, standing: &BTreeMap<ScaleName, f64>) -> f64 {
    stands_in(assessment, standing, |source| {
        matches!(source, ScaleSource::Flanker { .. })
    })
}

fn slowness(rng: &mut impl Rng) -> f64 {
    let z = normal::quantile(rng.sample(Open01)).unwrap_or_default();
    let (fastest, slowest) = assumed::PACE_ENDS;
    (assumed::PACE_DEVIATION * z).exp().clamp(fastest, slowest)
}

fn correlations(scales: &[Scale]) -> Vec<Vec<f64>> {
    let is_timed = |scale: &Scale| scale.source.is_task();
    let between = |first: &Scale, second: &Scale| {
        if first.name == second.name {
            1.0
        } else if is_timed(first) || is_timed(second) {
            assumed::WITH_REACTION_TIME
        } else if first.construct == second.construct {
            assumed::SAME_CONSTRUCT
        } else {
            assumed::OTHER_CONSTRUCT
        }
    };
    scales
        .iter()
        .map(|first| scales.iter().map(|second| between(first, second)).collect())
        .collect()
}

/// Most claim few unlikely virtues, and some claim nearly all.
fn impression(assessment: &Assessment, rng: &mut impl Rng) -> f64 {
    let is_virtue = |item: &Item| matches!(item.role, ItemRole::UnlikelyVirtue { .. });
    if !assessment.items.iter().any(is_virtue) {
        return 0.0;
    }
    let uniform: f64 = rng.random();
    assumed::MOST_CLAIMED * uniform.powi(2)
}

fn careless(rng: &mut impl Rng) -> CarelessPattern {
    match rng.random_range(0..3) {
        0 => CarelessPattern::OneKey {
            code: rng.random_range(assumed::CARELESS_ONE_KEY),
        },
        1 => CarelessPattern::Alternating {
            first: assumed::CARELESS_IN_TURN.0,
            second: assumed::CARELESS_IN_TURN.1,
        },
        _ => CarelessPattern::Random,
    }
}

/// Go times around 500 ms and stop latencies around 230 ms, as adults have them; better stoppers are faster stoppers.
fn racer(stopping: f64, rng: &mut impl Rng) -> Result<RaceParticipant, Error> {
    let go_mu_ms = assumed::GO_MU_MS + assumed::GO_MU_SPREAD_MS * rng.random_range(-1.0..1.0);
    let trigger_failure = if rng.random_ratio(1, assumed::ONE_HEEDLESS_IN) {
        assumed::HEEDLESS_TRIGGER_FAILURE
    } else {
        rng.random_range(0.0..assumed::TRIGGER_FAILURE)
    };
    RaceParticipant {
        go: ExGaussian::new(go_mu_ms, assumed::GO_SIGMA_MS, assumed::GO_TAU_MS)?,
        stop: stop_latency(stopping)?,
        trigger_failure,
        omission: rng.random_range(0.0..assumed::OMISSION),
        choice_error: rng.random_range(0.0..assumed::CHOICE_ERROR),
    }
    .checked()
}

fn stop_latency(stopping: f64) -> Result<ExGaussian, Error> {
    let (shortest_ms, longest_ms) = assumed::STOP_MU_ENDS_MS;
    let mu_ms =
        (assumed::STOP_MU_MS - assumed::STOP_MU_SLOPE_MS * stopping).clamp(shortest_ms, longest_ms);
    ExGaussian::new(mu_ms, assumed::STOP_SIGMA_MS, assumed::STOP_TAU_MS)
}

/// Go answers around 380 ms, a quarter faster than in a task with two keys. Who does not notice stop signals does not
/// notice squares.
fn presser(holding: f64, racer: &RaceParticipant) -> Result<GoNoGoParticipant, Error> {
    let false_alarm = if racer.trigger_failure < assumed::HEEDLESS_TRIGGER_FAILURE {
        normal::probability(assumed::FALSE_ALARM + assumed::FALSE_ALARM_SLOPE * holding)
    } else {
        assumed::HEEDLESS_FALSE_ALARM
    };
    let mu_ms = assumed::PRESS_SHARE * (racer.go.mean_ms() - assumed::GO_TAU_MS);
    GoNoGoParticipant {
        latency: ExGaussian::new(mu_ms, assumed::PRESS_SIGMA_MS, assumed::PRESS_TAU_MS)?,
        hit: 1.0 - racer.omission,
        false_alarm,
        slip_pace: assumed::SLIP_PACE,
    }
    .checked()
}

/// Answers around 500 ms among neighbours that point the same way, later and with more errors among the others. Costs of
/// adults lie between 40 and 70 ms.
fn looker(looking: f64, racer: &RaceParticipant) -> Result<FlankerParticipant, Error> {
    let (fewest, most) = assumed::INCONGRUENT_ERROR_ENDS;
    let incongruent_error = assumed::INCONGRUENT_ERROR + assumed::INCONGRUENT_ERROR_SLOPE * looking;
    FlankerParticipant {
        latency: racer.go,
        cost_ms: (assumed::COST_MS - assumed::COST_SLOPE_MS * looking).max(0.0),
        congruent_error: assumed::CONGRUENT_ERROR,
        incongruent_error: incongruent_error.clamp(fewest, most),
    }
    .checked()
}
