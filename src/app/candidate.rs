//! What a candidate can do: see where they are, send what happened, and hand in.

use super::actors::Candidate;
use super::live::{Held, LiveSitting, Outcome};
pub use super::sitting_view::{ArrivedRecording, SittingView};
use super::{App, Error, Gone, Result, SequenceFault};
use crate::clock::Millis;
use crate::digest::Digest;
use crate::people::{Actor, NewAuditEntry};
use crate::selection::{ApplicationStatus, RankingEntry};
use crate::sitting::{Consented, DeviceChecked, Event, Happening, Step, Submitted, Unreadable};
use crate::storage::event_append::{Appended, PendingEvents, append_in};
use crate::storage::recording::{ExpectedRecording, Recording, RecordingStatus};
use crate::storage::sitting::SittingRecord;
use crate::storage::{self, Tx};

/// The most events in one post.
pub const MOST_EVENTS: usize = 200;

/// An event as a browser sends it.
#[derive(Debug, Clone, PartialEq)]
pub struct SentEvent {
    /// Its place.
    pub sequence: u32,
    /// Its kind.
    pub kind: String,
    /// The browser's clock, in milliseconds since 1970.
    pub client_ms: f64,
    /// The payload's JSON text.
    pub payload: String,
}

/// What a browser learns from a post: up to where everything is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acknowledged {
    /// The highest event that is on disk.
    pub sequence: u32,
    /// The server's clock.
    pub server: Millis,
    /// When the open section's time is up.
    pub deadline: Option<Millis>,
}

impl App {
    /// The candidate whose cookie this is.
    pub fn candidate(&self, cookie: &str) -> Result<Candidate> {
        match self.tokens.read_candidate(cookie, self.now()) {
            Ok(token) => Ok(Candidate::of(token)),
            Err(_) => Err(Error::NotSignedIn(
                "Open the link in your invitation again.",
            )),
        }
    }

    /// Takes hold of the candidate's sitting, read anew when it seems to be on another device: another server may have
    /// opened the link meanwhile.
    pub(super) async fn hold_for(&self, candidate: &Candidate) -> Result<Held> {
        let mut held = self.hold(candidate.sitting()).await?;
        if fence(held.live()?, candidate) == Err(Gone::AnotherDevice) {
            Box::pin(self.read_into(&mut held)).await?;
        }
        Ok(held)
    }

    /// Where the candidate stands. After submission every device may look; before, only the newest.
    pub async fn sitting(&self, candidate: &Candidate) -> Result<SittingView> {
        let held = self.hold_for(candidate).await?;
        let live = held.live()?;
        match fence(live, candidate) {
            Ok(()) | Err(Gone::Submitted) => {}
            Err(gone) => return Err(gone.into()),
        }
        let mut view = SittingView {
            record: live.record.clone(),
            rules: live.rules.clone(),
            state: live.state.clone(),
            digest: live.digest,
            deadline: live.rules.deadline(&live.state),
            server: self.now(),
            recordings: Vec::new(),
        };
        drop(held);
        let mut tx = self.db.read().await?;
        view.recordings = arrived_recordings(&mut tx, &view.record).await?;
        Ok(view)
    }

    /// Takes what a browser sends. Everything up to the answer's sequence is on disk.
    ///
    /// Events sent before are recognised and not kept twice; a gap, another content at a taken place, an older device
    /// or an impossible event refuse the whole post.
    pub async fn take_events(
        &self,
        candidate: &Candidate,
        sent: Vec<SentEvent>,
    ) -> Result<Acknowledged> {
        if sent.len() > MOST_EVENTS {
            return Err(Error::TooLarge(format!(
                "{} events came at once; send at most {MOST_EVENTS}.",
                sent.len()
            )));
        }
        let sent = read_all(sent)?;
        let mut held = self.hold_for(candidate).await?;
        loop {
            let live = held.live()?;
            let known = live.state.acknowledged_sequence;
            let fresh = sent
                .iter()
                .position(|event| event.sequence > known)
                .unwrap_or(sent.len());
            let (repeated, fresh) = sent.split_at(fresh);
            if let Err(gone) = fence(live, candidate) {
                // What is on disk already is acknowledged to whoever sent it, whatever came after.
                if !fresh.is_empty() || gone == Gone::Revoked {
                    return Err(gone.into());
                }
            }
            if !repeated.is_empty() {
                Box::pin(self.check_repeated(live, repeated)).await?;
            }
            if fresh
                .first()
                .is_some_and(|first| first.sequence != known + 1)
            {
                return Err(SequenceFault::Gap { missing: known + 1 }.into());
            }
            let now = self.now();
            let events = fresh.iter().map(|event| Event {
                server_ms: now,
                ..event.clone()
            });
            if let Outcome::Stored = self.append(&mut held, events.collect()).await? {
                return self.acknowledged(&held);
            }
        }
    }

    fn acknowledged(&self, held: &Held) -> Result<Acknowledged> {
        let live = held.live()?;
        Ok(Acknowledged {
            sequence: live.state.acknowledged_sequence,
            server: self.now(),
            deadline: live.rules.deadline(&live.state),
        })
    }

    /// Refuses a repeated event whose content differs from the kept one.
    async fn check_repeated(&self, live: &LiveSitting, repeated: &[Event]) -> Result<()> {
        let Some(first) = repeated.first() else {
            return Ok(());
        };
        let mut tx = self.db.read().await?;
        let (kept, _) = storage::event::events_of(&mut tx, live.record.id).await?;
        let after = kept
            .iter()
            .skip_while(|event| event.sequence < first.sequence);
        for (kept, sent) in after.zip(repeated) {
            if kept.sequence != sent.sequence || kept.happening != sent.happening {
                return Err(SequenceFault::Taken {
                    taken: sent.sequence,
                }
                .into());
            }
        }
        Ok(())
    }

    /// Agrees to the notice.
    pub async fn consent(&self, candidate: &Candidate, consented: Consented) -> Result<()> {
        self.do_once(candidate, Step::Notice, Happening::Consented(consented))
            .await
    }

    /// Ends the device check from a plain form.
    pub async fn finish_device_check(
        &self,
        candidate: &Candidate,
        checked: DeviceChecked,
    ) -> Result<()> {
        self.do_once(
            candidate,
            Step::DeviceCheck,
            Happening::DeviceChecked(checked),
        )
        .await
    }

    /// Does something of a candidate's plain form: made from where they stand, numbered by the server.
    ///
    /// `make` gives nothing when the form was sent before, so that sending it twice does no harm.
    pub async fn do_by_form(
        &self,
        candidate: &Candidate,
        make: impl Fn(&SittingView) -> Result<Vec<Happening>>,
    ) -> Result<()> {
        let mut held = self.hold_for(candidate).await?;
        self.append_own(&mut held, |live| {
            fence(live, candidate)?;
            make(&SittingView {
                record: live.record.clone(),
                rules: live.rules.clone(),
                state: live.state.clone(),
                digest: live.digest,
                deadline: live.rules.deadline(&live.state),
                server: self.now(),
                recordings: Vec::new(),
            })
        })
        .await
    }

    async fn do_once(&self, candidate: &Candidate, step: Step, what: Happening) -> Result<()> {
        self.do_by_form(candidate, |view| {
            Ok(if view.state.step == step {
                vec![what.clone()]
            } else {
                Vec::new()
            })
        })
        .await
    }

    /// Hands everything in. Recordings still on their way are refused unless the candidate confirms that they are to
    /// be missing.
    pub async fn submit(&self, candidate: &Candidate, confirms_missing: bool) -> Result<()> {
        let mut tx = self.db.read().await?;
        let found = storage::sitting::by_id(&mut tx, candidate.sitting()).await?;
        let record = found.ok_or(Error::NotFound("sitting"))?;
        let recordings = arrived_recordings(&mut tx, &record).await?;
        drop(tx);
        let missing = recordings
            .iter()
            .filter(|arrived| is_underway(&arrived.recording))
            .count();
        if missing > 0 && !confirms_missing {
            return Err(Error::Conflict(format!(
                "{missing} of your recordings has not arrived whole. Keep this page open until it has, or confirm \
                 that you hand in without it."
            )));
        }
        let submitted = Submitted {
            missing_recordings: u32::try_from(missing).unwrap_or(u32::MAX),
        };
        self.do_once(candidate, Step::Review, Happening::Submitted(submitted))
            .await?;
        self.work.notify_one();
        Ok(())
    }

    /// Appends events that also change other records, all in one transaction.
    pub(super) async fn append_milestones(
        &self,
        live: &LiveSitting,
        events: &[Event],
        pending: PendingEvents,
        digest: Digest,
    ) -> Result<Appended> {
        let mut tx = self.db.begin().await?;
        let appended = match append_in(&mut tx, &pending).await {
            Ok(appended) => appended,
            Err(storage::StorageError::Overtaken) => return Ok(Appended::Conflict),
            Err(error) => return Err(error.into()),
        };
        if appended == Appended::Conflict {
            return Ok(appended);
        }
        for event in events {
            follow(&mut tx, &live.record, event, digest).await?;
        }
        tx.commit().await?;
        if (events.iter()).any(|event| matches!(event.happening, Happening::RecordingFinished(_))) {
            // Its segments may all be there already.
            self.work.notify_one();
        }
        Ok(appended)
    }
}

/// Whether an event changes more than the log.
pub(super) fn is_milestone(event: &Event) -> bool {
    matches!(
        event.happening,
        Happening::Opened(_)
            | Happening::Consented(_)
            | Happening::RecordingStarted(_)
            | Happening::RecordingFinished(_)
            | Happening::Submitted(_)
    )
}

/// Whether segments of a recording may still arrive.
pub(super) fn is_underway(recording: &Recording) -> bool {
    matches!(
        recording.status,
        RecordingStatus::Recording | RecordingStatus::Uploading
    )
}

/// Refuses a candidate whose sitting is over, or goes on elsewhere.
pub(super) fn fence(live: &LiveSitting, candidate: &Candidate) -> std::result::Result<(), Gone> {
    if live.state.is_revoked {
        return Err(Gone::Revoked);
    }
    if live.state.step == Step::Submitted {
        return Err(Gone::Submitted);
    }
    if live.state.device != Some(candidate.device()) {
        return Err(Gone::AnotherDevice);
    }
    Ok(())
}

fn read_all(sent: Vec<SentEvent>) -> Result<Vec<Event>> {
    sent.into_iter()
        .map(|sent| {
            let unreadable = |reason: Unreadable| Error::EventUnreadable {
                sequence: sent.sequence,
                reason,
            };
            let happening = Happening::read(&sent.kind, &sent.payload).map_err(unreadable)?;
            if happening.is_made_by_server() {
                return Err(unreadable(Unreadable::Kind(sent.kind)));
            }
            Ok(Event {
                sequence: sent.sequence,
                client_ms: sent.client_ms,
                server_ms: Millis(0),
                happening,
            })
        })
        .collect()
}

async fn arrived_recordings(tx: &mut Tx, record: &SittingRecord) -> Result<Vec<ArrivedRecording>> {
    let recordings = storage::recording::of_sitting(tx, record.id).await?;
    let mut arrived = Vec::with_capacity(recordings.len());
    for recording in recordings {
        let segments = storage::segment::of_recording(tx, recording.id).await?;
        let complete = segments.iter().filter(|segment| segment.is_complete);
        let segments_received = complete.map(|segment| segment.segment).collect();
        arrived.push(ArrivedRecording {
            recording,
            segments_received,
        });
    }
    Ok(arrived)
}

/// What an event changes besides the log.
async fn follow(tx: &mut Tx, record: &SittingRecord, event: &Event, digest: Digest) -> Result<()> {
    let (agency, application) = (record.agency, record.application);
    let now = event.server_ms;
    match &event.happening {
        Happening::Opened(_) => {
            raise_status(tx, record, ApplicationStatus::Opened).await?;
            note(tx, record, now, "sitting.opened", serde_json::json!({})).await?;
        }
        Happening::Consented(consented) => {
            storage::sitting::set_consented(tx, record.id, now).await?;
            raise_status(tx, record, ApplicationStatus::InProgress).await?;
            let detail = serde_json::json!({ "notice_version": consented.notice_version });
            note(tx, record, now, "sitting.consented", detail).await?;
        }
        Happening::RecordingStarted(started) => {
            let recording = Recording {
                id: started.recording,
                agency,
                sitting: record.id,
                section: started.section.clone(),
                media_type: started.media_type.clone(),
                status: RecordingStatus::Recording,
                started: now,
                expected: None,
                file: None,
                failure: None,
                attempts: 0,
            };
            if !storage::recording::insert(tx, &recording).await? {
                return Err(Error::Conflict(format!(
                    "A recording named {} is kept already. Give each recording a new name.",
                    started.recording
                )));
            }
        }
        Happening::RecordingFinished(finished) => {
            let expected = ExpectedRecording {
                segments: finished.segments,
                bytes: finished.bytes,
                duration_ms: finished.duration_ms,
            };
            storage::recording::set_expected(tx, finished.recording, &expected).await?;
            storage::recording::mark_received_if_whole(tx, finished.recording).await?;
        }
        Happening::Submitted(submitted) => {
            storage::sitting::set_submitted(tx, record.id, now, digest).await?;
            storage::application::set_status(tx, agency, application, ApplicationStatus::Submitted)
                .await?;
            list_submitted(tx, record, now).await?;
            let detail = serde_json::json!({
                "events_digest": digest.to_string(),
                "missing_recordings": submitted.missing_recordings,
            });
            note(tx, record, now, "sitting.submitted", detail).await?;
        }
        _ => {}
    }
    Ok(())
}

/// Moves an application's status forward, never back.
async fn raise_status(tx: &mut Tx, record: &SittingRecord, to: ApplicationStatus) -> Result<()> {
    let found = storage::application::by_id(tx, record.agency, record.application).await?;
    let application = found.ok_or(Error::NotFound("application"))?;
    if application.status < to {
        storage::application::set_status(tx, record.agency, record.application, to).await?;
    }
    Ok(())
}

/// Puts an application on the ranked list as handed in, not yet scored.
async fn list_submitted(tx: &mut Tx, record: &SittingRecord, now: Millis) -> Result<()> {
    let found = storage::application::by_id(tx, record.agency, record.application).await?;
    let application = found.ok_or(Error::NotFound("application"))?;
    let found = storage::candidate::by_id(tx, record.agency, application.candidate).await?;
    let candidate = found.ok_or(Error::NotFound("candidate"))?;
    let entry = RankingEntry {
        application: application.id,
        agency: record.agency,
        campaign: application.campaign,
        code: application.code,
        candidate_name: Some(candidate.name),
        status: ApplicationStatus::Submitted,
        overall: None,
        impulse_control: None,
        interpersonal_skill: None,
        flag_count: 0,
        refused_count: 0,
        verdict: None,
        submitted: Some(now),
        is_shortlisted: application.shortlisted.is_some(),
        decision: None,
    };
    storage::ranking::put(tx, &entry).await?;
    Ok(())
}

async fn note(
    tx: &mut Tx,
    record: &SittingRecord,
    at: Millis,
    action: &str,
    detail: serde_json::Value,
) -> Result<()> {
    let entry = NewAuditEntry {
        agency: record.agency,
        at,
        actor: Actor::Candidate(record.application),
        action: action.to_owned(),
        subject: format!("sitting:{}", record.id),
        detail,
    };
    storage::audit::append(tx, &entry).await?;
    Ok(())
}
