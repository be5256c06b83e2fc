//! How far a sitting's answers may be trusted: several indices, because careless answering has several faces.
//!
//! Nothing here changes a score or fails anybody: the verdict tells a reader what to do.

use super::raw::detail;
use super::record::Record;
use super::result::{Detail, Quality, Refusal, Verdict};
use crate::assessment::{Assessment, ItemRole, SectionContent};
use crate::psychometrics::quality::{PageTime, irv, longest_run, missed_checks, too_fast_share};

/// Judges a sitting's questionnaire answers.
pub(super) fn judge(assessment: &Assessment, record: &Record<'_>) -> Quality {
    let rules = assessment.quality;
    let mut flags = Vec::new();
    let mut flag = |code: &str, sentence: String| {
        flags.push(Refusal {
            code: code.to_owned(),
            sentence,
        });
    };
    let codes = codes_in_order(assessment, record);
    let missed = missed_checks(checks(assessment, record));
    if missed >= rules.missed_checks as usize {
        flag(
            "attention_checks",
            format!(
                "{missed} attention checks were missed; {} or more mean that items were not read.",
                rules.missed_checks
            ),
        );
    }
    let longest = longest_run(&codes);
    if longest >= rules.long_string as usize {
        flag(
            "long_string",
            format!(
                "The same answer was given {longest} times in a row; {} or more is a pattern.",
                rules.long_string
            ),
        );
    }
    let pages: Vec<PageTime> = (record.pages.iter())
        .map(|page| PageTime {
            n_items: page.n_items,
            seconds: Some(page.shown_for_ms / 1000.0),
        })
        .collect();
    let too_fast = too_fast_share(&pages, rules.seconds_per_item);
    if let Some(share) = too_fast.filter(|share| *share > rules.too_fast_proportion) {
        flag(
            "too_fast",
            format!(
                "{:.0} % of pages were left in under {} seconds an item.",
                share * 100.0,
                rules.seconds_per_item
            ),
        );
    }
    let verdict = match flags.len() {
        0 => Verdict::Interpretable,
        1 => Verdict::InterpretWithCaution,
        _ => Verdict::Retest,
    };
    Quality {
        verdict,
        flags,
        details: details(record, &codes, (missed, longest, too_fast)),
    }
}

fn details(
    record: &Record<'_>,
    codes: &[Option<f64>],
    (missed, longest, too_fast): (usize, usize, Option<f64>),
) -> Vec<Detail> {
    let mut details = vec![
        detail("attention checks missed", Some(missed as f64)),
        detail("longest run of one answer", Some(longest as f64)),
        detail("standard deviation across items", irv(codes)),
        detail("share of pages left too fast", too_fast),
        detail(
            "screen refresh rate (Hz)",
            record.device.and_then(|device| device.refresh_hz),
        ),
    ];
    for (name, (times, duration_ms)) in &record.disturbances {
        details.push(detail(&format!("{name} (times)"), Some(f64::from(*times))));
        details.push(detail(&format!("{name} (s)"), Some(duration_ms / 1000.0)));
    }
    details
}

/// The answer to each attention check in time, and the one asked for.
fn checks(assessment: &Assessment, record: &Record<'_>) -> Vec<(Option<u8>, u8)> {
    (assessment.items.iter())
        .filter_map(|item| match item.role {
            ItemRole::AttentionCheck { expected } => {
                let given = record
                    .answers
                    .get(&item.name)
                    .filter(|given| !given.is_late);
                Some((given.map(|given| given.answer.value), expected))
            }
            ItemRole::Keyed { .. } => None,
        })
        .collect()
}

/// The codes as given, in the order shown, attention checks left out.
fn codes_in_order(assessment: &Assessment, record: &Record<'_>) -> Vec<Option<f64>> {
    (assessment.sections.iter())
        .filter_map(|section| match &section.content {
            SectionContent::Questionnaire { items, .. } => Some(items),
            _ => None,
        })
        .flatten()
        .filter_map(|name| assessment.item(name))
        .filter(|item| matches!(item.role, ItemRole::Keyed { .. }))
        .map(|item| {
            record
                .answers
                .get(&item.name)
                .map(|given| f64::from(given.answer.value))
        })
        .collect()
}
