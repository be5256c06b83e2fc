//! Database or disk cannot be used for a while: nothing that was acknowledged is lost, and the sender is told to wait.

use composure::sitting::{Disturbance, Disturbed, Happening};
use sqlx::{Connection, SqliteConnection};

use crate::harness::stores::tell_postgres;
use crate::harness::{Candidate, Platform, Stores};

fn disturbed() -> Happening {
    Happening::Disturbed(Disturbed {
        section: None,
        cause: Disturbance::FocusLost,
        duration_ms: 250.0,
    })
}

/// Posts the next event: refused with 503 and a sentence that says to wait.
async fn is_told_to_wait(candidate: &mut Candidate, sitting: &str, sequence: u64) {
    let event = crate::harness::candidate::event(sequence, 0.0, &disturbed());
    let answer = candidate.posts(sitting, &[event]).await;
    assert_eq!(answer.problem(), (503, "storage-unavailable".to_owned()));
    assert!(answer.body.contains("try"), "{answer:?}");
}

/// Posts the next event again, which is now taken, and finds everything that was there before.
async fn goes_on(candidate: &mut Candidate, sitting: &str, sequence: u64) {
    let event = crate::harness::candidate::event(sequence, 0.0, &disturbed());
    let answer = candidate.posts(sitting, &[event]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.json()["acknowledged_sequence"], sequence);
    assert_eq!(candidate.state().await["acknowledged_sequence"], sequence);
}

async fn at_the_third_event(platform: &Platform) -> (Candidate, String) {
    let mut candidate = platform.candidate(0).await;
    candidate.consents().await;
    let state = candidate.state().await;
    assert_eq!(state["acknowledged_sequence"], 2);
    (candidate, state["sitting"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_locked_sqlite_file_refuses_with_503_and_takes_the_same_events_later() {
    let platform = Platform::start(Stores::sqlite()).await;
    let (mut candidate, sitting) = at_the_third_event(&platform).await;

    let address = &platform.stores.database;
    let mut other = SqliteConnection::connect(address).await.unwrap();
    sqlx::query("begin immediate")
        .execute(&mut other)
        .await
        .unwrap();
    is_told_to_wait(&mut candidate, &sitting, 3).await;
    sqlx::query("rollback").execute(&mut other).await.unwrap();

    goes_on(&mut candidate, &sitting, 3).await;
}

#[tokio::test]
async fn an_unreachable_postgres_refuses_with_503_and_takes_the_same_events_later() {
    let platform = Platform::start(Stores::postgres().await).await;
    let (mut candidate, sitting) = at_the_third_event(&platform).await;

    let name = platform.stores.postgres_name.clone().unwrap();
    let end_all =
        format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
    tell_postgres(format!("alter database {name} allow_connections false")).await;
    tell_postgres(end_all).await;
    is_told_to_wait(&mut candidate, &sitting, 3).await;
    assert_eq!(platform.browser().get("/readyz").await.status, 503);
    tell_postgres(format!("alter database {name} allow_connections true")).await;

    goes_on(&mut candidate, &sitting, 3).await;
    assert_eq!(platform.browser().get("/readyz").await.status, 200);
}
