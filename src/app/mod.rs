//! What can be done, and by whom.
//!
//! Every function takes an actor, which only a checked sign-in, link or token can make; it opens a transaction, calls
//! the domain, stores, and notes in the audit chain what matters. Pages, programs and commands all come through here.

mod error;

pub mod actors;
pub mod tokens;

mod assessments;
mod live;

pub mod candidate;
pub mod invitation;

pub mod by_form;
pub mod occasion;
pub mod prompt;
pub mod recording;
pub mod upload;

pub mod staff;

pub mod publish;

pub mod scene_check;

pub mod scoring;
mod sitting_view;
pub mod verify;

pub mod administration;
pub mod auditing;
pub mod invitee_file;
pub mod invitees;
pub mod inviting;

pub mod applicant;
pub mod decision;
pub mod demo;
pub mod judgement_key;

pub mod by_command;
pub mod distribution;
pub mod export;
pub mod norms;
pub mod playback;
pub mod ranking;
pub mod review;

pub use error::{Error, Gone, Result, SequenceFault};

use std::sync::Arc;

use rand::Rng;
use rand_chacha::ChaCha20Rng;
use tokio::sync::Notify;

use crate::clock::{self, Chance, Clock, Millis};
use crate::media::MediaStore;
use crate::storage::event_writer::{EventWriter, MOST_ROWS};
use crate::storage::{self, Db};

use self::assessments::Published;
use self::demo::DemoSignIns;
use self::live::LiveSittings;
use self::playback::Viewings;
use self::tokens::TokenKey;

/// The running platform: its stores, its clock, its secret, and the sittings that are open.
///
/// Nothing in it is the only copy of anything: another server on the same stores knows the same.
#[derive(Debug)]
pub struct App {
    pub(crate) db: Db,
    pub(crate) media: MediaStore,
    pub(crate) clock: Clock,
    chance: Chance,
    pub(crate) tokens: TokenKey,
    pub(crate) writer: EventWriter,
    pub(crate) published: Published,
    pub(crate) live: LiveSittings,
    pub(crate) viewings: Viewings,
    /// Rung when a sitting was handed in or a recording has arrived, so that jobs need not wait for their next look.
    pub(crate) work: Arc<Notify>,
    /// Ways into the demonstration that is loaded, for its front door.
    demo: Option<DemoSignIns>,
    /// How links begin, without a slash at the end: `http://127.0.0.1:8080`.
    pub(crate) public_address: String,
}

impl App {
    /// Opens the platform on its stores, bringing the tables up to date.
    pub async fn open(
        db: Db,
        media: MediaStore,
        clock: Clock,
        public_address: String,
    ) -> Result<Self> {
        db.migrate().await?;
        let mut tx = db.begin().await?;
        let mut fresh = [0_u8; 32];
        clock::chance().fill_bytes(&mut fresh);
        let secret = storage::secret::get_or_insert(&mut tx, "token-key", &fresh).await?;
        tx.commit().await?;
        let writer = EventWriter::start(db.clone(), MOST_ROWS);
        Ok(Self {
            db,
            media,
            clock,
            chance: Chance::System,
            tokens: TokenKey::new(&secret),
            writer,
            published: Published::default(),
            live: LiveSittings::default(),
            viewings: Viewings::default(),
            work: Arc::new(Notify::new()),
            demo: None,
            public_address,
        })
    }

    /// The platform with other chance: identifiers and codes that a seed tells, for demonstrations.
    ///
    /// Never for one that serves: whoever knows the seed knows its sessions.
    #[must_use]
    pub fn with_chance(self, chance: Chance) -> Self {
        Self { chance, ..self }
    }

    /// The platform with ways into its demonstration, which its front door then shows to everybody.
    #[must_use]
    pub fn with_demo(self, demo: Option<DemoSignIns>) -> Self {
        Self { demo, ..self }
    }

    /// Ends the platform's work on its database; everything that was acknowledged is on disk already.
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// Writes at most so many events in one transaction from now on; for benchmarks.
    #[must_use]
    pub fn with_most_events_in_a_commit(mut self, most: usize) -> Self {
        self.writer = EventWriter::start(self.db.clone(), most);
        self
    }

    /// The time by this platform's clock.
    pub fn now(&self) -> Millis {
        self.clock.now()
    }

    /// A generator for identifiers and secrets.
    pub(crate) fn chance(&self) -> ChaCha20Rng {
        self.chance.generator()
    }

    /// Whether browsers reach the platform over an encrypted connection, so that cookies can demand one.
    pub fn is_encrypted(&self) -> bool {
        self.public_address.starts_with("https://")
    }

    /// Whether database and media store can be used at this moment.
    pub async fn is_ready(&self) -> Result<()> {
        self.db.ping().await?;
        self.media.probe().await?;
        Ok(())
    }

    /// How many sittings are in this server's memory.
    pub fn live_sittings(&self) -> usize {
        self.live.count()
    }

    /// Waits until there may be work for the jobs.
    pub async fn wait_for_work(&self) {
        self.work.notified().await;
    }
}

#[cfg(test)]
pub(crate) mod testing;

#[cfg(test)]
mod review_tests;
