//! The demonstration, and what is built on it: verifying, inviting, taking back.

use std::path::Path;

use tempfile::TempDir;

use super::{DemoOptions, DemoSignIns, STORY_BEGINS};
use crate::app::actors::Staff;
use crate::app::{App, Error, Gone};
use crate::clock::{Chance, Clock};
use crate::ids::CampaignId;
use crate::media::MediaStore;
use crate::selection::{ApplicationStatus, Order, RankingQuery, SortBy};
use crate::storage::testing::{on_both, tamper};
use crate::storage::{self, Db};

const ASSESSMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assessments");

/// A platform with a demonstration of a few applicants.
struct Shown {
    app: App,
    sign_ins: DemoSignIns,
    _media: TempDir,
}

impl Shown {
    async fn with(db: Db, applicants: u32) -> Self {
        let media = tempfile::tempdir().unwrap();
        let store = MediaStore::open_folder(media.path()).unwrap();
        let clock = Clock::manual(STORY_BEGINS);
        let app = App::open(db, store, clock, "http://127.0.0.1:8080".to_owned())
            .await
            .unwrap()
            .with_chance(Chance::seeded(7));
        let published = app.publish_all(Path::new(ASSESSMENTS)).await.unwrap();
        let publications = published.publications;
        let options = DemoOptions {
            applicants,
            seed: 7,
            links_expire: STORY_BEGINS.plus_days(365),
        };
        let sign_ins = app.load_demo(&options, &publications).await.unwrap();
        Self {
            app,
            sign_ins,
            _media: media,
        }
    }

    async fn signed_in(&self, role: &str) -> Staff {
        let mut accounts = self.sign_ins.sign_ins.iter();
        let account = accounts.find(|one| one.role == role).unwrap();
        let signed_in = self.app.sign_in(&account.email, &account.password);
        let cookie = signed_in.await.unwrap().cookie;
        self.app.staff(&cookie).await.unwrap()
    }

    fn spring(&self) -> CampaignId {
        CampaignId::parse(&self.sign_ins.campaigns[0].id).unwrap()
    }

    /// The codes and T scores of the ranked list, the best first.
    async fn ranked(&self) -> Vec<(String, Option<f64>)> {
        let agency = self.signed_in("reviewer").await.agency().id;
        let wanted = RankingQuery {
            shows_names: true,
            search: None,
            verdict: None,
            is_shortlisted: None,
            is_decided: None,
            is_ranked: None,
            decision: None,
            lowest_overall: None,
            below_overall: None,
            sort_by: SortBy::Overall,
            order: Order::Descending,
        };
        let mut tx = self.app.db.read().await.unwrap();
        let page = storage::ranking::page(&mut tx, (agency, self.spring()), &wanted, 0, 100)
            .await
            .unwrap();
        page.into_iter()
            .map(|entry| (entry.code.to_string(), entry.overall.map(|score| score.t)))
            .collect()
    }
}

#[tokio::test]
async fn every_applicant_of_a_demonstration_is_scored_and_a_seed_tells_them() {
    on_both(|db| async move {
        let shown = Shown::with(db, 4).await;
        let ranked = shown.ranked().await;
        assert_eq!(ranked.len(), 4);
        assert_eq!(shown.sign_ins.sign_ins.len(), 4);
        assert!(shown.app.has_demo().await.unwrap());

        let folder = tempfile::tempdir().unwrap();
        let db = Db::open_sqlite(&folder.path().join("again.sqlite"))
            .await
            .unwrap();
        let again = Shown::with(db, 4).await;
        assert_eq!(again.ranked().await, ranked);
        assert_eq!(again.spring(), shown.spring());
        assert_ne!(
            again.sign_ins.sign_ins[0].password, shown.sign_ins.sign_ins[0].password,
            "a password must not be told by a seed"
        );
    })
    .await;
}

#[tokio::test]
async fn a_demonstration_is_as_it_was_written_until_somebody_changes_a_row() {
    // What is changed, and a word of each place where it must show.
    let cases: [(&'static str, &[&str]); 6] = [
        (
            "update audit set action = 'sitting.forgotten' where sequence = 9",
            &["audit entry 9"],
        ),
        (
            "update score_set set report = replace(report, '\"n_missing\":0', '\"n_missing\":1')",
            &["scores "],
        ),
        ("update score_row set t = t + 1", &["for distributions"]),
        (
            "update ranking_entry set overall_t = overall_t + 1",
            &["ranked list"],
        ),
        (
            "update campaign set band_rule = 'none' where name = 'Spring academy'",
            &["seal"],
        ),
        // The last, because scores cannot be computed anew from events that are not as they were written.
        (
            "update event set payload = replace(payload, '\"value\":', '\"value\": ') where kind = 'answered' \
             and sequence = (select max(sequence) from event where kind = 'answered')",
            &["event ", "anew"],
        ),
    ];
    on_both(|db| async move {
        let shown = Shown::with(db.clone(), 2).await;
        let found = shown.app.verify().await.unwrap();
        assert_eq!(found.differences, [], "{found:?}");
        // Seals of the spring campaign and of a walk-through of each shipped assessment.
        assert_eq!((found.n_score_sets, found.n_seals), (2, 3));
        for (statement, places) in cases {
            let before = shown.app.verify().await.unwrap().differences;
            assert!(tamper(&db, statement).await > 0, "{statement}");
            let after = shown.app.verify().await.unwrap().differences;
            let mut fresh = after.iter().filter(|one| !before.contains(one));
            let is_shown = |place: &&&str| fresh.any(|one| one.to_string().contains(**place));
            let n_shown = places.iter().filter(is_shown).count();
            assert_eq!(n_shown, places.len(), "{statement}: {after:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_chain_cut_short_at_its_end_is_found_out() {
    on_both(|db| async move {
        let shown = Shown::with(db.clone(), 0).await;
        let last = "delete from audit where sequence = (select max(sequence) from audit)";
        assert_eq!(tamper(&db, last).await, 1);
        let found = shown.app.verify().await.unwrap();
        assert_eq!(found.differences.len(), 1, "{found:?}");
    })
    .await;
}

#[tokio::test]
async fn a_link_taken_back_ends_its_sitting_and_opens_no_more() {
    on_both(|db| async move {
        let shown = Shown::with(db, 0).await;
        let administrator = shown.signed_in("administrator").await;
        let administrator = administrator.administrator().unwrap();
        let walk_through = CampaignId::parse(&shown.sign_ins.campaigns[1].id).unwrap();
        let list = shown
            .app
            .invitations(&administrator, walk_through, 1, 2)
            .await
            .unwrap();
        assert_eq!(list.rows.len(), 2);
        let first = &list.rows[0];
        let token = first.link.as_ref().unwrap().rsplit('/').next().unwrap();
        let opened = shown.app.open_link(token, "en").await.unwrap();
        let candidate = shown.app.candidate_of(&opened).unwrap();

        let id = first.invitation.id;
        let app = &shown.app;
        app.revoke_invitation(&administrator, id).await.unwrap();
        let seen = app.sitting(&candidate).await.unwrap_err();
        assert!(matches!(seen, Error::Gone(Gone::Revoked)), "{seen:?}");
        let again = app.open_link(token, "en").await.unwrap_err();
        assert!(matches!(again, Error::Gone(Gone::Revoked)), "{again:?}");
        let twice = app.revoke_invitation(&administrator, id).await.unwrap_err();
        assert!(matches!(twice, Error::Conflict(_)), "{twice:?}");
        let list = app.invitations(&administrator, walk_through, 1, 2);
        assert_eq!(list.await.unwrap().rows[0].link, None);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_invited_to_a_campaign_that_is_closed_or_not_sealed() {
    on_both(|db| async move {
        let shown = Shown::with(db, 0).await;
        let app = &shown.app;
        let administrator = shown.signed_in("administrator").await;
        let administrator = administrator.administrator().unwrap();
        let people = [super::names::guest(99).unwrap()];
        let spring = shown.spring();
        let overviews = app.administered_campaigns(&administrator).await.unwrap();
        let sealed = &overviews[0].campaign;
        let seal = sealed.seal.as_ref().unwrap().hash;
        let twice = app.seal_campaign(&administrator, sealed.id, seal, "again");
        assert!(matches!(twice.await, Err(Error::Conflict(_))));

        app.close_campaign(&administrator, spring).await.unwrap();
        let expires = STORY_BEGINS.plus_days(1);
        let closed = app.invite(&administrator, spring, &people, expires).await;
        assert!(matches!(closed, Err(Error::Conflict(_))), "{closed:?}");

        let mut new = crate::app::administration::NewCampaign {
            name: "Autumn academy".to_owned(),
            fingerprint: sealed.content.fingerprint.clone(),
            norm_group: sealed.content.norm_group.clone(),
            form: sealed.content.form,
            closes: None,
        };
        let draft = app.create_campaign(&administrator, new.clone()).await;
        let draft = draft.unwrap();
        let invited = app.invite(&administrator, draft.id, &people, expires).await;
        assert!(matches!(invited, Err(Error::Conflict(_))), "{invited:?}");
        let stale = crate::digest::Digest::of_bytes(b"another page");
        let sealed = app.seal_campaign(&administrator, draft.id, stale, "").await;
        assert!(matches!(sealed, Err(Error::Conflict(_))), "{sealed:?}");
        let same_name = app.create_campaign(&administrator, new.clone()).await;
        assert!(matches!(same_name, Err(Error::Conflict(_))));
        new.name = " ".to_owned();
        let nameless = app.create_campaign(&administrator, new).await;
        assert!(matches!(nameless, Err(Error::Invalid(_))));
    })
    .await;
}

#[tokio::test]
async fn an_added_person_signs_in_with_the_password_that_was_shown() {
    on_both(|db| async move {
        let shown = Shown::with(db, 0).await;
        let app = &shown.app;
        let administrator = shown.signed_in("administrator").await;
        let administrator = administrator.administrator().unwrap();
        let person = crate::app::administration::NewPerson {
            name: super::person_name("Ana Brook").unwrap(),
            email: super::email_address("ana@alder-falls.example").unwrap(),
            roles: crate::people::RoleSet::of(&[crate::people::Role::Auditor]),
        };
        let password = app
            .add_person(&administrator, person.clone())
            .await
            .unwrap();
        app.sign_in("ana@alder-falls.example", &password)
            .await
            .unwrap();
        let twice = app.add_person(&administrator, person).await.unwrap_err();
        assert!(matches!(twice, Error::Conflict(_)), "{twice:?}");
        let auditor = shown.signed_in("auditor").await.auditor().unwrap();
        let trail = app.audit_trail(&auditor, 1, 5).await.unwrap();
        assert_eq!(trail.entries.len(), 5);
        assert!(matches!(
            trail.state,
            crate::app::auditing::TrailState::Whole { .. }
        ));
    })
    .await;
}

#[tokio::test]
async fn some_applicants_stop_on_the_way_and_some_never_begin() {
    on_both(|db| async move {
        let shown = Shown::with(db, 50).await;
        let administrator = shown.signed_in("administrator").await;
        let administrator = administrator.administrator().unwrap();
        let overviews = shown.app.administered_campaigns(&administrator);
        let overviews = overviews.await.unwrap();
        let spring = overviews
            .iter()
            .find(|one| one.campaign.id == shown.spring())
            .unwrap();
        let expected = [
            (ApplicationStatus::Invited, 1),
            (ApplicationStatus::InProgress, 1),
            (ApplicationStatus::Scored, 50),
        ];
        assert_eq!(spring.counts, expected);
        assert_eq!((spring.n_invited(), spring.n_submitted()), (52, 50));
    })
    .await;
}
