use maud::{Markup, html};

use crate::ids::RecordingId;
use crate::scoring::{Quality, Refusal, ScoreReport};
use crate::web::parts::moment::Moment;
use crate::web::parts::notice::{Mark, Tone};
use crate::web::parts::{figure, norms, paths, table};

/// An answer given on camera.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedAnswer {
    /// The recording.
    pub recording: RecordingId,
    /// The scene's title.
    pub title: String,
    /// What was asked.
    pub prompt: String,
    /// When it was recorded.
    pub at: Moment,
    /// Whether it can be played.
    pub status: ClipStatus,
}

/// Whether a recording can be played.
#[derive(Debug, Clone, PartialEq)]
pub enum ClipStatus {
    /// It can.
    Ready {
        /// Its media type.
        media_type: String,
        /// `0:42`.
        duration: String,
    },
    /// It is on its way; a sentence says how far.
    Pending {
        /// The sentence.
        sentence: String,
    },
    /// It cannot; a sentence says why and what to do.
    Failed {
        /// The sentence.
        sentence: String,
    },
}

/// An answer typed instead of recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenAnswer {
    /// The scene's title.
    pub title: String,
    /// What was asked.
    pub prompt: String,
    /// What was typed.
    pub text: String,
    /// When it was sent.
    pub at: Moment,
}

/// What the scores were made with, beside what the report itself says.
#[derive(Debug, Clone, PartialEq)]
pub struct Versions {
    /// The assessment's title and version.
    pub assessment: String,
    /// The version of the expert keys.
    pub keys: String,
    /// From when to when the norm group's data are.
    pub norms_collected: String,
    /// When the scores were made.
    pub scored: Moment,
    /// Scorings before this one, the latest first; they stay as they were issued.
    pub earlier: Vec<EarlierScoring>,
    /// The hash of what the campaign has sealed.
    pub seal: String,
    /// When it was sealed.
    pub sealed: Option<Moment>,
}

/// A scoring that a later one has followed.
#[derive(Debug, Clone, PartialEq)]
pub struct EarlierScoring {
    /// When it was made.
    pub at: Moment,
    /// The version of the scoring code.
    pub engine: String,
    /// The T score of the composite that ranks, with its error; absent when refused.
    pub ranking: Option<String>,
}

/// Something that disturbed the sitting.
#[derive(Debug, Clone, PartialEq)]
pub struct Disturbed {
    /// The event.
    pub sequence: u32,
    /// When.
    pub at: Moment,
    /// What it was.
    pub cause: String,
    /// In which section; absent between sections.
    pub section: Option<String>,
    /// How long, in milliseconds.
    pub duration_ms: f64,
}

/// What somebody has decided.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedDecision {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: String,
    /// What.
    pub decision: String,
    /// Why.
    pub reason: String,
}

/// Why there is no score, one sentence each.
pub(super) fn reasons(reasons: &[Refusal]) -> Markup {
    html! {
        ul.reasons { @for reason in reasons { li { (reason.sentence) } } }
    }
}

/// How far the answers may be trusted.
pub(super) fn quality(quality: &Quality, noted: &[Disturbed]) -> Markup {
    let header = html! { (table::header("Index")) (table::number_header("Value")) };
    let rows = html! {
        @for detail in &quality.details {
            tr {
                th scope="row" { (detail.name) }
                td.number { (figure::optional(detail.value.map(figure::plain))) }
            }
        }
    };
    html! {
        section aria-labelledby="quality" {
            h2 #quality { "How the answers were given" }
            p { (Mark::of_verdict(quality.verdict)) }
            @if quality.flags.is_empty() {
                p.quiet { "No index is out of its range." }
            } @else {
                (reasons(&quality.flags))
            }
            details {
                summary { "All indices" }
                (table::table("Response quality", &header, &rows))
            }
            (disturbances(noted))
        }
    }
}

/// What disturbed the sitting.
fn disturbances(disturbances: &[Disturbed]) -> Markup {
    let header = html! {
        (table::number_header("Event"))
        (table::header("When"))
        (table::header("What"))
        (table::header("Part"))
        (table::unit_header("Lasted", "ms"))
    };
    let rows = html! {
        @for one in disturbances {
            tr {
                td.number { (figure::count(one.sequence.into())) }
                td { (one.at) }
                td { (one.cause) }
                td { (figure::optional(one.section.clone())) }
                td.number { (figure::decimal(one.duration_ms, 0)) }
            }
        }
    };
    let caption = figure::counted(disturbances.len() as u64, "disturbance", "disturbances");
    html! {
        @if disturbances.is_empty() {
            p.quiet { "Nothing disturbed the sitting." }
        } @else {
            details {
                summary { (caption) " of the sitting" }
                (table::table(&caption, &header, &rows))
            }
        }
    }
}

/// The answers in the applicant's own words.
pub(super) fn answers(recordings: &[RecordedAnswer], written: &[WrittenAnswer]) -> Markup {
    html! {
        section aria-labelledby="answers" {
            h2 #answers { "Answers in the applicant’s own words" }
            @if recordings.is_empty() && written.is_empty() {
                p.quiet { "There is no recorded or typed answer." }
            }
            div.desk-columns {
                @for answer in recordings { (recorded(answer)) }
                @for answer in written { (typed(answer)) }
            }
        }
    }
}

fn recorded(answer: &RecordedAnswer) -> Markup {
    html! {
        div.panel.recording {
            h3 { (answer.title) }
            p.quiet { "“" (answer.prompt) "”" }
            @match &answer.status {
                ClipStatus::Ready { media_type, duration } => {
                    video controls preload="metadata" playsinline
                        aria-label={ "Answer to " (answer.title) } {
                        source src=(paths::recording(answer.recording)) type=(media_type);
                    }
                    p.quiet { "Recorded " (answer.at) ", " (duration) " long. There are no captions." }
                }
                ClipStatus::Pending { sentence } => { p { (Mark::new(Tone::Plain, "On its way")) " " (sentence) } }
                ClipStatus::Failed { sentence } => { p { (Mark::new(Tone::Stop, "Not playable")) " " (sentence) } }
            }
        }
    }
}

fn typed(answer: &WrittenAnswer) -> Markup {
    html! {
        div.panel {
            h3 { (answer.title) }
            p.quiet { "“" (answer.prompt) "”" }
            p.written-answer { (answer.text) }
            p.quiet { "Typed, sent " (answer.at) "." }
        }
    }
}

/// What has been decided so far.
pub(super) fn history(decisions: &[RecordedDecision]) -> Markup {
    html! {
        div {
            h3 { "So far" }
            @if decisions.is_empty() {
                p.quiet { "Nobody has decided about this applicant. Composure never does." }
            } @else {
                ol.history {
                    @for decision in decisions {
                        li {
                            strong { (decision.decision) }
                            p.quiet { (decision.by) ", " (decision.at) }
                            p { (decision.reason) }
                        }
                    }
                }
            }
        }
    }
}

fn earlier(one: &EarlierScoring) -> Markup {
    html! {
        (one.at) ", " (one.engine) ": "
        @if let Some(ranking) = &one.ranking { "T " (ranking) } @else { "no score" }
    }
}

/// What the scores were made with, so that anybody can make them again.
pub(super) fn versions(versions: &Versions, report: &ScoreReport) -> Markup {
    let group = &report.norm_group;
    html! {
        section aria-labelledby="versions" {
            h2 #versions { "Made with" }
            dl.facts {
                dt { "Assessment" } dd { (versions.assessment) }
                dt { "Its fingerprint" } dd.digest { (report.assessment_fingerprint) }
                dt { "Expert keys" } dd { (versions.keys) }
                dt { "Norm group" }
                dd {
                    (group.title) ", n = " (figure::count(group.n.into())) ", " (versions.norms_collected) " "
                    (norms::status_mark(group.status))
                }
                dt { "Scoring code" } dd { (report.engine) }
                dt { "Scored" } dd { (versions.scored) }
                @if !versions.earlier.is_empty() {
                    dt { "Scored before" }
                    dd { @for one in &versions.earlier { p { (earlier(one)) } } }
                }
                dt { "Digest of the answers" } dd.digest { (report.events_digest) }
                dt { "Seal of the campaign" } dd.digest { (versions.seal) }
                @if let Some(sealed) = &versions.sealed { dt { "Sealed" } dd { (sealed) } }
            }
        }
    }
}
