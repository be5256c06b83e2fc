//! What tells a reader something: notices, marks beside a name, and pages with nothing on them yet.

use maud::{Markup, Render, html};

use crate::scoring::Verdict;

/// How serious a notice or a mark is; its words say so too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Plain,
    /// It is done, or stands well.
    Good,
    /// Read this before going on.
    Caution,
    /// It did not work, or must not be used.
    Stop,
}

/// A message above a page or a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How serious it is.
    pub tone: Tone,
    /// What it is about.
    pub title: String,
    /// What happened, and what to do.
    pub text: String,
}

impl Render for Notice {
    fn render(&self) -> Markup {
        let (class, role) = match self.tone {
            Tone::Plain => ("usa-alert", "status"),
            Tone::Good => ("usa-alert usa-alert--success", "status"),
            Tone::Caution => ("usa-alert usa-alert--warning", "status"),
            Tone::Stop => ("usa-alert usa-alert--error", "alert"),
        };
        html! {
            div class=(class) role=(role) {
                div.usa-alert__body {
                    p.usa-alert__heading { (self.title) }
                    p.usa-alert__text { (self.text) }
                }
            }
        }
    }
}

/// A word or two beside a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// How serious it is.
    pub tone: Tone,
    /// The words.
    pub text: String,
}

impl Mark {
    /// A mark of that tone.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self {
            tone,
            text: text.into(),
        }
    }

    /// What may be done with a sitting's scores.
    pub fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Interpretable => Self::new(Tone::Plain, "Can be read"),
            Verdict::InterpretWithCaution => Self::new(Tone::Caution, "Read with care"),
            Verdict::Retest => Self::new(Tone::Stop, "Offer a retest"),
        }
    }
}

impl Render for Mark {
    fn render(&self) -> Markup {
        let class = match self.tone {
            Tone::Plain => "usa-tag",
            Tone::Good => "usa-tag mark-good",
            Tone::Caution => "usa-tag mark-caution",
            Tone::Stop => "usa-tag mark-stop",
        };
        html! { span class=(class) { (self.text) } }
    }
}

/// Stands where a list would, and says what to do.
pub fn empty_state(title: &str, what_to_do: &str) -> Markup {
    html! {
        div.empty-state {
            h2 { (title) }
            p { (what_to_do) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_went_wrong_interrupts_a_screen_reader() {
        let notice = |tone| Notice {
            tone,
            title: "Title".to_owned(),
            text: "Text".to_owned(),
        };
        let role_of = |tone| {
            notice(tone)
                .render()
                .into_string()
                .contains(r#"role="alert""#)
        };
        assert!(role_of(Tone::Stop));
        assert!(!role_of(Tone::Good));
    }
}
