//! The ranked list of a campaign, a page at a time.

use std::collections::HashMap;
use std::sync::Arc;

use super::actors::Reviewer;
use super::review::{norm_group_of, refuse_draft};
use super::{App, Error, Result};
use crate::assessment::Assessment;
use crate::ids::{AgencyId, CampaignId};
use crate::scoring::{NormGroupReference, Outcome, ScoreReport};
use crate::selection::{Bands, Campaign, Order, RankingEntry, RankingQuery, SortBy};
use crate::storage::{self, Tx, ranking as stored};

/// The most rows of one page.
pub const MOST_ROWS: u32 = 200;

/// How many of those without a rank stand below the first page of the others.
const UNRANKED_BELOW: u32 = 20;

/// Which part of a list is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct ListWanted {
    /// Filters and order. Whether names are shown is not the asker's choice and is set here.
    pub query: RankingQuery,
    /// Only one band, or only those without a rank.
    pub part: ListPart,
    /// The page, counted from 1.
    pub page: u64,
    /// How many rows a page has, from 1 to [`MOST_ROWS`].
    pub per_page: u32,
}

/// Which of the applicants are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListPart {
    /// Everybody; those without a rank below the first page.
    Everybody,
    /// Only this band, counted from 1.
    Band(usize),
    /// Only those without a rank.
    Unranked,
}

/// A page of a ranked list.
#[derive(Debug, Clone)]
pub struct RankedList {
    /// The campaign.
    pub campaign: Campaign,
    /// Its assessment.
    pub assessment: Arc<Assessment>,
    /// The norm group of every score.
    pub norm_group: NormGroupReference,
    /// The bands of the whole list; absent while nobody has a rank.
    pub bands: Option<Bands>,
    /// Whether names are hidden until shortlisting.
    pub is_blind: bool,
    /// Those of this page with a rank.
    pub rows: Vec<Ranked>,
    /// How many with a rank fit on all pages.
    pub n_ranked: u64,
    /// Those without a rank.
    pub unranked: Vec<Unranked>,
    /// How many without a rank fit on all pages.
    pub n_unranked: u64,
}

/// One applicant with a rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// What the list shows of them.
    pub entry: RankingEntry,
    /// Their rank in the whole campaign; equal scores share one.
    pub rank: u64,
    /// Whether others have the same rank.
    pub is_tied: bool,
    /// Their band, counted from 1.
    pub band: usize,
}

/// One applicant without a rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Unranked {
    /// What the list shows of them.
    pub entry: RankingEntry,
    /// Why, one sentence each.
    pub reasons: Vec<String>,
}

impl App {
    /// A page of the ranked list of the reviewer's campaign.
    pub async fn ranked_list(
        &self,
        reviewer: &Reviewer,
        campaign: CampaignId,
        wanted: &ListWanted,
    ) -> Result<RankedList> {
        let agency = reviewer.agency();
        let of = (agency.id, campaign);
        let mut tx = self.db.read().await?;
        let (campaign, assessment) = self
            .campaign_with_results(&mut tx, agency.id, campaign)
            .await?;
        let group = norm_group_of(&campaign, &assessment)?;
        refuse_draft(group)?;
        let bands = bands(&mut tx, of).await?;
        let norm_group = NormGroupReference::of(group);
        let mut query = wanted.query.clone();
        query.shows_names = !agency.is_blind_until_shortlist;
        let (rows, n_ranked, unranked, n_unranked) = match wanted.part {
            ListPart::Unranked => {
                query.is_ranked = Some(false);
                let total = stored::count(&mut tx, of, &query).await?;
                let rows = unranked(&mut tx, of, &query, wanted.slice()).await?;
                (Vec::new(), 0, rows, total)
            }
            ListPart::Band(band) => {
                narrow(&mut query, bands.as_ref(), band)?;
                let total = stored::count(&mut tx, of, &query).await?;
                let rows = ranked(&mut tx, of, &query, bands.as_ref(), wanted.slice()).await?;
                (rows, total, Vec::new(), 0)
            }
            ListPart::Everybody => {
                let (all, with_rank) = stored::count_with_ranked(&mut tx, of, &query).await?;
                let others = RankingQuery {
                    is_ranked: Some(false),
                    ..query.clone()
                };
                let rows = ranked(&mut tx, of, &query, bands.as_ref(), wanted.slice()).await?;
                let below = if wanted.page <= 1 && all > with_rank {
                    unranked(&mut tx, of, &others, (0, UNRANKED_BELOW)).await?
                } else {
                    Vec::new()
                };
                (rows, with_rank, below, all - with_rank)
            }
        };
        drop(tx);
        self.note_first_view(reviewer.actor(), &campaign).await?;
        self.note_list_view(reviewer, &campaign, wanted.page)
            .await?;
        Ok(RankedList {
            campaign,
            assessment,
            norm_group,
            bands,
            is_blind: agency.is_blind_until_shortlist,
            rows,
            n_ranked,
            unranked,
            n_unranked,
        })
    }
}

impl ListWanted {
    /// Where the page begins, and how many rows it has.
    fn slice(&self) -> (u64, u32) {
        let limit = self.per_page.clamp(1, MOST_ROWS);
        (
            self.page.saturating_sub(1).saturating_mul(u64::from(limit)),
            limit,
        )
    }
}

/// The bands of a campaign's list: one look-up each.
pub(super) async fn bands(
    tx: &mut Tx,
    (agency, campaign): (AgencyId, CampaignId),
) -> Result<Option<Bands>> {
    let Some(highest) = stored::highest_overall(tx, agency, campaign, None).await? else {
        return Ok(None);
    };
    let mut bands = Bands::from_highest(highest)
        .map_err(|_fault| Error::Internal("a ranked score has no usable standard error"))?;
    while let Some(below) = bands.next_below() {
        match stored::highest_overall(tx, agency, campaign, Some(below)).await? {
            Some(top) => bands.add(top.t),
            None => break,
        }
    }
    Ok(Some(bands))
}

/// Narrows a query to one band.
fn narrow(query: &mut RankingQuery, bands: Option<&Bands>, band: usize) -> Result<()> {
    let range = bands.and_then(|bands| bands.range(band)).ok_or_else(|| {
        Error::Invalid(format!(
            "There is no band {band} in this list. Choose one that is offered."
        ))
    })?;
    query.is_ranked = Some(true);
    query.lowest_overall = range.lowest;
    query.below_overall = range.below;
    Ok(())
}

async fn ranked(
    tx: &mut Tx,
    of: (AgencyId, CampaignId),
    query: &RankingQuery,
    bands: Option<&Bands>,
    (offset, limit): (u64, u32),
) -> Result<Vec<Ranked>> {
    let query = RankingQuery {
        is_ranked: Some(true),
        ..query.clone()
    };
    let is_by_rank = is_by_rank_alone(&query);
    // One more than wanted, to see whether the last of the page is tied with the first of the next.
    let entries = stored::page(tx, of, &query, offset, limit + 1).await?;
    let places = if is_by_rank {
        places_in_order(tx, of, &entries, offset).await?
    } else {
        places_anywhere(tx, of, &entries).await?
    };
    let rows = entries.into_iter().zip(places).take(limit as usize);
    Ok(rows
        .map(|(entry, place)| Ranked {
            band: entry
                .overall
                .zip(bands)
                .map_or(1, |(overall, bands)| bands.band_of(overall.t)),
            rank: place.rank,
            is_tied: place.is_tied,
            entry,
        })
        .collect())
}

fn is_by_rank_alone(query: &RankingQuery) -> bool {
    let plain = RankingQuery {
        shows_names: query.shows_names,
        is_ranked: query.is_ranked,
        ..RankingQuery::everything()
    };
    *query == plain
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    rank: u64,
    is_tied: bool,
}

fn t_of(entry: &RankingEntry) -> f64 {
    entry.overall.map_or(f64::NEG_INFINITY, |overall| overall.t)
}

/// Ranks of a page of the whole list in its order: counted on from the first.
async fn places_in_order(
    tx: &mut Tx,
    (agency, campaign): (AgencyId, CampaignId),
    entries: &[RankingEntry],
    offset: u64,
) -> Result<Vec<Place>> {
    let Some(first) = entries.first() else {
        return Ok(Vec::new());
    };
    let first_rank = stored::rank_of(tx, agency, campaign, t_of(first)).await?;
    let is_same = |a: usize, b: usize| {
        let t = |idx: usize| entries.get(idx).map(t_of);
        t(a).zip(t(b)).is_some_and(|(a, b)| a.total_cmp(&b).is_eq())
    };
    let mut rank = first_rank;
    let mut places = Vec::with_capacity(entries.len());
    for (idx, position) in (0..entries.len()).zip(offset + 1..) {
        let is_same_as_before = idx > 0 && is_same(idx - 1, idx);
        if idx > 0 && !is_same_as_before {
            rank = position;
        }
        let is_tied = rank < position || is_same_as_before || is_same(idx, idx + 1);
        places.push(Place { rank, is_tied });
    }
    Ok(places)
}

/// Ranks of entries in whatever order: each stretch between two scores is counted once.
async fn places_anywhere(
    tx: &mut Tx,
    of: (AgencyId, CampaignId),
    entries: &[RankingEntry],
) -> Result<Vec<Place>> {
    let mut scores: Vec<f64> = entries.iter().map(t_of).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    scores.dedup();
    let between = |lowest: f64, below: f64| RankingQuery {
        lowest_overall: Some(lowest),
        below_overall: Some(below),
        ..RankingQuery::everything()
    };
    let mut places: HashMap<u64, Place> = HashMap::new();
    let (mut n_higher, mut counted_from) = (0, f64::MAX);
    for t in scores {
        let just_above = t.next_up();
        n_higher += stored::count(tx, of, &between(just_above, counted_from)).await?;
        let n_same = stored::count(tx, of, &between(t, just_above)).await?;
        counted_from = just_above;
        let place = Place {
            rank: n_higher + 1,
            is_tied: n_same > 1,
        };
        places.insert(t.to_bits(), place);
    }
    let place_of = |entry| places.get(&t_of(entry).to_bits()).copied();
    Ok(entries.iter().filter_map(place_of).collect())
}

async fn unranked(
    tx: &mut Tx,
    of: (AgencyId, CampaignId),
    query: &RankingQuery,
    (offset, limit): (u64, u32),
) -> Result<Vec<Unranked>> {
    let query = RankingQuery {
        sort_by: SortBy::Code,
        order: Order::Ascending,
        ..query.clone()
    };
    let mut rows = Vec::new();
    for entry in stored::page(tx, of, &query, offset, limit).await? {
        let latest = storage::score::latest_of_application(tx, of.0, entry.application).await?;
        let reasons = latest.map_or_else(
            || vec!["There is no score yet. Scores follow minutes after handing in.".to_owned()],
            |score| reasons(&score.report),
        );
        rows.push(Unranked { entry, reasons });
    }
    Ok(rows)
}

/// Why a report has no overall score: what its scales were refused for, or else what the composite was.
fn reasons(report: &ScoreReport) -> Vec<String> {
    let of_scales: Vec<String> = report
        .scales
        .iter()
        .flat_map(|result| {
            let reasons = result.outcome.reasons().iter();
            reasons.map(|reason| format!("{}: {}", result.title, reason.sentence))
        })
        .collect();
    if !of_scales.is_empty() {
        return of_scales;
    }
    let ranking = report
        .composites
        .iter()
        .find(|result| result.composite == report.ranked_by);
    ranking
        .map_or(&[][..], |result| Outcome::reasons(&result.outcome))
        .iter()
        .map(|reason| reason.sentence.clone())
        .collect()
}
