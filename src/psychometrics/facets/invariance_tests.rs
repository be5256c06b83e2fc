//! What must not change the estimates.

use super::samples::{BY_ITEM, COMMON, assert_close, by_formula, fitted, on, renumbered};
use super::{Error, Fit, Nodes, Options, PeriodRatings, Ratings, drift, fit, rater_by_item};

#[test]
fn neither_the_order_of_rows_nor_names_change_the_estimates() {
    let rows = by_formula(60, 5, 3);
    for options in [COMMON, BY_ITEM] {
        let plain = fitted(rows.clone(), &options).unwrap();
        let mut turned = rows.clone();
        turned.reverse();
        turned.rotate_left(17);
        let turned = fitted(turned, &options).unwrap();
        let other = renumbered(&rows, |person| (person * 7 + 3) % 60, |rater| 4 - rater);
        let other = fitted(other, &options).unwrap();
        assert_close(plain.log_likelihood, turned.log_likelihood);
        assert_close(plain.log_likelihood, other.log_likelihood);
        for rater in 0..5 {
            for (found, expected) in [
                (&turned.raters[rater], &plain.raters[rater]),
                (&other.raters[4 - rater], &plain.raters[rater]),
            ] {
                assert_close(found.severity, expected.severity);
                assert_close(found.standard_error, expected.standard_error);
                assert_close(found.infit.unwrap(), expected.infit.unwrap());
                assert_close(found.outfit.unwrap(), expected.outfit.unwrap());
            }
        }
        for person in 0..60 {
            let (here, there) = (plain.persons[person], other.persons[(person * 7 + 3) % 60]);
            assert_close(here.unwrap().eap, there.unwrap().eap);
        }
    }
}

#[test]
fn a_scale_that_begins_at_1_gives_the_same_estimates() {
    let rows = by_formula(40, 4, 2);
    let mut higher = rows.clone();
    for score in higher.iter_mut().flat_map(|row| &mut row.scores).flatten() {
        *score += 1;
    }
    let (plain, higher) = (
        fitted(rows, &COMMON).unwrap(),
        fitted(higher, &COMMON).unwrap(),
    );
    assert_eq!(
        plain.log_likelihood.to_bits(),
        higher.log_likelihood.to_bits()
    );
    assert_eq!((plain.items[0].lowest, higher.items[0].lowest), (0, 1));
}

#[test]
fn severities_and_steps_sum_to_zero() {
    let found = fitted(by_formula(60, 5, 3), &BY_ITEM).unwrap();
    assert_close(found.raters.iter().map(|rater| rater.severity).sum(), 0.0);
    for item in &found.items {
        assert_close(item.steps.iter().sum(), 0.0);
    }
}

#[test]
fn what_is_expected_of_all_scores_is_what_was_observed() {
    // At the maximum residuals of each rater and item sum to zero.
    let rows = by_formula(60, 5, 3);
    let ratings = Ratings::new(rows).unwrap();
    let found = fit(&ratings, &COMMON, &mut on).unwrap();
    let table = rater_by_item(&ratings, &found).unwrap();
    assert_eq!(table.len(), 15);
    for index in 0..5 {
        let of_rater = table.iter().filter(|entry| entry.rater == index);
        assert!(of_rater.map(|entry| entry.residual).sum::<f64>().abs() < 1e-5);
        let of_item = table.iter().filter(|entry| entry.with == index);
        assert!(of_item.map(|entry| entry.residual).sum::<f64>().abs() < 1e-5);
    }
}

#[test]
fn twice_the_persons_have_twice_the_deviance_and_the_same_severities() {
    let rows = by_formula(60, 5, 3);
    let twice = rows
        .iter()
        .cloned()
        .chain(renumbered(&rows, |person| person + 60, |rater| rater));
    let (once, twice) = (
        fitted(rows.clone(), &COMMON).unwrap(),
        fitted(twice.collect(), &COMMON).unwrap(),
    );
    assert_close(2.0 * once.deviance(), twice.deviance());
    for (once, twice) in once.raters.iter().zip(&twice.raters) {
        assert_close(once.severity, twice.severity);
        assert_close(once.standard_error, twice.standard_error * 2.0_f64.sqrt());
        assert_close(once.infit.unwrap(), twice.infit.unwrap());
    }
}

#[test]
fn finer_nodes_change_nothing_that_shows() {
    let rows = by_formula(60, 5, 3);
    let with = |nodes| fitted(rows.clone(), &Options { nodes, ..COMMON }).unwrap();
    let fine = with(Some(Nodes {
        n: 401,
        reach: 12.0,
    }));
    let usual = with(None);
    assert!((fine.deviance() - usual.deviance()).abs() < 1e-3);
    let largest = |one: &Fit, other: &Fit| {
        let pairs = one.raters.iter().zip(&other.raters);
        pairs
            .map(|(one, other)| (one.severity - other.severity).abs())
            .fold(0.0, f64::max)
    };
    assert!(largest(&fine, &usual) < 1e-4);
}

#[test]
fn one_period_is_the_model_without_periods() {
    let rows = by_formula(60, 5, 3);
    let plain = fitted(rows.clone(), &COMMON).unwrap();
    let ratings = PeriodRatings::new(rows, &[7; 120]).unwrap();
    let found = drift(&ratings, &COMMON, &mut on).unwrap();
    assert_eq!(found.fit, plain);
    assert_eq!(found.drifts, []);
}

#[test]
fn a_person_may_be_rated_again_in_another_period() {
    let rows = by_formula(60, 5, 3);
    let again = rows.iter().cloned().chain(rows.iter().cloned());
    let periods: Vec<usize> = (0..240).map(|index| index / 120).collect();
    assert!(matches!(
        Ratings::new(again.clone().collect()),
        Err(Error::RatedTwice { .. })
    ));
    let ratings = PeriodRatings::new(again.collect(), &periods).unwrap();
    let found = drift(&ratings, &COMMON, &mut on).unwrap();
    assert_eq!((found.elements.len(), found.drifts.len()), (10, 5));
    // The second time was like the first.
    for drift in &found.drifts {
        assert!(drift.changes[0].change.abs() < 1e-7, "{drift:?}");
        assert!((drift.p - 1.0).abs() < 1e-3);
        assert!((drift.chi_square - drift.changes[0].z.powi(2)).abs() < 1e-9);
    }
}
