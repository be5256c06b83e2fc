use proptest::prelude::*;

use super::*;
use crate::psychometrics::reference;

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not {expected}"
    );
}

#[test]
fn a_table_of_two_by_two_has_woolfs_log_odds_ratio() {
    // Admissions to Berkeley, men 1198 of 2691, women 557 of 1835 (Bickel et al., 1975); Woolf's closed form.
    let x = [1.0, 1.0, 0.0, 0.0].map(|x| vec![x]);
    let counts = [1198.0, 1493.0, 557.0, 1278.0];
    let fit = weighted_logistic(&x, &[true, false, true, false], &counts).unwrap();
    let [a, b, c, d] = counts;
    close(fit.slopes[0].estimate, (a * d / (b * c)).ln(), 1e-10);
    let error = counts.iter().map(|n| 1.0 / n).sum::<f64>().sqrt();
    close(fit.slopes[0].standard_error, error, 1e-10);
    close(fit.intercept.estimate, (c / d).ln(), 1e-10);
    close(fit.probability(&[1.0]).unwrap(), a / (a + b), 1e-12);
    assert_eq!(fit.probability(&[]), None);
    // Of one predictor with two values the model is saturated: its likelihood is that of the two shares.
    let shares: f64 = [(a, a + b), (b, a + b), (c, c + d), (d, c + d)]
        .iter()
        .map(|(n, all)| n * (n / all).ln())
        .sum();
    close(fit.log_likelihood, shares, 1e-8);
}

#[test]
fn a_regression_on_a_total_equals_r() {
    // reference/dif_verbal_gender_difR.json: R's glm of the first item on the total (difR 5.1, smaller model).
    let test = "a_regression_on_a_total_equals_r";
    let (Some(expected), Some(rows)) = (
        reference::json("reference/dif_verbal_gender_difR.json", test),
        reference::table("data/verbal_difR.csv", test),
    ) else {
        return;
    };
    let items = expected["items"].as_array().unwrap();
    let answer = |row: &reference::Row, item: usize| {
        reference::number(row, items[item].as_str().unwrap()).unwrap()
    };
    let totals: Vec<Vec<f64>> = rows
        .iter()
        .map(|row| vec![(0..items.len()).map(|item| answer(row, item)).sum()])
        .collect();
    let outcome: Vec<bool> = rows.iter().map(|row| answer(row, 0) > 0.5).collect();
    let fit = logistic(&totals, &outcome).unwrap();
    let coefficients = &expected["logistic_LRT"]["both_2df"]["coef_full"][0];
    close(
        fit.intercept.estimate,
        coefficients[0].as_f64().unwrap(),
        1e-8,
    );
    close(
        fit.slopes[0].estimate,
        coefficients[1].as_f64().unwrap(),
        1e-8,
    );
}

#[test]
fn perfect_prediction_is_refused_wholly_and_at_a_border() {
    let x = |values: &[f64]| -> Vec<Vec<f64>> { values.iter().map(|x| vec![*x]).collect() };
    let parted = logistic(&x(&[1.0, 2.0, 3.0, 4.0]), &[false, false, true, true]);
    assert_eq!(parted, Err(Error::Separated));
    // At 2 both outcomes occur, elsewhere one.
    let border = logistic(&x(&[1.0, 2.0, 2.0, 3.0]), &[false, false, true, true]);
    assert_eq!(border, Err(Error::Separated));
    // A group in which everybody succeeded.
    let cell = logistic(
        &x(&[0.0, 0.0, 0.0, 1.0, 1.0]),
        &[false, true, false, true, true],
    );
    assert_eq!(cell, Err(Error::Separated));
    let overlapping = logistic(&x(&[1.0, 2.0, 3.0, 4.0]), &[false, true, false, true]);
    assert!(overlapping.is_ok());
}

#[test]
fn nearly_perfect_prediction_is_still_fitted() {
    // 1000 people on either side, one on the wrong one: slope ln(1000 · 1000) − about 0.
    let x = [0.0, 0.0, 1.0, 1.0].map(|x| vec![x]);
    let fit = weighted_logistic(
        &x,
        &[true, false, true, false],
        &[1.0, 100_000.0, 100_000.0, 1.0],
    )
    .unwrap();
    close(fit.slopes[0].estimate, 2.0 * 100_000_f64.ln(), 1e-6);
}

#[test]
fn predictors_that_tell_nothing_new_are_refused_with_their_place() {
    let outcome = [true, false, true, false, true];
    let constant = [0.1; 5].map(|x| vec![x]);
    assert_eq!(
        logistic(&constant, &outcome),
        Err(Error::ConstantPredictor { predictor_idx: 0 })
    );
    let twice = [1.0, 3.0, 2.0, 5.0, 4.0].map(|x| vec![x, 2.0 * x - 1.0]);
    assert_eq!(
        logistic(&twice, &outcome),
        Err(Error::Collinear { predictor_idx: 1 })
    );
    assert_eq!(logistic(&constant, &[true; 5]), Err(Error::ConstantOutcome));
    assert_eq!(
        weighted_logistic(&[vec![], vec![]], &[true, false], &[1.0, -1.0]),
        Err(Error::Weight {
            person_idx: 1,
            weight: -1.0
        })
    );
    assert!(
        logistic(
            &[vec![1e308], vec![-1e308], vec![1e308]],
            &[true, false, false]
        )
        .is_err()
    );
}

proptest! {
    #[test]
    fn separation_is_found_where_it_is_and_nowhere_else(people in prop::collection::vec((0_i8..9, any::<bool>()), 2..40)) {
        // With one predictor there is separation just where all yes lie on one side of all no, or touch at a border.
        let of = |wanted: bool| people.iter().filter(move |(_, yes)| *yes == wanted).map(|(x, _)| *x);
        let ends = (of(true).min(), of(true).max(), of(false).min(), of(false).max());
        if let (Some(low_yes), Some(high_yes), Some(low_no), Some(high_no)) = ends {
            let x: Vec<Vec<f64>> = people.iter().map(|(x, _)| vec![f64::from(*x)]).collect();
            let y: Vec<bool> = people.iter().map(|(_, yes)| *yes).collect();
            let is_constant = low_yes.min(low_no) == high_yes.max(high_no);
            let is_separated = high_no <= low_yes || high_yes <= low_no;
            match logistic(&x, &y) {
                Err(Error::ConstantPredictor { .. }) => prop_assert!(is_constant),
                Err(Error::Separated) => prop_assert!(is_separated && !is_constant),
                Ok(_) => prop_assert!(!is_separated),
                Err(other) => prop_assert!(false, "{other}"),
            }
        }
    }

    #[test]
    fn any_people_give_finite_coefficients_or_a_reason(people in prop::collection::vec((any::<f64>(), -5_i8..5, any::<bool>()), 0..14)) {
        for wild in [false, true] {
            let x: Vec<Vec<f64>> = people.iter().map(|(a, b, _)| vec![if wild { *a } else { f64::from(*b) }]).collect();
            let y: Vec<bool> = people.iter().map(|(.., yes)| *yes).collect();
            if let Ok(fit) = logistic(&x, &y) {
                prop_assert!(fit.slopes[0].estimate.is_finite() && fit.intercept.standard_error.is_finite());
                prop_assert!(fit.nagelkerke_r2().is_some_and(|r2| (-1e-9..=1.0).contains(&r2)));
            }
        }
    }
}
