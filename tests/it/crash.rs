//! The server is killed and ended while candidates answer: what was acknowledged is on disk, once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use composure::ids::SittingId;
use composure::sitting::{Disturbance, Disturbed, Event, Happening};
use composure::storage::{Db, event};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::harness::candidate::{EVENTS, event as on_the_wire};
use crate::harness::{Browser, Candidate, Program, Stores, world};

/// How often the server is killed.
const KILLS: usize = 20;
/// How many candidates answer at once.
const CANDIDATES: usize = 6;
/// How many posts have to be acknowledged before the next kill.
const POSTS_BETWEEN_KILLS: usize = 25;

/// Candidates who answer as fast as they can, and what was promised to them.
struct Crowd {
    tasks: JoinSet<Promised>,
    address: watch::Sender<String>,
    n_acknowledged: Arc<AtomicUsize>,
    is_over: Arc<AtomicBool>,
}

/// What one candidate knows to be on disk.
struct Promised {
    sitting: SittingId,
    first: u32,
    acknowledged: u32,
}

impl Crowd {
    async fn begin(links: &[String], program: &Program) -> Self {
        let (address, _) = watch::channel(program.address.clone());
        let mut crowd = Self {
            tasks: JoinSet::new(),
            n_acknowledged: Arc::new(AtomicUsize::new(0)),
            is_over: Arc::new(AtomicBool::new(false)),
            address,
        };
        for link in &links[..CANDIDATES] {
            let mut candidate = Candidate::new(Browser::at(&program.address));
            let opened = candidate.opens(link).await;
            assert_eq!(opened.status, 303, "{opened:?}");
            let state = candidate.state().await;
            let answering = answer_on(
                candidate.browser,
                SittingId::parse(state["sitting"].as_str().unwrap()).unwrap(),
                u32::try_from(state["acknowledged_sequence"].as_u64().unwrap()).unwrap(),
                (crowd.address.subscribe(), Arc::clone(&crowd.n_acknowledged)),
                Arc::clone(&crowd.is_over),
            );
            crowd.tasks.spawn(answering);
        }
        crowd
    }

    /// Waits until so many more posts were acknowledged.
    async fn answers(&self, n_posts: usize) {
        let enough = self.n_acknowledged.load(Ordering::SeqCst) + n_posts;
        while self.n_acknowledged.load(Ordering::SeqCst) < enough {
            tokio::task::yield_now().await;
        }
    }

    async fn ends(self) -> Vec<Promised> {
        self.is_over.store(true, Ordering::SeqCst);
        // Whoever waits for a server to come back is woken.
        self.address.send_replace(String::new());
        self.tasks.join_all().await
    }
}

/// Posts one to five events at a time, each with a number of its own, and the same again until they are acknowledged.
async fn answer_on(
    mut browser: Browser,
    sitting: SittingId,
    known: u32,
    (mut address, n_acknowledged): (watch::Receiver<String>, Arc<AtomicUsize>),
    is_over: Arc<AtomicBool>,
) -> Promised {
    let mut promised = Promised {
        sitting,
        first: known + 1,
        acknowledged: known,
    };
    while !is_over.load(Ordering::SeqCst) {
        let from = promised.acknowledged + 1;
        let to = from + from % 5;
        let events: Vec<_> = (from..=to)
            .map(|sequence| on_the_wire(u64::from(sequence), 0.0, &numbered(sequence)))
            .collect();
        let body = serde_json::json!({ "sitting": sitting, "events": events });
        let request = browser.request(reqwest::Method::POST, EVENTS).json(&body);
        match browser.send(request).await {
            Ok(answer) if answer.status == 200 => {
                let acknowledged = answer.json()["acknowledged_sequence"].as_u64().unwrap();
                promised.acknowledged = u32::try_from(acknowledged).unwrap();
                assert_eq!(promised.acknowledged, to, "{answer:?}");
                n_acknowledged.fetch_add(1, Ordering::SeqCst);
            }
            Ok(answer) => assert_eq!(answer.status, 503, "{answer:?}"),
            Err(_cut_off) => {
                let _new = address.changed().await;
                browser.address.clone_from(&address.borrow());
            }
        }
    }
    promised
}

/// Something that may happen at any time, with its number in it.
fn numbered(sequence: u32) -> Happening {
    Happening::Disturbed(Disturbed {
        section: None,
        cause: Disturbance::FocusLost,
        duration_ms: f64::from(sequence),
    })
}

async fn check_kept(stores: &Stores, promised: &[Promised]) {
    let db = Db::open(&stores.database).await.unwrap();
    let mut tx = db.read().await.unwrap();
    for promised in promised {
        let (events, _) = event::events_of(&mut tx, promised.sitting).await.unwrap();
        let sequences: Vec<u32> = events.iter().map(|event| event.sequence).collect();
        let last = u32::try_from(events.len()).unwrap();
        assert_eq!(sequences, (1..=last).collect::<Vec<u32>>());
        assert!(
            promised.acknowledged <= last,
            "an acknowledged event is gone"
        );
        let sent = events
            .iter()
            .filter(|event| promised.first <= event.sequence);
        for Event {
            sequence,
            happening,
            ..
        } in sent
        {
            assert_eq!(happening, &numbered(*sequence), "one is there twice");
        }
    }
}

async fn survives_kills(stores: Stores) {
    let links = world::furnish_stores(&stores).await;
    let mut program = Program::serve(&stores);
    let crowd = Crowd::begin(&links, &program).await;
    for _ in 0..KILLS {
        crowd.answers(POSTS_BETWEEN_KILLS).await;
        program.kill();
        program = Program::serve(&stores);
        crowd.address.send_replace(program.address.clone());
    }
    crowd.answers(POSTS_BETWEEN_KILLS).await;
    program.kill();
    let promised = crowd.ends().await;
    let least = KILLS * POSTS_BETWEEN_KILLS;
    let n_events: u32 = promised.iter().map(|one| one.acknowledged).sum();
    assert!(least < usize::try_from(n_events).unwrap());
    check_kept(&stores, &promised).await;
    eprintln!("{}: {n_events} acknowledged events, all there", stores.name);
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledged_events_survive_twenty_kills_on_sqlite() {
    survives_kills(Stores::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledged_events_survive_twenty_kills_on_postgres() {
    survives_kills(Stores::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_told_to_end_ends_well_with_everything_on_disk() {
    for stores in Stores::both().await {
        let links = world::furnish_stores(&stores).await;
        let program = Program::serve(&stores);
        let crowd = Crowd::begin(&links, &program).await;
        crowd.answers(POSTS_BETWEEN_KILLS).await;
        let ended = tokio::task::spawn_blocking(|| program.end());
        assert_eq!(ended.await.unwrap().code(), Some(0), "{}", stores.name);
        let promised = crowd.ends().await;
        check_kept(&stores, &promised).await;
    }
}
