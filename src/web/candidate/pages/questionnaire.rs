use maud::{Markup, Render, html};

use super::{ItemForm, ItemView};
use crate::web::candidate::shell::{Frame, Script, candidate_page};

/// One page of sentences that the candidate judges.
#[derive(Debug, Clone)]
pub struct QuestionnairePage {
    /// The frame.
    pub frame: Frame,
    /// The section's title.
    pub title: String,
    /// The page's items.
    pub form: ItemForm,
}

impl Render for QuestionnairePage {
    fn render(&self) -> Markup {
        let (words, form) = (self.frame.words, &self.form);
        let page = words.with(
            "questions-page",
            [
                ("page", (form.page + 1).into()),
                ("pages", form.pages.into()),
            ],
        );
        let fields = html! {
            p.item-legend.quiet { (words.get("questions-legend")) }
            @for item in &form.items { (self.item(item)) }
        };
        let body = html! {
            (form.painted())
            h1 { (self.title) }
            (form.progress(words, &page))
            (ItemForm::hint(words, &words.get("questions-hint-title")))
            (form.form(words, &fields))
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
    fn item(&self, item: &ItemView) -> Markup {
        html! {
            fieldset.usa-fieldset.item data-item=(item.name) {
                legend.usa-legend {
                    (item.text) " "
                    span.item-open data-unanswered hidden { (self.frame.words.get("questions-unanswered")) }
                }
                div.item-points {
                    @for (code, label) in (1_u8..).zip(&self.form.labels) {
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
        use crate::assessment::{ItemName, SectionName};
        let item = |name: &str, text: &str, answer| ItemView {
            name: ItemName::parse(name).unwrap(),
            text: text.to_owned(),
            answer,
        };
        let first = Self {
            frame: super::samples::frame(4),
            title: "Questions about you".to_owned(),
            form: ItemForm {
                section: SectionName::parse("questions").unwrap(),
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
            },
        };
        let last = Self {
            form: ItemForm {
                page: 3,
                answered_elsewhere: 20,
                items: first
                    .form
                    .items
                    .iter()
                    .map(|item| ItemView {
                        answer: Some(4),
                        ..item.clone()
                    })
                    .collect(),
                ..first.form.clone()
            },
            ..first.clone()
        };
        vec![first, last]
    }
}
