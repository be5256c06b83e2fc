//! A norm group from sittings: means, spreads, reliabilities, correlations and tables of what people scored.

use super::quality;
use super::raw::RawScore;
use super::record::Record;
use super::result::Verdict;
use super::scales;
use super::task_reliability::{TaskTrials, task_reliability};
use crate::assessment::{
    Assessment, Composite, CompositeNorm, GoNoGoMeasure, GoodEnd, ImpressionNorm, NormGroup,
    NormGroupName, NormStatus, OPTIONS_OF_A_JUDGEMENT, Scale, ScaleName, ScaleNorm, ScaleSource,
    Text,
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

#[derive(Debug)]
struct PersonScores {
    /// The share of unlikely virtues that they claimed.
    claimed: Option<f64>,
    raw: Vec<Option<f64>>,
    points: Vec<Vec<Option<f64>>>,
    trials: Vec<TaskTrials>,
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
        if quality::judge(&rules.assessment, &record, None).verdict == Verdict::Retest {
            self.n_left_out += 1;
            return Ok(());
        }
        let scored: Vec<RawScore> = (rules.assessment.scales.iter())
            .map(|scale| scales::raw(rules, scale, &record))
            .collect();
        self.people.push(PersonScores {
            claimed: quality::claimed_share(&rules.assessment, &record),
            raw: scored
                .iter()
                .map(|raw| raw.outcome.score().map(|(raw, _, _)| *raw))
                .collect(),
            points: (rules.assessment.scales.iter().zip(&scored))
                .map(|(scale, raw)| parts(scale, raw))
                .collect(),
            trials: (rules.assessment.scales.iter())
                .map(|scale| TaskTrials::of(rules, scale, &record))
                .collect(),
        });
        Ok(())
    }

    /// How many sittings were left out for their quality.
    pub fn n_left_out(&self) -> u32 {
        self.n_left_out
    }

    /// The group's norms for an assessment.
    ///
    /// *Model*: means and standard deviations with n − 1; coefficient alpha for items, decisions and situations;
    /// odd-even split half, stepped up by Spearman-Brown, for the scores of tasks; composites of everybody with all
    /// parts.
    pub fn finish(
        &self,
        assessment: &Assessment,
        heading: Heading,
    ) -> Result<NormGroup, NormingError> {
        let scales = (assessment.scales.iter().enumerate())
            .map(|(idx, scale)| self.scale_norm(assessment, idx, scale))
            .collect::<Result<Vec<_>, _>>()?;
        let standing: Vec<Vec<Option<f64>>> = (self.people.iter())
            .map(|person| standing(assessment, &scales, person))
            .collect();
        Ok(NormGroup {
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
            scales,
        })
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

    fn reliability(
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
            let reliability = task_reliability(assessment, scale, &people)?;
            return Ok((reliability, "odd-even split half, Spearman-Brown"));
        }
        let rows: Vec<Vec<Option<f64>>> = (self.people.iter())
            .filter_map(|person| person.points.get(idx).cloned())
            .collect();
        let method = match scale.source {
            ScaleSource::SituationalJudgement { .. } => "coefficient alpha of situations",
            _ => "coefficient alpha",
        };
        Ok((alpha(&rows, 0.95)?.alpha, method))
    }
}

impl Default for Norming {
    fn default() -> Self {
        Self::new()
    }
}

/// What alpha takes for the parts of a scale: each answer, but the options of one situation together, because they are
/// no separate samples of behaviour.
fn parts(scale: &Scale, raw: &RawScore) -> Vec<Option<f64>> {
    let points: Vec<Option<f64>> = (raw.evidence.iter())
        .map(|evidence| evidence.points)
        .collect();
    match scale.source {
        ScaleSource::SituationalJudgement { .. } => (points.chunks(OPTIONS_OF_A_JUDGEMENT))
            .map(|options| mean(&options.iter().copied().collect::<Option<Vec<f64>>>()?))
            .collect(),
        _ => points,
    }
}

/// Each scale's z score, good end up.
fn standing(
    assessment: &Assessment,
    norms: &[ScaleNorm],
    person: &PersonScores,
) -> Vec<Option<f64>> {
    (assessment.scales.iter().zip(norms).zip(&person.raw))
        .map(|((scale, norm), raw)| {
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
