//! A person at the flanker task.

use rand::Rng;

use super::{Error, ExGaussian, checked, checked_probability, happens};
use crate::psychometrics::reaction::flanker::{Flankers, Trial};

/// A person whom neighbours that point elsewhere slow down and mislead.
///
/// *Model*: a latency, longer by a fixed cost among incongruent neighbours; the right key with a probability of each kind
/// of trial.
///
/// *Takes / gives*: where the neighbours point and how long an answer is waited for, in milliseconds; the trial as it
/// would be recorded.
///
/// *Edges*: an answer after the window is an error without a time.
///
/// *Errors*: probabilities outside 0 to 1; a cost that is not finite or negative.
///
/// ```
/// use composure::psychometrics::reaction::flanker::Flankers;
/// use composure::psychometrics::simulate::{ExGaussian, FlankerParticipant};
/// let person = FlankerParticipant {
///     latency: ExGaussian::new(400.0, 40.0, 60.0)?,
///     cost_ms: 50.0,
///     congruent_error: 0.02,
///     incongruent_error: 0.08,
/// }
/// .checked()?;
/// let mut rng = composure::clock::seeded(5);
/// assert!(person.respond(Flankers::Congruent, 2000.0, &mut rng).is_correct);
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlankerParticipant {
    /// Latency among congruent neighbours.
    pub latency: ExGaussian,
    /// How much longer it is among incongruent ones, in milliseconds.
    pub cost_ms: f64,
    /// Probability of the wrong key among congruent neighbours.
    pub congruent_error: f64,
    /// Probability of the wrong key among incongruent neighbours.
    pub incongruent_error: f64,
}

impl FlankerParticipant {
    /// The person, if the probabilities are ones and the cost is not negative.
    pub fn checked(self) -> Result<Self, Error> {
        let is_right = self.cost_ms.is_finite() && self.cost_ms >= 0.0;
        checked(self.cost_ms, is_right, "flanker cost", "0 or above")?;
        checked_probability(self.congruent_error, "congruent error probability")?;
        checked_probability(self.incongruent_error, "incongruent error probability")?;
        Ok(self)
    }

    /// The trial that follows when the person is shown these neighbours.
    pub fn respond(&self, flankers: Flankers, window_ms: f64, rng: &mut impl Rng) -> Trial {
        let latency_ms = self.latency.draw(rng);
        let (error, cost_ms) = match flankers {
            Flankers::Congruent => (self.congruent_error, 0.0),
            Flankers::Incongruent => (self.incongruent_error, self.cost_ms),
        };
        let is_wrong = happens(error, rng);
        let rt_ms = latency_ms + cost_ms;
        let is_in_time = rt_ms <= window_ms;
        Trial {
            flankers,
            is_correct: !is_wrong && is_in_time,
            rt_ms: is_in_time.then_some(rt_ms),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::reaction::flanker::Costs;
    use crate::psychometrics::reaction::reliability::odd_even_reliability;
    use crate::psychometrics::reaction::trimming::TrimmingRule;
    use crate::psychometrics::simulate::standard_normal;

    fn person(cost_ms: f64) -> FlankerParticipant {
        FlankerParticipant {
            latency: ExGaussian::new(400.0, 40.0, 60.0).unwrap(),
            cost_ms,
            congruent_error: 0.02,
            incongruent_error: 0.1,
        }
    }

    fn task(person: &FlankerParticipant, n_trials: u32, seed: u64) -> Vec<Trial> {
        let mut rng = seeded(seed);
        let kind = |number: u32| {
            if number.is_multiple_of(2) {
                Flankers::Congruent
            } else {
                Flankers::Incongruent
            }
        };
        (0..n_trials)
            .map(|number| person.respond(kind(number), 1e6, &mut rng))
            .collect()
    }

    #[test]
    fn the_costs_are_found_again() {
        let costs = Costs::of(&task(&person(60.0), 8000, 3), &TrimmingRule::NONE);
        // Standard deviation 72 ms in each of 2 × 4000 trials: standard error 1.6 ms.
        assert!((costs.rt_cost_ms.unwrap() - 60.0).abs() < 6.0, "{costs:?}");
        assert!((costs.error_cost.unwrap() - 0.08).abs() < 0.02);
        let efficiency = 520.0 / 0.9 - 460.0 / 0.98;
        assert!((costs.inverse_efficiency_cost_ms.unwrap() - efficiency).abs() < 12.0);
        assert!(person(-1.0).checked().is_err());
    }

    #[test]
    fn the_reliability_of_costs_is_as_low_as_their_parts_make_it() {
        // Costs with standard deviation 20 ms; each mean of about 72 trials has error variance 72.1² / 72 for either kind:
        // 400 / (400 + 2 × 72.2) = .735 for 144 trials, a little less for the errors left out.
        let mut rng = seeded(9);
        let rule = TrimmingRule::NONE;
        let people: Vec<Vec<Trial>> = (0..400)
            .map(|seed| {
                let cost_ms = (50.0 + 20.0 * standard_normal(&mut rng)).max(0.0);
                task(&person(cost_ms), 144, seed)
            })
            .collect();
        let kind = |trial: &Trial| u32::from(trial.flankers == Flankers::Congruent);
        let halves =
            odd_even_reliability(&people, kind, |t| Costs::of(t, &rule).rt_cost_ms).unwrap();
        assert!(
            (halves.spearman_brown.unwrap() - 0.735).abs() < 0.09,
            "{halves:?}"
        );
    }
}
