//! The scores of go/no-go and flanker tasks, and when they are refused.

use super::*;
use crate::psychometrics::reaction::flanker::Flankers;
use crate::psychometrics::reaction::go_no_go::Signal;
use crate::sitting::{KeyResponse, Side, Trial};

/// Changes the trials of one section that the plan counts, by their place in it.
fn change_trials(events: &mut [Event], section: &str, change: impl Fn(&mut Trial)) {
    for event in events {
        if let Happening::Trial(trial) = &mut event.happening
            && trial.section.as_str() == section
        {
            change(trial);
        }
    }
}

fn detail(result: &ScaleResult, name: &str) -> f64 {
    let found = result.details.iter().find(|detail| detail.name == name);
    found.and_then(|detail| detail.value).unwrap()
}

fn codes(result: &ScaleResult) -> Vec<&str> {
    let reasons = result.outcome.reasons().iter();
    reasons.map(|reason| reason.code.as_str()).collect()
}

#[test]
fn holding_back_is_the_share_of_squares_at_which_a_key_was_pressed() {
    let rules = rules();
    let plan = rules.go_no_go_plan(&rules.assessment.go_no_go_tasks[0].name);
    let mut events = sitting(&rules, 1);
    // Every circle answered after 400 ms, and the first 12 of 48 squares.
    let squares: Vec<usize> = (0..plan.len())
        .filter(|idx| plan[*idx].block.is_some() && plan[*idx].signal == Signal::NoGo)
        .collect();
    change_trials(&mut events, "go-no-go", |trial| {
        let idx = trial.trial as usize;
        let is_pressed = plan[idx].signal == Signal::Go || squares[..12].contains(&idx);
        trial.response = is_pressed.then_some(KeyResponse {
            side: None,
            response_ms: trial.stimulus_ms + 400.0,
        });
    });
    let report = scored(&rules, &events);
    let result = scale(&report, "holding-back");
    let score = result.outcome.score().unwrap();
    assert!((score.raw - 0.25).abs() < 1e-12);
    assert_eq!((score.n_used, score.n_missing), (240, 0));
    let norm = rules.assessment.norm_groups[0]
        .scale(&result.scale)
        .unwrap();
    let standard_error = norm.sd * (1.0 - norm.reliability).sqrt();
    assert!((score.raw_standard_error - standard_error).abs() < 1e-12);
    // Fewer presses than the norm group's mean of 28 %: above the mean, good end up.
    assert!(score.normed.t > 50.0);
    // The binomial error of 12.5 / 49.
    let rate: f64 = 12.5 / 49.0;
    let own = detail(
        result,
        "standard error of that share in this sitting, binomial",
    );
    assert!((own - (rate * (1.0 - rate) / 48.0).sqrt()).abs() < 1e-12);
    assert_eq!(result.evidence.len(), plan.len());
}

#[test]
fn a_go_no_go_score_is_refused_where_signs_are_not_told_apart() {
    let rules = rules();
    let events = sitting(&rules, 1);
    let changed = |after_ms: Option<f64>| {
        let mut events = events.clone();
        change_trials(&mut events, "go-no-go", |trial| {
            trial.response = after_ms.map(|after_ms| KeyResponse {
                side: None,
                response_ms: trial.stimulus_ms + after_ms,
            });
        });
        scored(&rules, &events)
    };
    let always = changed(Some(300.0));
    assert_eq!(
        codes(scale(&always, "holding-back")),
        ["signs_not_told_apart"]
    );
    let blindly = changed(Some(50.0));
    assert_eq!(
        codes(scale(&blindly, "holding-back")),
        ["answers_too_fast", "signs_not_told_apart"]
    );
    let never = changed(None);
    assert_eq!(
        codes(scale(&never, "holding-back")),
        ["too_many_go_omissions", "signs_not_told_apart"]
    );
    let none = without(
        &events,
        |happening| matches!(happening, Happening::Trial(trial) if trial.section.as_str() == "go-no-go"),
    );
    let report = scored(&rules, &none);
    assert_eq!(
        codes(scale(&report, "holding-back")),
        ["too_few_no_go_trials"]
    );
    // A part of the ranked composite is missing, and it is named.
    let reasons = composite(&report, "overall").outcome.reasons();
    assert!(reasons[0].sentence.contains("Holding back"), "{reasons:?}");
}

#[test]
fn interference_is_the_difference_of_inverse_efficiencies() {
    let rules = rules();
    let plan = rules.flanker_plan(&rules.assessment.flanker_tasks[0].name);
    let mut events = sitting(&rules, 1);
    let incongruent: Vec<usize> = (0..plan.len())
        .filter(|idx| plan[*idx].block.is_some() && plan[*idx].flankers == Flankers::Incongruent)
        .collect();
    // Congruent rows right after 450 ms; incongruent ones after 520 ms, and 6 of 60 wrong.
    change_trials(&mut events, "flanker", |trial| {
        let idx = trial.trial as usize;
        let is_wrong = incongruent[..6].contains(&idx);
        let is_congruent = plan[idx].flankers == Flankers::Congruent;
        let side = plan[idx].side;
        trial.response = Some(KeyResponse {
            side: Some(if is_wrong { side.other() } else { side }),
            response_ms: trial.stimulus_ms + if is_congruent { 450.0 } else { 520.0 },
        });
    });
    let report = scored(&rules, &events);
    let result = scale(&report, "interference");
    let score = result.outcome.score().unwrap();
    assert!((score.raw - (520.0 / 0.9 - 450.0)).abs() < 1e-9);
    assert!((detail(result, "cost in reaction time (ms)") - 70.0).abs() < 1e-9);
    assert_eq!((score.n_used, score.n_missing), (120, 0));
    let is_in_a_composite = |composite: &crate::assessment::Composite| {
        composite
            .parts
            .iter()
            .any(|part| part.scale == result.scale)
    };
    assert!(!rules.assessment.composites.iter().any(is_in_a_composite));
}

#[test]
fn a_flanker_score_is_refused_where_keys_were_guessed_or_missing() {
    let rules = rules();
    let events = sitting(&rules, 1);
    let changed = |change: &dyn Fn(&mut Trial)| {
        let mut events = events.clone();
        change_trials(&mut events, "flanker", change);
        scored(&rules, &events)
    };
    let one_key = changed(&|trial| {
        trial.response = Some(KeyResponse {
            side: Some(Side::Left),
            response_ms: trial.stimulus_ms + 400.0,
        });
    });
    assert_eq!(
        codes(scale(&one_key, "interference")),
        ["too_few_right_answers", "too_near_to_guessing"]
    );
    let missing = changed(&|trial| trial.response = None);
    assert_eq!(
        codes(scale(&missing, "interference")),
        [
            "too_few_right_answers",
            "too_many_omissions",
            "too_near_to_guessing"
        ]
    );
    let unfocused = changed(&|trial| trial.was_out_of_focus = true);
    let result = scale(&unfocused, "interference");
    assert_eq!(codes(result), ["too_few_right_answers"]);
    let is_named = |evidence: &Evidence| {
        let note = evidence.note.as_deref();
        note == Some("page out of focus: kept, not counted")
    };
    assert!(result.evidence.iter().all(is_named));
}
