//! The one way a sitting changes: an event applied to its state, or refused with the reason.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::event::{Event, Happening, SectionFinished};
use super::refused::Refused;
use super::state::{Consent, SceneWork, SectionState, State, Step, Work};
use super::stop_signal::Staircases;
use super::timing::TimeMultiplier;
use super::{flanker, go_no_go, plausible, stop_signal, timing};
use crate::assessment::{Assessment, FormLength, Section, SectionContent, SectionName, TaskName};
use crate::clock::Millis;

/// What a sitting is held to: the definition it pinned, the form, the order of trials, the time allowed.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The pinned definition.
    pub assessment: Arc<Assessment>,
    /// Which form of the tasks.
    pub form: FormLength,
    /// How much longer this candidate may take.
    pub multiplier: TimeMultiplier,
    stop_signal_plans: BTreeMap<TaskName, Vec<stop_signal::PlannedTrial>>,
    go_no_go_plans: BTreeMap<TaskName, Vec<go_no_go::PlannedTrial>>,
    flanker_plans: BTreeMap<TaskName, Vec<flanker::PlannedTrial>>,
}

impl Rules {
    /// The rules of a sitting, its trial orders drawn from `seed`.
    pub fn new(
        assessment: Arc<Assessment>,
        form: FormLength,
        seed: u64,
        multiplier: TimeMultiplier,
    ) -> Self {
        let stop_signal_plans = (assessment.stop_signal_tasks.iter())
            .map(|task| (task.name.clone(), stop_signal::plan(task, form, seed)))
            .collect();
        let go_no_go_plans = (assessment.go_no_go_tasks.iter())
            .map(|task| (task.name.clone(), go_no_go::plan(task, form, seed)))
            .collect();
        let flanker_plans = (assessment.flanker_tasks.iter())
            .map(|task| (task.name.clone(), flanker::plan(task, form, seed)))
            .collect();
        Self {
            assessment,
            form,
            multiplier,
            stop_signal_plans,
            go_no_go_plans,
            flanker_plans,
        }
    }

    /// The trials of a stop-signal task in order, practice first.
    pub fn stop_signal_plan(&self, task: &TaskName) -> &[stop_signal::PlannedTrial] {
        (self.stop_signal_plans.get(task)).map_or(&[], Vec::as_slice)
    }

    /// The trials of a go/no-go task in order, practice first.
    pub fn go_no_go_plan(&self, task: &TaskName) -> &[go_no_go::PlannedTrial] {
        self.go_no_go_plans.get(task).map_or(&[], Vec::as_slice)
    }

    /// The trials of a flanker task in order, practice first.
    pub fn flanker_plan(&self, task: &TaskName) -> &[flanker::PlannedTrial] {
        self.flanker_plans.get(task).map_or(&[], Vec::as_slice)
    }

    /// When the open section's time is up.
    pub fn deadline(&self, state: &State) -> Option<Millis> {
        let Step::Section(idx) = state.step else {
            return None;
        };
        let section = self.assessment.sections.get(idx)?;
        timing::deadline(section, state.sections.get(idx)?, self.multiplier)
    }
}

/// Applies one event.
///
/// *Edges*: an answer after the deadline is kept; scoring tells it from one in time. A refused event changes nothing.
pub fn apply(rules: &Rules, state: &State, event: &Event) -> Result<State, Refused> {
    apply_all(rules, state, std::slice::from_ref(event)).map_err(|(_, refused)| refused)
}

/// Applies events in order, all of them or none; the first that is refused comes back with its sequence.
pub fn apply_all<'a>(
    rules: &Rules,
    state: &State,
    events: impl IntoIterator<Item = &'a Event>,
) -> Result<State, (u32, Refused)> {
    let mut next = state.clone();
    for event in events {
        let expected = next.acknowledged_sequence + 1;
        let found = event.sequence;
        if found != expected {
            return Err((found, Refused::Sequence { expected, found }));
        }
        happen(rules, &mut next, event).map_err(|refused| (found, refused))?;
        next.acknowledged_sequence = found;
    }
    Ok(next)
}

/// Replays events from the beginning.
pub fn replay<'a>(
    rules: &Rules,
    events: impl IntoIterator<Item = &'a Event>,
) -> Result<State, Refused> {
    apply_all(rules, &State::start(), events).map_err(|(_, refused)| refused)
}

fn happen(rules: &Rules, state: &mut State, event: &Event) -> Result<(), Refused> {
    if state.is_revoked {
        return Err(Refused::IsRevoked);
    }
    if state.step == Step::Submitted {
        return Err(Refused::IsSubmitted);
    }
    if !event.client_ms.is_finite() {
        return Err(Refused::ImpossibleTime {
            field: "client_ms",
            value: event.client_ms,
        });
    }
    match &event.happening {
        Happening::Opened(opened) => {
            state.device = Some(opened.device);
            // The language that the notice was agreed to in stays, whichever browser goes on.
            if state.consent.is_none() {
                state.locale.clone_from(&opened.locale);
            }
        }
        Happening::Revoked(_) => state.is_revoked = true,
        Happening::Consented(consented) => {
            demand(state, Step::Notice, "consented")?;
            state.locale.clone_from(&consented.locale);
            state.consent = Some(Consent {
                notice_version: consented.notice_version.clone(),
                at: event.server_ms,
            });
            state.step = Step::DeviceCheck;
        }
        Happening::DeviceChecked(checked) => {
            demand(state, Step::DeviceCheck, "device_checked")?;
            state.answer_by = Some(checked.answer_by);
            state.step = Step::Practice;
        }
        Happening::PracticeFinished(_) => {
            demand(state, Step::Practice, "practice_finished")?;
            enter(rules, state, 0);
        }
        Happening::Submitted(_) => {
            demand(state, Step::Review, "submitted")?;
            state.submitted_ms = Some(event.server_ms);
            state.step = Step::Submitted;
        }
        Happening::Disturbed(disturbed) => {
            let duration = plausible::duration("duration_ms", disturbed.duration_ms)?;
            if let (super::Disturbance::Network, Some(name)) = (disturbed.cause, &disturbed.section)
            {
                // A pause that was declared after its section ended still extends that section.
                let known = state
                    .sections
                    .iter_mut()
                    .find(|section| &section.name == name);
                if let Some(section) = known {
                    section.paused_ms += duration;
                }
            }
        }
        in_section => happen_in_section(rules, state, in_section, event.server_ms)?,
    }
    Ok(())
}

fn demand(state: &State, step: Step, kind: &'static str) -> Result<(), Refused> {
    if state.step == step {
        Ok(())
    } else {
        Err(Refused::WrongStep {
            kind,
            step: state.step,
        })
    }
}

/// Opens the section at `idx`, or the review when there are no more.
fn enter(rules: &Rules, state: &mut State, idx: usize) {
    let Some(section) = rules.assessment.sections.get(idx) else {
        state.step = Step::Review;
        return;
    };
    let work = match &section.content {
        SectionContent::Scene(_) => Work::Scene(SceneWork::default()),
        SectionContent::Questionnaire { .. } | SectionContent::Judgements { .. } => {
            Work::Questionnaire {
                answers: BTreeMap::new(),
                page: 0,
            }
        }
        SectionContent::StopSignal(task) => Work::StopSignal {
            next_trial: 0,
            staircases: (rules.assessment.stop_signal_task(task))
                .map_or_else(Staircases::default, Staircases::start),
        },
        SectionContent::GoNoGo(_) => Work::GoNoGo { next_trial: 0 },
        SectionContent::Flanker(_) => Work::Flanker { next_trial: 0 },
    };
    state.sections.push(SectionState {
        name: section.name.clone(),
        started_ms: None,
        paused_ms: 0.0,
        finished: None,
        work,
    });
    state.step = Step::Section(idx);
}

fn happen_in_section(
    rules: &Rules,
    state: &mut State,
    happening: &Happening,
    now: Millis,
) -> Result<(), Refused> {
    let kind = happening.kind();
    let Step::Section(idx) = state.step else {
        return Err(Refused::WrongStep {
            kind,
            step: state.step,
        });
    };
    let (Some(section), Some(progress)) = (
        rules.assessment.sections.get(idx),
        state.sections.get_mut(idx),
    ) else {
        return Err(Refused::WrongStep {
            kind,
            step: state.step,
        });
    };
    match section_of(happening) {
        Some(named) if named == &section.name => {}
        named => {
            return Err(Refused::WrongSection {
                kind,
                expected: section.name.clone(),
                found: named.cloned(),
            });
        }
    }
    if let Happening::SectionStarted(_) = happening {
        // A reload paints a first frame again; the clock keeps its first start.
        progress.started_ms.get_or_insert(now);
        return Ok(());
    }
    let started = progress.started_ms.ok_or(Refused::NotStarted { kind })?;
    if let Happening::SectionFinished(SectionFinished { reason, .. }) = happening {
        progress.finished = Some((*reason, now));
        enter(rules, state, idx + 1);
        return Ok(());
    }
    let elapsed_ms = now - started;
    work_on(rules, section, &mut progress.work, happening, elapsed_ms)
}

fn work_on(
    rules: &Rules,
    section: &Section,
    work: &mut Work,
    happening: &Happening,
    elapsed_ms: i64,
) -> Result<(), Refused> {
    let misplaced = || Refused::NotInThisSection {
        kind: happening.kind(),
        section: section.name.clone(),
    };
    match (&section.content, work) {
        (
            content @ (SectionContent::Questionnaire { .. } | SectionContent::Judgements { .. }),
            Work::Questionnaire { answers, page },
        ) => {
            let (items, items_per_page) = content.items();
            let questionnaire = super::questionnaire::Questionnaire {
                items,
                items_per_page,
                points: rules.assessment.answer_format(content).points(),
            };
            questionnaire
                .happen(answers, page, happening)
                .unwrap_or_else(|| Err(misplaced()))
        }
        (SectionContent::Scene(name), Work::Scene(scene_work)) => {
            let scene = rules.assessment.scene(name).ok_or_else(misplaced)?;
            super::scene::happen(scene, rules.multiplier, scene_work, happening)
                .unwrap_or_else(|| Err(misplaced()))
        }
        (content, work) => super::trial::happen(rules, content, work, (happening, elapsed_ms))
            .unwrap_or_else(|| Err(misplaced())),
    }
}

fn section_of(happening: &Happening) -> Option<&SectionName> {
    Some(match happening {
        Happening::SectionStarted(inner) => &inner.section,
        Happening::Answered(inner) => &inner.section,
        Happening::PageFinished(inner) => &inner.section,
        Happening::Decided(inner) => &inner.section,
        Happening::RecordingStarted(inner) => &inner.section,
        Happening::RecordingFinished(inner) => &inner.section,
        Happening::Typed(inner) => &inner.section,
        Happening::Trial(inner) => &inner.section,
        Happening::SectionFinished(inner) => &inner.section,
        Happening::Disturbed(inner) => return inner.section.as_ref(),
        Happening::Opened(_)
        | Happening::Consented(_)
        | Happening::DeviceChecked(_)
        | Happening::PracticeFinished(_)
        | Happening::Submitted(_)
        | Happening::Revoked(_) => return None,
    })
}
