//! (a) Durable answers a second at 256 connections.

use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::http::{self, Connection};
use crate::peers;
use crate::platform::{ADDRESS, Running};

const CONNECTIONS: usize = 256;
const SECONDS: u64 = 10;

/// A candidate who is answering items.
pub(crate) struct Candidate {
    pub(crate) cookie: String,
    pub(crate) sitting: String,
    pub(crate) next: u32,
}

/// Measures a bare hello and the platform.
pub(crate) async fn measure(running: &Running) -> Result<http::Load> {
    let hello = hello().await?;
    let grouped = answers(running).await?;
    for (name, load) in [("hello", &hello), ("durable answers", &grouped)] {
        print(name, load);
    }
    println!(
        "(a) answers / hello = {:.2} (aim 0.40)",
        grouped.per_second / hello.per_second
    );
    Ok(grouped)
}

/// Measures a platform that commits every answer alone, and compares.
pub(crate) async fn compare_alone(running: &Running, grouped: &http::Load) -> Result<()> {
    let alone = answers(running).await?;
    print("one answer a transaction", &alone);
    println!(
        "(a) answers / one answer a transaction = {:.1} (aim 20)",
        grouped.per_second / alone.per_second
    );
    Ok(())
}

fn print(name: &str, load: &http::Load) {
    println!(
        "(a) {name:<26}{:>8.0} a second, p50 {:.1} ms, p99 {:.1} ms",
        load.per_second, load.p50_ms, load.p99_ms
    );
}

async fn hello() -> Result<http::Load> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg("hello")
        .stdout(Stdio::null())
        .spawn()?;
    for _ in 0..100 {
        if Connection::open(peers::HELLO).await.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let request = http::post_json(
        "/hello",
        "",
        &answer_text("00000000-0000-0000-0000-000000000000", 1),
    );
    let clients = (0..CONNECTIONS)
        .map(|_| {
            let request = request.clone();
            move || request.clone()
        })
        .collect();
    let load = http::load(peers::HELLO, SECONDS, clients).await;
    child.kill()?;
    child.wait()?;
    load
}

/// Answers on a running server.
pub(crate) async fn answers(running: &Running) -> Result<http::Load> {
    let candidates = candidates(running, CONNECTIONS).await?;
    let clients = candidates
        .into_iter()
        .map(|mut candidate| {
            move || {
                let body = answer_text(&candidate.sitting, candidate.next);
                candidate.next += 1;
                http::post_json("/api/v1/sitting/events", &candidate.cookie, &body)
            }
        })
        .collect();
    http::load(ADDRESS, SECONDS, clients).await
}

/// Written as text, so that making it costs the load generator little.
fn answer_text(sitting: &str, sequence: u32) -> String {
    let value = 1 + sequence % 6;
    let client_ms = 1_790_000_000_000.5 + f64::from(sequence);
    format!(
        r#"{{"sitting":"{sitting}","events":[{{"sequence":{sequence},"kind":"answered","client_ms":{client_ms},"payload":{{"section":"questions","item":"{ITEM}","value":{value},"shown_ms":1000.25,"response_ms":2000.5}}}}]}}"#
    )
}

/// An item of the shipped questionnaire.
const ITEM: &str = "pause-before-answering";

/// Invites people and takes each to the questionnaire.
pub(crate) async fn candidates(running: &Running, n: usize) -> Result<Vec<Candidate>> {
    let people: Vec<Value> = (0..n)
        .map(|number| json!({ "name": format!("Bench {number}"), "email": format!("b{number}.{n}@example.org") }))
        .collect();
    let path = format!("/api/v1/campaigns/{}/invitations", running.campaign()?);
    let invited = running.post(&path, &Value::Array(people)).await?;
    let mut candidates = Vec::with_capacity(n);
    for one in invited.as_array().context("no invitations")? {
        let link = one["link"].as_str().context("no link")?;
        let path = link.find("/i/").map(|at| &link[at..]).context("no token")?;
        candidates.push(begin(running, path).await?);
    }
    Ok(candidates)
}

async fn begin(running: &Running, path: &str) -> Result<Candidate> {
    let mut connection = Connection::open(ADDRESS).await?;
    let cookie = running.open_link(&mut connection, path).await?;
    let notice = connection.send(&http::get("/sitting", &cookie)).await?;
    let form = format!("notice_version={}&locale=en", notice_version(&notice)?);
    let consent = format!(
        "POST /sitting/consent HTTP/1.1\r\nhost: bench\r\ncookie: {cookie}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    );
    let consented = connection.send(consent.as_bytes()).await?;
    if consented.status != 303 {
        bail!("a candidate could not agree: {}", consented.status);
    }
    let state = connection
        .send(&http::get("/api/v1/sitting", &cookie))
        .await?;
    let state: Value = serde_json::from_slice(&state.body)?;
    let sitting = state["sitting"].as_str().context("no sitting")?.to_owned();
    let after = state["acknowledged_sequence"]
        .as_u64()
        .context("no sequence")?;
    let steps = [
        (
            "device_checked",
            json!({ "answer_by": "typing", "has_keyboard": true, "can_play": true }),
        ),
        ("practice_finished", json!({ "rounds": 0 })),
        ("section_started", json!({ "section": "shop-return" })),
        (
            "section_finished",
            json!({ "section": "shop-return", "reason": "candidate" }),
        ),
        ("section_started", json!({ "section": "questions" })),
    ];
    let n_steps = steps.len() as u64;
    let events: Vec<Value> = (after + 1..)
        .zip(steps)
        .map(|(sequence, (kind, payload))| {
            json!({ "sequence": sequence, "kind": kind, "client_ms": 0, "payload": payload })
        })
        .collect();
    let body = json!({ "sitting": sitting, "events": events }).to_string();
    let answer = connection
        .send(&http::post_json("/api/v1/sitting/events", &cookie, &body))
        .await?;
    if answer.status != 200 {
        bail!(
            "a candidate could not begin: {}",
            String::from_utf8_lossy(&answer.body)
        );
    }
    let next = u32::try_from(after + n_steps + 1)?;
    Ok(Candidate {
        cookie,
        sitting,
        next,
    })
}

/// The version of the notice on a page, as its form sends it back.
fn notice_version(page: &http::Answer) -> Result<String> {
    let text = String::from_utf8_lossy(&page.body);
    let after = text
        .split_once("name=\"notice_version\" value=\"")
        .context("the notice names no version")?
        .1;
    Ok(after.split('"').next().unwrap_or_default().to_owned())
}
