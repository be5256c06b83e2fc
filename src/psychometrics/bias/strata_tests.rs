use proptest::prelude::*;

use super::super::Split;
use super::*;
use crate::psychometrics::reference;

fn table(focal: (u64, u64), reference: (u64, u64)) -> TwoByTwo {
    let split = |(yes, no)| Split { yes, no };
    TwoByTwo {
        focal: split(focal),
        reference: split(reference),
    }
}

/// Admissions to Berkeley in 1973 by department A to F: women beside men, admitted and rejected (Bickel, Hammel &
/// O'Connell, 1975, *Science* 187, 398–404).
fn berkeley() -> [TwoByTwo; 6] {
    [
        table((89, 19), (512, 313)),
        table((17, 8), (353, 207)),
        table((202, 391), (120, 205)),
        table((131, 244), (138, 279)),
        table((94, 299), (53, 138)),
        table((24, 317), (22, 351)),
    ]
}

#[test]
fn departments_of_berkeley_taken_together_show_no_difference() {
    // R 4.2.2, example(mantelhaen.test): X² = 1.5246 (1.4269 corrected), p = 0.2169 uncorrected; common odds ratio of
    // men to women 0.9046968, interval .7719074 to 1.0603298.
    let found = mantel_haenszel(&berkeley()).unwrap();
    assert!((found.chi_square - 1.4269).abs() < 5e-5, "{found:?}");
    assert!(
        (found.chi_square_uncorrected - 1.5246).abs() < 5e-5,
        "{found:?}"
    );
    assert!((found.p - 0.2323).abs() < 5e-5, "{found:?}");
    let ratio = found.odds_ratio.unwrap();
    assert!((1.0 / ratio - 0.9046968).abs() < 5e-8, "{ratio}");
    let half = 1.959963984540054 * found.log_variance.unwrap().sqrt();
    assert!(((-ratio.ln() - half).exp() - 0.7719074).abs() < 5e-8);
    assert!(((-ratio.ln() + half).exp() - 1.0603298).abs() < 5e-8);
}

#[test]
fn less_than_half_a_person_is_never_significant() {
    // The only yes of twenty is the reference group's: Σ A − Σ E(A) = −.05 with the variance .0475, of which the
    // correction must not make (.05 − .5)² / .0475 = 4.26, p = .039.
    let found = mantel_haenszel(&[table((0, 1), (1, 18))]).unwrap();
    assert_eq!((found.chi_square, found.p), (0.0, 1.0));
    assert!((found.chi_square_uncorrected - 0.05 * 0.05 / 0.0475).abs() < 1e-12);
    let alike = mantel_haenszel(&[table((5, 5), (5, 5))]).unwrap();
    assert_eq!((alike.chi_square, alike.p), (0.0, 1.0));
}

#[test]
fn departments_of_berkeley_differ_among_each_other() {
    // Department A prefers women, the others do not: the homogeneity is refused (6 departments, 5 degrees).
    let found = breslow_day(&berkeley()).unwrap();
    assert_eq!(found.degrees_of_freedom, 5);
    // Worked through with each department's quadratic in decimals of 40 digits.
    assert!(
        (found.chi_square - 18.82551370523604).abs() < 1e-10,
        "{found:?}"
    );
    assert!(
        (found.chi_square_tarone - 18.82550125205278).abs() < 1e-10,
        "{found:?}"
    );
    assert!((found.p - 0.002071).abs() < 5e-6, "{found:?}");
}

#[test]
fn the_file_of_berkeley_gives_the_same_counts() {
    let test = "the_file_of_berkeley_gives_the_same_counts";
    let Some(rows) = reference::table("data/UCBAdmissions.csv", test) else {
        return;
    };
    let count = |admit: &str, gender: &str, department: &str| -> u64 {
        let row = rows.iter().find(|row| {
            row["Admit"] == admit && row["Gender"] == gender && row["Dept"] == department
        });
        row.unwrap()["Freq"].parse().unwrap()
    };
    let both = |gender: &str, department: &str| {
        (
            count("Admitted", gender, department),
            count("Rejected", gender, department),
        )
    };
    let strata = ["A", "B", "C", "D", "E", "F"]
        .map(|department| table(both("Female", department), both("Male", department)));
    assert_eq!(strata, berkeley());
}

#[test]
fn strata_that_tell_nothing_change_nothing() {
    let mut more = berkeley().to_vec();
    more.extend([
        table((0, 0), (0, 0)),
        table((1, 0), (0, 0)),
        table((4, 3), (0, 0)),
        table((4, 0), (9, 0)),
    ]);
    let (one, other) = (mantel_haenszel(&berkeley()), mantel_haenszel(&more));
    assert_eq!(one, other);
    assert_eq!(breslow_day(&berkeley()), breslow_day(&more));
}

#[test]
fn without_a_telling_stratum_there_is_no_test() {
    assert_eq!(mantel_haenszel(&[]), None);
    assert_eq!(mantel_haenszel(&[table((3, 4), (0, 0))]), None);
    assert_eq!(breslow_day(&[table((3, 4), (5, 6))]), None);
    let parted = mantel_haenszel(&[table((3, 0), (0, 4))]).unwrap();
    assert_eq!((parted.odds_ratio, parted.log_variance), (None, None));
    let turned = mantel_haenszel(&[table((0, 4), (3, 0))]).unwrap();
    assert_eq!((turned.odds_ratio, turned.log_variance), (Some(0.0), None));
}

proptest! {
    #[test]
    fn turned_tables_turn_the_odds_ratio(cells in prop::collection::vec((0_u64..20, 0_u64..20, 0_u64..20, 0_u64..20), 1..6)) {
        let strata: Vec<TwoByTwo> = cells.iter().map(|(a, b, c, d)| table((*a, *b), (*c, *d))).collect();
        let turned: Vec<TwoByTwo> = strata.iter().map(|stratum| stratum.turned()).collect();
        if let (Some(one), Some(other)) = (mantel_haenszel(&strata), mantel_haenszel(&turned)) {
            prop_assert!((one.chi_square - other.chi_square).abs() < 1e-9 * (1.0 + one.chi_square));
            if let (Some(one), Some(other)) = (one.odds_ratio, other.odds_ratio) {
                prop_assert!((one * other - 1.0).abs() < 1e-9);
            }
        }
        if let (Some(one), Some(other)) = (breslow_day(&strata), breslow_day(&turned)) {
            prop_assert!((one.chi_square - other.chi_square).abs() < 1e-6 * (1.0 + one.chi_square));
        }
    }

    #[test]
    fn any_counts_give_finite_figures_or_none(cells in prop::collection::vec(any::<[u64; 4]>(), 0..4)) {
        let strata: Vec<TwoByTwo> = cells.iter().map(|[a, b, c, d]| table((*a, *b), (*c, *d))).collect();
        if let Some(found) = mantel_haenszel(&strata) {
            prop_assert!(found.chi_square.is_finite() && found.odds_ratio.is_none_or(f64::is_finite));
        }
        if let Some(found) = breslow_day(&strata) {
            prop_assert!(found.chi_square.is_finite() && (0.0..=1.0).contains(&found.p_tarone));
        }
    }
}
