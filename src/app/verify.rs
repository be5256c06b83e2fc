//! Everything that can be recomputed is, and compared with what is stored: audit chains, seals, events and scores.
//!
//! Goes through the database in pages, so that its size does not matter. It changes nothing.

use std::fmt;

use super::scoring::{Standing, scale_rows};
use super::{App, Error, Result};
use crate::digest::Digest;
use crate::ids::SittingId;
use crate::people::{Agency, AuditEntry};
use crate::scoring::ScoreReport;
use crate::storage::event::EventRecord;
use crate::storage::score::{ScaleRow, ScoreSet};
use crate::storage::sitting::SittingRecord;
use crate::storage::{self, StorageError, Tx};

/// How many audit entries, and how many sittings, are in memory at once.
const AUDIT_PAGE: u32 = 1_000;
const SITTING_PAGE: u32 = 50;

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which record: `sitting 0199…, event 17`.
    pub place: String,
    /// What differs.
    pub what: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// What was gone through, and what differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// Everything that is not as it was written.
    pub differences: Vec<Difference>,
    /// How many audit entries were gone through.
    pub n_audit_entries: u64,
    /// How many seals.
    pub n_seals: u64,
    /// How many sittings.
    pub n_sittings: u64,
    /// How many events.
    pub n_events: u64,
    /// How many scorings.
    pub n_score_sets: u64,
}

impl Verification {
    fn differs(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.differences.push(Difference {
            place: place.into(),
            what: what.into(),
        });
    }
}

impl App {
    /// Recomputes and compares everything.
    pub async fn verify(&self) -> Result<Verification> {
        let mut found = Verification::default();
        let mut tx = self.db.read().await?;
        let agencies = storage::agency::all(&mut tx).await?;
        drop(tx);
        for agency in &agencies {
            let place = format!("agency {}", agency.id);
            let checked = self.verify_audit(agency, &mut found).await;
            readable(&place, checked, &mut found)?;
            let checked = self.verify_seals(agency, &mut found).await;
            readable(&place, checked, &mut found)?;
        }
        let checked = self.verify_sittings(&mut found).await;
        readable("sittings", checked, &mut found)?;
        Ok(found)
    }

    async fn verify_audit(&self, agency: &Agency, found: &mut Verification) -> Result<()> {
        let chain = self.check_chain(agency).await?;
        found.n_audit_entries += chain.n;
        for (sequence, what) in chain.faults {
            found.differs(
                format!("agency {}, audit entry {sequence}", agency.id),
                what,
            );
        }
        Ok(())
    }

    /// Goes along an agency's audit chain from its beginning to the end that the agency's own row keeps.
    pub(super) async fn check_chain(&self, agency: &Agency) -> Result<CheckedChain> {
        // One transaction, so that entries written meanwhile are neither in the chain nor in its head.
        let mut tx = self.db.read().await?;
        let head = storage::audit::head(&mut tx, agency.id).await?;
        let (n_kept, head) = head.ok_or(Error::NotFound("agency"))?;
        let mut chain = CheckedChain {
            n: 0,
            head: Digest::ZERO,
            faults: Vec::new(),
        };
        let mut before: Option<AuditEntry> = None;
        loop {
            let after = before.as_ref().map_or(0, |entry| entry.sequence);
            let page = storage::audit::after(&mut tx, agency.id, after, AUDIT_PAGE).await?;
            if page.is_empty() {
                break;
            }
            for entry in page {
                chain.n += 1;
                if let Some(what) = audit_fault(&entry, before.as_ref()) {
                    chain.faults.push((entry.sequence, what));
                }
                before = Some(entry);
            }
        }
        let (last, hash) = before.map_or((0, Digest::ZERO), |entry| (entry.sequence, entry.hash));
        if (last, hash) != (n_kept, head) {
            let what =
                format!("the chain ends at {last}; the agency's row says {n_kept}, hash {head}");
            chain.faults.push((last, what));
        }
        chain.head = hash;
        Ok(chain)
    }

    async fn verify_seals(&self, agency: &Agency, found: &mut Verification) -> Result<()> {
        let mut tx = self.db.read().await?;
        for campaign in storage::campaign::all(&mut tx, agency.id).await? {
            let place = format!("campaign {}", campaign.id);
            if campaign.seal.is_some() {
                found.n_seals += 1;
                if !campaign.is_sealed_as_is() {
                    found.differs(place, "its content is not what its seal was made of");
                }
            } else if campaign.first_viewed.is_some() {
                found.differs(place, "a result was looked at, and it has no seal");
            }
        }
        Ok(())
    }

    async fn verify_sittings(&self, found: &mut Verification) -> Result<()> {
        let mut after: Option<SittingId> = None;
        loop {
            let mut tx = self.db.read().await?;
            let page = storage::sitting::all_after(&mut tx, after, SITTING_PAGE).await?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = Some(last.id);
            for record in &page {
                found.n_sittings += 1;
                self.verify_sitting(&mut tx, record, found).await?;
            }
        }
    }

    async fn verify_sitting(
        &self,
        tx: &mut Tx,
        record: &SittingRecord,
        found: &mut Verification,
    ) -> Result<()> {
        let place = format!("sitting {}", record.id);
        let events = match storage::event::records_of(tx, record.id).await {
            Ok(events) => events,
            Err(error) => return readable(&place, Err(error.into()), found),
        };
        found.n_events += events.len() as u64;
        for (sequence, what) in event_faults(&events) {
            found.differs(format!("{place}, event {sequence}"), what);
        }
        let last = events.last().map_or(Digest::ZERO, |event| event.digest);
        if record.submitted.is_some_and(|(_, sealed)| sealed != last) {
            found.differs(
                &place,
                "its last event is not the one it was handed in with",
            );
        }
        self.verify_scores(tx, record, &events, found).await
    }

    async fn verify_scores(
        &self,
        tx: &mut Tx,
        record: &SittingRecord,
        events: &[EventRecord],
        found: &mut Verification,
    ) -> Result<()> {
        let place = format!("sitting {}", record.id);
        let sets = match storage::score::all_of(tx, record.agency, record.id).await {
            Ok(sets) => sets,
            Err(error) => return readable(&place, Err(error.into()), found),
        };
        found.n_score_sets += sets.len() as u64;
        let Some(latest) = sets.last() else {
            if record.scored.is_some() {
                found.differs(&place, "it was scored, and there are no scores");
            }
            return Ok(());
        };
        let computed = match self.recompute(tx, record, events).await? {
            Ok(report) => report,
            Err(why) => {
                found.differs(&place, format!("its scores cannot be computed anew: {why}"));
                return Ok(());
            }
        };
        for set in &sets {
            for what in report_faults(set, &computed) {
                found.differs(format!("{place}, scores {}", set.id), what);
            }
        }
        let copies = self.copy_faults(tx, record, latest, &computed).await?;
        for what in copies {
            found.differs(format!("application {}", record.application), what);
        }
        Ok(())
    }

    /// The report anew from the events; inside, why there is none.
    async fn recompute(
        &self,
        tx: &mut Tx,
        record: &SittingRecord,
        events: &[EventRecord],
    ) -> Result<std::result::Result<ScoreReport, &'static str>> {
        match self.report_of(tx, record, events).await {
            Ok(report) => Ok(Ok(report)),
            Err(Error::Internal(why)) => Ok(Err(why)),
            Err(Error::NotFound(_)) => Ok(Err("the version it pinned is not there")),
            Err(error) => Err(error),
        }
    }

    /// How the numbers that are copied out of the report for lists and distributions differ from it.
    async fn copy_faults(
        &self,
        tx: &mut Tx,
        record: &SittingRecord,
        latest: &ScoreSet,
        computed: &ScoreReport,
    ) -> Result<Vec<String>> {
        let (agency, application) = (record.agency, record.application);
        let rows = storage::score::scales_of(tx, agency, application).await?;
        let mut faults = row_faults(&rows, latest, computed);
        let assessment = self.assessment(tx, &record.fingerprint).await?;
        let expected = Standing::of(&assessment, computed);
        let listed = storage::ranking::by_application(tx, agency, application).await?;
        let listed = listed.map(|entry| {
            let verdict = entry.verdict;
            (Standing::listed(&entry), verdict)
        });
        if listed != Some((expected, Some(computed.quality.verdict))) {
            faults.push("the ranked list shows other scores than its answers give".to_owned());
        }
        Ok(faults)
    }
}

/// What going along an audit chain came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CheckedChain {
    /// How many entries there are.
    pub(super) n: u64,
    /// The hash of the last.
    pub(super) head: Digest,
    /// Each entry that does not follow, and how.
    pub(super) faults: Vec<(u64, String)>,
}

fn audit_fault(entry: &AuditEntry, before: Option<&AuditEntry>) -> Option<String> {
    let (sequence, hash) = before.map_or((0, Digest::ZERO), |e| (e.sequence, e.hash));
    if entry.hash != entry.computed_hash() {
        return Some("its content has another hash than the one stored".to_owned());
    }
    if entry.sequence != sequence + 1 {
        return Some(format!("entry {} before it is missing", sequence + 1));
    }
    let follows = entry.previous_hash == hash;
    (!follows).then(|| "it does not follow the entry before it".to_owned())
}

fn event_faults(events: &[EventRecord]) -> Vec<(u32, String)> {
    let mut faults = Vec::new();
    let mut digest = Digest::ZERO;
    for (expected, event) in (1..).zip(events) {
        if event.sequence != expected {
            faults.push((event.sequence, format!("event {expected} is missing")));
            return faults;
        }
        if event.computed_digest(digest) != event.digest {
            let what = "its content has another digest than the one stored";
            faults.push((event.sequence, what.to_owned()));
        }
        digest = event.digest;
    }
    faults
}

fn report_faults(set: &ScoreSet, computed: &ScoreReport) -> Vec<String> {
    let stored = &set.report;
    if stored == computed {
        return Vec::new();
    }
    if stored.engine != computed.engine {
        return vec![format!(
            "they were computed by {}, and this program has {}",
            stored.engine, computed.engine
        )];
    }
    let scales = stored.scales.iter().zip(&computed.scales);
    let scales = scales
        .filter(|(stored, computed)| stored != computed)
        .map(|(stored, _)| format!("scale {} differs from what the answers give", stored.scale));
    let composites = stored.composites.iter().zip(&computed.composites);
    let composites = composites
        .filter(|(stored, computed)| stored != computed)
        .map(|(stored, _)| {
            let name = &stored.composite;
            format!("composite {name} differs from what the answers give")
        });
    let mut faults: Vec<String> = scales.chain(composites).collect();
    if faults.is_empty() {
        faults.push("the report differs from what the answers give".to_owned());
    }
    faults
}

fn row_faults(
    rows: &[(crate::ids::ScoreSetId, ScaleRow)],
    latest: &ScoreSet,
    computed: &ScoreReport,
) -> Vec<String> {
    let mut expected = scale_rows(computed);
    expected.sort_by(|one, other| one.scale.cmp(&other.scale));
    let stored: Vec<&ScaleRow> = rows.iter().map(|(_, row)| row).collect();
    let is_latest = rows.iter().all(|(set, _)| *set == latest.id);
    if is_latest && stored.iter().copied().eq(&expected) {
        return Vec::new();
    }
    let differing = expected
        .iter()
        .filter(|row| !stored.contains(row))
        .map(|row| {
            format!(
                "scale {}, for distributions, differs from its answers",
                row.scale
            )
        });
    let mut faults: Vec<String> = differing.collect();
    if faults.is_empty() {
        faults.push("the scales for distributions are not those of the latest scoring".to_owned());
    }
    faults
}

/// A row that cannot even be read is a difference; a database that cannot be reached is not.
fn readable(place: &str, checked: Result<()>, found: &mut Verification) -> Result<()> {
    match checked {
        Err(Error::Storage(error @ StorageError::Inconsistent { .. })) => {
            found.differs(place, error.to_string());
            Ok(())
        }
        checked => checked,
    }
}
