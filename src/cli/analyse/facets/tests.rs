//! The command on small files: what it prints and what it refuses.

use std::fmt::Write as _;

use clap::Parser;

use super::super::report::{Report, json};
use super::*;

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    facets: Facets,
}

fn run(text: &str, arguments: &[&str]) -> Result<FacetsFound, Fault> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ratings.csv");
    std::fs::write(&file, text).unwrap();
    let line = [
        "facets",
        file.to_str().unwrap(),
        "--person",
        "who",
        "--rater",
        "by",
    ];
    Line::parse_from(line.iter().chain(arguments)).facets.run()
}

/// The exit code's kind and the sentence after the file's name.
fn refusal(text: &str, arguments: &[&str]) -> (&'static str, String) {
    match run(text, arguments).unwrap_err() {
        Fault::Input(sentence) => {
            let at = sentence.rfind("ratings.csv").map_or(0, |at| at);
            ("input", sentence[at..].to_owned())
        }
        Fault::Method(sentence) => ("method", sentence),
    }
}

/// Twelve persons seen by raters a and b (and c every third time), on two items.
fn ratings() -> String {
    let mut text = "who,by,week,tact,clarity\n".to_owned();
    for person in 0..24 {
        for (place, rater) in ["a", "b", "c"].into_iter().enumerate() {
            if place == 2 && person % 3 > 0 {
                continue;
            }
            let [tact, clarity] =
                [7, 5].map(|k| (person % 4 + (person * k + place * 2) % 3 + 1 - place / 2) / 2);
            let week = person / 12 + 1;
            writeln!(text, "p{person},{rater},{week},{tact},{clarity}").unwrap();
        }
    }
    text
}

#[test]
fn the_fields_are_those_of_the_contract() {
    let found = run(&ratings(), &["--items", "tact,clarity"]).unwrap();
    let printed: serde_json::Value = serde_json::from_str(&json(&found).unwrap()).unwrap();
    for field in [
        "deviance",
        "log_likelihood",
        "n_parameters",
        "person_variance",
        "reliability",
        "raters",
        "items",
        "steps",
        "connected",
    ] {
        assert!(!printed[field].is_null(), "{field}");
    }
    for field in [
        "rater",
        "severity",
        "standard_error",
        "infit",
        "outfit",
        "n",
    ] {
        assert!(!printed["raters"][2][field].is_null(), "{field}");
    }
    for field in ["item", "difficulty", "standard_error"] {
        assert!(!printed["items"][1][field].is_null(), "{field}");
    }
    assert_eq!(printed["raters"][0]["rater"], "a");
    assert_eq!(printed["raters"][2]["n"], 8);
    assert_eq!(printed["steps"].as_array().unwrap().len(), 3);
    assert_eq!(printed["connected"], true);
    assert!(
        found.text().starts_with(
            "Many-facet Rasch model, common steps: 24 persons, 56 ratings, 3 severities"
        )
    );
}

#[test]
fn a_score_is_written_for_each_person() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.csv");
    let arguments = [
        "--items",
        "tact,clarity",
        "--steps",
        "by-item",
        "--scores",
        out.to_str().unwrap(),
    ];
    let text = ratings() + "p99,a,1,,NA\n";
    let found = run(&text, &arguments).unwrap();
    let printed: serde_json::Value = serde_json::from_str(&json(&found).unwrap()).unwrap();
    assert_eq!(printed["steps"].as_array().unwrap().len(), 2);
    assert_eq!(printed["steps"][0].as_array().unwrap().len(), 3);
    let written = std::fs::read_to_string(out).unwrap();
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines[0], "person,eap,eap_se");
    // Who has no score has no estimate.
    assert_eq!(lines.len(), 25);
    assert!(lines[1].starts_with("p0,-"), "{}", lines[1]);
    assert!(
        run(
            &text,
            &["--items", "tact,clarity", "--scores", "/nowhere/out.csv"]
        )
        .is_err()
    );
}

#[test]
fn periods_give_a_severity_each_and_a_drift() {
    let found = run(&ratings(), &["--items", "tact,clarity", "--period", "week"]).unwrap();
    let printed: serde_json::Value = serde_json::from_str(&json(&found).unwrap()).unwrap();
    assert_eq!(printed["raters"].as_array().unwrap().len(), 6);
    assert_eq!(printed["raters"][1]["period"], "2");
    assert_eq!(printed["drift"][0]["changes"][0]["period"], "2");
    assert!(found.text().contains("Change of severity"));
}

#[test]
fn wrong_input_is_named_by_line_column_and_value() {
    let items = ["--items", "tact,clarity"];
    for (change, expected) in [
        (
            "p0,a,1,two,1",
            "line 58, column `tact`: `two` is not a number.",
        ),
        (
            "p0,z,1,1.5,1",
            "line 58, column `tact`: 1.5 is not a whole number from 0 to 100.",
        ),
        (
            "p0,z,1,-1,1",
            "line 58, column `tact`: -1 is not a whole number from 0 to 100.",
        ),
        (
            "p0,,1,1,1",
            "line 58, column `by`: a value is missing here.",
        ),
        (
            "p0,a,1,1,1",
            "lines 2 and 58: person `p0` is rated by rater `a` twice.",
        ),
    ] {
        let (kind, sentence) = refusal(&(ratings() + change + "\n"), &items);
        assert_eq!(kind, "input");
        assert!(sentence.contains(expected), "{sentence}");
    }
    let (kind, sentence) = refusal(&ratings(), &["--items", "tact,grace"]);
    assert!(
        kind == "input" && sentence.contains("has no column `grace`"),
        "{sentence}"
    );
    let (kind, sentence) = refusal(&ratings(), &["--items", "tact,by"]);
    assert!(kind == "input" && sentence.contains('`'), "{sentence}");
    assert_eq!(refusal("", &items).0, "input");
}

#[test]
fn designs_that_do_not_hang_together_are_refused_by_name() {
    let items = ["--items", "tact,clarity"];
    let apart = ratings() + "q1,x,1,1,2\nq1,y,1,2,2\nq2,x,1,0,1\n";
    let (kind, sentence) = refusal(&apart, &items);
    assert_eq!(kind, "method");
    assert!(
        sentence.contains(
            "2 parts that share no person: {a, b, c} with 24 persons and {x, y} with 2 persons"
        ),
        "{sentence}"
    );
    // Raters a and b judge tact only, c and d clarity only: a's severity could be tact's difficulty.
    let halves = "who,by,tact,clarity\np1,a,1,\np1,c,,2\np2,b,0,\np2,d,,1\np1,d,,1\np2,a,2,\n";
    let (kind, sentence) = refusal(halves, &items);
    assert_eq!(kind, "method");
    assert!(
        sentence.contains("2 parts that share no rater: {tact} and {clarity}"),
        "{sentence}"
    );
}

#[test]
fn what_has_no_bound_is_refused_by_name() {
    let items = ["--items", "tact,clarity"];
    let generous = ratings() + "p1,z,1,3,3\np2,z,1,3,3\n";
    let (kind, sentence) = refusal(&generous, &items);
    assert_eq!(kind, "method");
    assert!(
        sentence.contains("rater z gave the same end of the scale"),
        "{sentence}"
    );
    let gap = "who,by,tact\np1,a,0\np2,a,2\np3,b,0\np1,b,2\n";
    let (kind, sentence) = refusal(gap, &[]);
    assert!(
        kind == "method" && sentence.contains("never 1"),
        "{sentence}"
    );
    let one = "who,by,tact\np1,a,0\np1,b,2\n";
    let (kind, sentence) = refusal(one, &[]);
    assert!(
        kind == "method" && sentence.contains("1 persons"),
        "{sentence}"
    );
}
