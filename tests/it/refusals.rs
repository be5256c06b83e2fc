//! What is not taken, and what the sender is told.

use composure::sitting::{
    AnswerBy, DeviceChecked, Disturbance, Disturbed, Happening, PracticeFinished, SectionStarted,
};
use serde_json::{Value, json};

use crate::harness::candidate::{EVENTS, SITTING, event};
use crate::harness::{Answer, Candidate, Platform, on_both};

fn disturbed(duration_ms: f64) -> Happening {
    Happening::Disturbed(Disturbed {
        section: None,
        cause: Disturbance::FocusLost,
        duration_ms,
    })
}

fn wire(sequence: u64, duration_ms: f64) -> Value {
    event(sequence, 1.5, &disturbed(duration_ms))
}

/// Somebody who has agreed to the notice, which were events 1 and 2, and the name of their sitting.
async fn agreed(platform: &Platform, number: usize) -> (Candidate, String) {
    let mut candidate = platform.candidate(number).await;
    candidate.consents().await;
    let state = candidate.state().await;
    assert_eq!(state["acknowledged_sequence"], 2);
    let sitting = state["sitting"].as_str().unwrap().to_owned();
    (candidate, sitting)
}

fn check(answer: &Answer, status: u16, kind: &str, sentence: &str) {
    assert_eq!(answer.problem(), (status, kind.to_owned()));
    let document = answer.json();
    let detail = document["detail"].as_str().unwrap();
    assert!(detail.contains(sentence), "{detail}");
}

#[tokio::test]
async fn a_repeat_gets_the_same_answer_and_is_kept_once() {
    on_both(|platform| async move {
        let (mut candidate, sitting) = agreed(&platform, 0).await;
        let events = [wire(3, 1.0), wire(4, 2.0)];
        let first = candidate.posts(&sitting, &events).await;
        assert_eq!(first.status, 200, "{first:?}");
        assert_eq!(first.json()["acknowledged_sequence"], 4);
        let again = candidate.posts(&sitting, &events).await;
        assert_eq!((again.status, again.json()), (200, first.json()));
        // A repeat with something new behind it takes what is new.
        let more = candidate
            .posts(&sitting, &[wire(4, 2.0), wire(5, 3.0)])
            .await;
        assert_eq!(more.json()["acknowledged_sequence"], 5, "{more:?}");
        assert_eq!(candidate.state().await["acknowledged_sequence"], 5);
    })
    .await;
}

#[tokio::test]
async fn a_gap_is_refused_with_the_event_that_is_missing() {
    on_both(|platform| async move {
        let (mut candidate, sitting) = agreed(&platform, 0).await;
        let answer = candidate.posts(&sitting, &[wire(4, 1.0)]).await;
        check(&answer, 409, "sequence-gap", "Event 3 is missing");
        assert_eq!(answer.json()["missing_sequence"], 3);
        let answer = candidate
            .posts(&sitting, &[wire(3, 1.0), wire(5, 1.0)])
            .await;
        check(&answer, 409, "sequence-gap", "Event 4 is missing");
        assert_eq!(candidate.state().await["acknowledged_sequence"], 2);
    })
    .await;
}

#[tokio::test]
async fn another_content_at_a_taken_place_is_refused() {
    on_both(|platform| async move {
        let (mut candidate, sitting) = agreed(&platform, 0).await;
        candidate.posts(&sitting, &[wire(3, 1.0)]).await;
        let answer = candidate
            .posts(&sitting, &[wire(3, 9.0), wire(4, 1.0)])
            .await;
        check(&answer, 409, "sequence-taken", "Event 3");
        assert_eq!(candidate.state().await["acknowledged_sequence"], 3);
    })
    .await;
}

#[tokio::test]
async fn the_newest_device_shuts_the_older_one_out() {
    on_both(|platform| async move {
        let (mut older, sitting) = agreed(&platform, 0).await;
        let mut newer = platform.candidate(0).await;
        let answer = older.posts(&sitting, &[wire(4, 1.0)]).await;
        check(&answer, 410, "another-device", "another device");
        let answer = older.browser.get(SITTING).await;
        check(&answer, 410, "another-device", "another device");
        // Opening the newer link was event 3.
        let answer = newer.posts(&sitting, &[wire(4, 1.0)]).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn a_sitting_is_only_its_own_candidates() {
    on_both(|platform| async move {
        let (mut candidate, _) = agreed(&platform, 0).await;
        let (_, foreign) = agreed(&platform, 1).await;
        let answer = candidate.posts(&foreign, &[wire(3, 1.0)]).await;
        check(&answer, 404, "not-found", "no sitting here");
        let mut nobody = Candidate::new(platform.browser());
        let answer = nobody.posts(&foreign, &[wire(3, 1.0)]).await;
        check(&answer, 401, "not-signed-in", "Open the link");
        nobody.browser.cookies = candidate.browser.cookies.clone();
        for value in nobody.browser.cookies.values_mut() {
            value.replace_range(value.len() - 12.., "AAAAAAAAAAAA");
        }
        let answer = nobody.browser.get(SITTING).await;
        check(&answer, 401, "not-signed-in", "Open the link");
    })
    .await;
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_whole() {
    on_both(|platform| async move {
        let (mut candidate, sitting) = agreed(&platform, 0).await;
        let many: Vec<Value> = (3..204).map(|sequence| wire(sequence, 1.0)).collect();
        let answer = candidate.posts(&sitting, &many).await;
        check(&answer, 413, "too-large", "at most 200");
        let mut long = wire(3, 1.0);
        long["padding"] = Value::from("x".repeat(257 * 1024));
        let answer = candidate.posts(&sitting, &[long]).await;
        check(&answer, 413, "too-large", "256 KiB");
        let answer = candidate.posts(&sitting, &many[..200]).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_refused_with_the_place() {
    on_both(|platform| async move {
        let (mut candidate, sitting) = agreed(&platform, 0).await;
        let browser = &mut candidate.browser;
        for body in ["{\"sitting\": ", "[]", "{}", "\u{feff}"] {
            let answer = browser.post_bytes(EVENTS, "application/json", body).await;
            check(&answer, 400, "malformed", "line 1");
        }
        let body = json!({ "sitting": sitting, "events": [] }).to_string();
        for media_type in ["text/plain", "application/x-www-form-urlencoded"] {
            let answer = browser.post_bytes(EVENTS, media_type, &body).await;
            check(&answer, 415, "wrong-type", "application/json");
        }
    })
    .await;
}

#[tokio::test]
async fn an_event_that_cannot_be_is_refused_with_its_sequence() {
    on_both(|platform| async move {
        let (mut candidate, sitting) = agreed(&platform, 0).await;
        let unknown = json!({ "sequence": 3, "kind": "danced", "client_ms": 1.0, "payload": {} });
        let own = json!({ "sequence": 3, "kind": "submitted", "client_ms": 1.0,
            "payload": { "missing_recordings": 0 } });
        let empty = json!({ "sequence": 3, "kind": "disturbed", "client_ms": 1.0, "payload": {} });
        let early = event(
            3,
            1.0,
            &Happening::PracticeFinished(PracticeFinished { rounds: 1 }),
        );
        for (bad, sentence) in [
            (wire(3, -1.0), "`duration_ms` of -1 ms is impossible"),
            (unknown, "no event of kind `danced`"),
            (own, "no event of kind `submitted`"),
            (empty, "payload of a `disturbed` event cannot be read"),
            (early, "does not fit the present step"),
        ] {
            let answer = candidate.posts(&sitting, &[bad]).await;
            check(&answer, 422, "refused", sentence);
            assert_eq!(answer.json()["sequence"], 3);
        }
        // The good event before a bad one is not kept either.
        let answer = candidate
            .posts(&sitting, &[wire(3, 1.0), wire(4, -1.0)])
            .await;
        assert_eq!(answer.json()["sequence"], 4, "{answer:?}");
        assert_eq!(candidate.state().await["acknowledged_sequence"], 2);
    })
    .await;
}

#[tokio::test]
async fn an_event_of_another_section_is_refused() {
    on_both(|platform| async move {
        let (mut candidate, _) = agreed(&platform, 0).await;
        let checked = Happening::DeviceChecked(DeviceChecked {
            answer_by: AnswerBy::Typing,
            has_keyboard: true,
            can_play: true,
            refresh_hz: None,
            late_frames: None,
            browser: None,
        });
        let practised = Happening::PracticeFinished(PracticeFinished { rounds: 0 });
        candidate.does(&[checked, practised]).await;
        let sections = &crate::harness::world::assessment().sections;
        let other = Happening::SectionStarted(SectionStarted {
            section: sections[1].name.clone(),
        });
        let answer = candidate.does(&[other]).await;
        check(&answer, 422, "refused", "but the open section is");
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_over_or_not_ours_says_so() {
    on_both(|platform| async move {
        let link = platform.link(0);
        let mut somebody = Candidate::new(platform.browser());
        let tampered = format!("{}AAAA", &link[..link.len() - 4]);
        let answer = somebody.opens(&tampered).await;
        assert_eq!(answer.status, 404, "{answer:?}");
        platform.wait_seconds(15 * 86_400);
        let answer = somebody.opens(&link).await;
        assert_eq!(answer.status, 410, "{answer:?}");
        assert!(answer.body.contains("until"), "{answer:?}");
        assert!(somebody.browser.cookies.is_empty());
    })
    .await;
}

#[tokio::test]
async fn nothing_is_taken_after_handing_in() {
    on_both(|platform| async move {
        let (mut candidate, sitting) = agreed(&platform, 0).await;
        candidate.answers_all(&platform, 21).await;
        let early = candidate.state().await;
        assert_eq!(early["step"], "review");
        assert_eq!(candidate.submits().await.status, 303);
        let state = candidate.state().await;
        assert_eq!(state["step"], "submitted");
        let next = state["acknowledged_sequence"].as_u64().unwrap() + 1;
        let answer = candidate.posts(&sitting, &[wire(next, 1.0)]).await;
        check(&answer, 410, "submitted", "handed in");
        // The link shows the receipt from then on, on every device.
        let mut again = platform.candidate(0).await;
        let receipt = again.browser.get("/sitting").await;
        assert_eq!(receipt.status, 200, "{receipt:?}");
    })
    .await;
}
