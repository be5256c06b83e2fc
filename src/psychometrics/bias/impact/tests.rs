use proptest::prelude::*;
use serde_json::Value;

use super::super::{conditional_odds_ratio, conditional_odds_ratio_interval};
use super::*;
use crate::psychometrics::reference;

fn group(name: &str, yes: u64, no: u64) -> GroupSelection {
    GroupSelection {
        group: name.to_owned(),
        split: Split { yes, no },
    }
}

/// `yes` of `n` beside `yes` of `n`.
fn table(focal: (u64, u64), reference: (u64, u64)) -> TwoByTwo {
    let split = |(yes, n): (u64, u64)| Split { yes, no: n - yes };
    TwoByTwo {
        focal: split(focal),
        reference: split(reference),
    }
}

fn close(found: Option<f64>, expected: f64, tolerance: f64) {
    let found = found.unwrap();
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not {expected}"
    );
}

/// Every number of one entry of the reference.
fn equals(entry: &Value) {
    let count = |field: &str| entry[field].as_u64().unwrap();
    let number = |field: &str| entry[field].as_f64().unwrap();
    let table = table(
        (count("focal_sel"), count("focal_n")),
        (count("ref_sel"), count("ref_n")),
    );
    let fisher = fisher(table).unwrap();
    let figures = [
        (table.focal.rate(), "rate_f"),
        (table.reference.rate(), "rate_r"),
        (table.ratio(), "AIR"),
        (table.z(), "Z_pooled"),
        (table.z_p(), "p_pooled"),
        (table.hypergeometric_z(), "Z_hypergeometric_SD"),
        (Some(fisher.two_sided), "fisher_two_sided"),
        (Some(fisher.less), "fisher_less"),
        (Some(fisher.greater), "fisher_greater"),
        (Some(fisher.mid_p_less), "lancaster_midp_less"),
        (table.phi(), "phi"),
        (table.cohen_h(), "cohen_h"),
        (table.flip_ratio(), "one_person_flip_AIR"),
        (table.shortfall(), "shortfall"),
    ];
    for (found, field) in figures {
        close(found, number(field), 1e-8);
    }
    assert_eq!(
        Some(table.is_below_four_fifths()),
        entry["four_fifths"].as_bool()
    );
    let ends = [
        (table.ratio_interval(0.95), "AIR_ci95"),
        (conditional_odds_ratio_interval(table, 0.95), "or_ci"),
    ];
    for (interval, field) in ends {
        let interval = interval.unwrap();
        // R's fisher.test searches with uniroot's default tolerance and is up to 7e-4 beside the exact figure;
        // conditional_odds_ratios_equal_exact_arithmetic holds them to 1e-10.
        let tolerance = if field == "or_ci" { 1e-3 } else { 1e-8 };
        close(
            Some(interval.lower),
            entry[field][0].as_f64().unwrap(),
            tolerance,
        );
        match entry[field][1].as_f64() {
            Some(upper) => close(interval.upper, upper, tolerance),
            None => assert_eq!(interval.upper, None),
        }
    }
    close(
        conditional_odds_ratio(table),
        number("odds_ratio_cond_mle"),
        1e-3,
    );
}

#[test]
fn every_figure_equals_the_reference() {
    // reference/fair_adverse_impact.json: R 4.2.2, fisher.test and closed forms.
    let test = "every_figure_equals_the_reference";
    let Some(found) = reference::json("reference/fair_adverse_impact.json", test) else {
        return;
    };
    for part in ["UCB", "edge"] {
        for entry in found[part].as_object().unwrap().values() {
            equals(entry);
        }
    }
}

#[test]
fn conditional_odds_ratios_equal_exact_arithmetic() {
    // The counts of reference/fair_adverse_impact.json: binomial coefficients in whole numbers, halved down to the
    // root in decimals of 60 digits.
    let cases = [
        (
            (89, 108),
            (512, 825),
            [2.860815944061, 1.689066286053, 5.074369940732],
        ),
        (
            (17, 25),
            (353, 560),
            [1.245649817265, 0.498970514834, 3.395911636177],
        ),
        (
            (202, 593),
            (120, 325),
            [0.882686876321, 0.659502606339, 1.183128145657],
        ),
        (
            (2, 12),
            (9, 20),
            [0.255074523842, 0.021761058156, 1.686311868746],
        ),
        ((0, 8), (5, 15), [0.0, 0.0, 1.867186356007]),
        ((10, 20), (20, 40), [1.0, 0.298427468661, 3.350897973590]),
    ];
    for (focal, reference, [ratio, lower, upper]) in cases {
        let table = table(focal, reference);
        close(conditional_odds_ratio(table), ratio, 1e-10);
        let interval = conditional_odds_ratio_interval(table, 0.95).unwrap();
        close(Some(interval.lower), lower, 1e-10);
        close(interval.upper, upper, 1e-10);
    }
}

#[test]
fn a_small_example_from_the_literature_comes_out() {
    // Morris & Dunleavy's counts: 2 of 10 women and 15 of 25 men; printed figures, to the digits given.
    let morris = table((2, 10), (15, 25));
    let fisher = fisher(morris).unwrap();
    let interval = morris.ratio_interval(0.95).unwrap();
    let printed = [
        (morris.ratio(), 0.3333, 5e-5),
        (morris.z(), -2.1390, 5e-5),
        (morris.z_p(), 0.03244, 5e-6),
        (Some(fisher.two_sided), 0.05991, 5e-6),
        (Some(fisher.mid_p), 0.04370, 5e-6),
        (morris.cohen_h().map(f64::abs), 0.8449, 5e-5),
        (morris.phi(), -0.3616, 5e-5),
        (morris.shortfall(), 2.857, 5e-4),
        (morris.flip_ratio(), 0.5357, 5e-5),
        (Some(interval.lower), 0.0927, 5e-5),
        (interval.upper, 1.1992, 5e-5),
    ];
    for (found, expected, tolerance) in printed {
        close(found, expected, tolerance);
    }
}

#[test]
fn a_large_example_from_the_literature_comes_out() {
    // 120 of 400 beside 200 of 500; printed figures, to the digits given.
    let large = table((120, 400), (200, 500));
    let interval = large.ratio_interval(0.95).unwrap();
    let printed = [
        (large.ratio(), 0.75, 1e-12),
        (Some(interval.lower), 0.6238, 5e-5),
        (interval.upper, 0.9017, 5e-5),
        (large.z(), -3.1142, 5e-5),
        (large.z_p(), 0.00184, 5e-6),
        (fisher(large).map(|fisher| fisher.two_sided), 0.00204, 5e-6),
    ];
    for (found, expected, tolerance) in printed {
        close(found, expected, tolerance);
    }
}

#[test]
fn the_verdict_on_small_numbers_says_that_they_are_small() {
    let found = impact(&[group("women", 2, 8), group("men", 15, 10)], None).unwrap();
    let women = found.groups[0].comparison.unwrap();
    assert_eq!(women.finding, Finding::TestsDisagree);
    assert_eq!(
        verdict(&found),
        "women: 20.0 % selected, 0.33 of the rate of men (60.0 %): below four fifths; z finds the difference \
         significant, Fisher's exact test does not (Fisher's exact p = .060; z -2.14, p = .032). Adverse impact is \
         neither shown nor ruled out. These are small numbers (2 of 10 beside 15 of 25): one selection moved to women \
         would make the ratio 0.54."
    );
}

#[test]
fn the_verdict_combines_size_and_significance() {
    let finding =
        |focal: (u64, u64), reference: (u64, u64)| Comparison::new(table(focal, reference)).finding;
    assert_eq!(finding((120, 400), (200, 500)), Finding::Indicated);
    assert_eq!(finding((6, 40), (10, 50)), Finding::NotSignificant);
    assert_eq!(finding((850, 1000), (900, 1000)), Finding::SignificantOnly);
    assert_eq!(finding((9, 50), (10, 50)), Finding::NotShown);
    assert_eq!(finding((11, 50), (10, 50)), Finding::Favoured);
    assert_eq!(finding((11, 50), (0, 50)), Finding::Incomparable);
}

#[test]
fn a_verdict_that_hangs_on_one_person_says_so() {
    let found = impact(&[group("a", 31, 69), group("b", 39, 61)], None).unwrap();
    assert!(found.groups[0].comparison.unwrap().is_below_four_fifths);
    assert!(
        verdict(&found).contains("It hangs on one person: one selection moved to a would make the ratio 0.84, not below four fifths."),
        "{}",
        verdict(&found)
    );
}

#[test]
fn the_reference_is_the_highest_rate_but_not_of_a_handful() {
    let groups = [
        group("few", 1, 0),
        group("large", 60, 40),
        group("equal", 30, 20),
        group("low", 10, 40),
    ];
    let found = impact(&groups, None).unwrap();
    assert_eq!(found.reference.group, "large");
    assert!(found.groups[0].is_under_floor && !found.groups[3].is_under_floor);
    assert!(found.groups[1].comparison.is_none());
    assert!(verdict(&found).contains("few are less than 2 % of the applicants"));
    let named = impact(&groups, Some("few")).unwrap();
    close(named.groups[3].comparison.unwrap().ratio, 0.2, 1e-12);
}

#[test]
fn a_named_reference_of_lower_rate_is_told_to_be_one() {
    let found = impact(
        &[group("Female", 89, 19), group("Male", 512, 313)],
        Some("Male"),
    )
    .unwrap();
    assert!(
        verdict(&found).contains("Male are below four fifths of their rate"),
        "{}",
        verdict(&found)
    );
}

#[test]
fn nobody_and_everybody_selected_have_a_verdict_without_numbers_that_do_not_exist() {
    let nobody = impact(&[group("a", 0, 9), group("b", 0, 5)], None).unwrap();
    assert_eq!(
        verdict(&nobody),
        "Nobody was selected, so there are no rates to compare."
    );
    assert_eq!(
        nobody.groups[0]
            .comparison
            .or(nobody.groups[1].comparison)
            .unwrap()
            .ratio,
        None
    );
    let everybody = impact(&[group("a", 9, 0), group("b", 5, 0)], None).unwrap();
    assert!(verdict(&everybody).starts_with(
        "b: 100.0 % selected, 1.00 of the rate of a (100.0 %): not below four fifths"
    ));
    let without_reference = impact(&[group("a", 3, 9), group("b", 0, 5)], Some("b")).unwrap();
    assert!(verdict(&without_reference).contains("nobody of b was selected"));
}

#[test]
fn one_group_or_an_unknown_reference_is_refused() {
    assert_eq!(impact(&[], None), Err(Error::TooFewGroups { n: 0 }));
    assert_eq!(
        impact(&[group("a", 1, 1), group("b", 0, 0)], None),
        Err(Error::TooFewGroups { n: 1 })
    );
    assert_eq!(
        impact(&[group("a", 1, 1), group("b", 1, 0)], Some("c")),
        Err(Error::UnknownGroup {
            group: "c".to_owned()
        })
    );
}

proptest! {
    #[test]
    fn the_order_of_the_groups_does_not_matter(counts in prop::collection::vec((0_u64..50, 0_u64..50), 2..5)) {
        let groups: Vec<GroupSelection> = counts.iter().enumerate().map(|(i, (yes, no))| group(&format!("g{i}"), *yes, *no)).collect();
        let reversed: Vec<GroupSelection> = groups.iter().rev().cloned().collect();
        if let Ok(found) = impact(&groups, Some("g0")) {
            let mut other = impact(&reversed, Some("g0")).unwrap();
            other.groups.reverse();
            prop_assert_eq!(found, other);
        }
    }

    #[test]
    fn any_counts_give_a_verdict_in_words(counts in prop::collection::vec((any::<u64>(), any::<u64>()), 0..4)) {
        let groups: Vec<GroupSelection> = counts.iter().enumerate().map(|(i, (yes, no))| group(&format!("g{i}"), *yes, *no)).collect();
        if let Ok(found) = impact(&groups, None) {
            let words = verdict(&found);
            prop_assert!(!words.is_empty() && !words.contains("NaN") && !words.contains("inf "));
        }
    }
}
