//! The whole of what Composure is for, from invitation to ranked score, through nothing but HTTP.

use serde_json::{Value, json};

use crate::harness::description::Description;
use crate::harness::staff::Staff;
use crate::harness::world::PASSWORD;
use crate::harness::{Browser, Candidate, Platform, on_both};

/// A program that has a token of the home agency.
async fn program(platform: &Platform) -> Browser {
    let mut program = platform.browser();
    let asked = json!({
        "grant_type": "client_credentials",
        "client_id": platform.world.home.client.to_string(),
        "client_secret": PASSWORD,
    });
    let token = program.post_json("/api/v1/token", &asked).await.json();
    program.token = token["access_token"].as_str().map(ToOwned::to_owned);
    program
}

/// Asks as a program, with the answer held against the description.
async fn get(program: &mut Browser, described: &Description, pattern: &str, id: &str) -> Value {
    let path = pattern
        .replace("{campaign}", id)
        .replace("{application}", id);
    let answer = program.get(&path).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    described.check("GET", pattern.split('?').next().unwrap(), &answer);
    answer.json()
}

const INVITATIONS: &str = "/api/v1/campaigns/{campaign}/invitations";

#[tokio::test]
async fn invited_people_become_ranked_scores_with_their_errors() {
    on_both(|platform| async move {
        let mut program = program(&platform).await;
        let described = Description::read(&mut program).await;
        let campaign = platform.world.home.campaign.to_string();
        let people = json!([
            { "name": "Noor Haddad", "email": "noor@example.org", "external_id": "A-1" },
            { "name": "Tomás Rey", "email": "tomas@example.org" },
            { "name": "Late Comer", "email": "late@example.org" },
        ]);
        let path = INVITATIONS.replace("{campaign}", &campaign);
        let answer = program.post_json(&path, &people).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        described.check("POST", INVITATIONS, &answer);
        let invited = answer.json();

        let mut n_events = Vec::new();
        for (seed, person) in (31..).zip(&invited.as_array().unwrap()[..2]) {
            let mut candidate = Candidate::new(platform.browser());
            let opened = candidate.opens(person["link"].as_str().unwrap()).await;
            assert_eq!((opened.status, opened.location()), (303, "/sitting"));
            candidate.consents().await;
            candidate.answers_all(&platform, seed).await;
            assert_eq!(candidate.submits().await.status, 303);
            n_events.push(candidate.state().await["acknowledged_sequence"].clone());
        }
        assert_eq!(platform.app.score_waiting().await.unwrap(), 2);
        // Two whole sittings take longer than a token lasts.
        program = self::program(&platform).await;

        let campaigns = get(&mut program, &described, "/api/v1/campaigns", "").await;
        assert_eq!(campaigns[0]["submitted"], 2);
        let ranking = "/api/v1/campaigns/{campaign}/ranking?page=1&per_page=10";
        let list = get(&mut program, &described, ranking, &campaign).await;
        // The order of stop trials is drawn anew for each sitting, and with some nobody could be given a stop-signal
        // time: then there is no rank, and a reason.
        let unranked = format!("{ranking}&part=unranked");
        let others = get(&mut program, &described, &unranked, &campaign).await;
        let totals = [&list, &others].map(|part| part["total"].as_u64().unwrap());
        assert_eq!(totals[0] + totals[1], 2, "{list} {others}");
        for row in others["rows"].as_array().unwrap() {
            assert_ne!(row["reasons"], json!([]), "{row}");
        }
        assert_eq!(list["norm_group"]["name"], "example");
        let rows = list["rows"].as_array().unwrap();
        let scores: Vec<f64> = rows
            .iter()
            .map(|row| row["overall"]["t"].as_f64().unwrap())
            .collect();
        assert!(scores.is_sorted_by(|one, next| next <= one), "{list}");
        for row in rows {
            assert!(
                0.0 < row["overall"]["standard_error"].as_f64().unwrap(),
                "{row}"
            );
            assert_eq!(row["name"], Value::Null, "names wait for the shortlist");
        }

        a_reviewer_shortlists(&platform, &invited[0]).await;
        for (person, n_events) in invited.as_array().unwrap().iter().zip(n_events) {
            the_report_rests_on_its_events(&mut program, &described, person, &n_events).await;
        }
    })
    .await;
}

/// Names come with the shortlist, not before.
async fn a_reviewer_shortlists(platform: &Platform, first: &Value) {
    let campaign = platform.world.home.campaign;
    let application = format!(
        "/desk/applications/{}",
        first["application"].as_str().unwrap()
    );
    let email = platform.world.home.email("reviewer");
    let mut reviewer = Staff::signs_in(platform.browser(), email, PASSWORD).await;
    let list = reviewer.opens(&format!("/desk/campaigns/{campaign}")).await;
    assert!(list.body.contains(first["code"].as_str().unwrap()));
    assert!(!list.body.contains("Noor Haddad"), "names wait");
    let action = format!("{application}/shortlist");
    let fields = [("shortlisted", "yes")];
    let answer = reviewer.sends(&application, &action, &fields).await;
    assert_eq!(answer.status, 303, "{answer:?}");
    let page = reviewer.opens(&application).await;
    assert!(page.body.contains("Noor Haddad"), "{page:?}");
}

async fn the_report_rests_on_its_events(
    program: &mut Browser,
    described: &Description,
    person: &Value,
    n_events: &Value,
) {
    let id = person["application"].as_str().unwrap();
    let report = "/api/v1/applications/{application}/report";
    let report = get(program, described, report, id).await;
    assert_eq!(report["code"], person["code"]);
    assert_eq!(report["report"]["scales"].as_array().unwrap().len(), 8);
    let events = "/api/v1/applications/{application}/events";
    let events = get(program, described, events, id).await;
    let last = events.as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["sequence"], &last["kind"]),
        (n_events, &json!("submitted"))
    );
    assert_eq!(report["report"]["events_digest"], last["digest"]);
}

#[tokio::test]
async fn a_sittings_state_is_as_described_at_every_step() {
    on_both(|platform| async move {
        let mut candidate = platform.candidate(0).await;
        let described = Description::read(&mut candidate.browser).await;
        let path = crate::harness::candidate::SITTING;
        let mut steps = Vec::new();
        candidate.consents().await;
        for sent in candidate.plans(&platform, 5).await {
            platform.wait_until(sent.at);
            let answer = candidate.does(&[sent.happening]).await;
            described.check("POST", crate::harness::candidate::EVENTS, &answer);
            let answer = candidate.browser.get(path).await;
            described.check("GET", path, &answer);
            let state = answer.json();
            steps.push(format!("{}{}", state["step"], state["section"]["kind"]));
        }
        steps.dedup();
        assert_eq!(steps.len(), 9, "{steps:?}");
        let answer = platform.browser().get(path).await;
        described.check("GET", path, &answer);
    })
    .await;
}

#[tokio::test]
async fn a_list_with_bad_entries_names_them_all_and_invites_nobody() {
    on_both(|platform| async move {
        let mut program = program(&platform).await;
        let described = Description::read(&mut program).await;
        let campaign = platform.world.home.campaign.to_string();
        let path = INVITATIONS.replace("{campaign}", &campaign);
        let people = json!([
            { "name": "Noor Haddad", "email": "noor@example.org" },
            { "name": "", "email": "tomas@example.org" },
            { "name": "Kai Ito", "email": "nowhere" },
            { "name": "Noor Haddad", "email": "NOOR@example.org" },
        ]);
        let before = program.get("/api/v1/campaigns").await.json();
        let answer = program.post_json(&path, &people).await;
        described.check("POST", INVITATIONS, &answer);
        assert_eq!(answer.problem(), (422, "invalid".to_owned()));
        for entry in ["Nobody was invited", "Entry 2: ", "Entry 3: ", "Entry 4: "] {
            assert!(answer.body.contains(entry), "{entry}: {answer:?}");
        }
        assert_eq!(program.get("/api/v1/campaigns").await.json(), before);
        // Somebody who was invited before keeps the application and gets no second link.
        let people = json!([{ "name": "Ada Park", "email": "a0@home.example.net" }]);
        let answer = program.post_json(&path, &people).await;
        assert_eq!(answer.json()[0]["link"], Value::Null, "{answer:?}");
    })
    .await;
}
