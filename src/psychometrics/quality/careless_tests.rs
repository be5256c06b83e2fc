//! All indices of the careless package on its own and on real data.

use super::*;
use crate::psychometrics::reference::{self, Row, number};

struct Sample {
    data: &'static str,
    expected: &'static str,
    pairs: &'static str,
    items: Vec<String>,
    factors: Vec<usize>,
}

fn scales(names: &str, prefix: &str) -> Vec<String> {
    let scale = |name: char| (1..=5).map(move |item| format!("{prefix}{name}{item}"));
    names.chars().flat_map(scale).collect()
}

fn complete(rows: &[Row], items: &[String]) -> Vec<Vec<Option<f64>>> {
    let person =
        |row: &Row| -> Vec<Option<f64>> { items.iter().map(|item| number(row, item)).collect() };
    rows.iter()
        .map(person)
        .filter(|answers| answers.iter().all(Option::is_some))
        .collect()
}

/// The largest difference to each column; `None` has to be missing on both sides.
fn compare(value: Option<f64>, row: &Row, column: &str) {
    let expected = number(row, column);
    let is_equal = match (value, expected) {
        (Some(value), Some(expected)) => (value - expected).abs() < 1e-8,
        (value, expected) => value == expected,
    };
    assert!(is_equal, "{} {column}: {value:?}, {expected:?}", row["row"]);
}

fn check(sample: &Sample, test: &str) {
    let (Some(rows), Some(expected), Some(pairs)) = (
        reference::table(sample.data, test),
        reference::table(sample.expected, test),
        reference::table(sample.pairs, test),
    ) else {
        return;
    };
    let people = complete(&rows, &sample.items);
    assert_eq!(people.len(), expected.len());
    let moments = ItemMoments::of(&people).unwrap();
    let cloud = AnswerCloud::new(&moments).unwrap();
    let factors = Factors::new(&sample.factors).unwrap();
    let synonyms = |above| psychometric_pairs(&moments, Likeness::Synonyms { above }).unwrap();
    let pairs_of = [
        ("psychsyn_0.6", synonyms(0.6)),
        ("psychsyn_0.5", synonyms(0.5)),
        (
            "psychant_m0.5",
            psychometric_pairs(&moments, Likeness::Antonyms { beyond: 0.5 }).unwrap(),
        ),
    ];
    for (person, row) in people.iter().zip(&expected) {
        compare(Some(longest_run(person) as f64), row, "longstring");
        compare(average_run(person), row, "avgstring");
        compare(irv(person), row, "irv");
        let distance = cloud.distance(person).unwrap();
        compare(Some(distance.squared), row, "mahad");
        assert_eq!(distance.p < 0.01, row["mahad_flag99"] == "TRUE");
        // careless prints even-odd with the sign turned, so that high is careless.
        let even_odd = even_odd(person, &factors).unwrap();
        compare(even_odd.map(|value| -value), row, "evenodd");
        for (column, pairs) in &pairs_of {
            if row.contains_key(*column) {
                compare(pair_agreement(person, pairs), row, column);
            }
        }
    }
    check_pairs(&moments, &sample.items, &pairs);
}

/// The strongest pairs of the sample, in falling order.
fn check_pairs(moments: &ItemMoments, items: &[String], expected: &[Row]) {
    let mut found = psychometric_pairs(moments, Likeness::Synonyms { above: 0.0 }).unwrap();
    found.sort_by(|a, b| b.correlation.total_cmp(&a.correlation));
    assert!(expected.len() <= found.len());
    for (pair, row) in found.iter().zip(expected) {
        assert_eq!(items[pair.second_idx], row["var1"]);
        assert_eq!(items[pair.first_idx], row["var2"]);
        assert!((pair.correlation - number(row, "cor").unwrap()).abs() < 1e-12);
    }
}

#[test]
fn all_indices_of_two_hundred_simulated_people_equal_careless() {
    let sample = Sample {
        data: "data/careless_dataset.csv",
        expected: "reference/careless_careless_dataset.csv",
        pairs: "reference/careless_careless_dataset_critval.csv",
        items: scales("ABCDEFGHIJ", "scale"),
        factors: vec![5; 10],
    };
    check(
        &sample,
        "all_indices_of_two_hundred_simulated_people_equal_careless",
    );
}

#[test]
fn all_indices_of_2436_real_people_equal_careless() {
    let sample = Sample {
        data: "data/bfi.csv",
        expected: "reference/careless_bfi25.csv",
        pairs: "reference/careless_bfi25_critval.csv",
        items: scales("ACENO", ""),
        factors: vec![5; 5],
    };
    check(&sample, "all_indices_of_2436_real_people_equal_careless");
}
