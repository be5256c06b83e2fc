use proptest::prelude::*;

use super::*;
use crate::psychometrics::reference;

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not {expected}"
    );
}

/// SATQ from ACT and SATV, of the people who have all three.
fn sat_act(test: &str) -> Option<(Vec<Vec<f64>>, Vec<f64>)> {
    let rows = reference::table("data/sat_act.csv", test)?;
    let number = |row: &reference::Row, column| reference::number(row, column);
    let complete = rows.iter().filter_map(|row| {
        let predictors = vec![number(row, "ACT")?, number(row, "SATV")?];
        Some((predictors, number(row, "SATQ")?))
    });
    Some(complete.unzip())
}

#[test]
fn coefficients_and_steps_equal_those_of_r() {
    // reference/valid_sat_act.json, `inc`: R 4.2.2, lm and anova.
    let test = "coefficients_and_steps_equal_those_of_r";
    let (Some((predictors, outcome)), Some(reference)) = (
        sat_act(test),
        reference::json("reference/valid_sat_act.json", test),
    ) else {
        return;
    };
    let expected = &reference["sat_act"]["inc"];
    let number = |field: &str| expected[field].as_f64().unwrap();
    let listed = |field: &str, place: usize| expected[field][place].as_f64().unwrap();
    let fit = least_squares(&predictors, &outcome).unwrap();
    assert_eq!(fit.n_persons as u64, expected["n"].as_u64().unwrap());
    let coefficients = std::iter::once(&fit.intercept).chain(&fit.slopes);
    for (place, coefficient) in coefficients.enumerate() {
        close(coefficient.estimate, listed("coef", place), 1e-9);
        close(coefficient.standard_error, listed("se", place), 1e-10);
    }
    for (place, slope) in fit.standardised_slopes.iter().enumerate() {
        close(*slope, listed("std_beta", place), 1e-12);
    }
    close(fit.r2, number("R2_2"), 1e-12);
    close(fit.adjusted_r2, number("adjR2_2"), 1e-12);
    let steps = fit.steps(&[1, 1]).unwrap();
    close(steps[0].r2, number("R2_1"), 1e-12);
    close(steps[1].r2_change, number("dR2"), 1e-12);
    close(steps[1].f.unwrap(), number("F"), 1e-8);
    close(steps[1].p.unwrap() / number("p"), 1.0, 1e-8);
    assert_eq!(steps[1].residual_degrees_of_freedom, 684);
}

#[test]
fn five_points_come_out_as_worked_by_hand() {
    // x 1 2 3 4 5, y 2 4 5 4 5: Sxx 10, Sxy 6, Syy 6; slope .6, intercept 2.2, explained 3.6, left 2.4, s² .8,
    // standard error of the slope √(.8 / 10), of the intercept √(.8 (1 / 5 + 9 / 10)), F 3.6 / .8 = 4.5.
    let people: Vec<Vec<f64>> = (1..=5).map(|x| vec![f64::from(x)]).collect();
    let fit = least_squares(&people, &[2.0, 4.0, 5.0, 4.0, 5.0]).unwrap();
    close(fit.slopes[0].estimate, 0.6, 1e-12);
    close(fit.slopes[0].standard_error, 0.08_f64.sqrt(), 1e-12);
    close(fit.intercept.estimate, 2.2, 1e-12);
    close(fit.intercept.standard_error, 0.88_f64.sqrt(), 1e-12);
    close(fit.r2, 0.6, 1e-12);
    close(fit.adjusted_r2, 1.0 - 0.4 * 4.0 / 3.0, 1e-12);
    close(fit.residual_standard_deviation, 0.8_f64.sqrt(), 1e-12);
    close(fit.f.unwrap(), 4.5, 1e-12);
    // With one predictor F is t², and both have one probability.
    close(fit.slopes[0].t.unwrap().powi(2), 4.5, 1e-12);
    close(fit.p.unwrap(), fit.slopes[0].p.unwrap(), 1e-12);
    close(fit.expected(&[3.0]).unwrap(), 4.0, 1e-12);
    assert_eq!(fit.expected(&[]), None);
}

#[test]
fn a_weight_of_3_counts_like_three_people() {
    let people = [vec![1.0], vec![2.0], vec![4.0], vec![9.0]];
    let outcome = [2.0, 3.0, 3.0, 7.0];
    let weighted = weighted_least_squares(&people, &outcome, &[1.0, 3.0, 0.0, 2.0]).unwrap();
    let repeated = [1.0, 2.0, 2.0, 2.0, 9.0, 9.0].map(|x| vec![x]);
    let plain = least_squares(&repeated, &[2.0, 3.0, 3.0, 3.0, 7.0, 7.0]).unwrap();
    assert_eq!(weighted.n_persons, 3);
    close(weighted.slopes[0].estimate, plain.slopes[0].estimate, 1e-12);
    close(weighted.intercept.estimate, plain.intercept.estimate, 1e-12);
    close(weighted.r2, plain.r2, 1e-12);
    // Weights say how exact people are, not how many there are: degrees of freedom 1, not 4.
    let ratio = weighted.slopes[0].standard_error / plain.slopes[0].standard_error;
    close(ratio, 2.0, 1e-12);
}

#[test]
fn a_fifth_power_beside_the_others_is_no_copy_of_them() {
    // Powers 1 to 5 of 1..40 have only a small part of their own, and a polynomial is found again.
    let powers = |x: f64| (1..=5).map(|power| x.powi(power)).collect::<Vec<f64>>();
    let people: Vec<Vec<f64>> = (1..=40).map(|x| powers(f64::from(x))).collect();
    let truth = [3.0, -0.5, 0.02, -4e-4, 3e-6];
    let outcome: Vec<f64> = people
        .iter()
        .map(|person| 7.0 + person.iter().zip(truth).map(|(x, b)| x * b).sum::<f64>())
        .collect();
    let fit = least_squares(&people, &outcome).unwrap();
    for (slope, truth) in fit.slopes.iter().zip(truth) {
        close(slope.estimate / truth, 1.0, 1e-7);
    }
}

#[test]
fn a_copied_predictor_is_named_by_its_place() {
    let people: Vec<Vec<f64>> = (0..9)
        .map(|i| {
            let (a, b) = (f64::from(i), f64::from(i * i % 5));
            vec![a, b, 0.1 * a - 3.0 * b + 2000.0]
        })
        .collect();
    let outcome: Vec<f64> = (0..9).map(|i| f64::from(i * 7 % 4)).collect();
    assert_eq!(
        least_squares(&people, &outcome),
        Err(Error::Collinear { predictor_idx: 2 })
    );
}

#[test]
fn what_has_no_regression_is_refused_with_its_reason() {
    let people = [1.0, 2.0, 3.0].map(|x| vec![x, 0.1]);
    let outcome = [1.0, 2.0, 4.0];
    assert_eq!(
        least_squares(&people, &outcome),
        Err(Error::TooFewPersons { n: 3, minimum: 4 })
    );
    let one = [1.0, 2.0, 3.0].map(|x| vec![x]);
    assert_eq!(least_squares(&one, &[0.1; 3]), Err(Error::ConstantOutcome));
    assert_eq!(
        least_squares(&[vec![0.1], vec![0.1], vec![0.1]], &outcome),
        Err(Error::ConstantPredictor { predictor_idx: 0 })
    );
    assert_eq!(
        least_squares(&one, &outcome[..2]),
        Err(Error::UnequalLengths {
            what: "outcomes",
            n: 2,
            n_persons: 3
        })
    );
    assert_eq!(
        weighted_least_squares(&one, &outcome, &[1.0, -1.0, 1.0]),
        Err(Error::Weight {
            person_idx: 1,
            weight: -1.0
        })
    );
    let ragged = [vec![1.0], vec![], vec![2.0]];
    assert!(matches!(
        least_squares(&ragged, &outcome),
        Err(Error::Ragged { person_idx: 1, .. })
    ));
    let fit = least_squares(&one, &outcome).unwrap();
    assert_eq!(fit.steps(&[1, 1]), Err(Error::Steps { n: 2, expected: 1 }));
    assert_eq!(fit.steps(&[0, 1]), Err(Error::Steps { n: 1, expected: 1 }));
    assert!(least_squares(&[], &[]).is_err());
}

proptest! {
    #[test]
    fn any_numbers_give_finite_figures_or_a_reason(
        people in prop::collection::vec((any::<[f64; 2]>(), any::<f64>(), any::<f64>()), 0..9),
    ) {
        let scales: [fn(f64) -> f64; 2] = [|x| x, |x| x.rem_euclid(7.0)];
        for scale in scales {
            let predictors: Vec<Vec<f64>> = people.iter().map(|(x, _, _)| x.map(scale).to_vec()).collect();
            let outcome: Vec<f64> = people.iter().map(|(_, y, _)| scale(*y)).collect();
            let weights: Vec<f64> = people.iter().map(|(_, _, w)| scale(*w)).collect();
            if let Ok(fit) = weighted_least_squares(&predictors, &outcome, &weights) {
                prop_assert!((0.0..=1.0).contains(&fit.r2) && fit.adjusted_r2.is_finite());
                prop_assert!(fit.slopes.iter().all(|b| b.estimate.is_finite() && b.standard_error.is_finite()));
            }
        }
    }

    #[test]
    fn the_order_of_people_and_predictors_does_not_matter(
        people in prop::collection::vec((-5.0..5.0, -5.0..5.0, -5.0..5.0_f64), 6..12),
    ) {
        let both = |turned: bool| -> Result<LinearFit, Error> {
            let mut people = people.clone();
            if turned { people.reverse(); }
            let predictors: Vec<Vec<f64>> = people.iter().map(|(a, b, _)| if turned { vec![*b, *a] } else { vec![*a, *b] }).collect();
            let outcome: Vec<f64> = people.iter().map(|(_, _, y)| *y).collect();
            least_squares(&predictors, &outcome)
        };
        if let (Ok(first), Ok(second)) = (both(false), both(true)) {
            prop_assert!((first.r2 - second.r2).abs() < 1e-9);
            prop_assert!((first.slopes[0].estimate - second.slopes[1].estimate).abs() < 1e-6 * (1.0 + first.slopes[0].estimate.abs()));
        }
    }
}
