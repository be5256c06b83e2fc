use maud::{Markup, Render, html};

use crate::assessment::ScaleName;
use crate::ids::CampaignId;
use crate::scoring::NormGroupReference;
use crate::web::parts::notice::empty_state;
use crate::web::parts::plot::{Bin, Histogram};
use crate::web::parts::shell::{Desk, Place, desk_page};
use crate::web::parts::{figure, norms, paths};

/// How one scale's raw scores lie in one campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct DistributionPage {
    /// The frame.
    pub desk: Desk,
    /// The campaign.
    pub campaign: CampaignId,
    /// Its title.
    pub campaign_title: String,
    /// The scale shown.
    pub scale: ScaleName,
    /// Every scale of the campaign with its title.
    pub scales: Vec<(ScaleName, String)>,
    /// The scale's title.
    pub title: String,
    /// The unit of its raw score.
    pub unit: String,
    /// The norm group.
    pub group: NormGroupReference,
    /// The mean raw score in the norm group.
    pub norm_mean: f64,
    /// The standard deviation there.
    pub norm_sd: f64,
    /// How many have a score here.
    pub n: u64,
    /// How many scores were refused here.
    pub n_refused: u64,
    /// The mean raw score here; absent with nobody.
    pub mean: Option<f64>,
    /// The standard deviation here; absent with fewer than two.
    pub sd: Option<f64>,
    /// The counts, from left to right without gaps.
    pub bins: Vec<Bin>,
}

impl Render for DistributionPage {
    fn render(&self) -> Markup {
        let body = html! {
            div.desk-title {
                div {
                    p.desk-trail { a href=(paths::NORMS) { "Norm groups" } " / " (self.campaign_title) }
                    h1 { (self.title) }
                    p { (norms::group_line(&self.group)) }
                }
            }
            (norms::caution(self.group.status))
            (self.other_scales())
            @if let Some(mean) = self.mean {
                (self.histogram(mean))
                (self.figures())
            } @else {
                (empty_state(
                    "Nobody has a score on this scale yet",
                    "It fills as applicants hand in. Refused scores are counted on the applicant’s page.",
                ))
            }
        };
        let title = format!("{} – {}", self.title, self.campaign_title);
        desk_page(&self.desk, Place::Norms, &title, &body)
    }
}

impl DistributionPage {
    fn other_scales(&self) -> Markup {
        html! {
            nav.desk-actions aria-label="Scales" {
                @for (scale, title) in &self.scales {
                    a href=(paths::distribution(self.campaign, scale))
                        aria-current=[(*scale == self.scale).then_some("page")] { (title) }
                }
            }
        }
    }

    fn histogram(&self, mean: f64) -> Histogram {
        let side = if mean < self.norm_mean {
            "below"
        } else {
            "above"
        };
        Histogram {
            title: format!(
                "The mean here, {}, lies {side} the norm group’s mean of {}",
                figure::decimal(mean, 2),
                figure::decimal(self.norm_mean, 2)
            ),
            axis_title: format!("Raw score ({})", self.unit),
            bins: self.bins.clone(),
            norm_mean: self.norm_mean,
        }
    }

    fn figures(&self) -> Markup {
        html! {
            dl.facts {
                dt { "With a score" } dd.figure { (figure::count(self.n)) }
                dt { "Refused" } dd.figure { (figure::count(self.n_refused)) }
                dt { "Mean" } dd.figure { (figure::optional(self.mean.map(|mean| figure::decimal(mean, 2)))) " " (self.unit) }
                dt { "Standard deviation" } dd.figure { (figure::optional(self.sd.map(|sd| figure::decimal(sd, 2)))) " " (self.unit) }
                dt { "Norm group" }
                dd.figure {
                    "mean " (figure::decimal(self.norm_mean, 2)) ", standard deviation "
                    (figure::decimal(self.norm_sd, 2)) " " (self.unit)
                }
            }
        }
    }
}

#[cfg(test)]
impl DistributionPage {
    pub(crate) fn samples() -> Vec<Self> {
        use crate::web::parts::sample;
        let counts = [2_u64, 5, 11, 23, 41, 64, 78, 66, 48, 27, 12, 3];
        let full = Self {
            desk: sample::desk(),
            campaign: CampaignId(sample::id(1)),
            campaign_title: "Patrol officers, winter 2026".to_owned(),
            scale: sample::scale("restraint"),
            scales: vec![
                (sample::scale("restraint"), "Restraint".to_owned()),
                (sample::scale("first-moves"), "First moves".to_owned()),
                (sample::scale("stopping-speed"), "Stopping speed".to_owned()),
            ],
            title: "Restraint".to_owned(),
            unit: "points".to_owned(),
            group: sample::group(),
            norm_mean: 42.13,
            norm_sd: 6.4,
            n: 380,
            n_refused: 20,
            mean: Some(43.6),
            sd: Some(6.1),
            bins: counts
                .iter()
                .enumerate()
                .map(|(idx, count)| Bin {
                    lower: 24.0 + 3.0 * idx as f64,
                    upper: 27.0 + 3.0 * idx as f64,
                    count: *count,
                })
                .collect(),
        };
        let empty = Self {
            n: 0,
            n_refused: 0,
            mean: None,
            sd: None,
            bins: Vec::new(),
            ..full.clone()
        };
        vec![full, empty]
    }
}
