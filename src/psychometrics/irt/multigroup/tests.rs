use std::ops::ControlFlow;

use super::*;
use crate::clock::seeded;
use crate::psychometrics::irt::calibrate::{Model, Options, Progress, calibrate};
use crate::psychometrics::irt::{ItemModel, Quadrature, Responses};
use crate::psychometrics::reference;
use crate::psychometrics::simulate::{BankPlan, ItemKind, abilities, item_answers};

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn plan(model: Model, invariance: Invariance) -> Plan {
    Plan {
        options: Options::new(model),
        invariance,
    }
}

/// data/bfi.csv: the agreeableness items by gender, 1 male and 2 female.
fn agree_by_gender(test: &str) -> Option<Groups> {
    let rows = reference::table("data/bfi.csv", test)?;
    let items = ["A1", "A2", "A3", "A4", "A5"].map(str::to_owned);
    let answer = |row: &reference::Row, item: &str| {
        let code = reference::number(row, item)?;
        Some(if item == "A1" { 7.0 - code } else { code })
    };
    let persons: Vec<Vec<Option<f64>>> = rows
        .iter()
        .map(|row| items.iter().map(|item| answer(row, item)).collect())
        .collect();
    let gender: Vec<&str> = rows
        .iter()
        .map(|row| {
            if row["gender"] == "2" {
                "female"
            } else {
                "male"
            }
        })
        .collect();
    let responses = Responses::from_codes(&items, &persons).unwrap();
    Some(Groups::new(responses, &gender, None).unwrap())
}

#[test]
fn every_figure_of_the_reference_comes_out() {
    // reference/mgirt_bfi_agree_GRM_gender.json: R 4.2.2, mirt 1.45.1.
    let test = "every_figure_of_the_reference_comes_out";
    let file = "reference/mgirt_bfi_agree_GRM_gender.json";
    let (Some(expected), Some(groups)) = (reference::json(file, test), agree_by_gender(test))
    else {
        return;
    };
    assert_eq!(groups.names(), ["female", "male"]);
    let mut largest: f64 = 0.0;
    for (invariance, label, place) in [
        (Invariance::Configural, "configural", 0),
        (Invariance::Metric, "slopes_equal_free_var", 1),
        (Invariance::Scalar, "scalar_free_mean_var", 2),
    ] {
        let fit = multigroup(&groups, &plan(Model::Graded, invariance), &mut go_on).unwrap();
        let difference = fit.log_likelihood - expected["logLik"][label].as_f64().unwrap();
        eprintln!("{label}: {difference:e} in {} cycles", fit.cycles);
        // The search may climb higher than the reference, which stops at 1e-7, but not stay below it.
        assert!(
            (-1e-4..1e-3).contains(&difference),
            "{label}: {difference:e}"
        );
        assert_eq!(
            Some(fit.n_parameters as u64),
            expected["npar"][place].as_u64()
        );
        largest = largest.max(difference.abs());
    }
    eprintln!("largest difference of log-likelihoods: {largest:e}");
    let plan = plan(Model::Graded, Invariance::Scalar);
    let scalar = multigroup(&groups, &plan, &mut go_on).unwrap();
    check_scalar(&scalar, &expected);
    let dif = likelihood_ratio_dif(&groups, (&plan, &scalar), &mut go_on).unwrap();
    check_dif(&dif, &expected["DIF_drop_LR"], &scalar);
}

fn check_scalar(scalar: &Multigroup, expected: &serde_json::Value) {
    let mut largest: f64 = 0.0;
    for (group, n) in scalar.groups.iter().zip(expected["n"].as_array().unwrap()) {
        assert_eq!(Some(group.n_persons as u64), n.as_u64());
        let items = group
            .items
            .iter()
            .zip(expected["scalar_items"].as_array().unwrap());
        for (item, row) in items {
            let found = std::iter::once(item.model.slope()).chain(item.model.intercepts().to_vec());
            for (found, expected) in found.zip(row.as_array().unwrap()) {
                largest = largest.max((found - expected.as_f64().unwrap()).abs());
            }
        }
    }
    let latent = scalar.groups[1].latent;
    let mean = (latent.mean - expected["group2_mean"].as_f64().unwrap()).abs();
    let variance = (latent.variance - expected["group2_var"].as_f64().unwrap()).abs();
    eprintln!("largest difference of parameters {largest:e}, mean {mean:e}, variance {variance:e}");
    assert!(largest < 2e-3 && mean < 2e-3 && variance < 2e-3);
    let reference = scalar.groups[0].latent;
    assert!(reference.mean.abs() < 1e-15 && (reference.variance - 1.0).abs() < 1e-15);
}

fn check_dif(dif: &[ItemDif], expected: &serde_json::Value, scalar: &Multigroup) {
    let (mut ratio, mut p) = (0.0_f64, 0.0_f64);
    let log_n = (scalar.n_persons() as f64).ln();
    for (item_idx, found) in dif.iter().enumerate() {
        let number = |field: &str| expected[field][item_idx].as_f64().unwrap();
        assert_eq!(
            Some(found.item.as_str()),
            expected["item"][item_idx].as_str()
        );
        assert!((found.degrees_of_freedom as f64 - number("df")).abs() < 0.5);
        let df = found.degrees_of_freedom as f64;
        ratio = ratio
            .max((found.likelihood_ratio - number("X2")).abs())
            .max((2.0 * df - found.likelihood_ratio - number("AIC")).abs())
            .max((log_n * df - found.likelihood_ratio - number("BIC")).abs());
        p = p.max((found.p - number("p")).abs());
    }
    eprintln!("largest difference of likelihood ratios {ratio:e}, of p {p:e}");
    // Twice the 1e-3 of a log-likelihood.
    assert!(ratio < 2e-3 && p < 1e-4, "{ratio:e} {p:e}");
}

/// Two simulated groups with the same items.
fn simulated(
    kind: ItemKind,
    (mean, deviation): (f64, f64),
    n_persons: usize,
) -> (Vec<ItemModel>, Groups) {
    let mut rng = seeded(31);
    let items = BankPlan::new(kind).items(6, &mut rng).unwrap();
    let mut thetas = abilities(n_persons, (0.0, 1.0), &mut rng).unwrap();
    thetas.extend(abilities(n_persons, (mean, deviation), &mut rng).unwrap());
    let answers = item_answers(&items, &thetas, 0.05, &mut rng).unwrap();
    let label = |idx| if idx < n_persons { "first" } else { "second" };
    let labels: Vec<&str> = (0..2 * n_persons).map(label).collect();
    (items, Groups::new(answers, &labels, Some("first")).unwrap())
}

#[test]
fn the_second_groups_distribution_is_found_again_by_every_model() {
    for (model, kind) in [
        (Model::TwoParameter, ItemKind::Logistic),
        (Model::Graded, ItemKind::Graded { n_categories: 3 }),
        (
            Model::GeneralisedPartialCredit,
            ItemKind::PartialCredit { n_categories: 3 },
        ),
    ] {
        let (_, groups) = simulated(kind, (0.6, 1.2), 800);
        let fit = multigroup(&groups, &plan(model, Invariance::Scalar), &mut go_on).unwrap();
        let latent = fit.groups[1].latent;
        // Six items: standard errors of about .07 of a mean and .15 of a variance of 1.44; three of them.
        assert!((latent.mean - 0.6).abs() < 0.21, "{model:?} {latent:?}");
        assert!(
            (latent.variance - 1.44).abs() < 0.45,
            "{model:?} {latent:?}"
        );
    }
}

#[test]
fn parameters_are_counted_as_they_are_identified() {
    // Six items of K categories: configural both groups' own; metric frees one variance; scalar one mean more.
    let cases = [
        (Model::Rasch, ItemKind::Logistic, [14, 14, 9]),
        (Model::OneParameter, ItemKind::Logistic, [14, 14, 9]),
        (Model::TwoParameter, ItemKind::Logistic, [24, 19, 14]),
        (
            Model::PartialCredit,
            ItemKind::PartialCredit { n_categories: 3 },
            [26, 26, 15],
        ),
        (
            Model::GeneralisedPartialCredit,
            ItemKind::PartialCredit { n_categories: 3 },
            [36, 31, 20],
        ),
        (
            Model::Graded,
            ItemKind::Graded { n_categories: 3 },
            [36, 31, 20],
        ),
    ];
    for (model, kind, expected) in cases {
        let (_, groups) = simulated(kind, (0.3, 1.0), 400);
        let invariances = [
            Invariance::Configural,
            Invariance::Metric,
            Invariance::Scalar,
        ];
        let fits = invariances
            .map(|invariance| multigroup(&groups, &plan(model, invariance), &mut go_on).unwrap());
        let counts = [&fits[0], &fits[1], &fits[2]].map(|fit| fit.n_parameters);
        assert_eq!(counts, expected, "{model:?}");
        // What is more constrained fits no better.
        assert!(
            fits[1].log_likelihood <= fits[0].log_likelihood + 1e-6,
            "{model:?}"
        );
        assert!(
            fits[2].log_likelihood <= fits[1].log_likelihood + 1e-6,
            "{model:?}"
        );
    }
}

#[test]
fn a_configural_fit_is_that_of_separate_calibrations() {
    let (_, groups) = simulated(ItemKind::Logistic, (0.5, 1.0), 400);
    let plan = plan(Model::TwoParameter, Invariance::Configural);
    let together = multigroup(&groups, &plan, &mut go_on).unwrap();
    let apart: f64 = groups
        .responses
        .iter()
        .map(|of_group| {
            calibrate(of_group, &plan.options, &mut go_on)
                .unwrap()
                .log_likelihood()
        })
        .sum();
    assert!((together.log_likelihood - apart).abs() < 1e-6);
}

#[test]
fn one_slope_is_the_rasch_model_in_another_unit() {
    let (_, groups) = simulated(ItemKind::Logistic, (0.5, 1.2), 400);
    for invariance in [
        Invariance::Configural,
        Invariance::Metric,
        Invariance::Scalar,
    ] {
        // A grid wide enough for the Rasch model's larger unit.
        let of = |model| {
            let mut plan = plan(model, invariance);
            plan.options.quadrature = Quadrature::new(121, 12.0).unwrap();
            multigroup(&groups, &plan, &mut go_on).unwrap()
        };
        let (rasch, one) = (of(Model::Rasch), of(Model::OneParameter));
        assert!(
            (rasch.log_likelihood - one.log_likelihood).abs() < 1e-4,
            "{invariance:?}"
        );
        if invariance == Invariance::Scalar {
            let unit = rasch.groups[0].latent.variance.sqrt();
            let in_unit = one.groups[1].latent.mean * unit;
            assert!((rasch.groups[1].latent.mean - in_unit).abs() < 1e-3);
        }
    }
}

#[test]
fn the_order_of_groups_turns_the_scale_but_not_the_fit() {
    let (_, groups) = simulated(ItemKind::Graded { n_categories: 3 }, (0.5, 1.2), 400);
    let labels: Vec<&str> = (0..800)
        .map(|idx| if idx < 400 { "first" } else { "second" })
        .collect();
    let turned = Groups::new(groups.pooled.clone(), &labels, Some("second")).unwrap();
    let plan = plan(Model::Graded, Invariance::Scalar);
    let [here, there] =
        [&groups, &turned].map(|groups| multigroup(groups, &plan, &mut go_on).unwrap());
    assert!((here.log_likelihood - there.log_likelihood).abs() < 1e-3);
    let (forth, back) = (here.groups[1].latent, there.groups[1].latent);
    assert!(
        (forth.mean + back.mean * forth.variance.sqrt()).abs() < 5e-3,
        "{forth:?} {back:?}"
    );
    assert!((forth.variance * back.variance - 1.0).abs() < 5e-3);
}

#[test]
fn a_planted_item_is_found_and_the_others_are_not() {
    let mut rng = seeded(33);
    let items = BankPlan::new(ItemKind::Logistic)
        .items(8, &mut rng)
        .unwrap();
    let mut harder = items.clone();
    if let ItemModel::Logistic { intercept, .. } = &mut harder[2] {
        *intercept -= 1.0;
    }
    let of = |items: &[ItemModel], mean: f64, rng: &mut _| {
        let thetas = abilities(600, (mean, 1.0), rng).unwrap();
        let answers = item_answers(items, &thetas, 0.0, rng).unwrap();
        (0..600)
            .map(|idx| answers.person(idx).collect())
            .collect::<Vec<Vec<_>>>()
    };
    let mut persons = of(&items, 0.0, &mut rng);
    persons.extend(of(&harder, 0.5, &mut rng));
    let names: Vec<String> = (1..=8).map(|number| format!("i{number}")).collect();
    let answers = Responses::from_categories(&names, &[2; 8], &persons).unwrap();
    let labels: Vec<&str> = (0..1200)
        .map(|idx| if idx < 600 { "a" } else { "b" })
        .collect();
    let groups = Groups::new(answers, &labels, Some("a")).unwrap();
    let plan = plan(Model::TwoParameter, Invariance::Scalar);
    let scalar = multigroup(&groups, &plan, &mut go_on).unwrap();
    let dif = likelihood_ratio_dif(&groups, (&plan, &scalar), &mut go_on).unwrap();
    assert!(
        dif[2].p < 1e-6 && dif[2].degrees_of_freedom == 2,
        "{:?}",
        dif[2]
    );
    // The item is among the others' anchors, so that theirs are not quite clean.
    let others = dif.iter().enumerate().filter(|(idx, _)| *idx != 2);
    let largest = others
        .map(|(_, other)| other.likelihood_ratio)
        .fold(0.0, f64::max);
    assert!(largest < dif[2].likelihood_ratio / 2.0, "{dif:?}");
}

#[test]
fn groups_that_cannot_be_compared_are_refused_with_their_reason() {
    let names = ["a", "b", "c"].map(str::to_owned);
    let person = |n: u8| vec![Some(n % 2), Some(n / 2 % 2), Some(n / 4 % 2)];
    let persons: Vec<Vec<Option<u8>>> = (0..8).map(person).collect();
    let answers = || Responses::from_categories(&names, &[2; 3], &persons).unwrap();
    let refused =
        |labels: &[&str], reference| Groups::new(answers(), labels, reference).unwrap_err();
    assert_eq!(refused(&["x"; 8], None), Error::TooFewGroups { n: 1 });
    assert_eq!(
        refused(&["x"; 3], None),
        Error::UnequalLengths {
            n_persons: 8,
            n_groups: 3
        }
    );
    let labels = ["x", "x", "x", "x", "y", "y", "y", "z"];
    assert_eq!(
        refused(&labels, Some("q")).to_string(),
        "no person belongs to the reference group `q`"
    );
    assert_eq!(
        refused(&labels, None).to_string(),
        "group `z` has 1 persons with an answer; at least 2 are needed"
    );
    // Item c is 1 in all of the second group.
    let labels = ["x", "x", "x", "x", "y", "y", "y", "y"];
    let groups = Groups::new(answers(), &labels, None).unwrap();
    let configural = multigroup(
        &groups,
        &plan(Model::Rasch, Invariance::Configural),
        &mut go_on,
    );
    let expected = Error::UnusedInGroup {
        item: "c".to_owned(),
        group: "x".to_owned(),
        code: 1,
    };
    assert_eq!(configural.err(), Some(expected));
}

#[test]
fn dif_is_refused_without_a_scalar_fit() {
    let (_, groups) = simulated(ItemKind::Logistic, (0.0, 1.0), 200);
    let plan = plan(Model::Rasch, Invariance::Configural);
    let fit = multigroup(&groups, &plan, &mut go_on).unwrap();
    let refused = likelihood_ratio_dif(&groups, (&plan, &fit), &mut go_on).unwrap_err();
    assert_eq!(refused, Error::NotScalar);
}
