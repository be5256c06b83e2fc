//! The stages of a scene, which its page and the practice share. One is shown at a time, by the script.

use maud::{Markup, html};

use super::scene_view::{ChoiceView, DecisionView, ResponseView, SceneView};
use crate::assessment::{HIGHEST_RATING, LOWEST_RATING};
use crate::sitting::AnswerBy;
use crate::web::candidate::shell::{alert, needs_script, paragraphs};
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
                @if scene.has_descriptions {
                    div.usa-checkbox {
                        input.usa-checkbox__input #with-descriptions type="checkbox" data-with-descriptions;
                        label.usa-checkbox__label for="with-descriptions" { (words.get("scene-with-descriptions")) }
                    }
                }
                h3 { (words.get("scene-text-alternative")) }
                @for paragraph in paragraphs(&scene.text_alternative) { p { (paragraph) } }
            }
        }
    }
}

/// The rules of a scene as list entries.
pub(super) fn rules(words: &Words, scene: &SceneView, answer_by: AnswerBy) -> Markup {
    html! {
        li { (words.get("scene-how-film")) }
        @for (kind, name) in [("choose", "scene-how-choose"), ("act_now", "scene-how-act"), ("rate", "scene-how-rate")] {
            (rule(words, scene, kind, name))
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

/// How one kind of decision is answered, where there is one.
fn rule(words: &Words, scene: &SceneView, kind: &str, name: &str) -> Markup {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let of_kind = || {
        let decisions = scene.decisions.iter();
        decisions.filter(|decision| decision.response.word() == kind)
    };
    let Some(shortest) = of_kind().map(|decision| decision.window_seconds).min() else {
        return html! {};
    };
    let most_options = of_kind().map(|decision| match &decision.response {
        ResponseView::Choose(options) => options.len(),
        _ => 0,
    });
    html! {
        li {
            (words.with(name, [
                ("decisions", count(of_kind().count()).into()),
                ("seconds", shortest.into()),
                ("options", count(most_options.max().unwrap_or_default()).into()),
            ]))
        }
    }
}

/// The film, filling the view, and below it the place for what is asked.
pub(super) fn film(words: &Words, scene: &SceneView) -> Markup {
    html! {
        section.scene-stage data-stage="film" hidden {
            h1.said tabindex="-1" data-focus {
                (words.with("scene-film-label", [("title", (&scene.title).into())]))
            }
            video.scene-film data-film poster=(scene.poster_url) playsinline disablepictureinpicture
                disableremoteplayback aria-label=(words.with("scene-film-label", [("title", (&scene.title).into())])) {}
            div.scene-options {
                div.scene-switches {
                    button.usa-button."usa-button--unstyled" type="button" data-captions aria-pressed="false" {
                        (words.get("scene-captions"))
                    }
                    @if scene.has_descriptions {
                        button.usa-button."usa-button--unstyled" type="button" data-descriptions aria-pressed="false" {
                            (words.get("scene-descriptions"))
                        }
                    }
                }
                p.scene-description data-description aria-live="polite" hidden {}
                div.scene-decisions {
                    p.scene-wait.quiet { (words.get("scene-options-wait")) }
                    @for decision in &scene.decisions { (asked(words, decision)) }
                }
            }
        }
    }
}

fn asked(words: &Words, decision: &DecisionView) -> Markup {
    let heading = format!("prompt-{}", decision.name);
    html! {
        section.scene-decision data-decision=(decision.name) data-kind=(decision.response.word())
            aria-labelledby=(heading) hidden {
            div.scene-decision-head {
                h2 id=(heading) tabindex="-1" data-focus { (decision.prompt) }
                @if decision.response != ResponseView::ActNow {
                    span.figure data-window-text data-words=(words.open("scene-seconds-left", ["seconds"])) aria-hidden="true" {}
                }
            }
            @match &decision.response {
                ResponseView::Choose(options) => (self::options(options)),
                ResponseView::ActNow => (press(words)),
                ResponseView::Rate { low, high } => (ratings(low, high, &heading)),
            }
        }
    }
}

fn options(options: &[ChoiceView]) -> Markup {
    html! {
        progress.scene-window data-window max="1" value="1" aria-hidden="true" {}
        ol {
            @for (idx, option) in options.iter().enumerate() {
                li {
                    button.scene-option type="button" data-option=(option.name) {
                        kbd aria-hidden="true" { (idx + 1) } span { (option.text) }
                    }
                }
            }
        }
    }
}

fn press(words: &Words) -> Markup {
    html! {
        button.scene-press type="button" data-press {
            span data-press-open { (words.get("scene-press")) }
            span data-press-noted hidden { (words.get("scene-press-noted")) }
        }
        p.quiet { (words.get("scene-press-keys")) }
    }
}

fn ratings(low: &str, high: &str, heading: &str) -> Markup {
    let label = |rating: u8| match rating {
        LOWEST_RATING => format!("{rating}, {low}"),
        HIGHEST_RATING => format!("{rating}, {high}"),
        _ => rating.to_string(),
    };
    html! {
        progress.scene-window data-window max="1" value="1" aria-hidden="true" {}
        div.scene-ratings role="group" aria-labelledby=(heading) {
            @for rating in LOWEST_RATING..=HIGHEST_RATING {
                button.scene-rating type="button" data-rating=(rating) aria-label=(label(rating)) { (rating) }
            }
        }
        div.scene-ends aria-hidden="true" { span { (low) } span { (high) } }
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
