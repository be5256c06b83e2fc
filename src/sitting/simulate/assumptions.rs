//! What simulated people are drawn from: every assumed number in one place, and in words.
//!
//! These are assumptions, not findings. They are near what the field reports where it reports anything, so that reports
//! made of simulated people look like reports; no number here was estimated from anybody. [`stated`] says them all, from
//! the same constants that the people are drawn from, and the pilot report prints what it gives.

use std::ops::Range;

use crate::assessment::{Assessment, Scale, ScaleSource};
use crate::psychometrics::simulate::CrossedVariances;

/// How two scales of one construct go together in simulated people.
pub(super) const SAME_CONSTRUCT: f64 = 0.55;
/// How two scales of different constructs do.
pub(super) const OTHER_CONSTRUCT: f64 = 0.35;
/// How the score of a reaction-time task goes with anything else, another task's score among it.
pub(super) const WITH_REACTION_TIME: f64 = 0.15;

/// One in so many answers without reading.
pub(super) const ONE_CARELESS_IN: u32 = 25;
/// One in so many attention checks is missed by somebody who reads.
pub(super) const ONE_SLIP_IN: u32 = 50;

/// How strongly an item goes with its scale.
pub(super) const LOADING: f64 = 0.55;
/// Where applicants change from one answer to the next, as z scores: most agree with good things about themselves.
pub(super) const THRESHOLDS: [f64; 5] = [-2.4, -1.6, -0.9, -0.1, 0.9];

/// How much everybody claims unlikely virtues: the most likely share, times the square of a uniform number, so that most
/// claim few and some nearly all.
pub(super) const MOST_CLAIMED: f64 = 0.9;
/// One in so many careful people answers an infrequency item outside the careful range.
pub(super) const ONE_IMPLAUSIBLE_IN: u32 = 50;

/// How well an average person's ratings of options go with the experts', on Fisher's scale.
pub(super) const ACCURACY: f64 = 0.7;
/// How much better those of a person one standard deviation up do, on Fisher's scale.
pub(super) const ACCURACY_SLOPE: f64 = 0.3;
/// From where to where a person's mean rating lies, on a scale from 1 to 7.
pub(super) const ELEVATION: Range<f64> = 3.6..4.8;
/// From where to where the standard deviation of a person's ratings lies.
pub(super) const SCATTER: Range<f64> = 1.0..2.2;

/// How much everybody is drawn to each point of a decision's key.
pub(super) const PULL: f64 = 0.15;
/// How much more somebody is who stands one standard deviation higher.
pub(super) const SLOPE: f64 = 0.22;
/// One in so many windows closes without a choice or a rating.
pub(super) const ONE_MISSED_IN: u32 = 60;
/// From when to when choices and ratings come after their cue, in milliseconds.
pub(super) const CHOICE_MS: Range<f64> = 1_500.0..6_500.0;

/// Go latencies: normal part and its spread between people, half the width of a uniform distribution; the deviation
/// of the normal part and the mean of the exponential one within people. In milliseconds.
pub(super) const GO_MU_MS: f64 = 430.0;
/// See [`GO_MU_MS`].
pub(super) const GO_MU_SPREAD_MS: f64 = 60.0;
/// See [`GO_MU_MS`].
pub(super) const GO_SIGMA_MS: f64 = 45.0;
/// See [`GO_MU_MS`].
pub(super) const GO_TAU_MS: f64 = 75.0;
/// The normal part of stop latencies, and how much less it is for somebody one standard deviation up, in milliseconds.
pub(super) const STOP_MU_MS: f64 = 200.0;
/// See [`STOP_MU_MS`].
pub(super) const STOP_MU_SLOPE_MS: f64 = 30.0;
/// The deviation of the normal part of stop latencies, in milliseconds.
pub(super) const STOP_SIGMA_MS: f64 = 20.0;
/// The mean of the exponential part of stop latencies, in milliseconds.
pub(super) const STOP_TAU_MS: f64 = 25.0;
/// The highest shares of stop signals not noticed, go trials not answered and wrong keys; uniform from none.
pub(super) const TRIGGER_FAILURE: f64 = 0.06;
/// See [`TRIGGER_FAILURE`].
pub(super) const OMISSION: f64 = 0.04;
/// See [`TRIGGER_FAILURE`].
pub(super) const CHOICE_ERROR: f64 = 0.05;
/// One in so many has not understood the stop signal, and this is how often that person misses it.
pub(super) const ONE_HEEDLESS_IN: u32 = 40;
/// See [`ONE_HEEDLESS_IN`].
pub(super) const HEEDLESS_TRIGGER_FAILURE: f64 = 0.85;

/// The normal deviate of pressing where it has to be held back, and its change for one standard deviation up: a quarter
/// of no-go trials on average, half of people between 17 and 34 %.
pub(super) const FALSE_ALARM: f64 = -0.68;
/// See [`FALSE_ALARM`].
pub(super) const FALSE_ALARM_SLOPE: f64 = -0.4;
/// How often somebody presses there who has not understood.
pub(super) const HEEDLESS_FALSE_ALARM: f64 = 0.97;

/// What misleading neighbours cost, and how much less for somebody one standard deviation up, in milliseconds.
pub(super) const COST_MS: f64 = 55.0;
/// See [`COST_MS`].
pub(super) const COST_SLOPE_MS: f64 = 18.0;
/// Errors among neighbours that agree, and among others, with the change for one standard deviation up.
pub(super) const CONGRUENT_ERROR: f64 = 0.02;
/// See [`CONGRUENT_ERROR`].
pub(super) const INCONGRUENT_ERROR: f64 = 0.06;
/// See [`CONGRUENT_ERROR`].
pub(super) const INCONGRUENT_ERROR_SLOPE: f64 = -0.02;

/// How many words of a setting an average person reads a minute.
pub(super) const WORDS_A_MINUTE: f64 = 230.0;
/// How much people differ in all that they do at their own pace: the standard deviation of the logarithm of how long it
/// takes them, held between half and twice the average.
pub(super) const PACE_DEVIATION: f64 = 0.25;
/// How long an item takes on average, with reading and without, in seconds.
pub(super) const ITEM_SECONDS: (f64, f64) = (5.0, 1.0);
/// How long a situation in words takes to read, and each of its options to rate, on average, in seconds.
pub(super) const JUDGEMENT_SECONDS: (f64, f64) = (12.0, 4.0);
/// How long the instructions of a task take on average, in seconds.
pub(super) const INSTRUCTION_SECONDS: f64 = 45.0;
/// How long an answer after a film takes on average, in seconds.
pub(super) const ANSWER_SECONDS: f64 = 35.0;

/// How a person's standing goes with their own some weeks later.
///
/// *Takes*: where the scale's score comes from.
pub(super) fn stability(source: &ScaleSource) -> f64 {
    match source {
        ScaleSource::Questionnaire { .. } => 0.90,
        ScaleSource::SceneChoices { .. } | ScaleSource::SituationalJudgement { .. } => 0.85,
        ScaleSource::StopSignal(_) | ScaleSource::GoNoGo { .. } | ScaleSource::Flanker { .. } => {
            0.70
        }
    }
}

/// Of what a rating of one dimension of an answer is made up, in squared points of a scale from 1 to 5.
pub const RATING_VARIANCES: CrossedVariances = CrossedVariances {
    person: 0.30,
    rater: 0.05,
    scene: 0.06,
    person_rater: 0.02,
    person_scene: 0.25,
    rater_scene: 0.02,
    residual: 0.30,
};
/// The share of each of them that all dimensions have in common: raters' halo, and people who are good at everything.
pub const RATING_COMMON: f64 = 0.5;

/// One assumed number, or a few that belong together.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Assumption {
    /// What part of the simulation it is for.
    pub of: &'static str,
    /// What it is.
    pub what: &'static str,
    /// Its value, with its unit.
    pub value: String,
}

/// Everything that is assumed of people who take this assessment.
pub fn stated(assessment: &Assessment) -> Vec<Assumption> {
    let any = |is_it: fn(&ScaleSource) -> bool| {
        let mut scales = assessment.scales.iter();
        scales.any(|scale: &Scale| is_it(&scale.source))
    };
    let mut all = people();
    if any(|source| matches!(source, ScaleSource::Questionnaire { .. })) {
        all.extend(items());
    }
    if any(|source| matches!(source, ScaleSource::SceneChoices { .. })) {
        all.extend(decisions());
    }
    if any(|source| matches!(source, ScaleSource::SituationalJudgement { .. })) {
        all.extend(judgements());
    }
    if any(ScaleSource::is_task) {
        all.extend(races());
    }
    if any(|source| matches!(source, ScaleSource::GoNoGo { .. })) {
        all.extend(presses());
    }
    if any(|source| matches!(source, ScaleSource::Flanker { .. })) {
        all.extend(looks());
    }
    all.extend(paces());
    all.extend(ratings());
    let stability = assessment.scales.iter().map(|scale| {
        let value = format!("{}: {:.2}", scale.name, stability(&scale.source));
        row(
            "Second sitting",
            "correlation of somebody's standing with their own at a second sitting",
            value,
        )
    });
    all.extend(stability);
    all
}

fn row(of: &'static str, what: &'static str, value: String) -> Assumption {
    Assumption { of, what, value }
}

fn people() -> Vec<Assumption> {
    let of = "People";
    vec![
        row(
            of,
            "standing on each scale, good end up",
            "normal, mean 0, SD 1".to_owned(),
        ),
        row(
            of,
            "correlation of two scales of one construct",
            SAME_CONSTRUCT.to_string(),
        ),
        row(
            of,
            "correlation of two scales of different constructs",
            OTHER_CONSTRUCT.to_string(),
        ),
        row(
            of,
            "correlation of a task's scale with any other",
            WITH_REACTION_TIME.to_string(),
        ),
        row(
            of,
            "people who answer without reading",
            format!("1 in {ONE_CARELESS_IN}"),
        ),
    ]
}

fn items() -> Vec<Assumption> {
    let of = "Questionnaires";
    vec![
        row(
            of,
            "loading of every item on its scale",
            LOADING.to_string(),
        ),
        row(
            of,
            "thresholds between the answers (z)",
            format!("{THRESHOLDS:?}"),
        ),
        row(
            of,
            "attention checks missed by somebody who reads",
            format!("1 in {ONE_SLIP_IN}"),
        ),
        row(
            of,
            "answers outside the careful range by somebody who reads",
            format!("1 in {ONE_IMPLAUSIBLE_IN}"),
        ),
        row(
            of,
            "share of unlikely virtues claimed",
            format!("{MOST_CLAIMED} times the square of a uniform number"),
        ),
    ]
}

fn judgements() -> Vec<Assumption> {
    let of = "Situational judgement";
    let range = |range: Range<f64>| {
        format!(
            "uniform from {} to {} between people",
            range.start, range.end
        )
    };
    vec![
        row(
            of,
            "correlation of somebody's ratings with the experts' (Fisher's z)",
            format!("{ACCURACY}, {ACCURACY_SLOPE} more for one SD up"),
        ),
        row(of, "mean rating", range(ELEVATION)),
        row(of, "standard deviation of ratings", range(SCATTER)),
    ]
}

fn decisions() -> Vec<Assumption> {
    let of = "Decisions";
    vec![
        row(
            of,
            "pull of each point of the key (logits)",
            PULL.to_string(),
        ),
        row(of, "added pull for one SD up (logits)", SLOPE.to_string()),
        row(
            of,
            "windows that close without an answer",
            format!("1 in {ONE_MISSED_IN}"),
        ),
        row(
            of,
            "choices and ratings after their cue (ms)",
            format!("uniform from {} to {}", CHOICE_MS.start, CHOICE_MS.end),
        ),
    ]
}

fn races() -> Vec<Assumption> {
    let of = "Reaction times";
    let up_to = |share: f64| format!("uniform from 0 to {share}");
    vec![
        row(
            of,
            "go latencies within people (ex-Gaussian, ms)",
            format!(
                "mu {GO_MU_MS} ± {GO_MU_SPREAD_MS} uniform between people, sigma {GO_SIGMA_MS}, tau {GO_TAU_MS}"
            ),
        ),
        row(
            of,
            "stop latencies within people (ex-Gaussian, ms)",
            format!(
                "mu {STOP_MU_MS} less {STOP_MU_SLOPE_MS} for one SD up, sigma {STOP_SIGMA_MS}, tau {STOP_TAU_MS}"
            ),
        ),
        row(
            of,
            "share of stop signals not noticed",
            up_to(TRIGGER_FAILURE),
        ),
        row(of, "share of go trials without an answer", up_to(OMISSION)),
        row(of, "share of wrong keys", up_to(CHOICE_ERROR)),
        row(
            of,
            "people who have not understood the stop signal",
            format!("1 in {ONE_HEEDLESS_IN}, who miss {HEEDLESS_TRIGGER_FAILURE} of the signals"),
        ),
    ]
}

fn presses() -> Vec<Assumption> {
    vec![row(
        "Go/no-go",
        "pressing at a no-go (normal deviate)",
        format!(
            "{FALSE_ALARM}, {FALSE_ALARM_SLOPE} for one SD up; {HEEDLESS_FALSE_ALARM} of trials by who has not understood"
        ),
    )]
}

fn looks() -> Vec<Assumption> {
    let of = "Flanker";
    vec![
        row(
            of,
            "cost of misleading neighbors (ms)",
            format!("{COST_MS} less {COST_SLOPE_MS} for one SD up"),
        ),
        row(
            of,
            "share of errors",
            format!(
                "{CONGRUENT_ERROR} congruent; {INCONGRUENT_ERROR} incongruent, {INCONGRUENT_ERROR_SLOPE} for one SD up"
            ),
        ),
    ]
}

fn paces() -> Vec<Assumption> {
    let of = "Pace";
    let (reading, skipping) = ITEM_SECONDS;
    let about =
        |seconds: f64| format!("{seconds} on average, from half to one and a half times that");
    vec![
        row(
            of,
            "how long people take for all that follows, beside the average",
            format!("log-normal, SD of the logarithm {PACE_DEVIATION}, from half to twice"),
        ),
        row(
            of,
            "words of a setting read a minute, on average",
            WORDS_A_MINUTE.to_string(),
        ),
        row(
            of,
            "seconds for an item",
            format!("{}; {skipping} without reading", about(reading)),
        ),
        row(
            of,
            "seconds to read a situation in words, and to rate each of its options",
            format!(
                "{} and {}, likewise",
                JUDGEMENT_SECONDS.0, JUDGEMENT_SECONDS.1
            ),
        ),
        row(
            of,
            "seconds for the instructions of a task",
            about(INSTRUCTION_SECONDS),
        ),
        row(
            of,
            "seconds for the answer after a film",
            about(ANSWER_SECONDS),
        ),
    ]
}

fn ratings() -> Vec<Assumption> {
    let of = "Raters";
    let variances = RATING_VARIANCES;
    let component = |what: &'static str, variance: f64| row(of, what, variance.to_string());
    vec![
        row(
            of,
            "ratings",
            "whole points from 1 to 5 around 3, every rater rates everybody in every scene"
                .to_owned(),
        ),
        component("variance of persons (squared points)", variances.person),
        component("variance of raters: severity", variances.rater),
        component("variance of scenes: difficulty", variances.scene),
        component("variance of person × rater", variances.person_rater),
        component("variance of person × scene", variances.person_scene),
        component("variance of rater × scene", variances.rater_scene),
        component("residual variance", variances.residual),
        component(
            "share of each that all dimensions have in common",
            RATING_COMMON,
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::example::example;

    #[test]
    fn what_an_assessment_does_not_have_is_not_assumed_for_it() {
        let (_, mut assessment) = example();
        let parts = |assessment: &Assessment| {
            let mut parts: Vec<&str> = stated(assessment).iter().map(|one| one.of).collect();
            parts.dedup();
            parts
        };
        assert!(parts(&assessment).contains(&"Flanker"));
        assessment
            .scales
            .retain(|scale| matches!(scale.source, ScaleSource::Questionnaire { .. }));
        assert_eq!(
            parts(&assessment),
            [
                "People",
                "Questionnaires",
                "Pace",
                "Raters",
                "Second sitting"
            ]
        );
    }

    #[test]
    fn every_scale_has_a_stated_stability_and_every_value_is_said() {
        let (_, assessment) = example();
        let all = stated(&assessment);
        assert!(
            all.iter()
                .all(|one| !one.value.is_empty() && !one.what.is_empty())
        );
        for scale in &assessment.scales {
            let said = format!("{}: ", scale.name);
            assert!(all.iter().any(|one| one.value.starts_with(&said)), "{said}");
        }
    }
}
