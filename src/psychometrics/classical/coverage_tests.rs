//! Whether intervals hold the truth as often as they say.

use rand::{Rng, RngExt};

use super::Covariances;
use crate::clock::seeded;
use crate::psychometrics::normal;

const REPLICATIONS: u32 = 2000;

fn standard_normal(rng: &mut impl Rng) -> f64 {
    normal::quantile(rng.sample(rand::distr::Open01)).unwrap()
}

#[test]
fn slow_intervals_of_alpha_hold_the_truth_in_95_of_100() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_intervals_of_alpha_hold_the_truth_in_95_of_100",
    ) {
        return;
    }
    // Ten parallel items that correlate by .3: alpha is 10 × .3 / (1 + 9 × .3) = .8108.
    let truth = 10.0 * 0.3 / (1.0 + 9.0 * 0.3);
    let mut rng = seeded(951);
    let (mut feldt, mut normal_theory, mut sum) = (0, 0, 0.0);
    for _ in 0..REPLICATIONS {
        let answers: Vec<Vec<Option<f64>>> = (0..200)
            .map(|_| {
                let common = 0.3_f64.sqrt() * standard_normal(&mut rng);
                let own = |_| Some(common + 0.7_f64.sqrt() * standard_normal(&mut rng));
                (0..10).map(own).collect()
            })
            .collect();
        let alpha = Covariances::complete(&answers)
            .unwrap()
            .alpha(0.95)
            .unwrap();
        sum += alpha.alpha;
        let inside = alpha.interval.lower <= truth && truth <= alpha.interval.upper;
        feldt += u32::from(inside);
        normal_theory += u32::from((alpha.alpha - truth).abs() <= 1.96 * alpha.standard_error);
    }
    let share = |n: u32| f64::from(n) / f64::from(REPLICATIONS);
    println!(
        "alpha, {REPLICATIONS} replications of 10 items and 200 persons: true {truth:.4}, mean {:.4}, Feldt's interval \
         covers {:.4}, ± 1.96 standard errors {:.4}",
        sum / f64::from(REPLICATIONS),
        share(feldt),
        share(normal_theory)
    );
    assert!((0.93..=0.97).contains(&share(feldt)));
    assert!((0.93..=0.97).contains(&share(normal_theory)));
}

#[test]
fn slow_alpha_of_100_000_people_takes_no_time() {
    if !crate::psychometrics::reference::wants_slow("slow_alpha_of_100_000_people_takes_no_time") {
        return;
    }
    let mut rng = seeded(952);
    let answers: Vec<Vec<Option<f64>>> = (0..100_000)
        .map(|_| {
            let common = standard_normal(&mut rng);
            (0..40)
                .map(|_| Some((common + standard_normal(&mut rng)).round()))
                .collect()
        })
        .collect();
    for (name, items) in [
        ("complete", Covariances::complete(&answers)),
        ("pairwise", Covariances::pairwise(&answers)),
    ] {
        let items = items.unwrap();
        let alpha = items.alpha(0.95).unwrap();
        let omega = items.omega_total().unwrap();
        println!(
            "{name}: alpha {:.6} {:?}, omega {omega:.6}",
            alpha.alpha, alpha.interval
        );
        assert!(alpha.interval.lower < alpha.alpha && alpha.alpha < alpha.interval.upper);
        assert_eq!(items.item_statistics().len(), 40);
    }
}
