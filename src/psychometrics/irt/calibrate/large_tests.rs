//! A hundred thousand people: too slow for every day.

use std::ops::ControlFlow;

use super::*;
use crate::psychometrics::irt::scores::eap;
use crate::psychometrics::irt::{ItemModel, Latent, Quadrature, Responses};
use crate::psychometrics::reference::{self, Row};

fn model(row: &Row) -> ItemModel {
    let number = |column: &str| reference::number(row, column).unwrap();
    ItemModel::Graded {
        slope: number("a1"),
        intercepts: ["d1", "d2", "d3", "d4"].map(number).to_vec(),
    }
}

fn responses(test: &str) -> Option<Responses> {
    let text = reference::unpacked("data/sim_grm100k.csv.gz", test)?;
    let mut lines = text.lines();
    let items: Vec<String> = lines.next()?.split(',').map(str::to_owned).collect();
    let persons: Vec<Vec<Option<u8>>> = lines
        .map(|line| line.split(',').map(|cell| cell.parse().ok()).collect())
        .collect();
    Some(Responses::from_categories(&items, &vec![5; items.len()], &persons).unwrap())
}

/// `reference/irt_grm_sim100k_params.csv` and `irt_grm_sim100k_eap_first1000.csv`: mirt 1.45.1 with its defaults,
/// log-likelihood −5112382.1157.
#[test]
fn slow_a_hundred_thousand_people_are_calibrated_and_scored_as_by_mirt() {
    let test = "slow_a_hundred_thousand_people_are_calibrated_and_scored_as_by_mirt";
    if !crate::psychometrics::reference::wants_slow(test) {
        return;
    }
    let (Some(parameters), Some(scores), Some(responses)) = (
        reference::table("reference/irt_grm_sim100k_params.csv", test),
        reference::table("reference/irt_grm_sim100k_eap_first1000.csv", test),
        responses(test),
    ) else {
        return;
    };
    let theirs: Vec<ItemModel> = parameters.iter().map(model).collect();
    // With their parameters, everybody's score is theirs.
    let at = (&Quadrature::default(), Latent::STANDARD);
    let mut largest = 0.0f64;
    for (found, row) in eap(&responses, &theirs, at).unwrap().iter().zip(&scores) {
        let number = |column: &str| reference::number(row, column).unwrap();
        largest = largest
            .max((found.theta - number("F1")).abs())
            .max((found.standard_error - number("SE_F1")).abs());
    }
    println!("largest difference of an EAP or its error, given mirt's parameters: {largest:.1e}");
    assert!(largest < 1e-4, "{largest:.1e}");
    let options = Options::new(Model::Graded);
    let found = calibrate(&responses, &options, &mut |_| ControlFlow::Continue(())).unwrap();
    println!("log-likelihood {:.4}", found.log_likelihood());
    assert!(found.log_likelihood() > -5_112_382.115_7);
    // Their search stopped 0.405 below the maximum, with an intercept still 9.6e-3 away; ours is at it.
    let mut largest = 0.0f64;
    for (found, theirs) in found.models().iter().zip(&theirs) {
        largest = largest.max((found.slope() - theirs.slope()).abs());
        for (found, theirs) in found.intercepts().iter().zip(theirs.intercepts()) {
            largest = largest.max((found - theirs).abs());
        }
    }
    println!("largest difference of a slope or intercept: {largest:.1e}");
    assert!(largest < 1e-2, "{largest:.1e}");
    assert!(found.solution.largest_gradient <= 1e-7);
}
