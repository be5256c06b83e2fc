//! Somebody who takes an assessment.

use composure::clock::{Millis, seeded};
use composure::ids::SittingId;
use composure::sitting::simulate::{Person, Sent, sit};
use composure::sitting::timing::TimeMultiplier;
use composure::sitting::{Happening, Rules};
use composure::storage::sitting as sittings;
use serde_json::{Value, json};

use super::{Answer, Browser, Platform, world};

pub(crate) const SITTING: &str = "/api/v1/sitting";
pub(crate) const EVENTS: &str = "/api/v1/sitting/events";

/// A candidate at their browser.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) browser: Browser,
}

impl Candidate {
    pub(crate) fn new(browser: Browser) -> Self {
        Self { browser }
    }

    /// Opens a personal link.
    pub(crate) async fn opens(&mut self, link: &str) -> Answer {
        let path = link.find("/i/").map_or(link, |at| &link[at..]);
        self.browser.get(path).await
    }

    /// Reads the notice and agrees.
    pub(crate) async fn consents(&mut self) {
        let page = self.browser.get("/sitting").await;
        let version = page.field("notice_version");
        let fields = [("notice_version", version.as_str()), ("locale", "en")];
        let answer = self.browser.post_form("/sitting/consent", &fields).await;
        assert_eq!(answer.status, 303, "{answer:?}");
    }

    /// Where the sitting stands.
    pub(crate) async fn state(&mut self) -> Value {
        let answer = self.browser.get(SITTING).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    /// Sends events as they are.
    pub(crate) async fn posts(&mut self, sitting: &str, events: &[Value]) -> Answer {
        let body = json!({ "sitting": sitting, "events": events });
        self.browser.post_json(EVENTS, &body).await
    }

    /// Sends the next happenings of the sitting, as its page would.
    pub(crate) async fn does(&mut self, happenings: &[Happening]) -> Answer {
        let state = self.state().await;
        let known = state["acknowledged_sequence"].as_u64().unwrap();
        let sitting = state["sitting"].as_str().unwrap();
        let now = state["server_ms"].as_f64().unwrap();
        let events: Vec<Value> = (known + 1..)
            .zip(happenings)
            .map(|(sequence, happening)| event(sequence, now, happening))
            .collect();
        self.posts(sitting, &events).await
    }

    /// What a person would send from the device check to the end.
    pub(crate) async fn plans(&mut self, platform: &Platform, seed: u64) -> Vec<Sent> {
        let state = self.state().await;
        let id = SittingId::parse(state["sitting"].as_str().unwrap()).unwrap();
        let mut tx = platform.db.read().await.unwrap();
        let record = sittings::by_id(&mut tx, id).await.unwrap().unwrap();
        let rules = Rules::new(
            world::assessment(),
            record.form,
            record.seed,
            TimeMultiplier::USUAL,
        );
        let mut rng = seeded(seed);
        let person = Person::draw(&rules.assessment, &mut rng).unwrap();
        sit(&rules, &person, platform.clock.now(), &mut rng)
    }

    /// Answers everything, moving the clock as it goes.
    pub(crate) async fn answers_all(&mut self, platform: &Platform, seed: u64) {
        let sent = self.plans(platform, seed).await;
        // A section's clock starts when its start arrives, so each start is sent alone.
        let is_border = |sent: &Sent| matches!(sent.happening, Happening::SectionStarted(_));
        for part in sent.chunk_by(|one, next| !is_border(one) && !is_border(next)) {
            for part in part.chunks(150) {
                platform.wait_until(part.last().map_or(Millis(0), |last| last.at));
                let happenings: Vec<Happening> =
                    part.iter().map(|sent| sent.happening.clone()).collect();
                let answer = self.does(&happenings).await;
                assert_eq!(answer.status, 200, "{answer:?}");
            }
        }
    }

    /// Hands in.
    pub(crate) async fn submits(&mut self) -> Answer {
        self.browser.post_form("/sitting/submit", &[]).await
    }
}

/// An event on the wire.
pub(crate) fn event(sequence: u64, client_ms: f64, happening: &Happening) -> Value {
    let payload: Value = serde_json::from_str(&happening.payload_text()).unwrap();
    json!({
        "sequence": sequence,
        "kind": happening.kind(),
        "client_ms": client_ms,
        "payload": payload,
    })
}
