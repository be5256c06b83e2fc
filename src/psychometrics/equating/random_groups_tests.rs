use proptest::prelude::*;
use rand::{Rng, RngExt};

use super::super::smoothed;
use super::*;
use crate::clock::seeded;
use crate::psychometrics::reference::{self, number};

const METHODS: [(RandomGroupsMethod, &str); 4] = [
    (RandomGroupsMethod::Mean, "mean"),
    (RandomGroupsMethod::Linear, "linear"),
    (RandomGroupsMethod::Equipercentile, "equipercentile"),
    (RandomGroupsMethod::CircleArc, "circle-arc"),
];

fn act(test: &str) -> Option<(ScoreDistribution, ScoreDistribution)> {
    let rows = reference::table("data/equate_ACTmath.csv", test)?;
    let column =
        |name: &str| -> Vec<f64> { rows.iter().map(|row| number(row, name).unwrap()).collect() };
    let scale = column("scale");
    let form = |counts: &str| ScoreDistribution::new(&scale, &column(counts)).unwrap();
    Some((form("xcount"), form("ycount")))
}

/// The sums of five items of the bfi data on a scale from 5 to 30.
fn bfi(items: [&str; 5], reversed: &[&str], test: &str) -> Option<ScoreDistribution> {
    let rows = reference::table("data/bfi.csv", test)?;
    let code = |row: &reference::Row, item: &str| {
        let code = number(row, item)?;
        Some(if reversed.contains(&item) {
            7.0 - code
        } else {
            code
        })
    };
    let scores: Vec<f64> = (5..=30).map(f64::from).collect();
    let mut counts = vec![0.0; 26];
    for row in &rows {
        if let Some(sum) = items
            .iter()
            .map(|item| code(row, item))
            .sum::<Option<f64>>()
        {
            let is_score = |score: &f64| (score - sum).abs() < 0.5;
            counts[scores.iter().position(is_score).unwrap()] += 1.0;
        }
    }
    Some(ScoreDistribution::new(&scores, &counts).unwrap())
}

fn close(found: f64, expected: &serde_json::Value, tolerance: f64, what: &str) -> f64 {
    let difference = (found - expected.as_f64().unwrap()).abs();
    assert!(difference < tolerance, "{what}: {found} is not {expected}");
    difference
}

/// How far an equivalent of the reference may be off, because it rounds percentages to ten decimals: five units of the
/// eleventh in each of the share and the two shares around it, over the share of people at the equivalent.
fn rounding(share: f64, to: &ScoreDistribution) -> f64 {
    match to.cell_at(share) {
        Cell::Inside { below, above, .. } => 2e-10 / (above - below),
        _ => 0.0,
    }
}

/// The same equivalent and standard error with percentages rounded to ten decimals on the way, as the reference has.
fn rounded(share: f64, from: &ScoreDistribution, to: &ScoreDistribution) -> (f64, f64) {
    let round = |share: f64| (share * 1e10).round() / 1e10;
    let share = round(share);
    let Cell::Inside {
        place,
        below,
        above,
    } = to.cell_at(share)
    else {
        return (to.point_at(share), 0.0);
    };
    let (below, above) = (round(below), round(above));
    let point = to.scores()[place] - 0.5 + (share - below) / (above - below);
    let at = above - below;
    let variance = share * (1.0 - share) * (1.0 / from.n() + 1.0 / to.n())
        - (above - share) * (share - below) / (to.n() * at);
    (point, variance.sqrt() / at)
}

fn check_equipercentile(
    from: &ScoreDistribution,
    to: &ScoreDistribution,
    expected: &serde_json::Value,
) -> (f64, f64) {
    let found = equate_random_groups(from, to, RandomGroupsMethod::Equipercentile).unwrap();
    let (mut largest, mut largest_rounded): (f64, f64) = (0.0, 0.0);
    for (place, row) in found.concordance.iter().enumerate() {
        let (yx, se) = (&expected["yx"][place], &expected["se"][place]);
        let share = from.proportion_below(row.score);
        let bound = 1e-8_f64.max(rounding(share, to));
        largest = largest.max(close(row.equivalent, yx, bound, "equivalent"));
        largest = largest.max(close(
            row.standard_error,
            se,
            1e-8_f64.max(50.0 * bound),
            "error",
        ));
        let (point, error) = rounded(share, from, to);
        largest_rounded = largest_rounded.max(close(point, yx, 1e-8, "rounded"));
        largest_rounded = largest_rounded.max(close(error, se, 1e-8, "rounded error"));
    }
    (largest, largest_rounded)
}

#[test]
fn act_mathematics_equals_the_equate_package() {
    // reference/equate_ACTmath.json: equate 2.0.9.
    let test = "act_mathematics_equals_the_equate_package";
    let (Some((from, to)), Some(expected)) = (
        act(test),
        reference::json("reference/equate_ACTmath.json", test),
    ) else {
        return;
    };
    for (form, summary) in [(&from, "summary_x"), (&to, "summary_y")] {
        let expected = &expected[summary];
        close(form.mean(), &expected["mean"], 1e-10, "mean");
        close(form.variance().sqrt(), &expected["sd"], 1e-10, "sd");
        close(form.skewness(), &expected["skew"], 1e-10, "skew");
        close(form.kurtosis(), &expected["kurt"], 1e-10, "kurtosis");
        close(form.n(), &expected["n"], 1e-10, "n");
    }
    for (method, name) in METHODS {
        let found = equate_random_groups(&from, &to, method).unwrap();
        let expected = &expected[name];
        let concordance = &expected["concordance"];
        if method == RandomGroupsMethod::Equipercentile {
            let (exact, rounded) = check_equipercentile(&from, &to, concordance);
            eprintln!("ACT {name}: largest difference {exact:e}, {rounded:e} with their rounding");
            continue;
        }
        let mut largest: f64 = 0.0;
        for (place, row) in found.concordance.iter().enumerate() {
            close(row.score, &concordance["scale"][place], 1e-12, "score");
            let difference = close(row.equivalent, &concordance["yx"][place], 1e-8, name);
            largest = largest.max(difference);
            if let Some(se) = concordance.get("se") {
                let difference = close(row.standard_error, &se[place], 1e-8, name);
                largest = largest.max(difference);
            }
        }
        if let Some(line) = found.line {
            close(line.intercept, &expected["intercept"], 1e-10, name);
            close(line.slope, &expected["slope"], 1e-10, name);
        }
        eprintln!("ACT {name}: largest difference {largest:e}");
    }
    // 1 person of 4329 has the lowest score 1; 1 of 4152 on the other form: ½ + ½ / 4329 · 4152, which the reference
    // has only to seven digits.
    let found = equate_random_groups(&from, &to, RandomGroupsMethod::Equipercentile).unwrap();
    assert!((found.concordance[1].equivalent - (0.5 + 2076.0 / 4329.0)).abs() < 1e-12);
}

#[test]
fn identical_forms_give_back_every_score_as_in_the_reference() {
    let test = "identical_forms_give_back_every_score_as_in_the_reference";
    let (Some((from, _)), Some(expected)) = (
        act(test),
        reference::json("reference/equate_ACTmath.json", test),
    ) else {
        return;
    };
    let concordance = &expected["identity"]["concordance"];
    for (method, name) in METHODS {
        let found = equate_random_groups(&from, &from, method).unwrap();
        // Nobody has 0 points, and where nobody is there is no percentile to go by.
        for (place, row) in found.concordance.iter().enumerate().skip(1) {
            close(row.equivalent, &concordance["yx"][place], 1e-9, name);
        }
    }
}

#[test]
fn smoothed_act_mathematics_equals_the_equate_package() {
    let test = "smoothed_act_mathematics_equals_the_equate_package";
    let (Some((from, to)), Some(expected)) = (
        act(test),
        reference::json("reference/equate_ACTmath.json", test),
    ) else {
        return;
    };
    let expected = &expected["loglinear6"];
    // From the fitted counts that the reference prints.
    let fitted = |name: &str| {
        let counts = expected[name].as_array().unwrap().iter();
        let counts: Vec<f64> = counts.map(|count| count.as_f64().unwrap()).collect();
        ScoreDistribution::new(&from.scores(), &counts).unwrap()
    };
    let printed = (fitted("x_fitted"), fitted("y_fitted"));
    let (exact, rounded) =
        check_equipercentile(&printed.0, &printed.1, &expected["equipercentile"]);
    eprintln!("ACT smoothed: largest difference {exact:e}, {rounded:e} with their rounding");
    // And from our own, which are at the maximum (the reference's glm stops a little before).
    let own = (
        smoothed(&from, 6).unwrap().distribution,
        smoothed(&to, 6).unwrap().distribution,
    );
    let found = equate_random_groups(&own.0, &own.1, RandomGroupsMethod::Equipercentile).unwrap();
    let mut largest: f64 = 0.0;
    for (place, row) in found.concordance.iter().enumerate() {
        let expected = &expected["equipercentile"];
        largest = largest.max(close(row.equivalent, &expected["yx"][place], 2e-5, "own"));
        let difference = close(
            row.standard_error,
            &expected["se"][place],
            2e-5,
            "own error",
        );
        largest = largest.max(difference);
    }
    eprintln!("ACT smoothed here: largest difference {largest:e}");
}

#[test]
fn two_personality_scales_equal_the_equate_package() {
    // reference/equate_bfi_A_to_C.json: equate 2.0.9.
    let test = "two_personality_scales_equal_the_equate_package";
    let (Some(from), Some(to), Some(expected)) = (
        bfi(["A1", "A2", "A3", "A4", "A5"], &["A1"], test),
        bfi(["C1", "C2", "C3", "C4", "C5"], &["C4", "C5"], test),
        reference::json("reference/equate_bfi_A_to_C.json", test),
    ) else {
        return;
    };
    for (method, name) in &METHODS[..2] {
        let found = equate_random_groups(&from, &to, *method).unwrap();
        let mut largest: f64 = 0.0;
        for (place, row) in found.concordance.iter().enumerate() {
            let difference = close(row.equivalent, &expected[name]["yx"][place], 1e-8, name);
            largest = largest.max(difference);
            if let Some(se) = expected[name].get("se") {
                largest = largest.max(close(row.standard_error, &se[place], 1e-8, name));
            }
        }
        eprintln!("bfi {name}: largest difference {largest:e}");
    }
    let (exact, rounded) = check_equipercentile(&from, &to, &expected["equipercentile"]);
    eprintln!("bfi equipercentile: largest difference {exact:e}, {rounded:e} with their rounding");
}

#[test]
fn a_case_worked_by_hand_comes_out() {
    // From 1 2 1 of 4 to 2 1 1 of 4. Mean 1 against ¾; variances ⅔ and 11/12.
    let from = ScoreDistribution::new(&[0.0, 1.0, 2.0], &[1.0, 2.0, 1.0]).unwrap();
    let to = ScoreDistribution::new(&[0.0, 1.0, 2.0], &[2.0, 1.0, 1.0]).unwrap();
    let of = |method| {
        equate_random_groups(&from, &to, method)
            .unwrap()
            .concordance
    };
    let mean = of(RandomGroupsMethod::Mean);
    assert!((mean[2].equivalent - 1.75).abs() < 1e-12);
    assert!((mean[2].standard_error - (2.0 / 12.0 + 11.0 / 48.0_f64).sqrt()).abs() < 1e-12);
    let linear = of(RandomGroupsMethod::Linear);
    assert!((linear[2].equivalent - 0.75 - (11.0 / 8.0_f64).sqrt()).abs() < 1e-12);
    // Shares ⅛, ½, ⅞: ¼ of the way through score 0, at the end of 0 and so the start of 1, half through 2.
    let equal = of(RandomGroupsMethod::Equipercentile);
    for (row, expected) in equal.iter().zip([-0.25, 0.5, 2.0]) {
        assert!((row.equivalent - expected).abs() < 1e-12);
    }
    // P = ⅛ in a cell from 0 to ½: (⅛ · ⅞ / 2 − ⅜ · ⅛ / 2) / ¼ = ⅛.
    assert!((equal[0].standard_error - (1.0 / 8.0_f64).sqrt()).abs() < 1e-12);
}

#[test]
fn forms_that_cannot_be_equated_are_refused() {
    let form = |counts: &[f64]| ScoreDistribution::new(&[0.0, 1.0, 2.0], counts).unwrap();
    let (usual, constant) = (form(&[1.0, 2.0, 1.0]), form(&[0.0, 5.0, 0.0]));
    let refused = equate_random_groups(&usual, &constant, RandomGroupsMethod::Linear);
    let (form_name, what) = (Form::To, "score");
    assert_eq!(
        refused,
        Err(Error::NoVariance {
            form: form_name,
            what
        })
    );
    let lonely = form(&[0.0, 1.0, 0.0]);
    for (method, _) in METHODS {
        assert!(equate_random_groups(&lonely, &usual, method).is_err());
    }
    // Percentages and means do not need a spread.
    assert!(equate_random_groups(&usual, &constant, RandomGroupsMethod::Equipercentile).is_ok());
    assert!(equate_random_groups(&usual, &constant, RandomGroupsMethod::CircleArc).is_ok());
}

/// Scores of people on a form of 20 items, each solved with the same chance given ability.
fn sample(n: usize, easiness: f64, rng: &mut impl Rng) -> ScoreDistribution {
    let mut counts = vec![0.0; 21];
    for _ in 0..n {
        let ability: f64 = rng.random_range(-1.5..1.5);
        let chance = 1.0 / (1.0 + (-ability - easiness).exp());
        let score = (0..20).filter(|_| rng.random::<f64>() < chance).count();
        counts[score] += 1.0;
    }
    let scores: Vec<f64> = (0..21).map(f64::from).collect();
    ScoreDistribution::new(&scores, &counts).unwrap()
}

#[test]
fn slow_standard_errors_equal_the_spread_over_samples() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_standard_errors_equal_the_spread_over_samples",
    ) {
        return;
    }
    let mut rng = seeded(1982);
    for (method, name) in METHODS {
        let mut all: Vec<Vec<Equivalent>> = Vec::new();
        for _ in 0..1_000 {
            let (from, to) = (sample(1_000, 0.0, &mut rng), sample(1_000, 0.4, &mut rng));
            all.push(
                equate_random_groups(&from, &to, method)
                    .unwrap()
                    .concordance,
            );
        }
        for score in [5, 10, 15] {
            let of: Vec<f64> = all.iter().map(|rows| rows[score].equivalent).collect();
            let spread = crate::psychometrics::descriptive::standard_deviation(&of).unwrap();
            let mean_square = all
                .iter()
                .map(|rows| rows[score].standard_error.powi(2))
                .sum::<f64>();
            let error = (mean_square / all.len() as f64).sqrt();
            eprintln!(
                "{name} at {score}: standard error {error:.4}, spread over 1000 samples {spread:.4}"
            );
            assert!(
                (error / spread - 1.0).abs() < 0.12,
                "{name} {score}: {error} {spread}"
            );
        }
    }
}

proptest! {
    #[test]
    fn equating_there_and_back_gives_the_score(
        from in prop::collection::vec(1_u8..50, 6), to in prop::collection::vec(1_u8..50, 6),
    ) {
        let scores: Vec<f64> = (0..6).map(f64::from).collect();
        let form = |counts: &[u8]| {
            let counts: Vec<f64> = counts.iter().map(|count| f64::from(*count)).collect();
            ScoreDistribution::new(&scores, &counts).unwrap()
        };
        let (from, to) = (form(&from), form(&to));
        for method in [RandomGroupsMethod::Mean, RandomGroupsMethod::Linear] {
            let there = equate_random_groups(&from, &to, method).unwrap().line.unwrap();
            let back = equate_random_groups(&to, &from, method).unwrap().line.unwrap();
            for score in &scores {
                let returned = back.intercept + back.slope * (there.intercept + there.slope * score);
                prop_assert!((returned - score).abs() < 1e-9);
            }
        }
        let there = equate_random_groups(&from, &to, RandomGroupsMethod::Equipercentile).unwrap();
        for row in &there.concordance {
            let returned = from.point_at(to.proportion_below(row.equivalent));
            prop_assert!((returned - row.score).abs() < 1e-9);
        }
        for pair in there.concordance.windows(2) {
            prop_assert!(pair[0].equivalent < pair[1].equivalent);
        }
        for (method, _) in METHODS {
            for row in equate_random_groups(&from, &to, method).unwrap().concordance {
                prop_assert!(row.equivalent.is_finite() && row.standard_error.is_finite() && 0.0 <= row.standard_error);
            }
        }
    }
}
