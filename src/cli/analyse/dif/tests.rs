use rand::RngExt;
use serde_json::Value;

use super::super::arbitrary_tables::printed;
use crate::clock::seeded;

/// Answers of 120 people, drawn: the first item is harder for `f`.
fn answers() -> String {
    let mut rng = seeded(12);
    let rows = (0..120).map(|person: u32| {
        let is_focal = person.is_multiple_of(2);
        let ability = f64::from(person % 7) / 10.0;
        let mut answer = |chance: f64| u8::from(rng.random::<f64>() < chance + ability);
        let first = answer(if is_focal { 0.05 } else { 0.35 });
        let group = if is_focal { "f" } else { "m" };
        format!(
            "{group},{first},{},{},{}\n",
            answer(0.3),
            answer(0.2),
            answer(0.1)
        )
    });
    format!("group,i1,i2,i3,i4\n{}", rows.collect::<String>())
}

fn found(line: &str) -> Value {
    let line = format!("dif FILE --group group --focal f {line} --json");
    serde_json::from_str(&printed(&line, &answers()).unwrap()).unwrap()
}

#[test]
fn the_fields_are_those_that_scripts_rely_on() {
    let matched = found("--method mantel-haenszel");
    assert_eq!(matched["persons"], 120);
    let item = &matched["items"][0];
    assert_eq!(item["item"], "i1");
    for field in ["chi_square", "p", "odds_ratio", "delta", "std_p_dif"] {
        assert!(
            item[field].is_f64() || item[field].is_null(),
            "{field}: {item}"
        );
        assert!(item.get(field).is_some(), "{field}");
    }
    for field in ["ets_class", "size_class"] {
        assert!(item.get(field).is_some(), "{field}");
    }
    assert!(item["std_p_dif"].as_f64().unwrap() < 0.0);
    for method in ["logistic", "ordinal"] {
        let regressed = found(&format!("--method {method}"));
        let items = regressed["items"].as_array().unwrap();
        let computed = items.iter().find(|item| item["refused"].is_null()).unwrap();
        for test in ["uniform", "nonuniform"] {
            for field in ["lr", "df", "p"] {
                assert!(computed[test][field].is_number(), "{test} {field}");
            }
        }
        assert!(computed["r2_change"].is_f64());
    }
}

#[test]
fn an_item_that_cannot_be_regressed_says_why_beside_the_others() {
    let items = found("--method logistic");
    for item in items["items"].as_array().unwrap() {
        let is_refused = item["refused"].is_string();
        assert_eq!(is_refused, item["uniform"].is_null());
    }
}

#[test]
fn wrong_input_is_named_by_place_and_value() {
    let fault = |line: &str, text: &str| printed(line, text).unwrap_err().to_string();
    let line = "dif FILE --method mantel-haenszel --group group --focal f";
    let graded = answers().replacen("m,1,", "m,3,", 1);
    assert!(fault(line, &graded).contains("column `i1`: 3 is neither 0 nor 1"));
    let absent = "dif FILE --method ordinal --group group --focal q";
    assert!(
        fault(absent, &answers())
            .contains("nobody is `q`, which --focal names. Its values are: f, m.")
    );
    let same = "dif FILE --method ordinal --group group --focal f --reference f";
    assert!(fault(same, &answers()).contains("Name two groups."));
    let purified = "dif FILE --method ordinal --group group --focal f --purify";
    assert!(fault(purified, &answers()).contains("--purify"));
    let constant = "group,i1,i2\nf,1,0\nm,1,1\nm,1,0\n";
    assert!(
        fault(line, constant)
            .contains("everybody answered item `i1` alike. Leave it out with --items.")
    );
}
