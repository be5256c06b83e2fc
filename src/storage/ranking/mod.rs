//! The ranked list of a campaign: one table with one index for each order, so that 100,000 applicants page quickly.

use sqlx::AssertSqlSafe;

use super::error::inconsistent;
use super::{StorageError, Tx};
use crate::clock::Millis;
use crate::ids::{AgencyId, ApplicationId, CampaignId};
use crate::people::PersonName;
use crate::scoring::Verdict;
use crate::selection::{
    ApplicationCode, ApplicationStatus, DecisionKind, Order, RankingEntry, RankingQuery, SortBy,
    TScore,
};

row! {
    struct RankingRow {
        application: ApplicationId,
        agency: AgencyId,
        campaign: CampaignId,
        code: String,
        candidate_name: String,
        status: String,
        overall_t: Option<f64>,
        overall_se: Option<f64>,
        impulse_t: Option<f64>,
        impulse_se: Option<f64>,
        interpersonal_t: Option<f64>,
        interpersonal_se: Option<f64>,
        flag_count: i64,
        refused_count: i64,
        verdict: Option<String>,
        submitted_ms: Option<Millis>,
        is_shortlisted: bool,
        decision: Option<String>,
    }
}

fn t_score(t: Option<f64>, standard_error: Option<f64>) -> Option<TScore> {
    t.zip(standard_error)
        .map(|(t, standard_error)| TScore { t, standard_error })
}

const fn verdict_text(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Interpretable => "interpretable",
        Verdict::InterpretWithCaution => "interpret_with_caution",
        Verdict::Retest => "retest",
    }
}

fn parse_verdict(text: &str) -> Option<Verdict> {
    [
        Verdict::Interpretable,
        Verdict::InterpretWithCaution,
        Verdict::Retest,
    ]
    .into_iter()
    .find(|verdict| verdict_text(*verdict) == text)
}

impl TryFrom<RankingRow> for RankingEntry {
    type Error = StorageError;

    fn try_from(row: RankingRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent("ranking_entry", row.application);
        let verdict = row
            .verdict
            .map(|text| parse_verdict(&text).ok_or_else(|| unreadable("verdict")));
        let decision = row
            .decision
            .map(|text| DecisionKind::parse(&text).ok_or_else(|| unreadable("decision")));
        Ok(Self {
            application: row.application,
            agency: row.agency,
            campaign: row.campaign,
            code: ApplicationCode::parse(&row.code).ok_or_else(|| unreadable("code"))?,
            candidate_name: Some(
                PersonName::parse(&row.candidate_name)
                    .map_err(|_fault| unreadable("candidate_name"))?,
            ),
            status: ApplicationStatus::parse(&row.status).ok_or_else(|| unreadable("status"))?,
            overall: t_score(row.overall_t, row.overall_se),
            impulse_control: t_score(row.impulse_t, row.impulse_se),
            interpersonal_skill: t_score(row.interpersonal_t, row.interpersonal_se),
            flag_count: u32::try_from(row.flag_count).map_err(|_fault| unreadable("flag_count"))?,
            refused_count: u32::try_from(row.refused_count)
                .map_err(|_fault| unreadable("refused_count"))?,
            verdict: verdict.transpose()?,
            submitted: row.submitted_ms,
            is_shortlisted: row.is_shortlisted,
            decision: decision.transpose()?,
        })
    }
}

/// Keeps what the list shows of an application, in place of what it showed before. The name must be there.
pub async fn put(tx: &mut Tx, entry: &RankingEntry) -> Result<(), StorageError> {
    let name = entry
        .candidate_name
        .as_ref()
        .ok_or_else(|| inconsistent("ranking_entry", entry.application)("candidate_name"))?;
    let t = |score: Option<TScore>| score.map(|score| score.t);
    let error = |score: Option<TScore>| score.map(|score| score.standard_error);
    on!(tx, |c| {
        sqlx::query(PUT)
            .bind(entry.application)
            .bind(entry.agency)
            .bind(entry.campaign)
            .bind(entry.code.as_str())
            .bind(name.as_str())
            .bind(name.search_key())
            .bind(entry.status.as_str())
            .bind(t(entry.overall))
            .bind(error(entry.overall))
            .bind(t(entry.impulse_control))
            .bind(error(entry.impulse_control))
            .bind(t(entry.interpersonal_skill))
            .bind(error(entry.interpersonal_skill))
            .bind(i64::from(entry.flag_count))
            .bind(i64::from(entry.refused_count))
            .bind(entry.verdict.map(verdict_text))
            .bind(entry.submitted)
            .bind(entry.is_shortlisted)
            .bind(entry.decision.map(DecisionKind::as_str))
            .execute(c)
            .await?;
    });
    Ok(())
}

// Shortlisting and decisions have statements of their own: scoring, which may overlap with them, leaves them alone.
const PUT: &str = "
    insert into ranking_entry
        (application, agency, campaign, code, candidate_name, name_key, status, overall_t, overall_se, impulse_t,
        impulse_se, interpersonal_t, interpersonal_se, flag_count, refused_count, verdict, submitted_ms,
        is_shortlisted, decision)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
    on conflict (application) do update
    set candidate_name = excluded.candidate_name, name_key = excluded.name_key, status = excluded.status,
        overall_t = excluded.overall_t, overall_se = excluded.overall_se, impulse_t = excluded.impulse_t,
        impulse_se = excluded.impulse_se, interpersonal_t = excluded.interpersonal_t,
        interpersonal_se = excluded.interpersonal_se, flag_count = excluded.flag_count,
        refused_count = excluded.refused_count, verdict = excluded.verdict, submitted_ms = excluded.submitted_ms";

/// From where and under which conditions. Only conditions that are asked for are in the text, so that a plain question
/// is answered from an index alone; every parameter has the same place in all of them, so that one set of binds fits.
fn from_where(wanted: &RankingQuery) -> String {
    let filters = [
        (
            wanted.search.is_some(),
            " and (code like $3 escape '!' or ((is_shortlisted or $4) and name_key like $5 escape '!'))",
        ),
        (wanted.verdict.is_some(), " and verdict = $6"),
        (wanted.is_shortlisted.is_some(), " and is_shortlisted = $7"),
        // The plus keeps SQLite from choosing the index of this condition over that of the order.
        (
            wanted.is_ranked == Some(true),
            " and +overall_t is not null",
        ),
        (wanted.is_ranked == Some(false), " and overall_t is null"),
        (wanted.is_decided == Some(true), " and decision is not null"),
        (wanted.is_decided == Some(false), " and decision is null"),
        (wanted.decision.is_some(), " and decision = $8"),
        (wanted.lowest_overall.is_some(), " and overall_t >= $9"),
        (wanted.below_overall.is_some(), " and overall_t < $10"),
    ];
    let asked = filters.iter().filter(|(is_asked, _)| *is_asked);
    let mut text = " from ranking_entry where agency = $1 and campaign = $2".to_owned();
    text.extend(asked.map(|(_, filter)| *filter));
    text
}

const COLUMNS: &str = "
    select application, agency, campaign, code, candidate_name, status, overall_t, overall_se, impulse_t, impulse_se,
        interpersonal_t, interpersonal_se, flag_count, refused_count, verdict, submitted_ms, is_shortlisted, decision";

macro_rules! filtered {
    ($query:expr, $agency:expr, $campaign:expr, $wanted:expr) => {
        $query
            .bind($agency)
            .bind($campaign)
            .bind(
                $wanted
                    .search
                    .as_ref()
                    .map(|part| pattern(&part.to_uppercase())),
            )
            .bind($wanted.shows_names)
            .bind(
                $wanted
                    .search
                    .as_ref()
                    .map(|part| pattern(&part.to_lowercase())),
            )
            .bind($wanted.verdict.map(verdict_text))
            .bind($wanted.is_shortlisted)
            .bind($wanted.decision.map(DecisionKind::as_str))
            .bind($wanted.lowest_overall)
            .bind($wanted.below_overall)
    };
}

/// The pattern that finds a part anywhere, its own wildcards made plain.
fn pattern(part: &str) -> String {
    let mut pattern = String::from("%");
    for character in part.trim().chars() {
        if matches!(character, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

/// The order of the list. Whether a value is missing comes first, so that missing ones are last either way; the code
/// comes last, so that equal ones always stand alike. Each has its index in the migration.
const fn order_of(wanted: &RankingQuery) -> &'static str {
    match (wanted.sort_by, wanted.order) {
        (SortBy::Overall, Order::Descending) => " (overall_t is null), overall_t desc, code",
        (SortBy::Overall, Order::Ascending) => " (overall_t is null), overall_t, code",
        (SortBy::ImpulseControl, Order::Descending) => " (impulse_t is null), impulse_t desc, code",
        (SortBy::ImpulseControl, Order::Ascending) => " (impulse_t is null), impulse_t, code",
        (SortBy::InterpersonalSkill, Order::Descending) => {
            " (interpersonal_t is null), interpersonal_t desc, code"
        }
        (SortBy::InterpersonalSkill, Order::Ascending) => {
            " (interpersonal_t is null), interpersonal_t, code"
        }
        (SortBy::Submitted, Order::Descending) => {
            " (submitted_ms is null), submitted_ms desc, code"
        }
        (SortBy::Submitted, Order::Ascending) => " (submitted_ms is null), submitted_ms, code",
        (SortBy::Flags, Order::Descending) => " flag_count desc, code",
        (SortBy::Flags, Order::Ascending) => " flag_count, code",
        (SortBy::Name, Order::Descending) if wanted.shows_names => " name_key desc, code",
        (SortBy::Name, Order::Ascending) if wanted.shows_names => " name_key, code",
        (SortBy::Code | SortBy::Name, Order::Descending) => " code desc",
        (SortBy::Code | SortBy::Name, Order::Ascending) => " code",
    }
}

/// A page of the list. Names that the query must not show are not in it.
pub async fn page(
    tx: &mut Tx,
    (agency, campaign): (AgencyId, CampaignId),
    wanted: &RankingQuery,
    offset: u64,
    limit: u32,
) -> Result<Vec<RankingEntry>, StorageError> {
    let order = order_of(wanted);
    let sql = format!(
        "{COLUMNS}{} order by{order} limit $12 offset $11",
        from_where(wanted)
    );
    let offset = i64::try_from(offset).unwrap_or(i64::MAX);
    let rows: Vec<RankingRow> = on!(tx, |c| {
        // Made of this file's constants only; every value is bound.
        filtered!(sqlx::query_as(AssertSqlSafe(sql)), agency, campaign, wanted)
            .bind(offset)
            .bind(i64::from(limit))
            .fetch_all(c)
            .await?
    });
    rows.into_iter()
        .map(|row| {
            let mut entry = RankingEntry::try_from(row)?;
            if !wanted.shows_names && !entry.is_shortlisted {
                entry.candidate_name = None;
            }
            Ok(entry)
        })
        .collect()
}

/// How many entries fit the query.
pub async fn count(
    tx: &mut Tx,
    (agency, campaign): (AgencyId, CampaignId),
    wanted: &RankingQuery,
) -> Result<u64, StorageError> {
    let sql = format!("select count(*){}", from_where(wanted));
    let count: i64 = on!(tx, |c| {
        filtered!(
            sqlx::query_scalar(AssertSqlSafe(sql)),
            agency,
            campaign,
            wanted
        )
        .fetch_one(c)
        .await?
    });
    Ok(u64::try_from(count).unwrap_or(0))
}

/// How many entries fit the query, and how many of them have a rank: one look at an index where nothing is filtered.
pub async fn count_with_ranked(
    tx: &mut Tx,
    (agency, campaign): (AgencyId, CampaignId),
    wanted: &RankingQuery,
) -> Result<(u64, u64), StorageError> {
    let sql = format!("select count(*), count(overall_t){}", from_where(wanted));
    let (all, ranked): (i64, i64) = on!(tx, |c| {
        filtered!(sqlx::query_as(AssertSqlSafe(sql)), agency, campaign, wanted)
            .fetch_one(c)
            .await?
    });
    let unsigned = |count: i64| u64::try_from(count).unwrap_or(0);
    Ok((unsigned(all), unsigned(ranked)))
}

/// Entries in order of their codes, from the first after `after`: for going through the whole list.
///
/// Names come along; whoever hands them on asks first whether they may be seen.
pub async fn after_code(
    tx: &mut Tx,
    (agency, campaign): (AgencyId, CampaignId),
    after: Option<&ApplicationCode>,
    limit: u32,
) -> Result<Vec<RankingEntry>, StorageError> {
    let sql = format!(
        "{COLUMNS} from ranking_entry where agency = $1 and campaign = $2 and code > $3 order by code limit $4"
    );
    let rows: Vec<RankingRow> = on!(tx, |c| {
        sqlx::query_as(AssertSqlSafe(sql))
            .bind(agency)
            .bind(campaign)
            .bind(after.map_or("", ApplicationCode::as_str))
            .bind(i64::from(limit))
            .fetch_all(c)
            .await?
    });
    rows.into_iter().map(RankingEntry::try_from).collect()
}

/// What the list shows of the agency's application, with the name.
pub async fn by_application(
    tx: &mut Tx,
    agency: AgencyId,
    application: ApplicationId,
) -> Result<Option<RankingEntry>, StorageError> {
    let sql = format!("{COLUMNS} from ranking_entry where agency = $1 and application = $2");
    let row: Option<RankingRow> = on!(tx, |c| {
        sqlx::query_as(AssertSqlSafe(sql))
            .bind(agency)
            .bind(application)
            .fetch_optional(c)
            .await?
    });
    row.map(RankingEntry::try_from).transpose()
}

/// The rank of an overall T score in its campaign: one more than have a higher one, so that equal ones share it.
pub async fn rank_of(
    tx: &mut Tx,
    agency: AgencyId,
    campaign: CampaignId,
    overall_t: f64,
) -> Result<u64, StorageError> {
    let higher: i64 = on!(tx, |c| {
        sqlx::query_scalar(
            "select count(*) from ranking_entry where agency = $1 and campaign = $2 and overall_t > $3",
        )
        .bind(agency)
        .bind(campaign)
        .bind(overall_t)
        .fetch_one(c)
        .await?
    });
    Ok(u64::try_from(higher).unwrap_or(0) + 1)
}

/// The highest overall T score of a campaign, or the highest below a bound: where the next band begins.
pub async fn highest_overall(
    tx: &mut Tx,
    agency: AgencyId,
    campaign: CampaignId,
    below: Option<f64>,
) -> Result<Option<TScore>, StorageError> {
    let score: Option<(f64, f64)> = on!(tx, |c| {
        sqlx::query_as(
            "select overall_t, overall_se
            from ranking_entry
            where agency = $1 and campaign = $2 and overall_t is not null and overall_se is not null
                and overall_t < $3
            order by overall_t desc
            limit 1",
        )
        .bind(agency)
        .bind(campaign)
        .bind(below.unwrap_or(f64::MAX))
        .fetch_optional(c)
        .await?
    });
    Ok(score.map(|(t, standard_error)| TScore { t, standard_error }))
}

#[cfg(test)]
mod tests;
