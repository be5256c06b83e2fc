use proptest::prelude::*;
use rand::RngExt;

use super::*;
use crate::clock::seeded;

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not {expected}"
    );
}

/// People answering by the model itself.
fn drawn(
    intercepts: &[f64],
    slopes: &[f64],
    n: usize,
    rng: &mut impl rand::Rng,
) -> (Vec<Vec<f64>>, Vec<usize>) {
    let mut predictors = Vec::with_capacity(n);
    let mut categories = Vec::with_capacity(n);
    for _ in 0..n {
        let row: Vec<f64> = slopes.iter().map(|_| rng.random_range(-2.0..2.0)).collect();
        let effect: f64 = row.iter().zip(slopes).map(|(x, b)| x * b).sum();
        let uniform: f64 = rng.random();
        let reached = intercepts
            .iter()
            .filter(|alpha| uniform < chance(**alpha + effect))
            .count();
        predictors.push(row);
        categories.push(reached);
    }
    (predictors, categories)
}

#[test]
fn simulated_coefficients_are_found_again_within_their_errors() {
    let (intercepts, slopes) = ([2.0, 0.5, -1.5], [0.8, -0.4]);
    let mut rng = seeded(20261125);
    let (predictors, categories) = drawn(&intercepts, &slopes, 3000, &mut rng);
    let fit = proportional_odds(&predictors, &categories).unwrap();
    let found = fit.intercepts.iter().chain(&fit.slopes);
    for (found, truth) in found.zip(intercepts.iter().chain(&slopes)) {
        close(found.estimate, *truth, 3.5 * found.standard_error);
        assert!(found.standard_error < 0.1, "{found:?}");
    }
    assert!(fit.n_iterations < 12);
}

#[test]
fn slow_standard_errors_are_those_of_repeated_samples() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_standard_errors_are_those_of_repeated_samples",
    ) {
        return;
    }
    let mut rng = seeded(7);
    let (mut squares, mut errors, mut covered, n) = (0.0, 0.0, 0, 2000);
    for _ in 0..n {
        let (predictors, categories) = drawn(&[1.0, -1.0], &[0.7], 250, &mut rng);
        let slope = proportional_odds(&predictors, &categories).unwrap().slopes[0];
        squares += (slope.estimate - 0.7).powi(2);
        errors += slope.standard_error;
        covered += i32::from((slope.estimate - 0.7).abs() < 1.96 * slope.standard_error);
    }
    let (empirical, stated) = ((squares / f64::from(n)).sqrt(), errors / f64::from(n));
    let covered = f64::from(covered) / f64::from(n);
    eprintln!(
        "proportional odds, {n} samples of 250: error {empirical:.4}, stated {stated:.4}, coverage {covered:.4}"
    );
    assert!((stated / empirical - 1.0).abs() < 0.06);
    assert!((covered - 0.95).abs() < 0.02);
}

#[test]
fn turning_the_categories_turns_every_coefficient() {
    let mut rng = seeded(3);
    let (predictors, categories) = drawn(&[1.5, -0.5], &[0.6, 0.0], 400, &mut rng);
    let turned: Vec<usize> = categories.iter().map(|category| 2 - category).collect();
    let (one, other) = (
        proportional_odds(&predictors, &categories).unwrap(),
        proportional_odds(&predictors, &turned).unwrap(),
    );
    close(one.log_likelihood, other.log_likelihood, 1e-9);
    close(
        one.intercepts[0].estimate,
        -other.intercepts[1].estimate,
        1e-8,
    );
    close(one.slopes[0].estimate, -other.slopes[0].estimate, 1e-8);
    close(
        one.slopes[0].standard_error,
        other.slopes[0].standard_error,
        1e-8,
    );
}

#[test]
fn units_of_the_predictors_do_not_matter() {
    let mut rng = seeded(4);
    let (predictors, categories) = drawn(&[1.0, -1.0], &[0.5], 300, &mut rng);
    let rescaled: Vec<Vec<f64>> = predictors
        .iter()
        .map(|row| vec![1e9 + 1e6 * row[0]])
        .collect();
    let (one, other) = (
        proportional_odds(&predictors, &categories).unwrap(),
        proportional_odds(&rescaled, &categories).unwrap(),
    );
    close(one.log_likelihood, other.log_likelihood, 1e-6);
    close(one.slopes[0].estimate, 1e6 * other.slopes[0].estimate, 1e-6);
}

#[test]
fn rows_with_weights_are_people_repeated() {
    let x: Vec<Vec<f64>> = (0..12).map(|i| vec![f64::from(i % 4)]).collect();
    let y: Vec<usize> = vec![0, 1, 1, 2, 0, 0, 2, 2, 1, 0, 1, 2];
    let weights: Vec<f64> = (0..12).map(|i| f64::from(i % 3)).collect();
    let mut repeated = (Vec::new(), Vec::new());
    for i in 0..12 {
        for _ in 0..i % 3 {
            repeated.0.push(x[i].clone());
            repeated.1.push(y[i]);
        }
    }
    let weighted = weighted_proportional_odds(&x, &y, &weights).unwrap();
    let single = proportional_odds(&repeated.0, &repeated.1).unwrap();
    close(weighted.slopes[0].estimate, single.slopes[0].estimate, 1e-9);
    close(
        weighted.slopes[0].standard_error,
        single.slopes[0].standard_error,
        1e-9,
    );
    close(weighted.n_persons, 12.0, 0.0);
}

#[test]
fn outcomes_that_cannot_be_modelled_are_refused_with_their_reason() {
    let x: Vec<Vec<f64>> = (0..6).map(|i| vec![f64::from(i)]).collect();
    let fit = |y: &[usize]| proportional_odds(&x, y).map(|fit| fit.slopes[0].estimate);
    assert_eq!(fit(&[0, 0, 1, 1, 2, 2]), Err(Error::Separated));
    assert_eq!(fit(&[1; 6]), Err(Error::ConstantOutcome));
    assert_eq!(
        fit(&[0, 0, 2, 2, 0, 2]),
        Err(Error::UnusedCategory { category: 1 })
    );
    assert_eq!(
        fit(&[0, 1, 0, 1, 99, 0]),
        Err(Error::TooManyCategories {
            n: 100,
            maximum: 50
        })
    );
    assert_eq!(
        fit(&[0, usize::MAX, 0, 1, 99, 0]),
        Err(Error::TooManyCategories {
            n: usize::MAX,
            maximum: 50
        })
    );
    assert_eq!(
        proportional_odds(&[], &[]),
        Err(Error::TooFewPersons { n: 0, minimum: 2 })
    );
}

proptest! {
    #[test]
    fn any_rows_give_finite_coefficients_or_a_reason(rows in prop::collection::vec((0_usize..4, -3_i8..3, -3_i8..3, 0_u8..3), 0..25)) {
        let x: Vec<Vec<f64>> = rows.iter().map(|(_, a, b, _)| vec![f64::from(*a), f64::from(*b)]).collect();
        let y: Vec<usize> = rows.iter().map(|(category, ..)| *category).collect();
        let weights: Vec<f64> = rows.iter().map(|(.., weight)| f64::from(*weight)).collect();
        match weighted_proportional_odds(&x, &y, &weights) {
            Ok(fit) => {
                prop_assert!(fit.slopes.iter().all(|slope| slope.estimate.is_finite() && slope.standard_error.is_finite()));
                prop_assert!(fit.null_log_likelihood - 1e-9 <= fit.log_likelihood);
            }
            // Flat likelihoods are found out before the iterations end.
            Err(error) => prop_assert!(!matches!(error, Error::NotConverged { .. }), "{error}"),
        }
    }
}
