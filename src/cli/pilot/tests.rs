//! The command on the example assessment.

use serde_json::Value;

use super::*;
use crate::psychometrics::agreement::generalisability::{
    Component, Source, VarianceComponents, d_study,
};

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
    // Refused before anything is drawn.
    let refusal = command(100_000, 50).run().unwrap_err().to_string();
    assert_eq!(
        refusal,
        "100000 people rated by 50 raters on 2 dimensions of scenes are 10000000 ratings, more than the 5000000 that \
         memory is kept for; give fewer --people or --raters"
    );
    let nowhere = Pilot {
        assessment: PathBuf::from("assessments/no-such-folder"),
        ..command(10, 3)
    };
    let refusal = nowhere.run().unwrap_err().to_string();
    assert!(refusal.contains("no-such-folder"), "{refusal}");
}

#[test]
fn the_command_is_the_folder_as_given_and_what_is_not_as_usual() {
    let made_by = |pilot: Pilot| pilot.command();
    assert_eq!(
        made_by(command(400, 2)),
        "composure pilot src/assessment/example --people 400 --seed 4 --raters 2 --form short"
    );
    let usual = Pilot {
        assessment: PathBuf::from("my folder/it's"),
        seed: 1,
        form: Form::Standard,
        ..command(2000, 3)
    };
    assert_eq!(made_by(usual), r"composure pilot 'my folder/it'\''s'");
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
    let line = text.lines().nth(4).unwrap();
    assert!(line.starts_with("Version 1, short form, made by `composure pilot src/"));
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
    assert_eq!(report["form"], "short");
    // One rater, stated variances: see the hand-worked case of `scenes_needed`.
    assert_eq!(report["ratings"]["needed"][0]["scenes_for_80"], 143);
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
fn one_rater_leaves_dashes_with_a_note_that_says_why() {
    let text = markdown::text(&found(20, 1));
    assert!(text.contains("- ratings: One rater shows nothing of severity"));
    // Said once for all dimensions.
    assert_eq!(
        text.matches("There is no Φ: there is one rater and one scene")
            .count(),
        1
    );
}

#[test]
fn what_is_said_of_a_second_rater_holds_for_the_stated_variances() {
    let stated = IN_WHOLE_POINTS;
    let part = |(source, variance): (Source, f64)| Component {
        source,
        estimate: variance,
        variance,
        share: 0.0,
    };
    let parts = [
        (Source::Person, stated.person),
        (Source::Rater, stated.rater),
        (Source::Scene, stated.scene),
        (Source::PersonRater, stated.person_rater),
        (Source::PersonScene, stated.person_scene),
        (Source::RaterScene, stated.rater_scene),
        (Source::Residual, stated.residual),
    ];
    let components = VarianceComponents {
        n_persons: 100,
        n_raters: 3,
        n_scenes: 8,
        n_scores: 2400,
        components: parts.map(part).to_vec(),
    };
    let phi = |scenes: usize, raters: usize| {
        let study = d_study(&components, scenes, raters).unwrap();
        study.dependability.unwrap()
    };
    // .30 / (.30 + .07 + .7133 / 8), .30 / (.30 + .035 + .5117 / 8) and .30 / (.30 + .07 + .7133 / 16).
    assert!((phi(8, 1) - 0.6534).abs() < 1e-4);
    assert!((phi(8, 2) - 0.7520).abs() < 1e-4);
    assert!((phi(16, 1) - 0.7236).abs() < 1e-4);
    for scenes in 1..20 {
        assert_eq!(phi(scenes, 2) > phi(2 * scenes, 1), scenes >= 5, "{scenes}");
    }
    assert!(stated.residual > stated.person_scene);
}

#[test]
fn one_person_gives_a_report_that_says_what_is_missing() {
    let text = markdown::text(&found(1, 1));
    assert!(text.contains("fewer than two people have one"), "{text}");
    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
}
