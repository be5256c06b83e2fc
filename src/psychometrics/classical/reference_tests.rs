//! Every number of the reference files of classical test theory, but two families: `psych_splitHalf` searches all
//! splits, and `omega_SL_3f_minres_oblimin` rotates three factors. They are other estimators, which nothing here gives.

use super::*;
use crate::psychometrics::reference::{self, Row};

type Answers = Vec<Vec<Option<f64>>>;

fn answers(rows: &[Row], items: &[&str], reversed: &[&str]) -> Answers {
    let answer = |row: &Row, item: &str| {
        let code = reference::number(row, item)?;
        let is_reversed = reversed.contains(&item);
        Some(if is_reversed { 7.0 - code } else { code })
    };
    let person = |row: &Row| items.iter().map(|item| answer(row, item)).collect();
    rows.iter().map(person).collect()
}

fn close(what: &str, found: f64, expected: &serde_json::Value, tolerance: f64) {
    let expected = expected.as_f64().unwrap();
    let distance = (found - expected).abs();
    assert!(distance < tolerance, "{what}: {found} is not {expected}");
}

/// Alpha and all that comes with it; `complete` or `pairwise_missing`.
fn check_scale(items: &Covariances, expected: &serde_json::Value) {
    let alpha = items.alpha(0.95).unwrap();
    assert_eq!(Some(alpha.n_persons as u64), expected["n"].as_u64());
    assert_eq!(Some(alpha.n_items as u64), expected["k"].as_u64());
    let feldt = &expected["alpha_feldt_ci"];
    close("alpha", alpha.alpha, &expected["alpha_raw"], 1e-12);
    close("lower", alpha.interval.lower, &feldt[0], 1e-8);
    close("upper", alpha.interval.upper, &feldt[1], 1e-8);
    close("ase", alpha.standard_error, &expected["ase"], 1e-12);
    let standardised = items.standardised_alpha().unwrap();
    close("standardised", standardised, &expected["alpha_std"], 1e-12);
    close("λ6", items.lambda6().unwrap(), &expected["G6"], 1e-12);
    let average = items.average_correlation().unwrap();
    close("average r", average, &expected["average_r"], 1e-12);
    let per_item = &expected["items"];
    for (place, item) in items.item_statistics().iter().enumerate() {
        let n = per_item["n"][place].as_u64();
        assert_eq!(Some(item.n_answers as u64), n);
        let check = |field: &str, found: f64| close(field, found, &per_item[field][place], 1e-10);
        check("mean", item.mean);
        check("sd", item.standard_deviation);
        check("r_std", item.standardised_item_total.unwrap());
        check("r_cor", item.overlap_corrected_item_total.unwrap());
        check("r_drop", item.item_rest_correlation.unwrap());
        check("alpha_drop_raw", item.alpha_if_dropped.unwrap());
        check(
            "alpha_drop_std",
            item.standardised_alpha_if_dropped.unwrap(),
        );
    }
}

/// psych's `r_raw` takes each person's mean of what they answered; the same as the sum where nothing is missing.
fn check_item_totals(answers: &Answers, expected: &serde_json::Value) {
    for item_idx in 0..answers[0].len() {
        let pairs = answers.iter().filter_map(|person| {
            let total = prorated_sum(person, 1.0).ok()?.sum;
            Some((person[item_idx]?, total))
        });
        let (item, total): (Vec<f64>, Vec<f64>) = pairs.unzip();
        let r = correlation(&item, &total).unwrap();
        close("r_raw", r, &expected["r_raw"][item_idx], 1e-10);
    }
}

fn check_total(items: &Covariances, expected: &serde_json::Value) {
    let alpha = items.alpha(0.95).unwrap().alpha;
    let sum: f64 = items.means().iter().sum();
    let spread = items.sum_variance().sqrt();
    close("mean", sum, &expected["mean"], 1e-10);
    close("sd", spread, &expected["sd"], 1e-10);
    let error = MeasurementError::new(spread, alpha).unwrap();
    close("SEM", error.standard_error(), &expected["SEM_alpha"], 1e-10);
    let difference = error.standard_error_of_difference();
    close("SED", difference, &expected["SED_alpha"], 1e-10);
    let estimate = error.standard_error_of_estimate();
    close("SEE", estimate, &expected["SEE_alpha"], 1e-10);
}

fn check_halves(answers: &Answers, items: &Covariances, expected: &serde_json::Value) {
    let halves = items.split_half().unwrap();
    close("r", halves.correlation, &expected["r"], 1e-12);
    let whole = halves.spearman_brown.unwrap();
    close("Spearman-Brown", whole, &expected["spearman_brown"], 1e-12);
    let flanagan = items.guttman_flanagan().unwrap();
    close("Flanagan", flanagan, &expected["guttman_flanagan"], 1e-12);
    let k = items.n_items();
    let longer = horst(halves.correlation, k.div_ceil(2) as f64 / k as f64).unwrap();
    close("Horst", longer, &expected["horst_sb"], 1e-12);
    let complete = answers.iter().filter(|p| p.iter().all(Option::is_some));
    let half = |person: &Vec<Option<f64>>, start: usize| -> f64 {
        person.iter().skip(start).step_by(2).flatten().sum()
    };
    let (odd, even): (Vec<f64>, Vec<f64>) = complete.map(|p| (half(p, 0), half(p, 1))).unzip();
    for (name, half) in [("sd_odd", odd), ("sd_even", even)] {
        let spread = crate::psychometrics::descriptive::standard_deviation(&half).unwrap();
        close(name, spread, &expected[name], 1e-10);
    }
}

/// Both programs stop when their steps are small and differ by up to 1.3e-6 from each other; the solution here has
/// slopes below 1e-11 and lies between them.
fn check_omega(items: &Covariances, expected: &serde_json::Value) {
    let factor = OneFactor::fit(&items.correlations().unwrap()).unwrap();
    let omega = factor.omega_total();
    close("omega of fa", omega, &expected["psych_fa"], 1e-6);
    close("omega of factanal", omega, &expected["factanal"], 1e-6);
    for (place, loading) in factor.loadings().iter().enumerate() {
        let expected = &expected["loadings_factanal"][place];
        close("loading", *loading, expected, 2e-5);
    }
}

fn check_file(answers: &Answers, expected: &serde_json::Value, names: &[&str]) {
    let items = Covariances::complete(answers).unwrap();
    check_scale(&items, &expected["complete"]);
    let complete: Answers = answers
        .iter()
        .filter(|person| person.iter().all(Option::is_some))
        .cloned()
        .collect();
    check_item_totals(&complete, &expected["complete"]["items"]);
    let statistics = items.item_statistics();
    for (place, (name, item)) in names.iter().zip(&statistics).enumerate() {
        let rest = item.item_rest_correlation.unwrap();
        close(name, rest, &expected["item_rest_r_complete"][name], 1e-10);
        let total = item.item_total_correlation.unwrap();
        let expected = &expected["complete"]["items"]["r_raw"][place];
        close(name, total, expected, 1e-10);
    }
    check_total(&items, &expected["total"]);
    check_halves(answers, &items, &expected["split_half_odd_even"]);
    check_omega(&items, &expected["omega_total_1factor_ML_correlation"]);
    if expected["pairwise_missing"].is_object() {
        let pairwise = Covariances::pairwise(answers).unwrap();
        check_scale(&pairwise, &expected["pairwise_missing"]);
        check_item_totals(answers, &expected["pairwise_missing"]["items"]);
    }
}

#[test]
fn the_scales_of_the_bfi_equal_the_reference() {
    // reference/ctt_bfi.json: R 4.2.2, psych 2.2.9.
    let test = "the_scales_of_the_bfi_equal_the_reference";
    let (Some(rows), Some(expected)) = (
        reference::table("data/bfi.csv", test),
        reference::json("reference/ctt_bfi.json", test),
    ) else {
        return;
    };
    for (scale, items, reversed) in [
        ("agree", ["A1", "A2", "A3", "A4", "A5"], vec!["A1"]),
        ("neuroticism", ["N1", "N2", "N3", "N4", "N5"], vec![]),
        ("openness", ["O1", "O2", "O3", "O4", "O5"], vec!["O2", "O5"]),
    ] {
        let answers = answers(&rows, &items, &reversed);
        check_file(&answers, &expected["scales"][scale], &items);
    }
}

#[test]
fn lsat_and_science_equal_the_reference() {
    // reference/ctt_LSAT7.json, ctt_Science.json: R 4.2.2, psych 2.2.9.
    let test = "lsat_and_science_equal_the_reference";
    let lsat = ["Item.1", "Item.2", "Item.3", "Item.4", "Item.5"];
    let science = ["Comfort", "Work", "Future", "Benefit"];
    for (name, file, items) in [
        ("LSAT7", "data/LSAT7_expanded.csv", &lsat[..]),
        ("Science", "data/mirt_Science.csv", &science[..]),
    ] {
        let (Some(rows), Some(expected)) = (
            reference::table(file, test),
            reference::json(&format!("reference/ctt_{name}.json"), test),
        ) else {
            return;
        };
        check_file(&answers(&rows, items, &[]), &expected[name], items);
    }
}

#[test]
fn prorated_scores_of_all_scales_equal_the_reference() {
    // reference/ctt_bfi_prorated_scores.csv: person-mean imputation, R 4.2.2.
    let test = "prorated_scores_of_all_scales_equal_the_reference";
    let (Some(people), Some(scores)) = (
        reference::table("data/bfi.csv", test),
        reference::table("reference/ctt_bfi_prorated_scores.csv", test),
    ) else {
        return;
    };
    assert_eq!(people.len(), scores.len());
    let reversed = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"];
    for (scale, letter) in [
        ("agree", "A"),
        ("conscientious", "C"),
        ("extraversion", "E"),
        ("neuroticism", "N"),
        ("openness", "O"),
    ] {
        let names: Vec<String> = (1..=5).map(|item| format!("{letter}{item}")).collect();
        let items: Vec<&str> = names.iter().map(String::as_str).collect();
        let answers = answers(&people, &items, &reversed);
        for (person, expected) in answers.iter().zip(&scores) {
            let sum = prorated_sum(person, 0.2).ok().map(|score| score.sum);
            match (sum, reference::number(expected, scale)) {
                (Some(sum), Some(expected)) => assert!((sum - expected).abs() < 1e-9),
                (sum, expected) => assert_eq!(sum, expected),
            }
        }
    }
}
