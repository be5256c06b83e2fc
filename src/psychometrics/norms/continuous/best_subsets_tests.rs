use rand::RngExt;

use super::*;
use crate::clock::seeded;
use crate::psychometrics::regression::least_squares;

#[test]
fn the_search_finds_what_trying_all_sets_finds() {
    let mut rng = seeded(24);
    for round in 0..5 {
        let common: Vec<f64> = (0..40).map(|_| rng.random_range(-1.0..1.0)).collect();
        let people: Vec<Vec<f64>> = common
            .iter()
            .map(|c| {
                (0..7)
                    .map(|j| c * f64::from(j) + rng.random_range(-1.0..1.0))
                    .collect()
            })
            .collect();
        let outcome: Vec<f64> = people
            .iter()
            .map(|x| x[1] - x[4] + f64::from(round) * x[2] * x[2] + rng.random_range(-1.0..1.0))
            .collect();
        let found = best_subsets(&people, &outcome, &[3; 7]).unwrap();
        for size in 1..=7_u32 {
            let mut all: Vec<(f64, f64, u32)> = (1_u32..128)
                .filter(|set| set.count_ones() == size)
                .map(|set| {
                    let of = |x: &Vec<f64>| -> Vec<f64> {
                        (0..7).filter(|j| set >> j & 1 == 1).map(|j| x[j]).collect()
                    };
                    let chosen: Vec<Vec<f64>> = people.iter().map(of).collect();
                    let fit = least_squares(&chosen, &outcome).unwrap();
                    (fit.r2, fit.adjusted_r2, set)
                })
                .collect();
            all.sort_by(|a, b| b.0.total_cmp(&a.0));
            let found = &found[size as usize - 1];
            assert_eq!(found.len(), all.len().min(3));
            for (subset, expected) in found.iter().zip(all) {
                let set = subset.predictors.iter().fold(0, |set, j| set | 1 << j);
                assert_eq!(expected.2, set);
                assert!((subset.r2 - expected.0).abs() < 1e-12);
                assert!((subset.adjusted_r2 - expected.1).abs() < 1e-12);
            }
        }
    }
}

#[test]
fn a_constant_or_doubled_predictor_is_in_no_set() {
    let people: Vec<Vec<f64>> = (0..9)
        .map(|i| {
            let x = f64::from(i);
            vec![3.3, x, x, x * x]
        })
        .collect();
    let outcome: Vec<f64> = people
        .iter()
        .map(|x| x[1] + 2.0 * x[3] + (x[1] * 9.0).sin())
        .collect();
    let best = best_subsets(&people, &outcome, &[1; 9]).unwrap();
    assert_eq!(best.len(), 2);
    assert_eq!(best[0][0].predictors, [3]);
    assert_eq!(best[1][0].predictors, [1, 3]);
}

#[test]
fn what_cannot_be_searched_is_refused() {
    assert!(best_subsets(&[], &[], &[1]).is_err());
    assert!(best_subsets(&[vec![1.0], vec![2.0]], &[1.0, 2.0], &[1]).is_err());
    let people = vec![vec![1.0], vec![2.0], vec![4.0]];
    assert_eq!(
        best_subsets(&people, &[2.0; 3], &[1]),
        Err(Error::ScoreDoesNotVary)
    );
    assert!(best_subsets(&people, &[2.0; 2], &[1]).is_err());
    assert!(best_subsets(&people, &[1.0, f64::NAN, 2.0], &[1]).is_err());
    assert!(best_subsets(&vec![vec![1.0; 31]; 40], &[1.0; 40], &[1]).is_err());
}
