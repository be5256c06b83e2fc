//! The pages of campaigns and of ranked lists, filled.

use super::pages::{
    CampaignRow, CampaignsPage, RankedRow, RankedScore, RankingAddress, RankingChoices,
    RankingPage, UNRANKED, UnrankedRow,
};
use crate::app::actors::Staff;
use crate::app::ranking::{ListPart, ListWanted, Ranked, RankedList, Unranked};
use crate::app::review::CampaignSummary;
use crate::app::{Error, Result};
use crate::assessment::Assessment;
use crate::scoring::Verdict;
use crate::selection::{Bands, CampaignStatus, DecisionKind, RankingEntry, RankingQuery};
use crate::web::parts::form::Choice;
use crate::web::parts::moment::Moment;
use crate::web::parts::moment::zone_of;
use crate::web::parts::notice::{Mark, Tone};
use crate::web::parts::pager::Pager;
use crate::web::parts::plot::Interval;
use crate::web::parts::shell::Desk;

/// How many rows a page has.
const PER_PAGE: u32 = 50;

/// What a list can be narrowed to by what people did, beside the decisions themselves.
const UNDECIDED: &str = "none";
const SHORTLISTED: &str = "shortlisted";

/// What a reader sees for a decision.
pub(super) const fn decision_label(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Advance => "Goes on to the next stage",
        DecisionKind::Hold => "Waits",
        DecisionKind::NotAdvance => "Does not go on",
    }
}

/// An assessment's title and version.
pub(super) fn assessment_label(assessment: &Assessment) -> String {
    format!(
        "{}, version {}",
        assessment.title.get("en"),
        assessment.version
    )
}

/// The verdicts with their words in an address.
const VERDICTS: [(&str, Verdict); 3] = [
    ("interpretable", Verdict::Interpretable),
    ("interpret_with_caution", Verdict::InterpretWithCaution),
    ("retest", Verdict::Retest),
];

pub(super) fn campaigns(staff: &Staff, campaigns: Vec<CampaignSummary>) -> CampaignsPage {
    let zone = zone_of(staff.agency());
    let row = |summary: CampaignSummary| CampaignRow {
        campaign: summary.campaign.id,
        assessment: assessment_label(&summary.assessment),
        status: status(&summary),
        invited: summary.invited,
        submitted: summary.submitted,
        ranked: summary.ranked,
        decided: summary.decided,
        closes: summary.campaign.closes.map(|at| Moment::of(at, &zone)),
        title: summary.campaign.name,
    };
    CampaignsPage {
        desk: Desk::of(staff),
        campaigns: campaigns.into_iter().map(row).collect(),
    }
}

fn status(summary: &CampaignSummary) -> Mark {
    match summary.campaign.status {
        _ if !summary.campaign.is_sealed_as_is() => Mark::new(Tone::Caution, "Not sealed"),
        CampaignStatus::Draft => Mark::new(Tone::Plain, "Draft"),
        CampaignStatus::Open => Mark::new(Tone::Good, "Open"),
        CampaignStatus::Closed => Mark::new(Tone::Plain, "Closed"),
    }
}

/// What an address asks for.
pub(super) fn wanted(address: &RankingAddress) -> Result<ListWanted> {
    let unknown = |what: &str| {
        Error::Invalid(format!(
            "There is no such {what} to filter by. Choose one from the list."
        ))
    };
    let mut query = RankingQuery {
        search: Some(address.q.trim().to_owned()).filter(|part| !part.is_empty()),
        sort_by: address.sort,
        order: address.order,
        ..RankingQuery::everything()
    };
    if let Some(word) = &address.flag {
        let found = VERDICTS.iter().find(|(known, _)| known == word);
        query.verdict = Some(found.ok_or_else(|| unknown("verdict"))?.1);
    }
    match address.decision.as_deref() {
        None => {}
        Some(UNDECIDED) => query.is_decided = Some(false),
        Some(SHORTLISTED) => query.is_shortlisted = Some(true),
        Some(word) => {
            let kind = DecisionKind::parse(word);
            query.decision = Some(kind.ok_or_else(|| unknown("decision"))?);
        }
    }
    let part = match address.band.as_deref() {
        None => ListPart::Everybody,
        Some(UNRANKED) => ListPart::Unranked,
        Some(band) => ListPart::Band(band.parse().map_err(|_no_number| unknown("band"))?),
    };
    Ok(ListWanted {
        query,
        part,
        page: address.page.max(1),
        per_page: PER_PAGE,
    })
}

pub(super) fn ranking(desk: Desk, address: RankingAddress, list: RankedList) -> RankingPage {
    let composite = list.assessment.composite(&list.campaign.content.ranked_by);
    let is_of_unranked = address.band.as_deref() == Some(UNRANKED);
    RankingPage {
        desk,
        campaign: list.campaign.id,
        ranked_by: composite.map_or_else(
            || list.campaign.content.ranked_by.to_string(),
            |composite| composite.title.get("en").to_owned(),
        ),
        band_width: list.bands.as_ref().map(Bands::width),
        choices: choices(&list),
        campaign_title: list.campaign.name,
        group: list.norm_group,
        is_blind: list.is_blind,
        pager: Pager {
            page: address.page.max(1),
            per_page: PER_PAGE.into(),
            total: if is_of_unranked {
                list.n_unranked
            } else {
                list.n_ranked
            },
        },
        address,
        rows: list.rows.into_iter().filter_map(ranked_row).collect(),
        unranked: list.unranked.into_iter().map(unranked_row).collect(),
        n_unranked: list.n_unranked,
    }
}

fn choices(list: &RankedList) -> RankingChoices {
    let n_bands = list.bands.as_ref().map_or(0, Bands::count);
    let bands = (1..=n_bands).map(|band| Choice::new(band.to_string(), format!("Band {band}")));
    let verdicts = VERDICTS
        .iter()
        .map(|(word, verdict)| Choice::new(*word, Mark::of_verdict(*verdict).text));
    let decisions = DecisionKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.as_str(), decision_label(*kind)));
    RankingChoices {
        bands: bands.chain([Choice::new(UNRANKED, "Not ranked")]).collect(),
        flags: verdicts.collect(),
        decisions: [
            Choice::new(UNDECIDED, "No decision yet"),
            Choice::new(SHORTLISTED, "Shortlisted"),
        ]
        .into_iter()
        .chain(decisions)
        .collect(),
    }
}

/// The name where the list gives it, else the code.
fn label(entry: &RankingEntry) -> String {
    entry
        .candidate_name
        .as_ref()
        .map_or_else(|| entry.code.to_string(), ToString::to_string)
}

fn decided(entry: &RankingEntry) -> Option<String> {
    entry.decision.map(|kind| decision_label(kind).to_owned())
}

fn ranked_row(ranked: Ranked) -> Option<RankedRow> {
    let entry = ranked.entry;
    let score = entry.overall?;
    let (lower, upper) = score.interval();
    Some(RankedRow {
        application: entry.application,
        rank: ranked.rank,
        is_tied: ranked.is_tied,
        band: u32::try_from(ranked.band).unwrap_or(u32::MAX),
        label: label(&entry),
        overall: RankedScore {
            score,
            interval: Interval {
                t: score.t,
                lower,
                upper,
            },
        },
        impulse_control: entry.impulse_control,
        interpersonal_skill: entry.interpersonal_skill,
        verdict: entry.verdict?,
        flag_count: entry.flag_count,
        is_shortlisted: entry.is_shortlisted,
        decision: decided(&entry),
    })
}

fn unranked_row(unranked: Unranked) -> UnrankedRow {
    UnrankedRow {
        application: unranked.entry.application,
        label: label(&unranked.entry),
        decision: decided(&unranked.entry),
        reasons: unranked.reasons,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_that_is_offered_can_be_asked_for() {
        for (flag, _) in VERDICTS {
            let address = RankingAddress {
                flag: Some(flag.to_owned()),
                ..RankingAddress::default()
            };
            assert!(wanted(&address).unwrap().query.verdict.is_some());
        }
        for decision in [UNDECIDED, SHORTLISTED, "advance", "hold", "not_advance"] {
            let address = RankingAddress {
                decision: Some(decision.to_owned()),
                ..RankingAddress::default()
            };
            assert_ne!(wanted(&address).unwrap().query, RankingQuery::everything());
        }
        for (band, part) in [("2", ListPart::Band(2)), (UNRANKED, ListPart::Unranked)] {
            let address = RankingAddress {
                band: Some(band.to_owned()),
                ..RankingAddress::default()
            };
            assert_eq!(wanted(&address).unwrap().part, part);
        }
    }

    #[test]
    fn what_is_not_offered_is_refused() {
        let address = RankingAddress {
            decision: Some("reject".to_owned()),
            ..RankingAddress::default()
        };
        assert!(matches!(wanted(&address), Err(Error::Invalid(_))));
    }
}
