//! Whether calibrations find again what made the answers, in hundreds of simulated samples.
//!
//! These are slow: `make test-slow` runs them, and they print what they found.

use std::ops::ControlFlow;

use nalgebra::DMatrix;

use super::calibrate::{Family, ItemDesign, Model, Options, calibrate};
use super::{ItemModel, Latent, Quadrature};
use crate::clock::seeded;
use crate::psychometrics::simulate::{BankPlan, ItemKind, abilities, item_answers};

/// How often each study is repeated.
const REPLICATIONS: u64 = 500;

/// The two designs that are studied: so many items and persons.
const DESIGNS: [(ItemKind, Model, usize, usize); 2] = [
    (ItemKind::Logistic, Model::TwoParameter, 20, 1000),
    (
        ItemKind::Graded { n_categories: 4 },
        Model::Graded,
        10,
        1000,
    ),
];

/// Slope and intercepts side by side.
fn parameters(items: &[ItemModel]) -> Vec<f64> {
    let lists = items
        .iter()
        .flat_map(|item| std::iter::once(item.slope()).chain(item.intercepts().to_vec()));
    lists.collect()
}

/// The probability of every category of every item at every node: `items`, `categories`, `nodes`.
fn curves(items: &[ItemModel], quadrature: &Quadrature) -> Vec<Vec<Vec<f64>>> {
    items
        .iter()
        .map(|item| super::sum_score::curve(item, quadrature.nodes()))
        .collect()
}

/// A person's posterior weights.
fn posterior(
    answers: impl Iterator<Item = Option<u8>>,
    curves: &[Vec<Vec<f64>>],
    prior: &[f64],
) -> Vec<f64> {
    let mut weights = prior.to_vec();
    for (answer, curve) in answers.zip(curves) {
        let Some(category) = answer else { continue };
        for (weight, probability) in weights.iter_mut().zip(&curve[usize::from(category)]) {
            *weight *= probability;
        }
    }
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / total).collect()
}

/// The bound of Cramér and Rao for each parameter at a sample size: the roots of the diagonal of the inverse Fisher
/// information of the marginal likelihood, whose expectation is taken over simulated people and whose scores are
/// differences of log-probabilities, so that nothing of the calibration itself is used.
fn cramer_rao(items: &[ItemModel], n_persons: usize) -> Vec<f64> {
    const SIMULATED: usize = 20_000;
    let quadrature = Quadrature::default();
    let prior = quadrature.weights(Latent::STANDARD);
    let mut rng = seeded(77);
    let thetas = abilities(SIMULATED, (0.0, 1.0), &mut rng).unwrap();
    let answers = item_answers(items, &thetas, 0.0, &mut rng).unwrap();
    let at = curves(items, &quadrature);
    let slopes = log_slopes(items, &quadrature);
    let n_parameters = slopes.iter().map(Vec::len).sum();
    let mut information = DMatrix::<f64>::zeros(n_parameters, n_parameters);
    for person_idx in 0..SIMULATED {
        let weights = posterior(answers.person(person_idx), &at, &prior);
        let mut score = Vec::with_capacity(n_parameters);
        for (answer, of_item) in answers.person(person_idx).zip(&slopes) {
            let category = usize::from(answer.unwrap());
            score.extend(of_item.iter().map(|of_parameter| -> f64 {
                let at_nodes = of_parameter[category].iter().zip(&weights);
                at_nodes.map(|(slope, weight)| slope * weight).sum()
            }));
        }
        for (row, a) in score.iter().enumerate() {
            for (column, b) in score.iter().enumerate() {
                information[(row, column)] += a * b / SIMULATED as f64;
            }
        }
    }
    let inverse = information.try_inverse().unwrap();
    (0..n_parameters)
        .map(|idx| (inverse[(idx, idx)] / n_persons as f64).sqrt())
        .collect()
}

/// ∂ ln P / ∂ parameter by central differences: `items`, `parameters`, `categories`, `nodes`.
fn log_slopes(items: &[ItemModel], quadrature: &Quadrature) -> Vec<Vec<Vec<Vec<f64>>>> {
    const STEP: f64 = 1e-5;
    let of_item = |item: &ItemModel| {
        let family = ItemDesign::fixed(item).family;
        let values = parameters(std::slice::from_ref(item));
        let moved = |idx: usize, step: f64| {
            let mut values = values.clone();
            values[idx] += step;
            super::sum_score::curve(&family.model(&values).unwrap(), quadrature.nodes())
        };
        let of_parameter = |idx: usize| {
            let (below, above) = (moved(idx, -STEP), moved(idx, STEP));
            let categories = below.iter().zip(&above);
            categories
                .map(|(below, above)| {
                    let nodes = below.iter().zip(above);
                    nodes
                        .map(|(a, b)| (b.ln() - a.ln()) / (2.0 * STEP))
                        .collect()
                })
                .collect()
        };
        (0..values.len()).map(of_parameter).collect()
    };
    items.iter().map(of_item).collect()
}

/// Mean error and root mean squared error of some parameters over all replications, and the mean bound.
#[derive(Debug)]
struct Summary {
    bias: f64,
    largest_bias_in_errors: f64,
    rmse: f64,
    bound: f64,
    worst_ratio: f64,
    best_ratio: f64,
}

fn summary(errors: &[Vec<f64>], bounds: &[f64], is_wanted: impl Fn(usize) -> bool) -> Summary {
    let n = errors.len() as f64;
    let wanted: Vec<usize> = (0..bounds.len()).filter(|idx| is_wanted(*idx)).collect();
    let bias = |idx: usize| errors.iter().map(|error| error[idx]).sum::<f64>() / n;
    let square = |idx: usize| errors.iter().map(|error| error[idx].powi(2)).sum::<f64>() / n;
    let mean = |of: &dyn Fn(usize) -> f64| {
        wanted.iter().map(|idx| of(*idx)).sum::<f64>() / wanted.len() as f64
    };
    let ratios = || wanted.iter().map(|idx| square(*idx).sqrt() / bounds[*idx]);
    Summary {
        bias: mean(&bias),
        largest_bias_in_errors: wanted
            .iter()
            .map(|idx| bias(*idx).abs() / bounds[*idx])
            .fold(0.0, f64::max),
        rmse: mean(&square).sqrt(),
        bound: mean(&|idx| bounds[idx].powi(2)).sqrt(),
        worst_ratio: ratios().fold(0.0, f64::max),
        best_ratio: ratios().fold(f64::INFINITY, f64::min),
    }
}

#[test]
fn slow_parameters_are_recovered_near_the_bound_of_cramer_and_rao() {
    if !crate::psychometrics::reference::wants_slow("parameters near the bound of Cramér and Rao")
    {
        return;
    }
    for (kind, model, n_items, n_persons) in DESIGNS {
        let items = BankPlan::new(kind).items(n_items, &mut seeded(50)).unwrap();
        let truth = parameters(&items);
        let bounds = cramer_rao(&items, n_persons);
        let mut errors = Vec::new();
        let (mut covered, mut n) = (0.0, 0.0);
        for replication in 0..REPLICATIONS {
            let mut rng = seeded(1000 + replication);
            let thetas = abilities(n_persons, (0.0, 1.0), &mut rng).unwrap();
            let answers = item_answers(&items, &thetas, 0.0, &mut rng).unwrap();
            let options = Options::new(model);
            let found = calibrate(&answers, &options, &mut |_| ControlFlow::Continue(()));
            let found = found.unwrap();
            let claimed = found.standard_errors().unwrap().items.into_iter();
            let claimed =
                claimed.flat_map(|item| std::iter::once(item.slope).chain(item.intercepts));
            let values = parameters(&found.models());
            let missed: Vec<f64> = values.iter().zip(&truth).map(|(a, b)| a - b).collect();
            for (missed, claimed) in missed.iter().zip(claimed) {
                covered += f64::from(u8::from(missed.abs() <= 1.959964 * claimed.unwrap()));
                n += 1.0;
            }
            errors.push(missed);
        }
        let per_item = truth.len() / n_items;
        let slopes = summary(&errors, &bounds, |idx| idx % per_item == 0);
        let intercepts = summary(&errors, &bounds, |idx| idx % per_item != 0);
        let share = covered / n;
        eprintln!(
            "{model:?}, {n_items} items, {n_persons} persons, {REPLICATIONS} replications: 95 % intervals of parameters cover {share:.4}"
        );
        assert!((0.93..=0.97).contains(&share), "{share}");
        for (what, found) in [("slopes", slopes), ("intercepts", intercepts)] {
            eprintln!(
                "  {what}: bias {:+.4} (largest {:.2} standard errors), RMSE {:.4}, bound {:.4}, RMSE / bound {:.3} to {:.3}",
                found.bias,
                found.largest_bias_in_errors,
                found.rmse,
                found.bound,
                found.best_ratio,
                found.worst_ratio
            );
            // A root mean square of 500 has a standard error of 3.2 %; small samples cost a few percent more, and the
            // estimates of large slopes are skewed.
            assert!(
                (0.95..1.12).contains(&(found.rmse / found.bound)),
                "{found:?}"
            );
            assert!(found.largest_bias_in_errors < 0.35, "{found:?}");
        }
    }
}

#[test]
fn slow_intervals_of_abilities_cover_them_as_often_as_they_say() {
    if !crate::psychometrics::reference::wants_slow("intervals of abilities") {
        return;
    }
    for (kind, model, n_items, n_persons) in DESIGNS {
        let items = BankPlan::new(kind).items(n_items, &mut seeded(51)).unwrap();
        let quadrature = Quadrature::default();
        let (mut covered, mut square, mut error, mut claimed, mut n) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for replication in 0..REPLICATIONS {
            let mut rng = seeded(5000 + replication);
            let thetas = abilities(n_persons, (0.0, 1.0), &mut rng).unwrap();
            let answers = item_answers(&items, &thetas, 0.0, &mut rng).unwrap();
            let options = Options::new(model);
            let found = calibrate(&answers, &options, &mut |_| ControlFlow::Continue(())).unwrap();
            let at = (&quadrature, found.latent);
            let scores = super::scores::eap(&answers, &found.models(), at).unwrap();
            for (score, theta) in scores.iter().zip(&thetas) {
                let (eap, deviation) = (score.theta, score.standard_error);
                let is_covered = (eap - theta).abs() <= 1.959964 * deviation;
                covered += f64::from(u8::from(is_covered));
                square += (eap - theta).powi(2);
                error += eap - theta;
                claimed += deviation * deviation;
                n += 1.0;
            }
        }
        let share = covered / n;
        eprintln!(
            "{model:?}, {n_items} items, {n_persons} persons, {REPLICATIONS} replications: 95 % intervals cover {share:.4}; EAP bias {:+.4}, RMSE {:.4}, claimed {:.4}",
            error / n,
            (square / n).sqrt(),
            (claimed / n).sqrt()
        );
        assert!((0.93..=0.97).contains(&share), "{share}");
        // No estimate of θ is closer on average than the posterior mean of the true model: Bayes' own bound.
        assert!(((square / claimed).sqrt() - 1.0).abs() < 0.02);
    }
}

#[test]
fn a_single_calibration_lies_within_four_errors_of_the_truth() {
    // One replication of the slow study, with the same bound for its errors.
    let kind = ItemKind::Graded { n_categories: 3 };
    let items = BankPlan::new(kind).items(6, &mut seeded(52)).unwrap();
    let family = ItemDesign::fixed(&items[0]).family;
    assert_eq!(family, Family::Graded);
    let mut rng = seeded(53);
    let thetas = abilities(1500, (0.0, 1.0), &mut rng).unwrap();
    let answers = item_answers(&items, &thetas, 0.0, &mut rng).unwrap();
    let options = Options::new(Model::Graded);
    let found = calibrate(&answers, &options, &mut |_| ControlFlow::Continue(())).unwrap();
    let pairs = items.iter().zip(found.models());
    for (truth, found) in pairs {
        for theta in [-1.0, 0.0, 1.0] {
            let difference = truth.expected_score(theta) - found.expected_score(theta);
            assert!(difference.abs() < 0.1, "{truth:?} {found:?}");
        }
    }
}
