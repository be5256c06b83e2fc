//! A norm group from sittings: means, spreads, reliabilities, correlations and tables of what people scored.

use super::alpha_parts::AlphaParts;
use super::quality;
use super::raw::RawScore;
use super::record::Record;
use super::result::Verdict;
use super::scales;
use super::task_reliability::{TaskTrials, task_reliability};
use crate::assessment::{
    Assessment, Composite, CompositeNorm, GoNoGoMeasure, GoodEnd, ImpressionNorm, NormGroup,
    NormGroupName, NormStatus, Scale, ScaleName, ScaleNorm, ScaleSource, Text,
};
use crate::psychometrics::classical::{alpha, correlation};
use crate::psychometrics::composite::weighted_sum;
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::psychometrics::norms::FrequencyTable;
use crate::sitting::{Event, Refused, Rules};

/// What a reader must know of a new norm group besides its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// Its name.
    pub name: NormGroupName,
    /// Its title.
    pub title: Text,
    /// Whether it may be relied on.
    pub status: NormStatus,
    /// First and last day of its data (`2026-11-01`).
    pub collected: (String, String),
    /// Who the people are and how they were sampled.
    pub population: String,
}

/// Why no norm group can be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NormingError {
    /// A sitting's events are not one sitting's.
    #[error("a sitting cannot be read: {0}")]
    Sitting(#[from] Refused),
    /// A scale whose scores do not differ, or too few of them.
    #[error("scale `{scale}` has no usable scores: {reason}")]
    Scale {
        /// The scale.
        scale: ScaleName,
        /// Why.
        reason: String,
    },
}

/// Collects sittings, one at a time, so that their events need not all be in memory.
#[derive(Debug)]
pub struct Norming {
    people: Vec<PersonScores>,
    n_left_out: u32,
}

/// What one sitting leaves to norms.
#[derive(Debug)]
pub(super) struct PersonScores {
    /// The share of unlikely virtues that they claimed.
    pub(super) claimed: Option<f64>,
    /// Each scale's raw score.
    pub(super) raw: Vec<Option<f64>>,
    /// Why there is none, by the codes of the refusals.
    pub(super) refused: Vec<Vec<String>>,
    /// Each answer's points, by scale.
    pub(super) points: Vec<Vec<Option<f64>>>,
    trials: Vec<TaskTrials>,
}

impl PersonScores {
    pub(super) fn of(rules: &Rules, record: &Record<'_>) -> Self {
        let scales = &rules.assessment.scales;
        let scored: Vec<RawScore> = (scales.iter())
            .map(|scale| scales::raw(rules, scale, record))
            .collect();
        let codes = |raw: &RawScore| {
            let reasons = raw.outcome.reasons().iter();
            reasons.map(|reason| reason.code.clone()).collect()
        };
        let points = |raw: &RawScore| {
            let evidence = raw.evidence.iter();
            evidence.map(|evidence| evidence.points).collect()
        };
        Self {
            claimed: quality::claimed_share(&rules.assessment, record),
            raw: (scored.iter())
                .map(|raw| raw.outcome.score().map(|(raw, _, _)| *raw))
                .collect(),
            refused: scored.iter().map(codes).collect(),
            points: scored.iter().map(points).collect(),
            trials: (scales.iter())
                .map(|scale| TaskTrials::of(rules, scale, record))
                .collect(),
        }
    }
}

impl Norming {
    /// No sitting yet.
    pub fn new() -> Self {
        Self {
            people: Vec::new(),
            n_left_out: 0,
        }
    }

    /// Adds one sitting. One whose answers call for a second sitting is left out, and counted.
    pub fn add(&mut self, rules: &Rules, events: &[Event]) -> Result<(), NormingError> {
        let record = Record::read(rules, events)?;
        let is_left_out =
            quality::judge(&rules.assessment, &record, None).verdict == Verdict::Retest;
        self.take((!is_left_out).then(|| PersonScores::of(rules, &record)));
        Ok(())
    }

    /// Adds what one sitting leaves; nothing of one that is left out.
    pub(super) fn take(&mut self, person: Option<PersonScores>) {
        self.n_left_out += u32::from(person.is_none());
        self.people.extend(person);
    }

    /// Everybody who was not left out, in the order in which they were added.
    pub(super) fn people(&self) -> &[PersonScores] {
        &self.people
    }

    /// How many sittings were left out for their quality.
    pub fn n_left_out(&self) -> u32 {
        self.n_left_out
    }

    /// The group's norms for an assessment.
    ///
    /// *Model*: means and standard deviations with n − 1; coefficient alpha for items, and for scenes and situations,
    /// whose decisions and options count together; halves of the trials, stepped up by Spearman-Brown, for the scores of
    /// tasks (by staircase where there are two, else odd and even); composites of everybody with all parts.
    pub fn finish(
        &self,
        assessment: &Assessment,
        heading: Heading,
    ) -> Result<NormGroup, NormingError> {
        let (group, faults) = self.as_far_as_it_goes(assessment, heading);
        match faults.into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(group),
        }
    }

    /// The group's norms without the scales that have none, and why these have none.
    pub(super) fn as_far_as_it_goes(
        &self,
        assessment: &Assessment,
        heading: Heading,
    ) -> (NormGroup, Vec<NormingError>) {
        let mut faults = Vec::new();
        let scales: Vec<Option<ScaleNorm>> = (assessment.scales.iter().enumerate())
            .map(|(idx, scale)| {
                let norm = self.scale_norm(assessment, idx, scale);
                norm.map_err(|fault| faults.push(fault)).ok()
            })
            .collect();
        let standing: Vec<Vec<Option<f64>>> = (self.people.iter())
            .map(|person| standing(assessment, &scales, person))
            .collect();
        let group = NormGroup {
            name: heading.name,
            title: heading.title,
            status: heading.status,
            n: u32::try_from(self.people.len()).unwrap_or(u32::MAX),
            collected_from: heading.collected.0,
            collected_to: heading.collected.1,
            population: heading.population,
            composites: (assessment.composites.iter())
                .filter_map(|composite| composite_norm(assessment, composite, &standing))
                .collect(),
            correlations: correlations(assessment, &standing),
            impression: self.impression(),
            scales: scales.into_iter().flatten().collect(),
        };
        (group, faults)
    }

    /// What this group claims of unlikely virtues; nothing where nobody was asked or all claim the same.
    fn impression(&self) -> Option<ImpressionNorm> {
        let shares: Vec<f64> = (self.people.iter())
            .filter_map(|person| person.claimed)
            .collect();
        Some(ImpressionNorm {
            n: u32::try_from(shares.len()).unwrap_or(u32::MAX),
            mean: mean(&shares)?,
            sd: standard_deviation(&shares).filter(|sd| *sd > 0.0)?,
            frequencies: table(&shares, Some(0.01)).ok()?,
        })
    }

    fn scale_norm(
        &self,
        assessment: &Assessment,
        idx: usize,
        scale: &Scale,
    ) -> Result<ScaleNorm, NormingError> {
        let unusable = |reason: String| NormingError::Scale {
            scale: scale.name.clone(),
            reason,
        };
        let raw: Vec<f64> = (self.people.iter())
            .filter_map(|person| *person.raw.get(idx)?)
            .collect();
        let (Some(mean), Some(sd)) = (mean(&raw), standard_deviation(&raw)) else {
            return Err(unusable("fewer than two people have one".to_owned()));
        };
        if sd <= 0.0 {
            return Err(unusable("all are the same".to_owned()));
        }
        let (reliability, reliability_method) = self
            .reliability(assessment, idx, scale)
            .map_err(|error| unusable(error.to_string()))?;
        let frequencies = table(&raw, step(scale)).map_err(|error| unusable(error.to_string()))?;
        Ok(ScaleNorm {
            scale: scale.name.clone(),
            n: u32::try_from(raw.len()).unwrap_or(u32::MAX),
            mean,
            sd,
            // A negative estimate says that the scale measures nothing in this group: no reliability at all.
            reliability: reliability.clamp(0.0, 0.999),
            reliability_method: reliability_method.to_owned(),
            frequencies,
        })
    }

    /// A scale's reliability with its method, not held to any range.
    pub(super) fn reliability(
        &self,
        assessment: &Assessment,
        idx: usize,
        scale: &Scale,
    ) -> Result<(f64, &'static str), crate::psychometrics::classical::Error> {
        if scale.source.is_task() {
            let people: Vec<&TaskTrials> = (self.people.iter())
                .filter(|person| person.raw.get(idx).is_some_and(Option::is_some))
                .filter_map(|person| person.trials.get(idx))
                .collect();
            return task_reliability(assessment, scale, &people);
        }
        let parts = AlphaParts::of(assessment, scale);
        let rows: Vec<Vec<Option<f64>>> = (self.people.iter())
            .filter_map(|person| Some(parts.together(person.points.get(idx)?)))
            .collect();
        Ok((alpha(&rows, 0.95)?.alpha, parts.method()))
    }
}

impl Default for Norming {
    fn default() -> Self {
        Self::new()
    }
}

/// Each scale's z score, good end up.
fn standing(
    assessment: &Assessment,
    norms: &[Option<ScaleNorm>],
    person: &PersonScores,
) -> Vec<Option<f64>> {
    (assessment.scales.iter().zip(norms).zip(&person.raw))
        .map(|((scale, norm), raw)| {
            let norm = norm.as_ref()?;
            let z = ((*raw)? - norm.mean) / norm.sd;
            Some(if scale.good_end == GoodEnd::High {
                z
            } else {
                -z
            })
        })
        .collect()
}

fn composite_norm(
    assessment: &Assessment,
    composite: &Composite,
    standing: &[Vec<Option<f64>>],
) -> Option<CompositeNorm> {
    let sums: Vec<f64> = (standing.iter())
        .filter_map(|person| {
            let weighted = (composite.parts.iter())
                .map(|part| {
                    let idx = place_of(assessment, &part.scale)?;
                    Some((part.weight, (*person.get(idx)?)?))
                })
                .collect::<Option<Vec<_>>>()?;
            weighted_sum(weighted)
        })
        .collect();
    Some(CompositeNorm {
        composite: composite.name.clone(),
        n: u32::try_from(sums.len()).unwrap_or(u32::MAX),
        mean: mean(&sums)?,
        sd: standard_deviation(&sums)?,
        frequencies: table(&sums, Some(0.01)).ok()?,
    })
}

fn correlations(
    assessment: &Assessment,
    standing: &[Vec<Option<f64>>],
) -> Vec<(ScaleName, ScaleName, f64)> {
    let mut found = Vec::new();
    for (first_idx, first) in assessment.scales.iter().enumerate() {
        for (second_idx, second) in assessment.scales.iter().enumerate().skip(first_idx + 1) {
            let (one, other): (Vec<f64>, Vec<f64>) = (standing.iter())
                .filter_map(|person| {
                    Some(((*person.get(first_idx)?)?, (*person.get(second_idx)?)?))
                })
                .unzip();
            if let Ok(r) = correlation(&one, &other) {
                found.push((first.name.clone(), second.name.clone(), r));
            }
        }
    }
    found
}

fn place_of(assessment: &Assessment, scale: &ScaleName) -> Option<usize> {
    assessment
        .scales
        .iter()
        .position(|known| &known.name == scale)
}

/// How finely a scale's scores are tabled; `None` is exactly.
fn step(scale: &Scale) -> Option<f64> {
    match scale.source {
        ScaleSource::Questionnaire { .. }
        | ScaleSource::StopSignal(_)
        | ScaleSource::Flanker { .. } => Some(1.0),
        // Correlations of many ratings: hardly two are the same, and the second decimal is within any error.
        ScaleSource::GoNoGo {
            measure: GoNoGoMeasure::DPrime,
            ..
        }
        | ScaleSource::SituationalJudgement { .. } => Some(0.01),
        // Means of a few whole points, and shares of a few trials: few different values, and a rounded third would tie
        // with nobody.
        ScaleSource::SceneChoices { .. }
        | ScaleSource::GoNoGo {
            measure: GoNoGoMeasure::CommissionProportion,
            ..
        } => None,
    }
}

fn table(
    scores: &[f64],
    step: Option<f64>,
) -> Result<Vec<(f64, u32)>, crate::psychometrics::norms::Error> {
    let Some(step) = step else {
        return Ok(FrequencyTable::of_scores(scores)?.frequencies().to_vec());
    };
    // Dividing by the steps in one gives 0.07 where multiplying by the step gives 0.07 and a hair.
    let steps_in_one = (1.0 / step).round();
    let rounded: Vec<f64> = scores
        .iter()
        .map(|score| (score * steps_in_one).round() / steps_in_one)
        .collect();
    Ok(FrequencyTable::of_scores(&rounded)?.frequencies().to_vec())
}
