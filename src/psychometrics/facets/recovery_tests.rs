//! The truth of simulated ratings is found again.

use rand::{Rng, RngExt};

use super::samples::{BY_ITEM, COMMON, fitted, on};
use super::{PeriodRatings, Rating, Ratings, drift, fit, rater_by_group, rater_by_item};
use crate::clock::seeded;
use crate::psychometrics::classical::correlation;
use crate::psychometrics::simulate::StepScale;

/// A design with known parameters.
#[derive(Debug, Clone)]
struct Truth {
    n_persons: usize,
    raters_per_person: usize,
    deviation: f64,
    severities: Vec<f64>,
    difficulties: Vec<f64>,
    steps: Vec<f64>,
}

#[derive(Debug)]
struct Drawn {
    rows: Vec<Rating>,
    abilities: Vec<f64>,
}

impl Truth {
    fn draw(&self, rng: &mut impl Rng) -> Drawn {
        self.draw_with(rng, |_, _, _| 0.0)
    }

    /// Ratings with something added to the severity of a rater for a person on an item.
    fn draw_with(&self, rng: &mut impl Rng, added: impl Fn(usize, usize, usize) -> f64) -> Drawn {
        let scale = StepScale::new(&self.steps).unwrap();
        let mut rows = Vec::new();
        let mut abilities = Vec::new();
        for person in 0..self.n_persons {
            let uniform: f64 = rng.random_range(1e-12..1.0);
            let ability = self.deviation * crate::psychometrics::normal::quantile(uniform).unwrap();
            abilities.push(ability);
            let mut raters: Vec<usize> = (0..self.severities.len()).collect();
            for _ in 0..self.raters_per_person {
                let rater = raters.swap_remove(rng.random_range(0..raters.len()));
                let mut score = |(item, difficulty): (usize, &f64)| {
                    let hardness = difficulty + self.severities[rater] + added(person, rater, item);
                    let category = scale.category(ability - hardness, rng);
                    Some(u32::try_from(category).unwrap())
                };
                let scores = self
                    .difficulties
                    .iter()
                    .enumerate()
                    .map(&mut score)
                    .collect();
                rows.push(Rating {
                    person,
                    rater,
                    scores,
                });
            }
        }
        Drawn { rows, abilities }
    }
}

fn small() -> Truth {
    Truth {
        n_persons: 100,
        raters_per_person: 2,
        deviation: 1.2,
        severities: vec![-0.6, -0.1, 0.0, 0.2, 0.5],
        difficulties: vec![-0.4, 0.1, 0.6],
        steps: vec![-1.2, 0.1, 1.1],
    }
}

#[test]
fn parameters_of_simulated_ratings_are_found_within_their_errors() {
    let truth = Truth {
        n_persons: 800,
        ..small()
    };
    let drawn = truth.draw(&mut seeded(301));
    for options in [COMMON, BY_ITEM] {
        let found = fitted(drawn.rows.clone(), &options).unwrap();
        for (rater, severity) in found.raters.iter().zip(&truth.severities) {
            assert!(
                (rater.severity - severity).abs() < 3.0 * rater.standard_error,
                "{rater:?}"
            );
            assert!((0.85..1.15).contains(&rater.infit.unwrap()), "{rater:?}");
            assert!((0.8..1.2).contains(&rater.outfit.unwrap()), "{rater:?}");
        }
        for (item, difficulty) in found.items.iter().zip(&truth.difficulties) {
            assert!(
                (item.difficulty - difficulty).abs() < 3.0 * item.standard_error,
                "{item:?}"
            );
            for ((step, error), expected) in item
                .steps
                .iter()
                .zip(&item.step_standard_errors)
                .zip(&truth.steps)
            {
                assert!((step - expected).abs() < 3.5 * error, "{item:?}");
            }
        }
        assert!(
            (found.person_variance.sqrt() - 1.2).abs() < 0.12,
            "{}",
            found.person_variance
        );
        // The reliability is the squared correlation of estimates with true abilities.
        let eaps: Vec<f64> = found
            .persons
            .iter()
            .map(|person| person.unwrap().eap)
            .collect();
        let r = correlation(&eaps, &drawn.abilities).unwrap();
        assert!(
            (r * r - found.reliability).abs() < 0.04,
            "{r} {}",
            found.reliability
        );
    }
}

#[test]
fn a_rater_who_drifts_is_found_and_the_steady_are_not() {
    let truth = Truth {
        n_persons: 900,
        ..small()
    };
    // Three periods by person; rater 1 becomes half a logit more severe each time.
    let period = |person: usize| person / 300;
    let added = |person: usize, rater: usize, _| {
        if rater == 1 {
            0.5 * period(person) as f64
        } else {
            0.0
        }
    };
    let drawn = truth.draw_with(&mut seeded(302), added);
    let periods: Vec<usize> = drawn.rows.iter().map(|row| period(row.person)).collect();
    let ratings = PeriodRatings::new(drawn.rows, &periods).unwrap();
    let found = drift(&ratings, &COMMON, &mut on).unwrap();
    assert_eq!((found.elements.len(), found.drifts.len()), (15, 5));
    for drift in &found.drifts {
        assert_eq!(drift.degrees_of_freedom, 2);
        for change in &drift.changes {
            let expected = if drift.rater == 1 {
                0.5 * change.period as f64
            } else {
                0.0
            };
            assert!(
                (change.change - expected).abs() < 3.0 * change.standard_error,
                "{change:?}"
            );
        }
        let is_found = drift.p < 0.01;
        assert_eq!(is_found, drift.rater == 1, "{drift:?}");
    }
}

#[test]
fn a_rater_who_is_harder_on_one_item_or_group_is_found() {
    let truth = Truth {
        n_persons: 600,
        ..small()
    };
    let on_item = |_, rater: usize, item: usize| if rater == 2 && item == 0 { 0.8 } else { 0.0 };
    let ratings = Ratings::new(truth.draw_with(&mut seeded(303), on_item).rows).unwrap();
    let found = fit(&ratings, &COMMON, &mut on).unwrap();
    let table = rater_by_item(&ratings, &found).unwrap();
    let z = |entry: &super::Interaction| entry.test.unwrap().z;
    let largest = table
        .iter()
        .max_by(|one, other| z(one).total_cmp(&z(other)))
        .unwrap();
    assert_eq!((largest.rater, largest.with), (2, 0));
    assert!(z(largest) > 4.0 && largest.residual < 0.0, "{largest:?}");
    // What one item has more, the rater's severity takes up in part.
    assert!(
        (0.5..1.1).contains(&largest.test.unwrap().size),
        "{largest:?}"
    );
    let on_group = |person: usize, rater: usize, _| {
        if rater == 3 && person % 2 == 1 {
            0.8
        } else {
            0.0
        }
    };
    let ratings = Ratings::new(truth.draw_with(&mut seeded(304), on_group).rows).unwrap();
    let found = fit(&ratings, &COMMON, &mut on).unwrap();
    let groups: Vec<usize> = (0..600).map(|person| 10 + person % 2).collect();
    let table = rater_by_group(&ratings, &found, &groups).unwrap();
    let largest = table
        .iter()
        .max_by(|one, other| z(one).total_cmp(&z(other)))
        .unwrap();
    assert_eq!((largest.rater, largest.with), (3, 11));
    assert!(z(largest) > 4.0, "{largest:?}");
}

#[test]
fn a_group_of_abler_persons_is_no_interaction() {
    let truth = Truth {
        n_persons: 400,
        ..small()
    };
    // Everybody gives the second group 0.8 logits more.
    let drawn = truth.draw_with(
        &mut seeded(305),
        |person, _, _| if person % 2 == 1 { -0.8 } else { 0.0 },
    );
    let ratings = Ratings::new(drawn.rows).unwrap();
    let found = fit(&ratings, &COMMON, &mut on).unwrap();
    let groups: Vec<usize> = (0..400).map(|person| person % 2).collect();
    for entry in rater_by_group(&ratings, &found, &groups).unwrap() {
        assert!(entry.test.unwrap().z.abs() < 3.0, "{entry:?}");
    }
}

/// How often the 95 % intervals of severities hold the truth, and how often tests at 5 % reject what is true.
#[test]
fn slow_intervals_of_severities_hold_the_truth_and_tests_keep_their_level() {
    if !crate::psychometrics::reference::wants_slow(
        "slow_intervals_of_severities_hold_the_truth_and_tests_keep_their_level",
    ) {
        return;
    }
    let truth = small();
    let mut rng = seeded(306);
    let mut study = Study::default();
    for _ in 0..REPLICATIONS {
        study.add(&truth, &Ratings::new(truth.draw(&mut rng).rows).unwrap());
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (infit, outfit) = (mean(&study.infits), mean(&study.outfits));
    eprintln!(
        "{REPLICATIONS} replications of 100 persons x 2 of 5 raters x 3 items, {} refused",
        study.n_refused
    );
    eprintln!(
        "mean infit {infit:.4}, mean outfit {outfit:.4}, mean variance {:.4} (1.44)",
        mean(&study.variances)
    );
    for (name, tally) in [
        ("severities", &study.severities),
        ("difficulties", &study.difficulties),
        ("steps", &study.steps),
        ("z of rater by item", &study.z_of_items),
        ("z of rater by group", &study.z_of_groups),
    ] {
        eprintln!("{name}: {tally}");
        assert!((0.93..0.97).contains(&tally.coverage()), "{name}: {tally}");
    }
    assert!(study.n_refused < REPLICATIONS / 100);
    assert!((infit - 1.0).abs() < 0.02 && (outfit - 1.0).abs() < 0.03);
}

const REPLICATIONS: usize = 1000;

#[derive(Debug, Default)]
struct Study {
    n_refused: usize,
    severities: Tally,
    difficulties: Tally,
    steps: Tally,
    z_of_items: Tally,
    z_of_groups: Tally,
    infits: Vec<f64>,
    outfits: Vec<f64>,
    variances: Vec<f64>,
}

impl Study {
    fn add(&mut self, truth: &Truth, ratings: &Ratings) {
        let Ok(found) = fit(ratings, &COMMON, &mut on) else {
            self.n_refused += 1;
            return;
        };
        self.variances.push(found.person_variance);
        for (rater, severity) in found.raters.iter().zip(&truth.severities) {
            self.severities
                .add(rater.severity - severity, rater.standard_error);
            self.infits.extend(rater.infit);
            self.outfits.extend(rater.outfit);
        }
        for (item, difficulty) in found.items.iter().zip(&truth.difficulties) {
            self.difficulties
                .add(item.difficulty - difficulty, item.standard_error);
        }
        let item = &found.items[0];
        for ((step, error), expected) in item
            .steps
            .iter()
            .zip(&item.step_standard_errors)
            .zip(&truth.steps)
        {
            self.steps.add(step - expected, *error);
        }
        for entry in rater_by_item(ratings, &found).unwrap() {
            self.z_of_items.add(entry.test.unwrap().z, 1.0);
        }
        let groups: Vec<usize> = (0..truth.n_persons).map(|person| person % 2).collect();
        for entry in rater_by_group(ratings, &found, &groups).unwrap() {
            self.z_of_groups.add(entry.test.unwrap().z, 1.0);
        }
    }
}

/// Errors of estimates against their standard errors.
#[derive(Debug, Default)]
struct Tally {
    n: f64,
    held: f64,
    sum: f64,
    squares: f64,
    variances: f64,
}

impl Tally {
    fn add(&mut self, error: f64, standard_error: f64) {
        self.n += 1.0;
        self.held += f64::from(u8::from(error.abs() < 1.959964 * standard_error));
        self.sum += error;
        self.squares += error * error;
        self.variances += standard_error * standard_error;
    }

    fn coverage(&self) -> f64 {
        self.held / self.n
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (bias, rms) = (self.sum / self.n, (self.squares / self.n).sqrt());
        let expected = (self.variances / self.n).sqrt();
        write!(
            f,
            "covered {:.4}, bias {bias:.4}, RMSE {rms:.4}, standard error {expected:.4}",
            self.coverage()
        )
    }
}
