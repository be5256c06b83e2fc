//! What reading says about items that check something and about situations that are wrong.

use super::parse;
use crate::assessment::{
    AnswerRange, ItemName, ItemRole, OptionTone, SectionContent, Source, example,
};

fn changed(changes: &[(&str, &str, &str)]) -> Source {
    let mut source = example::source();
    for (file, from, to) in changes {
        let text = source.files.get_mut(*file).unwrap();
        assert!(text.contains(from), "{file} has no {from:?}");
        *text = text.replacen(from, to, 1);
    }
    source
}

/// These changes give exactly these faults.
fn check(changes: &[(&str, &str, &str)], expected: &[&str]) {
    let faults = parse(&changed(changes)).expect_err("this definition has faults");
    let found: Vec<_> = faults.iter().map(|fault| fault.reason.as_str()).collect();
    assert_eq!(found, expected, "{changes:?}");
}

#[test]
fn situations_are_read_with_the_names_of_their_ratings() {
    let (_, assessment) = example::example();
    let judgement = &assessment.judgements[0];
    assert_eq!(
        judgement.options[1].rating.as_str(),
        "late-form-ask-and-explain"
    );
    assert_eq!(judgement.options[1].tone, OptionTone::Assertive);
    let content = &assessment.sections[3].content;
    assert_eq!(content.page_count(), 2);
    let second: Vec<_> = content
        .items_of_page(1)
        .iter()
        .map(ItemName::as_str)
        .collect();
    let expected = ["look-away", "quiet-word", "shout-across", "take-phone"];
    assert_eq!(second, expected.map(|option| format!("loud-call-{option}")));
    assert_eq!(assessment.answer_format(content).points(), 7);
    assert!(
        matches!(content, SectionContent::Judgements { judgements, .. } if judgements.len() == 2)
    );
}

#[test]
fn items_that_check_something_have_their_range_and_no_scale() {
    let (_, assessment) = example::example();
    let role = |name: &str| {
        let found = assessment
            .items
            .iter()
            .find(|item| item.name.as_str() == name);
        found.unwrap().role.clone()
    };
    let range = |lowest, highest| AnswerRange::new(lowest, highest).unwrap();
    let careful = range(4, 6);
    assert_eq!(role("read-words"), ItemRole::Infrequency { careful });
    let claims = range(5, 6);
    assert_eq!(role("never-late"), ItemRole::UnlikelyVirtue { claims });
}

#[test]
fn wrong_checks_are_named() {
    let file = "items.toml";
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "check = \"infrequency\"",
            "check = \"infrequent\"",
            &["`check` cannot be \"infrequent\""],
        ),
        (
            "careful = [4, 6]",
            "careful = [6, 4]",
            &["the lowest answer is above the highest"],
        ),
        (
            "careful = [4, 6]",
            "careful = [1, 6]",
            &["every answer to `read-words` is in its range"],
        ),
        (
            "careful = [4, 6]",
            "careful = [4, 7]",
            &["`read-words` expects answer 7, and there are 6"],
        ),
        (
            "careful = [4, 6]",
            "careful = 4",
            &["`careful` has to be a list, and this is an integer"],
        ),
        (
            "careful = [4, 6]\n",
            "",
            &["`careful` is missing in this `item`"],
        ),
        (
            "claims = [5, 6]",
            "claims = [5, 6]\nscale = \"restraint\"",
            &["`scale` stands beside `check`"],
        ),
        (
            "expected = 5",
            "expected = 5\ndirection = \"positive\"",
            &["`direction` stands beside `expected`"],
        ),
    ];
    for (from, to, expected) in cases {
        let also_unused: Vec<&str> = expected.to_vec();
        check_leniently(&[(file, from, to)], &also_unused);
    }
}

/// The first faults are these; what follows from them, such as an item that then is in no section, is not looked at.
fn check_leniently(changes: &[(&str, &str, &str)], expected: &[&str]) {
    let faults = parse(&changed(changes)).expect_err("this definition has faults");
    for reason in expected {
        assert!(
            faults.iter().any(|fault| fault.reason == *reason),
            "{changes:?}: {faults}"
        );
    }
}

#[test]
fn items_that_check_something_need_their_rule() {
    let without = ("assessment.toml", "implausible_answers = 1\n", "");
    check(
        &[without],
        &["nothing says what the answer to `read-words` means"],
    );
    let without = ("assessment.toml", "impression_percentile = 95\n", "");
    check(
        &[without],
        &[
            "nothing says what the answer to `never-cross` means",
            "nothing says what the answer to `never-late` means",
        ],
    );
}

#[test]
fn wrong_situations_are_named() {
    let file = "judgements.toml";
    let long = format!("name = \"take-it{}\"", "-and-so-on".repeat(5));
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "expert = 6.5",
            "expert = 7.5",
            &["`expert` is 7.5, and has to be from 1 to 7"],
        ),
        (
            "tone = \"passive\"",
            "tone = \"pasive\"",
            &["`tone` cannot be \"pasive\""],
        ),
        (
            "name = \"take-it\"",
            "name = \"own-fault\"",
            &[
                "there are two options `own-fault` here",
                "the name `late-form-own-fault` is taken already",
            ],
        ),
        (
            "rationale = \"Answers blame with blame.\"\n",
            "",
            &["`rationale` is missing in this `option`"],
        ),
        (
            "name = \"take-it\"",
            &long,
            &[
                "its rating would be called `late-form-take-it-and-so-on-and-so-on-and-so-on-and-so-on-and-so-on`, which is not a name",
            ],
        ),
    ];
    for (from, to, expected) in cases {
        check_leniently(&[(file, from, to)], expected);
    }
    let fifth = "[[judgement.option]]\nname = \"fifth\"\ntext = { en = \"Wait.\" }\ntone = \"passive\"\n\
                 competency = \"listening\"\nexpert = 3\nrationale = \"One too many.\"\n\n[[judgement.option]]\nname = \"take-it\"";
    check(
        &[(file, "[[judgement.option]]\nname = \"take-it\"", fifth)],
        &["a judgement has 4 options, and this has 5"],
    );
}

#[test]
fn situations_without_a_section_a_scale_or_an_answer_format_are_named() {
    let file = "assessment.toml";
    check(
        &[(
            file,
            "judgements = [\"late-form\", \"loud-call\"]",
            "judgements = [\"late-form\"]",
        )],
        &["the judgement `loud-call` is in no section"],
    );
    check(
        &[(
            file,
            "judgements = [\"late-form\",",
            "judgements = [\"late-from\",",
        )],
        &["there is no judgement `late-from`"],
    );
    check(
        &[(
            file,
            "source = \"situational_judgement\"",
            "source = \"questionnaire\"",
        )],
        &[
            "the scale `situational-judgement` has no items",
            "no scale scores the judgements",
        ],
    );
    check(
        &[(file, "    { en = \"In between\" },\n", "")],
        &["options are rated on 7 points, and this has 6"],
    );
    check_leniently(
        &[(
            file,
            "items_per_page = 4",
            "items_per_page = 4\njudgements = [\"late-form\"]",
        )],
        &[
            "a section is one of scene, items, judgements, stop_signal, go_no_go, flanker, and this is 2",
        ],
    );
    let mut source = example::source();
    source.files.remove("judgements.toml");
    let faults = parse(&source).unwrap_err();
    let reasons: Vec<_> = faults.iter().map(|fault| fault.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "there is no judgement `late-form`",
            "there is no judgement `loud-call`",
            "there is no judgement to score",
        ]
    );
}

#[test]
fn a_key_that_tells_nothing_apart_is_named() {
    let mut source = example::source();
    let text = source.files.get_mut("judgements.toml").unwrap();
    for line in text
        .clone()
        .lines()
        .filter(|line| line.starts_with("expert = "))
    {
        *text = text.replace(line, "expert = 4.0");
    }
    let faults = parse(&source).unwrap_err();
    let reasons: Vec<_> = faults.iter().map(|fault| fault.reason.as_str()).collect();
    assert_eq!(reasons, ["the expert ratings of all options are the same"]);
}

#[test]
fn a_sign_off_names_one_thing_that_is_there() {
    let signed = |what: &str| {
        let written = format!(
            "sign_offs = [ {{ {what}, by = \"A\", reason = \"B\", date = \"2026-11-20\" }} ]\n\n[response_scale]"
        );
        parse(&changed(&[(
            "assessment.toml",
            "[response_scale]",
            &written,
        )]))
    };
    for what in [
        "item = \"wait\"",
        "judgement = \"loud-call\"",
        "scene = \"gate\"",
    ] {
        assert!(signed(what).is_ok(), "{what}");
    }
    for (what, reason) in [
        (
            "judgement = \"loud-cal\"",
            "there is no judgement `loud-cal`",
        ),
        (
            "item = \"wait\", scene = \"gate\"",
            "a sign-off is for one of item, judgement or scene, and this names 2",
        ),
    ] {
        let faults = signed(what).unwrap_err();
        assert_eq!(faults.iter().next().unwrap().reason, reason);
    }
}
