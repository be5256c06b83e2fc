//! What a pilot of the example assessment says.

use super::decisions::key_disputed;
use super::*;
use crate::assessment::example::example;
use crate::assessment::{FormLength, ResponseFormat};
use crate::clock::{Millis, seeded};
use crate::sitting::simulate::{Crowd, ratings};

fn assessment() -> Arc<Assessment> {
    Arc::new(example().1)
}

fn pilot(n_people: usize) -> Pilot {
    let mut crowd = Crowd::new(assessment(), FormLength::Standard, 5);
    let mut pilot = Pilot::new(assessment());
    for number in 0..n_people {
        let taken = crowd.next_sitting().unwrap();
        let first = Sat::read(&taken.rules, &taken.events).unwrap();
        if number % 4 == 0 {
            let again = crowd.again(&taken.person).unwrap();
            let second = Sat::read(&again.rules, &again.events).unwrap();
            pilot.add_twice(first, &second);
        } else {
            pilot.add(first);
        }
    }
    pilot
}

fn rated(n_people: usize, n_raters: usize) -> Vec<RatedDimension> {
    ratings(&assessment(), (n_people, n_raters), &mut seeded(9)).unwrap()
}

fn near(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!(
        (found - expected).abs() < 1e-12,
        "{found} is not {expected}"
    );
}

#[test]
fn figures_are_those_of_the_norm_group_of_the_same_sittings() {
    let pilot = pilot(60);
    let report = pilot.report(&rated(60, 3), None);
    let group = pilot.norming.finish(&pilot.assessment, heading()).unwrap();
    assert_eq!(report.people.counted, group.n as usize);
    assert_eq!(report.people.counted + report.people.left_out, 60);
    assert_eq!(report.scales.len(), pilot.assessment.scales.len());
    for scale in &report.scales {
        let norm = group.scale(&scale.scale).unwrap();
        assert_eq!(scale.n, norm.n as usize);
        near(scale.mean, norm.mean);
        near(scale.sd, norm.sd);
        near(
            scale.reliability.map(|r| r.clamp(0.0, 0.999)),
            norm.reliability,
        );
        near(scale.sem, norm.sd * (1.0 - norm.reliability).sqrt());
        assert_eq!(
            scale.reliability_method,
            Some(norm.reliability_method.as_str())
        );
        let unscored = 1.0 - scale.n as f64 / report.people.counted as f64;
        near(scale.refused, unscored);
    }
    for composite in &report.composites {
        let norm = group.composite(&composite.composite).unwrap();
        assert_eq!(composite.n, norm.n as usize);
        let brought: f64 = composite
            .weights
            .iter()
            .map(|part| part.effective.unwrap())
            .sum();
        assert!((brought - 1.0).abs() < 1e-9, "{brought}");
    }
}

#[test]
fn every_answer_is_counted_once_and_shares_add_up() {
    let report = pilot(60).report(&[], None);
    for decision in &report.decisions {
        let taken: usize = decision.ways.iter().map(|way| way.n).sum();
        assert_eq!(taken, decision.n, "{}", decision.name);
        let shares: f64 = decision.ways.iter().filter_map(|way| way.share).sum();
        assert!((shares - 1.0).abs() < 1e-9, "{}", decision.name);
    }
    for items in &report.items {
        let scale = (report.scales.iter())
            .find(|scale| scale.scale == items.scale)
            .unwrap();
        assert!(items.n <= scale.n + scale.notes.len(), "{}", items.scale);
        assert!(
            items
                .items
                .iter()
                .all(|item| item.difficulty.is_none_or(|p| (0.0..=1.0).contains(&p)))
        );
    }
    let verdicts: usize = report
        .quality
        .verdicts
        .iter()
        .map(|verdict| verdict.n)
        .sum();
    assert_eq!(verdicts, 60);
    let whole = &report.times.whole;
    assert!(whole.p10 < whole.median && whole.median < whole.p90);
    assert!(report.times.sections_together.median < whole.median);
}

#[test]
fn scales_that_share_decisions_are_named_and_others_are_not() {
    let report = pilot(20).report(&[], None);
    let pair = |first: &str, second: &str| {
        let mut pairs = report.correlations.iter();
        pairs
            .find(|pair| pair.first.as_str() == first && pair.second.as_str() == second)
            .unwrap()
    };
    let shared = pair("first-moves", "words-chosen");
    assert!(shared.shared_decisions > 0 && shared.flags.contains(&Flag::SharedDecisions));
    assert!(shared.shared_scenes > 0 && !shared.flags.contains(&Flag::SharedScenes));
    let apart = pair("restraint", "stopping-speed");
    assert_eq!(
        (
            apart.shared_decisions,
            apart.shared_scenes,
            apart.flags.as_slice()
        ),
        (0, 0, &[][..])
    );
}

#[test]
fn scales_of_the_same_films_are_named_although_they_share_no_decision() {
    let mut assessment = example().1;
    // Each decision counts for one scale only: the first of its key.
    for decision in assessment
        .scenes
        .iter_mut()
        .flat_map(|scene| &mut scene.decisions)
    {
        let ResponseFormat::Choose(options) = &mut decision.response else {
            continue;
        };
        let kept = options[0].keyed.key.keys().next().cloned();
        for option in options {
            option
                .keyed
                .key
                .retain(|scale, _| Some(scale) == kept.as_ref());
        }
    }
    let report = Pilot::new(Arc::new(assessment)).report(&[], None);
    let mut pairs = report.correlations.iter();
    let apart = pairs.find(|pair| pair.shared_scenes > 0 && pair.shared_decisions == 0);
    assert_eq!(apart.unwrap().flags, [Flag::SharedScenes]);
}

#[test]
fn the_correlation_of_two_sittings_has_fishers_interval() {
    let report = pilot(40).report(&[], None);
    let scale = &report.scales[0];
    let (r, n) = (scale.retest_r.unwrap(), scale.retest_n as f64);
    // 1.96 / √(n − 3) on either side, on Fisher's scale.
    let half = 1.959964 / (n - 3.0).sqrt();
    assert!((scale.retest_r_lower.unwrap() - (r.atanh() - half).tanh()).abs() < 1e-6);
    assert!((scale.retest_r_upper.unwrap() - (r.atanh() + half).tanh()).abs() < 1e-6);
}

#[test]
fn an_omega_whose_factor_takes_up_an_item_is_shown_with_a_note() {
    // Three items out of unrelated halves: correlations .54, .54 and .14, so that the first would load √(.54² / .14) > 1.
    let rows: Vec<Vec<Option<f64>>> = (0..8_u8)
        .map(|person| {
            let half = |bit: u8| f64::from(person >> bit & 1) * 2.0 - 1.0;
            let (first, second, third) = (half(0), half(1), half(2));
            vec![
                Some(first + second + first * second * third),
                Some(first + 0.4 * third),
                Some(second + 0.4 * third),
            ]
        })
        .collect();
    let mut notes = Vec::new();
    assert!(scales::omega_of(&rows, &mut notes).is_some());
    assert!(
        notes.len() == 1 && notes[0].contains("Heywood"),
        "{notes:?}"
    );
}

#[test]
fn too_few_people_leave_notes_and_never_a_number_that_is_none() {
    for n_people in [0, 1, 2, 3] {
        let report = pilot(n_people).report(&rated(n_people, 2), None);
        let text = format!("{report:?}");
        assert!(
            !text.contains("NaN") && !text.contains("inf"),
            "{n_people}: {text}"
        );
        if n_people < 2 {
            for scale in &report.scales {
                assert_eq!((scale.sd, scale.reliability, scale.sem), (None, None, None));
                assert!(!scale.notes.is_empty(), "{}", scale.scale);
            }
            for composite in &report.composites {
                assert_eq!((composite.reliability, composite.sem_t), (None, None));
                assert!(!composite.notes.is_empty());
            }
            assert!(report.items.iter().all(|items| !items.notes.is_empty()));
            assert!(!report.ratings.notes.is_empty());
        }
    }
}

#[test]
fn time_goes_from_the_start_of_a_section_to_its_end() {
    let assessment = assessment();
    let mut crowd = Crowd::new(Arc::clone(&assessment), FormLength::Short, 5);
    let mut events = crowd.next_sitting().unwrap().events;
    // One event a minute: the minutes between two events are the difference of their numbers.
    for event in &mut events {
        event.server_ms = Millis(i64::from(event.sequence) * 60_000);
    }
    let seen = times::Seen {
        verdict: Verdict::Interpretable,
        flags: Vec::new(),
        times: times::Times::of(&assessment, &events),
    };
    let found = times::found(&assessment, &[seen]);
    near(found.whole.median, (events.len() - 1) as f64);
    // Each answer and each page that is left takes a minute, and so does the end.
    let questions = (found.sections.iter())
        .find(|section| section.section == "questions")
        .unwrap();
    let first = &assessment
        .sections
        .iter()
        .find(|section| section.name.as_str() == "questions")
        .unwrap()
        .content;
    let (items, per_page) = first.items();
    let sent = items.len() + items.len().div_ceil(per_page);
    near(questions.time.median, (sent + 1) as f64);
    near(
        questions.over_limit,
        f64::from(u8::from((sent + 1) as f64 > questions.limit)),
    );
}

#[test]
fn a_key_is_disputed_where_who_takes_the_best_way_stands_lower() {
    let way = |points: f64, n: usize, rest_z: f64| WayFound {
        name: String::new(),
        points,
        n,
        share: None,
        rest_z: Some(rest_z),
        flags: Vec::new(),
    };
    assert!(!key_disputed(&[way(4.0, 40, 0.3), way(1.0, 40, -0.2)]));
    assert!(key_disputed(&[way(4.0, 40, -0.3), way(1.0, 40, 0.3)]));
    // Within two standard errors, 2 × √(2 / 40) = .447.
    assert!(!key_disputed(&[way(4.0, 40, -0.2), way(1.0, 40, 0.2)]));
    // Too few to compare, and nothing to compare with.
    assert!(!key_disputed(&[way(4.0, 40, -0.3), way(1.0, 4, 0.3)]));
    assert!(!key_disputed(&[way(4.0, 40, -0.3), way(4.0, 40, 0.3)]));
    // Hardly anybody takes the best way: who takes the second best says nothing of it.
    assert!(!key_disputed(&[
        way(4.0, 4, 0.9),
        way(2.0, 40, -0.3),
        way(1.0, 40, 0.3)
    ]));
    assert!(!key_disputed(&[]));
}
