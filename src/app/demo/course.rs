//! How the demonstration's applicants come one after and beside another: a queue of what each does next, and when.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};

use rand::RngExt;
use rand_chacha::ChaCha20Rng;

use super::STORY_BEGINS;
use crate::app::actors::Candidate;
use crate::app::candidate::{MOST_EVENTS, SentEvent};
use crate::app::{App, Error, Result};
use crate::assessment::Assessment;
use crate::clock::{Millis, seeded};
use crate::sitting::simulate::{Person, Sent, sit};
use crate::sitting::{Consented, Happening};

/// Over how many days the applicants come.
const DAYS: i64 = 18;

/// From when on and for how long a day they begin, in seconds after the story's hour: from 8:30 to 20:30.
const FIRST_SECOND: i64 = 1_800;
const LAST_SECOND: i64 = 45_000;

/// The version of the notice that they agree to.
const NOTICE_VERSION: &str = "demonstration";

/// Everybody who is on the way.
pub(super) struct Course<'a> {
    app: &'a App,
    assessment: &'a Assessment,
    seed: u64,
    applicants: HashMap<u32, Applicant>,
    queue: BinaryHeap<Reverse<(Millis, u32)>>,
}

/// One applicant, as far as they have come.
struct Applicant {
    token: String,
    rng: ChaCha20Rng,
    person: Person,
    candidate: Option<Candidate>,
    /// Posts still to come; `None` before the notice was agreed to.
    posts: Option<VecDeque<Post>>,
    acknowledged: u32,
    /// After how many posts they leave for good; `None` when they hand in.
    leaves_after: Option<usize>,
}

/// What a browser sends at once, and when.
struct Post {
    at: Millis,
    sent: Vec<Sent>,
}

impl<'a> Course<'a> {
    pub(super) fn new(app: &'a App, assessment: &'a Assessment, seed: u64) -> Self {
        Self {
            app,
            assessment,
            seed,
            applicants: HashMap::new(),
            queue: BinaryHeap::new(),
        }
    }

    /// Expects somebody who goes the whole way.
    pub(super) fn expect_whole(&mut self, number: u32, link: &str) -> Result<()> {
        self.expect(number, link, |_| None)
    }

    /// Expects somebody who stops on the way.
    pub(super) fn expect_part(&mut self, number: u32, link: &str) -> Result<()> {
        self.expect(number, link, |rng| Some(rng.random_range(1..=4)))
    }

    fn expect(
        &mut self,
        number: u32,
        link: &str,
        leaves_after: impl Fn(&mut ChaCha20Rng) -> Option<usize>,
    ) -> Result<()> {
        let (_, token) = link
            .rsplit_once('/')
            .ok_or(Error::Internal("a personal link has no token"))?;
        // A stream of its own for each, so that one more applicant leaves the others as they are.
        let mut rng = seeded(self.seed);
        rng.set_stream(u64::from(number) + 1);
        let person = Person::draw(self.assessment, &mut rng)
            .map_err(|_fault| Error::Internal("nobody can be drawn for this assessment"))?;
        let begins = STORY_BEGINS
            .plus_days(rng.random_range(0..DAYS))
            .plus_seconds(rng.random_range(FIRST_SECOND..LAST_SECOND));
        let leaves_after = leaves_after(&mut rng);
        let applicant = Applicant {
            token: token.to_owned(),
            rng,
            person,
            candidate: None,
            posts: None,
            acknowledged: 0,
            leaves_after,
        };
        self.applicants.insert(number, applicant);
        // At least an hour after the invitations went out.
        self.queue
            .push(Reverse((begins.plus_seconds(3600), number)));
        Ok(())
    }

    /// Lets everybody do what they do, in order of time.
    pub(super) async fn run(mut self) -> Result<()> {
        while let Some(Reverse((at, number))) = self.queue.pop() {
            self.app.clock.set(at);
            let Some(mut applicant) = self.applicants.remove(&number) else {
                continue;
            };
            if let Some(next) = applicant.step(self.app, at).await? {
                self.applicants.insert(number, applicant);
                self.queue.push(Reverse((next, number)));
            }
        }
        Ok(())
    }
}

impl Applicant {
    /// Does the next thing, and says when the one after is due; `None` when there is no other.
    async fn step(&mut self, app: &App, now: Millis) -> Result<Option<Millis>> {
        let Some(candidate) = self.candidate else {
            let opened = app.open_link(&self.token, "en").await?;
            self.candidate = Some(app.candidate_of(&opened)?);
            return Ok(Some(now.plus_seconds(self.rng.random_range(30..180))));
        };
        let Some(posts) = &mut self.posts else {
            return self.agree(app, &candidate, now).await.map(Some);
        };
        let Some(post) = posts.pop_front() else {
            app.submit(&candidate, false).await?;
            app.score_waiting().await?;
            return Ok(None);
        };
        let next = posts
            .front()
            .map_or(post.at.plus_seconds(20), |post| post.at);
        self.acknowledged = send(app, &candidate, self.acknowledged, post).await?;
        if let Some(left) = &mut self.leaves_after {
            *left = left.saturating_sub(1);
            if *left == 0 {
                return Ok(None);
            }
        }
        Ok(Some(next))
    }

    /// Agrees to the notice, and from then on knows what will be sent.
    async fn agree(&mut self, app: &App, candidate: &Candidate, now: Millis) -> Result<Millis> {
        let consented = Consented {
            notice_version: NOTICE_VERSION.to_owned(),
            locale: "en".to_owned(),
        };
        app.consent(candidate, consented).await?;
        let view = app.sitting(candidate).await?;
        self.acknowledged = view.state.acknowledged_sequence;
        let sent = sit(&view.rules, &self.person, now, &mut self.rng);
        let posts = posts_of(sent);
        let first = posts.front().map_or(now, |post| post.at);
        self.posts = Some(posts);
        Ok(first)
    }
}

/// Cuts what happens into posts: one ends where a section's clock starts, since the server starts it on arrival.
fn posts_of(sent: Vec<Sent>) -> VecDeque<Post> {
    let mut posts = VecDeque::new();
    let mut gathered: Vec<Sent> = Vec::new();
    for one in sent {
        let at = one.at;
        let starts = matches!(one.happening, Happening::SectionStarted(_));
        gathered.push(one);
        if starts || gathered.len() == MOST_EVENTS {
            let sent = std::mem::take(&mut gathered);
            posts.push_back(Post { at, sent });
        }
    }
    if let Some(last) = gathered.last() {
        posts.push_back(Post {
            at: last.at,
            sent: gathered,
        });
    }
    posts
}

async fn send(app: &App, candidate: &Candidate, after: u32, post: Post) -> Result<u32> {
    let events = (after + 1..)
        .zip(post.sent)
        .map(|(sequence, Sent { at, happening })| SentEvent {
            sequence,
            kind: happening.kind().to_owned(),
            client_ms: at.0 as f64,
            payload: happening.payload_text(),
        });
    let acknowledged = app.take_events(candidate, events.collect()).await?;
    Ok(acknowledged.sequence)
}
