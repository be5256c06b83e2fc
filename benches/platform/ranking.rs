//! (b) The first page of a ranked list of 100,000 applicants.

use anyhow::{Context, Result};
use composure::clock::{Millis, seeded};
use composure::ids::CampaignId;
use composure::people::{EmailAddress, PersonName};
use composure::scoring::Verdict;
use composure::selection::{ApplicationStatus, RankingEntry, TScore};
use composure::storage::invitation::{InvitationTerms, Invitee, invite_all};
use composure::storage::{Db, agency, ranking};
use rand::RngExt;

use crate::http::{self, Connection};
use crate::platform::{ADDRESS, Demo, Running};

const APPLICANTS: usize = 100_000;
const SECONDS: u64 = 5;

/// Fills a campaign and asks for its first page, one request after the other.
pub(crate) async fn measure() -> Result<()> {
    let demo = Demo::load(0)?;
    fill(&demo).await?;
    let running = Running::start_on(demo, &[]).await?;
    let mut connection = Connection::open(ADDRESS).await?;
    let cookie = running.sign_in(&mut connection).await?;
    let path = format!("/desk/campaigns/{}", running.campaign()?);
    for (name, query) in [
        ("by overall score", ""),
        ("by interpersonal skill", "?sort=interpersonal-skill"),
    ] {
        let request = http::get(&format!("{path}{query}"), &cookie);
        let load = http::load(ADDRESS, SECONDS, vec![move || request.clone()]).await?;
        println!(
            "(b) first page of {APPLICANTS} {name}: p50 {:.1} ms, p99 {:.1} ms (aim: at most 50 ms)",
            load.p50_ms, load.p99_ms
        );
    }
    Ok(())
}

async fn fill(demo: &Demo) -> Result<()> {
    let db = Db::open(&format!(
        "sqlite:{}/composure.sqlite",
        demo.folder().display()
    ))
    .await?;
    let mut rng = seeded(3);
    let mut tx = db.begin().await?;
    let agency = agency::all(&mut tx)
        .await?
        .into_iter()
        .next()
        .context("no agency")?
        .id;
    let campaign = CampaignId::parse(demo.campaign()?).context("no campaign")?;
    let people = (0..APPLICANTS).map(invitee).collect::<Result<Vec<_>>>()?;
    let now = Millis(1_790_000_000_000);
    let terms = InvitationTerms {
        agency,
        campaign,
        now,
        expires: now.plus_days(30),
    };
    let invited = invite_all(&mut tx, &terms, &people, &mut rng).await?;
    for (one, person) in invited.into_iter().zip(people) {
        let score = |t: f64| {
            Some(TScore {
                t,
                standard_error: 3.5,
            })
        };
        let entry = RankingEntry {
            application: one.application,
            agency,
            campaign,
            code: one.code,
            candidate_name: Some(person.name),
            status: ApplicationStatus::Scored,
            overall: score(rng.random_range(20.0..80.0)),
            impulse_control: score(rng.random_range(20.0..80.0)),
            interpersonal_skill: score(rng.random_range(20.0..80.0)),
            flag_count: 0,
            refused_count: 0,
            verdict: Some(Verdict::Interpretable),
            submitted: Some(now),
            is_shortlisted: false,
            decision: None,
        };
        ranking::put(&mut tx, &entry).await?;
    }
    tx.commit().await?;
    db.close().await;
    Ok(())
}

fn invitee(number: usize) -> Result<Invitee> {
    Ok(Invitee {
        name: PersonName::parse(&format!("Applicant {number}"))?,
        email: EmailAddress::parse(&format!("a{number}@example.org"))?,
        external_id: None,
    })
}
