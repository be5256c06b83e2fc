//! The pilot report for people.

use std::cmp::Ordering;
use std::fmt::Write as _;

use super::Found;
use super::answers;
use super::raters;
use super::tables::{Table, number, percent};
use crate::assessment::GoodEnd;
use crate::scoring::pilot::{
    CodeCount, Flag, PairFound, PilotReport, QualityFound, ScaleFound, TimeFound, TimesFound,
};

/// The whole report.
pub(super) fn text(found: &Found) -> String {
    let report = &found.report;
    let people = &report.people;
    let mut text = format!(
        "**{}**\n\n# Pilot of {}\n\n",
        found.notice, report.assessment
    );
    let _ = write!(
        text,
        "Version {}, {} form, made by `{}`. {} simulated people sat; {} of them answered so carelessly that only their times and quality are counted, so {} are counted below. {} of these sat twice. \
         How to read every figure stands in docs/pilot.md.\n\n",
        report.version,
        found.form,
        found.command,
        people.sat,
        people.left_out,
        people.counted,
        people.sat_twice
    );
    text.push_str(&attention(report));
    text.push_str(&scales(report));
    text.push_str(&correlations(&report.scales, &report.correlations));
    text.push_str(&composites(report));
    text.push_str(&times(&report.times));
    text.push_str(&quality(&report.quality));
    text.push_str(&raters::ratings(&report.ratings));
    text.push_str(&answers::items(&report.items));
    text.push_str(&answers::decisions(report));
    text.push_str(&answers::judgements(report));
    text.push_str(&assumptions(found));
    // One line break at the end.
    format!("{}\n", text.trim_end())
}

pub(super) fn flags(flags: &[Flag]) -> String {
    let words: Vec<&str> = flags.iter().map(|flag| flag.words()).collect();
    words.join("; ")
}

fn codes(counts: &[CodeCount]) -> String {
    let said = counts
        .iter()
        .map(|count| format!("{} {}", count.code, percent(count.share)));
    said.collect::<Vec<_>>().join("; ")
}

pub(super) fn notes<'a>(notes: impl IntoIterator<Item = (&'a str, &'a String)>) -> String {
    let mut text = String::new();
    for (of, note) in notes {
        let _ = writeln!(text, "- {of}: {note}");
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Everything that is flagged, in one list.
fn attention(report: &PilotReport) -> String {
    let mut table = Table::new(&["what", "why"]);
    let mut flag = |what: String, those: &[Flag]| {
        if !those.is_empty() {
            table.row(vec![what, flags(those)]);
        }
    };
    for pair in &report.correlations {
        flag(format!("{} and {}", pair.first, pair.second), &pair.flags);
    }
    for items in &report.items {
        for item in &items.items {
            flag(format!("{}: {}", items.scale, item.name), &item.flags);
        }
    }
    for decision in &report.decisions {
        flag(
            format!("{}: {}", decision.scale, decision.name),
            &decision.flags,
        );
        for way in &decision.ways {
            flag(
                format!("{}: {}: {}", decision.scale, decision.name, way.name),
                &way.flags,
            );
        }
    }
    for option in &report.judgements {
        flag(option.name.clone(), &option.flags);
    }
    format!("## What to look at first\n\n{}", table.text())
}

fn scales(report: &PilotReport) -> String {
    let scales = &report.scales;
    let mut table = Table::new(&[
        "scale", "score", "better", "n", "mean", "SD", "SEM", "SEM (T)", "refused",
    ]);
    for scale in scales {
        let decimals = if scale.sd.is_some_and(|sd| sd < 2.0) {
            3
        } else {
            1
        };
        let better = match scale.good_end {
            GoodEnd::High => "high",
            GoodEnd::Low => "low",
        };
        table.row(vec![
            scale.scale.to_string(),
            scale.score.to_owned(),
            better.to_owned(),
            scale.n.to_string(),
            number(scale.mean, decimals),
            number(scale.sd, decimals),
            number(scale.sem, decimals),
            number(scale.sem_t, 1),
            percent(scale.refused),
        ]);
    }
    format!(
        "## Scales\n\n{}{}{}{}",
        table.text(),
        reliabilities(scales),
        simulated_reliabilities(!report.judgements.is_empty()),
        refused(scales)
    )
}

fn reliabilities(scales: &[ScaleFound]) -> String {
    let mut table = Table::new(&[
        "scale",
        "reliability",
        "method",
        "omega",
        "alpha of answers",
        "retest r [95 % interval] (n)",
    ]);
    for scale in scales {
        table.row(vec![
            scale.scale.to_string(),
            number(scale.reliability, 3),
            scale.reliability_method.unwrap_or("–").to_owned(),
            number(scale.omega_total, 3),
            number(scale.alpha_of_answers, 3),
            retest(scale),
        ]);
    }
    let mut why: Vec<&str> = scales
        .iter()
        .map(|scale| scale.reliability_because)
        .collect();
    why.sort_unstable();
    why.dedup();
    format!(
        "### Reliability\n\n{}- {}\n\n{}",
        table.text(),
        why.join("\n- "),
        notes(scales.iter().flat_map(|scale| {
            let notes = scale.notes.iter();
            notes.map(|note| (scale.scale.as_str(), note))
        })),
    )
}

fn retest(scale: &ScaleFound) -> String {
    let interval = scale.retest_r_lower.zip(scale.retest_r_upper);
    let interval = interval.map_or_else(String::new, |(lower, upper)| {
        let (lower, upper) = (number(Some(lower), 2), number(Some(upper), 2));
        format!(" [{lower}, {upper}]")
    });
    let r = number(scale.retest_r, 2);
    format!("{r}{interval} ({})", scale.retest_n)
}

/// What these figures cannot say because nobody answered.
fn simulated_reliabilities(has_judgements: bool) -> String {
    let mut text = "- With simulated people retest r is about the stated stability times the reliability: it tells nothing new.\n".to_owned();
    if has_judgements {
        text.push_str("- Situational judgement is simulated as more consistent than such scales are found to be (mean alpha .46 in Catano, Brochu & Lamerson, 2012; .68 in Kasten & Freund, 2016): its reliability and that of composites that count it are too high.\n");
    }
    text.push('\n');
    text
}

fn refused(scales: &[ScaleFound]) -> String {
    let mut table = Table::new(&["scale", "why scores were refused"]);
    for scale in scales.iter().filter(|scale| !scale.refusals.is_empty()) {
        table.row(vec![scale.scale.to_string(), codes(&scale.refusals)]);
    }
    format!("### Refused scores\n\n{}", table.text())
}

fn correlations(scales: &[ScaleFound], pairs: &[PairFound]) -> String {
    // Headings are numbers, because names would make the table wider than a page.
    let places: Vec<String> = (1..=scales.len()).map(|place| place.to_string()).collect();
    let headings: Vec<&str> = ["scale"]
        .into_iter()
        .chain(places.iter().map(String::as_str))
        .collect();
    let mut table = Table::new(&headings);
    let pair = |one: &ScaleFound, other: &ScaleFound| {
        let both = [&one.scale, &other.scale];
        let mut those = pairs.iter();
        those
            .find(|pair| both == [&pair.first, &pair.second] || both == [&pair.second, &pair.first])
    };
    for (row, scale) in scales.iter().enumerate() {
        let cells = scales
            .iter()
            .enumerate()
            .map(|(column, other)| match row.cmp(&column) {
                Ordering::Equal => format!("({})", number(scale.reliability, 2)),
                Ordering::Greater => number(pair(scale, other).and_then(|pair| pair.r), 2),
                Ordering::Less => {
                    number(pair(scale, other).and_then(|pair| pair.r_without_error), 2)
                }
            });
        let name = format!("{} {}", places[row], scale.scale);
        table.row([name].into_iter().chain(cells).collect());
    }
    let mut shared = String::new();
    for pair in pairs.iter().filter(|pair| pair.shared_scenes > 0) {
        let _ = writeln!(
            shared,
            "- {} and {}: {} of the same films, {} of the same decisions.",
            pair.first, pair.second, pair.shared_scenes, pair.shared_decisions
        );
    }
    if shared.is_empty() {
        "No two scales share a decision or a film.\n".clone_into(&mut shared);
    }
    format!(
        "## Correlations of scales\n\nGood ends up. Below the diagonal as observed, on it reliabilities, above it without error.\n\n{}{shared}\n",
        table.text()
    )
}

fn composites(report: &PilotReport) -> String {
    let mut table = Table::new(&[
        "composite",
        "n",
        "mean",
        "SD",
        "reliability (Mosier)",
        "SEM",
        "SEM (T)",
        "refused",
    ]);
    let mut weights = Table::new(&["composite", "part", "weight", "effective weight"]);
    let mut refusals = Table::new(&["composite", "for want of"]);
    for composite in &report.composites {
        table.row(vec![
            composite.composite.to_string(),
            composite.n.to_string(),
            number(composite.mean, 3),
            number(composite.sd, 3),
            number(composite.reliability, 3),
            number(composite.sem, 3),
            number(composite.sem_t, 1),
            percent(composite.refused),
        ]);
        for part in &composite.weights {
            weights.row(vec![
                composite.composite.to_string(),
                part.scale.to_string(),
                number(Some(part.weight), 3),
                number(part.effective, 3),
            ]);
        }
        if !composite.refusals.is_empty() {
            refusals.row(vec![
                composite.composite.to_string(),
                codes(&composite.refusals),
            ]);
        }
    }
    let all = report.composites.iter();
    format!(
        "## Composites\n\n{}{}Mosier's reliability takes the errors of parts as independent. Scales from the same films share people and story, and all statements share how somebody presents themselves: the true figure is lower.\n\n### Weights\n\nThe effective weight is the share of the composite's variance that a part brings.\n\n{}### Refused composites\n\n{}",
        table.text(),
        notes(all.flat_map(|one| one.notes.iter().map(|note| (one.composite.as_str(), note)))),
        weights.text(),
        refusals.text(),
    )
}

fn times(times: &TimesFound) -> String {
    let mut table = Table::new(&[
        "part",
        "n",
        "10th percentile",
        "median",
        "90th percentile",
        "limit",
        "over the limit",
    ]);
    let mut row = |name: &str, time: &TimeFound, limit: Option<f64>, over: String| {
        table.row(vec![
            name.to_owned(),
            time.n.to_string(),
            number(time.p10, 1),
            number(time.median, 1),
            number(time.p90, 1),
            number(limit, 1),
            over,
        ]);
    };
    row(
        "whole, with what lies between sections",
        &times.whole,
        None,
        "–".to_owned(),
    );
    row(
        "all sections",
        &times.sections_together,
        Some(times.limits_together),
        "–".to_owned(),
    );
    for section in &times.sections {
        row(
            &section.section,
            &section.time,
            Some(section.limit),
            percent(section.over_limit),
        );
    }
    format!(
        "## Time to complete\n\nIn minutes, of everybody who sat, careless ones too. Films and trials last as designed; reading, answering and what lies between sections is assumed, and reading the notice and loading are not in it: real sittings are longer.\n\n{}",
        table.text()
    )
}

fn quality(quality: &QualityFound) -> String {
    let mut table = Table::new(&["verdict or sign", "n", "share"]);
    for count in quality.verdicts.iter().chain(&quality.flags) {
        table.row(vec![
            count.code.clone(),
            count.n.to_string(),
            percent(count.share),
        ]);
    }
    format!(
        "## Quality of answers\n\nOf {} people.\n\n{}",
        quality.n,
        table.text()
    )
}

fn assumptions(found: &Found) -> String {
    let mut table = Table::new(&["of", "parameter", "value"]);
    for one in &found.assumptions {
        table.row(vec![
            one.of.to_owned(),
            one.what.to_owned(),
            one.value.clone(),
        ]);
    }
    format!(
        "## Stated parameters\n\nThe numbers that people, raters and times were drawn from.\n\n{}",
        table.text()
    )
}
