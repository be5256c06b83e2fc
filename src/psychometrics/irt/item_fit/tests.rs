use super::*;
use crate::psychometrics::reference;

/// A fit of the reference with the answers it was made of.
pub(super) struct Fitted {
    pub(super) file: serde_json::Value,
    pub(super) items: Vec<ItemModel>,
    pub(super) responses: Responses,
}

const REVERSED: [&str; 7] = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"];

/// reference/irt_*.json: R 4.2.2, mirt 1.45.1.
pub(super) fn fitted(label: &str, data: &str, test: &str) -> Option<Fitted> {
    let file = reference::json(&format!("reference/irt_{label}.json"), test)?;
    let rows = reference::table(&format!("data/{data}"), test)?;
    let names: Vec<String> = serde_json::from_value(file["item_names"].clone()).unwrap();
    let answer = |row: &reference::Row, item: &String| {
        let code = reference::number(row, item)?;
        let is_reversed = data == "bfi.csv" && REVERSED.contains(&item.as_str());
        Some(if is_reversed { 7.0 - code } else { code })
    };
    let persons: Vec<Vec<Option<f64>>> = rows
        .iter()
        .map(|row| names.iter().map(|item| answer(row, item)).collect())
        .collect();
    let parameters: Vec<Vec<f64>> =
        serde_json::from_value(file["params_slope_intercept"].clone()).unwrap();
    let kind = file["itemtype"].as_str().unwrap();
    let items = parameters.iter().map(|row| model(kind, row)).collect();
    Some(Fitted {
        items,
        responses: Responses::from_codes(&names, &persons).unwrap(),
        file,
    })
}

/// An item from mirt's row of parameters.
fn model(kind: &str, row: &[f64]) -> ItemModel {
    let slope = row[0];
    match (kind, row.len()) {
        ("graded", _) => ItemModel::Graded {
            slope,
            intercepts: row[1..].to_vec(),
        },
        ("3PL", _) => ItemModel::Guessing {
            slope,
            intercept: row[1],
            lower_asymptote: row[2],
        },
        ("2PL", _) | ("Rasch", 4) => ItemModel::Logistic {
            slope,
            intercept: row[1],
        },
        // a1, the scores 0 … K − 1, d0 = 0, d1, …
        (_, n) => ItemModel::PartialCredit {
            slope,
            intercepts: row[n.div_ceil(2) + 1..].to_vec(),
        },
    }
}

/// The 61 nodes from −6 to 6 with the normal weights of this variance.
pub(super) fn quadrature(variance: f64) -> (Vec<f64>, Vec<f64>) {
    let nodes: Vec<f64> = (-30..=30).map(|node| f64::from(node) / 5.0).collect();
    let weights = nodes
        .iter()
        .map(|node| (-0.5 * node * node / variance).exp())
        .collect();
    (nodes, weights)
}

/// The posterior mean of every person.
pub(super) fn eap(fitted: &Fitted) -> Vec<Option<f64>> {
    let (nodes, weights) = quadrature(fitted.file["group_var"].as_f64().unwrap());
    let persons = 0..fitted.responses.n_persons();
    persons
        .map(|person_idx| {
            let (mut total, mut mean) = (0.0, 0.0);
            for (node, weight) in nodes.iter().zip(&weights) {
                let mut likelihood = *weight;
                for (answer, item) in fitted.responses.person(person_idx).zip(&fitted.items) {
                    if let Some(category) = answer {
                        likelihood *= item.probabilities(*node)[usize::from(category)];
                    }
                }
                total += likelihood;
                mean += likelihood * node;
            }
            Some(mean / total)
        })
        .collect()
}

/// Free parameters of each item: its own, and those of the latent distribution.
fn n_free(fitted: &Fitted) -> Vec<usize> {
    let kind = fitted.file["itemtype"].as_str().unwrap();
    let of = |item: &ItemModel| match kind {
        // Intercepts, and the variance in place of the slope.
        "Rasch" | "graded" | "gpcm" | "2PL" => item.n_categories(),
        _ => 3,
    };
    fitted.items.iter().map(of).collect()
}

const COMPLETE: [(&str, &str); 9] = [
    ("LSAT7_2PL", "LSAT7_expanded.csv"),
    ("LSAT7_1PL_equal_slope", "LSAT7_expanded.csv"),
    ("LSAT7_Rasch_freevar", "LSAT7_expanded.csv"),
    ("LSAT7_3PL_priorg", "LSAT7_expanded.csv"),
    ("LSAT7_3PL_noprior", "LSAT7_expanded.csv"),
    ("IntelligenceData_2PL", "perfit_IntelligenceData.csv"),
    ("Science_GRM", "mirt_Science.csv"),
    ("Science_GPCM", "mirt_Science.csv"),
    ("Science_PCM_freevar", "mirt_Science.csv"),
];

#[test]
fn s_x2_equals_the_reference_on_complete_answers() {
    let mut largest: f64 = 0.0;
    for (label, data) in COMPLETE {
        let test = "s_x2_equals_the_reference_on_complete_answers";
        let Some(fitted) = fitted(label, data, test) else {
            return;
        };
        let (nodes, weights) = quadrature(fitted.file["group_var"].as_f64().unwrap());
        let calibration = Calibration::new(&fitted.items, &nodes, &weights).unwrap();
        let fit = s_x2(&calibration, &n_free(&fitted), &fitted.responses).unwrap();
        largest = largest.max(difference_to_reference(&fit, &fitted.file["S_X2"]));
    }
    eprintln!("largest difference of S-X2: {largest:e}");
    assert!(largest < 1e-8, "{largest:e}");
}

/// The largest difference of S-X², p and RMSEA; degrees of freedom have to be equal.
pub(super) fn difference_to_reference(fit: &SumScoreFit, expected: &serde_json::Value) -> f64 {
    assert_eq!(Some(fit.n_persons as u64), expected["n"].as_u64());
    let mut largest: f64 = 0.0;
    for (item_idx, item) in fit.items.iter().enumerate() {
        let item = item.unwrap();
        let number = |field: &str| expected[field][item_idx].as_f64().unwrap();
        assert_eq!(
            item.degrees_of_freedom as f64,
            number("df.S_X2"),
            "{item_idx}"
        );
        largest = largest
            .max((item.s_x2 - number("S_X2")).abs())
            .max((item.p - number("p.S_X2")).abs())
            .max((item.rmsea - number("RMSEA.S_X2")).abs());
    }
    largest
}

#[test]
fn q3_equals_the_reference_on_complete_answers() {
    let mut largest: f64 = 0.0;
    for (label, data) in COMPLETE {
        let test = "q3_equals_the_reference_on_complete_answers";
        let Some(fitted) = fitted(label, data, test) else {
            return;
        };
        let found = local_dependence(&fitted.items, &fitted.responses, &eap(&fitted)).unwrap();
        let expected: Vec<Vec<f64>> =
            serde_json::from_value(fitted.file["Q3_matrix"].clone()).unwrap();
        for (found, expected) in found.q3.iter().flatten().zip(expected.iter().flatten()) {
            largest = largest.max((found.unwrap() - expected).abs());
        }
    }
    eprintln!("largest difference of Q3: {largest:e}");
    // mirt takes the abilities after 1e-7 in the log-likelihood, hence not 1e-8 itself.
    assert!(largest < 1e-6, "{largest:e}");
}

#[test]
fn mean_squares_of_the_persons_equal_the_reference() {
    // The reference has persons' mean squares; with persons and items changed places they are the items'. Every person
    // becomes the only one of a table in which the answers are those of as many equal abilities.
    let test = "mean_squares_of_the_persons_equal_the_reference";
    for (label, data) in [
        ("LSAT7_2PL", "LSAT7_expanded.csv"),
        ("Science_GRM", "mirt_Science.csv"),
        ("Science_GPCM", "mirt_Science.csv"),
    ] {
        let Some(fitted) = fitted(label, data, test) else {
            return;
        };
        let expected = &fitted.file["personfit_first10"];
        for (person_idx, theta) in eap(&fitted).into_iter().take(10).enumerate() {
            let found = person_mean_squares(&fitted.items, &fitted.responses, (person_idx, theta))
                .unwrap()
                .unwrap();
            let number = |field: &str| expected[field][person_idx].as_f64().unwrap();
            for (found, field) in [
                (found.infit, "infit"),
                (found.outfit, "outfit"),
                (found.infit_z.unwrap(), "z.infit"),
                (found.outfit_z.unwrap(), "z.outfit"),
            ] {
                assert!(
                    (found - number(field)).abs() < 1e-5,
                    "{label} {person_idx} {field}: {found}"
                );
            }
        }
    }
}

#[test]
fn the_order_of_items_and_persons_changes_nothing() {
    let test = "the_order_of_items_and_persons_changes_nothing";
    let Some(fitted) = fitted("Science_GRM", "mirt_Science.csv", test) else {
        return;
    };
    let (nodes, weights) = quadrature(1.0);
    let backwards: Vec<ItemModel> = fitted.items.iter().rev().cloned().collect();
    let names: Vec<String> = fitted.responses.items().iter().rev().cloned().collect();
    let persons: Vec<Vec<Option<u8>>> = (0..fitted.responses.n_persons())
        .rev()
        .map(|person_idx| {
            let mut answers: Vec<Option<u8>> = fitted.responses.person(person_idx).collect();
            answers.reverse();
            answers
        })
        .collect();
    let swapped = Responses::from_categories(&names, &[4; 4], &persons).unwrap();
    let of = |items: &[ItemModel], responses: &Responses| {
        let calibration = Calibration::new(items, &nodes, &weights).unwrap();
        s_x2(&calibration, &[4; 4], responses).unwrap().items
    };
    let forwards = of(&fitted.items, &fitted.responses);
    let backwards = of(&backwards, &swapped);
    for (forward, backward) in forwards.iter().zip(backwards.iter().rev()) {
        let difference = forward.unwrap().s_x2 - backward.unwrap().s_x2;
        assert!(difference.abs() < 1e-9, "{difference}");
    }
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let items = vec![
        ItemModel::Logistic {
            slope: 1.0,
            intercept: 0.0
        };
        2
    ];
    let names = ["a".to_owned(), "b".to_owned()];
    let persons = [vec![Some(0), Some(1)], vec![Some(1), None]];
    let answers = Responses::from_categories(&names, &[2, 2], &persons).unwrap();
    let calibration = Calibration::new(&items, &[0.0], &[1.0]).unwrap();
    let refused = s_x2(&calibration, &[2, 2], &answers).unwrap_err();
    assert_eq!(refused, Error::TooFewPersons { n: 1, minimum: 2 });
    assert!(s_x2(&calibration, &[2], &answers).is_err());
    assert!(Calibration::new(&items, &[0.0], &[-1.0]).is_err());
    assert!(Calibration::new(&items, &[0.0], &[0.0]).is_err());
    assert!(Calibration::new(&items, &[f64::NAN], &[1.0]).is_err());
    assert!(item_mean_squares(&items, &answers, &[None]).is_err());
    assert!(item_mean_squares(&items, &answers, &[Some(f64::NAN), None]).is_err());
    assert!(local_dependence(&items[..1], &answers, &[None, None]).is_err());
    let nobody = item_mean_squares(&items, &answers, &[None, None]).unwrap();
    assert_eq!(nobody, [None, None]);
    let none = local_dependence(&items, &answers, &[Some(0.0), None]).unwrap();
    assert_eq!(none.q3[0][1], None);
    let wide = Responses::from_categories(&names, &[3, 2], &persons).unwrap();
    assert!(matches!(
        local_dependence(&items, &wide, &[None, None]),
        Err(Error::WrongCategories { .. })
    ));
}
