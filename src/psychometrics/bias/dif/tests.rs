use serde_json::Value;

use super::*;
use crate::psychometrics::reference;
use crate::psychometrics::regression::{LogOdds, OrdinalFit};

fn close(found: f64, expected: f64, tolerance: f64, what: &str) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{what}: {found} is not {expected}"
    );
}

fn names(list: &Value) -> Vec<String> {
    let names = list.as_array().unwrap().iter();
    names
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

/// Verbal aggression: 24 items answered by 73 men (focal) and 243 women, and difR's figures.
fn verbal(test: &str) -> Option<(DifSample, Value)> {
    let found = reference::json("reference/dif_verbal_gender_difR.json", test)?;
    let rows = reference::table("data/verbal_difR.csv", test)?;
    let items = names(&found["items"]);
    let answers: Vec<Vec<Option<f64>>> = rows
        .iter()
        .map(|row| {
            items
                .iter()
                .map(|item| reference::number(row, item))
                .collect()
        })
        .collect();
    let groups: Vec<Option<Membership>> = rows
        .iter()
        .map(|row| {
            Some(match row["Gender"].as_str() {
                "1" => Membership::Focal,
                _ => Membership::Reference,
            })
        })
        .collect();
    let sample = DifSample::new(&items, &answers, &groups).unwrap();
    assert_eq!(Some(sample.n_persons() as u64), found["n"].as_u64());
    assert_eq!(
        Some(sample.n_in(Membership::Focal) as u64),
        found["n_focal"].as_u64()
    );
    Some((sample, found))
}

#[test]
fn mantel_haenszel_figures_equal_those_of_dif_r() {
    // reference/dif_verbal_gender_difR.json: difR 5.1. It prints Breslow-Day to four decimals.
    let Some((sample, expected)) = verbal("mantel_haenszel_figures_equal_those_of_dif_r") else {
        return;
    };
    let items = mantel_haenszel_dif(&sample).unwrap();
    for (i, item) in items.iter().enumerate() {
        let number = |field: &str| expected[field][i].as_f64().unwrap();
        let test = item.test.unwrap();
        let figures = [
            (test.chi_square, "MH_chisq_corrected"),
            (test.p, "p_corrected"),
            (test.chi_square_uncorrected, "MH_chisq_uncorrected"),
            (test.odds_ratio.unwrap(), "alpha_MH"),
            (test.log_variance.unwrap(), "var_log_alpha"),
            (item.delta.unwrap(), "delta_MH"),
            (item.standardised_difference.unwrap(), "STD_P_DIF"),
        ];
        for (found, field) in figures {
            close(found, number(field), 1e-8, field);
        }
        let letter = item.size_class.unwrap().letter();
        assert_eq!(Some(letter), expected["ets_difR_by_size_only"][i].as_str());
        let homogeneity = item.breslow_day.unwrap();
        let breslow_day = |field: &str| expected["breslow_day"][field][i].as_f64().unwrap();
        close(homogeneity.chi_square, breslow_day("BD"), 5.1e-5, "BD");
        close(homogeneity.p, breslow_day("p"), 5.1e-5, "BD p");
        let degrees = f64::from(homogeneity.degrees_of_freedom);
        close(degrees, breslow_day("df"), 0.0, "BD df");
    }
}

#[test]
fn the_class_by_the_full_rule_asks_for_significance() {
    let Some((sample, _)) = verbal("the_class_by_the_full_rule_asks_for_significance") else {
        return;
    };
    // By hand from difR's figures: S2WantCurse has |delta| 1.56 and p .165; S1DoScold 1.63 and .097: A. Those with p
    // below .05: S2WantShout (2.486 − 1) / (2.35 √.11371) = 1.875, S2DoCurse 1.665 and S2DoScold 1.523 beyond 1 in
    // standard errors, of which 1.645 are needed; S4WantShout, S3DoCurse and S3DoScold stay behind.
    let items = mantel_haenszel_dif(&sample).unwrap();
    let of_class = |class: EtsClass| -> Vec<&str> {
        let found = items.iter().filter(|item| item.ets_class == Some(class));
        found.map(|item| item.item.as_str()).collect()
    };
    assert_eq!(of_class(EtsClass::C), ["S2WantShout", "S2DoCurse"]);
    assert_eq!(
        of_class(EtsClass::B),
        ["S4WantShout", "S2DoScold", "S3DoCurse", "S3DoScold"]
    );
    assert_eq!(of_class(EtsClass::A).len(), 18);
}

#[test]
fn a_cleaned_anchor_equals_that_of_dif_r() {
    let Some((sample, expected)) = verbal("a_cleaned_anchor_equals_that_of_dif_r") else {
        return;
    };
    let purified = purified_mantel_haenszel_dif(&sample).unwrap();
    let expected = &expected["purified"];
    assert!(purified.converged);
    assert_eq!(Some(purified.n_rounds as u64), expected["nrPur"].as_u64());
    let left_out: Vec<u64> = (1..)
        .zip(&purified.is_left_out)
        .filter_map(|(number, is_left_out)| is_left_out.then_some(number))
        .collect();
    assert_eq!(serde_json::json!(left_out), expected["DIFitems"]);
    for (i, item) in purified.items.iter().enumerate() {
        let test = item.test.unwrap();
        let chi_square = expected["MH"][i].as_f64().unwrap();
        // One item's difference is below half a person: difR squares what the correction leaves, .017, ours is 0.
        let is_below_half = test.chi_square <= 0.0;
        assert!(!is_below_half || chi_square < 0.02);
        if !is_below_half {
            close(test.chi_square, chi_square, 1e-8, "MH");
        }
        close(
            test.odds_ratio.unwrap(),
            expected["alpha"][i].as_f64().unwrap(),
            1e-8,
            "alpha",
        );
    }
}

/// Coefficients as R has them: intercepts, total, group, product.
fn coefficients(fit: &OrdinalFit) -> Vec<f64> {
    let both = fit.intercepts.iter().chain(&fit.slopes);
    both.map(|found: &LogOdds| found.estimate).collect()
}

/// Wald's chi-square of group and product together.
fn wald(fit: &OrdinalFit) -> f64 {
    let [b, c] = [fit.slopes[1].estimate, fit.slopes[2].estimate];
    let [v, w, u] = [
        fit.covariance[2][2],
        fit.covariance[3][3],
        fit.covariance[2][3],
    ];
    (b * b * w - 2.0 * b * c * u + c * c * v) / (v * w - u * u)
}

#[test]
fn logistic_figures_equal_those_of_dif_r() {
    // reference/dif_verbal_gender_difR.json: difR 5.1. It gives the coefficients of the larger model for the items
    // that it finds, and of the smaller one, with zeros, for the others.
    let Some((sample, expected)) = verbal("logistic_figures_equal_those_of_dif_r") else {
        return;
    };
    let items = logistic_dif(&sample).unwrap();
    let mut worst = 0.0_f64;
    for (i, item) in items.iter().enumerate() {
        let item = item.as_ref().unwrap();
        let mut equal = |part: &str, field: &str, found: f64| {
            let expected = expected[part][field][i].as_f64().unwrap();
            // R's glm takes its covariances from the weights before its last step. Wald's figures made in the same way
            // equal R's to 1e-12; those from the weights of the estimates, as here, differ by up to 7.2e-4.
            let tolerance = if part == "logistic_Wald_both" {
                1e-3
            } else {
                1e-6
            };
            close(found, expected, tolerance, &format!("{part} {field}"));
            worst = worst.max((found - expected).abs());
        };
        let parts = [
            ("both_2df", item.both, item.r2[2] - item.r2[0]),
            ("uniform_1df", item.uniform, item.r2[1] - item.r2[0]),
            ("nonuniform_1df", item.nonuniform, item.r2[2] - item.r2[1]),
        ];
        let logistic = &expected["logistic_LRT"];
        for (part, ratio, r2_change) in parts {
            let entry = &logistic[part];
            let number = |field: &str| entry[field][i].as_f64().unwrap();
            close(ratio.statistic, number("stat"), 1e-6, part);
            close(ratio.p, number("p"), 1e-6, part);
            close(r2_change, number("deltaR2_nagelkerke"), 1e-6, part);
            let is_found = ratio.p < 0.05;
            let numbered = entry["DIFitems"].as_array();
            let is_listed = numbered.is_some_and(|list| list.contains(&serde_json::json!(i + 1)));
            assert_eq!(is_found, is_listed, "{part} {}", item.item);
            let fit = match (part, is_found) {
                ("nonuniform_1df", false) | ("uniform_1df", true) => &item.with_group,
                (_, true) => &item.with_product,
                (_, false) => &item.matched,
            };
            let mut found = coefficients(fit);
            found.resize(4, 0.0);
            for (j, found) in found.into_iter().enumerate() {
                close(
                    found,
                    entry["coef_full"][i][j].as_f64().unwrap(),
                    1e-6,
                    part,
                );
            }
        }
        let statistic = wald(&item.with_product);
        equal("logistic_Wald_both", "stat", statistic);
        equal("logistic_Wald_both", "p", (-statistic / 2.0).exp());
        equal("logistic_Wald_both", "deltaR2_nagelkerke", item.r2_change());
        let is_listed = expected["logistic_Wald_both"]["DIFitems"]
            .as_array()
            .unwrap()
            .contains(&serde_json::json!(i + 1));
        assert_eq!((-statistic / 2.0).exp() < 0.05, is_listed);
    }
}

#[test]
fn ordinal_figures_equal_those_of_the_rms_package() {
    // reference/dif_ordinal_bfi_agree_gender.json: rms 6.5.0, lrm; women (2) are group 2.
    let test = "ordinal_figures_equal_those_of_the_rms_package";
    let (Some(expected), Some(rows)) = (
        reference::json("reference/dif_ordinal_bfi_agree_gender.json", test),
        reference::table("data/bfi.csv", test),
    ) else {
        return;
    };
    let items = ["A1", "A2", "A3", "A4", "A5"].map(str::to_owned);
    let answer = |row: &reference::Row, item: &String| {
        let code = reference::number(row, item)?;
        Some(if item == "A1" { 7.0 - code } else { code })
    };
    let answers: Vec<Vec<Option<f64>>> = rows
        .iter()
        .map(|row| items.iter().map(|item| answer(row, item)).collect())
        .collect();
    let groups: Vec<Option<Membership>> = rows
        .iter()
        .map(|row| match row["gender"].as_str() {
            "2" => Some(Membership::Focal),
            _ => Some(Membership::Reference),
        })
        .collect();
    let sample = DifSample::new(&items, &answers, &groups).unwrap();
    assert_eq!(Some(sample.n_persons() as u64), expected["n"].as_u64());
    let n_focal = sample.n_in(Membership::Focal) as u64;
    assert_eq!(Some(n_focal), expected["n_group2"].as_u64());
    for (item, expected) in ordinal_dif(&sample)
        .into_iter()
        .zip(expected["items"].as_array().unwrap())
    {
        let item = item.unwrap();
        assert_eq!(Some(item.item.as_str()), expected["item"].as_str());
        let figures = [
            (item.uniform.statistic, "LR_uniform"),
            (item.nonuniform.statistic, "LR_nonuniform"),
            (item.both.statistic, "LR_total"),
            (item.uniform.p, "p_uniform"),
            (item.nonuniform.p, "p_nonuniform"),
            (item.both.p, "p_total"),
            (item.r2[0], "nagelkerke_m0"),
            (item.r2[1], "nagelkerke_m1"),
            (item.r2[2], "nagelkerke_m2"),
        ];
        for (found, field) in figures {
            close(found, expected[field].as_f64().unwrap(), 1e-5, field);
        }
        for (fit, field) in [
            (&item.with_group, "coef_m1"),
            (&item.with_product, "coef_m2"),
        ] {
            for (j, found) in coefficients(fit).into_iter().enumerate() {
                close(found, expected[field][j].as_f64().unwrap(), 1e-5, field);
            }
        }
    }
}

#[test]
fn exchanging_the_groups_turns_every_sign() {
    let Some((sample, _)) = verbal("exchanging_the_groups_turns_every_sign") else {
        return;
    };
    let mut turned = sample.clone();
    for membership in &mut turned.memberships {
        *membership = match membership {
            Membership::Focal => Membership::Reference,
            Membership::Reference => Membership::Focal,
        };
    }
    let (one, other) = (
        mantel_haenszel_dif(&sample).unwrap(),
        mantel_haenszel_dif(&turned).unwrap(),
    );
    for (one, other) in one.iter().zip(&other) {
        close(one.delta.unwrap(), -other.delta.unwrap(), 1e-10, &one.item);
        assert_eq!(one.ets_class, other.ets_class);
    }
    let (one, other) = (
        logistic_dif(&sample).unwrap(),
        logistic_dif(&turned).unwrap(),
    );
    for (one, other) in one.iter().flatten().zip(other.iter().flatten()) {
        close(one.both.statistic, other.both.statistic, 1e-8, &one.item);
    }
}
