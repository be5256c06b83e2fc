//! Edges and refusals.

use std::ops::ControlFlow;

use proptest::prelude::*;

use super::samples::{BY_ITEM, COMMON, assert_close, by_formula, fitted, on};
use super::{
    Error, Nodes, Options, PeriodRatings, Rating, Ratings, StepModel, UnusedCategory, fit,
    rater_by_group, rater_by_item,
};

fn row(person: usize, rater: usize, scores: &[u32]) -> Rating {
    Rating {
        person,
        rater,
        scores: scores.iter().copied().map(Some).collect(),
    }
}

#[test]
fn one_rater_has_severity_0_and_no_error() {
    let rows: Vec<Rating> = (0..30)
        .map(|person| {
            let scores = [1, 3, 5].map(|k| usize::midpoint(person % 4, person * k % 7 / 2));
            row(
                person,
                0,
                &scores.map(|score| u32::try_from(score).unwrap()),
            )
        })
        .collect();
    let ratings = Ratings::new(rows).unwrap();
    let found = fit(&ratings, &COMMON, &mut on).unwrap();
    assert!(found.raters[0].severity.abs() < f64::EPSILON);
    assert!(found.raters[0].standard_error.abs() < f64::EPSILON);
    // Three items, two of three steps, the variance.
    assert_eq!(found.n_parameters, 6);
    let table = rater_by_item(&ratings, &found).unwrap();
    assert!(table.iter().all(|entry| entry.test.is_none()), "{table:?}");
}

#[test]
fn one_item_is_enough() {
    let found = fitted(by_formula(60, 5, 1), &COMMON).unwrap();
    assert_eq!(found.items.len(), 1);
    assert_eq!(found.n_parameters, 1 + 4 + 2 + 1);
}

#[test]
fn a_person_with_every_score_highest_has_a_finite_estimate() {
    let mut rows = by_formula(60, 5, 3);
    rows.extend([
        row(60, 0, &[3, 3, 3]),
        row(60, 1, &[3, 3, 3]),
        row(61, 2, &[0, 0, 0]),
    ]);
    let found = fitted(rows, &COMMON).unwrap();
    let eap = |person: usize| found.persons[person].unwrap().eap;
    let highest = found
        .persons
        .iter()
        .flatten()
        .map(|person| person.eap)
        .fold(f64::MIN, f64::max);
    assert!((eap(60) - highest).abs() < f64::EPSILON);
    assert!(eap(61) < 0.0 && eap(61).is_finite());
}

#[test]
fn a_rater_who_gives_one_middle_score_has_a_severity_and_a_low_infit() {
    let mut rows = by_formula(60, 5, 3);
    rows.extend((0..20).map(|person| row(person, 5, &[1, 1, 1])));
    let found = fitted(rows, &COMMON).unwrap();
    assert!(found.raters[5].severity.abs() < 3.0);
    assert!(found.raters[5].infit.unwrap() < found.raters[0].infit.unwrap());
}

#[test]
fn missing_scores_change_what_is_known_but_not_the_others_rows() {
    let mut rows = by_formula(60, 5, 3);
    for (index, row) in rows.iter_mut().enumerate() {
        if index % 4 == 0 {
            row.scores[index % 3] = None;
        }
    }
    // A row without a score and a person who has no other.
    rows.push(Rating {
        person: 60,
        rater: 0,
        scores: vec![None; 3],
    });
    let found = fitted(rows.clone(), &BY_ITEM).unwrap();
    assert_eq!((found.n_persons, found.persons.len()), (60, 61));
    assert_eq!(found.persons[60], None);
    rows.pop();
    let without = fitted(rows, &BY_ITEM).unwrap();
    assert_close(found.log_likelihood, without.log_likelihood);
    assert_eq!(found.raters[0].n_ratings, without.raters[0].n_ratings);
}

#[test]
fn designs_that_cannot_be_estimated_are_refused_with_their_reason() {
    let new = |rows: &[Rating]| Ratings::new(rows.to_vec());
    assert_eq!(new(&[]), Err(Error::TooFewPersons { n: 0, minimum: 2 }));
    assert_eq!(
        new(&[row(0, 0, &[1])]),
        Err(Error::TooFewPersons { n: 1, minimum: 2 })
    );
    assert_eq!(
        new(&[row(0, 0, &[1]), row(1, 0, &[1, 2])]),
        Err(Error::Ragged {
            rating_idx: 1,
            n: 2,
            expected: 1
        })
    );
    assert_eq!(
        new(&[row(0, 0, &[1]), row(1, 0, &[1]), row(0, 0, &[2])]),
        Err(Error::RatedTwice {
            first: 0,
            second: 2
        })
    );
    assert_eq!(
        new(&[row(0, 0, &[101]), row(1, 0, &[1])]),
        Err(Error::ScoreTooHigh {
            rating_idx: 0,
            item_idx: 0,
            score: 101,
            highest: 100
        })
    );
    assert!(matches!(
        new(&[row(usize::MAX, 0, &[1])]),
        Err(Error::OutOfRange { .. })
    ));
    assert!(matches!(
        new(&[row(0, usize::MAX, &[1])]),
        Err(Error::OutOfRange { .. })
    ));
}

#[test]
fn designs_that_do_not_hang_together_are_refused_with_their_parts() {
    let new = |rows: &[Rating]| Ratings::new(rows.to_vec());
    let apart = [
        row(0, 0, &[1]),
        row(1, 0, &[0]),
        row(2, 1, &[1]),
        row(3, 1, &[0]),
    ];
    let subsets = vec![vec![0], vec![1]];
    assert_eq!(
        new(&apart),
        Err(Error::DisconnectedRaters {
            subsets: subsets.clone()
        })
    );
    let half = |person, rater, scores: [Option<u32>; 2]| Rating {
        person,
        rater,
        scores: scores.to_vec(),
    };
    let halves = [
        half(0, 0, [Some(1), None]),
        half(1, 0, [Some(0), None]),
        half(0, 1, [None, Some(1)]),
        half(1, 1, [None, Some(0)]),
    ];
    assert_eq!(new(&halves), Err(Error::DisconnectedItems { subsets }));
    let silent = [half(0, 0, [Some(1), None]), half(1, 0, [Some(0), None])];
    assert_eq!(new(&silent), Err(Error::ItemWithoutScores { item_idx: 1 }));
    let silent = [row(0, 0, &[1]), row(1, 0, &[1]), half(0, 1, [None, None])];
    assert!(matches!(new(&silent), Err(Error::Ragged { .. })));
}

#[test]
fn scores_without_a_bound_are_refused_by_name() {
    let rows = by_formula(60, 5, 3);
    let mut constant = rows.clone();
    for row in &mut constant {
        row.scores[1] = Some(2);
    }
    let refusal = fitted(constant.clone(), &BY_ITEM).unwrap_err();
    assert_eq!(
        refusal,
        Error::ConstantItem {
            item_idx: 1,
            score: 2
        }
    );
    // On a scale that others use to its ends, always 2 is a finite difficulty.
    let found = fitted(constant, &COMMON).unwrap();
    let unused = [0, 1, 3].map(|category| UnusedCategory {
        item_idx: 1,
        category,
    });
    assert_eq!(found.unused_categories, unused);
    let mut generous = rows.clone();
    generous.push(row(0, 5, &[3, 3, 3]));
    let refusal = fitted(generous, &COMMON).unwrap_err();
    assert_eq!(refusal, Error::ExtremeRater { rater_idx: 5 });
    let mut gap = rows;
    for score in gap.iter_mut().flat_map(|row| &mut row.scores).flatten() {
        *score += u32::from(*score > 1);
    }
    let category = 2;
    for (options, item_idx) in [(COMMON, None), (BY_ITEM, Some(0))] {
        let refusal = fitted(gap.clone(), &options).unwrap_err();
        assert_eq!(refusal, Error::UnusedCategory { item_idx, category });
    }
}

#[test]
fn persons_who_do_not_differ_give_no_scale() {
    // Each person's two ratings contradict each other.
    let rows: Vec<Rating> = (0..40)
        .map(|index| {
            row(
                index / 2,
                index % 2,
                &[u32::from((index / 2 + index) % 2 == 0)],
            )
        })
        .collect();
    assert_eq!(fitted(rows, &COMMON), Err(Error::NoVariance));
}

#[test]
fn raters_who_agree_perfectly_are_refused_not_estimated_at_infinity() {
    let rows: Vec<Rating> = (0..40)
        .map(|index| {
            let score = u32::try_from(index / 2 % 4).unwrap();
            row(index / 2, index % 2, &[score, score])
        })
        .collect();
    let refusal = fitted(rows, &COMMON).unwrap_err();
    assert_eq!(refusal, Error::Unbounded);
}

#[test]
fn a_caller_can_break_off_and_is_told_of_each_cycle() {
    let ratings = Ratings::new(by_formula(60, 5, 3)).unwrap();
    let mut seen = Vec::new();
    let found = fit(&ratings, &COMMON, &mut |progress| {
        seen.push(progress);
        ControlFlow::Continue(())
    });
    assert_eq!(seen.len(), found.unwrap().cycles);
    assert!(
        seen.windows(2)
            .all(|pair| pair[0].log_likelihood <= pair[1].log_likelihood)
    );
    let broken = fit(&ratings, &COMMON, &mut |_| ControlFlow::Break(()));
    assert_eq!(broken, Err(Error::Cancelled));
}

#[test]
fn options_and_lists_outside_their_range_are_refused() {
    let rows = by_formula(20, 3, 2);
    for nodes in [
        Nodes { n: 4, reach: 8.0 },
        Nodes {
            n: 5000,
            reach: 8.0,
        },
        Nodes { n: 41, reach: 0.0 },
        Nodes {
            n: 41,
            reach: f64::NAN,
        },
    ] {
        let options = Options {
            steps: StepModel::Common,
            nodes: Some(nodes),
        };
        assert!(matches!(
            fitted(rows.clone(), &options),
            Err(Error::OutOfRange { .. })
        ));
    }
    let ratings = Ratings::new(rows.clone()).unwrap();
    let found = fit(&ratings, &COMMON, &mut on).unwrap();
    assert!(matches!(
        rater_by_group(&ratings, &found, &[0, 1]),
        Err(Error::UnequalLengths { .. })
    ));
    let other = Ratings::new(by_formula(20, 3, 3)).unwrap();
    assert!(matches!(
        rater_by_item(&other, &found),
        Err(Error::UnequalLengths { .. })
    ));
    assert!(matches!(
        PeriodRatings::new(rows, &[0]),
        Err(Error::UnequalLengths { .. })
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_ratings_give_finite_estimates_or_a_reason(
        scores in prop::collection::vec(prop::option::weighted(0.8, 0_u32..4), 24),
        raters in prop::collection::vec(0_usize..3, 12),
    ) {
        let rows: Vec<Rating> = raters
            .iter()
            .zip(scores.chunks(2))
            .enumerate()
            .map(|(index, (rater, scores))| Rating { person: index / 2, rater: *rater, scores: scores.to_vec() })
            .collect();
        for options in [COMMON, BY_ITEM] {
            if let Ok(found) = fitted(rows.clone(), &options) {
                prop_assert!(found.deviance().is_finite() && found.person_variance > 0.0);
                prop_assert!(found.raters.iter().all(|rater| rater.severity.is_finite() && rater.standard_error.is_finite()));
                prop_assert!(found.persons.iter().flatten().all(|person| person.eap.is_finite() && person.standard_error > 0.0));
                prop_assert!((0.0..=1.0).contains(&found.reliability));
            }
        }
    }
}
