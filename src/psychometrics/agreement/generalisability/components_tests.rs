use proptest::prelude::*;
use rand::RngExt;

use super::super::d_study;
use super::*;
use crate::clock::seeded;
use crate::psychometrics::simulate::{CrossedCounts, CrossedVariances, crossed_scores};

/// Scores as `persons × raters × scenes`.
fn crossed<const R: usize, const S: usize>(persons: &[[[f64; S]; R]]) -> Vec<CrossedScore> {
    let mut scores = Vec::new();
    for (person_idx, person) in persons.iter().enumerate() {
        for (rater_idx, rater) in person.iter().enumerate() {
            for (scene_idx, score) in rater.iter().enumerate() {
                scores.push(CrossedScore {
                    person_idx,
                    rater_idx,
                    scene_idx,
                    score: *score,
                });
            }
        }
    }
    scores
}

fn worked() -> Vec<CrossedScore> {
    crossed(&[
        [[2.0, 4.0], [3.0, 3.0]],
        [[5.0, 6.0], [4.0, 8.0]],
        [[7.0, 6.0], [9.0, 9.0]],
    ])
}

#[test]
fn a_design_worked_by_hand_comes_out() {
    // Sums of squares: p 91/2, r 3, s 3, pr 7/2, ps 9/2, rs 1/3, residual 19/6; together 63.
    // Mean squares: p 91/4, r 3, s 3, pr 7/4, ps 9/4, rs 1/3, residual 19/12.
    // Then pr = (7/4 − 19/12) / 2, ps = (9/4 − 19/12) / 2, rs = (1/3 − 19/12) / 3,
    // p = (91/4 − 7/4 − 9/4 + 19/12) / 4, r = (3 − 7/4 − 1/3 + 19/12) / 6, s = (3 − 9/4 − 1/3 + 19/12) / 6.
    let by_hand = [
        (Source::Person, 61.0 / 12.0),
        (Source::Rater, 5.0 / 12.0),
        (Source::Scene, 1.0 / 3.0),
        (Source::PersonRater, 1.0 / 12.0),
        (Source::PersonScene, 1.0 / 3.0),
        (Source::RaterScene, -5.0 / 12.0),
        (Source::Residual, 19.0 / 12.0),
    ];
    let found = VarianceComponents::of(&worked()).unwrap();
    assert_eq!(
        (
            found.n_persons,
            found.n_raters,
            found.n_scenes,
            found.n_scores
        ),
        (3, 2, 2, 12)
    );
    assert!(found.is_complete());
    // 61 + 5 + 4 + 1 + 4 + 19 twelfths, without the negative one.
    let sum = 94.0 / 12.0;
    for (part, (source, expected)) in found.components.iter().zip(by_hand) {
        assert_eq!(part.source, source);
        assert!((part.estimate - expected).abs() < 1e-10, "{part:?}");
        assert!(
            (part.variance - expected.max(0.0)).abs() < 1e-10,
            "{part:?}"
        );
        assert!(
            (part.share - expected.max(0.0) / sum).abs() < 1e-10,
            "{part:?}"
        );
    }
    // Two raters and two scenes: relative error (1/12 + 1/3) / 2 + 19/48 = 29/48, absolute + (5/12 + 1/3) / 2 = 47/48.
    let study = d_study(&found, 2, 2).unwrap();
    assert!((study.generalisability.unwrap() - 244.0 / 273.0).abs() < 1e-10);
    assert!((study.dependability.unwrap() - 244.0 / 291.0).abs() < 1e-10);
}

#[test]
fn persons_by_raters_give_the_intraclass_correlations() {
    // Shrout & Fleiss (1979): Eρ² of one rater is (3,1) = .7148, Φ is (2,1) = .2898; of four .9093 and .6201.
    let ratings = [
        [[9.0], [2.0], [5.0], [8.0]],
        [[6.0], [1.0], [3.0], [2.0]],
        [[8.0], [4.0], [6.0], [8.0]],
        [[7.0], [1.0], [2.0], [6.0]],
        [[10.0], [5.0], [6.0], [9.0]],
        [[6.0], [2.0], [4.0], [7.0]],
    ];
    let found = VarianceComponents::of(&crossed(&ratings)).unwrap();
    assert_eq!(found.components.len(), 3);
    for (n_raters, relative, absolute) in [
        (1, 0.714840714840715, 0.289763779527559),
        (4, 0.909315542377069, 0.620050547598989),
    ] {
        let study = d_study(&found, 1, n_raters).unwrap();
        assert!((study.generalisability.unwrap() - relative).abs() < 1e-10);
        assert!((study.dependability.unwrap() - absolute).abs() < 1e-10);
    }
}

#[test]
fn one_rater_in_several_scenes_gives_persons_and_scenes() {
    let found = VarianceComponents::of(&crossed(&[[[1.0, 2.0]], [[5.0, 4.0]], [[3.0, 3.0]]]));
    let found = found.unwrap();
    let sources: Vec<Source> = found.components.iter().map(|part| part.source).collect();
    assert_eq!(sources, [Source::Person, Source::Scene, Source::Residual]);
    // Mean squares: persons 4.5, scenes 0, residual 0.5.
    assert!((found.variance(Source::Person) - 2.0).abs() < 1e-12);
    assert!(found.components[1].estimate < 0.0 && found.variance(Source::Scene).abs() < 1e-12);
}

const TRUTH: CrossedVariances = CrossedVariances {
    person: 1.0,
    rater: 0.3,
    scene: 0.2,
    person_rater: 0.25,
    person_scene: 0.6,
    rater_scene: 0.1,
    residual: 0.5,
};

fn true_variance(source: Source) -> f64 {
    match source {
        Source::Person => TRUTH.person,
        Source::Rater => TRUTH.rater,
        Source::Scene => TRUTH.scene,
        Source::PersonRater => TRUTH.person_rater,
        Source::PersonScene => TRUTH.person_scene,
        Source::RaterScene => TRUTH.rater_scene,
        Source::Residual => TRUTH.residual,
    }
}

/// Means of the estimates over `n` draws in which each cell is kept with this probability.
fn means(counts: CrossedCounts, kept: f64, n: usize, seed: u64) -> Vec<(Source, f64)> {
    let mut rng = seeded(seed);
    let mut sums: Vec<(Source, f64)> = Vec::new();
    for _ in 0..n {
        let mut scores = crossed_scores(TRUTH, counts, &mut rng).unwrap();
        scores.retain(|_| rng.random_bool(kept));
        let found = VarianceComponents::of(&scores).unwrap();
        assert_eq!(found.is_complete(), kept >= 1.0);
        sums.resize(found.components.len(), (Source::Residual, 0.0));
        for (sum, part) in sums.iter_mut().zip(&found.components) {
            *sum = (part.source, sum.1 + part.estimate / n as f64);
        }
    }
    sums
}

#[test]
fn known_components_are_found_again_with_and_without_gaps() {
    let counts = CrossedCounts {
        persons: 120,
        raters: 12,
        scenes: 10,
    };
    for kept in [1.0, 0.6] {
        for (source, mean) in means(counts, kept, 12, 21) {
            // The variance of 12 raters' severity has a standard error of .3 × √(2 / 11), over 12 draws .037.
            let truth = true_variance(source);
            assert!(
                (mean - truth).abs() < 0.11,
                "{source}, {kept} kept: {mean} for {truth}"
            );
        }
    }
}

#[test]
fn slow_estimates_from_random_rater_pairs_are_unbiased() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_estimates_from_random_rater_pairs_are_unbiased",
    ) {
        return;
    }
    let counts = CrossedCounts {
        persons: 60,
        raters: 8,
        scenes: 6,
    };
    for (source, mean) in means(counts, 0.3, 2000, 22) {
        let truth = true_variance(source);
        eprintln!("{source}: mean of 2000 estimates {mean:.4}, true {truth}");
        assert!((mean - truth).abs() < 0.02, "{source}: {mean} for {truth}");
    }
}

#[test]
fn order_names_and_origin_do_not_matter() {
    let plain = VarianceComponents::of(&worked()).unwrap();
    let mut turned = worked();
    turned.reverse();
    for cell in &mut turned {
        cell.person_idx = 1000 - 7 * cell.person_idx;
        cell.rater_idx += 50;
        cell.score = 1e6 + 10.0 * cell.score;
    }
    let turned = VarianceComponents::of(&turned).unwrap();
    for (first, second) in plain.components.iter().zip(&turned.components) {
        assert!((first.estimate * 100.0 - second.estimate).abs() < 1e-6);
        assert!((first.share - second.share).abs() < 1e-8);
    }
}

#[test]
fn what_cannot_be_taken_apart_is_refused_with_its_reason() {
    let refused = |scores: &[CrossedScore]| VarianceComponents::of(scores).unwrap_err();
    assert_eq!(refused(&[]), Error::TooFewPersons { n: 0 });
    assert_eq!(refused(&worked()[..4]), Error::TooFewPersons { n: 1 });
    assert_eq!(
        refused(&crossed(&[[[1.0]], [[2.0]]])),
        Error::NothingRepeated
    );
    assert_eq!(refused(&crossed(&[[[4.0, 4.0]; 2]; 3])), Error::NoVariance);
    let mut twice = worked();
    twice.push(twice[5]);
    assert_eq!(
        refused(&twice),
        Error::RepeatedCell {
            person_idx: 1,
            rater_idx: 0,
            scene_idx: 1
        }
    );
    let mut infinite = worked();
    infinite[0].score = f64::INFINITY;
    assert_eq!(refused(&infinite), Error::NotFinite);
    infinite[0].score = 1e300;
    assert_eq!(refused(&infinite), Error::NotFinite);
}

#[test]
fn raters_with_scenes_of_their_own_are_refused_by_name() {
    // Rater 0 saw scenes 0 and 1, rater 1 scenes 2 and 3.
    let scores: Vec<CrossedScore> = worked()
        .into_iter()
        .map(|cell| CrossedScore {
            scene_idx: cell.scene_idx + 2 * cell.rater_idx,
            ..cell
        })
        .collect();
    let refusal = VarianceComponents::of(&scores).unwrap_err();
    assert!(matches!(refusal, Error::Confounded { .. }), "{refusal}");
    // Each person had a rater of their own.
    let nested: Vec<CrossedScore> = (0..6)
        .map(|idx| CrossedScore {
            person_idx: idx / 2,
            rater_idx: idx / 2,
            scene_idx: idx % 2,
            score: (idx * idx) as f64,
        })
        .collect();
    let refusal = VarianceComponents::of(&nested).unwrap_err();
    assert!(matches!(refusal, Error::Confounded { .. }), "{refusal}");
}

proptest! {
    #[test]
    fn any_scores_give_finite_components_or_a_reason(
        cells in prop::collection::vec((0..4_usize, 0..3_usize, 0..3_usize, any::<f64>()), 0..30), small in any::<bool>(),
    ) {
        let scores: Vec<CrossedScore> = cells.into_iter().map(|(person_idx, rater_idx, scene_idx, score)| CrossedScore {
            person_idx, rater_idx, scene_idx, score: if small { score.rem_euclid(7.0) } else { score },
        }).collect();
        if let Ok(found) = VarianceComponents::of(&scores) {
            let sum: f64 = found.components.iter().map(|part| part.share).sum();
            prop_assert!((sum - 1.0).abs() < 1e-9);
            prop_assert!(found.components.iter().all(|part| part.estimate.is_finite() && part.variance >= 0.0));
        }
    }
}
