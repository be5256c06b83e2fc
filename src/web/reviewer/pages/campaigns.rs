use maud::{Markup, Render, html};

use crate::ids::CampaignId;
use crate::web::parts::moment::Moment;
use crate::web::parts::notice::{Mark, empty_state};
use crate::web::parts::shell::{Desk, Place, desk_page};
use crate::web::parts::{figure, paths, table};

/// The campaigns whose ranked lists a reviewer may open.
#[derive(Debug, Clone, PartialEq)]
pub struct CampaignsPage {
    /// The frame.
    pub desk: Desk,
    /// The newest first.
    pub campaigns: Vec<CampaignRow>,
}

/// One campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct CampaignRow {
    /// It.
    pub campaign: CampaignId,
    /// Its title.
    pub title: String,
    /// The assessment's title and version.
    pub assessment: String,
    /// `Open`, `Closed`, …
    pub status: Mark,
    /// How many were invited.
    pub invited: u64,
    /// How many have handed in.
    pub submitted: u64,
    /// How many have a rank.
    pub ranked: u64,
    /// About how many somebody has decided.
    pub decided: u64,
    /// Until when applicants may take part, where that is set.
    pub closes: Option<Moment>,
}

impl Render for CampaignsPage {
    fn render(&self) -> Markup {
        let body = html! {
            div.desk-title {
                div {
                    h1 { "Campaigns" }
                    p { "Each campaign is one hiring round. Open one to see its applicants in rank order." }
                }
            }
            @if self.campaigns.is_empty() {
                (empty_state(
                    "There is no campaign yet",
                    "An administrator sets one up and seals it. Then it stands here.",
                ))
            } @else {
                (self.list())
            }
        };
        desk_page(&self.desk, Place::Campaigns, "Campaigns", &body)
    }
}

impl CampaignsPage {
    fn list(&self) -> Markup {
        let header = html! {
            (table::header("Campaign"))
            (table::header("Assessment"))
            (table::header("Status"))
            (table::number_header("Invited"))
            (table::number_header("Handed in"))
            (table::number_header("Ranked"))
            (table::number_header("Decided"))
            (table::header("Closes"))
        };
        let rows = html! {
            @for row in &self.campaigns {
                tr {
                    th scope="row" { a href=(paths::ranking(row.campaign)) { (row.title) } }
                    td { (row.assessment) }
                    td { (row.status) }
                    td.number { (figure::count(row.invited)) }
                    td.number { (figure::count(row.submitted)) }
                    td.number { (figure::count(row.ranked)) }
                    td.number { (figure::count(row.decided)) }
                    td { @if let Some(closes) = &row.closes { (closes) } @else { (figure::optional(None)) } }
                }
            }
        };
        table::table("Campaigns, the newest first", &header, &rows)
    }
}

#[cfg(test)]
impl CampaignsPage {
    pub(crate) fn samples() -> Vec<Self> {
        use crate::web::parts::notice::Tone;
        use crate::web::parts::sample;
        let row = |n, title: &str, status: Mark| CampaignRow {
            campaign: CampaignId(sample::id(n)),
            title: title.to_owned(),
            assessment: "First look, version 1".to_owned(),
            status,
            invited: 1400,
            submitted: 400,
            ranked: 380,
            decided: 12,
            closes: Some(sample::moment(60 * 24 * 30)),
        };
        let empty = Self {
            desk: sample::desk(),
            campaigns: Vec::new(),
        };
        let full = Self {
            campaigns: vec![
                row(
                    1,
                    "Patrol officers, winter 2026",
                    Mark::new(Tone::Good, "Open"),
                ),
                row(2, "Cadets, autumn 2026", Mark::new(Tone::Plain, "Closed")),
            ],
            ..empty.clone()
        };
        vec![full, empty]
    }
}
