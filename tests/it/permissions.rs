//! Every route, tried as everybody, on records of one's own agency and of another: the table is `permissions.txt`.

use std::collections::BTreeMap;

use composure::assessment::SectionName;
use composure::clock::seeded;
use composure::digest::Digest;
use composure::ids::{RecordingId, SittingId};
use composure::storage::recording::{
    ExpectedRecording, Recording, RecordingFile, RecordingStatus, insert, mark_received_if_whole,
    set_expected, set_ready,
};
use composure::web::{assets, routes};
use reqwest::Method;
use serde_json::json;

use crate::harness::staff::Staff;
use crate::harness::world::{House, PASSWORD};
use crate::harness::{Answer, Browser, Candidate, Platform, on_both};

const TABLE: &str = include_str!("permissions.txt");

const PERSONAS: [&str; 7] = [
    "nobody",
    "candidate",
    "reviewer",
    "psychologist",
    "administrator",
    "auditor",
    "program",
];

/// One line of the table.
#[derive(Debug)]
struct Row {
    method: &'static str,
    pattern: &'static str,
    /// What each persona gets, in the order of [`PERSONAS`].
    expected: Vec<&'static str>,
    /// What those who may get for a record of another agency; `-` where the route names none.
    foreign: &'static str,
}

fn table() -> Vec<Row> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let rows = lines.map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [method, pattern, expected @ .., foreign] = &words[..] else {
            panic!("too few words: {line}");
        };
        assert_eq!(expected.len(), PERSONAS.len(), "{line}");
        Row {
            method,
            pattern,
            expected: expected.to_vec(),
            foreign,
        }
    });
    rows.collect()
}

/// The records of one agency that an address may name.
struct Records {
    campaign: String,
    application: String,
    invitation: String,
    recording: String,
    link: String,
}

/// Lets somebody of that agency sit, hand in and be scored, with a recording that can be played.
async fn records(platform: &Platform, house: &House, seed: u64) -> Records {
    let mut candidate = Candidate::new(platform.browser());
    let link = platform.app.invitation_link(&house.invitations[0]).unwrap();
    candidate.opens(&link).await;
    candidate.consents().await;
    candidate.answers_all(platform, seed).await;
    candidate.submits().await;
    let state = candidate.state().await;
    let sitting = SittingId::parse(state["sitting"].as_str().unwrap()).unwrap();
    assert_eq!(platform.app.score_waiting().await.unwrap(), 1);
    Records {
        campaign: house.campaign.to_string(),
        application: house.invitations[0].application.to_string(),
        invitation: house.invitations[3].id.to_string(),
        recording: keep_recording(platform, house, (sitting, seed))
            .await
            .to_string(),
        link,
    }
}

async fn keep_recording(
    platform: &Platform,
    house: &House,
    (sitting, seed): (SittingId, u64),
) -> RecordingId {
    let id = RecordingId::new(platform.clock.now(), &mut seeded(seed));
    let recording = Recording {
        id,
        agency: house.agency.id,
        sitting,
        section: SectionName::parse("queue").unwrap(),
        media_type: "video/webm".to_owned(),
        status: RecordingStatus::Recording,
        started: platform.clock.now(),
        expected: None,
        file: None,
        failure: None,
        attempts: 0,
    };
    let expected = ExpectedRecording {
        segments: 0,
        bytes: 0,
        duration_ms: 0.0,
    };
    let file = RecordingFile {
        object_key: format!("recordings/{id}/film"),
        sha256: Digest::of_bytes(b"film"),
    };
    let folder = platform.stores.folder.path().join("media/recordings");
    std::fs::create_dir_all(folder.join(id.to_string())).unwrap();
    std::fs::write(folder.join(id.to_string()).join("film"), b"film").unwrap();
    let mut tx = platform.db.begin().await.unwrap();
    insert(&mut tx, &recording).await.unwrap();
    set_expected(&mut tx, id, &expected).await.unwrap();
    mark_received_if_whole(&mut tx, id).await.unwrap();
    set_ready(&mut tx, id, &file).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// An address of that pattern, with the records that it names.
fn address(pattern: &str, records: &Records, fingerprint: &str) -> String {
    let mut filled = Vec::new();
    let mut before = "";
    for part in pattern.split('/') {
        let is_name = part.contains('{');
        filled.push(match (before, is_name) {
            (_, false) => part.to_owned(),
            ("campaigns", _) => records.campaign.clone(),
            ("applications", _) => records.application.clone(),
            ("invitations", _) => records.invitation.clone(),
            ("recordings", _) => records.recording.clone(),
            ("uploads", _) => format!("{}.0", records.recording),
            ("scales" | "distribution", _) => "restraint".to_owned(),
            ("norms", _) => fingerprint.to_owned(),
            ("{fingerprint}", _) => "example".to_owned(),
            ("i", _) => records.link.rsplit('/').next().unwrap().to_owned(),
            ("media", _) => Digest::of_bytes(b"nothing").to_string(),
            ("painted", _) => "queue.gif".to_owned(),
            ("assets", _) => return format!("{}/composure.css", assets::folder()),
            (other, true) => panic!("what is named after `{other}` in {pattern}?"),
        });
        before = part;
    }
    filled.join("/")
}

/// Everything that some form here asks for.
fn form(token: &str) -> [(&'static str, &str); 12] {
    [
        ("csrf", token),
        ("decision", "advance"),
        ("reason", "Calm and fair throughout the first scene."),
        ("shortlisted", "yes"),
        ("title", "Entry level 2028"),
        ("norm_group", ""),
        ("form", "neither"),
        (
            "seal",
            "0000000000000000000000000000000000000000000000000000000000000000",
        ),
        ("csv", "name,email\nNoor Haddad,noor@example.org\n"),
        ("name", "Noor Haddad"),
        ("email", "noor@example.org"),
        ("password", "not the one"),
    ]
}

/// Somebody at their browser, with what their forms carry.
struct Persona {
    browser: Browser,
    token: String,
}

async fn persona(platform: &Platform, name: &str) -> Persona {
    let house = &platform.world.home;
    let browser = platform.browser();
    match name {
        "nobody" => Persona {
            browser,
            token: String::new(),
        },
        "candidate" => {
            let mut candidate = platform.candidate(1).await;
            if candidate.state().await["step"] == "notice" {
                candidate.consents().await;
            }
            Persona {
                browser: candidate.browser,
                token: String::new(),
            }
        }
        "program" => {
            let mut browser = browser;
            let asked = json!({
                "grant_type": "client_credentials",
                "client_id": house.client.to_string(),
                "client_secret": PASSWORD,
            });
            let answer = browser.post_json("/api/v1/token", &asked).await.json();
            browser.token = answer["access_token"].as_str().map(ToOwned::to_owned);
            Persona {
                browser,
                token: String::new(),
            }
        }
        role => {
            let email = house.email(role);
            let mut staff = Staff::signs_in(browser, email, PASSWORD).await;
            let desk = staff.browser.get("/desk").await;
            let page = staff.opens(desk.location()).await;
            Persona {
                token: page.field("csrf"),
                browser: staff.browser,
            }
        }
    }
}

/// Asks, and says in a word how the server took it.
async fn ask(persona: &mut Persona, row: &Row, address: &str) -> (String, Answer) {
    let method = Method::from_bytes(row.method.as_bytes()).unwrap();
    let is_post = method == Method::POST;
    let mut request = persona.browser.request(method, address);
    if is_post && row.pattern.ends_with("/invitations") && row.pattern.starts_with("/api/") {
        request = request.json(&json!([{ "name": "Noor Haddad", "email": "noor@example.org" }]));
    } else if is_post && !row.pattern.starts_with("/api/") {
        request = request.form(&form(&persona.token));
    }
    let answer = persona.browser.send(request).await.unwrap();
    let word = match answer.status {
        303 if answer.location().starts_with("/sign-in") => "sign-in".to_owned(),
        status @ (401 | 403 | 404) => status.to_string(),
        status => {
            assert!(status < 500, "{} {address}: {answer:?}", row.method);
            "yes".to_owned()
        }
    };
    (word, answer)
}

#[test]
fn every_route_has_one_line_in_the_table_of_permissions() {
    let mut lines: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in table() {
        *lines.entry((row.method, row.pattern)).or_default() += 1;
    }
    for route in routes::TABLE {
        let n_lines = lines.remove(&(route.method, route.pattern));
        assert_eq!(n_lines, Some(1), "{route:?}");
    }
    assert!(lines.is_empty(), "no such route: {lines:?}");
}

#[test]
fn a_route_that_names_a_record_says_what_a_foreign_one_gets() {
    const OF_AGENCIES: [&str; 4] = ["campaigns", "applications", "invitations", "recordings"];
    for row in table() {
        let names = OF_AGENCIES
            .iter()
            .any(|word| row.pattern.contains(&format!("/{word}/{{")));
        assert_eq!(names, row.foreign == "404", "{row:?}");
    }
}

#[tokio::test]
async fn everybody_can_do_what_the_table_says_and_nothing_else() {
    on_both(|platform| async move {
        let own = records(&platform, &platform.world.home, 41).await;
        let foreign = records(&platform, &platform.world.abroad, 42).await;
        let fingerprint = composure::assessment::example::source().fingerprint();
        let fingerprint = fingerprint.to_string();
        let mut faults = Vec::new();
        for (place, name) in PERSONAS.iter().enumerate() {
            let mut asking = persona(&platform, name).await;
            for row in table() {
                let expected = row.expected[place];
                let path = address(row.pattern, &own, &fingerprint);
                let other = address(row.pattern, &foreign, &fingerprint);
                // The foreign record first: what is done to one's own may change what the next finds.
                if expected == "yes" && row.foreign != "-" {
                    let (found, answer) = ask(&mut asking, &row, &other).await;
                    if found != row.foreign {
                        faults.push(format!("{name} {} {other}: {found} {answer:?}", row.method));
                    }
                }
                let (found, answer) = ask(&mut asking, &row, &path).await;
                if found != expected {
                    let status = answer.status;
                    faults.push(format!(
                        "{name} {} {}: {found} ({status}), not {expected}",
                        row.method, row.pattern
                    ));
                }
                if ["/sign-out", "/sign-in", "/i/{token}"].contains(&row.pattern) {
                    asking = persona(&platform, name).await;
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    })
    .await;
}
