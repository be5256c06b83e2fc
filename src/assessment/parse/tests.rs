//! What reading says about definitions that are wrong.

use proptest::prelude::*;

use super::parse;
use crate::assessment::{Faults, Source, example};

/// The example with `from` replaced by `to` in one file; `from` has to be there.
pub(super) fn changed(changes: &[(&str, &str, &str)]) -> Source {
    let mut source = example::source();
    for (file, from, to) in changes {
        let text = source.files.get_mut(*file).unwrap();
        assert!(text.contains(from), "{file} has no {from:?}");
        *text = text.replacen(from, to, 1);
    }
    source
}

pub(super) fn faults(source: &Source) -> Faults {
    parse(source).expect_err("this definition has faults")
}

pub(super) fn places(source: &Source) -> Vec<String> {
    let faults = faults(source);
    let place = |fault: &super::super::Fault| {
        format!(
            "{}:{}:{}: {}",
            fault.file, fault.line, fault.column, fault.reason
        )
    };
    faults.iter().map(place).collect()
}

/// One change to one file gives exactly one fault with this reason and this help.
pub(super) fn check(change: (&str, &str, &str), reason: &str, help: Option<&str>) {
    let faults = faults(&changed(&[change]));
    let found: Vec<_> = faults
        .iter()
        .map(|fault| (fault.reason.as_str(), fault.help.as_deref()))
        .collect();
    assert_eq!(found, [(reason, help)], "{change:?}");
}

#[test]
fn ten_different_faults_are_all_named_at_once_with_their_places() {
    let source = changed(&[
        (
            "assessment.toml",
            "stage = \"pre_offer\"",
            "stage = \"preoffer\"",
        ),
        (
            "assessment.toml",
            "words-chosen = 0.4 }",
            "words-chosen = 0.5 }",
        ),
        ("assessment.toml", "scene = \"gate\"", "scene = \"gait\""),
        (
            "items.toml",
            "direction = \"negative\"",
            "directon = \"negative\"",
        ),
        (
            "items.toml",
            "scale = \"listening-and-respect\"",
            "scale = \"first-moves\"",
        ),
        (
            "items.toml",
            "text = { en = \"I cut in",
            "text = { es = \"I cut in",
        ),
        (
            "tasks.toml",
            "trials_per_block = 64",
            "trials_per_block = 60",
        ),
        ("scenes/queue.toml", "cue_ms = 34000", "cue_ms = 60000"),
        (
            "scenes/queue.toml",
            "key = { first-moves = 4,",
            "key = { first-moves = 5,",
        ),
        (
            "norms/example.toml",
            "reliability = 0.72",
            "reliability = \"good\"",
        ),
    ]);
    let expected = [
        "assessment.toml:3:9: `stage` cannot be \"preoffer\"",
        "assessment.toml:61:9: there is no scene `gait`",
        "assessment.toml:171:11: the weights sum to 1.1, and have to sum to 1",
        "items.toml:17:1: there is no key `directon` in this `item`",
        "items.toml:22:9: there is no questionnaire scale `first-moves`",
        "items.toml:33:8: `text` has no English words",
        "norms/example.toml:43:15: `reliability` has to be a number, and this is a string",
        "scenes/queue.toml:28:23: `first-moves` is 5, and has to be from 0 to 4",
        "scenes/queue.toml:80:10: the cue at 60000 ms is after the end of the film at 56000 ms",
        "tasks.toml:12:67: `trials_per_block` is 60, and has to be a multiple of 8",
    ];
    assert_eq!(places(&source), expected);
}

#[test]
pub(super) fn faults_print_with_their_line_a_caret_and_what_to_do() {
    let source = changed(&[("assessment.toml", "scene = \"gate\"", "scene = \"quue\"")]);
    let printed = faults(&source).to_string();
    let first = "assessment.toml:61:9: there is no scene `quue`\n  61 | scene = \"quue\"\n     |         ^\n  help: did you mean `queue`?\n";
    assert!(printed.starts_with(first), "{printed}");
    assert!(printed.ends_with("2 faults"), "{printed}");
}

#[test]
fn a_missing_key_is_named_where_its_table_begins() {
    let source = changed(&[("tasks.toml", "step_ms = 50\n", "")]);
    assert_eq!(
        places(&source)[0],
        "tasks.toml:1:1: `step_ms` is missing in this `stop_signal`"
    );
}

#[test]
fn values_of_the_wrong_type_or_size_are_named() {
    let file = "assessment.toml";
    check(
        (file, "version = 1", "version = \"1\""),
        "`version` has to be a whole number, and this is a string",
        Some("write 1"),
    );
    check(
        (file, "limit_seconds = 300", "limit_seconds = 9"),
        "`limit_seconds` is 9, and has to be from 10 to 7200",
        None,
    );
    check(
        (file, "missed_checks = 1", "missed_checks = -1"),
        "`missed_checks` is -1, and has to be from 1 to 100",
        None,
    );
    check(
        (file, "seconds_per_item = 2.0", "seconds_per_item = nan"),
        "`seconds_per_item` is NaN, and has to be above 0",
        None,
    );
    check(
        (file, "name = \"example\"", "name = \"An Example\""),
        "\"An Example\" is not a name",
        Some(super::values::NAME_RULE),
    );
    check(
        (
            file,
            "title = { en = \"Example\" }",
            "title = { en = \" \" }",
        ),
        "`en` is empty",
        None,
    );
    check(
        (file, "title = { en = \"Example\" }", "title = \"Example\""),
        "`title` has to be text by language, and this is a string",
        Some("write { en = \"…\" }"),
    );
}

#[test]
fn names_defined_twice_and_names_used_twice_are_named() {
    let mut source = example::source();
    let items = source.files.get_mut("items.toml").unwrap();
    let plan_and_after = items.find("[[item]]\nname = \"plan\"").unwrap();
    items.extend_from_within(plan_and_after..);
    assert_eq!(
        places(&source)[0],
        "items.toml:62:8: the name `plan` is taken already"
    );
    check(
        (
            "assessment.toml",
            "\"wait\", \"plan\"",
            "\"wait\", \"wait\", \"plan\"",
        ),
        "the item `wait` is already used",
        Some("answers are kept by name, so each can be given once"),
    );
    check(
        ("assessment.toml", "name = \"gate\"", "name = \"queue\""),
        "the name `queue` is taken already",
        Some("give each its own name"),
    );
}

#[test]
fn dangling_references_are_named() {
    let near = |name: &str| format!("did you mean `{name}`?");
    let file = "assessment.toml";
    check(
        (file, "ranked_by = \"overall\"", "ranked_by = \"overal\""),
        "there is no composite `overal`",
        Some(&near("overall")),
    );
    check(
        (
            file,
            "weights = { restraint = 0.5",
            "weights = { restrain = 0.5",
        ),
        "there is no scale `restrain`",
        Some(&near("restraint")),
    );
    check(
        (
            "norms/example.toml",
            "[\"restraint\", \"first-moves\"",
            "[\"restraint\", \"first-move\"",
        ),
        "there is no scale `first-move`",
        Some(&near("first-moves")),
    );
    check(
        (file, "task = \"stop-signal\"", "task = \"go-no-go\""),
        "there is no stop-signal task `go-no-go`",
        Some("define it in `tasks.toml` as a [[stop_signal]]"),
    );
    check(
        (file, "task = \"flanker\"", "task = \"stop-signal\""),
        "there is no flanker task `stop-signal`",
        Some("define it in `tasks.toml` as a [[flanker]]"),
    );
}

#[test]
fn what_only_shows_across_files_is_named() {
    let mut source = example::source();
    let items = source.files.get_mut("items.toml").unwrap();
    *items = items.replace("scale = \"restraint\"", "scale = \"listening-and-respect\"");
    assert_eq!(
        places(&source),
        ["assessment.toml:88:8: the scale `restraint` has no items"]
    );

    let check_six_points = ("items.toml", "expected = 5", "expected = 7");
    check(
        check_six_points,
        "`check-agree` expects answer 7, and there are 6",
        None,
    );
    check(
        (
            "assessment.toml",
            "limit_seconds = 900",
            "limit_seconds = 600",
        ),
        // 288 trials of 2 s and three rests of 15 s.
        "the section `stop-signal` may take 600 s, and what is done in it takes 621 s",
        Some("raise `limit_seconds`, and leave time to read"),
    );
    let many = (
        "assessment.toml",
        "minimum_decisions = 2",
        "minimum_decisions = 5",
    );
    check(
        many,
        "`first-moves` needs 5 decisions, and 4 are keyed to it",
        None,
    );
}

#[test]
fn parameters_of_the_other_tasks_are_checked() {
    let file = "tasks.toml";
    check(
        (file, "no_go_proportion = 0.2", "no_go_proportion = 0.5"),
        "`no_go_proportion` is 0.5, and has to be from 0.1 to 0.4, since no-go trials have to be rare",
        None,
    );
    check(
        (file, "trials_per_block = 80", "trials_per_block = 82"),
        "0.2 of the 82 `trials_per_block` of the standard form is no whole number of no-go trials",
        Some("choose trials of which the share is whole, such as 40 or 80"),
    );
    check(
        (file, "stimulus_ms = 500", "stimulus_ms = 1500"),
        "`response_window_ms` has to be at least `stimulus_ms`: it is counted from the sign on",
        None,
    );
    check(
        (
            file,
            "minimum_no_go_trials = 40",
            "minimum_no_go_trials = 60",
        ),
        "the standard form has 48 no-go trials, and its score needs 60",
        Some("add blocks, or lower the minimum with a reason in the README"),
    );
    check(
        (file, "trials_per_block = 40", "trials_per_block = 42"),
        "`trials_per_block` is 42, and has to be a multiple of 4",
        Some("write 44"),
    );
    check(
        (
            file,
            "minimum_right_answers = 40",
            "minimum_right_answers = 61",
        ),
        "the standard form has 60 trials of either kind, and its score needs 61",
        Some("add blocks, or lower the minimum with a reason in the README"),
    );
    let named_like_another = changed(&[(
        file,
        "name = \"flanker\"\ninstructions",
        "name = \"stop-signal\"\ninstructions",
    )]);
    let taken = "the name `stop-signal` is taken already";
    assert!(
        places(&named_like_another)
            .iter()
            .any(|fault| fault.ends_with(taken))
    );
}

#[test]
fn a_scale_of_a_task_says_what_is_scored_and_which_end_of_it_is_good() {
    let file = "assessment.toml";
    let measure = "measure = \"commission_proportion\"";
    check(
        (file, measure, "measure = \"d_prim\""),
        "`measure` cannot be \"d_prim\"",
        Some("did you mean \"d_prime\"?"),
    );
    check(
        (file, measure, "measure = \"d_prime\""),
        "of the measure d_prime more is better, and `holding-back` says otherwise",
        Some("write good_end = \"high\""),
    );
    check(
        (
            file,
            "task = \"stop-signal\"",
            "task = \"stop-signal\"\nmeasure = \"d_prime\"",
        ),
        "`measure` belongs to a scale with another source",
        None,
    );
}

#[test]
fn windows_and_keys_of_decisions_are_checked() {
    check(
        ("scenes/practice.toml", "cue_ms = 16000", "cue_ms = 13000"),
        "the windows of `when-to-speak` and `how-glad` overlap: the first is open until 14000 ms, the second opens at 13000 ms",
        Some("move the later cue, or shorten the earlier window"),
    );
    check(
        (
            "scenes/queue.toml",
            "key = { first-moves = 2, words-chosen = 1 }",
            "key = { first-moves = 2 }",
        ),
        "the options of this decision are keyed to different scales",
        Some("give every option points for the same scales; 0 is a number of points"),
    );
    check(
        ("scenes/gate.toml", "rationale = \"Makes space.\"\n", ""),
        "`rationale` is missing in this `option`",
        Some("add `rationale = …`"),
    );
    check(
        (
            "scenes/gate.toml",
            "media/scenes/gate/poster.jpg",
            "../poster.jpg",
        ),
        "\"../poster.jpg\" is not a path below the project's folder",
        Some("write it with forward slashes, without a leading `/` and without `..`"),
    );
}

#[test]
fn norms_have_to_add_up() {
    let file = "norms/example.toml";
    check(
        (file, "[[6.0, 5]", "[[6.0, 6]"),
        "the counts sum to 101, and `n` is 100",
        None,
    );
    check(
        (file, "[[6.0, 5], [8.0, 10]", "[[8.0, 5], [6.0, 10]"),
        "scores have to rise, and 6 comes after 8",
        None,
    );
    check(
        (file, "status = \"synthetic\"\n", ""),
        "`status` is missing in this file",
        Some("add `status = …`"),
    );
}

#[test]
fn text_that_is_not_toml_is_a_fault_with_its_place() {
    let source = changed(&[("items.toml", "name = \"wait\"", "name = = \"wait\"")]);
    let places = places(&source);
    assert!(
        places
            .iter()
            .any(|place| place.starts_with("items.toml:2:") && place.contains("this is not TOML")),
        "{places:?}"
    );
}

#[test]
fn a_file_that_is_missing_or_unknown_is_a_fault() {
    let mut source = example::source();
    source.files.insert("itms.toml".to_owned(), String::new());
    assert_eq!(
        places(&source),
        ["itms.toml:1:1: `itms.toml` is no file of a definition"]
    );
    let nothing = Source::default();
    assert_eq!(
        places(&nothing),
        ["assessment.toml:1:1: `assessment.toml` is missing"]
    );
}

proptest! {
    #[test]
    fn any_text_gives_an_assessment_or_faults(file in 0_usize..8, text in any::<String>()) {
        let mut source = example::source();
        if let Some(value) = source.files.values_mut().nth(file) {
            *value = text;
        }
        prop_assert!(parse(&source).map_or_else(|faults| faults.count() > 0, |_| true));
    }

    #[test]
    fn any_cut_and_paste_gives_an_assessment_or_faults(
        file in 0_usize..8,
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        insert in "[\\[\\]{}=\"'#.,\n a-z0-9é_-]{0,12}",
    ) {
        let mut source = example::source();
        if let Some(value) = source.files.values_mut().nth(file) {
            let mut characters: Vec<char> = value.chars().collect();
            let (from, to) = (from.index(characters.len()), to.index(characters.len()));
            characters.splice(from.min(to)..from.max(to).min(from.min(to) + 40), insert.chars());
            *value = characters.into_iter().collect();
        }
        match parse(&source) {
            Ok(_) => {}
            Err(faults) => {
                prop_assert!(faults.count() > 0);
                prop_assert!(!faults.to_string().is_empty());
            }
        }
    }
}

#[test]
fn a_text_that_lacks_a_declared_language_is_a_fault_at_its_place() {
    let source = changed(&[(
        "assessment.toml",
        "stage = \"pre_offer\"",
        "stage = \"pre_offer\"\nlanguages = [\"en\", \"es\"]",
    )]);
    let found = places(&source);
    let about_items = found
        .iter()
        .filter(|place| place.starts_with("items.toml:"));
    let lines = source.files["items.toml"].lines();
    let english_only = lines.filter(|line| line.starts_with("text = ") && !line.contains("es = "));
    assert_eq!(about_items.count(), english_only.count());
    assert!(
        found[0].ends_with("`title` has no Spanish words"),
        "{}",
        found[0]
    );
    // Only staff read the words of norms.
    assert!(!found.iter().any(|place| place.starts_with("norms/")));
}

#[test]
fn languages_are_tags_with_english_first_and_each_once() {
    let stage = "stage = \"pre_offer\"";
    let with = |languages: &str| format!("{stage}\nlanguages = {languages}");
    let first = |languages: &str| {
        places(&changed(&[("assessment.toml", stage, &with(languages))]))[0].clone()
    };
    assert!(first("[\"Spanish\"]").contains("\"Spanish\" is not a language"));
    assert!(first("[\"es\", \"en\"]").contains("English has to be the first language"));
    assert!(first("[\"en\", \"en\"]").contains("there are two languages `en` here"));
}
