//! The stages of a scene, which its page and the practice share. One is shown at a time, by the script.

use maud::{Markup, html};

use super::scene_view::{DecisionView, SceneView};
use crate::sitting::AnswerBy;
use crate::web::candidate::shell::{alert, needs_script};
use crate::web::words::Words;

use super::super::shell::Frame;

/// What comes before the film: `above` is the page's own heading and words.
pub(super) fn intro(frame: &Frame, scene: &SceneView, above: &Markup, rules: &Markup) -> Markup {
    let words = frame.words;
    html! {
        section data-stage="intro" {
            (above)
            (needs_script(frame))
            h2 { (words.get("scene-setting")) }
            p { (scene.setting) }
            @if let Some(note) = &scene.content_note {
                (alert("usa-alert--warning", &words.get("scene-content-note"), note))
            }
            h2 { (words.get("scene-how")) }
            ul { (rules) }
            div.film-loading data-film-loading {
                label for="film-progress" { (words.get("scene-loading")) }
                progress #film-progress data-film-progress max="1" value="0" {}
                span.figure data-film-percent data-words=(words.open("scene-loading-percent", ["percent"])) {}
            }
            p data-film-ready role="status" hidden { (words.get("scene-ready")) }
            div data-film-failed role="alert" hidden {
                (alert("usa-alert--error", &words.get("scene-failed-title"), &words.get("scene-failed-text")))
                div.form-actions {
                    button.usa-button type="button" data-action="film-again" { (words.get("scene-load-again")) }
                }
            }
            div.form-actions {
                button.usa-button type="button" data-action="start" disabled { (words.get("scene-start")) }
            }
            details {
                summary { (words.get("scene-reading")) }
                div.usa-checkbox {
                    input.usa-checkbox__input #without-sound type="checkbox" data-without-sound;
                    label.usa-checkbox__label for="without-sound" { (words.get("scene-without-sound")) }
                }
                h3 { (words.get("scene-text-alternative")) }
                @for paragraph in scene.text_alternative.split("\n\n") { p { (paragraph) } }
            }
        }
    }
}

/// The rules of a scene as list entries.
pub(super) fn rules(words: &Words, scene: &SceneView, answer_by: AnswerBy) -> Markup {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let most_options = scene
        .decisions
        .iter()
        .map(|decision| decision.options.len())
        .max();
    let shortest = scene
        .decisions
        .iter()
        .map(|decision| decision.window_seconds)
        .min();
    html! {
        li { (words.get("scene-how-film")) }
        @if let (Some(options), Some(seconds)) = (most_options, shortest) {
            li {
                (words.with("scene-how-choose", [
                    ("decisions", count(scene.decisions.len()).into()),
                    ("seconds", seconds.into()),
                    ("options", count(options).into()),
                ]))
            }
        }
        li {
            @match answer_by {
                AnswerBy::Camera => (words.with("scene-how-speak", [
                    ("preparation", scene.preparation_seconds.into()),
                    ("limit", scene.limit_seconds.into()),
                ])),
                AnswerBy::Typing => (words.get("scene-how-type")),
            }
        }
    }
}

/// The film, filling the view, and below it the place for the options.
pub(super) fn film(words: &Words, scene: &SceneView) -> Markup {
    html! {
        section.scene-stage data-stage="film" hidden {
            h1.said tabindex="-1" data-focus {
                (words.with("scene-film-label", [("title", (&scene.title).into())]))
            }
            video.scene-film data-film poster=(scene.poster_url) playsinline disablepictureinpicture
                disableremoteplayback aria-label=(words.with("scene-film-label", [("title", (&scene.title).into())])) {}
            div.scene-options {
                button.usa-button."usa-button--unstyled".scene-captions type="button" data-captions aria-pressed="false" {
                    (words.get("scene-captions"))
                }
                p.scene-wait.quiet { (words.get("scene-options-wait")) }
                @for decision in &scene.decisions { (options(words, decision)) }
            }
        }
    }
}

fn options(words: &Words, decision: &DecisionView) -> Markup {
    let heading = format!("prompt-{}", decision.name);
    html! {
        section.scene-decision data-decision=(decision.name) aria-labelledby=(heading) hidden {
            div.scene-decision-head {
                h2 id=(heading) tabindex="-1" data-focus { (decision.prompt) }
                span.figure data-window-text data-words=(words.open("scene-seconds-left", ["seconds"])) aria-hidden="true" {}
            }
            progress.scene-window data-window max="1" value="1" aria-hidden="true" {}
            ol {
                @for (idx, option) in decision.options.iter().enumerate() {
                    li {
                        button.scene-option type="button" data-option=(option.name) {
                            kbd aria-hidden="true" { (idx + 1) } span { (option.text) }
                        }
                    }
                }
            }
        }
    }
}

/// Time to think, and help where the camera does not open.
pub(super) fn prepare(words: &Words, scene: &SceneView) -> Markup {
    html! {
        section data-stage="prepare" hidden {
            h1 tabindex="-1" data-focus { (words.get("prepare-title")) }
            p.lead { (scene.answer_prompt) }
            (camera_help(words))
            p.count-down data-preparation data-words=(words.open("prepare-left", ["time"])) hidden {}
            div.form-actions {
                button.usa-button type="button" data-action="record-now" hidden { (words.get("prepare-now")) }
            }
        }
    }
}

/// The camera at work.
pub(super) fn record(words: &Words, scene: &SceneView) -> Markup {
    html! {
        section data-stage="record" hidden {
            h1.recording-mark tabindex="-1" data-focus { (words.get("record-title")) }
            p.lead { (scene.answer_prompt) }
            video.self-view data-self-view aria-label=(words.get("check-self-view")) autoplay muted playsinline {}
            p.count-down data-record-left data-words=(words.open("record-left", ["time"])) {}
            div.form-actions {
                button.usa-button type="button" data-action="stop-recording" { (words.get("record-stop")) }
            }
        }
    }
}

/// What stands there when a section's time is over, until that is saved.
pub(super) fn time_over(words: &Words) -> Markup {
    html! {
        section data-stage="time" hidden {
            h1 tabindex="-1" data-focus { (words.get("time-over-title")) }
            p.lead { (words.get("time-over-text")) }
        }
    }
}

/// The answer in writing.
pub(super) fn write(words: &Words, scene: &SceneView) -> Markup {
    html! {
        section data-stage="type" hidden {
            h1 { (words.get("type-title")) }
            p.lead #answer-prompt { (scene.answer_prompt) }
            label.usa-label for="answer" { (words.get("type-label")) }
            p.usa-hint #answer-hint { (words.get("type-hint")) }
            textarea.usa-textarea #answer data-answer rows="10" maxlength="4000"
                aria-describedby="answer-prompt answer-hint" {}
            p.usa-error-message data-answer-empty role="alert" hidden { (words.get("type-empty")) }
            p.quiet.figure data-answer-left data-words=(words.open("type-left", ["count"])) {}
            div.form-actions {
                button.usa-button type="button" data-action="finish-typing" { (words.get("type-finish")) }
            }
        }
    }
}

/// What to do about a camera that does not open, for each reason.
pub(super) fn camera_help(words: &Words) -> Markup {
    html! {
        div data-camera-help role="alert" hidden {
            @for fault in ["denied", "missing", "busy", "unsupported"] {
                div data-camera-fault=(fault) hidden {
                    (alert(
                        "usa-alert--warning",
                        &words.get(&format!("camera-fault-{fault}-title")),
                        &words.get(&format!("camera-fault-{fault}-text")),
                    ))
                }
            }
            div.form-actions {
                button.usa-button type="button" data-action="camera-again" { (words.get("camera-again")) }
                button.usa-button."usa-button--outline" type="button" data-action="camera-typing" {
                    (words.get("camera-typing"))
                }
            }
        }
    }
}
