use serde_json::Value;

use super::super::arbitrary_tables::printed;

const TABLE: &str = "a,b,c\n1,2,0\n2,1,0\n3,5,1\n4,3,0\n5,4,1\n6,7,1\n,1,0\n";

#[test]
fn the_fields_are_those_that_scripts_rely_on() {
    let line = "validity FILE --predictors a,b --criterion c --unrestricted-sd a=3 --criterion-reliability 0.8 --json";
    let found: Value = serde_json::from_str(&printed(line, TABLE).unwrap()).unwrap();
    let first = &found["predictors"][0];
    let fields = [
        "r",
        "lower",
        "upper",
        "p",
        "corrected_range",
        "corrected_attenuation",
        "auc",
        "auc_lower",
        "auc_upper",
    ];
    for field in fields {
        assert!(first[field].is_f64(), "{field}");
    }
    assert_eq!((&first["predictor"], &first["n"]), (&"a".into(), &6.into()));
    // Of 3 × 3 pairs eight are in order.
    assert!((first["auc"].as_f64().unwrap() - 8.0 / 9.0).abs() < 1e-12);
    assert!(found["predictors"][1]["corrected_range"].is_null());
    let steps = &found["regression"]["steps"];
    assert_eq!(steps[1]["predictor"], "b");
    let change = |step: usize| steps[step]["r2_change"].as_f64().unwrap();
    let r2 = found["regression"]["r2"].as_f64().unwrap();
    assert!((change(0) + change(1) - r2).abs() < 1e-12);
    assert!(steps[1]["f"].is_f64() && steps[1]["p"].is_f64());
}

#[test]
fn what_is_asked_for_in_vain_is_named() {
    let fault = |options: &str| {
        let line = format!("validity FILE --criterion c {options}");
        printed(&line, TABLE).unwrap_err().to_string()
    };
    for (options, expected) in [
        ("--predictors c", "both a predictor and the criterion"),
        ("--predictors a --unrestricted-sd a", "not of the form"),
        (
            "--predictors a --unrestricted-sd a=0",
            "`0` is not a number",
        ),
        ("--predictors a --unrestricted-sd b=1", "not among"),
        (
            "--predictors a --unrestricted-sd a=1 --unrestricted-sd a=2",
            "twice",
        ),
        ("--predictors a --criterion-reliability 1.2", "above 0"),
    ] {
        assert!(fault(options).contains(expected), "{}", fault(options));
    }
    let collinear = printed(
        "validity FILE --predictors a,b --criterion c",
        "a,b,c\n1,2,1\n2,4,3\n3,6,1\n4,8,2\n5,10,2\n",
    );
    assert!(
        collinear
            .unwrap_err()
            .to_string()
            .contains("`b` is a weighted sum of the predictors before it")
    );
}

#[test]
fn a_single_case_has_a_correlation_but_no_area() {
    let line = "validity FILE --predictors a --criterion c --json";
    let found = printed(line, "a,c\n1,0\n2,0\n3,0\n4,1\n").unwrap();
    let found: Value = serde_json::from_str(&found).unwrap();
    assert!(found["predictors"][0]["r"].is_f64() && found["predictors"][0]["auc"].is_null());
}
