//! What a sitting's events leave to be scored: each answer once, with the event it came from and whether it was late.

use std::collections::BTreeMap;

use crate::assessment::{ItemName, SectionName};
use crate::clock::Millis;
use crate::sitting::timing::{deadline, is_late};
use crate::sitting::{
    Answered, Decided, DeviceChecked, Disturbance, Event, Happening, Refused, Rules, State, Trial,
    replay,
};

/// Everything in a sitting that a score can rest on.
#[derive(Debug, Clone)]
pub(super) struct Record<'a> {
    /// The answer that counts for each item: the last in time, or the last of all when every one was late.
    pub(super) answers: BTreeMap<&'a ItemName, Given<&'a Answered>>,
    /// Every decision point that passed.
    pub(super) decisions: Vec<Given<&'a Decided>>,
    /// Every trial of a reaction-time task.
    pub(super) trials: Vec<Given<&'a Trial>>,
    /// Pages of items that were left, with the number of items and the time on the screen, in milliseconds.
    pub(super) pages: Vec<PageTime>,
    /// What the device check found.
    pub(super) device: Option<&'a DeviceChecked>,
    /// How often and how long each disturbance came, in milliseconds.
    pub(super) disturbances: BTreeMap<&'static str, (u32, f64)>,
}

/// An answer with the event it came from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given<T> {
    pub(super) answer: T,
    pub(super) sequence: u32,
    pub(super) is_late: bool,
}

/// How long one page of items was on the screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageTime {
    pub(super) n_items: usize,
    pub(super) shown_for_ms: f64,
}

impl<'a> Record<'a> {
    /// Reads a sitting's events, which must be those of one sitting in order.
    ///
    /// Lateness is judged by each section's final deadline, so that a network pause reported after the answers it
    /// held back still counts for them.
    pub(super) fn read(rules: &Rules, events: &'a [Event]) -> Result<Self, Refused> {
        let state = replay(rules, events)?;
        let deadlines = deadlines(rules, &state);
        let mut record = Self {
            answers: BTreeMap::new(),
            decisions: Vec::new(),
            trials: Vec::new(),
            pages: Vec::new(),
            device: None,
            disturbances: BTreeMap::new(),
        };
        for event in events {
            let late_in =
                |section: &SectionName| is_late(deadlines.get(section).copied(), event.server_ms);
            record.take(rules, event, late_in);
        }
        Ok(record)
    }

    fn take(&mut self, rules: &Rules, event: &'a Event, late_in: impl Fn(&SectionName) -> bool) {
        let sequence = event.sequence;
        match &event.happening {
            Happening::Answered(answer) => {
                let is_late = late_in(&answer.section);
                let earlier = self.answers.get(&answer.item);
                if !is_late || earlier.is_none_or(|earlier| earlier.is_late) {
                    self.answers.insert(
                        &answer.item,
                        Given {
                            answer,
                            sequence,
                            is_late,
                        },
                    );
                }
            }
            Happening::Decided(answer) => {
                let is_late = late_in(&answer.section);
                self.decisions.push(Given {
                    answer,
                    sequence,
                    is_late,
                });
            }
            Happening::Trial(answer) => {
                let is_late = late_in(&answer.section);
                self.trials.push(Given {
                    answer,
                    sequence,
                    is_late,
                });
            }
            Happening::PageFinished(page) => {
                let n_items = items_on_page(rules, &page.section, page.page);
                self.pages
                    .extend(page.shown_for_ms.map(|shown_for_ms| PageTime {
                        n_items,
                        shown_for_ms,
                    }));
            }
            Happening::DeviceChecked(checked) => self.device = Some(checked),
            Happening::Disturbed(disturbed) => {
                let entry = self
                    .disturbances
                    .entry(name_of(disturbed.cause))
                    .or_default();
                entry.0 += 1;
                entry.1 += disturbed.duration_ms;
            }
            _ => {}
        }
    }
}

fn deadlines(rules: &Rules, state: &State) -> BTreeMap<SectionName, Millis> {
    (rules.assessment.sections.iter().zip(&state.sections))
        .filter_map(|(section, progress)| {
            deadline(section, progress, rules.multiplier).map(|at| (section.name.clone(), at))
        })
        .collect()
}

fn items_on_page(rules: &Rules, section: &SectionName, page: u32) -> usize {
    let section = rules.assessment.section(section);
    section.map_or(0, |section| section.content.items_of_page(page).len())
}

fn name_of(disturbance: Disturbance) -> &'static str {
    match disturbance {
        Disturbance::FocusLost => "focus lost",
        Disturbance::Hidden => "page hidden",
        Disturbance::Network => "network pauses",
        Disturbance::Stalled => "film stalled",
        Disturbance::Reloaded => "page reloaded",
    }
}
