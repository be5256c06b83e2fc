//! How often an item may be offered, so that nobody's item is everybody's.

use rand::Rng;

use super::{Error, Exposure, ItemBank, Rules, checked, simulate};

/// What the probabilities of exposure have to achieve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExposureGoal {
    /// The highest share of people that may be asked an item, above 0 and at most 1.
    pub highest: f64,
    /// How many rounds of simulation at most; ten are usual.
    pub rounds: usize,
}

/// The probabilities of [`Exposure::SympsonHetter`] that keep every item's exposure at the highest allowed.
///
/// *Model*: after each round of simulated people an item that is next for a share S of them is offered with probability
/// highest / S, or always where S is below the highest; as many of the likeliest as there are questions are offered
/// always, so that the questionnaire can be filled.
///
/// *Takes / gives*: rules whose own exposure is not used; simulated abilities as the people will have them, a thousand
/// or so; one probability for each item of the bank.
///
/// *Edges*: a bank too small for the goal comes as close as it can: check with [`simulate`].
///
/// *Errors*: a goal outside its range, no round, rules that do not go with the bank.
///
/// *Source*: Sympson & Hetter (1985), *Proceedings of the 27th annual meeting of the Military Testing Association*,
/// 973–977; van der Linden (2003), *Journal of Educational and Behavioral Statistics* 28, 249–265.
///
/// ```
/// use composure::psychometrics::{adaptive::*, irt::Latent, simulate::{BankPlan, ItemKind, abilities}};
/// let mut rng = composure::clock::seeded(2);
/// let bank = ItemBank::of_one_area(BankPlan::new(ItemKind::Logistic).items(40, &mut rng)?)?;
/// let rules = Rules {
///     content: ContentPlan::single(),
///     exposure: Exposure::Uncontrolled,
///     stopping: Stopping::new(0.5, 5, 5)?,
///     population: Latent::STANDARD,
///     estimator: Estimator::ExpectedAPosteriori,
/// };
/// let goal = ExposureGoal { highest: 0.4, rounds: 3 };
/// let thetas = abilities(50, (0.0, 1.0), &mut rng)?;
/// let probabilities = sympson_hetter(&bank, &rules, (goal, &thetas), &mut rng)?;
/// assert_eq!(probabilities.len(), 40);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sympson_hetter(
    bank: &ItemBank,
    rules: &Rules,
    (goal, thetas): (ExposureGoal, &[f64]),
    rng: &mut impl Rng,
) -> Result<Vec<f64>, Error> {
    let is_share = 0.0 < goal.highest && goal.highest <= 1.0;
    checked(
        goal.highest,
        is_share,
        "highest exposure",
        "above 0 and at most 1",
    )?;
    checked(
        goal.rounds as f64,
        0 < goal.rounds,
        "number of rounds",
        "at least 1",
    )?;
    let mut probabilities = vec![1.0; bank.items().len()];
    for _ in 0..goal.rounds {
        let controlled = Rules {
            exposure: Exposure::SympsonHetter {
                probabilities: probabilities.clone(),
            },
            ..rules.clone()
        };
        let study = simulate(bank, &controlled, thetas, rng)?;
        for (probability, selection) in probabilities.iter_mut().zip(&study.selection) {
            *probability = if goal.highest < *selection {
                goal.highest / selection
            } else {
                1.0
            };
        }
        let mut by_size: Vec<usize> = (0..probabilities.len()).collect();
        by_size.sort_by(|a, b| probabilities[*b].total_cmp(&probabilities[*a]));
        for item_idx in by_size.into_iter().take(rules.stopping.most()) {
            probabilities[item_idx] = 1.0;
        }
    }
    Ok(probabilities)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::adaptive::{ContentPlan, Estimator, Stopping};
    use crate::psychometrics::irt::Latent;
    use crate::psychometrics::simulate::{BankPlan, ItemKind, abilities};

    #[test]
    fn no_item_is_exposed_more_than_allowed() {
        let mut rng = seeded(21);
        let models = BankPlan::new(ItemKind::Logistic)
            .items(80, &mut rng)
            .unwrap();
        let bank = ItemBank::of_one_area(models).unwrap();
        let free = Rules {
            content: ContentPlan::single(),
            exposure: Exposure::Uncontrolled,
            stopping: Stopping::new(1e-6, 10, 10).unwrap(),
            population: Latent::STANDARD,
            estimator: Estimator::ExpectedAPosteriori,
        };
        let thetas = abilities(300, (0.0, 1.0), &mut rng).unwrap();
        let most = |rules: &Rules, rng: &mut _| {
            let study = simulate(&bank, rules, &thetas, rng).unwrap();
            (study.exposure.into_iter().fold(0.0, f64::max), study.rmse)
        };
        let goal = ExposureGoal {
            highest: 0.25,
            rounds: 8,
        };
        let probabilities = sympson_hetter(&bank, &free, (goal, &thetas), &mut rng).unwrap();
        let held = Rules {
            exposure: Exposure::SympsonHetter { probabilities },
            ..free.clone()
        };
        let (uncontrolled, exact) = most(&free, &mut rng);
        let (controlled, less_exact) = most(&held, &mut rng);
        eprintln!(
            "most exposed {uncontrolled:.2} at error {exact:.3}, held {controlled:.2} at {less_exact:.3}"
        );
        // Everybody begins with the same item if nothing holds it back; .25 has the standard error .025 in 300.
        assert!((uncontrolled - 1.0).abs() < 1e-12);
        assert!(controlled < 0.35, "{controlled}");
        assert!(less_exact < 1.25 * exact, "{less_exact} {exact}");
    }

    #[test]
    fn goals_without_sense_are_refused() {
        let bank = ItemBank::of_one_area(
            BankPlan::new(ItemKind::Logistic)
                .items(3, &mut seeded(1))
                .unwrap(),
        )
        .unwrap();
        let rules = Rules {
            content: ContentPlan::single(),
            exposure: Exposure::Uncontrolled,
            stopping: Stopping::new(0.5, 1, 2).unwrap(),
            population: Latent::STANDARD,
            estimator: Estimator::ExpectedAPosteriori,
        };
        for (highest, rounds) in [(0.0, 3), (1.5, 3), (f64::NAN, 3), (0.5, 0)] {
            let goal = (ExposureGoal { highest, rounds }, &[0.0][..]);
            assert!(sympson_hetter(&bank, &rules, goal, &mut seeded(1)).is_err());
        }
    }
}
