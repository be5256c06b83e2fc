//! With one rater the model is the Rasch or partial credit model with a free variance: compared with mirt.

use super::samples::{BY_ITEM, fitted};
use super::{Fit, Rating};
use crate::psychometrics::reference;

/// Fits a table of persons by items as ratings of one rater, and compares what both models share.
fn compare(data: &str, file: &str, test: &str) -> Option<(Fit, serde_json::Value)> {
    let (lines, mirt) = (reference::table(data, test)?, reference::json(file, test)?);
    let names = mirt["item_names"].as_array().unwrap();
    let score = |line: &reference::Row, item: &serde_json::Value| {
        let score = reference::number(line, item.as_str().unwrap())?;
        Some(format!("{score}").parse().unwrap())
    };
    let rows = lines.iter().enumerate().map(|(person, line)| Rating {
        person,
        rater: 0,
        scores: names.iter().map(|item| score(line, item)).collect(),
    });
    let found = fitted(rows.collect(), &BY_ITEM).unwrap();
    let number = |field: &str| mirt[field].as_f64().unwrap();
    // logLik_q241_lim8: 241 nodes from -8 to 8.
    let difference = found.log_likelihood - number("logLik_q241_lim8");
    eprintln!("{file}: log-likelihood differs by {difference:e}");
    assert!(difference.abs() < 1e-5, "{difference}");
    assert_eq!(found.n_parameters as u64, mirt["n_par"].as_u64().unwrap());
    assert!((found.person_variance - number("group_var")).abs() < 5e-4);
    for (person, (eap, error)) in mirt["EAP_first10"]
        .as_array()
        .unwrap()
        .iter()
        .zip(mirt["EAP_SE_first10"].as_array().unwrap())
        .enumerate()
    {
        let person = found.persons[person].unwrap();
        assert!(
            (person.eap - eap.as_f64().unwrap()).abs() < 1e-4,
            "{person:?}"
        );
        assert!(
            (person.standard_error - error.as_f64().unwrap()).abs() < 1e-4,
            "{person:?}"
        );
    }
    Some((found, mirt))
}

#[test]
fn one_rater_with_two_categories_is_the_rasch_model() {
    // reference/irt_LSAT7_Rasch_freevar.json: mirt 1.45.1, errors by Oakes' identity.
    let test = "one_rater_with_two_categories_is_the_rasch_model";
    let Some((found, mirt)) = compare(
        "data/LSAT7_expanded.csv",
        "reference/irt_LSAT7_Rasch_freevar.json",
        test,
    ) else {
        return;
    };
    for (index, item) in found.items.iter().enumerate() {
        let difficulty = mirt["params_irt"][index][1].as_f64().unwrap();
        assert!((item.difficulty - difficulty).abs() < 2e-4, "{item:?}");
        let name = mirt["item_names"][index].as_str().unwrap();
        let error = mirt["SE_oakes"][name]["d"].as_f64().unwrap();
        eprintln!("{name}: error {} against {error}", item.standard_error);
        assert!(
            (item.standard_error / error - 1.0).abs() < 0.001,
            "{item:?}"
        );
    }
}

#[test]
fn one_rater_with_steps_by_item_is_the_partial_credit_model() {
    // reference/irt_Science_PCM_freevar.json: mirt 1.45.1, errors by Oakes' identity.
    let test = "one_rater_with_steps_by_item_is_the_partial_credit_model";
    let Some((found, mirt)) = compare(
        "data/mirt_Science.csv",
        "reference/irt_Science_PCM_freevar.json",
        test,
    ) else {
        return;
    };
    for (index, item) in found.items.iter().enumerate() {
        assert_eq!(item.lowest, 1);
        for (step, value) in item.steps.iter().enumerate() {
            let threshold = mirt["params_irt"][index][step + 1].as_f64().unwrap();
            assert!(
                (item.difficulty + value - threshold).abs() < 2e-4,
                "{item:?}"
            );
        }
        // The last cumulative intercept is minus three difficulties, because steps sum to zero.
        let name = mirt["item_names"][index].as_str().unwrap();
        let error = mirt["SE_oakes"][name]["d3"].as_f64().unwrap() / 3.0;
        eprintln!("{name}: error {} against {error}", item.standard_error);
        assert!(
            (item.standard_error / error - 1.0).abs() < 0.002,
            "{item:?}"
        );
    }
}
