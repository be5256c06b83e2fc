//! A person who does not exist: where they stand on each scale, and how they answer.

use std::collections::BTreeMap;

use rand::{Rng, RngExt};

use crate::assessment::{Assessment, Item, ItemRole, Scale, ScaleName, ScaleSource};
use crate::psychometrics::normal;
use crate::psychometrics::simulate::{
    CarelessPattern, Error, ExGaussian, FlankerParticipant, GoNoGoParticipant, LatentTraits,
    RaceParticipant,
};

/// How two scales of one construct, and of different ones, go together in simulated people; a score of a task goes less
/// with anything said about oneself. These are assumptions for demonstration, not findings.
const SAME_CONSTRUCT: f64 = 0.55;
const OTHER_CONSTRUCT: f64 = 0.35;
const WITH_REACTION_TIME: f64 = 0.15;

/// One in so many answers without reading.
const ONE_CARELESS_IN: u32 = 25;

/// One in so many has not understood the stop signal, and how often that person misses it.
const ONE_HEEDLESS_IN: u32 = 40;
const HEEDLESS_TRIGGER_FAILURE: f64 = 0.85;

/// How often such a person presses at a square.
const HEEDLESS_FALSE_ALARM: f64 = 0.97;

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
}

impl Person {
    /// Draws a person for an assessment.
    ///
    /// *Errors*: scales whose assumed correlations contradict each other.
    pub fn draw(assessment: &Assessment, rng: &mut impl Rng) -> Result<Self, Error> {
        let traits = LatentTraits::new(&correlations(&assessment.scales))?;
        let standing: BTreeMap<ScaleName, f64> =
            (assessment.scales.iter().map(|scale| scale.name.clone()))
                .zip(traits.draw(rng))
                .collect();
        let stands_in = |is_it: fn(&ScaleSource) -> bool| {
            (assessment.scales.iter())
                .find(|scale| is_it(&scale.source))
                .and_then(|scale| standing.get(&scale.name))
                .copied()
                .unwrap_or_default()
        };
        let stopping = stands_in(|source| matches!(source, ScaleSource::StopSignal(_)));
        let holding = stands_in(|source| matches!(source, ScaleSource::GoNoGo { .. }));
        let looking = stands_in(|source| matches!(source, ScaleSource::Flanker { .. }));
        let is_careless = rng.random_ratio(1, ONE_CARELESS_IN);
        let careless = is_careless.then(|| careless(rng));
        let racer = racer(stopping, rng)?;
        Ok(Self {
            careless,
            presser: presser(holding, &racer)?,
            looker: looker(looking, &racer)?,
            racer,
            impression: impression(assessment, rng),
            standing,
        })
    }

    /// Where the person stands on a scale.
    pub(super) fn stands(&self, scale: &ScaleName) -> f64 {
        self.standing.get(scale).copied().unwrap_or_default()
    }
}

fn correlations(scales: &[Scale]) -> Vec<Vec<f64>> {
    let is_timed = |scale: &Scale| scale.source.is_task();
    let between = |first: &Scale, second: &Scale| {
        if first.name == second.name {
            1.0
        } else if is_timed(first) || is_timed(second) {
            WITH_REACTION_TIME
        } else if first.construct == second.construct {
            SAME_CONSTRUCT
        } else {
            OTHER_CONSTRUCT
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
    0.9 * uniform.powi(2)
}

fn careless(rng: &mut impl Rng) -> CarelessPattern {
    match rng.random_range(0..3) {
        0 => CarelessPattern::OneKey {
            code: rng.random_range(3..=5),
        },
        1 => CarelessPattern::Alternating {
            first: 4,
            second: 5,
        },
        _ => CarelessPattern::Random,
    }
}

/// Go times around 500 ms and stop latencies around 230 ms, as adults have them; better stoppers are faster stoppers.
fn racer(stopping: f64, rng: &mut impl Rng) -> Result<RaceParticipant, Error> {
    let go_mu_ms = 430.0 + 60.0 * rng.random_range(-1.0..1.0);
    let stop_mu_ms = (200.0 - 30.0 * stopping).clamp(90.0, 400.0);
    let trigger_failure = if rng.random_ratio(1, ONE_HEEDLESS_IN) {
        HEEDLESS_TRIGGER_FAILURE
    } else {
        rng.random_range(0.0..0.06)
    };
    RaceParticipant {
        go: ExGaussian::new(go_mu_ms, 45.0, 75.0)?,
        stop: ExGaussian::new(stop_mu_ms, 20.0, 25.0)?,
        trigger_failure,
        omission: rng.random_range(0.0..0.04),
        choice_error: rng.random_range(0.0..0.05),
    }
    .checked()
}

/// Go answers around 380 ms, a quarter faster than in a task with two keys; a quarter of no-go trials answered on average,
/// half of people between 17 and 34 %. Who does not notice stop signals does not notice squares.
fn presser(holding: f64, racer: &RaceParticipant) -> Result<GoNoGoParticipant, Error> {
    let false_alarm = if racer.trigger_failure < HEEDLESS_TRIGGER_FAILURE {
        normal::probability(-0.68 - 0.4 * holding)
    } else {
        HEEDLESS_FALSE_ALARM
    };
    GoNoGoParticipant {
        latency: ExGaussian::new(0.75 * (racer.go.mean_ms() - 75.0), 40.0, 60.0)?,
        hit: 1.0 - racer.omission,
        false_alarm,
        slip_pace: 0.9,
    }
    .checked()
}

/// Answers around 500 ms among neighbours that point the same way, 55 ms later among the others; two to ten errors in a
/// hundred. Costs of adults lie between 40 and 70 ms.
fn looker(looking: f64, racer: &RaceParticipant) -> Result<FlankerParticipant, Error> {
    FlankerParticipant {
        latency: racer.go,
        cost_ms: (55.0 - 18.0 * looking).max(0.0),
        congruent_error: 0.02,
        incongruent_error: (0.06 - 0.02 * looking).clamp(0.0, 0.3),
    }
    .checked()
}
