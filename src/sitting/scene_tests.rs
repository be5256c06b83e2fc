//! What a sitting takes of presses and ratings, on the example assessment.

use super::simulate::{Person, whole_sitting};
use super::tests::{before, refused, rules};
use super::*;
use crate::assessment::OptionName;
use crate::clock::{Millis, seeded};

fn changed(is_it: impl Fn(&Decided) -> bool, change: impl Fn(&mut Decided) + Copy) -> Refused {
    let rules = rules();
    let (state, event) = before(
        &rules,
        |happening| matches!(happening, Happening::Decided(decided) if is_it(decided)),
    );
    refused(&rules, &state, &event, |event| {
        if let Happening::Decided(decided) = &mut event.happening {
            change(decided);
        }
    })
}

fn is_press(decided: &Decided) -> bool {
    decided.press_media_ms.is_some()
}

fn is_rating(decided: &Decided) -> bool {
    decided.rating.is_some()
}

#[test]
fn simulated_people_press_now_and_then_and_rate_from_one_to_seven() {
    let rules = rules();
    let (mut presses, mut nevers, mut ratings) = (0, 0, std::collections::BTreeSet::new());
    for seed in 0..40 {
        let mut rng = seeded(seed);
        let person = Person::draw(&rules.assessment, &mut rng).unwrap();
        let events = whole_sitting(&rules, &person, Millis(1_790_000_000_000), &mut rng);
        assert!(replay(&rules, &events).is_ok());
        for event in &events {
            let Happening::Decided(decided) = &event.happening else {
                continue;
            };
            match decided.decision.as_str() {
                "call-for-help" if is_press(decided) => presses += 1,
                "call-for-help" => nevers += 1,
                _ => ratings.extend(decided.rating),
            }
        }
    }
    assert!(
        10 < presses && 0 < nevers,
        "{presses} presses, {nevers} times none"
    );
    assert!(5 <= ratings.len(), "{ratings:?}");
}

#[test]
fn a_press_lies_in_its_window_and_on_a_frame_that_was_there() {
    let impossible: [fn(&mut Decided); 5] = [
        |decided| decided.press_media_ms = Some(17_000.0),
        |decided| decided.press_media_ms = Some(27_000.0),
        |decided| decided.press_media_ms = Some(f64::NAN),
        // Half a second after the last frame that was reported.
        |decided| decided.press_media_ms = decided.press_media_ms.map(|at| at + 500.0),
        |decided| decided.frames.clear(),
    ];
    for how in impossible {
        let refused = changed(is_press, how);
        assert!(
            matches!(refused, Refused::ImpossibleTime { .. }),
            "{refused}"
        );
    }
    let untimed = changed(is_press, |decided| decided.response_ms = None);
    assert!(
        matches!(untimed, Refused::ChoiceWithoutTime(_)),
        "{untimed}"
    );
}

#[test]
fn a_rating_is_from_one_to_seven_and_has_a_time() {
    for rating in [0, 8, 255] {
        let refused = changed(is_rating, |decided| decided.rating = Some(rating));
        assert!(matches!(refused, Refused::NoSuchRating { .. }), "{refused}");
    }
    let untimed = changed(is_rating, |decided| decided.response_ms = None);
    assert!(
        matches!(untimed, Refused::ChoiceWithoutTime(_)),
        "{untimed}"
    );
}

#[test]
fn an_answer_in_another_format_than_is_asked_for_is_refused() {
    let option = OptionName::parse("ask");
    let refusals = [
        changed(is_press, |decided| decided.rating = Some(4)),
        changed(is_rating, |decided| decided.press_media_ms = Some(20_000.0)),
        changed(is_rating, |decided| {
            decided.option = OptionName::parse("ask");
        }),
        changed(
            |decided| decided.option == option,
            |decided| decided.rating = Some(4),
        ),
    ];
    for refused in refusals {
        assert!(matches!(refused, Refused::NotAskedFor { .. }), "{refused}");
    }
}

#[test]
fn a_log_from_before_there_were_presses_and_ratings_reads_as_it_did() {
    let old = r#"{"section":"queue","decision":"first-words","option":"ask","response_ms":9000.5,"input":"keyboard","frames":[{"media_ms":8000.0,"presentation_ms":8010.0,"expected_ms":8022.0}],"dropped_frames":0}"#;
    let read = Happening::read("decided", old).unwrap();
    // Events are kept by the digest of this text: nothing may be added to it.
    assert_eq!(read.payload_text(), old);
}
