use proptest::prelude::*;
use rand::RngExt;

use super::super::shared::{complete, ratings, shrout_fleiss};
use super::*;
use crate::clock::seeded;
use crate::psychometrics::reference;

const LEVELS: [(Level, &str); 4] = [
    (Level::Nominal, "nominal"),
    (Level::Ordinal, "ordinal"),
    (Level::Interval, "interval"),
    (Level::Ratio, "ratio"),
];

fn check(ratings: &[Vec<Option<f64>>], expected: &serde_json::Value) {
    let n_raters = ratings[0].len();
    let is_complete = ratings.iter().flatten().all(Option::is_some);
    for (level, name) in LEVELS {
        let found = krippendorff_alpha(ratings, level).unwrap();
        let found = if is_complete {
            as_irr_of_complete(found.alpha, found.n_ratings, n_raters)
        } else {
            found.alpha
        };
        let expected = expected[name].as_f64().unwrap();
        assert!(
            (found - expected).abs() < 1e-10,
            "{name}: {found} for {expected}"
        );
    }
}

/// Complete ratings of m raters as irr 0.84.1 gives their alpha.
///
/// Where no rating is missing its `kripp.alpha` leaves out the division of each target's pairs by m − 1, so that it
/// takes n (m − 1) for the number n of ratings; with any rating missing, and for two raters, it divides. A target with
/// one rating, which has no part in the coefficient, would therefore change irr's alpha of these data to that given
/// here. By the definition (Krippendorff, 2011, section D) n is the number of pairable ratings.
fn as_irr_of_complete(alpha: f64, n_ratings: usize, n_raters: usize) -> f64 {
    let n = n_ratings as f64;
    let inflated = n * (n_raters - 1) as f64;
    1.0 - (1.0 - alpha) * (n / (n - 1.0)) * ((inflated - 1.0) / inflated)
}

/// Krippendorff's (2011) four observers of twelve units, as units × observers.
fn textbook() -> Vec<Vec<Option<f64>>> {
    const OBSERVERS: [&str; 4] = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ];
    let rows: Vec<Vec<Option<f64>>> = OBSERVERS
        .iter()
        .map(|row| row.split(' ').map(|code| code.parse().ok()).collect())
        .collect();
    (0..12)
        .map(|unit| rows.iter().map(|row| row[unit]).collect())
        .collect()
}

#[test]
fn the_textbook_table_has_its_published_alphas() {
    // Krippendorff (2011), section D: nominal .743, interval .849, and in Content analysis ordinal .815, ratio .797.
    let published = [0.743, 0.815, 0.849, 0.797];
    for ((level, _), expected) in LEVELS.into_iter().zip(published) {
        let found = krippendorff_alpha(&textbook(), level).unwrap();
        assert!((found.alpha - expected).abs() < 5e-4, "{found:?}");
        // Unit 12 was seen by one observer only.
        assert_eq!((found.n_targets, found.n_ratings), (11, 40));
    }
}

#[test]
fn alphas_equal_the_irr_package() {
    // reference/agree_kripp_textbook.json and agree_icc.json: R 4.2.2, irr 0.84.1.
    let test = "alphas_equal_the_irr_package";
    let (Some(expected), Some(others), Some(file), Some(anxiety)) = (
        reference::json("reference/agree_kripp_textbook.json", test),
        reference::json("reference/agree_icc.json", test),
        reference::table("data/krippendorff_4x12.csv", test),
        ratings(
            "data/irr_anxiety.csv",
            &["rater1", "rater2", "rater3"],
            test,
        ),
    ) else {
        return;
    };
    let from_file: Vec<Vec<Option<f64>>> = (1..=12)
        .map(|unit| {
            let column = format!("V{unit}");
            file.iter()
                .map(|row| reference::number(row, &column))
                .collect()
        })
        .collect();
    check(&from_file, &expected["textbook"]);
    check(&anxiety, &others["anxiety"]["kripp"]);
    check(&shrout_fleiss(), &others["shrout_fleiss"]["kripp"]);
}

/// Alpha pair by pair, as it is defined.
fn by_definition(ratings: &[Vec<Option<f64>>], level: Level) -> f64 {
    let targets: Vec<Vec<f64>> = ratings
        .iter()
        .map(|target| target.iter().flatten().copied().collect())
        .filter(|given: &Vec<f64>| given.len() > 1)
        .collect();
    let all: Vec<f64> = targets.iter().flatten().copied().collect();
    let delta = |c: f64, k: f64| match level {
        Level::Nominal => f64::from(u8::from((c - k).abs() > 0.0)),
        Level::Ordinal => {
            let (low, high) = (c.min(k), c.max(k));
            let between = all.iter().filter(|value| (low..=high).contains(*value));
            let ends = all.iter().filter(|value| **value <= low || **value >= high);
            let at_ends = ends.filter(|value| (low..=high).contains(*value)).count() as f64;
            let ranks = between.count() as f64 - at_ends / 2.0;
            if low < high { ranks * ranks } else { 0.0 }
        }
        Level::Interval => (c - k).powi(2),
        Level::Ratio => of_ratio(c, k),
    };
    let pairs = |values: &[f64]| {
        let with_all = |c: &f64| values.iter().map(|k| delta(*c, *k)).sum::<f64>();
        values.iter().map(with_all).sum::<f64>()
    };
    let n = all.len() as f64;
    let within = |target: &Vec<f64>| pairs(target) / (target.len() as f64 - 1.0);
    let observed: f64 = targets.iter().map(within).sum::<f64>() / n;
    1.0 - observed / (pairs(&all) / (n * (n - 1.0)))
}

#[test]
fn sorted_ratings_give_the_alpha_of_the_definition() {
    let mut rng = seeded(12);
    let mut target = || {
        let quality = rng.random_range(0..4);
        (0..4)
            .map(|_| {
                let rating = f64::from(quality + rng.random_range(0..3));
                rng.random_bool(0.7).then_some(rating)
            })
            .collect::<Vec<Option<f64>>>()
    };
    let with_gaps: Vec<Vec<Option<f64>>> = (0..40).map(|_| target()).collect();
    for ratings in [shrout_fleiss(), textbook(), with_gaps] {
        for (level, name) in LEVELS {
            let found = krippendorff_alpha(&ratings, level).unwrap().alpha;
            let expected = by_definition(&ratings, level);
            assert!(
                (found - expected).abs() < 1e-12,
                "{name}: {found} for {expected}"
            );
        }
    }
}

#[test]
fn what_has_no_alpha_is_refused_with_its_reason() {
    let alpha =
        |ratings: &[Vec<Option<f64>>], level| krippendorff_alpha(ratings, level).unwrap_err();
    let too_few = |n| Error::TooFewTargets { n, minimum: 2 };
    assert_eq!(alpha(&[], Level::Nominal), too_few(0));
    let lonely = [vec![Some(1.0), None], vec![None, Some(2.0)]];
    assert_eq!(alpha(&lonely, Level::Interval), too_few(0));
    assert_eq!(alpha(&complete(&[[1.0, 2.0]]), Level::Ordinal), too_few(1));
    for (level, _) in LEVELS {
        assert_eq!(alpha(&complete(&[[3.0, 3.0]; 4]), level), Error::NoVariance);
    }
    assert_eq!(
        alpha(&complete(&[[3.0, -1.0], [2.0, 4.0]]), Level::Ratio),
        Error::BelowZero { value: -1.0 }
    );
    assert_eq!(
        alpha(&complete(&[[3.0, f64::NAN], [1.0, 2.0]]), Level::Interval),
        Error::NotFinite
    );
}

#[test]
fn a_hundred_thousand_targets_are_no_burden() {
    let mut rng = seeded(8);
    let mut target = || {
        let quality: f64 = rng.random();
        (0..3)
            .map(|_| {
                let rating = quality + rng.random::<f64>();
                rng.random_bool(0.8).then_some(rating)
            })
            .collect::<Vec<Option<f64>>>()
    };
    let ratings: Vec<Vec<Option<f64>>> = (0..100_000).map(|_| target()).collect();
    // Quality and error have the same variance.
    let interval = krippendorff_alpha(&ratings, Level::Interval).unwrap().alpha;
    assert!((interval - 0.5).abs() < 0.01, "{interval}");
    let ordinal = krippendorff_alpha(&ratings, Level::Ordinal).unwrap().alpha;
    assert!((ordinal - 0.5).abs() < 0.05, "{ordinal}");
    assert!(krippendorff_alpha(&ratings, Level::Nominal).is_ok());
    assert!(matches!(
        krippendorff_alpha(&ratings, Level::Ratio),
        Err(Error::TooManyValues { .. })
    ));
}

proptest! {
    #[test]
    fn order_and_lonely_targets_do_not_matter(
        ratings in prop::collection::vec(prop::collection::vec(prop::option::of(0..5_i32), 3), 1..12),
    ) {
        let plain: Vec<Vec<Option<f64>>> = ratings.iter().map(|t| t.iter().map(|r| r.map(f64::from)).collect()).collect();
        let mut turned: Vec<Vec<Option<f64>>> = plain.iter().rev().map(|t| t.iter().rev().copied().collect()).collect();
        turned.push(vec![None, Some(77.0), None]);
        for (level, _) in LEVELS {
            match (krippendorff_alpha(&plain, level), krippendorff_alpha(&turned, level)) {
                (Ok(first), Ok(second)) => {
                    prop_assert!((first.alpha - second.alpha).abs() < 1e-10);
                    prop_assert!(first.alpha <= 1.0);
                }
                (first, second) => prop_assert_eq!(first, second),
            }
        }
    }

    #[test]
    fn any_ratings_give_a_finite_alpha_or_a_reason(
        ratings in prop::collection::vec(prop::collection::vec(any::<Option<f64>>(), 3), 0..6),
    ) {
        for (level, _) in LEVELS {
            if let Ok(found) = krippendorff_alpha(&ratings, level) {
                prop_assert!(found.alpha.is_finite());
            }
        }
    }
}
