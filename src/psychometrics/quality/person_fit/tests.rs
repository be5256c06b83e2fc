//! Person fit against `PerFit`, mirt and hand-worked vectors.

use proptest::prelude::*;
use rand::{Rng, RngExt};

use super::*;
use crate::clock::seeded;
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::psychometrics::irt::ItemModel;
use crate::psychometrics::reference::{self, Row, number};

fn items(pairs: &[(f64, f64)]) -> Vec<TwoParameterItem> {
    let item = |(slope, difficulty): &(f64, f64)| TwoParameterItem {
        slope: *slope,
        difficulty: *difficulty,
    };
    pairs.iter().map(item).collect()
}

fn four() -> AbilityRange {
    AbilityRange::new(-4.0, 4.0).unwrap()
}

#[test]
fn the_hand_worked_vectors_are_found() {
    let items = items(&[(1.0, -1.5), (1.2, -0.5), (0.8, 0.0), (1.5, 0.5), (1.0, 1.5)]);
    let check = |answers: [usize; 5], theta: f64, lz: f64, lz_star: f64| {
        let answers = answers.map(Some);
        let found = most_likely_ability(&answers, &items, four()).unwrap();
        let fit = person_fit(&answers, &items, found).unwrap();
        assert!((found - theta).abs() < 5.1e-6, "{found}");
        assert!((fit.lz.unwrap() - lz).abs() < 5.1e-6, "{fit:?}");
        assert!((fit.lz_star.unwrap() - lz_star).abs() < 5.1e-6, "{fit:?}");
    };
    check([1, 1, 1, 0, 0], 0.26646, 1.11433, 1.12480);
    check([0, 0, 1, 1, 1], 0.49928, -3.40939, -3.59987);
    check([1, 1, 0, 1, 0], 0.82354, 0.44458, 0.52636);
}

fn parameters(test: &str) -> Option<Vec<TwoParameterItem>> {
    let rows = reference::table(
        "reference/personfit_IntelligenceData_fixed_itempar.csv",
        test,
    )?;
    let item = |row: &Row| TwoParameterItem {
        slope: number(row, "a").unwrap(),
        difficulty: number(row, "b").unwrap(),
    };
    Some(rows.iter().map(item).collect())
}

fn person(row: &Row) -> Vec<Option<usize>> {
    let answer = |item: usize| Some(usize::from(number(row, &format!("I{item}"))? > 0.5));
    (1..=26).map(answer).collect()
}

#[test]
fn the_fit_of_a_thousand_people_equals_perfit_and_mirt() {
    // reference/personfit_IntelligenceData_fixed.csv: R 4.2.2, PerFit 1.4.6 (four decimals), mirt 1.45.1. mirt does not
    // hold the ability within ±4, so its figures of those three people belong to other abilities.
    let test = "the_fit_of_a_thousand_people_equals_perfit_and_mirt";
    let (Some(items), Some(people), Some(expected)) = (
        parameters(test),
        reference::table("data/perfit_IntelligenceData.csv", test),
        reference::table("reference/personfit_IntelligenceData_fixed.csv", test),
    ) else {
        return;
    };
    assert_eq!((people.len(), items.len()), (expected.len(), 26));
    let mut n_at_an_end = 0;
    for (answers, row) in people.iter().map(person).zip(&expected) {
        let theta = most_likely_ability(&answers, &items, four()).unwrap();
        let fit = person_fit(&answers, &items, theta).unwrap();
        let is_at_end = theta.abs() >= 4.0;
        n_at_an_end += usize::from(is_at_end);
        let mut figures = vec![
            ("ability_ML_clamped", Some(theta), 1e-5),
            ("lz", fit.lz, 5.2e-5),
            ("lzstar", fit.lz_star, 5.2e-5),
        ];
        if !is_at_end {
            figures.push(("mirt_Zh", fit.lz, 1e-5));
            figures.push(("mirt_infit", fit.infit, 1e-4));
            figures.push(("mirt_outfit", fit.outfit, 1e-4));
        }
        for (column, value, tolerance) in figures {
            let difference = value.unwrap() - number(row, column).unwrap();
            assert!(
                difference.abs() < tolerance,
                "{} {column}: {difference}",
                row["row"]
            );
        }
    }
    assert_eq!(n_at_an_end, 3);
}

#[test]
fn what_cannot_be_judged_is_refused() {
    let items = items(&[(1.0, 0.0), (0.0, 0.0)]);
    let ragged = Error::Ragged {
        person_idx: 0,
        n_answers: 1,
        expected: 2,
    };
    assert_eq!(person_fit(&[Some(1)], &items, 0.0), Err(ragged));
    assert_eq!(person_fit(&[None, None], &items, 0.0), Err(Error::NoItem));
    assert!(matches!(
        person_fit(&[Some(2), None], &items, 0.0),
        Err(Error::OutOfRange { .. })
    ));
    assert_eq!(
        person_fit(&[Some(1), None], &items, f64::NAN),
        Err(Error::NotFinite)
    );
    // An item of which nothing depends on the ability: both answers are always equally likely.
    let fit = person_fit(&[None, Some(1)], &items, 0.0).unwrap();
    assert_eq!((fit.lz, fit.lz_star, fit.infit), (None, None, Some(1.0)));
    assert!(AbilityRange::new(4.0, -4.0).is_err());
    assert!(AbilityRange::new(f64::MIN, f64::MAX).is_err());
}

/// A graded item with three answers, its thresholds so far from a centre.
fn three(slope: f64, centre: f64, distance: f64) -> ItemModel {
    let intercepts = [centre - distance, centre + distance].map(|threshold| -slope * threshold);
    ItemModel::Graded {
        slope,
        intercepts: intercepts.to_vec(),
    }
}

#[test]
fn every_item_model_with_two_answers_gives_the_figures_of_the_two_parameter_item() {
    let plain = two_parameter_items(12);
    let intercept = |item: &TwoParameterItem| -item.slope * item.difficulty;
    let logistic: Vec<ItemModel> = plain
        .iter()
        .map(|item| ItemModel::Logistic {
            slope: item.slope,
            intercept: intercept(item),
        })
        .collect();
    let partial: Vec<ItemModel> = plain
        .iter()
        .map(|item| ItemModel::PartialCredit {
            slope: item.slope,
            intercepts: vec![intercept(item)],
        })
        .collect();
    let answers: Vec<Option<usize>> = (0..12)
        .map(|item| Some(usize::from(item % 3 != 0)))
        .collect();
    let theta = most_likely_ability(&answers, &plain, four()).unwrap();
    let expected = person_fit(&answers, &plain, theta).unwrap();
    for items in [logistic, partial] {
        let found = most_likely_ability(&answers, &items, four()).unwrap();
        assert!((found - theta).abs() < 1e-9);
        let fit = person_fit(&answers, &items, theta).unwrap();
        let pairs = [
            (fit.lz, expected.lz),
            (fit.lz_star, expected.lz_star),
            (fit.outfit, expected.outfit),
        ];
        for (one, other) in pairs {
            assert!((one.unwrap() - other.unwrap()).abs() < 1e-9);
        }
    }
}

#[test]
fn guessing_makes_the_right_answers_of_the_least_able_likelier() {
    let items = |lower_asymptote| -> Vec<ItemModel> {
        let item = |place: i32| ItemModel::Guessing {
            slope: 1.5,
            intercept: -0.3 * f64::from(place),
            lower_asymptote,
        };
        (-5..=5).map(item).collect()
    };
    // Solved only the hardest item.
    let answers: Vec<Option<usize>> = (0..11).map(|item| Some(usize::from(item == 10))).collect();
    let lz = |items: Vec<ItemModel>| person_fit(&answers, &items, -2.0).unwrap().lz.unwrap();
    assert!(lz(items(0.2)) > lz(items(0.0)));
}

fn draw(items: &[impl ResponseModel], theta: f64, rng: &mut impl Rng) -> Vec<Option<usize>> {
    let mut categories = Vec::new();
    items
        .iter()
        .map(|item| {
            item.categories(theta, &mut categories);
            let uniform: f64 = rng.random();
            let mut below = 0.0;
            let found = categories.iter().position(|category| {
                below += category.log_probability.exp();
                uniform < below
            });
            Some(found.unwrap_or(categories.len() - 1))
        })
        .collect()
}

#[test]
fn several_categories_worked_by_hand() {
    // One item, θ = 0, slope 1, thresholds ∓ln 3: probabilities 1/4, 1/2, 1/4. Middle answer: l₀ = −ln 2;
    // E = −1.5 ln 2, Var = (ln 2)² / 4, so lz = (.5 ln 2) / (.5 ln 2) = 1; slopes −3/4, 0, 3/4 do not go with ln P.
    let item = three(1.0, 0.0, 3.0_f64.ln());
    let fit = person_fit(&[Some(1)], &[item], 0.0).unwrap();
    assert!((fit.lz.unwrap() - 1.0).abs() < 1e-12);
    assert!((fit.lz_star.unwrap() - 1.0).abs() < 1e-12);
    assert!(fit.outfit.unwrap().abs() < 1e-12);
}

fn fits(items: &[impl ResponseModel], n_persons: usize, seed: u64) -> Vec<PersonFit> {
    let mut rng = seeded(seed);
    (0..n_persons)
        .map(|person| {
            // Abilities from −1.5 to 1.5, spread evenly.
            let theta = 3.0 * (person as f64 + 0.5) / n_persons as f64 - 1.5;
            let answers = draw(items, theta, &mut rng);
            let found = most_likely_ability(&answers, items, four()).unwrap();
            person_fit(&answers, items, found).unwrap()
        })
        .collect()
}

fn summary(values: impl Iterator<Item = Option<f64>>) -> (f64, f64, f64) {
    let values: Vec<f64> = values.flatten().collect();
    let low = values.iter().filter(|value| **value < -1.645).count();
    (
        mean(&values).unwrap(),
        standard_deviation(&values).unwrap(),
        low as f64 / values.len() as f64,
    )
}

fn two_parameter_items(n_items: u32) -> Vec<TwoParameterItem> {
    let at = |item: u32| (f64::from(item) + 0.5) / f64::from(n_items);
    let item = |item: u32| TwoParameterItem {
        slope: 0.8 + 1.0 * at((item * 7) % n_items),
        difficulty: 4.0 * at(item) - 2.0,
    };
    (0..n_items).map(item).collect()
}

#[test]
fn the_corrected_index_spreads_like_a_standard_normal_also_with_three_answers() {
    let graded: Vec<ItemModel> = (0..30)
        .map(|item| three(1.2, f64::from(item) / 10.0 - 1.5, 0.7))
        .collect();
    let right_wrong = fits(&two_parameter_items(40), 400, 5);
    for found in [right_wrong, fits(&graded, 400, 6)] {
        let (centre, spread, _) = summary(found.iter().map(|fit| fit.lz_star));
        // Standard errors with 400 people: 0.05 of the mean, 0.035 of the spread.
        assert!(
            centre.abs() < 0.25 && (spread - 1.0).abs() < 0.15,
            "{centre} {spread}"
        );
    }
}

#[test]
fn an_index_whose_variance_is_rounding_only_is_none() {
    // Two like items: estimating the ability uses up all the surprise that two answers can hold.
    let items =
        [(1.0, 0.0), (1.0, 0.0)].map(|(slope, difficulty)| TwoParameterItem { slope, difficulty });
    for (answers, theta) in [([0, 1], 0.0), ([1, 1], 4.0), ([0, 0], -4.0)] {
        let fit = person_fit(&answers.map(Some), &items, theta).unwrap();
        assert_eq!(fit.lz_star, None, "{fit:?}");
    }
}

#[test]
fn slow_distribution_of_lz_and_its_correction_under_the_model() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_distribution_of_lz_and_its_correction_under_the_model",
    ) {
        return;
    }
    for n_items in [20, 40, 80] {
        let found = fits(&two_parameter_items(n_items), 20_000, 7);
        let (centre, spread, low) = summary(found.iter().map(|fit| fit.lz));
        let (centre_star, spread_star, low_star) = summary(found.iter().map(|fit| fit.lz_star));
        eprintln!(
            "{n_items} items: lz mean {centre:.3}, SD {spread:.3}, below -1.645 {low:.4}; lz* mean {centre_star:.3}, SD {spread_star:.3}, below -1.645 {low_star:.4}"
        );
        assert!((spread_star - 1.0).abs() < (spread - 1.0).abs());
        assert!((low_star - 0.05).abs() < 0.025, "{low_star}");
    }
}

proptest! {
    #[test]
    fn any_answers_and_items_give_finite_figures_or_a_reason(
        rows in prop::collection::vec((any::<f64>(), any::<f64>(), any::<Option<bool>>()), 0..6),
        theta in any::<f64>(),
    ) {
        let items: Vec<TwoParameterItem> = rows.iter().map(|(slope, difficulty, _)| TwoParameterItem { slope: *slope, difficulty: *difficulty }).collect();
        let answers: Vec<Option<usize>> = rows.iter().map(|(_, _, answer)| answer.map(usize::from)).collect();
        if let Ok(found) = most_likely_ability(&answers, &items, four()) {
            prop_assert!((-4.0..=4.0).contains(&found));
        }
        if let Ok(fit) = person_fit(&answers, &items, theta) {
            for figure in [fit.lz, fit.lz_star, fit.infit, fit.outfit].into_iter().flatten() {
                prop_assert!(figure.is_finite());
            }
        }
    }

    #[test]
    fn the_order_of_items_changes_nothing(answers in prop::collection::vec(0_usize..2, 26)) {
        let items = two_parameter_items(26);
        let turned_items: Vec<TwoParameterItem> = items.iter().rev().copied().collect();
        let answers: Vec<Option<usize>> = answers.into_iter().map(Some).collect();
        let turned: Vec<Option<usize>> = answers.iter().rev().copied().collect();
        let theta = most_likely_ability(&answers, &items, four()).unwrap();
        let other = most_likely_ability(&turned, &turned_items, four()).unwrap();
        prop_assert!((theta - other).abs() < 1e-9);
        let (one, two) = (person_fit(&answers, &items, theta).unwrap(), person_fit(&turned, &turned_items, other).unwrap());
        prop_assert!((one.lz_star.unwrap() - two.lz_star.unwrap()).abs() < 1e-8);
    }
}
