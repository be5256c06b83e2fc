//! Every number of `reference/valid_sat_act.json` (R 4.2.2, pROC 1.18.0, psych 2.2.9) but those of `inc`, which
//! `regression/linear_tests.rs` compares.

use serde_json::Value;

use super::*;
use crate::psychometrics::classical::Interval;
use crate::psychometrics::descriptive::{median, standard_deviation};
use crate::psychometrics::reference::{self, Row};
use crate::psychometrics::regression::logistic;
use crate::psychometrics::tail;

fn close(what: &str, found: f64, expected: &Value, tolerance: f64) {
    let expected = expected.as_f64().unwrap();
    let distance = (found - expected).abs();
    assert!(distance < tolerance, "{what}: {found} is not {expected}");
}

fn close_interval(found: Interval, expected: &Value) {
    close("lower", found.lower, &expected[0], 1e-10);
    close("upper", found.upper, &expected[1], 1e-10);
}

fn pairs(rows: &[Row], first: &str, second: &str) -> (Vec<f64>, Vec<f64>) {
    let pair = |row: &Row| {
        Some((
            reference::number(row, first)?,
            reference::number(row, second)?,
        ))
    };
    rows.iter().filter_map(pair).unzip()
}

fn read(test: &str) -> Option<(Vec<Row>, Value)> {
    let rows = reference::table("data/sat_act.csv", test)?;
    Some((rows, reference::json("reference/valid_sat_act.json", test)?))
}

#[test]
fn correlations_equal_those_of_r() {
    let Some((rows, reference)) = read("correlations_equal_those_of_r") else {
        return;
    };
    for (pair, criterion) in [("ACT_SATV", "SATV"), ("ACT_SATQ", "SATQ")] {
        let expected = &reference["sat_act"][pair];
        let (x, y) = pairs(&rows, "ACT", criterion);
        let found = pearson(&x, &y, 0.95).unwrap();
        assert_eq!(Some(found.n as u64), expected["n"].as_u64());
        close("r", found.r, &expected["r"], 1e-12);
        close_interval(found.interval.unwrap(), &expected["ci95"]);
        close("t", found.t.unwrap(), &expected["t"], 1e-9);
        let ratio = found.p.unwrap() / expected["p"].as_f64().unwrap();
        assert!((ratio - 1.0).abs() < 1e-8, "{ratio}");
        let rho = spearman(&x, &y).unwrap();
        close("Spearman", rho, &expected["spearman"], 1e-12);
        let tau = kendall_tau_b(&x, &y).unwrap();
        close("Kendall", tau, &expected["kendall_tau_b"], 1e-12);
    }
}

#[test]
fn the_area_and_its_interval_equal_those_of_proc() {
    let Some((rows, reference)) = read("the_area_and_its_interval_equal_those_of_proc") else {
        return;
    };
    let expected = &reference["sat_act"]["auc_ACT_grad"];
    let (scores, education) = pairs(&rows, "ACT", "education");
    let is_case: Vec<bool> = education.iter().map(|years| 4.0 <= *years).collect();
    let found = auc(&scores, &is_case, 0.95).unwrap();
    let n = found.n_cases + found.n_others;
    assert_eq!(Some(n as u64), expected["n"].as_u64());
    assert_eq!(Some(found.n_cases as u64), expected["n1"].as_u64());
    close("area", found.auc, &expected["auc"], 1e-12);
    close("variance", found.variance, &expected["var_delong"], 1e-14);
    close_interval(found.interval, &expected["ci95_delong"]);
    let r = point_biserial(&scores, &is_case).unwrap();
    close("point-biserial", r, &expected["point_biserial"], 1e-12);
    // psych divides by the spread with n − 1, ours by that with n, as the point-biserial correlation does.
    let r = biserial(&scores, &is_case).unwrap() * ((n as f64 - 1.0) / n as f64).sqrt();
    close("biserial", r, &expected["biserial"], 1e-8);
    let cut = best_cut(&scores, &is_case).unwrap();
    let youden = &expected["youden_cut"];
    close("threshold", cut.threshold, &youden["threshold"], 1e-12);
    close(
        "sensitivity",
        cut.sensitivity,
        &youden["sensitivity"],
        1e-12,
    );
    close(
        "specificity",
        cut.specificity,
        &youden["specificity"],
        1e-12,
    );
}

#[test]
fn logistic_increments_equal_those_of_r() {
    let Some((rows, reference)) = read("logistic_increments_equal_those_of_r") else {
        return;
    };
    let expected = &reference["sat_act"]["logit"];
    let person = |row: &Row| {
        let number = |column| reference::number(row, column);
        let predictors = vec![number("ACT")?, number("SATV")?, number("SATQ")?];
        Some((predictors, 4.0 <= number("education")?))
    };
    let (predictors, outcome): (Vec<Vec<f64>>, Vec<bool>) = rows.iter().filter_map(person).unzip();
    assert_eq!(Some(outcome.len() as u64), expected["n"].as_u64());
    let fit = logistic(&predictors, &outcome).unwrap();
    let all = std::iter::once(&fit.intercept).chain(&fit.slopes);
    for (place, coefficient) in all.enumerate() {
        let (estimate, error) = (coefficient.estimate, coefficient.standard_error);
        close("coefficient", estimate, &expected["coef"][place], 1e-8);
        // glm stops before its information has all its digits.
        close("standard error", error, &expected["se"][place], 1e-6);
    }
    close(
        "log-likelihood",
        fit.log_likelihood,
        &expected["logLik"],
        1e-8,
    );
    let first: Vec<Vec<f64>> = predictors.iter().map(|person| vec![person[0]]).collect();
    let first = logistic(&first, &outcome).unwrap();
    for (fit, field) in [(&first, "nagelkerke1"), (&fit, "nagelkerke2")] {
        close(field, fit.nagelkerke_r2().unwrap(), &expected[field], 1e-8);
    }
    let ratio = 2.0 * (fit.log_likelihood - first.log_likelihood);
    close("likelihood ratio", ratio, &expected["LR"], 1e-7);
    close(
        "p",
        tail::chi_square(ratio, 2.0).unwrap(),
        &expected["p"],
        1e-8,
    );
}

#[test]
fn corrections_for_range_restriction_equal_the_reference() {
    let Some((rows, reference)) = read("corrections_for_range_restriction_equal_the_reference")
    else {
        return;
    };
    let expected = &reference["sat_act"]["range_restriction"];
    let (act, satq) = pairs(&rows, "ACT", "SATQ");
    let cut = median(&act).unwrap();
    let people = act.iter().copied().zip(satq.iter().copied());
    let (chosen, criterion): (Vec<f64>, Vec<f64>) = people.filter(|(x, _)| cut <= *x).unzip();
    assert_eq!(Some(act.len() as u64), expected["n_all"].as_u64());
    assert_eq!(Some(chosen.len() as u64), expected["n_sel"].as_u64());
    let all = pearson(&act, &satq, 0.95).unwrap().r;
    let selected = pearson(&chosen, &criterion, 0.95).unwrap().r;
    close("r of all", all, &expected["r_all"], 1e-12);
    close("r of the chosen", selected, &expected["r_sel"], 1e-12);
    let spreads = [&act, &chosen].map(|values| standard_deviation(values).unwrap());
    close("sd of all", spreads[0], &expected["sd_all"], 1e-12);
    close("sd of the chosen", spreads[1], &expected["sd_sel"], 1e-12);
    let corrected = corrected_for_direct_restriction(selected, spreads[0] / spreads[1]).unwrap();
    close("corrected", corrected, &expected["corrected"], 1e-12);
    for entry in reference["grid"].as_array().unwrap() {
        let number = |field: &str| entry[field].as_f64().unwrap();
        let ratio = number("u_ratio_SDunrestricted_over_restricted");
        let corrected = corrected_for_direct_restriction(number("r"), ratio).unwrap();
        close("psych", corrected, &entry["corrected_psych"], 1e-12);
        close("formula", corrected, &entry["formula"], 1e-12);
    }
}
