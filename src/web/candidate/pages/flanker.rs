use maud::{Markup, Render, html};

use super::stages;
use super::task::{self, CoachingView, TaskView};
use crate::web::candidate::shell::{Frame, Script, candidate_page};

/// The flanker task, from its instructions to its end. Its clock starts with the first practice row.
#[derive(Debug, Clone)]
pub struct FlankerPage {
    /// The frame.
    pub frame: Frame,
    /// The task.
    pub task: TaskView,
    /// What is said after the practice.
    pub coaching: Vec<CoachingView>,
}

/// Each row with its name: the middle arrow's side, and where its neighbours point.
const ROWS: [(&str, &str); 4] = [
    ("left-congruent", "←←←←←"),
    ("left-incongruent", "→→←→→"),
    ("right-congruent", "→→→→→"),
    ("right-incongruent", "←←→←←"),
];

impl Render for FlankerPage {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        let feedback = ["right", "wrong-key", "too-slow"]
            .map(|name| (name, words.get(&format!("flanker-feedback-{name}"))));
        let missed = words.open("flanker-rest-missed", ["missed", "trials"]);
        let after_block = html! {
            p data-rest-wrong data-words=(words.open("flanker-rest-wrong", ["wrong", "trials"])) {}
            p data-rest="block" { (words.get("flanker-rest-hint")) }
        };
        let body = html! {
            (task::instructions(&self.frame, &self.task, &self.rules(), &task::side_keys(words)))
            (task::field(words, &words.get("flanker-field"), &feedback))
            (task::rest(words, &self.coaching, &missed, &after_block))
            (stages::time_over(words))
            (templates())
        };
        candidate_page(&self.frame, Script::Flanker, &self.task.title, &body)
    }
}

impl FlankerPage {
    fn rules(&self) -> Markup {
        let words = self.frame.words;
        html! {
            ul.task-examples {
                li {
                    span.task-example aria-hidden="true" { span.flanker-row data-arrows="→→←→→" {} }
                    span { (words.get("flanker-rule-left")) }
                }
                li {
                    span.task-example aria-hidden="true" { span.flanker-row data-arrows="→→→→→" {} }
                    span { (words.get("flanker-rule-right")) }
                }
            }
            p { (words.get("flanker-rule-pace")) }
        }
    }
}

/// The elements of a trial; the script makes fresh ones from them.
fn templates() -> Markup {
    html! {
        template #trial-fixation { p.task-fixation { "+" } }
        @for (name, arrows) in ROWS {
            template id={ "trial-" (name) } { p.flanker-row { (arrows) } }
        }
    }
}

#[cfg(test)]
impl FlankerPage {
    pub(crate) fn samples() -> Vec<Self> {
        let part = |name, text: &str| CoachingView {
            name,
            text: text.to_owned(),
        };
        vec![Self {
            frame: super::samples::frame(6),
            task: TaskView {
                title: "The middle arrow".to_owned(),
                instructions: "This part is about keeping to one thing among others.".to_owned(),
                practice_trials: 20,
                blocks: 3,
                trials_per_block: 40,
                limit_minutes: 10,
            },
            coaching: vec![
                part("too-often-wrong", "Look only at the middle arrow."),
                part("too-slow", "You are careful. You may be quicker."),
                part("well", "That went well. Go on just like this."),
            ],
        }]
    }
}
