use rand::RngExt;

use super::*;
use crate::clock::seeded;
use crate::psychometrics::reference::{self, number};

fn elfe(test: &str) -> Option<Vec<ScoredPerson>> {
    let rows = reference::table("data/cnorm_elfe.csv", test)?;
    let person = |row| ScoredPerson {
        score: number(row, "raw").unwrap(),
        by: number(row, "group").unwrap(),
    };
    Some(rows.iter().map(person).collect())
}

#[test]
fn the_fit_to_elfe_equals_cnorm() {
    // reference/cnorm_elfe_betabinomial.json: cNORM 3.5.2, whose general-purpose optimiser stops a little early.
    let test = "the_fit_to_elfe_equals_cnorm";
    let (Some(people), Some(expected)) = (
        elfe(test),
        reference::json("reference/cnorm_elfe_betabinomial.json", test),
    ) else {
        return;
    };
    let norm = BetaBinomialNorm::fit(&people, 28, 3).unwrap();
    let field = |name: &str| expected[name].as_f64().unwrap();
    eprintln!(
        "log-likelihood {} against {}",
        norm.log_likelihood(),
        field("logLik")
    );
    assert!(field("logLik") - 1e-9 <= norm.log_likelihood());
    assert!(norm.log_likelihood() - field("logLik") < 1e-3);
    let (centre, spread) = norm.standardisation();
    assert!((centre - field("age_mean")).abs() < 1e-12 && (spread - field("age_sd")).abs() < 1e-12);
    let near = |found: &[f64], name: &str, tolerance: f64| {
        for (found, expected) in found.iter().zip(expected[name].as_array().unwrap()) {
            let difference = found - expected.as_f64().unwrap();
            assert!(difference.abs() < tolerance, "{name}: {difference:e}");
        }
    };
    near(norm.alpha(), "alpha_coef", 2e-3);
    near(norm.beta(), "beta_coef", 2e-3);
    near(norm.standard_errors(), "se", 2e-3);
    for (by, table) in [2.0, 3.0, 4.0, 5.0]
        .into_iter()
        .zip(expected["norm_tables"].as_array().unwrap())
    {
        for row in norm.table(by).unwrap() {
            let close = |found: f64, column: &str, tolerance: f64| {
                let expected = table[column][row.raw as usize].as_f64().unwrap();
                let is_near = (found - expected).abs() < tolerance;
                assert!(is_near, "{by} {} {column}: {found} {expected}", row.raw);
            };
            close(row.probability, "Px", 1e-4);
            close(row.cumulative, "Pcum", 1e-4);
            close(row.percentile, "Percentile", 1e-2);
            close(row.z, "z", 1e-3);
            close(50.0 + 10.0 * row.z, "norm", 1e-2);
        }
    }
}

#[test]
fn the_shapes_printed_give_the_probabilities_printed() {
    // The same reference, its coefficients put into the model: the tables without the optimiser.
    let test = "the_shapes_printed_give_the_probabilities_printed";
    let Some(expected) = reference::json("reference/cnorm_elfe_betabinomial.json", test) else {
        return;
    };
    let list = |name: &str| -> Vec<f64> {
        let values = expected[name].as_array().unwrap().iter();
        values.map(|value| value.as_f64().unwrap()).collect()
    };
    let norm = BetaBinomialNorm {
        alpha: list("alpha_coef"),
        beta: list("beta_coef"),
        standard_errors: list("se"),
        log_likelihood: 0.0,
        highest: 28,
        centre: expected["age_mean"].as_f64().unwrap(),
        spread: expected["age_sd"].as_f64().unwrap(),
        by_range: (2.0, 5.0),
    };
    for (by, table) in [2.0, 3.0, 4.0, 5.0]
        .into_iter()
        .zip(expected["norm_tables"].as_array().unwrap())
    {
        for row in norm.table(by).unwrap() {
            let close = |found: f64, column: &str| {
                let expected = table[column][row.raw as usize].as_f64().unwrap();
                let is_near = (found - expected).abs() < 1e-8;
                assert!(is_near, "{by} {} {column}: {found} {expected}", row.raw);
            };
            close(row.probability, "Px");
            close(row.cumulative, "Pcum");
            close(row.percentile, "Percentile");
            close(row.z, "z");
            close(50.0 + 10.0 * row.z, "norm");
        }
    }
}

#[test]
fn even_shapes_make_all_numbers_of_points_equally_likely() {
    // α = β = 1: a beta-binomial is uniform.
    let found = probabilities((1.0, 1.0), 4).unwrap();
    assert!(found.iter().all(|p| (p - 0.2).abs() < 1e-12));
    // α = 2, β = 1, n = 2: P ∝ x + 1.
    let found = probabilities((2.0, 1.0), 2).unwrap();
    for (p, expected) in found.iter().zip([1.0 / 6.0, 2.0 / 6.0, 3.0 / 6.0]) {
        assert!((p - expected).abs() < 1e-12);
    }
}

#[test]
fn true_shapes_are_found_again() {
    let mut rng = seeded(1948);
    let truth = ([0.8, 0.4], [1.0, -0.3]);
    let people: Vec<ScoredPerson> = (0..2_000)
        .map(|i| {
            let by = f64::from(i % 5);
            // 0 to 4 in equal numbers: mean 2, squared deviations 2 on average.
            let s = (by - 2.0) / (2.0_f64 * 2000.0 / 1999.0).sqrt();
            let shapes = (polynomial(&truth.0, s).exp(), polynomial(&truth.1, s).exp());
            let mut left: f64 = rng.random();
            let probabilities = probabilities(shapes, 30).unwrap();
            let score = probabilities.iter().position(|p| {
                left -= p;
                left < 0.0
            });
            ScoredPerson {
                score: score.unwrap_or(30) as f64,
                by,
            }
        })
        .collect();
    let norm = BetaBinomialNorm::fit(&people, 30, 1).unwrap();
    let found = norm.alpha().iter().chain(norm.beta());
    let truth = truth.0.iter().chain(&truth.1);
    for ((found, truth), error) in found.zip(truth).zip(norm.standard_errors()) {
        assert!(
            (found - truth).abs() < 3.5 * error,
            "{found} ± {error}, not {truth}"
        );
    }
}

#[test]
fn scores_that_are_no_points_are_refused() {
    let people = |score: f64| -> Vec<ScoredPerson> {
        let by = |i: i32| f64::from(i % 4);
        let person = |i| ScoredPerson {
            score: if i == 7 { score } else { by(i) },
            by: by(i / 3),
        };
        (0..60).map(person).collect()
    };
    for score in [2.5, -1.0, 11.0, f64::NAN] {
        assert!(matches!(
            BetaBinomialNorm::fit(&people(score), 10, 1),
            Err(Error::NotAnItemCount { .. })
        ));
    }
    let norm = BetaBinomialNorm::fit(&people(1.0), 10, 1).unwrap();
    assert!(norm.table(9.0).is_err());
    assert!(BetaBinomialNorm::fit(&people(1.0)[..30], 10, 1).is_err());
    assert!(BetaBinomialNorm::fit(&people(1.0), 0, 1).is_err());
    let same = vec![
        ScoredPerson {
            score: 3.0,
            by: 1.0
        };
        60
    ];
    assert_eq!(
        BetaBinomialNorm::fit(&same, 10, 1),
        Err(Error::ByDoesNotVary(1.0))
    );
}
