//! Whether intervals hold the truth as often as they say.

use super::{CountRegression, ObservedCount, auc, pearson};
use crate::clock::seeded;
use crate::psychometrics::bias::group_difference::GroupDifference;
use crate::psychometrics::normal;
use crate::psychometrics::simulate::{Criterion, EventCounts};

const REPLICATIONS: u32 = 2000;

#[test]
fn slow_intervals_of_areas_and_correlations_hold_the_truth_in_95_of_100() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_intervals_of_areas_and_correlations_hold_the_truth_in_95_of_100",
    ) {
        return;
    }
    let mut rng = seeded(961);
    let everybody = Criterion::new(0.0).unwrap();
    let related = Criterion::new(0.4).unwrap();
    let (mut areas, mut correlations) = (0, 0);
    // Cases one standard deviation above others: the area is Φ(1 / √2) = .7602.
    let truth = normal::probability(0.5_f64.sqrt());
    for _ in 0..REPLICATIONS {
        let is_case: Vec<bool> = (0..200).map(|i| i % 4 == 0).collect();
        let score = |case: &bool| everybody.draw(&mut rng).predictor + f64::from(u8::from(*case));
        let scores: Vec<f64> = is_case.iter().map(score).collect();
        let interval = auc(&scores, &is_case, 0.95).unwrap().interval;
        areas += u32::from(interval.lower <= truth && truth <= interval.upper);
        let people = (0..60).map(|_| related.draw(&mut rng));
        let (x, y): (Vec<f64>, Vec<f64>) = people.map(|a| (a.predictor, a.criterion)).unzip();
        let interval = pearson(&x, &y, 0.95).unwrap().interval.unwrap();
        correlations += u32::from(interval.lower <= 0.4 && 0.4 <= interval.upper);
    }
    let share = |n: u32| f64::from(n) / f64::from(REPLICATIONS);
    println!(
        "{REPLICATIONS} replications: DeLong's interval (50 cases, 150 others, area {truth:.4}) covers {:.4}, Fisher's \
         (60 persons, r .4) {:.4}",
        share(areas),
        share(correlations)
    );
    assert!((0.93..=0.97).contains(&share(areas)));
    assert!((0.93..=0.97).contains(&share(correlations)));
}

#[test]
fn slow_intervals_of_rate_ratios_and_group_differences_hold_the_truth_in_95_of_100() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_intervals_of_rate_ratios_and_group_differences_hold_the_truth_in_95_of_100",
    ) {
        return;
    }
    let mut rng = seeded(962);
    let everybody = Criterion::new(0.0).unwrap();
    let counts = EventCounts::new(-1.0, &[0.5], 0.8).unwrap();
    let (mut ratios, mut differences) = (0, 0);
    for _ in 0..REPLICATIONS {
        let people: Vec<ObservedCount> = (0..300)
            .map(|i| {
                let predictors = vec![everybody.draw(&mut rng).predictor];
                let exposure = 1.0 + f64::from(i % 6);
                ObservedCount {
                    events: counts.draw(&predictors, exposure, &mut rng),
                    exposure,
                    predictors,
                }
            })
            .collect();
        let slope = CountRegression::fit(&people).unwrap().slopes[0];
        ratios += u32::from((slope.estimate - 0.5).abs() <= 1.96 * slope.standard_error);
        let mut group = |n: u32, mean: f64| -> Vec<f64> {
            (0..n)
                .map(|_| mean + everybody.draw(&mut rng).predictor)
                .collect()
        };
        let interval = GroupDifference::of(&group(15, 0.6), &group(25, 0.0), 0.95)
            .unwrap()
            .interval;
        differences += u32::from(interval.lower <= 0.6 && 0.6 <= interval.upper);
    }
    let share = |n: u32| f64::from(n) / f64::from(REPLICATIONS);
    println!(
        "{REPLICATIONS} replications: ± 1.96 standard errors of a slope of counts (300 persons, dispersion .8) cover \
         {:.4}, the noncentral t interval of d (15 and 25 persons, d .6) {:.4}",
        share(ratios),
        share(differences)
    );
    assert!((0.93..=0.97).contains(&share(ratios)));
    assert!((0.93..=0.97).contains(&share(differences)));
}
