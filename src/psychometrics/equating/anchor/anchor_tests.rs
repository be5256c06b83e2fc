use rand::{Rng, RngExt};

use super::*;
use crate::clock::seeded;
use crate::psychometrics::descriptive::standard_deviation;
use crate::psychometrics::equating::{
    Equivalent, RandomGroupsMethod, ScoreDistribution, equate_random_groups,
};
use crate::psychometrics::reference::{self, number};

const METHODS: [AnchorMethod; 5] = [
    AnchorMethod::Tucker,
    AnchorMethod::Levine,
    AnchorMethod::ChainedLinear,
    AnchorMethod::ChainedEquipercentile,
    AnchorMethod::FrequencyEstimation,
];

fn people(file: &str, test: &str) -> Option<Vec<AnchorPerson>> {
    let rows = reference::table(file, test)?;
    let person = |row| AnchorPerson {
        score: number(row, "total").unwrap(),
        anchor: number(row, "anchor").unwrap(),
    };
    Some(rows.iter().map(person).collect())
}

fn design<'people>(
    from: &'people [AnchorPerson],
    to: &'people [AnchorPerson],
) -> AnchorDesign<'people> {
    AnchorDesign {
        from,
        to,
        kind: AnchorKind::Internal,
        from_weight: None,
    }
}

fn scale(highest: u32) -> Vec<f64> {
    (0..=highest).map(f64::from).collect()
}

#[test]
fn kolen_and_brennans_example_comes_out() {
    // Kolen & Brennan (2014), chapter 4, the same two forms with an internal anchor: means 15.8205 and 18.6728, standard
    // deviations 6.5278 and 6.8784 (divisor n), and, in the population of the first group, slopes 1.0289 (Tucker) and
    // 1.0112 (Levine).
    let test = "kolen_and_brennans_example_comes_out";
    let (Some(from), Some(to)) = (
        people("data/equate_KBneat_x.csv", test),
        people("data/equate_KBneat_y.csv", test),
    ) else {
        return;
    };
    assert_eq!((from.len(), to.len()), (1655, 1638));
    for (group, mean, spread) in [(&from, 15.8205, 6.5278), (&to, 18.6728, 6.8784)] {
        let scores: Vec<f64> = group.iter().map(|person| person.score).collect();
        let n = scores.len() as f64;
        let found = standard_deviation(&scores).unwrap() * ((n - 1.0) / n).sqrt();
        assert!((scores.iter().sum::<f64>() / n - mean).abs() < 5e-5);
        assert!((found - spread).abs() < 5e-5);
    }
    let first = AnchorDesign {
        from_weight: Some(1.0),
        ..design(&from, &to)
    };
    for (method, slope) in [
        (AnchorMethod::Tucker, 1.0289),
        (AnchorMethod::Levine, 1.0112),
    ] {
        let found = equate_with_anchor(&first, method, &[0.0]).unwrap();
        assert!((found.line.unwrap().slope - slope).abs() < 1e-4);
    }
    let design = design(&from, &to);
    for method in METHODS {
        let found = equate_with_anchor(&design, method, &scale(36)).unwrap();
        for pair in found.concordance.windows(2) {
            // Equal only where nobody is.
            assert!(pair[0].equivalent <= pair[1].equivalent, "{method:?}");
        }
        for row in &found.concordance[5..=30] {
            assert!(
                (row.equivalent - row.score - 0.7).abs() < 1.0,
                "{method:?} {row:?}"
            );
            assert!(
                row.standard_error > 0.1 && row.standard_error < 0.5,
                "{method:?} {row:?}"
            );
        }
    }
}

fn pairs(pairs: &[(f64, f64)]) -> Vec<AnchorPerson> {
    let person = |(score, anchor): &(f64, f64)| AnchorPerson {
        score: *score,
        anchor: *anchor,
    };
    pairs.iter().map(person).collect()
}

#[test]
fn forms_that_follow_from_the_anchor_differ_by_what_they_add_to_it() {
    // Score twice the anchor on the one form, twice less 1 on the other. Worked by hand for equal weights: slopes 2,
    // means 3 and 2 and variances 5 in the synthetic population.
    let from = pairs(&[(0.0, 0.0), (2.0, 1.0), (4.0, 2.0)]);
    let to = pairs(&[(1.0, 1.0), (3.0, 2.0), (5.0, 3.0)]);
    for method in &METHODS[..3] {
        for kind in [AnchorKind::Internal, AnchorKind::External] {
            let design = AnchorDesign {
                kind,
                ..design(&from, &to)
            };
            let found = equate_with_anchor(&design, *method, &[3.0]).unwrap();
            if *method == AnchorMethod::Levine && kind == AnchorKind::External {
                // (4 + 2) / (1 + 2) = 2, the same slope.
                assert!((found.line.unwrap().slope - 1.0).abs() < 1e-12);
            }
            assert!((found.concordance[0].equivalent - 2.0).abs() < 1e-12);
        }
    }
}

#[test]
fn frequency_estimation_reweights_the_other_group_to_the_first() {
    // In the first group half have anchor 0; in the second a quarter. Weighted to halves the second form has ¼ ½ ¼ as
    // the first has, so every score means itself.
    let from = pairs(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (2.0, 1.0)]);
    let mut second = vec![(0.0, 0.0), (1.0, 0.0)];
    second.extend([(1.0, 1.0), (2.0, 1.0)].repeat(3));
    let to = pairs(&second);
    let design = AnchorDesign {
        from_weight: Some(1.0),
        ..design(&from, &to)
    };
    let found = equate_with_anchor(&design, AnchorMethod::FrequencyEstimation, &scale(2)).unwrap();
    for row in &found.concordance {
        assert!((row.equivalent - row.score).abs() < 1e-12);
    }
}

/// People of some ability: a form of 20 items of which 8 are the anchor.
fn sample(n: usize, ability: f64, easiness: f64, rng: &mut impl Rng) -> Vec<AnchorPerson> {
    (0..n)
        .map(|_| {
            let ability = ability + rng.random_range(-1.8..1.8);
            let solved = |n_items: u32, easiness: f64, rng: &mut dyn FnMut() -> f64| {
                let chance = 1.0 / (1.0 + f64::exp(-ability - easiness));
                f64::from((0..n_items).map(|_| u32::from(rng() < chance)).sum::<u32>())
            };
            let mut uniform = || rng.random::<f64>();
            let anchor = solved(8, 0.0, &mut uniform);
            let rest = solved(12, easiness, &mut uniform);
            AnchorPerson {
                score: anchor + rest,
                anchor,
            }
        })
        .collect()
}

#[test]
fn groups_of_equal_anchors_are_equated_as_random_groups() {
    let mut rng = seeded(41);
    let from = sample(400, 0.0, 0.0, &mut rng);
    // The same people's anchor scores, with other scores on the rest of the form.
    let to: Vec<AnchorPerson> = from
        .iter()
        .map(|person| AnchorPerson {
            score: person.anchor + f64::from(rng.random_range(0_u8..13)),
            ..*person
        })
        .collect();
    let form = |people: &[AnchorPerson]| {
        let mut counts = vec![0.0; 21];
        for person in people {
            let is_score = |score: &f64| (score - person.score).abs() < 0.5;
            counts[scale(20).iter().position(is_score).unwrap()] += 1.0;
        }
        ScoreDistribution::new(&scale(20), &counts).unwrap()
    };
    let design = design(&from, &to);
    for (method, random) in [
        (AnchorMethod::Tucker, RandomGroupsMethod::Linear),
        (AnchorMethod::Levine, RandomGroupsMethod::Linear),
        (AnchorMethod::ChainedLinear, RandomGroupsMethod::Linear),
        (
            AnchorMethod::FrequencyEstimation,
            RandomGroupsMethod::Equipercentile,
        ),
        (
            AnchorMethod::ChainedEquipercentile,
            RandomGroupsMethod::Equipercentile,
        ),
    ] {
        let expected = equate_random_groups(&form(&from), &form(&to), random).unwrap();
        let found = equate_with_anchor(&design, method, &scale(20)).unwrap();
        for (found, expected) in found.concordance[4..17]
            .iter()
            .zip(&expected.concordance[4..])
        {
            assert!(
                (found.equivalent - expected.equivalent).abs() < 1e-9,
                "{method:?}"
            );
        }
    }
}

#[test]
fn a_form_equated_to_itself_gives_back_every_score() {
    let people = sample(300, 0.2, 0.1, &mut seeded(5));
    let (lowest, highest) = people
        .iter()
        .fold((99.0_f64, 0.0_f64), |(low, high), person| {
            (low.min(person.score), high.max(person.score))
        });
    for method in METHODS {
        let found = equate_with_anchor(&design(&people, &people), method, &scale(20)).unwrap();
        for row in &found.concordance {
            if (lowest..=highest).contains(&row.score) {
                assert!(
                    (row.equivalent - row.score).abs() < 1e-9,
                    "{method:?} {row:?}"
                );
            }
        }
    }
}

#[test]
fn standard_errors_equal_those_of_leaving_out_each_person() {
    let mut rng = seeded(9);
    let (from, to) = (
        sample(400, 0.0, 0.0, &mut rng),
        sample(350, 0.4, 0.3, &mut rng),
    );
    let scores = [7.0, 11.0, 14.0];
    for method in METHODS {
        let of = |from: &[AnchorPerson], to: &[AnchorPerson]| {
            // A weight that does not change when a person is left out.
            let design = AnchorDesign {
                from_weight: Some(0.4),
                ..design(from, to)
            };
            equate_with_anchor(&design, method, &scores)
                .unwrap()
                .concordance
        };
        let mut variances = [0.0; 3];
        for (group, is_first) in [(&from, true), (&to, false)] {
            let without: Vec<Vec<Equivalent>> = (0..group.len())
                .map(|person_idx| {
                    let mut rest = group.clone();
                    rest.swap_remove(person_idx);
                    if is_first {
                        of(&rest, &to)
                    } else {
                        of(&from, &rest)
                    }
                })
                .collect();
            for (place, variance) in variances.iter_mut().enumerate() {
                let values: Vec<f64> = without.iter().map(|rows| rows[place].equivalent).collect();
                let n = values.len() as f64;
                *variance += standard_deviation(&values).unwrap().powi(2) * (n - 1.0).powi(2) / n;
            }
        }
        for (row, variance) in of(&from, &to).iter().zip(variances) {
            let ratio = row.standard_error / variance.sqrt();
            assert!((ratio - 1.0).abs() < 0.03, "{method:?} {row:?}: {ratio}");
        }
    }
}

#[test]
fn designs_that_cannot_be_equated_are_refused_with_their_reason() {
    let usual = sample(100, 0.0, 0.0, &mut seeded(2));
    let of = |from: &[AnchorPerson], to: &[AnchorPerson], method| {
        equate_with_anchor(&design(from, to), method, &[5.0])
    };
    for method in METHODS {
        assert!(matches!(
            of(&usual[..2], &usual, method),
            Err(Error::TooFewPersons {
                form: Form::From,
                ..
            })
        ));
    }
    let same_anchor = pairs(&[(1.0, 3.0), (2.0, 3.0), (4.0, 3.0)]);
    let refused = of(&usual, &same_anchor, AnchorMethod::ChainedLinear);
    let (form, what) = (Form::To, "anchor score");
    assert_eq!(refused, Err(Error::NoVariance { form, what }));
    let refused = of(&same_anchor, &usual, AnchorMethod::FrequencyEstimation);
    let unseen = Form::From;
    assert!(matches!(refused, Err(Error::AnchorUnseen { unseen: found, .. }) if found == unseen));
    let falling = pairs(&[(3.0, 1.0), (2.0, 2.0), (1.0, 3.0)]);
    let refused = of(&falling, &usual, AnchorMethod::Levine);
    assert!(matches!(
        refused,
        Err(Error::Covariance {
            form: Form::From,
            ..
        })
    ));
    let halves = pairs(&[(1.5, 1.0), (2.0, 2.0), (4.0, 3.0)]);
    let refused = of(&halves, &usual, AnchorMethod::ChainedEquipercentile);
    assert_eq!(refused, Err(Error::NotWhole(1.5)));
    assert!(of(&halves, &usual, AnchorMethod::Tucker).is_ok());
    let wide = pairs(&[(1.0, 1.0), (2e9, 2.0), (4.0, 3.0)]);
    let refused = of(&wide, &usual, AnchorMethod::ChainedEquipercentile);
    assert!(matches!(refused, Err(Error::TooWide { .. })));
    let infinite = pairs(&[(1.0, 1.0), (f64::INFINITY, 2.0), (4.0, 3.0)]);
    for method in METHODS {
        assert!(of(&infinite, &usual, method).is_err());
    }
    let unweighted = AnchorDesign {
        from_weight: Some(1.5),
        ..design(&usual, &usual)
    };
    let refused = equate_with_anchor(&unweighted, AnchorMethod::Tucker, &[5.0]);
    assert_eq!(refused, Err(Error::Weight(1.5)));
}

#[test]
fn slow_anchor_errors_equal_the_spread_over_samples() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_anchor_errors_equal_the_spread_over_samples",
    ) {
        return;
    }
    let mut rng = seeded(1985);
    let places = [6.0, 10.0, 15.0];
    for method in METHODS {
        let all: Vec<Vec<Equivalent>> = (0..1_000)
            .map(|_| {
                let (from, to) = (
                    sample(1_000, 0.0, 0.0, &mut rng),
                    sample(1_000, 0.3, 0.4, &mut rng),
                );
                equate_with_anchor(&design(&from, &to), method, &places)
                    .unwrap()
                    .concordance
            })
            .collect();
        for (place, score) in places.iter().enumerate() {
            let values: Vec<f64> = all.iter().map(|rows| rows[place].equivalent).collect();
            let spread = standard_deviation(&values).unwrap();
            let squares = all
                .iter()
                .map(|rows| rows[place].standard_error.powi(2))
                .sum::<f64>();
            let error = (squares / all.len() as f64).sqrt();
            eprintln!(
                "{method:?} at {score}: standard error {error:.4}, spread over 1000 samples {spread:.4}"
            );
            assert!(
                (error / spread - 1.0).abs() < 0.12,
                "{method:?} {score}: {error} {spread}"
            );
        }
    }
}
