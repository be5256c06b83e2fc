use maud::{Markup, Render, html};

use super::stages;
use super::task::{self, CoachingView, TaskView};
use crate::web::candidate::shell::{Frame, Script, candidate_page};

/// The go/no-go task, from its instructions to its end. Its clock starts with the first practice sign.
#[derive(Debug, Clone)]
pub struct GoNoGoPage {
    /// The frame.
    pub frame: Frame,
    /// The task.
    pub task: TaskView,
    /// What is said after the practice.
    pub coaching: Vec<CoachingView>,
}

impl Render for GoNoGoPage {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        let feedback = ["right", "missed", "held-back", "pressed"]
            .map(|name| (name, words.get(&format!("go-feedback-{name}"))));
        let missed = words.open("go-rest-missed", ["missed", "trials"]);
        let after_block = html! {
            p data-rest-pressed data-words=(words.open("go-rest-pressed", ["pressed", "squares"])) {}
            p data-rest="block" { (words.get("go-rest-hint")) }
        };
        let body = html! {
            (task::instructions(&self.frame, &self.task, &self.rules(), &self.start()))
            (task::field(words, &words.get("go-field"), &feedback))
            (task::rest(words, &self.coaching, &missed, &after_block))
            (stages::time_over(words))
            (templates())
        };
        candidate_page(&self.frame, Script::GoNoGo, &self.task.title, &body)
    }
}

impl GoNoGoPage {
    fn rules(&self) -> Markup {
        let words = self.frame.words;
        html! {
            ul.task-examples {
                li {
                    span.task-example aria-hidden="true" { span.go-no-go-go { "•" } }
                    span { (words.get("go-rule-go")) }
                }
                li {
                    span.task-example aria-hidden="true" { span.go-no-go-no-go { "•" } }
                    span { (words.get("go-rule-no-go")) }
                }
            }
            p { (words.get("go-rule-pace")) }
        }
    }

    fn start(&self) -> Markup {
        let words = self.frame.words;
        html! {
            p { (words.get("go-keys")) }
            p.task-keys { kbd data-key="press" { (words.get("go-key")) } }
        }
    }
}

/// The elements of a trial. Their faces are the shapes; the dot is text, of which browsers report the paint.
fn templates() -> Markup {
    html! {
        template #trial-fixation { p.task-fixation { "+" } }
        template #trial-go { p.go-no-go-go { "•" } }
        template #trial-no_go { p.go-no-go-no-go { "•" } }
    }
}

#[cfg(test)]
impl GoNoGoPage {
    pub(crate) fn samples() -> Vec<Self> {
        let part = |name, text: &str| CoachingView {
            name,
            text: text.to_owned(),
        };
        vec![Self {
            frame: super::samples::frame(6),
            task: TaskView {
                title: "Circles and squares".to_owned(),
                instructions: "This part is about holding back when a habit pulls.".to_owned(),
                practice_trials: 20,
                blocks: 3,
                trials_per_block: 80,
                limit_minutes: 10,
            },
            coaching: vec![
                part("too-often", "You pressed at many squares. Let them go by."),
                part("too-slow", "You are careful. You may be quicker."),
                part("well", "That went well. Go on just like this."),
            ],
        }]
    }
}
