//! Situational judgement, and items that tell how the answers were given, on the example assessment.

use super::tests::{answers_item, rules, scale, scored, set_answer, sitting, without};
use super::*;
use crate::assessment::{Assessment, ItemName};
use crate::psychometrics::classical::correlation;
use crate::sitting::Happening;

/// A sitting whose ratings are all `rated` gives for the option at that place.
fn rated(rules: &Rules, rated: impl Fn(usize) -> u8) -> Vec<Event> {
    let mut events = sitting(rules, 1);
    for (place, rating) in ratings(&rules.assessment).iter().enumerate() {
        set_answer(&mut events, rating.as_str(), rated(place));
    }
    events
}

fn ratings(assessment: &Assessment) -> Vec<ItemName> {
    let options = (assessment.judgements_in_order()).flat_map(|judgement| &judgement.options);
    options.map(|option| option.rating.clone()).collect()
}

/// The experts' ratings in the order shown.
const KEY: [f64; 8] = [2.5, 6.5, 1.5, 5.0, 3.0, 6.0, 2.0, 1.0];

#[test]
fn situational_judgement_is_the_agreement_with_the_experts() {
    let rules = rules();
    let codes = [3, 7, 2, 4, 5, 6, 1, 1];
    let report = scored(&rules, &rated(&rules, |place| codes[place]));
    let judgement = scale(&report, "situational-judgement");
    let score = judgement.outcome.score().unwrap();
    let expected = correlation(&codes.map(f64::from), &KEY).unwrap();
    assert!((score.raw - expected).abs() < 1e-6, "{}", score.raw);
    assert_eq!((score.n_used, score.n_missing), (8, 0));
    let norm = rules.assessment.norm_groups[0]
        .scale(&judgement.scale)
        .unwrap();
    let error = norm.sd * (1.0 - norm.reliability).sqrt();
    assert!((score.raw_standard_error - error).abs() < 1e-12);
    let points: f64 = judgement.evidence.iter().filter_map(|one| one.points).sum();
    assert!((points / 8.0 - score.raw).abs() < 1e-6);
    assert_eq!(judgement.evidence[1].answered, "7 (Very well)");
    // Nobody who may see answers learns the key from their words.
    assert!(judgement.evidence.iter().all(|one| one.note.is_none()));
}

#[test]
fn level_and_spread_of_ratings_do_not_count() {
    let rules = rules();
    let raw = |events: &[Event]| {
        let report = scored(&rules, events);
        scale(&report, "situational-judgement")
            .outcome
            .score()
            .unwrap()
            .raw
    };
    let codes = [1, 3, 1, 2, 1, 3, 1, 1];
    let higher = raw(&rated(&rules, |place| codes[place] + 4));
    let wider = raw(&rated(&rules, |place| 2 * codes[place] - 1));
    let plain = raw(&rated(&rules, |place| codes[place]));
    assert!((plain - higher).abs() < 1e-6 && (plain - wider).abs() < 1e-6);
}

#[test]
fn ratings_without_any_difference_have_no_score_and_not_the_worst() {
    let rules = rules();
    let report = scored(&rules, &rated(&rules, |_| 4));
    let judgement = scale(&report, "situational-judgement");
    assert_eq!(judgement.outcome.reasons()[0].code, "no_scatter");
    // The same rating eight times is a run of its own.
    assert!(
        report
            .quality
            .flags
            .iter()
            .any(|flag| flag.code == "long_string")
    );
}

#[test]
fn few_missing_ratings_are_left_out_and_many_refuse_the_scale() {
    let rules = rules();
    let codes = [3, 7, 2, 4, 5, 6, 1, 1];
    let events = rated(&rules, |place| codes[place]);
    let without_last = |n: usize| {
        let ratings = ratings(&rules.assessment);
        let left_out: Vec<&str> = ratings[8 - n..].iter().map(ItemName::as_str).collect();
        without(&events, |happening| answers_item(happening, &left_out))
    };
    let report = scored(&rules, &without_last(2));
    let score = scale(&report, "situational-judgement")
        .outcome
        .score()
        .unwrap();
    let expected = correlation(
        &codes[..6]
            .iter()
            .copied()
            .map(f64::from)
            .collect::<Vec<_>>(),
        &KEY[..6],
    );
    assert!((score.raw - expected.unwrap()).abs() < 1e-6);
    assert_eq!((score.n_used, score.n_missing), (6, 2));
    let report = scored(&rules, &without_last(3));
    let reasons = scale(&report, "situational-judgement").outcome.reasons();
    assert_eq!(reasons[0].code, "too_many_missing");
    assert_eq!(
        reasons[0].sentence,
        "5 of 8 options were rated in time; at most 25 % may be missing."
    );
}

#[test]
fn a_late_rating_is_kept_but_not_counted() {
    let rules = rules();
    let mut events = rated(&rules, |place| [3, 7, 2, 4, 5, 6, 1, 1][place]);
    for event in &mut events {
        if answers_item(&event.happening, &["loud-call-take-phone"]) {
            event.server_ms = event.server_ms + 600_000;
        }
    }
    let report = scored(&rules, &events);
    let judgement = scale(&report, "situational-judgement");
    assert_eq!(judgement.outcome.score().unwrap().n_missing, 1);
    assert_eq!(
        judgement.evidence[7].note.as_deref(),
        Some("late: kept, not counted")
    );
}

#[test]
fn claiming_unlikely_virtues_asks_for_caution_and_changes_no_score() {
    let rules = rules();
    let with = |value: u8| {
        let mut events = sitting(&rules, 1);
        for item in ["never-cross", "never-late"] {
            set_answer(&mut events, item, value);
        }
        scored(&rules, &events)
    };
    let (modest, claiming) = (with(2), with(6));
    assert_eq!(modest.scales, claiming.scales);
    assert_eq!(modest.composites, claiming.composites);
    assert_eq!(modest.quality.verdict, Verdict::Interpretable);
    let flags: Vec<_> = claiming
        .quality
        .flags
        .iter()
        .map(|flag| flag.code.as_str())
        .collect();
    assert_eq!(flags, ["positive_impression"]);
    assert_eq!(claiming.quality.verdict, Verdict::InterpretWithCaution);
    let value = |name: &str| {
        let details = claiming.quality.details.iter();
        let mut named = details.filter(|detail| detail.name.contains(name));
        named.next().and_then(|detail| detail.value)
    };
    assert_eq!(value("share of unlikely virtues"), Some(1.0));
    // Four of a hundred of the example's norm group claim all.
    assert_eq!(
        value("share of the norm group claiming as many"),
        Some(0.04)
    );
}

#[test]
fn nobody_is_remarked_on_for_claims_that_one_in_ten_makes() {
    let mut rules = rules();
    let assessment = std::sync::Arc::make_mut(&mut rules.assessment);
    let norm = assessment.norm_groups[0].impression.as_mut().unwrap();
    norm.frequencies = vec![(0.0, 50), (0.5, 40), (1.0, 10)];
    let mut events = sitting(&rules, 1);
    for item in ["never-cross", "never-late"] {
        set_answer(&mut events, item, 6);
    }
    // Their mid-rank percentile is 95, but 10 in 100 are not rare.
    assert_eq!(scored(&rules, &events).quality.flags, []);
}

#[test]
fn the_error_grows_with_what_was_left_out() {
    let rules = rules();
    let mut events = sitting(&rules, 1);
    let whole = scored(&rules, &events);
    for event in &mut events {
        if answers_item(&event.happening, &["cut-in"]) {
            event.server_ms = event.server_ms + 600_000;
        }
    }
    let part = scored(&rules, &events);
    let error = |report: &ScoreReport| {
        let found = scale(report, "listening-and-respect").outcome.score();
        let found = found.unwrap();
        (found.raw_standard_error, found.n_used, found.n_missing)
    };
    let ((one, three, none), (other, two, missing)) = (error(&whole), error(&part));
    assert_eq!((three, none, two, missing), (3, 0, 2, 1));
    // Spearman and Brown: the error variance of a mean goes with one over its number of answers.
    assert!((other / one - 1.5_f64.sqrt()).abs() < 1e-12);
    // By hand: the part weighs .6, so .36 of its error variance in z, half as much again, comes to the composite's.
    let skill = |report: &ScoreReport| {
        let mut composites = report.composites.iter();
        let found = composites.find(|found| found.composite.as_str() == "interpersonal-skill");
        found.unwrap().outcome.score().unwrap().normed
    };
    let group = &rules.assessment.norm_groups[0];
    let skill_of = &rules.assessment.composites[1];
    let reliability = group.scale(&skill_of.parts[0].scale).unwrap().reliability;
    let sd = group.composite(&skill_of.name).unwrap().sd;
    let added = 0.36 * (1.0 - reliability) * 0.5 * (10.0 / sd).powi(2);
    let found = skill(&part).t_standard_error.powi(2) - skill(&whole).t_standard_error.powi(2);
    assert!((found - added).abs() < 1e-9, "{found} instead of {added}");
}

#[test]
fn claims_never_make_a_second_sitting_of_one_sign_of_carelessness() {
    let rules = rules();
    let mut events = sitting(&rules, 1);
    for (item, value) in [("never-cross", 6), ("never-late", 6), ("check-agree", 1)] {
        set_answer(&mut events, item, value);
    }
    let quality = scored(&rules, &events).quality;
    assert_eq!(quality.flags.len(), 2);
    assert_eq!(quality.verdict, Verdict::InterpretWithCaution);
}

#[test]
fn an_answer_that_careful_people_do_not_give_is_noted() {
    let rules = rules();
    let flags = |value: Option<u8>| {
        let mut events = sitting(&rules, 1);
        set_answer(&mut events, "read-words", value.unwrap_or(5));
        if value.is_none() {
            events = without(&events, |happening| {
                answers_item(happening, &["read-words"])
            });
        }
        let quality = scored(&rules, &events).quality;
        quality
            .flags
            .into_iter()
            .map(|flag| flag.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(flags(Some(3)), ["infrequency"]);
    assert!(flags(Some(4)).is_empty());
    // No answer is no implausible one.
    assert!(flags(None).is_empty());
}

#[test]
fn a_page_of_ratings_is_timed_by_its_four_options() {
    let rules = rules();
    let events = sitting(&rules, 1);
    let record = record::Record::read(&rules, &events).unwrap();
    let finished = (events.iter())
        .filter(|event| matches!(event.happening, Happening::PageFinished(_)))
        .count();
    assert_eq!(record.pages.len(), finished);
    // Ten items in pages of four, then two situations.
    let sizes: Vec<usize> = record.pages.iter().map(|page| page.n_items).collect();
    assert_eq!(sizes, [4, 4, 2, 4, 4]);
}
