use super::super::report::{Report, json};
use super::*;

fn table(text: &str) -> Table {
    Table::from_reader("ratings.csv".to_owned(), text.as_bytes()).unwrap()
}

fn numbers(text: &str) -> Ratings {
    Ratings::numbers(&table(text), &ItemArgs::default()).unwrap()
}

#[test]
fn words_are_placed_by_the_list_and_unknown_ones_refused() {
    let table = table("a,b\nlow,high\n,middle\n");
    let found = Ratings::among(&table, &ItemArgs::default(), "low,middle,high").unwrap();
    assert_eq!(
        found.targets,
        [vec![Some(1.0), Some(3.0)], vec![None, Some(2.0)]]
    );
    assert!(!found.are_numbers && found.are_categories());
    let fault = Ratings::among(&table, &ItemArgs::default(), "low,high").unwrap_err();
    assert_eq!(
        fault.to_string(),
        "ratings.csv, line 3, column `b`: `middle` is none of the --categories low,high."
    );
    let fault = Ratings::among(&table, &ItemArgs::default(), "low,low").unwrap_err();
    assert!(fault.to_string().contains("`low` is listed twice"));
}

#[test]
fn numbers_written_differently_are_the_same_category() {
    let table = table("a,b\n1,2.0\n2,3\n");
    let found = Ratings::among(&table, &ItemArgs::default(), "1,2,3,4").unwrap();
    assert_eq!(found.targets[0], [Some(1.0), Some(2.0)]);
    assert!(found.are_numbers);
    assert_eq!(found.categories.len(), 4);
}

#[test]
fn transposing_twice_changes_nothing() {
    let ratings = numbers("a,b,c\n1,2,3\n4,,6\n");
    let turned = ratings.clone().transposed();
    assert_eq!(turned.n_raters(), 2);
    assert_eq!(turned.targets[1], [Some(2.0), None]);
    assert_eq!(turned.transposed(), ratings);
}

#[test]
fn one_rater_and_equal_ratings_are_refused_with_advice() {
    let refused = |text: &str| worth_comparing(&numbers(text)).unwrap_err().to_string();
    assert!(refused("a\n1\n2\n").contains("too few raters (1)"));
    assert!(refused("a,b\n1,1\n1,1\n").contains("do not vary"));
    assert!(refused("a,b\n1,2\n,1\n").contains("too few targets to compare (1)"));
}

#[test]
fn what_is_missing_is_null_and_said() {
    let ratings = numbers("a,b,c\n1,2,\n1,1,\n,3,-2\n");
    let mut notes = Vec::new();
    let found = AgreementFound {
        targets: 3,
        complete_targets: ratings.n_complete(),
        raters: 3,
        icc: correlations(&ratings, &mut notes),
        kappa: kappas(&ratings, &mut notes).0,
        kappa_standard_errors: None,
        fleiss_kappa: fleiss(&ratings, &mut notes),
        krippendorff: alphas(&ratings, &mut notes),
        krippendorff_intervals: None,
        notes,
    };
    assert_eq!(found.notes.len(), 4, "{:?}", found.notes);
    let value: serde_json::Value = serde_json::from_str(&json(&found).unwrap()).unwrap();
    assert!(
        value["icc"].is_null()
            && value["kappa"].is_null()
            && value["krippendorff"]["ratio"].is_null()
    );
    assert!(value["krippendorff"]["nominal"].is_number());
    assert!(found.text().contains("Cohen's kappa: there are 3 raters"));
}
