//! How often the test for DIF errs, and how often it finds what is there.

use std::ops::ControlFlow;

use super::{Groups, Invariance, Plan, likelihood_ratio_dif, multigroup};
use crate::clock::seeded;
use crate::psychometrics::irt::calibrate::{Model, Options};
use crate::psychometrics::irt::{ItemModel, Responses};
use crate::psychometrics::simulate::{BankPlan, ItemKind, abilities, item_answers};

const N_ITEMS: usize = 10;
const N_PERSONS: usize = 500;
const REPLICATIONS: u64 = 500;

/// p of every item in one pair of groups of which the second is lower by .5 and finds the first item harder by this
/// many logits.
fn p_of_items((kind, model): (ItemKind, Model), harder_by: f64, seed: u64) -> Vec<f64> {
    let items = BankPlan::new(kind).items(N_ITEMS, &mut seeded(60)).unwrap();
    let mut focal = items.clone();
    match &mut focal[0] {
        ItemModel::Logistic { intercept, .. } => *intercept -= harder_by,
        ItemModel::Graded { intercepts, .. } => {
            for intercept in intercepts {
                *intercept -= harder_by;
            }
        }
        other => panic!("{other:?}"),
    }
    let mut rng = seeded(seed);
    let mut persons: Vec<Vec<Option<u8>>> = Vec::new();
    for (items, mean) in [(&items, 0.0), (&focal, -0.5)] {
        let thetas = abilities(N_PERSONS, (mean, 1.0), &mut rng).unwrap();
        let answers = item_answers(items, &thetas, 0.0, &mut rng).unwrap();
        persons.extend((0..N_PERSONS).map(|idx| answers.person(idx).collect::<Vec<_>>()));
    }
    let names: Vec<String> = (1..=N_ITEMS).map(|number| format!("i{number}")).collect();
    let n_categories: Vec<usize> = items.iter().map(ItemModel::n_categories).collect();
    let answers = Responses::from_categories(&names, &n_categories, &persons).unwrap();
    let label = |idx| {
        if idx < N_PERSONS {
            "reference"
        } else {
            "focal"
        }
    };
    let labels: Vec<&str> = (0..2 * N_PERSONS).map(label).collect();
    let groups = Groups::new(answers, &labels, Some("reference")).unwrap();
    let plan = Plan {
        options: Options::new(model),
        invariance: Invariance::Scalar,
    };
    let go_on = &mut |_| ControlFlow::Continue(());
    let scalar = multigroup(&groups, &plan, go_on).unwrap();
    let dif = likelihood_ratio_dif(&groups, (&plan, &scalar), go_on).unwrap();
    dif.into_iter().map(|item| item.p).collect()
}

#[test]
fn slow_the_test_for_dif_errs_as_often_as_it_says_and_finds_what_is_there() {
    if !crate::psychometrics::reference::wants_slow("error rate and power of the test for DIF") {
        return;
    }
    for case in [
        (ItemKind::Logistic, Model::TwoParameter),
        (ItemKind::Graded { n_categories: 3 }, Model::Graded),
    ] {
        let share = |harder_by: f64, of: std::ops::Range<usize>| {
            let found: Vec<f64> = (0..REPLICATIONS)
                .flat_map(|seed| p_of_items(case, harder_by, 7000 + seed)[of.clone()].to_vec())
                .collect();
            let below = |level: f64| {
                found.iter().filter(|p| **p < level).count() as f64 / found.len() as f64
            };
            (below(0.05), below(0.01))
        };
        let (five, one) = share(0.0, 0..N_ITEMS);
        let (small, _) = share(0.4, 0..1);
        let (large, _) = share(0.8, 0..1);
        eprintln!(
            "{:?}, {N_ITEMS} items, {N_PERSONS} + {N_PERSONS} persons, {REPLICATIONS} replications: without DIF {five:.4} at .05 and {one:.4} at .01; power {small:.3} for .4 logits, {large:.3} for .8",
            case.1
        );
        // 5000 tests: standard error .003 of .05 and .0014 of .01; the tests of one replication hang together.
        assert!((0.035..0.065).contains(&five) && (0.004..0.018).contains(&one));
        assert!(small < large && 0.9 < large);
    }
}
