//! The models of an item against formulas by hand, differences and each other.

use proptest::prelude::*;

use super::ItemModel;

fn models() -> Vec<ItemModel> {
    vec![
        ItemModel::Logistic {
            slope: 1.3,
            intercept: -0.4,
        },
        ItemModel::Guessing {
            slope: 0.8,
            intercept: 0.6,
            lower_asymptote: 0.2,
        },
        ItemModel::Graded {
            slope: 1.7,
            intercepts: vec![2.0, 0.3, -1.1],
        },
        ItemModel::PartialCredit {
            slope: 0.9,
            intercepts: vec![0.7, 0.2, -1.4],
        },
    ]
}

#[test]
fn every_model_equals_its_formula_worked_by_hand() {
    let sigma = |x: f64| 1.0 / (1.0 + (-x).exp());
    let theta = 0.6;
    let expect = |model: &ItemModel, expected: &[f64]| {
        for (found, expected) in model.probabilities(theta).iter().zip(expected) {
            assert!((found - expected).abs() < 1e-14, "{model:?}");
        }
    };
    let models = models();
    let p = sigma(1.3 * 0.6 - 0.4);
    expect(&models[0], &[1.0 - p, p]);
    let p = 0.2 + 0.8 * sigma(0.8 * 0.6 + 0.6);
    expect(&models[1], &[1.0 - p, p]);
    let above = [2.0, 0.3, -1.1].map(|d| sigma(1.7 * 0.6 + d));
    expect(
        &models[2],
        &[
            1.0 - above[0],
            above[0] - above[1],
            above[1] - above[2],
            above[2],
        ],
    );
    let raw = [0.0, 0.7 + 0.54, 0.2 + 1.08, -1.4 + 1.62].map(f64::exp);
    let total: f64 = raw.iter().sum();
    expect(&models[3], &raw.map(|weight| weight / total));
}

#[test]
fn derivatives_agree_with_differences() {
    let step = 1e-5;
    for model in models() {
        for theta in [-3.0, -0.2, 0.0, 1.4, 3.5] {
            let (below, above) = (
                model.categories(theta - step),
                model.categories(theta + step),
            );
            for (k, here) in model.categories(theta).iter().enumerate() {
                let slope = (above[k].log_probability - below[k].log_probability) / (2.0 * step);
                let curvature = (above[k].log_slope - below[k].log_slope) / (2.0 * step);
                assert!((here.log_slope - slope).abs() < 1e-8, "{model:?}");
                assert!((here.log_curvature - curvature).abs() < 1e-8, "{model:?}");
                let second = (above[k].slope() - below[k].slope()) / (2.0 * step);
                assert!((here.curvature() - second).abs() < 1e-8, "{model:?}");
            }
        }
    }
}

#[test]
fn information_is_minus_the_expected_curvature() {
    for model in models() {
        for theta in [-2.0, 0.3, 2.5] {
            let expected: f64 = model
                .categories(theta)
                .iter()
                .map(|category| -category.probability() * category.log_curvature)
                .sum();
            assert!(
                (model.information(theta) - expected).abs() < 1e-12,
                "{model:?}"
            );
        }
    }
}

#[test]
fn two_categories_are_the_same_in_every_family() {
    let intercepts = vec![0.3];
    let slope = 1.2;
    let logistic = ItemModel::Logistic {
        slope,
        intercept: 0.3,
    };
    let others = [
        ItemModel::Guessing {
            slope,
            intercept: 0.3,
            lower_asymptote: 0.0,
        },
        ItemModel::Graded {
            slope,
            intercepts: intercepts.clone(),
        },
        ItemModel::PartialCredit { slope, intercepts },
    ];
    for theta in [-30.0, -1.0, 0.0, 2.0, 30.0] {
        for other in &others {
            for (a, b) in logistic
                .categories(theta)
                .iter()
                .zip(other.categories(theta))
            {
                assert!((a.log_probability - b.log_probability).abs() < 1e-13);
                assert!((a.log_slope - b.log_slope).abs() < 1e-13);
                assert!((a.log_curvature - b.log_curvature).abs() < 1e-13);
            }
        }
    }
}

#[test]
fn far_tails_stay_finite_and_exact() {
    for model in models() {
        for theta in [-500.0, 500.0] {
            for category in model.categories(theta) {
                assert!(category.log_probability.is_finite(), "{model:?}");
                assert!(category.log_slope.is_finite() && category.log_curvature.is_finite());
            }
        }
    }
    // Far below, a middle graded category falls like exp(aθ): its log-slope is a.
    let graded = &models()[2];
    assert!((graded.categories(-60.0)[2].log_slope - 1.7).abs() < 1e-12);
}

#[test]
fn parameters_that_cannot_be_are_refused_with_their_value() {
    let refused = |model: ItemModel| model.validated().unwrap_err().to_string();
    assert_eq!(
        refused(ItemModel::Graded {
            slope: 1.0,
            intercepts: vec![0.0, 0.5]
        }),
        "graded intercept is 0.5, but has to be below the one before"
    );
    assert_eq!(
        refused(ItemModel::Guessing {
            slope: 1.0,
            intercept: 0.0,
            lower_asymptote: 1.0
        }),
        "lower asymptote is 1, but has to be at least 0 and below 1"
    );
    assert_eq!(
        refused(ItemModel::Logistic {
            slope: f64::NAN,
            intercept: 0.0
        }),
        "slope is NaN, but has to be within a million of 0"
    );
    let flat = ItemModel::Logistic {
        slope: 0.0,
        intercept: 1.0,
    };
    assert_eq!(flat.difficulties(), None);
}

proptest! {
    #[test]
    fn probabilities_sum_to_one_and_information_is_not_negative(
        slope in -4.0..4.0f64,
        first in -5.0..5.0f64,
        gap in 0.01..3.0f64,
        theta in -8.0..8.0f64,
    ) {
        let intercepts = vec![first, first - gap, first - 2.0 * gap];
        let graded = ItemModel::Graded { slope, intercepts: intercepts.clone() };
        for model in [graded, ItemModel::PartialCredit { slope, intercepts }] {
            let total: f64 = model.probabilities(theta).iter().sum();
            prop_assert!((total - 1.0).abs() < 1e-12);
            prop_assert!(model.information(theta) >= 0.0);
            prop_assert!((0.0..=3.0).contains(&model.expected_score(theta)));
        }
    }
}
