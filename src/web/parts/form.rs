//! Forms: fields with their label, hint and what is wrong with them.

use std::collections::BTreeMap;

use maud::{Markup, Render, html};

use super::notice::{Notice, Tone};

/// What somebody has filled in, and what was wrong with it: a refused form comes back as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled {
    values: BTreeMap<&'static str, String>,
    problems: BTreeMap<&'static str, String>,
}

impl Filled {
    /// A form nobody has filled in.
    pub fn empty() -> Self {
        Self::default()
    }
    /// With this in that field.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.insert(name, value.into());
        self
    }
    /// With this against that field, one sentence that says what to do.
    #[must_use]
    pub fn refused(mut self, name: &'static str, problem: impl Into<String>) -> Self {
        self.problems.insert(name, problem.into());
        self
    }
    /// Whether anything is wrong.
    pub fn is_refused(&self) -> bool {
        !self.problems.is_empty()
    }
    /// What stands in that field.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }
    /// What is wrong with that field.
    pub fn problem(&self, name: &str) -> Option<&str> {
        self.problems.get(name).map(String::as_str)
    }
    /// Whether that field, which holds words between spaces, holds this one.
    pub fn holds(&self, name: &str, word: &str) -> bool {
        self.value(name).split_whitespace().any(|one| one == word)
    }
}

/// Says above a form that it was refused; nothing where it was not.
pub fn refusal(filled: &Filled) -> Markup {
    if !filled.is_refused() {
        return html! {};
    }
    Notice {
        tone: Tone::Stop,
        title: "Nothing was saved".to_owned(),
        text: "Mend the marked fields and send the form again.".to_owned(),
    }
    .render()
}

/// One field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field<'a> {
    /// Its name on the wire, also its `id`.
    pub name: &'static str,
    /// What is asked for.
    pub label: &'a str,
    /// How to answer, where that is not plain.
    pub hint: Option<&'a str>,
    /// The form it stands in.
    pub filled: &'a Filled,
}

/// What kind of text a field takes; browsers help with each in their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Any line.
    Line,
    /// An e-mail address.
    Email,
    /// The password of an account, never shown again.
    Password,
    /// A password that somebody is to have, never shown again.
    NewPassword,
    /// A day and a time without a zone.
    LocalTime,
}

/// One of several things to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// The hidden token that proves a form came from our own page.
pub fn csrf(token: &str) -> Markup {
    html! { input type="hidden" name="csrf" value=(token); }
}

/// A line of text that must be filled in.
pub fn text(field: &Field<'_>, kind: TextKind) -> Markup {
    let (input_type, autocomplete) = match kind {
        TextKind::Line => ("text", "off"),
        TextKind::Email => ("email", "username"),
        TextKind::Password => ("password", "current-password"),
        TextKind::NewPassword => ("password", "new-password"),
        TextKind::LocalTime => ("datetime-local", "off"),
    };
    let value = (input_type != "password").then(|| field.filled.value(field.name));
    group(
        field,
        &html! {
            input class=(control_class("usa-input", field)) id=(field.name) name=(field.name)
                type=(input_type) value=[value] autocomplete=(autocomplete) required
                aria-describedby=[described_by(field)] aria-invalid=[invalid(field)];
        },
    )
}

/// A field to search with, which may stay empty.
pub fn search(field: &Field<'_>) -> Markup {
    group(
        field,
        &html! {
            input.usa-input id=(field.name) name=(field.name) type="search"
                value=(field.filled.value(field.name)) autocomplete="off"
                aria-describedby=[described_by(field)];
        },
    )
}

/// Several lines of text.
pub fn lines(field: &Field<'_>) -> Markup {
    group(
        field,
        &html! {
            textarea class=(control_class("usa-textarea", field)) id=(field.name) name=(field.name) rows="5" required
                aria-describedby=[described_by(field)] aria-invalid=[invalid(field)] {
                (field.filled.value(field.name))
            }
        },
    )
}

/// One choice out of a list; the first is taken when nothing has been chosen.
pub fn select(field: &Field<'_>, choices: &[Choice]) -> Markup {
    let chosen = field.filled.value(field.name);
    group(
        field,
        &html! {
            select class=(control_class("usa-select", field)) id=(field.name) name=(field.name)
                aria-describedby=[described_by(field)] aria-invalid=[invalid(field)] {
                @for choice in choices {
                    option value=(choice.value) selected[choice.value == chosen] { (choice.label) }
                }
            }
        },
    )
}

/// One choice out of a few, all in sight.
pub fn radios(field: &Field<'_>, choices: &[Choice]) -> Markup {
    let chosen = field.filled.value(field.name);
    options(
        field,
        &html! {
            @for choice in choices {
                @let id = format!("{}-{}", field.name, choice.value);
                div.usa-radio {
                    input.usa-radio__input type="radio" id=(id) name=(field.name) value=(choice.value)
                        checked[choice.value == chosen] required;
                    label.usa-radio__label for=(id) { (choice.label) }
                }
            }
        },
    )
}

/// Any of a few choices; each is sent as a field of its own, `<name>.<value>`.
pub fn checkboxes(field: &Field<'_>, choices: &[Choice]) -> Markup {
    options(
        field,
        &html! {
            @for choice in choices {
                @let id = format!("{}.{}", field.name, choice.value);
                div.usa-checkbox {
                    input.usa-checkbox__input type="checkbox" id=(id) name=(id) value="yes"
                        checked[field.filled.holds(field.name, &choice.value)];
                    label.usa-checkbox__label for=(id) { (choice.label) }
                }
            }
        },
    )
}

fn group(field: &Field<'_>, control: &Markup) -> Markup {
    html! {
        div class=(group_class(field)) {
            label.usa-label for=(field.name) { (field.label) }
            (hint_and_problem(field))
            (control)
        }
    }
}

fn options(field: &Field<'_>, controls: &Markup) -> Markup {
    html! {
        div class=(group_class(field)) {
            fieldset.usa-fieldset aria-describedby=[described_by(field)] {
                legend.usa-legend { (field.label) }
                (hint_and_problem(field))
                (controls)
            }
        }
    }
}

fn hint_and_problem(field: &Field<'_>) -> Markup {
    html! {
        @if let Some(hint) = field.hint {
            div.usa-hint id={ (field.name) "-hint" } { (hint) }
        }
        @if let Some(problem) = field.filled.problem(field.name) {
            div.usa-error-message id={ (field.name) "-problem" } { (problem) }
        }
    }
}

fn described_by(field: &Field<'_>) -> Option<String> {
    let hint = field.hint.map(|_| format!("{}-hint", field.name));
    let problem = field
        .filled
        .problem(field.name)
        .map(|_| format!("{}-problem", field.name));
    let ids: Vec<String> = hint.into_iter().chain(problem).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn invalid(field: &Field<'_>) -> Option<&'static str> {
    field.filled.problem(field.name).map(|_| "true")
}

fn group_class(field: &Field<'_>) -> &'static str {
    if field.filled.problem(field.name).is_some() {
        "usa-form-group usa-form-group--error"
    } else {
        "usa-form-group"
    }
}

fn control_class(class: &str, field: &Field<'_>) -> String {
    if field.filled.problem(field.name).is_some() {
        format!("{class} usa-input--error")
    } else {
        class.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_field_keeps_its_value_and_names_its_problem() {
        let filled = Filled::empty()
            .with("title", "Spring")
            .refused("title", "Another campaign has this title.");
        let field = Field {
            name: "title",
            label: "Title",
            hint: None,
            filled: &filled,
        };
        let html = text(&field, TextKind::Line).into_string();
        assert!(html.contains(r#"value="Spring""#));
        assert!(html.contains(r#"aria-describedby="title-problem""#));
        assert!(html.contains("Another campaign has this title."));
    }

    #[test]
    fn a_password_is_never_written_back() {
        let filled = Filled::empty().with("password", "correct horse");
        let field = Field {
            name: "password",
            label: "Password",
            hint: None,
            filled: &filled,
        };
        assert!(
            !text(&field, TextKind::Password)
                .into_string()
                .contains("horse")
        );
    }
}
