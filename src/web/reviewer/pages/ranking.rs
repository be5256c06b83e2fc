use maud::{Markup, Render, html};

use super::ranking_address::{RankingAddress, UNRANKED};
use super::ranking_rows::{self, Posting, RankedRow, UnrankedRow};
use crate::ids::CampaignId;
use crate::scoring::NormGroupReference;
use crate::selection::SortBy;
use crate::web::parts::form::{self, Choice, Field, Filled};
use crate::web::parts::notice::empty_state;
use crate::web::parts::pager::{Pager, pager};
use crate::web::parts::shell::{Desk, Place, desk_page};
use crate::web::parts::table::{self, ColumnKind, SortHeader};
use crate::web::parts::{figure, norms, paths};

/// The applicants of a campaign in rank order.
#[derive(Debug, Clone, PartialEq)]
pub struct RankingPage {
    /// The frame.
    pub desk: Desk,
    /// The campaign.
    pub campaign: CampaignId,
    /// Its title.
    pub campaign_title: String,
    /// The title of the composite that ranks.
    pub ranked_by: String,
    /// The norm group of every score on this page.
    pub group: NormGroupReference,
    /// How many T points apart two people must be to be told apart: 1.96 standard errors of the difference; absent
    /// while nobody has a rank.
    pub band_width: Option<f64>,
    /// Whether names are hidden until shortlisting.
    pub is_blind: bool,
    /// What of the list is shown, and how it is sorted.
    pub address: RankingAddress,
    /// What it can be filtered by.
    pub choices: RankingChoices,
    /// The rows of this page.
    pub rows: Vec<RankedRow>,
    /// Which page this is, of how many rows.
    pub pager: Pager,
    /// Those without a rank, with the reasons; the first of them where they are many.
    pub unranked: Vec<UnrankedRow>,
    /// How many there are without a rank.
    pub n_unranked: u64,
}

/// What a ranked list can be filtered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankingChoices {
    /// Every band.
    pub bands: Vec<Choice>,
    /// Every verdict on quality.
    pub flags: Vec<Choice>,
    /// Every decision, and that of having none.
    pub decisions: Vec<Choice>,
}

impl Render for RankingPage {
    fn render(&self) -> Markup {
        let body = html! {
            (self.title())
            (norms::caution(self.group.status))
            (self.filters())
            @if self.rows.is_empty() {
                @if !self.is_of_unranked() || self.unranked.is_empty() { (self.nothing()) }
            } @else {
                div {
                    (self.list())
                    (pager(&self.pager, |page| self.address.at_page(page).href(self.campaign)))
                }
            }
            @if !self.unranked.is_empty() { (self.not_ranked()) }
        };
        let title = format!("{} – ranked list", self.campaign_title);
        desk_page(&self.desk, Place::Campaigns, &title, &body)
    }
}

impl RankingPage {
    fn title(&self) -> Markup {
        html! {
            div.desk-title {
                div {
                    p.desk-trail { a href=(paths::CAMPAIGNS) { "Campaigns" } }
                    h1 { (self.campaign_title) }
                    p { (norms::group_line(&self.group)) }
                    p {
                        "Ranked by " (self.ranked_by) ". "
                        @if let Some(width) = self.band_width {
                            "People in one band are at most " (figure::decimal(width, 1))
                            " T points apart. That is within the error of measurement, so a higher rank within a "
                            "band is not a better score."
                        }
                    }
                    @if self.is_blind { p { "Names stay hidden until you shortlist an applicant." } }
                }
                div.desk-actions {
                    a.usa-button.usa-button--outline.button-small href=(paths::export(self.campaign)) {
                        "Export as CSV"
                    }
                    a href=(paths::codebook(self.campaign)) { "Codebook" }
                }
            }
        }
    }

    fn filters(&self) -> Markup {
        let filled = Filled::empty()
            .with("q", self.address.q.as_str())
            .with("band", self.address.band.as_deref().unwrap_or(""))
            .with("flag", self.address.flag.as_deref().unwrap_or(""))
            .with("decision", self.address.decision.as_deref().unwrap_or(""));
        let field = |name, label| Field {
            name,
            label,
            hint: None,
            filled: &filled,
        };
        let search = if self.is_blind {
            "Code"
        } else {
            "Code or name"
        };
        html! {
            form.filters method="get" action=(paths::ranking(self.campaign)) role="search"
                aria-label="Filter the list" {
                (form::search(&field("q", search)))
                (form::select(&field("band", "Band"), &with_any("All bands", &self.choices.bands)))
                (form::select(&field("flag", "Quality"), &with_any("All", &self.choices.flags)))
                (form::select(&field("decision", "Decision"), &with_any("All", &self.choices.decisions)))
                input type="hidden" name="sort" value=(self.address.sort.as_str());
                input type="hidden" name="order" value=(self.address.order.as_str());
                button.usa-button type="submit" { "Filter" }
                @if self.address.is_filtered() {
                    a href=(paths::ranking(self.campaign)) { "Show all" }
                }
            }
        }
    }

    fn is_of_unranked(&self) -> bool {
        self.address.band.as_deref() == Some(UNRANKED)
    }

    fn nothing(&self) -> Markup {
        if self.address.is_filtered() {
            empty_state(
                "Nobody fits these filters",
                "Take one filter away, or choose “Show all”.",
            )
        } else {
            empty_state(
                "Nobody has a rank yet",
                "Applicants appear here minutes after they hand in. Those whose scores were refused stand below, with the reason.",
            )
        }
    }

    fn list(&self) -> Markup {
        let applicant = if self.is_blind {
            SortBy::Code
        } else {
            SortBy::Name
        };
        let sort = |title, kind, column| {
            table::sort_header(&SortHeader {
                title,
                kind,
                href: self.address.sorted_by(column).href(self.campaign),
                sorted: self.address.order_of(column),
            })
        };
        let header = html! {
            (table::number_header("Rank"))
            (table::number_header("Band"))
            (sort("Applicant", ColumnKind::Words, applicant))
            (sort(&self.ranked_by, ColumnKind::Unit("T ± SE"), SortBy::Overall))
            th scope="col" { "95 % interval " span.unit { "T 20 to 80" } }
            (sort("Impulse control", ColumnKind::Unit("T ± SE"), SortBy::ImpulseControl))
            (sort("Interpersonal skill", ColumnKind::Unit("T ± SE"), SortBy::InterpersonalSkill))
            (sort("Quality", ColumnKind::Words, SortBy::Flags))
            (table::header("Decision"))
            (table::action_header("Shortlist"))
        };
        let posting = Posting {
            csrf: &self.desk.csrf,
            back: &self.address.href(self.campaign),
        };
        let rows = ranking_rows::ranked(&self.rows, &posting, self.address.is_by_rank());
        let caption = format!(
            "{} with a rank. The dashed line of each plot is the norm group’s mean, 50.",
            figure::counted(self.pager.total, "applicant", "applicants")
        );
        table::table(&caption, &header, &rows)
    }

    fn not_ranked(&self) -> Markup {
        let header = html! {
            (table::header("Applicant"))
            (table::header("Why there is no rank"))
            (table::header("Decision"))
        };
        let caption = format!(
            "{} without a rank",
            figure::counted(self.n_unranked, "applicant", "applicants")
        );
        html! {
            section aria-labelledby="not-ranked" {
                h2 #not-ranked { "Not ranked" }
                p.quiet {
                    "A score that fails its own checks is not given, and nothing is put in its place. "
                    "That says nothing about the person: think of a second sitting."
                }
                (table::table(&caption, &header, &ranking_rows::unranked(&self.unranked)))
                @if self.is_of_unranked() {
                    (pager(&self.pager, |page| self.address.at_page(page).href(self.campaign)))
                } @else if self.n_unranked > self.unranked.len() as u64 {
                    p.table-foot {
                        a href=(self.address.of_unranked().href(self.campaign)) { "Show all without a rank" }
                    }
                }
            }
        }
    }
}

fn with_any(any: &str, choices: &[Choice]) -> Vec<Choice> {
    std::iter::once(Choice::new("", any))
        .chain(choices.iter().cloned())
        .collect()
}

#[cfg(test)]
impl RankingPage {
    pub(crate) fn samples() -> Vec<Self> {
        use crate::web::parts::sample;
        let full = Self {
            desk: sample::desk(),
            campaign: CampaignId(sample::id(1)),
            campaign_title: "Patrol officers, winter 2026".to_owned(),
            ranked_by: "Overall".to_owned(),
            group: sample::group(),
            band_width: Some(9.4),
            is_blind: true,
            address: RankingAddress::default(),
            choices: RankingChoices {
                bands: vec![Choice::new("1", "Band 1"), Choice::new("2", "Band 2")],
                flags: vec![Choice::new("retest", "Offer a retest")],
                decisions: vec![
                    Choice::new("none", "No decision"),
                    Choice::new("invite", "Invite to interview"),
                ],
            },
            rows: RankedRow::samples(),
            pager: Pager {
                page: 4,
                per_page: 50,
                total: 380,
            },
            unranked: UnrankedRow::samples(),
            n_unranked: 20,
        };
        let filtered = Self {
            address: RankingAddress {
                q: "Q-9".to_owned(),
                ..RankingAddress::default()
            },
            rows: Vec::new(),
            unranked: Vec::new(),
            n_unranked: 0,
            ..full.clone()
        };
        let empty = Self {
            address: RankingAddress::default(),
            ..filtered.clone()
        };
        vec![full, filtered, empty]
    }
}
