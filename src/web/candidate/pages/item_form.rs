use maud::{Markup, html};

use crate::assessment::{ItemName, SectionName};
use crate::web::candidate::paths;
use crate::web::candidate::shell::alert;
use crate::web::words::Words;

/// One thing that is answered with a code, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemView {
    /// Its name.
    pub name: ItemName,
    /// The sentence to judge, or what could be done.
    pub text: String,
    /// The code answered so far.
    pub answer: Option<u8>,
}

/// One page of a part that is answered with codes. It is a plain form; with a script each answer is saved when it is
/// given.
#[derive(Debug, Clone)]
pub struct ItemForm {
    /// The section.
    pub section: SectionName,
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

impl ItemForm {
    /// Where the candidate is, and how much is answered.
    pub(super) fn progress(&self, words: &Words, place: &str) -> Markup {
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
                span { (place) }
                span.figure data-progress-text data-words=(words.open("questions-progress", ["answered", "items"])) {
                    (text)
                }
                progress data-progress aria-label=(text) max=(self.item_count) value=(answered) {}
            }
        }
    }

    /// What points at items left open, once.
    pub(super) fn hint(words: &Words, title: &str) -> Markup {
        html! {
            div data-unanswered-hint role="alert" hidden {
                (alert("usa-alert--warning", title, &words.get("questions-hint-text")))
            }
        }
    }

    /// The form around its fields, with where to go from it.
    pub(super) fn form(&self, words: &Words, fields: &Markup) -> Markup {
        let is_last = self.page + 1 == self.pages;
        html! {
            form.item-form data-items method="post" action=(paths::ANSWERS) data-page=(self.page)
                data-item-count=(self.item_count) data-answered-elsewhere=(self.answered_elsewhere) {
                input type="hidden" name="section" value=(self.section);
                input type="hidden" name="page" value=(self.page);
                (fields)
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
        }
    }

    /// What says, without a script, that this page was painted.
    pub(super) fn painted(&self) -> Markup {
        html! {
            noscript { img src=(paths::painted(&self.section)) alt="" width="1" height="1"; }
        }
    }
}
