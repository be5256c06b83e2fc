//! The values that a scoring gives: data only, rendered elsewhere.

use serde::{Deserialize, Serialize};

use crate::assessment::{
    CompositeName, Construct, NormGroup, NormGroupName, NormStatus, ScaleName,
};

/// Everything computed from one sitting's events by one version of the rules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoreReport {
    /// Fingerprint of the assessment that the sitting pinned, 64 hexadecimal digits.
    pub assessment_fingerprint: String,
    /// Version of the scoring code.
    pub engine: String,
    /// Digest of the sitting's events, 64 hexadecimal digits.
    pub events_digest: String,
    /// The norm group every normed score here refers to.
    pub norm_group: NormGroupReference,
    /// One for each scale, in the assessment's order.
    pub scales: Vec<ScaleResult>,
    /// One for each composite, in the assessment's order.
    pub composites: Vec<CompositeResult>,
    /// The composite by which the campaign is ranked.
    pub ranked_by: CompositeName,
    /// How far the answers may be trusted.
    pub quality: Quality,
}

/// The norm group of a score, with what a reader must know about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NormGroupReference {
    /// Its name in the assessment.
    pub name: NormGroupName,
    /// Its title.
    pub title: String,
    /// How many people.
    pub n: u32,
    /// Whether it may be relied on.
    pub status: NormStatus,
}

impl NormGroupReference {
    /// What a reader must know of a group.
    pub fn of(group: &NormGroup) -> Self {
        Self {
            name: group.name.clone(),
            title: group.title.get("en").to_owned(),
            n: group.n,
            status: group.status,
        }
    }
}

/// A value, or the reasons why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Outcome<T> {
    /// There is one.
    Scored {
        /// It.
        score: T,
    },
    /// The method's own checks failed.
    Refused {
        /// Why, one sentence each.
        reasons: Vec<Refusal>,
    },
}

impl<T> Outcome<T> {
    /// The score, where there is one.
    pub fn score(&self) -> Option<&T> {
        match self {
            Self::Scored { score } => Some(score),
            Self::Refused { .. } => None,
        }
    }
    /// The reasons, where it was refused.
    pub fn reasons(&self) -> &[Refusal] {
        match self {
            Self::Scored { .. } => &[],
            Self::Refused { reasons } => reasons,
        }
    }
}

/// Why there is no score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// A stable word for programs (`too_many_missing`, `race_model_violated`, …).
    pub code: String,
    /// The sentence for people, with the value and the limit.
    pub sentence: String,
}

/// One scale's outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScaleResult {
    /// The scale.
    pub scale: ScaleName,
    /// Its title.
    pub title: String,
    /// What it speaks to.
    pub construct: Construct,
    /// The score or the refusal.
    pub outcome: Outcome<ScaleScore>,
    /// What the method saw on its way, named: `mean go reaction time (ms)`, `answered`, …
    pub details: Vec<Detail>,
    /// The single answers behind it.
    pub evidence: Vec<Evidence>,
}

/// One named figure on the way to a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// What it is, with its unit.
    pub name: String,
    /// Its value; absent when it does not exist for these answers.
    pub value: Option<f64>,
}

/// One answer behind a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The event it comes from.
    pub sequence: Option<u32>,
    /// What was asked (item, decision point, trial).
    pub asked: String,
    /// What was answered.
    pub answered: String,
    /// What it counted.
    pub points: Option<f64>,
    /// What a reader should know about it (`reverse-keyed`, `late: not counted`, `expert key: …`).
    pub note: Option<String>,
}

/// A scale's raw score, its error, and where it lies in the norm group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScaleScore {
    /// The raw score in the scale's own unit.
    pub raw: f64,
    /// Its standard error of measurement in the same unit, the larger the more answers are missing.
    pub raw_standard_error: f64,
    /// How many answers it rests on.
    pub n_used: u32,
    /// How many answers were missing.
    pub n_missing: u32,
    /// Where it lies in the norm group.
    pub normed: NormedScore,
}

/// Where a score lies in a norm group, good end up.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct NormedScore {
    /// T score: mean 50 and standard deviation 10 in the norm group.
    pub t: f64,
    /// Its standard error of measurement, in T points.
    pub t_standard_error: f64,
    /// Lower end of the 95 % interval in T points.
    pub t_lower: f64,
    /// Upper end of the 95 % interval in T points.
    pub t_upper: f64,
    /// Mid-rank percentile in the norm group, 0 to 100.
    pub percentile: f64,
    /// Percentile of the lower end of the 95 % interval.
    pub percentile_lower: f64,
    /// Percentile of the upper end of the 95 % interval.
    pub percentile_upper: f64,
    /// The reliability the error rests on.
    pub reliability: f64,
}

/// One composite's outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompositeResult {
    /// The composite.
    pub composite: CompositeName,
    /// Its title.
    pub title: String,
    /// The score or the refusal.
    pub outcome: Outcome<CompositeScore>,
}

/// A composite's score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompositeScore {
    /// The weighted sum of z scores, good ends up.
    pub weighted_z: f64,
    /// What each scale added to it.
    pub parts: Vec<PartScore>,
    /// Where it lies in the norm group; the reliability is Mosier's.
    pub normed: NormedScore,
}

/// One part of a composite's score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartScore {
    /// The scale.
    pub scale: ScaleName,
    /// Its weight.
    pub weight: f64,
    /// Its z score, good end up.
    pub z: f64,
}

/// How far a sitting's answers may be trusted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, one for each thing noticed; empty when nothing was.
    pub flags: Vec<Refusal>,
    /// The indices themselves.
    pub details: Vec<Detail>,
}

/// What a reader may do with a sitting's scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing stands against reading them.
    Interpretable,
    /// One index is out of its range.
    InterpretWithCaution,
    /// Two or more are: offer a second sitting.
    Retest,
}
