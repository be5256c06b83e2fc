//! What a reader must know about the norm group before reading a score.

use maud::{Markup, Render, html};

use super::figure;
use super::notice::{Mark, Notice, Tone};
use crate::app::norms::RawUnit;
use crate::assessment::NormStatus;
use crate::scoring::NormGroupReference;

/// The mark of a norm group's status.
pub fn status_mark(status: NormStatus) -> Mark {
    match status {
        NormStatus::Draft => Mark::new(Tone::Stop, "Draft"),
        NormStatus::Provisional => Mark::new(Tone::Caution, "Provisional"),
        NormStatus::Operational => Mark::new(Tone::Good, "Operational"),
        NormStatus::Synthetic => Mark::new(Tone::Caution, "Synthetic"),
    }
}

/// The word for what a raw score is counted in.
pub const fn unit(unit: RawUnit) -> &'static str {
    match unit {
        RawUnit::Points => "points",
        RawUnit::Agreement => "agreement",
        RawUnit::Milliseconds => "ms",
        RawUnit::Share => "share of trials",
        RawUnit::ZUnits => "z units",
        RawUnit::WeightedZ => "weighted z",
    }
}

/// Names a group with its size and status, in one line.
pub fn group_line(group: &NormGroupReference) -> Markup {
    html! {
        span { "Compared with “" (group.title) "”, n = " (figure::count(group.n.into())) " " }
        (status_mark(group.status))
    }
}

/// What the group's status means for whoever reads a score; nothing where it may be relied on.
pub fn caution(status: NormStatus) -> Markup {
    let (tone, title, text) = match status {
        NormStatus::Operational => return html! {},
        NormStatus::Draft => (
            Tone::Stop,
            "This norm group is a draft",
            "It has fewer than 100 people. Scores against it are for psychologists only.",
        ),
        NormStatus::Provisional => (
            Tone::Caution,
            "This norm group is provisional",
            "It has fewer than 400 people. Read the interval, not only the score.",
        ),
        NormStatus::Synthetic => (
            Tone::Caution,
            "These norms are synthetic",
            "A simulation made this norm group. It shows how Composure works. Do not use its scores to decide about a real person.",
        ),
    };
    Notice {
        tone,
        title: title.to_owned(),
        text: text.to_owned(),
    }
    .render()
}
