//! A candidate's way by plain pages and by events, from the link to the receipt.

use composure::clock::Millis;
use composure::storage::invitation;
use serde_json::json;

use crate::harness::candidate::{EVENTS, SITTING};
use crate::harness::{Candidate, on_both};

/// By plain forms through everything before the questionnaire.
async fn reach_questions(candidate: &mut Candidate) {
    candidate.consents().await;
    let forms: [(&str, &[(&str, &str)]); 3] = [
        (
            "/sitting/device",
            &[
                ("answer_by", "typing"),
                ("has_keyboard", "false"),
                ("can_play", "false"),
            ],
        ),
        ("/sitting/practice", &[("rounds", "0")]),
        ("/sitting/finish", &[("section", "queue")]),
    ];
    for (path, fields) in forms {
        let answer = candidate.browser.post_form(path, fields).await;
        assert_eq!(answer.status, 303, "{answer:?}");
    }
}

#[tokio::test]
async fn a_candidate_is_taken_from_the_link_to_the_receipt() {
    on_both(|platform| async move {
        let mut candidate = platform.candidate(0).await;
        assert_eq!(candidate.state().await["step"], "notice");
        candidate.consents().await;
        assert_eq!(candidate.state().await["step"], "device_check");
        let page = candidate.browser.get("/sitting").await;
        assert_eq!(page.status, 200);
        candidate.answers_all(&platform, 7).await;
        assert_eq!(candidate.state().await["step"], "review");
        let answer = candidate.submits().await;
        assert_eq!(answer.status, 303, "{answer:?}");
        let receipt = candidate.browser.get("/sitting").await;
        assert!(receipt.body.contains("We have your answers"), "{receipt:?}");
        assert!(receipt.body.contains("10 of 10 answers"), "{receipt:?}");
        // The link shows it again, also on another device, and a second hand-in does no harm.
        let mut other = platform.candidate(0).await;
        let again = other.browser.get("/sitting").await;
        assert!(again.body.contains("We have your answers"), "{again:?}");
        assert_eq!(candidate.submits().await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn every_step_has_a_page_and_a_form_sent_twice_does_no_harm() {
    on_both(|platform| async move {
        let mut candidate = platform.candidate(1).await;
        candidate.consents().await;
        let stale = [("notice_version", "en-old"), ("locale", "en")];
        let answer = candidate
            .browser
            .post_form("/sitting/consent", &stale)
            .await;
        assert_eq!(answer.status, 303, "{answer:?}");
        let device = [
            ("answer_by", "typing"),
            ("has_keyboard", "true"),
            ("can_play", "false"),
        ];
        for _ in 0..2 {
            let answer = candidate
                .browser
                .post_form("/sitting/device", &device)
                .await;
            assert_eq!(answer.status, 303, "{answer:?}");
        }
        let state = candidate.state().await;
        assert_eq!(
            (&state["step"], &state["answer_by"]),
            (&json!("practice"), &json!("typing"))
        );
        assert_eq!(candidate.browser.get("/sitting").await.status, 200);
        for _ in 0..2 {
            let answer = candidate
                .browser
                .post_form("/sitting/practice", &[("rounds", "1")])
                .await;
            assert_eq!(answer.status, 303, "{answer:?}");
        }
        // The scene, answered in writing by plain forms.
        assert_eq!(candidate.state().await["section"]["name"], "queue");
        let typed = [("section", "queue"), ("text", "I would listen first.")];
        candidate.browser.post_form("/sitting/typed", &typed).await;
        assert_eq!(candidate.state().await["scene"]["is_answered"], true);
        for _ in 0..2 {
            let finish = [("section", "queue")];
            let answer = candidate
                .browser
                .post_form("/sitting/finish", &finish)
                .await;
            assert_eq!(answer.status, 303, "{answer:?}");
        }
        assert_eq!(candidate.state().await["section"]["name"], "questions");
    })
    .await;
}

#[tokio::test]
async fn a_questionnaire_is_answered_by_plain_forms_and_its_clock_starts_with_the_picture() {
    on_both(|platform| async move {
        let mut candidate = platform.candidate(2).await;
        reach_questions(&mut candidate).await;
        let intro = candidate.browser.get("/sitting").await;
        assert!(intro.body.contains("/sitting?begin=1"), "{intro:?}");
        assert_eq!(candidate.state().await["deadline_ms"], json!(null));
        let page = candidate.browser.get("/sitting?begin=1").await;
        assert!(
            page.body.contains("/sitting/painted/questions.gif"),
            "{page:?}"
        );
        let picture = candidate
            .browser
            .get("/sitting/painted/questions.gif")
            .await;
        assert_eq!(picture.status, 200);
        // 300 seconds by the definition.
        let due = platform.clock.now().plus_seconds(300);
        assert_eq!(candidate.state().await["deadline_ms"], due.0);

        let first = [
            ("section", "questions"),
            ("page", "0"),
            ("item.wait", "5"),
            ("item.plan", "2"),
            ("go", "next"),
        ];
        for _ in 0..2 {
            let answer = candidate
                .browser
                .post_form("/sitting/answers", &first)
                .await;
            assert_eq!(answer.location(), "/sitting?page=1", "{answer:?}");
        }
        let state = candidate.state().await;
        assert_eq!(
            state["questionnaire"]["answers"],
            json!({"wait": 5, "plan": 2})
        );
        assert_eq!(state["questionnaire"]["page"], 1);
        let wrong = [
            ("section", "questions"),
            ("page", "0"),
            ("item.wait", "9"),
            ("go", "next"),
        ];
        let answer = candidate
            .browser
            .post_form("/sitting/answers", &wrong)
            .await;
        assert_eq!(answer.status, 422, "{answer:?}");
        let last = [("section", "questions"), ("page", "1"), ("go", "finish")];
        let answer = candidate.browser.post_form("/sitting/answers", &last).await;
        assert_eq!(answer.location(), "/sitting", "{answer:?}");
        assert_eq!(candidate.state().await["section"]["name"], "gate");
    })
    .await;
}

#[tokio::test]
async fn the_state_never_holds_a_key() {
    on_both(|platform| async move {
        let mut candidate = platform.candidate(3).await;
        candidate.consents().await;
        let device = [
            ("answer_by", "camera"),
            ("has_keyboard", "true"),
            ("can_play", "true"),
        ];
        candidate
            .browser
            .post_form("/sitting/device", &device)
            .await;
        // The practice asks in every format; only what is asked reaches the browser.
        let practice = candidate.browser.get(SITTING).await;
        let decisions = &practice.json()["scene"]["decisions"];
        let kinds: Vec<&str> = (decisions.as_array().unwrap().iter())
            .map(|decision| decision["kind"].as_str().unwrap())
            .collect();
        assert_eq!(kinds, ["choose", "act_now", "rate"]);
        // The word itself may stand in what is asked; a key of that name may not.
        for word in ["\"moment", "any-time", "never", "to_ms"] {
            assert!(!practice.body.contains(word), "{word}: {practice:?}");
        }
        candidate
            .browser
            .post_form("/sitting/practice", &[("rounds", "0")])
            .await;
        let answer = candidate.browser.get(SITTING).await;
        let scene = &answer.json()["scene"];
        let options = scene["decisions"][0]["options"].as_array().unwrap();
        assert!(!options.is_empty());
        for option in options {
            let names: Vec<&String> = option.as_object().unwrap().keys().collect();
            assert_eq!(names, ["name", "text"]);
        }
        let rating = &scene["decisions"][2];
        assert_eq!(rating["ends"][1], "Very much");
        for word in [
            "rationale",
            "\"key\"",
            "first-moves",
            "words-chosen",
            "expert",
            "competency",
            "assertive",
            "anchor",
            "timing",
        ] {
            assert!(!answer.body.contains(word), "{word}: {answer:?}");
        }
        let url = scene["sources"][0]["url"].as_str().unwrap();
        assert!(url.starts_with("/sitting/media/"), "{url}");
    })
    .await;
}

#[tokio::test]
async fn a_link_that_does_not_open_says_why_and_what_to_do() {
    on_both(|platform| async move {
        let link = platform.link(4);
        let tampered = format!("{}x", link.trim_end_matches('/'));
        let mut browser = platform.browser();
        let nobody = browser.get("/sitting").await;
        assert_eq!(nobody.status, 401);
        assert!(
            nobody.body.contains("open your invitation link again"),
            "{nobody:?}"
        );
        let path = tampered.split_once("/i/").unwrap().1;
        let answer = browser.get(&format!("/i/{path}")).await;
        assert_eq!(answer.status, 404);
        assert!(
            answer.body.contains("This link does not work"),
            "{answer:?}"
        );

        let mut candidate = platform.candidate(4).await;
        let mut second = platform.candidate(4).await;
        let fenced = candidate.browser.get("/sitting").await;
        assert_eq!(fenced.status, 410, "{fenced:?}");
        let fenced = candidate.browser.get(SITTING).await;
        assert_eq!(fenced.problem(), (410, "another-device".to_owned()));
        assert_eq!(second.state().await["step"], "notice");

        let expired = platform.link(5);
        platform.wait_seconds(15 * 86_400);
        let path = expired.split_once("/i/").unwrap().1;
        let answer = browser.get(&format!("/i/{path}")).await;
        assert_eq!(answer.status, 410);
        assert!(answer.body.contains("It could be used until"), "{answer:?}");
        assert!(
            answer.body.contains("Police Department of home"),
            "{answer:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_link_that_was_taken_back_is_gone() {
    on_both(|platform| async move {
        let invitation = &platform.world.home.invitations[6];
        let mut tx = platform.db.begin().await.unwrap();
        let (agency, id) = (invitation.agency, invitation.id);
        let revoked = invitation::revoke(&mut tx, agency, id, Millis(1)).await;
        revoked.unwrap();
        tx.commit().await.unwrap();
        let mut candidate = platform.candidate(7).await;
        let answer = candidate.opens(&platform.link(6)).await;
        assert_eq!(answer.status, 410);
        assert!(answer.body.contains("taken back"), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn bad_posts_of_events_are_refused_with_what_to_do() {
    on_both(|platform| async move {
        let mut candidate = platform.candidate(8).await;
        candidate.consents().await;
        let sitting = candidate.state().await["sitting"].as_str().unwrap().to_owned();
        let event = |sequence: u32, kind: &str, payload: serde_json::Value| {
            json!({"sequence": sequence, "kind": kind, "client_ms": 1.0, "payload": payload})
        };
        let rounds = json!({"rounds": 1});
        let huge = json!({"rounds": 1, "words": "x".repeat(300_000)});
        let cases = [
            (vec![event(9, "practice_finished", rounds.clone())], 409, "sequence-gap"),
            (vec![event(1, "practice_finished", rounds.clone())], 409, "sequence-taken"),
            (vec![event(3, "practice_finished", rounds.clone())], 422, "refused"),
            (vec![event(3, "dreamt", rounds.clone())], 422, "refused"),
            (vec![event(3, "submitted", json!({"missing_recordings": 0}))], 422, "refused"),
            (vec![event(3, "practice_finished", json!({"rounds": "two"}))], 422, "refused"),
            (vec![event(3, "practice_finished", huge)], 413, "too-large"),
            (vec![event(3, "practice_finished", rounds.clone()); 201], 413, "too-large"),
        ];
        for (events, status, kind) in cases {
            let answer = candidate.posts(&sitting, &events).await;
            assert_eq!(answer.problem(), (status, kind.to_owned()), "{answer:?}");
        }
        let foreign = "01890a5d-ac96-774b-bcce-b302099a8057";
        let answer = candidate.posts(foreign, &[]).await;
        assert_eq!(answer.problem(), (404, "not-found".to_owned()));
        let answer = candidate.browser.post_form(EVENTS, &[("events", "1")]).await;
        assert_eq!(answer.problem().0, 415);
        let answer = candidate.browser.post_json(EVENTS, &json!([1, 2])).await;
        assert_eq!(answer.problem().0, 400);
        assert_eq!(candidate.state().await["acknowledged_sequence"], 2);
        let nobody = platform.browser().post_json(EVENTS, &json!({})).await;
        assert_eq!(nobody.problem(), (401, "not-signed-in".to_owned()));
    })
    .await;
}
