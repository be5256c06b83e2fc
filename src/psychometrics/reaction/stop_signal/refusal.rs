//! When a stop-signal reaction time may not be read.

use super::Performance;

/// The limits outside which an estimate is refused.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The lowest p(respond | signal); 0.25 by the consensus guide.
    pub minimum_respond_proportion: f64,
    /// The highest p(respond | signal); 0.75 by the consensus guide.
    pub maximum_respond_proportion: f64,
    /// The highest share of go trials without an answer.
    pub maximum_go_omission_proportion: f64,
    /// The highest share of wrong keys among answered go trials.
    pub maximum_go_error_proportion: f64,
    /// The fewest stop trials; 50 by the consensus guide.
    pub minimum_stop_trials: usize,
}

/// Why an estimate is refused: what was seen, and the limit.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// Too few stop trials to estimate from.
    #[error("{n_stop} stop trials are too few; at least {minimum} are needed")]
    TooFewStopTrials {
        /// How many there are.
        n_stop: usize,
        /// How many are needed.
        minimum: usize,
    },
    /// No go trial was answered.
    #[error("none of {n_go} go trials was answered")]
    NeverGoes {
        /// How many there are.
        n_go: usize,
    },
    /// Every stop trial was answered.
    #[error("all of {n_stop} stop trials were answered: the person never stopped")]
    NeverStops {
        /// How many there are.
        n_stop: usize,
    },
    /// No stop trial was answered.
    #[error(
        "none of {n_stop} stop trials was answered: the person always stopped, perhaps by waiting"
    )]
    AlwaysStops {
        /// How many there are.
        n_stop: usize,
    },
    /// The share of answered stop trials is too far from one half for the method.
    #[error("{:.1} % of stop trials were answered, outside {:.0} to {:.0} %", 100.0 * proportion, 100.0 * minimum, 100.0 * maximum)]
    RespondProportion {
        /// The share, 0 to 1.
        proportion: f64,
        /// The lowest allowed.
        minimum: f64,
        /// The highest allowed.
        maximum: f64,
    },
    /// Failed stops were slower than go answers, which the race forbids.
    #[error(
        "failed stops took {mean_failed_stop_rt_ms:.0} ms on average, longer than go answers with {mean_go_rt_ms:.0} ms: the race model does not hold"
    )]
    RaceViolated {
        /// Mean reaction time of answered stop trials.
        mean_failed_stop_rt_ms: f64,
        /// Mean go reaction time, the highest value allowed.
        mean_go_rt_ms: f64,
    },
    /// Too many go trials were not answered.
    #[error("{:.1} % of go trials were not answered, more than {:.0} %", 100.0 * proportion, 100.0 * maximum)]
    TooManyOmissions {
        /// The share, 0 to 1.
        proportion: f64,
        /// The highest allowed.
        maximum: f64,
    },
    /// Too many go trials were answered with the wrong key.
    #[error("{:.1} % of answered go trials had the wrong key, more than {:.0} %", 100.0 * proportion, 100.0 * maximum)]
    TooManyErrors {
        /// The share, 0 to 1.
        proportion: f64,
        /// The highest allowed.
        maximum: f64,
    },
    /// The estimate is no possible latency.
    #[error("the estimate is {ssrt_ms:.0} ms, but a latency is above 0 ms")]
    NotPositive {
        /// The estimate.
        ssrt_ms: f64,
    },
    /// A time is not a finite number.
    #[error("the trials hold a time that is not a finite number")]
    NotFinite,
}

impl Refusal {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooFewStopTrials { .. } => "too_few_stop_trials",
            Self::NeverGoes { .. } => "never_goes",
            Self::NeverStops { .. } => "never_stops",
            Self::AlwaysStops { .. } => "always_stops",
            Self::RespondProportion { .. } => "respond_proportion_out_of_limits",
            Self::RaceViolated { .. } => "race_model_violated",
            Self::TooManyOmissions { .. } => "too_many_go_omissions",
            Self::TooManyErrors { .. } => "too_many_go_errors",
            Self::NotPositive { .. } => "latency_not_positive",
            Self::NotFinite => "time_not_finite",
        }
    }

    /// All the reasons against reading this performance, in a fixed order; empty when there are none.
    pub fn of(performance: &Performance, limits: &Limits) -> Vec<Self> {
        let reasons = [
            too_few(performance, limits),
            one_sided(performance),
            out_of_proportion(performance, limits),
            race(performance),
            omissions(performance, limits),
            errors(performance, limits),
            not_positive(performance),
        ];
        let mut reasons: Vec<Self> = reasons.into_iter().flatten().collect();
        if reasons.is_empty() && performance.integration_ms.is_none() {
            reasons.push(Self::NotFinite);
        }
        reasons
    }
}

fn too_few(performance: &Performance, limits: &Limits) -> Option<Refusal> {
    let (n_stop, minimum) = (performance.n_stop, limits.minimum_stop_trials.max(1));
    (n_stop < minimum).then_some(Refusal::TooFewStopTrials { n_stop, minimum })
}

fn one_sided(performance: &Performance) -> Option<Refusal> {
    let Performance { n_go, n_stop, .. } = *performance;
    if performance.go_omission_rate.is_none_or(|rate| rate >= 1.0) {
        return Some(Refusal::NeverGoes { n_go });
    }
    match performance.respond_proportion? {
        p if p >= 1.0 => Some(Refusal::NeverStops { n_stop }),
        p if p <= 0.0 => Some(Refusal::AlwaysStops { n_stop }),
        _ => None,
    }
}

fn out_of_proportion(performance: &Performance, limits: &Limits) -> Option<Refusal> {
    let proportion = performance
        .respond_proportion
        .filter(|p| *p > 0.0 && *p < 1.0)?;
    let minimum = limits.minimum_respond_proportion;
    let maximum = limits.maximum_respond_proportion;
    let is_inside = (minimum..=maximum).contains(&proportion);
    (!is_inside).then_some(Refusal::RespondProportion {
        proportion,
        minimum,
        maximum,
    })
}

fn race(performance: &Performance) -> Option<Refusal> {
    let mean_failed_stop_rt_ms = performance.mean_failed_stop_rt_ms?;
    let mean_go_rt_ms = performance.mean_go_rt_ms?;
    (mean_failed_stop_rt_ms > mean_go_rt_ms).then_some(Refusal::RaceViolated {
        mean_failed_stop_rt_ms,
        mean_go_rt_ms,
    })
}

fn omissions(performance: &Performance, limits: &Limits) -> Option<Refusal> {
    let proportion = performance.go_omission_rate.filter(|rate| *rate < 1.0)?;
    let maximum = limits.maximum_go_omission_proportion;
    (proportion > maximum).then_some(Refusal::TooManyOmissions {
        proportion,
        maximum,
    })
}

fn errors(performance: &Performance, limits: &Limits) -> Option<Refusal> {
    let proportion = performance.go_error_rate?;
    let maximum = limits.maximum_go_error_proportion;
    (proportion > maximum).then_some(Refusal::TooManyErrors {
        proportion,
        maximum,
    })
}

fn not_positive(performance: &Performance) -> Option<Refusal> {
    let ssrt_ms = performance
        .integration_ms
        .filter(|ssrt_ms| *ssrt_ms <= 0.0)?;
    Some(Refusal::NotPositive { ssrt_ms })
}
