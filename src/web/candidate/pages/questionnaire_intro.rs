use maud::{Markup, Render, html};

use crate::web::candidate::paths;
use crate::web::candidate::shell::{Frame, Script, candidate_page};

/// What comes before the first page of a part that is answered with codes. Its clock does not run yet.
#[derive(Debug, Clone)]
pub struct QuestionnaireIntroPage {
    /// The frame.
    pub frame: Frame,
    /// The section's title.
    pub title: String,
    /// What is asked in it.
    pub asked: WhatIsAsked,
    /// How long it may take, in minutes, rounded up, with the candidate's extra time.
    pub limit_minutes: u32,
}

/// What a part that is answered with codes asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhatIsAsked {
    /// How well so many sentences fit.
    Sentences(u32),
    /// How well what could be done in so many situations would work.
    Situations(u32),
}

impl Render for QuestionnaireIntroPage {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        let body = html! {
            h1 { (words.with("questions-intro-title", [("title", (&self.title).into())])) }
            p.lead {
                @match self.asked {
                    WhatIsAsked::Sentences(items) => (words.with("questions-intro-text", [("items", items.into())])),
                    WhatIsAsked::Situations(situations) => {
                        (words.with("judgement-intro-text", [("situations", situations.into())]))
                    }
                }
            }
            p { (words.with("questions-intro-limit", [("minutes", self.limit_minutes.into())])) }
            p {
                (words.get(match self.asked {
                    WhatIsAsked::Sentences(_) => "questions-intro-honest",
                    WhatIsAsked::Situations(_) => "judgement-intro-how",
                }))
            }
            div.form-actions { a.usa-button href=(paths::BEGIN) { (words.get("questions-begin")) } }
        };
        candidate_page(&self.frame, Script::Resume, &self.title, &body)
    }
}

#[cfg(test)]
impl QuestionnaireIntroPage {
    pub(crate) fn samples() -> Vec<Self> {
        let sentences = Self {
            frame: super::samples::frame(4),
            title: "Questions about you".to_owned(),
            asked: WhatIsAsked::Sentences(26),
            limit_minutes: 10,
        };
        let situations = Self {
            title: "What would work?".to_owned(),
            asked: WhatIsAsked::Situations(12),
            limit_minutes: 15,
            ..sentences.clone()
        };
        vec![sentences, situations]
    }
}
