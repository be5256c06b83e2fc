//! What the pages of all reaction-time tasks share. One stage is shown at a time, by the script.

use maud::{Markup, html};

use crate::web::candidate::shell::{Frame, alert, needs_script, paragraphs};
use crate::web::words::Words;

/// What a candidate reads about any task.
#[derive(Debug, Clone)]
pub struct TaskView {
    /// The section's title.
    pub title: String,
    /// The definition's own words before the rules.
    pub instructions: String,
    /// Trials that do not count.
    pub practice_trials: u32,
    /// Blocks that count.
    pub blocks: u32,
    /// Trials in each of them.
    pub trials_per_block: u32,
    /// How long the section may take, in minutes, rounded up, with the candidate's extra time.
    pub limit_minutes: u32,
}

/// The definition's words after the practice, by how it went: one of them is shown.
#[derive(Debug, Clone)]
pub struct CoachingView {
    /// As the script names it, such as `too-slow`.
    pub name: &'static str,
    /// The words.
    pub text: String,
}

/// What is read first: the rules, and the keys whose press begins the task.
pub(super) fn instructions(
    frame: &Frame,
    task: &TaskView,
    rules: &Markup,
    start: &Markup,
) -> Markup {
    let words = frame.words;
    html! {
        section data-stage="instructions" {
            h1 tabindex="-1" data-focus { (task.title) }
            (needs_script(frame))
            div data-reloaded hidden {
                (alert("usa-alert--warning", &words.get("scene-reloaded-title"), &words.get("task-reloaded-text")))
            }
            div data-no-keyboard hidden {
                (alert("usa-alert--warning", &words.get("task-no-keyboard-title"), &words.get("task-no-keyboard-text")))
            }
            @for paragraph in paragraphs(&task.instructions) { p.lead { (paragraph) } }
            (rules)
            p {
                (words.with("task-rounds", [
                    ("practice", task.practice_trials.into()),
                    ("blocks", task.blocks.into()),
                    ("trials", task.trials_per_block.into()),
                    ("minutes", task.limit_minutes.into()),
                ]))
            }
            div.task-start { (start) }
            p.quiet { (words.with("task-help", [("contact", (&frame.contact).into())])) }
        }
    }
}

/// A left and a right key to press before a task of two sides begins.
pub(super) fn side_keys(words: &Words) -> Markup {
    html! {
        p { (words.get("task-side-keys")) }
        p.task-keys {
            kbd data-key="left" { (words.get("task-key-left")) }
            " "
            kbd data-key="right" { (words.get("task-key-right")) }
        }
    }
}

/// Where the trials are shown, with the practice's feedback below: names and words.
pub(super) fn field(words: &Words, name: &str, feedback: &[(&str, String)]) -> Markup {
    html! {
        section.task-stage data-stage="field" hidden {
            h1.said tabindex="-1" data-focus { (name) }
            div.task-field {}
            p.task-feedback role="status" {
                @for (name, text) in feedback {
                    span data-feedback=(name) hidden { (text) }
                }
            }
        }
        section data-stage="paused" hidden {
            h1 tabindex="-1" data-focus { (words.get("task-paused-title")) }
            p.lead { (words.get("task-paused-text")) }
            div.form-actions {
                button.usa-button type="button" data-action="continue-trials" { (words.get("task-paused-button")) }
            }
        }
    }
}

/// The rest after the practice and between blocks; the sentences are open, for the script to fill.
pub(super) fn rest(
    words: &Words,
    coaching: &[CoachingView],
    missed: &str,
    after_block: &Markup,
) -> Markup {
    html! {
        section data-stage="rest" hidden {
            h1 tabindex="-1" data-focus { (words.get("task-rest-title")) }
            div data-rest="practice" {
                @for part in coaching {
                    p.lead data-coaching=(part.name) hidden { (part.text) }
                }
                p.lead { (words.get("task-rest-practice")) }
            }
            p.lead data-rest="block" {
                span data-rest-block data-words=(words.open("task-rest-block", ["block", "blocks"])) {}
            }
            p data-rest-mean data-words=(words.open("task-rest-mean", ["milliseconds"])) {}
            p data-rest-missed data-words=(missed) {}
            (after_block)
            p.count-down data-rest-left data-words=(words.open("task-rest-left", ["time"])) {}
            div.form-actions {
                button.usa-button type="button" data-action="next-block" disabled { (words.get("task-rest-button")) }
            }
        }
    }
}
