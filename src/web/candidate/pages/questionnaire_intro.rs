use maud::{Markup, Render, html};

use crate::web::candidate::paths;
use crate::web::candidate::shell::{Frame, Script, candidate_page};

/// What comes before a questionnaire's first page. Its clock does not run yet.
#[derive(Debug, Clone)]
pub struct QuestionnaireIntroPage {
    /// The frame.
    pub frame: Frame,
    /// The section's title.
    pub title: String,
    /// How many items it has.
    pub items: u32,
    /// How long it may take, in minutes, rounded up, with the candidate's extra time.
    pub limit_minutes: u32,
}

impl Render for QuestionnaireIntroPage {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        let body = html! {
            h1 { (words.with("questions-intro-title", [("title", (&self.title).into())])) }
            p.lead { (words.with("questions-intro-text", [("items", self.items.into())])) }
            p { (words.with("questions-intro-limit", [("minutes", self.limit_minutes.into())])) }
            p { (words.get("questions-intro-honest")) }
            div.form-actions { a.usa-button href=(paths::BEGIN) { (words.get("questions-begin")) } }
        };
        candidate_page(&self.frame, Script::Resume, &self.title, &body)
    }
}

#[cfg(test)]
impl QuestionnaireIntroPage {
    pub(crate) fn samples() -> Vec<Self> {
        vec![Self {
            frame: super::samples::frame(4),
            title: "Questions about you".to_owned(),
            items: 26,
            limit_minutes: 10,
        }]
    }
}
