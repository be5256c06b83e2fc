//! A simulated person watches a scene, chooses and answers in writing.

use rand::seq::IndexedRandom;
use rand::{Rng, RngExt};

use super::pace::Pace;
use super::person::Person;
use crate::assessment::{Choice, Decision, Scene, SectionName};
use crate::psychometrics::simulate::KeyedChoice;
use crate::sitting::event::{Decided, Happening, InputDevice, PresentedFrame, Typed};

/// How long a frame stands in a simulated film, in milliseconds.
const FRAME_MS: f64 = 40.0;

/// One in so many windows closes without a choice.
const ONE_MISSED_IN: u32 = 60;

/// How much everybody, and how much more a person one standard deviation up, is drawn to each point of the key.
const PULL: f64 = 0.15;
const SLOPE: f64 = 0.22;

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
    let film_start_ms = pace.now_ms();
    for decision in &scene.decisions {
        let cue_at_ms = film_start_ms + f64::from(decision.cue_ms);
        let window_ms = f64::from(decision.window_ms);
        let choice = (!rng.random_ratio(1, ONE_MISSED_IN)).then(|| choose(decision, person, rng));
        let reaction_ms = choice.flatten().map(|_| {
            let slowest_ms = (window_ms - 200.0).max(500.0);
            rng.random_range(1_500.0..6_500.0_f64).min(slowest_ms)
        });
        pace.advance_ms(cue_at_ms + reaction_ms.unwrap_or(window_ms) - pace.now_ms());
        pace.send(Happening::Decided(Decided {
            section: section.clone(),
            decision: decision.name.clone(),
            option: choice.flatten().map(|choice| choice.name.clone()),
            response_ms: reaction_ms.map(|reaction_ms| cue_at_ms + reaction_ms),
            input: choice.flatten().map(|_| InputDevice::Keyboard),
            frames: frames_around(decision, cue_at_ms),
            dropped_frames: 0,
        }));
    }
    pace.advance_ms(film_start_ms + f64::from(scene.duration_ms) - pace.now_ms());
    pace.wait_seconds(35.0, rng);
    let text = ANSWERS.choose(rng).copied().unwrap_or(ANSWERS[0]);
    pace.send(Happening::Typed(Typed {
        section: section.clone(),
        text: text.to_owned(),
    }));
}

fn choose<'a>(decision: &'a Decision, person: &Person, rng: &mut impl Rng) -> Option<&'a Choice> {
    let worth: Vec<f64> = decision
        .options()
        .iter()
        .map(|choice| worth(choice, person))
        .collect();
    // Standing is in the worth already, so that each scale pulls by the person's own standing on it.
    let place = KeyedChoice::new(1.0, 0.0).ok()?.choose(&worth, 0.0, rng)?;
    decision.options().get(place)
}

fn worth(choice: &Choice, person: &Person) -> f64 {
    (choice.keyed.key.iter())
        .map(|(scale, points)| (PULL + SLOPE * person.stands(scale)) * points)
        .sum()
}

fn frames_around(decision: &Decision, cue_at_ms: f64) -> Vec<PresentedFrame> {
    (-2..=2)
        .map(|place| {
            let offset_ms = f64::from(place) * FRAME_MS;
            PresentedFrame {
                media_ms: (f64::from(decision.cue_ms) + offset_ms).max(0.0),
                presentation_ms: cue_at_ms + offset_ms,
                expected_ms: cue_at_ms + offset_ms + 16.0,
            }
        })
        .collect()
}
