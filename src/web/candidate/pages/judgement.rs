use maud::{Markup, Render, html};

use super::{ItemForm, ItemView};
use crate::web::candidate::shell::{Frame, Script, candidate_page};

/// One situation, and what could be done in it, each with a rating.
#[derive(Debug, Clone)]
pub struct JudgementPage {
    /// The frame.
    pub frame: Frame,
    /// The section's title.
    pub title: String,
    /// The situation.
    pub stem: String,
    /// What could be done.
    pub form: ItemForm,
}

impl Render for JudgementPage {
    fn render(&self) -> Markup {
        let (words, form) = (self.frame.words, &self.form);
        let place = words.with(
            "judgement-page",
            [
                ("page", (form.page + 1).into()),
                ("pages", form.pages.into()),
            ],
        );
        let fields = html! {
            p.judgement-stem #stem { (self.stem) }
            p.item-legend.quiet { (words.get("judgement-legend")) }
            @for item in &form.items { (self.option(item)) }
        };
        let body = html! {
            (form.painted())
            h1 { (self.title) }
            (form.progress(words, &place))
            (ItemForm::hint(words, &words.get("judgement-hint-title")))
            (form.form(words, &fields))
        };
        candidate_page(
            &self.frame,
            Script::Questionnaire,
            &format!("{place} – {}", self.title),
            &body,
        )
    }
}

impl JudgementPage {
    /// One option. The words of the ends stand under the numbers; every number says its own to who hears the page.
    fn option(&self, item: &ItemView) -> Markup {
        let labels = &self.form.labels;
        html! {
            fieldset.usa-fieldset.item.judgement-option data-item=(item.name) {
                legend.usa-legend {
                    (item.text) " "
                    span.item-open data-unanswered hidden { (self.frame.words.get("judgement-unanswered")) }
                }
                div.judgement-points {
                    @for (code, label) in (1_u8..).zip(labels) {
                        @let id = format!("{}-{code}", item.name);
                        div.judgement-point {
                            input.usa-radio__input id=(id) type="radio" name={ "item." (item.name) } value=(code)
                                checked[item.answer == Some(code)];
                            label for=(id) title=(label) {
                                (code) span.usa-sr-only { ", " (label) }
                            }
                        }
                    }
                }
                p.judgement-ends aria-hidden="true" {
                    @if let (Some(lowest), Some(highest)) = (labels.first(), labels.last()) {
                        span { (lowest) }
                        span { (highest) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
impl JudgementPage {
    pub(crate) fn samples() -> Vec<Self> {
        use crate::assessment::{ItemName, SectionName};
        let option = |name: &str, text: &str, answer| ItemView {
            name: ItemName::parse(name).unwrap(),
            text: text.to_owned(),
            answer,
        };
        let first = Self {
            frame: super::samples::frame(4),
            title: "What would work?".to_owned(),
            stem: "You work at a front desk. Two people have waited for the same room, and both say that they were \
                   first. One of them starts to speak louder. Other guests begin to look."
                .to_owned(),
            form: ItemForm {
                section: SectionName::parse("situations").unwrap(),
                page: 0,
                pages: 12,
                item_count: 48,
                answered_elsewhere: 0,
                items: vec![
                    option("desk-queue-wait", "Look at the screen and wait until they have sorted it out.", None),
                    option(
                        "desk-queue-hear-each",
                        "Ask both to step to the side with you, hear each of them, and then say what you can offer.",
                        None,
                    ),
                    option("desk-queue-order", "Tell the louder one to be quiet or to leave.", None),
                    option("desk-queue-manager", "Call your manager and say nothing until someone comes.", None),
                ],
                labels: [
                    "Very poor",
                    "Poor",
                    "Rather poor",
                    "In between",
                    "Rather good",
                    "Good",
                    "Very good",
                ]
                .map(str::to_owned)
                .to_vec(),
            },
        };
        let rated = |item: &ItemView, code| ItemView {
            answer: Some(code),
            ..item.clone()
        };
        let codes = [2, 7, 3, 4];
        let last = Self {
            form: ItemForm {
                page: 11,
                answered_elsewhere: 44,
                items: (first.form.items.iter().zip(codes))
                    .map(|(item, code)| rated(item, code))
                    .collect(),
                ..first.form.clone()
            },
            ..first.clone()
        };
        vec![first, last]
    }
}
