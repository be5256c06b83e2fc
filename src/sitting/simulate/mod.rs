//! People who do not exist take an assessment: for demonstrations, for norms before there are any, and for tests.
//!
//! A simulated person gives what a browser would send, event by event, and goes through the same checks as anybody.
//! Everything is drawn from the generator handed in, so that a seed tells the whole sitting. What is assumed of them
//! stands in one place, and [`stated()`] says it.

mod assumptions;
mod crowd;
mod flanker;
mod go_no_go;
mod judgement;
mod pace;
mod person;
mod questionnaire;
mod ratings;
mod scene;
mod stated;
mod stop_signal;

pub use assumptions::{RATING_COMMON, RATING_VARIANCES};
pub use crowd::{Crowd, Taken};
pub use person::Person;
pub use ratings::ratings;
pub use stated::{Assumption, stated};

use rand::Rng;

use self::assumptions as assumed;
use self::pace::Pace;
use super::apply::Rules;
use super::event::{
    AnswerBy, Consented, DeviceChecked, Event, Happening, Opened, PracticeFinished, SectionEnd,
    SectionFinished, SectionStarted, Submitted,
};
use crate::assessment::{Section, SectionContent};
use crate::clock::Millis;
use crate::ids::DeviceId;

/// Something a simulated browser sends, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// When it happens.
    pub at: Millis,
    /// What.
    pub happening: Happening,
}

/// What a person sends from the device check to the last section's end.
///
/// Opening the link, agreeing and handing in are the server's own events and are left to it.
///
/// *Takes*: the sitting's rules, the person, and when the notice was agreed to.
pub fn sit(rules: &Rules, person: &Person, start: Millis, rng: &mut impl Rng) -> Vec<Sent> {
    let mut pace = Pace::new(start, person.slowness);
    pace.wait_seconds(assumed::DEVICE_CHECK_SECONDS, rng);
    pace.send(Happening::DeviceChecked(DeviceChecked {
        answer_by: AnswerBy::Typing,
        has_keyboard: true,
        can_play: true,
        refresh_hz: Some(60.0),
        late_frames: Some(0.0),
        browser: Some("Simulated 1".to_owned()),
    }));
    pace.wait_seconds(assumed::PRACTICE_SECONDS, rng);
    pace.send(Happening::PracticeFinished(PracticeFinished { rounds: 1 }));
    for section in &rules.assessment.sections {
        pace.wait_seconds(assumed::BEFORE_SECTION_SECONDS, rng);
        pace.send(Happening::SectionStarted(SectionStarted {
            section: section.name.clone(),
        }));
        do_section(rules, section, person, &mut pace, rng);
        pace.wait_seconds(assumed::BEFORE_ITS_END_SECONDS, rng);
        pace.send(Happening::SectionFinished(SectionFinished {
            section: section.name.clone(),
            reason: SectionEnd::Candidate,
        }));
    }
    pace.into_sent()
}

fn do_section(
    rules: &Rules,
    section: &Section,
    person: &Person,
    pace: &mut Pace,
    rng: &mut impl Rng,
) {
    match &section.content {
        SectionContent::Scene(name) => {
            if let Some(scene) = rules.assessment.scene(name) {
                scene::watch(&section.name, scene, person, pace, rng);
            }
        }
        SectionContent::Questionnaire {
            items,
            items_per_page,
        } => {
            let pages = items.chunks((*items_per_page).max(1));
            let task = questionnaire::Task {
                section: &section.name,
                rules,
                person,
            };
            task.answer(pages, pace, rng);
        }
        SectionContent::Judgements { ratings, .. } => {
            let task = judgement::Task {
                section: &section.name,
                assessment: &rules.assessment,
                person,
            };
            task.rate(ratings, pace, rng);
        }
        SectionContent::StopSignal(name) => {
            if let Some(task) = rules.assessment.stop_signal_task(name) {
                let plan = rules.stop_signal_plan(name);
                stop_signal::run(&section.name, (task, plan), person, pace, rng);
            }
        }
        SectionContent::GoNoGo(name) => {
            if let Some(task) = rules.assessment.go_no_go_task(name) {
                let plan = rules.go_no_go_plan(name);
                go_no_go::run(&section.name, (task, plan), person, pace, rng);
            }
        }
        SectionContent::Flanker(name) => {
            if let Some(task) = rules.assessment.flanker_task(name) {
                let plan = rules.flanker_plan(name);
                flanker::run(&section.name, (task, plan), person, pace, rng);
            }
        }
    }
}

/// A whole sitting's events as they would be kept, the server's own among them.
///
/// For norms and tests without a server; a demonstration goes through the server's own functions instead.
pub fn whole_sitting(
    rules: &Rules,
    person: &Person,
    start: Millis,
    rng: &mut impl Rng,
) -> Vec<Event> {
    let opened = Opened {
        device: DeviceId::new(start, rng),
        locale: "en".to_owned(),
    };
    let consented = Consented {
        notice_version: "simulated".to_owned(),
        locale: "en".to_owned(),
    };
    let mut happenings = vec![
        Sent {
            at: start,
            happening: Happening::Opened(opened),
        },
        Sent {
            at: start,
            happening: Happening::Consented(consented),
        },
    ];
    happenings.extend(sit(rules, person, start, rng));
    let end = happenings.last().map_or(start, |last| last.at);
    let submitted = Submitted {
        missing_recordings: 0,
    };
    happenings.push(Sent {
        at: end,
        happening: Happening::Submitted(submitted),
    });
    (1..)
        .zip(happenings)
        .map(|(sequence, Sent { at, happening })| Event {
            sequence,
            client_ms: at.0 as f64,
            server_ms: at,
            happening,
        })
        .collect()
}
