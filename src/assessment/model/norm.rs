//! Whom a score is compared with.

use serde::{Deserialize, Serialize};

use super::{CompositeName, NormGroupName, ScaleName, Text};

/// Whether a norm group may be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NormStatus {
    /// Under 100 people: not shown to reviewers.
    Draft,
    /// 100 to 399 people.
    Provisional,
    /// 400 people or more with described sampling.
    Operational,
    /// Made by simulation: for demonstration and testing only.
    Synthetic,
}

/// A group of people that scores are compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct NormGroup {
    /// Its name.
    pub name: NormGroupName,
    /// What readers see as its title.
    pub title: Text,
    /// Whether it may be relied on.
    pub status: NormStatus,
    /// How many people.
    pub n: u32,
    /// From when to when their data are (`2026-11-01`).
    pub collected_from: String,
    /// See `collected_from`.
    pub collected_to: String,
    /// Who they are and how they were sampled.
    pub population: String,
    /// One for each scale.
    pub scales: Vec<ScaleNorm>,
    /// One for each composite.
    pub composites: Vec<CompositeNorm>,
    /// Correlations between scales, good ends up: `(first, second, r)`.
    pub correlations: Vec<(ScaleName, ScaleName, f64)>,
    /// What these people claim of unlikely virtues; absent where nobody asked them.
    pub impression: Option<ImpressionNorm>,
}

impl NormGroup {
    /// The norm of that scale.
    pub fn scale(&self, name: &ScaleName) -> Option<&ScaleNorm> {
        self.scales.iter().find(|norm| &norm.scale == name)
    }
    /// The norm of that composite.
    pub fn composite(&self, name: &CompositeName) -> Option<&CompositeNorm> {
        self.composites.iter().find(|norm| &norm.composite == name)
    }
    /// The correlation between two scales, good ends up; 1 of a scale with itself.
    pub fn correlation(&self, first: &ScaleName, second: &ScaleName) -> Option<f64> {
        if first == second {
            return Some(1.0);
        }
        let is_pair = |a: &ScaleName, b: &ScaleName| {
            (a == first && b == second) || (a == second && b == first)
        };
        self.correlations
            .iter()
            .find(|(a, b, _)| is_pair(a, b))
            .map(|(_, _, r)| *r)
    }
}

/// What a scale's raw scores are in a norm group.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleNorm {
    /// The scale.
    pub scale: ScaleName,
    /// How many people had a score.
    pub n: u32,
    /// Mean raw score.
    pub mean: f64,
    /// Standard deviation of raw scores, above 0.
    pub sd: f64,
    /// Reliability in this group, from 0 to under 1.
    pub reliability: f64,
    /// How the reliability was estimated.
    pub reliability_method: String,
    /// Raw scores in rising order with their counts.
    pub frequencies: Vec<(f64, u32)>,
}

/// What shares of unlikely virtues people claim in a norm group.
#[derive(Debug, Clone, PartialEq)]
pub struct ImpressionNorm {
    /// How many people answered such items.
    pub n: u32,
    /// Mean share, 0 to 1.
    pub mean: f64,
    /// Standard deviation of shares, above 0.
    pub sd: f64,
    /// Shares in rising order with their counts, as steps of 0.01.
    pub frequencies: Vec<(f64, u32)>,
}

/// What a composite's weighted z sums are in a norm group.
#[derive(Debug, Clone, PartialEq)]
pub struct CompositeNorm {
    /// The composite.
    pub composite: CompositeName,
    /// How many people had every part.
    pub n: u32,
    /// Mean weighted sum.
    pub mean: f64,
    /// Standard deviation of weighted sums, above 0.
    pub sd: f64,
    /// Weighted sums in rising order with their counts, as steps of 0.01.
    pub frequencies: Vec<(f64, u32)>,
}
