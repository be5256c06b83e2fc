//! Calibrations against those of the field's own software.

use serde_json::Value;

use super::{Calibration, Family, Model};
use crate::psychometrics::irt::Error;
use crate::psychometrics::irt::reference_data::{CASES, Case};

/// Compares with reference/irt_*.json (R 4.2.2, mirt 1.45.1): log-likelihood 1e-3 or better, slopes, intercepts and
/// the variance of ability 2e-3.
fn check(case: &Case, test: &str) -> Option<()> {
    let expected = case.expected(test)?;
    let responses = case.responses(&expected, test)?;
    let found = case.calibrated(&responses);
    let number = |field: &str| expected[field].as_f64().unwrap();
    // The parameters without a prior on guessing are not identified; its likelihood is.
    if case.label != "LSAT7_3PL_noprior" {
        for (found, expected) in found.models().iter().zip(case.expected_models(&expected)) {
            assert!((found.slope() - expected.slope()).abs() < 2e-3, "{found:?}");
            for (found, expected) in found.intercepts().iter().zip(expected.intercepts()) {
                assert!((found - expected).abs() < 2e-3, "{found} {expected}");
            }
            let guessing = found.lower_asymptote() - expected.lower_asymptote();
            assert!(guessing.abs() < 2e-3, "{found:?}");
        }
    }
    check_errors(case, &found, &expected);
    assert!((found.latent.variance - number("group_var")).abs() < 2e-3);
    assert!((found.latent.mean - number("group_mean")).abs() < 1e-12);
    assert_eq!(
        Some(found.n_parameters() as u64),
        expected["n_par"].as_u64()
    );
    assert_eq!(Some(found.n_persons as u64), expected["n"].as_u64());
    let gained = found.log_likelihood() - number("logLik");
    assert!(gained.abs() < 1e-3, "{}: {gained:.2e}", case.label);
    assert!((found.aic() - number("AIC")).abs() < 2e-3);
    assert!((found.bic() - number("BIC")).abs() < 2e-3);
    // Thousands of accelerated cycles there, tens here.
    let most_cycles = if case.label == "LSAT7_3PL_noprior" {
        300
    } else {
        40
    };
    assert!(found.solution.cycles <= most_cycles, "{}", case.label);
    Some(())
}

/// Standard errors within 1 % of `SE_oakes`; without a prior on guessing there are none.
fn check_errors(case: &Case, found: &Calibration, expected: &Value) {
    let errors = found.standard_errors();
    if case.label == "LSAT7_3PL_noprior" {
        assert_eq!(errors, Err(Error::NotIdentified));
        return;
    }
    let errors = errors.unwrap();
    let close = |found: Option<f64>, expected: &Value| match (found, expected.as_f64()) {
        (Some(found), Some(expected)) => assert!((found / expected - 1.0).abs() < 0.01),
        (found, expected) => assert_eq!((found, expected), (None, None)),
    };
    for (item, errors) in found.items.iter().zip(&errors.items) {
        let expected = &expected["SE_oakes"][item.item.as_str()];
        // With equal slopes mirt prints the common error beside the first item only.
        if case.model != Model::OneParameter || !expected["a1"].is_null() {
            close(errors.slope, &expected["a1"]);
        }
        for (number, error) in (1..).zip(&errors.intercepts) {
            let name = match case.model.family() {
                Family::Logistic | Family::Guessing => "d".to_owned(),
                _ => format!("d{number}"),
            };
            close(*error, &expected[name]);
        }
        if case.model.family() == Family::Guessing {
            close(errors.lower_asymptote_logit, &expected["logit(g)"]);
        }
    }
    close(
        errors.latent_variance,
        &expected["SE_oakes"]["GroupPars"]["COV_11"],
    );
}

fn check_all(prefix: &str, test: &str) {
    for case in CASES.iter().filter(|case| case.label.starts_with(prefix)) {
        if check(case, test).is_none() {
            return;
        }
    }
}

#[test]
fn two_category_models_of_lsat_7_equal_those_of_mirt() {
    check_all("LSAT7", "two_category_models_of_lsat_7_equal_those_of_mirt");
}

#[test]
fn the_two_parameter_model_of_26_items_equals_that_of_mirt() {
    check_all(
        "Intelligence",
        "the_two_parameter_model_of_26_items_equals_that_of_mirt",
    );
}

#[test]
fn graded_and_partial_credit_models_of_science_equal_those_of_mirt() {
    check_all(
        "Science",
        "graded_and_partial_credit_models_of_science_equal_those_of_mirt",
    );
}

#[test]
fn six_category_models_with_missing_answers_equal_those_of_mirt() {
    check_all(
        "bfi_agree",
        "six_category_models_with_missing_answers_equal_those_of_mirt",
    );
}

#[test]
fn slow_six_category_models_of_two_more_scales_equal_those_of_mirt() {
    let test = "slow_six_category_models_of_two_more_scales_equal_those_of_mirt";
    if !crate::psychometrics::reference::wants_slow(test) {
        return;
    }
    check_all("bfi_neuroticism", test);
    check_all("bfi_openness", test);
}
