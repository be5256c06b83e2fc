//! What simulated people are drawn from, in words.

use std::ops::Range;

use super::assumptions::{
    ACCURACY, ACCURACY_SLOPE, ANSWER_SECONDS, BEFORE_CLOSING_MS, BEFORE_ITS_END_SECONDS,
    BEFORE_SECTION_SECONDS, CARELESS_IN_TURN, CARELESS_ONE_KEY, CHOICE_ERROR, CHOICE_MS,
    CONGRUENT_ERROR, COST_MS, COST_SLOPE_MS, DEVICE_CHECK_SECONDS, EACH_TIME, ELEVATION,
    FALSE_ALARM, FALSE_ALARM_SLOPE, GO_MU_MS, GO_MU_SPREAD_MS, GO_SIGMA_MS, GO_TAU_MS,
    HEEDLESS_FALSE_ALARM, HEEDLESS_TRIGGER_FAILURE, INCONGRUENT_ERROR, INCONGRUENT_ERROR_ENDS,
    INCONGRUENT_ERROR_SLOPE, INSTRUCTION_SECONDS, ITEM_SECONDS, JUDGEMENT_SECONDS,
    LATEST_AT_LEAST_MS, LOADING, MOST_CLAIMED, OMISSION, ONE_CARELESS_IN, ONE_HEEDLESS_IN,
    ONE_IMPLAUSIBLE_IN, ONE_MISSED_IN, ONE_SLIP_IN, OTHER_CONSTRUCT, PACE_DEVIATION, PACE_ENDS,
    PRACTICE_SECONDS, PRESS_SHARE, PRESS_SIGMA_MS, PRESS_TAU_MS, PULL, RATING_COMMON,
    RATING_VARIANCES, SAME_CONSTRUCT, SCATTER, SLIP_PACE, SLOPE, STOP_MU_ENDS_MS, STOP_MU_MS,
    STOP_MU_SLOPE_MS, STOP_SIGMA_MS, STOP_TAU_MS, THRESHOLDS, TRIGGER_FAILURE, WITH_REACTION_TIME,
    WORDS_A_MINUTE, stability,
};
use crate::assessment::{Assessment, Scale, ScaleSource};

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
        row(
            of,
            "what these answer, a third of them each",
            format!(
                "one key from {} to {}; {} and {} in turn; any key",
                CARELESS_ONE_KEY.start(),
                CARELESS_ONE_KEY.end(),
                CARELESS_IN_TURN.0,
                CARELESS_IN_TURN.1
            ),
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
        row(
            of,
            "added pull for one SD up (logits)",
            format!(
                "{SLOPE}; who stands more than {:.2} SD below average is drawn to the worst",
                PULL / SLOPE
            ),
        ),
        row(
            of,
            "windows that close without an answer",
            format!("1 in {ONE_MISSED_IN}"),
        ),
        row(
            of,
            "choices and ratings after their cue (ms)",
            format!(
                "uniform from {} to {}, held at {BEFORE_CLOSING_MS} before the window closes, but at {LATEST_AT_LEAST_MS} or more",
                CHOICE_MS.start, CHOICE_MS.end
            ),
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
                "mu {STOP_MU_MS} less {STOP_MU_SLOPE_MS} for one SD up, held from {} to {}, sigma {STOP_SIGMA_MS}, tau {STOP_TAU_MS}",
                STOP_MU_ENDS_MS.0, STOP_MU_ENDS_MS.1
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
    let of = "Go/no-go";
    vec![
        row(
            of,
            "pressing at a no-go (normal deviate)",
            format!(
                "{FALSE_ALARM}, {FALSE_ALARM_SLOPE} for one SD up; {HEEDLESS_FALSE_ALARM} of trials by who has not understood"
            ),
        ),
        row(
            of,
            "latencies within people (ex-Gaussian, ms)",
            format!(
                "mu {PRESS_SHARE} of the same person's go latencies', sigma {PRESS_SIGMA_MS}, tau {PRESS_TAU_MS}; at a no-go {SLIP_PACE} of that"
            ),
        ),
    ]
}

fn looks() -> Vec<Assumption> {
    let of = "Flanker";
    vec![
        row(
            of,
            "cost of misleading neighbors (ms)",
            format!("{COST_MS} less {COST_SLOPE_MS} for one SD up, held at 0 or more"),
        ),
        row(
            of,
            "share of errors",
            format!(
                "{CONGRUENT_ERROR} congruent; {INCONGRUENT_ERROR} incongruent, {INCONGRUENT_ERROR_SLOPE} for one SD up, held from {} to {}",
                INCONGRUENT_ERROR_ENDS.0, INCONGRUENT_ERROR_ENDS.1
            ),
        ),
    ]
}

fn paces() -> Vec<Assumption> {
    let of = "Pace";
    let (reading, skipping) = ITEM_SECONDS;
    let about = |seconds: f64| {
        format!(
            "{seconds} on average, each time from {} to {} times that",
            EACH_TIME.start, EACH_TIME.end
        )
    };
    vec![
        row(
            of,
            "how long people take for all that follows, beside the average",
            format!(
                "log-normal, SD of the logarithm {PACE_DEVIATION}, held from {} to {} times",
                PACE_ENDS.0, PACE_ENDS.1
            ),
        ),
        row(
            of,
            "seconds for the check of the device",
            about(DEVICE_CHECK_SECONDS),
        ),
        row(of, "seconds for practice", about(PRACTICE_SECONDS)),
        row(
            of,
            "seconds before a section, and before its end",
            format!("{BEFORE_SECTION_SECONDS} and {BEFORE_ITS_END_SECONDS}, likewise"),
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
