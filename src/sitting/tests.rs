//! What a sitting takes and refuses, on the example assessment.

use std::sync::Arc;

use super::simulate::{Person, whole_sitting};
use super::timing::TimeMultiplier;
use super::*;
use crate::assessment::example::example;
use crate::assessment::{FormLength, ItemName, SectionName};
use crate::clock::{Millis, seeded};
use crate::ids::{DeviceId, RecordingId};

const START: Millis = Millis(1_790_000_000_000);

pub(super) fn rules() -> Rules {
    Rules::new(
        Arc::new(example().1),
        FormLength::Short,
        11,
        TimeMultiplier::USUAL,
    )
}

pub(super) fn sitting(rules: &Rules) -> Vec<Event> {
    let mut rng = seeded(5);
    let person = Person::draw(&rules.assessment, &mut rng).unwrap();
    whole_sitting(rules, &person, START, &mut rng)
}

/// The state before the first event that `is_it` says.
pub(super) fn before(rules: &Rules, is_it: impl Fn(&Happening) -> bool) -> (State, Event) {
    let events = sitting(rules);
    let place = events
        .iter()
        .position(|event| is_it(&event.happening))
        .unwrap();
    (
        replay(rules, &events[..place]).unwrap(),
        events[place].clone(),
    )
}

pub(super) fn refused(
    rules: &Rules,
    state: &State,
    event: &Event,
    change: impl Fn(&mut Event),
) -> Refused {
    let mut changed = event.clone();
    change(&mut changed);
    apply(rules, state, &changed).unwrap_err()
}

#[test]
fn a_whole_sitting_goes_from_the_notice_to_submission() {
    let rules = rules();
    let state = replay(&rules, &sitting(&rules)).unwrap();
    assert_eq!(state.step, Step::Submitted);
    assert_eq!(state.sections.len(), rules.assessment.sections.len());
    assert!(
        state
            .sections
            .iter()
            .all(|section| section.finished.is_some())
    );
}

#[test]
fn replaying_gives_the_same_state_as_applying_one_by_one() {
    let rules = rules();
    let mut state = State::start();
    let events = sitting(&rules);
    for (count, event) in (1..).zip(&events) {
        state = apply(&rules, &state, event).unwrap();
        assert_eq!(replay(&rules, &events[..count]).unwrap(), state);
    }
}

#[test]
fn an_event_that_is_not_the_next_one_is_refused() {
    let rules = rules();
    let (state, event) = before(&rules, |happening| {
        matches!(happening, Happening::Answered(_))
    });
    let next = state.acknowledged_sequence + 1;
    for found in [next - 1, next + 1, 0] {
        let refused = refused(&rules, &state, &event, |event| event.sequence = found);
        assert_eq!(
            refused,
            Refused::Sequence {
                expected: next,
                found
            }
        );
    }
}

#[test]
fn nothing_is_taken_after_submission_or_revocation() {
    let rules = rules();
    let events = sitting(&rules);
    let mut after = events[5].clone();
    after.sequence = u32::try_from(events.len()).unwrap() + 1;
    let state = replay(&rules, &events).unwrap();
    assert_eq!(apply(&rules, &state, &after), Err(Refused::IsSubmitted));

    let state = replay(&rules, &events[..3]).unwrap();
    let revoked = Event {
        sequence: 4,
        client_ms: 0.0,
        server_ms: START,
        happening: Happening::Revoked(Revoked {}),
    };
    let state = apply(&rules, &state, &revoked).unwrap();
    after.sequence = 5;
    assert_eq!(apply(&rules, &state, &after), Err(Refused::IsRevoked));
}

#[test]
fn an_event_of_another_section_or_step_is_refused() {
    let rules = rules();
    let (state, event) = before(&rules, |happening| {
        matches!(happening, Happening::Answered(_))
    });
    let wrong = refused(&rules, &state, &event, |event| {
        if let Happening::Answered(answered) = &mut event.happening {
            answered.section = SectionName::parse("gate").unwrap();
        }
    });
    assert!(matches!(wrong, Refused::WrongSection { .. }), "{wrong}");
    let early = refused(&rules, &State::start(), &event, |event| event.sequence = 1);
    assert!(
        matches!(
            early,
            Refused::WrongStep {
                step: Step::Notice,
                ..
            }
        ),
        "{early}"
    );
}

#[test]
fn an_unknown_item_or_an_answer_off_the_scale_is_refused() {
    let rules = rules();
    let (state, event) = before(&rules, |happening| {
        matches!(happening, Happening::Answered(_))
    });
    for value in [0, 7, 255] {
        let refused = refused(&rules, &state, &event, |event| {
            if let Happening::Answered(answered) = &mut event.happening {
                answered.value = value;
            }
        });
        assert!(
            matches!(refused, Refused::NoSuchAnswer { points: 6, .. }),
            "{refused}"
        );
    }
    let refused = refused(&rules, &state, &event, |event| {
        if let Happening::Answered(answered) = &mut event.happening {
            answered.item = ItemName::parse("nowhere").unwrap();
        }
    });
    assert!(matches!(refused, Refused::NoSuchItem(_)), "{refused}");
}

#[test]
fn no_work_is_taken_before_the_first_painted_frame() {
    let rules = rules();
    let (state, start) = before(&rules, |happening| {
        matches!(happening, Happening::SectionStarted(_))
    });
    let (_, decided) = before(&rules, |happening| {
        matches!(happening, Happening::Decided(_))
    });
    let refused = refused(&rules, &state, &decided, |event| {
        event.sequence = start.sequence;
    });
    assert_eq!(refused, Refused::NotStarted { kind: "decided" });
}

#[test]
fn a_second_paint_after_a_reload_does_not_start_the_clock_again() {
    let rules = rules();
    let (state, start) = before(&rules, |happening| {
        matches!(happening, Happening::SectionStarted(_))
    });
    let state = apply(&rules, &state, &start).unwrap();
    let deadline = rules.deadline(&state);
    let mut again = start.clone();
    again.sequence += 1;
    again.server_ms = start.server_ms + 60_000;
    let state = apply(&rules, &state, &again).unwrap();
    assert_eq!(rules.deadline(&state), deadline);
    assert!(deadline.is_some());
}

#[test]
fn a_decision_passes_once_and_its_times_must_be_possible() {
    let rules = rules();
    let is_choice =
        |happening: &Happening| matches!(happening, Happening::Decided(d) if d.option.is_some());
    let (state, event) = before(&rules, is_choice);
    let change = |event: &mut Event, change: &dyn Fn(&mut Decided)| {
        if let Happening::Decided(decided) = &mut event.happening {
            change(decided);
        }
    };
    let impossible: [&dyn Fn(&mut Decided); 4] = [
        &|decided| decided.response_ms = Some(-5.0),
        &|decided| decided.response_ms = decided.response_ms.map(|at| at + 60_000.0),
        &|decided| decided.response_ms = Some(f64::NAN),
        &|decided| decided.frames.reverse(),
    ];
    for how in impossible {
        let refused = refused(&rules, &state, &event, |event| change(event, how));
        assert!(
            matches!(refused, Refused::ImpossibleTime { .. }),
            "{refused}"
        );
    }
    let untimed = refused(&rules, &state, &event, |event| {
        change(event, &|decided| decided.response_ms = None);
    });
    assert!(matches!(untimed, Refused::ChoiceWithoutTime(_)));
    let state = apply(&rules, &state, &event).unwrap();
    let twice = refused(&rules, &state, &event, |event| event.sequence += 1);
    assert!(matches!(twice, Refused::AlreadyDecided(_)));
}

#[test]
fn a_newer_device_takes_over_with_the_same_answers() {
    let rules = rules();
    let (state, event) = before(
        &rules,
        |happening| matches!(happening, Happening::PageFinished(page) if page.page == 0),
    );
    let device = DeviceId::new(START, &mut seeded(9));
    let opened = Event {
        happening: Happening::Opened(Opened {
            device,
            locale: "en".to_owned(),
        }),
        ..event
    };
    let after = apply(&rules, &state, &opened).unwrap();
    assert_eq!(after.device, Some(device));
    assert_eq!((after.step, &after.sections), (state.step, &state.sections));
}

#[test]
fn the_language_that_was_agreed_to_stays_whichever_browser_goes_on() {
    let rules = rules();
    let (state, consented) = before(&rules, |happening| {
        matches!(happening, Happening::Consented(_))
    });
    let consented = Event {
        happening: Happening::Consented(Consented {
            notice_version: "es-1".to_owned(),
            locale: "es".to_owned(),
        }),
        ..consented
    };
    assert_eq!(state.locale, "en");
    let agreed = apply(&rules, &state, &consented).unwrap();
    assert_eq!(agreed.locale, "es");
    let opened = Event {
        sequence: consented.sequence + 1,
        happening: Happening::Opened(Opened {
            device: DeviceId::new(START, &mut seeded(9)),
            locale: "en".to_owned(),
        }),
        ..consented
    };
    assert_eq!(apply(&rules, &agreed, &opened).unwrap().locale, "es");
}

#[test]
fn an_answer_is_recorded_once_unless_it_was_lost_to_a_fault() {
    let rules = rules();
    let (state, typed) = before(&rules, |happening| matches!(happening, Happening::Typed(_)));
    let section = state.current_section().unwrap().name.clone();
    let mut rng = seeded(3);
    let mut state = state;
    let send = |state: &State, happening: Happening| {
        let event = Event {
            sequence: state.acknowledged_sequence + 1,
            client_ms: 0.0,
            server_ms: typed.server_ms,
            happening,
        };
        apply(&rules, state, &event)
    };
    let start = |recording| {
        Happening::RecordingStarted(RecordingStarted {
            section: section.clone(),
            recording,
            media_type: "video/webm;codecs=vp9,opus".to_owned(),
        })
    };
    let finish = |recording, reason| {
        Happening::RecordingFinished(RecordingFinished {
            section: section.clone(),
            recording,
            segments: 3,
            bytes: 90_000,
            duration_ms: 6_000.0,
            reason,
        })
    };
    let [first, second, third] = std::array::from_fn(|_| RecordingId::new(START, &mut rng));
    state = send(&state, start(first)).unwrap();
    assert_eq!(
        send(&state, start(second)),
        Err(Refused::RecordingExists(first))
    );
    let foreign = send(&state, finish(second, RecordingEnd::Candidate));
    assert_eq!(foreign, Err(Refused::NoSuchRecording(second)));
    state = send(&state, finish(first, RecordingEnd::Fault)).unwrap();
    state = send(&state, start(second)).unwrap();
    state = send(&state, finish(second, RecordingEnd::Candidate)).unwrap();
    assert_eq!(
        send(&state, start(third)),
        Err(Refused::RecordingExists(second))
    );
    assert_eq!(state.recordings().count(), 2);
}

#[test]
fn network_pauses_extend_their_own_section_also_after_it_ended() {
    let rules = rules();
    let (state, event) = before(&rules, |happening| {
        matches!(happening, Happening::PracticeFinished(_))
    });
    let state = apply(&rules, &state, &event).unwrap();
    let pause = |sequence, duration_ms| Event {
        sequence,
        client_ms: 0.0,
        server_ms: event.server_ms,
        happening: Happening::Disturbed(Disturbed {
            section: Some(rules.assessment.sections[0].name.clone()),
            cause: Disturbance::Network,
            duration_ms,
        }),
    };
    let next = state.acknowledged_sequence + 1;
    let paused = apply(&rules, &state, &pause(next, 20_000.0)).unwrap();
    assert!((paused.sections[0].paused_ms - 20_000.0).abs() < f64::EPSILON);
    assert!(apply(&rules, &state, &pause(next, -1.0)).is_err());
    assert!(apply(&rules, &state, &pause(next, f64::NAN)).is_err());
}

#[test]
fn every_kind_of_event_reads_back_from_its_own_text() {
    let rules = rules();
    for event in sitting(&rules) {
        let happening = &event.happening;
        let read = Happening::read(happening.kind(), &happening.payload_text()).unwrap();
        assert_eq!(&read, happening);
    }
    assert!(matches!(
        Happening::read("danced", "{}"),
        Err(Unreadable::Kind(_))
    ));
    assert!(matches!(
        Happening::read("answered", "{}"),
        Err(Unreadable::Payload { .. })
    ));
}
