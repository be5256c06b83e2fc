use maud::{Markup, Render, html};

use crate::app::judgement_key::KeyedOption;
use crate::assessment::NormStatus;
use crate::web::parts::shell::{Desk, Place, desk_page};
use crate::web::parts::{figure, norms, option_key, paths, table};

/// One norm group: what the raw scores of its people are.
#[derive(Debug, Clone, PartialEq)]
pub struct NormGroupPage {
    /// The frame.
    pub desk: Desk,
    /// The group's title.
    pub title: String,
    /// The assessment's title and version.
    pub assessment: String,
    /// The assessment's fingerprint.
    pub fingerprint: String,
    /// Whether the group may be relied on.
    pub status: NormStatus,
    /// How many people.
    pub n: u32,
    /// From when to when their data are, in words.
    pub collected: String,
    /// Who they are and how they were sampled.
    pub population: String,
    /// One for each scale, then one for each composite.
    pub scales: Vec<ScaleNormRow>,
    /// What shares of unlikely virtues these people claim; absent where nobody asked them.
    pub impression: Option<ImpressionRow>,
    /// The key of the assessment's situations.
    pub key: Vec<KeyedOption>,
}

/// What shares of unlikely virtues the people of a group claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImpressionRow {
    /// How many people answered such items.
    pub n: u32,
    /// Mean share.
    pub mean: f64,
    /// Standard deviation of shares.
    pub sd: f64,
}

/// What one scale's or composite's scores are in the group.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleNormRow {
    /// Its name, for links within the page.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The unit of the raw score.
    pub unit: String,
    /// How many people had a score.
    pub n: u32,
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
    /// Reliability.
    pub reliability: f64,
    /// How the reliability was estimated.
    pub reliability_method: String,
    /// Standard error of measurement, in the unit of the raw score.
    pub standard_error: f64,
    /// Raw scores with what they become.
    pub percentiles: Vec<PercentileRow>,
}

/// What one raw score becomes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PercentileRow {
    /// The raw score.
    pub raw: f64,
    /// How many people had it.
    pub count: u32,
    /// Its T score, good end up.
    pub t: f64,
    /// Its mid-rank percentile, good end up.
    pub percentile: f64,
}

impl Render for NormGroupPage {
    fn render(&self) -> Markup {
        let body = html! {
            div.desk-title {
                div {
                    p.desk-trail { a href=(paths::NORMS) { "Norm groups" } }
                    h1 { (self.title) }
                    p { (norms::status_mark(self.status)) " n = " (figure::count(self.n.into())) ", " (self.collected) }
                }
            }
            (norms::caution(self.status))
            dl.facts {
                dt { "Who they are" } dd { (self.population) }
                dt { "Assessment" } dd { (self.assessment) }
                dt { "Its fingerprint" } dd.digest { (self.fingerprint) }
                @if let Some(norm) = &self.impression {
                    dt { "Unlikely virtues they claim" }
                    dd {
                        "mean share " (figure::decimal(norm.mean, 2)) ", SD " (figure::decimal(norm.sd, 2))
                        ", n = " (figure::count(norm.n.into()))
                    }
                }
            }
            (self.scales())
            section aria-labelledby="percentiles" {
                h2 #percentiles { "From raw scores to percentiles" }
                @for scale in &self.scales { (percentiles(scale)) }
            }
            (option_key::key(&self.key))
        };
        desk_page(&self.desk, Place::Norms, &self.title, &body)
    }
}

impl NormGroupPage {
    fn scales(&self) -> Markup {
        let header = html! {
            (table::header("Scale"))
            (table::header("Unit"))
            (table::unit_header("n", "people"))
            (table::number_header("Mean"))
            (table::number_header("SD"))
            (table::number_header("SEM"))
            (table::number_header("Reliability"))
            (table::header("Estimated by"))
        };
        let rows = html! {
            @for scale in &self.scales {
                tr {
                    th scope="row" { a href={ "#" (scale.name) } { (scale.title) } }
                    td { (scale.unit) }
                    td.number { (figure::count(scale.n.into())) }
                    td.number { (figure::decimal(scale.mean, 2)) }
                    td.number { (figure::decimal(scale.sd, 2)) }
                    td.number { (figure::decimal(scale.standard_error, 2)) }
                    td.number { (figure::decimal(scale.reliability, 2)) }
                    td { (scale.reliability_method) }
                }
            }
        };
        table::table("Raw scores in this group", &header, &rows)
    }
}

fn percentiles(scale: &ScaleNormRow) -> Markup {
    let header = html! {
        (table::unit_header("Raw score", &scale.unit))
        (table::unit_header("n", "people"))
        (table::number_header("T"))
        (table::number_header("Percentile"))
    };
    let rows = html! {
        @for row in &scale.percentiles {
            tr {
                td.number { (figure::plain(row.raw)) }
                td.number { (figure::count(row.count.into())) }
                td.number { (figure::decimal(row.t, 1)) }
                td.number { (figure::decimal(row.percentile, 1)) }
            }
        }
    };
    html! {
        details id=(scale.name) {
            summary { (scale.title) }
            (table::table(&format!("{} in this group", scale.title), &header, &rows))
        }
    }
}

#[cfg(test)]
impl NormGroupPage {
    pub(crate) fn samples() -> Vec<Self> {
        use crate::web::parts::sample;
        let scale = |name: &str, title: &str, unit: &str| ScaleNormRow {
            name: name.to_owned(),
            title: title.to_owned(),
            unit: unit.to_owned(),
            n: 2000,
            mean: 42.13,
            sd: 6.4,
            reliability: 0.83,
            reliability_method: "omega (ordinal)".to_owned(),
            standard_error: 2.64,
            percentiles: (30..=50_u32)
                .map(|raw| PercentileRow {
                    raw: f64::from(raw),
                    count: raw * 3,
                    t: 50.0 + (f64::from(raw) - 42.13) / 0.64,
                    percentile: f64::from(raw - 29) * 4.5,
                })
                .collect(),
        };
        vec![Self {
            desk: sample::desk(),
            title: "Simulated applicants".to_owned(),
            assessment: "First look, version 1".to_owned(),
            fingerprint: sample::digest(),
            status: NormStatus::Synthetic,
            n: 2000,
            collected: "1 to 2 November 2026".to_owned(),
            population: "Simulated people, drawn with seed 7 from the published model.".to_owned(),
            scales: vec![
                scale("restraint", "Restraint", "points"),
                scale("stopping-speed", "Stopping speed", "ms"),
            ],
            impression: Some(ImpressionRow {
                n: 2000,
                mean: 0.31,
                sd: 0.27,
            }),
            key: (option_key::samples().into_iter())
                .map(|rated| rated.keyed)
                .collect(),
        }]
    }
}
