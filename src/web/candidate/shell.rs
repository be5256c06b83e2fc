//! The frame around every candidate page: step, clock and saved time always in the same place.

use maud::{DOCTYPE, Markup, html};

use super::paths;
use crate::web::words::Words;

/// What every candidate page knows about the request it answers.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The words of the candidate's language.
    pub words: &'static Words,
    /// The folder of scripts and styles, without a slash at its end: `/assets/4f1c`.
    pub assets: String,
    /// The agency that invites.
    pub agency: String,
    /// Where candidates write to the agency.
    pub contact: String,
    /// Whether everything shown is made up.
    pub is_demo: bool,
    /// The way through the sitting; `None` outside one.
    pub steps: Option<Steps>,
}

/// The steps of a sitting and which one this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// The words of each step in order, sections by their titles.
    pub titles: Vec<String>,
    /// The index of the current one; `titles.len()` when all are done.
    pub current: usize,
}

/// The script that a page loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Of pages outside a sitting.
    None,
    /// Sends what waits on the device and resumes uploads, nothing else.
    Resume,
    /// The device check.
    Check,
    /// A scene, and the practice.
    Scene,
    /// A page of items.
    Questionnaire,
    /// The stop-signal task.
    StopSignal,
    /// The go/no-go task.
    GoNoGo,
    /// The flanker task.
    Flanker,
    /// The page before handing in.
    Review,
}

impl Script {
    const fn file(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Resume => Some("resume.js"),
            Self::Check => Some("check.js"),
            Self::Scene => Some("scene.js"),
            Self::Questionnaire => Some("questionnaire.js"),
            Self::StopSignal => Some("stop-signal.js"),
            Self::GoNoGo => Some("go-no-go.js"),
            Self::Flanker => Some("flanker.js"),
            Self::Review => Some("review.js"),
        }
    }
}

/// A candidate page: the frame, and `body` as the content of its main part.
pub fn candidate_page(frame: &Frame, script: Script, title: &str, body: &Markup) -> Markup {
    let words = frame.words;
    let title = words.with(
        "page-title",
        [("title", title.into()), ("agency", (&frame.agency).into())],
    );
    html! {
        (DOCTYPE)
        html lang=(words.locale()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                meta name="referrer" content="no-referrer";
                title { (title) }
                link rel="icon" href={ (frame.assets) "/mark.svg" } type="image/svg+xml";
                link rel="stylesheet" href={ (frame.assets) "/composure.css" };
                @if let Some(file) = script.file() {
                    script type="module" src={ (frame.assets) "/" (file) } {}
                }
            }
            body.candidate {
                a.usa-skipnav href="#main" { (words.get("skip-to-main")) }
                header.sitting-header {
                    (status(frame, script))
                    @if let Some(steps) = &frame.steps { (step_indicator(words, steps)) }
                }
                @if script != Script::None { (notices(words)) }
                main.candidate-main #main tabindex="-1" {
                    (body)
                    @if script != Script::None { (stops(words)) }
                }
                @if script != Script::None { (spoken(words)) }
            }
        }
    }
}

fn status(frame: &Frame, script: Script) -> Markup {
    let words = frame.words;
    html! {
        div.sitting-status role="group" aria-label=(words.get("status-label")) {
            p.sitting-agency {
                span { (frame.agency) }
                @if frame.is_demo { " " span.usa-tag.mark-caution { (words.get("demo-data")) } }
            }
            @if script != Script::None {
                p.sitting-clock data-clock hidden {
                    span data-clock-text data-words=(words.open("time-left", ["time"])) {}
                }
                p.sitting-saved data-saved data-words=(words.open("saved-at", ["time"])) {
                    (words.get("saved-not-yet"))
                }
            }
        }
    }
}

fn step_indicator(words: &Words, steps: &Steps) -> Markup {
    let of = u32::try_from(steps.titles.len()).unwrap_or(u32::MAX);
    let number = u32::try_from(steps.current + 1).unwrap_or(u32::MAX).min(of);
    html! {
        div.usa-step-indicator."usa-step-indicator--no-labels" role="group" aria-label=(words.get("step-progress")) {
            ol.usa-step-indicator__segments {
                @for (idx, title) in steps.titles.iter().enumerate() {
                    li class=(segment_class(idx, steps.current)) aria-current=[(idx == steps.current).then_some("step")] {
                        span.usa-step-indicator__segment-label {
                            (title) ", "
                            (words.get(segment_word(idx, steps.current)))
                        }
                    }
                }
            }
            @if let Some(title) = steps.titles.get(steps.current) {
                p.usa-step-indicator__header {
                    span.sitting-step {
                        (words.with("step-of", [("number", number.into()), ("of", of.into())]))
                    }
                    " "
                    span.sitting-step-title { (title) }
                }
            }
        }
    }
}

fn segment_class(idx: usize, current: usize) -> &'static str {
    match idx.cmp(&current) {
        std::cmp::Ordering::Less => {
            "usa-step-indicator__segment usa-step-indicator__segment--complete"
        }
        std::cmp::Ordering::Equal => {
            "usa-step-indicator__segment usa-step-indicator__segment--current"
        }
        std::cmp::Ordering::Greater => "usa-step-indicator__segment",
    }
}

fn segment_word(idx: usize, current: usize) -> &'static str {
    match idx.cmp(&current) {
        std::cmp::Ordering::Less => "step-completed",
        std::cmp::Ordering::Equal => "step-here",
        std::cmp::Ordering::Greater => "step-ahead",
    }
}

/// What may come between the page and the server; scripts show it.
fn notices(words: &Words) -> Markup {
    html! {
        div.sitting-notices {
            div.usa-alert."usa-alert--warning" data-notice="offline" role="status" hidden {
                div.usa-alert__body {
                    p.usa-alert__heading { (words.get("offline-title")) }
                    p.usa-alert__text { (words.get("offline-text")) }
                }
            }
            div.usa-alert."usa-alert--error" data-notice="refused" role="alert" hidden {
                div.usa-alert__body {
                    p.usa-alert__heading { (words.get("refused-title")) }
                    p.usa-alert__text {
                        (words.get("refused-text")) " "
                        a href=(paths::SITTING) { (words.get("reload-page")) }
                    }
                }
            }
        }
    }
}

/// What takes the place of the page when the sitting cannot go on here.
fn stops(words: &Words) -> Markup {
    html! {
        @for why in ["another-device", "revoked", "expired", "no-session"] {
            section data-stopped=(why) hidden {
                h1 tabindex="-1" data-focus { (words.get(&format!("{why}-title"))) }
                p.lead { (words.get(&format!("{why}-text"))) }
            }
        }
    }
}

/// The place from which scripts speak to screen readers, and their sentences.
fn spoken(words: &Words) -> Markup {
    html! {
        p.said #spoken aria-live="polite" {}
        div #spoken-words hidden {
            span data-name="time-left" data-words=(words.open("spoken-time-left", ["time"])) {}
            @for name in ["choice-saved", "press-noted", "window-closed", "all-received", "recording", "keyboard-fine", "sound-fine", "camera-fine"] {
                span data-name=(name) data-words=(words.get(&format!("spoken-{name}"))) {}
            }
        }
    }
}

/// A notice in a page: a heading and a sentence.
pub(super) fn alert(class: &str, title: &str, text: &str) -> Markup {
    html! {
        div class={ "usa-alert " (class) } {
            div.usa-alert__body {
                p.usa-alert__heading { (title) }
                p.usa-alert__text { (text) }
            }
        }
    }
}

/// What stands in a page that cannot work without a script.
pub(super) fn needs_script(frame: &Frame) -> Markup {
    let words = frame.words;
    html! {
        noscript {
            (alert("usa-alert--warning", &words.get("needs-script-title"), &words.get("needs-script-text")))
            p { (words.with("contact-agency", [("contact", (&frame.contact).into())])) }
        }
    }
}

/// The paragraphs of a text of an assessment: one for each of its lines that says something.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn a_text_has_a_paragraph_for_each_line_that_says_something() {
        let text = "You see a shop.\n\nRosa: Next!\n  \nWalter waits.\n";
        let found: Vec<_> = paragraphs(text).collect();
        assert_eq!(found, ["You see a shop.", "Rosa: Next!", "Walter waits."]);
    }
}
