//! What other tools' packages say that a definition cannot: each is told by its file, and changes no meaning unsaid.

use super::foreign::{foreign, replaced};
use super::{edited, import, tables};
use crate::assessment::qti::{Imported, Package};

fn read(package: &Package) -> Imported {
    import(package).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

fn told(imported: &Imported, file: &str, part: &str) -> bool {
    let mut faults = imported.faults.iter();
    faults.any(|fault| fault.file == file && fault.reason.contains(part))
}

const ITEM: &str = "items/a.xml";
const FILM: &str = "items/v.xml";
const TEST: &str = "test.xml";
const REF: &str = "<qti-assessment-item-ref identifier=\"a\" href=\"items/a.xml\"/>";

/// A document, what is replaced in it by what, and a part of the fault that only this gives.
const EDITS: [(&str, &str, &str, &str); 23] = [
    (
        ITEM,
        "base-type=\"identifier\"/>",
        "base-type=\"identifier\"><qti-correct-response><qti-value>C1</qti-value></qti-correct-response></qti-response-declaration>",
        "right answer",
    ),
    (ITEM, "\"single\"", "\"multiple\"", "several answers"),
    (
        ITEM,
        "max-choices=\"1\"",
        "max-choices=\"3\"",
        "several answers",
    ),
    (
        ITEM,
        "max-choices",
        "shuffle=\"true\" max-choices",
        "not shuffled",
    ),
    (
        ITEM,
        "</qti-item-body>",
        "</qti-item-body><qti-response-processing template=\"https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml\"/>",
        "`SCORE` count for no scale",
    ),
    (
        ITEM,
        "</qti-item-body>",
        "</qti-item-body><qti-response-processing><qti-set-outcome-value identifier=\"RAW\"><qti-map-response identifier=\"RESPONSE\"/></qti-set-outcome-value></qti-response-processing>",
        "`RAW` count for no scale",
    ),
    (
        ITEM,
        "</qti-item-body>",
        "</qti-item-body><qti-response-processing><qti-set-outcome-value identifier=\"SCORE-a\"><qti-correct identifier=\"RESPONSE\"/></qti-set-outcome-value></qti-response-processing>",
        "these points are left out",
    ),
    (
        ITEM,
        "<qti-item-body>",
        "<qti-assessment-stimulus-ref identifier=\"s\" href=\"s.xml\"/><qti-item-body>",
        "text in a file of its own",
    ),
    (
        ITEM,
        "<qti-prompt>",
        "<qti-prompt><img src=\"x.png\" alt=\"\"/>",
        "pictures",
    ),
    (ITEM, "adaptive=\"false\"", "adaptive=\"true\"", "adaptive"),
    (
        ITEM,
        "<qti-item-body>",
        "<qti-item-body><qti-rubric-block use=\"scoring\" view=\"scorer\"><qti-content-body><p>x</p></qti-content-body></qti-rubric-block>",
        "note for staff",
    ),
    (
        FILM,
        "<qti-extended",
        "<qti-slider-interaction response-identifier=\"R3\" lower-bound=\"0\" upper-bound=\"100\"/><qti-extended",
        "from 0 to 100",
    ),
    (
        FILM,
        "<qti-extended",
        "<qti-media-interaction response-identifier=\"N\" autostart=\"false\"><video/></qti-media-interaction><qti-extended",
        "this is another",
    ),
    (
        FILM,
        "</video>",
        "<track kind=\"captions\" srclang=\"en-GB\" src=\"../films/bus.vtt\"/></video>",
        "a track in `en` is there already",
    ),
    (
        TEST,
        REF,
        "<qti-assessment-section-ref identifier=\"x\" href=\"x.xml\"/>",
        "a section in a file",
    ),
    (
        TEST,
        REF,
        "<qti-selection select=\"1\"/>",
        "nothing is drawn",
    ),
    (
        TEST,
        REF,
        "<qti-ordering shuffle=\"true\"/>",
        "nothing is shuffled",
    ),
    (
        TEST,
        "href=\"items/a.xml\"/>",
        "href=\"items/a.xml\"><qti-weight identifier=\"w\" value=\"2\"/></qti-assessment-item-ref>",
        "weights",
    ),
    (
        TEST,
        "href=\"items/a.xml\"/>",
        "href=\"items/a.xml\"><qti-pre-condition/></qti-assessment-item-ref>",
        "conditions",
    ),
    (
        TEST,
        "href=\"items/a.xml\"/>",
        "href=\"items/a.xml\"><qti-time-limits max-time=\"9\"/></qti-assessment-item-ref>",
        "limited by section",
    ),
    (
        TEST,
        "submission-mode=\"individual\">",
        "submission-mode=\"individual\"><qti-time-limits max-time=\"9\"/>",
        "limited by section",
    ),
    (
        TEST,
        "max-time=\"900\"",
        "min-time=\"60\" max-time=\"900\"",
        "made to wait",
    ),
    (TEST, "\"linear\"", "\"nonlinear\"", "order is free"),
];

#[test]
fn what_a_definition_has_no_word_for_is_told() {
    let package = foreign();
    let before = read(&package);
    for (path, from, to, expected) in EDITS {
        let imported = read(&edited(&package, path, from, to));
        assert!(!told(&before, path, expected), "{expected} without {to}");
        assert!(
            told(&imported, path, expected),
            "{to}:\n{:#?}",
            imported.faults
        );
    }
    // The scene's choice has a right answer of its own.
    assert!(told(&before, FILM, "right answer"), "{:#?}", before.faults);
}

#[test]
fn a_right_answer_of_another_tool_makes_no_attention_check() {
    let (path, from, to, _) = EDITS[0];
    let imported = read(&edited(&foreign(), path, from, to));
    let items = &imported.source.files["items.toml"];
    assert!(!items.contains("expected"), "{items}");
}

#[test]
fn texts_of_another_language_are_stored_as_that_language() {
    let mut package = foreign();
    for path in ["items/a.xml", "items/b.xml", "items/j.xml", "items/v.xml"] {
        package = edited(&package, path, "xml:lang=\"en-US\"", "xml:lang=\"es-MX\"");
    }
    let package = edited(
        &package,
        "test.xml",
        "title=\"Hiring\"",
        "title=\"Hiring\" xml:lang=\"es\"",
    );
    let package = edited(
        &package,
        ITEM,
        "<qti-item-body>",
        "<qti-item-body><p>Before.</p>",
    );
    let files = tables(&read(&package).source);
    let scene = &files["scenes/video-1.toml"];
    let outline = &files["assessment.toml"];
    for text in [
        &files["items.toml"]["item"][0]["text"],
        &files["judgements.toml"]["judgement"][0]["stem"],
        &scene["title"],
        &scene["setting"],
        &outline["title"],
        &outline["section"][0]["title"],
    ] {
        let languages: Vec<_> = text.as_table().unwrap().keys().collect();
        assert_eq!(languages, ["es"], "{text}");
    }
    let text = files["items.toml"]["item"][0]["text"]["es"].as_str();
    assert_eq!(text, Some("Before.\nI wait & see."));
}

#[test]
fn what_stands_around_a_question_is_put_before_no_translation() {
    let package = edited(
        &foreign(),
        ITEM,
        "<qti-item-body>\n",
        "<qti-item-body>\n<p>Before.</p>",
    );
    let package = edited(
        &package,
        ITEM,
        "<qti-prompt>",
        "<qti-prompt data-catalog-idref=\"c\">",
    );
    let card = |entries: &str| {
        let info = format!(
            "</qti-item-body><qti-catalog-info><qti-catalog id=\"c\"><qti-card support=\"keyword-translation\">{entries}</qti-card></qti-catalog></qti-catalog-info>"
        );
        edited(&package, ITEM, "</qti-item-body>", &info)
    };
    let entry = |language: &str, text: &str| {
        format!(
            "<qti-card-entry xml:lang=\"{language}\"><qti-html-content><p>{text}</p></qti-html-content></qti-card-entry>"
        )
    };
    let entries = [entry("zh-Hans", "one"), entry("zh-Hant", "two")].concat();
    let imported = read(&card(&entries));
    let text = &tables(&imported.source)["items.toml"]["item"][0]["text"];
    assert_eq!(text["zh"].as_str(), Some("one"));
    assert_eq!(text["en"].as_str(), Some("Before.\nI wait & see."));
    for expected in ["missing in `zh`", "this one in `zh-Hant` was left out"] {
        assert!(told(&imported, ITEM, expected), "{:#?}", imported.faults);
    }
}

#[test]
fn files_of_any_case_are_read_and_what_is_no_film_is_told() {
    let mut package = foreign();
    let item = package.files.remove(ITEM).unwrap();
    package.files.insert("items/A.XML".to_owned(), item);
    package
        .files
        .insert("films/notes.pdf".to_owned(), Vec::new());
    for path in ["imsmanifest.xml", TEST] {
        replaced(&mut package, path, "items/a.xml", "items/A.XML");
    }
    let imported = read(&package);
    let items = tables(&imported.source)["items.toml"]["item"].clone();
    assert_eq!(items.as_array().unwrap().len(), 2);
    assert!(told(&imported, "films/notes.pdf", "no film"));
}
