//! What ratings of the example assessment say.

use super::*;
use crate::assessment::example::example;
use crate::assessment::{DimensionName, SceneName};
use crate::clock::seeded;
use crate::sitting::simulate::{RATING_VARIANCES, ratings};

fn rated(n_people: usize, n_raters: usize) -> Vec<RatedDimension> {
    let assessment = example().1;
    ratings(&assessment, (n_people, n_raters), &mut seeded(9)).unwrap()
}

fn near(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!(
        (found - expected).abs() < 1e-12,
        "{found} is not {expected}"
    );
}

/// Three people by two raters in one scene: mean squares of persons 4.5 and of the residual 0.5.
fn worked() -> Vec<RatedDimension> {
    let points = [[1.0, 2.0], [5.0, 4.0], [3.0, 3.0]];
    let cells = points.iter().enumerate().flat_map(|(person_idx, raters)| {
        raters
            .iter()
            .enumerate()
            .map(move |(rater_idx, score)| CrossedScore {
                person_idx,
                rater_idx,
                scene_idx: 0,
                score: *score,
            })
    });
    vec![RatedDimension {
        scene: SceneName::parse("queue").unwrap(),
        dimension: DimensionName::parse("composure").unwrap(),
        competency: None,
        scene_idx: 0,
        ratings: cells.collect(),
    }]
}

#[test]
fn ratings_are_taken_apart_as_by_hand() {
    let found = found(&worked(), None);
    // Persons (4.5 − 0.5) / 2 = 2, raters none, residual 0.5: 2 / 2.5 and 2 / 2.25.
    near(found.dimensions[0].one_rater, 0.8);
    near(found.dimensions[0].all_raters, 2.0 / 2.25);
    near(found.dimensions[0].mean, 3.0);
    let all = &found.subjects[0];
    assert_eq!((all.n_people, all.n_raters, all.n_scenes), (3, 2, 1));
    let four = all.studies.iter().find(|study| study.raters == 4).unwrap();
    near(four.dependability, 2.0 / 2.125);
    // One scene says nothing of more.
    assert!(all.studies.iter().all(|study| study.scenes == 1));
    assert!(found.needed.is_empty());
    // √(2 × 4.5² / 2 + 2 × .5² / 2) / 2 raters.
    let of_persons = all.components[0].standard_error;
    near(of_persons, (4.5_f64.powi(2) + 0.5_f64.powi(2)).sqrt() / 2.0);
    assert!(found.notes[0].starts_with("Where something is rated in one scene"));
}

#[test]
fn simulated_ratings_give_back_the_stated_variances() {
    let found = found(&rated(1500, 3), None);
    let variance = |of: &RatedFound, source: &str| {
        let part = of.components.iter().find(|part| part.source == source);
        part.unwrap().variance
    };
    let stated = RATING_VARIANCES;
    // What is rated in one scene only has that scene's variance in the persons'.
    let in_both = || found.subjects[1..].iter().filter(|one| one.n_scenes == 2);
    assert!(in_both().count() > 0);
    for competency in in_both() {
        // Rounding adds a twelfth to the residual; whole points and the ends of the scale blur the rest.
        let residual = variance(competency, "residual") - 1.0 / 12.0;
        assert!((residual - stated.residual).abs() < 0.06, "{residual}");
        let person = variance(competency, "person");
        assert!((person - stated.person).abs() < 0.06, "{person}");
        let scene = variance(competency, "person x scene");
        assert!((scene - stated.person_scene).abs() < 0.06, "{scene}");
    }
    // Every part has the same share in common, so all dimensions together are more dependable by the rounding only.
    let phi = |of: &RatedFound| of.studies[0].dependability.unwrap();
    assert!(in_both().all(|one| (phi(one) - phi(&found.subjects[0])).abs() < 0.06));
}

#[test]
fn numbers_of_scenes_are_those_of_the_stated_variances_whoever_was_drawn() {
    let few = found(&rated(20, 2), Some(&RATING_VARIANCES)).needed;
    let one_rater = found(&rated(20, 1), Some(&RATING_VARIANCES)).needed;
    assert_eq!(few, one_rater);
    // Φ of .80 leaves an error of .075. One rater: (.06 + .25 + .02 + .30) / (.075 − .07); two: .47 / .04.
    assert_eq!((few[0].raters, few[0].scenes_for_80), (1, Some(126)));
    assert_eq!((few[1].raters, few[1].scenes_for_80), (2, Some(12)));
}

#[test]
fn one_rater_gives_no_coefficient_that_needs_severity() {
    let found = found(&rated(40, 1), None);
    let severity = "One rater shows nothing of severity: there is no Φ, and Eρ² is too high.";
    assert!(found.notes.iter().any(|note| note == severity));
    let all = &found.subjects[0];
    assert_eq!(all.n_raters, 1);
    for study in &all.studies {
        assert!(study.generalisability.is_some());
        assert_eq!(
            (study.dependability, study.nested_generalisability),
            (None, None)
        );
        assert_eq!(study.absolute_sem, None);
    }
    for dimension in &found.dimensions {
        assert_eq!((dimension.one_rater, dimension.all_raters), (None, None));
        assert_eq!(dimension.notes.len(), 1, "{}", dimension.name);
    }
}
