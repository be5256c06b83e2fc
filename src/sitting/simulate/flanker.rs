//! A simulated person does a flanker task.

use rand::Rng;

use super::pace::Pace;
use super::person::Person;
use crate::assessment::{FlankerTask, SectionName};
use crate::sitting::event::{Happening, KeyResponse, TimeSource, Trial};
use crate::sitting::flanker::PlannedTrial;

pub(super) fn run(
    section: &SectionName,
    (task, plan): (&FlankerTask, &[PlannedTrial]),
    person: &Person,
    pace: &mut Pace,
    rng: &mut impl Rng,
) {
    let mut latest_block = None;
    for (number, planned) in (0_u32..).zip(plan) {
        if planned.block != latest_block {
            pace.advance_ms(f64::from(task.break_seconds) * 1000.0);
            latest_block = planned.block;
        }
        pace.advance_ms(f64::from(task.fixation_ms));
        let stimulus_ms = pace.now_ms();
        let window_ms = f64::from(task.response_window_ms);
        let shown = person.looker.respond(planned.flankers, window_ms, rng);
        // The next trial comes as soon as this one is answered.
        pace.advance_ms(shown.rt_ms.unwrap_or(window_ms) + f64::from(task.inter_trial_ms));
        pace.send(Happening::Trial(Trial {
            section: section.clone(),
            trial: number,
            stimulus_ms,
            stimulus_source: TimeSource::Presentation,
            stop: None,
            response: shown.rt_ms.map(|rt_ms| KeyResponse {
                side: Some(if shown.is_correct {
                    planned.side
                } else {
                    planned.side.other()
                }),
                response_ms: stimulus_ms + rt_ms,
            }),
            late_frames: 0,
            was_out_of_focus: false,
        }));
    }
}
