//! A stop-signal reaction time, or the reasons why there is none.

use super::{Limits, Performance, Refusal, Trial};

/// One person's figures and the latency that may be read from them.
///
/// *Model*: see [`Performance`]; the latency is withheld as soon as one of the [`Limits`] is passed. The figures stay,
/// so that a psychologist can see why.
///
/// *Source*: Verbruggen et al. (2019), *eLife* 8, e46323, recommendations on estimation and exclusion.
///
/// ```
/// use composure::psychometrics::reaction::stop_signal::{Estimate, Limits, Refusal};
/// let limits = Limits {
///     minimum_respond_proportion: 0.25,
///     maximum_respond_proportion: 0.75,
///     maximum_go_omission_proportion: 0.15,
///     maximum_go_error_proportion: 0.1,
///     minimum_stop_trials: 50,
/// };
/// let nobody = Estimate::of(&[], &limits);
/// let reasons = nobody.ssrt_ms.unwrap_err();
/// assert_eq!(reasons[0], Refusal::TooFewStopTrials { n_stop: 0, minimum: 50 });
/// assert_eq!(reasons[0].to_string(), "0 stop trials are too few; at least 50 are needed");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// The figures.
    pub performance: Performance,
    /// The stop-signal reaction time by the integration method in milliseconds, or all reasons against it.
    pub ssrt_ms: Result<f64, Vec<Refusal>>,
}

impl Estimate {
    /// The estimate from one person's trials, practice left out.
    pub fn of(trials: &[Trial], limits: &Limits) -> Self {
        let performance = Performance::of(trials);
        let reasons = Refusal::of(&performance, limits);
        let ssrt_ms = match performance.integration_ms {
            Some(ssrt_ms) if reasons.is_empty() => Ok(ssrt_ms),
            _ => Err(reasons),
        };
        Self {
            performance,
            ssrt_ms,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::performance::tests::{go, participants, stop_trial, worked_example};
    use super::*;
    use crate::psychometrics::reference;

    const LIMITS: Limits = Limits {
        minimum_respond_proportion: 0.25,
        maximum_respond_proportion: 0.75,
        maximum_go_omission_proportion: 0.15,
        maximum_go_error_proportion: 0.1,
        minimum_stop_trials: 2,
    };

    fn check(trials: &[Trial], expected: &[&str]) {
        let estimate = Estimate::of(trials, &LIMITS);
        let codes: Vec<&str> = estimate
            .ssrt_ms
            .unwrap_err()
            .iter()
            .map(Refusal::code)
            .collect();
        assert_eq!(codes, expected);
    }

    #[test]
    fn the_worked_example_is_read_and_refused_when_more_trials_are_asked_for() {
        assert_eq!(
            Estimate::of(&worked_example(), &LIMITS).ssrt_ms,
            Ok(201.875)
        );
        let strict = Limits {
            minimum_stop_trials: 50,
            ..LIMITS
        };
        assert_eq!(
            Estimate::of(&worked_example(), &strict).ssrt_ms,
            Err(vec![Refusal::TooFewStopTrials {
                n_stop: 8,
                minimum: 50
            }])
        );
    }

    #[test]
    fn each_failed_check_is_named() {
        let goes = [400.0, 500.0, 600.0].map(|rt_ms| go(Some(rt_ms)));
        let wrong = go(Some(450.0));
        let wrong = Trial {
            response: wrong.response.map(|r| super::super::Response {
                is_correct: Some(false),
                ..r
            }),
            ..wrong
        };
        let stopped = stop_trial(200.0, None);
        let failed = stop_trial(200.0, Some(450.0));
        let slow = stop_trial(200.0, Some(900.0));
        let with = |more: &[Trial]| [goes.as_slice(), more].concat();
        check(&with(&[stopped, stopped]), &["always_stops"]);
        check(&with(&[failed, failed]), &["never_stops"]);
        check(
            &with(&[failed, stopped, stopped, stopped, stopped]),
            &["respond_proportion_out_of_limits"],
        );
        check(&with(&[slow, stopped]), &["race_model_violated"]);
        check(
            &with(&[go(None), failed, stopped]),
            &["too_many_go_omissions"],
        );
        check(&with(&[wrong, failed, stopped]), &["too_many_go_errors"]);
        check(
            &with(&[stop_trial(900.0, Some(450.0)), stop_trial(900.0, None)]),
            &["latency_not_positive"],
        );
        check(&with(&[failed]), &["too_few_stop_trials", "never_stops"]);
        check(&[go(None), failed, stopped], &["never_goes"]);
        check(
            &with(&[stop_trial(f64::NAN, None), failed]),
            &["time_not_finite"],
        );
        check(&[], &["too_few_stop_trials", "never_goes"]);
    }

    #[test]
    fn the_race_check_refuses_whom_the_reference_flags() {
        let test = "the_race_check_refuses_whom_the_reference_flags";
        let (Some(people), Some(flags)) = (
            participants("data/stop_signal_hedge.csv", test),
            reference::table("reference/ssrt_splithalfr_sst.csv", test),
        ) else {
            return;
        };
        for row in &flags {
            let (name, trials) = people
                .iter()
                .find(|(name, _)| *name == row["subject"])
                .unwrap();
            let reasons = Estimate::of(trials, &LIMITS)
                .ssrt_ms
                .err()
                .unwrap_or_default();
            let is_violated = reasons
                .iter()
                .any(|reason| reason.code() == "race_model_violated");
            assert_eq!(is_violated, row["flag_race"] == "TRUE", "{name}");
        }
    }
}
