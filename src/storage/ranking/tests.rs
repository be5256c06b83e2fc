//! The list of five applications, asked for in every way, on both databases.

use super::Order::{Ascending, Descending};
use super::*;
use crate::ids::DecisionId;
use crate::selection::Decision;
use crate::storage::testing::{fixtures, on_both};
use crate::storage::{application, decision};

/// Five applications with names A to E. `overall`: 60, 50, 50, none, 40.
async fn five(tx: &mut Tx) -> (AgencyId, CampaignId, Vec<RankingEntry>) {
    let agency = fixtures::agency(tx).await.id;
    let campaign = fixtures::campaign(tx, agency).await;
    let mut entries = Vec::new();
    let overall = [Some(60.0), Some(50.0), Some(50.0), None, Some(40.0)];
    for (place, t) in overall.into_iter().enumerate() {
        let invited = fixtures::invited(tx, &campaign).await;
        let score = t.map(|t| TScore {
            t,
            standard_error: 3.5,
        });
        let number = u32::try_from(place).unwrap();
        let entry = RankingEntry {
            application: invited.application,
            agency,
            campaign: campaign.id,
            code: ApplicationCode::parse(&format!("22{}-222", number + 2)).unwrap(),
            candidate_name: PersonName::parse(["Éa", "Bo", "Cy", "Di", "E_"][place]).ok(),
            status: ApplicationStatus::Scored,
            overall: score,
            impulse_control: score.map(|score| TScore {
                t: 100.0 - score.t,
                ..score
            }),
            interpersonal_skill: None,
            flag_count: number,
            refused_count: u32::from(t.is_none()),
            verdict: [Some(Verdict::Interpretable), Some(Verdict::Retest), None][place % 3],
            submitted: (place != 1).then_some(Millis(i64::from(number))),
            is_shortlisted: place == 2,
            decision: (place == 0).then_some(DecisionKind::Hold),
        };
        put(tx, &entry).await.unwrap();
        entries.push(entry);
    }
    (agency, campaign.id, entries)
}

/// The places, from 0, of the entries that a query gives.
async fn places(
    tx: &mut Tx,
    of: (AgencyId, CampaignId),
    entries: &[RankingEntry],
    wanted: &RankingQuery,
) -> Vec<usize> {
    let found = page(tx, of, wanted, 0, 50).await.unwrap();
    assert_eq!(count(tx, of, wanted).await.unwrap(), found.len() as u64);
    let place = |entry: &RankingEntry| {
        let same = |other: &RankingEntry| other.application == entry.application;
        entries.iter().position(same).unwrap()
    };
    found.iter().map(place).collect()
}

#[tokio::test]
async fn missing_values_come_last_whichever_way_the_list_is_sorted() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let (agency, campaign, entries) = five(&mut tx).await;
        for (sort_by, order, expected) in [
            (SortBy::Overall, Descending, [0, 1, 2, 4, 3]),
            (SortBy::Overall, Ascending, [4, 1, 2, 0, 3]),
            (SortBy::ImpulseControl, Descending, [4, 1, 2, 0, 3]),
            (SortBy::ImpulseControl, Ascending, [0, 1, 2, 4, 3]),
            (SortBy::InterpersonalSkill, Descending, [0, 1, 2, 3, 4]),
            (SortBy::InterpersonalSkill, Ascending, [0, 1, 2, 3, 4]),
            (SortBy::Submitted, Descending, [4, 3, 2, 0, 1]),
            (SortBy::Submitted, Ascending, [0, 2, 3, 4, 1]),
            (SortBy::Flags, Descending, [4, 3, 2, 1, 0]),
            (SortBy::Flags, Ascending, [0, 1, 2, 3, 4]),
            (SortBy::Code, Descending, [4, 3, 2, 1, 0]),
            (SortBy::Code, Ascending, [0, 1, 2, 3, 4]),
            // É sorts behind E by its code point, alike in both databases.
            (SortBy::Name, Ascending, [1, 2, 3, 4, 0]),
            (SortBy::Name, Descending, [0, 4, 3, 2, 1]),
        ] {
            let wanted = RankingQuery {
                shows_names: true,
                sort_by,
                order,
                ..RankingQuery::everything()
            };
            let found = places(&mut tx, (agency, campaign), &entries, &wanted).await;
            assert_eq!(found, expected, "{sort_by} {order}");
        }
    })
    .await;
}

/// Queries with the places of what fits them.
fn filters() -> Vec<(RankingQuery, Vec<usize>)> {
    let all = || RankingQuery {
        shows_names: true,
        ..RankingQuery::everything()
    };
    let search = |part: &str| RankingQuery {
        search: Some(part.to_owned()),
        ..all()
    };
    let decided = |kind| RankingQuery {
        decision: Some(kind),
        ..all()
    };
    let shortlisted = |is| RankingQuery {
        is_shortlisted: Some(is),
        ..all()
    };
    vec![
        (all(), vec![0, 1, 2, 4, 3]),
        (
            RankingQuery {
                verdict: Some(Verdict::Retest),
                ..all()
            },
            vec![1, 4],
        ),
        (shortlisted(true), vec![2]),
        (shortlisted(false), vec![0, 1, 4, 3]),
        (decided(DecisionKind::Hold), vec![0]),
        (decided(DecisionKind::Advance), vec![]),
        (
            RankingQuery {
                lowest_overall: Some(50.0),
                ..all()
            },
            vec![0, 1, 2],
        ),
        (
            RankingQuery {
                below_overall: Some(50.0),
                ..all()
            },
            vec![4],
        ),
        (search("224-2"), vec![2]),
        (search("bo"), vec![1]),
        (search("éA"), vec![0]),
        (search("e_"), vec![4]),
        (search("%"), vec![]),
        (search("!"), vec![]),
    ]
}

#[tokio::test]
async fn each_filter_leaves_what_fits_it() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let (agency, campaign, entries) = five(&mut tx).await;
        for (wanted, expected) in filters() {
            let found = places(&mut tx, (agency, campaign), &entries, &wanted).await;
            assert_eq!(found, expected, "{wanted:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn hidden_names_are_neither_given_nor_searched_nor_sorted_by() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let (agency, campaign, entries) = five(&mut tx).await;
        let of = (agency, campaign);
        let hidden = RankingQuery {
            sort_by: SortBy::Name,
            ..RankingQuery::everything()
        };
        let found = places(&mut tx, of, &entries, &hidden).await;
        assert_eq!(found, [4, 3, 2, 1, 0], "by the code");
        for entry in page(&mut tx, of, &hidden, 0, 50).await.unwrap() {
            assert_eq!(entry.candidate_name.is_some(), entry.is_shortlisted);
        }
        for (part, expected) in [("Bo", vec![]), ("Cy", vec![2])] {
            let wanted = RankingQuery {
                search: Some(part.to_owned()),
                ..hidden.clone()
            };
            assert_eq!(places(&mut tx, of, &entries, &wanted).await, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_is_a_window_of_the_list_and_only_for_its_agency() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let (agency, campaign, entries) = five(&mut tx).await;
        let other = fixtures::agency(&mut tx).await.id;
        let all = RankingQuery {
            shows_names: true,
            ..RankingQuery::everything()
        };
        let found = page(&mut tx, (agency, campaign), &all, 1, 2).await.unwrap();
        assert_eq!(found, [entries[1].clone(), entries[2].clone()]);
        assert_eq!(
            page(&mut tx, (agency, campaign), &all, 9, 2).await.unwrap(),
            []
        );
        assert_eq!(
            page(&mut tx, (other, campaign), &all, 0, 9).await.unwrap(),
            []
        );
        assert_eq!(count(&mut tx, (other, campaign), &all).await.unwrap(), 0);
        let id = entries[3].application;
        let one = by_application(&mut tx, agency, id).await.unwrap();
        assert_eq!(one, Some(entries[3].clone()));
        assert_eq!(by_application(&mut tx, other, id).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn equal_scores_share_a_rank_and_bands_begin_at_the_highest_below() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let (agency, campaign, _) = five(&mut tx).await;
        for (t, rank) in [(60.0, 1), (50.0, 2), (40.0, 4)] {
            assert_eq!(rank_of(&mut tx, agency, campaign, t).await.unwrap(), rank);
        }
        let mut tops = Vec::new();
        let mut below = None;
        while let Some(top) = highest_overall(&mut tx, agency, campaign, below)
            .await
            .unwrap()
        {
            tops.push((top.t, top.standard_error));
            below = Some(top.t - 5.0);
        }
        assert_eq!(tops, [(60.0, 3.5), (50.0, 3.5), (40.0, 3.5)]);
        let other = fixtures::agency(&mut tx).await.id;
        assert_eq!(
            highest_overall(&mut tx, other, campaign, None)
                .await
                .unwrap(),
            None
        );
    })
    .await;
}

#[tokio::test]
async fn what_people_do_shows_in_the_list_at_once() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let (agency, campaign, entries) = five(&mut tx).await;
        let account = fixtures::account(&mut tx, agency).await;
        let id = entries[0].application;
        let by = Some((fixtures::NOW, account.id));
        application::set_shortlisted(&mut tx, agency, id, by)
            .await
            .unwrap();
        let status = ApplicationStatus::Withdrawn;
        application::set_status(&mut tx, agency, id, status)
            .await
            .unwrap();
        let advance = Decision {
            id: fixtures::new_id(DecisionId::new),
            agency,
            application: id,
            by: account.id,
            kind: DecisionKind::Advance,
            reason: "Steady".to_owned(),
            decided: fixtures::NOW,
        };
        decision::insert(&mut tx, &advance).await.unwrap();
        let found = page(
            &mut tx,
            (agency, campaign),
            &RankingQuery::everything(),
            0,
            1,
        )
        .await
        .unwrap();
        let expected = RankingEntry {
            is_shortlisted: true,
            status,
            decision: Some(DecisionKind::Advance),
            ..entries[0].clone()
        };
        assert_eq!(found, [expected]);
    })
    .await;
}

#[tokio::test]
async fn those_without_a_rank_or_a_decision_are_told_from_the_others() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let (agency, campaign, entries) = five(&mut tx).await;
        let of = (agency, campaign);
        let everything = RankingQuery::everything();
        assert_eq!(
            count_with_ranked(&mut tx, of, &everything).await.unwrap(),
            (5, 4)
        );
        let by_code = RankingQuery {
            sort_by: SortBy::Code,
            order: Ascending,
            ..everything
        };
        for (is_ranked, is_decided, expected) in [
            (Some(true), None, vec![0, 1, 2, 4]),
            (Some(false), None, vec![3]),
            (None, Some(true), vec![0]),
            (None, Some(false), vec![1, 2, 3, 4]),
        ] {
            let wanted = RankingQuery {
                is_ranked,
                is_decided,
                ..by_code.clone()
            };
            assert_eq!(places(&mut tx, of, &entries, &wanted).await, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn the_whole_list_is_gone_through_in_order_of_its_codes() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        let (agency, campaign, entries) = five(&mut tx).await;
        let of = (agency, campaign);
        let first = after_code(&mut tx, of, None, 3).await.unwrap();
        assert_eq!(first, entries[..3]);
        let rest = after_code(&mut tx, of, Some(&first[2].code), 3)
            .await
            .unwrap();
        assert_eq!(rest, entries[3..]);
        let foreign = fixtures::agency(&mut tx).await.id;
        let none = after_code(&mut tx, (foreign, campaign), None, 3)
            .await
            .unwrap();
        assert_eq!(none, []);
    })
    .await;
}

/// How each database says that it will read a query, as one text.
async fn plan(tx: &mut Tx, sql: &str) -> String {
    match tx {
        Tx::Sqlite(transaction) => {
            let sql = format!("explain query plan {sql}");
            let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as(AssertSqlSafe(sql))
                .fetch_all(&mut **transaction)
                .await
                .unwrap();
            rows.into_iter().map(|row| row.3 + "\n").collect()
        }
        Tx::Postgres(transaction) => {
            let sql = format!("explain {sql}");
            let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql))
                .fetch_all(&mut **transaction)
                .await
                .unwrap();
            rows.join("\n")
        }
    }
}

#[tokio::test]
async fn every_order_of_the_list_is_read_from_its_index_without_sorting() {
    on_both(|db| async move {
        let mut tx = db.begin().await.unwrap();
        if let Tx::Postgres(transaction) = &mut tx {
            // An empty table is sorted sooner than read by an index: the question is only whether the index fits.
            for setting in [
                "set local enable_sort = off",
                "set local enable_bitmapscan = off",
            ] {
                sqlx::query(setting)
                    .execute(&mut **transaction)
                    .await
                    .unwrap();
            }
        }
        for sort_by in SortBy::ALL {
            for order in Order::ALL {
                let wanted = RankingQuery {
                    shows_names: true,
                    sort_by: *sort_by,
                    order: *order,
                    is_ranked: Some(true),
                    ..RankingQuery::everything()
                };
                let sql = format!(
                    "{COLUMNS}{} order by{} limit 50",
                    from_where(&wanted),
                    order_of(&wanted)
                );
                let id = match tx {
                    Tx::Sqlite(_) => "x'00'",
                    Tx::Postgres(_) => "'00000000-0000-0000-0000-000000000000'",
                };
                let plan = plan(&mut tx, &sql.replace("$1", id).replace("$2", id)).await;
                assert!(plan.contains("ranking_by_"), "{sort_by} {order}: {plan}");
                assert!(
                    !plan.contains("B-TREE") && !plan.contains("Sort"),
                    "{sort_by} {order}: {plan}"
                );
            }
        }
    })
    .await;
}
