use maud::{Markup, Render, html};

use super::stages;
use super::task::{self, TaskView};
use crate::web::candidate::shell::{Frame, Script, candidate_page};

/// The stop-signal task, from its instructions to its end. Its clock starts with the first practice arrow.
#[derive(Debug, Clone)]
pub struct StopSignalPage {
    /// The frame.
    pub frame: Frame,
    /// The task.
    pub task: TaskView,
}

impl Render for StopSignalPage {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        let feedback = ["right", "wrong-key", "too-slow", "stopped", "not-stopped"]
            .map(|name| (name, words.get(&format!("stop-feedback-{name}"))));
        let missed = words.open("stop-rest-missed", ["missed", "trials"]);
        let hint = html! { p { (words.get("stop-rest-hint")) } };
        let body = html! {
            (task::instructions(&self.frame, &self.task, &self.rules(), &task::side_keys(words)))
            (task::field(words, &words.get("stop-field"), &feedback))
            (task::rest(words, &[], &missed, &hint))
            (stages::time_over(words))
            (self.templates())
        };
        candidate_page(&self.frame, Script::StopSignal, &self.task.title, &body)
    }
}

impl StopSignalPage {
    fn rules(&self) -> Markup {
        let words = self.frame.words;
        html! {
            ul {
                li { (words.get("stop-rule-go")) }
                li { (words.get("stop-rule-stop")) }
                li { (words.get("stop-rule-wait")) }
            }
        }
    }

    /// The elements of a trial; the script makes fresh ones from them.
    fn templates(&self) -> Markup {
        html! {
            template #trial-fixation { p.task-fixation { "+" } }
            template #trial-left { p.task-arrow { "←" } }
            template #trial-right { p.task-arrow { "→" } }
            template #trial-sign { p.stop-signal-sign { (self.frame.words.get("stop-sign")) } }
        }
    }
}

#[cfg(test)]
impl StopSignalPage {
    pub(crate) fn samples() -> Vec<Self> {
        vec![Self {
            frame: super::samples::frame(6),
            task: TaskView {
                title: "Arrows".to_owned(),
                instructions: "This part is about answering fast and stopping in time.".to_owned(),
                practice_trials: 16,
                blocks: 4,
                trials_per_block: 64,
                limit_minutes: 16,
            },
        }]
    }
}
