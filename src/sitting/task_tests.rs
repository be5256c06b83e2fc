//! What a sitting takes and refuses of the trials of tasks.

use super::tests::{before, refused, rules};
use super::*;
use crate::assessment::SectionName;

fn change_trial(event: &mut Event, change: impl Fn(&mut Trial)) {
    if let Happening::Trial(trial) = &mut event.happening {
        change(trial);
    }
}

#[test]
fn a_trial_must_be_the_next_with_its_staircase_s_delay_and_possible_times() {
    let rules = rules();
    let is_answered_stop = |happening: &Happening| matches!(happening, Happening::Trial(t) if t.stop.is_some() && t.response.is_some());
    let (state, event) = before(&rules, is_answered_stop);
    let wrong = |how: &dyn Fn(&mut Trial)| {
        refused(&rules, &state, &event, |event| change_trial(event, how))
    };
    assert!(matches!(
        wrong(&|trial| trial.trial += 1),
        Refused::WrongTrial { .. }
    ));
    assert!(matches!(
        wrong(&|trial| trial.stop = None),
        Refused::WrongDelay { found: None, .. }
    ));
    let delayed = wrong(&|trial| {
        trial.stop = trial.stop.map(|stop| StopSignal {
            delay_ms: stop.delay_ms + 50,
            ..stop
        });
    });
    assert!(matches!(delayed, Refused::WrongDelay { .. }));
    let early = wrong(&|trial| trial.stimulus_ms += 10_000.0);
    assert!(
        matches!(
            early,
            Refused::ImpossibleTime {
                field: "response_ms",
                ..
            }
        ),
        "{early}"
    );
    assert!(matches!(
        wrong(&|trial| trial.stimulus_ms = f64::INFINITY),
        Refused::ImpossibleTime { .. }
    ));
}

#[test]
fn a_trial_of_another_task_must_be_the_next_with_the_key_that_its_task_has() {
    let rules = rules();
    for (section, has_side) in [("go-no-go", false), ("flanker", true)] {
        let is_answered = |happening: &Happening| matches!(happening, Happening::Trial(t) if t.section.as_str() == section && t.response.is_some());
        let (state, event) = before(&rules, is_answered);
        let wrong = |how: &dyn Fn(&mut Trial)| {
            refused(&rules, &state, &event, |event| change_trial(event, how))
        };
        let skipping = wrong(&|trial| trial.trial += 1);
        assert!(matches!(skipping, Refused::WrongTrial { .. }));
        let signalled = wrong(&|trial| {
            trial.stop = Some(StopSignal {
                delay_ms: 200,
                shown_ms: None,
                source: None,
            });
        });
        assert!(matches!(
            signalled,
            Refused::WrongDelay { expected: None, .. }
        ));
        let other_key = wrong(&|trial| {
            trial.response = trial.response.map(|response| KeyResponse {
                side: (!has_side).then_some(Side::Left),
                ..response
            });
        });
        if has_side {
            assert!(matches!(other_key, Refused::SideMissing { .. }));
        } else {
            assert!(matches!(other_key, Refused::SideGiven { .. }));
        }
        let late = wrong(&|trial| trial.stimulus_ms -= 10_000.0);
        let is_impossible = matches!(
            late,
            Refused::ImpossibleTime {
                field: "response_ms",
                ..
            }
        );
        assert!(is_impossible, "{section}: {late}");
        assert!(apply(&rules, &state, &event).is_ok());
    }
}

#[test]
fn a_reload_in_the_middle_of_a_task_goes_on_with_the_trial_that_was_next() {
    let rules = rules();
    for section in ["go-no-go", "flanker"] {
        let is_fifth = |happening: &Happening| matches!(happening, Happening::Trial(t) if t.section.as_str() == section && t.trial == 5);
        let (state, event) = before(&rules, is_fifth);
        let (Work::GoNoGo { next_trial } | Work::Flanker { next_trial }) =
            state.current_section().unwrap().work
        else {
            panic!("{section} has no trials");
        };
        assert_eq!(next_trial, 5);
        let again = Event {
            happening: Happening::SectionStarted(SectionStarted {
                section: SectionName::parse(section).unwrap(),
            }),
            ..event.clone()
        };
        let reloaded = apply(&rules, &state, &again).unwrap();
        assert_eq!(reloaded.current_section(), state.current_section());
        let fifth = Event {
            sequence: event.sequence + 1,
            ..event
        };
        assert!(apply(&rules, &reloaded, &fifth).is_ok());
    }
}

#[test]
fn a_trial_that_was_logged_before_there_were_tasks_with_one_key_is_read() {
    let logged = r#"{"section":"stop-signal","trial":3,"stimulus_ms":1000.0,"stimulus_source":"presentation","response":{"side":"left","response_ms":1400.0},"late_frames":0,"was_out_of_focus":false}"#;
    let happening = Happening::read("trial", logged).unwrap();
    let Happening::Trial(trial) = &happening else {
        panic!("this is a trial");
    };
    assert_eq!(trial.response.unwrap().side, Some(Side::Left));
    assert_eq!(happening.payload_text(), logged);
}

#[test]
fn more_trials_than_time_allows_are_refused() {
    let rules = rules();
    let (state, event) = before(
        &rules,
        |happening| matches!(happening, Happening::Trial(trial) if trial.trial == 30),
    );
    let started = state.current_section().unwrap().started_ms.unwrap();
    let refused = refused(&rules, &state, &event, |event| {
        event.server_ms = started + 3_000;
    });
    assert_eq!(
        refused,
        Refused::ImpossibleTime {
            field: "trial",
            value: 3_000.0
        }
    );
}
