//! The figures of one person's stop-signal task.

use super::{Response, Signal, Trial};
use crate::psychometrics::descriptive::{mean, quantile_type_6, standard_deviation};
use crate::psychometrics::finite;

/// What a person's trials show, before asking whether it may be read.
///
/// *Model* of the integration method: the race model says that stopping, begun at the delay, ends at the moment by
/// which a share p(respond | signal) of go answers would have been given. Hence SSRT = Q(p) − mean delay, with Q the
/// type-6 quantile of the go distribution. In that distribution wrong keys and premature answers stay in, and each
/// omission counts as the person's own slowest go reaction time. The mean method, mean go RT − mean delay, is given for
/// comparison only.
///
/// *Takes / gives*: the trials of one person in any order; times in milliseconds, proportions from 0 to 1.
///
/// *Edges*: a figure is `None` where its trials are absent; the SSRT also where the person always or never stopped,
/// since the quantile is then the end of the sample; any time that is not a finite number makes the figures that rest
/// on it `None`.
///
/// *Source*: Verbruggen et al. (2019), *eLife* 8, e46323, recommendations on estimation and box 2.
///
/// ```
/// use composure::psychometrics::reaction::stop_signal::{Performance, Response, Signal, Trial};
/// let go = |rt_ms| Trial { block: 0, signal: Signal::Go, response: Some(Response { rt_ms, is_correct: Some(true) }) };
/// let stopped = Trial { block: 0, signal: Signal::Stop { delay_ms: 200.0 }, response: None };
/// let failed = Trial { signal: Signal::Stop { delay_ms: 250.0 }, ..go(420.0) };
/// let performance = Performance::of(&[go(400.0), go(500.0), go(600.0), stopped, failed]);
/// // p = .5; rank 4 × .5 = 2 is 500 ms; 500 − (200 + 250) / 2 = 275 ms.
/// assert_eq!(performance.integration_ms, Some(275.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Performance {
    /// How many go trials there are.
    pub n_go: usize,
    /// How many stop trials there are.
    pub n_stop: usize,
    /// Share of go trials without an answer.
    pub go_omission_rate: Option<f64>,
    /// Share of wrong keys among the answered go trials of which the record tells.
    pub go_error_rate: Option<f64>,
    /// Mean go reaction time of all answered go trials, in milliseconds.
    pub mean_go_rt_ms: Option<f64>,
    /// Standard deviation of the same.
    pub sd_go_rt_ms: Option<f64>,
    /// p(respond | signal): share of stop trials that were answered.
    pub respond_proportion: Option<f64>,
    /// Mean stop-signal delay of all stop trials, in milliseconds.
    pub mean_delay_ms: Option<f64>,
    /// Mean reaction time of the answered stop trials, in milliseconds.
    pub mean_failed_stop_rt_ms: Option<f64>,
    /// The quantile of the go distribution at p(respond | signal), in milliseconds.
    pub nth_rt_ms: Option<f64>,
    /// The stop-signal reaction time by the integration method, in milliseconds.
    pub integration_ms: Option<f64>,
    /// The same by the mean method, for comparison only.
    pub mean_method_ms: Option<f64>,
}

impl Performance {
    /// The figures of these trials.
    pub fn of(trials: &[Trial]) -> Self {
        let goes: Vec<Option<Response>> = trials
            .iter()
            .filter(|trial| trial.signal == Signal::Go)
            .map(|trial| trial.response)
            .collect();
        let stops: Vec<(f64, Option<Response>)> = trials.iter().filter_map(stop).collect();
        let go_rts: Vec<f64> = goes
            .iter()
            .flatten()
            .map(|response| response.rt_ms)
            .collect();
        let failed: Vec<f64> = stops
            .iter()
            .filter_map(|(_, response)| response.map(|r| r.rt_ms))
            .collect();
        let delays: Vec<f64> = stops.iter().map(|(delay_ms, _)| *delay_ms).collect();
        let mean_go_rt_ms = mean(&go_rts);
        let mean_delay_ms = mean(&delays);
        let respond_proportion = share(failed.len(), stops.len());
        let nth_rt_ms = respond_proportion
            .filter(|_| !failed.is_empty() && failed.len() < stops.len())
            .and_then(|proportion| nth_rt_ms(&go_rts, goes.len(), proportion));
        Self {
            n_go: goes.len(),
            n_stop: stops.len(),
            go_omission_rate: share(goes.len() - go_rts.len(), goes.len()),
            go_error_rate: go_error_rate(&goes),
            mean_go_rt_ms,
            sd_go_rt_ms: standard_deviation(&go_rts),
            respond_proportion,
            mean_delay_ms,
            mean_failed_stop_rt_ms: mean(&failed),
            nth_rt_ms,
            integration_ms: difference(nth_rt_ms, mean_delay_ms),
            mean_method_ms: difference(mean_go_rt_ms, mean_delay_ms),
        }
    }
}

/// The quantile of the go distribution in which each omission counts as the slowest answer.
fn nth_rt_ms(go_rts: &[f64], n_go: usize, proportion: f64) -> Option<f64> {
    let slowest = go_rts.iter().copied().max_by(f64::total_cmp)?;
    let mut with_omissions = go_rts.to_vec();
    with_omissions.resize(n_go, slowest);
    quantile_type_6(&with_omissions, proportion)
}

fn stop(trial: &Trial) -> Option<(f64, Option<Response>)> {
    match trial.signal {
        Signal::Go => None,
        Signal::Stop { delay_ms } => Some((delay_ms, trial.response)),
    }
}

fn go_error_rate(goes: &[Option<Response>]) -> Option<f64> {
    let judged: Vec<bool> = goes
        .iter()
        .flatten()
        .filter_map(|response| response.is_correct)
        .collect();
    share(
        judged.iter().filter(|is_correct| !**is_correct).count(),
        judged.len(),
    )
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn difference(minuend: Option<f64>, subtrahend: Option<f64>) -> Option<f64> {
    finite(minuend? - subtrahend?)
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::psychometrics::reference::{self, Row, number};

    pub(in crate::psychometrics) fn go(rt_ms: Option<f64>) -> Trial {
        let response = rt_ms.map(|rt_ms| Response {
            rt_ms,
            is_correct: Some(true),
        });
        Trial {
            block: 0,
            signal: Signal::Go,
            response,
        }
    }

    pub(in crate::psychometrics) fn stop_trial(delay_ms: f64, rt_ms: Option<f64>) -> Trial {
        Trial {
            signal: Signal::Stop { delay_ms },
            ..go(rt_ms)
        }
    }

    /// 18 answered and 2 unanswered go trials, 8 stop trials of which 3 were answered.
    pub(in crate::psychometrics) fn worked_example() -> Vec<Trial> {
        let go_rts = [
            420.0, 455.0, 470.0, 480.0, 495.0, 500.0, 510.0, 515.0, 520.0, 530.0, 540.0, 550.0,
            560.0, 575.0, 590.0, 610.0, 640.0, 700.0,
        ];
        let stops = [
            (250.0, None),
            (300.0, None),
            (350.0, Some(510.0)),
            (300.0, Some(470.0)),
            (250.0, None),
            (300.0, None),
            (350.0, None),
            (400.0, Some(520.0)),
        ];
        let goes = go_rts.into_iter().map(Some).chain([None, None]).map(go);
        goes.chain(stops.map(|(delay_ms, rt_ms)| stop_trial(delay_ms, rt_ms)))
            .collect()
    }

    pub(in crate::psychometrics) fn participants(
        file: &str,
        test: &str,
    ) -> Option<Vec<(String, Vec<Trial>)>> {
        let mut people: Vec<(String, Vec<Trial>)> = Vec::new();
        for row in reference::table(file, test)? {
            let trial = trial(&row);
            match people
                .iter_mut()
                .find(|(name, _)| *name == row["participant"])
            {
                Some((_, trials)) => trials.push(trial),
                None => people.push((row["participant"].clone(), vec![trial])),
            }
        }
        Some(people)
    }

    fn trial(row: &Row) -> Trial {
        let is_correct = number(row, "response")
            .zip(number(row, "correct_response"))
            .map(|(given, right)| given.total_cmp(&right).is_eq());
        let response = (row["responded"] == "1").then(|| Response {
            rt_ms: number(row, "rt_ms").unwrap(),
            is_correct,
        });
        let signal = match row["signal"].as_str() {
            "go" => Signal::Go,
            _ => Signal::Stop {
                delay_ms: number(row, "stop_signal_delay_ms").unwrap(),
            },
        };
        Trial {
            block: row["block"].parse().unwrap(),
            signal,
            response,
        }
    }

    #[test]
    fn the_worked_example_comes_out() {
        // Worked by hand: p = 3/8, rank 21 × .375 = 7.875 between 510 and 515, mean delay 312.5.
        let performance = Performance::of(&worked_example());
        assert_eq!(performance.respond_proportion, Some(0.375));
        assert_eq!(performance.mean_delay_ms, Some(312.5));
        assert_eq!(performance.nth_rt_ms, Some(514.375));
        assert_eq!(performance.integration_ms, Some(201.875));
        assert_eq!(performance.mean_failed_stop_rt_ms, Some(500.0));
        assert_eq!(performance.go_omission_rate, Some(0.1));
        assert!((performance.mean_go_rt_ms.unwrap() - 536.67).abs() < 0.005);
        assert!((performance.mean_method_ms.unwrap() - 224.17).abs() < 0.005);
    }

    fn check(trials_file: &str, reference_file: &str, test: &str) {
        let (Some(people), Some(expected)) = (
            participants(trials_file, test),
            reference::table(reference_file, test),
        ) else {
            return;
        };
        assert_eq!(people.len(), expected.len());
        for row in &expected {
            let (name, trials) = people
                .iter()
                .find(|(name, _)| *name == row["subject"])
                .unwrap();
            let performance = Performance::of(trials);
            let figures = [
                ("p_go_omission", performance.go_omission_rate),
                ("p_go_error", performance.go_error_rate),
                ("mean_go_rt", performance.mean_go_rt_ms),
                ("sd_go_rt", performance.sd_go_rt_ms),
                ("p_respond", performance.respond_proportion),
                ("mean_ssd", performance.mean_delay_ms),
                (
                    "mean_unsuccessful_stop_rt",
                    performance.mean_failed_stop_rt_ms,
                ),
                ("nth_rt_type6", performance.nth_rt_ms),
                ("SSRT_integration_type6", performance.integration_ms),
                ("SSRT_mean_method", performance.mean_method_ms),
            ];
            for (column, value) in figures {
                match (value, number(row, column)) {
                    (Some(value), Some(expected)) => {
                        assert!(
                            (value - expected).abs() < 1e-6,
                            "{name} {column}: {value} is not {expected}"
                        );
                    }
                    (value, expected) => assert_eq!(value, expected, "{name} {column}"),
                }
            }
        }
    }

    #[test]
    fn the_figures_of_33_people_in_the_browser_equal_the_reference() {
        let test = "the_figures_of_33_people_in_the_browser_equal_the_reference";
        check(
            "data/stop_signal_mturk.csv",
            "reference/ssrt_ssm_mturk.csv",
            test,
        );
    }

    #[test]
    fn the_figures_of_45_people_in_the_laboratory_equal_the_reference() {
        let test = "the_figures_of_45_people_in_the_laboratory_equal_the_reference";
        check(
            "data/stop_signal_hedge.csv",
            "reference/ssrt_splithalfr_sst.csv",
            test,
        );
    }

    #[test]
    fn who_always_or_never_stops_has_no_latency() {
        let always = [go(Some(400.0)), stop_trial(200.0, None)];
        let never = [go(Some(400.0)), stop_trial(200.0, Some(390.0))];
        assert_eq!(Performance::of(&always).integration_ms, None);
        assert_eq!(Performance::of(&never).integration_ms, None);
        assert_eq!(Performance::of(&[]).integration_ms, None);
    }

    #[test]
    fn the_order_of_trials_does_not_matter() {
        let mut trials = worked_example();
        let before = Performance::of(&trials);
        trials.reverse();
        assert_eq!(
            Performance::of(&trials).integration_ms,
            before.integration_ms
        );
    }

    proptest! {
        #[test]
        fn any_trials_give_finite_figures_or_none(rows in prop::collection::vec(any::<(bool, f64, Option<(f64, Option<bool>)>)>(), 0..12)) {
            let trials: Vec<Trial> = rows.into_iter().map(|(is_go, delay_ms, response)| Trial {
                block: 0,
                signal: if is_go { Signal::Go } else { Signal::Stop { delay_ms } },
                response: response.map(|(rt_ms, is_correct)| Response { rt_ms, is_correct }),
            }).collect();
            let p = Performance::of(&trials);
            for figure in [p.mean_go_rt_ms, p.sd_go_rt_ms, p.mean_delay_ms, p.mean_failed_stop_rt_ms, p.integration_ms, p.mean_method_ms].into_iter().flatten() {
                prop_assert!(figure.is_finite());
            }
        }
    }
}
