//! What simulated people are drawn from: every assumed number in one place.
//!
//! These are assumptions, not findings. They are near what the field reports where it reports anything, so that reports
//! made of simulated people look like reports; no number here was estimated from anybody. [`stated`](super::stated())
//! says them all in words, from the same constants that the people are drawn from, and the pilot report prints what it
//! gives.

use std::ops::{Range, RangeInclusive};

use crate::assessment::ScaleSource;
use crate::psychometrics::simulate::CrossedVariances;

/// How two scales of one construct go together in simulated people.
pub(super) const SAME_CONSTRUCT: f64 = 0.55;
/// How two scales of different constructs do.
pub(super) const OTHER_CONSTRUCT: f64 = 0.35;
/// How the score of a reaction-time task goes with anything else, another task's score among it.
pub(super) const WITH_REACTION_TIME: f64 = 0.15;

/// One in so many answers without reading.
pub(super) const ONE_CARELESS_IN: u32 = 25;
/// A third of these keep to one answer, any of these; a third answer with the next two constants in turn; a third with
/// anything.
pub(super) const CARELESS_ONE_KEY: RangeInclusive<u8> = 3..=5;
/// See [`CARELESS_ONE_KEY`].
pub(super) const CARELESS_IN_TURN: (u8, u8) = (4, 5);
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
/// How long before the window closes they come at the latest, and the time under which that does not hold them, in
/// milliseconds.
pub(super) const BEFORE_CLOSING_MS: f64 = 200.0;
/// See [`BEFORE_CLOSING_MS`].
pub(super) const LATEST_AT_LEAST_MS: f64 = 500.0;

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
/// Between which it is held.
pub(super) const STOP_MU_ENDS_MS: (f64, f64) = (90.0, 400.0);
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
/// The normal part of latencies with one key, as a share of that with two.
pub(super) const PRESS_SHARE: f64 = 0.75;
/// The deviation of the normal part of latencies with one key, in milliseconds.
pub(super) const PRESS_SIGMA_MS: f64 = 40.0;
/// The mean of the exponential part of latencies with one key, in milliseconds.
pub(super) const PRESS_TAU_MS: f64 = 60.0;
/// The latency of pressing where it has to be held back, as a share of any other.
pub(super) const SLIP_PACE: f64 = 0.9;

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
/// Between which they are held.
pub(super) const INCONGRUENT_ERROR_ENDS: (f64, f64) = (0.0, 0.3);

/// How many words of a setting an average person reads a minute.
pub(super) const WORDS_A_MINUTE: f64 = 230.0;
/// How much people differ in all that they do at their own pace: the standard deviation of the logarithm of how long it
/// takes them.
pub(super) const PACE_DEVIATION: f64 = 0.25;
/// Between which multiples of the average people's pace is held.
pub(super) const PACE_ENDS: (f64, f64) = (0.5, 2.0);
/// From which to which multiple of its average anything done at one's own pace takes, each time anew.
pub(super) const EACH_TIME: Range<f64> = 0.5..1.5;
/// How long the check of the device takes on average, in seconds.
pub(super) const DEVICE_CHECK_SECONDS: f64 = 40.0;
/// How long practice takes on average, in seconds.
pub(super) const PRACTICE_SECONDS: f64 = 60.0;
/// How long somebody waits on average before a section and before its end, in seconds.
pub(super) const BEFORE_SECTION_SECONDS: f64 = 15.0;
/// See [`BEFORE_SECTION_SECONDS`].
pub(super) const BEFORE_ITS_END_SECONDS: f64 = 2.0;
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
