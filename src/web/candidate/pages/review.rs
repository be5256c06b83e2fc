use maud::{Markup, Render, html};

use crate::ids::RecordingId;
use crate::web::candidate::paths;
use crate::web::candidate::shell::{Frame, Script, candidate_page};

/// What has arrived, before everything is handed in.
#[derive(Debug, Clone)]
pub struct ReviewPage {
    /// The frame.
    pub frame: Frame,
    /// The titles of all sections, which are done.
    pub sections: Vec<String>,
    /// The camera answers.
    pub recordings: Vec<RecordingView>,
}

/// How much of a camera answer has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingView {
    /// The recording.
    pub recording: RecordingId,
    /// The title of its section.
    pub title: String,
    /// Pieces on the server's disk.
    pub received: u32,
    /// Pieces in all, once it has ended.
    pub segments: Option<u32>,
    /// Whether all of it is there.
    pub is_whole: bool,
}

impl Render for ReviewPage {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        let title = words.get("review-title");
        let is_missing = self.recordings.iter().any(|recording| !recording.is_whole);
        let body = html! {
            h1 { (title) }
            p.lead { (words.get("review-lead")) }
            h2 { (words.get("review-parts")) }
            ul.done-list {
                @for section in &self.sections {
                    li { (section) " " span.usa-tag.mark-good { (words.get("review-part-done")) } }
                }
            }
            @if !self.recordings.is_empty() {
                h2 { (words.get("review-recordings")) }
                ul.recording-list { @for recording in &self.recordings { (self.recording(recording)) } }
            }
            form.sitting-form data-submit method="post" action=(paths::SUBMIT) {
                div data-missing hidden[!is_missing] {
                    div.usa-alert."usa-alert--warning" {
                        div.usa-alert__body {
                            p.usa-alert__heading { (words.get("review-waiting-title")) }
                            p.usa-alert__text { (words.get("review-waiting-text")) }
                        }
                    }
                    div.usa-checkbox {
                        input.usa-checkbox__input #confirm-missing type="checkbox" name="confirm_missing" value="true"
                            required[is_missing];
                        label.usa-checkbox__label for="confirm-missing" { (words.get("review-confirm-missing")) }
                    }
                }
                p { (words.get("review-final")) }
                div.form-actions { button.usa-button type="submit" { (words.get("review-submit")) } }
            }
        };
        candidate_page(&self.frame, Script::Review, &title, &body)
    }
}

impl ReviewPage {
    fn recording(&self, recording: &RecordingView) -> Markup {
        let words = self.frame.words;
        let total = recording.segments.unwrap_or(recording.received);
        let places = [
            ("received", recording.received.into()),
            ("total", total.into()),
        ];
        html! {
            li data-recording=(recording.recording) {
                span { (recording.title) }
                span.usa-tag.mark-good data-received-whole hidden[!recording.is_whole] { (words.get("review-whole")) }
                span.figure data-received-text data-words=(words.open("review-received", ["received", "total"]))
                    hidden[recording.is_whole] { (words.with("review-received", places)) }
                progress data-received-bar aria-label=(recording.title) max=(total.max(1)) value=(recording.received)
                    hidden[recording.is_whole] {}
            }
        }
    }
}

#[cfg(test)]
impl ReviewPage {
    pub(crate) fn samples() -> Vec<Self> {
        let recording = |n, title: &str, received, is_whole| RecordingView {
            recording: RecordingId(uuid::Uuid::from_u128(n)),
            title: title.to_owned(),
            received,
            segments: Some(12),
            is_whole,
        };
        let first = Self {
            frame: super::samples::frame(7),
            sections: [
                "A return at the shop",
                "Questions about you",
                "At the garden fence",
                "Arrows",
            ]
            .map(str::to_owned)
            .to_vec(),
            recordings: vec![
                recording(1, "A return at the shop", 12, true),
                recording(2, "At the garden fence", 5, false),
            ],
        };
        let typed = Self {
            recordings: Vec::new(),
            ..first.clone()
        };
        vec![first, typed]
    }
}
