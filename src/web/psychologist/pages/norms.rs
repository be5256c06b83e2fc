use maud::{Markup, Render, html};

use crate::assessment::{NormGroupName, NormStatus, ScaleName};
use crate::ids::CampaignId;
use crate::web::parts::notice::empty_state;
use crate::web::parts::shell::{Desk, Place, desk_page};
use crate::web::parts::{figure, norms, paths, table};

/// Every norm group of every published assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct NormsPage {
    /// The frame.
    pub desk: Desk,
    /// The groups.
    pub groups: Vec<NormGroupRow>,
    /// The campaigns whose scores can be looked at.
    pub campaigns: Vec<CampaignScales>,
}

/// The scales of a campaign, each of which has a page on how its scores lie.
#[derive(Debug, Clone, PartialEq)]
pub struct CampaignScales {
    /// The campaign.
    pub campaign: CampaignId,
    /// Its title.
    pub title: String,
    /// Names and titles of its scales.
    pub scales: Vec<(ScaleName, String)>,
}

/// One norm group.
#[derive(Debug, Clone, PartialEq)]
pub struct NormGroupRow {
    /// The assessment's fingerprint.
    pub fingerprint: String,
    /// The assessment's title and version.
    pub assessment: String,
    /// The group's name.
    pub name: NormGroupName,
    /// Its title.
    pub title: String,
    /// Whether it may be relied on.
    pub status: NormStatus,
    /// How many people.
    pub n: u32,
    /// From when to when their data are, in words.
    pub collected: String,
    /// Who they are.
    pub population: String,
}

impl Render for NormsPage {
    fn render(&self) -> Markup {
        let body = html! {
            div.desk-title {
                div {
                    h1 { "Norm groups" }
                    p { "A score means something only against a group of people. These are the groups there are." }
                }
            }
            @if self.groups.is_empty() {
                (empty_state(
                    "There is no norm group yet",
                    "Norm groups come with an assessment. Publish one with “composure check” and “composure serve”.",
                ))
            } @else {
                (self.list())
                p.table-foot {
                    "Draft: under 100 people, never shown to reviewers. Provisional: 100 to 399. Operational: 400 and "
                    "more, with the sampling described. Synthetic: made by a simulation, for demonstration only."
                }
            }
            @if !self.campaigns.is_empty() { (self.distributions()) }
        };
        desk_page(&self.desk, Place::Norms, "Norm groups", &body)
    }
}

impl NormsPage {
    fn list(&self) -> Markup {
        let header = html! {
            (table::header("Group"))
            (table::header("Status"))
            (table::unit_header("n", "people"))
            (table::header("Collected"))
            (table::header("Assessment"))
            (table::header("Who they are"))
        };
        let rows = html! {
            @for row in &self.groups {
                tr {
                    th scope="row" {
                        a href=(paths::norm_group(&row.fingerprint, &row.name)) { (row.title) }
                    }
                    td { (norms::status_mark(row.status)) }
                    td.number { (figure::count(row.n.into())) }
                    td { (row.collected) }
                    td { (row.assessment) }
                    td.words { (row.population) }
                }
            }
        };
        table::table("Norm groups of published assessments", &header, &rows)
    }

    fn distributions(&self) -> Markup {
        html! {
            section aria-labelledby="distributions" {
                h2 #distributions { "How scores lie in each campaign" }
                dl.facts {
                    @for campaign in &self.campaigns {
                        dt { (campaign.title) }
                        dd.desk-actions {
                            @for (scale, title) in &campaign.scales {
                                a href=(paths::distribution(campaign.campaign, scale)) { (title) }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
impl NormsPage {
    pub(crate) fn samples() -> Vec<Self> {
        use crate::web::parts::sample;
        let row = |title: &str, status, n| NormGroupRow {
            fingerprint: sample::digest(),
            assessment: "First look, version 1".to_owned(),
            name: sample::group().name,
            title: title.to_owned(),
            status,
            n,
            collected: "1 to 2 November 2026".to_owned(),
            population: "Simulated people, drawn with seed 7 from the published model.".to_owned(),
        };
        let empty = Self {
            desk: sample::desk(),
            groups: Vec::new(),
            campaigns: Vec::new(),
        };
        let full = Self {
            groups: vec![
                row("Simulated applicants", NormStatus::Synthetic, 2000),
                row("Pilot 2026", NormStatus::Draft, 61),
                row("Applicants 2025", NormStatus::Provisional, 240),
                row("Applicants 2024 to 2026", NormStatus::Operational, 1213),
            ],
            campaigns: vec![CampaignScales {
                campaign: CampaignId(sample::id(1)),
                title: "Patrol officers, winter 2026".to_owned(),
                scales: vec![
                    (sample::scale("restraint"), "Restraint".to_owned()),
                    (sample::scale("stopping-speed"), "Stopping speed".to_owned()),
                ],
            }],
            ..empty.clone()
        };
        vec![full, empty]
    }
}
