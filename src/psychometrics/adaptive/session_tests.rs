//! Sessions: what is offered, when they stop, and where they begin.

use super::*;
use crate::clock::seeded;
use crate::psychometrics::adaptive::BankItem;
use crate::psychometrics::irt::ItemModel;
use crate::psychometrics::simulate::{BankPlan, ItemKind};

fn bank() -> ItemBank {
    let plan = BankPlan::new(ItemKind::Graded { n_categories: 4 });
    let models = plan.items(30, &mut seeded(3)).unwrap();
    let items = models.into_iter().enumerate();
    let items = items.map(|(idx, model)| BankItem {
        model,
        content: idx % 2,
    });
    ItemBank::new(items.collect()).unwrap()
}

fn rules(exposure: Exposure) -> Rules {
    Rules {
        content: ContentPlan::new(&[1.0, 1.0]).unwrap(),
        exposure,
        stopping: Stopping::new(0.3, 4, 20).unwrap(),
        population: Latent::STANDARD,
        estimator: Estimator::ExpectedAPosteriori,
    }
}

#[test]
fn a_questionnaire_balances_content_and_stops_at_its_error() {
    let (bank, rules) = (bank(), rules(Exposure::Randomesque { n_best: 3 }));
    let mut rng = seeded(4);
    let mut session = Session::new(&bank, &rules).unwrap();
    while let Some(item_idx) = session.offer(&mut rng) {
        session.answer(item_idx, 2).unwrap();
    }
    assert_eq!(session.stopped(), Some(StopReason::Exact));
    assert!(session.estimate().standard_error <= 0.3);
    let n_first = session
        .answers()
        .iter()
        .filter(|(idx, _)| idx % 2 == 0)
        .count();
    let n_asked = session.answers().len();
    assert!(n_first.abs_diff(n_asked - n_first) <= 1);
    let mut seen: Vec<usize> = session.answers().iter().map(|(idx, _)| *idx).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), n_asked, "an item was asked twice");
}

#[test]
fn an_offer_stands_until_it_is_answered() {
    let (bank, rules) = (bank(), rules(Exposure::Randomesque { n_best: 5 }));
    let mut rng = seeded(5);
    let mut session = Session::new(&bank, &rules).unwrap();
    let offered = session.offer(&mut rng).unwrap();
    assert_eq!(session.offer(&mut rng), Some(offered));
    let other = (offered + 1) % 30;
    assert_eq!(
        session.answer(other, 0),
        Err(Error::NotOffered { item_idx: other })
    );
    assert!(matches!(
        session.answer(offered, 4),
        Err(Error::NotACategory { .. })
    ));
    session.answer(offered, 3).unwrap();
    assert_eq!(
        session.answer(offered, 3),
        Err(Error::NotOffered { item_idx: offered })
    );
}

#[test]
fn a_bank_that_ends_too_early_says_so() {
    let models = vec![
        ItemModel::Logistic {
            slope: 1.0,
            intercept: 0.0
        };
        2
    ];
    let bank = ItemBank::of_one_area(models).unwrap();
    let rules = Rules {
        content: ContentPlan::single(),
        ..rules(Exposure::Uncontrolled)
    };
    let mut rng = seeded(6);
    let mut session = Session::new(&bank, &rules).unwrap();
    while let Some(item_idx) = session.offer(&mut rng) {
        session.answer(item_idx, 1).unwrap();
    }
    assert_eq!(session.stopped(), Some(StopReason::BankExhausted));
    assert_eq!(session.answers().len(), 2);
}

#[test]
fn rules_that_do_not_go_with_the_bank_are_refused() {
    let bank = bank();
    let narrow = Rules {
        content: ContentPlan::single(),
        ..rules(Exposure::Uncontrolled)
    };
    assert!(matches!(
        Session::new(&bank, &narrow),
        Err(Error::ContentArea { content: 1, .. })
    ));
    let short = rules(Exposure::SympsonHetter {
        probabilities: vec![1.0],
    });
    assert!(Session::new(&bank, &short).is_err());
    assert!(Session::new(&bank, &rules(Exposure::Randomesque { n_best: 0 })).is_err());
    assert_eq!(ItemBank::new(Vec::new()), Err(Error::EmptyBank));
}

fn from(population: Latent) -> Result<Score, Error> {
    let rules = Rules {
        population,
        ..rules(Exposure::Uncontrolled)
    };
    Ok(Session::new(&bank(), &rules)?.estimate())
}

#[test]
fn a_questionnaire_begins_at_its_population_wherever_that_lies() {
    for (mean, variance) in [(0.0, 1.0), (10.0, 4.0), (-7.5, 1.0), (2.0, 0.01)] {
        let begun = from(Latent { mean, variance }).unwrap();
        assert!((begun.theta - mean).abs() < 1e-6, "{begun:?}");
        let error = begun.standard_error;
        assert!((error / variance.sqrt() - 1.0).abs() < 1e-6, "{begun:?}");
    }
}

#[test]
fn a_population_that_cannot_be_is_refused() {
    for (mean, variance) in [
        (0.0, 0.0),
        (0.0, -1.0),
        (0.0, f64::NAN),
        (0.0, f64::INFINITY),
        (f64::NAN, 1.0),
        (f64::INFINITY, 1.0),
    ] {
        let refused = from(Latent { mean, variance });
        assert!(matches!(refused, Err(Error::OutOfRange { .. })));
    }
}

#[test]
fn interim_estimates_are_those_of_the_scores() {
    use crate::psychometrics::irt::{Responses, scores};
    for estimator in [
        Estimator::ExpectedAPosteriori,
        Estimator::WeightedLikelihood,
    ] {
        let bank = bank();
        let rules = Rules {
            estimator,
            ..rules(Exposure::Uncontrolled)
        };
        let mut rng = seeded(8);
        let mut session = Session::new(&bank, &rules).unwrap();
        for category in [3, 1, 2, 2] {
            let offered = session.offer(&mut rng).unwrap();
            session.answer(offered, category).unwrap();
        }
        let (models, given): (Vec<ItemModel>, Vec<Option<u8>>) = session
            .answers()
            .iter()
            .map(|(idx, answer)| (bank.items()[*idx].model.clone(), Some(*answer)))
            .unzip();
        let names: Vec<String> = (0..4).map(|number| number.to_string()).collect();
        let responses =
            Responses::from_categories(&names, &[4; 4], std::slice::from_ref(&given)).unwrap();
        let at = (&Quadrature::default(), Latent::STANDARD);
        let expected = match estimator {
            Estimator::ExpectedAPosteriori => scores::eap(&responses, &models, at).unwrap()[0],
            Estimator::WeightedLikelihood => wle(&models, &given, at.1).unwrap().unwrap(),
        };
        assert!((session.estimate().theta - expected.theta).abs() < 1e-12);
        assert!((session.estimate().standard_error - expected.standard_error).abs() < 1e-12);
    }
}
