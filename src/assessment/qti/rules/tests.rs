//! Planted violations, each told by its file and line.

use std::collections::BTreeMap;

use super::{Held, faults};
use crate::assessment::qti::{Package, export, xml};
use crate::assessment::{Fault, example};

fn exported() -> Package {
    export(&example::source(), &[]).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

fn check(package: &Package) -> Vec<Fault> {
    let mut budget = xml::Budget::default();
    let documents: BTreeMap<_, _> = package
        .files
        .iter()
        .map(|(path, bytes)| (path.clone(), xml::read(path, bytes, &mut budget).unwrap()))
        .collect();
    let is_there = |path: &str| documents.contains_key(path) || path.starts_with("media/");
    faults(&Held {
        documents: &documents,
        is_there: &is_there,
        is_packed: &|path| documents.contains_key(path),
    })
}

const MANIFEST: &str = "imsmanifest.xml";
const TEST: &str = "assessment.xml";
const ITEM: &str = "items/item-wait.xml";
const SCENE: &str = "scenes/scene-queue.xml";

/// A file, what is replaced in it by what, and a part of the fault that this gives.
const PLANTED: [(&str, &str, &str, &str); 53] = [
    (
        MANIFEST,
        " identifier=\"package-example\"",
        "",
        "needs the attribute `identifier`",
    ),
    (
        MANIFEST,
        "qtiv3p0/imscp_v1p1",
        "imscp_v1p1",
        "is in the namespace",
    ),
    (MANIFEST, "  <organizations/>\n", "", ""),
    (
        MANIFEST,
        "</schemaversion>",
        "</schemaversion><lom xmlns=\"http://ltsc.ieee.org/xsd/LOM\"><source>LOMv1.0</source><resource/></lom>",
        "",
    ),
    (
        MANIFEST,
        "<dependency identifierref=\"item-wait\"/>",
        "",
        "`items/item-wait.xml` is referred to",
    ),
    (TEST, "max-time=\"900\"", "max-time=\"-1\"", "not negative"),
    (
        TEST,
        " use=\"instructions\"",
        "",
        "needs the attribute `use`",
    ),
    (TEST, " view=\"candidate\"", "", ""),
    (SCENE, "use=\"scoring\"", "use=\"ext:interview\"", ""),
    (
        SCENE,
        "use=\"scoring\"",
        "use=\"reading\"",
        "one of instructions",
    ),
    (
        SCENE,
        "</qti-item-body>",
        "<qti-slider-interaction response-identifier=\"S\" lower-bound=\"-3\" upper-bound=\"3\"/></qti-item-body>",
        "`lower-bound` is \"-3\"",
    ),
    (
        ITEM,
        "<qti-response-processing>",
        "<qti-response-processing template=\"https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml\">",
        "needs a response `RESPONSE` with a `qti-correct-response`",
    ),
    (
        ITEM,
        "<qti-response-processing>",
        "<qti-response-processing template=\"https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml\">",
        "needs the outcome `SCORE`",
    ),
    (
        ITEM,
        "<qti-response-processing>",
        "<qti-response-processing template=\"own.xml\">",
        "is no template",
    ),
    (
        ITEM,
        "<qti-map-response identifier=\"RESPONSE\"/>",
        "<qti-correct identifier=\"RESPONSE\"/>",
        "`RESPONSE` has no correct response",
    ),
    (
        MANIFEST,
        "identifier=\"item-plan\"",
        "identifier=\"item-wait\"",
        "`item-wait` is taken already",
    ),
    (
        MANIFEST,
        "<dependency identifierref=\"item-wait\"/>",
        "<dependency identifierref=\"none\"/>",
        "no resource `none`",
    ),
    (
        MANIFEST,
        "<file href=\"items/item-wait.xml\"/>",
        "<file href=\"items/none.xml\"/>",
        "no file `items/none.xml`",
    ),
    (
        MANIFEST,
        "<file href=\"items/item-wait.xml\"/>",
        "<file href=\"items/none.xml\"/>",
        "not among the resource's own files",
    ),
    (
        MANIFEST,
        "<file href=\"items/item-wait.xml\"/>",
        "<file href=\"../x.xml\"/>",
        "leads out of the package",
    ),
    (
        MANIFEST,
        "type=\"imsqti_test_xmlv3p0\" ",
        "",
        "needs the attribute `type`",
    ),
    (
        TEST,
        "navigation-mode=\"linear\"",
        "navigation-mode=\"free\"",
        "one of linear, nonlinear",
    ),
    (
        TEST,
        "identifier=\"section-gate\"",
        "identifier=\"section-queue\"",
        "`section-queue` is taken already",
    ),
    (
        TEST,
        "identifier=\"section-gate\"",
        "identifier=\"1st\"",
        "has to be an identifier",
    ),
    (
        TEST,
        "href=\"items/item-wait.xml\"",
        "href=\"items/none.xml\"",
        "no file `items/none.xml`",
    ),
    (
        TEST,
        "max-time=\"900\"",
        "max-time=\"long\"",
        "has to be a number",
    ),
    (
        TEST,
        " visible=\"true\"",
        " visible=\"yes\"",
        "true or false",
    ),
    (
        TEST,
        " visible=\"true\"",
        "",
        "needs the attribute `visible`",
    ),
    (
        TEST,
        "<qti-time-limits max-time=\"900\"/>",
        "<qti-limits/>",
        "`qti-limits` may not stand in",
    ),
    (
        ITEM,
        " title=\"item-wait\"",
        "",
        "needs the attribute `title`",
    ),
    (
        ITEM,
        " time-dependent=\"false\"",
        "",
        "needs the attribute `time-dependent`",
    ),
    (ITEM, "imsqtiasi_v3p0", "imsqti_v2p2", "is in the namespace"),
    (
        ITEM,
        "qti-assessment-item",
        "assessmentItem",
        "the outermost element is",
    ),
    (
        ITEM,
        "cardinality=\"single\" base-type=\"identifier\"",
        "cardinality=\"multiple\" base-type=\"string\"",
        "base type identifier",
    ),
    (
        ITEM,
        "cardinality=\"single\" base-type=\"identifier\"",
        "cardinality=\"ordered\" base-type=\"identifier\"",
        "of the cardinality",
    ),
    (
        ITEM,
        "cardinality=\"single\" base-type=\"identifier\"",
        "cardinality=\"single\"",
        "needs the attribute `base-type`",
    ),
    (
        ITEM,
        "max-choices=\"1\"",
        "max-choices=\"2\"",
        "room for one",
    ),
    (
        ITEM,
        "map-key=\"answer-2\"",
        "map-key=\"answer-9\"",
        "no choice `answer-9`",
    ),
    (
        ITEM,
        "map-key=\"answer-2\"",
        "map-key=\"answer-1\"",
        "mapped already",
    ),
    (
        ITEM,
        "mapped-value=\"2\"",
        "mapped-value=\"two\"",
        "has to be a number",
    ),
    (
        ITEM,
        "<qti-simple-choice identifier=\"answer-2\"",
        "<qti-simple-choice identifier=\"answer-1\"",
        "`answer-1` is there already",
    ),
    (
        ITEM,
        "response-identifier=\"RESPONSE\"",
        "response-identifier=\"OTHER\"",
        "`OTHER` is not declared",
    ),
    (
        ITEM,
        "response-identifier=\"RESPONSE\"",
        "response-identifier=\"OTHER\"",
        "no interaction asks for the response `RESPONSE`",
    ),
    (
        ITEM,
        "<qti-map-response identifier=\"RESPONSE\"/>",
        "<qti-map-response identifier=\"OTHER\"/>",
        "`OTHER` is not declared",
    ),
    (
        ITEM,
        "<qti-set-outcome-value identifier=\"SCORE-restraint\">",
        "<qti-set-outcome-value identifier=\"SCORE\">",
        "`SCORE` is not declared",
    ),
    (
        ITEM,
        "data-catalog-idref=\"catalog-1\"",
        "data-catalog-idref=\"catalog-7\"",
        "no catalog `catalog-7`",
    ),
    (
        ITEM,
        "<qti-item-body>",
        "<qti-item-body>bare ",
        "text stands bare",
    ),
    (
        SCENE,
        " autostart=\"false\"",
        "",
        "needs the attribute `autostart`",
    ),
    (
        SCENE,
        "<div id=\"setting\">",
        "<div id=\"content-note\">",
        "`content-note` is taken already",
    ),
    (
        SCENE,
        "view=\"scorer\"",
        "view=\"everybody\"",
        "one of author",
    ),
    (
        SCENE,
        "kind=\"captions\"",
        "kind=\"sounds\"",
        "one of subtitles",
    ),
    (
        SCENE,
        "<qti-variable identifier=\"decision-first-words\"/>",
        "<qti-variable identifier=\"none\"/>",
        "`none` is not declared",
    ),
    (
        SCENE,
        "response-identifier=\"decision-next-step\"",
        "response-identifier=\"decision-first-words\"",
        "asked for already",
    ),
];

#[test]
fn an_export_has_no_fault() {
    let faults = check(&exported());
    assert!(faults.is_empty(), "{}", faults[0]);
}

#[test]
fn every_planted_violation_is_told_with_its_file_and_line() {
    let good = exported();
    for (path, from, to, expected) in PLANTED {
        let text = String::from_utf8(good.files[path].clone()).unwrap();
        assert!(text.contains(from), "{path} has no {from:?}:\n{text}");
        let mut package = good.clone();
        package
            .files
            .insert(path.to_owned(), text.replace(from, to).into_bytes());
        let faults = check(&package);
        if expected.is_empty() {
            assert!(faults.is_empty(), "{from:?}: {}", faults[0]);
            continue;
        }
        let told = faults.iter().find(|fault| fault.reason.contains(expected));
        let told = told.unwrap_or_else(|| {
            panic!("{path}: {from:?} to {to:?} gives no {expected:?}\n{faults:#?}")
        });
        assert!(told.file == path && 0 < told.line, "{told}");
    }
}

#[test]
fn elements_out_of_order_and_missing_ones_are_told() {
    let good = exported();
    let text = String::from_utf8(good.files[ITEM].clone()).unwrap();
    let from = text.find("<qti-outcome-declaration").unwrap();
    let to = text.find("</qti-outcome-declaration>").unwrap() + "</qti-outcome-declaration>".len();
    let outcome = &text[from..to];
    let moved = text
        .replace(outcome, "")
        .replace("</qti-item-body>", &format!("</qti-item-body>{outcome}"));
    let mut package = good.clone();
    package.files.insert(ITEM.to_owned(), moved.into_bytes());
    let faults = check(&package);
    assert!(
        faults
            .iter()
            .any(|fault| fault.reason.contains("has to stand before")),
        "{faults:#?}"
    );

    package.files.remove(MANIFEST);
    assert!(check(&package)[0].reason.contains("no manifest"));
}
