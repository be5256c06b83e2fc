//! People whose scores grow with age: norms have to find their true places again.

use rand::{Rng, RngExt};

use super::super::{best_subsets, locations_in_groups};
use super::tests::{K4, located};
use super::*;
use crate::clock::seeded;
use crate::psychometrics::normal;
use crate::psychometrics::norms::{FrequencyTable, RankFormula};

/// Where a person with standard score z at this age truly scores: growth that slows down, with a growing spread.
fn true_score(z: f64, age: f64) -> f64 {
    6.0 * age - 0.4 * age * age + (2.0 + 0.5 * age) * (z + 0.08 * z * z)
}

/// People whose mean grows with age, ranked within their age; `n` of each age.
pub(super) fn grown(rng: &mut impl Rng, n: usize, ages: &[f64]) -> Vec<LocatedPerson> {
    let (mut scores, mut by) = (Vec::new(), Vec::new());
    for age in ages {
        for _ in 0..n {
            let z = normal::quantile(rng.sample(rand::distr::Open01)).unwrap();
            scores.push(true_score(z, *age).round());
            by.push(*age);
        }
    }
    let locations = locations_in_groups(&scores, &by, RankFormula::Rankit).unwrap();
    located(&scores, &by, &locations)
}

/// Root mean square errors of the T score at true T 30 to 70: by the model, and by each age's own table.
fn errors(people: &[LocatedPerson], ages: &[f64], n_terms: usize) -> (f64, f64) {
    let norm = ContinuousNorm::fit(people, Powers { location: 3, by: 3 }, n_terms).unwrap();
    let (mut by_model, mut by_table, mut n) = (0.0, 0.0, 0.0);
    for age in ages {
        let of_age: Vec<f64> = people
            .iter()
            .filter(|person| (person.by - age).abs() < 1e-9)
            .map(|person| person.score)
            .collect();
        let table = FrequencyTable::of_scores(&of_age).unwrap();
        for step in -8..=8_i32 {
            let z = f64::from(step) / 4.0;
            let (raw, truth) = (true_score(z, *age), 50.0 + 10.0 * z);
            by_model += (norm.location(raw, *age).unwrap() - truth).powi(2);
            by_table += (table.normalised_t(raw) - truth).powi(2);
            n += 1.0;
        }
    }
    ((by_model / n).sqrt(), (by_table / n).sqrt())
}

#[test]
fn true_places_are_found_again() {
    let ages = [4.0, 5.0, 6.0, 7.0];
    let (by_model, by_table) = errors(&grown(&mut seeded(11), 100, &ages), &ages, 5);
    assert!(
        by_model < 2.0 && by_model < by_table,
        "{by_model} {by_table}"
    );
}

#[test]
fn slow_continuous_norms_err_less_than_tables_of_equal_size() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_continuous_norms_err_less_than_tables_of_equal_size",
    ) {
        return;
    }
    let ages = [4.0, 5.0, 6.0, 7.0, 8.0];
    let mut rng = seeded(2018);
    for n in [50, 100, 250] {
        let (mut model, mut table) = (0.0, 0.0);
        for _ in 0..500 {
            let (by_model, by_table) = errors(&grown(&mut rng, n, &ages), &ages, 5);
            model += by_model * by_model / 500.0;
            table += by_table * by_table / 500.0;
        }
        let (model, table) = (f64::sqrt(model), f64::sqrt(table));
        eprintln!(
            "{n} of each of 5 ages: RMSE of T {model:.3} by regression, {table:.3} by tables"
        );
        assert!(model < table);
    }
}

#[test]
fn slow_the_search_through_all_24_products_is_quick() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_the_search_through_all_24_products_is_quick",
    ) {
        return;
    }
    let ages: Vec<f64> = (3..13).map(f64::from).collect();
    let people = grown(&mut seeded(5), 10_000, &ages);
    let norm = ContinuousNorm::fit(&people, K4, 4).unwrap();
    assert_eq!(norm.quality().unwrap().adjusted_r2_by_terms.len(), 8);
    let scores: Vec<f64> = people.iter().map(|person| person.score).collect();
    let products = products(&people, &K4.terms());
    let best = best_subsets(&products, &scores, &[1; 24]).unwrap();
    for pair in best.windows(2) {
        assert!(pair[0][0].r2 <= pair[1][0].r2 + 1e-12);
    }
}
