//! A simulated person watches a scene, chooses and answers in writing.

use std::collections::BTreeMap;

use rand::seq::IndexedRandom;
use rand::{Rng, RngExt};

use super::assumptions as assumed;
use super::pace::Pace;
use super::person::Person;
use crate::assessment::{
    Decision, HIGHEST_RATING, LOWEST_RATING, Rating, ResponseFormat, ScaleName, Scene, SectionName,
    rating_points,
};
use crate::psychometrics::simulate::KeyedChoice;
use crate::sitting::event::{Decided, Happening, InputDevice, PresentedFrame, Typed};

/// How long a frame stands in a simulated film, in milliseconds.
const FRAME_MS: f64 = 40.0;

const ANSWERS: [&str; 4] = [
    "I can hear that this matters to you. Tell me what happened, and I will see what I can do.",
    "Let us step over here where it is quieter. I want to get this right for both of you.",
    "I understand that you are upset. I cannot do that, but I can do this for you now.",
    "Please calm down. These are the rules and I did not make them.",
];

pub(super) fn watch(
    section: &SectionName,
    scene: &Scene,
    person: &Person,
    pace: &mut Pace,
    rng: &mut impl Rng,
) {
    let words = scene.setting.get("en").split_whitespace().count();
    pace.wait_seconds(words as f64 / assumed::WORDS_A_MINUTE * 60.0, rng);
    let film_start_ms = pace.now_ms();
    for decision in &scene.decisions {
        let decided = at_decision((section, decision), film_start_ms, person, rng);
        let cue_at_ms = film_start_ms + f64::from(decision.cue_ms);
        let closes_at_ms = cue_at_ms + f64::from(decision.window_ms);
        pace.advance_ms(decided.response_ms.unwrap_or(closes_at_ms) - pace.now_ms());
        pace.send(Happening::Decided(decided));
    }
    pace.advance_ms(film_start_ms + f64::from(scene.duration_ms) - pace.now_ms());
    pace.wait_seconds(assumed::ANSWER_SECONDS, rng);
    let text = ANSWERS.choose(rng).copied().unwrap_or(ANSWERS[0]);
    pace.send(Happening::Typed(Typed {
        section: section.clone(),
        text: text.to_owned(),
    }));
}

/// What a simulated person does at a decision of a section.
fn at_decision(
    (section, decision): (&SectionName, &Decision),
    film_start_ms: f64,
    person: &Person,
    rng: &mut impl Rng,
) -> Decided {
    let cue_at_ms = film_start_ms + f64::from(decision.cue_ms);
    let mut decided = Decided {
        section: section.clone(),
        decision: decision.name.clone(),
        option: None,
        press_media_ms: None,
        rating: None,
        response_ms: None,
        input: None,
        frames: frames_around(film_start_ms, f64::from(decision.cue_ms)),
        dropped_frames: 0,
    };
    let is_missed = rng.random_ratio(1, assumed::ONE_MISSED_IN);
    let slowest_ms = (f64::from(decision.window_ms) - assumed::BEFORE_CLOSING_MS)
        .max(assumed::LATEST_AT_LEAST_MS);
    match &decision.response {
        ResponseFormat::Choose(options) => {
            let worth = options
                .iter()
                .map(|choice| worth(&choice.keyed.key, person));
            let worth: Vec<f64> = worth.collect();
            let place = if is_missed { None } else { choose(&worth, rng) };
            decided.option = place.map(|place| options[place].name.clone());
            decided.response_ms = place.map(|_| cue_at_ms + reaction_ms(slowest_ms, rng));
        }
        ResponseFormat::ActNow { moments, never } => {
            let keyed = moments
                .iter()
                .map(|moment| &moment.keyed)
                .chain([&never.keyed]);
            let worth: Vec<f64> = keyed.map(|keyed| worth(&keyed.key, person)).collect();
            // The place after the last moment is that of no press at all.
            let moment = choose(&worth, rng).and_then(|place| moments.get(place));
            if let Some(moment) = moment {
                let (from, to) = (f64::from(moment.from_ms), f64::from(moment.to_ms));
                let press_ms =
                    ((rng.random_range(from..to) / FRAME_MS).floor() * FRAME_MS).max(from);
                decided.press_media_ms = Some(press_ms);
                decided.response_ms = Some(film_start_ms + press_ms + FRAME_MS / 2.0);
                decided
                    .frames
                    .extend(frames_around(film_start_ms, press_ms));
                in_order(&mut decided.frames);
            }
        }
        ResponseFormat::Rate(rating) => {
            let ratings: Vec<u8> = (LOWEST_RATING..=HIGHEST_RATING).collect();
            let worth: Vec<f64> = (ratings.iter())
                .map(|value| worth(&points_of(rating, *value), person))
                .collect();
            let place = if is_missed { None } else { choose(&worth, rng) };
            decided.rating = place.map(|place| ratings[place]);
            decided.response_ms = place.map(|_| cue_at_ms + reaction_ms(slowest_ms, rng));
        }
    }
    decided.input = decided.response_ms.map(|_| InputDevice::Keyboard);
    decided
}

fn reaction_ms(slowest_ms: f64, rng: &mut impl Rng) -> f64 {
    rng.random_range(assumed::CHOICE_MS).min(slowest_ms)
}

fn points_of(rating: &Rating, value: u8) -> BTreeMap<ScaleName, f64> {
    let expert = rating.expert.iter();
    expert
        .map(|(scale, expert)| (scale.clone(), rating_points(value, *expert)))
        .collect()
}

fn choose(worth: &[f64], rng: &mut impl Rng) -> Option<usize> {
    // Standing is in the worth already, so that each scale pulls by the person's own standing on it.
    KeyedChoice::new(1.0, 0.0).ok()?.choose(worth, 0.0, rng)
}

fn worth(key: &BTreeMap<ScaleName, f64>, person: &Person) -> f64 {
    (key.iter())
        .map(|(scale, points)| (assumed::PULL + assumed::SLOPE * person.stands(scale)) * points)
        .sum()
}

fn frames_around(film_start_ms: f64, media_ms: f64) -> Vec<PresentedFrame> {
    (-2..=2)
        .map(|place| {
            let media_ms = (media_ms + f64::from(place) * FRAME_MS).max(0.0);
            PresentedFrame {
                media_ms,
                presentation_ms: film_start_ms + media_ms,
                expected_ms: film_start_ms + media_ms + 16.0,
            }
        })
        .collect()
}

/// Each frame once, in the order in which they were shown.
fn in_order(frames: &mut Vec<PresentedFrame>) {
    frames.sort_by(|a, b| a.media_ms.total_cmp(&b.media_ms));
    frames.dedup_by(|a, b| (a.media_ms - b.media_ms).abs() < FRAME_MS / 2.0);
}
