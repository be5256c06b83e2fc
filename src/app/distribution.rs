//! How a scale's raw scores lie in a campaign.

use std::sync::Arc;

use super::actors::Psychologist;
use super::norms::RawUnit;
use super::review::norm_group_of;
use super::{App, Error, Result};
use crate::assessment::{Assessment, NormGroup, Scale, ScaleName, ScaleNorm};
use crate::ids::CampaignId;
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::selection::{ApplicationStatus, Campaign};
use crate::storage;

/// About how many bars a drawing has.
const BARS: f64 = 12.0;

/// The most bars, should one score lie far from all others.
const MOST_BARS: usize = 60;

/// A scale's raw scores in one campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// The campaign.
    pub campaign: Campaign,
    /// Its assessment.
    pub assessment: Arc<Assessment>,
    /// The scale.
    pub scale: Scale,
    /// In what its raw score is counted.
    pub unit: RawUnit,
    /// The norm group of the campaign.
    pub group: NormGroup,
    /// The scale's norm in it.
    pub norm: ScaleNorm,
    /// How many have a score.
    pub n: u64,
    /// How many were scored without one.
    pub n_refused: u64,
    /// Mean; absent with nobody.
    pub mean: Option<f64>,
    /// Standard deviation; absent with fewer than two.
    pub sd: Option<f64>,
    /// Counts from left to right without gaps; empty with nobody.
    pub bars: Vec<Bar>,
}

/// How many scores are from `lower` up to, but not including, `upper`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Its lower end.
    pub lower: f64,
    /// Its upper end.
    pub upper: f64,
    /// How many.
    pub count: u64,
}

impl App {
    /// How a scale's raw scores lie in a campaign of the psychologist's agency.
    pub async fn distribution(
        &self,
        psychologist: &Psychologist,
        campaign: CampaignId,
        scale: &ScaleName,
    ) -> Result<Distribution> {
        let agency = psychologist.agency().id;
        let mut tx = self.db.read().await?;
        let (campaign, assessment) = self
            .campaign_with_results(&mut tx, agency, campaign)
            .await?;
        let group = norm_group_of(&campaign, &assessment)?.clone();
        let scale = assessment.scale(scale).cloned();
        let scale = scale.ok_or(Error::NotFound("scale"))?;
        let norm = group.scale(&scale.name).cloned();
        let norm = norm.ok_or(Error::NotFound("norm of this scale"))?;
        let scores =
            storage::score::distribution(&mut tx, agency, campaign.id, &scale.name).await?;
        let statuses = storage::application::count_by_status(&mut tx, agency, campaign.id).await?;
        drop(tx);
        self.note_first_view(psychologist.actor(), &campaign)
            .await?;
        let raw: Vec<f64> = scores.iter().map(|(raw, _t)| *raw).collect();
        let scored = statuses
            .iter()
            .find(|(status, _)| *status == ApplicationStatus::Scored);
        let (n, n_scored) = (raw.len() as u64, scored.map_or(0, |(_, count)| *count));
        Ok(Distribution {
            campaign,
            unit: RawUnit::of(&scale.source),
            assessment,
            scale,
            group,
            norm,
            n,
            n_refused: n_scored.saturating_sub(n),
            mean: mean(&raw),
            sd: standard_deviation(&raw),
            bars: bars(&raw),
        })
    }
}

/// Counts in bars of a round width: 1, 2 or 5 times a power of ten.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of widths, bounded and not below 0"
)]
fn bars(scores: &[f64]) -> Vec<Bar> {
    let lowest = scores.iter().copied().min_by(f64::total_cmp);
    let highest = scores.iter().copied().max_by(f64::total_cmp);
    let Some((lowest, highest)) = lowest.zip(highest) else {
        return Vec::new();
    };
    let width = round_width((highest - lowest) / BARS);
    let first = (lowest / width).floor();
    let n_bars = ((highest / width).floor() - first) as usize + 1;
    let mut bars: Vec<Bar> = (0..n_bars.min(MOST_BARS))
        .map(|idx| Bar {
            lower: (first + idx as f64) * width,
            upper: (first + idx as f64 + 1.0) * width,
            count: 0,
        })
        .collect();
    let last = bars.len() - 1;
    for score in scores {
        let idx = ((score / width).floor() - first) as usize;
        bars[idx.min(last)].count += 1;
    }
    bars
}

/// The next round number from a width upward; 1 where all scores are the same.
fn round_width(width: f64) -> f64 {
    if width <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(width.log10().floor());
    let share = width / power;
    let step = [1.0, 2.0, 5.0].into_iter().find(|step| share <= *step);
    step.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_have_round_ends_and_count_everybody_once() {
        // From 12 to 47: (47 − 12) / 12 = 2.9, so bars of 5, from 10 to 50.
        let scores = [12.0, 15.0, 19.9, 20.0, 33.0, 47.0];
        let bars = bars(&scores);
        let ends: Vec<f64> = bars.iter().map(|bar| bar.lower).collect();
        assert_eq!(ends, [10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0]);
        let counts: Vec<u64> = bars.iter().map(|bar| bar.count).collect();
        assert_eq!(counts, [1, 2, 1, 0, 1, 0, 0, 1]);
    }

    #[test]
    fn nobody_gives_no_bar_and_equal_scores_one() {
        assert_eq!(bars(&[]), []);
        let one = Bar {
            lower: 3.0,
            upper: 4.0,
            count: 2,
        };
        assert_eq!(bars(&[3.0, 3.0]), [one]);
    }

    #[test]
    fn widths_are_rounded_upward_to_one_two_or_five() {
        for (width, expected) in [
            (0.3, 0.5),
            (1.0, 1.0),
            (1.2, 2.0),
            (7.0, 10.0),
            (21.0, 50.0),
        ] {
            assert!((round_width(width) - expected).abs() < 1e-12, "{width}");
        }
    }
}
