use super::*;

fn person(events: u32, exposure: f64, predictors: &[f64]) -> ObservedCount {
    ObservedCount {
        events,
        exposure,
        predictors: predictors.to_vec(),
    }
}

#[test]
fn mites_on_apple_leaves_have_the_published_dispersion() {
    // Bliss & Fisher (1953), Biometrics 9, 176-200: 150 leaves, mean 1.14667, k = 1 / α = 1.02459 by maximum
    // likelihood.
    let mut leaves = Vec::new();
    for (mites, n) in (0..).zip([70, 38, 17, 10, 9, 3, 2, 1]) {
        leaves.extend((0..n).map(|_| person(mites, 1.0, &[])));
    }
    let fit = CountRegression::fit(&leaves).unwrap();
    assert_eq!((fit.n_persons, fit.n_events), (150, 172));
    assert!((fit.intercept.estimate - (172.0_f64 / 150.0).ln()).abs() < 1e-10);
    let k = 1.0 / fit.dispersion;
    assert!((k - 1.02459).abs() < 5e-6, "{k}");
    // With no predictor the mean's error is √((μ + αμ²) / n) / μ on the scale of logarithms.
    let mean: f64 = 172.0 / 150.0;
    let error = ((mean + fit.dispersion * mean * mean) / 150.0).sqrt() / mean;
    assert!((fit.intercept.standard_error - error).abs() < 1e-10);
    assert!(fit.overdispersion_p().unwrap() < 1e-6);
    assert!(fit.log_likelihood > fit.poisson_log_likelihood);
}

#[test]
fn two_groups_have_the_logarithm_of_their_rates() {
    // Poisson with one predictor of two values: rates 4 / 4 and 6 / 3, errors √(1 / 4 + 1 / 6) by hand.
    let people = [
        person(1, 1.0, &[0.0]),
        person(3, 3.0, &[0.0]),
        person(4, 2.0, &[1.0]),
        person(2, 1.0, &[1.0]),
    ];
    let fit = CountRegression::fit(&people).unwrap();
    assert!(fit.dispersion.abs() < 1e-15 && fit.dispersion_standard_error.is_none());
    assert!(fit.intercept.estimate.abs() < 1e-10);
    assert!((fit.intercept.standard_error - 0.5).abs() < 1e-10);
    assert!((fit.slopes[0].standard_error - (5.0_f64 / 12.0).sqrt()).abs() < 1e-10);
    assert!((fit.slopes[0].rate_ratio().unwrap() - 2.0).abs() < 1e-10);
    assert!((fit.expected(&[1.0], 3.0).unwrap() - 6.0).abs() < 1e-9);
    assert_eq!(fit.overdispersion_p(), Some(1.0));
}

#[test]
fn exposures_in_other_units_move_the_intercept_only() {
    let people = |unit: f64| -> Vec<ObservedCount> {
        (0..60_u32)
            .map(|i| {
                let x = f64::from(i % 7);
                person(
                    (i * i) % 11 / (1 + i % 3),
                    unit * f64::from(1 + i % 4),
                    &[x],
                )
            })
            .collect()
    };
    let first = CountRegression::fit(&people(1.0)).unwrap();
    let second = CountRegression::fit(&people(12.0)).unwrap();
    assert!((first.slopes[0].estimate - second.slopes[0].estimate).abs() < 1e-9);
    assert!((first.dispersion - second.dispersion).abs() < 1e-9);
    let moved = first.intercept.estimate - second.intercept.estimate;
    assert!((moved - 12.0_f64.ln()).abs() < 1e-9);
}

#[test]
fn counts_without_a_solution_are_refused() {
    let none = [person(0, 1.0, &[]), person(0, 2.0, &[])];
    assert_eq!(CountRegression::fit(&none), Err(Error::NoVariance));
    assert_eq!(
        CountRegression::fit(&none[..1]),
        Err(Error::TooFewPersons { n: 1, minimum: 2 })
    );
    assert!(matches!(
        CountRegression::fit(&[person(1, 0.0, &[]), person(1, 1.0, &[])]),
        Err(Error::OutOfRange { .. })
    ));
    let constant = [1.0, 2.0, 3.0].map(|e| person(2, e, &[0.1]));
    assert_eq!(
        CountRegression::fit(&constant),
        Err(Error::Collinear { predictor_idx: 0 })
    );
    let copied = [1.0, 2.0, 4.0, 8.0].map(|x| person(2, 1.0, &[x, 3.0 * x - 1.0]));
    assert_eq!(
        CountRegression::fit(&copied),
        Err(Error::Collinear { predictor_idx: 1 })
    );
    // Nobody of the second group has an event: its rate is 0, the coefficient minus infinity.
    let parted = [(3, 0.0), (2, 0.0), (0, 1.0), (0, 1.0)].map(|(y, x)| person(y, 1.0, &[x]));
    assert!(CountRegression::fit(&parted).is_err());
    assert!(CountRegression::fit(&[]).is_err());
    assert!(CountRegression::fit(&[person(1, 1.0, &[]), person(1, 1.0, &[1.0])]).is_err());
}
