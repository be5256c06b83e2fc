use maud::{Markup, Render, html};

use super::stages;
use crate::web::candidate::paths;
use crate::web::candidate::shell::{Frame, Script, candidate_page, needs_script};

/// The check of camera, microphone, sound, keyboard and screen, and the choice how to answer.
#[derive(Debug, Clone)]
pub struct DeviceCheckPage {
    /// The frame.
    pub frame: Frame,
}

impl Render for DeviceCheckPage {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        let title = words.get("check-title");
        let body = html! {
            h1 { (title) }
            p.lead { (words.get("check-lead")) }
            (needs_script(&self.frame))
            (self.camera())
            (self.sound())
            (self.keyboard())
            (self.form())
        };
        candidate_page(&self.frame, Script::Check, &title, &body)
    }
}

impl DeviceCheckPage {
    fn camera(&self) -> Markup {
        let words = self.frame.words;
        self.part(
            "camera",
            &html! {
                p { (words.get("check-camera-text")) }
                div.form-actions {
                    button.usa-button."usa-button--outline" type="button" data-action="open-camera" disabled {
                        (words.get("check-camera-open"))
                    }
                }
                (stages::camera_help(words))
                div data-camera-live hidden {
                    p { (words.get("check-camera-live")) }
                    video.self-view data-self-view aria-label=(words.get("check-self-view")) autoplay muted playsinline {}
                    p.sound-level {
                        label for="sound-level" { (words.get("check-sound-level")) }
                        meter #sound-level data-sound-level min="0" max="1" value="0" {}
                    }
                    div.form-actions {
                        button.usa-button type="button" data-action="record-clip" { (words.get("check-record")) }
                        span.recording-mark data-recording-now hidden { (words.get("check-recording-now")) }
                    }
                }
                div data-clip-part hidden {
                    h3 tabindex="-1" data-focus { (words.get("check-clip-title")) }
                    video.clip data-clip aria-label=(words.get("check-clip-label")) controls playsinline {}
                    div.form-actions {
                        button.usa-button type="button" data-action="clip-fine" { (words.get("check-clip-fine")) }
                    }
                }
            },
        )
    }

    fn sound(&self) -> Markup {
        let words = self.frame.words;
        self.part(
            "sound",
            &html! {
                p { (words.get("check-sound-text")) }
                div.form-actions {
                    button.usa-button."usa-button--outline" type="button" data-action="play-sound" disabled {
                        (words.get("check-sound-play"))
                    }
                }
                div.form-actions data-heard hidden {
                    span { (words.get("check-sound-heard-question")) }
                    button.usa-button type="button" data-action="heard" { (words.get("check-sound-heard")) }
                }
            },
        )
    }

    fn keyboard(&self) -> Markup {
        let words = self.frame.words;
        self.part(
            "keyboard",
            &html! {
                p { (words.get("check-keyboard-text")) }
                p.quiet { (words.get("check-keyboard-later")) }
            },
        )
    }

    /// One part of the check, with the word that it is done.
    fn part(&self, name: &str, content: &Markup) -> Markup {
        let words = self.frame.words;
        html! {
            section.check-part data-part=(name) {
                h2 {
                    (words.get(&format!("check-{name}"))) " "
                    span.usa-tag.mark-good data-done hidden { (words.get("check-done")) }
                }
                (content)
            }
        }
    }

    fn form(&self) -> Markup {
        let words = self.frame.words;
        html! {
            form.sitting-form data-device method="post" action=(paths::DEVICE) {
                input type="hidden" name="has_keyboard" value="false";
                input type="hidden" name="can_play" value="false";
                @for name in ["refresh_hz", "late_frames", "browser"] {
                    input type="hidden" name=(name) disabled;
                }
                fieldset.usa-fieldset {
                    legend.usa-legend { (words.get("check-answer-by")) }
                    p.usa-hint { (words.get("check-answer-hint")) }
                    @for (way, text) in [("camera", "check-answer-camera"), ("typing", "check-answer-typing")] {
                        div.usa-radio {
                            input.usa-radio__input id={ "answer-" (way) } type="radio" name="answer_by" value=(way) required;
                            label.usa-radio__label for={ "answer-" (way) } { (words.get(text)) }
                        }
                    }
                }
                div.form-actions { button.usa-button type="submit" { (words.get("check-continue")) } }
            }
        }
    }
}

#[cfg(test)]
impl DeviceCheckPage {
    pub(crate) fn samples() -> Vec<Self> {
        vec![Self {
            frame: super::samples::frame(1),
        }]
    }
}
