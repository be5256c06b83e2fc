//! Sittings that are open on this server: their state in memory, so that an answer needs one write and no read.
//!
//! The log is the truth. Whatever else appended to it — another server, a new device, a revocation — makes the next
//! append from here conflict, and the sitting is read anew. A sitting may be dropped from here at any time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use super::{App, Error, Gone, Result, SequenceFault};
use crate::clock::Millis;
use crate::digest::Digest;
use crate::ids::SittingId;
use crate::sitting::timing::TimeMultiplier;
use crate::sitting::{Event, Happening, Refused, Rules, State, apply_all, replay};
use crate::storage::event::chain;
use crate::storage::event_append::{Appended, PendingEvents};
use crate::storage::sitting::SittingRecord;
use crate::storage::{self, accommodation, event};

/// How many sittings are kept in memory; one is some 30 kB.
const MOST_LIVE: usize = 4_000;

/// How often an append that something overtook is tried again.
const MOST_TRIES: u32 = 5;

/// One sitting as far as its log was read.
#[derive(Debug)]
pub(super) struct LiveSitting {
    pub(super) record: SittingRecord,
    pub(super) rules: Rules,
    pub(super) state: State,
    pub(super) digest: Digest,
}

/// A place for one sitting; empty until it was read, or when what is in it may be out of date.
type Place = Arc<AsyncMutex<Option<LiveSitting>>>;

/// The sittings that are open here.
#[derive(Debug, Default)]
pub(crate) struct LiveSittings {
    places: Mutex<HashMap<SittingId, Place>>,
}

impl LiveSittings {
    fn place(&self, id: SittingId) -> Place {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() >= MOST_LIVE && !places.contains_key(&id) {
            // Those that nobody holds at this moment can be read again; half of them go, so that this is rare.
            let mut keeps = false;
            places.retain(|_, place| {
                keeps = !keeps;
                keeps || Arc::strong_count(place) > 1
            });
        }
        Arc::clone(places.entry(id).or_default())
    }

    /// Forgets a sitting, as after its end.
    pub(super) fn forget(&self, id: SittingId) {
        self.places
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&id);
    }

    /// How many are open here.
    pub(crate) fn count(&self) -> usize {
        self.places
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .len()
    }
}

/// One sitting held by one request, so that two posts of it are taken one after the other.
pub(super) struct Held {
    place: OwnedMutexGuard<Option<LiveSitting>>,
    id: SittingId,
}

/// What came of an append.
pub(super) enum Outcome {
    /// It is on disk.
    Stored,
    /// Something else was appended meanwhile; the sitting was read anew.
    Overtaken,
}

impl App {
    /// Takes hold of a sitting, reading it where needed. Unknown is `NotFound`.
    pub(super) async fn hold(&self, id: SittingId) -> Result<Held> {
        let place = self.live.place(id).lock_owned().await;
        let mut held = Held { place, id };
        if held.place.is_none() {
            Box::pin(self.read_into(&mut held)).await?;
        }
        Ok(held)
    }

    /// Reads a held sitting from the log.
    pub(super) async fn read_into(&self, held: &mut Held) -> Result<()> {
        let mut tx = self.db.read().await?;
        let found = storage::sitting::by_id(&mut tx, held.id).await?;
        let Some(record) = found else {
            self.live.forget(held.id);
            return Err(Error::NotFound("sitting"));
        };
        let multiplier = accommodation::time_multiplier(&mut tx, record.application).await?;
        let assessment = self.assessment(&mut tx, &record.fingerprint).await?;
        let (events, digest) = event::events_of(&mut tx, held.id).await?;
        let multiplier = TimeMultiplier::new(multiplier).unwrap_or(TimeMultiplier::USUAL);
        let rules = Rules::new(assessment, record.form, record.seed, multiplier);
        let state = replay(&rules, &events)
            .map_err(|_refused| Error::Internal("a sitting's log cannot be replayed"))?;
        *held.place = Some(LiveSitting {
            record,
            rules,
            state,
            digest,
        });
        Ok(())
    }

    /// Appends happenings of the server's own making after whatever is kept, however often it was overtaken.
    pub(super) async fn append_own(
        &self,
        held: &mut Held,
        make: impl Fn(&LiveSitting) -> Result<Vec<Happening>>,
    ) -> Result<()> {
        for _ in 0..MOST_TRIES {
            let now = self.now();
            let live = held.live()?;
            let happenings = make(live)?;
            let events = numbered(live.state.acknowledged_sequence, happenings, now);
            if let Outcome::Stored = self.append(held, events).await? {
                return Ok(());
            }
        }
        Err(Error::Conflict(
            "This assessment is being changed from elsewhere. Load the page again.".to_owned(),
        ))
    }

    /// Appends events that continue the held state; refuses the first that cannot be, and then takes none.
    pub(super) async fn append(&self, held: &mut Held, events: Vec<Event>) -> Result<Outcome> {
        if events.is_empty() {
            return Ok(Outcome::Stored);
        }
        let live = held.live()?;
        let next = applied(live, &events)?;
        let records = chain(live.digest, &events);
        let digest = records.last().map_or(live.digest, |record| record.digest);
        let pending = PendingEvents {
            sitting: held.id,
            records,
        };
        let is_milestone = events.iter().any(super::candidate::is_milestone);
        let appended = if is_milestone {
            // On the heap, as all that is rare here: every answer's future would be as large as its largest branch.
            Box::pin(self.append_milestones(live, &events, pending, digest)).await
        } else {
            self.writer
                .append(pending)
                .await
                .map_err(|_unavailable| Error::Unwritten)
        };
        match appended {
            Ok(Appended::Stored) => {
                let live = held.live_mut()?;
                live.state = next;
                live.digest = digest;
                Ok(Outcome::Stored)
            }
            Ok(Appended::Conflict) => {
                Box::pin(self.read_into(held)).await?;
                Ok(Outcome::Overtaken)
            }
            Err(error) => {
                // Whether it was written is not known: the next request has to look.
                *held.place = None;
                Err(error)
            }
        }
    }
}

impl Held {
    /// The sitting.
    pub(super) fn live(&self) -> Result<&LiveSitting> {
        self.place
            .as_ref()
            .ok_or(Error::Internal("a held sitting was not read"))
    }
    fn live_mut(&mut self) -> Result<&mut LiveSitting> {
        self.place
            .as_mut()
            .ok_or(Error::Internal("a held sitting was not read"))
    }
}

fn applied(live: &LiveSitting, events: &[Event]) -> Result<State> {
    apply_all(&live.rules, &live.state, events).map_err(|(sequence, reason)| match reason {
        Refused::IsRevoked => Gone::Revoked.into(),
        Refused::IsSubmitted => Gone::Submitted.into(),
        Refused::Sequence { expected, found } if found > expected => {
            SequenceFault::Gap { missing: expected }.into()
        }
        reason => Error::EventRefused { sequence, reason },
    })
}

fn numbered(after: u32, happenings: Vec<Happening>, now: Millis) -> Vec<Event> {
    (after + 1..)
        .zip(happenings)
        .map(|(sequence, happening)| Event {
            sequence,
            client_ms: now.0 as f64,
            server_ms: now,
            happening,
        })
        .collect()
}
