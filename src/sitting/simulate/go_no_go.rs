//! A simulated person does a go/no-go task.

use rand::Rng;

use super::assumptions as assumed;
use super::pace::Pace;
use super::person::Person;
use crate::assessment::{GoNoGoTask, SectionName};
use crate::sitting::event::{Happening, KeyResponse, Trial};
use crate::sitting::go_no_go::PlannedTrial;

pub(super) fn run(
    section: &SectionName,
    (task, plan): (&GoNoGoTask, &[PlannedTrial]),
    person: &Person,
    pace: &mut Pace,
    rng: &mut impl Rng,
) {
    pace.wait_seconds(assumed::INSTRUCTION_SECONDS, rng);
    let mut latest_block = None;
    for (number, planned) in (0_u32..).zip(plan) {
        pace.rest_before(planned.block, &mut latest_block, task.break_seconds);
        pace.advance_ms(f64::from(task.fixation_ms));
        let stimulus_ms = pace.now_ms();
        let window_ms = f64::from(task.response_window_ms);
        let rt_ms = person.presser.respond(planned.signal, window_ms, rng).rt_ms;
        // The pace is the same whether a key was pressed or not.
        pace.advance_ms(f64::from(task.response_window_ms + task.inter_trial_ms));
        let response = rt_ms.map(|rt_ms| KeyResponse {
            side: None,
            response_ms: stimulus_ms + rt_ms,
        });
        pace.send(Happening::Trial(Trial::undisturbed(
            section,
            number,
            stimulus_ms,
            response,
        )));
    }
}
