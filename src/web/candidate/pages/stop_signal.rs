use maud::{Markup, Render, html};

use super::stages;
use crate::web::candidate::shell::{Frame, Script, alert, candidate_page, needs_script};

/// The stop-signal task, from its instructions to its end. Its clock starts with the first practice arrow.
#[derive(Debug, Clone)]
pub struct StopSignalPage {
    /// The frame.
    pub frame: Frame,
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

impl Render for StopSignalPage {
    fn render(&self) -> Markup {
        let body = html! {
            (self.instructions())
            (self.field())
            (self.paused())
            (self.rest())
            (stages::time_over(self.frame.words))
            (self.templates())
        };
        candidate_page(&self.frame, Script::StopSignal, &self.title, &body)
    }
}

impl StopSignalPage {
    fn instructions(&self) -> Markup {
        let words = self.frame.words;
        html! {
            section data-stage="instructions" {
                h1 tabindex="-1" data-focus { (words.with("stop-intro-title", [("title", (&self.title).into())])) }
                (needs_script(&self.frame))
                div data-reloaded hidden {
                    (alert("usa-alert--warning", &words.get("scene-reloaded-title"), &words.get("stop-reloaded-text")))
                }
                div data-no-keyboard hidden {
                    (alert("usa-alert--warning", &words.get("stop-no-keyboard-title"), &words.get("stop-no-keyboard-text")))
                }
                p.lead { (self.instructions) }
                ul {
                    li { (words.get("stop-rule-go")) }
                    li { (words.get("stop-rule-stop")) }
                    li { (words.get("stop-rule-wait")) }
                    li {
                        (words.with("stop-rounds", [
                            ("practice", self.practice_trials.into()),
                            ("blocks", self.blocks.into()),
                            ("trials", self.trials_per_block.into()),
                            ("minutes", self.limit_minutes.into()),
                        ]))
                    }
                }
                div.stop-signal-start {
                    p { (words.get("stop-keys")) }
                    p.stop-signal-keys {
                        kbd data-key="left" { (words.get("stop-key-left")) }
                        " "
                        kbd data-key="right" { (words.get("stop-key-right")) }
                    }
                }
                p.quiet { (words.with("stop-help", [("contact", (&self.frame.contact).into())])) }
            }
        }
    }

    fn field(&self) -> Markup {
        let words = self.frame.words;
        html! {
            section.stop-signal-stage data-stage="field" hidden {
                h1.said tabindex="-1" data-focus { (words.get("stop-field")) }
                div.stop-signal-field {}
                p.stop-signal-feedback role="status" {
                    @for name in ["right", "wrong-key", "too-slow", "stopped", "not-stopped"] {
                        span data-feedback=(name) hidden { (words.get(&format!("stop-feedback-{name}"))) }
                    }
                }
            }
        }
    }

    fn paused(&self) -> Markup {
        let words = self.frame.words;
        html! {
            section data-stage="paused" hidden {
                h1 tabindex="-1" data-focus { (words.get("stop-paused-title")) }
                p.lead { (words.get("stop-paused-text")) }
                div.form-actions {
                    button.usa-button type="button" data-action="continue-trials" { (words.get("stop-paused-button")) }
                }
            }
        }
    }

    fn rest(&self) -> Markup {
        let words = self.frame.words;
        html! {
            section data-stage="rest" hidden {
                h1 tabindex="-1" data-focus { (words.get("stop-rest-practice-title")) }
                p.lead data-rest="practice" { (words.get("stop-rest-practice-text")) }
                p.lead data-rest="block" {
                    span data-rest-block data-words=(words.open("stop-rest-block-text", ["block", "blocks"])) {}
                }
                p data-rest-mean data-words=(words.open("stop-rest-mean", ["milliseconds"])) {}
                p data-rest-missed data-words=(words.open("stop-rest-missed", ["missed", "arrows"])) {}
                p { (words.get("stop-rest-hint")) }
                p.count-down data-rest-left data-words=(words.open("stop-rest-left", ["time"])) {}
                div.form-actions {
                    button.usa-button type="button" data-action="next-block" disabled { (words.get("stop-rest-button")) }
                }
            }
        }
    }

    /// The elements of a trial; the script makes fresh ones from them.
    fn templates(&self) -> Markup {
        html! {
            template #trial-fixation { p.stop-signal-fixation { "+" } }
            template #trial-left { p.stop-signal-arrow { "←" } }
            template #trial-right { p.stop-signal-arrow { "→" } }
            template #trial-sign { p.stop-signal-sign { (self.frame.words.get("stop-sign")) } }
        }
    }
}

#[cfg(test)]
impl StopSignalPage {
    pub(crate) fn samples() -> Vec<Self> {
        vec![Self {
            frame: super::samples::frame(6),
            title: "Arrows".to_owned(),
            instructions: "This part is about answering fast and stopping in time.".to_owned(),
            practice_trials: 16,
            blocks: 4,
            trials_per_block: 64,
            limit_minutes: 16,
        }]
    }
}
