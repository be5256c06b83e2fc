//! The ranked list: what it shows of an application and how it can be asked for.

use super::{ApplicationCode, ApplicationStatus, DecisionKind};
use crate::clock::Millis;
use crate::codes::codes;
use crate::ids::{AgencyId, ApplicationId, CampaignId};
use crate::people::PersonName;
use crate::psychometrics::normal;
use crate::scoring::Verdict;

/// A T score, never without its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TScore {
    /// The T score.
    pub t: f64,
    /// Its standard error of measurement, in T points.
    pub standard_error: f64,
}

impl TScore {
    /// The lower and the upper end of its 95 % interval, as score reports give it.
    pub fn interval(&self) -> (f64, f64) {
        let half = normal::two_sided(0.95).unwrap_or(f64::INFINITY) * self.standard_error;
        (self.t - half, self.t + half)
    }
}

/// What the ranked list shows of one application.
#[derive(Debug, Clone, PartialEq)]
pub struct RankingEntry {
    /// The application.
    pub application: ApplicationId,
    /// The agency.
    pub agency: AgencyId,
    /// The campaign.
    pub campaign: CampaignId,
    /// What stands in place of the name.
    pub code: ApplicationCode,
    /// The name; `None` in an answer to somebody who must not see it yet. To store an entry it must be there.
    pub candidate_name: Option<PersonName>,
    /// How far the application is.
    pub status: ApplicationStatus,
    /// The composite that ranks; absent when refused or not yet scored.
    pub overall: Option<TScore>,
    /// Impulse control.
    pub impulse_control: Option<TScore>,
    /// Interpersonal skill.
    pub interpersonal_skill: Option<TScore>,
    /// How many things the quality checks noticed.
    pub flag_count: u32,
    /// How many scales and composites were refused.
    pub refused_count: u32,
    /// The quality verdict; absent until scored.
    pub verdict: Option<Verdict>,
    /// When everything was handed in.
    pub submitted: Option<Millis>,
    /// Whether somebody shortlisted it.
    pub is_shortlisted: bool,
    /// The latest decision.
    pub decision: Option<DecisionKind>,
}

codes! {
    /// By what the list is sorted. Missing values come last either way.
    SortBy {
        /// The composite that ranks.
        Overall = "overall",
        /// Impulse control.
        ImpulseControl = "impulse-control",
        /// Interpersonal skill.
        InterpersonalSkill = "interpersonal-skill",
        /// When handed in.
        Submitted = "submitted",
        /// How much the quality checks noticed.
        Flags = "flags",
        /// The code.
        Code = "code",
        /// The name; by the code instead where names are hidden.
        Name = "name",
    }
}

codes! {
    /// Which way a list is sorted.
    Order {
        /// The lowest first.
        Ascending = "asc",
        /// The highest first.
        Descending = "desc",
    }
}

/// What of a campaign's list is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct RankingQuery {
    /// Whether names may be shown before shortlisting; hidden names are neither given, searched nor sorted by.
    pub shows_names: bool,
    /// Part of a code, or of a name where names are shown.
    pub search: Option<String>,
    /// Only this quality verdict.
    pub verdict: Option<Verdict>,
    /// Only shortlisted ones, or only others.
    pub is_shortlisted: Option<bool>,
    /// Only those with an overall score, or only those without.
    pub is_ranked: Option<bool>,
    /// Only those somebody has decided about, or only others.
    pub is_decided: Option<bool>,
    /// Only with this latest decision.
    pub decision: Option<DecisionKind>,
    /// Only from this overall T score on.
    pub lowest_overall: Option<f64>,
    /// Only below this overall T score.
    pub below_overall: Option<f64>,
    /// By what to sort.
    pub sort_by: SortBy,
    /// Which way.
    pub order: Order,
}

impl RankingQuery {
    /// Everything, the highest overall score first, with names hidden.
    pub const fn everything() -> Self {
        Self {
            shows_names: false,
            search: None,
            verdict: None,
            is_shortlisted: None,
            is_ranked: None,
            is_decided: None,
            decision: None,
            lowest_overall: None,
            below_overall: None,
            sort_by: SortBy::Overall,
            order: Order::Descending,
        }
    }
}
