//! What a questionnaire will be like, before anybody is asked.

use rand::Rng;

use super::{Error, ItemBank, Rules, Session};
use crate::psychometrics::simulate::item_answer;

/// How long, how exact and how open a questionnaire is on simulated people.
#[derive(Debug, Clone, PartialEq)]
pub struct Study {
    /// The mean number of questions.
    pub mean_length: f64,
    /// The mean of estimate less ability.
    pub bias: f64,
    /// The root of the mean squared error of the estimates.
    pub rmse: f64,
    /// The mean of the standard errors that were given.
    pub mean_standard_error: f64,
    /// Each item's share of the people who were asked it.
    pub exposure: Vec<f64>,
    /// Each item's share of the people for whom it was next, asked or set aside.
    pub(super) selection: Vec<f64>,
}

/// Asks simulated people of these abilities.
///
/// *Model*: each person has a [`Session`] of their own and answers each item offered by its model at their ability.
///
/// *Takes / gives*: abilities on the bank's scale; lengths in questions, errors in the unit of the ability, exposures
/// from 0 to 1.
///
/// *Edges*: people answer as the bank's models say, so the study cannot show what wrong parameters would do.
///
/// *Errors*: nobody, rules that do not go with the bank.
///
/// ```
/// use composure::psychometrics::{adaptive::*, irt::Latent, simulate::{BankPlan, ItemKind, abilities}};
/// let mut rng = composure::clock::seeded(2);
/// let bank = ItemBank::of_one_area(BankPlan::new(ItemKind::Logistic).items(60, &mut rng)?)?;
/// let rules = Rules {
///     content: ContentPlan::single(),
///     exposure: Exposure::Randomesque { n_best: 4 },
///     stopping: Stopping::new(0.45, 3, 25)?,
///     population: Latent::STANDARD,
///     estimator: Estimator::ExpectedAPosteriori,
/// };
/// let study = simulate(&bank, &rules, &abilities(30, (0.0, 1.0), &mut rng)?, &mut rng)?;
/// assert!(study.mean_length < 25.0 && study.rmse < 0.8);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn simulate(
    bank: &ItemBank,
    rules: &Rules,
    thetas: &[f64],
    rng: &mut impl Rng,
) -> Result<Study, Error> {
    let n = thetas.len() as f64;
    super::checked(
        n,
        !thetas.is_empty(),
        "number of simulated people",
        "at least 1",
    )?;
    let mut asked = vec![0.0; bank.items().len()];
    let mut selected = vec![0.0; bank.items().len()];
    let (mut length, mut error, mut square, mut claimed) = (0.0, 0.0, 0.0, 0.0);
    for &theta in thetas {
        super::checked(
            theta,
            theta.is_finite(),
            "ability of a simulated person",
            "finite",
        )?;
        let mut session = Session::new(bank, rules)?;
        while let Some(item_idx) = session.offer(rng) {
            let answer = item_answer(&bank.items()[item_idx].model, theta, rng);
            session.answer(item_idx, answer)?;
        }
        for (item_idx, _) in session.answers() {
            asked[*item_idx] += 1.0;
            selected[*item_idx] += 1.0;
        }
        for item_idx in session.set_aside() {
            selected[*item_idx] += 1.0;
        }
        let estimate = session.estimate();
        length += session.answers().len() as f64;
        error += estimate.theta - theta;
        square += (estimate.theta - theta).powi(2);
        claimed += estimate.standard_error;
    }
    let share = |counts: Vec<f64>| counts.into_iter().map(|count| count / n).collect();
    Ok(Study {
        mean_length: length / n,
        bias: error / n,
        rmse: (square / n).sqrt(),
        mean_standard_error: claimed / n,
        exposure: share(asked),
        selection: share(selected),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::adaptive::{BankItem, ContentPlan, Estimator, Exposure, Stopping};
    use crate::psychometrics::irt::Latent;
    use crate::psychometrics::simulate::{BankPlan, ItemKind, abilities};

    fn bank(kind: ItemKind, n_items: usize) -> ItemBank {
        let models = BankPlan::new(kind).items(n_items, &mut seeded(11)).unwrap();
        let items = models.into_iter().enumerate();
        let items = items.map(|(idx, model)| BankItem {
            model,
            content: idx % 3,
        });
        ItemBank::new(items.collect()).unwrap()
    }

    fn rules(exposure: Exposure, stopping: Stopping) -> Rules {
        Rules {
            content: ContentPlan::new(&[1.0, 1.0, 1.0]).unwrap(),
            exposure,
            stopping,
            population: Latent::STANDARD,
            estimator: Estimator::ExpectedAPosteriori,
        }
    }

    /// A fixed form of the bank's first items, then a questionnaire that stops at the fixed form's error.
    fn compare(kind: ItemKind, n_persons: usize) -> (Study, Study) {
        let mut rng = seeded(12);
        let thetas = abilities(n_persons, (0.0, 1.0), &mut rng).unwrap();
        let whole = bank(kind, 120);
        let form = ItemBank::new(whole.items()[..24].to_vec()).unwrap();
        let to_the_end = Stopping::new(1e-6, 24, 24).unwrap();
        let fixed = rules(Exposure::Uncontrolled, to_the_end);
        let fixed = simulate(&form, &fixed, &thetas, &mut rng).unwrap();
        let as_exact = Stopping::new(fixed.mean_standard_error, 4, 24).unwrap();
        let adaptive = rules(Exposure::Randomesque { n_best: 3 }, as_exact);
        let adaptive = simulate(&whole, &adaptive, &thetas, &mut rng).unwrap();
        (fixed, adaptive)
    }

    #[test]
    fn half_as_many_questions_give_the_same_error() {
        for kind in [ItemKind::Logistic, ItemKind::Graded { n_categories: 4 }] {
            let (fixed, adaptive) = compare(kind, 150);
            eprintln!(
                "{kind:?}: {} questions, error {:.3} (claimed {:.3}); adaptive {:.1}, error {:.3} (claimed {:.3}), most exposed {:.2}",
                fixed.mean_length,
                fixed.rmse,
                fixed.mean_standard_error,
                adaptive.mean_length,
                adaptive.rmse,
                adaptive.mean_standard_error,
                adaptive.exposure.iter().copied().fold(0.0, f64::max),
            );
            assert!(
                adaptive.mean_length <= 0.5 * fixed.mean_length,
                "{adaptive:?}"
            );
            assert!(adaptive.rmse <= 1.1 * fixed.rmse, "{adaptive:?}");
            assert!(adaptive.mean_standard_error <= 1.02 * fixed.mean_standard_error);
        }
    }

    #[test]
    fn slow_half_as_many_questions_give_the_same_error_in_two_thousand_people() {
        if !crate::psychometrics::reference::wants_slow(
            "half as many questions in two thousand people",
        ) {
            return;
        }
        for kind in [
            ItemKind::Logistic,
            ItemKind::Graded { n_categories: 4 },
            ItemKind::PartialCredit { n_categories: 4 },
        ] {
            let (fixed, adaptive) = compare(kind, 2000);
            eprintln!(
                "{kind:?}: fixed {} questions, RMSE {:.4}, bias {:.4}, SE {:.4}; adaptive {:.2}, RMSE {:.4}, bias {:.4}, SE {:.4}, most exposed {:.3}",
                fixed.mean_length,
                fixed.rmse,
                fixed.bias,
                fixed.mean_standard_error,
                adaptive.mean_length,
                adaptive.rmse,
                adaptive.bias,
                adaptive.mean_standard_error,
                adaptive.exposure.iter().copied().fold(0.0, f64::max),
            );
            assert!(adaptive.mean_length <= 0.5 * fixed.mean_length);
            assert!(adaptive.rmse <= 1.05 * fixed.rmse);
        }
    }

    #[test]
    fn weighted_likelihood_does_not_draw_people_to_the_mean() {
        let bank = bank(ItemKind::Logistic, 120);
        let expected = rules(Exposure::Uncontrolled, Stopping::new(0.45, 4, 20).unwrap());
        let weighted = Rules {
            estimator: Estimator::WeightedLikelihood,
            ..expected.clone()
        };
        let mut rng = seeded(14);
        let bias =
            |rules: &Rules, rng: &mut _| simulate(&bank, rules, &[1.5; 150], rng).unwrap().bias;
        let (expected, weighted) = (bias(&expected, &mut rng), bias(&weighted, &mut rng));
        // Standard error .45 / √150 = .037: four of them about 0, and the EAP's pull of about −.2 is seen.
        assert!(
            weighted.abs() < 0.15 && expected < -0.1,
            "{expected} {weighted}"
        );
    }

    #[test]
    fn the_errors_claimed_are_the_errors_made() {
        let bank = bank(ItemKind::Logistic, 60);
        let stopping = Stopping::new(0.4, 4, 20).unwrap();
        let rules = rules(Exposure::Uncontrolled, stopping);
        let mut rng = seeded(13);
        let thetas = abilities(400, (0.0, 1.0), &mut rng).unwrap();
        let study = simulate(&bank, &rules, &thetas, &mut rng).unwrap();
        // The standard error of a root mean square of 400 is 3.5 %, that of a mean error of .4 is .02: four of them.
        assert!(
            (study.rmse / study.mean_standard_error - 1.0).abs() < 0.14,
            "{study:?}"
        );
        assert!(study.bias.abs() < 0.08, "{study:?}");
    }

    #[test]
    fn nobody_is_refused() {
        let bank = bank(ItemKind::Logistic, 6);
        let rules = rules(Exposure::Uncontrolled, Stopping::new(0.4, 1, 3).unwrap());
        assert!(simulate(&bank, &rules, &[], &mut seeded(1)).is_err());
        assert!(simulate(&bank, &rules, &[f64::NAN], &mut seeded(1)).is_err());
    }
}
