//! The command on the example assessment.

use serde_json::Value;

use super::*;

fn command(people: u32, raters: u32) -> Pilot {
    Pilot {
        assessment: PathBuf::from("src/assessment/example"),
        people,
        seed: 4,
        raters,
        form: Form::Short,
        json: false,
        out: None,
    }
}

fn found(people: u32, raters: u32) -> Found {
    let command = command(people, raters);
    let (_, assessment) = read_assessment(&command.assessment).unwrap();
    command.found(Arc::new(assessment)).unwrap()
}

#[test]
fn wrong_numbers_and_folders_are_refused_in_a_sentence() {
    for (people, raters, expected) in [
        (
            0,
            3,
            "0 people tell nothing; give --people 2 or more (2000 by default)",
        ),
        (
            2_000_000,
            3,
            "2000000 people are more than the 100000 that --people takes",
        ),
        (
            10,
            0,
            "0 raters rate nobody; give --raters 1 or more (3 by default)",
        ),
        (10, 51, "51 raters are more than the 50 that --raters takes"),
    ] {
        let refusal = command(people, raters).run().unwrap_err();
        assert_eq!(refusal.to_string(), expected);
    }
    let nowhere = Pilot {
        assessment: PathBuf::from("assessments/no-such-folder"),
        ..command(10, 3)
    };
    let refusal = nowhere.run().unwrap_err().to_string();
    assert!(refusal.contains("no-such-folder"), "{refusal}");
}

#[test]
fn one_seed_gives_the_same_report_and_more_raters_leave_people_alone() {
    let (one, same, more) = (found(70, 2), found(70, 2), found(70, 3));
    assert_eq!(json(&one).unwrap(), json(&same).unwrap());
    assert_eq!(markdown::text(&one), markdown::text(&same));
    assert_eq!(one.report.scales, more.report.scales);
    assert_ne!(one.report.ratings, more.report.ratings);
}

#[test]
fn the_first_line_says_that_nobody_stands_behind_it_and_every_parameter_is_printed() {
    let found = found(40, 2);
    let text = markdown::text(&found);
    assert!(text.starts_with("**SYNTHETIC: nobody stands behind these numbers."));
    assert!(text.ends_with("|\n") && !text.contains("\n\n\n"));
    for assumption in &found.assumptions {
        assert!(text.contains(assumption.what), "{}", assumption.what);
        assert!(text.contains(&assumption.value), "{}", assumption.value);
    }
    for scale in &found.report.scales {
        assert!(text.contains(scale.scale.as_str()));
    }
    assert!(!text.contains("NaN"));
}

#[test]
fn the_fields_are_those_that_programs_rely_on() {
    let report: Value = serde_json::from_str(&json(&found(40, 2)).unwrap()).unwrap();
    assert_eq!(report["is_synthetic"], Value::Bool(true));
    assert_eq!(report["people"]["sat"], 40);
    assert!(report["notice"].as_str().unwrap().starts_with("SYNTHETIC"));
    for field in [
        "assumptions",
        "scales",
        "composites",
        "correlations",
        "items",
        "decisions",
        "judgements",
    ] {
        assert!(!report[field].as_array().unwrap().is_empty(), "{field}");
    }
    let scale = &report["scales"][0];
    for field in [
        "n",
        "mean",
        "sd",
        "reliability",
        "reliability_method",
        "sem",
        "sem_t",
        "refused",
        "refusals",
    ] {
        assert!(!scale[field].is_null(), "{field}");
    }
    assert!(report["ratings"]["subjects"][0]["studies"][0]["dependability"].is_f64());
    assert!(report["times"]["sections"][0]["time"]["median"].is_f64());
    assert!(report["quality"]["verdicts"][0]["share"].is_f64());
}

#[test]
fn one_person_gives_a_report_that_says_what_is_missing() {
    let text = markdown::text(&found(1, 1));
    assert!(text.contains("fewer than two people have one"), "{text}");
    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
}
