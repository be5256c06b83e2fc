//! A campaign's scores as comma-separated values: one row for each applicant and scale or composite.

use super::actors::Reviewer;
use super::review::{norm_group_of, refuse_draft};
use super::{App, Error, Result};
use crate::clock::Millis;
use crate::ids::{AgencyId, CampaignId};
use crate::people::NewAuditEntry;
use crate::psychometrics::norms::stanine;
use crate::scoring::{NormedScore, Refusal, ScaleScore};
use crate::selection::{ApplicationCode, RankingEntry};
use crate::storage::score::ScoreSet;
use crate::storage::{self, score};

/// How many applicants one part holds.
const APPLICANTS_A_PART: u32 = 100;

/// Every column with what it means, in the order of the file.
pub const COLUMNS: &[(&str, &str)] = &[
    ("campaign_id", "Identifier of the campaign."),
    (
        "subject_id",
        "Code of the applicant; says nothing about the person.",
    ),
    (
        "name",
        "Name; empty while names are hidden and the applicant is not shortlisted.",
    ),
    ("session_id", "Identifier of the sitting."),
    ("scale_kind", "`scale` or `composite`."),
    ("scale", "Name of the scale or composite in the assessment."),
    (
        "outcome",
        "`scored`, or `refused` when the method's own checks failed: then there is no number.",
    ),
    (
        "missing_code",
        "Why there is no number, as stable words; empty when scored.",
    ),
    (
        "raw",
        "Raw score in the scale's own unit; for a composite the weighted sum of z scores.",
    ),
    (
        "raw_sem",
        "Standard error of measurement of `raw`, in the same unit; empty for a composite.",
    ),
    (
        "n_answered",
        "How many answers the score rests on; empty for a composite.",
    ),
    (
        "n_missing",
        "How many answers were missing; empty for a composite.",
    ),
    (
        "z",
        "Standard deviations from the norm group's mean, good end up.",
    ),
    (
        "t_score",
        "T score: mean 50 and standard deviation 10 in the norm group, good end up.",
    ),
    (
        "sem",
        "Standard error of measurement of `t_score`, in T points.",
    ),
    ("ci_low", "Lower end of the 95 % interval of `t_score`."),
    ("ci_high", "Upper end of the 95 % interval of `t_score`."),
    (
        "percentile",
        "Mid-rank percentile in the norm group, 0 to 100.",
    ),
    (
        "percentile_low",
        "Percentile of the lower end of the interval.",
    ),
    (
        "percentile_high",
        "Percentile of the upper end of the interval.",
    ),
    ("stanine", "Stanine of `z`, 1 to 9."),
    (
        "reliability",
        "Reliability the error rests on; Mosier's for a composite.",
    ),
    (
        "quality_verdict",
        "`interpretable`, `interpret_with_caution` or `retest`; for the whole sitting.",
    ),
    (
        "flags",
        "What the quality checks noticed, as stable words between spaces.",
    ),
    ("is_shortlisted", "`true` or `false`."),
    (
        "decision",
        "Latest decision of a person: `advance`, `hold`, `not_advance`, or empty.",
    ),
    (
        "submitted_at",
        "When everything was handed in, ISO 8601, UTC.",
    ),
    ("scored_at", "When this scoring was made, ISO 8601, UTC."),
    (
        "assessment_fingerprint",
        "Content hash of the assessment with its keys, weights and norms.",
    ),
    ("scoring_version", "Version of the scoring code."),
    ("norm_set_id", "Name of the norm group in the assessment."),
    ("norm_n", "How many people the norm group has."),
    (
        "norm_status",
        "`provisional`, `operational`, or `synthetic`: made by simulation, not for deciding about people.",
    ),
    ("events_digest", "Digest of the answers that were scored."),
];

/// An export on its way, part by part.
#[derive(Debug)]
pub struct Export {
    agency: AgencyId,
    campaign: CampaignId,
    shows_names: bool,
    after: Option<ApplicationCode>,
    stage: Stage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Header,
    Rows,
    Done,
}

impl App {
    /// Begins an export of the reviewer's campaign, which is noted; [`Self::export_part`] gives its parts.
    pub async fn begin_export(&self, reviewer: &Reviewer, id: CampaignId) -> Result<Export> {
        let agency = reviewer.agency();
        let mut tx = self.db.read().await?;
        let (campaign, assessment) = self.campaign_with_results(&mut tx, agency.id, id).await?;
        refuse_draft(norm_group_of(&campaign, &assessment)?)?;
        drop(tx);
        self.note_first_view(reviewer.actor(), &campaign).await?;
        let shows_names = !agency.is_blind_until_shortlist;
        let entry = NewAuditEntry {
            agency: agency.id,
            at: self.now(),
            actor: reviewer.actor(),
            action: "campaign.exported".to_owned(),
            subject: format!("campaign:{id}"),
            detail: serde_json::json!({ "shows_names": shows_names }),
        };
        let mut tx = self.db.begin().await?;
        storage::audit::append(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(Export {
            agency: agency.id,
            campaign: id,
            shows_names,
            after: None,
            stage: Stage::Header,
        })
    }

    /// The next part of an export; `None` after the last.
    pub async fn export_part(&self, export: &mut Export) -> Result<Option<Vec<u8>>> {
        match export.stage {
            Stage::Done => return Ok(None),
            Stage::Header => {
                export.stage = Stage::Rows;
                let names = COLUMNS.iter().map(|(name, _)| (*name).to_owned());
                return written([names.collect()]).map(Some);
            }
            Stage::Rows => {}
        }
        let of = (export.agency, export.campaign);
        let mut tx = self.db.read().await?;
        let entries =
            storage::ranking::after_code(&mut tx, of, export.after.as_ref(), APPLICANTS_A_PART)
                .await?;
        let Some(last) = entries.last().map(|entry| entry.code.clone()) else {
            export.stage = Stage::Done;
            return Ok(None);
        };
        let codes = (export.after.as_ref(), &last);
        let scores = score::latest_between_codes(&mut tx, of, codes).await?;
        drop(tx);
        let rows = scores.iter().flat_map(|(code, score)| {
            let entry = entries.iter().find(|entry| entry.code == *code);
            entry.map_or_else(Vec::new, |entry| rows(entry, score, export.shows_names))
        });
        let part = written(rows)?;
        export.after = Some(last);
        Ok(Some(part))
    }

    /// A whole export, for a file.
    pub async fn export_campaign(&self, reviewer: &Reviewer, id: CampaignId) -> Result<Vec<u8>> {
        let mut export = self.begin_export(reviewer, id).await?;
        let mut whole = Vec::new();
        while let Some(part) = self.export_part(&mut export).await? {
            whole.extend(part);
        }
        Ok(whole)
    }

    /// What each column of an export means, as comma-separated values.
    pub async fn codebook(&self, reviewer: &Reviewer, id: CampaignId) -> Result<Vec<u8>> {
        let mut tx = self.db.read().await?;
        let agency = reviewer.agency().id;
        self.campaign_with_results(&mut tx, agency, id).await?;
        let heading = vec!["column".to_owned(), "meaning".to_owned()];
        let columns = COLUMNS.iter();
        let rows = columns.map(|(name, meaning)| vec![(*name).to_owned(), (*meaning).to_owned()]);
        written(std::iter::once(heading).chain(rows))
    }
}

fn written(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let unwritten = || Error::Internal("comma-separated values could not be written");
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(&row).map_err(|_fault| unwritten())?;
    }
    writer.into_inner().map_err(|_fault| unwritten())
}

/// Words that a person typed, made harmless: a spreadsheet takes a cell that begins like this for a formula.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The rows of one applicant, each with the same beginning and end.
fn rows(entry: &RankingEntry, set: &ScoreSet, shows_names: bool) -> Vec<Vec<String>> {
    let report = &set.report;
    let scales = report.scales.iter().map(|result| {
        let score = result.outcome.score();
        let numbers = score.map(|score| (score.raw, Some(score), &score.normed));
        row_middle(
            "scale",
            result.scale.as_str(),
            numbers,
            result.outcome.reasons(),
        )
    });
    let composites = report.composites.iter().map(|result| {
        let score = result.outcome.score();
        let numbers = score.map(|score| (score.weighted_z, None, &score.normed));
        row_middle(
            "composite",
            result.composite.as_str(),
            numbers,
            result.outcome.reasons(),
        )
    });
    let start = beginning(entry, set, shows_names);
    let end = end(entry, set);
    scales
        .chain(composites)
        .map(|middle| [start.clone(), middle, end.clone()].concat())
        .collect()
}

fn beginning(entry: &RankingEntry, set: &ScoreSet, shows_names: bool) -> Vec<String> {
    let name = entry
        .candidate_name
        .as_ref()
        .filter(|_name| shows_names || entry.is_shortlisted);
    vec![
        entry.campaign.to_string(),
        entry.code.to_string(),
        name.map_or_else(String::new, |name| guarded(name.as_str())),
        set.sitting.to_string(),
    ]
}

fn row_middle(
    kind: &str,
    scale: &str,
    numbers: Option<(f64, Option<&ScaleScore>, &NormedScore)>,
    reasons: &[Refusal],
) -> Vec<String> {
    let outcome = if numbers.is_some() {
        "scored"
    } else {
        "refused"
    };
    let mut row = vec![
        kind.to_owned(),
        scale.to_owned(),
        outcome.to_owned(),
        words(reasons),
    ];
    let Some((raw, score, normed)) = numbers else {
        row.resize(row.len() + N_NUMBERS, String::new());
        return row;
    };
    let of_scale = |read: fn(&ScaleScore) -> String| score.map_or_else(String::new, read);
    // T is linear in z by its definition, 50 + 10 z.
    let z = (normed.t - 50.0) / 10.0;
    row.extend([
        raw.to_string(),
        of_scale(|score| score.raw_standard_error.to_string()),
        of_scale(|score| score.n_used.to_string()),
        of_scale(|score| score.n_missing.to_string()),
        z.to_string(),
        normed.t.to_string(),
        normed.t_standard_error.to_string(),
        normed.t_lower.to_string(),
        normed.t_upper.to_string(),
        normed.percentile.to_string(),
        normed.percentile_lower.to_string(),
        normed.percentile_upper.to_string(),
        stanine(z).to_string(),
        normed.reliability.to_string(),
    ]);
    row
}

/// How many columns from `raw` to `reliability` hold numbers.
const N_NUMBERS: usize = 14;

fn words(reasons: &[Refusal]) -> String {
    let codes: Vec<&str> = reasons.iter().map(|reason| reason.code.as_str()).collect();
    codes.join(" ")
}

fn end(entry: &RankingEntry, set: &ScoreSet) -> Vec<String> {
    let report = &set.report;
    let word = |value: serde_json::Result<serde_json::Value>| {
        value
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    };
    vec![
        word(serde_json::to_value(report.quality.verdict)),
        words(&report.quality.flags),
        entry.is_shortlisted.to_string(),
        entry
            .decision
            .map_or_else(String::new, |decision| decision.to_string()),
        entry.submitted.map_or_else(String::new, utc),
        utc(set.created),
        report.assessment_fingerprint.clone(),
        report.engine.clone(),
        report.norm_group.name.to_string(),
        report.norm_group.n.to_string(),
        word(serde_json::to_value(report.norm_group.status)),
        report.events_digest.clone(),
    ]
}

fn utc(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at.0).map_or_else(
        |_outside| at.to_string(),
        |at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::decision::Shortlisting;
    use crate::app::testing::World;
    use crate::storage::testing::on_both;

    #[tokio::test]
    async fn an_export_has_a_row_for_each_score_and_no_cell_is_a_formula() {
        on_both(|db| async move {
            let world = World::new(db).await;
            let id = world
                .scored("=cmd|'/c calc'!A1", Some(52.0))
                .await
                .application;
            world.scored("Ada Park", Some(44.0)).await;
            let (app, reviewer) = (&world.app, world.reviewer());
            app.shortlist(&reviewer, id, Shortlisting::Add)
                .await
                .unwrap();
            let whole = app
                .export_campaign(&reviewer, world.campaign.id)
                .await
                .unwrap();
            let mut reader = csv::Reader::from_reader(whole.as_slice());
            let header = reader.headers().unwrap().clone();
            let columns: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
            assert_eq!(header.iter().collect::<Vec<_>>(), columns);
            let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
            // Eight scales and three composites each.
            assert_eq!(rows.len(), 2 * (8 + 3));
            let column = |name: &str| columns.iter().position(|column| *column == name).unwrap();
            let named = rows.iter().filter(|row| !row[column("name")].is_empty());
            for row in named {
                assert_eq!(&row[column("name")], "'=cmd|'/c calc'!A1");
            }
            for row in &rows {
                assert_eq!(&row[column("norm_status")], "synthetic");
                let is_scored = &row[column("outcome")] == "scored";
                assert_eq!(row[column("t_score")].parse::<f64>().is_ok(), is_scored);
                assert_eq!(row[column("missing_code")].is_empty(), is_scored);
            }
            let codebook = app.codebook(&reviewer, world.campaign.id).await.unwrap();
            let n_lines = csv::Reader::from_reader(codebook.as_slice())
                .records()
                .count();
            assert_eq!(n_lines, columns.len());
        })
        .await;
    }
}
