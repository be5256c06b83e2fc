use proptest::prelude::*;
use rand::RngExt;

use super::super::shared::{complete, ratings, shrout_fleiss};
use super::*;
use crate::clock::seeded;
use crate::psychometrics::reference;
use crate::psychometrics::simulate::{CrossedCounts, CrossedVariances, crossed_scores};

const RATERS: [&str; 3] = ["rater1", "rater2", "rater3"];
const JUDGES: [&str; 4] = ["J1", "J2", "J3", "J4"];

/// In the order in which the references name them: (1,1), (2,1), (3,1), (1,k), (2,k), (3,k).
fn in_order(correlations: &IntraclassCorrelations) -> [Coefficient; 6] {
    [
        correlations.single_one_way,
        correlations.single_random,
        correlations.single_fixed,
        correlations.average_one_way,
        correlations.average_random,
        correlations.average_fixed,
    ]
    .map(Option::unwrap)
}

fn close(found: f64, expected: &serde_json::Value, what: &str) {
    let expected = expected.as_f64().unwrap();
    assert!(
        (found - expected).abs() < 1e-8,
        "{what}: {found} for {expected}"
    );
}

fn check_psych(correlations: &IntraclassCorrelations, expected: &serde_json::Value) {
    for (idx, found) in in_order(correlations).iter().enumerate() {
        let name = expected["type"][idx].as_str().unwrap();
        let interval = found.interval.unwrap();
        close(found.value, &expected["icc"][idx], name);
        close(found.f.unwrap(), &expected["F"][idx], name);
        close(found.df1, &expected["df1"][idx], name);
        close(found.df2, &expected["df2"][idx], name);
        close(found.p, &expected["p"][idx], name);
        close(interval.lower, &expected["lower"][idx], name);
        close(interval.upper, &expected["upper"][idx], name);
    }
}

/// irr's degrees of freedom of (2,k), in which the factor k of a and b is there twice.
fn irr_average_df(squares: &MeanSquares, average: f64) -> f64 {
    let (n, k) = (squares.n_targets as f64, squares.n_raters as f64);
    let a = k * average / (n * (1.0 - average));
    let b = 1.0 + a * (n - 1.0);
    (a * squares.raters + b * squares.residual).powi(2)
        / ((a * squares.raters).powi(2) / (k - 1.0)
            + (b * squares.residual).powi(2) / ((n - 1.0) * (k - 1.0)))
}

fn check_irr(correlations: &IntraclassCorrelations, expected: &serde_json::Value) {
    let [
        one,
        random,
        fixed,
        average_one,
        average_random,
        average_fixed,
    ] = in_order(correlations);
    for (name, found) in [
        ("ICC_1_1", one),
        ("ICC_1_k", average_one),
        ("ICC_C_1", fixed),
        ("ICC_C_k", average_fixed),
    ] {
        let interval = found.interval.unwrap();
        close(found.value, &expected[name]["icc"], name);
        close(found.f.unwrap(), &expected[name]["F"], name);
        close(found.df1, &expected[name]["df1"], name);
        close(found.df2, &expected[name]["df2"], name);
        close(found.p, &expected[name]["p"], name);
        close(interval.lower, &expected[name]["lower"], name);
        close(interval.upper, &expected[name]["upper"], name);
    }
    // irr tests (2,1) at the interval's degrees of freedom; psych and this chapter at (n − 1)(k − 1), which is exact.
    let single = &expected["ICC_A_1"];
    let v = correlations.satterthwaite_df.unwrap();
    let interval = random.interval.unwrap();
    close(random.value, &single["icc"], "A,1");
    close(random.f.unwrap(), &single["F"], "A,1");
    close(random.df1, &single["df1"], "A,1");
    close(v, &single["df2"], "A,1");
    let p = tail::f(random.f.unwrap(), random.df1, v).unwrap();
    close(p, &single["p"], "A,1");
    close(interval.lower, &single["lower"], "A,1");
    close(interval.upper, &single["upper"], "A,1");
    // irr 0.84.1 multiplies by k twice in a and b of (2,k): with ρ_k / (1 − ρ_k) = k ρ / (1 − ρ) the degrees of freedom
    // of (2,k) are those of (2,1), as in psych. Done irr's way, its numbers come out.
    let average = &expected["ICC_A_k"];
    let squares = &correlations.mean_squares;
    let (n, f) = (squares.n_targets as f64, average_random.f.unwrap());
    let v = irr_average_df(squares, average_random.value);
    close(average_random.value, &average["icc"], "A,k");
    close(f, &average["F"], "A,k");
    close(average_random.df1, &average["df1"], "A,k");
    close(v, &average["df2"], "A,k");
    close(tail::f(f, n - 1.0, v).unwrap(), &average["p"], "A,k");
    let severity = squares.raters - squares.residual;
    let lower_f = f_quantile(0.975, n - 1.0, v).unwrap();
    let upper_f = f_quantile(0.975, v, n - 1.0).unwrap();
    let lower = n * (squares.targets - lower_f * squares.residual)
        / (lower_f * severity + n * squares.targets);
    let upper = n * (upper_f * squares.targets - squares.residual)
        / (severity + n * upper_f * squares.targets);
    close(lower, &average["lower"], "A,k");
    close(upper, &average["upper"], "A,k");
}

#[test]
fn correlations_and_intervals_equal_psych_and_irr() {
    // reference/agree_icc.json: R 4.2.2, psych 2.2.9 and irr 0.84.1.
    let test = "correlations_and_intervals_equal_psych_and_irr";
    let (Some(expected), Some(anxiety), Some(judges)) = (
        reference::json("reference/agree_icc.json", test),
        ratings("data/irr_anxiety.csv", &RATERS, test),
        ratings("data/shrout_fleiss1979.csv", &JUDGES, test),
    ) else {
        return;
    };
    for (ratings, expected) in [
        (anxiety, &expected["anxiety"]),
        (judges, &expected["shrout_fleiss"]),
    ] {
        let found = IntraclassCorrelations::of(&ratings, 0.95).unwrap();
        let squares = found.mean_squares;
        assert_eq!(Some(squares.n_targets as u64), expected["n"].as_u64());
        assert_eq!(Some(squares.n_raters as u64), expected["raters"].as_u64());
        check_psych(&found, &expected["psych"]);
        check_irr(&found, &expected["irr"]);
    }
}

#[test]
fn the_published_table_of_six_forms_comes_out() {
    // Shrout & Fleiss (1979), table 4, with two more digits.
    let published = [0.1657, 0.2898, 0.7148, 0.4428, 0.6201, 0.9093];
    let found = IntraclassCorrelations::of(&shrout_fleiss(), 0.95).unwrap();
    for (found, expected) in in_order(&found).iter().zip(published) {
        assert!((found.value - expected).abs() < 5e-5, "{found:?}");
    }
}

#[test]
fn a_target_with_a_missing_rating_is_left_out() {
    let mut with_gap = shrout_fleiss();
    with_gap.insert(2, vec![Some(1.0), None, Some(9.0), Some(3.0)]);
    assert_eq!(
        IntraclassCorrelations::of(&with_gap, 0.95),
        IntraclassCorrelations::of(&shrout_fleiss(), 0.95)
    );
}

#[test]
fn perfect_agreement_is_1_with_an_infinite_f() {
    let found = IntraclassCorrelations::of(&complete(&[[0.1; 3], [0.7; 3], [0.3; 3]]), 0.95);
    for coefficient in in_order(&found.unwrap()) {
        assert!((coefficient.value - 1.0).abs() < 1e-12);
        assert_eq!((coefficient.f, coefficient.p), (None, 0.0));
        let interval = coefficient.interval.unwrap();
        assert!((interval.lower - 1.0).abs() < 1e-12 && (interval.upper - 1.0).abs() < 1e-12);
    }
}

#[test]
fn a_constant_difference_is_error_only_where_agreement_counts() {
    let found = IntraclassCorrelations::of(&complete(&[[1.0, 2.0], [3.0, 4.0]]), 0.95).unwrap();
    assert!((found.single_fixed.unwrap().value - 1.0).abs() < 1e-12);
    // R = 4, C = 1, E = 0: 4 / (4 + 2 × 1 / 2).
    let random = found.single_random.unwrap();
    assert!((random.value - 0.8).abs() < 1e-12);
    assert!(random.interval.unwrap().lower < 0.8);
}

#[test]
fn targets_with_equal_means_have_no_average_correlation() {
    let found = IntraclassCorrelations::of(&complete(&[[1.0, 3.0], [3.0, 1.0]]), 0.95).unwrap();
    // R = 0, E = 4, C = 0: (0 − 4) / (0 + 4); the mean of both raters does not vary.
    assert!((found.single_fixed.unwrap().value + 1.0).abs() < 1e-12);
    assert_eq!(found.average_fixed, None);
    assert_eq!(found.average_one_way, None);
    assert_eq!(found.average_random, None);
}

#[test]
fn a_confidence_beyond_0_and_1_is_refused() {
    for confidence in [0.0, 1.0, f64::NAN] {
        assert!(IntraclassCorrelations::of(&shrout_fleiss(), confidence).is_err());
    }
}

#[test]
fn a_hundred_thousand_targets_are_no_burden() {
    let mut rng = seeded(4);
    let mut target = || {
        let quality: f64 = rng.random();
        (0..3)
            .map(|_| Some(quality + rng.random::<f64>()))
            .collect::<Vec<Option<f64>>>()
    };
    let ratings: Vec<Vec<Option<f64>>> = (0..100_000).map(|_| target()).collect();
    let found = IntraclassCorrelations::of(&ratings, 0.95).unwrap();
    // Quality and error have the same variance.
    let interval = found.single_random.unwrap().interval.unwrap();
    assert!(interval.lower < 0.5 && interval.upper > 0.5 && interval.upper - interval.lower < 0.01);
}

proptest! {
    #[test]
    fn order_shift_and_unit_do_not_matter(
        ratings in prop::collection::vec(prop::array::uniform3(0..9_i32), 3..8), shift in -50..50_i32,
    ) {
        let plain = complete(&ratings.iter().map(|t| t.map(f64::from)).collect::<Vec<_>>());
        let turned = complete(&ratings.iter().rev().map(|t| [t[2], t[0], t[1]].map(|r| 0.3 * f64::from(r + shift))).collect::<Vec<_>>());
        match (IntraclassCorrelations::of(&plain, 0.95), IntraclassCorrelations::of(&turned, 0.95)) {
            (Ok(first), Ok(second)) => {
                for (a, b) in [(first.single_random, second.single_random), (first.average_one_way, second.average_one_way)] {
                    prop_assert_eq!(a.is_some(), b.is_some());
                    if let (Some(a), Some(b)) = (a, b) {
                        prop_assert!((a.value - b.value).abs() < 1e-8);
                    }
                }
            }
            (first, second) => prop_assert_eq!(first.is_err(), second.is_err()),
        }
    }

    #[test]
    fn any_ratings_give_finite_figures_or_a_reason(
        ratings in prop::collection::vec(prop::collection::vec(any::<Option<f64>>(), 3), 0..6),
        small in prop::collection::vec(prop::array::uniform2(-2..3_i32), 2..5),
    ) {
        let small = complete(&small.iter().map(|t| t.map(f64::from)).collect::<Vec<_>>());
        for ratings in [ratings, small] {
            let Ok(found) = IntraclassCorrelations::of(&ratings, 0.95) else { continue };
            for coefficient in [found.single_one_way, found.single_random, found.single_fixed,
                found.average_one_way, found.average_random, found.average_fixed].into_iter().flatten() {
                prop_assert!(coefficient.value.is_finite() && (0.0..=1.0).contains(&coefficient.p));
                if let Some(interval) = coefficient.interval {
                    prop_assert!(interval.lower <= coefficient.value + 1e-9, "{:?}", coefficient);
                    prop_assert!(coefficient.value <= interval.upper + 1e-9, "{:?}", coefficient);
                }
            }
        }
    }
}

/// Share of intervals of (2,1) and (2,k) that cover the truth.
fn coverage(variances: CrossedVariances, counts: CrossedCounts) -> (f64, f64) {
    const REPLICATIONS: u32 = 4000;
    let error = variances.rater + variances.residual;
    let k = counts.raters as f64;
    let single = variances.person / (variances.person + error);
    let average = variances.person / (variances.person + error / k);
    let covers = |coefficient: Option<Coefficient>, truth: f64| {
        let interval = coefficient.and_then(|coefficient| coefficient.interval);
        u32::from(interval.is_some_and(|ends| ends.lower <= truth && truth <= ends.upper))
    };
    let mut rng = seeded(1979);
    let (mut single_covered, mut average_covered) = (0, 0);
    for _ in 0..REPLICATIONS {
        let scores = crossed_scores(variances, counts, &mut rng).unwrap();
        let ratings: Vec<Vec<Option<f64>>> = scores
            .chunks(counts.raters)
            .map(|target| target.iter().map(|cell| Some(cell.score)).collect())
            .collect();
        let found = IntraclassCorrelations::of(&ratings, 0.95).unwrap();
        single_covered += covers(found.single_random, single);
        average_covered += covers(found.average_random, average);
    }
    let share = |covered: u32| f64::from(covered) / f64::from(REPLICATIONS);
    (share(single_covered), share(average_covered))
}

#[test]
fn slow_the_intervals_of_absolute_agreement_cover_the_truth() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_the_intervals_of_absolute_agreement_cover_the_truth",
    ) {
        return;
    }
    let cases = [
        (1.0, 0.1, 0.9, 50, 3),
        (1.0, 0.25, 0.75, 50, 4),
        (1.0, 0.05, 0.5, 100, 2),
        (1.0, 0.2, 2.0, 200, 5),
        (0.2, 0.1, 1.0, 30, 3),
        (0.0, 0.1, 1.0, 50, 3),
    ];
    for (person, rater, residual, persons, raters) in cases {
        let variances = CrossedVariances {
            person,
            rater,
            residual,
            ..CrossedVariances::default()
        };
        let counts = CrossedCounts {
            persons,
            raters,
            scenes: 1,
        };
        let (single, average) = coverage(variances, counts);
        eprintln!(
            "{persons} targets × {raters} raters, variances {person} {rater} {residual}: (2,1) {single:.4}, (2,k) {average:.4}"
        );
        assert!((0.93..=0.97).contains(&single), "{single}");
        assert!((0.93..=0.97).contains(&average), "{average}");
    }
}
