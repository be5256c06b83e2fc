//! Answers that people of known ability give to known items.

use rand::Rng;

use super::{Error, checked, checked_probability, drawn, happens, standard_normal};
use crate::psychometrics::irt::{ItemModel, Responses};

/// Abilities drawn from N(mean, deviation²).
///
/// *Errors*: a mean or deviation that is not finite, a deviation below 0.
///
/// ```
/// use composure::psychometrics::simulate::abilities;
/// assert_eq!(abilities(3, (0.5, 0.0), &mut composure::clock::seeded(1))?, [0.5; 3]);
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
pub fn abilities(
    n_persons: usize,
    (mean, deviation): (f64, f64),
    rng: &mut impl Rng,
) -> Result<Vec<f64>, Error> {
    checked(mean, mean.is_finite(), "mean of abilities", "finite")?;
    let is_right = deviation.is_finite() && 0.0 <= deviation;
    checked(deviation, is_right, "deviation of abilities", "at least 0")?;
    let ability = |_| mean + deviation * standard_normal(rng);
    Ok((0..n_persons).map(ability).collect())
}

/// One answer: the category, from 0, that a person of this ability chooses.
///
/// *Edges*: an ability that is not finite counts as 0.
///
/// ```
/// use composure::psychometrics::{irt::ItemModel, simulate::item_answer};
/// let item = ItemModel::Logistic { slope: 1.0, intercept: 0.0 };
/// assert_eq!(item_answer(&item, 40.0, &mut composure::clock::seeded(1)), 1);
/// ```
pub fn item_answer(item: &ItemModel, theta: f64, rng: &mut impl Rng) -> u8 {
    let theta = if theta.is_finite() { theta } else { 0.0 };
    let place = drawn(&item.probabilities(theta), rng).unwrap_or(0);
    u8::try_from(place).unwrap_or(u8::MAX)
}

/// Everybody's answers to all items, of which a share is missing at random.
///
/// *Takes / gives*: items named `i1`, `i2`, … in their order; one person for each ability; the share from 0 to 1.
///
/// *Errors*: no item, a share outside its range.
///
/// ```
/// use composure::psychometrics::{irt::ItemModel, simulate::item_answers};
/// let items = vec![ItemModel::Logistic { slope: 1.0, intercept: 0.0 }; 3];
/// let answers = item_answers(&items, &[-40.0, 40.0], 0.0, &mut composure::clock::seeded(1))?;
/// assert_eq!(answers.person(1).collect::<Vec<_>>(), [Some(1); 3]);
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
pub fn item_answers(
    items: &[ItemModel],
    thetas: &[f64],
    missing_share: f64,
    rng: &mut impl Rng,
) -> Result<Responses, Error> {
    checked_probability(missing_share, "share of missing answers")?;
    let names: Vec<String> = (1..=items.len())
        .map(|number| format!("i{number}"))
        .collect();
    let n_categories: Vec<usize> = items.iter().map(ItemModel::n_categories).collect();
    let mut persons = Vec::with_capacity(thetas.len());
    for &theta in thetas {
        let mut person = Vec::with_capacity(items.len());
        for item in items {
            let answer = item_answer(item, theta, rng);
            // Without missing answers no chance is spent on them, so that a seed gives the same answers.
            let is_missing = 0.0 < missing_share && happens(missing_share, rng);
            person.push((!is_missing).then_some(answer));
        }
        persons.push(person);
    }
    Ok(Responses::from_categories(&names, &n_categories, &persons)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;

    #[test]
    fn categories_are_chosen_as_often_as_every_model_says() {
        let intercepts = vec![1.0, 0.2, -0.7];
        let models = [
            ItemModel::Logistic {
                slope: 1.2,
                intercept: 0.4,
            },
            ItemModel::Guessing {
                slope: 1.2,
                intercept: -0.4,
                lower_asymptote: 0.2,
            },
            ItemModel::Graded {
                slope: 1.2,
                intercepts: intercepts.clone(),
            },
            ItemModel::PartialCredit {
                slope: 0.8,
                intercepts,
            },
        ];
        let answers = item_answers(&models, &vec![0.3; 4000], 0.0, &mut seeded(8)).unwrap();
        for (model, counts) in models.iter().zip(answers.category_counts()) {
            for (probability, count) in model.probabilities(0.3).into_iter().zip(counts) {
                // Four standard errors √(p q / 4000), at most .032.
                let bound = 4.0 * (probability * (1.0 - probability) / 4000.0).sqrt();
                assert!(
                    (count as f64 / 4000.0 - probability).abs() < bound,
                    "{model:?}"
                );
            }
        }
    }

    #[test]
    fn the_share_of_missing_answers_is_as_asked() {
        let items = vec![
            ItemModel::Logistic {
                slope: 1.0,
                intercept: 0.0
            };
            4
        ];
        let answers = item_answers(&items, &vec![0.0; 1000], 0.1, &mut seeded(3)).unwrap();
        let given: usize = answers.category_counts().iter().flatten().sum();
        // 4000 answers, standard error √(.09 / 4000) = .0047.
        assert!((given as f64 / 4000.0 - 0.9).abs() < 0.019, "{given}");
        assert!(item_answers(&items, &[], 1.5, &mut seeded(3)).is_err());
        assert!(item_answers(&[], &[0.0], 0.0, &mut seeded(3)).is_err());
    }

    #[test]
    fn one_seed_makes_the_same_people_again() {
        let people = |seed| abilities(5, (0.2, 1.1), &mut seeded(seed)).unwrap();
        assert_eq!(people(4), people(4));
        assert_ne!(people(4), people(5));
        assert!(abilities(1, (f64::NAN, 1.0), &mut seeded(1)).is_err());
        assert!(abilities(1, (0.0, -1.0), &mut seeded(1)).is_err());
    }
}
