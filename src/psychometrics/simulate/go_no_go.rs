//! A person at the go/no-go task.

use rand::Rng;

use super::{Error, ExGaussian, checked_probability, happens};
use crate::psychometrics::reaction::go_no_go::{Signal, Trial};

/// A person who answers go signs and tries to hold back at no-go signs.
///
/// *Model*: each trial is answered with the probability of its sign, after a latency; a slip at a no-go sign is as much
/// faster as people who slip are.
///
/// *Takes / gives*: a sign and how long an answer is waited for, in milliseconds; the trial as it would be recorded.
///
/// *Edges*: probabilities of 0 and 1 are exact. Answers after the window are none.
///
/// *Errors*: probabilities outside 0 to 1.
///
/// ```
/// use composure::psychometrics::reaction::go_no_go::Signal;
/// use composure::psychometrics::simulate::{ExGaussian, GoNoGoParticipant};
/// let person = GoNoGoParticipant {
///     latency: ExGaussian::new(350.0, 40.0, 60.0)?,
///     hit: 0.98,
///     false_alarm: 0.2,
///     slip_pace: 0.9,
/// }
/// .checked()?;
/// let mut rng = composure::clock::seeded(5);
/// let trial = person.respond(Signal::Go, 1500.0, &mut rng);
/// assert!(trial.rt_ms.is_some_and(|rt_ms| rt_ms > 150.0));
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GoNoGoParticipant {
    /// Latency of answering.
    pub latency: ExGaussian,
    /// Probability of answering a go sign.
    pub hit: f64,
    /// Probability of answering a no-go sign.
    pub false_alarm: f64,
    /// The latency of a slip as a share of that of a hit, 0 to 1.
    pub slip_pace: f64,
}

impl GoNoGoParticipant {
    /// The person, if the probabilities are ones.
    pub fn checked(self) -> Result<Self, Error> {
        checked_probability(self.hit, "hit probability")?;
        checked_probability(self.false_alarm, "false alarm probability")?;
        checked_probability(self.slip_pace, "pace of slips")?;
        Ok(self)
    }

    /// The trial that follows when the person is shown this sign.
    pub fn respond(&self, signal: Signal, window_ms: f64, rng: &mut impl Rng) -> Trial {
        let latency_ms = self.latency.draw(rng);
        let (probability, pace) = match signal {
            Signal::Go => (self.hit, 1.0),
            Signal::NoGo => (self.false_alarm, self.slip_pace),
        };
        let is_answered = happens(probability, rng);
        let rt_ms = latency_ms * pace;
        Trial {
            signal,
            rt_ms: (is_answered && rt_ms <= window_ms).then_some(rt_ms),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::normal;
    use crate::psychometrics::reaction::go_no_go::Performance;

    fn person() -> GoNoGoParticipant {
        GoNoGoParticipant {
            latency: ExGaussian::new(350.0, 40.0, 60.0).unwrap(),
            hit: 0.9,
            false_alarm: 0.2,
            slip_pace: 0.8,
        }
    }

    #[test]
    fn sensitivity_and_times_are_found_again() {
        let mut rng = seeded(20261125);
        let signal = |number: u32| {
            if number % 4 == 3 {
                Signal::NoGo
            } else {
                Signal::Go
            }
        };
        let trials: Vec<Trial> = (0..8000)
            .map(|number| person().respond(signal(number), 1e6, &mut rng))
            .collect();
        let seen = Performance::of(&trials);
        let z = |p| normal::quantile(p).unwrap();
        // 6000 go and 2000 no-go trials: standard error of d' about √(.9 × .1 / 6000 / .175² + .16 / 2000 / .28²) = .039.
        assert!(
            (seen.d_prime.unwrap() - (z(0.9) - z(0.2))).abs() < 0.12,
            "{seen:?}"
        );
        assert!((seen.criterion.unwrap() + f64::midpoint(z(0.9), z(0.2))).abs() < 0.06);
        assert!((seen.mean_go_rt_ms.unwrap() - 410.0).abs() < 4.0);
    }

    #[test]
    fn probabilities_of_nought_and_one_are_exact() {
        let stone = GoNoGoParticipant {
            hit: 1.0,
            false_alarm: 0.0,
            ..person()
        };
        let mut rng = seeded(1);
        assert!((0..200).all(|_| stone.respond(Signal::Go, 1e9, &mut rng).rt_ms.is_some()));
        assert!((0..200).all(|_| stone.respond(Signal::NoGo, 1e9, &mut rng).rt_ms.is_none()));
        assert!(stone.respond(Signal::Go, 0.0, &mut rng).rt_ms.is_none());
        assert!(
            GoNoGoParticipant {
                hit: f64::NAN,
                ..person()
            }
            .checked()
            .is_err()
        );
    }
}
