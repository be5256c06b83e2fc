//! The flanker task: answering to the middle arrow while its neighbours point elsewhere.

use super::share;
use super::trimming::TrimmingRule;
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::psychometrics::finite;

/// One trial that counts (practice is left out by the caller).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    /// Where the neighbours point.
    pub flankers: Flankers,
    /// Whether the right key was pressed in time.
    pub is_correct: bool,
    /// From the arrows to the key, in milliseconds; `None` when there was no answer in time.
    pub rt_ms: Option<f64>,
}

/// Where the neighbours of the middle arrow point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flankers {
    /// The same way.
    Congruent,
    /// The other way.
    Incongruent,
}

/// What a person's trials of one kind show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Condition {
    /// How many trials there are.
    pub n_trials: usize,
    /// Share of trials without the right key.
    pub error_rate: Option<f64>,
    /// How many right answers the mean rests on.
    pub n_kept: usize,
    /// Mean reaction time of right answers that the trimming rule keeps, in milliseconds.
    pub mean_rt_ms: Option<f64>,
    /// Standard deviation of the same.
    pub sd_rt_ms: Option<f64>,
    /// That mean divided by the share of right answers, in milliseconds.
    pub inverse_efficiency_ms: Option<f64>,
}

/// What the neighbours cost a person.
///
/// *Model*: each cost is the figure of incongruent trials less that of congruent ones: of mean reaction times of right
/// answers, of error rates, and of inverse efficiencies RT / (1 − error rate).
///
/// *Takes / gives*: the trials of one person in any order, and the rule by which times are kept, applied within each
/// kind of trial (200 ms to 3 standard deviations above the mean is usual); milliseconds, and a difference of rates from
/// −1 to 1.
///
/// *Edges*: a cost is `None` where a kind of trial is absent or has no right answer that is kept. An omission is an
/// error. Errors count whatever their times.
///
/// *Source*: Eriksen & Eriksen (1974), *Perception & Psychophysics* 16, 143–149; Townsend & Ashby (1978), in Castellan &
/// Restle, *Cognitive theory* 3 (inverse efficiency), with the cautions of Bruyer & Brysbaert (2011), *Psychologica
/// Belgica* 51, 5–13.
///
/// ```
/// use composure::psychometrics::reaction::flanker::{Costs, Flankers, Trial};
/// use composure::psychometrics::reaction::trimming::TrimmingRule;
/// let trial = |flankers, is_correct, rt_ms| Trial { flankers, is_correct, rt_ms: Some(rt_ms) };
/// let costs = Costs::of(&[
///     trial(Flankers::Congruent, true, 400.0),
///     trial(Flankers::Congruent, true, 440.0),
///     trial(Flankers::Incongruent, true, 480.0),
///     trial(Flankers::Incongruent, false, 300.0),
/// ], &TrimmingRule::NONE);
/// assert_eq!((costs.rt_cost_ms, costs.error_cost), (Some(60.0), Some(0.5)));
/// // 480 / .5 − 420 / 1
/// assert_eq!(costs.inverse_efficiency_cost_ms, Some(540.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Costs {
    /// Trials whose neighbours point the same way.
    pub congruent: Condition,
    /// Trials whose neighbours point the other way.
    pub incongruent: Condition,
    /// Cost in reaction time, in milliseconds.
    pub rt_cost_ms: Option<f64>,
    /// Cost in error rate, −1 to 1.
    pub error_cost: Option<f64>,
    /// Cost in inverse efficiency, in milliseconds.
    pub inverse_efficiency_cost_ms: Option<f64>,
}

impl Costs {
    /// The costs in these trials.
    pub fn of(trials: &[Trial], rule: &TrimmingRule) -> Self {
        let congruent = condition(trials, Flankers::Congruent, rule);
        let incongruent = condition(trials, Flankers::Incongruent, rule);
        let cost = |figure: fn(&Condition) -> Option<f64>| {
            finite(figure(&incongruent)? - figure(&congruent)?)
        };
        Self {
            congruent,
            incongruent,
            rt_cost_ms: cost(|condition| condition.mean_rt_ms),
            error_cost: cost(|condition| condition.error_rate),
            inverse_efficiency_cost_ms: cost(|condition| condition.inverse_efficiency_ms),
        }
    }
}

impl Costs {
    /// The standard error of this person's cost in reaction time, in milliseconds.
    ///
    /// *Model*: √(s² / k + s² / k) over the two kinds of trials, with the standard deviation s of the k times kept.
    ///
    /// *Edges*: `None` where a kind has fewer than two times. Times are taken as drawn independently; trimming them is not
    /// counted, and makes the true error a little larger.
    ///
    /// *Source*: the variance of a difference of independent means.
    ///
    /// ```
    /// use composure::psychometrics::reaction::flanker::{Costs, Flankers, Trial};
    /// use composure::psychometrics::reaction::trimming::TrimmingRule;
    /// let trial = |flankers, rt_ms| Trial { flankers, is_correct: true, rt_ms: Some(rt_ms) };
    /// // Both kinds have s² = 200 over two times: √(100 + 100).
    /// let trials = [
    ///     trial(Flankers::Congruent, 400.0),
    ///     trial(Flankers::Congruent, 420.0),
    ///     trial(Flankers::Incongruent, 450.0),
    ///     trial(Flankers::Incongruent, 470.0),
    /// ];
    /// let error_ms = Costs::of(&trials, &TrimmingRule::NONE).rt_cost_standard_error_ms().unwrap();
    /// assert!((error_ms - 200.0_f64.sqrt()).abs() < 1e-9);
    /// ```
    pub fn rt_cost_standard_error_ms(&self) -> Option<f64> {
        let variance = self.congruent.mean_variance()? + self.incongruent.mean_variance()?;
        finite(variance.sqrt())
    }

    /// The standard error of this person's cost in inverse efficiency, in milliseconds.
    ///
    /// *Model*: by the delta method, for the mean M and the share A of right answers among n trials the variance of M / A is
    /// var(M) / A² + M² · A (1 − A) / n / A⁴; the cost's is the sum over the two kinds of trials.
    ///
    /// *Edges*: `None` where a kind has fewer than two times. A share of 1 adds nothing, which is a little too little.
    ///
    /// *Source*: Casella & Berger (2002), *Statistical inference*, section 5.5.4 (delta method).
    ///
    /// ```
    /// use composure::psychometrics::reaction::flanker::Costs;
    /// use composure::psychometrics::reaction::trimming::TrimmingRule;
    /// assert_eq!(Costs::of(&[], &TrimmingRule::NONE).inverse_efficiency_cost_standard_error_ms(), None);
    /// ```
    pub fn inverse_efficiency_cost_standard_error_ms(&self) -> Option<f64> {
        let congruent = self.congruent.inverse_efficiency_variance()?;
        finite((congruent + self.incongruent.inverse_efficiency_variance()?).sqrt())
    }
}

impl Condition {
    fn mean_variance(&self) -> Option<f64> {
        let enough = self.n_kept >= 2;
        enough.then_some(self.sd_rt_ms?.powi(2) / self.n_kept as f64)
    }

    fn inverse_efficiency_variance(&self) -> Option<f64> {
        let right = 1.0 - self.error_rate?;
        let of_times = self.mean_variance()? / right.powi(2);
        let of_errors = right * (1.0 - right) / self.n_trials as f64 / right.powi(4);
        finite(of_times + self.mean_rt_ms?.powi(2) * of_errors)
    }
}

fn condition(trials: &[Trial], flankers: Flankers, rule: &TrimmingRule) -> Condition {
    let of = || trials.iter().filter(|trial| trial.flankers == flankers);
    let n_trials = of().count();
    let n_correct = of().filter(|trial| trial.is_correct).count();
    let correct = of().filter(|trial| trial.is_correct);
    let times: Vec<f64> = correct.filter_map(|trial| trial.rt_ms).collect();
    let kept = rule.kept(&times);
    let mean_rt_ms = mean(&kept);
    let efficiency = mean_rt_ms.zip(share(n_correct, n_trials));
    Condition {
        n_trials,
        error_rate: share(n_trials - n_correct, n_trials),
        n_kept: kept.len(),
        mean_rt_ms,
        sd_rt_ms: standard_deviation(&kept),
        inverse_efficiency_ms: efficiency.and_then(|(mean, accuracy)| finite(mean / accuracy)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::trimming::{Bounds, Spread};
    use super::*;

    fn trial(flankers: Flankers, rt_ms: f64) -> Trial {
        Trial {
            flankers,
            is_correct: true,
            rt_ms: Some(rt_ms),
        }
    }

    #[test]
    fn trimming_is_done_within_each_kind_of_trial() {
        // Congruent: 150 falls below 200; 400 × 10 and 900 have mean 445.45 and standard deviation 150.76: 900 is beyond
        // 445.45 + 3 × 150.76 = 897.7. Incongruent times all stay, though 900 is among them.
        let rule = TrimmingRule {
            bounds: Some(Bounds {
                lowest_ms: 200.0,
                highest_ms: f64::INFINITY,
            }),
            spread: Some(Spread::Above { deviations: 3.0 }),
        };
        let mut trials: Vec<Trial> = [400.0; 10]
            .map(|rt| trial(Flankers::Congruent, rt))
            .to_vec();
        trials.extend([150.0, 900.0].map(|rt| trial(Flankers::Congruent, rt)));
        trials.extend([700.0, 800.0, 900.0].map(|rt| trial(Flankers::Incongruent, rt)));
        let costs = Costs::of(&trials, &rule);
        assert_eq!((costs.congruent.n_kept, costs.incongruent.n_kept), (10, 3));
        assert_eq!(costs.rt_cost_ms, Some(400.0));
        assert_eq!(costs.error_cost, Some(0.0));
    }

    #[test]
    fn who_is_never_right_has_errors_but_no_times() {
        let wrong = Trial {
            is_correct: false,
            ..trial(Flankers::Incongruent, 500.0)
        };
        let missed = Trial {
            rt_ms: None,
            ..wrong
        };
        let costs = Costs::of(
            &[trial(Flankers::Congruent, 400.0), wrong, missed],
            &TrimmingRule::NONE,
        );
        assert_eq!((costs.rt_cost_ms, costs.error_cost), (None, Some(1.0)));
        assert_eq!(costs.inverse_efficiency_cost_ms, None);
        let nothing = Costs::of(&[], &TrimmingRule::NONE);
        assert_eq!((nothing.error_cost, nothing.congruent.n_trials), (None, 0));
    }

    #[test]
    fn standard_errors_are_the_spread_over_many_people_who_are_alike() {
        use crate::clock::seeded;
        use crate::psychometrics::simulate::{ExGaussian, FlankerParticipant};
        let person = FlankerParticipant {
            latency: ExGaussian::new(400.0, 40.0, 60.0).unwrap(),
            cost_ms: 60.0,
            congruent_error: 0.04,
            incongruent_error: 0.12,
        };
        let mut rng = seeded(20261125);
        let people: Vec<Costs> = (0..600)
            .map(|_| {
                let kinds = (0..120).map(|number| {
                    if number % 2 == 0 {
                        Flankers::Congruent
                    } else {
                        Flankers::Incongruent
                    }
                });
                let trials: Vec<Trial> = kinds
                    .map(|kind| person.respond(kind, 1e6, &mut rng))
                    .collect();
                Costs::of(&trials, &TrimmingRule::NONE)
            })
            .collect();
        let all = |figure: fn(&Costs) -> Option<f64>| {
            people.iter().filter_map(figure).collect::<Vec<_>>()
        };
        let ratio =
            |cost, error| standard_deviation(&all(cost)).unwrap() / mean(&all(error)).unwrap();
        // A standard deviation of 600 has a relative error of 3 %.
        let rt = ratio(|costs| costs.rt_cost_ms, Costs::rt_cost_standard_error_ms);
        let efficiency = ratio(
            |costs| costs.inverse_efficiency_cost_ms,
            Costs::inverse_efficiency_cost_standard_error_ms,
        );
        assert!((rt - 1.0).abs() < 0.1, "{rt}");
        assert!((efficiency - 1.0).abs() < 0.1, "{efficiency}");
    }

    proptest! {
        #[test]
        fn turning_the_kinds_round_turns_the_costs_round(rows in prop::collection::vec(any::<(bool, bool, Option<f64>)>(), 0..12)) {
            let trials = |turned: bool| -> Vec<Trial> {
                rows.iter().map(|(is_congruent, is_correct, rt_ms)| Trial {
                    flankers: if *is_congruent == turned { Flankers::Incongruent } else { Flankers::Congruent },
                    is_correct: *is_correct,
                    rt_ms: *rt_ms,
                }).collect()
            };
            let (one, other) = (Costs::of(&trials(false), &TrimmingRule::NONE), Costs::of(&trials(true), &TrimmingRule::NONE));
            prop_assert_eq!(one.rt_cost_ms.map(|cost| -cost), other.rt_cost_ms);
            for figure in [one.rt_cost_ms, one.error_cost, one.inverse_efficiency_cost_ms].into_iter().flatten() {
                prop_assert!(figure.is_finite());
            }
        }
    }
}
