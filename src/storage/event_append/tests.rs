//! Appending, on both databases.

use super::Appended::{Conflict, Stored};
use super::one_trip::{MOST_IN_ONE_TRIP, one_trip_text};
use super::*;
use crate::digest::Digest;
use crate::sitting::Event;
use crate::storage::event::{chain, events_of, records_of};
use crate::storage::testing::{fixtures, on_both};

fn pending(sitting: SittingId, previous: Digest, events: &[Event]) -> PendingEvents {
    let records = chain(previous, events);
    PendingEvents { sitting, records }
}

#[tokio::test]
async fn what_does_not_follow_what_is_kept_leaves_nothing_behind() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let agency = fixtures::agency(&mut tx).await;
        let campaign = fixtures::campaign(&mut tx, agency.id).await;
        let sitting = fixtures::sitting(&mut tx, &campaign).await.id;
        let first = pending(sitting, Digest::ZERO, &fixtures::events(1..=3));
        assert_eq!(append_in(&mut tx, &first).await.unwrap(), Appended::Stored);
        let unknown = fixtures::new_id(SittingId::new);
        for (sitting, events) in [
            (sitting, fixtures::events(1..=3)),
            (sitting, fixtures::events(3..=4)),
            (sitting, fixtures::events(5..=6)),
            (sitting, fixtures::events([4, 6])),
            (sitting, fixtures::events([4, 4])),
            (sitting, fixtures::events([])),
            (unknown, fixtures::events(1..=1)),
        ] {
            let refused = pending(sitting, Digest::ZERO, &events);
            assert_eq!(
                append_in(&mut tx, &refused).await.unwrap(),
                Appended::Conflict
            );
        }
        assert_eq!(records_of(&mut tx, sitting).await.unwrap(), first.records);
        assert_eq!(
            events_of(&mut tx, unknown).await.unwrap(),
            (vec![], Digest::ZERO)
        );
    })
    .await;
}

#[tokio::test]
async fn a_group_keeps_what_follows_and_refuses_the_rest() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let agency = fixtures::agency(&mut tx).await;
        let campaign = fixtures::campaign(&mut tx, agency.id).await;
        let one = fixtures::sitting(&mut tx, &campaign).await.id;
        let two = fixtures::sitting(&mut tx, &campaign).await.id;
        let first = pending(one, Digest::ZERO, &fixtures::events(1..=2));
        let last = first.records[1].digest;
        let group = [
            first.clone(),
            pending(two, Digest::ZERO, &fixtures::events(2..=3)),
            pending(one, last, &fixtures::events(3..=3)),
            pending(one, last, &fixtures::events(3..=4)),
            pending(two, Digest::ZERO, &fixtures::events(1..=1)),
        ];
        let outcomes = append_group(&mut tx, &group, &mut KnownLast::new())
            .await
            .unwrap();
        assert_eq!(outcomes, [Stored, Conflict, Stored, Conflict, Stored]);
        assert_eq!(records_of(&mut tx, one).await.unwrap().len(), 3);
        assert_eq!(records_of(&mut tx, two).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_known_saves_looking_and_is_never_trusted_too_far() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let agency = fixtures::agency(&mut tx).await;
        let campaign = fixtures::campaign(&mut tx, agency.id).await;
        let sitting = fixtures::sitting(&mut tx, &campaign).await.id;
        let mut known = KnownLast::new();
        let first = pending(sitting, Digest::ZERO, &fixtures::events(1..=2));
        let outcomes = append_group(&mut tx, &[first], &mut known).await.unwrap();
        assert_eq!((outcomes[0], known[&sitting]), (Stored, 2));

        // Another server appends: what is known here is too low, and is looked up where it does not fit.
        let theirs = pending(sitting, Digest::ZERO, &fixtures::events(3..=4));
        assert_eq!(append_in(&mut tx, &theirs).await.unwrap(), Stored);
        let after_theirs = pending(sitting, Digest::ZERO, &fixtures::events(5..=5));
        let outcomes = append_group(&mut tx, &[after_theirs], &mut known)
            .await
            .unwrap();
        assert_eq!((outcomes[0], known[&sitting]), (Stored, 5));

        // Where it does fit but the place is taken, the whole group is refused and kept out.
        known.insert(sitting, 3);
        let taken = pending(sitting, Digest::ZERO, &fixtures::events(4..=4));
        let refused = append_group(&mut tx, &[taken], &mut known).await;
        assert!(matches!(refused, Err(StorageError::Overtaken)));
    })
    .await;
}

#[tokio::test]
async fn one_trip_keeps_a_whole_group_or_nothing_of_it() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let agency = fixtures::agency(&mut tx).await;
        let campaign = fixtures::campaign(&mut tx, agency.id).await;
        let one = fixtures::sitting(&mut tx, &campaign).await.id;
        let two = fixtures::sitting(&mut tx, &campaign).await.id;
        tx.commit().await.unwrap();
        let Some(mut file) = db.file_writer().await.unwrap() else {
            return;
        };
        let group = |from: u32| {
            [one, two].map(|id| pending(id, Digest::ZERO, &fixtures::events(from..=from)))
        };
        // Nothing is known of the sittings yet, so it is not tried.
        let mut known = KnownLast::new();
        assert!(
            !append_in_one_trip(&mut file, &group(1), &mut known)
                .await
                .unwrap()
        );
        assert!(known.is_empty());
        known.extend([(one, 0), (two, 0)]);
        assert!(
            append_in_one_trip(&mut file, &group(1), &mut known)
                .await
                .unwrap()
        );
        assert_eq!((known[&one], known[&two]), (1, 1));
        // A gap in the second leaves what was counted for the first as it was.
        let gap = [group(2)[0].clone(), group(3)[1].clone()];
        assert!(
            !append_in_one_trip(&mut file, &gap, &mut known)
                .await
                .unwrap()
        );
        assert_eq!((known[&one], known[&two]), (1, 1));
        // One taken place undoes the whole trip and leaves no transaction open.
        known.insert(two, 0);
        let taken = [group(2)[0].clone(), group(1)[1].clone()];
        assert!(
            append_in_one_trip(&mut file, &taken, &mut known)
                .await
                .is_err()
        );
        drop(file);
        let mut tx = db.begin().await.unwrap();
        assert_eq!(records_of(&mut tx, one).await.unwrap().len(), 1);
        assert_eq!(records_of(&mut tx, two).await.unwrap().len(), 1);
    })
    .await;
}

#[test]
fn texts_of_one_trip_are_few_and_hold_every_row() {
    let numbers: std::collections::BTreeSet<usize> = (1..=3000).map(round_number).collect();
    assert!(numbers.len() < 64 && numbers.contains(&1) && numbers.contains(&MOST_IN_ONE_TRIP));
    for n_rows in numbers {
        assert_eq!(one_trip_text(n_rows).matches('?').count(), 7 * n_rows);
    }
}

#[tokio::test]
async fn groups_of_every_size_are_kept_whole() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let agency = fixtures::agency(&mut tx).await;
        let campaign = fixtures::campaign(&mut tx, agency.id).await;
        // One row, some of the middle size with a rest, some of the large size with both.
        for n_events in [1, 8, 9, 127, 128, 129, 200] {
            let sitting = fixtures::sitting(&mut tx, &campaign).await.id;
            let all = pending(sitting, Digest::ZERO, &fixtures::events(1..=n_events));
            assert_eq!(append_in(&mut tx, &all).await.unwrap(), Stored);
            assert_eq!(records_of(&mut tx, sitting).await.unwrap(), all.records);
        }
    })
    .await;
}
