//! The norm groups that a psychologist looks after.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::actors::Psychologist;
use super::{App, Error, Result};
use crate::assessment::{
    Assessment, GoNoGoMeasure, GoodEnd, NormGroup, NormGroupName, ScaleName, ScaleSource,
};
use crate::psychometrics::classical::MeasurementError;
use crate::psychometrics::norms::{FrequencyTable, Reference};
use crate::scoring::composite_reliability;
use crate::selection::Campaign;
use crate::storage::{self, Tx};

/// An assessment that the agency's campaigns use.
#[derive(Debug, Clone, PartialEq)]
pub struct UsedAssessment {
    /// Its fingerprint.
    pub fingerprint: String,
    /// It, with its norm groups.
    pub assessment: Arc<Assessment>,
    /// The sealed campaigns that use it, the newest first: their distributions may be looked at.
    pub sealed_campaigns: Vec<Campaign>,
}

/// One norm group with what its tables say.
#[derive(Debug, Clone, PartialEq)]
pub struct NormGroupDetail {
    /// The assessment.
    pub assessment: Arc<Assessment>,
    /// The group.
    pub group: NormGroup,
    /// One for each scale, then one for each composite.
    pub tables: Vec<NormTable>,
}

/// What one scale's or composite's scores are in a norm group.
#[derive(Debug, Clone, PartialEq)]
pub struct NormTable {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// In what its raw score is counted.
    pub unit: RawUnit,
    /// How many people had a score.
    pub n: u32,
    /// Mean raw score.
    pub mean: f64,
    /// Standard deviation of raw scores.
    pub sd: f64,
    /// Reliability.
    pub reliability: f64,
    /// How it was estimated.
    pub reliability_method: String,
    /// Standard error of measurement, in the raw score's unit.
    pub standard_error: f64,
    /// Every raw score of the group with what it becomes, in rising order.
    pub rows: Vec<NormRow>,
}

/// What one raw score becomes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NormRow {
    /// The raw score.
    pub raw: f64,
    /// How many people had it.
    pub count: u32,
    /// Its T score, good end up.
    pub t: f64,
    /// Its mid-rank percentile, good end up.
    pub percentile: f64,
}

/// In what a raw score is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawUnit {
    /// Points of items or of an expert key.
    Points,
    /// Agreement with a key, as a correlation.
    Agreement,
    /// Milliseconds.
    Milliseconds,
    /// A share of trials, 0 to 1.
    Share,
    /// Standard deviations of a signal's strength, as d′ counts.
    ZUnits,
    /// Standard deviations, weighted and added.
    WeightedZ,
}

impl RawUnit {
    /// The unit of a scale's raw score.
    pub fn of(source: &ScaleSource) -> Self {
        match source {
            ScaleSource::Questionnaire { .. } | ScaleSource::SceneChoices { .. } => Self::Points,
            ScaleSource::SituationalJudgement { .. } => Self::Agreement,
            ScaleSource::StopSignal(_) | ScaleSource::Flanker { .. } => Self::Milliseconds,
            ScaleSource::GoNoGo { measure, .. } => match measure {
                GoNoGoMeasure::CommissionProportion => Self::Share,
                GoNoGoMeasure::DPrime => Self::ZUnits,
            },
        }
    }
}

impl App {
    /// The assessments of the agency's campaigns, the newest first.
    pub async fn used_assessments(
        &self,
        psychologist: &Psychologist,
    ) -> Result<Vec<UsedAssessment>> {
        let mut tx = self.db.read().await?;
        self.used_by(&mut tx, psychologist).await
    }

    async fn used_by(
        &self,
        tx: &mut Tx,
        psychologist: &Psychologist,
    ) -> Result<Vec<UsedAssessment>> {
        let campaigns = storage::campaign::all(tx, psychologist.agency().id).await?;
        let mut seen = BTreeSet::new();
        let mut used = Vec::new();
        for campaign in &campaigns {
            let fingerprint = &campaign.content.fingerprint;
            if !seen.insert(fingerprint) {
                continue;
            }
            let sealed = campaigns.iter().filter(|other| {
                other.content.fingerprint == *fingerprint && other.is_sealed_as_is()
            });
            used.push(UsedAssessment {
                fingerprint: fingerprint.clone(),
                assessment: self.assessment(tx, fingerprint).await?,
                sealed_campaigns: sealed.cloned().collect(),
            });
        }
        Ok(used)
    }

    /// One norm group of an assessment that the agency's campaigns use.
    pub async fn norm_group(
        &self,
        psychologist: &Psychologist,
        fingerprint: &str,
        name: &NormGroupName,
    ) -> Result<NormGroupDetail> {
        let mut tx = self.db.read().await?;
        let missing = || Error::NotFound("norm group");
        let used = self.used_by(&mut tx, psychologist).await?;
        let found = used.into_iter().find(|one| one.fingerprint == fingerprint);
        let assessment = found.ok_or_else(missing)?.assessment;
        let group = assessment.norm_group(name).ok_or_else(missing)?.clone();
        let tables = tables(&assessment, &group)
            .ok_or(Error::Internal("a published norm group cannot be used"))?;
        Ok(NormGroupDetail {
            assessment,
            group,
            tables,
        })
    }
}

/// The tables of a group; `None` when one of its norms is none, which the parser does not let through.
fn tables(assessment: &Assessment, group: &NormGroup) -> Option<Vec<NormTable>> {
    let scales = group
        .scales
        .iter()
        .map(|norm| scale_table(assessment, group, &norm.scale));
    let composites = group.composites.iter().map(|norm| {
        let composite = assessment.composite(&norm.composite)?;
        let reliability = composite_reliability(composite, group)?;
        Some(NormTable {
            name: composite.name.to_string(),
            title: composite.title.get("en").to_owned(),
            unit: RawUnit::WeightedZ,
            n: norm.n,
            mean: norm.mean,
            sd: norm.sd,
            reliability,
            reliability_method: "Mosier’s, from its parts".to_owned(),
            standard_error: standard_error(norm.sd, reliability)?,
            rows: rows((norm.mean, norm.sd), &norm.frequencies, GoodEnd::High)?,
        })
    });
    scales.chain(composites).collect()
}

fn scale_table(assessment: &Assessment, group: &NormGroup, name: &ScaleName) -> Option<NormTable> {
    let (scale, norm) = (assessment.scale(name)?, group.scale(name)?);
    Some(NormTable {
        name: scale.name.to_string(),
        title: scale.title.get("en").to_owned(),
        unit: RawUnit::of(&scale.source),
        n: norm.n,
        mean: norm.mean,
        sd: norm.sd,
        reliability: norm.reliability,
        reliability_method: norm.reliability_method.clone(),
        standard_error: standard_error(norm.sd, norm.reliability)?,
        rows: rows((norm.mean, norm.sd), &norm.frequencies, scale.good_end)?,
    })
}

fn standard_error(sd: f64, reliability: f64) -> Option<f64> {
    let error = MeasurementError::new(sd, reliability).ok()?;
    Some(error.standard_error())
}

fn rows((mean, sd): (f64, f64), counts: &[(f64, u32)], good_end: GoodEnd) -> Option<Vec<NormRow>> {
    let group = Reference::new(mean, sd, FrequencyTable::new(counts).ok()?).ok()?;
    let group = match good_end {
        GoodEnd::High => group,
        GoodEnd::Low => group.reversed(),
    };
    let place = |&(raw, count): &(f64, u32)| {
        let turned = match good_end {
            GoodEnd::High => raw,
            GoodEnd::Low => -raw,
        };
        // Error and confidence matter for intervals only, which a table of norms does not have.
        let place = group.place(turned, 0.0, 0.95).ok()?;
        Some(NormRow {
            raw,
            count,
            t: place.t,
            percentile: place.percentile,
        })
    };
    counts.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::World;
    use crate::assessment::example::example;
    use crate::storage::testing::on_both;

    #[test]
    fn where_less_is_better_a_table_falls_as_the_raw_score_rises() {
        // Two people each at 200, 250 and 300 ms; mean 250, standard deviation 40. T of 200: 50 + 10 × 50 / 40 = 62.5;
        // mid-rank percentile of the best third: (4 + 1) / 6 = 83.33.
        let counts = [(200.0, 2), (250.0, 2), (300.0, 2)];
        let rows = rows((250.0, 40.0), &counts, GoodEnd::Low).unwrap();
        assert!((rows[0].t - 62.5).abs() < 1e-12);
        assert!((rows[0].percentile - 83.333333).abs() < 1e-5);
        assert!((rows[1].t - 50.0).abs() < 1e-12);
        assert!(rows[2].t < rows[1].t && rows[2].percentile < rows[1].percentile);
    }

    #[test]
    fn every_scale_and_composite_of_a_group_has_a_table() {
        let (_, assessment) = example();
        let group = &assessment.norm_groups[0];
        let tables = tables(&assessment, group).unwrap();
        assert_eq!(tables.len(), group.scales.len() + group.composites.len());
        for table in tables {
            assert!(table.standard_error > 0.0 && !table.rows.is_empty());
        }
    }

    #[tokio::test]
    async fn a_psychologist_sees_the_groups_of_the_agencys_campaigns_and_how_scores_lie() {
        on_both(|db| async move {
            let world = World::new(db).await;
            for _ in 0..3 {
                world.scored("Ada Park", Some(52.0)).await;
            }
            let restraint = ScaleName::parse("restraint").unwrap();
            let (app, psychologist) = (&world.app, world.psychologist());
            let used = app.used_assessments(&psychologist).await.unwrap();
            assert_eq!((used.len(), used[0].sealed_campaigns.len()), (1, 1));
            let group = &used[0].assessment.norm_groups[0].name;
            let detail = app
                .norm_group(&psychologist, &used[0].fingerprint, group)
                .await;
            assert_eq!(detail.unwrap().tables.len(), 8 + 3);
            let lies = app
                .distribution(&psychologist, world.campaign.id, &restraint)
                .await;
            let lies = lies.unwrap();
            assert_eq!(lies.n + lies.n_refused, 3);
            let counted: u64 = lies.bars.iter().map(|bar| bar.count).sum();
            assert_eq!(counted, lies.n);
        })
        .await;
    }
}
