use maud::{Markup, Render, html};

use crate::web::candidate::paths;
use crate::web::candidate::shell::{Frame, Script, candidate_page};
use crate::web::words::Words;

/// What a candidate reads and agrees to before anything is recorded.
#[derive(Debug, Clone)]
pub struct NoticePage {
    /// The frame.
    pub frame: Frame,
    /// The version of this text, which the consent keeps.
    pub notice_version: String,
    /// What is applied for: `police officer, spring class 2027`.
    pub position: String,
    /// The whole way in minutes.
    pub minutes: u32,
    /// Its timed parts.
    pub parts: Vec<NoticePart>,
    /// Until when the link works, in words.
    pub open_until: String,
    /// Until when recordings and answers are kept, in words: `the end of 2028`.
    pub kept_until: String,
    /// The languages it can be read and the assessment be taken in.
    pub languages: Vec<String>,
}

/// One part of the way, with how long it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticePart {
    /// Its title.
    pub title: String,
    /// How long it may take.
    pub minutes: u32,
}

impl Render for NoticePage {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        let title = words.get("notice-title");
        let agency = || (&self.frame.agency).into();
        let contact = || (&self.frame.contact).into();
        let body = html! {
            @if self.languages.len() > 1 { (languages(words, &self.languages)) }
            h1 { (title) }
            p.lead { (words.with("notice-lead", [("agency", agency()), ("position", (&self.position).into())])) }

            h2 { (words.get("notice-what")) }
            p { (words.with("notice-total", [("minutes", self.minutes.into()), ("until", (&self.open_until).into())])) }
            ul {
                @for part in &self.parts {
                    li { (words.with("notice-part", [("title", (&part.title).into()), ("minutes", part.minutes.into())])) }
                }
            }
            p { (words.get("notice-timed")) }

            h2 { (words.get("notice-recorded")) }
            ul {
                li { (words.get("notice-recorded-answers")) }
                li { (words.get("notice-recorded-camera")) }
                li { (words.get("notice-recorded-never")) }
            }
            p { (words.get("notice-no-analysis")) }

            h2 { (words.get("notice-who")) }
            p { (words.with("notice-who-text", [("agency", agency())])) }
            p { (words.with("notice-kept", [("kept", (&self.kept_until).into())])) }

            h2 { (words.get("notice-decides")) }
            p { (words.get("notice-decides-text")) }

            h2 { (words.get("notice-help")) }
            p { (words.with("notice-help-text", [("contact", contact())])) }

            form.sitting-form method="post" action=(paths::CONSENT) {
                input type="hidden" name="notice_version" value=(self.notice_version);
                input type="hidden" name="locale" value=(words.locale());
                div.usa-checkbox {
                    input.usa-checkbox__input #agree type="checkbox" required;
                    label.usa-checkbox__label for="agree" { (words.get("notice-agree")) }
                }
                div.form-actions { button.usa-button type="submit" { (words.get("notice-agree-button")) } }
            }
            p.quiet { (words.with("notice-decline", [("contact", contact())])) }
        };
        candidate_page(&self.frame, Script::Resume, &title, &body)
    }
}

/// Links to this page in each language, each in its own words.
fn languages(words: &Words, locales: &[String]) -> Markup {
    html! {
        nav.languages aria-label=(words.get("notice-languages")) {
            ul role="list" {
                @for locale in locales {
                    @let name = Words::of(locale).get("language-name");
                    li {
                        a href={ (paths::SITTING) "?language=" (locale) } lang=(locale) hreflang=(locale)
                            aria-current=[(words.locale() == locale).then_some("true")] { (name) }
                    }
                }
            }
            p.quiet { (words.get("notice-language-stays")) }
        }
    }
}

#[cfg(test)]
impl NoticePage {
    pub(crate) fn samples() -> Vec<Self> {
        let part = |title: &str, minutes| NoticePart {
            title: title.to_owned(),
            minutes,
        };
        vec![Self {
            frame: super::samples::frame(0),
            notice_version: "2026-11".to_owned(),
            position: "police officer, spring class 2027".to_owned(),
            minutes: 45,
            parts: vec![
                part("A return at the shop", 6),
                part("Questions about you", 10),
                part("At the garden fence", 6),
                part("Arrows", 16),
            ],
            open_until: "30 November 2026, 23:59 EST".to_owned(),
            kept_until: "23 November 2028".to_owned(),
            languages: vec!["en".to_owned(), "es".to_owned()],
        }]
    }
}
