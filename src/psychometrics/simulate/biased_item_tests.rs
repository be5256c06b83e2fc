use super::*;
use crate::clock::seeded;
use crate::psychometrics::bias::{
    DifSample, EtsClass, Membership, logistic_dif, mantel_haenszel_dif,
};
use crate::psychometrics::simulate::standard_normal;

/// Twenty fair items of difficulties −1.5 to 1.5, the one at `biased` with a shift.
fn items(biased: usize, slope_shift: f64, difficulty_shift: f64) -> Vec<BiasedItem> {
    (0..20)
        .map(|item| {
            let fair = BiasedItem::fair(1.0, f64::from(item) * 3.0 / 19.0 - 1.5).unwrap();
            if usize::try_from(item) == Ok(biased) {
                return fair.with_shift(slope_shift, difficulty_shift).unwrap();
            }
            fair
        })
        .collect()
}

/// So many people of either group, the focal ones with this mean of the trait.
fn sample(items: &[BiasedItem], n: usize, focal_mean: f64, rng: &mut impl Rng) -> DifSample {
    let names: Vec<String> = (1..=items.len())
        .map(|number| format!("i{number}"))
        .collect();
    let (mut answers, mut groups) = (Vec::new(), Vec::new());
    for person in 0..2 * n {
        let is_focal = person % 2 == 0;
        let theta = standard_normal(rng) + if is_focal { focal_mean } else { 0.0 };
        let answer = |item: &BiasedItem, rng: &mut _| {
            let is_right = if is_focal {
                item.focal_answer(theta, rng)
            } else {
                item.answer(theta, rng)
            };
            Some(f64::from(u8::from(is_right)))
        };
        answers.push(items.iter().map(|item| answer(item, rng)).collect());
        groups.push(Some(if is_focal {
            Membership::Focal
        } else {
            Membership::Reference
        }));
    }
    DifSample::new(&names, &answers, &groups).unwrap()
}

#[test]
fn a_planted_item_is_found_and_the_others_are_not() {
    let mut rng = seeded(25);
    let sample = sample(&items(9, 0.0, 0.9), 1500, -0.5, &mut rng);
    let found = mantel_haenszel_dif(&sample).unwrap();
    assert_eq!(found[9].ets_class, Some(EtsClass::C));
    // The odds of the item are e^0.9 to 1 at every ability, and delta −2.35 × 0.9, but for the error of the total.
    assert!(
        (found[9].delta.unwrap() + 2.35 * 0.9).abs() < 0.5,
        "{found:?}"
    );
    let others = found.iter().enumerate().filter(|(item, _)| *item != 9);
    for (_, other) in others {
        assert_ne!(other.ets_class, Some(EtsClass::C), "{other:?}");
    }
}

#[test]
fn a_slope_that_differs_is_found_as_not_uniform() {
    let mut rng = seeded(26);
    let sample = sample(&items(10, 1.2, 0.0), 2000, 0.0, &mut rng);
    let found = logistic_dif(&sample).unwrap();
    let item = found[10].as_ref().unwrap();
    assert!(item.nonuniform.p < 0.001, "{:?}", item.nonuniform);
    assert!(item.nonuniform.statistic > item.uniform.statistic);
}

#[test]
fn impossible_items_are_refused() {
    assert!(BiasedItem::fair(0.0, 0.0).is_err());
    assert!(BiasedItem::fair(1.0, f64::NAN).is_err());
    let fair = BiasedItem::fair(1.0, 0.0).unwrap();
    assert!(fair.with_shift(-1.0, 0.0).is_err());
    assert!(fair.with_shift(0.0, f64::INFINITY).is_err());
    let extreme = BiasedItem::fair(1e300, -1e300).unwrap();
    assert!((0.0..=1.0).contains(&extreme.probability(f64::NAN)));
}

#[test]
fn slow_tests_of_items_err_as_often_as_they_say() {
    if !crate::psychometrics::reference::wants_slow("slow_tests_of_items_err_as_often_as_they_say")
    {
        return;
    }
    let mut rng = seeded(2026);
    let (replications, n) = (1000_u32, 400);
    let (mut matched, mut uniform, mut nonuniform) = ([0_u32; 2], [0_u32; 2], [0_u32; 2]);
    for _ in 0..replications {
        // Item 10 is planted, item 5 is fair; the groups do not differ in ability.
        let sample = sample(&items(10, 0.0, 0.6), n, 0.0, &mut rng);
        let by_total = mantel_haenszel_dif(&sample).unwrap();
        let by_regression = logistic_dif(&sample).unwrap();
        for (place, item) in [5, 10].into_iter().enumerate() {
            let regression = by_regression[item].as_ref().unwrap();
            matched[place] += u32::from(by_total[item].test.unwrap().p < 0.05);
            uniform[place] += u32::from(regression.uniform.p < 0.05);
            nonuniform[place] += u32::from(regression.nonuniform.p < 0.05);
        }
    }
    let share = |count: u32| f64::from(count) / f64::from(replications);
    eprintln!(
        "{replications} samples of {n} + {n} persons, 20 items, one harder by 0.6: a fair item found by Mantel-Haenszel {:.3}, \
         uniform logistic {:.3}, nonuniform {:.3}; the planted one {:.3}, {:.3}, {:.3}",
        share(matched[0]),
        share(uniform[0]),
        share(nonuniform[0]),
        share(matched[1]),
        share(uniform[1]),
        share(nonuniform[1]),
    );
    // Two binomial errors of 1000 are .014. The corrected test is a little cautious, and the planted item in the
    // total lifts the fair one's rate a little.
    for found in [matched[0], uniform[0], nonuniform[0]] {
        assert!((0.025..=0.075).contains(&share(found)));
    }
    assert!(share(matched[1]) > 0.8 && share(uniform[1]) > 0.8);
}
