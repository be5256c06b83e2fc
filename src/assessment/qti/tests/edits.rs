//! What another tool edits takes effect, and what it does not know stays.

use super::{Package, edited, exported, imported, rich, tables};
use crate::assessment::example;

/// A document, what is replaced in it by what, the definition's file, and what that says then.
const EDITS: [(&str, &str, &str, &str, &str); 9] = [
    (
        "items/item-wait.xml",
        "I wait for the facts",
        "I look for facts",
        "items.toml",
        "I look for facts before I act.",
    ),
    (
        "items/item-wait.xml",
        "Espero a conocer",
        "Busco",
        "items.toml",
        "Busco los hechos",
    ),
    (
        "items/item-check-agree.xml",
        "<qti-value>answer-5<",
        "<qti-value>answer-4<",
        "items.toml",
        "expected = 4",
    ),
    (
        "scenes/scene-queue.xml",
        "title=\"In the queue\"",
        "title=\"At the till\"",
        "scenes/queue.toml",
        "At the till",
    ),
    (
        "scenes/scene-queue.xml",
        "Raised voices.",
        "Loud &amp; clear.",
        "scenes/queue.toml",
        "Loud & clear.",
    ),
    (
        "scenes/scene-queue.xml",
        "Answers insult with insult.",
        "Insults.",
        "scenes/queue.toml",
        "anchor_1 = { en = \"Insults.\" }",
    ),
    (
        "assessment.xml",
        "max-time=\"300\"",
        "max-time=\"299.5\"",
        "assessment.toml",
        "limit_seconds = 300",
    ),
    (
        "judgements/judgement-lane.xml",
        "Shout &amp; honk",
        "Honk",
        "judgements.toml",
        "Honk",
    ),
    (
        "tasks/task-stop_5f_signal_2f_stop-signal.xml",
        "try not to press",
        "wait",
        "tasks.toml",
        "turns red, wait.",
    ),
];

#[test]
fn what_another_tool_edits_takes_effect_and_the_rest_stays() {
    let package = exported(&rich());
    for (path, from, to, file, expected) in EDITS {
        let imported = imported(&edited(&package, path, from, to));
        let text = &imported.source.files[file];
        assert!(text.contains(expected), "{expected:?} is not in\n{text}");
        assert!(imported.faults.is_empty(), "{}", imported.faults[0]);
    }
}

#[test]
fn an_option_that_another_tool_adds_or_removes_is_added_or_removed() {
    let package = exported(&example::source());
    let path = "scenes/scene-practice.xml";
    let removed = "<qti-simple-choice identifier=\"option-wait\">Wait.</qti-simple-choice>";
    let imported = imported(&edited(
        &package,
        path,
        removed,
        "<qti-simple-choice identifier=\"B\">Nod.</qti-simple-choice>",
    ));
    let scene = &tables(&imported.source)["scenes/practice.toml"];
    let options = scene["decision"][0]["option"].as_array().unwrap();
    let names: Vec<_> = options
        .iter()
        .map(|option| option["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["wave", "b"]);
    assert_eq!(scene["decision"][0]["cue_ms"].as_integer(), Some(2000));
}

#[test]
fn a_key_that_another_tool_changes_takes_effect_and_a_rating_s_says_what_to_do() {
    let package = exported(&rich());
    let path = "scenes/scene-queue.xml";
    let text = String::from_utf8(package.files[path].clone()).unwrap();
    assert!(
        text.contains("<qti-map-response identifier=\"decision-how-sad\"/>"),
        "{text}"
    );
    let changed = imported(&edited(
        &package,
        path,
        "<qti-base-value base-type=\"float\">4<",
        "<qti-base-value base-type=\"float\">3<",
    ));
    let scene = &tables(&changed.source)["scenes/queue.toml"];
    assert_eq!(
        scene["decision"][0]["option"][0]["key"]["first-moves"].as_integer(),
        Some(3)
    );
    let changed = imported(&edited(
        &package,
        path,
        "map-key=\"1\" mapped-value=\"0\"",
        "map-key=\"1\" mapped-value=\"1\"",
    ));
    let told = |name: &str| {
        let faults = changed.faults.iter();
        faults.filter(|fault| fault.reason.contains(name)).count()
    };
    assert_eq!(told("`how-sad`"), 1, "{:#?}", changed.faults);
}

/// The package without the first element that begins and ends so in a file of it.
fn cut(package: &Package, path: &str, begin: &str, end: &str) -> Package {
    let text = String::from_utf8(package.files[path].clone()).unwrap();
    let from = text
        .find(begin)
        .unwrap_or_else(|| panic!("{path} has no {begin}:\n{text}"));
    let to = from + text[from..].find(end).unwrap() + end.len();
    edited(package, path, &text[from..to], "")
}

#[test]
fn the_last_of_a_list_that_another_tool_takes_out_is_gone_too() {
    let mut source = rich();
    let practice = source.files.get_mut("scenes/practice.toml").unwrap();
    let (first, _) = practice.split_once("# The practice teaches").unwrap();
    *practice = first.to_owned();
    let package = exported(&source);
    let path = "scenes/scene-practice.xml";
    let scene = |package: &Package| {
        let imported = imported(package);
        tables(&imported.source)["scenes/practice.toml"].clone()
    };
    let before = scene(&package);
    let decided = cut(
        &package,
        path,
        "<qti-choice-interaction",
        "</qti-choice-interaction>",
    );
    assert!(before.contains_key("decision"), "{before}");
    assert!(!scene(&decided).contains_key("decision"));
    let unfilmed = cut(
        &package,
        path,
        "<qti-media-interaction",
        "</qti-media-interaction>",
    );
    let unfilmed = scene(&unfilmed);
    for key in ["sources", "poster", "captions"] {
        assert!(before.contains_key(key), "{before}");
        assert!(!unfilmed.contains_key(key), "{key} in {unfilmed}");
    }
    let path = "scenes/scene-queue.xml";
    let unasked = cut(
        &package,
        path,
        "<qti-upload-interaction",
        "</qti-upload-interaction>",
    );
    let unasked = tables(&imported(&unasked).source)["scenes/queue.toml"].clone();
    assert!(!unasked.contains_key("answer"), "{unasked}");
    let path = "judgements/judgement-lane.xml";
    let one = cut(
        &package,
        path,
        "<qti-choice-interaction",
        "</qti-choice-interaction>",
    );
    let none = cut(
        &one,
        path,
        "<qti-choice-interaction",
        "</qti-choice-interaction>",
    );
    let judgements = tables(&imported(&none).source)["judgements.toml"].clone();
    let lane = judgements["judgement"].as_array().unwrap().iter();
    let lane = lane
        .clone()
        .find(|judgement| judgement["name"].as_str() == Some("lane"));
    assert!(lane.unwrap().get("option").is_none(), "{judgements}");
}

#[test]
fn text_beside_what_was_exported_is_told() {
    let package = exported(&rich());
    for path in [
        "scenes/scene-queue.xml",
        "judgements/judgement-lane.xml",
        "tasks/task-stop_5f_signal_2f_stop-signal.xml",
    ] {
        let changed = edited(
            &package,
            path,
            "<qti-item-body>",
            "<qti-item-body><div><p>New.</p></div>",
        );
        let faults = imported(&changed).faults;
        assert_eq!(faults.len(), 1, "{faults:#?}");
        assert!(
            faults[0].file == path && faults[0].reason.contains("no part"),
            "{}",
            faults[0]
        );
    }
}

#[test]
fn an_item_that_another_tool_takes_out_is_gone() {
    let mut package = exported(&example::source());
    package.files.remove("scenes/scene-gate.xml");
    let resource = "<resource identifier=\"scene-gate\" type=\"imsqti_item_xmlv3p0\" href=\"scenes/scene-gate.xml\">\n      <file href=\"scenes/scene-gate.xml\"/>\n    </resource>";
    let package = edited(&package, "imsmanifest.xml", resource, "");
    let package = edited(
        &package,
        "imsmanifest.xml",
        "<dependency identifierref=\"scene-gate\"/>",
        "",
    );
    let package = edited(
        &package,
        "assessment.xml",
        "<qti-assessment-item-ref identifier=\"scene-gate\" href=\"scenes/scene-gate.xml\"/>",
        "",
    );
    let imported = imported(&package);
    assert!(imported.faults.is_empty(), "{}", imported.faults[0]);
    assert!(!imported.source.files.contains_key("scenes/gate.toml"));
    assert_eq!(
        imported.source.files.len(),
        example::source().files.len() - 1
    );
}
