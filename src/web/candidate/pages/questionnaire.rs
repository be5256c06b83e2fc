use maud::{Markup, Render, html};

use crate::assessment::{ItemName, SectionName};
use crate::web::candidate::paths;
use crate::web::candidate::shell::{Frame, Script, alert, candidate_page};

/// One page of items. It is a plain form; with a script each answer is saved when it is given.
#[derive(Debug, Clone)]
pub struct QuestionnairePage {
    /// The frame.
    pub frame: Frame,
    /// The section.
    pub section: SectionName,
    /// Its title.
    pub title: String,
    /// This page, from 0.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// How many items all pages have.
    pub item_count: u32,
    /// How many items of other pages are answered.
    pub answered_elsewhere: u32,
    /// The items of this page.
    pub items: Vec<ItemView>,
    /// The words of each point, the lowest first; a point's code is its place from 1.
    pub labels: Vec<String>,
}

/// One item as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemView {
    /// Its name.
    pub name: ItemName,
    /// The sentence to judge.
    pub text: String,
    /// The code answered so far.
    pub answer: Option<u8>,
}

impl Render for QuestionnairePage {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        let is_last = self.page + 1 == self.pages;
        let page = words.with(
            "questions-page",
            [
                ("page", (self.page + 1).into()),
                ("pages", self.pages.into()),
            ],
        );
        let body = html! {
            noscript { img src=(paths::painted(&self.section)) alt="" width="1" height="1"; }
            h1 { (self.title) }
            (self.progress(&page))
            div data-unanswered-hint role="alert" hidden {
                (alert("usa-alert--warning", &words.get("questions-hint-title"), &words.get("questions-hint-text")))
            }
            form.item-form data-items method="post" action=(paths::ANSWERS) data-page=(self.page)
                data-item-count=(self.item_count) data-answered-elsewhere=(self.answered_elsewhere) {
                input type="hidden" name="section" value=(self.section);
                input type="hidden" name="page" value=(self.page);
                p.item-legend.quiet { (words.get("questions-legend")) }
                @for item in &self.items { (self.item(item)) }
                div.form-actions {
                    // First in the form, so that Enter goes on and not back.
                    button.usa-button type="submit" name="go" value=(if is_last { "finish" } else { "next" }) {
                        (words.get(if is_last { "questions-finish" } else { "questions-next" }))
                    }
                    @if self.page > 0 {
                        button.usa-button."usa-button--outline" type="submit" name="go" value="back" {
                            (words.get("questions-back"))
                        }
                    }
                }
            }
        };
        candidate_page(
            &self.frame,
            Script::Questionnaire,
            &format!("{page} – {}", self.title),
            &body,
        )
    }
}

impl QuestionnairePage {
    fn progress(&self, page: &str) -> Markup {
        let words = self.frame.words;
        let here = self
            .items
            .iter()
            .filter(|item| item.answer.is_some())
            .count();
        let answered = self
            .answered_elsewhere
            .saturating_add(u32::try_from(here).unwrap_or(u32::MAX));
        let text = words.with(
            "questions-progress",
            [
                ("answered", answered.into()),
                ("items", self.item_count.into()),
            ],
        );
        html! {
            div.item-progress {
                span { (page) }
                span.figure data-progress-text data-words=(words.open("questions-progress", ["answered", "items"])) {
                    (text)
                }
                progress data-progress aria-label=(text) max=(self.item_count) value=(answered) {}
            }
        }
    }

    fn item(&self, item: &ItemView) -> Markup {
        html! {
            fieldset.usa-fieldset.item data-item=(item.name) {
                legend.usa-legend {
                    (item.text) " "
                    span.item-open data-unanswered hidden { (self.frame.words.get("questions-unanswered")) }
                }
                div.item-points {
                    @for (code, label) in (1_u8..).zip(&self.labels) {
                        @let id = format!("{}-{code}", item.name);
                        div.usa-radio {
                            input.usa-radio__input id=(id) type="radio" name={ "item." (item.name) } value=(code)
                                checked[item.answer == Some(code)];
                            label.usa-radio__label for=(id) { (label) }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
impl QuestionnairePage {
    pub(crate) fn samples() -> Vec<Self> {
        let item = |name: &str, text: &str, answer| ItemView {
            name: ItemName::parse(name).unwrap(),
            text: text.to_owned(),
            answer,
        };
        let first = Self {
            frame: super::samples::frame(4),
            section: SectionName::parse("questions").unwrap(),
            title: "Questions about you".to_owned(),
            page: 0,
            pages: 4,
            item_count: 26,
            answered_elsewhere: 0,
            items: vec![
                item(
                    "restraint-1",
                    "I think before I speak when I am annoyed.",
                    None,
                ),
                item(
                    "restraint-2",
                    "I interrupt people when I already know what they mean.",
                    None,
                ),
                item(
                    "listening-1",
                    "People tell me more than they had planned to.",
                    None,
                ),
            ],
            labels: ["Not at all", "A little", "Partly", "Mostly", "Completely"]
                .map(str::to_owned)
                .to_vec(),
        };
        let last = Self {
            page: 3,
            answered_elsewhere: 20,
            items: first
                .items
                .iter()
                .map(|item| ItemView {
                    answer: Some(4),
                    ..item.clone()
                })
                .collect(),
            ..first.clone()
        };
        vec![first, last]
    }
}
