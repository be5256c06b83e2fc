//! Whether estimates find the latency of stopping again that simulated people have.

use rand::Rng;
use rand::seq::SliceRandom;

use super::{
    Performance, Signal, StaircaseTrial, Trial, kind, ssrt_split_by_staircase, ssrt_split_half,
};
use crate::clock::seeded;
use crate::psychometrics::classical::correlation;
use crate::psychometrics::descriptive::mean;
use crate::psychometrics::reaction::reliability::{Plan, permuted_reliability};
use crate::psychometrics::simulate::{ExGaussian, RaceParticipant};

/// A person with this centre of the stop latency, this tail of the go latency and this share of omissions.
fn person(stop_mu_ms: f64, tail_ms: f64, omission: f64) -> RaceParticipant {
    RaceParticipant {
        go: ExGaussian::new(400.0, 50.0, tail_ms).unwrap(),
        stop: ExGaussian::new(stop_mu_ms, 20.0, 15.0).unwrap(),
        trigger_failure: 0.0,
        omission,
        choice_error: 0.02,
    }
}

/// Every fourth trial a stop trial, one staircase of 50 ms steps from 200 ms, as the consensus guide has it.
fn task(person: &RaceParticipant, n_stop: u32, rng: &mut impl Rng) -> Vec<Trial> {
    let mut delay_ms = 200.0_f64;
    let mut trials = Vec::new();
    for number in 0..4 * n_stop {
        let signal = if number % 4 == 3 {
            Signal::Stop { delay_ms }
        } else {
            Signal::Go
        };
        let response = person.respond(signal, 1500.0, rng);
        if signal != Signal::Go {
            let step_ms = if response.is_some() { -50.0 } else { 50.0 };
            delay_ms = (delay_ms + step_ms).clamp(0.0, 1250.0);
        }
        trials.push(Trial {
            block: number / 64,
            signal,
            response,
        });
    }
    trials
}

struct Recovery {
    n_estimates: usize,
    bias_ms: f64,
    rmse_ms: f64,
}

fn recovery(estimates: &[Option<f64>], truth_ms: f64) -> Recovery {
    let errors: Vec<f64> = estimates.iter().flatten().map(|ms| ms - truth_ms).collect();
    let squares: f64 = errors.iter().map(|error| error.powi(2)).sum();
    Recovery {
        n_estimates: errors.len(),
        bias_ms: mean(&errors).unwrap(),
        rmse_ms: (squares / errors.len() as f64).sqrt(),
    }
}

#[test]
fn omissions_counted_as_slowest_answers_keep_the_estimate_in_place() {
    let person = person(210.0, 80.0, 0.1);
    let mut rng = seeded(1);
    let estimates: Vec<Option<f64>> = (0..80)
        .map(|_| Performance::of(&task(&person, 64, &mut rng)).integration_ms)
        .collect();
    // A single estimate errs by some 18 ms, the mean of 80 by 2.
    let found = recovery(&estimates, person.stop.mean_ms());
    assert!(found.bias_ms.abs() < 12.0, "{}", found.bias_ms);
}

#[test]
fn slow_recovery_of_the_stop_latency_by_both_methods() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_recovery_of_the_stop_latency_by_both_methods",
    ) {
        return;
    }
    // The longer the go tail and the more omissions, the more the estimate falls short: by 2.7, 6.5, 9.8 and 10.6 ms at
    // most with 64 stop trials or more. Each bound leaves three standard errors of the mean of 2000.
    for (tail_ms, omission, most_bias_ms) in [
        (50.0, 0.0, 3.7),
        (100.0, 0.0, 7.8),
        (150.0, 0.0, 11.5),
        (100.0, 0.1, 12.2),
    ] {
        for n_stop in [25, 48, 64, 96] {
            let person = person(200.0, tail_ms, omission);
            let truth_ms = person.stop.mean_ms();
            let mut rng = seeded(20261125);
            let seen: Vec<Performance> = (0..2000)
                .map(|_| Performance::of(&task(&person, n_stop, &mut rng)))
                .collect();
            let of = |figure: fn(&Performance) -> Option<f64>| {
                recovery(&seen.iter().map(figure).collect::<Vec<_>>(), truth_ms)
            };
            let (integration, mean) = (of(|p| p.integration_ms), of(|p| p.mean_method_ms));
            eprintln!(
                "go tail {tail_ms} ms, omissions {omission}, {n_stop} stop trials ({} estimates): integration bias {:.1}, RMSE {:.1} ms; mean method bias {:.1}, RMSE {:.1} ms",
                integration.n_estimates,
                integration.bias_ms,
                integration.rmse_ms,
                mean.bias_ms,
                mean.rmse_ms
            );
            if n_stop >= 64 {
                assert!(
                    integration.bias_ms.abs() < most_bias_ms,
                    "{}",
                    integration.bias_ms
                );
                assert!(integration.rmse_ms < 30.0, "{}", integration.rmse_ms);
            }
        }
    }
}

/// People whose stop latencies spread by 30 ms.
fn sample(n_persons: u32, rng: &mut impl Rng) -> Vec<RaceParticipant> {
    let spread = ExGaussian::new(200.0, 30.0, 0.0).unwrap();
    (0..n_persons)
        .map(|_| person(spread.draw(rng), 80.0, 0.01))
        .collect()
}

/// Every fourth trial a stop trial, its delay set by one of two staircases, mixed within each block as in shipped tasks.
fn task_of_two(person: &RaceParticipant, rng: &mut impl Rng) -> Vec<StaircaseTrial> {
    let mut delays_ms = [200.0_f64, 300.0];
    let mut trials = Vec::new();
    let mut order = [0, 1].repeat(8);
    for number in 0..256_u32 {
        if number % 64 == 0 {
            order.shuffle(rng);
        }
        let staircase = (number % 4 == 3).then(|| order[(number % 64 / 4) as usize]);
        let signal = staircase.map_or(Signal::Go, |at| Signal::Stop {
            delay_ms: delays_ms[at],
        });
        let response = person.respond(signal, 1250.0, rng);
        if let Some(at) = staircase {
            let step_ms = if response.is_some() { -50.0 } else { 50.0 };
            delays_ms[at] = (delays_ms[at] + step_ms).clamp(50.0, 900.0);
        }
        trials.push(StaircaseTrial {
            trial: Trial {
                block: number / 64,
                signal,
                response,
            },
            staircase,
        });
    }
    trials
}

#[test]
fn halves_by_staircase_are_as_reliable_as_a_second_sitting_is() {
    let mut rng = seeded(20261126);
    let plain = |trials: &[StaircaseTrial]| -> Vec<Trial> {
        trials.iter().map(|tracked| tracked.trial).collect()
    };
    let people = sample(800, &mut rng);
    let first: Vec<_> = people.iter().map(|p| task_of_two(p, &mut rng)).collect();
    let again: Vec<_> = people.iter().map(|p| task_of_two(p, &mut rng)).collect();
    let (one, other): (Vec<f64>, Vec<f64>) = first
        .iter()
        .zip(&again)
        .filter_map(|(first, again)| {
            let ssrt_ms = |trials| Performance::of(&plain(trials)).integration_ms;
            ssrt_ms(first).zip(ssrt_ms(again))
        })
        .unzip();
    let truth = correlation(&one, &other).unwrap();
    let odd_even: Vec<_> = first.iter().map(|trials| plain(trials)).collect();
    let odd_even = ssrt_split_half(&odd_even).unwrap().spearman_brown.unwrap();
    let by_staircase = ssrt_split_by_staircase(&first).unwrap();
    let by_staircase = by_staircase.spearman_brown.unwrap();
    eprintln!(
        "second sitting {truth:.3}, by staircase {by_staircase:.3}, odd and even {odd_even:.3}"
    );
    // Each correlation of 800 people has a standard error of about .015.
    assert!(
        (by_staircase - truth).abs() < 0.05,
        "{by_staircase} for {truth}"
    );
    assert!(odd_even - truth > 0.04, "{odd_even} for {truth}");
}

#[test]
fn slow_coverage_of_intervals_over_random_halves() {
    if !crate::psychometrics::reference::wants_slow("slow_coverage_of_intervals_over_random_halves")
    {
        return;
    }
    let ssrt = |trials: &[Trial]| Performance::of(trials).integration_ms;
    let mut rng = seeded(5);
    for n_stop in [64, 96] {
        // The reliability as it is: the correlation of two whole tasks done by the same people.
        let (first, second): (Vec<f64>, Vec<f64>) = sample(4000, &mut rng)
            .iter()
            .filter_map(|person| {
                let first = ssrt(&task(person, n_stop, &mut rng));
                first.zip(ssrt(&task(person, n_stop, &mut rng)))
            })
            .unzip();
        let truth = correlation(&first, &second).unwrap();
        let plan = Plan {
            n_splits: 100,
            share: 0.95,
        };
        let (mut n_covered, mut means, mut widths) = (0_u32, Vec::new(), Vec::new());
        for _ in 0..500 {
            let people: Vec<Vec<Trial>> = sample(50, &mut rng)
                .iter()
                .map(|person| task(person, n_stop, &mut rng))
                .collect();
            let found = permuted_reliability(&people, kind, ssrt, plan, &mut rng).unwrap();
            n_covered += u32::from(found.lower < truth && truth < found.upper);
            means.push(found.spearman_brown);
            widths.push(found.upper - found.lower);
        }
        eprintln!(
            "{n_stop} stop trials: reliability of two whole tasks {truth:.3}; 50 people, 500 samples: mean of random halves {:.3}, interval {:.3} wide, holds the truth in {:.3}",
            mean(&means).unwrap(),
            mean(&widths).unwrap(),
            f64::from(n_covered) / 500.0
        );
        assert!((mean(&means).unwrap() - truth).abs() < 0.1);
    }
}
