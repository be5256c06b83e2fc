//! The go/no-go task: answering to most signs, holding back at a rare one.

use super::share;
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::psychometrics::{finite, normal};

/// One trial that counts (practice is left out by the caller).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    /// What was shown.
    pub signal: Signal,
    /// From the sign to the key, in milliseconds; `None` when there was no answer in time.
    pub rt_ms: Option<f64>,
}

/// What a trial asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// An answer.
    Go,
    /// None.
    NoGo,
}

/// What a person's trials show.
///
/// *Model*: with H hits among n go trials and F false alarms among m no-go trials, rates by the log-linear rule
/// h = (H + ½) / (n + 1), f = (F + ½) / (m + 1), so that 0 and 1 have a z score; d′ = z(h) − z(f), criterion c =
/// −(z(h) + z(f)) / 2: below 0 leans towards answering.
///
/// *Takes / gives*: the trials of one person in any order; counts, rates from 0 to 1 without that correction, z units,
/// milliseconds.
///
/// *Edges*: a rate is `None` without its trials, d′ and c without either kind; the reaction times are those of hits, all
/// of them (trim beforehand if that is wanted), and `None` where there are too few or a time is not finite.
///
/// *Source*: Hautus (1995), *Behavior Research Methods, Instruments, & Computers* 27, 46–51 (log-linear rule); Green &
/// Swets (1966), *Signal detection theory and psychophysics*; Macmillan & Creelman (2005), *Detection theory*, eq. 2.1
/// (c).
///
/// ```
/// use composure::psychometrics::reaction::go_no_go::{Performance, Signal, Trial};
/// let trial = |signal, rt_ms| Trial { signal, rt_ms };
/// let trials = [
///     trial(Signal::Go, Some(300.0)),
///     trial(Signal::Go, Some(400.0)),
///     trial(Signal::NoGo, None),
///     trial(Signal::NoGo, None),
/// ];
/// let seen = Performance::of(&trials);
/// // h = 2.5 / 3 and f = 0.5 / 3 mirror each other: d′ = 2 × .9674, no leaning.
/// assert!((seen.d_prime.unwrap() - 1.9348).abs() < 5e-5);
/// assert!(seen.criterion.unwrap().abs() < 1e-12);
/// assert_eq!(seen.mean_go_rt_ms, Some(350.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Performance {
    /// How many go trials there are.
    pub n_go: usize,
    /// How many no-go trials there are.
    pub n_no_go: usize,
    /// Answered go trials.
    pub hits: usize,
    /// Answered no-go trials.
    pub false_alarms: usize,
    /// Share of go trials without an answer.
    pub omission_rate: Option<f64>,
    /// Share of no-go trials with an answer.
    pub commission_rate: Option<f64>,
    /// How well the signs are told apart, in z units.
    pub d_prime: Option<f64>,
    /// How far a person leans towards holding back, in z units.
    pub criterion: Option<f64>,
    /// Mean reaction time of hits, in milliseconds.
    pub mean_go_rt_ms: Option<f64>,
    /// Standard deviation of the same.
    pub sd_go_rt_ms: Option<f64>,
}

impl Performance {
    /// The figures of these trials.
    pub fn of(trials: &[Trial]) -> Self {
        let of = |signal: Signal| trials.iter().filter(move |trial| trial.signal == signal);
        let (n_go, n_no_go) = (of(Signal::Go).count(), of(Signal::NoGo).count());
        let hit_rts: Vec<f64> = of(Signal::Go).filter_map(|trial| trial.rt_ms).collect();
        let hits = hit_rts.len();
        let false_alarms = of(Signal::NoGo)
            .filter(|trial| trial.rt_ms.is_some())
            .count();
        let z_hits = log_linear_z(hits, n_go);
        let z_false_alarms = log_linear_z(false_alarms, n_no_go);
        let both = z_hits.zip(z_false_alarms);
        Self {
            n_go,
            n_no_go,
            hits,
            false_alarms,
            omission_rate: share(n_go - hits, n_go),
            commission_rate: share(false_alarms, n_no_go),
            d_prime: both.map(|(hit, alarm)| hit - alarm),
            criterion: both.map(|(hit, alarm)| -f64::midpoint(hit, alarm)),
            mean_go_rt_ms: mean(&hit_rts),
            sd_go_rt_ms: standard_deviation(&hit_rts),
        }
    }
}

impl Performance {
    /// The standard error of this person's commission rate, from 0 to 0.5.
    ///
    /// *Model*: √(f (1 − f) / m) with the log-linear rate f = (F + ½) / (m + 1), so that a rate of 0 or 1 is not taken for
    /// a certain one.
    ///
    /// *Edges*: `None` without no-go trials.
    ///
    /// *Source*: the binomial distribution; Hautus (1995) for the rate.
    ///
    /// ```
    /// use composure::psychometrics::reaction::go_no_go::{Performance, Signal, Trial};
    /// // One answer to four no-go trials: f = 1.5 / 5, √(.3 × .7 / 4) = .2291.
    /// let trial = |rt_ms| Trial { signal: Signal::NoGo, rt_ms };
    /// let seen = Performance::of(&[trial(Some(300.0)), trial(None), trial(None), trial(None)]);
    /// assert!((seen.commission_standard_error().unwrap() - 0.2291).abs() < 5e-5);
    /// ```
    pub fn commission_standard_error(&self) -> Option<f64> {
        let rate = log_linear_rate(self.false_alarms, self.n_no_go)?;
        Some((rate * (1.0 - rate) / self.n_no_go as f64).sqrt())
    }

    /// The standard error of this person's d′, in z units.
    ///
    /// *Model*: √(h (1 − h) / (n φ(z(h))²) + f (1 − f) / (m φ(z(f))²)) with the log-linear rates h and f of n go and m no-go
    /// trials, and φ the density of the standard normal distribution.
    ///
    /// *Edges*: `None` without either kind of trial.
    ///
    /// *Source*: Gourevitch & Galanter (1967), *Psychometrika* 32, 25–33.
    ///
    /// ```
    /// use composure::psychometrics::reaction::go_no_go::{Performance, Signal, Trial};
    /// // h = 2.5 / 3 and f = 0.5 / 3 have density .2499: √(2 × .1389 / (2 × .2499²)) = 1.4913.
    /// let trial = |signal, rt_ms| Trial { signal, rt_ms };
    /// let (go, no_go) = (trial(Signal::Go, Some(300.0)), trial(Signal::NoGo, None));
    /// let seen = Performance::of(&[go, go, no_go, no_go]);
    /// assert!((seen.d_prime_standard_error().unwrap() - 1.4913).abs() < 5e-4);
    /// ```
    pub fn d_prime_standard_error(&self) -> Option<f64> {
        let variance = |n_answered: usize, n: usize| {
            let rate = log_linear_rate(n_answered, n)?;
            let density = normal::density(normal::quantile(rate)?);
            Some(rate * (1.0 - rate) / (n as f64 * density * density))
        };
        let hits = variance(self.hits, self.n_go)?;
        finite((hits + variance(self.false_alarms, self.n_no_go)?).sqrt())
    }
}

/// A rate that is kept off 0 and 1; `None` without trials.
fn log_linear_rate(n_answered: usize, n: usize) -> Option<f64> {
    (n > 0).then(|| (n_answered as f64 + 0.5) / (n as f64 + 1.0))
}

/// The z score of such a rate.
fn log_linear_z(n_answered: usize, n: usize) -> Option<f64> {
    normal::quantile(log_linear_rate(n_answered, n)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::psychometrics::reference::{self, number};

    fn participants(test: &str) -> Option<Vec<(String, Vec<Trial>)>> {
        let mut people: Vec<(String, Vec<Trial>)> = Vec::new();
        for row in reference::table("data/go_no_go_hedge.csv", test)? {
            let trial = Trial {
                signal: if row["signal"] == "go" {
                    Signal::Go
                } else {
                    Signal::NoGo
                },
                rt_ms: (row["responded"] == "1").then(|| number(&row, "rt_ms").unwrap()),
            };
            match people
                .last_mut()
                .filter(|(name, _)| *name == row["participant"])
            {
                Some((_, trials)) => trials.push(trial),
                None => people.push((row["participant"].clone(), vec![trial])),
            }
        }
        Some(people)
    }

    #[test]
    fn the_figures_of_47_people_equal_the_reference() {
        // reference/gonogo_splithalfr.csv: R 4.2.2 on the data of Hedge et al. (2018); its times are seconds.
        let test = "the_figures_of_47_people_equal_the_reference";
        let (Some(people), Some(expected)) = (
            participants(test),
            reference::table("reference/gonogo_splithalfr.csv", test),
        ) else {
            return;
        };
        assert_eq!(people.len(), expected.len());
        for row in &expected {
            let (_, trials) = people
                .iter()
                .find(|(name, _)| *name == row["participant"])
                .unwrap();
            let seen = Performance::of(trials);
            let figures = [
                ("n_go", Some(seen.n_go as f64)),
                ("n_nogo", Some(seen.n_no_go as f64)),
                ("hits", Some(seen.hits as f64)),
                ("false_alarms", Some(seen.false_alarms as f64)),
                ("omission_rate", seen.omission_rate),
                ("commission_rate", seen.commission_rate),
                ("dprime_loglinear", seen.d_prime),
                ("criterion_loglinear", seen.criterion),
                (
                    "mean_rt_correct_go",
                    seen.mean_go_rt_ms.map(|ms| ms / 1000.0),
                ),
                ("sd_rt", seen.sd_go_rt_ms.map(|ms| ms / 1000.0)),
            ];
            for (column, value) in figures {
                let difference = value.unwrap() - number(row, column).unwrap();
                assert!(
                    difference.abs() < 1e-9,
                    "{} {column}: {difference}",
                    row["participant"]
                );
            }
        }
    }

    #[test]
    fn without_one_kind_of_trial_there_is_no_sensitivity() {
        let go = Trial {
            signal: Signal::Go,
            rt_ms: Some(400.0),
        };
        let seen = Performance::of(&[go, go]);
        assert_eq!(
            (seen.d_prime, seen.commission_rate, seen.omission_rate),
            (None, None, Some(0.0))
        );
        assert_eq!(
            (seen.mean_go_rt_ms, seen.sd_go_rt_ms),
            (Some(400.0), Some(0.0))
        );
        let held = Trial {
            signal: Signal::NoGo,
            rt_ms: None,
        };
        let seen = Performance::of(&[held]);
        assert_eq!(
            (seen.d_prime, seen.omission_rate, seen.mean_go_rt_ms),
            (None, None, None)
        );
        assert_eq!(Performance::of(&[]).criterion, None);
    }

    #[test]
    fn standard_errors_are_the_spread_over_many_people_who_are_alike() {
        use crate::clock::seeded;
        use crate::psychometrics::simulate::{ExGaussian, GoNoGoParticipant};
        let person = GoNoGoParticipant {
            latency: ExGaussian::new(350.0, 40.0, 60.0).unwrap(),
            hit: 0.95,
            false_alarm: 0.3,
            slip_pace: 0.9,
        };
        let mut rng = seeded(20261125);
        let people: Vec<Performance> = (0..600)
            .map(|_| {
                let signals = (0..240).map(|number| {
                    if number % 5 == 4 {
                        Signal::NoGo
                    } else {
                        Signal::Go
                    }
                });
                let trials: Vec<Trial> = signals
                    .map(|signal| person.respond(signal, 1e6, &mut rng))
                    .collect();
                Performance::of(&trials)
            })
            .collect();
        let spread = |figure: fn(&Performance) -> Option<f64>| {
            standard_deviation(&people.iter().filter_map(figure).collect::<Vec<_>>()).unwrap()
        };
        let expected = |figure: fn(&Performance) -> Option<f64>| {
            mean(&people.iter().filter_map(figure).collect::<Vec<_>>()).unwrap()
        };
        // A standard deviation of 600 has a relative error of 3 %.
        let commission =
            spread(|seen| seen.commission_rate) / expected(Performance::commission_standard_error);
        let d_prime = spread(|seen| seen.d_prime) / expected(Performance::d_prime_standard_error);
        assert!((commission - 1.0).abs() < 0.1, "{commission}");
        assert!((d_prime - 1.0).abs() < 0.1, "{d_prime}");
        assert_eq!(Performance::of(&[]).commission_standard_error(), None);
        assert_eq!(Performance::of(&[]).d_prime_standard_error(), None);
    }

    proptest! {
        #[test]
        fn answering_more_lowers_the_criterion_and_nothing_is_infinite(
            hits in 0_usize..20, alarms in 0_usize..20, rt_ms in any::<f64>(),
        ) {
            let trials = |hits: usize, alarms: usize| -> Vec<Trial> {
                let of = |signal, n: usize| (0..20).map(move |i| Trial { signal, rt_ms: (i < n).then_some(rt_ms) });
                of(Signal::Go, hits).chain(of(Signal::NoGo, alarms)).collect()
            };
            let (one, more) = (Performance::of(&trials(hits, alarms)), Performance::of(&trials(hits + 1, alarms)));
            prop_assert!(more.criterion.unwrap() < one.criterion.unwrap());
            prop_assert!(more.d_prime.unwrap() > one.d_prime.unwrap());
            let errors = [one.commission_standard_error(), one.d_prime_standard_error()];
            for figure in [one.d_prime, one.criterion, one.mean_go_rt_ms, one.sd_go_rt_ms].into_iter().chain(errors).flatten() {
                prop_assert!(figure.is_finite());
            }
        }
    }
}
