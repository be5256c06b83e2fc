use maud::{Markup, Render, html};

use crate::ids::CampaignId;
use crate::web::parts::form::{self, Choice, Field, Filled, TextKind};
use crate::web::parts::moment::Moment;
use crate::web::parts::notice::{Mark, empty_state};
use crate::web::parts::shell::{Desk, Place, desk_page};
use crate::web::parts::{figure, paths, table};

/// An administrator's campaigns: make one, seal it, invite to it.
#[derive(Debug, Clone, PartialEq)]
pub struct AdminCampaignsPage {
    /// The frame.
    pub desk: Desk,
    /// Every campaign, the newest first.
    pub campaigns: Vec<AdminCampaignRow>,
    /// Those that wait for their seal.
    pub unsealed: Vec<UnsealedCampaign>,
    /// The norm groups of each published assessment, by `<fingerprint>/<name>`.
    pub norm_groups: Vec<Choice>,
    /// The forms of the tasks.
    pub forms: Vec<Choice>,
    /// The form (`title`, `norm_group`, `form`, `closes`) as it was sent.
    pub form: Filled,
    /// The name of the zone that `closes` is read in.
    pub zone: String,
}

/// One campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct AdminCampaignRow {
    /// It.
    pub campaign: CampaignId,
    /// Its title.
    pub title: String,
    /// `Not sealed`, `Open`, `Closed`.
    pub status: Mark,
    /// The assessment's title and version.
    pub assessment: String,
    /// How many were invited.
    pub invited: u64,
    /// How many have handed in.
    pub submitted: u64,
    /// Until when applicants may take part, where that is set.
    pub closes: Option<Moment>,
    /// Whether it can be closed.
    pub is_open: bool,
    /// The seal, 64 hexadecimal digits.
    pub seal: Option<String>,
}

/// A campaign that waits for its seal, with all that the seal will hold.
#[derive(Debug, Clone, PartialEq)]
pub struct UnsealedCampaign {
    /// It.
    pub campaign: CampaignId,
    /// Its title.
    pub title: String,
    /// What is hashed: names and values, such as the assessment's fingerprint or the rule for bands.
    pub sealed_parts: Vec<(String, String)>,
    /// The hash that the seal will be.
    pub seal: String,
}

impl Render for AdminCampaignsPage {
    fn render(&self) -> Markup {
        let body = html! {
            div.desk-title {
                div {
                    h1 { "Set up campaigns" }
                    p {
                        "A campaign is one hiring round. Its seal freezes the assessment, the keys, the weights, the "
                        "norm group and the rules before anybody sees a result."
                    }
                }
            }
            @if self.campaigns.is_empty() {
                (empty_state("There is no campaign yet", "Fill in the form below to make the first."))
            } @else {
                (self.list())
            }
            @if !self.unsealed.is_empty() { (self.seals()) }
            section aria-labelledby="create" {
                h2 #create { "Make a campaign" }
                (self.create())
            }
        };
        desk_page(&self.desk, Place::AdminCampaigns, "Set up campaigns", &body)
    }
}

impl AdminCampaignsPage {
    fn list(&self) -> Markup {
        let header = html! {
            (table::header("Campaign"))
            (table::header("Status"))
            (table::header("Assessment"))
            (table::number_header("Invited"))
            (table::number_header("Handed in"))
            (table::header("Closes"))
            (table::header("Seal"))
            (table::header("Invitations"))
            (table::action_header("Close"))
        };
        let rows = html! { @for row in &self.campaigns { (campaign_row(row, &self.desk.csrf)) } };
        table::table("Campaigns, the newest first", &header, &rows)
    }

    fn seals(&self) -> Markup {
        html! {
            section aria-labelledby="seals" {
                h2 #seals { "Waiting for their seal" }
                p.quiet { "Read what the seal holds. It cannot be changed afterwards, only replaced by a new campaign." }
                @for campaign in &self.unsealed { (self.seal(campaign)) }
            }
        }
    }

    fn seal(&self, campaign: &UnsealedCampaign) -> Markup {
        html! {
            form.panel method="post" action=(paths::seal(campaign.campaign))
                data-question={ "Seal “" (campaign.title) "”? This cannot be undone." } {
                h3 { (campaign.title) }
                dl.facts {
                    @for (name, value) in &campaign.sealed_parts { dt { (name) } dd { (value) } }
                    dt { "The seal will be" } dd.digest { (campaign.seal) }
                }
                (form::csrf(&self.desk.csrf))
                input type="hidden" name="seal" value=(campaign.seal);
                div.form-actions {
                    button.usa-button type="submit" { "Seal" span.said { " " (campaign.title) } }
                }
            }
        }
    }

    fn create(&self) -> Markup {
        let field = |name, label, hint| Field {
            name,
            label,
            hint,
            filled: &self.form,
        };
        let closes_hint = format!("Day and time, {}.", self.zone);
        html! {
            form.panel method="post" action=(paths::ADMIN_CAMPAIGNS) {
                (form::csrf(&self.desk.csrf))
                (form::refusal(&self.form))
                (form::text(&field("title", "Title", Some("Reviewers and applicants read it.")), TextKind::Line))
                (form::select(&field("norm_group", "Assessment and norm group", None), &self.norm_groups))
                (form::select(&field("form", "Length of the tasks", None), &self.forms))
                (form::text(&field("closes", "Closes", Some(&closes_hint)), TextKind::LocalTime))
                div.form-actions { button.usa-button type="submit" { "Make the campaign" } }
            }
        }
    }
}

fn campaign_row(row: &AdminCampaignRow, csrf: &str) -> Markup {
    html! {
        tr {
            th scope="row" { (row.title) }
            td { (row.status) }
            td { (row.assessment) }
            td.number { (figure::count(row.invited)) }
            td.number { (figure::count(row.submitted)) }
            td { @if let Some(closes) = &row.closes { (closes) } @else { (figure::optional(None)) } }
            td { (figure::optional(row.seal.as_deref().map(figure::abbreviated))) }
            td {
                @if row.seal.is_some() {
                    a href=(paths::invitations(row.campaign)) {
                        "Invitations" span.said { " of " (row.title) }
                    }
                } @else {
                    span.quiet { "After the seal" }
                }
            }
            td.row-actions { @if row.is_open { (close(row, csrf)) } }
        }
    }
}

fn close(row: &AdminCampaignRow, csrf: &str) -> Markup {
    html! {
        form method="post" action=(paths::close(row.campaign))
            data-question={ "Close “" (row.title) "”? Nobody can begin any more. Who has begun can end." } {
            (form::csrf(csrf))
            button.usa-button.usa-button--outline.button-small type="submit" {
                "Close" span.said { " " (row.title) }
            }
        }
    }
}

#[cfg(test)]
impl AdminCampaignRow {
    fn sample(n: u128, title: &str, status: Mark, seal: Option<String>) -> Self {
        use crate::web::parts::sample;
        Self {
            campaign: CampaignId(sample::id(n)),
            title: title.to_owned(),
            status,
            assessment: "First look, version 1".to_owned(),
            invited: 1400,
            submitted: 400,
            closes: seal.is_some().then(|| sample::moment(60 * 24 * 30)),
            is_open: seal.is_some(),
            seal,
        }
    }
}

#[cfg(test)]
impl AdminCampaignsPage {
    pub(crate) fn samples() -> Vec<Self> {
        use crate::web::parts::notice::Tone;
        use crate::web::parts::sample;
        let part = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let empty = Self {
            desk: sample::desk(),
            campaigns: Vec::new(),
            unsealed: Vec::new(),
            norm_groups: vec![Choice::new(
                "x/synthetic",
                "First look, version 1: Simulated applicants, n = 2,000 (synthetic)",
            )],
            forms: vec![
                Choice::new("standard", "Standard: 4 × 64 trials"),
                Choice::new("short", "Short: for demonstration and tests"),
            ],
            form: Filled::empty(),
            zone: "Eastern Time".to_owned(),
        };
        let full = Self {
            campaigns: vec![
                AdminCampaignRow::sample(
                    1,
                    "Cadets, spring 2027",
                    Mark::new(Tone::Caution, "Not sealed"),
                    None,
                ),
                AdminCampaignRow::sample(
                    2,
                    "Patrol officers, winter 2026",
                    Mark::new(Tone::Good, "Open"),
                    Some(sample::digest()),
                ),
            ],
            unsealed: vec![UnsealedCampaign {
                campaign: CampaignId(sample::id(1)),
                title: "Cadets, spring 2027".to_owned(),
                sealed_parts: vec![
                    part("Assessment", "First look, version 1 (9f2c41d0…)"),
                    part("Norm group", "Simulated applicants, n = 2,000, synthetic"),
                    part("Ranked by", "Overall"),
                    part(
                        "Bands",
                        "1.96 standard errors of the difference, from the top score of each band",
                    ),
                ],
                seal: sample::digest(),
            }],
            form: Filled::empty()
                .with("title", "Cadets, spring 2027")
                .refused("title", "Another campaign has this title. Choose another."),
            ..empty.clone()
        };
        vec![full, empty]
    }
}
