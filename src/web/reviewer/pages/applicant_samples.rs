//! A report with everything in it, and one with refusals.

use super::applicant_parts::{
    ClipStatus, Disturbed, EarlierScoring, RecordedAnswer, RecordedDecision, Versions,
    WrittenAnswer,
};
use crate::assessment::Construct;
use crate::ids::RecordingId;
use crate::scoring::{
    CompositeResult, CompositeScore, Detail, Evidence, Outcome, PartScore, Quality, Refusal,
    ScaleResult, ScaleScore, ScoreReport, Verdict,
};
use crate::web::parts::form::Choice;
use crate::web::parts::sample;

pub(super) fn scale_result(name: &str, title: &str, t: f64) -> ScaleResult {
    ScaleResult {
        scale: sample::scale(name),
        title: title.to_owned(),
        construct: Construct::ImpulseControl,
        outcome: Outcome::Scored {
            score: ScaleScore {
                raw: 44.0,
                raw_standard_error: 2.31,
                n_used: 12,
                n_missing: 0,
                normed: sample::normed(t, 3.9),
            },
        },
        details: vec![
            Detail {
                name: "answered (items)".to_owned(),
                value: Some(12.0),
            },
            Detail {
                name: "prorated raw score (points)".to_owned(),
                value: None,
            },
        ],
        evidence: (1..=12)
            .map(|n| Evidence {
                sequence: Some(40 + n),
                asked: format!(
                    "Item {n}: I wait a moment before I answer somebody who shouts at me."
                ),
                answered: "4 – Mostly true".to_owned(),
                points: Some(if n % 3 == 0 { 2.0 } else { 4.0 }),
                note: (n % 3 == 0).then(|| "reverse-keyed".to_owned()),
            })
            .collect(),
    }
}

fn refusal(code: &str, sentence: &str) -> Refusal {
    Refusal {
        code: code.to_owned(),
        sentence: sentence.to_owned(),
    }
}

pub(super) fn refused_scale() -> ScaleResult {
    ScaleResult {
        outcome: Outcome::Refused {
            reasons: vec![refusal(
                "respond_proportion_out_of_range",
                "81 % of the stop trials were answered; the limit is 75 %.",
            )],
        },
        ..scale_result("stopping-speed", "Stopping speed", 50.0)
    }
}

fn composite_result(name: &str, title: &str, t: f64, parts: &[(&str, f64)]) -> CompositeResult {
    CompositeResult {
        composite: sample::composite(name),
        title: title.to_owned(),
        outcome: Outcome::Scored {
            score: CompositeScore {
                weighted_z: 0.48,
                parts: parts
                    .iter()
                    .map(|(scale, weight)| PartScore {
                        scale: sample::scale(scale),
                        weight: *weight,
                        z: -0.25 + weight,
                    })
                    .collect(),
                normed: sample::normed(t, 3.2),
            },
        },
    }
}

pub(super) fn report() -> ScoreReport {
    ScoreReport {
        assessment_fingerprint: sample::digest(),
        engine: "0.1.0".to_owned(),
        events_digest: sample::digest(),
        norm_group: sample::group(),
        scales: vec![
            scale_result("restraint", "Restraint", 58.7),
            scale_result("listening-and-respect", "Listening and respect", 62.4),
            scale_result("first-moves", "First moves", 47.1),
            scale_result("words-chosen", "Words chosen", 55.0),
            scale_result("stopping-speed", "Stopping speed", 51.3),
        ],
        composites: vec![
            composite_result(
                "impulse-control",
                "Impulse control",
                54.2,
                &[
                    ("restraint", 0.5),
                    ("first-moves", 0.3),
                    ("stopping-speed", 0.2),
                ],
            ),
            composite_result(
                "interpersonal-skill",
                "Interpersonal skill",
                60.1,
                &[("listening-and-respect", 0.6), ("words-chosen", 0.4)],
            ),
            composite_result(
                "overall",
                "Overall",
                58.0,
                &[
                    ("restraint", 0.25),
                    ("first-moves", 0.15),
                    ("stopping-speed", 0.1),
                    ("listening-and-respect", 0.3),
                    ("words-chosen", 0.2),
                ],
            ),
        ],
        ranked_by: sample::composite("overall"),
        quality: Quality {
            verdict: Verdict::Interpretable,
            flags: Vec::new(),
            details: vec![Detail {
                name: "longest run of one answer (items)".to_owned(),
                value: Some(4.0),
            }],
        },
    }
}

pub(super) fn refused_report() -> ScoreReport {
    let mut report = report();
    report.scales[4] = refused_scale();
    for composite in [0, 2] {
        report.composites[composite].outcome = Outcome::Refused {
            reasons: vec![refusal(
                "part_missing",
                "Its part Stopping speed has no score.",
            )],
        };
    }
    report.quality.verdict = Verdict::InterpretWithCaution;
    report.quality.flags = vec![refusal(
        "too_fast",
        "2 of 4 pages took less than 2 seconds for each item; the limit is 20 % of pages.",
    )];
    report
}

pub(super) fn recordings() -> Vec<RecordedAnswer> {
    let answer = |n, title: &str, status| RecordedAnswer {
        recording: RecordingId(sample::id(n)),
        title: title.to_owned(),
        prompt: "Speak to the customer now, as you would in the shop.".to_owned(),
        at: sample::moment(-9),
        status,
    };
    vec![
        answer(
            301,
            "The return counter",
            ClipStatus::Ready {
                media_type: "video/mp4".to_owned(),
                duration: "0:42".to_owned(),
            },
        ),
        answer(
            302,
            "The garden fence",
            ClipStatus::Pending {
                sentence: "11 of 14 pieces have arrived.".to_owned(),
            },
        ),
    ]
}

pub(super) fn written() -> Vec<WrittenAnswer> {
    vec![WrittenAnswer {
        title: "The return counter".to_owned(),
        prompt: "Speak to the customer now, as you would in the shop.".to_owned(),
        text: "I can see this has cost you your afternoon. Shall we step over here?\nTell me what happened, and I will tell you what I can do.".to_owned(),
        at: sample::moment(-9),
    }]
}

pub(super) fn versions() -> Versions {
    Versions {
        assessment: "First look, version 1".to_owned(),
        keys: "Version 1, part of the assessment".to_owned(),
        norms_collected: "1 November 2026 to 2 November 2026".to_owned(),
        scored: sample::moment(2),
        earlier: vec![EarlierScoring {
            at: sample::moment(1),
            engine: "composure-scoring 1".to_owned(),
            ranking: Some("57.4 ± 3.2".to_owned()),
        }],
        seal: sample::digest(),
        sealed: Some(sample::moment(-5000)),
    }
}

pub(super) fn disturbances() -> Vec<Disturbed> {
    vec![Disturbed {
        sequence: 61,
        at: sample::moment(-12),
        cause: "The window lost focus".to_owned(),
        section: Some("How you work with people".to_owned()),
        duration_ms: 4213.0,
    }]
}

pub(super) fn decision_choices() -> Vec<Choice> {
    vec![
        Choice::new("advance", "Goes on to the next stage"),
        Choice::new("hold", "Waits"),
        Choice::new("not_advance", "Does not go on"),
    ]
}

pub(super) fn decisions() -> Vec<RecordedDecision> {
    vec![RecordedDecision {
        at: sample::moment(90),
        by: "Ines Okafor".to_owned(),
        decision: "Waits".to_owned(),
        reason: "The stop-signal task gave no score. I asked for a second sitting first."
            .to_owned(),
    }]
}
