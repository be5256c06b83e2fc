//! A simulated person races through a stop-signal task.

use rand::Rng;

use super::assumptions as assumed;
use super::pace::Pace;
use super::person::Person;
use crate::assessment::{SectionName, StopSignalTask};
use crate::psychometrics::reaction::stop_signal::Signal;
use crate::sitting::event::{Happening, KeyResponse, StopSignal, TimeSource, Trial};
use crate::sitting::stop_signal::{PlannedTrial, Staircases, StopOutcome};

pub(super) fn run(
    section: &SectionName,
    (task, plan): (&StopSignalTask, &[PlannedTrial]),
    person: &Person,
    pace: &mut Pace,
    rng: &mut impl Rng,
) {
    let mut staircases = Staircases::start(task);
    pace.wait_seconds(assumed::INSTRUCTION_SECONDS, rng);
    let mut latest_block = None;
    for (number, planned) in (0_u32..).zip(plan) {
        let is_new = pace.rest_before(planned.block, &mut latest_block, task.break_seconds);
        if is_new && planned.block == Some(0) {
            staircases = Staircases::start(task);
        }
        pace.advance_ms(f64::from(task.fixation_ms));
        let delay_ms = planned
            .staircase
            .and_then(|staircase| staircases.delay_ms(staircase));
        let trial = race(
            section,
            (number, planned),
            (task, delay_ms),
            person,
            (pace, rng),
        );
        if let Some(staircase) = planned.staircase {
            staircases.step(task, staircase, StopOutcome::from(&trial));
        }
        pace.advance_ms(f64::from(task.response_window_ms + task.inter_trial_ms));
        pace.send(Happening::Trial(trial));
    }
}

fn race(
    section: &SectionName,
    (number, planned): (u32, &PlannedTrial),
    (task, delay_ms): (&StopSignalTask, Option<u32>),
    person: &Person,
    (pace, rng): (&Pace, &mut impl Rng),
) -> Trial {
    let stimulus_ms = pace.now_ms();
    let signal = delay_ms.map_or(Signal::Go, |ms| Signal::Stop {
        delay_ms: f64::from(ms),
    });
    let response = person
        .racer
        .respond(signal, f64::from(task.response_window_ms), rng);
    let side = |is_correct: bool| {
        if is_correct {
            planned.side
        } else {
            planned.side.other()
        }
    };
    let is_before_signal = |ms: u32| response.is_some_and(|answer| answer.rt_ms < f64::from(ms));
    let response = response.map(|answer| KeyResponse {
        side: Some(side(answer.is_correct != Some(false))),
        response_ms: stimulus_ms + answer.rt_ms,
    });
    Trial {
        stop: delay_ms.map(|ms| StopSignal {
            delay_ms: ms,
            shown_ms: (!is_before_signal(ms)).then(|| stimulus_ms + f64::from(ms)),
            source: (!is_before_signal(ms)).then_some(TimeSource::Presentation),
        }),
        ..Trial::undisturbed(section, number, stimulus_ms, response)
    }
}
