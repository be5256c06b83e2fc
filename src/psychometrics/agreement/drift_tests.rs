use proptest::prelude::*;

use super::*;
use crate::clock::seeded;
use crate::psychometrics::simulate::{PointScale, RaterTraits, SimulatedRater};

const PLAIN: RaterTraits = RaterTraits {
    severity: 0.0,
    drift_per_period: 0.0,
    halo: 0.0,
    noise: 0.6,
};

fn rating(rater_idx: usize, target_idx: usize, score: f64) -> DatedRating {
    DatedRating {
        rater_idx,
        target_idx,
        period: 1,
        score,
        master: None,
    }
}

/// Eight raters over eight periods, three for each of 60 targets in a period; every third target is a seed, whose master
/// is the true quality written on the scale. The rater 5 gains 0.15 of severity with each period, the rater 6 none.
fn eight_weeks(seed: u64, drift: f64) -> Vec<DatedRating> {
    let scale = PointScale::new(1, 21, 0.5).unwrap();
    let mut rng = seeded(seed);
    let raters: Vec<SimulatedRater> = (0..8)
        .map(|idx| {
            let drift_per_period = if idx == 5 { drift } else { 0.0 };
            SimulatedRater::new(RaterTraits {
                drift_per_period,
                ..PLAIN
            })
            .unwrap()
        })
        .collect();
    let truth = SimulatedRater::new(RaterTraits {
        noise: 1.0,
        ..PLAIN
    })
    .unwrap();
    let mut ratings = Vec::new();
    for period in 0..8_u32 {
        for target in 0..60_usize {
            // A quality is a rating of nothing with unit noise.
            let quality = truth.impressions(&[0.0], 0.0, &mut rng)[0];
            for place in 0..3_usize {
                let rater_idx = (target * 3 + place * (1 + target % 2) + target / 8) % 8;
                let seen = raters[rater_idx].impressions(&[quality], f64::from(period), &mut rng);
                ratings.push(DatedRating {
                    rater_idx,
                    target_idx: period as usize * 60 + target,
                    period,
                    score: scale.rating(seen[0]),
                    master: (target % 3 == 0).then(|| scale.rating(quality)),
                });
            }
        }
    }
    ratings
}

#[test]
fn severities_and_trend_come_out_as_by_hand() {
    // Severities against the master's 5: period 1: 0, 2; period 3: 2, 4, 3.
    let seed = |period, score| DatedRating {
        period,
        master: Some(5.0),
        ..rating(4, 0, score)
    };
    let ratings = [
        seed(3, 3.0),
        seed(1, 5.0),
        seed(3, 1.0),
        seed(1, 3.0),
        seed(3, 2.0),
    ];
    let found = severity_by_period(&ratings, Yardstick::Master, FlagRules::usual(2.0)).unwrap();
    assert_eq!(found.len(), 1);
    let periods = &found[0].periods;
    assert_eq!((periods[0].period, periods[0].n, periods[1].n), (1, 2, 3));
    assert!(
        (periods[0].severity.unwrap() - 1.0).abs() < 1e-12
            && (periods[1].severity.unwrap() - 3.0).abs() < 1e-12
    );
    assert!((periods[1].standardised.unwrap() - 1.5).abs() < 1e-12);
    // Variances 2 and 1: √(2 / 2), √(1 / 3).
    assert!((periods[0].standard_error.unwrap() - 1.0).abs() < 1e-12);
    assert!((periods[1].standard_error.unwrap() - (1.0_f64 / 3.0).sqrt()).abs() < 1e-12);
    assert_eq!(
        (periods[0].n_seeds, periods[0].seed_agreement),
        (2, Some(0.5))
    );
    // Mean period 11 / 5, Σ n (t − t̄)² = 2 × 1.44 + 3 × 0.64 = 4.8; pooled variance (2 + 2) / 3.
    let trend = found[0].trend.unwrap();
    assert!((trend.slope - 1.0).abs() < 1e-12 && (trend.df - 3.0).abs() < 1e-12);
    assert!((trend.standard_error.unwrap() - (4.0_f64 / 3.0 / 4.8).sqrt()).abs() < 1e-12);
    // t = 1.8974 with 3 degrees of freedom: 2 (1 − F(t)) by F = ½ + (a + sin a cos a) / π, a = atan(t / √3).
    let angle = (1.0 / (4.0_f64 / 3.0 / 4.8).sqrt() / 3.0_f64.sqrt()).atan();
    let p = 1.0 - 2.0 * (angle + angle.sin() * angle.cos()) / std::f64::consts::PI;
    assert!((trend.p.unwrap() - p).abs() < 1e-9);
    // Five ratings are too few to stop anybody.
    assert!(periods.iter().all(|period| period.flags.is_empty()));
}

#[test]
fn a_rater_who_shares_no_candidate_has_nothing_to_be_compared_with() {
    let ratings = [
        rating(0, 0, 3.0),
        rating(1, 0, 5.0),
        rating(2, 9, 1.0),
        rating(2, 9, 2.0),
    ];
    let found = severity_by_period(&ratings, Yardstick::Others, FlagRules::usual(1.0)).unwrap();
    assert!((found[0].periods[0].severity.unwrap() - 2.0).abs() < 1e-12);
    assert!((found[1].periods[0].severity.unwrap() + 2.0).abs() < 1e-12);
    assert_eq!(found[0].periods[0].standard_error, None);
    assert_eq!((found[2].periods[0].severity, found[2].trend), (None, None));
    assert_eq!(
        (found[2].periods[0].n, found[2].n_without_yardstick),
        (0, 2)
    );
}

#[test]
fn a_drifting_rater_is_found_and_stopped_and_others_are_not() {
    let ratings = eight_weeks(107, 0.15);
    // Points of half a unit of quality, whose standard deviation with noise is √1.36 / 0.5.
    let rules = FlagRules::usual(1.36_f64.sqrt() / 0.5);
    let found = severity_by_period(&ratings, Yardstick::Others, rules).unwrap();
    for rater in &found {
        let trend = rater.trend.unwrap();
        let is_flagged = rater.periods.iter().any(|period| !period.flags.is_empty());
        if rater.rater_idx == 5 {
            // 0.15 of quality are 0.3 points, by periods.
            assert!((trend.slope - 0.3).abs() < 0.08, "{trend:?}");
            assert!(trend.p.unwrap() < 1e-6);
            assert!(is_flagged && rater.periods[7].flags == [Flag::Severe]);
            assert!(rater.periods[0].flags.is_empty());
        } else {
            // A seventh of the drift appears in each of the others, turned round.
            assert!(trend.slope.abs() < 0.15, "{} {trend:?}", rater.rater_idx);
            assert!(!is_flagged, "{rater:?}");
        }
    }
}

#[test]
fn seeds_show_the_drift_without_a_share_in_the_others() {
    let ratings = eight_weeks(108, 0.15);
    let rules = FlagRules {
        minimum_ratings: 1,
        ..FlagRules::usual(2.3)
    };
    let found = severity_by_period(&ratings, Yardstick::Master, rules).unwrap();
    let drifting = found.iter().find(|rater| rater.rater_idx == 5).unwrap();
    assert!((drifting.trend.unwrap().slope - 0.3).abs() < 0.2);
    let last = drifting.periods.last().unwrap();
    assert!(last.flags.contains(&Flag::SeedDisagreement) && last.flags.contains(&Flag::Severe));
}

#[test]
fn equal_ratings_have_no_severity_and_no_test() {
    let seed = |period| DatedRating {
        period,
        master: Some(3.0),
        ..rating(0, 0, 3.0)
    };
    let ratings: Vec<DatedRating> = (0..20).map(|idx| seed(idx % 2)).collect();
    let found = severity_by_period(&ratings, Yardstick::Master, FlagRules::usual(1.0)).unwrap();
    let trend = found[0].trend.unwrap();
    assert!(trend.slope.abs() < 1e-12);
    assert_eq!((trend.standard_error, trend.p), (Some(0.0), None));
    assert_eq!(found[0].periods[0].seed_agreement, Some(1.0));
    assert!(found[0].periods[0].flags.is_empty());
    assert_eq!(
        severity_by_period(&[], Yardstick::Others, FlagRules::usual(1.0)),
        Ok(vec![])
    );
}

#[test]
fn impossible_rules_and_ratings_are_refused() {
    let refused = |ratings: &[DatedRating], rules| {
        severity_by_period(ratings, Yardstick::Others, rules).unwrap_err()
    };
    let usual = FlagRules::usual(1.0);
    assert_eq!(refused(&[rating(0, 0, f64::NAN)], usual), Error::NotFinite);
    for rules in [
        FlagRules::usual(0.0),
        FlagRules::usual(f64::INFINITY),
        FlagRules {
            severity_limit: 0.0,
            ..usual
        },
        FlagRules {
            seed_agreement_limit: 1.1,
            ..usual
        },
        FlagRules {
            seed_tolerance: -1.0,
            ..usual
        },
    ] {
        assert!(
            matches!(refused(&[], rules), Error::OutOfRange { .. }),
            "{rules:?}"
        );
    }
}

proptest! {
    #[test]
    fn any_ratings_give_finite_severities_or_a_reason(
        ratings in prop::collection::vec((0..4_usize, 0..5_usize, 0..4_u32, any::<f64>(), any::<Option<f64>>()), 0..30),
    ) {
        let ratings: Vec<DatedRating> = ratings.into_iter().map(|(rater_idx, target_idx, period, score, master)|
            DatedRating { rater_idx, target_idx, period, score, master }).collect();
        for yardstick in [Yardstick::Master, Yardstick::Others] {
            let Ok(found) = severity_by_period(&ratings, yardstick, FlagRules::usual(1.0)) else { continue };
            for rater in found {
                prop_assert!(rater.periods.iter().all(|period| period.severity.is_none_or(f64::is_finite) && period.severity.is_some() == (period.n > 0)));
                let n: usize = rater.periods.iter().map(|period| period.n).sum();
                let given = ratings.iter().filter(|rating| rating.rater_idx == rater.rater_idx).count();
                prop_assert_eq!(n + rater.n_without_yardstick, given);
            }
        }
    }
}

#[test]
fn slow_a_rater_without_drift_seldom_seems_to_drift() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_a_rater_without_drift_seldom_seems_to_drift",
    ) {
        return;
    }
    let (mut n_significant, mut n_flagged, mut n_raters, mut n_periods) = (0.0, 0.0, 0.0, 0.0);
    for seed in 0..500 {
        let ratings = eight_weeks(seed, 0.0);
        let rules = FlagRules::usual(1.36_f64.sqrt() / 0.5);
        for rater in severity_by_period(&ratings, Yardstick::Others, rules).unwrap() {
            n_raters += 1.0;
            n_significant += f64::from(u8::from(rater.trend.unwrap().p.unwrap() < 0.05));
            for period in &rater.periods {
                n_periods += 1.0;
                n_flagged += f64::from(u8::from(!period.flags.is_empty()));
            }
        }
    }
    let (rejected, flagged) = (n_significant / n_raters, n_flagged / n_periods);
    eprintln!("without drift: {rejected:.4} of trends below .05, {flagged:.5} of periods flagged");
    assert!((0.035..0.065).contains(&rejected), "{rejected}");
    assert!(flagged < 0.01, "{flagged}");
}
