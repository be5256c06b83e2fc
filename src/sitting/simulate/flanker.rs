//! A simulated person does a flanker task.

use rand::Rng;

use super::assumptions as assumed;
use super::pace::Pace;
use super::person::Person;
use crate::assessment::{FlankerTask, SectionName};
use crate::sitting::event::{Happening, KeyResponse, Trial};
use crate::sitting::flanker::PlannedTrial;

pub(super) fn run(
    section: &SectionName,
    (task, plan): (&FlankerTask, &[PlannedTrial]),
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
        let shown = person.looker.respond(planned.flankers, window_ms, rng);
        // The next trial comes as soon as this one is answered.
        pace.advance_ms(shown.rt_ms.unwrap_or(window_ms) + f64::from(task.inter_trial_ms));
        let side = if shown.is_correct {
            planned.side
        } else {
            planned.side.other()
        };
        let response = shown.rt_ms.map(|rt_ms| KeyResponse {
            side: Some(side),
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
