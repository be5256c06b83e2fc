//! A sitting goes on where it was, whatever happened to the server.

use serde_json::Value;

use crate::harness::on_both;

/// A sitting's state without the time of asking.
fn timeless(mut state: Value) -> Value {
    assert!(state["server_ms"].take().is_i64());
    state
}

#[tokio::test]
async fn a_restarted_server_resumes_with_the_same_answers_and_the_time_that_is_left() {
    on_both(|mut platform| async move {
        let mut candidate = platform.candidate(0).await;
        candidate.consents().await;
        let sent = candidate.plans(&platform, 11).await;
        let mut n_compared = 0;
        // Once in every step and section: after a third, a half and two thirds of everything sent.
        for (number, one) in (1..).zip(&sent) {
            platform.wait_until(one.at);
            let answer = candidate.does(std::slice::from_ref(&one.happening)).await;
            assert_eq!(answer.status, 200, "{answer:?}");
            if number % (sent.len() / 8) == 1 {
                let before = timeless(candidate.state().await);
                platform.restart().await;
                candidate.browser.address.clone_from(&platform.address);
                assert_eq!(timeless(candidate.state().await), before);
                n_compared += 1;
            }
        }
        assert!(8 <= n_compared);
    })
    .await;
}

#[tokio::test]
async fn the_newest_device_goes_on_where_the_older_one_was() {
    on_both(|platform| async move {
        let mut first = platform.candidate(0).await;
        first.consents().await;
        let sent = first.plans(&platform, 12).await;
        for one in &sent[..6] {
            platform.wait_until(one.at);
            first.does(std::slice::from_ref(&one.happening)).await;
        }
        let before = first.state().await;
        let mut second = platform.candidate(0).await;
        let after = second.state().await;
        for field in [
            "sitting",
            "step",
            "section",
            "scene",
            "questionnaire",
            "deadline_ms",
        ] {
            assert_eq!(after[field], before[field], "{field}");
        }
        assert_ne!(after["device"], before["device"]);
    })
    .await;
}
