//! Trials of the reaction-time tasks: each the next of its plan, with times and keys that can have been.

use super::apply::Rules;
use super::event::{Happening, Trial};
use super::plausible::{self, TrialTimes};
use super::refused::Refused;
use super::state::Work;
use super::stop_signal::{PlannedTrial, Staircases, StopOutcome};
use crate::assessment::{SectionContent, StopSignalTask};

/// Applies a trial of the open section's task; `None` where the section has none, or the event is no trial.
pub(super) fn happen(
    rules: &Rules,
    content: &SectionContent,
    work: &mut Work,
    (happening, elapsed_ms): (&Happening, i64),
) -> Option<Result<(), Refused>> {
    let Happening::Trial(trial) = happening else {
        return None;
    };
    match (content, work) {
        (
            SectionContent::StopSignal(name),
            Work::StopSignal {
                next_trial,
                staircases,
            },
        ) => {
            let task = rules.assessment.stop_signal_task(name)?;
            let plan = rules.stop_signal_plan(name);
            let checked = is_next(*next_trial, plan.len(), trial)
                .and_then(|()| has_due_delay(plan, staircases, trial))
                .and_then(|()| has_side(trial))
                .and_then(|()| {
                    let times = times(task.fixation_ms, task.response_window_ms);
                    plausible::trial(times, trial, elapsed_ms)
                });
            if checked.is_ok() {
                follow_staircase(task, plan, staircases, trial);
                *next_trial += 1;
            }
            Some(checked)
        }
        (SectionContent::GoNoGo(name), Work::GoNoGo { next_trial }) => {
            let task = rules.assessment.go_no_go_task(name)?;
            let checked = is_next(*next_trial, rules.go_no_go_plan(name).len(), trial)
                .and_then(|()| has_no_signal(trial))
                .and_then(|()| has_no_side(trial))
                .and_then(|()| {
                    let times = times(task.fixation_ms, task.response_window_ms);
                    plausible::trial(times, trial, elapsed_ms)
                });
            *next_trial += u32::from(checked.is_ok());
            Some(checked)
        }
        (SectionContent::Flanker(name), Work::Flanker { next_trial }) => {
            let task = rules.assessment.flanker_task(name)?;
            let checked = is_next(*next_trial, rules.flanker_plan(name).len(), trial)
                .and_then(|()| has_no_signal(trial))
                .and_then(|()| has_side(trial))
                .and_then(|()| {
                    let times = times(task.fixation_ms, task.response_window_ms);
                    plausible::trial(times, trial, elapsed_ms)
                });
            *next_trial += u32::from(checked.is_ok());
            Some(checked)
        }
        _ => None,
    }
}

fn times(fixation_ms: u32, response_window_ms: u32) -> TrialTimes {
    TrialTimes {
        fixation_ms,
        response_window_ms,
    }
}

fn is_next(next_trial: u32, planned: usize, trial: &Trial) -> Result<(), Refused> {
    if trial.trial != next_trial {
        return Err(Refused::WrongTrial {
            expected: next_trial,
            found: trial.trial,
        });
    }
    if trial.trial as usize >= planned {
        return Err(Refused::NoSuchTrial {
            trial: trial.trial,
            planned,
        });
    }
    Ok(())
}

fn has_due_delay(
    plan: &[PlannedTrial],
    staircases: &Staircases,
    trial: &Trial,
) -> Result<(), Refused> {
    let planned = plan.get(trial.trial as usize);
    let staircase = planned.and_then(|planned| planned.staircase);
    has_delay(staircase.and_then(|idx| staircases.delay_ms(idx)), trial)
}

fn has_no_signal(trial: &Trial) -> Result<(), Refused> {
    has_delay(None, trial)
}

fn has_delay(expected: Option<u32>, trial: &Trial) -> Result<(), Refused> {
    let found = trial.stop.map(|stop| stop.delay_ms);
    if expected == found {
        return Ok(());
    }
    Err(Refused::WrongDelay {
        trial: trial.trial,
        expected,
        found,
    })
}

fn has_side(trial: &Trial) -> Result<(), Refused> {
    match trial.response {
        Some(response) if response.side.is_none() => {
            Err(Refused::SideMissing { trial: trial.trial })
        }
        _ => Ok(()),
    }
}

fn has_no_side(trial: &Trial) -> Result<(), Refused> {
    match trial.response {
        Some(response) if response.side.is_some() => Err(Refused::SideGiven { trial: trial.trial }),
        _ => Ok(()),
    }
}

fn follow_staircase(
    task: &StopSignalTask,
    plan: &[PlannedTrial],
    staircases: &mut Staircases,
    trial: &Trial,
) {
    let Some(planned) = plan.get(trial.trial as usize) else {
        return;
    };
    if let Some(staircase) = planned.staircase {
        staircases.step(task, staircase, StopOutcome::from(trial));
    }
    let following = plan.get(trial.trial as usize + 1);
    if planned.block.is_none() && following.is_some_and(|following| following.block == Some(0)) {
        *staircases = Staircases::start(task);
    }
}
