//! A person at the stop-signal task.

use rand::Rng;

use super::{Error, checked, checked_probability, happens, standard_exponential, standard_normal};
use crate::psychometrics::reaction::stop_signal::{Response, Signal};

/// A latency: normal with an exponential tail.
///
/// Its fields are private because all three are usable latencies.
///
/// *Model*: normal(mu, sigma) + exponential(tau); mean mu + tau, variance sigma² + tau².
///
/// *Takes / gives*: milliseconds; draws are held at 1 ms or more, since nobody answers before the arrow.
///
/// *Errors*: a mu or sigma or tau that is negative or not finite.
///
/// *Source*: Luce (1986), *Response times*, section 3.2.1; Heathcote (1996), *Behavior Research Methods* 28, 427–445.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExGaussian {
    /// Centre of the normal part, in milliseconds.
    mu: f64,
    /// Spread of the normal part, in milliseconds.
    sigma: f64,
    /// Mean of the exponential tail, in milliseconds.
    tau: f64,
}

impl ExGaussian {
    /// The latency with this centre, normal spread and mean of the tail, in milliseconds.
    pub fn new(mu_ms: f64, sigma_ms: f64, tau_ms: f64) -> Result<Self, Error> {
        let check = |value: f64, what| {
            checked(value, value.is_finite() && value >= 0.0, what, "0 or above")
        };
        Ok(Self {
            mu: check(mu_ms, "mu")?,
            sigma: check(sigma_ms, "sigma")?,
            tau: check(tau_ms, "tau")?,
        })
    }

    /// The mean, in milliseconds.
    pub fn mean_ms(&self) -> f64 {
        self.mu + self.tau
    }

    /// One latency, in milliseconds.
    pub fn draw(&self, rng: &mut impl Rng) -> f64 {
        let normal = self.mu + self.sigma * standard_normal(rng);
        // Latencies beyond all use stay finite, so that a task of them can be summed.
        (normal + self.tau * standard_exponential(rng)).clamp(1.0, 1e12)
    }
}

/// A person whose going and stopping race each other independently.
///
/// *Model*: an answer comes when going ends before delay + stop latency; with probability `trigger_failure` stopping
/// never begins. Omissions and wrong keys happen by chance, whatever is shown.
///
/// *Takes / gives*: a signal and how long an answer is waited for, in milliseconds from the arrow; the answer, or
/// `None` when none came in time.
///
/// *Edges*: probabilities of 0 and 1 are exact. Answers after the window are none.
///
/// *Errors*: probabilities outside 0 to 1.
///
/// *Source*: Logan & Cowan (1984), *Psychological Review* 91, 295–327; trigger failures by Matzke, Love & Heathcote
/// (2017), *Behavior Research Methods* 49, 267–281.
///
/// ```
/// use composure::psychometrics::reaction::stop_signal::Signal;
/// use composure::psychometrics::simulate::{ExGaussian, RaceParticipant};
/// let person = RaceParticipant {
///     go: ExGaussian::new(450.0, 50.0, 80.0)?,
///     stop: ExGaussian::new(200.0, 20.0, 20.0)?,
///     trigger_failure: 0.0,
///     omission: 0.0,
///     choice_error: 0.02,
/// }
/// .checked()?;
/// let mut rng = composure::clock::seeded(5);
/// let answer = person.respond(Signal::Go, 1250.0, &mut rng);
/// assert!(answer.is_some_and(|answer| answer.rt_ms > 200.0));
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RaceParticipant {
    /// Latency of going.
    pub go: ExGaussian,
    /// Latency of stopping, from the sign to stop.
    pub stop: ExGaussian,
    /// Probability that the sign goes unnoticed.
    pub trigger_failure: f64,
    /// Probability that a trial is not answered although nothing stops it.
    pub omission: f64,
    /// Probability of the wrong key.
    pub choice_error: f64,
}

impl RaceParticipant {
    /// The person, if the probabilities are ones.
    pub fn checked(self) -> Result<Self, Error> {
        checked_probability(self.trigger_failure, "trigger failure probability")?;
        checked_probability(self.omission, "omission probability")?;
        checked_probability(self.choice_error, "choice error probability")?;
        Ok(self)
    }

    /// What the person does when shown this signal.
    pub fn respond(&self, signal: Signal, window_ms: f64, rng: &mut impl Rng) -> Option<Response> {
        // All draws are made for every trial, so that a changed delay leaves the later trials as they were.
        let rt_ms = self.go.draw(rng);
        let stop_latency_ms = self.stop.draw(rng);
        let is_triggered = !happens(self.trigger_failure, rng);
        let is_omitted = happens(self.omission, rng);
        let is_correct = !happens(self.choice_error, rng);
        let is_stopped = match signal {
            Signal::Go => false,
            Signal::Stop { delay_ms } => is_triggered && delay_ms + stop_latency_ms < rt_ms,
        };
        let is_answered = !is_omitted && !is_stopped && rt_ms <= window_ms;
        is_answered.then_some(Response {
            rt_ms,
            is_correct: Some(is_correct),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::descriptive::{mean, standard_deviation};
    use crate::psychometrics::reaction::stop_signal::{Estimate, Limits, Performance, Trial};

    fn person() -> RaceParticipant {
        RaceParticipant {
            go: ExGaussian::new(450.0, 60.0, 80.0).unwrap(),
            stop: ExGaussian::new(210.0, 20.0, 20.0).unwrap(),
            trigger_failure: 0.0,
            omission: 0.01,
            choice_error: 0.02,
        }
    }

    /// Every fourth trial is a stop trial, its delay set by two one-up one-down staircases in turn.
    fn task(person: &RaceParticipant, n_trials: u32, rng: &mut impl Rng) -> Vec<Trial> {
        let mut delays_ms = [200.0_f64, 300.0];
        let mut trials = Vec::new();
        for number in 0..n_trials {
            let block = number / 64;
            if number % 4 < 3 {
                let response = person.respond(Signal::Go, 1250.0, rng);
                trials.push(Trial {
                    block,
                    signal: Signal::Go,
                    response,
                });
                continue;
            }
            let delay_ms = &mut delays_ms[(number / 4 % 2) as usize];
            let signal = Signal::Stop {
                delay_ms: *delay_ms,
            };
            let response = person.respond(signal, 1250.0, rng);
            let step_ms = if response.is_some() { -50.0 } else { 50.0 };
            *delay_ms = (*delay_ms + step_ms).clamp(50.0, 900.0);
            trials.push(Trial {
                block,
                signal,
                response,
            });
        }
        trials
    }

    #[test]
    fn the_integration_method_finds_the_stop_latency_again() {
        let mut rng = seeded(20261123);
        let person = person();
        let truth = person.stop.mean_ms();
        let limits = Limits {
            minimum_respond_proportion: 0.25,
            maximum_respond_proportion: 0.75,
            maximum_go_omission_proportion: 0.15,
            maximum_go_error_proportion: 0.1,
            minimum_stop_trials: 50,
        };
        let errors: Vec<f64> = (0..60)
            .map(|_| {
                Estimate::of(&task(&person, 256, &mut rng), &limits)
                    .ssrt_ms
                    .unwrap()
                    - truth
            })
            .collect();
        // 64 stop trials: a standard error of some 20 ms each, so of 3 ms for the mean of 60 people.
        let bias = mean(&errors).unwrap();
        let spread = standard_deviation(&errors).unwrap();
        assert!(bias.abs() < 10.0, "bias {bias}");
        assert!(spread < 30.0, "spread {spread}");
    }

    #[test]
    fn staircases_make_people_stop_half_of_the_time() {
        let trials = task(&person(), 2000, &mut seeded(9));
        let proportion = Performance::of(&trials).respond_proportion.unwrap();
        assert!((proportion - 0.5).abs() < 0.03, "{proportion}");
    }

    #[test]
    fn an_ex_gaussian_has_its_mean_and_spread() {
        let latency = ExGaussian::new(400.0, 30.0, 40.0).unwrap();
        let mut rng = seeded(2);
        let draws: Vec<f64> = (0..4000).map(|_| latency.draw(&mut rng)).collect();
        // Mean 440, standard deviation √(30² + 40²) = 50; four standard errors are 4 × 50 / √4000 = 3.2.
        assert!((mean(&draws).unwrap() - 440.0).abs() < 3.2);
        assert!((standard_deviation(&draws).unwrap() - 50.0).abs() < 4.0);
    }

    #[test]
    fn who_never_notices_the_sign_always_answers() {
        let deaf = RaceParticipant {
            trigger_failure: 1.0,
            omission: 0.0,
            ..person()
        };
        let mut rng = seeded(3);
        let signal = Signal::Stop { delay_ms: 0.0 };
        assert!((0..100).all(|_| deaf.respond(signal, 10_000.0, &mut rng).is_some()));
        assert!(
            RaceParticipant {
                omission: 1.5,
                ..person()
            }
            .checked()
            .is_err()
        );
        assert!(ExGaussian::new(-1.0, 1.0, 1.0).is_err());
    }

    proptest! {
        #[test]
        fn any_delay_gives_a_finite_answer_or_none(mu in 0.0..f64::MAX, sigma in 0.0..f64::MAX, delay_ms in any::<f64>(), seed in any::<u64>()) {
            let latency = ExGaussian::new(mu, sigma, sigma).unwrap();
            let person = RaceParticipant { go: latency, ..person() };
            let answer = person.respond(Signal::Stop { delay_ms }, 1e300, &mut seeded(seed));
            prop_assert!(answer.is_none_or(|answer| answer.rt_ms.is_finite()));
        }
    }
}
