use proptest::prelude::*;

use super::*;
use crate::psychometrics::bias::Error;

/// Two groups of people with these answers.
fn sample(reference: &[&[u8]], focal: &[&[u8]]) -> Result<DifSample, Error> {
    let people = reference.iter().chain(focal);
    let answers: Vec<Vec<Option<f64>>> = people
        .map(|person| {
            person
                .iter()
                .map(|answer| Some(f64::from(*answer)))
                .collect()
        })
        .collect();
    let mut groups = vec![Some(Membership::Reference); reference.len()];
    groups.resize(answers.len(), Some(Membership::Focal));
    let n_items = answers.first().map_or(2, Vec::len);
    let items: Vec<String> = (1..=n_items).map(|number| format!("i{number}")).collect();
    DifSample::new(&items, &answers, &groups)
}

#[test]
fn samples_that_cannot_be_compared_are_refused_with_their_reason() {
    assert_eq!(
        sample(&[&[0, 1], &[1, 1]], &[&[1, 1]]),
        Err(Error::ConstantItem {
            item: "i2".to_owned()
        })
    );
    assert_eq!(
        sample(&[&[0, 1], &[1, 0]], &[]),
        Err(Error::EmptyGroup { group: "focal" })
    );
    assert_eq!(
        sample(&[&[0], &[1]], &[&[1]]),
        Err(Error::TooFewItems { n: 1 })
    );
    let graded = sample(&[&[0, 1], &[1, 2]], &[&[1, 1]]).unwrap();
    assert_eq!(
        mantel_haenszel_dif(&graded),
        Err(Error::NotDichotomous {
            item: "i2".to_owned(),
            value: 2.0
        })
    );
    assert!(logistic_dif(&graded).is_err());
}

#[test]
fn two_people_have_no_test_but_no_fault_either() {
    let two = sample(&[&[0, 1, 1]], &[&[1, 0, 0]]).unwrap();
    for item in mantel_haenszel_dif(&two).unwrap() {
        assert_eq!((item.test, item.ets_class), (None, None));
    }
    assert!(purified_mantel_haenszel_dif(&two).unwrap().converged);
    assert!(logistic_dif(&two).unwrap().iter().all(Result::is_err));
}

#[test]
fn a_group_of_one_is_compared_as_far_as_it_goes() {
    let one = sample(
        &[&[0, 1, 1], &[1, 0, 1], &[1, 1, 0], &[0, 0, 1], &[1, 0, 0]],
        &[&[0, 1, 1]],
    )
    .unwrap();
    let items = mantel_haenszel_dif(&one).unwrap();
    // At a total of 2 one of three has the first item wrong in the reference group, and the focal person.
    assert!((items[0].standardised_difference.unwrap() + 2.0 / 3.0).abs() < 1e-12);
    assert!(
        items
            .iter()
            .all(|item| item.test.is_none_or(|test| test.chi_square.is_finite()))
    );
}

proptest! {
    #[test]
    fn any_answers_give_finite_figures_or_a_reason(
        people in prop::collection::vec((prop::collection::vec(prop::option::weighted(0.95, 0_u8..3), 3), prop::option::weighted(0.95, any::<bool>())), 0..30),
    ) {
        let items = ["a", "b", "c"].map(str::to_owned);
        let groups: Vec<Option<Membership>> = people.iter().map(|(_, focal)| focal.map(|focal| if focal { Membership::Focal } else { Membership::Reference })).collect();
        for most in [1, 2] {
            let answers: Vec<Vec<Option<f64>>> = people.iter().map(|(person, _)| person.iter().map(|answer| answer.map(|answer| f64::from(answer.min(most)))).collect()).collect();
            let Ok(sample) = DifSample::new(&items, &answers, &groups) else { continue };
            if let Ok(purified) = purified_mantel_haenszel_dif(&sample) {
                for item in purified.items {
                    prop_assert!(item.test.is_none_or(|test| test.chi_square.is_finite() && test.p.is_finite()));
                    prop_assert!(item.delta.is_none_or(f64::is_finite));
                }
            }
            for item in ordinal_dif(&sample).into_iter().flatten() {
                prop_assert!(item.both.p.is_finite() && item.r2_change().is_finite());
                prop_assert!(item.with_product.slopes.iter().all(|slope| slope.standard_error.is_finite()));
            }
        }
    }
}
