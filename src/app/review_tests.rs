//! What reviewers and psychologists get and what they are refused, on both databases.

use bytes::Bytes;
use futures_util::TryStreamExt;

use super::decision::Shortlisting;
use super::ranking::{ListPart, ListWanted, RankedList};
use super::testing::{Scored, World};
use super::{Error, Result};
use crate::assessment::{NormGroupName, ScaleName, SectionName};
use crate::digest::Digest;
use crate::ids::{ApplicationId, RecordingId};
use crate::media::Wanted;
use crate::selection::{DecisionKind, Order, RankingQuery, Reason, SortBy};
use crate::storage;
use crate::storage::recording::{ExpectedRecording, Recording, RecordingFile, RecordingStatus};
use crate::storage::testing::fixtures::{NOW, new_id};
use crate::storage::testing::on_both;

fn everybody() -> ListWanted {
    ListWanted {
        query: RankingQuery::everything(),
        part: ListPart::Everybody,
        page: 1,
        per_page: 50,
    }
}

async fn list(world: &World, wanted: &ListWanted) -> RankedList {
    world
        .app
        .ranked_list(&world.reviewer(), world.campaign.id, wanted)
        .await
        .unwrap()
}

fn restraint() -> ScaleName {
    ScaleName::parse("restraint").unwrap()
}

fn reason() -> Reason {
    Reason::parse("Stays calm in both scenes.").unwrap()
}

#[tokio::test]
async fn names_are_neither_shown_nor_searched_sorted_or_exported_before_shortlisting() {
    on_both(|db| async move {
        let world = World::new(db).await;
        let zoe = world.scored("Zoe Quill", Some(40.0)).await;
        world.scored("Ann Archer", Some(60.0)).await;
        let (reviewer, id) = (world.reviewer(), zoe.application);

        let found = list(&world, &everybody()).await;
        assert!(found.is_blind);
        assert!(
            found
                .rows
                .iter()
                .all(|row| row.entry.candidate_name.is_none())
        );
        let mut by_name = everybody();
        // Asking for names does not get them.
        by_name.query.shows_names = true;
        by_name.query.search = Some("zoe".to_owned());
        assert_eq!(list(&world, &by_name).await.n_ranked, 0);
        by_name.query.search = None;
        by_name.query.sort_by = SortBy::Name;
        by_name.query.order = Order::Ascending;
        let sorted = list(&world, &by_name).await;
        let codes: Vec<_> = sorted.rows.iter().map(|row| &row.entry.code).collect();
        assert!(codes.is_sorted());
        let profile = world.app.applicant(&reviewer, id).await.unwrap();
        assert_eq!(profile.name, None);
        let evidence = world.app.scale_evidence(&reviewer, id, &restraint()).await;
        assert_eq!(evidence.unwrap().name, None);
        let exported = world
            .app
            .export_campaign(&reviewer, world.campaign.id)
            .await;
        let text = String::from_utf8(exported.unwrap()).unwrap();
        assert!(!text.contains("Zoe") && !text.contains("Ann"));

        let shortlist = world.app.shortlist(&reviewer, id, Shortlisting::Add).await;
        shortlist.unwrap();
        let profile = world.app.applicant(&reviewer, id).await.unwrap();
        assert_eq!(profile.name.unwrap().as_str(), "Zoe Quill");
        let exported = world
            .app
            .export_campaign(&reviewer, world.campaign.id)
            .await;
        let text = String::from_utf8(exported.unwrap()).unwrap();
        assert!(text.contains("Zoe Quill") && !text.contains("Ann"));
        by_name.query.search = Some("zoe".to_owned());
        assert_eq!(list(&world, &by_name).await.n_ranked, 1);
    })
    .await;
}

/// Ranks, ties and bands in the order of the list.
fn places(found: &RankedList) -> Vec<(u64, bool, usize)> {
    let rows = found.rows.iter();
    rows.map(|row| (row.rank, row.is_tied, row.band)).collect()
}

#[tokio::test]
async fn ties_share_a_rank_and_bands_follow_the_error_of_the_difference() {
    on_both(|db| async move {
        let world = World::new(db).await;
        for t in [52.0, 62.0, 70.0, 61.0, 62.0] {
            world.scored("Ada Park", Some(t)).await;
        }
        // SE 3: bands are 1.95996 × 3 × √2 = 8.3154 wide, so 62 is still in the band of 70 and 61 is not.
        let expected = [
            (1, false, 1),
            (2, true, 1),
            (2, true, 1),
            (4, false, 2),
            (5, false, 3),
        ];
        let found = list(&world, &everybody()).await;
        assert_eq!(places(&found), expected);
        assert!((found.bands.unwrap().width() - 8.3154).abs() < 0.00005);

        let mut two_a_page = everybody();
        two_a_page.per_page = 2;
        for (page, rows) in [
            (1, &expected[..2]),
            (2, &expected[2..4]),
            (3, &expected[4..]),
        ] {
            two_a_page.page = page;
            let found = list(&world, &two_a_page).await;
            assert_eq!((places(&found), found.n_ranked), (rows.to_vec(), 5));
        }
        // Any other order and any filter keep the rank in the whole campaign.
        let mut other = everybody();
        other.query.order = Order::Ascending;
        let backwards: Vec<_> = expected.iter().rev().copied().collect();
        assert_eq!(places(&list(&world, &other).await), backwards);
        other.part = ListPart::Band(1);
        assert_eq!(places(&list(&world, &other).await), backwards[2..]);
        other.part = ListPart::Band(3);
        assert_eq!(places(&list(&world, &other).await), [(5, false, 3)]);
        other.part = ListPart::Band(4);
        let (reviewer, id) = (world.reviewer(), world.campaign.id);
        let none = world.app.ranked_list(&reviewer, id, &other).await;
        assert!(matches!(none, Err(Error::Invalid(_))));
    })
    .await;
}

#[tokio::test]
async fn who_has_no_rank_stands_apart_and_is_never_left_out() {
    on_both(|db| async move {
        let world = World::new(db).await;
        world.scored("Ada Park", Some(52.0)).await;
        let refused = world.scored("Bo Lind", None).await;
        let found = list(&world, &everybody()).await;
        assert_eq!((found.n_ranked, found.n_unranked), (1, 1));
        assert_eq!(found.unranked[0].entry.application, refused.application);
        let mut apart = everybody();
        apart.part = ListPart::Unranked;
        let found = list(&world, &apart).await;
        assert_eq!((found.rows.len(), found.unranked.len()), (0, 1));
        let profile = world
            .app
            .applicant(&world.reviewer(), refused.application)
            .await
            .unwrap();
        assert_eq!(profile.standing, None);
    })
    .await;
}

fn is_not_found<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::NotFound(_)))
}

fn is_conflict<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::Conflict(_)))
}

#[tokio::test]
async fn another_agency_finds_nothing() {
    on_both(|db| async move {
        let world = World::new(db).await;
        let Scored {
            application: id,
            sitting,
        } = world.scored("Ada Park", Some(52.0)).await;
        let recording = ready_recording(&world, sitting).await;
        let (app, campaign) = (&world.app, world.campaign.id);
        let stranger = world.stranger().await;
        let (other, psychologist) = (
            stranger.reviewer().unwrap(),
            stranger.psychologist().unwrap(),
        );

        assert_eq!(app.campaigns(&other).await.unwrap(), []);
        assert!(is_not_found(
            &app.ranked_list(&other, campaign, &everybody()).await
        ));
        assert!(is_not_found(&app.begin_export(&other, campaign).await));
        assert!(is_not_found(&app.codebook(&other, campaign).await));
        assert!(is_not_found(&app.applicant(&other, id).await));
        assert!(is_not_found(&app.application_events(&other, id).await));
        assert!(is_not_found(
            &app.scale_evidence(&other, id, &restraint()).await
        ));
        assert!(is_not_found(
            &app.shortlist(&other, id, Shortlisting::Add).await
        ));
        let decided = app.decide(&other, id, DecisionKind::Hold, &reason()).await;
        assert!(is_not_found(&decided));
        assert!(is_not_found(&app.play(&other, recording, None).await));
        assert_eq!(app.used_assessments(&psychologist).await.unwrap(), []);
        let group = NormGroupName::parse("example").unwrap();
        let fingerprint = &world.campaign.content.fingerprint;
        assert!(is_not_found(
            &app.norm_group(&psychologist, fingerprint, &group).await
        ));
        let lies = app
            .distribution(&psychologist, campaign, &restraint())
            .await;
        assert!(is_not_found(&lies));
        assert_eq!(world.actions().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn no_result_is_shown_before_the_campaign_is_sealed() {
    on_both(|db| async move {
        let world = World::unsealed(db).await;
        let scored = world.scored("Ada Park", Some(52.0)).await;
        let recording = ready_recording(&world, scored.sitting).await;
        let (app, reviewer, id) = (&world.app, world.reviewer(), scored.application);
        let campaign = world.campaign.id;
        assert!(is_conflict(
            &app.ranked_list(&reviewer, campaign, &everybody()).await
        ));
        assert!(is_conflict(&app.begin_export(&reviewer, campaign).await));
        assert!(is_conflict(&app.applicant(&reviewer, id).await));
        assert!(is_conflict(&app.application_events(&reviewer, id).await));
        assert!(is_conflict(
            &app.scale_evidence(&reviewer, id, &restraint()).await
        ));
        assert!(is_conflict(&app.play(&reviewer, recording, None).await));
        let decided = app
            .decide(&reviewer, id, DecisionKind::Advance, &reason())
            .await;
        assert!(is_conflict(&decided));
        let psychologist = world.psychologist();
        let lies = app
            .distribution(&psychologist, campaign, &restraint())
            .await;
        assert!(is_conflict(&lies));
    })
    .await;
}

#[tokio::test]
async fn only_a_person_decides_and_every_decision_stays() {
    on_both(|db| async move {
        let world = World::new(db).await;
        let id = world.scored("Ada Park", Some(52.0)).await.application;
        let (app, reviewer, program) = (&world.app, world.reviewer(), world.program());
        assert!(app.applicant(&program, id).await.is_ok());
        let refused = app
            .decide(&program, id, DecisionKind::NotAdvance, &reason())
            .await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let refused = app.shortlist(&program, id, Shortlisting::Add).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));

        app.decide(&reviewer, id, DecisionKind::Hold, &reason())
            .await
            .unwrap();
        app.clock.set(NOW + 1);
        app.decide(&reviewer, id, DecisionKind::Advance, &reason())
            .await
            .unwrap();
        let profile = app.applicant(&reviewer, id).await.unwrap();
        let kinds: Vec<_> = profile
            .decisions
            .iter()
            .map(|(decision, _)| decision.kind)
            .collect();
        assert_eq!(kinds, [DecisionKind::Advance, DecisionKind::Hold]);
        assert_eq!(
            profile.decisions[0].1.as_ref(),
            Some(&world.staff.account().name)
        );
        let actions = world.actions().await;
        let expected = [
            "campaign.first_viewed",
            "application.viewed",
            "application.decided",
            "application.decided",
            "application.viewed",
        ];
        assert_eq!(actions, expected);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_decided_about_before_they_have_handed_in() {
    on_both(|db| async move {
        let world = World::new(db).await;
        let mut tx = world.app.db.begin().await.unwrap();
        let invited = crate::storage::testing::fixtures::invited(&mut tx, &world.campaign).await;
        tx.commit().await.unwrap();
        let (reviewer, id) = (world.reviewer(), invited.application);
        assert!(is_conflict(&world.app.applicant(&reviewer, id).await));
        let decided = world
            .app
            .decide(&reviewer, id, DecisionKind::Hold, &reason())
            .await;
        assert!(is_conflict(&decided));
        let unknown = new_id(ApplicationId::new);
        assert!(is_not_found(&world.app.applicant(&reviewer, unknown).await));
    })
    .await;
}

/// A recording of ten bytes that can be played.
async fn ready_recording(world: &World, sitting: crate::ids::SittingId) -> RecordingId {
    let id = new_id(RecordingId::new);
    let key = format!("recordings/{id}/whole.webm");
    let bytes = Bytes::from_static(b"0123456789");
    world.app.media.put(&key, bytes).await.unwrap();
    let mut tx = world.app.db.begin().await.unwrap();
    let recording = Recording {
        id,
        agency: world.agency.id,
        sitting,
        section: SectionName::parse("queue").unwrap(),
        media_type: "video/webm;codecs=vp8,opus".to_owned(),
        status: RecordingStatus::Recording,
        started: NOW,
        expected: None,
        file: None,
        failure: None,
        attempts: 0,
    };
    storage::recording::insert(&mut tx, &recording)
        .await
        .unwrap();
    let expected = ExpectedRecording {
        segments: 0,
        bytes: 10,
        duration_ms: 2000.0,
    };
    storage::recording::set_expected(&mut tx, id, &expected)
        .await
        .unwrap();
    assert!(
        storage::recording::mark_received_if_whole(&mut tx, id)
            .await
            .unwrap()
    );
    let file = RecordingFile {
        object_key: key,
        sha256: Digest::of_bytes(b"0123456789"),
    };
    storage::recording::set_ready(&mut tx, id, &file)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn a_recording_is_played_in_parts_and_one_viewing_is_noted_once() {
    on_both(|db| async move {
        let world = World::new(db).await;
        let sitting = world.scored("Ada Park", Some(52.0)).await.sitting;
        let recording = ready_recording(&world, sitting).await;
        let (app, reviewer) = (&world.app, world.reviewer());
        for (header, wanted, expected) in [
            (None, Wanted::Whole, Some("0123456789")),
            (Some("bytes=2-4"), Wanted::Part(2..5), Some("234")),
            (Some("bytes=10-"), Wanted::Unsatisfiable, None),
        ] {
            let playback = app.play(&reviewer, recording, header).await.unwrap();
            assert_eq!((playback.wanted, playback.size), (wanted, 10));
            assert_eq!(playback.media_type, "video/webm");
            let read = match playback.bytes {
                Some(bytes) => Some(bytes.try_collect::<Vec<Bytes>>().await.unwrap().concat()),
                None => None,
            };
            assert_eq!(read.as_deref(), expected.map(str::as_bytes));
        }
        assert_eq!(
            world.actions().await,
            ["campaign.first_viewed", "recording.viewed"]
        );
        app.clock.set(NOW.plus_seconds(16 * 60));
        app.play(&reviewer, recording, None).await.unwrap();
        assert_eq!(world.actions().await.len(), 3);
        let program = app.play(&world.program(), recording, None).await;
        assert!(matches!(program, Err(Error::NotAllowed)));
    })
    .await;
}

#[tokio::test]
async fn a_profile_leads_from_each_number_to_its_events() {
    on_both(|db| async move {
        let world = World::new(db).await;
        let scored = world.scored("Ada Park", Some(52.0)).await;
        let (app, reviewer, id) = (&world.app, world.reviewer(), scored.application);
        let profile = app.applicant(&reviewer, id).await.unwrap();
        assert_eq!(profile.score.report.scales.len(), 8);
        assert!(!profile.typed.is_empty());
        let events = app.application_events(&reviewer, id).await.unwrap();
        for typed in &profile.typed {
            let event = &events[typed.sequence as usize - 1];
            assert_eq!(
                (event.sequence, event.kind.as_str()),
                (typed.sequence, "typed")
            );
            assert!(profile.scene(&typed.section).is_some());
        }
        let evidence = app
            .scale_evidence(&reviewer, id, &restraint())
            .await
            .unwrap();
        assert!(!evidence.result.evidence.is_empty());
        for one in &evidence.result.evidence {
            let event = &events[one.sequence.unwrap() as usize - 1];
            assert_eq!(event.kind, "answered");
        }
        let unknown = ScaleName::parse("warmth").unwrap();
        assert!(is_not_found(
            &app.scale_evidence(&reviewer, id, &unknown).await
        ));
    })
    .await;
}

#[tokio::test]
async fn who_looks_at_a_list_is_in_the_chain_once_a_viewing_and_with_every_page_of_a_program() {
    on_both(async |db| {
        let world = World::new(db).await;
        world.scored("Ada Park", Some(52.0)).await;
        let (app, campaign) = (&world.app, world.campaign.id);
        list(&world, &everybody()).await;
        list(&world, &everybody()).await;
        let viewed = "campaign.ranking_viewed";
        assert_eq!(
            world.actions().await,
            ["campaign.first_viewed", viewed],
            "a person's viewing is one entry"
        );
        let program = world.program();
        for _ in 0..2 {
            let read = app.ranked_list(&program, campaign, &everybody()).await;
            assert!(read.is_ok());
        }
        assert_eq!(world.actions().await[2..], [viewed, viewed]);
    })
    .await;
}
