//! How far a sitting's answers may be trusted: several indices, because careless answering has several faces.
//!
//! Nothing here changes a score or fails anybody: the verdict tells a reader what to do.

use super::raw::detail;
use super::record::Record;
use super::result::{Detail, Quality, Refusal, Verdict};
use crate::assessment::{Assessment, ImpressionNorm, Item, ItemRole, NormGroup, SectionContent};
use crate::psychometrics::quality::{
    PageTime, claimed_virtues, irv, longest_run, missed_checks, too_fast_share,
};

/// Judges a sitting's written answers.
///
/// *Edges*: two signs of answering without reading call for a second sitting. Claiming unlikely virtues is no such sign:
/// applicants show themselves at their best, so it asks for caution and never for more. Without a norm group, as while
/// one is being made, it is not judged at all.
pub(super) fn judge(
    assessment: &Assessment,
    record: &Record<'_>,
    norm_group: Option<&NormGroup>,
) -> Quality {
    let seen = Seen::of(assessment, record, norm_group);
    let careless = careless_flags(assessment, &seen);
    let impression = impression_flag(assessment, &seen);
    let verdict = match (careless.len(), &impression) {
        (0, None) => Verdict::Interpretable,
        (0 | 1, _) => Verdict::InterpretWithCaution,
        _ => Verdict::Retest,
    };
    Quality {
        verdict,
        flags: careless.into_iter().chain(impression).collect(),
        details: details(assessment, record, &seen),
    }
}

/// The indices of one sitting.
struct Seen {
    missed: usize,
    implausible: usize,
    codes: Vec<Option<f64>>,
    longest: usize,
    too_fast: Option<f64>,
    claimed: Option<f64>,
    /// The share of the people of the norm group who claim as many, or more.
    claiming_as_much: Option<f64>,
}

impl Seen {
    fn of(assessment: &Assessment, record: &Record<'_>, norm_group: Option<&NormGroup>) -> Self {
        let codes = codes_in_order(assessment, record);
        // Ratings of options have their own format, so no run goes from one to the other.
        let longest = longest_run(&codes).max(longest_run(&ratings_in_order(assessment, record)));
        let pages: Vec<PageTime> = (record.pages.iter())
            .map(|page| PageTime {
                n_items: page.n_items,
                seconds: Some(page.shown_for_ms / 1000.0),
            })
            .collect();
        let claimed = claimed_share(assessment, record);
        Self {
            missed: missed_checks(checks(assessment, record)),
            implausible: implausible(assessment, record),
            longest,
            too_fast: too_fast_share(&pages, assessment.quality.seconds_per_item),
            claimed,
            claiming_as_much: claimed
                .and_then(|claimed| claiming_as_much(claimed, norm_group?.impression.as_ref()?)),
            codes,
        }
    }
}

/// What share of the people of a norm group claims as many virtues as somebody, or more; 0 to 1.
pub(super) fn claiming_as_much(claimed: f64, norm: &ImpressionNorm) -> Option<f64> {
    // The norm counts in steps of 0.01.
    let claimed = (claimed * 100.0).round() / 100.0;
    let count = |at_least: f64| -> u32 {
        let rows = norm.frequencies.iter();
        rows.filter(|(share, _)| *share >= at_least)
            .map(|(_, count)| count)
            .sum()
    };
    let n = count(0.0);
    (n > 0).then(|| f64::from(count(claimed)) / f64::from(n))
}

/// Whether so few claim as much as somebody that an assessment's limit, a percentile, asks for a remark.
///
/// With few items many people may claim all of them: then nobody is remarked on, however low others lie.
pub(super) fn is_rarely_claimed(claiming_as_much: f64, limit: f64) -> bool {
    100.0 * claiming_as_much <= 100.0 - limit
}

/// The signs of answering without reading.
fn careless_flags(assessment: &Assessment, seen: &Seen) -> Vec<Refusal> {
    let rules = assessment.quality;
    let mut flags = Vec::new();
    if seen.missed >= rules.missed_checks as usize {
        flags.push(flag(
            "attention_checks",
            format!(
                "{} attention checks were missed; {} or more mean that items were not read.",
                seen.missed, rules.missed_checks
            ),
        ));
    }
    if let Some(limit) = rules.implausible_answers
        && seen.implausible >= limit as usize
    {
        flags.push(flag(
            "infrequency",
            format!(
                "{} answers are of a kind that careful people do not give; {limit} or more mean that items were not read.",
                seen.implausible
            ),
        ));
    }
    if seen.longest >= rules.long_string as usize {
        flags.push(flag(
            "long_string",
            format!(
                "The same answer was given {} times in a row; {} or more is a pattern.",
                seen.longest, rules.long_string
            ),
        ));
    }
    if let Some(share) = seen
        .too_fast
        .filter(|share| *share > rules.too_fast_proportion)
    {
        flags.push(flag(
            "too_fast",
            format!(
                "{:.0} % of pages were left in under {} seconds an item.",
                share * 100.0,
                rules.seconds_per_item
            ),
        ));
    }
    flags
}

/// More claims than nearly all applicants make.
fn impression_flag(assessment: &Assessment, seen: &Seen) -> Option<Refusal> {
    let limit = assessment.quality.impression_percentile?;
    let others = (seen.claiming_as_much).filter(|share| is_rarely_claimed(*share, limit))?;
    Some(flag(
        "positive_impression",
        format!(
            "{:.0} % of the virtues that hardly anybody has were claimed; {:.1} % of the norm group claim as many or \
             more. It lowers no score: read self-descriptions with caution.",
            seen.claimed.unwrap_or_default() * 100.0,
            others * 100.0
        ),
    ))
}

fn flag(code: &str, sentence: String) -> Refusal {
    Refusal {
        code: code.to_owned(),
        sentence,
    }
}

fn details(assessment: &Assessment, record: &Record<'_>, seen: &Seen) -> Vec<Detail> {
    let mut details = vec![detail("attention checks missed", Some(seen.missed as f64))];
    if has(assessment, |role| {
        matches!(role, ItemRole::Infrequency { .. })
    }) {
        details.push(detail(
            "answers that careful people do not give",
            Some(seen.implausible as f64),
        ));
    }
    details.extend([
        detail("longest run of one answer", Some(seen.longest as f64)),
        detail("standard deviation across items", irv(&seen.codes)),
        detail("share of pages left too fast", seen.too_fast),
    ]);
    if has(assessment, |role| {
        matches!(role, ItemRole::UnlikelyVirtue { .. })
    }) {
        details.extend([
            detail(
                "positive impression: share of unlikely virtues claimed",
                seen.claimed,
            ),
            detail(
                "positive impression: share of the norm group claiming as many",
                seen.claiming_as_much,
            ),
        ]);
    }
    details.push(detail(
        "screen refresh rate (Hz)",
        record.device.and_then(|device| device.refresh_hz),
    ));
    for (name, (times, duration_ms)) in &record.disturbances {
        details.push(detail(&format!("{name} (times)"), Some(f64::from(*times))));
        details.push(detail(&format!("{name} (s)"), Some(duration_ms / 1000.0)));
    }
    details
}

fn has(assessment: &Assessment, is_one: impl Fn(&ItemRole) -> bool) -> bool {
    assessment.items.iter().any(|item| is_one(&item.role))
}

/// The answer to an item that came in time.
fn in_time(item: &Item, record: &Record<'_>) -> Option<u8> {
    let given = record.answers.get(&item.name)?;
    (!given.is_late).then_some(given.answer.value)
}

/// The answer to each attention check in time, and the one asked for.
fn checks(assessment: &Assessment, record: &Record<'_>) -> Vec<(Option<u8>, u8)> {
    (assessment.items.iter())
        .filter_map(|item| match item.role {
            ItemRole::AttentionCheck { expected } => Some((in_time(item, record), expected)),
            _ => None,
        })
        .collect()
}

/// How many answers are outside the range that careful people answer in. An item without an answer is none.
fn implausible(assessment: &Assessment, record: &Record<'_>) -> usize {
    (assessment.items.iter())
        .filter(|item| match item.role {
            ItemRole::Infrequency { careful } => {
                in_time(item, record).is_some_and(|code| !careful.contains(code))
            }
            _ => false,
        })
        .count()
}

/// The share of unlikely virtues that are claimed, of those answered in time.
pub(super) fn claimed_share(assessment: &Assessment, record: &Record<'_>) -> Option<f64> {
    let claims = assessment.items.iter().filter_map(|item| match item.role {
        ItemRole::UnlikelyVirtue { claims } => {
            let is_claimed = in_time(item, record).map(|code| claims.contains(code));
            Some((
                is_claimed.map(|is_claimed| f64::from(u8::from(is_claimed))),
                1.0,
            ))
        }
        _ => None,
    });
    claimed_virtues(claims).share()
}

/// The codes of items as given, in the order shown; items that check something are left out.
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

/// The ratings of options as given, in the order shown.
fn ratings_in_order(assessment: &Assessment, record: &Record<'_>) -> Vec<Option<f64>> {
    (assessment.judgements_in_order())
        .flat_map(|judgement| &judgement.options)
        .map(|option| {
            let given = record.answers.get(&option.rating);
            given.map(|given| f64::from(given.answer.value))
        })
        .collect()
}
