//! What cannot be calibrated is refused by name; what can is not changed by order, names or repetition.

use std::ops::ControlFlow;

use super::*;
use crate::clock::seeded;
use crate::psychometrics::irt::{Error, ItemModel, Latent, Responses};
use crate::psychometrics::simulate::{abilities, item_answers};

fn names(n: usize) -> Vec<String> {
    (1..=n).map(|number| format!("i{number}")).collect()
}

fn calibrated(responses: &Responses, model: Model) -> Result<Calibration, Error> {
    calibrate(responses, &Options::new(model), &mut |_| {
        ControlFlow::Continue(())
    })
}

fn coded(persons: &[[u8; 4]]) -> Responses {
    let persons: Vec<Vec<Option<f64>>> = persons
        .iter()
        .map(|person| person.iter().map(|code| Some(f64::from(*code))).collect())
        .collect();
    Responses::from_codes(&names(4), &persons).unwrap()
}

/// 300 people's answers to six graded items with known parameters.
fn graded() -> (Vec<ItemModel>, Responses) {
    let models: Vec<ItemModel> = (0..6)
        .map(|item| ItemModel::Graded {
            slope: 1.0 + 0.2 * f64::from(item),
            intercepts: vec![1.5, 0.1 * f64::from(item), -1.2],
        })
        .collect();
    let mut rng = seeded(11);
    let thetas = abilities(300, (0.0, 1.0), &mut rng).unwrap();
    let answers = item_answers(&models, &thetas, 0.1, &mut rng).unwrap();
    (models, answers)
}

/// The Law School Admission Test, section 7: how many of 1,000 people gave each pattern of five answers, 00000 first,
/// 11111 last (Bock & Lieberman, 1970, *Psychometrika* 35, table 1).
const LSAT_7: [usize; 32] = [
    12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28, 7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7,
    35, 18, 136, 32, 308,
];

fn lsat_7() -> Responses {
    let persons: Vec<Vec<Option<u8>>> = (0u8..32)
        .flat_map(|pattern| {
            let answers: Vec<Option<u8>> =
                (0..5).rev().map(|item| Some(pattern >> item & 1)).collect();
            std::iter::repeat_n(answers, LSAT_7[usize::from(pattern)])
        })
        .collect();
    Responses::from_categories(&names(5), &[2; 5], &persons).unwrap()
}

#[test]
fn the_published_table_of_lsat_7_gives_the_published_likelihood() {
    // −2658.805: the two-parameter model of LSAT 7 in mirt's manual (Chalmers, 2012, J. Statistical Software 48).
    let found = calibrated(&lsat_7(), Model::TwoParameter).unwrap();
    assert!((found.log_likelihood() + 2658.805).abs() < 5e-4);
    // Printed there after a search that stopped a little earlier.
    let slopes = [0.988, 1.081, 1.706, 0.765, 0.736];
    for (item, slope) in found.items.iter().zip(slopes) {
        assert!((item.model.slope() - slope).abs() < 2e-3, "{item:?}");
    }
}

#[test]
fn rasch_and_equal_slopes_are_the_same_model_in_another_unit() {
    let rasch = calibrated(&lsat_7(), Model::Rasch).unwrap();
    let equal = calibrated(&lsat_7(), Model::OneParameter).unwrap();
    assert!((rasch.log_likelihood() - equal.log_likelihood()).abs() < 1e-6);
    let slope = equal.items[0].model.slope();
    assert!((rasch.latent.variance.sqrt() - slope).abs() < 1e-4);
}

#[test]
fn the_maximum_is_one_where_the_likelihood_falls_on_every_side() {
    let found = calibrated(&lsat_7(), Model::TwoParameter).unwrap();
    assert!(found.solution.largest_gradient <= 1e-7);
    let group = &found.design.groups[0];
    for idx in 0..found.solution.free.len() {
        for step in [-0.01, 0.01] {
            let mut free = found.solution.free.clone();
            free[idx] += step;
            let curves = Curves::new(&group.models(&free).unwrap(), &found.design.quadrature);
            let quadrature = &found.design.quadrature;
            let mut windows = Windows::new(&group.patterns, quadrature, WindowUse::AllNodes);
            let at = (quadrature, Latent::STANDARD);
            let moved = expected(&group.patterns, &curves, at, &mut windows);
            assert!(moved.log_likelihood < found.log_likelihood());
        }
    }
}

#[test]
fn order_of_people_and_items_and_the_direction_of_scoring_change_nothing() {
    let (_, answers) = graded();
    let found = calibrated(&answers, Model::Graded).unwrap();
    let turned: Vec<Vec<Option<u8>>> = (0..answers.n_persons())
        .rev()
        .map(|person_idx| {
            let mut person: Vec<Option<u8>> = answers.person(person_idx).collect();
            person.reverse();
            // The last item, now first, is scored the other way.
            person[0] = person[0].map(|category| 3 - category);
            person
        })
        .collect();
    let turned = Responses::from_categories(answers.items(), &[4; 6], &turned).unwrap();
    let again = calibrated(&turned, Model::Graded).unwrap();
    assert!((found.log_likelihood() - again.log_likelihood()).abs() < 1e-7);
    for (here, there) in found
        .models()
        .iter()
        .zip(again.models().iter().rev())
        .take(5)
    {
        assert!((here.slope() - there.slope()).abs() < 1e-4);
    }
    let (last, first) = (&found.models()[5], &again.models()[0]);
    assert!((last.slope() + first.slope()).abs() < 1e-4);
    assert!((last.intercepts()[0] + first.intercepts()[2]).abs() < 1e-4);
}

#[test]
fn known_parameters_are_found_again_within_their_errors() {
    let (truth, answers) = graded();
    let found = calibrated(&answers, Model::Graded).unwrap();
    let errors = found.standard_errors().unwrap();
    for ((truth, found), errors) in truth.iter().zip(found.models()).zip(errors.items) {
        assert!((found.slope() - truth.slope()).abs() < 3.5 * errors.slope.unwrap());
        let intercepts = found.intercepts().iter().zip(truth.intercepts());
        for ((found, truth), error) in intercepts.zip(errors.intercepts) {
            assert!((found - truth).abs() < 3.5 * error.unwrap());
        }
    }
}

#[test]
fn a_person_without_answers_changes_nothing_but_the_count() {
    let (_, answers) = graded();
    let people = (0..answers.n_persons()).map(|idx| answers.person(idx).collect());
    let with: Vec<Vec<Option<u8>>> = people.chain([vec![None; 6], vec![None; 6]]).collect();
    let with = Responses::from_categories(answers.items(), &[4; 6], &with).unwrap();
    let (without, with) = (
        calibrated(&answers, Model::Graded).unwrap(),
        calibrated(&with, Model::Graded).unwrap(),
    );
    assert_eq!(with.n_persons, without.n_persons + 2);
    assert!((with.log_likelihood() - without.log_likelihood()).abs() < 1e-9);
}

#[test]
fn an_item_that_everybody_or_nobody_endorses_is_named() {
    for code in [0, 1] {
        let refused = calibrated(
            &coded(&[[1, code, 0, 1], [0, code, 1, 1], [1, code, 1, 0]]),
            Model::Rasch,
        );
        let expected = Error::ConstantItem {
            item: "i2".to_owned(),
            code: i64::from(code),
        };
        assert_eq!(refused.unwrap_err(), expected);
    }
    let alike = vec![[1, 0, 2, 1]; 2000];
    let refused = calibrated(&coded(&alike), Model::Graded).unwrap_err();
    assert!(matches!(refused, Error::ConstantItem { .. }), "{refused}");
}

#[test]
fn a_category_that_nobody_chose_is_named_and_not_merged() {
    let refused = calibrated(
        &coded(&[[1, 5, 1, 1], [2, 7, 2, 1], [2, 5, 1, 2], [1, 8, 2, 2]]),
        Model::Graded,
    );
    let expected = Error::UnusedCategory {
        item: "i2".to_owned(),
        code: 6,
    };
    assert_eq!(refused.unwrap_err(), expected);
    let refused = calibrated(
        &coded(&[[1, 2, 1, 1], [2, 3, 2, 1], [2, 4, 1, 2]]),
        Model::Rasch,
    );
    assert!(matches!(
        refused.unwrap_err(),
        Error::WrongCategories {
            n_categories: 3,
            ..
        }
    ));
}

#[test]
fn too_few_people_or_items_are_refused_and_two_people_do_not_run_away() {
    let one = calibrated(&coded(&[[1, 0, 1, 0]]), Model::Rasch).unwrap_err();
    assert_eq!(one, Error::TooFewPersons { n: 1, minimum: 2 });
    let two = calibrated(&coded(&[[1, 0, 1, 0], [0, 1, 0, 1]]), Model::TwoParameter);
    match two {
        Ok(found) => assert!(found.log_likelihood().is_finite()),
        Err(error) => assert!(
            matches!(
                error,
                Error::NoConvergence { .. } | Error::RunawaySlope { .. }
            ),
            "{error}"
        ),
    }
    let persons = vec![vec![Some(0), Some(1)], vec![Some(1), Some(0)]];
    let pair = Responses::from_categories(&names(2), &[2, 2], &persons).unwrap();
    assert_eq!(
        calibrated(&pair, Model::TwoParameter).unwrap_err(),
        Error::TooFewItems { n: 2, minimum: 3 }
    );
}

#[test]
fn items_that_agree_completely_are_refused_as_running_away() {
    let persons: Vec<[u8; 4]> = (0..100u8).map(|person| [person % 2; 4]).collect();
    let refused = calibrated(&coded(&persons), Model::TwoParameter).unwrap_err();
    assert!(
        matches!(
            refused,
            Error::RunawaySlope { .. } | Error::NoConvergence { .. }
        ),
        "{refused}"
    );
}

#[test]
fn whoever_watches_may_break_the_search_off_and_too_few_cycles_are_told() {
    let mut heard = Vec::new();
    let mut watching = |progress: Progress| {
        heard.push(progress.log_likelihood);
        if progress.cycle == 3 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let options = Options::new(Model::TwoParameter);
    let refused = calibrate(&lsat_7(), &options, &mut watching).unwrap_err();
    assert_eq!(refused, Error::Cancelled { cycle: 3 });
    assert!(heard.is_sorted(), "{heard:?}");
    let options = Options {
        stopping: Stopping {
            most_cycles: 2,
            ..Stopping::default()
        },
        ..options
    };
    let refused = calibrate(&lsat_7(), &options, &mut |_| ControlFlow::Continue(()));
    assert!(matches!(
        refused.unwrap_err(),
        Error::NoConvergence { cycles: 2, .. }
    ));
}

#[test]
fn a_guessing_prior_that_cannot_be_is_refused() {
    for (mean, standard_deviation) in [(f64::NAN, 1.0), (0.0, 0.0), (0.0, f64::INFINITY)] {
        let prior = NormalPrior {
            mean,
            standard_deviation,
        };
        let model = Model::ThreeParameter {
            guessing_prior: Some(prior),
        };
        let refused = calibrated(&lsat_7(), model).unwrap_err();
        assert!(matches!(refused, Error::OutOfRange { .. }), "{refused}");
    }
}
