//! What a psychologist asks for, turned into a page.

use actix_web::web::Path;
use maud::{Markup, Render};

use super::pages::{
    CampaignScales, DistributionPage, ImpressionRow, NormGroupPage, NormGroupRow, NormsPage,
    PercentileRow, ScaleNormRow,
};
use crate::app::actors::Psychologist;
use crate::app::distribution::Distribution;
use crate::app::norms::{NormTable, UsedAssessment};
use crate::assessment::{Assessment, NormGroup, NormGroupName, ScaleName};
use crate::ids::CampaignId;
use crate::scoring::NormGroupReference;
use crate::web::desk::known;
use crate::web::error::PageError;
use crate::web::extract::At;
use crate::web::parts::moment;
use crate::web::parts::norms::unit;
use crate::web::parts::plot::Bin;
use crate::web::parts::shell::Desk;

type Page = Result<Markup, PageError>;

/// Every norm group of the agency's assessments.
pub async fn norms(at: At<Psychologist>) -> Page {
    let used = at.app.used_assessments(&at.actor).await?;
    let page = NormsPage {
        desk: Desk::of(&at.staff),
        groups: used.iter().flat_map(groups).collect(),
        campaigns: used.iter().flat_map(campaigns).collect(),
    };
    Ok(page.render())
}

fn assessment_label(assessment: &Assessment) -> String {
    let title = assessment.title.get("en");
    format!("{title}, version {}", assessment.version)
}

fn collected(group: &NormGroup) -> String {
    moment::days(&group.collected_from, &group.collected_to)
}

fn groups(used: &UsedAssessment) -> Vec<NormGroupRow> {
    let groups = used.assessment.norm_groups.iter();
    groups
        .map(|group| NormGroupRow {
            fingerprint: used.fingerprint.clone(),
            assessment: assessment_label(&used.assessment),
            name: group.name.clone(),
            title: group.title.get("en").to_owned(),
            status: group.status,
            n: group.n,
            collected: collected(group),
            population: group.population.clone(),
        })
        .collect()
}

fn scales(assessment: &Assessment) -> Vec<(ScaleName, String)> {
    let scales = assessment.scales.iter();
    scales
        .map(|scale| (scale.name.clone(), scale.title.get("en").to_owned()))
        .collect()
}

fn campaigns(used: &UsedAssessment) -> Vec<CampaignScales> {
    let campaigns = used.sealed_campaigns.iter();
    campaigns
        .map(|campaign| CampaignScales {
            campaign: campaign.id,
            title: campaign.name.clone(),
            scales: scales(&used.assessment),
        })
        .collect()
}

/// One norm group.
pub async fn norm_group(at: At<Psychologist>, path: Path<(String, String)>) -> Page {
    let (fingerprint, name) = path.into_inner();
    let name = known(NormGroupName::parse(&name), "norm group")?;
    let detail = at.app.norm_group(&at.actor, &fingerprint, &name).await?;
    let key = at.app.judgement_key(&at.actor, &detail.assessment);
    let group = detail.group;
    let page = NormGroupPage {
        desk: Desk::of(&at.staff),
        title: group.title.get("en").to_owned(),
        assessment: assessment_label(&detail.assessment),
        fingerprint,
        status: group.status,
        n: group.n,
        collected: collected(&group),
        population: group.population,
        scales: detail.tables.into_iter().map(scale_norm).collect(),
        impression: group.impression.map(|norm| ImpressionRow {
            n: norm.n,
            mean: norm.mean,
            sd: norm.sd,
        }),
        key,
    };
    Ok(page.render())
}

fn scale_norm(table: NormTable) -> ScaleNormRow {
    let rows = table.rows.into_iter();
    ScaleNormRow {
        name: table.name,
        title: table.title,
        unit: unit(table.unit).to_owned(),
        n: table.n,
        mean: table.mean,
        sd: table.sd,
        reliability: table.reliability,
        reliability_method: table.reliability_method,
        standard_error: table.standard_error,
        percentiles: rows
            .map(|row| PercentileRow {
                raw: row.raw,
                count: row.count,
                t: row.t,
                percentile: row.percentile,
            })
            .collect(),
    }
}

/// How a scale's raw scores lie in a campaign.
pub async fn distribution(at: At<Psychologist>, path: Path<(String, String)>) -> Page {
    let (campaign, scale) = path.into_inner();
    let campaign = known(CampaignId::parse(&campaign), "campaign")?;
    let scale = known(ScaleName::parse(&scale), "scale")?;
    let lies = at.app.distribution(&at.actor, campaign, &scale).await?;
    Ok(distribution_page(Desk::of(&at.staff), lies).render())
}

fn distribution_page(desk: Desk, lies: Distribution) -> DistributionPage {
    let bars = lies.bars.into_iter();
    DistributionPage {
        desk,
        campaign: lies.campaign.id,
        campaign_title: lies.campaign.name,
        scale: lies.scale.name,
        scales: scales(&lies.assessment),
        title: lies.scale.title.get("en").to_owned(),
        unit: unit(lies.unit).to_owned(),
        group: NormGroupReference::of(&lies.group),
        norm_mean: lies.norm.mean,
        norm_sd: lies.norm.sd,
        n: lies.n,
        n_refused: lies.n_refused,
        mean: lies.mean,
        sd: lies.sd,
        bins: bars
            .map(|bar| Bin {
                lower: bar.lower,
                upper: bar.upper,
                count: bar.count,
            })
            .collect(),
    }
}
