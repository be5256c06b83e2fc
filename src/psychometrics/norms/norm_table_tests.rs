use proptest::prelude::*;

use super::super::{RankFormula, normal_scores};
use super::*;
use crate::clock::seeded;
use crate::psychometrics::classical::MeasurementError;
use crate::psychometrics::reference::{self, number};

fn equally(scores: &[f64]) -> Vec<WeightedScore> {
    let weighted = |score: &f64| WeightedScore {
        score: *score,
        weight: 1.0,
    };
    scores.iter().map(weighted).collect()
}

/// The sums of the people who answered every item of a scale of the bfi data.
fn bfi_sums(items: &[&str], reversed: &[&str], test: &str) -> Option<Vec<f64>> {
    let rows = reference::table("data/bfi.csv", test)?;
    let code = |row: &reference::Row, item: &&str| {
        let code = number(row, item)?;
        Some(if reversed.contains(item) {
            7.0 - code
        } else {
            code
        })
    };
    let sum = |row| {
        items
            .iter()
            .map(|item| code(row, item))
            .sum::<Option<f64>>()
    };
    Some(rows.iter().filter_map(sum).collect())
}

fn check(scale: &str, items: &[&str], reversed: &[&str]) {
    let test = "every_column_of_the_norm_tables_comes_out";
    let file = format!("reference/norm_table_bfi_{scale}.csv");
    let (Some(rows), Some(sums)) = (
        reference::table(&file, test),
        bfi_sums(items, reversed, test),
    ) else {
        return;
    };
    let table = norm_table(&equally(&sums), 0.95).unwrap();
    assert_eq!(table.rows.len(), rows.len());
    // The file does not say the reliability of its T intervals (it is alpha): found from the first Kelley score.
    let first = |column: &str| number(&rows[0], column).unwrap();
    let reliability = (first("T_kelley") - 50.0) / (first("T_midrank") - 50.0);
    let error = MeasurementError::new(10.0, reliability).unwrap();
    let mut largest: f64 = 0.0;
    for (found, row) in table.rows.iter().zip(&rows) {
        let mut near = |value: f64, column: &str| {
            let expected = number(row, column).unwrap();
            largest = largest.max((value - expected).abs());
            let is_near = (value - expected).abs() < 1e-8;
            assert!(is_near, "{file} {column}: {value} is not {expected}");
        };
        near(found.raw, "raw");
        near(found.n as f64, "freq");
        near(found.percentile, "PR_midrank");
        near(found.percentile_interval.lower, "PR_wilson95_lo");
        near(found.percentile_interval.upper, "PR_wilson95_hi");
        near(found.z, "z_midrank");
        near(found.t, "T_midrank");
        near(100.0 + 15.0 * found.z, "IQ");
        near(f64::from(found.stanine), "stanine");
        near(f64::from(found.sten), "sten");
        let linear = (found.raw - table.mean) / table.standard_deviation;
        near(linear, "z_linear");
        near(50.0 + 10.0 * linear, "T_linear");
        let is_raw = |sum: &f64| (sum - found.raw).abs() < 0.5;
        let person_idx = sums.iter().position(is_raw).unwrap();
        for (formula, column) in [
            (RankFormula::Blom, "T_blom"),
            (RankFormula::Rankit, "T_rankit"),
            (RankFormula::VanDerWaerden, "T_vdw"),
            (RankFormula::Tukey, "T_tukey"),
        ] {
            let z = normal_scores(&sums, formula).unwrap()[person_idx];
            near(50.0 + 10.0 * z, column);
        }
        let interval = error.interval(found.t, 0.9).unwrap();
        near(interval.lower, "T_ci90_lo");
        near(interval.upper, "T_ci90_hi");
        let kelley = error.true_score(found.t, 50.0).unwrap();
        near(kelley, "T_kelley");
        let half = normal::two_sided(0.9).unwrap() * error.standard_error_of_estimate();
        near(kelley - half, "T_kelley_ci90_lo");
        near(kelley + half, "T_kelley_ci90_hi");
    }
    eprintln!("{file}: largest difference {largest:e}");
}

#[test]
fn every_column_of_the_norm_tables_comes_out() {
    // reference/norm_table_*.csv: R 4.2.2.
    check("agree", &["A1", "A2", "A3", "A4", "A5"], &["A1"]);
    check("neuroticism", &["N1", "N2", "N3", "N4", "N5"], &[]);
    check("openness", &["O1", "O2", "O3", "O4", "O5"], &["O2", "O5"]);
}

#[test]
fn a_person_of_weight_two_counts_as_two_people() {
    let twice = norm_table(&equally(&[1.0, 2.0, 2.0, 5.0]), 0.95).unwrap();
    let mut people = equally(&[5.0, 2.0, 1.0]);
    people[1].weight = 2.0;
    let weighted = norm_table(&people, 0.95).unwrap();
    for (one, other) in twice.rows.iter().zip(&weighted.rows) {
        assert!((one.percentile - other.percentile).abs() < 1e-12);
    }
    assert!((twice.mean - weighted.mean).abs() < 1e-12);
    // Three people cannot tell as much as four: 4² / (1 + 4 + 1).
    assert!((weighted.effective_n - 16.0 / 6.0).abs() < 1e-12);
    let width = |table: &NormTable| {
        let interval = table.rows[1].percentile_interval;
        interval.upper - interval.lower
    };
    assert!(width(&twice) < width(&weighted));
}

#[test]
fn one_score_only_lies_in_the_middle() {
    let table = norm_table(&equally(&[3.0; 4]), 0.95).unwrap();
    assert_eq!(table.rows.len(), 1);
    assert!((table.rows[0].percentile - 50.0).abs() < 1e-12 && table.rows[0].z.abs() < 1e-12);
    assert!(table.standard_deviation.abs() < 1e-300);
}

#[test]
fn people_who_cannot_be_counted_are_refused_with_their_value() {
    assert_eq!(norm_table(&[], 0.95), Err(Error::Empty));
    let person = |score, weight| [WeightedScore { score, weight }];
    for weight in [0.0, -1.0] {
        let refused = norm_table(&person(4.0, weight), 0.95);
        assert_eq!(refused, Err(Error::Weight { score: 4.0, weight }));
    }
    assert!(norm_table(&person(f64::INFINITY, 1.0), 0.95).is_err());
    assert!(norm_table(&person(1.0, f64::NAN), 0.95).is_err());
    assert_eq!(
        norm_table(&person(1.0, 1.0), 1.0),
        Err(Error::Confidence(1.0))
    );
    let uneven = [(1.0, 1.0), (2.0, 1e-30)].map(|(score, weight)| WeightedScore { score, weight });
    assert_eq!(norm_table(&uneven, 0.95), Err(Error::WeightRange(2.0)));
}

#[test]
fn slow_wilson_intervals_cover_the_true_percentile() {
    use rand::RngExt;
    if !crate::psychometrics::reference::wants_slow(
        "slow_wilson_intervals_cover_the_true_percentile",
    ) {
        return;
    }
    // Sums of 20 right-or-wrong answers of chance ½: the true mid-rank percentile is known from the binomial.
    let mut rng = seeded(1927);
    let chances: Vec<f64> = (0..=20_u32)
        .map(|k| {
            (0..k).fold(0.5_f64.powi(20), |p, i| {
                p * f64::from(20 - i) / f64::from(i + 1)
            })
        })
        .collect();
    for n in [50_usize, 200, 800] {
        let (mut n_covered, mut n_all) = (0_u32, 0_u32);
        for _ in 0..2_000 {
            let score = |rng: &mut rand_chacha::ChaCha20Rng| {
                f64::from((rng.random::<u32>() & 0xf_ffff).count_ones())
            };
            let scores: Vec<f64> = (0..n).map(|_| score(&mut rng)).collect();
            let table = norm_table(&equally(&scores), 0.95).unwrap();
            for row in table
                .rows
                .iter()
                .filter(|row| (6.0..=14.0).contains(&row.raw))
            {
                let at = (0..20)
                    .position(|score: u8| (f64::from(score) - row.raw).abs() < 0.5)
                    .unwrap();
                let truth = 100.0 * (chances[..at].iter().sum::<f64>() + chances[at] / 2.0);
                let interval = row.percentile_interval;
                n_covered += u32::from(interval.lower <= truth && truth <= interval.upper);
                n_all += 1;
            }
        }
        let coverage = f64::from(n_covered) / f64::from(n_all);
        eprintln!("Wilson 95 % intervals of percentiles, n = {n}: cover {coverage:.4}");
        assert!((0.94..0.985).contains(&coverage), "{coverage}");
    }
}

proptest! {
    #[test]
    fn the_order_of_people_and_the_unit_of_weights_do_not_matter(
        people in prop::collection::vec((-5_i8..5, 0.1_f64..10.0), 1..20), unit in 0.01_f64..100.0,
    ) {
        let of = |unit: f64| people.iter().map(move |(score, weight)| WeightedScore { score: f64::from(*score), weight: weight * unit });
        let table = norm_table(&of(1.0).collect::<Vec<_>>(), 0.95).unwrap();
        let turned = norm_table(&of(1.0).rev().collect::<Vec<_>>(), 0.95).unwrap();
        prop_assert_eq!(&table.rows.len(), &turned.rows.len());
        for (one, other) in table.rows.iter().zip(&turned.rows) {
            prop_assert!((one.percentile - other.percentile).abs() < 1e-12);
        }
        let scaled = norm_table(&of(unit).collect::<Vec<_>>(), 0.95).unwrap();
        for (one, other) in table.rows.iter().zip(&scaled.rows) {
            prop_assert!((one.percentile - other.percentile).abs() < 1e-9);
        }
        for pair in table.rows.windows(2) {
            prop_assert!(pair[0].percentile < pair[1].percentile && pair[0].t < pair[1].t);
        }
    }

    #[test]
    fn any_numbers_give_a_finite_table_or_a_reason(people in prop::collection::vec((any::<f64>(), any::<f64>()), 0..6)) {
        let people: Vec<WeightedScore> = people.into_iter().map(|(score, weight)| WeightedScore { score, weight }).collect();
        if let Ok(table) = norm_table(&people, 0.95) {
            prop_assert!(table.mean.is_finite() && table.standard_deviation.is_finite() && table.effective_n.is_finite());
        }
    }
}
